// Makes the module math: elementary functions of floats.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func makeMathModule() -> Value {
    let module = makeModule("math")
    for (name, value) in [("pi", Double.pi), ("e", M_E), ("tau", 2 * Double.pi), ("inf", .infinity), ("nan", .nan)] {
      define(module, name, vm.makeFloat(value))
    }
    defineMathFunctions(module)
    defineMathChecks(module)
    defineMathPairs(module)
    defineMathRounding(module)
    defineLogarithms(module)
    defineIntegerMath(module)
    defineMathSums(module)
    return module
  }

  /// Functions of one float: those that may overflow, then those that may not.
  private func defineMathFunctions(_ module: Value) {
    let growing: [(String, (Double) -> Double)] = [("cosh", cosh), ("sinh", sinh), ("exp", exp), ("exp2", exp2), ("expm1", expm1)]
    for (name, function) in growing { defineMath(module, name, canOverflow: true, function) }
    let bounded: [(String, (Double) -> Double)] = [
      ("acos", acos), ("acosh", acosh), ("asin", asin), ("asinh", asinh), ("atan", atan), ("atanh", atanh), ("cbrt", cbrt),
      ("cos", cos), ("fabs", fabs), ("log1p", log1p), ("sin", sin), ("sqrt", sqrt), ("tan", tan), ("tanh", tanh),
      ("erf", erf), ("erfc", erfc),
    ]
    for (name, function) in bounded { defineMath(module, name, canOverflow: false, function) }
    defineMath(module, "gamma", canOverflow: true) { $0 == 0 ? .nan : gammaFunction($0) }
    defineMath(module, "lgamma", canOverflow: true) { $0 <= 0 && $0 == floor($0) && $0.isFinite ? .nan : logGammaFunction($0) }
    define(module, "degrees", 1, 1) { vm, args in vm.realNumber(args[0]).map { vm.makeFloat($0 * (180 / Double.pi)) } ?? .nil }
    define(module, "radians", 1, 1) { vm, args in vm.realNumber(args[0]).map { vm.makeFloat($0 * (Double.pi / 180)) } ?? .nil }
  }

  /// Adds a function of one float. A NaN out of a number is a domain error; so is an infinity unless it can mean overflow.
  private func defineMath(_ module: Value, _ name: String, canOverflow: Bool, _ function: @escaping (Double) -> Double) {
    define(module, name, 1, 1) { vm, args in
      guard let x = vm.realNumber(args[0]) else { return .nil }
      let result = function(x)
      if result.isFinite { return vm.makeFloat(result) }
      if result.isNaN, !x.isNaN { return vm.raiseDomain() }
      if result.isInfinite, x.isFinite { return canOverflow ? vm.raiseRange() : vm.raiseDomain() }
      return vm.makeFloat(result)
    }
  }

  private func defineMathChecks(_ module: Value) {
    define(module, "isfinite", 1, 1) { vm, args in vm.realNumber(args[0]).map { Value($0.isFinite) } ?? .nil }
    define(module, "isinf", 1, 1) { vm, args in vm.realNumber(args[0]).map { Value($0.isInfinite) } ?? .nil }
    define(module, "isnan", 1, 1) { vm, args in vm.realNumber(args[0]).map { Value($0.isNaN) } ?? .nil }
    define(module, "isclose", "a, b, *, rel_tol=, abs_tol=") { vm, args in
      guard let a = vm.realNumber(args[0]), let b = vm.realNumber(args[1]),
        let relative = args[2].isNil ? 1e-9 : vm.realNumber(args[2]), let absolute = args[3].isNil ? 0 : vm.realNumber(args[3])
      else { return .nil }
      if relative < 0 || absolute < 0 { return vm.raise("ValueError", "tolerances must be non-negative") }
      return Value(areClose(a, b, relative, absolute))
    }
  }

  private func defineMathPairs(_ module: Value) {
    definePair(module, "atan2") { _, x, y in atan2(x, y) }
    definePair(module, "copysign") { _, x, y in copysign(x, y) }
    definePair(module, "nextafter") { _, x, y in nextafter(x, y) }
    definePair(module, "fmod") { vm, x, y in
      if x.isFinite && y.isInfinite { return x }
      let result = fmod(x, y)
      return result.isNaN && !x.isNaN && !y.isNaN ? vm.failDomain() : result
    }
    definePair(module, "remainder") { vm, x, y in
      let result = remainder(x, y)
      return result.isNaN && !x.isNaN && !y.isNaN ? vm.failDomain() : result
    }
    definePair(module, "pow") { vm, x, y in vm.mathPower(x, y) }
    define(module, "ulp", 1, 1) { vm, args in
      guard let x = vm.realNumber(args[0]) else { return .nil }
      return vm.makeFloat(x.isFinite ? x.magnitude.ulp : x.magnitude)
    }
    define(module, "ldexp", 2, 2) { vm, args in vm.mathScale(args[0], args[1]) }
  }

  /// Adds a function of two floats; the body gives nil with an exception pending.
  private func definePair(_ module: Value, _ name: String, _ body: @escaping (VM, Double, Double) -> Double?) {
    define(module, name, 2, 2) { vm, args in
      guard let x = vm.realNumber(args[0]), let y = vm.realNumber(args[1]), let result = body(vm, x, y) else { return .nil }
      return vm.makeFloat(result)
    }
  }

  private func defineMathRounding(_ module: Value) {
    define(module, "floor", 1, 1) { vm, args in vm.mathRound(args[0], .__floor__) { floor($0) } }
    define(module, "ceil", 1, 1) { vm, args in vm.mathRound(args[0], .__ceil__) { ceil($0) } }
    define(module, "trunc", 1, 1) { vm, args in
      if vm.numberRank(args[0]) == .float, !vm.isUserInstance(args[0]) { return vm.makeIntChecked(vm.floatValue(args[0])) }
      let method = vm.special(args[0], .__trunc__)
      if method.isNil { return vm.raise("TypeError", "type \(vm.typeName(vm.typeOf(args[0]))) doesn't define __trunc__ method") }
      return vm.callMethod(method, args[0])
    }
    define(module, "modf", 1, 1) { vm, args in
      guard let x = vm.realNumber(args[0]) else { return .nil }
      if x.isInfinite { return vm.makeTuple([vm.makeFloat(copysign(0, x)), vm.makeFloat(x)]) }
      let whole = x.rounded(.towardZero)
      return vm.makeTuple([vm.makeFloat(x.isNaN ? x : copysign(x - whole, x)), vm.makeFloat(whole)])
    }
    define(module, "frexp", 1, 1) { vm, args in
      guard let x = vm.realNumber(args[0]) else { return .nil }
      if !x.isFinite || x == 0 { return vm.makeTuple([vm.makeFloat(x), Value(smallInt: 0)]) }
      return vm.makeTuple([vm.makeFloat(copysign(x.significand / 2, x)), vm.makeInt(Int(x.exponent) + 1)])
    }
  }
}

/// Whether two doubles are close, as `math.isclose` has it.
func areClose(_ a: Double, _ b: Double, _ relative: Double, _ absolute: Double) -> Bool {
  if a == b { return true }
  if a.isInfinite || b.isInfinite { return false }
  let difference = fabs(b - a)
  return difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute
}

extension UnsafeMutablePointer where Pointee == VMState {
  func raiseDomain() -> Value { raise("ValueError", "math domain error") }
  func raiseRange() -> Value { raise("OverflowError", "math range error") }

  func failDomain() -> Double? {
    _ = raiseDomain()
    return nil
  }

  /// `math.pow`.
  func mathPower(_ x: Double, _ y: Double) -> Double? {
    let result = pow(x, y)
    if result.isFinite || x.isNaN || y.isNaN { return result }
    if result.isNaN { return failDomain() }
    guard x.isFinite, y.isFinite else { return result }
    if x == 0 { return failDomain() }
    _ = raiseRange()
    return nil
  }

  /// `math.ldexp`.
  func mathScale(_ number: Value, _ power: Value) -> Value {
    guard let x = realNumber(number) else { return .nil }
    guard isInt(power) else { return raise("TypeError", "Expected an int as second argument to ldexp.") }
    if x == 0 || !x.isFinite { return makeFloat(x) }
    let exponent = intWord(power) ?? (sign(ofInt: power) < 0 ? Int.min : Int.max)
    if exponent > 1 << 30 { return raiseRange() }
    let result = exponent < -(1 << 30) ? copysign(0, x) : ldexp(x, Int32(exponent))
    return result.isInfinite ? raiseRange() : makeFloat(result)
  }

  /// `math.floor` and `math.ceil`.
  func mathRound(_ value: Value, _ method: Name, _ function: (Double) -> Double) -> Value {
    if !isUserInstance(value) {
      if numberRank(value) == .int { return plainInt(integer(value)) }
      if numberRank(value) == .float { return makeIntChecked(function(floatValue(value))) }
    }
    let own = special(value, method)
    if !own.isNil { return callMethod(own, value) }
    guard let number = realNumber(value) else { return .nil }
    return makeIntChecked(function(number))
  }
}
