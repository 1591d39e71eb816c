// Records a trace: follows the interpreter instruction by instruction and appends uops.

import TraceIR

/// How a recording stands after an instruction.
public enum RecordingStep {
  case goesOn
  /// The trace was added to its tree.
  case finished
  /// Nothing was recorded, for a named reason.
  case aborted(String)
}

/// A frame of the trace: the one in which the tree is entered, or one inlined.
struct RecordedFrame {
  /// Its register 0, in words from the base of the frame in which the tree is entered.
  var offset: Int
  var code: UnsafeMutablePointer<CodeObject>
  /// Constant index of its code.
  var codeConstant: Int
  /// Constant index of its function, or -1 when its header slot holds it.
  var function: Int
  var flags: FrameFlags
  /// The instruction of the calling frame that pushed it.
  var callPC: Int
  /// For a generator that the trace resumed: where, as its object says.
  var resumedAt: Int?
  /// The address of the generator object, where the trace knows it.
  var object: ValueID?
}

/// A `for` loop's question to an iterator.
struct AskedIterator {
  let item: ValueID
  /// The register that receives an item.
  let register: Int
  /// Where control goes at the end, and where with an item.
  let target, next: Int
}

/// Records one trace. Each call of `observe` sees an instruction before the interpreter executes it.
///
/// Invariant: `slots` maps every frame slot the trace has read or written to its current value; a slot of the entry
/// frame that maps to its own `slot` uop is as it was in memory.
public final class Recorder {
  let vm: VM
  let record: RecordedTree
  var policy: FitnessPolicy
  var body: [Instruction] = []
  var exits: [Exit] = []
  var origins: [Origin] = []
  var frames: [RecordedFrame] = []
  /// The calls that led to the frame in which the tree is entered and from which the trace has returned, innermost first.
  var returned: [ReturnedCall] = []
  var slots: [Int: ValueID] = [:]
  /// Slots whose memory is stale at the trace's start, because the parent changed them.
  var inherited: Set<Int> = []
  /// The `slot` uop of each slot read from memory.
  var slotDefinitions: [Int: ValueID] = [:]
  var types: [IRType] = []
  let firstValue: Int
  let firstExit: Int
  let anchor: Trace.Anchor
  var leavesLoop = false
  /// The probability that an iteration of the loop is followed by another, as far as is known.
  var staying = 1.0
  /// The trace passed its header once, because the types were not yet those of the header.
  private var isUnrolled = false
  /// Where the states of loops lie that the trace prepared, in words from the base of the entry frame.
  var preparedLoops: Set<Int> = []
  var maximumExtent = 0
  /// Register 0 of the frame in which the tree is entered.
  let entryBase: UnsafeMutablePointer<Value>
  /// The instruction being recorded: frame registers and position.
  var r: UnsafeMutablePointer<Value>
  var pc = 0
  var word: UInt64 = 0
  var next = 0
  var instructionCount = 0
  var snapshotCache: (pc: Int, snapshot: Snapshot)?
  /// A poll must be recorded before the next instruction, because arbitrary code ran.
  var needsPoll = false
  /// The iterator that was asked by the last instruction.
  var asked: AskedIterator?
  /// Integers behind a range object made in this trace: start, stop, step.
  var ranges: [ValueID: (ValueID, ValueID, ValueID)] = [:]
  /// Where characters made in this trace come from.
  var characters: [ValueID: CharacterSource] = [:]
  /// Whether the recording is given up at a branch that mostly goes the other way.
  public var putsOffUnlikely = false
  /// Whether a loop of the trace has to resume a generator through the runtime.
  var asksGenerator = false
  /// Sequences that were unpacked, with what is known of their items.
  var unpacked: [ValueID: UnpackedSequence] = [:]
  /// Generators that the trace made and that it did not resume yet.
  var madeGenerators: [ValueID: MadeGenerator] = [:]
  /// Steps of async generators that the trace made and did not await yet.
  var steps: [ValueID: RecordedStep] = [:]
  /// `super` objects made in this trace.
  var supers: [ValueID: RecordedSuper] = [:]
  /// Methods whose receivers are beside them, though the interpreter has bound methods: the receivers.
  var splitMethods: [ValueID: ValueID] = [:]
  /// Bound methods that the trace made of functions.
  var boundMethods: [ValueID: (function: Value, receiver: ValueID)] = [:]
  /// What the last instruction raises, if it is a `raise`.
  var raised: RaisedException?
  /// Whether the trace checked that the state knows of no exception being handled.
  var knowsNothingHandled = false
  /// Dicts of keyword arguments that the trace made.
  var madeKeywords: [ValueID: MadeKeywords] = [:]
  /// Lists that the trace made.
  var madeLists: [ValueID: MadeList] = [:]
  /// Slice objects made in this trace.
  var slices: [ValueID: RecordedSlice] = [:]
  var pendingSlice: PendingSlice?
  /// Where exits go while nothing that has an effect was recorded since: the instruction that makes a slice object which
  /// then is never needed.
  var rollback: Snapshot?
  /// Whether a loop is recorded although a number in it has another type at its end than at its beginning.
  public var toleratesTypeChanges = false
  /// Whether short loops of generators whose items a call collects are not recorded: loops that make such calls may still be found.
  public var leavesShortLoopsToCallers = false
  /// Whether a root trace goes on where it leaves its loop, as side traces do: for loops that hardly ever go round.
  public var mayLeaveLoop = false
  /// Set when the policy ended the trace.
  var stop: FitnessStop?
  /// How many frames there were at the instruction before, to see returns.
  var lastDepth = 0
  /// How many calls the trace had returned from at the instruction before.
  var lastReturned = 0
  /// Whether the instruction before went on in another generator of a chain, which runs in the same frame.
  var passesTurn = false
  /// The merge points that traces of the tree have passed, by position in their code; filled at the first question.
  var mergeMarks: [Int: [(trace: Int, position: Int)]]?
  /// Where in `body` the trace marked merge points, by their position in their code.
  var ownMarks: [Int: [Int]] = [:]
  /// Whether the last instruction was a jump back in the same frame.
  var wentBack = false
  /// The ways out of the loop by which the trace ended.
  public internal(set) var innerLoopExits: [InnerLoopExit] = []
  /// How many traces the recording added to its tree.
  public internal(set) var addedTraces = 1
  var failure: String?
  /// How things were before the last instruction.
  private var last: SafePoint?

  /// Starts a root trace at the header of a loop.
  public init(vm: VM, tree: RecordedTree, tunables: FitnessTunables, base: UnsafeMutablePointer<Value>) {
    self.vm = vm
    record = tree
    policy = FitnessPolicy(tunables: tunables, start: tree.isPlace ? .side(isFlow: true) : tree.isFunction ? .function : .root)
    firstValue = tree.tree.valueCount
    firstExit = tree.tree.exitCount
    anchor = .root
    entryBase = base
    r = base
    pushBase(tree.code, offset: 0, base)
  }

  /// Starts a side trace at an exit of a tree; the interpreter's frames are as the exit's snapshot says.
  public init(vm: VM, tree: RecordedTree, exit number: Int, tunables: FitnessTunables, base: UnsafeMutablePointer<Value>) {
    self.vm = vm
    record = tree
    let isFlow = tree.exit(number).map { [.branch, .controlFlow, .end, .link].contains($0.kind) } ?? true
    policy = FitnessPolicy(tunables: tunables, start: .side(isFlow: isFlow))
    firstValue = tree.tree.valueCount
    firstExit = tree.tree.exitCount
    anchor = .side(exit: number)
    let exit = tree.exit(number)
    entryBase = base - (exit?.snapshot.frames.last?.offset ?? 0)
    r = base
    guard let exit else {
      failure = "unknown exit"
      return
    }
    returned = tree.returnedCalls(before: exit)
    lastReturned = returned.count
    if returned.reduce(0, { $0 + $1.levels }) != exit.snapshot.below { failure = "unknown callers" }
    // What continues a trace that has left the loop comes back to it from outside.
    leavesLoop = tree.tree.traces.contains { $0.leavesLoop && $0.exits.contains { $0.number == number } }
    for description in exit.snapshot.frames {
      guard case .code(let code) = tree.constants[description.code] else { continue }
      frames.append(
        RecordedFrame(
          offset: description.offset, code: code, codeConstant: description.code, function: description.function,
          flags: FrameFlags(rawValue: description.flags), callPC: 0))
    }
    for i in 1..<max(frames.count, 1) where i < frames.count { frames[i].callPC = exit.snapshot.frames[i - 1].pc }
    for slot in exit.snapshot.slots {
      if case .dead = slot.value { continue }
      inherited.insert(slot.offset)
      slots[slot.offset] = emit(.slot, immediate: slot.offset)
    }
  }

  private func pushBase(_ code: UnsafeMutablePointer<CodeObject>, offset: Int, _ base: UnsafeMutablePointer<Value>) {
    frames.append(
      RecordedFrame(offset: offset, code: code, codeConstant: constant(.code(code)), function: -1, flags: base.flags, callPC: 0))
  }

  /// Uops that a loop has to have for each item that it takes from a generator that cannot be followed.
  private static let workPerGeneratorStep = 60

  var frame: RecordedFrame { frames[frames.count - 1] }
  var depth: Int { frames.count - 1 }

  // MARK: Instructions

  /// Records the instruction at `address`, which the interpreter is about to execute in the frame at `base`.
  public func observe(_ address: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) -> RecordingStep {
    if let failure { return .aborted(failure) }
    // Code does not tell frames apart: functions call themselves.
    guard base == entryBase + frame.offset, base.code == frame.code else { return .aborted("frame changed") }
    vm.pointee.isCallOpaque = false
    raised = nil
    r = base
    pc = address - frame.code.pointee.words
    if let iterator = asked {
      asked = nil
      noteAnswer(of: iterator)
    }
    word = address.pointee
    guard let op = Opcode(rawValue: UInt16(truncatingIfNeeded: word) & 255) else { return .aborted("unknown opcode") }
    next = pc + op.info.length
    maximumExtent = max(maximumExtent, frame.offset + frame.code.pointee.registerCount)
    if needsPoll {
      needsPoll = false
      emitGuard(.poll, [], kind: .poll)
    }
    let isHome = (pc == record.header || isOwnEntry(op)) && isEntryFrame
    if isHome, instructionCount > 0, body.count > policy.tunables.minimumLoop, let step = closeLoop() { return step }
    if isEntryFrame, !record.isFunction, !record.isPlace, pc < record.header || pc >= record.latchEnd {
      leavesLoop = true
      if case .root = anchor, !mayLeaveLoop { return .aborted("left the loop") }
    }
    if rollback != nil, !leavesSlicePending(op) { makePendingSlice() }
    let endsWithFunction = record.isFunction && policy.tunables.functionEntries != FunctionEntries.all
    if op == .returnValue, endsWithFunction, depth == 0 { return endFunction() }
    let work = workOfReference(op)
    let place = placeKind(op, work)
    if let step = joinTrace() ?? closeInnerLoop() { return step }
    if let reason = shouldEnd(op, place, work) ?? (body.count > policy.tunables.maximumLength ? "too long" : nil) {
      makePendingSlice()
      return end(reason)
    }
    instructionCount += 1
    origins.append(
      Origin(code: vm.swiftString(frame.code.pointee.name), pc: pc, line: line(pc), depth: depth, bytecode: "\(op.uncompiled)"))
    begin(op, place, work)
    let before = SafePoint(self)
    last = before
    noteMergePoint()
    lastDepth = frames.count
    lastReturned = returned.count
    passesTurn = false
    wentBack = op.uncompiled == .jumpBack
    let start = body.count
    guard translate(op) else {
      before.restore(self)
      instructionCount -= 1
      makePendingSlice()
      return failure.map { .aborted($0) } ?? end("unsupported instruction \(op)")
    }
    policy.finish(uops: body.count - start)
    return .goesOn
  }

  /// Ends the trace before the last instruction, which raised an exception: what handles it is not recorded.
  public func endBeforeException() -> RecordingStep {
    guard failure == nil, let last, instructionCount > 1, pendingSlice == nil, rollback == nil, last.pendingSlice == nil, last.rollback == nil
    else { return .aborted("exception") }
    last.restore(self)
    instructionCount -= 1
    return end("exception")
  }

  /// How things were before the last instruction.
  var stateBefore: SafePoint? { last }

  /// What an instruction that turns out to be unsupported may have changed before that was known.
  struct SafePoint {
    let body, exits, origins, types, pc: Int
    let slots: [Int: ValueID]
    let slotDefinitions: [Int: ValueID]
    let ranges: [ValueID: (ValueID, ValueID, ValueID)]
    let frames: [RecordedFrame]
    let returned: [ReturnedCall]
    let leavesLoop, knowsNothingHandled: Bool
    let pendingSlice: PendingSlice?
    let rollback: Snapshot?

    init(_ recorder: Recorder) {
      (body, exits, origins, types) = (recorder.body.count, recorder.exits.count, recorder.origins.count - 1, recorder.types.count)
      pc = recorder.pc
      (slots, slotDefinitions) = (recorder.slots, recorder.slotDefinitions)
      (ranges, frames) = (recorder.ranges, recorder.frames)
      (returned, leavesLoop, knowsNothingHandled) = (recorder.returned, recorder.leavesLoop, recorder.knowsNothingHandled)
      (pendingSlice, rollback) = (recorder.pendingSlice, recorder.rollback)
    }

    func restore(_ recorder: Recorder) {
      recorder.body.removeSubrange(body...)
      recorder.exits.removeSubrange(exits...)
      recorder.origins.removeSubrange(origins...)
      recorder.types.removeSubrange(types...)
      recorder.pc = pc
      (recorder.slots, recorder.slotDefinitions) = (slots, slotDefinitions)
      (recorder.ranges, recorder.frames) = (ranges, frames)
      (recorder.returned, recorder.leavesLoop, recorder.knowsNothingHandled) = (returned, leavesLoop, knowsNothingHandled)
      (recorder.pendingSlice, recorder.rollback) = (pendingSlice, rollback)
      recorder.policy.undo()
      recorder.snapshotCache = nil
      recorder.needsPoll = false
      recorder.asked = nil
    }
  }

  private func line(_ position: Int) -> Int { vm.lineNumber(frame.code, position) }

  /// The reason to end before this instruction, if there is one.
  private func shouldEnd(_ op: Opcode, _ place: PlaceKind, _ work: [ReferenceCosts.Bytecode]) -> String? {
    if instructionCount == 0 || isOwnLatch(op) { return nil }
    if isOwnEntry(op), body.count > policy.tunables.minimumLoop { return RecordedTree.closedElsewhere }
    if !(isEntryFrame && pc == record.header), let executor = vm.info(frame.code).attachments[pc] as? any AttachedExecutor {
      if isOwnLoopOfCaller(executor) || leadsElsewhere(executor) { return "link to executor" }
      if executor.isWorthEntering(policy.tunables), !isCollectedHere(executor), !isEnclosing(executor), !executor.recorded.isFunction,
        frame.flags.contains(.sinks) || !executor.recorded.drainsGenerator
      { return "link to executor" }
    }
    if op == .forNext, beginsLongLoop { return Recorder.longLoop }
    stop = policy.stop(at: place, before: work)
    return stop?.description
  }

  /// Whether the instruction jumps back to the tree's own header: the trace closes there, whatever its fitness.
  func isOwnLatch(_ op: Opcode) -> Bool {
    guard op == .jumpBack || op == .jumpBackCompiled, isEntryFrame else { return false }
    return pc + Int(Int32(truncatingIfNeeded: frame.code.pointee.words[pc + 1])) == record.header
  }

  // MARK: Ends

  /// Closes the loop, or tells why not; nil to record one more iteration, after which the types may be those of the header.
  private func closeLoop() -> RecordingStep? {
    // The way into and out of the generator costs more than so little work gains: the interpreter has a shorter one.
    if asksGenerator, case .root = anchor, body.count < Recorder.workPerGeneratorStep { return .aborted("little work for each item") }
    if hasUnstableTypes {
      if case .root = anchor, !toleratesTypeChanges { return .aborted("types changed") }
      if leavesLoop, !isUnrolled {
        isUnrolled = true
        return nil
      }
    }
    storeHandled()
    noteFunctions()
    var closing = snapshot(pc: record.header)
    if frames.count > 1 {
      let description = closing.frames[frames.count - 1]
      closing.frames = [FrameDescription(offset: 0, code: description.code, function: -1, pc: description.pc, flags: description.flags)]
      closing.below = 0
    }
    return finish(.loop([]), closing: closing, reason: "closed its loop")
  }

  /// Ends the trace before the current instruction, in the interpreter or in the executor that begins there.
  private func end(_ reason: String) -> RecordingStep {
    if body.count <= policy.tunables.minimumLength || instructionCount == 0 { return .aborted("no progress") }
    // A loop that yields in each iteration would be entered and left each time.
    if case .root = anchor, isEntryFrame, (frame.code.pointee.words + pc).opcodeByte == Opcode.yieldValue.byte { return .aborted("yields") }
    let isEntry = reason == RecordedTree.closedElsewhere || stop?.place == .executor
    let exit = makeExit(isEntry || reason == "link to executor" ? .link : .end, pc: isEntry ? next : pc)
    return finish(.exit(exit), closing: nil, reason: reason)
  }

  /// Ends the trace with the return of the function at whose entry the tree begins.
  private func endFunction() -> RecordingStep {
    if case .root = anchor, instructionCount == 0 { return .aborted("no progress") }
    return finish(.exit(makeExit(.returned, pc: pc)), closing: nil, reason: "returned")
  }

  func finish(_ end: TraceEnd, closing: Snapshot?, reason: String) -> RecordingStep {
    let trace = Trace(
      anchor: anchor, body: body, exits: exits, origins: origins, end: end, closing: closing, endReason: reason, leavesLoop: leavesLoop)
    add(trace, reason: reason)
    return .finished
  }

  /// Adds what was recorded to the tree.
  func add(_ trace: Trace, reason: String) {
    if case .root = anchor { record.headerTypes = RecordedTree.headerTypes(body) }
    record.tree.traces.append(trace)
    if record.isPlace, case .root = anchor {
      for item in body where item.exit >= 0 && item.origin == 0 && exits[Int(item.exit)].kind == .type {
        record.plainExits.insert(exits[Int(item.exit)].number)
      }
    }
    record.tree.valueCount = max(record.tree.valueCount, firstValue + types.count)
    record.tree.frameExtent = max(record.tree.frameExtent, maximumExtent)
    record.journals[record.tree.traces.count - 1] = policy.journal(reason: reason, stop: stop)
    if case .side(let number) = anchor { record.attach(exit: number, trace: record.tree.traces.count - 1) }
  }

  // MARK: Emission

  @discardableResult
  func emit(_ op: Uop, _ operands: [ValueID] = [], type: IRType? = nil, immediate: Int = 0, exit: Int = -1) -> ValueID {
    let resultType = type ?? op.info.result
    var result = ValueID.none
    if resultType != .none {
      result = ValueID(firstValue + types.count)
      types.append(resultType)
    }
    body.append(Instruction(op, result: result, operands, immediate: Int64(immediate), exit: exit, origin: origins.count - 1))
    return result
  }

  /// Emits a guard that leaves to re-execute the current instruction, or to go on at `target`.
  @discardableResult
  func emitGuard(_ op: Uop, _ operands: [ValueID], immediate: Int = 0, kind: ExitKind = .type, target: Int? = nil) -> ValueID {
    emit(op, operands, immediate: immediate, exit: makeExit(kind, pc: target ?? pc))
  }

  func makeExit(_ kind: ExitKind, pc: Int) -> Int {
    exits.append(Exit(kind: kind, snapshot: rollback ?? snapshot(pc: pc), number: firstExit + exits.count))
    return exits.count - 1
  }

  func type(_ id: ValueID) -> IRType {
    let index = Int(id.index) - firstValue
    return index >= 0 && index < types.count ? types[index] : .word
  }

  func constant(_ constant: TraceConstant) -> Int { record.index(of: constant, describe(constant)) }

  private func describe(_ constant: TraceConstant) -> String {
    switch constant {
    case .value(let value): return describe(value)
    case .type(let type): return "class \(vm.typeName(type))"
    case .layout(let layout):
      return "layout {\(layout.pointee.names.map { vm.swiftString(Value(bits: $0)) }.joined(separator: ", "))}"
    case .code(let code): return "code \(vm.swiftString(code.pointee.qualifiedName))"
    case .global(let cell): return "variable \(vm.swiftString(cell.pointee.name))"
    case .instruction(let code, let pc): return "instruction \(pc) of \(vm.swiftString(code.pointee.qualifiedName))"
    }
  }

  private func describe(_ value: Value) -> String {
    switch vm.typeOf(value).pointee.kind {
    case .function: return "function \(vm.swiftString(value.object(FunctionObject.self).pointee.qualifiedName))"
    case .builtin: return "builtin \(vm.swiftString(value.object(BuiltinObject.self).pointee.name))"
    case .type: return "class \(vm.typeName(value.object(TypeObject.self)))"
    case .module: return "module \(vm.swiftString(value.object(ModuleObject.self).pointee.name))"
    case .str: return "str"
    default: return "\(vm.typeName(vm.typeOf(value))) object"
    }
  }
}

extension RecordedTree {
  /// The exit of a recorded trace with a number.
  public func exit(_ number: Int) -> Exit? {
    for trace in tree.traces {
      if let exit = trace.exits.first(where: { $0.number == number }) { return exit }
    }
    return nil
  }

  /// Attaches a side trace to an exit.
  func attach(exit number: Int, trace: Int) {
    for i in tree.traces.indices {
      guard let index = tree.traces[i].exits.firstIndex(where: { $0.number == number }) else { continue }
      tree.traces[i].exits[index].sideTrace = trace
      return
    }
  }
}
