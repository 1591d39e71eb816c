// Decodes string and bytes literals: prefixes, quotes and escapes.

/// The parts of a string token.
struct StringParts {
  var isBytes = false
  var isRaw = false
  var isFormat = false
  /// Offset of the text between the quotes, within the token.
  var bodyStart = 0
  var bodyEnd = 0

  /// Splits the text of a string token that the lexer accepted.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    prefix: while true {
      switch text[index] | 0x20 {
      case UInt8(ascii: "b"): isBytes = true
      case UInt8(ascii: "r"): isRaw = true
      case UInt8(ascii: "f"): isFormat = true
      case UInt8(ascii: "u"): break
      default: break prefix
      }
      index += 1
    }
    let quote = text[index]
    let isTriple =
      text.count - index >= 6 && text[index + 1] == quote && text[index + 2] == quote
    bodyStart = index + (isTriple ? 3 : 1)
    bodyEnd = text.count - (isTriple ? 3 : 1)
  }
}

/// Appends `scalar` to `bytes` as UTF-8, a surrogate in the same three-byte form.
func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
  switch scalar {
  case 0..<0x80:
    bytes.append(UInt8(scalar))
  case 0x80..<0x800:
    bytes.append(UInt8(0xC0 | scalar >> 6))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  case 0x800..<0x10000:
    bytes.append(UInt8(0xE0 | scalar >> 12))
    bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  default:
    bytes.append(UInt8(0xF0 | scalar >> 18))
    bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
    bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  }
}

/// Returns the value of a hexadecimal digit, or nil.
func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: return UInt32(byte - 0x30)
  case 0x41...0x46: return UInt32(byte - 0x37)
  case 0x61...0x66: return UInt32(byte - 0x57)
  default: return nil
  }
}

/// Returns the code of an escape of one letter such as `\n`, or nil.
private func simpleEscape(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return byte
  case UInt8(ascii: "a"): return 7
  case UInt8(ascii: "b"): return 8
  case UInt8(ascii: "f"): return 12
  case UInt8(ascii: "n"): return 10
  case UInt8(ascii: "r"): return 13
  case UInt8(ascii: "t"): return 9
  case UInt8(ascii: "v"): return 11
  default: return nil
  }
}

/// Reads up to three octal digits at `index` and moves behind them.
private func octal(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
  var value: UInt32 = 0
  var count = 0
  while count < 3 && index < text.count && text[index] >= 0x30 && text[index] <= 0x37 {
    value = value << 3 | UInt32(text[index] - 0x30)
    index += 1
    count += 1
  }
  return value
}

/// Decodes the escapes of a bytes literal.
func decodeBytes(_ text: UnsafeBufferPointer<UInt8>) throws(LiteralFailure) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  var index = 0
  while index < text.count {
    let byte = text[index]
    index += 1
    guard byte == UInt8(ascii: "\\") && index < text.count else {
      result.append(byte)
      continue
    }
    let escape = text[index]
    if let simple = simpleEscape(escape) {
      result.append(simple)
      index += 1
    } else if escape == 0x0A {
      index += 1
    } else if escape >= 0x30 && escape <= 0x37 {
      result.append(UInt8(truncatingIfNeeded: octal(text, &index)))
    } else if escape == UInt8(ascii: "x") {
      guard index + 2 < text.count, let high = hexValue(text[index + 1]),
        let low = hexValue(text[index + 2])
      else {
        throw LiteralFailure(
          message: "(value error) invalid \\x escape at position \(index - 1)")
      }
      result.append(UInt8(high << 4 | low))
      index += 3
    } else {
      result.append(UInt8(ascii: "\\"))
    }
  }
  return result
}

/// Decodes the escapes of a text literal and appends the result to `result`.
func decodeText(
  _ text: UnsafeBufferPointer<UInt8>, into result: inout [UInt8]
) throws(LiteralFailure) {
  var index = 0
  while index < text.count {
    let byte = text[index]
    index += 1
    if byte != UInt8(ascii: "\\") {
      result.append(byte)
    } else if index >= text.count {
      result.append(byte)
    } else if let simple = simpleEscape(text[index]) {
      result.append(simple)
      index += 1
    } else {
      try decodeLongEscape(text, &index, into: &result)
    }
  }
}

/// Decodes an escape that is not one letter; `index` is at the byte behind the backslash.
private func decodeLongEscape(
  _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int, into result: inout [UInt8]
) throws(LiteralFailure) {
  switch text[index] {
  case 0x0A: index += 1
  case 0x30...0x37: appendUTF8(octal(text, &index), to: &result)
  case UInt8(ascii: "x"):
    try decodeHex(text, &index, digits: 2, "truncated \\xXX escape", into: &result)
  case UInt8(ascii: "u"):
    try decodeHex(text, &index, digits: 4, "truncated \\uXXXX escape", into: &result)
  case UInt8(ascii: "U"):
    try decodeHex(text, &index, digits: 8, "truncated \\UXXXXXXXX escape", into: &result)
  case UInt8(ascii: "N"):
    try decodeName(text, &index, into: &result)
  default: result.append(UInt8(ascii: "\\"))
  }
}

private func decodeHex(
  _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int, digits: Int, _ message: String,
  into result: inout [UInt8]
) throws(LiteralFailure) {
  let start = index - 1
  index += 1
  var value: UInt32 = 0
  for _ in 0..<digits {
    guard index < text.count, let digit = hexValue(text[index]) else {
      throw escapeFailure(text, from: start, to: index, message)
    }
    value = value << 4 | digit
    index += 1
  }
  guard value <= 0x10FFFF else {
    throw escapeFailure(text, from: start, to: index, "illegal Unicode character")
  }
  appendUTF8(value, to: &result)
}

private func decodeName(
  _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int, into result: inout [UInt8]
) throws(LiteralFailure) {
  let start = index - 1
  index += 1
  guard index < text.count && text[index] == UInt8(ascii: "{") else {
    throw escapeFailure(text, from: start, to: index, "malformed \\N character escape")
  }
  index += 1
  let nameStart = index
  while index < text.count && text[index] != UInt8(ascii: "}") { index += 1 }
  guard index > nameStart && index < text.count else {
    throw escapeFailure(text, from: start, to: index, "malformed \\N character escape")
  }
  let name = UnsafeBufferPointer(rebasing: text[nameStart..<index])
  index += 1
  guard let scalar = scalar(named: name) else {
    throw escapeFailure(text, from: start, to: index, "unknown Unicode character name")
  }
  appendUTF8(scalar, to: &result)
}

/// Describes a bad escape; positions count a character above ASCII as ten, as Python does.
private func escapeFailure(
  _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ reason: String
) -> LiteralFailure {
  var position = 0
  var index = 0
  while index < start {
    if text[index] & 0x80 == 0 {
      position += 1
    } else if text[index] & 0xC0 != 0x80 {
      position += 10
    }
    index += 1
  }
  let last = position + end - start - 1
  let place =
    end - start == 1 ? "byte 0x5c in position \(position)" : "bytes in position \(position)-\(last)"
  return LiteralFailure(
    message: "(unicode error) 'unicodeescape' codec can't decode \(place): \(reason)")
}
