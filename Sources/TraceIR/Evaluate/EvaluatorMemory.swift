// Gives the evaluator access to memory, constants and runtime helpers.

extension EvaluatorMachine {
  /// The constant at a byte offset of the table.
  func constant(_ offset: Int) -> UInt64 { constants.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }

  /// The 64 bits at an address; 0 at address 0, which only a wrong tree reads.
  func load(_ address: UInt64, _ offset: Int) -> UInt64 {
    pointer(address, offset)?.loadUnaligned(as: UInt64.self) ?? 0
  }

  func loadByte(_ address: UInt64, _ offset: Int) -> UInt64 {
    pointer(address, offset).map { UInt64($0.load(as: UInt8.self)) } ?? 0
  }

  func store(_ value: UInt64, _ address: UInt64, _ offset: Int) {
    pointer(address, offset)?.storeBytes(of: value, as: UInt64.self)
  }

  func storeByte(_ value: UInt64, _ address: UInt64, _ offset: Int) {
    pointer(address, offset)?.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
  }

  private func pointer(_ address: UInt64, _ offset: Int) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: UInt(truncatingIfNeeded: address) &+ UInt(bitPattern: offset))
  }

  func word(_ pointer: UnsafeMutableRawPointer) -> Int64 { Int64(Int(bitPattern: pointer)) }

  /// The operands of a helper call so far: the state, if the helper wants it.
  func operands(_ helper: EvaluatorHelper) -> NativeCall.Operands {
    var operands = NativeCall.Operands()
    if helper.needsState { operands.append(UInt64(bitPattern: word(state))) }
    return operands
  }

  /// Calls an implied helper with one or two integers.
  func helper(_ helper: EvaluatorHelper, _ first: Int64, _ second: Int64? = nil) -> UInt64 {
    var operands = operands(helper)
    operands.append(UInt64(bitPattern: first))
    if let second { operands.append(UInt64(bitPattern: second)) }
    return NativeCall.integer(helper.address, operands)
  }

  /// Makes a tuple or list from words that are handed over in the exit buffer.
  func sequence(_ helper: EvaluatorHelper, _ list: EvaluatorCall) -> UInt64 {
    let buffer = state + program.state.exitBufferOffset
    for (index, cell) in list.integers.enumerated() {
      buffer.storeBytes(of: cells[Int(program.cells[cell])], toByteOffset: 8 * index, as: UInt64.self)
    }
    return self.helper(helper, word(buffer), Int64(list.integers.count))
  }

  func call(_ call: EvaluatorCall) -> UInt64 {
    var operands = operands(EvaluatorHelper(address: call.address, needsState: call.needsState))
    for cell in call.integers { operands.append(cells[Int(program.cells[cell])]) }
    for (index, cell) in call.doubles.enumerated() {
      operands.set(Double(bitPattern: cells[Int(program.cells[cell])]), at: index)
    }
    switch call.result {
    case .f64: return NativeCall.double(call.address, operands).bitPattern
    case .i1: return NativeCall.integer(call.address, operands) & 1
    default: return NativeCall.integer(call.address, operands)
    }
  }
}
