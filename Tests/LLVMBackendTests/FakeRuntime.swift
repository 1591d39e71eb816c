// Stands in for the runtime: memory for state, frame and constants, boxes for wide numbers, a few helpers.
import TraceIR

@testable import LLVMBackend

/// The content of a heap number or instance made by the fake runtime.
struct FakeObject {
  var classWord: UInt64
  var payload: UInt64
  var slots: (UInt64, UInt64) = (2, 2)

  static let intClass: UInt64 = 0x1111
  static let floatClass: UInt64 = 0x2222

  /// Makes an object that is never freed, and returns its word.
  static func make(_ classWord: UInt64, _ payload: UInt64) -> UInt64 {
    let object = UnsafeMutablePointer<FakeObject>.allocate(capacity: 1)
    object.initialize(to: FakeObject(classWord: classWord, payload: payload))
    return UInt64(UInt(bitPattern: object)) + 1
  }

  static func at(_ word: UInt64) -> UnsafeMutablePointer<FakeObject>? {
    UnsafeMutablePointer(bitPattern: UInt(word) - 1)
  }
}

/// Memory in which a compiled tree can run.
final class FakeRuntime {
  static let bufferCount = 64
  static let pollOffset = 0
  static let scratchOffset = 8
  static let callCountOffset = 16
  static let bufferOffset = 24

  private let state = UnsafeMutablePointer<UInt64>.allocate(capacity: 3 + bufferCount)
  private let frame = UnsafeMutablePointer<UInt64>.allocate(capacity: 32)
  private let table = UnsafeMutablePointer<UInt64>.allocate(capacity: 32)

  init(slots: [UInt64] = [], constants: [UInt64] = []) {
    state.initialize(repeating: 0, count: 3 + Self.bufferCount)
    frame.initialize(repeating: 2, count: 32)
    table.initialize(repeating: 0, count: 32)
    for (index, slot) in slots.enumerated() { frame[index] = slot }
    for (index, constant) in constants.enumerated() { table[index] = constant }
  }

  deinit {
    state.deallocate()
    frame.deallocate()
    table.deallocate()
  }

  /// The number of calls of `rt_count`.
  var callCount: Int { Int(state[2]) }
  var wantsAttention: Bool {
    get { state[0] != 0 }
    set { state[0] = newValue ? 1 : 0 }
  }

  func address(ofSlot index: Int) -> UInt64 { UInt64(UInt(bitPattern: frame + index)) }

  subscript(slot index: Int) -> UInt64 {
    get { frame[index] }
    set { frame[index] = newValue }
  }

  /// Runs a tree and returns the exit's number and the exit buffer.
  func run(_ tree: any CompiledTree) -> (exit: Int, buffer: [UInt64]) {
    let exit = tree.run(state: state, base: frame, constants: table)
    return (exit, (0..<Self.bufferCount).map { state[3 + $0] })
  }

  static let abi: RuntimeABI = {
    var layout = StateLayout()
    layout.pollOffset = pollOffset
    layout.scratchOffset = scratchOffset
    layout.exitBufferOffset = bufferOffset
    layout.exitBufferCount = bufferCount
    return RuntimeABI(fields: fields, helpers: FakeHelpers.all, state: layout, fingerprint: 1)
  }()

  private static let fields = FieldID.allCases.map { field in
    let (offset, type, region): (Int, IRType, Regions) =
      switch field {
      case .objectClass: (0, .ptr, .slots)
      case .objectLayout: (8, .ptr, .slots)
      case .listCount: (0, .i64, .listShape)
      case .listItems: (8, .ptr, .listShape)
      case .methodFunction: (16, .i1, .slots)
      default: (16, .word, .cells)
      }
    return FieldInfo(
      name: "\(field)", offset: offset, type: type, region: region, isImmutable: field == .objectClass)
  }
}
