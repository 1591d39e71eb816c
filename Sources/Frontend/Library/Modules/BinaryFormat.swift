// Reads and writes numbers as bytes, for struct and array.

/// One item of a binary format.
struct BinaryItem {
  /// The format character.
  let code: UInt8
  /// Bytes it takes; for strings their length.
  let size: Int
  /// How often it is repeated; 1 for strings.
  var count: Int
  /// Padding bytes before it.
  let padding: Int
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Stores a number; nil with an exception pending when it does not fit. `what` names the caller's error class.
  func storeNumber(_ value: Value, _ code: UInt8, size: Int, isLittle: Bool, to bytes: UnsafeMutablePointer<UInt8>, _ fail: (String) -> Void) -> Bool {
    var pattern: UInt64
    switch code {
    case UInt8(ascii: "f"), UInt8(ascii: "d"), UInt8(ascii: "e"):
      guard let number = realNumber(value) else {
        if clearPending("TypeError") { fail("required argument is not a float") }
        return false
      }
      if code == UInt8(ascii: "d") {
        pattern = number.bitPattern
      } else if code == UInt8(ascii: "f") {
        let single = Float(number)
        if single.isInfinite, !number.isInfinite {
          raise("OverflowError", "float too large to pack with f format")
          return false
        }
        pattern = UInt64(single.bitPattern)
      } else {
        if number.magnitude >= 65520, number.isFinite {
          raise("OverflowError", "float too large to pack with e format")
          return false
        }
        pattern = UInt64(halfBits(number))
      }
    case UInt8(ascii: "?"):
      let outcome = truth(value)
      if outcome < 0 { return false }
      pattern = outcome > 0 ? 1 : 0
    default:
      guard let bits = integerBits(value, code, size, fail) else { return false }
      pattern = bits
    }
    for i in 0..<size { bytes[isLittle ? i : size - 1 - i] = UInt8(truncatingIfNeeded: pattern >> UInt64(8 * i)) }
    return true
  }

  private func integerBits(_ value: Value, _ code: UInt8, _ size: Int, _ fail: (String) -> Void) -> UInt64? {
    let number = indexValue(value)
    if number.isNil {
      if clearPending("TypeError") { fail("required argument is not an integer") }
      return nil
    }
    let isUnsigned = code >= 65 && code <= 90
    if isUnsigned {
      let fits = sign(ofInt: number) >= 0 && bitLength(number) <= 8 * size
      guard fits else {
        fail(rangeText(number, code, size, isUnsigned: true))
        return nil
      }
      return withLimbs(number) { limbs, count, _ in count == 0 ? 0 : UInt64(limbs[0]) }
    }
    guard let word = intWord(number), size == 8 || (word >= -(1 << (8 * size - 1)) && word < 1 << (8 * size - 1)) else {
      fail(rangeText(number, code, size, isUnsigned: false))
      return nil
    }
    return UInt64(bitPattern: Int64(word))
  }

  private func rangeText(_ number: Value, _ code: UInt8, _ size: Int, isUnsigned: Bool) -> String {
    // CPython converts to the widest type of C first: for items of four bytes and more to one of the item's own sign.
    let isWide = isUnsigned && size >= 4
    let fitsWord = isWide ? sign(ofInt: number) >= 0 && bitLength(number) <= 64 : intWord(number) != nil
    if size == 8 || !fitsWord { return "argument out of range" }
    if size == 1 { return isUnsigned ? "ubyte format requires 0 <= number <= 255" : "byte format requires -128 <= number <= 127" }
    if size == 2 { return isUnsigned ? "ushort format requires 0 <= number <= 65535" : "short format requires -32768 <= number <= 32767" }
    let low = isUnsigned ? "0" : "-2147483648"
    let high = isUnsigned ? "4294967295" : "2147483647"
    return "'\(Character(Unicode.Scalar(code)))' format requires \(low) <= number <= \(high)"
  }

  /// Loads a number.
  func loadNumber(_ code: UInt8, size: Int, isLittle: Bool, from bytes: UnsafePointer<UInt8>) -> Value {
    var pattern: UInt64 = 0
    for i in 0..<size { pattern |= UInt64(bytes[isLittle ? i : size - 1 - i]) << UInt64(8 * i) }
    switch code {
    case UInt8(ascii: "d"): return makeFloat(Double(bitPattern: pattern))
    case UInt8(ascii: "f"): return makeFloat(Double(Float(bitPattern: UInt32(truncatingIfNeeded: pattern))))
    case UInt8(ascii: "e"): return makeFloat(halfValue(UInt16(truncatingIfNeeded: pattern)))
    case UInt8(ascii: "?"): return Value(pattern != 0)
    default:
      if code >= 65 && code <= 90 { return makeInt(unsigned: UInt(pattern)) }
      let shift = UInt64(64 - 8 * size)
      return makeInt(Int(Int64(bitPattern: pattern << shift) >> Int64(shift)))
    }
  }

  private func halfValue(_ bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 31)
    let fraction = Double(bits & 1023)
    var value: Double
    switch exponent {
    case 0: value = fraction * 0x1p-24
    case 31: value = fraction == 0 ? .infinity : .nan
    default: value = (1 + fraction / 1024) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
    return bits >> 15 == 1 ? -value : value
  }

  private func halfBits(_ number: Double) -> UInt16 {
    let sign: UInt16 = number.sign == .minus ? 0x8000 : 0
    let magnitude = number.magnitude
    if number.isNaN { return sign | 0x7E00 }
    if magnitude >= 65520 { return sign | 0x7C00 }
    if magnitude < 0x1p-14 { return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven)) }
    let exponent = Int(magnitude.exponent)
    let fraction = (magnitude / Double(sign: .plus, exponent: exponent, significand: 1) - 1) * 1024
    return sign | UInt16((exponent + 15) << 10) + UInt16(fraction.rounded(.toNearestOrEven))
  }
}
