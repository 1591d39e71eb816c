// Converts the text of numeric literals to constants.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a literal that is well formed for the lexer has no value.
struct LiteralFailure: Error {
  var message: String
}

/// The largest number of decimal digits that Python converts without a changed limit.
let maxDecimalDigits = 4300

/// Returns the value of a literal that the lexer accepted.
func numberConstant(_ text: UnsafeBufferPointer<UInt8>) throws(LiteralFailure) -> Constant {
  if let small = smallDecimal(text) { return .int(.small(small)) }
  let digits = text.filter { $0 != UInt8(ascii: "_") }
  if digits.count > 2 && digits[0] == UInt8(ascii: "0") {
    switch digits[1] | 0x20 {
    case UInt8(ascii: "x"): return .int(integer(digits.dropFirst(2), radix: 16))
    case UInt8(ascii: "o"): return .int(integer(digits.dropFirst(2), radix: 8))
    case UInt8(ascii: "b"): return .int(integer(digits.dropFirst(2), radix: 2))
    default: break
    }
  }
  if digits.last == UInt8(ascii: "j") || digits.last == UInt8(ascii: "J") {
    return .imaginary(float(digits.dropLast()))
  }
  guard digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return .float(float(digits[...])) }
  if digits.count > maxDecimalDigits { throw tooManyDigits(digits.count) }
  return .int(integer(digits[...], radix: 10))
}

private func tooManyDigits(_ count: Int) -> LiteralFailure {
  LiteralFailure(
    message: "Exceeds the limit (\(maxDecimalDigits) digits) for integer string conversion: "
      + "value has \(count) digits; use sys.set_int_max_str_digits() to increase the limit"
      + " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.")
}

/// Returns the value of a plain decimal integer of at most 18 digits; nil for everything else.
private func smallDecimal(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
  guard text.count <= 18 else { return nil }
  var value: Int64 = 0
  for byte in text {
    guard byte >= 0x30 && byte <= 0x39 else { return nil }
    value = value &* 10 &+ Int64(byte &- 0x30)
  }
  return value
}

private func integer(_ digits: ArraySlice<UInt8>, radix: UInt8) -> IntLiteral {
  let significant = digits.drop { $0 == UInt8(ascii: "0") }
  var value: Int64 = 0
  for byte in significant {
    let digit = byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57
    let (product, overflow) = value.multipliedReportingOverflow(by: Int64(radix))
    let (sum, carry) = product.addingReportingOverflow(Int64(digit))
    if overflow || carry { return .big(digits: Array(significant), radix: radix) }
    value = sum
  }
  return .small(value)
}

private func float(_ digits: ArraySlice<UInt8>) -> Double {
  var text = digits.map { CChar(bitPattern: $0) }
  text.append(0)
  return strtod(text, nil)
}
