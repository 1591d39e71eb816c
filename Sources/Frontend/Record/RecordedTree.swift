// Holds a trace tree in recorded form together with what its constants and assumptions are.

import TraceIR

/// A tree as it grows: the recorder adds traces, the engine compiles it.
public final class RecordedTree {
  public var tree: TraceTree
  public private(set) var constants: [TraceConstant] = []
  private var constantIndex: [ConstantKey: Int] = [:]
  public private(set) var assumptions: [Assumption] = []
  /// What the policy did for each trace recorded in this run, by the trace's number.
  public internal(set) var journals: [Int: TraceJournal] = [:]

  /// Why a function's trace ends that has come to the next call of the function: in another frame, which takes a link.
  public static let closedElsewhere = "closed its loop in another frame"

  /// Keeps what came behind the end of a trace.
  public func keep(_ road: RoadAhead, ofTrace trace: Int) { journals[trace]?.road = road }

  /// Exits from which the reference grows nothing: of guards on where a frame returns to, because their targets are known at run time
  /// only, and of the first bytecode of a place, which it records unspecialised.
  public internal(set) var plainExits: Set<Int> = []
  private var assumed: Set<Assumption.Subject> = []
  /// The code and the loop header (in words) at which the tree is entered.
  public let code: UnsafeMutablePointer<CodeObject>
  public let header: Int
  /// Whether the tree begins at the entry of a function, not at a loop.
  public let isFunction: Bool
  /// Whether the tree begins anywhere else: where an exit leads that many others come to.
  public let isPlace: Bool
  /// How many side traces, one from an exit of the other, led to the tree's beginning.
  private let baseDepth: Int
  /// One past the last word of the loop's body.
  public var latchEnd: Int
  /// The numbers that the root trace expects in frame slots when it begins; nil for a tree of an earlier run.
  var headerTypes: [Int: IRType]?
  /// How often the loop runs when it is entered, as far as the root trace could tell; nil for no idea.
  public internal(set) var expectedTrips: Double?

  /// Whether its root gives the items of a generator to a native function that drains it: for others it is of no use.
  public var drainsGenerator: Bool {
    guard let root = tree.traces.first else { return false }
    if root.body.contains(where: { $0.op == .call && $0.immediate == Int64(HelperName.rt_take_item.index) }) { return true }
    let flags = root.exits.lazy.compactMap { exit in exit.snapshot.frames.first { $0.offset == 0 }?.flags }.first
    return flags.map { FrameFlags(rawValue: $0).contains(.collects) && root.body.contains { $0.op == .slot && $0.immediate == -5 } } ?? false
  }

  /// Levels of recursion beside frames that its traces may stand for.
  public var hiddenLevels: Int {
    let field = Int64(FieldID.generatorLevels.rawValue)
    return tree.traces.contains { $0.body.contains { $0.op == .storeField && $0.immediate == field } } ? Recorder.mostLevels : 0
  }

  private struct ConstantKey: Hashable {
    let kind: Int
    let word: UInt64
  }

  public init(name: String, code: UnsafeMutablePointer<CodeObject>, header: Int, latchEnd: Int, placeDepth: Int? = nil) {
    tree = TraceTree(name: name)
    (isPlace, baseDepth) = (placeDepth != nil, placeDepth ?? 0)
    self.code = code
    self.header = header
    isFunction = placeDepth == nil && code.entry.map { $0 + Opcode.enter.info.length == code.pointee.words + header } ?? false
    self.latchEnd = latchEnd
  }

  /// The index of a constant, entered once.
  func index(of constant: TraceConstant, _ text: @autoclosure () -> String) -> Int {
    let key = key(of: constant)
    if let index = constantIndex[key] {
      // Frames are described by constants that are known to be code.
      if case .code = constant { constants[index] = constant }
      return index
    }
    constantIndex[key] = constants.count
    constants.append(constant)
    tree.constants.append(text())
    return constants.count - 1
  }

  /// Takes over a tree of an earlier run, whose constants are entered in the order of its own table.
  func adopt(_ tree: TraceTree, _ constants: [TraceConstant]) {
    self.constants = []
    constantIndex = [:]
    for constant in constants { self.constants.append(constant) }
    self.tree = tree
    for (index, constant) in constants.enumerated() { constantIndex[key(of: constant)] = index }
  }

  private func key(of constant: TraceConstant) -> ConstantKey {
    let kind: Int
    switch constant {
    case .value, .type, .code: kind = 0
    case .layout: kind = 1
    case .global: kind = 2
    case .instruction: kind = 3
    }
    return ConstantKey(kind: kind, word: constant.word)
  }

  /// Notes that code of this tree is wrong once a class changes or a variable gets another value.
  func assume(_ assumption: Assumption) {
    if assumed.insert(assumption.subject).inserted { assumptions.append(assumption) }
  }

  /// Whether the tree assumed anything about a class, variable or function at an address.
  public func depends(on address: UInt) -> Bool {
    if assumed.contains(.type(address)) || assumed.contains(.global(address)) { return true }
    // Classes, variables and functions are heap objects.
    guard let object = UnsafeMutablePointer<ObjectHeader>(bitPattern: address), Value(object).isKind(.function) else { return false }
    return constantIndex[ConstantKey(kind: 0, word: Value(object).raw)] != nil
  }

  /// Whether all assumptions still hold.
  public var isValid: Bool { assumptionsHold && !checksMovingObjects }

  /// Whether it takes objects that may change their class to be of the one that it has checked.
  public var checksMovingObjects: Bool {
    let moving = constants.map { if case .type(let type) = $0 { type.pointee.losesObjects } else { false } }
    guard moving.contains(true) else { return false }
    return tree.traces.contains { $0.body.contains { $0.op == .guardClass && moving[Int($0.immediate)] } }
  }

  private var assumptionsHold: Bool {
    assumptions.allSatisfy { assumption in
      switch assumption.subject {
      case .type(let address): TypeRef(bitPattern: address)?.pointee.version == assumption.state
      case .global(let address): UnsafeMutablePointer<GlobalCell>(bitPattern: address).map { $0.pointee.value.raw == assumption.state && $0.pointee.mayBeAssumed } ?? false
      }
    }
  }

  /// Makes changes of everything assumed known to the engine.
  public func watch() {
    for assumption in assumptions {
      switch assumption.subject {
      case .type(let address): TypeRef(bitPattern: address)?.pointee.isWatched = true
      case .global(let address): UnsafeMutablePointer<GlobalCell>(bitPattern: address)?.pointee.isWatched = true
      }
    }
  }

  /// Marks all heap objects that the tree's code holds on to.
  public func mark(_ heap: Heap) {
    heap.mark(code)
    for constant in constants { if let root = constant.root { heap.mark(root) } }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether the for loop at a header is about to end, so that recording from here would leave it at once.
  public func isLastIteration(_ base: UnsafeMutablePointer<Value>, _ header: UnsafeMutablePointer<UInt64>) -> Bool {
    let word = header.pointee
    guard UInt16(truncatingIfNeeded: word) == Opcode.forNext.rawValue else { return false }
    let state = base + word.operandA
    switch state[0].raw {
    case LoopMarker.unitRange: return state[1].smallInt >= state[2].smallInt
    case LoopMarker.range:
      return state[3].smallInt > 0 ? state[1].smallInt >= state[2].smallInt : state[1].smallInt <= state[2].smallInt
    case LoopMarker.list: return state[2].smallInt >= listCount(state[1])
    case LoopMarker.tuple: return state[2].smallInt >= tupleCount(state[1])
    default: return false
    }
  }

  /// Whether a function's frame was pushed by another of the same function, a few calls ago.
  public func isRecursive(_ base: UnsafeMutablePointer<Value>) -> Bool {
    var found = false
    forEachCaller(of: base, atMost: 8) { code, _ in found = found || code == base.code }
    return found
  }

  /// Calls `body` with the code of the frames below one, the nearest first, and with where they go on.
  public func forEachCaller(of base: UnsafeMutablePointer<Value>, atMost limit: Int, _ body: (UnsafeMutablePointer<CodeObject>, Int) -> Void) {
    var frame = base
    for _ in 0..<limit {
      let caller = frame.callerBase
      guard caller > pointee.stackBase + 16 else { return }
      body(caller.code, frame.callerPC - caller.code.pointee.words)
      frame = caller
    }
  }

  /// How often a backward jump is taken before its loop is recorded: less often if the loop is long, as its rounds are worth more.
  public func loopThreshold(of jump: UnsafeMutablePointer<UInt64>) -> Int {
    guard jump.opcodeByte == Opcode.jumpBack.byte || jump.opcodeByte == Opcode.jumpBackCompiled.byte, pointee.shortLoop > 0 else { return pointee.loopThreshold }
    let words = -Int(Int32(truncatingIfNeeded: jump[1]))
    return max(pointee.loopThreshold * pointee.shortLoop / max(words, pointee.shortLoop), 1)
  }

  /// The code object of a frame.
  public func codeObject(_ base: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<CodeObject> { base.code }
}

extension Recorder {
  /// The tree being recorded.
  public var tree: RecordedTree { record }
  /// The code and the frame of the last instruction that was seen.
  public var currentCode: UnsafeMutablePointer<CodeObject> { frame.code }
  public var currentBase: UnsafeMutablePointer<Value> { r }
  /// The exit a side trace grows from; nil for a root.
  public var exitNumber: Int? {
    if case .side(let number) = anchor { return number }
    return nil
  }
}

extension RecordedTree {
  /// Whether an instruction of the tree's code is in its loop.
  public func covers(_ position: Int) -> Bool { !isFunction && position >= header && position < latchEnd }

  /// Where a tree leads whose loop never goes round: where its first trace ends.
  var wayOut: (code: UnsafeMutablePointer<CodeObject>, position: Int)? {
    guard !isFunction, !tree.traces.contains(where: \.end.isBackward) else { return nil }
    var number = 0
    for _ in tree.traces.indices {
      switch tree.traces[number].end {
      case .join(let next, _): number = next
      case .exit(let exit):
        guard let place = tree.traces[number].exits[exit].snapshot.frames.last, case .code(let code) = constants[place.code] else { return nil }
        return (code, place.pc)
      default: return nil
      }
    }
    return nil
  }

  /// How many side traces led to an exit that began at the same instruction, because an assumption failed there.
  public func chainLength(_ number: Int) -> Int {
    guard let exit = exit(number), exit.kind == .type, let place = exit.snapshot.frames.last else { return 0 }
    var length = 0
    var current = number
    while let trace = tree.traces.first(where: { $0.exits.contains { $0.number == current } }), case .side(let parent) = trace.anchor,
      let above = self.exit(parent), let start = above.snapshot.frames.last, start.pc == place.pc, start.code == place.code
    {
      length += 1
      current = parent
    }
    return length
  }
}

extension RecordedTree {
  /// How deep in a chain a side trace from an exit would be. As in the reference, exits of `for` loops and of truth tests of values
  /// other than bools do not add to it.
  public func chainDepth(_ number: Int) -> Int {
    var depth = baseDepth
    var current = number
    while let trace = tree.traces.firstIndex(where: { $0.exits.contains { $0.number == current } }) {
      if !isControlFlow(current, of: trace) { depth += 1 }
      guard case .side(let parent) = tree.traces[trace].anchor else { break }
      current = parent
    }
    return depth
  }

  private func isControlFlow(_ number: Int, of position: Int) -> Bool {
    let trace = tree.traces[position]
    guard let index = trace.exits.firstIndex(where: { $0.number == number }) else { return false }
    if trace.exits[index].kind == .controlFlow { return true }
    guard trace.exits[index].kind == .branch, let item = trace.body.first(where: { $0.exit == Int32(index) }),
      let steps = journals[position]?.steps, steps.indices.contains(Int(item.origin))
    else { return false }
    return steps[Int(item.origin)].work.contains(ReferenceCosts.truth)
  }
}

extension UnsafeMutablePointer where Pointee == CodeObject {
  /// The position of the backward jump that ends the innermost loop around an instruction, if it is not compiled.
  public func jump(around position: Int) -> Int? {
    var i = position
    while i < pointee.wordCount, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: pointee.words[i])) {
      let isBack = op.uncompiled == .jumpBack
      if isBack, i + Int(Int32(truncatingIfNeeded: pointee.words[i + 1])) <= position { return op == .jumpBack ? i : nil }
      i += op.info.length
    }
    return nil
  }

  /// The instruction at which a function or, behind the instruction that makes it, a coroutine is entered, if that is counted.
  public var entry: UnsafeMutablePointer<UInt64>? {
    let first = pointee.words
    let word = first.opcodeByte == Opcode.makeGenerator.byte ? first + 1 : first
    return word.opcodeByte == Opcode.enter.byte || word.opcodeByte == Opcode.enterCompiled.byte ? word : nil
  }
}
