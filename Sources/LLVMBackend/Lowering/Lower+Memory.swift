// Lowers loads and stores, each marked with the part of memory it touches.
import CLLVM
import TraceIR

extension TreeLowering {
  /// The LLVM type of values of a machine type.
  ///
  /// - Throws: `unsupported` for the type of no value.
  func machineType(_ type: IRType) throws(BackendError) -> LLType {
    switch type {
    case .none: throw .unsupported("a value without a type")
    case .i1: types.i1
    case .i64, .word: types.i64
    case .f64: types.f64
    case .ptr: types.ptr
    }
  }

  /// Loads a value of 8 bytes.
  func load(_ type: IRType, _ address: IRValue, _ part: MemoryPart) -> IRValue {
    let llvm =
      switch type {
      case .f64: types.f64
      case .ptr: types.ptr
      default: types.i64
      }
    let result = builder.load(llvm, address)
    scopes.mark(result, part)
    return result
  }

  /// Stores a value of 8 bytes; returns nil, as a uop without a result does.
  func store(_ value: IRValue, _ address: IRValue, _ part: MemoryPart) -> IRValue? {
    scopes.mark(builder.store(value, to: address), part)
    return nil
  }

  /// A value as it is stored in 8 bytes.
  func stored(_ id: ValueID) throws(BackendError) -> IRValue {
    let value = try value(id)
    return value.type == types.i1 ? builder.convert(.zext, value, to: types.i64) : value
  }

  func exitCell(_ index: Int) -> IRValue {
    builder.address(state, plus: abi.state.exitBufferOffset + 8 * index)
  }

  func slotAddress(_ i: Instruction) throws(BackendError) -> IRValue {
    guard let slot = Int32(exactly: i.immediate) else { throw .unsupported("slot \(i.immediate)") }
    return builder.address(base, plus: 8 * Int(slot))
  }

  func offset(_ i: Instruction) throws(BackendError) -> Int {
    guard let offset = Int32(exactly: i.immediate) else { throw .unsupported("offset \(i.immediate)") }
    return Int(offset)
  }

  func field(_ id: FieldID) throws(BackendError) -> FieldInfo {
    guard abi.fields.indices.contains(Int(id.rawValue)) else {
      throw .unsupported("field \(id) is not in the ABI")
    }
    return abi.fields[Int(id.rawValue)]
  }

  /// The content of the constant that the uop names.
  func constant(_ i: Instruction) throws(BackendError) -> IRValue {
    guard let index = Int(exactly: i.immediate), tree.constants.indices.contains(index) else {
      throw .unsupported("constant \(i.immediate)")
    }
    let result = load(.word, builder.address(constants, plus: 8 * index), .constants)
    scopes.markInvariant(result)
    return result
  }

  func loadField(_ i: Instruction) throws(BackendError) -> IRValue {
    let field = try fieldOperand(i)
    let place = builder.address(try operand(i, 0), plus: field.offset)
    let result = load(field.type, place, MemoryPart.of(field))
    guard field.type == .i1 else { return result }
    return builder.compare(LLVMIntNE, result, types.int(0))
  }

  func storeField(_ i: Instruction) throws(BackendError) -> IRValue? {
    let field = try fieldOperand(i)
    guard i.operands.count == 2 else { throw .unsupported("storeField without a value") }
    let place = builder.address(try operand(i, 0), plus: field.offset)
    return store(try stored(i.operands[1]), place, MemoryPart.of(field))
  }

  private func fieldOperand(_ i: Instruction) throws(BackendError) -> FieldInfo {
    guard let raw = UInt8(exactly: i.immediate), let id = FieldID(rawValue: raw) else {
      throw .unsupported("field \(i.immediate)")
    }
    return try field(id)
  }

  func itemAddress(_ i: Instruction) throws(BackendError) -> IRValue {
    let scaled = builder.binary(.shl, try operand(i, 1), types.int(3))
    return builder.address(try operand(i, 0), plus: scaled)
  }

  func loadByte(_ i: Instruction) throws(BackendError) -> IRValue {
    let byte = builder.load(types.i8, builder.address(try operand(i, 0), plus: try operand(i, 1)))
    scopes.mark(byte, .bytes)
    return builder.convert(.zext, byte, to: types.i64)
  }

  func storeByte(_ i: Instruction) throws(BackendError) -> IRValue? {
    let byte = builder.convert(.trunc, try operand(i, 2), to: types.i8)
    scopes.mark(builder.store(byte, to: builder.address(try operand(i, 0), plus: try operand(i, 1))), .bytes)
    return nil
  }

  func loadGlobal(_ i: Instruction) throws(BackendError) -> IRValue {
    load(.word, builder.convert(.inttoptr, try constant(i), to: types.ptr), .globals)
  }

  func storeGlobal(_ i: Instruction) throws(BackendError) -> IRValue? {
    store(try operand(i, 0), builder.convert(.inttoptr, try constant(i), to: types.ptr), .globals)
  }

  func poll(_ i: Instruction) throws(BackendError) -> IRValue? {
    let flag = builder.load(types.i32, builder.address(state, plus: abi.state.pollOffset))
    // Another thread or a signal handler sets it: no load may be left out or moved out of the loop.
    LLVMSetVolatile(flag.ref, 1)
    scopes.mark(flag, .state)
    try guardThat(builder.compare(LLVMIntEQ, flag, types.int32(0)), i)
    return nil
  }
}
