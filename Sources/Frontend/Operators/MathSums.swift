// Implements the sums and norms of math: fsum, prod, hypot, dist.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func defineMathSums(_ module: Value) {
    define(module, "fsum", 1, 1) { vm, args in vm.exactSum(args[0]) }
    define(module, "prod", "iterable, /, *, start=") { vm, args in
      let iterator = vm.getIterator(args[0])
      if iterator.isNil { return .nil }
      var product = args[1].isNil ? Value(smallInt: 1) : args[1]
      while true {
        let item = vm.next(iterator)
        if item.isNil { return vm.pointee.exception.isNil ? product : .nil }
        product = vm.binary(.multiply, product, item)
        if product.isNil { return .nil }
      }
    }
    define(module, "hypot", 0, -1) { vm, args in
      var coordinates: [Double] = []
      for i in 0..<args.count {
        guard let x = vm.realNumber(args[i]) else { return .nil }
        coordinates.append(fabs(x))
      }
      return vm.makeFloat(euclideanNorm(coordinates))
    }
    define(module, "dist", 2, 2) { vm, args in vm.distance(args[0], args[1]) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func distance(_ p: Value, _ q: Value) -> Value {
    let first = p.isKind(.tuple) ? p : listFromIterable(p)
    if first.isNil { return .nil }
    let second = q.isKind(.tuple) ? q : listFromIterable(q)
    if second.isNil { return .nil }
    func count(_ value: Value) -> Int { value.isKind(.tuple) ? tupleCount(value) : listCount(value) }
    func item(_ value: Value, _ i: Int) -> Value { value.isKind(.tuple) ? tupleBase(value)[i] : listItem(value, i) }
    guard count(first) == count(second) else { return raise("ValueError", "both points must have the same number of dimensions") }
    var differences: [Double] = []
    for i in 0..<count(first) {
      guard let x = realNumber(item(first, i)), let y = realNumber(item(second, i)) else { return .nil }
      differences.append(fabs(x - y))
    }
    return makeFloat(euclideanNorm(differences))
  }

  /// `math.fsum`: the correctly rounded sum, by Shewchuk's non-overlapping partial sums.
  func exactSum(_ iterable: Value) -> Value {
    let iterator = getIterator(iterable)
    if iterator.isNil { return .nil }
    var sum = ExactSum()
    while true {
      let item = next(iterator)
      if item.isNil { break }
      guard let x = realNumber(item) else { return .nil }
      guard sum.add(x) else { return raise("OverflowError", "intermediate overflow in fsum") }
    }
    if !pointee.exception.isNil { return .nil }
    guard let special = sum.specialSum else { return makeFloat(sum.rounded()) }
    return sum.infinities.isNaN ? raise("ValueError", "-inf + inf in fsum") : makeFloat(special)
  }
}

/// A sum of doubles without rounding errors.
struct ExactSum {
  private var partials: [Double] = []
  /// The sum of the infinities and NaNs.
  private(set) var specialSum: Double?
  private(set) var infinities = 0.0

  /// Adds a number; false when a partial sum of finite numbers overflows.
  mutating func add(_ number: Double) -> Bool {
    var x = number
    var kept = 0
    for partial in partials {
      var y = partial
      if fabs(x) < fabs(y) { swap(&x, &y) }
      let high = x + y
      let low = y - (high - x)
      if low != 0 {
        partials[kept] = low
        kept += 1
      }
      x = high
    }
    partials.removeSubrange(kept...)
    if x == 0 { return true }
    if x.isFinite {
      partials.append(x)
      return true
    }
    if number.isFinite { return false }
    if number.isInfinite { infinities += number }
    specialSum = (specialSum ?? 0) + number
    partials.removeAll()
    return true
  }

  /// The sum, rounded once, half to even.
  func rounded() -> Double {
    guard var high = partials.last else { return 0 }
    var low = 0.0
    var i = partials.count - 1
    while i > 0 {
      i -= 1
      let x = high
      let y = partials[i]
      high = x + y
      low = y - (high - x)
      if low != 0 { break }
    }
    if i > 0, (low < 0 && partials[i - 1] < 0) || (low > 0 && partials[i - 1] > 0) {
      let y = low * 2
      let x = high + y
      if y == x - high { high = x }
    }
    return high
  }
}

/// The length of a vector of magnitudes, with the error of the squares' sum compensated.
func euclideanNorm(_ vector: [Double]) -> Double {
  let largest = vector.reduce(0) { $1 > $0 ? $1 : $0 }
  if largest.isInfinite { return largest }
  if vector.contains(where: { $0.isNaN }) { return .nan }
  if largest == 0 || vector.count <= 1 { return largest }
  let exponent = Int32(largest.exponent) + 1
  if exponent < -1023 { return tinyNorm(vector, largest) }
  let scale = ldexp(1, -exponent)
  var sum = CompensatedSquares()
  for x in vector { sum.add(x * scale) }
  let root = sqrt(sum.value)
  sum.subtract(root)
  return (root + sum.value / (2 * root)) / scale
}

private func tinyNorm(_ vector: [Double], _ largest: Double) -> Double {
  var sum = 1.0
  var lost = 0.0
  for x in vector {
    let ratio = x / largest
    let square = ratio * ratio
    let old = sum
    sum += square
    lost += (old - sum) + square
  }
  return largest * sqrt(sum - 1 + lost)
}

/// A sum of squares of numbers below one, kept together with what rounding lost.
private struct CompensatedSquares {
  private var sum = 1.0
  private var lost1 = 0.0
  private var lost2 = 0.0
  private var lost3 = 0.0

  var value: Double { sum - 1 + (lost1 + lost2 + lost3) }

  /// The two halves of a number's significand.
  private func split(_ x: Double) -> (Double, Double) {
    let t = x * 134217729
    let high = t - (t - x)
    return (high, x - high)
  }

  private mutating func accumulate(_ x: Double, _ lost: WritableKeyPath<CompensatedSquares, Double>) {
    let old = sum
    sum += x
    self[keyPath: lost] += (old - sum) + x
  }

  mutating func add(_ x: Double) {
    let (high, low) = split(x)
    accumulate(high * high, \.lost1)
    accumulate(2 * high * low, \.lost2)
    lost3 += low * low
  }

  mutating func subtract(_ x: Double) {
    let (high, low) = split(x)
    accumulate(-high * high, \.lost1)
    accumulate(-2 * high * low, \.lost2)
    accumulate(-low * low, \.lost3)
  }
}
