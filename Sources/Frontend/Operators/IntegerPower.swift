// Raises integers to powers, plain and modular.

import CGMP

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a ** b` of ints; a float for negative exponents.
  func intPower(_ a: Value, _ b: Value) -> Value {
    if sign(ofInt: b) < 0 {
      guard let x = double(a), let y = double(b) else { return .nil }
      return floatPower(x, y)
    }
    if let x = intWord(a) {
      if x == 1 || sign(ofInt: b) == 0 { return Value(smallInt: 1) }
      if x == 0 { return Value(smallInt: 0) }
      if x == -1 { return Value(smallInt: withLimbs(b) { limbs, _, _ in limbs[0] & 1 == 1 ? -1 : 1 }) }
      if let y = intWord(b), y < 64, let result = wordPower(x, y) { return makeInt(result) }
    }
    guard let exponent = intWord(b) else { return raise("MemoryError") }
    let (bits, overflow) = bitLength(a).multipliedReportingOverflow(by: exponent)
    guard !overflow, bits < 1 << 38 else { return raise("MemoryError") }
    guard reserve(bytes: bits / 2) else { return .nil }
    return withGMP(a) { base in
      makeIntByLongWork { LongWork(operation: .power, xCount: bits / 64, result: $0, base: base, number: UInt(exponent)) }
    }
  }

  private func wordPower(_ base: Int, _ exponent: Int) -> Int? {
    var result = 1
    var power = base
    var bits = exponent
    while true {
      if bits & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: power)
        if overflow { return nil }
        result = product
      }
      bits >>= 1
      if bits == 0 { return result }
      let (square, overflow) = power.multipliedReportingOverflow(by: power)
      if overflow { return nil }
      power = square
    }
  }

  /// `pow(a, b, m)` of ints.
  func intPower(_ a: Value, _ b: Value, modulo m: Value) -> Value {
    let modulusSign = sign(ofInt: m)
    if modulusSign == 0 { return raise("ValueError", "pow() 3rd argument cannot be 0") }
    if let z = intWord(m), z == 1 || z == -1 { return Value(smallInt: 0) }
    if let x = intWord(a), let y = intWord(b), let z = intWord(m), y >= 0, z > 0 {
      return makeInt(unsigned: wordPower(x, y, modulo: z))
    }
    guard reserve(bytes: (limbCount(a) + limbCount(b) + limbCount(m)) * 64) else { return .nil }
    var isInvertible = true
    let result = withGMP(a) { base in
      withGMP(b) { exponent in
        withGMP(m) { modulus in
          if exponent.pointee._mp_size >= 0 {
            let limbs = Int(exponent.pointee._mp_size) * 64 * limbCount(m)
            return makeIntByLongWork {
              LongWork(operation: .modularPower, xCount: limbs, result: $0, base: base, exponent: exponent, modulus: modulus)
            }
          }
          return makeInt { power in
            isInvertible = __gmpz_invert(power, base, modulus) != 0
            if isInvertible { __gmpz_powm(power, base, exponent, modulus) }
          }
        }
      }
    }
    if result.isNil { return .nil }
    if !isInvertible { return raise("ValueError", "base is not invertible for the given modulus") }
    // GMP's result is not negative; the language's has the modulus' sign.
    return modulusSign < 0 && sign(ofInt: result) > 0 ? intAdd(result, m, negatingSecond: false) : result
  }

  private func wordPower(_ base: Int, _ exponent: Int, modulo m: Int) -> UInt {
    let modulus = UInt(m)
    var power = base.magnitude % modulus
    if base < 0, power != 0 { power = modulus - power }
    var result: UInt = 1 % modulus
    var bits = exponent
    while bits > 0 {
      if bits & 1 == 1 { result = modulus.dividingFullWidth(result.multipliedFullWidth(by: power)).remainder }
      bits >>= 1
      if bits > 0 { power = modulus.dividingFullWidth(power.multipliedFullWidth(by: power)).remainder }
    }
    return result
  }
}
