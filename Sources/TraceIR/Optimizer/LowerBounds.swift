// Finds loop-carried integers that the loop checks for being negative.

/// Positions in sequences are checked against 0 in each iteration. Where the loop only ever counts up, one check at the
/// entry is enough: the forward pass runs again with that assumption, and finds out whether every jump keeps it.
enum LowerBounds {
  struct Candidate: Equatable {
    var slot: Int
    /// The number of the recorded exit of the check in the loop.
    var exit: Int
  }

  /// The integer parameters that some trace guards not to be below 0.
  static func candidates(in tree: TraceTree, _ options: OptimizerOptions) -> [Candidate] {
    let zero = tree.entry.first { $0.op == .constInt && $0.immediate == 0 }?.result
    guard let zero, tree.loop.contains(where: { $0.type == .i64 }) else { return [] }
    var result: [Candidate] = []
    for trace in tree.traces {
      var slots: [ValueID: Int] = [:]
      for item in trace.body {
        if item.op == .ltInt, item.operands[1] == zero,
          let parameter = tree.loop.first(where: { $0.result == item.operands[0] && $0.type == .i64 })
        {
          slots[item.result] = parameter.slot
        } else if item.op == .guardFalse, let slot = slots[item.operands[0]] {
          add(slot, trace.exits[Int(item.exit)], options, &result)
        }
      }
    }
    return result
  }

  private static func add(_ slot: Int, _ exit: Exit, _ options: OptimizerOptions, _ result: inout [Candidate]) {
    guard exit.sideTrace < 0, !options.dontHoist.contains(exit.number), !result.contains(where: { $0.slot == slot }) else { return }
    result.append(Candidate(slot: slot, exit: exit.number))
  }
}
