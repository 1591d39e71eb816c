// Computes with floats, and converts ints to floats and back.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// The double of a float value of any size.
  @inline(__always)
  public func floatValue(_ value: Value) -> Double {
    value.isSmallFloat ? value.smallFloat : value.object(FloatObject.self).pointee.value
  }

  /// The double nearest to a built-in int, bool or float; nil with OverflowError pending for ints out of range.
  @inline(__always)
  func double(_ value: Value) -> Double? {
    if value.isSmallFloat { return value.smallFloat }
    if value.isSmallInt { return Double(value.smallInt) }
    return doubleSlow(value)
  }

  private func doubleSlow(_ value: Value) -> Double? {
    if value.isBool { return value.isTrue ? 1 : 0 }
    if value.isKind(.float) { return value.object(FloatObject.self).pointee.value }
    let result = nearestDouble(value)
    if result.isFinite { return result }
    _ = raise("OverflowError", "int too large to convert to float")
    return nil
  }

  /// The double nearest to an int, infinite when out of range.
  func nearestDouble(_ value: Value) -> Double {
    if let word = intWord(value) { return Double(word) }
    return withLimbs(value) { limbs, count, isNegative in
      if count > 17 { return isNegative ? -.infinity : .infinity }
      var sticky: UInt = 0
      // Bits below the two top limbs matter only as "not zero", unless the top limb is short of bits itself.
      if count > 3 { for i in 0..<(count - 3) { sticky |= limbs[i] } }
      var high = limbs[count - 1]
      var low = count > 1 ? limbs[count - 2] : 0
      let third = count > 2 ? limbs[count - 3] : 0
      let zeros = UInt(high.leadingZeroBitCount)
      if zeros > 0 {
        high = high << zeros | low >> (64 - zeros)
        low = low << zeros | third >> (64 - zeros)
        sticky |= third << zeros
      } else {
        sticky |= third
      }
      let magnitude = scaledDouble(high: high, low: low | (sticky != 0 ? 1 : 0), exponent: (count - 2) * 64 - Int(zeros))
      return isNegative ? -magnitude : magnitude
    }
  }

  /// The int of a finite double without its fraction.
  public func makeInt(truncating value: Double) -> Value {
    if value > -0x1p62 && value < 0x1p62 { return makeInt(Int(value)) }
    guard value.isFinite else { return Value(smallInt: 0) }
    let shift = Int(value.exponent) - 52
    let mantissa = makeInt(Int(value.significandBitPattern | 1 << 52))
    let magnitude = shiftLeft(mantissa, by: Swift.max(shift, 0))
    return value < 0 ? intNegate(magnitude) : magnitude
  }

  /// `int(x)` and relatives: raises for NaN and infinities.
  func makeIntChecked(_ value: Double) -> Value {
    if value.isNaN { return raise("ValueError", "cannot convert float NaN to integer") }
    if value.isInfinite { return raise("OverflowError", "cannot convert float infinity to integer") }
    return makeInt(truncating: value)
  }

  /// Arithmetic on doubles.
  func floatBinary(_ op: Opcode, _ x: Double, _ y: Double) -> Value {
    switch op {
    case .add: return makeFloat(x + y)
    case .subtract: return makeFloat(x - y)
    case .multiply: return makeFloat(x * y)
    case .trueDivide: return y == 0 ? raiseZeroDivision("float division by zero") : makeFloat(x / y)
    case .floorDivide: return y == 0 ? raiseZeroDivision("float floor division by zero") : makeFloat(floorDivision(x, y).quotient)
    case .modulo: return y == 0 ? raiseZeroDivision("float modulo") : makeFloat(floorModulo(x, y))
    case .power: return floatPower(x, y)
    default: return pointee.notImplemented
    }
  }

  /// `divmod(x, y)` of doubles.
  func floatDivmod(_ x: Double, _ y: Double) -> Value {
    if y == 0 { return raiseZeroDivision("float divmod()") }
    let parts = floorDivision(x, y)
    let quotient = makeFloat(parts.quotient)
    return makePair(quotient, makeFloat(parts.remainder))
  }

  /// `x ** y`.
  func floatPower(_ x: Double, _ y: Double) -> Value {
    if y == 0 { return makeFloat(1) }
    if x.isNaN { return makeFloat(x) }
    if y.isNaN { return makeFloat(x == 1 ? 1 : y) }
    if y.isInfinite { return makeFloat(powerToInfinity(Swift.abs(x), y)) }
    let isOdd = fmod(Swift.abs(y), 2) == 1
    if x.isInfinite { return makeFloat(y > 0 ? (isOdd ? x : Swift.abs(x)) : isOdd ? copysign(0, x) : 0) }
    if x == 0 {
      if y < 0 { return raiseZeroDivision("0.0 cannot be raised to a negative power") }
      return makeFloat(isOdd ? x : 0)
    }
    if x < 0, y != y.rounded(.down) { return complexPower(ComplexNumber(x, 0), ComplexNumber(y, 0)) }
    let base = Swift.abs(x)
    let result = base == 1 ? 1 : pow(base, y)
    if result.isInfinite { return raiseOutOfRange() }
    return makeFloat(x < 0 && isOdd ? -result : result)
  }

  private func powerToInfinity(_ base: Double, _ exponent: Double) -> Double {
    if base == 1 { return 1 }
    return (exponent > 0) == (base > 1) ? .infinity : 0
  }

  /// Raises OverflowError with the C library's number and text for a result out of range.
  func raiseOutOfRange() -> Value {
    raise("OverflowError", arguments: [Value(smallInt: 34), makeString("Numerical result out of range")])
  }
}

/// The quotient and remainder of floor division of doubles; `y` is not zero.
func floorDivision(_ x: Double, _ y: Double) -> (quotient: Double, remainder: Double) {
  var remainder = fmod(x, y)
  var quotient = (x - remainder) / y
  if remainder != 0 {
    if (y < 0) != (remainder < 0) {
      remainder += y
      quotient -= 1
    }
  } else {
    remainder = copysign(0, y)
  }
  if quotient == 0 { return (copysign(0, x / y), remainder) }
  var whole = floor(quotient)
  if quotient - whole > 0.5 { whole += 1 }
  return (whole, remainder)
}

/// The remainder of floor division of doubles; `y` is not zero.
func floorModulo(_ x: Double, _ y: Double) -> Double {
  let remainder = fmod(x, y)
  if remainder == 0 { return copysign(0, y) }
  return (y < 0) != (remainder < 0) ? remainder + y : remainder
}
