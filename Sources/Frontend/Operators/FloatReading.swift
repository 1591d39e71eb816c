// Reads the commonest decimal numbers as doubles without the C library.

/// Powers of ten that extended precision holds exactly.
#if arch(x86_64) && !os(Windows)
  private let extendedPowers: [Float80] = {
    var powers: [Float80] = [1]
    for _ in 1...27 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()
#endif

/// The double nearest to `mantissa` times ten to `exponent`, if extended precision can tell; else nil.
///
/// One operation with exact operands is off by half a unit of the 64 bits at most. Only where these are next to half of the
/// last bit of a double is it unknown which way to round.
func exactDouble(_ mantissa: UInt64, tenTo exponent: Int) -> Double? {
  #if arch(x86_64) && !os(Windows)
    guard exponent.magnitude < extendedPowers.count else { return nil }
    let power = extendedPowers[Int(exponent.magnitude)]
    let value = exponent < 0 ? Float80(mantissa) / power : Float80(mantissa) * power
    let rest = value.significandBitPattern & 0x7FF
    return rest >= 0x3FF && rest <= 0x401 ? nil : Double(value)
  #else
    return nil
  #endif
}
