// Finds the words and the place of the error in a source that the parser refused.

/// A source that the parser refused, with its tokens.
struct DiagnosedSource {
  var base: UnsafePointer<UInt8>
  var lexer: Lexer
  var filename: String
  /// Rule of the whole source.
  var rule: String
  /// Token where the diagnosing pass starts; what stands before is valid.
  var start = 0
  /// Line in the file of the first line of the source.
  var firstLine = 1
  /// Column in the file of the first byte, if the source is a field of an f-string.
  var fieldColumn: Int?
}

/// Returns the diagnostic that Python reports for the source.
///
/// As in Python, a first pass finds how far the source is valid, and a second one looks for known
/// mistakes. Errors of the lexer further on may come first.
func diagnose(_ source: DiagnosedSource) -> SyntaxDiagnostic {
  let first = ErrorPass(source, fill: source.start, usesInvalidRules: false)
  do {
    try first.run(source.rule)
  } catch {
    return source.outranked(error, fill: first.fill) ?? source.diagnostic(error)
  }
  let last = source.lexer.tokens[max(first.fill - 1, 0)]
  let second = ErrorPass(source, fill: first.fill, usesInvalidRules: true)
  do {
    try second.run(source.rule)
  } catch {
    return source.outranked(error, fill: second.fill) ?? source.diagnostic(error)
  }
  if last.kind == .indent || last.kind == .dedent {
    return source.diagnostic(
      second.errorAtLast(
        last.kind == .indent ? "unexpected indent" : "unexpected unindent",
        kind: .indentationError))
  }
  let error = second.error(at: last, "invalid syntax")
  return source.outranked(error, fill: second.fill) ?? source.diagnostic(error)
}

extension DiagnosedSource {
  /// Returns the error of the lexer behind the tokens read so far, if it comes before `error`.
  fileprivate func outranked(_ error: RaisedError, fill: Int) -> SyntaxDiagnostic? {
    guard error.kind != .memoryError, let failure = lexer.failure, fill < lexer.tokens.count
    else { return nil }
    if failure.outranksParser { return diagnostic(failure) }
    guard let bracket = lexer.brackets.last,
      Int(lexer.tokens[max(fill - 1, 0)].range.line) > bracket.line
    else { return nil }
    return diagnostic(
      RaisedError(
        message: "'\(Character(Unicode.Scalar(bracket.character)))' was never closed",
        line: bracket.line, column: bracket.column + 1, endLine: bracket.line, endColumn: 0))
  }

  func diagnostic(_ failure: LexFailure) -> SyntaxDiagnostic {
    if failure.columnIsBytes {
      return diagnostic(
        RaisedError(
          kind: failure.kind, message: failure.message, line: failure.line,
          column: failure.column, endLine: failure.endLine, endColumn: failure.endColumn))
    }
    var result = SyntaxDiagnostic(
      kind: failure.kind, message: failure.message, filename: filename, line: failure.line,
      column: failure.column, endLine: failure.endLine, endColumn: failure.endColumn,
      sourceLine: text(ofLine: failure.line))
    result.lacksLineEnd = true
    return result
  }

  func diagnostic(_ error: RaisedError) -> SyntaxDiagnostic {
    if let finished = error.finished { return finished }
    var result = SyntaxDiagnostic(
      kind: error.kind, message: error.message, filename: filename, line: error.line,
      column: error.column, endLine: error.endLine, endColumn: error.endColumn,
      sourceLine: text(ofLine: error.line))
    result.lacksLineEnd = error.message.hasSuffix("was never closed") && error.line < lexer.line
    if let fieldColumn {
      result.message = "f-string: " + result.message
      result.column -= fieldColumn
      result.endColumn -= fieldColumn
    } else {
      result.column = characters(before: error.column, line: error.line)
      result.endColumn = characters(before: error.endColumn, line: error.line)
    }
    return result
  }

  /// Returns the bytes of a line without its line feed; nil if the source has no such line.
  private func bytes(ofLine line: Int) -> UnsafeBufferPointer<UInt8>? {
    var start = 0
    var current = firstLine
    guard line >= current else { return nil }
    while current < line {
      while start < lexer.endOffset && base[start] != 0x0A { start += 1 }
      if start >= lexer.endOffset { return nil }
      start += 1
      current += 1
    }
    var end = start
    while end < lexer.endOffset && base[end] != 0x0A { end += 1 }
    return UnsafeBufferPointer(start: base + start, count: end - start)
  }

  private func text(ofLine line: Int) -> String? {
    bytes(ofLine: line).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Converts a byte column counted from 1 to characters; it may lie one behind the line feed.
  private func characters(before column: Int, line: Int) -> Int {
    guard column > 0, let bytes = bytes(ofLine: line) else { return column }
    let inside = UnsafeBufferPointer(rebasing: bytes.prefix(column))
    return characterCount(inside) + min(column - inside.count, 2)
  }
}
