// Joins adjacent string tokens into one constant or f-string node.

extension Parser {
  /// strings: one or more adjacent string tokens.
  mutating func parseStrings() throws(ParseFailure) -> Expr {
    let start = position
    while kind == .string { advance() }
    height = 1
    let outerHeight = height
    do {
      var joiner = StringJoiner(
        tokens: UnsafeBufferPointer(start: tokens + start, count: position - start), base: base,
        names: names)
      let result = try joiner.join()
      height = max(outerHeight, joiner.height)
      return result
    } catch {
      throw .syntax
    }
  }
}

/// Why adjacent string tokens have no value.
enum StringFailure: Error {
  /// The message goes to the place that the parser has reached.
  case message(String)
  /// An expression inside an f-string is wrong, in its own place.
  case diagnostic(SyntaxDiagnostic)
}

/// Decodes adjacent string tokens.
struct StringJoiner {
  let tokens: UnsafeBufferPointer<Token>
  let base: UnsafePointer<UInt8>
  let names: NameTable
  /// File name for worded errors inside f-string expressions; nil if any error is enough.
  var diagnosedFilename: String?
  var height = 1

  private var pending: [UInt8] = []
  private var hasPending = false
  private var parts: [Expr] = []

  init(
    tokens: UnsafeBufferPointer<Token>, base: UnsafePointer<UInt8>, names: NameTable
  ) {
    self.tokens = tokens
    self.base = base
    self.names = names
  }

  /// The range of all tokens.
  var range: SourceRange { tokens[0].range.extended(to: tokens[tokens.count - 1].range) }

  private var hasUPrefix: Bool { base[Int(tokens[0].start)] == UInt8(ascii: "u") }

  private func text(of token: Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + Int(token.start), count: Int(token.end - token.start))
  }

  /// Returns the constant or f-string that the tokens stand for.
  mutating func join() throws(StringFailure) -> Expr {
    var isFormat = false
    var isBytes = false
    for (index, token) in tokens.enumerated() {
      let text = text(of: token)
      let parts = StringParts(text)
      if !parts.isFormat {
        let body = UnsafeBufferPointer(rebasing: text[parts.bodyStart..<parts.bodyEnd])
        try appendPlain(body, isBytes: parts.isBytes, isRaw: parts.isRaw)
      }
      if index > 0 && parts.isBytes != isBytes {
        throw .message("cannot mix bytes and nonbytes literals")
      }
      isBytes = parts.isBytes
      if parts.isFormat {
        isFormat = true
        try appendFormat(token: token, parts: parts)
      }
    }
    if isBytes { return Expr(.constant(Expr.Constant(value: .bytes(pending))), range) }
    guard isFormat else { return constant(pending) }
    flushPending()
    return Expr(.joinedStr(parts), range)
  }

  private func constant(_ bytes: [UInt8]) -> Expr {
    Expr(.constant(Expr.Constant(value: .str(bytes), hasUPrefix: hasUPrefix)), range)
  }

  private mutating func flushPending() {
    guard !pending.isEmpty else { return }
    parts.append(constant(pending))
    pending = []
  }

  private mutating func appendPlain(
    _ body: UnsafeBufferPointer<UInt8>, isBytes: Bool, isRaw: Bool
  ) throws(StringFailure) {
    let hasEscapes = !isRaw && body.contains(UInt8(ascii: "\\"))
    do {
      if isBytes {
        if body.contains(where: { $0 >= 0x80 }) {
          throw LiteralFailure(message: "bytes can only contain ASCII literal characters")
        }
        if hasEscapes {
          pending += try decodeBytes(body)
        } else {
          pending.append(contentsOf: body)
        }
      } else if hasEscapes {
        try decodeText(body, into: &pending)
      } else {
        pending.append(contentsOf: body)
      }
    } catch let failure as LiteralFailure {
      throw .message(failure.message)
    } catch {
      throw .message("\(error)")
    }
  }

  private mutating func appendFormat(
    token: Token, parts stringParts: StringParts
  ) throws(StringFailure) {
    var format = FormatStringParser(joiner: self, token: token, isRaw: stringParts.isRaw)
    var index = Int(token.start) + stringParts.bodyStart
    let pieces = try format.parse(
      &index, end: Int(token.start) + stringParts.bodyEnd, depth: 0)
    height = max(height, format.height)
    for piece in pieces {
      switch piece {
      case .text(let bytes): pending += bytes
      case .field(let expr):
        flushPending()
        parts.append(expr)
      }
    }
  }
}
