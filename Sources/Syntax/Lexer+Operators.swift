// Lexes operators and brackets and checks that brackets match.

extension Lexer {
  /// Lexes an operator that starts with `byte`, or refuses a character that cannot be printed.
  mutating func lexOperator(_ byte: UInt8) {
    let start = position
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      openBracket(byte)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      closeBracket(byte)
    default:
      if byte < 0x20 || byte == 0x7F {
        position += 1
        failHere("invalid non-printable character U+\(upperHex(UInt32(byte), width: 4))")
        return
      }
      let (kind, length) = operatorKind(byte)
      position += length
      append(kind, start: start)
    }
  }

  private mutating func openBracket(_ byte: UInt8) {
    let start = position
    position += 1
    if brackets.count >= Lexer.maxBrackets {
      failHere("too many nested parentheses")
      return
    }
    brackets.append(OpenBracket(character: byte, line: line, column: start - lineStart))
    append(
      byte == UInt8(ascii: "(") ? .lpar : byte == UInt8(ascii: "[") ? .lsqb : .lbrace, start: start)
  }

  private mutating func closeBracket(_ byte: UInt8) {
    let start = position
    position += 1
    guard let opening = brackets.popLast() else {
      failHere("unmatched '\(Character(Unicode.Scalar(byte)))'")
      return
    }
    let (kind, match): (TokenKind, UInt8) =
      switch byte {
      case UInt8(ascii: ")"): (.rpar, UInt8(ascii: "("))
      case UInt8(ascii: "]"): (.rsqb, UInt8(ascii: "["))
      default: (.rbrace, UInt8(ascii: "{"))
      }
    guard opening.character == match else {
      failMismatch(byte, opening)
      return
    }
    append(kind, start: start)
  }

  private mutating func failMismatch(_ byte: UInt8, _ opening: OpenBracket) {
    let closingText = Character(Unicode.Scalar(byte))
    let openingText = Character(Unicode.Scalar(opening.character))
    let place = opening.line == line ? "" : " on line \(opening.line)"
    failHere(
      "closing parenthesis '\(closingText)' does not match opening parenthesis '\(openingText)'"
        + place)
  }

  private func operatorKind(_ byte: UInt8) -> (TokenKind, Int) {
    let next = peek(1)
    let equals = next == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: ":"): return equals ? (.colonEqual, 2) : (.colon, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ";"): return (.semi, 1)
    case UInt8(ascii: "."):
      return next == byte && peek(2) == byte ? (.ellipsis, 3) : (.dot, 1)
    case UInt8(ascii: "="): return equals ? (.eqEqual, 2) : (.equal, 1)
    case UInt8(ascii: "+"): return equals ? (.plusEqual, 2) : (.plus, 1)
    case UInt8(ascii: "-"):
      if next == UInt8(ascii: ">") { return (.rarrow, 2) }
      return equals ? (.minusEqual, 2) : (.minus, 1)
    case UInt8(ascii: "*"):
      return doubled(byte, single: .star, .starEqual, double: .doubleStar, .doubleStarEqual)
    case UInt8(ascii: "/"):
      return doubled(byte, single: .slash, .slashEqual, double: .doubleSlash, .doubleSlashEqual)
    case UInt8(ascii: "<"):
      if next == UInt8(ascii: ">") { return (.unknown, 2) }
      return doubled(byte, single: .less, .lessEqual, double: .leftShift, .leftShiftEqual)
    case UInt8(ascii: ">"):
      return doubled(byte, single: .greater, .greaterEqual, double: .rightShift, .rightShiftEqual)
    case UInt8(ascii: "%"): return equals ? (.percentEqual, 2) : (.percent, 1)
    case UInt8(ascii: "@"): return equals ? (.atEqual, 2) : (.at, 1)
    case UInt8(ascii: "|"): return equals ? (.vbarEqual, 2) : (.vbar, 1)
    case UInt8(ascii: "&"): return equals ? (.amperEqual, 2) : (.amper, 1)
    case UInt8(ascii: "^"): return equals ? (.circumflexEqual, 2) : (.circumflex, 1)
    case UInt8(ascii: "~"): return (.tilde, 1)
    case UInt8(ascii: "!"): return equals ? (.notEqual, 2) : (.unknown, 1)
    default: return (.unknown, 1)
    }
  }

  private func doubled(
    _ byte: UInt8, single: TokenKind, _ singleEqual: TokenKind, double: TokenKind,
    _ doubleEqual: TokenKind
  ) -> (TokenKind, Int) {
    let next = peek(1)
    if next == byte {
      return peek(2) == UInt8(ascii: "=") ? (doubleEqual, 3) : (double, 2)
    }
    return next == UInt8(ascii: "=") ? (singleEqual, 2) : (single, 1)
  }
}
