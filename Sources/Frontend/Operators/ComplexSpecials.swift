// Gives elementary functions of complex numbers with infinite or NaN parts their values (C11, annex G).

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A value of a function at a special argument; nil says that it is not defined there.
typealias SpecialValue = ComplexNumber?

/// A multiple of zero or infinity with the signs of a unit vector's parts.
private func directed(_ size: Double, _ x: Double, _ y: Double) -> ComplexNumber {
  ComplexNumber(copysign(size, x), copysign(size, y))
}

func specialExponential(_ z: ComplexNumber) -> SpecialValue {
  if z.real.isInfinite {
    let size = z.real > 0 ? Double.infinity : 0
    if z.imaginary == 0 { return ComplexNumber(size, z.imaginary) }
    if z.imaginary.isFinite { return directed(size, cos(z.imaginary), sin(z.imaginary)) }
    if z.real < 0 { return ComplexNumber(0, 0) }
    return z.imaginary.isInfinite ? nil : ComplexNumber(.infinity, .nan)
  }
  if z.imaginary.isInfinite, z.real.isFinite { return nil }
  return ComplexNumber(.nan, z.imaginary == 0 ? z.imaginary : .nan)
}

func specialHyperbolicSine(_ z: ComplexNumber) -> SpecialValue {
  if z.imaginary.isInfinite { return z.real.isNaN ? ComplexNumber(.nan, .nan) : nil }
  if z.real.isInfinite {
    if z.imaginary.isNaN { return ComplexNumber(.infinity, .nan) }
    if z.imaginary == 0 { return z }
    return directed(.infinity, z.real * cos(z.imaginary), sin(z.imaginary))
  }
  if z.real.isNaN { return ComplexNumber(.nan, z.imaginary == 0 ? z.imaginary : .nan) }
  return z.real == 0 ? ComplexNumber(0, .nan) : ComplexNumber(.nan, .nan)
}

func specialHyperbolicCosine(_ z: ComplexNumber) -> SpecialValue {
  if z.imaginary.isInfinite { return z.real.isNaN ? ComplexNumber(.nan, .nan) : nil }
  if z.real.isInfinite {
    if z.imaginary.isNaN { return ComplexNumber(.infinity, .nan) }
    let sign = z.real > 0 ? 1.0 : -1.0
    if z.imaginary == 0 { return ComplexNumber(.infinity, sign * z.imaginary) }
    return directed(.infinity, cos(z.imaginary), sign * sin(z.imaginary))
  }
  if z.real.isNaN { return ComplexNumber(.nan, z.imaginary == 0 ? 0 : .nan) }
  return ComplexNumber(.nan, z.real == 0 ? 0 : .nan)
}

func specialTangent(_ z: ComplexNumber) -> SpecialValue {
  if z.real.isInfinite {
    let zero = z.imaginary.isFinite ? copysign(0, z.imaginary == 0 ? z.imaginary : sin(z.imaginary) * cos(z.imaginary)) : 0
    return ComplexNumber(copysign(1, z.real), zero)
  }
  if z.imaginary.isInfinite, z.real.isFinite { return nil }
  return ComplexNumber(.nan, z.real.isNaN && z.imaginary == 0 ? z.imaginary : .nan)
}

func specialInverseTangent(_ z: ComplexNumber) -> SpecialValue {
  let quarter = copysign(Double.pi / 2, z.imaginary)
  if z.imaginary.isInfinite { return ComplexNumber(z.real.isNaN ? 0 : copysign(0, z.real), quarter) }
  if z.real.isInfinite { return ComplexNumber(copysign(0, z.real), z.imaginary.isNaN ? .nan : quarter) }
  return ComplexNumber(z.real == 0 ? z.real : .nan, .nan)
}

/// The inverse hyperbolic sine where a part is NaN; other special arguments need no care.
func specialInverseSine(_ z: ComplexNumber) -> SpecialValue {
  if z.real.isNaN, z.imaginary == 0 { return z }
  if z.real.isNaN, z.imaginary.isInfinite { return ComplexNumber(.infinity, .nan) }
  if z.real.isInfinite { return ComplexNumber(z.real, .nan) }
  return ComplexNumber(.nan, .nan)
}

/// The inverse cosine where a part is NaN.
func specialInverseCosine(_ z: ComplexNumber) -> SpecialValue {
  if z.real == 0 { return ComplexNumber(Double.pi / 2, .nan) }
  if z.real.isInfinite { return ComplexNumber(.nan, .infinity) }
  if z.imaginary.isInfinite { return ComplexNumber(.nan, -z.imaginary) }
  return ComplexNumber(.nan, .nan)
}
