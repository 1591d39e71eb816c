// Tests the optimizer's rules for memory and virtual objects, and what they must leave alone.
import Testing
import TraceIR

@Suite("Optimizer, memory rules")
struct OptimizerMemoryTests {
  /// Two objects of the same class at %1 and %3, an int word in %4.
  private static let objects = """
    %0: word = slot +0
    %1: ptr = guardClass $1 %0 !
    %2: word = slot +1
    %3: ptr = guardClass $1 %2 !
    %4: word = slot +2

    """
  private static let guards: [Uop] = [.guardClass, .guardClass]

  private func uops(_ body: String, _ results: Int...) throws -> [Uop] {
    Array(try OptimizedBody(Self.objects + body, results: results).uops.dropFirst(2))
  }

  @Test("a load after a load or a store of the same cell is not made")
  func forwarding() throws {
    #expect(try uops("%5: word = loadSlot +16 %1 \n %6: word = loadSlot +16 %1", 5, 6) == [.loadSlot])
    #expect(try uops("storeSlot +16 %1, %4 \n %6: word = loadSlot +16 %1", 6) == [.storeSlot])
    #expect(try uops("%5: word = loadSlot +16 %1 \n storeSlot +16 %1, %5", 5) == [.loadSlot])
  }

  @Test("a store to what may be the same object is heeded")
  func aliases() throws {
    #expect(try uops("%5: word = loadSlot +16 %1 \n storeSlot +16 %3, %4 \n %6: word = loadSlot +16 %1", 5, 6) == [.loadSlot, .storeSlot, .loadSlot])
    #expect(try uops("%5: word = loadSlot +16 %1 \n storeSlot +24 %3, %4 \n %6: word = loadSlot +16 %1", 5, 6) == [.loadSlot, .storeSlot])
  }

  @Test("objects of different classes or layouts are different")
  func distinct() throws {
    let classes = "%0: word = slot +0 \n %1: ptr = guardClass $1 %0 ! \n %2: word = slot +1 \n %3: ptr = guardClass $4 %2 ! \n %4: word = slot +2 \n"
    let body = "%5: word = loadSlot +16 %1 \n storeSlot +16 %3, %4 \n %6: word = loadSlot +16 %1"
    #expect(try OptimizedBody.uops(classes + body, 5, 6) == Self.guards + [.loadSlot, .storeSlot])
    let layouts = "guardLayout $2 %1 ! \n guardLayout $8 %3 ! \n"
    #expect(try uops(layouts + body, 5, 6) == [.guardLayout, .guardLayout, .loadSlot, .storeSlot])
  }

  @Test("a call that writes everything is heeded, a pure one is not")
  func calls() throws {
    #expect(
      try uops("guardLayout $2 %1 ! \n %5: word = loadSlot +16 %1 \n %7: word = call t_poke %4 \n guardLayout $2 %1 ! \n %6: word = loadSlot +16 %1", 5, 6)
        == [.guardLayout, .loadSlot, .call, .guardLayout, .loadSlot])
    #expect(
      try uops("%8: f64 = constFloat 1.0 \n %5: word = loadSlot +16 %1 \n %7: f64 = call t_mix %8, %8 \n %6: word = loadSlot +16 %1", 5, 6, 7)
        == [.loadSlot, .call])
  }

  @Test("a call that changes lists leaves attributes known")
  func regions() throws {
    let list = "%10: word = slot +4 \n %11: ptr = guardClass $4 %10 ! \n %12: i64 = loadField listCount %11 \n %5: word = loadSlot +16 %1 \n"
    let body = list + "%7: word = call t_append %10, %4 \n %13: i64 = loadField listCount %11 \n %6: word = loadSlot +16 %1"
    #expect(try uops(body, 5, 6, 12, 13) == [.guardClass, .loadField, .loadSlot, .call, .loadField])
  }

  @Test("items at different positions are different")
  func items() throws {
    let start = """
      %10: ptr = loadField listItems %1
      %11: i64 = constInt 0
      %12: i64 = constInt 1
      %13: word = slot +3
      %14: i64 = guardInt %13 !
      %15: word = loadItem %10, %11

      """
    let kept: [Uop] = [.loadField, .guardInt, .loadItem, .storeItem]
    #expect(try uops(start + "storeItem %10, %12, %4 \n %16: word = loadItem %10, %11", 15, 16) == kept)
    #expect(try uops(start + "storeItem %10, %14, %4 \n %16: word = loadItem %10, %11", 15, 16) == kept + [.loadItem])
    #expect(try uops(start + "%17: ptr = loadField listItems %3 \n storeItem %17, %11, %4 \n %16: word = loadItem %10, %11", 15, 16) == [.loadField, .guardInt, .loadItem, .loadField, .storeItem, .loadItem])
  }

  @Test("positions a constant apart are different")
  func neighbours() throws {
    let body = """
      %10: ptr = loadField listItems %1
      %13: word = slot +3
      %14: i64 = guardInt %13 !
      %11: i64 = constInt 1
      %12: i64 = addInt %14, %11
      %15: word = loadItem %10, %12
      storeItem %10, %14, %4
      %16: word = loadItem %10, %12
      """
    #expect(try uops(body, 15, 16) == [.loadField, .guardInt, .addInt, .loadItem, .storeItem])
  }

  // MARK: Virtual objects

  private static let point = """
    %10: ptr = newObject $3
    %11: word = ref %10
    %12: ptr = guardClass $1 %11 !
    guardLayout $2 %12 !
    storeSlot +16 %12, %4

    """

  @Test("an object that does not escape is not made")
  func virtual() throws {
    let body = Self.point + "%13: ptr = guardClass $1 %11 ! \n guardLayout $2 %13 ! \n %14: word = loadSlot +16 %13 \n guardNotNil %14 !"
    let result = try OptimizedBody(Self.objects + body, results: [11, 14])
    #expect(result.uops == Self.guards + [.guardNotNil])
    #expect(result.results == ["instance(template: 3){16: slot 2}", "slot 2"])
  }

  @Test("an object that the frames need where the trace always leaves is made by the trace")
  func end() throws {
    let result = try OptimizedBody(Self.objects + Self.point, results: [11], atEnd: true)
    #expect(result.uops == Self.guards + [.newObject, .storeSlot, .ref])
    #expect(result.results == ["ref(newObject 3())"])
    let unneeded = try OptimizedBody(Self.objects + Self.point, results: [4], atEnd: true)
    #expect(unneeded.uops == Self.guards)
  }

  @Test("an attribute that was never stored is nil")
  func unset() throws {
    #expect(try OptimizedBody.results(Self.objects + Self.point + "%14: word = loadSlot +24 %12", 14) == ["word 2"])
  }

  @Test("an object that escapes is made with what it holds then")
  func escape() throws {
    let body = Self.point + "%20: word = call t_poke %11 \n storeSlot +16 %12, %0 \n %14: word = loadSlot +24 %12"
    #expect(try uops(body, 14) == [.newObject, .storeSlot, .ref, .call, .storeSlot, .loadSlot])
  }

  @Test("an adding of attributes changes the layout of a virtual object")
  func layouts() throws {
    let body = Self.point + "%15: ptr = constPtr $8 \n storeField objectLayout %12, %15 \n guardLayout $8 %12 !"
    let result = try OptimizedBody(Self.objects + body, results: [11])
    #expect(result.uops == Self.guards)
    #expect(result.results == ["instance(template: 3){16: slot 2, 8: constPtr 8()}"])
    let escaped = try uops(body + "\n %16: word = call t_poke %11")
    #expect(escaped == [.newObject, .storeSlot, .storeField, .ref, .call])
  }

  @Test("tuples are unpacked without being made")
  func tuples() throws {
    let body = """
      %10: ptr = newTuple %0, %4
      %11: word = ref %10
      %12: ptr = guardClass $5 %11 !
      %13: i64 = loadField tupleCount %12
      %14: i64 = constInt 2
      %15: i1 = eqInt %13, %14
      guardTrue %15 !
      %16: ptr = address +48 %12
      %17: i64 = constInt 1
      %18: word = loadItem %16, %17
      """
    let result = try OptimizedBody(Self.objects + body, results: [18, 11])
    #expect(result.uops == Self.guards)
    #expect(result.results == ["slot 2", "tuple{0: slot 0, 1: slot 2}"])
  }

  @Test("objects that hold each other are made together")
  func cycles() throws {
    let body = """
      %10: ptr = newObject $3
      %11: word = ref %10
      %12: ptr = newTuple %11, %4
      %13: word = ref %12
      storeSlot +16 %10, %13
      storeSlot +24 %1, %13
      """
    #expect(try uops(body) == [.newObject, .ref, .newTuple, .ref, .storeSlot, .storeSlot])
  }

  @Test("nothing else is the same object as a virtual one")
  func sameVirtual() throws {
    let body = Self.point + "%14: i1 = sameWord %11, %0 \n guardFalse %14 ! \n %15: i1 = sameWord %11, %11 \n guardTrue %15 !"
    #expect(try uops(body).isEmpty)
  }

  @Test("without the pass, objects are made where they were")
  func disabled() throws {
    let result = try OptimizedBody(Self.objects + Self.point, results: [11], passes: .all.subtracting(.virtuals))
    #expect(result.uops.contains(.newObject))
  }
}
