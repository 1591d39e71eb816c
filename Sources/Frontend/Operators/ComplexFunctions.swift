// Computes elementary functions of complex numbers.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ComplexNumber {
  var isFinite: Bool { real.isFinite && imaginary.isFinite }
  var hasNaN: Bool { real.isNaN || imaginary.isNaN }
  var size: Double { hypot(real, imaginary) }
  /// The number times the imaginary unit.
  var timesI: ComplexNumber { ComplexNumber(-imaginary, real) }
  /// The number divided by the imaginary unit.
  var overI: ComplexNumber { ComplexNumber(imaginary, -real) }

  static func / (x: ComplexNumber, y: Double) -> ComplexNumber { ComplexNumber(x.real / y, x.imaginary / y) }

  /// From here on `cosh` and `sinh` of the real part are computed in two factors, so that only true overflow overflows.
  private var isLarge: Bool { fabs(real) > 708.3964185322641 }

  var hyperbolicCosine: ComplexNumber {
    if isLarge {
      let less = real - copysign(1, real)
      return ComplexNumber(cos(imaginary) * cosh(less) * M_E, sin(imaginary) * sinh(less) * M_E)
    }
    return ComplexNumber(cos(imaginary) * cosh(real), sin(imaginary) * sinh(real))
  }

  var hyperbolicSine: ComplexNumber {
    if isLarge {
      let less = real - copysign(1, real)
      return ComplexNumber(cos(imaginary) * sinh(less) * M_E, sin(imaginary) * cosh(less) * M_E)
    }
    return ComplexNumber(cos(imaginary) * sinh(real), sin(imaginary) * cosh(real))
  }
}

/// The square root in the right half plane.
func complexSquareRoot(_ z: ComplexNumber) -> ComplexNumber {
  if z.real == 0 && z.imaginary == 0 { return ComplexNumber(0, z.imaginary) }
  if !z.isFinite {
    if z.imaginary.isInfinite { return ComplexNumber(.infinity, z.imaginary) }
    if z.real == .infinity { return ComplexNumber(.infinity, z.imaginary.isNaN ? .nan : copysign(0, z.imaginary)) }
    if z.real == -.infinity { return z.imaginary.isNaN ? ComplexNumber(.nan, .infinity) : ComplexNumber(0, copysign(.infinity, z.imaginary)) }
    return ComplexNumber(.nan, .nan)
  }
  var x = fabs(z.real)
  let y = fabs(z.imaginary)
  let root: Double
  if x < 0x1p-1022, y < 0x1p-1022 {
    // Subnormal parts are scaled up so that no bits are lost.
    x = scalbn(x, 53)
    root = scalbn(sqrt(x + hypot(x, scalbn(y, 53))), -27)
  } else {
    x /= 8
    root = 2 * sqrt(x + hypot(x, y / 8))
  }
  let other = y / (2 * root)
  return z.real >= 0
    ? ComplexNumber(root, copysign(other, z.imaginary)) : ComplexNumber(other, copysign(root, z.imaginary))
}

func complexExponential(_ z: ComplexNumber) -> ComplexNumber {
  if z.real > 708.3964185322641 {
    let length = exp(z.real - 1)
    return ComplexNumber(length * cos(z.imaginary) * M_E, length * sin(z.imaginary) * M_E)
  }
  let length = exp(z.real)
  return ComplexNumber(length * cos(z.imaginary), length * sin(z.imaginary))
}

/// The natural logarithm; the real part is computed near one without cancellation.
func complexLogarithm(_ z: ComplexNumber) -> ComplexNumber {
  let x = fabs(z.real)
  let y = fabs(z.imaginary)
  let angle = atan2(z.imaginary, z.real)
  if !z.isFinite { return ComplexNumber(log(hypot(x, y)), angle) }
  if x > 0x1p1022 || y > 0x1p1022 { return ComplexNumber(log(hypot(x / 2, y / 2)) + M_LN2, angle) }
  if x < 0x1p-1022 && y < 0x1p-1022 {
    return ComplexNumber(log(hypot(scalbn(x, 53), scalbn(y, 53))) - 53 * M_LN2, angle)
  }
  let size = hypot(x, y)
  if size >= 0.71 && size <= 1.73 {
    let larger = max(x, y)
    let smaller = min(x, y)
    return ComplexNumber(log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2, angle)
  }
  return ComplexNumber(log(size), angle)
}

/// The hyperbolic tangent.
func complexTangent(_ z: ComplexNumber) -> ComplexNumber {
  if fabs(z.real) > 354.19820926613206 {
    return ComplexNumber(copysign(1, z.real), 4 * sin(z.imaginary) * cos(z.imaginary) * exp(-2 * fabs(z.real)))
  }
  let hyperbolic = tanh(z.real)
  let tangent = tan(z.imaginary)
  let cosine = 1 / cosh(z.real)
  let product = hyperbolic * tangent
  let scale = 1 + product * product
  return ComplexNumber(hyperbolic * (1 + tangent * tangent) / scale, tangent / scale * cosine * cosine)
}

private func isHuge(_ z: ComplexNumber) -> Bool { fabs(z.real) > 0x1p1021 || fabs(z.imaginary) > 0x1p1021 }

/// The inverse hyperbolic sine.
func complexInverseSine(_ z: ComplexNumber) -> ComplexNumber {
  if isHuge(z) {
    let length = log(hypot(z.real / 2, z.imaginary / 2)) + 2 * M_LN2
    return ComplexNumber(copysign(length, z.real), atan2(z.imaginary, fabs(z.real)))
  }
  let first = complexSquareRoot(ComplexNumber(1 + z.imaginary, -z.real))
  let second = complexSquareRoot(ComplexNumber(1 - z.imaginary, z.real))
  return ComplexNumber(
    asinh(first.real * second.imaginary - second.real * first.imaginary),
    atan2(z.imaginary, first.real * second.real - first.imaginary * second.imaginary))
}

func complexInverseCosine(_ z: ComplexNumber) -> ComplexNumber {
  if isHuge(z) {
    let length = log(hypot(z.real / 2, z.imaginary / 2)) + 2 * M_LN2
    return ComplexNumber(atan2(fabs(z.imaginary), z.real), -copysign(length, z.imaginary))
  }
  let first = complexSquareRoot(ComplexNumber(1 - z.real, -z.imaginary))
  let second = complexSquareRoot(ComplexNumber(1 + z.real, z.imaginary))
  return ComplexNumber(
    2 * atan2(first.real, second.real), asinh(second.real * first.imaginary - second.imaginary * first.real))
}

func complexInverseHyperbolicCosine(_ z: ComplexNumber) -> ComplexNumber {
  if isHuge(z) {
    return ComplexNumber(log(hypot(z.real / 2, z.imaginary / 2)) + 2 * M_LN2, atan2(z.imaginary, z.real))
  }
  let first = complexSquareRoot(ComplexNumber(z.real - 1, z.imaginary))
  let second = complexSquareRoot(ComplexNumber(z.real + 1, z.imaginary))
  return ComplexNumber(
    asinh(first.real * second.real + first.imaginary * second.imaginary), 2 * atan2(first.imaginary, second.real))
}

/// The inverse hyperbolic tangent.
func complexInverseTangent(_ z: ComplexNumber) -> ComplexNumber {
  if z.real < 0 || (z.real == 0 && z.real.sign == .minus) { return -complexInverseTangent(-z) }
  let y = fabs(z.imaginary)
  if z.real > 0x1p510 || y > 0x1p510 {
    let half = hypot(z.real / 2, z.imaginary / 2)
    return ComplexNumber(z.real / 4 / half / half, copysign(Double.pi / 2, z.imaginary))
  }
  if z.real == 1, y < 0x1p-511 {
    return ComplexNumber(-log(sqrt(y) / sqrt(hypot(y, 2))), y == 0 ? z.imaginary : copysign(atan2(2, -y) / 2, z.imaginary))
  }
  return ComplexNumber(
    log1p(4 * z.real / ((1 - z.real) * (1 - z.real) + y * y)) / 4,
    -atan2(-2 * z.imaginary, (1 - z.real) * (1 + z.real) - y * y) / 2)
}
