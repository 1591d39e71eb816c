// Implements rounding, ratios and hexadecimal text of floats.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func installFloatMethods() {
    define(vm.types.float, "__round__", 0, 1) { vm, args in vm.floatRound(vm.floatValue(args[0]), args.optional(1)) }
    defineFloat("as_integer_ratio") { vm, x in vm.integerRatio(x) }
    defineFloat("hex") { vm, x in vm.makeString(hexadecimalText(x)) }
    defineClassMethod(vm.types.float, "fromhex", "string, /") { vm, args in vm.floatFromHexadecimal(args[0], args[1]) }
    defineClassMethod(vm.types.float, "__getformat__", "typestr, /") { vm, args in
      guard args[1].isKind(.str) else { return vm.raise("TypeError", "__getformat__() argument must be str, not \(vm.typeName(vm.typeOf(args[1])))") }
      guard ["double", "float"].contains(vm.swiftString(args[1])) else {
        return vm.raise("ValueError", "__getformat__() argument 1 must be 'double' or 'float'")
      }
      return vm.makeString("IEEE, little-endian")
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `round(float, digits)`, half to even on the exact decimal value.
  func floatRound(_ value: Double, _ digits: Value) -> Value {
    if digits.isNil || digits.isNone { return makeIntChecked(value.rounded(.toNearestOrEven)) }
    guard let count = index(digits) else { return .nil }
    if !value.isFinite || value == 0 || count > 323 { return makeFloat(value) }
    if count < -308 { return makeFloat(copysign(0, value)) }
    let rounded = count >= 0 ? decimalRounded(value, count) : tensRounded(value, -count)
    if rounded.isInfinite { return raise("OverflowError", "rounded value too large to represent") }
    return makeFloat(rounded)
  }

  private func decimalRounded(_ value: Double, _ count: Int) -> Double {
    if value.magnitude >= 0x1p53 { return value }
    if let decimal = scaledDecimal(value.magnitude, places: count), let result = unscaledDecimal(decimal, places: count) {
      return copysign(result, value)
    }
    return number(formatted(value, conversion: 102, precision: count, isAlternate: false))
  }

  private func number(_ text: [UInt8]) -> Double {
    (text + [0]).withUnsafeBufferPointer { $0.withMemoryRebound(to: CChar.self) { strtod($0.baseAddress!, nil) } }
  }

  /// Rounds to a multiple of 10^zeros, zeros > 0.
  private func tensRounded(_ value: Double, _ zeros: Int) -> Double {
    // 309 decimals of an exponent form hold every digit of every double above 1.
    let exact = DecimalDigits(value, significant: 330)
    let kept = exact.point - zeros
    if kept < 0 { return copysign(0, value) }
    if kept > 0 { return number(formatted(value, conversion: 101, precision: kept - 1, isAlternate: false)) }
    let isAboveHalf = exact.digits[0] > 53 || (exact.digits[0] == 53 && exact.digits.dropFirst().contains { $0 != 48 })
    return copysign(isAboveHalf ? number(Array("1e\(exact.point)".utf8)) : 0, value)
  }

  /// `float.as_integer_ratio()`.
  func integerRatio(_ value: Double) -> Value {
    if value.isInfinite { return raise("OverflowError", "cannot convert Infinity to integer ratio") }
    if value.isNaN { return raise("ValueError", "cannot convert NaN to integer ratio") }
    if value == 0 { return makeTuple([Value(smallInt: 0), Value(smallInt: 1)]) }
    var mantissa = Int(value.significand.magnitude * 0x1p52)
    var exponent = Int(value.exponent) - 52
    let zeros = mantissa.trailingZeroBitCount
    mantissa >>= zeros
    exponent += zeros
    let signed = makeInt(value < 0 ? -mantissa : mantissa)
    if exponent >= 0 { return makeTuple([shiftLeft(signed, by: exponent), Value(smallInt: 1)]) }
    let denominator = shiftLeft(Value(smallInt: 1), by: -exponent)
    return makeTuple([signed, denominator])
  }

  /// `float.fromhex(text)` for a class.
  func floatFromHexadecimal(_ cls: Value, _ text: Value) -> Value {
    guard text.isKind(.str) else { return raise("TypeError", "bad argument type for built-in operation") }
    guard let clean = hexadecimalNumber(asciiNumberText(text)) else {
      return raise("ValueError", "invalid hexadecimal floating-point string")
    }
    let value = number(clean)
    if value.isInfinite, !clean.contains(0x6E) { return raise("OverflowError", "hexadecimal value too large to represent as a float") }
    let result = makeFloat(value)
    return cls == Value(pointee.types.float) ? result : call(cls, result)
  }
}

/// The text of `float.hex()`.
private func hexadecimalText(_ value: Double) -> String {
  let sign = value.sign == .minus && !value.isNaN ? "-" : ""
  if value.isNaN { return "nan" }
  if value.isInfinite { return sign + "inf" }
  if value == 0 { return sign + "0x0.0p+0" }
  let fraction = value.significandBitPattern
  let digits = String(fraction, radix: 16)
  let padded = String(repeating: "0", count: 13 - digits.utf8.count) + digits
  let isSubnormal = value.magnitude < 0x1p-1022
  let exponent = isSubnormal ? -1022 : Int(value.exponent)
  return "\(sign)0x\(isSubnormal ? 0 : 1).\(padded)p\(exponent < 0 ? "-" : "+")\(Swift.abs(exponent))"
}

/// The text as `strtod` reads it if it is a hexadecimal float, an infinity or NaN; else nil.
private func hexadecimalNumber(_ text: [UInt8]) -> [UInt8]? {
  guard let start = text.firstIndex(where: { !isNumberSpace($0) }), let end = text.lastIndex(where: { !isNumberSpace($0) }) else { return nil }
  var rest = text[start...end].map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }[...]
  var result: [UInt8] = []
  if rest.first == 43 || rest.first == 45 {
    result.append(rest.removeFirst())
  }
  if [Array("inf".utf8), Array("infinity".utf8), Array("nan".utf8)].contains(Array(rest)) { return result + rest }
  if rest.starts(with: "0x".utf8) { rest = rest.dropFirst(2) }
  result += Array("0x".utf8)
  let mantissa = rest.prefix { digitValue($0) < 16 || $0 == 46 }
  guard mantissa.contains(where: { $0 != 46 }), mantissa.filter({ $0 == 46 }).count <= 1 else { return nil }
  result += mantissa
  rest = rest.dropFirst(mantissa.count)
  if rest.isEmpty { return result }
  guard rest.removeFirst() == 112 else { return nil }
  result.append(112)
  if rest.first == 43 || rest.first == 45 { result.append(rest.removeFirst()) }
  guard !rest.isEmpty, rest.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
  return result + rest
}
