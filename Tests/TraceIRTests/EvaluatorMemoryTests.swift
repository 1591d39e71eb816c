// Tests the evaluator's memory uops, allocations, helper calls and refusals.
import Testing
import TraceIR

@Suite struct EvaluatorMemoryTests {
  /// Runs a root trace made of `body`, whose values `%a, %b ...` of the list become the exit buffer.
  private func run(_ world: EvaluatorWorld, _ body: String, live: String = "", guards: Int = 0) throws -> Int {
    let entries: [String] = live.split(separator: " ").enumerated().map { "+\($0.offset) \($0.element)" }
    let slots = "slots [\(entries.joined(separator: ", "))]"
    var exits = ""
    for index in 1..<(guards + 1) { exits += "!\(index) number \(index) type frames [+0 $0 pc 0]\n" }
    return try world.run(
      """
      jitc-trace 1
      tree "body" {
        constants { $0 "code f" $1 "class C" $2 "layout L" $3 "global g" }
        trace 0 root {
          body {
      \(body)
          }
          exits {
            !0 number 0 end frames [+0 $0 pc 0] \(slots)
            \(exits)
          }
          end exit 0
        }
      }
      """)
  }

  @Test func objects() throws {
    let world = EvaluatorWorld()
    let layoutField = Int(FieldID.objectLayout.rawValue)
    let countField = Int(FieldID.listCount.rawValue)
    world[slot: 0] = world.address(0) + 1
    world[constant: 1] = world.address(50) + 1
    world[constant: 2] = 0xABC0
    world[constant: 3] = world.address(60)
    world[object: 0] = world.address(50)
    world[object: layoutField] = 0xABC0
    world[object: countField] = 5
    world[object: 60] = 1234
    let body = """
      %0: word = slot +0
      %1: ptr = guardClass $1 %0 !exit 1
      guardLayout $2 %1 !exit 2
      %2: i64 = loadField listCount %1
      %3: i64 = addInt %2, %2
      storeField listCount %1, %3
      storeSlot +160 %1, %0
      %4: word = loadSlot +160 %1
      %5: word = loadGlobal $3
      %6: word = constRef $1
      %7: ptr = unref %6
      %8: i1 = sameWord %4, %0
      """
    #expect(try run(world, body, live: "%1 %2 %4 %5 %6 %7 %8", guards: 2) == 0)
    #expect(world.buffer(7) == [world.address(0), 5, world.address(0) + 1, 1234, world.address(50) + 1, world.address(50), 1])
    #expect(world[object: countField] == 10)
    world[object: layoutField] = 0
    #expect(try run(world, body, guards: 2) == 2)
    world[object: 0] = 8
    #expect(try run(world, body, guards: 2) == 1)
    world[slot: 0] = EvaluatorWorld.word(3)
    #expect(try run(world, body, guards: 2) == 1)
  }

  @Test func arrays() throws {
    let world = EvaluatorWorld()
    world[slot: 0] = world.address(0) + 1
    world[object: 3] = 0x8877_6655_4433_2211
    let body = """
      %0: word = slot +0
      %1: ptr = unref %0
      %2: i64 = constInt 3
      %3: i64 = constInt 25
      %4: i64 = loadByte %1, %3
      %5: i64 = loadItemInt %1, %2
      %6: f64 = constFloat 2.5
      storeItemFloat %1, %2, %6
      %7: f64 = loadItemFloat %1, %2
      %8: i64 = constInt 4
      storeItemInt %1, %8, %5
      storeItem %1, %4, %0
      %9: word = loadItem %1, %4
      """
    #expect(try run(world, body, live: "%4 %5 %7 %9") == 0)
    #expect(world.buffer(4) == [0x22, 0x8877_6655_4433_2211, (2.5).bitPattern, world.address(0) + 1])
    #expect(world[object: 4] == 0x8877_6655_4433_2211)
    #expect(world[object: 0x22] == world.address(0) + 1)
  }

  @Test func allocationsAndFrames() throws {
    let world = EvaluatorWorld()
    world[constant: 1] = 0x1111
    let body = """
      %0: word = constWord 0x20
      %1: word = constWord 0x5
      %2: ptr = newTuple %0, %1, %0
      %3: i64 = constInt 1
      %4: word = loadItem %2, %3
      %5: ptr = newObject $1
      %6: word = loadSlot +0 %5
      %7: word = frameAddress +50
      %8: word = frameAddress +48
      """
    #expect(try run(world, body, live: "%4 %6 %7 %8") == 0)
    #expect(world.buffer(2) == [5, 0x1111])
    #expect(world.buffer(4)[2] == world.buffer(4)[3] + 16)
  }

  @Test func helperCalls() throws {
    let world = EvaluatorWorld()
    let body = """
      %0: f64 = constFloat 1.5
      %1: i64 = constInt 4
      %2: f64 = constFloat 0.25
      %3: word = constWord 0x10
      %4: f64 = call t_mixed %0, %1, %2, %3
      %5: i64 = call t_many %1, %1, %1, %1, %1, %1, %0, %1
      %6: i1 = call t_odd %5
      """
    #expect(try run(world, body, live: "%4 %5 %6") == 0)
    // 1.5 * 4 - 0.25 + 16, and 4 * (1 + 2 + ... + 7) + 1.
    #expect(world.buffer(3) == [(21.75).bitPattern, 113, 1])
  }

  @Test func boxing() throws {
    let world = EvaluatorWorld()
    let body = """
      %0: i64 = constInt 4611686018427387904
      %1: word = boxInt %0
      %2: i64 = guardInt %1 !exit 1
      %3: f64 = constFloat 1e300
      %4: word = boxFloat %3
      %5: f64 = guardFloat %4 !exit 2
      %6: word = boxInt %2
      %7: i64 = constInt -7
      %8: word = boxInt %7
      %9: i1 = constBool true
      %10: word = boxBool %9
      %11: i1 = guardBool %10 !exit 3
      """
    #expect(try run(world, body, live: "%2 %5 %8 %10 %11", guards: 3) == 0)
    let seven = UInt64(bitPattern: -28)
    #expect(world.buffer(5) == [1 << 62, (1e300).bitPattern, seven, ValueEncoding().trueWord, 1])
  }

  @Test func liveReferencesAreOnTheNativeStack() throws {
    for count in [70, 500, 5000, 20000] {
      let world = EvaluatorWorld()
      var body = ""
      for index in 0..<64 {
        world[slot: index] = StackScan.magic(index)
        body += "%\(index): word = slot +\(index)\n"
      }
      for index in 64...count { body += "%\(index): i64 = constInt \(index)\n" }
      body += "%\(count + 1): i64 = call t_scan"
      #expect(try run(world, body, live: "%\(count + 1) %0") == 0)
      #expect(world.buffer(1) == [64], "\(count) values")
    }
  }

  static let manyWords = "%0: ptr = newTuple " + Array(repeating: "%1", count: 300).joined(separator: ", ")
  static let refused: [(body: String, reason: String)] = [
    ("%0: i64 = constInt 1\n%1: i64 = call t_toomany %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0, %0", "helper signature"),
    ("%0: f64 = constFloat 1.0\n%1: i64 = call t_floats %0, %0, %0, %0", "helper signature"),
    ("%0: word = constWord 0x5\ncall rt_print %0", "missing helper"),
    (manyWords, "invalid tree"),
    ("%1: word = constWord 0x5\n" + manyWords, "exit buffer"),
  ]

  @Test(arguments: refused)
  func refusals(_ body: String, _ reason: String) throws {
    let world = EvaluatorWorld()
    let refusal = #expect(throws: CompileRefusal.self) { try run(world, body) }
    #expect(refusal?.reason == reason)
  }

  @Test func objectsCannotBeLoaded() throws {
    let abi = TestABI.make()
    let tree = try TraceText(abi: abi).tree(Samples.nest)
    let refusal = #expect(throws: CompileRefusal.self) { try EvaluatorCompiler().load(object: [], tree: tree, abi: abi) }
    #expect(refusal?.reason == "no object code")
  }
}
