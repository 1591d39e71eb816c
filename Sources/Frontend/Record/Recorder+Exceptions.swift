// Records raising and catching: a raise whose handler is in a frame of the trace goes on there.

import TraceIR

/// What a `raise` is about to raise.
struct RaisedException {
  let id: ValueID
  /// Whether the instruction adds no entry to a traceback that there is.
  let isAgain: Bool
}

extension Recorder {
  /// The slot of the exception being handled, as long as only the trace knows of it; no frame has it.
  static let handledSlot = -(1 << 24)

  private static let tracebackOffset = MemoryLayout<ExceptionObject>.offset(of: \.traceback) ?? 0

  private typealias Place = (frame: Int, handler: HandlerRange)

  // MARK: Making

  /// Makes an exception of a class that only keeps its arguments; nil for others.
  func makeException(_ cls: Value, _ arguments: [ValueID]) -> ValueID? {
    let type = cls.object(TypeObject.self)
    guard policy.tunables.innerTrips > 0, vm.isPlainException(type) else { return nil }
    if type.pointee.isUser { assume(type) }
    return newException(type, arguments)
  }

  /// An exception with its arguments, as its class's native `__new__` makes it.
  func newException(_ type: TypeRef, _ arguments: [ValueID]) -> ValueID {
    let object = emit(.newObject, immediate: constant(.type(type)))
    setArguments(object, arguments)
    emit(.storeSlot, [object, constWord(.none)], immediate: Recorder.tracebackOffset)
    return emit(.ref, [object])
  }

  private func setArguments(_ object: ValueID, _ arguments: [ValueID]) {
    let words = arguments.map { asWord($0) }
    let tuple = words.isEmpty ? constValue(vm.pointee.emptyTuple) : emit(.ref, [emit(.newTuple, words)])
    emit(.storeSlot, [object, asWord(tuple)], immediate: MemoryLayout<ExceptionObject>.offset(of: \.arguments) ?? 0)
  }

  /// `BaseException.__init__` of an exception that only keeps its arguments.
  func initializeException(_ exception: Argument, _ arguments: [Argument]) -> Bool {
    guard exception.value.isKind(.exception), vm.runtime.exceptionFamily(exception.value.heapType) == .plain else { return false }
    setArguments(guardClass(exception.id, exception.value), arguments.map(\.id))
    write(word.operandA, constWord(.none))
    return true
  }

  /// `exception.args`.
  func loadArguments(_ object: Value, _ id: ValueID, _ name: Value) -> Bool {
    guard object.isKind(.exception), name == vm.name(.args), !object.heapType.pointee.customGet,
      vm.typeLookup(object.heapType, name) == vm.typeLookup(vm.types.baseException, name)
    else { return false }
    let pointer = guardClass(id, object)
    if object.heapType.pointee.isUser { assume(object.heapType) }
    write(word.operandA, emit(.loadSlot, [pointer], immediate: MemoryLayout<ExceptionObject>.offset(of: \.arguments) ?? 0))
    return true
  }

  // MARK: Raising

  /// `raise x`: what comes behind it is recorded when the interpreter looks for the handler.
  func raise() -> Bool {
    let value = concrete(word.operandA)
    guard word.operandC == 0, policy.tunables.innerTrips > 0, handler(at: pc) != nil else { return false }
    let id = read(word.operandA)
    if value.isKind(.exception) {
      _ = guardClass(id, value)
      raised = RaisedException(id: id, isAgain: false)
      return true
    }
    guard value.isKind(.type), let made = makeException(value, []) else { return false }
    guardConstant(id, value)
    raised = RaisedException(id: made, isAgain: false)
    return true
  }

  func raiseAgain() -> Bool {
    guard policy.tunables.innerTrips > 0, handler(at: pc) != nil, concrete(word.operandA).isKind(.exception) else { return false }
    raised = RaisedException(id: read(word.operandA), isAgain: true)
    return true
  }

  /// Ends a generator that a call of `next` or `send` resumed: that raises StopIteration.
  ///
  /// - Returns: false if nothing in the trace catches it.
  func stopIteration(_ value: ValueID) -> Bool {
    let call = frame.callPC
    guard policy.tunables.innerTrips > 0, let cls = vm.runtime.exceptionTypes["StopIteration"], handler(at: call, of: frames.count - 2) != nil
    else { return false }
    let isNone = concrete(word.operandA).isNone
    if isNone { guardConstant(value, .none) }
    // A check is to find the generator as it is.
    guardNothingHandled()
    setGenerator(generatorObject(), .generatorStatus, 3)
    _ = leaveFrame()
    resume(at: frame.code.pointee.words + call, r.callerBase)
    let exception = newException(cls, isNone ? [] : [value])
    emit(.storeSlot, [emit(.unref, [exception]), asWord(value)], immediate: MemoryLayout<ExceptionObject>.offset(of: \.extra) ?? 0)
    raised = RaisedException(id: exception, isAgain: false)
    return true
  }

  /// Goes on at the handler of the pending exception, if a frame of the trace has it and the trace knows how the exception came to be.
  public func catchException() -> Bool {
    guard failure == nil, rollback == nil, pendingSlice == nil, asked == nil, policy.tunables.innerTrips > 0 else { return false }
    guard vm.pointee.frame == entryBase + frame.offset, vm.pointee.frame.code == frame.code else { return false }
    let position = vm.pointee.pc - frame.code.pointee.words
    guard let place = handler(at: position) else { return false }
    let exception: ValueID
    if instructionCount == 0 {
      guard isBehindFailure(at: position) else { return false }
      exception = unwind(from: position, to: place)
    } else if position != pc {
      return false
    } else if let raised {
      exception = unwind(raised, to: place)
    } else if expectFailure() {
      exception = unwind(from: position, to: place)
    } else {
      return false
    }
    leaveFrames(above: place.frame)
    slots[frame.offset + place.handler.register] = exception
    snapshotCache = nil
    return true
  }

  /// Whether the trace begins at an exit that was taken because a call failed.
  private func isBehindFailure(at position: Int) -> Bool {
    guard case .side(let number) = anchor, let exit = record.exit(number) else { return false }
    return exit.kind == .exception && exit.snapshot.frames.last?.pc == position
  }

  /// The handler of an exception of the current instruction, if the frames up to it need nothing but to be left.
  ///
  /// - Parameter top: the frame of that instruction, if it is not the innermost.
  private func handler(at position: Int, of top: Int? = nil) -> Place? {
    for index in (0...(top ?? frames.count - 1)).reversed() {
      let place = index < (top ?? frames.count - 1) ? frames[index + 1].callPC : position
      let flags = frames[index].flags
      if flags.contains(.generator) { return nil }
      if let handler = vm.findHandler(frames[index].code, place) { return (index, handler) }
      guard index > 0, !flags.contains(.collects), !flags.contains(.entry), !flags.contains(.namespace) else { return nil }
    }
    return nil
  }

  /// Turns the check that the last call did not fail into one that it did.
  private func expectFailure() -> Bool {
    guard let check = body.last, let before = stateBefore, body.count > before.body, check.op == .guardNotNil,
      Int(check.exit) == exits.count - 1, exits[exits.count - 1].kind == .exception
    else { return false }
    let result = check.operands[0]
    body.removeLast()
    exits.removeLast()
    needsPoll = false
    snapshotCache = nil
    // Where the call does not fail, the instruction is complete.
    emitGuard(.guardIsWord, [result], immediate: Int(bitPattern: UInt(Value.nil.raw)), kind: .branch, target: next)
    for (offset, value) in slots where value == result { slots[offset] = before.slots[offset] }
    return true
  }

  // MARK: Unwinding

  /// Goes on with an exception that `raise` raises.
  private func unwind(_ raised: RaisedException, to place: Place) -> ValueID {
    if guardNothingHandled(), let object = guardTraceback(raised) {
      var latest = emit(.loadSlot, [object], immediate: Recorder.tracebackOffset)
      for index in frames.indices.reversed() where index >= place.frame {
        if index == frames.count - 1, raised.isAgain { continue }
        let at = index + 1 < frames.count ? frames[index + 1].callPC : pc
        latest = makeTraceback(frames[index].codeConstant, at, behind: latest)
      }
      emit(.storeSlot, [object, latest], immediate: Recorder.tracebackOffset)
      return raised.id
    }
    let id = asWord(raised.id)
    storeHandled()
    callHelper(.rt_raise, [id, constInt(raised.isAgain ? 1 : 0)])
    return unwind(from: pc, to: place)
  }

  /// The address of an exception that is to be raised; nil if another one is raised, or if it is raised again for the first time.
  private func guardTraceback(_ raised: RaisedException) -> ValueID? {
    let exception = vm.pointee.exception
    guard exception.isKind(.exception) else { return nil }
    let object = guardClass(raised.id, exception)
    guard raised.isAgain else { return object }
    guard exception.object(ExceptionObject.self).pointee.traceback.isKind(.traceback) else { return nil }
    emitGuard(.guardFalse, [emit(.sameWord, [emit(.loadSlot, [object], immediate: Recorder.tracebackOffset), constWord(.none)])])
    return object
  }

  private func makeTraceback(_ code: Int, _ position: Int, behind next: ValueID) -> ValueID {
    let entry = emit(.newObject, immediate: constant(.type(vm.types.traceback)))
    emit(.storeSlot, [entry, next], immediate: MemoryLayout<TracebackObject>.offset(of: \.next) ?? 0)
    emit(.storeSlot, [entry, emit(.constRef, immediate: code)], immediate: MemoryLayout<TracebackObject>.offset(of: \.code) ?? 0)
    emit(.storeSlot, [entry, asWord(constInt(position))], immediate: TracebackObject.positionOffset)
    return emit(.ref, [entry])
  }

  /// Takes the pending exception from the instruction at a position of the innermost frame to its handler.
  private func unwind(from position: Int, to place: Place) -> ValueID {
    for index in frames.indices.reversed() where index >= place.frame {
      let at = index + 1 < frames.count ? frames[index + 1].callPC : position
      callHelper(.rt_unwind, [emit(.constRef, immediate: frames[index].codeConstant), constInt(at)])
    }
    return callHelper(.rt_take_exception, [])
  }

  private func leaveFrames(above index: Int) {
    while frames.count - 1 > index {
      let callee = frame
      policy.popFrame(storesResult: false)
      frames.removeLast()
      dropSlots(from: callee.offset - Opcode.frameHeader)
    }
  }

  // MARK: Handlers

  /// Whether no exception is being handled, which the trace then relies on.
  @discardableResult
  private func guardNothingHandled() -> Bool {
    guard slots[Recorder.handledSlot] == nil else { return false }
    if knowsNothingHandled { return true }
    guard vm.pointee.handled.isNone else { return false }
    guardConstant(callHelper(.rt_handled, []), .none)
    knowsNothingHandled = true
    return true
  }

  func enterHandler() -> Bool {
    // What a generator's caller handled is noted when its frame is made, which may be after this.
    guard policy.tunables.innerTrips > 0, !frame.flags.contains(.generator), !frames.dropFirst().contains(where: { $0.flags.contains(.generator) })
    else { return false }
    let exception = wordOperand(word.operandB)
    let outer = slots[Recorder.handledSlot]
    storeHandled()
    let saved = outer ?? (guardNothingHandled() ? constWord(.none) : callHelper(.rt_handled, []))
    write(word.operandA, saved)
    slots[Recorder.handledSlot] = exception
    return true
  }

  func leaveHandler() -> Bool {
    guard policy.tunables.innerTrips > 0, !frame.flags.contains(.generator), !concrete(word.operandA).isNil else { return false }
    if slots[Recorder.handledSlot] != nil {
      // The state still has what was handled before.
      slots[Recorder.handledSlot] = nil
      snapshotCache = nil
    } else {
      callHelper(.rt_set_handled, [wordOperand(word.operandA)])
      knowsNothingHandled = false
    }
    return true
  }

  /// Tells the state of the exception being handled, for what may look at it.
  func storeHandled() {
    guard let exception = slots[Recorder.handledSlot] else { return }
    slots[Recorder.handledSlot] = nil
    snapshotCache = nil
    knowsNothingHandled = false
    callHelper(.rt_set_handled, [exception])
  }

  /// Whether an exception is of a class, or of one of a tuple, in an except clause.
  func matchException() -> Bool {
    let (exception, pattern) = (concrete(word.operandB), concrete(word.operandC))
    guard policy.tunables.innerTrips > 0, exception.isKind(.exception) else { return false }
    if pattern.isKind(.type) {
      guard vm.isSubtype(pattern.object(TypeObject.self), vm.types.baseException) else { return false }
      guardConstant(read(word.operandC), pattern)
      return writeMatch(exception, [pattern])
    }
    guard pattern.isExactly(vm.types.tuple), vm.tupleCount(pattern) <= 8 else { return false }
    let classes = vm.tupleItems(pattern)
    guard classes.allSatisfy({ $0.isKind(.type) && vm.isSubtype($0.object(TypeObject.self), vm.types.baseException) }),
      guardItems((read(word.operandC), pattern), classes)
    else { return false }
    return writeMatch(exception, classes)
  }

  private func writeMatch(_ exception: Value, _ classes: [Value]) -> Bool {
    _ = guardClass(read(word.operandB), exception)
    if exception.heapType.pointee.isUser { assume(exception.heapType) }
    let matches = classes.contains { vm.isSubtype(exception.heapType, $0.object(TypeObject.self)) }
    write(word.operandA, emit(.constBool, immediate: matches ? 1 : 0))
    return true
  }
}
