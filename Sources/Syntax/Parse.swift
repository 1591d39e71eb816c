// Offers the entry point of the module: from source bytes to a syntax tree or a diagnostic.

/// Parses `source` by the grammar of Python 3.11.
///
/// The tree is at most about 3,000 nodes deep, so that recursive passes over it are safe.
/// Throws what Python itself would report for the source, the checks of `checkScopes` excepted.
public func parse(
  _ source: [UInt8], filename: String, mode: ParseMode = .exec, isDecoded: Bool = false
) throws(SyntaxDiagnostic) -> Module {
  let text = try SourceText(source, filename: filename, isDecoded: isDecoded)
  return try text.bytes.withUnsafeBufferPointer { buffer throws(SyntaxDiagnostic) in
    guard let base = buffer.baseAddress else { return Module(mode: mode, body: []) }
    var lexer = Lexer(base: base, endOffset: text.endOffset, line: 1, column: 0)
    lexer.run()
    if text.addsLineFeed && mode != .exec { lexer.dropLineFeed(isEndOfStatement: mode == .single) }
    return try parse(
      base, lexer, filename: filename, mode: mode, lacksLineFeed: text.addsLineFeed)
  }
}

private func parse(
  _ base: UnsafePointer<UInt8>, _ lexer: Lexer, filename: String, mode: ParseMode,
  lacksLineFeed: Bool
) throws(SyntaxDiagnostic) -> Module {
  var failureStart = 0
  var failureEnd = 0
  let result = lexer.tokens.withUnsafeBufferPointer { tokens -> Result<Module, ParseFailure> in
    guard let first = tokens.baseAddress else { return .failure(.syntax) }
    var parser = Parser(tokens: first, base: base, names: NameTable())
    parser.lacksLineFeed = lacksLineFeed
    do throws(ParseFailure) {
      return .success(try parser.parseModule(mode))
    } catch {
      failureEnd = parser.position
      failureStart = parser.statementStart
      return .failure(error)
    }
  }
  switch result {
  case .success(let module): return module
  case .failure(.treeTooDeep):
    throw SyntaxDiagnostic(
      kind: .recursionError, message: "maximum recursion depth exceeded during compilation",
      filename: filename, line: 0, column: 0)
  case .failure(.nestingTooDeep):
    throw SyntaxDiagnostic(
      kind: .memoryError, message: "", filename: filename, line: 0, column: 0)
  case .failure(let failure):
    let source = DiagnosedSource(
      base: base, lexer: lexer, filename: filename, rule: rule(of: mode), start: failureStart)
    if failure == .moreStatements { throw source.moreStatements(after: failureEnd) }
    throw withLargeStack(size: diagnosingStackSize) { diagnose(source) }
  }
}

extension DiagnosedSource {
  /// The error of an interactive source whose first statement ends before the given token.
  fileprivate func moreStatements(after index: Int) -> SyntaxDiagnostic {
    let range = lexer.tokens[max(index - 1, 0)].range
    return diagnostic(
      RaisedError(
        message: "multiple statements found while compiling a single statement",
        line: Int(range.line), column: Int(range.column) + 1, endLine: Int(range.endLine),
        endColumn: Int(range.endColumn) + 1))
  }
}

/// Bytes of stack for the diagnosing pass, which follows each rule of the grammar with some calls.
let diagnosingStackSize = 256 << 20

private func rule(of mode: ParseMode) -> String {
  switch mode {
  case .exec: "file"
  case .eval: "eval"
  case .single: "interactive"
  }
}
