// Adds, subtracts, multiplies and divides integers of any size.

import CGMP

extension UnsafeMutablePointer where Pointee == VMState {
  /// Arithmetic on two ints (bools included): nil with an exception pending on failure, NotImplemented for `@`.
  func intBinary(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if let x = intWord(a), let y = intWord(b) {
      let result = wordBinary(op, x, y)
      if !result.isNil { return result }
    }
    switch op {
    case .add: return intAdd(a, b, negatingSecond: false)
    case .subtract: return intAdd(a, b, negatingSecond: true)
    case .multiply: return intMultiply(a, b)
    case .floorDivide: return sign(ofInt: b) == 0 ? raiseZeroDivision("integer division or modulo by zero") : intFloorDivide(a, b, .quotient)
    case .modulo: return sign(ofInt: b) == 0 ? raiseZeroDivision("integer modulo by zero") : intFloorDivide(a, b, .remainder)
    case .trueDivide: return intTrueDivide(a, b)
    case .power: return intPower(a, b)
    case .leftShift: return intShiftLeft(a, b)
    case .rightShift: return intShiftRight(a, b)
    case .bitAnd, .bitOr, .bitXor:
      if a.isBool && b.isBool { return boolBitwise(op, a.isTrue, b.isTrue) }
      return intBitwise(op, a, b)
    default: return pointee.notImplemented
    }
  }

  func raiseZeroDivision(_ message: String) -> Value { raise("ZeroDivisionError", message) }

  private func boolBitwise(_ op: Opcode, _ a: Bool, _ b: Bool) -> Value {
    Value(op == .bitAnd ? a && b : op == .bitOr ? a || b : a != b)
  }

  /// Arithmetic within 64 bits; nil without exception where the general way must be taken.
  @inline(__always)
  private func wordBinary(_ op: Opcode, _ x: Int, _ y: Int) -> Value {
    switch op {
    case .add:
      let (sum, overflow) = x.addingReportingOverflow(y)
      return overflow ? .nil : makeInt(sum)
    case .subtract:
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      return overflow ? .nil : makeInt(difference)
    case .multiply:
      let (high, low) = x.multipliedFullWidth(by: y)
      return makeInt(high: high, low: low)
    case .floorDivide:
      guard y != 0, !(y == -1 && x == Int.min) else { return .nil }
      let quotient = x / y
      return makeInt(quotient * y != x && (x < 0) != (y < 0) ? quotient - 1 : quotient)
    case .modulo:
      guard y != 0, y != -1 else { return y == -1 ? Value(smallInt: 0) : .nil }
      let remainder = x % y
      return makeInt(remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder)
    case .trueDivide:
      let limit = 1 << 53
      guard y != 0, x <= limit, x >= -limit, y <= limit, y >= -limit else { return .nil }
      return makeFloat(Double(x) / Double(y))
    case .rightShift:
      return y < 0 ? .nil : makeInt(x >> Swift.min(y, 63))
    case .leftShift:
      guard y >= 0, y < 63 else { return .nil }
      let shifted = x << y
      return shifted >> y == x ? makeInt(shifted) : .nil
    default: return .nil
    }
  }

  /// `a + b` or `a - b`.
  func intAdd(_ a: Value, _ b: Value, negatingSecond: Bool) -> Value {
    let room = Swift.max(limbCount(a), limbCount(b)) + 1
    guard reserve(bytes: room * 8) else { return .nil }
    let result = makeLimbs(room)
    return withLimbs(a) { x, xCount, xNegative in
      withLimbs(b) { y, yCount, negative in
        let yNegative = negative != negatingSecond
        if xNegative == yNegative {
          let count = addMagnitudes(limbs(result), x, xCount, y, yCount)
          return finish(result, count, xNegative)
        }
        let (count, isSwapped) = subtractMagnitudes(limbs(result), x, xCount, y, yCount)
        return finish(result, count, xNegative != isSwapped)
      }
    }
  }

  /// Writes the sum of two magnitudes and returns how many limbs it has.
  private func addMagnitudes(_ result: UnsafeMutablePointer<UInt>, _ x: LimbPointer, _ xCount: Int, _ y: LimbPointer, _ yCount: Int) -> Int {
    if xCount < yCount { return addMagnitudes(result, y, yCount, x, xCount) }
    var carry: UInt = 0
    if yCount > 0 { carry = __gmpn_add_n(result, x, y, yCount) }
    for i in yCount..<xCount {
      let (sum, overflow) = x[i].addingReportingOverflow(carry)
      result[i] = sum
      carry = overflow ? 1 : 0
    }
    result[xCount] = carry
    return xCount + 1
  }

  /// Writes the difference of two magnitudes; tells whether the second was the larger.
  private func subtractMagnitudes(
    _ result: UnsafeMutablePointer<UInt>, _ x: LimbPointer, _ xCount: Int, _ y: LimbPointer, _ yCount: Int
  ) -> (Int, Bool) {
    if compareMagnitudes(x, xCount, y, yCount) < 0 {
      return (subtractMagnitudes(result, y, yCount, x, xCount).0, true)
    }
    var borrow: UInt = 0
    if yCount > 0 { borrow = __gmpn_sub_n(result, x, y, yCount) }
    for i in yCount..<xCount {
      let (difference, overflow) = x[i].subtractingReportingOverflow(borrow)
      result[i] = difference
      borrow = overflow ? 1 : 0
    }
    return (xCount, false)
  }

  /// The sign of the comparison of two magnitudes.
  func compareMagnitudes(_ x: LimbPointer, _ xCount: Int, _ y: LimbPointer, _ yCount: Int) -> Int {
    if xCount != yCount { return xCount < yCount ? -1 : 1 }
    var i = xCount - 1
    while i >= 0 {
      if x[i] != y[i] { return x[i] < y[i] ? -1 : 1 }
      i -= 1
    }
    return 0
  }

  /// The sign of the comparison of two ints.
  func compareInts(_ a: Value, _ b: Value) -> Int {
    if a.isSmallInt && b.isSmallInt { return a.smallInt < b.smallInt ? -1 : a.smallInt > b.smallInt ? 1 : 0 }
    return withLimbs(a) { x, xCount, xNegative in
      withLimbs(b) { y, yCount, yNegative in
        if xNegative != yNegative { return xNegative ? -1 : 1 }
        let order = compareMagnitudes(x, xCount, y, yCount)
        return xNegative ? -order : order
      }
    }
  }

  /// `a * b`.
  func intMultiply(_ a: Value, _ b: Value) -> Value {
    let count = limbCount(a) + limbCount(b)
    guard reserve(bytes: count * 24) else { return .nil }
    let result = makeLimbs(count)
    return withLimbs(a) { x, xCount, xNegative in
      withLimbs(b) { y, yCount, yNegative in
        if xCount == 0 || yCount == 0 { return Value(smallInt: 0) }
        let target = limbs(result)
        if x == y && xCount == yCount {
          var work = LongWork(operation: .square, target: target, x: x, xCount: xCount)
          if !run(&work) { return .nil }
        } else if yCount == 1 {
          target[xCount] = __gmpn_mul_1(target, x, xCount, y[0])
        } else if xCount == 1 {
          target[yCount] = __gmpn_mul_1(target, y, yCount, x[0])
        } else {
          let isOrdered = xCount >= yCount
          var work = LongWork(
            operation: .multiply, target: target, x: isOrdered ? x : y, xCount: isOrdered ? xCount : yCount, y: isOrdered ? y : x,
            yCount: isOrdered ? yCount : xCount)
          if !run(&work) { return .nil }
        }
        return finish(result, count, xNegative != yNegative)
      }
    }
  }

  /// `-a`.
  func intNegate(_ a: Value) -> Value {
    if let word = intWord(a), word != Int.min { return makeInt(-word) }
    return withLimbs(a) { makeInt(limbs: $0, count: $1, isNegative: !$2) }
  }

  /// `abs(a)`.
  public func intAbsolute(_ a: Value) -> Value { sign(ofInt: a) < 0 ? intNegate(a) : plainInt(a) }

  /// `~a`.
  func intInvert(_ a: Value) -> Value {
    if let word = intWord(a) { return makeInt(~word) }
    return intAdd(Value(smallInt: -1), a, negatingSecond: true)
  }
}
