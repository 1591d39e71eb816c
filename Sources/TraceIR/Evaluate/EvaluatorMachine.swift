// Executes the steps of a prepared tree on raw memory.

/// One run of a prepared tree.
struct EvaluatorMachine {
  let program: EvaluatorProgram
  let steps: UnsafeBufferPointer<EvaluatorStep>
  /// The value cells: on the native stack, where the collector sees them.
  let cells: UnsafeMutablePointer<UInt64>
  let state: UnsafeMutableRawPointer
  let base: UnsafeMutableRawPointer
  let constants: UnsafeRawPointer

  /// Runs until an exit without side trace is taken, stores its live values and gives its number.
  func run() -> Int {
    var segment = program.segments[0]
    var position = segment.steps.lowerBound
    while true {
      let exit: Int
      if position < segment.steps.upperBound {
        if execute(steps[position]) {
          position += 1
          continue
        }
        exit = Int(steps[position].exit)
      } else {
        switch segment.next {
        case .jump(let from, let to, let target):
          copy(from, to)
          segment = program.segments[target]
          position = segment.steps.lowerBound
          continue
        case .exit(let index): exit = index
        }
      }
      let taken = program.exits[exit]
      guard taken.segment >= 0 else { return leave(taken) }
      segment = program.segments[taken.segment]
      position = segment.steps.lowerBound
    }
  }

  /// Copies cells as if all at once, by way of the scratch cells.
  private func copy(_ from: Range<Int>, _ to: Range<Int>) {
    let scratch = cells + program.scratch
    for (index, source) in from.enumerated() { scratch[index] = cells[Int(program.cells[source])] }
    for (index, target) in to.enumerated() { cells[Int(program.cells[target])] = scratch[index] }
  }

  private func leave(_ exit: EvaluatorExit) -> Int {
    let buffer = state + program.state.exitBufferOffset
    for (index, cell) in exit.live.enumerated() {
      buffer.storeBytes(of: cells[Int(program.cells[cell])], toByteOffset: 8 * index, as: UInt64.self)
    }
    return exit.number
  }

  /// Executes one step; false means that it leaves by its exit.
  private func execute(_ step: EvaluatorStep) -> Bool {
    let a = cells[Int(step.a)]
    let b = cells[Int(step.b)]
    let offset = Int(step.immediate)
    switch step.op {
    case .constRef, .constPtr: cells[Int(step.result)] = constant(offset)
    case .slot, .loadStack: cells[Int(step.result)] = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    case .storeStack: base.storeBytes(of: a, toByteOffset: offset, as: UInt64.self)
    case .guardClass:
      guard ScalarSemantics.isReference(a, program.encoding) else { return false }
      let address = a &- program.encoding.pointerTag
      cells[Int(step.result)] = address
      return load(address, program.classOffset) == constant(offset) &- program.encoding.pointerTag
    case .guardIsRef: return a == constant(offset)
    case .guardLayout: return load(a, program.layoutOffset) == constant(offset)
    case .poll: return state.loadUnaligned(fromByteOffset: program.state.pollOffset, as: UInt32.self) == 0
    case .merge: return true
    case .loadField: cells[Int(step.result)] = step.isByte ? loadByte(a, offset) & 1 : load(a, offset)
    case .storeField: if step.isByte { storeByte(b, a, offset) } else { store(b, a, offset) }
    case .loadSlot: cells[Int(step.result)] = load(a, offset)
    case .storeSlot: store(b, a, offset)
    case .loadItem, .loadItemInt, .loadItemFloat: cells[Int(step.result)] = load(a &+ b &* 8, 0)
    case .storeItem, .storeItemInt, .storeItemFloat: store(cells[Int(step.c)], a &+ b &* 8, 0)
    case .loadByte: cells[Int(step.result)] = loadByte(a &+ b, 0)
    case .storeByte: storeByte(cells[Int(step.c)], a &+ b, 0)
    case .loadGlobal: cells[Int(step.result)] = load(constant(offset), 0)
    case .storeGlobal: store(a, constant(offset), 0)
    case .frameAddress: cells[Int(step.result)] = UInt64(UInt(bitPattern: base + offset))
    case .newObject: cells[Int(step.result)] = helper(program.newObject, Int64(bitPattern: constant(offset)))
    case .newTuple: cells[Int(step.result)] = sequence(program.newTuple, program.calls[offset])
    case .newList: cells[Int(step.result)] = sequence(program.newList, program.calls[offset])
    case .call: cells[Int(step.result)] = call(program.calls[offset])
    case .constInt, .constFloat, .constBool, .constWord, .guardInt, .guardFloat, .guardBool, .guardIsWord, .guardNotNil,
      .guardTrue, .guardFalse, .boxInt, .boxFloat, .boxBool, .ref, .unref, .address, .guardReference, .intToFloat, .boolToInt, .floatToInt,
      .addOvf, .subOvf, .mulOvf, .negOvf, .addInt, .subInt, .andInt, .orInt, .xorInt, .notInt, .shlOvf, .shrInt,
      .floorDivInt, .floorModInt, .trueDivInt, .eqInt, .neInt, .ltInt, .leInt, .gtInt, .geInt, .addFloat, .subFloat,
      .mulFloat, .divFloat, .negFloat, .absFloat, .sqrtFloat, .eqFloat, .neFloat, .ltFloat, .leFloat, .gtFloat,
      .geFloat, .notBool, .sameWord:
      switch ScalarSemantics.evaluate(step.op, a, b, immediate: step.immediate, encoding: program.encoding) {
      case .value(let bits): cells[Int(step.result)] = bits
      case .leaves: return false
      case .unknown: return boxed(step, a)
      }
    }
    return true
  }

  /// Boxes or unboxes a number that has no immediate form.
  private func boxed(_ step: EvaluatorStep, _ a: UInt64) -> Bool {
    switch step.op {
    case .boxInt: cells[Int(step.result)] = helper(program.boxInt, Int64(bitPattern: a))
    case .boxFloat:
      var operands = operands(program.boxFloat)
      operands.set(Double(bitPattern: a), at: 0)
      cells[Int(step.result)] = NativeCall.integer(program.boxFloat.address, operands)
    default:
      guard helper(step.op == .guardInt ? program.unboxInt : program.unboxFloat, Int64(bitPattern: a)) != 0 else { return false }
      cells[Int(step.result)] = state.loadUnaligned(fromByteOffset: program.state.scratchOffset, as: UInt64.self)
    }
    return true
  }
}
