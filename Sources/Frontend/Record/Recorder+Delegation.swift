// Records generators that delegate to others: the innermost one runs in the frame that the outermost one was given.

import TraceIR

extension Recorder {
  /// Levels of delegation that a trace deals with: its executor is not entered where so many more frames are too deep.
  static let mostLevels = 200

  /// Goes on in the frame of the generator that a suspended one delegates to in the end; the interpreter pushes it alone.
  func enterInnermost(_ id: ValueID, _ value: Value, _ inner: UnsafeMutablePointer<GeneratorObject>, _ sent: ValueID?) -> Bool {
    guard inner.pointee.handled.isNone, inner.pointee.header.type != vm.types.coroutine, inner.pointee.levels < Recorder.mostLevels,
      !frames.contains(where: { $0.code == inner.pointee.code }), let pending = pendingRegister(inner)
    else { return false }
    let word = asWord(id)
    let root = guardClass(word, value)
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(root, .generatorStatus), constInt(1)])])
    let innerWord = heldWord(of: root, \.link)
    let pointer = guardClass(innerWord, Value(inner))
    guardPlace(pointer, inner)
    emitGuard(.guardTrue, [emit(.sameWord, [heldWord(of: pointer, \.link), word])])
    let levels = loadField(pointer, .generatorLevels)
    emitGuard(.guardTrue, [emit(.gtInt, [levels, constInt(0)])])
    guardLevels(levels)
    runRoot(root)
    setGenerator(pointer, .generatorStatus, 2)
    pushFrame(of: inner, flags: .direct(.generator), pointer)
    wake(innerWord, pointer, inner, nil, pending, sent)
    return true
  }

  /// Suspends the generator in the innermost frame and goes on in the one it delegates to, in the same frame.
  func giveFrame(_ inner: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    let position = pc
    guard let pending = pendingRegister(inner), !frames.dropLast().contains(where: { $0.code == inner.pointee.code }) else { return false }
    let sent = concrete(word.operandA)
    let value = sent.isNil || sent.isNone ? nil : read(word.operandA)
    let innerWord = wordOperand(word.operandB)
    let known = untouched(innerWord)
    let pointer = known?.pointer ?? guardClass(innerWord, Value(inner))
    if known == nil { guardPlace(pointer, inner) }
    let outer = generatorObject()
    let outerWord = asWord(readSlot(frame.offset - 6))
    let isRoot = !frame.flags.contains(.directly)
    let rootWord = isRoot ? outerWord : heldWord(of: outer, \.link)
    let levels = isRoot ? constInt(1) : emit(.addInt, [loadField(outer, .generatorLevels), constInt(1)])
    guardLevels(levels)
    vm.pointee.nestsDelegate = false
    let flags = frame.flags.ofGenerator
    frames[frames.count - 1].flags = flags
    suspend(at: position, without: word.operandA)
    setDelegate(outer, innerWord)
    runNext(innerWord, pointer, behind: outerWord, of: isRoot ? outer : emit(.unref, [rootWord]), rootWord, levels)
    replaceFrame(inner.pointee.code, at: inner.pointee.pc, pointer, flags: .direct(flags))
    wake(innerWord, pointer, inner, known, pending, value)
    return true
  }

  /// Writes that the next generator of a chain runs instead of the one that waits for it.
  func runNext(_ word: ValueID, _ pointer: ValueID, behind outerWord: ValueID, of root: ValueID, _ rootWord: ValueID, _ levels: ValueID) {
    runRoot(root)
    setWord(root, \.link, word)
    setWord(pointer, \.outer, outerWord)
    setWord(pointer, \.link, rootWord)
    emit(.storeField, [pointer, levels], immediate: Int(FieldID.generatorLevels.rawValue))
    setGenerator(pointer, .generatorStatus, 2)
  }

  /// What a generator that has ended leaves its frame to: who waits for it, and who was resumed. Where that one waits, and whether they
  /// are the same, is guarded.
  func guardWaiting(
    for pointer: ValueID, _ outer: UnsafeMutablePointer<GeneratorObject>, isRoot: Bool
  ) -> (outerWord: ValueID, outerPointer: ValueID, rootWord: ValueID) {
    let outerWord = heldWord(of: pointer, \.outer)
    let rootWord = heldWord(of: pointer, \.link)
    let outerPointer = guardClass(outerWord, Value(outer))
    emitGuard(.guardIsRef, [emit(.ref, [loadField(outerPointer, .generatorCode)])], immediate: constant(.code(outer.pointee.code)))
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(outerPointer, .generatorPosition), constInt(outer.pointee.pc)])], kind: .controlFlow)
    emitGuard(isRoot ? .guardTrue : .guardFalse, [emit(.sameWord, [outerWord, rootWord])], kind: .controlFlow)
    return (outerWord, outerPointer, rootWord)
  }

  /// Ends the generator in the innermost frame; the one that delegates to it goes on there.
  func restoreDelegator() -> Bool {
    let object = r.aux.object(GeneratorObject.self)
    let outer = object.pointee.outer.object(GeneratorObject.self)
    let isRoot = object.pointee.outer == object.pointee.link
    let value = read(word.operandA)
    let pointer = generatorObject()
    let (outerWord, outerPointer, rootWord) = guardWaiting(for: pointer, outer, isRoot: isRoot)
    endInnermost(pointer, outerWord, outerPointer, rootWord, isRoot: isRoot)
    setDelegate(outerPointer, constWord(.none))
    let flags = frame.flags.ofGenerator
    goOn(in: outer, outerWord, outerPointer, value, flags: isRoot ? flags : .direct(flags))
    return true
  }

  /// Writes that the innermost generator of a chain has ended and that the one next to it runs instead.
  func endInnermost(_ pointer: ValueID, _ outerWord: ValueID, _ outerPointer: ValueID, _ rootWord: ValueID, isRoot: Bool) {
    let nothing = constWord(.nil)
    setGenerator(pointer, .generatorStatus, 3)
    setWord(pointer, \.outer, nothing)
    setWord(pointer, \.link, nothing)
    let root = isRoot ? outerPointer : emit(.unref, [rootWord])
    setWord(root, \.link, isRoot ? nothing : outerWord)
    if isRoot {
      setGenerator(outerPointer, .generatorLevels, 0)
    } else {
      setWord(outerPointer, \.link, rootWord)
      let levels = emit(.subInt, [loadField(pointer, .generatorLevels), constInt(1)])
      emit(.storeField, [outerPointer, levels], immediate: Int(FieldID.generatorLevels.rawValue))
    }
    setGenerator(outerPointer, .generatorStatus, 2)
  }

  /// Goes on behind the delegation in which a generator is suspended.
  private func goOn(in outer: UnsafeMutablePointer<GeneratorObject>, _ word: ValueID, _ pointer: ValueID, _ value: ValueID, flags: FrameFlags) {
    let code = outer.pointee.code
    let delegation = code.pointee.words + outer.pointee.pc
    replaceFrame(code, at: outer.pointee.pc, pointer, flags: flags)
    dropSlots(from: frame.offset - Opcode.frameHeader)
    slots[frame.offset - 3] = loadField(pointer, .generatorFunction)
    slots[frame.offset - 6] = word
    let target = outer.pointee.pc + Int(Int32(truncatingIfNeeded: delegation[1]))
    loadRegisters(pointer, code, at: target, without: delegation.operandA)
    write(delegation.operandA, value)
  }

  /// Writes that the outermost generator waits for one that runs without those between.
  func runRoot(_ root: ValueID) {
    setGenerator(root, .generatorStatus, 2)
    setGenerator(root, .generatorLevels, UnsafeMutablePointer<VMState>.waiting)
  }

  /// Writes that the outermost generator is suspended with the one in the innermost frame, which it resumes next.
  func suspendRoot() {
    let pointer = generatorObject()
    let rootWord = heldWord(of: pointer, \.link)
    let root = emit(.unref, [rootWord])
    setWord(root, \.link, asWord(readSlot(frame.offset - 6)))
    setGenerator(root, .generatorLevels, 0)
    setGenerator(root, .generatorStatus, 1)
  }

  func replaceFrame(_ code: UnsafeMutablePointer<CodeObject>, at position: Int, _ pointer: ValueID, flags: FrameFlags) {
    let last = frames.count - 1
    frames[last].code = code
    frames[last].codeConstant = constant(.code(code))
    frames[last].flags = flags
    frames[last].resumedAt = position
    frames[last].object = pointer
    snapshotCache = nil
    passesTurn = true
  }

  func guardLevels(_ levels: ValueID) { emitGuard(.guardTrue, [emit(.ltInt, [levels, constInt(Recorder.mostLevels)])]) }

  func heldWord(of generator: ValueID, _ field: PartialKeyPath<GeneratorObject>) -> ValueID {
    emit(.loadSlot, [generator], immediate: MemoryLayout<GeneratorObject>.offset(of: field) ?? 0)
  }

  /// How many frames of the trace are not on the frame stack, those included that generators in it do without.
  var hiddenDepth: ValueID {
    frames.filter { $0.flags.contains(.directly) && $0.offset > 0 }.reduce(constInt(depth)) { sum, frame in
      let pointer = frame.object ?? emit(.unref, [asWord(readSlot(frame.offset - 6))])
      return emit(.addInt, [sum, loadField(pointer, .generatorLevels)])
    }
  }
}
