// Implements isinstance and issubclass.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `isinstance(value, cls)`: 1, 0, or -1 with an exception pending.
  public func isInstance(_ value: Value, _ cls: Value) -> Int {
    if cls.isReference {
      if cls == Value(typeOf(value)) { return 1 }
      switch cls.heapType.pointee.kind {
      case .type:
        if cls.heapType == types.type { return isPlainInstance(value, cls) ? 1 : 0 }
        return customCheck(cls, .__instancecheck__, value) { isPlainInstance(value, cls) ? 1 : 0 }
      case .tuple: return anyOf(cls, " in __instancecheck__") { isInstance(value, $0) }
      case .genericAlias:
        let alias = cls.object(RecordObject.self)
        if alias.pointee.field0.isNone { return anyOf(alias.pointee.field1, " in __instancecheck__") { isInstance(value, $0) } }
        raise("TypeError", "isinstance() argument 2 cannot be a parameterized generic")
        return -1
      default:
        if !special(cls, .__instancecheck__).isNil { return customCheck(cls, .__instancecheck__, value) { 0 } }
      }
    }
    raise("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union")
    return -1
  }

  /// `issubclass(type, cls)`: 1, 0, or -1 with an exception pending.
  public func isSubclass(_ type: Value, _ cls: Value) -> Int {
    if cls.isKind(.tuple) { return anyOf(cls, " in __subclasscheck__") { isSubclass(type, $0) } }
    if cls.isKind(.genericAlias), cls.object(RecordObject.self).pointee.field0.isNone {
      return anyOf(cls.object(RecordObject.self).pointee.field1, " in __subclasscheck__") { isSubclass(type, $0) }
    }
    guard type.isKind(.type) else {
      raise("TypeError", "issubclass() arg 1 must be a class")
      return -1
    }
    guard cls.isKind(.type) else {
      if cls.isReference, !special(cls, .__subclasscheck__).isNil, !cls.isKind(.genericAlias) {
        return customCheck(cls, .__subclasscheck__, type) { 0 }
      }
      raise("TypeError", "issubclass() arg 2 must be a class, a tuple of classes, or a union")
      return -1
    }
    let plain = isSubtype(type.object(TypeObject.self), cls.object(TypeObject.self))
    if cls.heapType == types.type { return plain ? 1 : 0 }
    return customCheck(cls, .__subclasscheck__, type) { plain ? 1 : 0 }
  }

  private func anyOf(_ tuple: Value, _ place: StaticString, _ check: (Value) -> Int) -> Int {
    guard enterRecursion(place) else { return -1 }
    defer { leaveRecursion() }
    for i in 0..<tupleCount(tuple) {
      let outcome = check(tupleBase(tuple)[i])
      if outcome != 0 { return outcome }
    }
    return 0
  }

  /// Asks the metaclass's hook when it is not the one of `type`.
  private func customCheck(_ cls: Value, _ hook: Name, _ value: Value, _ standard: () -> Int) -> Int {
    let method = special(cls, hook)
    if method.isNil || (method.isKind(.builtin) && method.object(BuiltinObject.self).pointee.owner == Value(types.type)) { return standard() }
    guard enterRecursion(hook == .__instancecheck__ ? " in __instancecheck__" : " in __subclasscheck__") else { return -1 }
    defer { leaveRecursion() }
    let result = callMethodFunction(method, cls, value)
    return result.isNil ? -1 : truth(result)
  }
}
