// Tests the optimizer's rules for numbers, truth values and boxes, and what they must leave alone.
import Testing
import TraceIR

@Suite("Optimizer, scalar rules")
struct OptimizerScalarTests {
  /// An int in %1 and another in %3.
  private static let ints = """
    %0: word = slot +0
    %1: i64 = guardInt %0 !
    %2: word = slot +1
    %3: i64 = guardInt %2 !

    """
  /// A float in %1 and another in %3.
  private static let floats = """
    %0: word = slot +0
    %1: f64 = guardFloat %0 !
    %2: word = slot +1
    %3: f64 = guardFloat %2 !

    """

  @Test("integer identities", arguments: [
    ("%5: i64 = constInt 0 \n %6: i64 = addOvf %1, %5 !", "guardInt(slot 0)"),
    ("%5: i64 = constInt 0 \n %6: i64 = addOvf %5, %1 !", "guardInt(slot 0)"),
    ("%5: i64 = constInt 0 \n %6: i64 = subOvf %1, %5 !", "guardInt(slot 0)"),
    ("%6: i64 = subOvf %1, %1 !", "0"),
    ("%5: i64 = constInt 1 \n %6: i64 = mulOvf %5, %1 !", "guardInt(slot 0)"),
    ("%5: i64 = constInt 0 \n %6: i64 = mulOvf %1, %5 !", "0"),
    ("%6: i64 = xorInt %1, %1", "0"),
    ("%6: i64 = orInt %1, %1", "guardInt(slot 0)"),
    ("%5: i64 = constInt -1 \n %6: i64 = andInt %1, %5", "guardInt(slot 0)"),
    ("%5: i64 = constInt 0 \n %6: i64 = shlOvf %1, %5 !", "guardInt(slot 0)"),
    ("%5: i64 = constInt 1 \n %6: i64 = floorDivInt %1, %5 !", "guardInt(slot 0)"),
    ("%5: i64 = constInt 1 \n %6: i64 = floorModInt %1, %5 !", "0"),
    ("%5: i64 = constInt 8 \n %6: i64 = floorModInt %1, %5 !", "andInt(guardInt(slot 0), 7)"),
    ("%5: i64 = notInt %1 \n %6: i64 = notInt %5", "guardInt(slot 0)"),
    ("%5: i64 = constInt 7 \n %7: i64 = andInt %1, %5 \n %8: i64 = constInt 15 \n %6: i64 = andInt %7, %8", "andInt(guardInt(slot 0), 7)"),
    ("%5: i64 = constInt -7 \n %7: i64 = constInt 2 \n %6: i64 = floorDivInt %5, %7 !", "-4"),
    ("%5: i64 = constInt -7 \n %7: i64 = constInt 2 \n %6: i64 = floorModInt %5, %7 !", "1"),
    ("%5: i1 = geInt %1, %3 \n %7: i1 = ltInt %1, %3 \n %8: i1 = notBool %5 \n %6: i1 = notBool %8", "notBool(ltInt(guardInt(slot 0), guardInt(slot 1)))"),
    ("%6: i1 = gtInt %1, %3", "ltInt(guardInt(slot 1), guardInt(slot 0))"),
  ])
  func identities(_ body: String, _ expected: String) throws {
    #expect(try OptimizedBody.results(Self.ints + body, 6) == [expected])
  }

  @Test("sums with constants are one sum")
  func sums() throws {
    let body = Self.ints + """
      %5: i64 = constInt 5
      %6: i64 = addOvf %1, %5 !
      %7: i64 = addOvf %6, %5 !
      %8: i64 = constInt 3
      %9: i64 = subOvf %7, %8 !
      """
    let result = try OptimizedBody(body, results: [9])
    #expect(result.results == ["addInt(guardInt(slot 0), 7)"])
    #expect(result.uops == [.guardInt, .guardInt, .addOvf, .addInt])
  }

  @Test("a sum that wraps is no base of another")
  func wrapping() throws {
    let body = Self.ints + "%5: i64 = constInt 5 \n %6: i64 = addInt %1, %5 \n %7: i64 = addOvf %6, %5 !"
    #expect(try OptimizedBody.results(body, 7) == ["addOvf(addInt(guardInt(slot 0), 5), 5)"])
  }

  @Test("several checked sums of one base share a check")
  func groups() throws {
    let body = Self.ints + """
      %5: i64 = constInt 1
      %6: i64 = addOvf %1, %5 !
      %7: i64 = addOvf %6, %5 !
      %8: i64 = addOvf %7, %5 !
      """
    let result = try OptimizedBody(body, results: [6, 7, 8])
    #expect(result.uops.filter { $0 == .addOvf }.count == 1)
    #expect(result.results == ["addInt(guardInt(slot 0), 1)", "addInt(guardInt(slot 0), 2)", "addOvf(guardInt(slot 0), 3)"])
    #expect(result.uops == [.guardInt, .guardInt, .addOvf, .addInt, .addInt])
  }

  @Test("a bound makes the check of the next sum needless, and only that")
  func overflow() throws {
    let guarded = Self.ints + "%5: i1 = ltInt %1, %3 \n guardTrue %5 ! \n %6: i64 = constInt 1 \n"
    #expect(try OptimizedBody.results(guarded + "%7: i64 = addOvf %1, %6 !", 7) == ["addInt(guardInt(slot 0), 1)"])
    #expect(try OptimizedBody.results(guarded + "%7: i64 = addOvf %3, %6 !", 7) == ["addOvf(guardInt(slot 1), 1)"])
    #expect(try OptimizedBody.results(guarded + "%7: i64 = subOvf %3, %6 !", 7) == ["addInt(guardInt(slot 1), -1)"])
    #expect(try OptimizedBody.results(guarded + "%7: i64 = addOvf %1, %1 !", 7) == ["addOvf(guardInt(slot 0), guardInt(slot 0))"])
  }

  @Test("what would leave is not folded")
  func leaving() throws {
    let zero = Self.ints + "%5: i64 = constInt 0 \n %6: i64 = floorDivInt %1, %5 !"
    #expect(try OptimizedBody.results(zero, 6) == ["floorDivInt(guardInt(slot 0), 0)"])
    let minus = Self.ints + "%5: i64 = constInt -1 \n %6: i64 = floorModInt %1, %5 !"
    #expect(try OptimizedBody.results(minus, 6) == ["floorModInt(guardInt(slot 0), -1)"])
    let top = "%0: i64 = constInt 9223372036854775807 \n %1: i64 = constInt 1 \n %2: i64 = addOvf %0, %1 !"
    #expect(try OptimizedBody.results(top, 2) == ["addOvf(9223372036854775807, 1)"])
  }

  @Test("unused checks stay, other unused uops go")
  func unused() throws {
    #expect(try OptimizedBody.uops(Self.ints + "%5: i64 = andInt %1, %3 \n %6: word = boxInt %5") == [.guardInt, .guardInt])
    #expect(try OptimizedBody.uops(Self.ints + "%5: i64 = addOvf %1, %3 !") == [.guardInt, .guardInt, .addOvf])
    #expect(try OptimizedBody.uops(Self.ints + "%5: i64 = floorDivInt %1, %3 !") == [.guardInt, .guardInt, .floorDivInt])
  }

  @Test("floats are not simplified where a bit could differ", arguments: [
    ("%5: f64 = constFloat 0.0 \n %6: f64 = addFloat %1, %5", "addFloat(guardFloat(slot 0), 0.0)"),
    ("%5: f64 = constFloat -0.0 \n %6: f64 = addFloat %1, %5", "addFloat(guardFloat(slot 0), -0.0)"),
    ("%5: f64 = constFloat 0.0 \n %6: f64 = subFloat %1, %5", "subFloat(guardFloat(slot 0), 0.0)"),
    ("%5: f64 = constFloat 1.0 \n %6: f64 = mulFloat %1, %5", "mulFloat(guardFloat(slot 0), 1.0)"),
    ("%5: f64 = constFloat 0.0 \n %6: f64 = mulFloat %1, %5", "mulFloat(guardFloat(slot 0), 0.0)"),
    ("%5: f64 = constFloat 2.0 \n %6: f64 = divFloat %1, %5 !", "divFloat(guardFloat(slot 0), 2.0)"),
    ("%6: f64 = subFloat %1, %1", "subFloat(guardFloat(slot 0), guardFloat(slot 0))"),
    ("%6: i1 = eqFloat %1, %1", "eqFloat(guardFloat(slot 0), guardFloat(slot 0))"),
    ("%5: i1 = ltFloat %1, %3 \n %6: i1 = notBool %5", "notBool(ltFloat(guardFloat(slot 0), guardFloat(slot 1)))"),
    ("%6: i1 = geFloat %1, %3", "leFloat(guardFloat(slot 1), guardFloat(slot 0))"),
    ("%6: f64 = addFloat %3, %1", "addFloat(guardFloat(slot 1), guardFloat(slot 0))"),
  ])
  func floatsStay(_ body: String, _ expected: String) throws {
    #expect(try OptimizedBody.results(Self.floats + body, 6) == [expected])
  }

  @Test("floats are folded exactly", arguments: [
    ("%5: f64 = constFloat 0.1 \n %7: f64 = constFloat 0.2 \n %6: f64 = addFloat %5, %7", "0.30000000000000004"),
    ("%5: f64 = constFloat -0.0 \n %7: f64 = constFloat 0.0 \n %6: f64 = addFloat %5, %7", "0.0"),
    ("%5: f64 = constFloat -0.0 \n %6: f64 = negFloat %5", "0.0"),
    ("%5: f64 = negFloat %1 \n %6: f64 = negFloat %5", "guardFloat(slot 0)"),
    ("%5: f64 = constFloat -0.0 \n %7: f64 = constFloat 0.0 \n %6: i1 = eqFloat %5, %7", "true"),
    ("%5: i64 = constInt 9007199254740993 \n %6: f64 = intToFloat %5", "9007199254740992.0"),
  ])
  func floatsFold(_ body: String, _ expected: String) throws {
    #expect(try OptimizedBody.results(Self.floats + body, 6) == [expected])
  }

  @Test("a computed NaN is not folded, and a power is a call")
  func exceptional() throws {
    let nan = "%0: f64 = constFloat 0x7ff0000000000000 \n %1: f64 = subFloat %0, %0"
    #expect(try OptimizedBody.uops(nan, 1) == [.subFloat])
    let call = Self.floats + "%5: f64 = call t_mix %1, %3 \n %6: f64 = call t_mix %1, %3 \n %7: f64 = call t_mix %3, %1"
    #expect(try OptimizedBody.uops(call, 5, 6, 7) == [.guardFloat, .guardFloat, .call, .call])
  }

  @Test("boxes are opened again without a check")
  func boxes() throws {
    let body = Self.ints + """
      %5: i64 = addOvf %1, %3 !
      %6: word = boxInt %5
      %7: i64 = guardInt %6 !
      %8: i64 = guardInt %0 !
      %9: i1 = eqInt %7, %8
      %10: word = boxBool %9
      %11: i1 = guardBool %10 !
      guardTrue %11 !
      """
    #expect(try OptimizedBody.uops(body, 6) == [.guardInt, .guardInt, .addOvf, .eqInt, .guardTrue])
  }

  @Test("truth values and None are told apart without asking")
  func identity() throws {
    let none = "%5: i1 = eqInt %1, %3 \n %6: word = boxBool %5 \n %7: word = constWord 0x5 \n %8: i1 = sameWord %6, %7 \n guardFalse %8 !"
    #expect(try OptimizedBody.uops(Self.ints + none) == [.guardInt, .guardInt])
    let both = "%0: word = slot +0 \n %1: word = slot +1 \n %2: i1 = sameWord %0, %1 \n guardTrue %2 !"
    #expect(try OptimizedBody.uops(both) == [.sameWord, .guardTrue])
  }

  @Test("a condition is asked once")
  func conditions() throws {
    let body = Self.ints + "%5: i1 = ltInt %1, %3 \n guardTrue %5 ! \n %6: i1 = geInt %1, %3 \n guardFalse %6 ! \n %7: i1 = eqInt %1, %3 \n guardFalse %7 !"
    #expect(try OptimizedBody.uops(body).filter { $0 == .guardTrue || $0 == .guardFalse } == [.guardTrue, .guardFalse])
  }
}
