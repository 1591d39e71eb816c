// Records generators that loops of the trace consume: they run in frames of the trace until they yield.

import TraceIR

extension Recorder {
  /// Goes on in the frame of the suspended generator that a loop asks for its next item; the interpreter pushes it.
  ///
  /// - Returns: false with nothing recorded, when the generator cannot be followed.
  func enterGenerator(_ register: Int, _ iterator: Value) -> Bool {
    guard iterator.isExactly(vm.types.generator), depth + 1 < policy.tunables.maximumDepth else { return false }
    let generator = iterator.object(GeneratorObject.self)
    let code = generator.pointee.code
    let position = generator.pointee.pc
    // What was being handled, and whether it delegates, follows from the position.
    guard generator.pointee.status < 2, generator.pointee.handled.isNone, generator.pointee.delegate.isNone else { return false }
    let isStarted = generator.pointee.status == 1
    let pending = code.pointee.words + position - 1
    guard !isStarted || pending.opcodeByte == Opcode.yieldValue.byte else { return false }
    let word = asWord(read(register))
    let pointer = guardClass(word, iterator)
    emitGuard(.guardIsRef, [emit(.ref, [loadField(pointer, .generatorCode)])], immediate: constant(.code(code)))
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(pointer, .generatorPosition), constInt(position)])])
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(pointer, .generatorStatus), constInt(generator.pointee.status)])])
    setGenerator(pointer, .generatorStatus, 2)
    let offset = frame.offset + frame.code.pointee.registerCount + Opcode.frameHeader
    policy.pushFrame(isResumed: true)
    dropSlots(from: offset - Opcode.frameHeader)
    slots[offset - 3] = loadField(pointer, .generatorFunction)
    slots[offset - 6] = word
    let live = vm.liveRegisters(code, before: position, inCall: false)
    for i in 0..<code.pointee.registerCount where live.contains(i) {
      slots[offset + i] = emit(.loadSlot, [pointer], immediate: GeneratorObject.offset(ofRegister: i))
    }
    if isStarted { slots[offset + pending.operandA] = constWord(.none) }
    frames.append(
      RecordedFrame(
        offset: offset, code: code, codeConstant: constant(.code(code)), function: -1, flags: .generator, callPC: pc, resumedAt: position))
    snapshotCache = nil
    return true
  }

  /// Saves the registers of a generator that a loop of the trace resumed, and goes on in the loop with what it yields.
  func yieldValue() -> Bool {
    guard isInLoopOfTrace else { return false }
    let pointer = guardClass(readSlot(frame.offset - 6), r.aux)
    let value = read(word.operandB)
    let live = vm.liveRegisters(frame.code, before: next, inCall: false)
    for i in 0..<frame.code.pointee.registerCount where live.contains(i) && i != word.operandA {
      guard let value = slots[frame.offset + i] else { continue }
      // The optimizer drops what did not change. All are written here, so that no load of them is moved out of the loop:
      // where it is entered the generator may be at another place.
      emit(.storeSlot, [pointer, asWord(value)], immediate: GeneratorObject.offset(ofRegister: i))
    }
    if frame.resumedAt != next { setGenerator(pointer, .generatorPosition, next) }
    setGenerator(pointer, .generatorStatus, 1)
    let loop = leaveFrame()
    write(loop.operandB, value)
    return true
  }

  /// Finishes a generator that a loop of the trace resumed; the loop ends.
  func finishGenerator() -> Bool {
    guard isInLoopOfTrace else { return false }
    let pointer = guardClass(readSlot(frame.offset - 6), r.aux)
    setGenerator(pointer, .generatorRegisterCount, 0)
    setGenerator(pointer, .generatorStatus, 3)
    _ = leaveFrame()
    return true
  }

  /// Makes a generator of the function whose frame was just pushed and returns it.
  func makeGenerator() -> Bool {
    guard depth > 0, frame.flags.isEmpty else { return false }
    let code = frame.code
    guard CodeFlags(rawValue: code.pointee.flags).isDisjoint(with: [.coroutine, .asyncGenerator]) else { return false }
    let function = frame.function >= 0 ? emit(.constRef, immediate: frame.function) : readSlot(frame.offset - 3)
    let object = callHelper(.rt_make_generator, [function, constInt(next)])
    let pointer = emit(.unref, [object])
    let live = vm.liveRegisters(code, before: next, inCall: false)
    for i in 0..<code.pointee.localCount where live.contains(i) {
      guard let value = slots[frame.offset + i] else { continue }
      emit(.storeSlot, [pointer, asWord(value)], immediate: GeneratorObject.offset(ofRegister: i))
    }
    let call = leaveFrame()
    write(call.operandA, object)
    return true
  }

  /// Whether the innermost frame is a generator's whose consumer is a loop in a frame of the trace.
  private var isInLoopOfTrace: Bool {
    guard depth > 0, frame.flags.rawValue == FrameFlags.generator.rawValue else { return false }
    return (frames[frames.count - 2].code.pointee.words + frame.callPC).opcodeByte == Opcode.forNext.byte
  }

  /// Goes back to the calling frame; returns the instruction there that pushed the frame.
  private func leaveFrame() -> UInt64 {
    let frame = self.frame
    policy.popFrame()
    frames.removeLast()
    dropSlots(from: frame.offset - Opcode.frameHeader)
    snapshotCache = nil
    return self.frame.code.pointee.words[frame.callPC]
  }

  private func setGenerator(_ pointer: ValueID, _ field: FieldID, _ value: Int) {
    emit(.storeField, [pointer, constInt(value)], immediate: Int(field.rawValue))
  }
}

extension GeneratorObject {
  /// Where a register of a suspended frame is, in bytes from the object's start.
  static func offset(ofRegister number: Int) -> Int { MemoryLayout<GeneratorObject>.size + 8 * number }
}
