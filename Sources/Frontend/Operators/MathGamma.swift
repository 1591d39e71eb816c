// Computes the gamma function and its logarithm by Lanczos' approximation.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The coefficients for thirteen terms and g = 6.0246800407767296 (Lanczos 1964; the rational form of Pugh 2004).
private enum Lanczos {
  static let g = 6.024680040776729583740234375
  static let gMinusHalf = 5.524680040776729583740234375
  static let numerator: [Double] = [
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
  ]
  static let denominator: [Double] = [
    0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
  ]

  /// The value of the rational function; its form depends on `x` so that nothing overflows.
  static func sum(_ x: Double) -> Double {
    var top = 0.0
    var bottom = 0.0
    if x < 5 {
      for i in (0..<13).reversed() {
        top = top * x + numerator[i]
        bottom = bottom * x + denominator[i]
      }
    } else {
      for i in 0..<13 {
        top = top / x + numerator[i]
        bottom = bottom / x + denominator[i]
      }
    }
    return top / bottom
  }
}

/// sin(pi x), exact at multiples of one half.
private func sinPi(_ x: Double) -> Double {
  let y = fmod(fabs(x), 2)
  let result: Double
  switch Int((2 * y).rounded(.toNearestOrAwayFromZero)) {
  case 0: result = sin(Double.pi * y)
  case 1: result = cos(Double.pi * (y - 0.5))
  case 2: result = sin(Double.pi * (1 - y))
  case 3: result = -cos(Double.pi * (y - 1.5))
  default: result = sin(Double.pi * (y - 2))
  }
  return copysign(1, x) * result
}

/// The gamma function; NaN outside its domain, infinite on overflow.
func gammaFunction(_ x: Double) -> Double {
  if !x.isFinite { return x == -.infinity ? .nan : x }
  if x == floor(x) {
    if x <= 0 { return .nan }
    if x <= 23 { return (1..<Int(x)).reduce(1.0) { $0 * Double($1) } }
  }
  let size = fabs(x)
  if size < 1e-20 { return 1 / x }
  if size > 200 { return x < 0 ? 0 / sinPi(x) : .infinity }
  let y = size + Lanczos.gMinusHalf
  // How much of the smaller operand was lost in that sum.
  let lost = size > Lanczos.gMinusHalf ? (y - size) - Lanczos.gMinusHalf : (y - Lanczos.gMinusHalf) - size
  let correction = lost * Lanczos.g / y
  var result: Double
  if x < 0 {
    result = -Double.pi / sinPi(size) / size * exp(y) / Lanczos.sum(size)
    result -= correction * result
    if size < 140 { return result / pow(y, size - 0.5) }
    let root = pow(y, size / 2 - 0.25)
    return result / root / root
  }
  result = Lanczos.sum(size) / exp(y)
  result += correction * result
  if size < 140 { return result * pow(y, size - 0.5) }
  let root = pow(y, size / 2 - 0.25)
  return result * root * root
}

/// The logarithm of the gamma function's magnitude; infinite at its poles and on overflow.
func logGammaFunction(_ x: Double) -> Double {
  if !x.isFinite { return x.isNaN ? x : .infinity }
  if x == floor(x), x <= 2 { return x <= 0 ? .infinity : 0 }
  let size = fabs(x)
  if size < 1e-20 { return -log(size) }
  var result = log(Lanczos.sum(size)) - Lanczos.g
  result += (size - 0.5) * (log(size + Lanczos.g - 0.5) - 1)
  if x < 0 { result = 1.144729885849400174143427351353058711647 - log(fabs(sinPi(size))) - log(size) - result }
  return result
}
