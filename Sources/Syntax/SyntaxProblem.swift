// Declares the errors of the checks that need the whole tree, and turns them into diagnostics.

/// A rule that a tree breaks, and where.
struct SyntaxProblem: Error {
  var message: String
  var range: SourceRange
  /// False if Python gives no end of the range.
  var hasEnd = true
}

extension SyntaxProblem {
  /// Returns the diagnostic for a problem in the given source.
  func diagnostic(filename: String, source: [UInt8]) -> SyntaxDiagnostic {
    var result = SyntaxDiagnostic(
      kind: .syntaxError, message: message, filename: filename, line: Int(range.line),
      column: Int(range.column) + 1)
    guard let text = try? SourceText(source, filename: filename) else { return result }
    let first = text.line(Int(range.line))
    let last = text.line(Int(range.endLine))
    result.sourceLine = String(decoding: first, as: UTF8.self)
    result.column = scalarCount(first.prefix(Int(range.column))) + 1
    result.endLine = Int(range.line)
    if hasEnd {
      result.endLine = Int(range.endLine)
      result.endColumn = scalarCount(last.prefix(Int(range.endColumn))) + 1
    }
    return result
  }
}

extension SourceText {
  /// Returns the bytes of a line, counted from 1, without its line feed.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    var rest = bytes[..<endOffset]
    var current = 1
    while current < number, let end = rest.firstIndex(of: 0x0A) {
      rest = rest[(end + 1)...]
      current += 1
    }
    return rest.prefix { $0 != 0x0A }
  }
}

/// Checks what Python reports only after parsing: scopes of names, and statements out of place.
///
/// `source` is the text that `module` was parsed from. Throws the first error in Python's order.
public func checkScopes(
  _ module: Module, filename: String, source: [UInt8]
) throws(SyntaxDiagnostic) {
  let problem =
    module.height < ordinaryHeight
    ? findProblem(module)
    : withLargeStack(size: diagnosingStackSize) { findProblem(module) }
  if let problem { throw problem.diagnostic(filename: filename, source: source) }
}

/// Trees below this height are checked on the stack of the caller.
private let ordinaryHeight = 100

private func findProblem(_ module: Module) -> SyntaxProblem? {
  do throws(SyntaxProblem) {
    try checkFutureFeatures(module.body)
    var names = NameChecker()
    try names.check(module)
    var flow = FlowChecker()
    try flow.check(module)
    return nil
  } catch {
    return error
  }
}

/// Returns the statements that may hold future imports: those after the docstring.
private func checkFutureFeatures(_ body: [Stmt]) throws(SyntaxProblem) {
  let known: Set<String> = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
  ]
  for statement in body.prefix(futurePrefixCount(body)) {
    guard case .importFrom(let node) = statement.kind else { continue }
    for alias in node.names where !known.contains(alias.name) {
      throw SyntaxProblem(
        message: alias.name == "braces"
          ? "not a chance" : "future feature \(alias.name) is not defined",
        range: statement.range, hasEnd: false)
    }
  }
}

/// Returns how many statements at the start are the docstring or future imports.
func futurePrefixCount(_ body: [Stmt]) -> Int {
  var count = 0
  if case .expr(let value)? = body.first?.kind, case .constant(let constant) = value.kind,
    case .str = constant.value
  {
    count = 1
  }
  while count < body.count, case .importFrom(let node) = body[count].kind, node.level == 0,
    node.module == "__future__"
  {
    count += 1
  }
  return count
}
