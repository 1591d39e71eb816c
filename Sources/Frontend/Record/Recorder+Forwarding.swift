// Records asynchronous loops over async generators, and chains of those that only pass items on.

import TraceIR

/// A step of an async generator that a trace made: the step's address, the generator and what is known of it.
struct RecordedStep {
  let pointer: ValueID
  let generator: ValueID
  /// The generator's address.
  let address: ValueID
}

extension Recorder {
  // MARK: Steps

  /// The async generator that the `__aiter__` of a value's class makes; nil when it does anything else.
  func generatorOfAsyncIteration(_ id: ValueID, _ value: Value) -> ValueID? {
    guard value.isReference, value.heapType.pointee.isUser else { return nil }
    let method = vm.typeLookup(value.heapType, vm.name(.__aiter__))
    guard method.isKind(.function) else { return nil }
    let code = method.object(FunctionObject.self).pointee.code
    guard vm.makesGenerator(code, count: 1), CodeFlags(rawValue: code.pointee.flags).contains(.asyncGenerator) else { return nil }
    _ = guardClass(id, value)
    assume(value.heapType)
    return makeSuspended(method, nil, [id])
  }

  /// The awaitable of an async generator's next item, as `nextAsyncStep` makes it; false for other iterators.
  func asyncNext() -> Bool {
    let value = concrete(word.operandB)
    guard value.isExactly(vm.types.asyncGenerator) else { return false }
    let generator = wordOperand(word.operandB)
    let address = untouched(generator)?.pointer ?? guardClass(generator, value)
    let last = value.object(GeneratorObject.self).pointee.step
    let step: ValueID
    let pointer: ValueID
    if vm.isAsyncStep(last), last.object(NativeObject.self).pointee.integer0 == 2 {
      step = heldWord(of: address, \.step)
      // There is a step or nothing.
      emitGuard(.guardReference, [step])
      pointer = emit(.unref, [step])
      emitGuard(.guardTrue, [emit(.eqInt, [loadField(pointer, .stepState), constInt(2)])])
      setStep(pointer, 0)
    } else {
      step = callHelper(.rt_async_step, [generator])
      pointer = emit(.unref, [step])
    }
    steps[step] = RecordedStep(pointer: pointer, generator: generator, address: address)
    write(word.operandA, step)
    return true
  }

  /// Goes on in the async generator behind a step that the trace made.
  ///
  /// - Returns: nil if the current instruction waits for anything else.
  func awaitStep() -> Bool? {
    guard let generator = vm.resumableStep(concrete(word.operandB)) else { return nil }
    let id = read(word.operandB)
    guard let step = steps[id], depth + 1 < policy.tunables.maximumDepth, generator.pointee.handled.isNone else { return false }
    steps[id] = nil
    if vm.forwards(r, frame.code.pointee.words + pc, generator) { return depth > 0 && giveFrame(forwardingTo: generator, step, id) }
    let outer = generatorObject()
    if let inner = vm.innermost(of: generator) {
      guard enterInnermost(step.generator, Value(generator), inner, nil) else { return false }
    } else {
      guard generator.pointee.link.isNil, !frames.contains(where: { $0.code == generator.pointee.code }), let pending = pendingRegister(generator)
      else { return false }
      guardPlace(step.address, generator)
      guardConstant(heldWord(of: step.address, \.link), .nil)
      setGenerator(step.address, .generatorStatus, 2)
      pushFrame(of: generator, flags: .generator, step.address)
      wake(step.generator, step.address, generator, untouched(step.generator), pending, nil)
    }
    setStep(step.pointer, 1)
    setDelegate(outer, id)
    return true
  }

  private func setStep(_ pointer: ValueID, _ state: Int) {
    emit(.storeField, [pointer, constInt(state)], immediate: Int(FieldID.stepState.rawValue))
  }

  private var itemOffset: Int { MemoryLayout<NativeObject>.offset(of: \.value3) ?? 0 }

  /// The address of the step by which the generator in a frame was asked.
  private func step(of generator: ValueID) -> ValueID { emit(.unref, [heldWord(of: generator, \.step)]) }

  // MARK: Items and ends

  /// Whether the innermost frame is that of an async generator which a loop of the trace asked.
  var isAskedInTrace: Bool {
    depth > 0 && CodeFlags(rawValue: frame.code.pointee.flags).contains(.asyncGenerator) && frame.flags.contains(.generator)
      && !frame.flags.contains(.entry)
  }

  /// Hands an item to the frame that waits for it.
  func yieldToStep() -> Bool {
    let item = wordOperand(word.operandB)
    if frame.flags.contains(.directly) { emit(.storeSlot, [step(of: generatorObject()), item], immediate: itemOffset) }
    suspend(at: next, without: word.operandA)
    let call = leaveFrame()
    endStep(call)
    write(call.operandA, item)
    return true
  }

  private func endStep(_ call: UInt64) {
    setStep(emit(.unref, [wordOperand(call.operandB)]), 2)
    setDelegate(generatorObject(), constWord(.none))
  }

  /// Ends an async generator, and the loop that waits for it.
  func finishAsyncGenerator() -> Bool {
    if frame.flags.contains(.directly) { return restoreForwarder() }
    let caller = frames[frames.count - 2].code
    guard vm.endOfAsyncLoop(caller, caller.pointee.words + frame.callPC) != nil else { return false }
    setGenerator(generatorObject(), .generatorStatus, 3)
    endStep(leaveFrame())
    return true
  }

  // MARK: Chains

  /// Suspends the async generator in the innermost frame behind the `yield` of its loop and goes on in the next, in the same frame.
  private func giveFrame(forwardingTo inner: UnsafeMutablePointer<GeneratorObject>, _ step: RecordedStep, _ id: ValueID) -> Bool {
    guard let pending = pendingRegister(inner), !frames.dropLast().contains(where: { $0.code == inner.pointee.code }) else { return false }
    let resumption = (frame.code.pointee.words + pc).resumption - frame.code.pointee.words
    let known = untouched(step.generator)
    if known == nil {
      guardPlace(step.address, inner)
      guardConstant(heldWord(of: step.address, \.link), .nil)
    }
    let outer = generatorObject()
    let outerWord = asWord(readSlot(frame.offset - 6))
    let isRoot = !frame.flags.contains(.directly)
    let rootWord = isRoot ? outerWord : heldWord(of: outer, \.link)
    let levels = isRoot ? constInt(1) : emit(.addInt, [loadField(outer, .generatorLevels), constInt(1)])
    guardLevels(levels)
    setStep(step.pointer, 2)
    emit(.storeSlot, [step.pointer, constWord(.nil)], immediate: itemOffset)
    setWord(step.address, \.step, id)
    frames[frames.count - 1].flags = .generator
    suspend(at: resumption, without: -1)
    if !isRoot { setGenerator(outer, .generatorLevels, UnsafeMutablePointer<VMState>.forwarding) }
    runNext(step.generator, step.address, behind: outerWord, of: isRoot ? outer : emit(.unref, [rootWord]), rootWord, levels)
    replaceFrame(inner.pointee.code, at: inner.pointee.pc, step.address, flags: .direct(.generator))
    wake(step.generator, step.address, inner, known, pending, nil)
    return true
  }

  /// Ends the async generator in the innermost frame; the one whose loop passed its items on goes on behind that.
  private func restoreForwarder() -> Bool {
    let object = r.aux.object(GeneratorObject.self)
    let outer = object.pointee.outer.object(GeneratorObject.self)
    let isRoot = object.pointee.outer == object.pointee.link
    let code = outer.pointee.code
    let delegation = (code.pointee.words + outer.pointee.pc).delegationOfLoop
    guard let end = vm.endOfAsyncLoop(code, delegation), vm.isAsyncStep(object.pointee.step) else { return false }
    let pointer = generatorObject()
    let (outerWord, outerPointer, rootWord) = guardWaiting(for: pointer, outer, isRoot: isRoot)
    let last = emit(.loadSlot, [step(of: pointer)], immediate: itemOffset)
    let hasItem = !object.pointee.step.object(NativeObject.self).pointee.value3.isNil
    if hasItem { emitGuard(.guardNotNil, [last]) } else { guardConstant(last, .nil) }
    endInnermost(pointer, outerWord, outerPointer, rootWord, isRoot: isRoot)
    if hasItem, !isRoot { emit(.storeSlot, [step(of: outerPointer), last], immediate: itemOffset) }
    replaceFrame(code, at: outer.pointee.pc, outerPointer, flags: isRoot ? .generator : .direct(.generator))
    dropSlots(from: frame.offset - Opcode.frameHeader)
    slots[frame.offset - 3] = loadField(outerPointer, .generatorFunction)
    slots[frame.offset - 6] = outerWord
    loadRegisters(outerPointer, code, at: end - code.pointee.words, without: -1)
    guard hasItem else { return true }
    let live = vm.liveRegisters(code, before: end - code.pointee.words, inCall: false)
    delegation.forEachVariable { if live.contains($0) { write($0, last) } }
    return true
  }
}
