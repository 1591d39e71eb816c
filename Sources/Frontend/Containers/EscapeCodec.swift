// Reads and writes the encoding `unicode_escape`.

import Syntax

extension UnsafeMutablePointer where Pointee == VMState {
  /// Appends one character as a string literal would write it, in ASCII.
  func appendLiteralEscape(_ code: UInt32, _ out: inout [UInt8]) {
    switch code {
    case 9: out += [92, 116]
    case 10: out += [92, 110]
    case 13: out += [92, 114]
    case 92: out += [92, 92]
    case 32..<127: out.append(UInt8(code))
    default:
      var text = TextBuilder()
      appendEscape(code, &text)
      out += text.narrow
    }
  }
}

extension TextDecoder {
  /// Decodes Latin-1 text with the escapes of string literals.
  mutating func decodeEscapes(_ view: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < view.count {
      guard view[i] == 92 else {
        text.append(UInt32(view[i]))
        i += 1
        continue
      }
      guard let next = decodeEscape(view, i) else { return false }
      i = next
    }
    return true
  }

  /// Decodes the escape at a backslash; the position behind it, or nil with an exception pending.
  private mutating func decodeEscape(_ view: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 1 < view.count else { return handle(view, start, start + 1, "\\ at end of string") ? start + 1 : nil }
    switch view[start + 1] {
    case 10: break
    case 92, 39, 34: text.append(UInt32(view[start + 1]))
    case UInt8(ascii: "a"): text.append(7)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "v"): text.append(11)
    case 48...55: return decodeOctal(view, start)
    case UInt8(ascii: "x"): return decodeHexadecimal(view, start, 2, "truncated \\xXX escape")
    case UInt8(ascii: "u"): return decodeHexadecimal(view, start, 4, "truncated \\uXXXX escape")
    case UInt8(ascii: "U"): return decodeHexadecimal(view, start, 8, "truncated \\UXXXXXXXX escape")
    case UInt8(ascii: "N"): return decodeName(view, start)
    default:
      text.append(92)
      text.append(UInt32(view[start + 1]))
    }
    return start + 2
  }

  private mutating func decodeOctal(_ view: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var i = start + 1
    var code: UInt32 = 0
    while i < Swift.min(start + 4, view.count), (48...55).contains(view[i]) {
      code = code << 3 | UInt32(view[i] - 48)
      i += 1
    }
    text.append(code)
    return i
  }

  private mutating func decodeHexadecimal(_ view: UnsafeBufferPointer<UInt8>, _ start: Int, _ digits: Int, _ problem: String) -> Int? {
    var i = start + 2
    var code: UInt32 = 0
    while i < start + 2 + digits, i < view.count, let digit = hexValue(view[i]) {
      code = code << 4 | UInt32(digit)
      i += 1
    }
    if i < start + 2 + digits { return handle(view, start, i, problem) ? i : nil }
    if code > 0x10FFFF { return handle(view, start, i, "illegal Unicode character") ? i : nil }
    text.append(code)
    return i
  }

  private mutating func decodeName(_ view: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 2 < view.count, view[start + 2] == UInt8(ascii: "{"), let close = view[start...].firstIndex(of: UInt8(ascii: "}")), close > start + 3
    else { return handle(view, start, Swift.min(start + 2, view.count), "malformed \\N character escape") ? start + 2 : nil }
    guard let code = scalar(named: UnsafeBufferPointer(rebasing: view[(start + 3)..<close])) else { return handle(view, start, close + 1, "unknown Unicode character name") ? close + 1 : nil }
    text.append(code)
    return close + 1
  }
}
