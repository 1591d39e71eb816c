// Tests the meaning of scalar uops on ordinary values and at their edges.
import Testing
import TraceIR

@Suite struct EvaluatorScalarTests {
  static let encoding = ValueEncoding()

  private func eval(_ op: Uop, _ a: Int64, _ b: Int64 = 0) -> Int64? {
    if case .value(let bits) = ScalarSemantics.evaluate(
      op, UInt64(bitPattern: a), UInt64(bitPattern: b), encoding: Self.encoding)
    {
      return Int64(bitPattern: bits)
    }
    return nil
  }

  private func eval(_ op: Uop, _ a: Double, _ b: Double = 0) -> UInt64? {
    if case .value(let bits) = ScalarSemantics.evaluate(op, a.bitPattern, b.bitPattern, encoding: Self.encoding) { return bits }
    return nil
  }

  struct Row: Sendable {
    let op: Uop
    let a: Int64
    let b: Int64
    let expected: Int64?
    init(_ op: Uop, _ a: Int64, _ b: Int64, _ expected: Int64?) {
      self.op = op
      self.a = a
      self.b = b
      self.expected = expected
    }
  }

  static let rows: [Row] = [
    Row(.addOvf, .max, 1, nil),
    Row(.addOvf, 2, -3, -1),
    Row(.addInt, .max, 1, .min),
    Row(.subOvf, .min, 1, nil),
    Row(.subInt, .min, 1, .max),
    Row(.mulOvf, 1 << 32, 1 << 31, nil),
    Row(.mulOvf, 1 << 31, 1 << 31, 1 << 62),
    Row(.negOvf, .min, 0, nil),
    Row(.negOvf, 5, 0, -5),
    Row(.notInt, 0, 0, -1),
    Row(.andInt, 6, 3, 2),
    Row(.orInt, 6, 3, 7),
    Row(.xorInt, 6, 3, 5),
    Row(.shlOvf, 1, 62, 1 << 62),
    Row(.shlOvf, 1, 63, nil),
    Row(.shlOvf, 1, -1, nil),
    Row(.shlOvf, 3, 62, nil),
    Row(.shlOvf, -1, 62, -(1 << 62)),
    Row(.shlOvf, 0, 63, nil),
    Row(.shrInt, -5, 1, -3),
    Row(.shrInt, -5, 100, -1),
    Row(.shrInt, 5, 64, 0),
    Row(.shrInt, 5, -1, nil),
    Row(.shrInt, .min, .max, -1),
    Row(.floorDivInt, -7, 2, -4),
    Row(.floorDivInt, 7, -2, -4),
    Row(.floorDivInt, 7, 0, nil),
    Row(.floorDivInt, .min, -1, nil),
    Row(.floorDivInt, .min, 2, .min / 2),
    Row(.floorDivInt, .min, .min, 1),
    Row(.floorDivInt, .max, .min, -1),
    Row(.floorDivInt, 6, -3, -2),
    Row(.floorModInt, -7, 2, 1),
    Row(.floorModInt, 7, -2, -1),
    Row(.floorModInt, 7, 0, nil),
    Row(.floorModInt, 5, -1, nil),
    Row(.floorModInt, .max, .min, -1),
    Row(.floorModInt, 6, -3, 0),
    Row(.eqInt, 1, 1, 1),
    Row(.neInt, 1, 1, 0),
    Row(.ltInt, .min, .max, 1),
    Row(.leInt, 2, 2, 1),
    Row(.gtInt, -1, 0, 0),
    Row(.geInt, 0, 0, 1),
    Row(.boolToInt, 1, 0, 1),
    Row(.notBool, 1, 0, 0),
    Row(.notBool, 0, 0, 1),
  ]

  @Test(arguments: rows)
  func integers(_ row: Row) {
    #expect(eval(row.op, row.a, row.b) == row.expected, "\(row)")
  }

  @Test func floorDivisionAgreesWithItsDefinition() {
    for a in -40...40 as ClosedRange<Int64> {
      for b in -9...9 as ClosedRange<Int64> where b != 0 && b != -1 {
        let quotient = Int64((Double(a) / Double(b)).rounded(.down))
        #expect(eval(.floorDivInt, a, b) == quotient)
        #expect(eval(.floorModInt, a, b) == a - quotient * b)
      }
    }
  }

  @Test func trueDivision() {
    #expect(eval(.trueDivInt, Int64(1), Int64(3)) == Int64(bitPattern: (1.0 / 3.0).bitPattern))
    #expect(eval(.trueDivInt, Int64(1) << 53, 1) == Int64(bitPattern: 0x1p53.bitPattern))
    #expect(eval(.trueDivInt, (Int64(1) << 53) + 1, 1) == nil)
    #expect(eval(.trueDivInt, Int64(1), Int64.min) == nil)
    #expect(eval(.trueDivInt, Int64(1), Int64(0)) == nil)
    #expect(eval(.intToFloat, Int64.max) == Int64(bitPattern: 0x1p63.bitPattern))
  }

  @Test func floats() {
    #expect(eval(.divFloat, 1.0, -0.0) == nil)
    #expect(eval(.divFloat, 0.0, -2.0) == (-0.0).bitPattern)
    #expect(eval(.sqrtFloat, -0.0) == (-0.0).bitPattern)
    #expect(eval(.sqrtFloat, -1.0) == nil)
    #expect(eval(.sqrtFloat, Double.nan) == nil)
    #expect(eval(.negFloat, 0.0) == (-0.0).bitPattern)
    #expect(eval(.absFloat, -2.5) == 2.5.bitPattern)
    #expect(eval(.eqFloat, Double.nan, .nan) == 0)
    #expect(eval(.neFloat, Double.nan, .nan) == 1)
    #expect(eval(.ltFloat, 1.0, .nan) == 0)
    #expect(eval(.geFloat, 0.0, -0.0) == 1)
    #expect(eval(.mulFloat, 1e308, 10.0) == Double.infinity.bitPattern)
    #expect(eval(.floatToInt, -1.9) == UInt64(bitPattern: -1))
    #expect(eval(.floatToInt, 0x1p62) == nil)
    #expect(eval(.floatToInt, -0x1p62) == UInt64(bitPattern: -(1 << 62)))
    #expect(eval(.floatToInt, Double.nan) == nil)
    #expect(eval(.floatToInt, -Double.infinity) == nil)
  }

  @Test func words() {
    let encoding = Self.encoding
    for number in [0, 1, -1, 1 << 61 - 1, -(1 << 61)] as [Int64] {
      let word = ScalarSemantics.encodeInt(number, encoding)
      #expect(word.flatMap { ScalarSemantics.decodeInt($0, encoding) } == number)
    }
    #expect(ScalarSemantics.encodeInt(1 << 61, encoding) == nil)
    #expect(ScalarSemantics.encodeInt(-(1 << 61) - 1, encoding) == nil)
    for number in [0.0, -0.0, 1.0, -1.0, 0.1, 1e10, -1e-10, 123456.789] {
      let word = ScalarSemantics.encodeFloat(number, encoding)
      #expect(word.flatMap { ScalarSemantics.decodeFloat($0, encoding) }?.bitPattern == number.bitPattern)
    }
    #expect(ScalarSemantics.encodeFloat(1e300, encoding) == nil)
    let specials = [encoding.nilWord, encoding.noneWord, encoding.falseWord, encoding.trueWord]
    for word in specials {
      #expect(ScalarSemantics.decodeInt(word, encoding) == nil)
      #expect(ScalarSemantics.decodeFloat(word, encoding) == nil)
      #expect(!ScalarSemantics.isReference(word, encoding))
      #expect(ScalarSemantics.evaluate(.guardInt, word, encoding: encoding) == .leaves)
    }
    #expect(ScalarSemantics.evaluate(.guardInt, 0x1001, encoding: encoding) == .unknown)
    #expect(ScalarSemantics.evaluate(.guardNotNil, encoding.nilWord, encoding: encoding) == .leaves)
    #expect(ScalarSemantics.evaluate(.guardIsWord, 5, immediate: 5, encoding: encoding) == .value(0))
    #expect(ScalarSemantics.evaluate(.guardIsWord, 6, immediate: 5, encoding: encoding) == .leaves)
    #expect(ScalarSemantics.evaluate(.guardFalse, 1, encoding: encoding) == .leaves)
    #expect(ScalarSemantics.evaluate(.guardTrue, 1, encoding: encoding) == .value(0))
    #expect(ScalarSemantics.evaluate(.ref, 0x1000, encoding: encoding) == .value(0x1001))
  }

  @Test func memoryUopsAreNotScalar() {
    for op in Uop.allCases where [.load, .store, .allocation, .call].contains(op.info.kind) {
      #expect(ScalarSemantics.evaluate(op, encoding: Self.encoding) == .unknown)
    }
  }
}
