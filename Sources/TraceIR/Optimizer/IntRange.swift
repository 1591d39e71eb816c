// Computes bounds of 64-bit integers.

/// An inclusive range of integers, never empty.
struct IntRange: Equatable {
  var low: Int64
  var high: Int64

  static let all = IntRange(low: .min, high: .max)
  static let bit = IntRange(low: 0, high: 1)
  static let byte = IntRange(low: 0, high: 255)
  /// Lengths of objects in memory.
  static let length = IntRange(low: 0, high: 1 << 48)

  init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }

  init(_ value: Int64) { self.init(low: value, high: value) }

  var isSingle: Bool { low == high }
  var isNonNegative: Bool { low >= 0 }

  func contains(_ value: Int64) -> Bool { low <= value && value <= high }

  /// The common part, or `self` when there is none (the code is unreachable then).
  func intersection(_ other: IntRange) -> IntRange {
    let low = max(self.low, other.low)
    let high = min(self.high, other.high)
    return low <= high ? IntRange(low: low, high: high) : self
  }

  /// The range of sums that do not overflow, and whether none can.
  func adding(_ other: IntRange) -> (range: IntRange, isExact: Bool) {
    let (low, below) = self.low.addingReportingOverflow(other.low)
    let (high, above) = self.high.addingReportingOverflow(other.high)
    return bounded(low, below, self.low < 0, high, above, self.high < 0)
  }

  /// The range of differences that do not overflow, and whether none can.
  func subtracting(_ other: IntRange) -> (range: IntRange, isExact: Bool) {
    let (low, below) = self.low.subtractingReportingOverflow(other.high)
    let (high, above) = self.high.subtractingReportingOverflow(other.low)
    return bounded(low, below, self.low < 0, high, above, self.high < 0)
  }

  /// Clips overflowed ends: an end that overflowed left the range on the side of its first operand's sign.
  private func bounded(
    _ low: Int64, _ lowOverflow: Bool, _ lowNegative: Bool, _ high: Int64, _ highOverflow: Bool, _ highNegative: Bool
  ) -> (range: IntRange, isExact: Bool) {
    let first = lowOverflow ? (lowNegative ? Int64.min : .max) : low
    let last = highOverflow ? (highNegative ? Int64.min : .max) : high
    return (IntRange(low: first, high: max(first, last)), !lowOverflow && !highOverflow)
  }

  /// The range of products that do not overflow.
  func multiplied(by other: IntRange) -> IntRange {
    var low = Int64.max
    var high = Int64.min
    for a in [self.low, self.high] {
      for b in [other.low, other.high] {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        let end = overflow ? ((a < 0) == (b < 0) ? Int64.max : .min) : product
        low = min(low, end)
        high = max(high, end)
      }
    }
    return IntRange(low: low, high: high)
  }

  /// The range of bitwise ands.
  func and(_ other: IntRange) -> IntRange {
    if isNonNegative && other.isNonNegative { return IntRange(low: 0, high: min(high, other.high)) }
    if isNonNegative { return IntRange(low: 0, high: high) }
    if other.isNonNegative { return IntRange(low: 0, high: other.high) }
    return .all
  }

  /// The range of bitwise ors and exclusive ors.
  func or(_ other: IntRange) -> IntRange {
    guard isNonNegative, other.isNonNegative else { return .all }
    let widest = max(high, other.high)
    return IntRange(low: 0, high: Int64.max &>> Int64(truncatingIfNeeded: max(0, widest.leadingZeroBitCount - 1)))
  }

  /// The range of arithmetic right shifts by a count of at least 0.
  func shiftedRight(_ count: IntRange) -> IntRange {
    guard count.isNonNegative else { return .all }
    let least = min(count.low, 63)
    let most = min(count.high, 63)
    return IntRange(low: low >= 0 ? low &>> most : low &>> least, high: high >= 0 ? high &>> least : high &>> most)
  }

  /// The range of remainders with the divisor's sign.
  func floorRemainder(_ divisor: IntRange) -> IntRange {
    guard divisor.low > 0 else { return .all }
    if isNonNegative && high < divisor.low { return self }
    return IntRange(low: 0, high: isNonNegative ? min(high, divisor.high - 1) : divisor.high - 1)
  }

  /// The range of quotients, rounded down.
  func floorQuotient(_ divisor: IntRange) -> IntRange {
    guard divisor.low > 0 else { return .all }
    func divide(_ a: Int64, _ b: Int64) -> Int64 { ScalarSemantics.floorDivide(a, b)?.quotient ?? a }
    let low = self.low >= 0 ? divide(self.low, divisor.high) : divide(self.low, divisor.low)
    let high = self.high >= 0 ? divide(self.high, divisor.low) : divide(self.high, divisor.high)
    return IntRange(low: low, high: high)
  }
}
