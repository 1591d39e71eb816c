// Follows the interpreter behind the end of a trace to see how far the loop's head was.

/// What was executed between the end of a trace and the head of its loop.
public struct RoadAhead: Sendable {
  /// The bytecodes up to the head, or up to where the search was given up. Their uops are estimates.
  public var steps: [FitnessStep] = []
  public var reachedHead = false
  /// How many bytecodes ahead the first other executor was.
  public var firstExecutor: Int?
}

/// Looks for the head of the loop after the fitness of a recording was used up.
public final class LoopHeadSearch {
  private let vm: VM
  private let tree: RecordedTree
  /// The trace that ended, by its number in the tree.
  public let trace: Int
  private let entry: UnsafeMutablePointer<Value>
  private let uops: [String: Int]
  private var frame: UnsafeMutablePointer<Value>
  /// For each frame above that of the tree's entry, whether the call that pushed it stores its result in a variable.
  private var stores: [Bool]
  /// Whether entries of functions that have executors are places with executors.
  private let marksEntries: Bool
  /// The bytecode whose effect on branches and frames is seen when the next one comes.
  private var pending: (op: Opcode, word: UInt64, next: UnsafeMutablePointer<UInt64>, step: FitnessStep)?
  public private(set) var road = RoadAhead()
  private static let limit = 20_000

  /// Begins where the trace ended; `entry` is the frame in which its tree is entered.
  init(
    vm: VM, tree: RecordedTree, trace: Int, entry: UnsafeMutablePointer<Value>, frame: UnsafeMutablePointer<Value>, stores: [Bool],
    marksEntries: Bool
  ) {
    (self.vm, self.tree, self.trace, self.entry, self.frame) = (vm, tree, trace, entry, frame)
    (self.stores, self.marksEntries) = (stores, marksEntries)
    // How many uops an instruction takes is known from those that were recorded.
    var most: [String: Int] = [:]
    for (origin, step) in zip(tree.tree.traces[trace].origins, tree.journals[trace]?.steps ?? []) {
      most[origin.bytecode] = max(most[origin.bytecode] ?? 0, step.uops)
    }
    uops = most
  }

  /// Sees a bytecode before it is executed; false when the search is over.
  public func observe(_ address: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) -> Bool {
    settle(address, base)
    let code = base.code
    let pc = address - code.pointee.words
    if base == entry, code == tree.code, pc == tree.header {
      road.reachedHead = true
      return false
    }
    guard road.steps.count < LoopHeadSearch.limit, base >= entry,
      let op = Opcode(rawValue: UInt16(truncatingIfNeeded: address.pointee) & 255)
    else { return false }
    let executor = vm.info(code).attachments[pc] as? any AttachedExecutor
    if road.firstExecutor == nil, executor?.recorded.isFunction == false { road.firstExecutor = road.steps.count }
    let word = address.pointee
    let isTruth = op != .jumpIf && op != .not || base[op == .not ? word.operandB : word.operandA].isBool
    let work = ReferenceCosts.work(op, word, localCount: code.pointee.localCount, isTruth: isTruth)
    var step = FitnessStep(
      place: ReferenceCosts.place(op, work, hasReferenceCosts: tree.journals[trace]?.hasReferenceCosts ?? true), quality: 0, fitness: 0)
    if marksEntries, op.uncompiled == .enter,
      (vm.info(code).attachments[pc + op.info.length] as? any AttachedExecutor)?.recorded.isFunction == true
    {
      (step.place, step.instruction) = (.executor, .executor)
    }
    step.work = work
    step.isMerge = isMerge(code, pc)
    step.isChecked = !isOwnLatch(op, address, base)
    step.uops = uops["\(op)"] ?? work.count * 2
    pending = (op, word, address + op.info.length, step)
    return true
  }

  /// Completes the last bytecode now that it is known what came after it.
  private func settle(_ address: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) {
    guard var last = pending else { return }
    pending = nil
    if last.op.recordsHistory {
      last.step.history = UInt16(truncatingIfNeeded: last.word >> 48) << 1 | (address == last.next ? 0 : 1)
    }
    if base > frame {
      last.step.frames = last.op == .forNext ? 2 : 1
      stores.append(last.step.deferStore())
    }
    if base < frame {
      last.step.frames = -1
      last.step.storesResult = stores.popLast() ?? false
    }
    frame = base
    road.steps.append(last.step)
  }

  private func isMerge(_ code: UnsafeMutablePointer<CodeObject>, _ pc: Int) -> Bool { vm.info(code).mergePoints.contains(pc) }

  private func isOwnLatch(_ op: Opcode, _ address: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) -> Bool {
    guard op == .jumpBack || op == .jumpBackCompiled, base == entry, base.code == tree.code else { return false }
    return address - tree.code.pointee.words + Int(Int32(truncatingIfNeeded: address[1])) == tree.header
  }
}

extension Opcode {
  /// Whether the instruction keeps a history of its outcomes.
  public var recordsHistory: Bool {
    switch self {
    case .jumpIf, .jumpIfNone, .jumpSame, .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual,
      .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate,
      .jumpNotEqualImmediate:
      return true
    default: return false
    }
  }
}

extension Recorder {
  /// A search for the head of the loop behind the trace that was just finished; nil unless its fitness was used up.
  public func searchAhead() -> LoopHeadSearch? {
    let trace = record.tree.traces.count - 1
    guard stop != nil, record.journals[trace] != nil else { return nil }
    let stores = zip(frames, frames.dropFirst()).map { caller, callee in
      let call = caller.code.pointee.words[callee.callPC]
      return callee.flags.isEmpty && call.operandA < caller.code.pointee.localCount
    }
    return LoopHeadSearch(
      vm: vm, tree: record, trace: trace, entry: r - frame.offset, frame: r, stores: stores,
      marksEntries: policy.tunables.functionEntries == FunctionEntries.all)
  }
}
