// Makes the module cmath.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func makeComplexMathModule() -> Value {
    let module = makeModule("cmath")
    for (name, value) in [("pi", Double.pi), ("e", M_E), ("tau", 2 * Double.pi), ("inf", .infinity), ("nan", .nan)] {
      define(module, name, vm.makeFloat(value))
    }
    define(module, "infj", vm.makeComplex(ComplexNumber(0, .infinity)))
    define(module, "nanj", vm.makeComplex(ComplexNumber(0, .nan)))
    defineComplex(module, "sqrt", complexSquareRoot)
    defineComplex(module, "exp", complexExponential, specialExponential)
    defineComplex(module, "log10", { complexLogarithm($0) / M_LN10 })
    defineComplex(module, "sinh", { $0.hyperbolicSine }, specialHyperbolicSine, turned: "sin")
    defineComplex(module, "cosh", { $0.hyperbolicCosine }, specialHyperbolicCosine)
    defineComplex(module, "cos", { $0.timesI.hyperbolicCosine }, { specialHyperbolicCosine($0.timesI) })
    defineComplex(module, "tanh", complexTangent, specialTangent, turned: "tan")
    defineComplex(module, "asinh", complexInverseSine, { $0.hasNaN ? specialInverseSine($0) : complexInverseSine($0) }, turned: "asin")
    defineComplex(module, "atanh", complexInverseTangent, specialInverseTangent, turned: "atan")
    defineComplex(module, "acos", complexInverseCosine, { $0.hasNaN ? specialInverseCosine($0) : complexInverseCosine($0) })
    defineComplex(module, "acosh", complexInverseHyperbolicCosine)
    define(module, "log", 1, 2) { vm, args in vm.complexLog(args[0], args.optional(1)) }
    defineComplexParts(module)
    return module
  }

  /// Adds a function, with its values at arguments that are not finite, and under the name `turned` the function
  /// that a quarter turn of the plane makes of it.
  private func defineComplex(
    _ module: Value, _ name: String, _ function: @escaping (ComplexNumber) -> ComplexNumber,
    _ special: ((ComplexNumber) -> SpecialValue)? = nil, turned: String? = nil
  ) {
    define(module, name, 1, 1) { vm, args in
      guard let z = vm.complexArgument(args[0]) else { return .nil }
      if name == "log10", z == ComplexNumber(0, 0) { return vm.raiseDomain() }
      if name == "atanh", z.imaginary == 0, z.real.magnitude == 1 { return vm.raiseDomain() }
      if name == "atan", z.real == 0, z.imaginary.magnitude == 1 { return vm.raiseDomain() }
      if !z.isFinite, let special {
        guard let value = special(z) else { return vm.raiseDomain() }
        return vm.makeComplex(value)
      }
      let result = function(z)
      return z.isFinite && !result.isFinite ? vm.raiseRange() : vm.makeComplex(result)
    }
    guard let turned else { return }
    defineComplex(module, turned, { function($0.timesI).overI }, special.map { special in { special($0.timesI).map { $0.overI } } })
  }

  private func defineComplexParts(_ module: Value) {
    define(module, "phase", 1, 1) { vm, args in
      guard let z = vm.complexArgument(args[0]) else { return .nil }
      let angle = atan2(z.imaginary, z.real)
      return angle == 0 && z.imaginary != 0 && z.isFinite ? vm.raiseRange() : vm.makeFloat(angle)
    }
    define(module, "polar", 1, 1) { vm, args in
      guard let z = vm.complexArgument(args[0]) else { return .nil }
      let size = vm.complexAbsolute(z)
      return size.isNil ? .nil : vm.makeTuple([size, vm.makeFloat(atan2(z.imaginary, z.real))])
    }
    define(module, "rect", 2, 2) { vm, args in
      guard let size = vm.realNumber(args[0]), let angle = vm.realNumber(args[1]) else { return .nil }
      if angle.isInfinite, size != 0 { return vm.raiseDomain() }
      if angle == 0 { return vm.makeComplex(ComplexNumber(size, size * angle)) }
      return vm.makeComplex(ComplexNumber(size * cos(angle), size * sin(angle)))
    }
    define(module, "isfinite", 1, 1) { vm, args in vm.complexArgument(args[0]).map { Value($0.isFinite) } ?? .nil }
    define(module, "isinf", 1, 1) { vm, args in vm.complexArgument(args[0]).map { Value($0.real.isInfinite || $0.imaginary.isInfinite) } ?? .nil }
    define(module, "isnan", 1, 1) { vm, args in vm.complexArgument(args[0]).map { Value($0.real.isNaN || $0.imaginary.isNaN) } ?? .nil }
    define(module, "isclose", "a, b, *, rel_tol=, abs_tol=") { vm, args in
      guard let a = vm.complexArgument(args[0]), let b = vm.complexArgument(args[1]),
        let relative = args[2].isNil ? 1e-9 : vm.realNumber(args[2]), let absolute = args[3].isNil ? 0 : vm.realNumber(args[3])
      else { return .nil }
      if relative < 0 || absolute < 0 { return vm.raise("ValueError", "tolerances must be non-negative") }
      if a == b { return .true }
      if !a.isFinite && !a.hasNaN || !b.isFinite && !b.hasNaN { return .false }
      let difference = (a - b).size
      return Value(difference <= relative * b.size || difference <= relative * a.size || difference <= absolute)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func complexArgument(_ value: Value) -> ComplexNumber? {
    if numberRank(value) == .none, special(value, .__complex__).isNil {
      return realNumber(value).map { ComplexNumber($0, 0) }
    }
    return toComplex(value, "must be real number")
  }

  /// `cmath.log(z, base)`; `base` may be nil.
  func complexLog(_ value: Value, _ base: Value) -> Value {
    guard let z = complexArgument(value) else { return .nil }
    if z == ComplexNumber(0, 0) { return raiseDomain() }
    if base.isNil { return makeComplex(complexLogarithm(z)) }
    guard let b = complexArgument(base) else { return .nil }
    if b == ComplexNumber(0, 0) { return raiseDomain() }
    guard let quotient = complexLogarithm(z).divided(by: complexLogarithm(b)) else { return raiseDomain() }
    return makeComplex(quotient)
  }
}
