// Writes what was recorded to stderr, in the detail that was asked for.
import Frontend
import TraceIR

extension TraceManager {
  var isVerbose: Bool { logLevel > 0 }

  /// Logs the last trace of a tree.
  func logTrace(_ trace: Trace, _ tree: RecordedTree) {
    let number = tree.tree.traces.count - 1
    let words = TraceLog(level: logLevel, abi: abi)
    log(words.text(trace, number: number, tree: tree.tree, journal: tree.journals[number]))
  }

  /// Logs a recording that was given up.
  func logAbandoned(_ recorder: Recorder, _ reason: String) {
    let (trace, journal) = recorder.abandoned(reason: reason)
    let words = TraceLog(level: logLevel, abi: abi)
    log(words.text(trace, number: nil, tree: recorder.tree.tree, journal: journal))
  }
}
