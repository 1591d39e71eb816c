// Turns diagnostics of the parser into exceptions.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Syntax

extension UnsafeMutablePointer where Pointee == VMState {
  /// Makes the exception of a diagnostic pending.
  func raiseSyntaxError(_ diagnostic: SyntaxDiagnostic, source: [UInt8]? = nil, mode: SourceMode = .exec) {
    if diagnostic.line == 0 {
      raise(diagnostic.kind.rawValue, diagnostic.message)
      return
    }
    if mode == .eval, let source, source.allSatisfy({ $0 == 32 || $0 == 9 }) {
      // There is no line in which the error could be.
      let zero = Value(smallInt: 0)
      let nowhere = makeTuple([makeString(diagnostic.filename), zero, zero, makeString(""), zero, zero])
      raise(diagnostic.kind.rawValue, arguments: [makeString(diagnostic.message), nowhere])
      return
    }
    func number(_ value: Int) -> Value { value > 0 ? Value(smallInt: value) : .none }
    // CPython ends the last line of what `exec` gets, but not of what `eval` gets.
    let isLast = mode != .eval ? false : source.map { $0.last != 10 && diagnostic.line > $0.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } } ?? false
    let lineEnd = isLast || diagnostic.lacksLineEnd ? "" : "\n"
    let shownLine = diagnostic.isFoundLate && access(diagnostic.filename, R_OK) != 0 ? nil : diagnostic.sourceLine
    // Errors at what has no text of its own, such as indentation, have no end; at the end of the text they are behind its last line.
    let isAtNothing = diagnostic.endColumn <= 0 && (diagnostic.kind == .indentationError || diagnostic.message == "expected 'except' or 'finally' block")
    let column = isAtNothing && diagnostic.column == 0 ? (diagnostic.sourceLine?.unicodeScalars.count ?? -1) + 1 : diagnostic.column
    let details = makeTuple([
      makeString(diagnostic.filename), number(diagnostic.line), Value(smallInt: column),
      shownLine.map { makeString($0 + lineEnd) } ?? .none, number(diagnostic.endLine),
      diagnostic.endLine > 0 ? Value(smallInt: isAtNothing ? -1 : Swift.max(diagnostic.endColumn, 0)) : .none,
    ])
    raise(diagnostic.kind.rawValue, arguments: [makeString(diagnostic.message), details])
  }
}
