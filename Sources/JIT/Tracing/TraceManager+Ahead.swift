// Follows the interpreter behind the ends of traces, for explanations.
import Frontend
import TraceIR

extension TraceManager {
  /// Whether the search for a loop's head goes on.
  func lookAhead(_ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) -> Bool {
    guard let search else { return false }
    if search.observe(pc, base) { return true }
    finishSearch()
    return false
  }

  /// Keeps what was found with the trace.
  func finishSearch() {
    guard let search, let searchTree else { return }
    searchTree.keep(search.road, ofTrace: search.trace)
    self.search = nil
    self.searchTree = nil
  }
}
