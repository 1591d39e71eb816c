// Hashes numbers modulo 2^61 - 1, so that equal numbers of different types have equal hashes.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The prime 2^61 - 1.
private let modulus: UInt = (1 << 61) - 1

extension UnsafeMutablePointer where Pointee == VMState {
  /// The hash of an int of any size.
  func hash(ofInt value: Value) -> Int {
    if value.isSmallInt { return hash(ofSmallInt: value.smallInt) }
    return withLimbs(value) { limbs, count, isNegative in
      var remainder: UInt = 0
      var i = count - 1
      while i >= 0 {
        remainder = modulus.dividingFullWidth((remainder, limbs[i])).remainder
        i -= 1
      }
      return signedHash(remainder, isNegative)
    }
  }

  private func signedHash(_ magnitude: UInt, _ isNegative: Bool) -> Int {
    let hash = isNegative ? -Int(magnitude) : Int(magnitude)
    return hash == -1 ? -2 : hash
  }

  /// The hash of a double; that of a NaN depends on which value it is.
  func hash(ofDouble value: Double, identity: Value) -> Int {
    if value > -0x1p60, value < 0x1p60, value == value.rounded(.towardZero) { return hash(ofSmallInt: Int(value)) }
    if value.isInfinite { return value > 0 ? 314159 : -314159 }
    if value.isNaN { return identityHash(identity) }
    var exponent = Int(value.exponent) + 1
    var fraction = Swift.abs(value.significand) / 2
    var hash: UInt = 0
    while fraction != 0 {
      hash = (hash << 28) & modulus | hash >> 33
      fraction *= 0x1p28
      exponent -= 28
      let whole = UInt(fraction)
      fraction -= Double(whole)
      hash += whole
      if hash >= modulus { hash -= modulus }
    }
    let rotation = UInt(exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61)
    hash = (hash << rotation) & modulus | hash >> (61 - rotation)
    return signedHash(hash, value < 0)
  }

  /// The hash of a complex number: that of its real part when the imaginary part is zero.
  func hash(ofComplex value: Value) -> Int {
    let number = complexObject(value)
    let real = hash(ofDouble: number.real, identity: value)
    let imaginary = hash(ofDouble: number.imaginary, identity: value)
    let hash = real &+ 1_000_003 &* imaginary
    return hash == -1 ? -2 : hash
  }
}
