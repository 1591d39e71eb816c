// Makes and reads integers of any size.

import CGMP

typealias LimbPointer = UnsafePointer<UInt>

extension UnsafeMutablePointer where Pointee == VMState {
  // MARK: Reading

  /// Whether a value is an int or a bool, subclasses included.
  @inline(__always)
  public func isInt(_ value: Value) -> Bool { value.isSmallInt || value.isBool || value.isKind(.int) }

  /// The value of an int or bool that fits 64 bits; nil for others, also for other types.
  @inline(__always)
  public func intWord(_ value: Value) -> Int? {
    if value.isSmallInt { return value.smallInt }
    if value.isReference { return value.heapType.pointee.kind == .int ? boxedWord(value) : nil }
    return value.isBool ? (value.isTrue ? 1 : 0) : nil
  }

  private func boxedWord(_ value: Value) -> Int? {
    let object = value.object(IntObject.self)
    switch object.pointee.signedCount {
    case 0: return 0
    case 1: return Int(exactly: limbs(object)[0])
    case -1:
      let magnitude = limbs(object)[0]
      return magnitude <= 1 << 63 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
    default: return nil
    }
  }

  /// The first limb of an integer object.
  @inline(__always)
  func limbs(_ object: UnsafeMutablePointer<IntObject>) -> UnsafeMutablePointer<UInt> {
    UnsafeMutableRawPointer(object + 1).assumingMemoryBound(to: UInt.self)
  }

  /// Calls `body` with the limbs of an int or bool, their count (0 for zero) and whether it is negative.
  @inline(__always)
  func withLimbs<Result>(_ value: Value, _ body: (LimbPointer, Int, Bool) -> Result) -> Result {
    if value.isReference {
      let object = value.object(IntObject.self)
      let count = object.pointee.signedCount
      return body(LimbPointer(limbs(object)), Swift.abs(count), count < 0)
    }
    let word = value.isSmallInt ? value.smallInt : value.isTrue ? 1 : 0
    return withUnsafePointer(to: word.magnitude) { body($0, word == 0 ? 0 : 1, word < 0) }
  }

  /// Number of limbs of an int or bool.
  @inline(__always)
  func limbCount(_ value: Value) -> Int {
    if value.isReference { return Swift.abs(value.object(IntObject.self).pointee.signedCount) }
    return value.raw == 0 || value == .false ? 0 : 1
  }

  /// -1, 0 or 1.
  @inline(__always)
  func sign(ofInt value: Value) -> Int {
    if value.isReference { return value.object(IntObject.self).pointee.signedCount.signum() }
    return value.isSmallInt ? value.smallInt.signum() : value.isTrue ? 1 : 0
  }

  /// The number of bits of an int's magnitude.
  func bitLength(_ value: Value) -> Int {
    withLimbs(value) { limbs, count, _ in count == 0 ? 0 : count * 64 - limbs[count - 1].leadingZeroBitCount }
  }

  // MARK: Making

  /// Memory for an int of up to `count` limbs, to be completed by `finish`.
  @inline(__always)
  func makeLimbs(_ count: Int) -> UnsafeMutablePointer<IntObject> {
    allocate(IntObject.self, pointee.types.int, extra: Swift.max(count, 1) * 8)
  }

  /// The int in an object's first `count` limbs, leading zeros removed.
  @inline(__always)
  func finish(_ object: UnsafeMutablePointer<IntObject>, _ count: Int, _ isNegative: Bool) -> Value {
    let limbs = self.limbs(object)
    var count = count
    while count > 0, limbs[count - 1] == 0 { count -= 1 }
    if count <= 1 {
      let magnitude = count == 0 ? 0 : limbs[0]
      if magnitude < 1 << 61 || (isNegative && magnitude == 1 << 61) {
        return Value(smallInt: isNegative ? 0 &- Int(bitPattern: magnitude) : Int(bitPattern: magnitude))
      }
    }
    object.pointee.signedCount = isNegative ? -count : count
    return Value(object)
  }

  /// The int of a sign and a 64-bit magnitude.
  func makeInt(magnitude: UInt, isNegative: Bool) -> Value {
    if magnitude < 1 << 61 { return Value(smallInt: isNegative ? 0 &- Int(magnitude) : Int(magnitude)) }
    let object = makeLimbs(1)
    limbs(object)[0] = magnitude
    return finish(object, 1, isNegative)
  }

  /// The int of an unsigned 64-bit number.
  public func makeInt(unsigned value: UInt) -> Value { makeInt(magnitude: value, isNegative: false) }

  /// The int of a signed 128-bit number in two words.
  func makeInt(high: Int, low: UInt) -> Value {
    if high == Int(bitPattern: low) &>> 63 { return makeInt(Int(bitPattern: low)) }
    var low = low
    var top = UInt(bitPattern: high)
    if high < 0 {
      low = ~low &+ 1
      top = ~top &+ (low == 0 ? 1 : 0)
    }
    let object = makeLimbs(2)
    limbs(object)[0] = low
    limbs(object)[1] = top
    return finish(object, 2, high < 0)
  }

  /// A copy of limbs as an int.
  func makeInt(limbs source: LimbPointer, count: Int, isNegative: Bool) -> Value {
    guard reserve(bytes: count * 8) else { return .nil }
    let object = makeLimbs(count)
    limbs(object).update(from: source, count: count)
    return finish(object, count, isNegative)
  }

  /// The int of class `int` with the value of an int, bool or instance of a subclass.
  func plainInt(_ value: Value) -> Value {
    if value.isSmallInt { return value }
    if value.isReference, value.heapType == pointee.types.int { return value }
    return withLimbs(value) { makeInt(limbs: $0, count: $1, isNegative: $2) }
  }

  /// An instance of a subclass of int with the value of an int.
  func makeInt(_ value: Value, of type: TypeRef) -> Value {
    let count = limbCount(value)
    let object = allocate(IntObject.self, type, extra: Swift.max(count, 1) * 8)
    withLimbs(value) { source, count, isNegative in
      limbs(object).update(from: source, count: count)
      object.pointee.signedCount = isNegative ? -count : count
    }
    return Value(object)
  }

  // MARK: Views for the mpz functions

  /// Calls `body` with a read-only GMP integer that shares the limbs of an int.
  @inline(__always)
  func withGMP<Result>(_ value: Value, _ body: (UnsafePointer<__mpz_struct>) -> Result) -> Result {
    withLimbs(value) { limbs, count, isNegative in
      var view = __mpz_struct()
      view._mp_size = Int32(truncatingIfNeeded: isNegative ? -count : count)
      view._mp_d = UnsafeMutablePointer<UInt>(mutating: limbs)
      return withUnsafePointer(to: view, body)
    }
  }

  /// The int that some work computes into a fresh GMP integer; nil with KeyboardInterrupt pending.
  func makeIntByLongWork(_ make: (UnsafeMutablePointer<__mpz_struct>) -> LongWork) -> Value {
    let result = UnsafeMutablePointer<__mpz_struct>.allocate(capacity: 1)
    defer { result.deallocate() }
    __gmpz_init(result)
    var work = make(result)
    // What was abandoned may be in any state: it is lost.
    guard run(&work) else { return .nil }
    defer { __gmpz_clear(result) }
    guard let limbs = result.pointee._mp_d else { return Value(smallInt: 0) }
    return makeInt(limbs: LimbPointer(limbs), count: Swift.abs(Int(result.pointee._mp_size)), isNegative: result.pointee._mp_size < 0)
  }

  /// The int that `body` computes into a fresh GMP integer.
  func makeInt(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) -> Value {
    var result = __mpz_struct()
    __gmpz_init(&result)
    defer { __gmpz_clear(&result) }
    body(&result)
    guard let limbs = result._mp_d else { return Value(smallInt: 0) }
    return makeInt(limbs: LimbPointer(limbs), count: Swift.abs(Int(result._mp_size)), isNegative: result._mp_size < 0)
  }
}
