// Dispatches arithmetic and comparison of built-in numbers by how general the operands are.

/// How general a built-in number is; arithmetic happens in the more general of two.
enum NumberRank: Int {
  case none, int, float, complex
}

extension UnsafeMutablePointer where Pointee == VMState {
  @inline(__always)
  func numberRank(_ value: Value) -> NumberRank {
    if value.isSmallInt || value.isBool { return .int }
    if value.isSmallFloat { return .float }
    guard value.isReference else { return .none }
    switch value.heapType.pointee.kind {
    case .int: return .int
    case .float: return .float
    case .complex: return .complex
    default: return .none
    }
  }

  /// Arithmetic on built-in numbers: nil with an exception pending on failure, NotImplemented for other operands.
  func numberBinary(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let left = numberRank(a)
    let right = numberRank(b)
    if left == .none || right == .none { return pointee.notImplemented }
    switch Swift.max(left.rawValue, right.rawValue) {
    case NumberRank.int.rawValue: return intBinary(op, a, b)
    case NumberRank.float.rawValue:
      guard let x = double(a), let y = double(b) else { return .nil }
      return floatBinary(op, x, y)
    default:
      guard let x = complexNumber(a), let y = complexNumber(b) else { return .nil }
      return complexBinary(op, x, y)
    }
  }

  /// `-a`, `+a` or `~a` of a built-in number; NotImplemented for other operands.
  func numberUnary(_ op: Opcode, _ a: Value) -> Value {
    switch numberRank(a) {
    case .none: return pointee.notImplemented
    case .int: return op == .negate ? intNegate(a) : op == .positive ? plainInt(integer(a)) : intInvert(a)
    case .float:
      guard let x = double(a) else { return .nil }
      return op == .negate ? makeFloat(-x) : op == .positive ? makeFloat(x) : pointee.notImplemented
    case .complex:
      guard let x = complexNumber(a) else { return .nil }
      return op == .negate ? makeComplex(-x) : op == .positive ? makeComplex(x) : pointee.notImplemented
    }
  }

  /// An int with the value of an int or bool.
  @inline(__always)
  func integer(_ value: Value) -> Value { value.isBool ? Value(smallInt: value.isTrue ? 1 : 0) : value }

  /// Compares built-in numbers; NotImplemented for other operands.
  func numberCompare(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let left = numberRank(a)
    let right = numberRank(b)
    if left == .none || right == .none { return pointee.notImplemented }
    if left == .int && right == .int { return Value(relation(op, holdsFor: compareInts(a, b))) }
    if left == .complex || right == .complex { return complexCompare(op, a, b) }
    if left == .float && right == .float {
      return floatRelation(op, floatValue(a), floatValue(b))
    }
    if left == .int {
      guard let order = compare(int: a, double: floatValue(b)) else { return Value(op == .notEqual) }
      return Value(relation(op, holdsFor: order))
    }
    guard let order = compare(int: b, double: floatValue(a)) else { return Value(op == .notEqual) }
    return Value(relation(op, holdsFor: -order))
  }

  private func floatRelation(_ op: Opcode, _ x: Double, _ y: Double) -> Value {
    switch op {
    case .less: return Value(x < y)
    case .lessEqual: return Value(x <= y)
    case .greater: return Value(x > y)
    case .greaterEqual: return Value(x >= y)
    case .equal: return Value(x == y)
    default: return Value(x != y)
    }
  }

  private func complexCompare(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    guard op == .equal || op == .notEqual else { return pointee.notImplemented }
    let areEqual: Bool
    if let x = intOrNone(a), case .complex = numberRank(b) {
      let other = complexObject(b)
      areEqual = other.imaginary == 0 && compare(int: x, double: other.real) == 0
    } else if let y = intOrNone(b) {
      let other = complexObject(a)
      areEqual = other.imaginary == 0 && compare(int: y, double: other.real) == 0
    } else {
      let x = complexObject(a)
      let y = complexObject(b)
      areEqual = x.real == y.real && x.imaginary == y.imaginary
    }
    return Value(areEqual == (op == .equal))
  }

  private func intOrNone(_ value: Value) -> Value? { numberRank(value) == .int ? value : nil }

  /// The sign of the exact comparison of an int with a double; nil for NaN.
  func compare(int: Value, double: Double) -> Int? {
    if double.isNaN { return nil }
    if let word = intWord(int) {
      if double >= 0x1p63 { return -1 }
      if double < -0x1p63 { return 1 }
      let whole = double.rounded(.down)
      let other = Int(whole)
      if word != other { return word < other ? -1 : 1 }
      return whole < double ? -1 : 0
    }
    let sign = sign(ofInt: int)
    if double.isInfinite || Swift.abs(double) < 0x1p61 || (double < 0) != (sign < 0) {
      return double.isInfinite ? (double > 0 ? -1 : 1) : sign
    }
    return compareInts(int, makeInt(truncating: double))
  }
}
