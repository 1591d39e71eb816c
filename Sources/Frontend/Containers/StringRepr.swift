// Quotes strings and byte strings.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `repr(string)`.
  public func stringRepr(_ string: Value) -> Value { quoted(string, asciiOnly: false) }

  /// `ascii(string)`.
  public func stringAscii(_ string: Value) -> Value { quoted(string, asciiOnly: true) }

  private func quoted(_ string: Value, asciiOnly: Bool) -> Value {
    let count = stringCount(string)
    var hasSingle = false
    var hasDouble = false
    var isPlain = string.object(StrObject.self).pointee.isASCII
    for i in 0..<count {
      let code = codePoint(string, i)
      if code == 39 { hasSingle = true }
      if code == 34 { hasDouble = true }
      if code < 32 || code == 92 || code >= 127 { isPlain = false }
    }
    let quote: UInt32 = hasSingle && !hasDouble ? 34 : 39
    if isPlain, !(hasSingle && hasDouble) { return plainQuoted(string, UInt8(quote)) }
    var text = TextBuilder(capacity: count + 2)
    text.append(quote)
    for i in 0..<count { appendEscaped(codePoint(string, i), quote, asciiOnly, &text) }
    text.append(quote)
    return text.make(self)
  }

  private func plainQuoted(_ string: Value, _ quote: UInt8) -> Value {
    let count = stringCount(string)
    let result = makeStringUninitialized(count: count + 2, width: 1, isASCII: true)
    let bytes = stringBytes(result)
    bytes[0] = quote
    (bytes + 1).update(from: stringBytes(string), count: count)
    bytes[count + 1] = quote
    return result
  }

  private func appendEscaped(_ code: UInt32, _ quote: UInt32, _ asciiOnly: Bool, _ text: inout TextBuilder) {
    switch code {
    case quote, 92:
      text.append(92)
      text.append(code)
    case 9: text.append("\\t")
    case 10: text.append("\\n")
    case 13: text.append("\\r")
    case 32..<127: text.append(code)
    default:
      if code >= 128, !asciiOnly, CodePoints.isPrintable(code) { return text.append(code) }
      appendEscape(code, &text)
    }
  }

  /// Appends `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
  func appendEscape(_ code: UInt32, _ text: inout TextBuilder) {
    let digits = code < 256 ? 2 : code < 0x10000 ? 4 : 8
    text.append(92)
    text.append(digits == 2 ? 120 : digits == 4 ? 117 : 85)
    for k in stride(from: digits - 1, through: 0, by: -1) { text.append(hexDigit(UInt8(code >> UInt32(4 * k) & 15))) }
  }

  @inline(__always)
  func hexDigit(_ value: UInt8) -> UInt32 { UInt32(value < 10 ? 48 + value : 87 + value) }

  /// `repr` of bytes or a bytearray.
  func bytesRepr(_ bytes: Value) -> Value {
    let view = bytesView(bytes)
    let isArray = bytes.isKind(.byteArray)
    let quote: UInt8 = view.contains(39) && !view.contains(34) ? 34 : 39
    var text = TextBuilder(capacity: view.count + 3)
    if isArray {
      text.append(self, bytes.heapType.pointee.name)
      text.append("(")
    }
    text.append("b")
    text.append(UInt32(quote))
    for byte in view {
      switch byte {
      case 39 where isArray, quote, 92:
        text.append(92)
        text.append(UInt32(byte))
      case 9: text.append("\\t")
      case 10: text.append("\\n")
      case 13: text.append("\\r")
      case 32..<127: text.append(UInt32(byte))
      default:
        text.append("\\x")
        text.append(hexDigit(byte >> 4))
        text.append(hexDigit(byte & 15))
      }
    }
    text.append(UInt32(quote))
    if isArray { text.append(")") }
    return text.make(self)
  }
}
