// Quotes strings for JSON.

/// Whether the characters below 256 stand for themselves in a JSON string.
private let plainCharacters: [Bool] = (0..<256).map { $0 >= 32 && $0 != 34 && $0 != 92 }

extension TextAssembler {
  /// Adds a Toy string in quotes.
  mutating func append(json string: Value, ensuresASCII: Bool, in vm: VM) {
    let count = vm.stringCount(string)
    let bytes = UnsafeBufferPointer(start: vm.stringBytes(string), count: count)
    if string.object(StrObject.self).pointee.isASCII, TextAssembler.isPlain(bytes) {
      append(ascii: 34)
      append(ascii: bytes)
      return append(ascii: 34)
    }
    append(ascii: 34)
    for i in 0..<count { append(json: vm.codePoint(string, i), ensuresASCII: ensuresASCII) }
    append(ascii: 34)
  }

  /// Whether printable ASCII text needs no escapes. Looks at all of it, without branches.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isOdd: UInt8 = 0
    for byte in bytes { isOdd |= (byte &- 32 > 94 ? 1 : 0) | (byte == 34 ? 1 : 0) | (byte == 92 ? 1 : 0) }
    return isOdd == 0
  }

  private mutating func append(json code: UInt32, ensuresASCII: Bool) {
    if code < 127 || !ensuresASCII, code > 255 || plainCharacters[Int(code)] { return append(code) }
    switch code {
    case 34: append("\\\"")
    case 92: append("\\\\")
    case 8: append("\\b")
    case 9: append("\\t")
    case 10: append("\\n")
    case 12: append("\\f")
    case 13: append("\\r")
    case 0x10000...:
      appendEscape(0xD800 | (code - 0x10000) >> 10)
      appendEscape(0xDC00 | (code - 0x10000) & 0x3FF)
    default: appendEscape(code)
    }
  }

  private mutating func appendEscape(_ unit: UInt32) {
    append("\\u")
    for shift: UInt32 in [12, 8, 4, 0] {
      let digit = unit >> shift & 15
      append(digit < 10 ? digit + 48 : digit + 87)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `encode_basestring` and `encode_basestring_ascii`.
  func jsonQuoted(_ string: Value, ensuresASCII: Bool) -> Value {
    guard string.isKind(.str) else { return typeError("first argument must be a string, not \(typeName(of: string))") }
    var text = TextAssembler(capacity: stringCount(string) + 2)
    text.append(json: string, ensuresASCII: ensuresASCII, in: self)
    return text.finish(self)
  }
}
