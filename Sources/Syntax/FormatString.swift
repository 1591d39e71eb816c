// Parses the body of an f-string as Python 3.11 does: cuts out the fields, then parses each.

/// A piece of an f-string body.
enum FormatPiece {
  case text([UInt8])
  case field(Expr)
}

/// A parser of one f-string token.
struct FormatStringParser {
  let base: UnsafePointer<UInt8>
  let names: NameTable
  let diagnosedFilename: String?
  let token: Token
  let isRaw: Bool
  /// Range that the pieces of adjacent strings share.
  let range: SourceRange
  let hasUPrefix: Bool
  var height = 1

  /// How far lines have been counted, and the line and its start there.
  private var scanned: Int
  private var line: Int
  private var lineStart: Int

  init(joiner: StringJoiner, token: Token, isRaw: Bool) {
    base = joiner.base
    names = joiner.names
    diagnosedFilename = joiner.diagnosedFilename
    self.token = token
    scanned = Int(token.start)
    line = Int(token.range.line)
    lineStart = scanned - Int(token.range.column)
    self.isRaw = isRaw
    range = joiner.range
    hasUPrefix = base[Int(joiner.tokens[0].start)] == UInt8(ascii: "u")
  }

  /// Parses literal text and fields up to `end`, or inside a format up to the closing brace.
  mutating func parse(
    _ index: inout Int, end: Int, depth: Int
  ) throws(StringFailure) -> [FormatPiece] {
    var pieces: [FormatPiece] = []
    while true {
      var text: [UInt8] = []
      let isDoubledBrace = try parseText(&index, end: end, depth: depth, into: &text)
      if !text.isEmpty { pieces.append(.text(text)) }
      if isDoubledBrace { continue }
      if index >= end || base[index] == UInt8(ascii: "}") { break }
      try parseField(&index, end: end, depth: depth, into: &pieces)
    }
    if depth == 0 && index < end { throw .message("f-string: unexpected end of string") }
    if depth > 0 && (index >= end || base[index] != UInt8(ascii: "}")) {
      throw .message("f-string: expecting '}'")
    }
    return pieces
  }

  /// Reads literal text; returns true if it stopped behind a doubled brace.
  private func parseText(
    _ index: inout Int, end: Int, depth: Int, into text: inout [UInt8]
  ) throws(StringFailure) -> Bool {
    let start = index
    while index < end {
      let byte = base[index]
      if byte == UInt8(ascii: "\\") && !isRaw {
        skipEscape(&index, end: end)
        continue
      }
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { break }
      index += 1
    }
    var isDoubled = false
    var stop = index
    if depth == 0 && index < end {
      isDoubled = index + 1 < end && base[index + 1] == base[index]
      if isDoubled {
        stop += 1
        index += 2
      } else if base[index] == UInt8(ascii: "}") {
        throw .message("f-string: single '}' is not allowed")
      }
    }
    let body = UnsafeBufferPointer(start: base + start, count: stop - start)
    if isRaw || !body.contains(UInt8(ascii: "\\")) {
      text.append(contentsOf: body)
    } else {
      do { try decodeText(body, into: &text) } catch { throw .message(error.message) }
    }
    return isDoubled
  }

  /// Moves behind a backslash and what it escapes; a brace is not escaped, a name in braces is.
  private func skipEscape(_ index: inout Int, end: Int) {
    index += 1
    guard index < end else { return }
    let escape = base[index]
    if escape == UInt8(ascii: "{") || escape == UInt8(ascii: "}") { return }
    index += 1
    guard escape == UInt8(ascii: "N"), index < end, base[index] == UInt8(ascii: "{") else { return }
    while index < end && base[index] != UInt8(ascii: "}") { index += 1 }
    if index < end { index += 1 }
  }

  /// Parses one replacement field from its opening to its closing brace.
  private mutating func parseField(
    _ index: inout Int, end: Int, depth: Int, into pieces: inout [FormatPiece]
  ) throws(StringFailure) {
    if depth >= 2 { throw .message("f-string: expressions nested too deeply") }
    index += 1
    let start = index
    try findFieldEnd(&index, end: end)
    if index >= end { throw .message("f-string: expecting '}'") }
    let value = try parseFieldExpression(start: start, end: index)
    var isSelfDocumenting = false
    if base[index] == UInt8(ascii: "=") {
      isSelfDocumenting = true
      index += 1
      while index < end && isSpace(base[index]) { index += 1 }
      if index >= end { throw .message("f-string: expecting '}'") }
      pieces.append(.text(Array(UnsafeBufferPointer(start: base + start, count: index - start))))
    }
    var conversion = try parseConversion(&index, end: end)
    let spec = try parseFormatSpec(&index, end: end, depth: depth)
    if index >= end || base[index] != UInt8(ascii: "}") {
      throw .message("f-string: expecting '}'")
    }
    index += 1
    if isSelfDocumenting && spec == nil && conversion == nil { conversion = UInt8(ascii: "r") }
    pieces.append(
      .field(
        Expr(
          .formattedValue(
            Expr.FormattedValue(value: value, conversion: conversion, formatSpec: spec)), range)))
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }

  private func parseConversion(
    _ index: inout Int, end: Int
  ) throws(StringFailure) -> UInt8? {
    guard index < end && base[index] == UInt8(ascii: "!") else { return nil }
    index += 1
    if index >= end { throw .message("f-string: expecting '}'") }
    let conversion = base[index]
    index += 1
    switch conversion {
    case UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a"): return conversion
    default:
      throw .message("f-string: invalid conversion character: expected 's', 'r', or 'a'")
    }
  }

  private mutating func parseFormatSpec(
    _ index: inout Int, end: Int, depth: Int
  ) throws(StringFailure) -> Expr? {
    guard index < end && base[index] == UInt8(ascii: ":") else { return nil }
    index += 1
    if index >= end { throw .message("f-string: expecting '}'") }
    let pieces = try parse(&index, end: end, depth: depth + 1)
    var parts: [Expr] = []
    var pending: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let bytes): pending += bytes
      case .field(let expr):
        if !pending.isEmpty {
          parts.append(constant(pending, hasUPrefix: hasUPrefix, range))
          pending = []
        }
        parts.append(expr)
      }
    }
    // The end of a format belongs to its own token, what stands before to all adjacent strings.
    if !pending.isEmpty {
      parts.append(constant(pending, hasUPrefix: false, token.range))
    }
    return Expr(.joinedStr(parts), token.range)
  }

  private func constant(_ bytes: [UInt8], hasUPrefix: Bool, _ range: SourceRange) -> Expr {
    Expr(.constant(Expr.Constant(value: .str(bytes), hasUPrefix: hasUPrefix)), range)
  }
}

// MARK: - Finding the end of an expression

extension FormatStringParser {
  /// Moves to the character that ends the expression of a field: `}`, `!`, `:` or `=`.
  private func findFieldEnd(_ index: inout Int, end: Int) throws(StringFailure) {
    var quote: UInt8 = 0
    var isTriple = false
    var brackets: [UInt8] = []
    while index < end {
      let byte = base[index]
      if byte == UInt8(ascii: "\\") {
        throw .message("f-string expression part cannot include a backslash")
      }
      let isTripled = index + 2 < end && base[index + 1] == byte && base[index + 2] == byte
      if quote != 0 {
        if byte == quote && (!isTriple || isTripled) {
          if isTriple { index += 2 }
          quote = 0
        }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        isTriple = isTripled
        if isTriple { index += 2 }
      } else if try endsField(byte, &index, end: end, brackets: &brackets) {
        break
      }
      index += 1
    }
    if quote != 0 { throw .message("f-string: unterminated string") }
    if let bracket = brackets.last {
      throw .message("f-string: unmatched '\(Character(Unicode.Scalar(bracket)))'")
    }
  }

  /// Follows the brackets at a byte outside of strings; returns true where the expression ends.
  private func endsField(
    _ byte: UInt8, _ index: inout Int, end: Int, brackets: inout [UInt8]
  ) throws(StringFailure) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      if brackets.count >= Lexer.maxBrackets {
        throw .message("f-string: too many nested parenthesis")
      }
      brackets.append(byte)
      return false
    case UInt8(ascii: "#"):
      throw .message("f-string expression part cannot include '#'")
    case UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "}"):
      if brackets.isEmpty {
        if byte == UInt8(ascii: "}") || byte == UInt8(ascii: ":") { return true }
        if index + 1 < end && base[index + 1] == UInt8(ascii: "=") {
          index += 1
          return false
        }
        return byte == UInt8(ascii: "!") || byte == UInt8(ascii: "=")
      }
      if byte == UInt8(ascii: "}") { try closeBracket(byte, &brackets) }
      return false
    case UInt8(ascii: ")"), UInt8(ascii: "]"):
      try closeBracket(byte, &brackets)
      return false
    default: return false
    }
  }

  private func closeBracket(_ byte: UInt8, _ brackets: inout [UInt8]) throws(StringFailure) {
    let closing = Character(Unicode.Scalar(byte))
    guard let opening = brackets.popLast() else {
      throw .message("f-string: unmatched '\(closing)'")
    }
    let match: UInt8 =
      byte == UInt8(ascii: ")")
      ? UInt8(ascii: "(") : byte == UInt8(ascii: "]") ? UInt8(ascii: "[") : UInt8(ascii: "{")
    if opening != match {
      throw .message(
        "f-string: closing parenthesis '\(closing)' does not match opening parenthesis "
          + "'\(Character(Unicode.Scalar(opening)))'")
    }
  }

  private func emptyExpressionMessage(before byte: UInt8) -> String {
    byte == UInt8(ascii: "}")
      ? "f-string: empty expression not allowed"
      : "f-string: expression required before '\(Character(Unicode.Scalar(byte)))'"
  }

  /// Parses the expression of a field as if it stood in brackets of its own.
  private mutating func parseFieldExpression(
    start: Int, end: Int
  ) throws(StringFailure) -> Expr {
    let body = UnsafeBufferPointer(start: base + start, count: end - start)
    if body.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0C }) {
      throw .message(emptyExpressionMessage(before: base[end]))
    }
    while scanned < start {
      if base[scanned] == 0x0A {
        line += 1
        lineStart = scanned + 1
      }
      scanned += 1
    }
    let source = FieldSource(body, line: line, column: start - 1 - lineStart, token: token)
    let result = try source.parse(
      names: names, filename: diagnosedFilename)
    height = max(height, result.height + 2)
    return result.expr
  }
}
