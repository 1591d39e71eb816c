// Tests allocations that compiled code does itself, from a run of free cells in the state block.
import Testing
import TraceIR

@testable import LLVMBackend

@Suite struct AllocationTests {
  private static let allocators = 64
  private static let tupleClass = 63
  private static let cellWords = 64

  private let abi: RuntimeABI = {
    var abi = FakeRuntime.abi
    abi.state.allocatorsOffset = 8 * allocators
    abi.state.largestInlineObject = 512
    abi.state.tupleClassOffset = 8 * tupleClass
    return abi
  }()

  private static let text = """
    jitc-trace 1
    tree "allocate" {
      constants {
        $0 "class C" instance 24 3 $1
        $1 "layout {}"
      }
      trace 0 root {
        body {
          %0: word = slot +0
          %1: ptr = newObject $0
          storeSlot +32 %1, %0
          %2: word = ref %1
          %3: ptr = newTuple %0, %2
          %4: word = ref %3
        }
        exits { !0 number 0 end frames [+0 $0 pc 1] slots [+0 %2, +1 %4] }
        end exit 0
      }
    }
    """

  /// The classes with which objects of 48 and of 40 bytes, a cell of 48 for both, are made, and the words of the first cells.
  private func run(cells: Int) throws -> (objects: [UInt64], memory: [UInt64], cursor: Int) {
    let tree = try TraceText(abi: abi).tree(Self.text)
    #expect(TraceVerifier.problems(in: tree, abi: abi, form: .optimized).isEmpty)
    let compiled = try LLVMTraceCompiler().compile(tree, abi: abi)
    let state = UnsafeMutablePointer<UInt64>.allocate(capacity: 128)
    let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.cellWords)
    let frame = UnsafeMutablePointer<UInt64>.allocate(capacity: 4)
    let constants = UnsafeMutablePointer<UInt64>.allocate(capacity: 2)
    defer {
      state.deallocate()
      memory.deallocate()
      frame.deallocate()
      constants.deallocate()
    }
    state.initialize(repeating: 0, count: 128)
    memory.initialize(repeating: 0, count: Self.cellWords)
    frame.initialize(repeating: 20, count: 4)
    constants[0] = 0x1001
    constants[1] = 0x2000
    state[Self.tupleClass] = 0x3000
    let start = UInt64(UInt(bitPattern: memory))
    let place = Self.allocators + 2 * 2
    state[place] = start
    state[place + 1] = start + UInt64(48 * cells)
    #expect(compiled.run(state: state, base: frame, constants: constants) == 0)
    let buffer = abi.state.exitBufferOffset / 8
    let objects = [state[buffer], state[buffer + 1]].map { $0 &- start }
    return (objects, (0..<12).map { memory[$0] }, Int(state[place] - start))
  }

  @Test func cellsAreCutFromTheRun() throws {
    let result = try run(cells: 2)
    #expect(result.objects == [1, 49] && result.cursor == 96)
    let nilWord = abi.encoding.nilWord
    #expect(Array(result.memory[0..<6]) == [0x1000, 0x2000, 0, nilWord, 20, nilWord])
    #expect(result.memory[6] == 0x3000 && result.memory[7] == 0 && result.memory[8] == 2 && result.memory[9] == 20)
  }

  @Test func theRuntimeIsAskedWhenTheRunEnds() throws {
    let one = try run(cells: 1)
    #expect(one.objects[0] == 1 && one.objects[1] > 96 && one.cursor == 48)
    let none = try run(cells: 0)
    #expect(none.objects.allSatisfy { $0 > 96 } && none.cursor == 0)
    #expect(none.memory.allSatisfy { $0 == 0 })
  }

  @Test func malformedShapesAreFound() throws {
    for shape in ["24 3 $9", "20 3 $1", "0 3 $1", "24 -1 $1"] {
      let text = Self.text.replacing("24 3 $1", with: shape)
      let tree = try TraceText(abi: abi).tree(text)
      #expect(!TraceVerifier.problems(in: tree, abi: abi, form: .optimized).isEmpty, "\(shape)")
    }
  }
}
