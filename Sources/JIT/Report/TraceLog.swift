// Words what was recorded and what the policy decided, for the log.
import Frontend
import TraceIR

/// The log's text for traces, at a level of detail: 1 a line, 2 every uop, 3 every check and charge.
struct TraceLog {
  let level: Int
  let abi: RuntimeABI

  /// The text for a trace.
  ///
  /// - Parameter number: the trace's number in its tree; nil for a recording that was given up.
  func text(_ trace: Trace, number: Int?, tree: TraceTree, journal: TraceJournal?) -> String {
    var place = tree.name
    if case .side(let exit) = trace.anchor { place += " exit \(exit)" }
    let what = number.map { "trace \($0) at \(place): \(trace.body.count) uops, " } ?? "trace at \(place) abandoned: "
    var lines = ["[" + what + trace.endReason + "]"]
    if level > 1 { lines += details(trace, tree, journal) }
    if level > 2, let journal { lines += ledger(journal) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func details(_ trace: Trace, _ tree: TraceTree, _ journal: TraceJournal?) -> [String] {
    let uops = TraceText(abi: abi, comments: false).uops(of: trace, constants: tree.constants)
    var lines: [String] = []
    var next = 0
    func writeUops(through origin: Int) {
      while next < uops.count, trace.body[next].origin <= Int32(origin) {
        lines.append("    " + uops[next])
        next += 1
      }
    }
    // What was read before the first bytecode.
    writeUops(through: -1)
    let steps = journal.map { Array($0.steps(for: trace)) } ?? []
    for (index, origin) in trace.origins.enumerated() {
      let step = steps.indices.contains(index) ? steps[index] : nil
      lines.append("  " + words(origin) + (level > 2 ? step.map(check) ?? "" : ""))
      writeUops(through: index)
      if level > 2, let step { lines += charges(step) }
    }
    writeUops(through: Int.max >> 32)
    return lines
  }

  private func words(_ origin: Origin) -> String {
    "line \(origin.line) \(origin.code)+\(origin.pc) \(origin.bytecode), depth \(origin.depth)"
  }

  private func check(_ step: FitnessStep) -> String {
    ": fitness \(step.fitness), quality \(step.quality) (\(step.place.rawValue))"
  }

  private func charges(_ step: FitnessStep) -> [String] {
    var parts: [String] = []
    let charges = step.charges
    if charges.slots != 0 { parts.append("slots \(charges.slots)") }
    if let history = step.history {
      parts.append("branch \(charges.branches) (history \(bits(history)), \(history & 1 != 0 ? "taken" : "not taken"))")
    }
    if charges.frames > 0 { parts.append("frame \(charges.frames)") }
    if charges.frames < 0 { parts.append("frame given back \(-charges.frames)") }
    if charges.underflow != 0 { parts.append("underflow \(charges.underflow)") }
    return parts.isEmpty ? [] : ["    charged: " + parts.joined(separator: ", ") + "; fitness \(step.fitnessAfter)"]
  }

  private func ledger(_ journal: TraceJournal) -> [String] {
    let spent = journal.ledger
    var lines = [
      "  ledger: budget \(journal.startFitness) = slots \(spent.slots) + branches \(spent.branches) + frames \(spent.frames)"
        + " + underflow \(spent.underflow) + left \(journal.finalFitness)"
    ]
    if let stop = journal.stop { lines.append("  stopped: \(stop)") }
    return lines
  }

  private func bits(_ history: UInt16) -> String {
    let digits = String(history, radix: 2)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
