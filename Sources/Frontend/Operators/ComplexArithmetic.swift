// Computes with complex numbers.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A complex number outside the heap.
struct ComplexNumber: Equatable {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
  }

  static prefix func - (x: ComplexNumber) -> ComplexNumber { ComplexNumber(-x.real, -x.imaginary) }
  static func + (x: ComplexNumber, y: ComplexNumber) -> ComplexNumber { ComplexNumber(x.real + y.real, x.imaginary + y.imaginary) }
  static func - (x: ComplexNumber, y: ComplexNumber) -> ComplexNumber { ComplexNumber(x.real - y.real, x.imaginary - y.imaginary) }
  static func * (x: ComplexNumber, y: ComplexNumber) -> ComplexNumber {
    ComplexNumber(x.real * y.real - x.imaginary * y.imaginary, x.real * y.imaginary + x.imaginary * y.real)
  }

  /// The quotient, scaled by the larger part of the divisor; nil for division by zero.
  func divided(by y: ComplexNumber) -> ComplexNumber? {
    let real = Swift.abs(y.real)
    let imaginary = Swift.abs(y.imaginary)
    if real >= imaginary {
      if real == 0 { return nil }
      let ratio = y.imaginary / y.real
      let scale = y.real + y.imaginary * ratio
      return ComplexNumber((self.real + self.imaginary * ratio) / scale, (self.imaginary - self.real * ratio) / scale)
    }
    if imaginary >= real {
      let ratio = y.real / y.imaginary
      let scale = y.real * ratio + y.imaginary
      return ComplexNumber((self.real * ratio + self.imaginary) / scale, (self.imaginary * ratio - self.real) / scale)
    }
    return ComplexNumber(.nan, .nan)
  }

  /// A whole power by repeated squaring.
  func raised(to exponent: Int) -> ComplexNumber {
    var result = ComplexNumber(1, 0)
    var power = self
    var bits = exponent
    while bits > 0 {
      if bits & 1 == 1 { result = result * power }
      bits >>= 1
      power = power * power
    }
    return result
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func makeComplex(_ value: ComplexNumber) -> Value {
    let object = allocate(ComplexObject.self, pointee.types.complex)
    object.pointee.real = value.real
    object.pointee.imaginary = value.imaginary
    return Value(object)
  }

  /// The complex number of a built-in number; nil with an exception pending for ints out of range.
  func complexNumber(_ value: Value) -> ComplexNumber? {
    if value.isKind(.complex) { return complexObject(value) }
    guard let real = double(value) else { return nil }
    return ComplexNumber(real, 0)
  }

  /// The complex number of a float or complex.
  func complexObject(_ value: Value) -> ComplexNumber {
    guard value.isKind(.complex) else { return ComplexNumber(floatValue(value), 0) }
    let object = value.object(ComplexObject.self)
    return ComplexNumber(object.pointee.real, object.pointee.imaginary)
  }

  /// Arithmetic on complex numbers.
  func complexBinary(_ op: Opcode, _ x: ComplexNumber, _ y: ComplexNumber) -> Value {
    switch op {
    case .add: return makeComplex(x + y)
    case .subtract: return makeComplex(x - y)
    case .multiply: return makeComplex(x * y)
    case .trueDivide:
      guard let quotient = x.divided(by: y) else { return raiseZeroDivision("complex division by zero") }
      return makeComplex(quotient)
    case .power: return complexPower(x, y)
    default: return pointee.notImplemented
    }
  }

  /// `x ** y`.
  func complexPower(_ x: ComplexNumber, _ y: ComplexNumber) -> Value {
    var result: ComplexNumber?
    if y.imaginary == 0, y.real == floor(y.real), Swift.abs(y.real) <= 100 {
      let exponent = Int(y.real)
      result = exponent > 0 ? x.raised(to: exponent) : ComplexNumber(1, 0).divided(by: x.raised(to: -exponent))
    } else {
      result = complexPowerByLogarithm(x, y)
    }
    guard let power = result else { return raiseZeroDivision("0.0 to a negative or complex power") }
    if power.real.isInfinite || power.imaginary.isInfinite { return raise("OverflowError", "complex exponentiation") }
    return makeComplex(power)
  }

  private func complexPowerByLogarithm(_ x: ComplexNumber, _ y: ComplexNumber) -> ComplexNumber? {
    if x.real == 0 && x.imaginary == 0 { return y.imaginary != 0 || y.real < 0 ? nil : ComplexNumber(0, 0) }
    let size = hypot(x.real, x.imaginary)
    var length = pow(size, y.real)
    let angle = atan2(x.imaginary, x.real)
    var phase = angle * y.real
    if y.imaginary != 0 {
      length /= exp(angle * y.imaginary)
      phase += y.imaginary * log(size)
    }
    if phase.isInfinite { return nil }
    return ComplexNumber(length * cos(phase), length * sin(phase))
  }
}
