// Tests that the evaluator runs hand-written trees as the uop table says.
import Testing
import TraceIR

@Suite struct EvaluatorTests {
  private func word(_ value: Int64) -> UInt64 { EvaluatorWorld.word(value) }
  private func float(_ value: Double) -> UInt64 { EvaluatorWorld.float(value) }

  private func sum(_ start: Int64, _ total: UInt64, _ end: Int64, poll: UInt32 = 0) throws -> (exit: Int, buffer: [Int64]) {
    let world = EvaluatorWorld(pollValue: poll)
    world[slot: 0] = word(start)
    world[slot: 1] = total
    world[slot: 2] = word(end)
    let exit = try world.run(Samples.sum)
    return (exit, world.buffer(2).map { Int64(bitPattern: $0) })
  }

  @Test func sumLoopWithSideTrace() throws {
    var expected: Int64 = 0
    for i in Int64(0)..<100 { expected += i % 7 == 3 ? -1000 : i }
    let result = try sum(0, word(0), 100)
    #expect(result.exit == 1)
    #expect(result.buffer == [100, expected])
  }

  @Test func pollLeavesAtOnce() throws {
    let result = try sum(5, word(9), 100, poll: 1)
    #expect(result.exit == 0)
    #expect(result.buffer == [5, 9])
  }

  @Test func entryGuardLeaves() throws {
    #expect(try sum(0, ValueEncoding().noneWord, 100).exit == -2)
    #expect(try sum(0, float(1.5), 100).exit == -2)
  }

  @Test func overflowLeavesWithValuesBefore() throws {
    let world = EvaluatorWorld()
    world[slot: 0] = word(1)
    world[slot: 2] = word(100)
    // A boxed total of 2^63 - 2: the second addition overflows, or the side trace's subtraction does not.
    world[object: 0] = UInt64(Int64.max - 2)
    world[slot: 1] = world.address(0) + 1
    #expect(try world.run(Samples.sum) == 4)
    #expect(world.buffer(2) == [2, UInt64(Int64.max - 1)])
  }

  @Test func sideTraceExit() throws {
    let world = EvaluatorWorld()
    world[slot: 0] = word(3)
    world[slot: 2] = word(100)
    world[object: 0] = UInt64(bitPattern: Int64.min + 5)
    world[slot: 1] = world.address(0) + 1
    #expect(try world.run(Samples.sum) == 5)
    #expect(world.buffer(2) == [3, UInt64(bitPattern: Int64.min + 5)])
  }

  @Test func nestedLoops() throws {
    let world = EvaluatorWorld()
    world[slot: 0] = word(10)
    #expect(try world.run(Samples.nest) == 2)
    // sum of 3 * 3i for i below 10; snapshot order: slot 3, then slot 1.
    #expect(world.buffer(2) == [405, 10])
  }

  @Test func floatLoop() throws {
    let world = EvaluatorWorld()
    world[slot: 0] = float(0.0)
    world[slot: 1] = float(10.0)
    let exit = try world.run(
      """
      jitc-trace 1
      tree "floats" {
        constants { $0 "code f" }
        entry {
          %0: word = slot +0
          %1: f64 = guardFloat %0 !exit 0
          %2: word = slot +1
          %3: f64 = guardFloat %2 !exit 0
          %4: f64 = constFloat 0.1
        }
        loop { %5: f64 slot +0 = %1 }
        entryExits { !0 number -1 type frames [+0 $0 pc 0] }
        trace 0 root {
          body {
            %6: f64 = addFloat %5, %4
            %7: i1 = ltFloat %6, %3
            guardTrue %7 !exit 0
          }
          exits { !0 number 0 controlFlow frames [+0 $0 pc 0] slots [+0 %6, +1 %5, +2 %7] }
          end loop %6
        }
      }
      """)
    var x = 0.0
    while x + 0.1 < 10 { x += 0.1 }
    #expect(exit == 0)
    #expect(world.buffer(3) == [(x + 0.1).bitPattern, x.bitPattern, 0])
  }

  @Test func parallelParameters() throws {
    let world = EvaluatorWorld()
    let exit = try world.run(
      """
      jitc-trace 1
      tree "swap" {
        constants { $0 "code f" }
        entry {
          %0: i64 = constInt 1
          %1: i64 = constInt 2
          %2: i64 = constInt 3
          %3: i64 = constInt 0
          %4: i64 = constInt 7
        }
        loop {
          %5: i64 slot +0 = %0
          %6: i64 slot +1 = %1
          %7: i64 slot +2 = %2
          %8: i64 slot +3 = %3
        }
        trace 0 root {
          body {
            %9: i64 = addInt %8, %0
            %10: i1 = leInt %9, %4
            guardTrue %10 !exit 0
          }
          exits { !0 number 0 branch frames [+0 $0 pc 0] slots [+0 %5, +1 %6, +2 %7, +3 %5] }
          end loop %6, %7, %5, %9
        }
      }
      """)
    #expect(exit == 0)
    #expect(world.buffer(4) == [2, 3, 1, 0])
  }

  @Test func endExit() throws {
    let world = EvaluatorWorld()
    world[slot: -2] = word(77)
    let exit = try world.run(
      """
      jitc-trace 1
      tree "end" {
        constants { $0 "code f" }
        trace 0 root {
          body {
            %0: word = slot -2
            storeStack +5 %0
          }
          exits { !0 number 12 end frames [+0 $0 pc 0] slots [+0 virtual 0] virtuals [tuple {+0 %0, +1 virtual 0, +2 %0}] }
          end exit 0
        }
      }
      """)
    #expect(exit == 12)
    #expect(world.buffer(2) == [word(77), 0])
    #expect(world[slot: 5] == word(77))
  }
}
