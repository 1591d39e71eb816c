// Raises exceptions and looks at the pending one.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Makes an exception of a built-in class pending; returns nil so that callers can return the result.
  @discardableResult
  public func raise(_ type: String, _ message: String? = nil) -> Value {
    guard let cls = runtime.exceptionTypes[type] ?? runtime.exceptionTypes["SystemError"] else { return .nil }
    guard let message else { return raise(makeException(cls, pointee.emptyTuple)) }
    let text = makeString(message)
    let arguments = makeTupleUninitialized(1)
    tupleBase(arguments)[0] = text
    return raise(makeException(cls, arguments))
  }

  /// The same with a message that is a Toy string already, or nil with an exception pending.
  @discardableResult
  func raise(_ type: String, text: Value) -> Value {
    guard !text.isNil, let cls = runtime.exceptionTypes[type] else { return .nil }
    let arguments = makeTupleUninitialized(1)
    tupleBase(arguments)[0] = text
    return raise(makeException(cls, arguments))
  }

  /// Makes an exception of a built-in class with the given `args` pending.
  @discardableResult
  public func raise(_ type: String, arguments: [Value]) -> Value {
    guard let cls = runtime.exceptionTypes[type] ?? runtime.exceptionTypes["SystemError"] else { return .nil }
    return raise(makeException(cls, makeTuple(arguments)))
  }

  /// Makes `KeyError(key)` pending.
  @discardableResult
  public func raiseKeyError(_ key: Value) -> Value { raise("KeyError", arguments: [key]) }

  /// Makes StopIteration with a value (None for none) pending.
  @discardableResult
  public func raiseStopIteration(_ value: Value) -> Value {
    raise("StopIteration", arguments: value.isNone ? [] : [value])
  }

  /// Makes an exception object (or class) pending. Its context becomes the exception being handled.
  @discardableResult
  public func raise(_ exception: Value) -> Value {
    var exception = exception
    if exception.isKind(.type), isSubtype(exception.object(TypeObject.self), types.baseException) {
      exception = call(exception, [])
      if exception.isNil { return .nil }
    }
    guard exception.isKind(.exception) else {
      return raise("TypeError", "exceptions must derive from BaseException")
    }
    setContext(exception, pointee.handled)
    pointee.exception = exception
    return .nil
  }

  /// `raise exception from cause`: makes the exception pending.
  @discardableResult
  public func raise(_ exception: Value, from cause: Value) -> Value {
    var cause = cause
    if cause.isKind(.type), isSubtype(cause.object(TypeObject.self), types.baseException) {
      cause = call(cause, [])
      if cause.isNil { return .nil }
    }
    guard cause.isNone || cause.isKind(.exception) else {
      return raise("TypeError", "exception causes must derive from BaseException")
    }
    raise(exception)
    let raised = pointee.exception
    guard raised.isKind(.exception), exception == raised || exception.isKind(.type) else { return .nil }
    raised.object(ExceptionObject.self).pointee.cause = cause
    raised.object(ExceptionObject.self).pointee.suppressContext = true
    return .nil
  }

  /// Makes `context` the implicit context of an exception, cutting a chain that would become a ring.
  public func setContext(_ exception: Value, _ context: Value) {
    guard context.isKind(.exception), context != exception else { return }
    var link = context
    var slow = context
    var steps = 0
    while true {
      let next = link.object(ExceptionObject.self).pointee.context
      guard next.isKind(.exception) else { break }
      if next == exception {
        link.object(ExceptionObject.self).pointee.context = .none
        break
      }
      link = next
      steps += 1
      if steps & 1 == 0 { slow = slow.object(ExceptionObject.self).pointee.context }
      if link == slow { break }
    }
    exception.object(ExceptionObject.self).pointee.context = context
  }

  /// A new exception whose `args` are the items of a tuple; special fields are filled from them as the class does.
  public func makeException(_ type: TypeRef, _ arguments: Value) -> Value {
    let exception = makeBareException(type, arguments)
    let family = runtime.exceptionFamily(type)
    if family != .plain { fillExceptionFields(exception, family, arguments) }
    return exception
  }

  /// A new exception of a class, its special fields unset.
  func makeBareException(_ type: TypeRef, _ arguments: Value) -> Value {
    let object = makeInstance(type).assumingMemoryBound(to: ExceptionObject.self)
    object.pointee.arguments = arguments
    object.pointee.traceback = .none
    object.pointee.context = .none
    object.pointee.cause = .none
    object.pointee.extra = .nil
    object.pointee.extra2 = .nil
    object.pointee.notes = .nil
    object.pointee.suppressContext = false
    return Value(object)
  }

  /// Raises AttributeError with its `name` and `obj` attributes.
  public func raiseAttributeError(_ message: String, _ object: Value, _ name: Value) -> Value {
    raiseAttributeError(text: makeString(message), object, name)
  }

  func raiseAttributeError(text: Value, _ object: Value, _ name: Value) -> Value {
    raise("AttributeError", text: text)
    let exception = pointee.exception
    guard exception.isKind(.exception) else { return .nil }
    exception.object(ExceptionObject.self).pointee.extra = name
    exception.object(ExceptionObject.self).pointee.extra2 = object
    return .nil
  }

  /// Raises NameError (or UnboundLocalError) with its `name` attribute.
  @discardableResult
  public func raiseNameError(_ type: String, _ message: String, _ name: Value) -> Value {
    raise(type, message)
    pointee.exception.object(ExceptionObject.self).pointee.extra = name
    return .nil
  }

  /// Whether the pending exception is of a built-in class or a subclass of it.
  public func isPending(_ type: String) -> Bool {
    guard pointee.exception.isReference, let cls = runtime.exceptionTypes[type] else { return false }
    return isSubtype(pointee.exception.heapType, cls)
  }

  /// Takes the pending exception away if it is of a built-in class; returns whether it was.
  public func clearPending(_ type: String) -> Bool {
    guard isPending(type) else { return false }
    pointee.exception = .nil
    return true
  }

  /// Whether an exception is an instance of a class or of one in a tuple: 1, 0, or -1 with a TypeError pending.
  public func exceptionMatches(_ exception: Value, _ pattern: Value) -> Int {
    if pattern.isKind(.tuple) {
      for i in 0..<tupleCount(pattern) {
        let outcome = exceptionMatches(exception, tupleBase(pattern)[i])
        if outcome != 0 { return outcome }
      }
      return 0
    }
    guard pattern.isKind(.type), isSubtype(pattern.object(TypeObject.self), types.baseException) else {
      raise("TypeError", "catching classes that do not inherit from BaseException is not allowed")
      return -1
    }
    return isSubtype(typeOf(exception), pattern.object(TypeObject.self)) ? 1 : 0
  }
}
