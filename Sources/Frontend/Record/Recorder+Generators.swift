// Records generators and coroutines that the trace resumes: they run in frames of the trace until they yield.

import TraceIR

extension Recorder {
  /// Goes on in the frame of a suspended generator or coroutine that the current instruction resumes; the interpreter pushes it.
  ///
  /// - Parameters:
  ///   - sent: what it is sent; nil for None.
  ///   - mayBeInnermost: whether the interpreter pushes the frame of the one that it delegates to in the end.
  ///   - collecting: the flags of the frame and what collects the items, if a call does.
  /// - Returns: false with nothing recorded, when the generator cannot be followed.
  func enterGenerator(
    _ id: ValueID, _ value: Value, sent: ValueID? = nil, mayBeInnermost: Bool = true, collecting: (flags: FrameFlags, held: () -> ValueID)? = nil
  ) -> Bool {
    guard let generator = vm.resumable(value), depth + 1 < policy.tunables.maximumDepth else { return false }
    if mayBeInnermost, let inner = vm.innermost(of: generator) { return enterInnermost(id, value, inner, sent) }
    guard mayFollow(generator), let pending = pendingRegister(generator) else { return false }
    let word = asWord(id)
    let known = untouched(word)
    let pointer = known?.pointer ?? guardClass(word, value)
    if known == nil { guardPlace(pointer, generator) }
    if let held = collecting?.held() { setWord(pointer, \.step, held) }
    setGenerator(pointer, .generatorStatus, 2)
    let flags = FrameFlags.delegated(by: frame.flags.contains(.generator) && isDelegating(pc, frame.code) ? frame.flags : .none)
    pushFrame(of: generator, flags: collecting?.flags ?? flags, pointer)
    if collecting != nil { frames[frames.count - 1].resumedAt = nil }
    wake(word, pointer, generator, known, pending, sent)
    return true
  }

  /// Guards that a generator has the code and is where it is now.
  func guardPlace(_ pointer: ValueID, _ generator: UnsafeMutablePointer<GeneratorObject>) {
    emitGuard(.guardIsRef, [emit(.ref, [loadField(pointer, .generatorCode)])], immediate: constant(.code(generator.pointee.code)))
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(pointer, .generatorPosition), constInt(generator.pointee.pc)])])
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(pointer, .generatorStatus), constInt(generator.pointee.status)])])
  }

  /// The register that gets what a suspended generator is sent, -1 for one that did not begin; nil if it is suspended in another way.
  func pendingRegister(_ generator: UnsafeMutablePointer<GeneratorObject>) -> Int? {
    guard generator.pointee.status == 1 else { return -1 }
    let words = generator.pointee.code.pointee.words + generator.pointee.pc
    if UInt16(truncatingIfNeeded: words[-1]) == Opcode.yieldValue.rawValue { return (words - 1).operandA }
    return words.opcodeByte == Opcode.yieldFrom.byte ? words.operandA : nil
  }

  /// Pushes the frame of a generator above the innermost one; its slots are still to be filled.
  func pushFrame(of generator: UnsafeMutablePointer<GeneratorObject>, flags: FrameFlags, _ pointer: ValueID) {
    let offset = frame.offset + frame.code.pointee.registerCount + Opcode.frameHeader
    policy.pushFrame(isResumed: true)
    let code = generator.pointee.code
    frames.append(
      RecordedFrame(
        offset: offset, code: code, codeConstant: constant(.code(code)), function: -1, flags: flags, callPC: pc,
        resumedAt: generator.pointee.pc, object: pointer))
  }

  /// Fills the slots of the innermost frame with what a suspended generator kept.
  func wake(
    _ word: ValueID, _ pointer: ValueID, _ generator: UnsafeMutablePointer<GeneratorObject>, _ known: MadeGenerator?, _ pending: Int, _ sent: ValueID?
  ) {
    let offset = frame.offset
    madeGenerators[word] = nil
    dropSlots(from: offset - Opcode.frameHeader)
    slots[offset - 3] = loadField(pointer, .generatorFunction)
    slots[offset - 6] = word
    loadRegisters(pointer, generator.pointee.code, at: generator.pointee.pc, known, without: pending)
    if pending >= 0 { slots[offset + pending] = sent ?? constWord(.none) }
    snapshotCache = nil
  }

  /// Reads those registers of a suspended generator that are needed at a position.
  func loadRegisters(
    _ pointer: ValueID, _ code: UnsafeMutablePointer<CodeObject>, at position: Int, _ known: MadeGenerator? = nil, without pending: Int
  ) {
    let live = vm.liveRegisters(code, before: position, inCall: false)
    for i in 0..<code.pointee.registerCount where live.contains(i) && i != pending {
      slots[frame.offset + i] = known?.registers[i] ?? emit(.loadSlot, [pointer], immediate: GeneratorObject.offset(ofRegister: i))
    }
  }

  /// Whether what a generator does can be in the trace: generators that resume others of the same code in frames of their own recur,
  /// and what they do next depends on more than where they are.
  func mayFollow(_ generator: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    if isNewCoroutine(generator) { return generator.pointee.handled.isNone && !isRecursive(generator.pointee.code) }
    // Whether it delegates follows from the position.
    var codes = frames.map(\.code)
    var generator = generator
    var mayGiveFrame = !isDelegating(pc, frame.code)
    while true {
      guard generator.pointee.handled.isNone, !codes.contains(generator.pointee.code) else { return false }
      mayGiveFrame = mayGiveFrame && generator.pointee.header.type == vm.types.generator
      if !mayGiveFrame { codes.append(generator.pointee.code) }
      guard generator.pointee.status == 1, let inner = vm.resumable(generator.pointee.delegate) else { return true }
      generator = inner
    }
  }

  /// Whether it is a coroutine that did not begin yet: it does what a call of a function does.
  private func isNewCoroutine(_ generator: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    generator.pointee.status == 0 && generator.pointee.header.type == vm.types.coroutine
  }

  private func isDelegating(_ position: Int, _ code: UnsafeMutablePointer<CodeObject>) -> Bool {
    (code.pointee.words + position).opcodeByte == Opcode.yieldFrom.byte
  }

  /// Hands what is yielded to what resumed the generator, in a frame of the trace, and goes on there.
  func yieldValue() -> Bool {
    if frame.flags.contains(.collects) { return collectItem() }
    if frame.flags.contains(.sinks) { return yieldIntoSink() }
    if isAskedInTrace { return yieldToStep() }
    guard isResumedInTrace else { return false }
    guard let value = passedOn(read(word.operandB)) else { return false }
    suspend(at: next, without: word.operandA)
    return giveToResumer(value())
  }

  // MARK: Enumerations

  /// Goes on in the frame of the generator that an enumeration takes items from.
  func enterEnumerated(_ register: Int, _ iterator: Value) -> Bool {
    guard iterator.isExactly(vm.types.enumerate) else { return false }
    let object = iterator.object(IteratorObject.self)
    guard object.pointee.state2.isNil, object.pointee.index < Int.max, vm.resumable(object.pointee.source) != nil else { return false }
    let pointer = guardClass(read(register), iterator)
    return enterGenerator(loadField(pointer, .iteratorSource), object.pointee.source, mayBeInnermost: false)
  }

  /// The slot of the state of the loop that the yielded item goes to, and the interpreter's value there.
  private var resumingLoop: (slot: Int, value: Value)? {
    var number = frames.count - 1
    while isDelegating(frames[number].callPC, frames[number - 1].code) { number -= 1 }
    let call = frames[number - 1].code.pointee.words[frames[number].callPC]
    guard UInt8(truncatingIfNeeded: call) == Opcode.forNext.byte else { return nil }
    let slot = frames[number - 1].offset + call.operandA
    return (slot, entryBase[slot])
  }

  private var isEnumerated: Bool { resumingLoop?.value.isExactly(vm.types.enumerate) ?? false }

  /// What the resumer gets for an item, made when the item is yielded; checks come before. nil when that cannot be recorded.
  private func passedOn(_ item: ValueID) -> (() -> ValueID)? {
    guard isEnumerated, let (slot, iterator) = resumingLoop else { return { item } }
    let object = iterator.object(IteratorObject.self)
    guard object.pointee.state2.isNil, object.pointee.index < Int.max else { return nil }
    let pointer = emit(.unref, [asWord(readSlot(slot))])
    let number = loadField(pointer, .iteratorIndex)
    let following = emitGuard(.addOvf, [number, constInt(1)], kind: .arithmetic)
    return { [self] in
      emit(.storeField, [pointer, following], immediate: Int(FieldID.iteratorIndex.rawValue))
      return emit(.ref, [emit(.newTuple, [emit(.boxInt, [number]), asWord(item)])])
    }
  }

  /// Goes on behind what resumed the outermost of the generators that wait for an item.
  private func giveToResumer(_ value: ValueID) -> Bool {
    while isDelegating(frame.callPC, frames[frames.count - 2].code) {
      let position = frame.callPC
      let call = leaveFrame()
      suspend(at: position, without: call.operandA)
    }
    let call = leaveFrame()
    let isLoop = UInt8(truncatingIfNeeded: call) == Opcode.forNext.byte
    write(isLoop ? call.operandB : call.operandA, value)
    return true
  }

  /// Saves the registers of the innermost frame, a generator's that the trace resumed.
  func suspend(at position: Int, without pending: Int) {
    let pointer = generatorObject()
    let live = vm.registersKept(frame.code, at: position)
    for i in 0..<frame.code.pointee.registerCount where live.contains(i) && i != pending {
      guard let value = slots[frame.offset + i] else { continue }
      // The optimizer drops what did not change. All are written here, so that no load of them is moved out of the loop:
      // where it is entered the generator may be at another place.
      emit(.storeSlot, [pointer, asWord(value)], immediate: GeneratorObject.offset(ofRegister: i))
    }
    if frame.resumedAt != position { setGenerator(pointer, .generatorPosition, position) }
    setGenerator(pointer, .generatorStatus, 1)
    if frame.flags.contains(.directly) { suspendRoot() }
  }

  /// Hands what is yielded to the native function that drains the generator, which goes on.
  private func yieldIntoSink() -> Bool {
    guard returned.isEmpty, let sink = vm.pointee.sink, vm.takes(concrete(word.operandB), sink) else { return false }
    let taken = callHelper(.rt_take_item, [wordOperand(word.operandB)])
    // What was not taken had no effect: the interpreter yields it.
    emitGuard(.guardTrue, [emit(.sameWord, [taken, constWord(.true)])], kind: .controlFlow)
    write(word.operandA, constWord(.none))
    return true
  }

  /// Goes on in the generator or coroutine that the one in the innermost frame delegates to.
  func delegate() -> Bool {
    let sent = concrete(word.operandA)
    guard frame.flags.contains(.generator) else { return false }
    guard let generator = vm.resumable(concrete(word.operandB)) else { return awaitStep() ?? delegateToIterator() }
    vm.pointee.nestsDelegate = true
    if depth > 0, vm.givesFrame(r, generator) { return giveFrame(generator) }
    let inner = read(word.operandB)
    if isNewCoroutine(generator), isRecursive(generator.pointee.code) {
      guard sent.isNil || sent.isNone else { return false }
      vm.pointee.isCallOpaque = true
      write(word.operandA, callHelper(.rt_await, [asWord(inner), hiddenDepth]))
      return true
    }
    let value = sent.isNil ? nil : read(word.operandA)
    let outer = generatorObject()
    guard enterGenerator(inner, concrete(word.operandB), sent: value, mayBeInnermost: false) else { return false }
    setDelegate(outer, asWord(inner))
    return true
  }

  /// Yields the next item of a built-in iterator that the generator delegates to.
  private func delegateToIterator() -> Bool {
    let sent = concrete(word.operandA)
    guard isResumedInTrace, sent.isNil || sent.isNone else { return false }
    if !sent.isNil { guardConstant(read(word.operandA), .none) }
    let outer = generatorObject()
    let inner = wordOperand(word.operandB)
    guard let item = inlineNext(word.operandB, concrete(word.operandB)), !isEnumerated else { return false }
    setDelegate(outer, inner)
    suspend(at: pc, without: word.operandA)
    return giveToResumer(item)
  }

  /// Finishes a generator; what resumed it ends.
  func finishGenerator() -> Bool {
    guard depth > 0 || frame.flags.contains(.collects) && !frame.flags.contains(.directly), frame.flags.contains(.generator), !frame.flags.contains(.entry) else { return false }
    if isAskedInTrace { return finishAsyncGenerator() }
    if frame.flags.contains(.directly) { return restoreDelegator() }
    if frame.flags.contains(.collects) { return finishCollecting() }
    let isDelegated = isDelegating(frame.callPC, frames[frames.count - 2].code)
    let resumer = opcodeOfResumer
    let value = read(word.operandA)
    if resumer == Opcode.call.byte || resumer == Opcode.callMethod.byte { return stopIteration(value) }
    guard isDelegated || resumer == Opcode.forNext.byte else { return false }
    let pointer = generatorObject()
    setGenerator(pointer, .generatorStatus, 3)
    let call = leaveFrame()
    guard isDelegated else { return true }
    setDelegate(generatorObject(), constWord(.none))
    write(call.operandA, value)
    return true
  }

  /// The address of the generator in the innermost frame.
  func generatorObject() -> ValueID { frame.object ?? emit(.unref, [asWord(readSlot(frame.offset - 6))]) }

  func setDelegate(_ generator: ValueID, _ value: ValueID) { setWord(generator, \.delegate, value) }

  /// Writes a word of a generator object.
  func setWord(_ generator: ValueID, _ field: PartialKeyPath<GeneratorObject>, _ value: ValueID) {
    guard let offset = MemoryLayout<GeneratorObject>.offset(of: field) else { return }
    emit(.storeSlot, [generator, value], immediate: offset)
  }

  /// Makes a generator of the function whose frame was just pushed and returns it.
  func makeGenerator() -> Bool {
    guard depth > 0, frame.flags.isEmpty else { return false }
    let code = frame.code
    guard CodeFlags(rawValue: code.pointee.flags).isDisjoint(with: .asyncGenerator) else { return false }
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

  /// Makes a generator or coroutine of a function for a call; its frame is not pushed.
  func makeSuspended(_ callee: Value, _ made: ValueID?, base: Int, count: Int) -> Bool {
    write(word.operandA, makeSuspended(callee, made, (0..<count).map { read(base + $0) }))
    vm.pointee.isCallOpaque = true
    return true
  }

  /// Makes a generator or coroutine of a function, with these arguments.
  func makeSuspended(_ callee: Value, _ made: ValueID?, _ values: [ValueID]) -> ValueID {
    let code = callee.object(FunctionObject.self).pointee.code
    let arguments = values.map { ($0, asWord($0)) }
    let object = callHelper(.rt_make_generator, [made ?? emit(.constRef, immediate: constant(.value(callee))), constInt(1)])
    let pointer = emit(.unref, [object])
    let live = vm.liveRegisters(code, before: 1, inCall: false)
    var registers: [Int: ValueID] = [:]
    for (i, argument) in arguments.enumerated() where live.contains(i) {
      emit(.storeSlot, [pointer, argument.1], immediate: GeneratorObject.offset(ofRegister: i))
      registers[i] = argument.0
    }
    madeGenerators[object] = MadeGenerator(pointer: pointer, registers: registers, end: body.count)
    return object
  }

  /// What is known of a generator that the trace made, if nothing was called since that might have resumed it.
  func untouched(_ object: ValueID) -> MadeGenerator? {
    guard let made = madeGenerators[object], body[made.end...].allSatisfy({ $0.op.info.kind != .call }) else { return nil }
    return made
  }

  /// Whether the innermost frame is a generator's whose items go to an instruction of a frame of the trace.
  private var isResumedInTrace: Bool {
    var number = frames.count - 1
    while number > 0 {
      guard frames[number].flags.rawValue & ~FrameFlags.directly.rawValue == FrameFlags.generator.rawValue else { return false }
      if !isDelegating(frames[number].callPC, frames[number - 1].code) { return true }
      number -= 1
    }
    return false
  }

  /// The opcode of the instruction that resumed the generator in the innermost frame.
  private var opcodeOfResumer: UInt8 { (frames[frames.count - 2].code.pointee.words + frame.callPC).opcodeByte }

  /// Goes back to the calling frame; returns the instruction there that pushed the frame.
  func leaveFrame() -> UInt64 {
    let frame = self.frame
    policy.popFrame()
    frames.removeLast()
    dropSlots(from: frame.offset - Opcode.frameHeader)
    snapshotCache = nil
    return self.frame.code.pointee.words[frame.callPC]
  }

  func setGenerator(_ pointer: ValueID, _ field: FieldID, _ value: Int) {
    emit(.storeField, [pointer, constInt(value)], immediate: Int(field.rawValue))
  }
}

/// A generator or coroutine that the trace made.
struct MadeGenerator {
  let pointer: ValueID
  /// What its registers hold, but for empty ones.
  let registers: [Int: ValueID]
  /// How many uops the trace had then.
  let end: Int
}

extension GeneratorObject {
  /// Where a register of a suspended frame is, in bytes from the object's start.
  static func offset(ofRegister number: Int) -> Int { MemoryLayout<GeneratorObject>.size + 8 * number }
}
