// Defines what compiled code calls to raise, unwind and catch exceptions, and tells which classes only keep their arguments.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether instances of an exception class are made by native code that only keeps their arguments.
  func isPlainException(_ type: TypeRef) -> Bool {
    guard type.pointee.kind == .exception, type.pointee.header.type == pointee.types.type, !type.pointee.isAbstract, !type.pointee.hasFinalizer,
      keepsArguments(type, .__new__)
    else { return false }
    return keepsArguments(type, .__init__)
  }

  /// Whether a method of an exception class is that of BaseException, which only keeps the arguments.
  func keepsArguments(_ type: TypeRef, _ method: Name) -> Bool {
    let found = typeLookup(type, name(method))
    guard found.isKind(.builtin), found.object(BuiltinObject.self).pointee.owner.isKind(.type),
      found.object(BuiltinObject.self).pointee.owner.object(TypeObject.self).pointee.kind == .exception,
      stringsEqual(found.object(BuiltinObject.self).pointee.name, name(method))
    else { return false }
    return runtime.exceptionFamily(type) == .plain
  }
}

extension Helpers {
  /// The exception being handled, or None.
  static let handled: @convention(c) (StatePointer) -> UInt64 = { $0.assumingMemoryBound(to: VMState.self).pointee.handled.raw }
  static let setHandled: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, exception in
    state.assumingMemoryBound(to: VMState.self).pointee.handled = Value(bits: exception)
    return Value.none.raw
  }
  /// Makes an exception pending; `isAgain` leaves its context as it is.
  static let raise: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { state, exception, isAgain in
    let vm = state.assumingMemoryBound(to: VMState.self)
    if isAgain != 0 { vm.pointee.exception = Value(bits: exception) } else { vm.raise(Value(bits: exception)) }
    return Value.none.raw
  }
  /// Notes in the pending exception's traceback that it passes an instruction.
  static let unwind: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { state, code, position in
    let vm = state.assumingMemoryBound(to: VMState.self)
    vm.prepareException()
    vm.addTraceback(Value(bits: code).object(CodeObject.self), position)
    return Value.none.raw
  }
  /// The pending exception, which then is pending no more.
  static let takeException: @convention(c) (StatePointer) -> UInt64 = { state in
    let vm = state.assumingMemoryBound(to: VMState.self)
    let exception = vm.pointee.exception
    vm.pointee.exception = .nil
    return exception.raw
  }
}
