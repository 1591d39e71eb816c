// Implements the logarithms of math, for ints of any size too.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func defineLogarithms(_ module: Value) {
    define(module, "log", 1, 2) { vm, args in
      let numerator = vm.logarithm(args[0], log)
      if numerator.isNil || args.count == 1 { return numerator }
      let denominator = vm.logarithm(args[1], log)
      return denominator.isNil ? .nil : vm.binary(.trueDivide, numerator, denominator)
    }
    define(module, "log2", 1, 1) { vm, args in vm.logarithm(args[0], log2) }
    define(module, "log10", 1, 1) { vm, args in vm.logarithm(args[0], log10) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A logarithm of a number; ints beyond the range of doubles are split into a fraction and a power of two.
  func logarithm(_ value: Value, _ function: (Double) -> Double) -> Value {
    if numberRank(value) == .int {
      if sign(ofInt: value) <= 0 { return raiseDomain() }
      let near = nearestDouble(value)
      if near.isFinite { return makeFloat(function(near)) }
      let bits = bitLength(value)
      let top = intShiftRight(value, makeInt(bits - 64))
      // The top bits with a sticky lowest one round as the whole number does.
      let fraction = withLimbs(top) { limbs, _, _ in scaledDouble(high: limbs[0], low: 1, exponent: -128) }
      return makeFloat(function(fraction) + function(2) * Double(bits))
    }
    guard let x = realNumber(value) else { return .nil }
    if x.isNaN || x == .infinity { return makeFloat(x) }
    return x > 0 ? makeFloat(function(x)) : raiseDomain()
  }
}
