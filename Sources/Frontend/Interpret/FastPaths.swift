// Small inlined pieces of the interpreter loop.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The words that say what a for loop walks over without an iterator object.
///
/// A loop's state is four registers: marker, then for ranges current, stop, step (ints);
/// for lists and tuples the sequence and the index of the next item.
public enum LoopMarker {
  /// A range of small ints with step 1.
  public static let unitRange: UInt64 = 0x25
  public static let list: UInt64 = 0x2D
  public static let tuple: UInt64 = 0x35
  /// A range of small ints with another step.
  public static let range: UInt64 = 0x3D
  /// Never in a loop's state: what compiled code is told at the end of an iterator.
  public static let end: UInt64 = 0x45
}

/// Bits of the second cache word of loadAttribute and loadMethod: a class attribute, its class's version below.
let classFlag: UInt64 = 1 << 63
/// The class attribute binds to the receiver: loadMethod passes it, loadAttribute must not use the entry.
let boundFlag: UInt64 = 1 << 62
let versionMask: UInt64 = boundFlag &- 1

/// Whether a relation (0 <, 1 <=, 2 >, 3 >=, 4 ==, 5 !=) holds: 1 or 0.
@inline(__always)
func orderedOutcome<T: Comparable>(_ relation: Int, _ a: T, _ b: T) -> Int {
  switch relation {
  case 0: a < b ? 1 : 0
  case 1: a <= b ? 1 : 0
  case 2: a > b ? 1 : 0
  case 3: a >= b ? 1 : 0
  case 4: a == b ? 1 : 0
  default: a != b ? 1 : 0
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Shifts a branch's outcome into its 16-bit history, in operand c.
  @inline(__always)
  func recordBranch(_ pc: UnsafeMutablePointer<UInt64>, _ taken: Bool) {
    let history = pc.operandFields + 3
    history.pointee = history.pointee &<< 1 | (taken ? 1 : 0)
  }

  /// `a is b`: words are equal, or both are floats without immediate form that are the same object.
  @inline(__always)
  func same(_ a: Value, _ b: Value) -> Bool { a == b }

  /// The double of any float or small int, or nil.
  @inline(__always)
  func quickDouble(_ value: Value) -> Double? {
    if value.isSmallFloat { return value.smallFloat }
    if value.isSmallInt { return Double(value.smallInt) }
    if value.isReference, value.heapType == pointee.types.float { return value.object(FloatObject.self).pointee.value }
    return nil
  }

  @inline(__always)
  private func bothFloatLike(_ a: Value, _ b: Value) -> (Double, Double)? {
    if a.isSmallInt && b.isSmallInt { return nil }
    guard let x = quickDouble(a), let y = quickDouble(b) else { return nil }
    return (x, y)
  }

  @inline(never)
  func addSlow(_ a: Value, _ b: Value, isInPlace: Bool = false) -> Value {
    if let (x, y) = bothFloatLike(a, b) { return makeFloat(x + y) }
    if a.isSmallInt && b.isSmallInt { return makeInt(a.smallInt + b.smallInt) }
    return isInPlace ? inPlace(.add, a, b) : binary(.add, a, b)
  }

  @inline(never)
  func subtractSlow(_ a: Value, _ b: Value, isInPlace: Bool = false) -> Value {
    if let (x, y) = bothFloatLike(a, b) { return makeFloat(x - y) }
    if a.isSmallInt && b.isSmallInt { return makeInt(a.smallInt - b.smallInt) }
    return isInPlace ? inPlace(.subtract, a, b) : binary(.subtract, a, b)
  }

  @inline(never)
  func multiplySlow(_ a: Value, _ b: Value, isInPlace: Bool = false) -> Value {
    if let (x, y) = bothFloatLike(a, b) { return makeFloat(x * y) }
    if a.isSmallInt && b.isSmallInt {
      let (product, overflow) = a.smallInt.multipliedReportingOverflow(by: b.smallInt)
      if !overflow { return makeInt(product) }
    }
    return isInPlace ? inPlace(.multiply, a, b) : binary(.multiply, a, b)
  }

  @inline(never)
  func trueDivideSlow(_ a: Value, _ b: Value) -> Value {
    if let (x, y) = bothFloatLike(a, b), y != 0 { return makeFloat(x / y) }
    if a.isSmallInt, b.isSmallInt, b.raw != 0, abs(a.smallInt) <= 1 << 53, abs(b.smallInt) <= 1 << 53 {
      return makeFloat(Double(a.smallInt) / Double(b.smallInt))
    }
    return binary(.trueDivide, a, b)
  }

  /// `a ** b`; float powers whose result is finite come straight from the C library, as in CPython.
  @inline(never)
  func powerFast(_ a: Value, _ b: Value) -> Value {
    if a.isSmallFloat || b.isSmallFloat, let x = quickDouble(a), let y = quickDouble(b), x > 0 {
      let result = pow(x, y)
      if result.isFinite && result != 0 { return makeFloat(result) }
    }
    return binary(.power, a, b)
  }

  /// Executes a fused compare and branch; returns how far to go, or 0 with an exception pending or the frame of a method pushed.
  @inline(__always)
  func fusedCompare(
    _ pc: UnsafeMutablePointer<UInt64>, _ a: Value, _ b: Value, _ relation: Int,
    _ ints: (Int64, Int64) -> Bool, _ floats: (Double, Double) -> Bool
  ) -> Int {
    let outcome: Bool
    if (a.raw | b.raw) & 3 == 0 {
      outcome = ints(Int64(bitPattern: a.raw), Int64(bitPattern: b.raw))
    } else if a.raw & b.raw & 6 == 6 {
      outcome = floats(a.smallFloat, b.smallFloat)
    } else {
      pointee.pc = pc
      if isUserInstance(a), pushSpecial(pc, pointee.frame) != nil { return 0 }
      let truth = compareTruth(relation, a, b)
      if truth < 0 { return 0 }
      outcome = truth != 0
    }
    let target = pc[1]
    let taken = outcome == ((target &>> 32) & 1 != 0)
    recordBranch(pc, taken)
    return taken ? Int(Int32(truncatingIfNeeded: target)) : 2
  }

  /// The value of a comparison instruction; nil with an exception pending or the frame of a method pushed.
  @inline(__always)
  func comparison(_ a: Value, _ b: Value, _ relation: Int, _ ints: (Int64, Int64) -> Bool, _ floats: (Double, Double) -> Bool) -> Value {
    if (a.raw | b.raw) & 3 == 0 { return Value(ints(Int64(bitPattern: a.raw), Int64(bitPattern: b.raw))) }
    if a.raw & b.raw & 6 == 6 { return Value(floats(a.smallFloat, b.smallFloat)) }
    if isUserInstance(a), pushSpecial(pointee.pc, pointee.frame) != nil { return .nil }
    return compareFast(unsafeBitCast(UInt8(truncatingIfNeeded: Int(Opcode.less.rawValue) + relation), to: Opcode.self), a, b)
  }

  /// The value of a comparison opcode.
  @inline(__always)
  func compareFast(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let relation = Int(op.rawValue &- Opcode.less.rawValue)
    if (a.raw | b.raw) & 3 == 0 {
      return Value(orderedOutcome(relation, Int64(bitPattern: a.raw), Int64(bitPattern: b.raw)) != 0)
    }
    if a.raw & 6 == 6, b.raw & 6 == 6 { return Value(orderedOutcome(relation, a.smallFloat, b.smallFloat) != 0) }
    return compareSlow(relation, op, a, b)
  }

  @inline(never)
  private func compareSlow(_ relation: Int, _ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if a.isSmallFloat || b.isSmallFloat, abs(a.isSmallInt ? a.smallInt : 0) < 1 << 53, abs(b.isSmallInt ? b.smallInt : 0) < 1 << 53,
      let x = quickDouble(a), let y = quickDouble(b)
    { return Value(orderedOutcome(relation, x, y) != 0) }
    if isAnySet(a), isAnySet(b), !a.heapType.pointee.isUser, !b.heapType.pointee.isUser {
      let outcome = compareSets(op, a, b)
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    return compare(op, a, b)
  }

  /// The truth of `a relation b`: 1, 0, or -1 with an exception pending.
  @inline(never)
  func compareTruth(_ relation: Int, _ a: Value, _ b: Value) -> Int {
    if relation >= 4, a.isExactly(pointee.types.str), b.isExactly(pointee.types.str) {
      return stringsEqual(a, b) == (relation == 4) ? 1 : 0
    }
    let op = unsafeBitCast(UInt8(truncatingIfNeeded: Int(Opcode.less.rawValue) + relation), to: Opcode.self)
    let result = compareSlow(relation, op, a, b)
    if result.isBool { return result.isTrue ? 1 : 0 }
    if result.isNil { return -1 }
    return truth(result)
  }

  /// The truth of a value that is no bool.
  @inline(never)
  func truthFast(_ value: Value) -> Int {
    if value.isNone { return 0 }
    if value.isSmallInt { return value.raw == 0 ? 0 : 1 }
    if value.isReference {
      let type = value.heapType
      if type == pointee.types.list { return value.object(ListObject.self).pointee.count == 0 ? 0 : 1 }
      if type == pointee.types.str { return value.object(StrObject.self).pointee.count == 0 ? 0 : 1 }
    }
    return truth(value)
  }
}
