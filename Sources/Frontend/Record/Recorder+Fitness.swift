// Tells the policy what the recorder sees, and the log what the policy decided.

import TraceIR

extension Recorder {
  /// Why a recording was put off.
  public static let unlikely = "unlikely branch"

  /// What the reference would execute for the instruction.
  func workOfReference(_ op: Opcode) -> [ReferenceCosts.Bytecode] {
    let isTruth: Bool
    switch op {
    case .jumpIf: isTruth = concrete(word.operandA).isBool
    case .not: isTruth = concrete(word.operandB).isBool
    default: isTruth = true
    }
    return ReferenceCosts.work(op, word, localCount: frame.code.pointee.localCount, isTruth: isTruth)
  }

  /// What the instruction is to the policy, as a place to end before.
  func placeKind(_ op: Opcode, _ work: [ReferenceCosts.Bytecode]) -> PlaceKind {
    policy.kind(instructionKind(op, work), isMerge: isMerge)
  }

  /// Tells the policy that an instruction is recorded.
  func begin(_ op: Opcode, _ place: PlaceKind, _ work: [ReferenceCosts.Bytecode]) {
    policy.begin(place, work, instruction: instructionKind(op, work), isMerge: isMerge, isChecked: !isOwnLatch(op))
  }

  private func instructionKind(_ op: Opcode, _ work: [ReferenceCosts.Bytecode]) -> PlaceKind {
    if startsExecutor(op) { return .executor }
    let place = ReferenceCosts.place(op, work, hasReferenceCosts: policy.tunables.referenceCosts != 0)
    // The loop of a generator goes round with the loop that consumes it.
    return place == .backwardEdge && frame.resumedAt != nil && policy.tunables.referenceCosts == 0 ? .plain : place
  }

  /// Whether the function that begins here has an executor. Such executors are recorded through while the fitness lasts.
  private func startsExecutor(_ op: Opcode) -> Bool {
    guard op.uncompiled == .enter, policy.tunables.functionEntries == FunctionEntries.all else { return false }
    return (vm.info(frame.code).attachments[next] as? any AttachedExecutor)?.recorded.isFunction ?? false
  }

  /// Whether the function at whose entry the tree begins is called again.
  func isOwnEntry(_ op: Opcode) -> Bool {
    op.uncompiled == .enter && record.isFunction && frame.code == record.code && policy.tunables.functionEntries == FunctionEntries.all
  }

  /// Whether branches join before the instruction.
  private var isMerge: Bool { policy.tunables.mergeQuality > 0 && isMergePoint }

  /// Whether control reaches the instruction from several places.
  var isMergePoint: Bool { vm.info(frame.code).mergePoints.contains(pc) }

  /// Charges a conditional branch that is about to be taken or not.
  func chargeBranch(taken: Bool) {
    let history = UInt16(truncatingIfNeeded: word >> 48) << 1 | (taken ? 1 : 0)
    policy.charge(branchHistory: history)
    if putsOffUnlikely, FitnessPolicy.isUnlikely(history) { failure = Recorder.unlikely }
  }

  /// What was recorded so far, of a recording that was given up.
  public func abandoned(reason: String) -> (trace: Trace, journal: TraceJournal) {
    let trace = Trace(anchor: anchor, body: body, exits: exits, origins: origins, end: .loop([]), endReason: reason)
    return (trace, policy.journal(reason: reason, stop: nil))
  }
}
