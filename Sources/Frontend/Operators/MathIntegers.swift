// Implements the number theory of math: gcd, lcm, isqrt, comb, perm, factorial.

import CGMP

extension Runtime {
  func defineIntegerMath(_ module: Value) {
    define(module, "gcd", 0, -1) { vm, args in vm.foldIntegers(args, start: 0) { vm.greatestCommonDivisor($0, $1) } }
    define(module, "lcm", 0, -1) { vm, args in vm.foldIntegers(args, start: 1) { vm.leastCommonMultiple($0, $1) } }
    define(module, "isqrt", 1, 1) { vm, args in
      let value = vm.indexValue(args[0])
      if value.isNil { return .nil }
      if vm.sign(ofInt: value) < 0 { return vm.raise("ValueError", "isqrt() argument must be nonnegative") }
      guard vm.reserve(bytes: vm.limbCount(value) * 64) else { return .nil }
      return vm.withGMP(value) { number in vm.makeInt { __gmpz_sqrt($0, number) } }
    }
    define(module, "factorial", 1, 1) { vm, args in vm.factorial(args[0]) }
    define(module, "comb", 2, 2) { vm, args in vm.combinations(args[0], args[1]) }
    define(module, "perm", 1, 2) { vm, args in
      args.optional(1).isNil || args[1].isNone ? vm.factorial(args[0]) : vm.permutations(args[0], args[1])
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Combines integer arguments from left to right; one alone is combined with `start`.
  func foldIntegers(_ args: Arguments, start: Int, _ body: (Value, Value) -> Value) -> Value {
    var result = Value(smallInt: start)
    for i in 0..<args.count {
      let value = indexValue(args[i])
      if value.isNil { return .nil }
      result = i == 0 ? intAbsolute(value) : body(result, value)
      if result.isNil { return .nil }
    }
    return result
  }

  /// The greatest common divisor of two ints, not negative.
  public func greatestCommonDivisor(_ a: Value, _ b: Value) -> Value {
    if let x = intWord(a), let y = intWord(b) {
      var first = x.magnitude
      var second = y.magnitude
      while second != 0 { (first, second) = (second, first % second) }
      return makeInt(unsigned: first)
    }
    guard reserve(bytes: (limbCount(a) + limbCount(b)) * 64) else { return .nil }
    return withGMP(a) { x in withGMP(b) { y in makeInt { __gmpz_gcd($0, x, y) } } }
  }

  func leastCommonMultiple(_ a: Value, _ b: Value) -> Value {
    let divisor = greatestCommonDivisor(a, b)
    if divisor.isNil || sign(ofInt: divisor) == 0 { return divisor }
    let quotient = intBinary(.floorDivide, a, divisor)
    let product = quotient.isNil ? .nil : intBinary(.multiply, quotient, b)
    return product.isNil ? .nil : intAbsolute(product)
  }

  func factorial(_ argument: Value) -> Value {
    let value = indexValue(argument)
    if value.isNil { return .nil }
    if sign(ofInt: value) < 0 { return raise("ValueError", "factorial() not defined for negative values") }
    guard let count = intWord(value) else {
      return raise("OverflowError", "factorial() argument should not exceed \(Int.max)")
    }
    guard count < 1 << 36, reserve(bytes: count / 8 * (64 - count.leadingZeroBitCount) * 3) else { return raise("MemoryError") }
    let limbs = count / 64 * (64 - count.leadingZeroBitCount)
    return makeIntByLongWork { LongWork(operation: .factorial, xCount: limbs, result: $0, number: UInt(count)) }
  }

  private func binomialArguments(_ n: Value, _ k: Value) -> (Value, Value)? {
    let first = indexValue(n)
    if first.isNil { return nil }
    let second = indexValue(k)
    if second.isNil { return nil }
    if sign(ofInt: first) < 0 {
      raise("ValueError", "n must be a non-negative integer")
      return nil
    }
    if sign(ofInt: second) < 0 {
      raise("ValueError", "k must be a non-negative integer")
      return nil
    }
    return (first, second)
  }

  func combinations(_ n: Value, _ k: Value) -> Value {
    guard let (n, k) = binomialArguments(n, k) else { return .nil }
    if compareInts(k, n) > 0 { return Value(smallInt: 0) }
    let other = intAdd(n, k, negatingSecond: true)
    let fewer = compareInts(other, k) < 0 ? other : k
    guard let count = intWord(fewer) else { return raise("OverflowError", "min(n - k, k) must not exceed \(Int.max)") }
    // Fewer than 2^n, and fewer than n^k.
    let bits = Swift.min(Double(bitLength(n)) * Double(count), nearestDouble(n) + 64)
    guard bits < 0x1p38, reserve(bytes: Int(bits) / 2) else { return raise("MemoryError") }
    return withGMP(n) { number in makeInt { __gmpz_bin_ui($0, number, UInt(count)) } }
  }

  func permutations(_ n: Value, _ k: Value) -> Value {
    guard let (n, k) = binomialArguments(n, k) else { return .nil }
    if compareInts(k, n) > 0 { return Value(smallInt: 0) }
    guard let count = intWord(k) else { return raise("OverflowError", "k must not exceed \(Int.max)") }
    let bits = Double(bitLength(n)) * Double(count)
    guard bits < 0x1p38, reserve(bytes: Int(bits) / 2) else { return raise("MemoryError") }
    return fallingProduct(n, 0, count)
  }

  /// (n - first) (n - first - 1) ... of `count` factors, by halves so that the factors of large products are alike.
  private func fallingProduct(_ n: Value, _ first: Int, _ count: Int) -> Value {
    if count > 8 {
      let left = fallingProduct(n, first, count / 2)
      return intBinary(.multiply, left, fallingProduct(n, first + count / 2, count - count / 2))
    }
    var product = Value(smallInt: 1)
    for i in 0..<count { product = intBinary(.multiply, product, intBinary(.subtract, n, makeInt(first + i))) }
    return product
  }
}
