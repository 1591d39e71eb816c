// Rounds floats to a few decimals exactly, without the C library.

/// Powers of ten that fit 64 bits.
private let powersOfTen: [UInt] = (0..<20).map { exponent in (0..<exponent).reduce(UInt(1)) { power, _ in power * 10 } }

/// `magnitude * 10^places`, half to even on the exact value; nil when it may not fit 64 bits.
func scaledDecimal(_ magnitude: Double, places: Int) -> UInt? {
  guard places >= 0, places < 20, magnitude < 0x1p53 else { return nil }
  if magnitude == 0 { return 0 }
  let exponent = magnitude.exponentBitPattern == 0 ? -1022 : Int(magnitude.exponentBitPattern) - 1023
  let mantissa = UInt(magnitude.significandBitPattern) | (magnitude.exponentBitPattern == 0 ? 0 : 1 << 52)
  let product = mantissa.multipliedFullWidth(by: powersOfTen[places])
  // The value is the product divided by 2^shift; the product has at most 117 bits.
  let shift = 52 - exponent
  if shift >= 120 { return 0 }
  if shift == 64 {
    let half: UInt = 1 << 63
    return product.low > half || (product.low == half && product.high & 1 == 1) ? product.high + 1 : product.high
  }
  if shift > 64 { return rounded(product.high, shift - 64, sticky: product.low != 0) }
  if shift == 0 { return product.high == 0 ? product.low : nil }
  guard product.high >> UInt(shift) == 0 else { return nil }
  let quotient = product.high << UInt(64 - shift) | product.low >> UInt(shift)
  let rest = product.low & (1 << UInt(shift) - 1)
  let half: UInt = 1 << UInt(shift - 1)
  let roundsUp = rest > half || (rest == half && quotient & 1 == 1)
  return roundsUp ? (quotient == UInt.max ? nil : quotient + 1) : quotient
}

/// `value / 2^shift`, half to even; `sticky` tells whether bits below it were cut off.
private func rounded(_ value: UInt, _ shift: Int, sticky: Bool) -> UInt {
  let quotient = value >> UInt(shift)
  let rest = value & (1 << UInt(shift) - 1)
  let half: UInt = 1 << UInt(shift - 1)
  if rest > half || (rest == half && (sticky || quotient & 1 == 1)) { return quotient + 1 }
  return quotient
}

/// The double nearest to `decimal / 10^places`; nil when one division does not give it.
func unscaledDecimal(_ decimal: UInt, places: Int) -> Double? {
  guard decimal < 1 << 53, places < 20 else { return nil }
  return Double(decimal) / Double(powersOfTen[places])
}

extension TextAssembler {
  /// Adds a scaled number with the point before its last `places` digits.
  mutating func append(decimal: UInt, places: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
      var position = 24
      var rest = decimal
      var count = 0
      repeat {
        if count == places, places > 0 {
          position -= 1
          buffer[position] = 46
        }
        position -= 1
        buffer[position] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
        rest /= 10
        count += 1
      } while rest != 0 || count <= places
      append(ascii: UnsafeBufferPointer(rebasing: buffer[position...]))
    }
  }
}
