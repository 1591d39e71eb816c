// Turns diagnostics of the parser into exceptions.
import Syntax

extension UnsafeMutablePointer where Pointee == VMState {
  /// Makes the exception of a diagnostic pending.
  func raiseSyntaxError(_ diagnostic: SyntaxDiagnostic) {
    if diagnostic.line == 0 {
      raise(diagnostic.kind.rawValue, diagnostic.message)
      return
    }
    func number(_ value: Int) -> Value { value > 0 ? Value(smallInt: value) : .none }
    let details = makeTuple([
      makeString(diagnostic.filename), number(diagnostic.line), number(diagnostic.column),
      diagnostic.sourceLine.map { makeString($0 + "\n") } ?? .none, number(diagnostic.endLine), number(diagnostic.endColumn),
    ])
    raise(diagnostic.kind.rawValue, arguments: [makeString(diagnostic.message), details])
  }
}
