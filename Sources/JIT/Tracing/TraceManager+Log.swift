// Writes what was recorded to stderr, in the detail that was asked for.
import Frontend
import TraceIR

extension TraceManager {
  var isVerbose: Bool { logLevel > 0 }

  /// Logs a trace of a tree.
  func logTrace(_ number: Int, _ tree: RecordedTree) {
    let words = TraceLog(level: logLevel, abi: abi)
    log(words.text(tree.tree.traces[number], number: number, tree: tree.tree, journal: tree.journals[number]))
  }

  /// Logs a recording that was given up.
  func logAbandoned(_ recorder: Recorder, _ reason: String) {
    let (trace, journal) = recorder.abandoned(reason: reason)
    let words = TraceLog(level: logLevel, abi: abi)
    log(words.text(trace, number: nil, tree: recorder.tree.tree, journal: journal))
  }
}
