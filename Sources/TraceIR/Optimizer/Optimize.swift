// Turns recorded trees into optimized ones; the entry point of the optimizer.

/// How often guesses about what flows into joins and the header may be given up one by one before all become words.
private let maximumRestarts = 8

/// Makes a recorded tree executable and fast.
///
/// The result has a typed entry, a preheader with what does not change in the loop, loop-carried machine values, and side
/// traces that start with all that is known at the exits they continue. It leaves with the same frame contents as the
/// recorded tree, though perhaps at an earlier exit.
///
/// - Parameters:
///   - recorded: a tree that `TraceVerifier` accepts as recorded.
///   - abi: the numbers of the runtime; only fields, helper effects and the value encoding matter here.
///   - options: the passes to run, and guards that must stay in the loop.
/// - Throws: a named refusal when the tree cannot be optimized.
public func optimize(
  _ recorded: TraceTree, abi: RuntimeABI, options: OptimizerOptions = OptimizerOptions()
) throws(CompileRefusal) -> TraceTree {
  if options.verify { try verify(recorded, abi, .recorded, "recorded") }
  let index = try RecordedIndex(recorded)
  var header = try HeaderState(index, abi: abi, options: options)
  var tree = try runForwardPass(index, &header, abi, options)
  if options.verify { try verify(tree, abi, .optimized, "forward pass") }
  if options.passes.contains(.overflowGroups) {
    tree = OverflowGroups.apply(to: tree)
    if options.verify { try verify(tree, abi, .optimized, "overflow groups") }
  }
  if options.passes.contains(.deadCode) { tree = DeadCode.removing(from: tree, abi: abi) }
  tree = Renumbering.apply(to: tree)
  if options.verify { try verify(tree, abi, .optimized, "dead code") }
  return tree
}

/// Runs the forward pass until its guesses about the header hold.
private func runForwardPass(
  _ index: RecordedIndex, _ header: inout HeaderState, _ abi: RuntimeABI, _ options: OptimizerOptions
) throws(CompileRefusal) -> TraceTree {
  var attempt = 0
  var joinFlows: [Int: [JoinKey: JoinFlow]] = [:]
  var refuted: [Int: [JoinKey: Set<JoinClaim>]] = [:]
  var mayBound = options.passes.isSuperset(of: [.ranges, .hoisting, .folding])
  while true {
    var pass = ForwardPass(index, header: header, joinFlows: joinFlows, refuted: refuted, abi: abi, options: options)
    try pass.run()
    attempt += 1
    for slot in pass.conflicts { header.widen(slot) }
    for slot in pass.boundConflicts { header.setBound(slot, exit: nil) }
    for (trace, keys) in pass.joinConflicts {
      for key in keys { joinFlows[trace, default: [:]][key, default: .same].widen() }
    }
    for (trace, claims) in pass.refutations {
      for (key, claim) in claims { refuted[trace, default: [:]][key, default: []].formUnion(claim) }
    }
    if attempt >= maximumRestarts + (index.joinSlots.isEmpty ? 0 : 4) { header.widenAll() }
    if attempt >= maximumRestarts {
      for (trace, slots) in index.joinSlots {
        for slot in slots { joinFlows[trace, default: [:]][JoinKey(slot: slot)] = .word }
      }
    }
    guard pass.conflicts.isEmpty, pass.boundConflicts.isEmpty, pass.joinConflicts.isEmpty, pass.refutations.isEmpty else { continue }
    let tree = pass.assembled()
    guard mayBound else { return tree }
    mayBound = false
    let bounds = LowerBounds.candidates(in: tree, options)
    if bounds.isEmpty { return tree }
    for bound in bounds { header.setBound(bound.slot, exit: bound.exit) }
  }
}

private func verify(_ tree: TraceTree, _ abi: RuntimeABI, _ form: TraceForm, _ stage: String) throws(CompileRefusal) {
  guard let problem = TraceVerifier.problems(in: tree, abi: abi, form: form).first else { return }
  throw CompileRefusal(reason: form == .recorded ? "malformedTree" : "optimizerFault", detail: "\(stage): \(problem)")
}
