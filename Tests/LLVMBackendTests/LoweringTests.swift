// Tests compiled trees as a whole: loops, side traces, exits, memory, calls.
import Testing
import TraceIR

@testable import LLVMBackend

@Suite struct LoweringTests {
  private let abi = FakeRuntime.abi

  private func parse(_ text: String) throws -> TraceTree { try TraceText(abi: abi).tree(text) }

  /// The tree under every option that changes how code comes about, and as loaded from its object bytes.
  private func compile(_ text: String) throws -> [any CompiledTree] {
    let tree = try parse(text)
    var trees: [any CompiledTree] = []
    for level in CodegenLevel.allCases {
      for passes in [PassPipeline.empty, .standard] {
        for linker in BackendOptions.Linker.allCases {
          let options = BackendOptions(
            passes: passes, level: level, selectsFast: level == .less, linker: linker)
          trees.append(try LLVMTraceCompiler(options: options).compile(tree, abi: abi))
        }
      }
    }
    let bytes = trees.map(\.objectBytes)
    trees += try bytes.map { try LLVMTraceCompiler().load(object: $0, tree: tree, abi: abi) }
    return trees
  }

  private func int(_ value: Int64) -> UInt64 {
    ScalarSemantics.encodeInt(value, abi.encoding)
      ?? FakeObject.make(FakeObject.intClass, UInt64(bitPattern: value))
  }

  @Test func runsALoopWithASideTrace() throws {
    var total = 0
    for i in 0..<1000 { total += i % 7 != 3 ? i : -1000 }
    for tree in try compile(SampleTrees.sum) {
      let result = FakeRuntime(slots: [int(0), int(0), int(1000)]).run(tree)
      #expect(result.exit == 1)
      #expect(Array(result.buffer[..<2]) == [1000, UInt64(bitPattern: Int64(total))])
    }
  }

  @Test func leavesOnOverflowWithTheValuesBeforeIt() throws {
    for tree in try compile(SampleTrees.sum) {
      let result = FakeRuntime(slots: [int(4), int(.max - 5), int(1000)]).run(tree)
      #expect(result.exit == 4)
      #expect(Array(result.buffer[..<2]) == [5, UInt64(Int64.max - 1)])
      let side = FakeRuntime(slots: [int(3), int(.min), int(1000)]).run(tree)
      #expect(side.exit == 5)
      #expect(Array(side.buffer[..<2]) == [3, 1 << 63])
    }
  }

  @Test func leavesWhenTheRuntimeWantsAttention() throws {
    for tree in try compile(SampleTrees.sum) {
      let runtime = FakeRuntime(slots: [int(2), int(9), int(1000)])
      runtime.wantsAttention = true
      let result = runtime.run(tree)
      #expect(result.exit == 0)
      #expect(Array(result.buffer[..<2]) == [2, 9])
    }
  }

  @Test func refusesEntryWithOtherTypes() throws {
    for tree in try compile(SampleTrees.sum) {
      for (slot, exit) in [(0, -1), (1, -2), (2, -3)] {
        let runtime = FakeRuntime(slots: [int(0), int(0), int(5)])
        runtime[slot: slot] = abi.encoding.noneWord
        #expect(runtime.run(tree).exit == exit)
      }
    }
  }

  @Test func runsANestOfLoops() throws {
    for tree in try compile(SampleTrees.nest) {
      let result = FakeRuntime(slots: [int(100)]).run(tree)
      #expect(result.exit == 2)
      // The exit's live values in order of first mention: t, i.
      #expect(Array(result.buffer[..<2]) == [UInt64(3 * 3 * 99 * 100 / 2), 100])
    }
  }

  @Test func readsAndWritesMemory() throws {
    for tree in try compile(SampleTrees.memory) {
      let cell = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
      cell.pointee = int(42)
      let array = UnsafeMutablePointer<UInt64>.allocate(capacity: 5)
      (0..<5).forEach { array[$0] = [0, int(11), 70, (1.25).bitPattern, 0xab][$0] }
      let type = FakeObject.make(0, 0)
      let layout: UInt64 = 0x7777
      let object = FakeObject.make(type - 1, layout)
      FakeObject.at(object)?.pointee.slots.0 = int(5)
      let arrayWord = UInt64(UInt(bitPattern: array)) + 1
      let runtime = FakeRuntime(
        slots: [object, arrayWord],
        constants: [type, object, UInt64(UInt(bitPattern: cell)), layout])
      let result = runtime.run(tree)
      #expect(result.exit == 7)
      #expect(
        Array(result.buffer[..<18]) == [
          int(5), 5, int(42), int(11), 5, 70, 71, (1.25).bitPattern, (2.5).bitPattern, 0xab, 1,
          arrayWord, 1, object, 5, int(42), layout, object,
        ])
      #expect([array[1], array[2], array[3]] == [5, 71, (2.5).bitPattern])
      #expect(runtime[slot: 3] == int(42))
      #expect(FakeObject.at(object)?.pointee.slots.1 == 5)
      cell.deallocate()
      array.deallocate()
    }
  }

  @Test func checksClassLayoutAndIdentity() throws {
    for tree in try compile(SampleTrees.memory) {
      let (type, other) = (FakeObject.make(0, 0), FakeObject.make(0, 0))
      let constants = [type, FakeObject.make(type - 1, 3), 0, 3]
      let cases = [
        (int(4), -1), (UInt64(0x05), -1), (FakeObject.make(other - 1, 3), -1),
        (FakeObject.make(type - 1, 4), -2), (FakeObject.make(type - 1, 3), -3),
      ]
      for (word, exit) in cases {
        #expect(FakeRuntime(slots: [word], constants: constants).run(tree).exit == exit)
      }
    }
  }

  @Test func callsHelpersAndAllocates() throws {
    for tree in try compile(SampleTrees.calls) {
      let runtime = FakeRuntime(slots: [int(6)], constants: [FakeObject.make(0, 0)])
      runtime[slot: 8] = 0
      let result = runtime.run(tree)
      #expect(result.exit == 2)
      #expect(result.buffer[0] == (3002.0).bitPattern)
      #expect(result.buffer[1] == 1)
      #expect(Array(result.buffer[3..<7]) == [3, 1, 0, 3])
      #expect(result.buffer[2] != result.buffer[7])
      #expect(runtime.callCount == 1)
    }
  }

  @Test func leavesAfterAFailedHelperOrFrame() throws {
    for tree in try compile(SampleTrees.calls) {
      let constants = [FakeObject.make(0, 0)]
      #expect(FakeRuntime(slots: [0x05], constants: constants).run(tree).exit == 0)
      let runtime = FakeRuntime(slots: [int(1)], constants: constants)
      runtime[slot: 8] = runtime.address(ofSlot: 8)
      #expect(runtime.run(tree).exit == 1)
    }
  }

  @Test func boxesWideIntegersInALoop() throws {
    let numbers: [Int64] = [1 << 60, 1 << 60, 1 << 60, 1 << 60]
    for tree in try compile(SampleTrees.boxing) {
      numbers.map(int).withUnsafeBufferPointer { array in
        let result = FakeRuntime(slots: [UInt64(UInt(bitPattern: array.baseAddress)) + 1]).run(tree)
        #expect(result.exit == 0)
        #expect(result.buffer[0] == 4)
        #expect(FakeObject.at(result.buffer[1])?.pointee.payload == 1 << 62)
      }
    }
  }
}
