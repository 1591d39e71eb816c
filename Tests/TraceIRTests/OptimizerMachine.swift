// Provides a small heap with real objects and runtime helpers, for programs that run interpreted and compiled.
import TraceIR

/// Memory of one run. Everything that helpers need is found through the state block.
final class OptimizerMachine {
  static let scratch = 8
  static let cursor = 16
  static let classes = 24
  static let exitBuffer = 256
  static let heap = 16384
  static let size = 1 << 22

  /// The constant table of all test programs.
  enum Constant {
    static let code = 0
    static let point = 1
    static let layout = 2
    static let template = 3
    static let tuple = 4
    static let list = 5
    static let names = ["code f", "class Point", "layout {x, y, z}", "template Point", "class tuple", "class list"]
  }

  /// Kinds of objects, in the order of the class table in the state block.
  enum Kind: Int {
    case point, tuple, list, int, float
  }

  let memory: UnsafeMutableRawPointer
  static let abi = OptimizerMachine.makeABI()
  static let encoding = ValueEncoding()

  init() {
    memory = UnsafeMutableRawPointer.allocate(byteCount: OptimizerMachine.size, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: OptimizerMachine.size)
    self[OptimizerMachine.cursor] = UInt64(OptimizerMachine.heap)
    for kind in 0..<5 { self[OptimizerMachine.classes + 8 * kind] = address(8192 + 64 * kind) }
    let tag = OptimizerMachine.encoding.pointerTag
    setConstant(Constant.point, classAddress(.point) + tag)
    setConstant(Constant.layout, address(9216))
    setConstant(Constant.template, address(9280) + tag)
    setConstant(Constant.tuple, classAddress(.tuple) + tag)
    setConstant(Constant.list, classAddress(.list) + tag)
    for slot in -4..<32 { self[slot: slot] = OptimizerMachine.encoding.noneWord }
  }

  deinit { memory.deallocate() }

  var state: UnsafeMutableRawPointer { memory }
  var base: UnsafeMutableRawPointer { memory + 10240 }
  var constants: UnsafeMutableRawPointer { memory + 12288 }

  subscript(_ offset: Int) -> UInt64 {
    get { memory.load(fromByteOffset: offset, as: UInt64.self) }
    set { memory.storeBytes(of: newValue, toByteOffset: offset, as: UInt64.self) }
  }

  subscript(slot slot: Int) -> UInt64 {
    get { base.load(fromByteOffset: 8 * slot, as: UInt64.self) }
    set { base.storeBytes(of: newValue, toByteOffset: 8 * slot, as: UInt64.self) }
  }

  func address(_ offset: Int) -> UInt64 { UInt64(UInt(bitPattern: memory + offset)) }

  private func setConstant(_ index: Int, _ word: UInt64) {
    constants.storeBytes(of: word, toByteOffset: 8 * index, as: UInt64.self)
  }

  func classAddress(_ kind: Kind) -> UInt64 { self[OptimizerMachine.classes + 8 * kind.rawValue] }

  // MARK: Objects

  /// Reads or writes a word at a byte offset of the object that a reference is of.
  static func pointer(_ word: UInt64) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: UInt(word &- encoding.pointerTag))
  }

  static func field(_ word: UInt64, _ offset: Int) -> UInt64 {
    pointer(word)?.load(fromByteOffset: offset, as: UInt64.self) ?? 0
  }

  static func setField(_ word: UInt64, _ offset: Int, _ value: UInt64) {
    pointer(word)?.storeBytes(of: value, toByteOffset: offset, as: UInt64.self)
  }

  static func load(_ state: UnsafeMutableRawPointer, _ offset: Int) -> UInt64 {
    state.load(fromByteOffset: offset, as: UInt64.self)
  }

  /// A new object; the heap of a run is never collected.
  static func allocate(_ state: UnsafeMutableRawPointer, _ kind: Kind, bytes: Int) -> UInt64 {
    let offset = load(state, cursor)
    state.storeBytes(of: offset + UInt64((bytes + 15) & ~15), toByteOffset: cursor, as: UInt64.self)
    precondition(Int(offset) + bytes < size, "the test program allocates too much")
    let object = state + Int(offset)
    object.storeBytes(of: load(state, classes + 8 * kind.rawValue), as: UInt64.self)
    return UInt64(UInt(bitPattern: object)) + encoding.pointerTag
  }

  static func newPoint(_ state: UnsafeMutableRawPointer) -> UInt64 {
    let word = allocate(state, .point, bytes: 48)
    setField(word, 8, UInt64(UInt(bitPattern: state + 9216)))
    for offset in [16, 24, 32] { setField(word, offset, encoding.nilWord) }
    return word
  }

  /// Items begin behind the count at byte 40.
  static func newTuple(_ state: UnsafeMutableRawPointer, _ items: [UInt64]) -> UInt64 {
    let word = allocate(state, .tuple, bytes: 48 + 8 * items.count)
    setField(word, 40, UInt64(items.count))
    for (index, item) in items.enumerated() { setField(word, 48 + 8 * index, item) }
    return word
  }

  /// Count at 16, items at 24, kind at 32, capacity at 40.
  static func newList(_ state: UnsafeMutableRawPointer, _ items: [UInt64]) -> UInt64 {
    let word = allocate(state, .list, bytes: 48)
    setField(word, 16, UInt64(items.count))
    setField(word, 40, UInt64(items.count))
    let array = allocate(state, .list, bytes: 8 * max(1, items.count)) - encoding.pointerTag
    setField(word, 24, array)
    for (index, item) in items.enumerated() { setField(array + encoding.pointerTag, 8 * index, item) }
    return word
  }

  static func append(_ state: UnsafeMutableRawPointer, _ list: UInt64, _ item: UInt64) {
    let count = Int(field(list, 16))
    if count == Int(field(list, 40)) {
      let old = field(list, 24) + encoding.pointerTag
      let array = allocate(state, .list, bytes: 16 * count + 32)
      for index in 0..<count { setField(array, 8 * index, field(old, 8 * index)) }
      setField(list, 24, array - encoding.pointerTag)
      setField(list, 40, UInt64(2 * count + 4))
    }
    setField(field(list, 24) + encoding.pointerTag, 8 * count, item)
    setField(list, 16, UInt64(count + 1))
  }

  // MARK: Numbers

  static func isObject(_ word: UInt64) -> Bool { ScalarSemantics.isReference(word, encoding) && word > 0xFFFF }

  static func kind(_ word: UInt64, _ state: UnsafeMutableRawPointer) -> Kind? {
    guard isObject(word) else { return nil }
    let type = field(word, 0)
    return (0..<5).first { load(state, classes + 8 * $0) == type }.flatMap(Kind.init)
  }

  static func int(_ word: UInt64, _ state: UnsafeMutableRawPointer) -> Int64? {
    if let value = ScalarSemantics.decodeInt(word, encoding) { return value }
    return kind(word, state) == .int ? Int64(bitPattern: field(word, 16)) : nil
  }

  static func float(_ word: UInt64, _ state: UnsafeMutableRawPointer) -> Double? {
    if let value = ScalarSemantics.decodeFloat(word, encoding) { return value }
    return kind(word, state) == .float ? Double(bitPattern: field(word, 16)) : nil
  }

  static func box(_ value: Int64, _ state: UnsafeMutableRawPointer) -> UInt64 {
    if let word = ScalarSemantics.encodeInt(value, encoding) { return word }
    let word = allocate(state, .int, bytes: 24)
    setField(word, 16, UInt64(bitPattern: value))
    return word
  }

  static func box(_ value: Double, _ state: UnsafeMutableRawPointer) -> UInt64 {
    if let word = ScalarSemantics.encodeFloat(value, encoding) { return word }
    let word = allocate(state, .float, bytes: 24)
    setField(word, 16, value.bitPattern)
    return word
  }

  /// Changes attribute `y` of a point and the first item of a list, behind the trace's back.
  static func poke(_ word: UInt64, _ state: UnsafeMutableRawPointer) {
    switch kind(word, state) {
    case .point: setField(word, 24, ScalarSemantics.encodeInt(7, encoding) ?? 0)
    case .list where field(word, 16) > 0:
      setField(field(word, 24) + encoding.pointerTag, 0, ScalarSemantics.encodeInt(9, encoding) ?? 0)
    default: break
    }
  }
}
