// Computes every uop that depends on nothing but its operands' bits.

// `squareRoot()` may become a call of `sqrt`, which is in the mathematics library that this import links.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a scalar uop does with given operands.
public enum ScalarResult: Sendable, Equatable {
  /// Goes on; the payload is the result's bits (0 for uops without result).
  case value(UInt64)
  /// Leaves by the uop's exit.
  case leaves
  /// Depends on memory, on the constant table or on the heap: a boxed number, or not a scalar uop at all.
  case unknown
}

/// The meaning of scalar uops on raw bits; the evaluator and constant folding share it.
///
/// Operands and results are `i64` as two's complement, `f64` as IEEE bits, `i1` as 0/1, `word` and `ptr` as they are.
public enum ScalarSemantics {
  /// Evaluates a uop without memory. `immediate` is the instruction's; `a`, `b` are the operands' bits (0 if absent).
  @inlinable
  public static func evaluate(
    _ op: Uop, _ a: UInt64 = 0, _ b: UInt64 = 0, immediate: Int64 = 0, encoding: ValueEncoding
  ) -> ScalarResult {
    switch op {
    case .constInt, .constFloat, .constWord: return .value(UInt64(bitPattern: immediate))
    case .constBool: return .value(immediate == 0 ? 0 : 1)
    case .guardInt, .guardFloat, .guardBool, .guardReference, .guardIsWord, .guardNotNil, .guardTrue, .guardFalse,
      .boxInt, .boxFloat, .boxBool, .ref, .unref, .address, .sameWord:
      return word(op, a, b, immediate, encoding)
    case .addOvf, .subOvf, .mulOvf, .negOvf, .addInt, .subInt, .andInt, .orInt, .xorInt, .notInt, .shlOvf, .shrInt,
      .floorDivInt, .floorModInt, .trueDivInt, .eqInt, .neInt, .ltInt, .leInt, .gtInt, .geInt, .intToFloat, .boolToInt:
      return integer(op, Int64(bitPattern: a), Int64(bitPattern: b))
    case .addFloat, .subFloat, .mulFloat, .divFloat, .negFloat, .absFloat, .sqrtFloat, .eqFloat, .neFloat, .ltFloat,
      .leFloat, .gtFloat, .geFloat, .floatToInt:
      return float(op, Double(bitPattern: a), Double(bitPattern: b))
    case .notBool: return truth(a & 1 == 0)
    case .constRef, .constPtr, .slot, .loadStack, .guardClass, .guardIsRef, .guardLayout, .poll, .merge, .loadField, .storeField,
      .loadSlot, .storeSlot, .loadItem, .storeItem, .loadItemInt, .storeItemInt, .loadItemFloat, .storeItemFloat,
      .loadByte, .storeByte, .loadGlobal, .storeGlobal, .storeStack, .frameAddress, .newObject, .newTuple, .newList, .call:
      return .unknown
    }
  }

  @inlinable
  static func word(_ op: Uop, _ a: UInt64, _ b: UInt64, _ immediate: Int64, _ encoding: ValueEncoding) -> ScalarResult {
    switch op {
    case .guardInt:
      if let number = decodeInt(a, encoding) { return .value(UInt64(bitPattern: number)) }
      return isReference(a, encoding) ? .unknown : .leaves
    case .guardFloat:
      if let number = decodeFloat(a, encoding) { return .value(number.bitPattern) }
      return isReference(a, encoding) ? .unknown : .leaves
    case .guardBool:
      return a == encoding.trueWord ? .value(1) : a == encoding.falseWord ? .value(0) : .leaves
    case .guardIsWord: return a == UInt64(bitPattern: immediate) ? .value(0) : .leaves
    case .guardNotNil: return a == encoding.nilWord ? .leaves : .value(0)
    case .guardTrue: return a & 1 == 1 ? .value(0) : .leaves
    case .guardFalse: return a & 1 == 0 ? .value(0) : .leaves
    case .boxInt: return encodeInt(Int64(bitPattern: a), encoding).map { .value($0) } ?? .unknown
    case .boxFloat: return encodeFloat(Double(bitPattern: a), encoding).map { .value($0) } ?? .unknown
    case .boxBool: return .value(a & 1 == 1 ? encoding.trueWord : encoding.falseWord)
    case .ref: return .value(a &+ encoding.pointerTag)
    case .unref: return .value(a &- encoding.pointerTag)
    case .guardReference: return a & encoding.pointerMask == encoding.pointerTag ? .value(a &- encoding.pointerTag) : .leaves
    case .address: return .value(a &+ UInt64(bitPattern: immediate))
    case .sameWord: return truth(a == b)
    default: return .unknown
    }
  }

  @inlinable
  static func integer(_ op: Uop, _ a: Int64, _ b: Int64) -> ScalarResult {
    switch op {
    case .addOvf: return checked(a.addingReportingOverflow(b))
    case .subOvf: return checked(a.subtractingReportingOverflow(b))
    case .mulOvf: return checked(a.multipliedReportingOverflow(by: b))
    case .negOvf: return checked(Int64(0).subtractingReportingOverflow(a))
    case .addInt: return integerResult(a &+ b)
    case .subInt: return integerResult(a &- b)
    case .andInt: return integerResult(a & b)
    case .orInt: return integerResult(a | b)
    case .xorInt: return integerResult(a ^ b)
    case .notInt: return integerResult(~a)
    case .shlOvf:
      guard b >= 0, b <= 62 else { return .leaves }
      let shifted = a &<< b
      return shifted &>> b == a ? integerResult(shifted) : .leaves
    case .shrInt: return b < 0 ? .leaves : integerResult(a &>> min(b, 63))
    case .floorDivInt: return floorDivide(a, b).map { integerResult($0.quotient) } ?? .leaves
    case .floorModInt: return floorDivide(a, b).map { integerResult($0.remainder) } ?? .leaves
    case .trueDivInt:
      let limit: UInt64 = 1 << 53
      guard b != 0, a.magnitude <= limit, b.magnitude <= limit else { return .leaves }
      return .value((Double(a) / Double(b)).bitPattern)
    case .eqInt: return truth(a == b)
    case .neInt: return truth(a != b)
    case .ltInt: return truth(a < b)
    case .leInt: return truth(a <= b)
    case .gtInt: return truth(a > b)
    case .geInt: return truth(a >= b)
    case .intToFloat: return .value(Double(a).bitPattern)
    case .boolToInt: return integerResult(a & 1)
    default: return .unknown
    }
  }

  @inlinable
  static func float(_ op: Uop, _ a: Double, _ b: Double) -> ScalarResult {
    switch op {
    case .addFloat: return .value((a + b).bitPattern)
    case .subFloat: return .value((a - b).bitPattern)
    case .mulFloat: return .value((a * b).bitPattern)
    case .divFloat: return b == 0 ? .leaves : .value((a / b).bitPattern)
    case .negFloat: return .value(a.bitPattern ^ (1 << 63))
    case .absFloat: return .value(a.bitPattern & ~(1 << 63))
    case .sqrtFloat: return a >= 0 ? .value(a.squareRoot().bitPattern) : .leaves
    case .eqFloat: return truth(a == b)
    case .neFloat: return truth(a != b)
    case .ltFloat: return truth(a < b)
    case .leFloat: return truth(a <= b)
    case .gtFloat: return truth(a > b)
    case .geFloat: return truth(a >= b)
    case .floatToInt:
      // The truncated value is in -2^62 ... 2^62 - 1; both bounds are exact doubles, NaN fails both tests.
      return a >= -0x1p62 && a < 0x1p62 ? integerResult(Int64(a)) : .leaves
    default: return .unknown
    }
  }

  /// Quotient rounded down and remainder with the divisor's sign; `nil` for the divisors 0 and -1.
  @inlinable
  public static func floorDivide(_ a: Int64, _ b: Int64) -> (quotient: Int64, remainder: Int64)? {
    guard b != 0, b != -1 else { return nil }
    var (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    if remainder != 0, (remainder < 0) != (b < 0) {
      quotient &-= 1
      remainder &+= b
    }
    return (quotient, remainder)
  }

  @inlinable static func truth(_ condition: Bool) -> ScalarResult { .value(condition ? 1 : 0) }

  @inlinable static func integerResult(_ value: Int64) -> ScalarResult { .value(UInt64(bitPattern: value)) }

  @inlinable
  static func checked(_ result: (partialValue: Int64, overflow: Bool)) -> ScalarResult {
    result.overflow ? .leaves : integerResult(result.partialValue)
  }
}
