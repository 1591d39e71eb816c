// Classifies bytes and Unicode scalars for the lexer.

/// A set of bytes.
struct ByteClass {
  /// One bit for each byte below 64.
  let low: UInt64
  /// One bit for each byte from 64 to 127.
  let high: UInt64
  /// Whether the bytes from 128, which are parts of other characters, belong to the set.
  let above: Bool

  // Computed, so that the masks are constants where they are used.
  @inline(__always) static var identifierStart: ByteClass {
    ByteClass(low: 0x0, high: 0x7FFFFFE87FFFFFE, above: true)
  }
  @inline(__always) static var identifierPart: ByteClass {
    ByteClass(low: 0x3FF000000000000, high: 0x7FFFFFE87FFFFFE, above: true)
  }
  @inline(__always) static var digit: ByteClass {
    ByteClass(low: 0x3FF000000000000, high: 0x0, above: false)
  }
  @inline(__always) static var hexDigit: ByteClass {
    ByteClass(low: 0x3FF000000000000, high: 0x7E0000007E, above: false)
  }
  @inline(__always) static var space: ByteClass {
    ByteClass(low: 0x100001200, high: 0x0, above: false)
  }

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    if byte < 64 { return low &>> UInt64(byte) & 1 != 0 }
    return byte < 128 ? high &>> UInt64(byte &- 64) & 1 != 0 : above
  }
}

/// Returns whether `scalar` may start an identifier.
func isIdentifierStart(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || scalar.properties.isXIDStart
}

/// Returns whether `scalar` may follow in an identifier.
func isIdentifierPart(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isXIDContinue
}

/// Returns whether Python's `repr` would show `scalar` as it is.
func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar == " " { return true }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator, .spaceSeparator:
    return false
  default:
    return true
  }
}

/// Returns `value` as upper-case hexadecimal digits, at least `width` of them.
func upperHex(_ value: UInt32, width: Int) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Returns the number of characters that `bytes` decode to, an incomplete one at the end counting as one.
func characterCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var count = 0
  for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
  return count
}
