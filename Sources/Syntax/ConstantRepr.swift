// Writes constants as Python's `repr` does.

/// Returns the `repr` of a constant.
func repr(_ constant: Constant) -> String {
  switch constant {
  case .none: return "None"
  case .true: return "True"
  case .false: return "False"
  case .ellipsis: return "Ellipsis"
  case .int(.small(let value)): return String(value)
  case .int(.big(let digits, let radix)): return decimalText(digits, radix: radix)
  case .float(let value): return reprOfFloat(value, addsPoint: true)
  case .imaginary(let value): return reprOfFloat(value, addsPoint: false) + "j"
  case .str(let bytes): return reprOfText(bytes)
  case .bytes(let bytes): return "b" + reprOfBytes(bytes)
  }
}

/// Converts digits of another radix to decimal.
private func decimalText(_ digits: [UInt8], radix: UInt8) -> String {
  if radix == 10 { return String(decoding: digits, as: UTF8.self) }
  // Limbs of nine decimal digits, the lowest first.
  var limbs: [UInt64] = [0]
  for digit in digits {
    var carry = UInt64(hexValue(digit) ?? 0)
    for index in limbs.indices {
      let value = limbs[index] * UInt64(radix) + carry
      limbs[index] = value % 1_000_000_000
      carry = value / 1_000_000_000
    }
    if carry > 0 { limbs.append(carry) }
  }
  var text = ""
  for (index, limb) in limbs.reversed().enumerated() {
    let part = String(limb)
    text += index == 0 ? part : String(repeating: "0", count: 9 - part.utf8.count) + part
  }
  return text
}

/// Returns the shortest text that reads back as `value`, laid out as Python does.
private func reprOfFloat(_ value: Double, addsPoint: Bool) -> String {
  if !value.isFinite { return value.isNaN ? "nan" : "inf" }
  // Swift finds the same shortest digits; only where it uses an exponent differs.
  var mantissa = value.description
  var exponent = 0
  if let mark = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
    exponent = Int(mantissa[mantissa.index(after: mark)...]) ?? 0
    mantissa = String(mantissa[..<mark])
  }
  let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
  let fraction = parts.count > 1 ? String(parts[1]) : ""
  var digits = Array((String(parts[0]) + fraction).utf8)
  var point = parts[0].utf8.count + exponent
  while digits.count > 1 && digits[0] == 0x30 {
    digits.removeFirst()
    point -= 1
  }
  while digits.count > 1 && digits[digits.count - 1] == 0x30 { digits.removeLast() }
  if digits == [0x30] { return addsPoint ? "0.0" : "0" }
  return layOut(String(decoding: digits, as: UTF8.self), point: point, addsPoint: addsPoint)
}

/// Lays out significant digits whose decimal point stands behind `point` of them.
private func layOut(_ digits: String, point: Int, addsPoint: Bool) -> String {
  let count = digits.utf8.count
  if point <= -4 || point > 16 {
    let exponent = point - 1
    let magnitude = String(abs(exponent))
    let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
    let sign = exponent < 0 ? "-" : "+"
    return mantissa + "e" + sign + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
  }
  if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
  if point >= count {
    return digits + String(repeating: "0", count: point - count) + (addsPoint ? ".0" : "")
  }
  return digits.prefix(point) + "." + digits.dropFirst(point)
}

private func quote(for bytes: [UInt8]) -> UInt8 {
  let hasSingle = bytes.contains(UInt8(ascii: "'"))
  return hasSingle && !bytes.contains(UInt8(ascii: "\"")) ? UInt8(ascii: "\"") : UInt8(ascii: "'")
}

private func escape(_ byte: UInt8, quote: UInt8) -> String? {
  switch byte {
  case quote, UInt8(ascii: "\\"): return "\\" + String(Character(Unicode.Scalar(byte)))
  case 10: return "\\n"
  case 13: return "\\r"
  case 9: return "\\t"
  case 0..<0x20, 0x7F: return "\\x" + hex(UInt32(byte), width: 2)
  default: return nil
  }
}

private func hex(_ value: UInt32, width: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

private func reprOfBytes(_ bytes: [UInt8]) -> String {
  let quote = quote(for: bytes)
  var text = String(Character(Unicode.Scalar(quote)))
  for byte in bytes {
    if let escaped = escape(byte, quote: quote) {
      text += escaped
    } else if byte >= 0x80 {
      text += "\\x" + hex(UInt32(byte), width: 2)
    } else {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    }
  }
  text.unicodeScalars.append(Unicode.Scalar(quote))
  return text
}

/// Returns the `repr` of text in UTF-8 that may hold surrogates.
func reprOfText(_ bytes: [UInt8]) -> String {
  let quote = quote(for: bytes)
  var text = String(Character(Unicode.Scalar(quote)))
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte < 0x80 {
      if let escaped = escape(byte, quote: quote) {
        text += escaped
      } else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
      index += 1
    } else {
      text += reprOfScalar(decodeScalar(bytes, &index))
    }
  }
  text.unicodeScalars.append(Unicode.Scalar(quote))
  return text
}

private func reprOfScalar(_ value: UInt32) -> String {
  if let scalar = Unicode.Scalar(value), isPrintable(scalar) { return String(Character(scalar)) }
  if value < 0x100 { return "\\x" + hex(value, width: 2) }
  return value < 0x10000 ? "\\u" + hex(value, width: 4) : "\\U" + hex(value, width: 8)
}

/// Decodes the scalar or surrogate at `index`, whose bytes are known to be complete.
private func decodeScalar(_ bytes: [UInt8], _ index: inout Int) -> UInt32 {
  let first = UInt32(bytes[index])
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  var value = first & (0x7F >> UInt32(length))
  for distance in 1..<length where index + distance < bytes.count {
    value = value << 6 | UInt32(bytes[index + distance] & 0x3F)
  }
  index += length
  return value
}
