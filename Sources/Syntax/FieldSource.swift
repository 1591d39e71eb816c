// Parses the expression of an f-string field as a small source of its own.

/// The text of a field in round brackets, and where it stands in the file.
struct FieldSource {
  private let bytes: [UInt8]
  private let line: Int
  /// Column of the opening brace, whose place the opening bracket takes.
  private let column: Int
  /// What Python takes off the columns of errors.
  private let errorShift: Int

  /// `line` and `column` are the place of the brace that opens the field of the string `token`.
  init(_ body: UnsafeBufferPointer<UInt8>, line: Int, column: Int, token: Token) {
    var text: [UInt8] = []
    text.reserveCapacity(body.count + 4 + SourceText.padding)
    text.append(UInt8(ascii: "("))
    text.append(contentsOf: body)
    text.append(UInt8(ascii: ")"))
    text.append(0x0A)
    text.append(contentsOf: repeatElement(0, count: SourceText.padding))
    bytes = text
    self.line = line
    self.column = column
    let firstVisible = body.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0C }
    if firstVisible == 0x0A {
      errorShift = line == Int(token.range.line) ? Int(token.range.column) : 0
    } else {
      errorShift = column
    }
  }

  /// Returns the expression and the height of its tree. With a file name, failures are worded;
  /// without, any failure is an empty message.
  func parse(
    names: NameTable, filename: String?
  ) throws(StringFailure) -> (expr: Expr, height: Int) {
    try bytes.withUnsafeBufferPointer { buffer throws(StringFailure) in
      guard let base = buffer.baseAddress else { throw .message("") }
      return try parse(base, names: names, filename: filename)
    }
  }

  private func parse(
    _ base: UnsafePointer<UInt8>, names: NameTable, filename: String?
  ) throws(StringFailure) -> (expr: Expr, height: Int) {
    var lexer = Lexer(
      base: base, endOffset: bytes.count - SourceText.padding, line: line, column: column)
    lexer.run()
    var result: (expr: Expr, height: Int)?
    lexer.tokens.withUnsafeBufferPointer { tokens in
      guard let first = tokens.baseAddress else { return }
      var parser = Parser(tokens: first, base: base, names: names)
      guard let expr = try? parser.parseStarExpressions() else { return }
      result = (expr, parser.height)
    }
    if let result { return result }
    guard let filename else { throw .message("") }
    throw .diagnostic(
      diagnose(
        DiagnosedSource(
          base: base, lexer: lexer, filename: filename, rule: "field", firstLine: line,
          fieldColumn: errorShift)))
  }
}
