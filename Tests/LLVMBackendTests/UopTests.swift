// Tests each scalar uop, compiled, against its declared meaning at the edges of its operands.
import Testing
import TraceIR

@testable import LLVMBackend

/// A tree that reads operands from an array, applies one uop, and leaves by exit 1 with the result.
private struct OneUop {
  let operation: Uop
  let types: [IRType]
  let result: IRType
  let immediate: Int64

  init(_ operation: Uop, immediate: Int64 = 0) {
    self.operation = operation
    self.immediate = immediate
    types = operation.info.operands ?? []
    result = operation.info.result
  }

  func tree() -> TraceTree {
    var tree = TraceTree(name: "\(operation)", constants: ["code"], valueCount: 16)
    let frames = [FrameDescription(offset: 0, code: 0, function: -1, pc: 0, flags: 0)]
    tree.entry = [
      Instruction(.slot, result: ValueID(0), immediate: 0),
      Instruction(.unref, result: ValueID(1), [ValueID(0)]),
    ]
    for (index, type) in types.enumerated() { tree.entry += load(type, index) }
    let operands = types.indices.map { ValueID(4 + 3 * $0) }
    let isValue = result != .none
    let instruction = Instruction(
      operation, result: isValue ? ValueID(15) : .none, operands, immediate: immediate,
      exit: operation.info.hasExit ? 0 : -1)
    let slots = isValue ? [Snapshot.Slot(offset: 0, value: .value(ValueID(15)))] : []
    let exits = [
      Exit(kind: .type, snapshot: Snapshot(frames: frames, slots: []), number: 0),
      Exit(kind: .end, snapshot: Snapshot(frames: frames, slots: slots), number: 1),
    ]
    tree.traces = [Trace(anchor: .root, body: [instruction], exits: exits, end: .exit(1))]
    return tree
  }

  /// Loads operand `index` as its type; its value number is 4 + 3 * index.
  private func load(_ type: IRType, _ index: Int) -> [Instruction] {
    let (place, raw, result) = (ValueID(2 + 3 * index), ValueID(3 + 3 * index), ValueID(4 + 3 * index))
    let constant = Instruction(.constInt, result: place, immediate: Int64(index))
    switch type {
    case .f64: return [constant, Instruction(.loadItemFloat, result: result, [ValueID(1), place])]
    case .i1:
      return [
        constant, Instruction(.loadItemInt, result: raw, [ValueID(1), place]),
        Instruction(.neInt, result: result, [raw, place]),
      ]
    case .i64: return [constant, Instruction(.loadItemInt, result: result, [ValueID(1), place])]
    default: return [constant, Instruction(.loadItem, result: result, [ValueID(1), place])]
    }
  }
}

@Suite struct UopTests {
  private static let integers: [Int64] = [
    0, 1, -1, 2, -2, 3, 7, -7, 8, 62, 63, 64, 65, -64, 1 << 31, 1 << 53, (1 << 53) + 1, -(1 << 53),
    -(1 << 53) - 1, 1 << 61, (1 << 61) - 1, -(1 << 61), -(1 << 61) - 1, 1 << 62, -(1 << 62), .max, .min,
    .max - 1, .min + 1, 0x5555_5555_5555_5555,
  ]
  private static let doubles: [Double] = [
    0, -0.0, 1, -1, 0.5, 1.5, -2.5, 0.1, 1e-300, .leastNonzeroMagnitude, 1e300, -1e300, .infinity, -.infinity, .nan,
    0x1p62, -0x1p62, 0x1.fffffffffffffp61, -0x1.0000000000001p62, 0x1p63, 3.9, -3.9, 0x1p255, 0x1p257,
    0x1p-255, 0x1p-257, -0x1p300,
  ]

  private static let words: [UInt64] = {
    let code = ValueEncoding()
    let specials = [code.nilWord, code.noneWord, code.falseWord, code.trueWord]
    let ints = integers.map { ScalarSemantics.encodeInt($0, code) ?? FakeObject.make(FakeObject.intClass, UInt64(bitPattern: $0)) }
    let floats = doubles.map { ScalarSemantics.encodeFloat($0, code) ?? FakeObject.make(FakeObject.floatClass, $0.bitPattern) }
    return specials + ints + floats + [FakeObject.make(0x3333, 0)]
  }()

  private static func samples(_ type: IRType) -> [UInt64] {
    switch type {
    case .i1: [0, 1]
    case .f64: doubles.map(\.bitPattern)
    case .word: words
    default: integers.map { UInt64(bitPattern: $0) }
    }
  }

  private static let scalars: [Uop] = Uop.allCases.filter { operation in
    let operands: [UInt64] = [8, 8]
    guard operation.info.operands?.isEmpty == false, ![.unref, .ref, .address].contains(operation) else { return false }
    switch ScalarSemantics.evaluate(operation, operands[0], operands[1], encoding: ValueEncoding()) {
    case .unknown: return false
    case .value, .leaves: return true
    }
  }

  /// What a uop must do, with boxed numbers looked up: the exit and the result's bits.
  private func expected(_ operation: Uop, _ a: UInt64, _ b: UInt64, _ immediate: Int64) -> (Int, UInt64)? {
    switch ScalarSemantics.evaluate(operation, a, b, immediate: immediate, encoding: ValueEncoding()) {
    case .value(let bits): return (1, bits)
    case .leaves: return (0, 0)
    case .unknown:
      guard let object = FakeObject.at(a)?.pointee else { return nil }
      let wanted = operation == .guardInt ? FakeObject.intClass : FakeObject.floatClass
      return object.classWord == wanted ? (1, object.payload) : (0, 0)
    }
  }

  @Test(arguments: UopTests.scalars)
  func computesWhatItsRowSays(_ operation: Uop) throws {
    let immediate: Int64 = operation == .guardIsWord ? 0x05 : 0
    let sample = OneUop(operation, immediate: immediate)
    let tree = try LLVMTraceCompiler(options: BackendOptions(linker: .own))
      .compile(sample.tree(), abi: FakeRuntime.abi)
    let operands = UnsafeMutablePointer<UInt64>.allocate(capacity: 2)
    defer { operands.deallocate() }
    let runtime = FakeRuntime(slots: [UInt64(UInt(bitPattern: operands)) + 1])
    let seconds = sample.types.count > 1 ? Self.samples(sample.types[1]) : [0]
    var seen: Set<Int> = []
    for a in Self.samples(sample.types[0]) {
      for b in seconds {
        (operands[0], operands[1]) = (a, b)
        let (exit, buffer) = runtime.run(tree)
        guard let (wantedExit, wanted) = boxing(operation, a) ?? expected(operation, a, b, immediate)
        else { continue }
        seen.insert(exit)
        #expect(exit == wantedExit, "\(operation) \(a) \(b)")
        if exit == 1, sample.result != .none {
          #expect(isEqual(buffer[0], wanted, operation), "\(operation) \(a) \(b)")
        }
      }
    }
    // Every guard must have been seen to hold and to fail.
    #expect(seen == (operation.info.hasExit ? [0, 1] : [1]), "\(operation)")
  }

  /// For boxing uops whose result is a heap object: accepts it by its content.
  private func boxing(_ operation: Uop, _ a: UInt64) -> (Int, UInt64)? {
    guard operation == .boxInt || operation == .boxFloat,
      ScalarSemantics.evaluate(operation, a, 0, encoding: ValueEncoding()) == .unknown
    else { return nil }
    return (1, a)
  }

  private func isEqual(_ found: UInt64, _ wanted: UInt64, _ operation: Uop) -> Bool {
    let isBoxing = operation == .boxInt || operation == .boxFloat
    if isBoxing, found & 7 == 1 { return FakeObject.at(found)?.pointee.payload == wanted }
    // The sign of a NaN that arithmetic makes is the processor's choice.
    let bothNaN = Double(bitPattern: found).isNaN && Double(bitPattern: wanted).isNaN
    return found == wanted || bothNaN && operation.info.result == .f64
  }
}
