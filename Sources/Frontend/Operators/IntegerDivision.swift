// Divides integers of any size: floor quotients, remainders and correctly rounded fractions.

import CGMP

/// Which results of a division are wanted.
enum DivisionPart {
  case quotient, remainder, both
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Floor division of ints by a non-zero int; `both` gives a tuple.
  func intFloorDivide(_ a: Value, _ b: Value, _ part: DivisionPart) -> Value {
    let xCount = limbCount(a)
    let yCount = limbCount(b)
    guard reserve(bytes: (xCount + yCount) * 24) else { return .nil }
    let isNegative = (sign(ofInt: a) < 0) != (sign(ofInt: b) < 0)
    if part == .remainder, yCount == 1 { return shortRemainder(a, b, isNegative) }
    if withLimbs(a, { x, xCount, _ in withLimbs(b) { y, yCount, _ in compareMagnitudes(x, xCount, y, yCount) } }) < 0 {
      return smallerDividend(a, b, part)
    }
    let quotient = makeLimbs(xCount - yCount + 2)
    let remainder = makeLimbs(yCount)
    guard divideMagnitudes(a, b, quotient, remainder) else { return .nil }
    var count = yCount
    while count > 0, limbs(remainder)[count - 1] == 0 { count -= 1 }
    var quotientCount = xCount - yCount + 1
    if isNegative && count > 0 {
      increment(limbs(quotient), &quotientCount)
      complement(limbs(remainder), b)
      count = yCount
    }
    let q = part == .remainder ? .nil : finish(quotient, quotientCount, isNegative)
    let r = part == .quotient ? .nil : finish(remainder, count, sign(ofInt: b) < 0)
    return divisionResult(q, r, part)
  }

  private func divisionResult(_ quotient: Value, _ remainder: Value, _ part: DivisionPart) -> Value {
    switch part {
    case .quotient: return quotient
    case .remainder: return remainder
    case .both: return makePair(quotient, remainder)
    }
  }

  /// `a % b` for a divisor of one limb.
  private func shortRemainder(_ a: Value, _ b: Value, _ isNegative: Bool) -> Value {
    withLimbs(a) { x, xCount, _ in
      withLimbs(b) { y, _, yNegative in
        let rest = xCount == 0 ? 0 : __gmpn_mod_1(x, xCount, y[0])
        return makeInt(magnitude: isNegative && rest != 0 ? y[0] - rest : rest, isNegative: yNegative)
      }
    }
  }

  /// Division where |a| < |b|.
  private func smallerDividend(_ a: Value, _ b: Value, _ part: DivisionPart) -> Value {
    let crosses = sign(ofInt: a) != 0 && (sign(ofInt: a) < 0) != (sign(ofInt: b) < 0)
    let quotient = Value(smallInt: crosses ? -1 : 0)
    if part == .quotient { return quotient }
    return divisionResult(quotient, crosses ? intAdd(a, b, negatingSecond: false) : plainInt(a), part)
  }

  /// Quotient and remainder of magnitudes; false with KeyboardInterrupt pending.
  private func divideMagnitudes(
    _ a: Value, _ b: Value, _ quotient: UnsafeMutablePointer<IntObject>, _ remainder: UnsafeMutablePointer<IntObject>
  ) -> Bool {
    withLimbs(a) { x, xCount, _ in
      withLimbs(b) { y, yCount, _ in
        if yCount == 1 {
          limbs(remainder)[0] = __gmpn_divrem_1(limbs(quotient), 0, x, xCount, y[0])
          return true
        }
        var work = LongWork(
          operation: .divide, target: limbs(quotient), x: x, xCount: xCount, y: y, yCount: yCount, remainder: limbs(remainder))
        return run(&work)
      }
    }
  }

  private func increment(_ limbs: UnsafeMutablePointer<UInt>, _ count: inout Int) {
    for i in 0..<count {
      limbs[i] &+= 1
      if limbs[i] != 0 { return }
    }
    limbs[count] = 1
    count += 1
  }

  /// Replaces a remainder r by |b| - r.
  private func complement(_ remainder: UnsafeMutablePointer<UInt>, _ b: Value) {
    withLimbs(b) { y, yCount, _ in _ = __gmpn_sub_n(remainder, y, remainder, yCount) }
  }

  /// `divmod(a, b)` of ints.
  func intDivmod(_ a: Value, _ b: Value) -> Value {
    if let x = intWord(a), let y = intWord(b), y != 0, y != -1 {
      var quotient = x / y
      var remainder = x - quotient * y
      if remainder != 0, (remainder < 0) != (y < 0) {
        quotient -= 1
        remainder += y
      }
      return makePair(makeInt(quotient), makeInt(remainder))
    }
    if sign(ofInt: b) == 0 { return raiseZeroDivision("integer division or modulo by zero") }
    return intFloorDivide(a, b, .both)
  }

  /// `a / b`, correctly rounded.
  func intTrueDivide(_ a: Value, _ b: Value) -> Value {
    if sign(ofInt: b) == 0 { return raiseZeroDivision("division by zero") }
    if sign(ofInt: a) == 0 { return makeFloat(sign(ofInt: b) < 0 ? -0.0 : 0) }
    let isNegative = (sign(ofInt: a) < 0) != (sign(ofInt: b) < 0)
    let difference = bitLength(a) - bitLength(b)
    if difference > 1024 { return raise("OverflowError", "integer division result too large for a float") }
    if difference < -1100 { return makeFloat(isNegative ? -0.0 : 0) }
    // A quotient of 66 or 67 bits, the lowest one sticky, has more than enough bits to round once.
    let shift = 66 - difference
    guard reserve(bytes: (limbCount(a) + limbCount(b) + 4) * 32) else { return .nil }
    let x = shift > 0 ? shiftLeft(intAbsolute(a), by: shift) : intAbsolute(a)
    let y = shift < 0 ? shiftLeft(intAbsolute(b), by: -shift) : intAbsolute(b)
    let parts = intFloorDivide(x, y, .both)
    if parts.isNil { return .nil }
    let isInexact = sign(ofInt: tupleBase(parts)[1]) != 0
    let magnitude = withLimbs(tupleBase(parts)[0]) { limbs, count, _ in
      scaledDouble(high: count > 1 ? limbs[1] : 0, low: (count > 0 ? limbs[0] : 0) | (isInexact ? 1 : 0), exponent: -shift)
    }
    if magnitude.isInfinite { return raise("OverflowError", "integer division result too large for a float") }
    return makeFloat(isNegative ? -magnitude : magnitude)
  }

  /// The double nearest to (high * 2^64 + low) * 2^exponent, where the lowest bit of `low` may be sticky.
  func scaledDouble(high: UInt, low: UInt, exponent: Int) -> Double {
    var top = high
    var rest = low
    var exponent = exponent
    if top == 0 {
      if rest == 0 { return 0 }
      top = rest
      rest = 0
    } else {
      exponent += 64
    }
    let zeros = top.leadingZeroBitCount
    if zeros > 0 {
      top = top << zeros | rest >> (64 - zeros)
      rest <<= zeros
      exponent -= zeros
    }
    if rest != 0 { top |= 1 }
    // Bits that the result can hold: fewer when it is subnormal.
    let bits = Swift.min(53, exponent + 64 + 1074)
    if bits < 0 { return 0 }
    let drop = 64 - bits
    if drop == 64 { return top > 1 << 63 ? 0x1p-1074 : 0 }
    let half: UInt = 1 << UInt(drop - 1)
    var mantissa = top >> UInt(drop)
    let tail = top & (half << 1 &- 1)
    if tail > half || (tail == half && mantissa & 1 == 1) { mantissa += 1 }
    let power = exponent + drop
    if power > 971 { return .infinity }
    return Double(sign: .plus, exponent: power, significand: Double(mantissa))
  }
}
