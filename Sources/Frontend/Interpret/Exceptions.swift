// Raises what programs raise and matches what they catch.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Executes a raise statement; an exception is pending afterwards.
  func executeRaise(_ r: UnsafeMutablePointer<Value>, _ w: UInt64) {
    if w.operandC == 2 {
      if pointee.handled.isNone {
        raise("RuntimeError", "No active exception to reraise")
      } else {
        pointee.exception = pointee.handled
      }
      return
    }
    let exception = exceptionToRaise(r[w.operandA])
    if exception.isNil { return }
    if w.operandC == 1 {
      let cause = r[w.operandB]
      let object = exception.object(ExceptionObject.self)
      if cause.isNone {
        object.pointee.cause = .none
      } else {
        let value = exceptionToRaise(cause, what: "exception causes must derive from BaseException")
        if value.isNil { return }
        object.pointee.cause = value
      }
      object.pointee.suppressContext = true
    }
    raise(exception)
  }

  private func exceptionToRaise(_ value: Value, what: String = "exceptions must derive from BaseException") -> Value {
    if value.isKind(.exception) { return value }
    if value.isKind(.type), isSubtype(value.object(TypeObject.self), pointee.types.baseException) {
      let exception = call(value)
      if exception.isNil || exception.isKind(.exception) { return exception }
      return raise(
        "TypeError",
        "calling \(swiftString(repr(value))) should have returned an instance of BaseException, not \(swiftString(repr(Value(typeOf(exception)))))")
    }
    return raise("TypeError", what)
  }

  /// Whether an exception matches the class or tuple of an except clause: True, False or nil with TypeError pending.
  func matchException(_ exception: Value, _ pattern: Value) -> Value {
    if pattern.isKind(.tuple) {
      // All items have to be exception classes, those behind the one that matches too.
      var isMatch = false
      for i in 0..<tupleCount(pattern) {
        let item = tupleBase(pattern)[i]
        guard isExceptionClass(item) else { return raiseNotCaught() }
        isMatch = isMatch || isSubtype(typeOf(exception), item.object(TypeObject.self))
      }
      return Value(isMatch)
    }
    guard isExceptionClass(pattern) else { return raiseNotCaught() }
    return Value(isSubtype(typeOf(exception), pattern.object(TypeObject.self)))
  }

  @inline(__always)
  private func isExceptionClass(_ value: Value) -> Bool {
    value.isKind(.type) && isSubtype(value.object(TypeObject.self), pointee.types.baseException)
  }

  private func raiseNotCaught() -> Value {
    raise("TypeError", "catching classes that do not inherit from BaseException is not allowed")
  }

  /// Handles what waits for a safe point: a signal, exhausted memory, finalizers, the engine's wishes, other threads.
  ///
  /// - Returns: false with an exception pending.
  @inline(never)
  public func handlePoll() -> Bool {
    pointee.poll = 0
    if pointee.interrupt != 0, raiseInterrupt() { return false }
    runtime.safePoint?()
    if heap.isExhausted, heap.staysExhausted() {
      raise("MemoryError")
      return false
    }
    runFinalizers()
    return pointee.isTurnOver == 0 || passTurn()
  }

  /// Hands the pending exception of a finalizer to `sys.unraisablehook`: no code of the program waits for it.
  private func reportUnraisable(_ object: Value) {
    let exception = pointee.exception
    guard exception.isKind(.exception) else { return }
    pointee.exception = .nil
    let sys = dictGet(runtime.modules, runtime.intern("sys"))
    let hook = sys.isKind(.module) ? dictGet(sys.object(ModuleObject.self).pointee.dict, runtime.intern("unraisablehook")) : .nil
    if hook.isNil || hook.isNone { return }
    let source: Value
    if object.isKind(.weakReference) {
      source = object.object(RecordObject.self).pointee.field1
    } else {
      source = object.isKind(.generator) ? object : typeLookup(typeOf(object), name(.__del__))
    }
    let report = makeSimpleNamespace([
      ("exc_type", Value(exception.heapType)), ("exc_value", exception), ("exc_traceback", exception.object(ExceptionObject.self).pointee.traceback),
      ("err_msg", .none), ("object", source),
    ])
    _ = call(hook, report)
    pointee.exception = .nil
  }

  /// Calls the `__del__` methods and weak reference callbacks that the last collection found due, one after the other.
  public func runFinalizers() {
    if runtime.isRunningFinalizers { return }
    runtime.isRunningFinalizers = true
    defer { runtime.isRunningFinalizers = false }
    while let object = runtime.pendingFinalizers.popFirst() {
      let pending = pointee.exception
      pointee.exception = .nil
      let result: Value
      if object.isKind(.weakReference) {
        result = call(object.object(RecordObject.self).pointee.field1, object)
      } else if object.isKind(.generator) {
        result = closeGenerator(object)
      } else {
        result = callSpecial(object, .__del__)
      }
      if result.isNil { reportUnraisable(object) }
      pointee.exception = pending
    }
  }
}
