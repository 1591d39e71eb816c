// Calls C functions by address with integers and doubles known only at run time.

/// Calls through few function types.
///
/// In the C conventions of x86-64 and AArch64 integers and doubles are passed in registers of their own, further
/// integers on the stack by the caller, and a callee does not look at what it has no parameter for. So the order
/// between integers and doubles does not matter, and a call may pass more than the callee takes.
enum NativeCall {
  static let maximumIntegers = 12
  static let maximumDoubles = 3
  private static let registerIntegers = 6

  typealias Six = @convention(c) (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, Double, Double, Double) -> UInt64
  typealias SixFloat = @convention(c) (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, Double, Double, Double) -> Double
  typealias Twelve = @convention(c) (
    UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, Double, Double, Double, UInt64, UInt64, UInt64, UInt64,
    UInt64, UInt64
  ) -> UInt64
  typealias TwelveFloat = @convention(c) (
    UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, Double, Double, Double, UInt64, UInt64, UInt64, UInt64,
    UInt64, UInt64
  ) -> Double

  /// Integer and double operands of one call; unused ones are zero.
  struct Operands {
    var integers: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) =
      (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    var doubles: (Double, Double, Double) = (0, 0, 0)
    var count = 0

    mutating func append(_ value: UInt64) {
      withUnsafeMutableBytes(of: &integers) { bytes in
        if count < NativeCall.maximumIntegers { bytes.storeBytes(of: value, toByteOffset: 8 * count, as: UInt64.self) }
      }
      count += 1
    }

    mutating func set(_ value: Double, at index: Int) {
      switch index {
      case 0: doubles.0 = value
      case 1: doubles.1 = value
      default: doubles.2 = value
      }
    }
  }

  /// Whether a function with that many parameters can be called.
  static func accepts(integers: Int, doubles: Int) -> Bool {
    integers <= maximumIntegers && doubles <= maximumDoubles
  }

  /// Calls a function that returns an integer, a word, an address or nothing.
  static func integer(_ address: UInt, _ o: Operands) -> UInt64 {
    guard let code = UnsafeRawPointer(bitPattern: address) else { return 0 }
    let (i, d) = (o.integers, o.doubles)
    if o.count <= registerIntegers {
      return unsafeBitCast(code, to: Six.self)(i.0, i.1, i.2, i.3, i.4, i.5, d.0, d.1, d.2)
    }
    return unsafeBitCast(code, to: Twelve.self)(i.0, i.1, i.2, i.3, i.4, i.5, d.0, d.1, d.2, i.6, i.7, i.8, i.9, i.10, i.11)
  }

  /// Calls a function that returns a double.
  static func double(_ address: UInt, _ o: Operands) -> Double {
    guard let code = UnsafeRawPointer(bitPattern: address) else { return 0 }
    let (i, d) = (o.integers, o.doubles)
    if o.count <= registerIntegers {
      return unsafeBitCast(code, to: SixFloat.self)(i.0, i.1, i.2, i.3, i.4, i.5, d.0, d.1, d.2)
    }
    return unsafeBitCast(code, to: TwelveFloat.self)(i.0, i.1, i.2, i.3, i.4, i.5, d.0, d.1, d.2, i.6, i.7, i.8, i.9, i.10, i.11)
  }
}
