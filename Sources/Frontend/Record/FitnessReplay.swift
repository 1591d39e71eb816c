// Decides again, with other constants, what the policy decided for a trace.

extension FitnessPolicy {
  /// Runs the policy over bytecodes that were recorded, or would have been recorded next.
  ///
  /// - Returns: the policy afterwards, and the step before which it ended the trace; nil when it did not.
  public static func replay(_ steps: [FitnessStep], tunables: FitnessTunables, start: Start) -> (policy: FitnessPolicy, end: Int?) {
    var policy = FitnessPolicy(tunables: tunables, start: start)
    for (index, step) in steps.enumerated() {
      let place = policy.kind(step.instruction, isMerge: step.isMerge)
      if index > 0, step.isChecked, policy.stop(at: place, before: step.work) != nil { return (policy, index) }
      policy.begin(place, step.work)
      if let history = step.history { policy.charge(branchHistory: history) }
      if step.frames > 0 { policy.pushFrame(isResumed: step.frames == 2) }
      if step.frames < 0 { policy.popFrame(storesResult: step.storesResult) }
      policy.finish(uops: step.uops)
    }
    return (policy, nil)
  }
}
