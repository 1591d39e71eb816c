// Suspends and resumes generator, coroutine and async generator frames.

import CRuntime

/// How a generator is resumed.
public enum ResumeMode: Int, Sendable {
  case send, `throw`
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The registers of a suspended frame.
  @inline(__always)
  func registers(_ generator: UnsafeMutablePointer<GeneratorObject>) -> UnsafeMutablePointer<Value> {
    UnsafeMutableRawPointer(generator + 1).assumingMemoryBound(to: Value.self)
  }

  /// Makes a generator of the running frame, to go on after the instruction at `pc`.
  @inline(never)
  func makeGenerator(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>) -> Value {
    let generator = makeGenerator(r.function, position: pc + 1 - r.code.pointee.words)
    // The temporaries of the stack hold what other frames left there, which the collector must not find again.
    copyWords(registers(generator.object(GeneratorObject.self)), r, r.code.pointee.localCount)
    return generator
  }

  /// Makes a generator of a function whose code begins with `makeGenerator`, for a call with its arguments at `base`.
  @inline(never)
  func makeGenerator(_ function: Value, arguments base: UnsafeMutablePointer<Value>) -> Value {
    let generator = makeGenerator(function, position: 1)
    copyWords(registers(generator.object(GeneratorObject.self)), base, function.object(FunctionObject.self).pointee.code.pointee.parameterCount)
    return generator
  }

  /// Whether a call of a function with so many positional arguments needs no frame.
  @inline(__always)
  func makesGenerator(_ code: UnsafeMutablePointer<CodeObject>, count: Int) -> Bool {
    code.pointee.suspendsAtOnce && count == code.pointee.parameterCount && pointee.depth < pointee.recursionLimit
  }

  /// Makes a generator of a function that goes on at `position`, with registers that are all empty.
  func makeGenerator(_ function: Value, position: Int) -> Value {
    let object = function.object(FunctionObject.self)
    let code = object.pointee.code
    let flags = CodeFlags(rawValue: code.pointee.flags)
    let type =
      flags.contains(.asyncGenerator) ? pointee.types.asyncGenerator : flags.contains(.coroutine) ? pointee.types.coroutine : pointee.types.generator
    if code.pointee.keptRegisters < 0 { countKeptRegisters(code) }
    let count = code.pointee.keptRegisters
    let hasOwnNames = object.pointee.name != code.pointee.name || object.pointee.qualifiedName != code.pointee.qualifiedName
    let names = hasOwnNames ? makeTuple([object.pointee.name, object.pointee.qualifiedName]) : .nil
    let generator = allocate(GeneratorObject.self, type, extra: count * 8)
    generator.pointee.code = code
    generator.pointee.function = function
    generator.pointee.pc = position
    generator.pointee.status = 0
    generator.pointee.names = names
    generator.pointee.delegate = .none
    generator.pointee.handled = .none
    generator.pointee.outer = .nil
    generator.pointee.link = .nil
    generator.pointee.levels = 0
    generator.pointee.step = .nil
    registers(generator).update(repeating: .nil, count: count)
    if code.pointee.handlerCount > 0, type == pointee.types.generator { runtime.closable.append(UInt(bitPattern: generator)) }
    return Value(generator)
  }

  /// Puts a suspended frame on the stack above all others, with `value` as the result of its pending yield.
  ///
  /// - Returns: its register 0, or nil with an exception pending.
  @inline(__always)
  func pushGenerator(
    _ generator: UnsafeMutablePointer<GeneratorObject>, _ value: Value, callerBase: UnsafeMutablePointer<Value>,
    callerPC: UnsafeMutablePointer<UInt64>, flags: FrameFlags
  ) -> UnsafeMutablePointer<Value>? {
    let base = pointee.top + Opcode.frameHeader
    let code = generator.pointee.code
    guard
      pushFrame(
        base, generator.pointee.function, code, bound: code.pointee.localCount, flags: flags, aux: Value(generator),
        callerBase: callerBase, callerPC: callerPC)
    else { return nil }
    wake(generator, base, value)
    let handled = generator.pointee.handled
    generator.pointee.handled = pointee.handled
    if !handled.isNone { pointee.handled = handled }
    return base
  }

  /// Fills the registers of a generator's frame, with `value` as the result of its pending yield.
  @inline(__always)
  func wake(_ generator: UnsafeMutablePointer<GeneratorObject>, _ base: UnsafeMutablePointer<Value>, _ value: Value) {
    let code = generator.pointee.code
    copyWords(base, registers(generator), code.pointee.keptRegisters)
    if generator.pointee.status == 1 {
      let w = code.pointee.words[generator.pointee.pc - 1]
      let isYield = UInt16(truncatingIfNeeded: w) == Opcode.yieldValue.rawValue
      base[(isYield ? w : code.pointee.words[generator.pointee.pc]).operandA] = value
    }
    generator.pointee.status = 2
  }

  /// Saves the running generator's registers; it goes on at `pc`.
  @inline(__always)
  func suspendGenerator(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>) {
    let generator = r.aux.object(GeneratorObject.self)
    copyWords(registers(generator), r, generator.pointee.code.pointee.keptRegisters)
    generator.pointee.pc = pc - r.code.pointee.words
    generator.pointee.status = 1
    let outer = generator.pointee.handled
    generator.pointee.handled = pointee.handled == outer ? .none : pointee.handled
    pointee.handled = outer
  }

  /// The generator or coroutine that a value is, if it is neither running nor finished.
  @inline(__always)
  func resumable(_ value: Value) -> UnsafeMutablePointer<GeneratorObject>? {
    guard value.isReference, value.heapType == pointee.types.generator || value.heapType == pointee.types.coroutine else { return nil }
    let generator = value.object(GeneratorObject.self)
    return generator.pointee.status < 2 && !isBetween(generator) ? generator : nil
  }

  /// Hands the result of what the generator in frame `r` delegated to at `pc` to it.
  @inline(__always)
  func endDelegation(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>, _ value: Value) {
    r[pc.operandA] = value
    r.aux.object(GeneratorObject.self).pointee.delegate = .none
  }

  /// Marks the running generator as finished by a return.
  func finishGenerator(_ r: UnsafeMutablePointer<Value>, _ value: Value) {
    let generator = r.aux.object(GeneratorObject.self)
    generator.pointee.status = 3
    pointee.handled = generator.pointee.handled
    generator.pointee.handled = .none
    generator.pointee.delegate = .none
    if !r.flags.contains(.directly) { generator.pointee.link = .nil }
  }

  /// Tells the native resumer that a generator returned: StopIteration's value is in `scratch`, no exception is pending.
  func generatorReturned(_ value: Value) -> Value {
    pointee.scratch = value.raw
    return .nil
  }

  /// Marks the running generator as finished by an exception; StopIteration becomes RuntimeError.
  func generatorFailed(_ r: UnsafeMutablePointer<Value>) {
    let generator = r.aux.object(GeneratorObject.self)
    generator.pointee.status = 3
    pointee.handled = generator.pointee.handled
    generator.pointee.handled = .none
    let isAsync = generator.pointee.header.type == pointee.types.asyncGenerator
    if !r.flags.contains(.entry), !r.flags.contains(.directly), r.callerPC.opcodeByte == Opcode.yieldFrom.byte {
      r.callerBase.aux.object(GeneratorObject.self).pointee.delegate = .none
      if isAsync { r.callerBase[r.callerPC.operandB].object(NativeObject.self).pointee.integer0 = 2 }
    }
    replaceStopIteration(generator)
  }

  /// What a generator raises is never taken for its end: StopIteration that is pending becomes RuntimeError.
  private func replaceStopIteration(_ generator: UnsafeMutablePointer<GeneratorObject>) {
    let isAsync = generator.pointee.header.type == pointee.types.asyncGenerator
    guard isPending("StopIteration") || (isAsync && isPending("StopAsyncIteration")) else { return }
    let what = generator.pointee.header.type == pointee.types.coroutine ? "coroutine" : isAsync ? "async generator" : "generator"
    let cause = pointee.exception
    let name = isPending("StopIteration") ? "StopIteration" : "StopAsyncIteration"
    raise("RuntimeError", "\(what) raised \(name)")
    let exception = pointee.exception.object(ExceptionObject.self)
    exception.pointee.cause = cause
    exception.pointee.context = cause
    exception.pointee.suppressContext = true
  }

  /// Resumes a generator from native code by sending a value or throwing an exception object.
  ///
  /// - Returns: what it yields; nil without exception when it returned (the value is in `scratch`); nil with one when it raised.
  public func resumeGenerator(_ object: Value, _ value: Value, _ mode: ResumeMode) -> Value { resumeGenerator(object, value, mode, flags: .resumed) }

  /// As above; the flags are those of the frame that is pushed.
  func resumeGenerator(_ object: Value, _ value: Value, _ mode: ResumeMode, flags: FrameFlags) -> Value {
    let generator = object.object(GeneratorObject.self)
    if generator.pointee.status > 1 || (generator.pointee.status == 0 && mode == .throw) || isBetween(generator) {
      return resumeInert(generator, value, mode)
    }
    let caller = pointee.frame
    let callerPC = pointee.pc
    let callerTop = pointee.top
    guard nativeStackIsDeepEnough() else { return raise("RecursionError", "maximum recursion depth exceeded") }
    if mode == .throw, !generator.pointee.link.isNil {
      if generator.pointee.header.type == pointee.types.asyncGenerator { dissolveChain(generator) }
      generator.pointee.link = .nil
    }
    guard let base = pushResumed(generator, mode == .send ? value : .none, callerBase: caller, callerPC: callerPC, flags: flags)
    else { return .nil }
    let start = base.code.pointee.words + base.aux.object(GeneratorObject.self).pointee.pc
    let result = mode == .send ? interpret(base, start) : throwInto(generator, base, start, value)
    pointee.frame = caller
    pointee.pc = callerPC
    pointee.top = callerTop
    return result
  }

  /// Keeps what a coroutine gave until it is resumed again.
  func hold(_ item: Value, _ coroutine: UnsafeMutablePointer<GeneratorObject>) {
    coroutine.pointee.step = item
    coroutine.pointee.status = 4
  }

  /// Resumes a generator that is running or finished, or throws into one that was never started.
  @inline(never)
  private func resumeInert(_ generator: UnsafeMutablePointer<GeneratorObject>, _ value: Value, _ mode: ResumeMode) -> Value {
    switch generator.pointee.status {
    case 4:
      let item = generator.pointee.step
      generator.pointee.step = .nil
      generator.pointee.status = 1
      return mode == .send ? item : resumeGenerator(Value(generator), value, mode)
    case 1, 2:
      let what = generator.pointee.header.type == pointee.types.coroutine ? "coroutine" : "generator"
      return raise("ValueError", "\(what) already executing")
    case 3 where mode == .send:
      pointee.scratch = Value.none.raw
      return .nil
    case 3:
      if generator.pointee.header.type == pointee.types.coroutine, !exceptionMatches(value, "GeneratorExit") {
        return raise("RuntimeError", "cannot reuse already awaited coroutine")
      }
      return raise(value)
    default:
      generator.pointee.status = 3
      raise(value)
      replaceStopIteration(generator)
      return .nil
    }
  }

  /// Raises an exception at the place where a generator is suspended.
  private func throwInto(_ generator: UnsafeMutablePointer<GeneratorObject>, _ base: UnsafeMutablePointer<Value>, _ start: UnsafeMutablePointer<UInt64>, _ value: Value) -> Value {
    let words = base.code.pointee.words
    let isDelegating = UInt16(truncatingIfNeeded: start.pointee) == Opcode.yieldFrom.rawValue && start > words
      && !base[start.pointee.operandB].isNil && generator.pointee.delegate == base[start.pointee.operandB]
    if isDelegating { return throwIntoDelegate(generator, base, start, value) }
    pointee.pc = start > words ? start - 1 : start
    pointee.exception = value
    // The context is what the generator itself handles, not what is handled around it.
    let object = value.object(ExceptionObject.self)
    let (handled, outer) = (pointee.handled, generator.pointee.handled)
    if handled == outer, value.isKind(.exception), object.pointee.context.isNone { pointee.handled = .none }
    prepareException()
    pointee.handled = handled
    guard let target = unwind(isPrepared: true) else { return .nil }
    return interpret(pointee.frame, target)
  }

  private func throwIntoDelegate(_ generator: UnsafeMutablePointer<GeneratorObject>, _ base: UnsafeMutablePointer<Value>, _ start: UnsafeMutablePointer<UInt64>, _ value: Value) -> Value {
    let w = start.pointee
    pointee.pc = start
    let inner = base[w.operandB]
    var result = Value.nil
    var finished = false
    if exceptionMatches(value, "GeneratorExit") {
      let close = findAttribute(inner, name(.close))
      if !close.isNil { result = call(close) } else { result = .none }
      if !result.isNil || pointee.exception.isNil { pointee.exception = value }
      result = .nil
    } else if inner.isKind(.generator) {
      result = resumeGenerator(inner, value, .throw)
      finished = result.isNil && pointee.exception.isNil
      if finished { result = Value(bits: pointee.scratch) }
    } else {
      let method = findAttribute(inner, name(.throw))
      if method.isNil {
        if pointee.exception.isNil { pointee.exception = value }
      } else {
        result = call(method, value)
        if result.isNil, isPending("StopIteration") {
          result = stopIterationValue()
          finished = true
        }
      }
    }
    if !result.isNil {
      base[w.operandA] = result
      if finished {
        generator.pointee.delegate = .none
        return interpret(base, start + Int(Int32(truncatingIfNeeded: start[1])))
      }
      suspendGenerator(base, start)
      pointee.depth -= 1
      return result
    }
    generator.pointee.delegate = .none
    // What comes out of the inner one was raised while the outer one handles its own exception.
    let own = pointee.handled
    if own.isKind(.exception), own != generator.pointee.handled, own != pointee.exception { setContext(pointee.exception, own) }
    guard let target = unwind() else { return .nil }
    return interpret(pointee.frame, target)
  }

  /// One step of `yield from` and `await`: what the inner iterator yields, or nil without exception when it ended
  /// (its result is in the register of the value to send).
  @inline(never)
  func delegate(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>) -> Value {
    let w = pc.pointee
    let inner = r[w.operandB]
    let sent = r[w.operandA]
    let generator = r.aux.object(GeneratorObject.self)
    var result: Value
    if inner.isKind(.generator) && inner.heapType != pointee.types.asyncGenerator {
      if inner.heapType == pointee.types.coroutine, inner.object(GeneratorObject.self).pointee.status == 3 {
        return raise("RuntimeError", "cannot reuse already awaited coroutine")
      }
      result = resumeGenerator(inner, sent.isNil ? .none : sent, .send)
      if result.isNil {
        generator.pointee.delegate = .none
        if pointee.exception.isNil { r[w.operandA] = Value(bits: pointee.scratch) }
        return .nil
      }
    } else if isAsyncStep(inner) {
      result = advanceAsyncStep(inner, sent.isNil ? .none : sent)
      if result.isNil {
        generator.pointee.delegate = .none
        if pointee.exception.isNil { r[w.operandA] = Value(bits: pointee.scratch) }
        return .nil
      }
    } else {
      if sent.isNone || sent.isNil {
        // StopIteration of other iterators than the built-in ones may carry a value, which `next` would lose.
        let method = inner.isKind(.iterator) ? .nil : special(inner, .__next__)
        result = method.isNil ? next(inner) : callMethodFunction(method, inner)
        if result.isNil && pointee.exception.isNil {
          generator.pointee.delegate = .none
          r[w.operandA] = .none
          return .nil
        }
      } else {
        let send = getAttribute(inner, name(.send))
        if send.isNil { return .nil }
        result = call(send, sent)
      }
      if result.isNil {
        if isPending("StopIteration") {
          generator.pointee.delegate = .none
          r[w.operandA] = stopIterationValue()
        }
        return .nil
      }
    }
    generator.pointee.delegate = inner
    return result
  }

  /// Takes the pending StopIteration away and returns its value.
  public func stopIterationValue() -> Value {
    let exception = pointee.exception
    pointee.exception = .nil
    guard exception.isKind(.exception) else { return .none }
    let arguments = exception.object(ExceptionObject.self).pointee.arguments
    return tupleCount(arguments) > 0 ? tupleBase(arguments)[0] : .none
  }

  /// Whether an exception object is an instance of a built-in exception class.
  func exceptionMatches(_ exception: Value, _ type: String) -> Bool {
    guard exception.isKind(.exception), let base = runtime.exceptionTypes[type] else { return false }
    return isSubtype(exception.heapType, base)
  }

  // MARK: Async

  /// Whether a value is a generator that `types.coroutine` made awaitable.
  func isIterableCoroutine(_ value: Value) -> Bool {
    value.isExactly(pointee.types.generator) && info(value.object(GeneratorObject.self).pointee.code).unit.flags.contains(.iterableCoroutine)
  }

  func getAwaitable(_ value: Value) -> Value {
    if value.isExactly(pointee.types.coroutine), value.object(GeneratorObject.self).pointee.status == 1,
      value.object(GeneratorObject.self).pointee.delegate.isReference, !value.object(GeneratorObject.self).pointee.delegate.isNone
    {
      return raise("RuntimeError", "coroutine is being awaited already")
    }
    if value.isExactly(pointee.types.coroutine) || isAsyncStep(value) || isIterableCoroutine(value) { return value }
    let method = special(value, .__await__)
    if method.isNil { return raise("TypeError", "object \(typeName(typeOf(value))) can't be used in 'await' expression") }
    let iterator = callMethodFunction(method, value)
    if iterator.isNil { return .nil }
    if iterator.isExactly(pointee.types.coroutine) || isIterableCoroutine(iterator) { return raise("TypeError", "__await__() returned a coroutine") }
    if special(iterator, .__next__).isNil, !iterator.isKind(.generator), !iterator.isKind(.iterator) {
      return raise("TypeError", "__await__() returned non-iterator of type '\(typeName(typeOf(iterator)))'")
    }
    return iterator
  }

  /// Raises TypeError with a text before the class's name unless a value can be awaited.
  func requireAwaitable(_ value: Value, _ text: String) -> Bool {
    if value.isExactly(pointee.types.coroutine) || isAsyncStep(value) || isIterableCoroutine(value) || !special(value, .__await__).isNil { return true }
    return fail("TypeError", "\(text): \(typeName(typeOf(value)))")
  }

  func getAsyncIterator(_ value: Value) -> Value {
    let method = special(value, .__aiter__)
    if method.isNil { return raise("TypeError", "'async for' requires an object with __aiter__ method, got \(typeName(typeOf(value)))") }
    let iterator = callMethodFunction(method, value)
    guard !iterator.isNil, special(iterator, .__anext__).isNil else { return iterator }
    return raise("TypeError", "'async for' received an object from __aiter__ that does not implement __anext__: \(typeName(typeOf(iterator)))")
  }

  func asyncNext(_ iterator: Value) -> Value {
    let method = special(iterator, .__anext__)
    if method.isNil { return raise("TypeError", "'async for' requires an iterator with __anext__ method, got \(typeName(typeOf(iterator)))") }
    let awaitable = callMethodFunction(method, iterator)
    let steps = awaitable.isNil ? .nil : getAwaitable(awaitable)
    guard steps.isNil, !awaitable.isNil, pointee.exception.isKind(.exception) else { return steps }
    let cause = pointee.exception
    raise("TypeError", "'async for' received an invalid object from __anext__: \(typeName(typeOf(awaitable)))")
    setContext(pointee.exception, cause)
    pointee.exception.object(ExceptionObject.self).pointee.cause = cause
    pointee.exception.object(ExceptionObject.self).pointee.suppressContext = true
    return .nil
  }
}
