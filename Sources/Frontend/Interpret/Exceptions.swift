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

  /// Calls the `__del__` methods and weak reference callbacks that the last collection found due, one after the other.
  public func runFinalizers() {
    if runtime.isRunningFinalizers { return }
    runtime.isRunningFinalizers = true
    defer { runtime.isRunningFinalizers = false }
    while let object = runtime.pendingFinalizers.popFirst() {
      let pending = pointee.exception
      pointee.exception = .nil
      if object.isKind(.weakReference) {
        _ = call(object.object(RecordObject.self).pointee.field1, object)
      } else if object.isKind(.generator) {
        _ = closeGenerator(object)
      } else {
        _ = callSpecial(object, .__del__)
      }
      pointee.exception = pending
    }
  }
}
