// Lexes identifiers, keywords and string literals.

extension Lexer {
  /// Lexes an identifier or keyword, or a string with a prefix.
  mutating func lexNameOrString() {
    let start = position
    if readStringPrefix() {
      lexString(start: start)
      return
    }
    var isASCII = true
    while true {
      let byte = base[position]
      guard hasClass(byte, .identifierPart) else { break }
      if byte >= 0x80 { isASCII = false }
      position += 1
    }
    if !isASCII && !verifyIdentifier(start: start) { return }
    append(keyword(start: start), start: start)
  }

  /// Moves behind a string prefix if a quote follows it; otherwise stays or stops within a name.
  private mutating func readStringPrefix() -> Bool {
    var sawB = false
    var sawR = false
    var sawU = false
    var sawF = false
    while true {
      switch base[position] {
      case UInt8(ascii: "b"), UInt8(ascii: "B"):
        if sawB || sawU || sawF { return false }
        sawB = true
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        if sawB || sawU || sawR || sawF { return false }
        sawU = true
      case UInt8(ascii: "r"), UInt8(ascii: "R"):
        if sawR || sawU { return false }
        sawR = true
      case UInt8(ascii: "f"), UInt8(ascii: "F"):
        if sawF || sawB || sawU { return false }
        sawF = true
      default:
        return false
      }
      position += 1
      let next = base[position]
      if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return true }
    }
  }

  /// Checks the scalars of a name with bytes above ASCII; stops the lexer if one is not allowed.
  private mutating func verifyIdentifier(start: Int) -> Bool {
    let text = String(
      decoding: UnsafeBufferPointer(start: base + start, count: position - start), as: UTF8.self)
    var offset = start
    var isFirst = true
    for scalar in text.unicodeScalars {
      offset += UTF8.width(scalar)
      let isValid = isFirst ? isIdentifierStart(scalar) : isIdentifierPart(scalar)
      isFirst = false
      if isValid { continue }
      position = offset
      failHere(invalidCharacterMessage(scalar))
      return false
    }
    return true
  }

  private func invalidCharacterMessage(_ scalar: Unicode.Scalar) -> String {
    let hex = upperHex(scalar.value, width: 4)
    return isPrintable(scalar)
      ? "invalid character '\(Character(scalar))' (U+\(hex))"
      : "invalid non-printable character U+\(hex)"
  }

  /// Lexes a string whose prefix, if any, starts at `start` and whose quote is at the current position.
  mutating func lexString(start: Int) {
    let quote = base[position]
    let firstLine = line
    let firstLineStart = lineStart
    let isTriple = peek(1) == quote && peek(2) == quote
    if isTriple {
      position += 3
    } else if peek(1) == quote {
      position += 2
      append(.string, start: start)
      return
    } else {
      position += 1
    }
    let isClosed = isTriple ? scanTriple(quote) : scanSingle(quote)
    guard isClosed else {
      failUnterminated(
        start: start, isTriple: isTriple, firstLine: firstLine, firstLineStart: firstLineStart)
      return
    }
    append(.string, start: start)
    if firstLine != line {
      tokens[tokens.count - 1].range.line = UInt32(truncatingIfNeeded: firstLine)
      tokens[tokens.count - 1].range.column = UInt32(truncatingIfNeeded: start - firstLineStart)
    }
  }

  private mutating func scanSingle(_ quote: UInt8) -> Bool {
    while true {
      let byte = base[position]
      if byte == quote {
        position += 1
        return true
      }
      if byte == 0x0A || position >= endOffset { return false }
      position += 1
      if byte == UInt8(ascii: "\\") { skipEscaped() }
    }
  }

  private mutating func scanTriple(_ quote: UInt8) -> Bool {
    while true {
      let byte = base[position]
      if byte == quote && peek(1) == quote && peek(2) == quote {
        position += 3
        return true
      }
      if position >= endOffset { return false }
      if byte == 0x0A {
        advanceLine()
      } else {
        position += 1
        if byte == UInt8(ascii: "\\") { skipEscaped() }
      }
    }
  }

  private mutating func skipEscaped() {
    if position >= endOffset { return }
    if base[position] == 0x0A {
      advanceLine()
    } else {
      position += 1
    }
  }

  private mutating func failUnterminated(
    start: Int, isTriple: Bool, firstLine: Int, firstLineStart: Int
  ) {
    let lastLine = line
    position = start + 1
    lineStart = firstLineStart
    line = firstLine
    let what = isTriple ? "triple-quoted string literal" : "string literal"
    failHere("unterminated \(what) (detected at line \(lastLine))")
  }
}

// MARK: - Keywords

extension Lexer {
  /// Returns the keyword kind of the word from `start` to the current position, or `.name`.
  private func keyword(start: Int) -> TokenKind {
    let count = position - start
    guard count >= 2 && count <= 8 else { return .name }
    var word: UInt64 = 0
    for index in 0..<count { word = word << 8 | UInt64(base[start + index]) }
    switch count {
    case 2: return Keywords.length2(word)
    case 3: return Keywords.length3(word)
    case 4: return Keywords.length4(word)
    case 5: return Keywords.length5(word)
    default: return Keywords.longer(word)
    }
  }
}
