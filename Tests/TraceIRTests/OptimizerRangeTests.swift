// Compares the optimizer's integer bounds with all results of uops on sample values.
import Testing
@testable import TraceIR

@Suite("Optimizer, ranges")
struct OptimizerRangeTests {
  private static let ends: [Int64] = [.min, .min + 1, -8, -3, -1, 0, 1, 2, 7, 8, .max - 1, .max]

  private static let ranges: [IntRange] = ends.flatMap { low in
    ends.filter { $0 >= low }.map { IntRange(low: low, high: $0) }
  }

  private func samples(_ range: IntRange) -> [Int64] { Self.ends.filter { range.contains($0) } }

  private func result(_ op: Uop, _ a: Int64, _ b: Int64) -> Int64? {
    let bits = ScalarSemantics.evaluate(op, UInt64(bitPattern: a), UInt64(bitPattern: b), encoding: ValueEncoding())
    guard case .value(let value) = bits else { return nil }
    return Int64(bitPattern: value)
  }

  @Test("no result is outside its bounds")
  func bounds() {
    var wrong: [String] = []
    for a in Self.ranges {
      for b in Self.ranges {
        let bounds: [(Uop, IntRange)] = [
          (.addOvf, a.adding(b).range), (.subOvf, a.subtracting(b).range), (.mulOvf, a.multiplied(by: b)), (.andInt, a.and(b)),
          (.orInt, a.or(b)), (.xorInt, a.or(b)), (.shrInt, a.shiftedRight(b)), (.floorModInt, a.floorRemainder(b)),
          (.floorDivInt, a.floorQuotient(b)),
        ]
        for x in samples(a) {
          for y in samples(b) {
            for (op, range) in bounds {
              if let value = result(op, x, y), !range.contains(value) { wrong.append("\(op) \(x) \(y) \(range)") }
            }
          }
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("a sum is called exact only if none overflows, and where bounds say so")
  func exactness() {
    for a in Self.ranges {
      for b in Self.ranges where a.adding(b).isExact {
        #expect(samples(a).allSatisfy { x in samples(b).allSatisfy { result(.addOvf, x, $0) != nil } })
      }
    }
    #expect(IntRange(low: .min, high: .max - 1).adding(IntRange(1)).isExact)
    #expect(!IntRange.all.adding(IntRange(1)).isExact)
    #expect(IntRange(low: 0, high: .max).subtracting(IntRange(low: 0, high: .max)).isExact)
    #expect(!IntRange(low: -1, high: 0).subtracting(IntRange(low: .min, high: 0)).isExact)
  }
}
