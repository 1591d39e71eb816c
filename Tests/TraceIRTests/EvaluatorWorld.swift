// Makes memory, helpers and words with which tests run hand-written trees.
import TraceIR

/// State block, frame, constants and objects of a test; memory is freed with it.
final class EvaluatorWorld {
  static let scratchOffset = 8
  static let exitBufferOffset = 64
  let memory: UnsafeMutableRawPointer
  let abi: RuntimeABI

  init(pollValue: UInt32 = 0) {
    memory = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: 1 << 16)
    memory.storeBytes(of: pollValue, as: UInt32.self)
    abi = TestABI.make(helpers: EvaluatorWorld.helpers)
  }

  deinit { memory.deallocate() }

  var state: UnsafeMutableRawPointer { memory }
  /// Slot 0 of the entry frame; lower slots exist too.
  var base: UnsafeMutableRawPointer { memory + 8192 }
  var constants: UnsafeMutableRawPointer { memory + 16384 }
  var objects: UnsafeMutableRawPointer { memory + 32768 }

  subscript(slot slot: Int) -> UInt64 {
    get { base.load(fromByteOffset: 8 * slot, as: UInt64.self) }
    set { base.storeBytes(of: newValue, toByteOffset: 8 * slot, as: UInt64.self) }
  }

  subscript(constant index: Int) -> UInt64 {
    get { constants.load(fromByteOffset: 8 * index, as: UInt64.self) }
    set { constants.storeBytes(of: newValue, toByteOffset: 8 * index, as: UInt64.self) }
  }

  /// Word number `index` of the object area.
  subscript(object index: Int) -> UInt64 {
    get { objects.load(fromByteOffset: 8 * index, as: UInt64.self) }
    set { objects.storeBytes(of: newValue, toByteOffset: 8 * index, as: UInt64.self) }
  }

  /// The address of word `index` of the object area.
  func address(_ index: Int) -> UInt64 { UInt64(UInt(bitPattern: objects)) + 8 * UInt64(index) }

  /// Cells of the exit buffer.
  func buffer(_ count: Int) -> [UInt64] {
    (0..<count).map { state.load(fromByteOffset: EvaluatorWorld.exitBufferOffset + 8 * $0, as: UInt64.self) }
  }

  /// Parses, compiles and runs a tree.
  func run(_ source: String) throws -> Int {
    let tree = try TraceText(abi: abi).tree(source)
    StackScan.mark(state)
    return try EvaluatorCompiler().compile(tree, abi: abi).run(state: state, base: base, constants: constants)
  }

  static func word(_ value: Int64) -> UInt64 { ScalarSemantics.encodeInt(value, ValueEncoding()) ?? 0 }
  static func float(_ value: Double) -> UInt64 { ScalarSemantics.encodeFloat(value, ValueEncoding()) ?? 0 }

  private static func address<F>(_ function: F) -> UInt { unsafeBitCast(function, to: UInt.self) }

  /// Boxes a number for the tests: the reference of a cell whose content is the number's bits.
  private static func box(_ bits: UInt64, _ state: UnsafeMutableRawPointer) -> UInt64 {
    let cell = state + 65528 - 8
    cell.storeBytes(of: bits, as: UInt64.self)
    return UInt64(UInt(bitPattern: cell)) + 1
  }

  static let helpers: [HelperInfo] = {
    typealias State = UnsafeMutableRawPointer
    let boxInt: @convention(c) (State, Int64) -> UInt64 = { box(UInt64(bitPattern: $1), $0) }
    let boxFloat: @convention(c) (State, Double) -> UInt64 = { box($1.bitPattern, $0) }
    let unbox: @convention(c) (State, UInt64) -> UInt64 = { state, word in
      guard let cell = UnsafeRawPointer(bitPattern: UInt(word - 1)) else { return 0 }
      let bits = cell.load(as: UInt64.self)
      state.storeBytes(of: bits, toByteOffset: scratchOffset, as: UInt64.self)
      return bits == 0 ? 0 : 1
    }
    let newObject: @convention(c) (State, UInt64) -> UInt64 = { state, template in
      (state + 40000).storeBytes(of: template, as: UInt64.self)
      return UInt64(UInt(bitPattern: state + 40000))
    }
    let newTuple: @convention(c) (State, UnsafePointer<UInt64>, Int64) -> UInt64 = { state, words, count in
      for index in 0..<Int(count) { (state + 41000).storeBytes(of: words[index], toByteOffset: 8 * index, as: UInt64.self) }
      return UInt64(UInt(bitPattern: state + 41000))
    }
    let frame: @convention(c) (Int64, UnsafeMutableRawPointer) -> Int64 = { index, base in
      base.storeBytes(of: 1000 + index, toByteOffset: 400, as: Int64.self)
      return index == 0 ? 1 : 0
    }
    let mixed: @convention(c) (State, Double, Int64, Double, UInt64) -> Double = { _, x, i, y, w in
      x * Double(i) - y + Double(w)
    }
    let many: @convention(c) (State, Int64, Int64, Int64, Int64, Int64, Int64, Double, Int64) -> Int64 = {
      _, a, b, c, d, e, f, x, g in a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + Int64(x)
    }
    let odd: @convention(c) (Int64) -> Int64 = { $0 & 1 }
    let scan: @convention(c) (State) -> Int64 = { StackScan.count($0) }
    func helper(_ name: String, _ parameters: [IRType], _ result: IRType, state: Bool = true, _ address: UInt) -> HelperInfo {
      HelperInfo(name: name, parameters: parameters, result: result, needsState: state, address: address)
    }
    return [
      helper(RequiredHelper.boxInt, [.i64], .word, address(boxInt)),
      helper(RequiredHelper.boxFloat, [.f64], .word, address(boxFloat)),
      helper(RequiredHelper.unboxInt, [.word], .i64, address(unbox)),
      helper(RequiredHelper.unboxFloat, [.word], .i64, address(unbox)),
      helper(RequiredHelper.newObject, [.word], .ptr, address(newObject)),
      helper(RequiredHelper.newTuple, [.ptr, .i64], .ptr, address(newTuple)),
      helper(RequiredHelper.newList, [.ptr, .i64], .ptr, address(newTuple)),
      helper("t_mixed", [.f64, .i64, .f64, .word], .f64, address(mixed)),
      helper("t_many", [.i64, .i64, .i64, .i64, .i64, .i64, .f64, .i64], .i64, address(many)),
      helper("t_odd", [.i64], .i1, state: false, address(odd)),
      helper("t_scan", [], .i64, address(scan)),
      helper("t_toomany", Array(repeating: .i64, count: 13), .i64, address(odd)),
      helper("t_floats", Array(repeating: .f64, count: 4), .i64, address(odd)),
    ]
  }()
}
