// Encodes every Toy value in one 64-bit word.

/// A Toy value: an immediate int, float, truth value or None, or a reference to a heap object.
///
/// The encoding (see `ValueEncoding` in TraceIR, which must agree):
/// low bits 00 an int shifted left by 2; 11x a double rotated left by 4 plus 3; exactly 3 or 11 the zeros +0.0 and -0.0;
/// 001 a heap address plus 1; 101 None, False, True; 010 the nil word, which no program ever sees.
@frozen
public struct Value: Equatable, Sendable {
  @usableFromInline var bits: UInt64

  @inlinable @inline(__always) public init(bits: UInt64) { self.bits = bits }

  /// The raw word.
  @inlinable @inline(__always) public var raw: UInt64 { bits }

  /// Unbound, absent, or "an exception is pending".
  public static var `nil`: Value { @inlinable @inline(__always) get { Value(bits: 0x02) } }
  public static var none: Value { @inlinable @inline(__always) get { Value(bits: 0x05) } }
  public static var `false`: Value { @inlinable @inline(__always) get { Value(bits: 0x0D) } }
  public static var `true`: Value { @inlinable @inline(__always) get { Value(bits: 0x1D) } }

  /// The largest and smallest immediate ints.
  public static let maxInt: Int = (1 << 61) - 1
  public static let minInt: Int = -(1 << 61)

  @inlinable @inline(__always) public init(_ truth: Bool) { bits = truth ? 0x1D : 0x0D }

  /// An int known to lie within `minInt...maxInt`.
  @inlinable @inline(__always) public init(smallInt value: Int) { bits = UInt64(bitPattern: Int64(value)) &<< 2 }

  @inlinable @inline(__always) public var isNil: Bool { bits == 0x02 }
  @inlinable @inline(__always) public var isNone: Bool { bits == 0x05 }
  @inlinable @inline(__always) public var isBool: Bool { bits & ~0x10 == 0x0D }
  @inlinable @inline(__always) public var isTrue: Bool { bits == 0x1D }
  @inlinable @inline(__always) public var isSmallInt: Bool { bits & 3 == 0 }
  @inlinable @inline(__always) public var isReference: Bool { bits & 7 == 1 }
  /// Whether this is a float that needs no heap object.
  @inlinable @inline(__always) public var isSmallFloat: Bool { bits & 6 == 6 || bits & ~8 == 3 }

  /// The int of an `isSmallInt` value.
  @inlinable @inline(__always) public var smallInt: Int { Int(Int64(bitPattern: bits) &>> 2) }
  /// The double of an `isSmallFloat` value.
  @inlinable @inline(__always) public var smallFloat: Double {
    let rotated = bits &- 3
    return Double(bitPattern: rotated &>> 4 | rotated &<< 60)
  }

  /// The immediate form of a double, or the nil word if it has none.
  @inlinable @inline(__always) public static func immediate(_ value: Double) -> Value {
    let pattern = value.bitPattern
    let word = (pattern &<< 4 | pattern &>> 60) &+ 3
    return word & 6 == 6 || word & ~8 == 3 ? Value(bits: word) : .nil
  }

  /// Whether `value` fits an immediate int.
  @inlinable @inline(__always) public static func fits(_ value: Int) -> Bool { (value &<< 2) &>> 2 == value }

  @inlinable @inline(__always) public init(_ address: UnsafeMutableRawPointer) { bits = UInt64(UInt(bitPattern: address)) &+ 1 }
  @inlinable @inline(__always) public init<T>(_ object: UnsafeMutablePointer<T>) { bits = UInt64(UInt(bitPattern: object)) &+ 1 }

  /// The address of the object of an `isReference` value.
  @inlinable @inline(__always) public var address: UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(bitPattern: UInt(bits &- 1)).unsafelyUnwrapped
  }

  /// The object of an `isReference` value, seen as `T`; the caller has checked the kind.
  @inlinable @inline(__always) public func object<T>(_ type: T.Type = T.self) -> UnsafeMutablePointer<T> {
    UnsafeMutablePointer<T>(bitPattern: UInt(bits &- 1)).unsafelyUnwrapped
  }

  /// The class of an `isReference` value.
  @inlinable @inline(__always) public var heapType: TypeRef { object(ObjectHeader.self).pointee.type }

  /// Whether this is a heap object of the given native kind (subclasses included).
  @inlinable @inline(__always) public func isKind(_ kind: Kind) -> Bool { isReference && heapType.pointee.kind == kind }

  /// Whether this is a heap object whose class is exactly `type`.
  @inlinable @inline(__always) public func isExactly(_ type: TypeRef) -> Bool { isReference && heapType == type }
}

public typealias TypeRef = UnsafeMutablePointer<TypeObject>
public typealias LayoutRef = UnsafeMutablePointer<Layout>
public typealias VM = UnsafeMutablePointer<VMState>
