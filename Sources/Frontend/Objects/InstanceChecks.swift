// Implements isinstance and issubclass.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `isinstance(value, cls)`: 1, 0, or -1 with an exception pending.
  public func isInstance(_ value: Value, _ cls: Value) -> Int {
    if cls.isReference {
      if cls == Value(typeOf(value)) { return 1 }
      switch cls.heapType.pointee.kind {
      case .type:
        if cls.heapType == types.type { return isPlainInstance(value, cls) }
        return customCheck(cls, .__instancecheck__, value) { isPlainInstance(value, cls) }
      case .tuple: return anyOf(cls, " in __instancecheck__") { isInstance(value, $0) }
      case .genericAlias:
        let alias = cls.object(RecordObject.self)
        if alias.pointee.field0.isNone { return anyOf(alias.pointee.field1, " in __instancecheck__") { isInstance(value, $0) } }
        raise("TypeError", "isinstance() argument 2 cannot be a parameterized generic")
        return -1
      default:
        if !special(cls, .__instancecheck__).isNil { return customCheck(cls, .__instancecheck__, value) { 0 } }
        return isPlainInstance(value, cls)
      }
    }
    return refuse("isinstance() arg 2 must be a type, a tuple of types, or a union")
  }

  private func refuse(_ message: String) -> Int {
    raise("TypeError", message)
    return -1
  }

  /// Whether the class of a value, or what it calls `__class__`, derives from a class or something with `__bases__`.
  func isPlainInstance(_ value: Value, _ cls: Value) -> Int {
    guard cls.isKind(.type) else {
      guard let bases = basesOf(cls) else { return -1 }
      if bases.isNil { return refuse("isinstance() arg 2 must be a type, a tuple of types, or a union") }
      let claimed = findAttribute(value, name(.__class__))
      return claimed.isNil ? (pointee.exception.isNil ? 0 : -1) : derives(claimed, from: cls)
    }
    if isSubtype(typeOf(value), cls.object(TypeObject.self)) { return 1 }
    guard mayClaimClass(typeOf(value)) else { return 0 }
    let claimed = findAttribute(value, name(.__class__))
    if claimed.isNil { return pointee.exception.isNil ? 0 : -1 }
    return claimed.isKind(.type) && isSubtype(claimed.object(TypeObject.self), cls.object(TypeObject.self)) ? 1 : 0
  }

  /// Whether what instances call `__class__` may be something else than their class.
  func mayClaimClass(_ type: TypeRef) -> Bool {
    // Weak proxies call the class of their target theirs.
    if type.pointee.kind == .native, type.pointee.customGet { return true }
    guard type.pointee.isUser, type.pointee.kind != .type else { return false }
    return typeLookup(type, name(.__class__)) != typeLookup(types.object, name(.__class__))
      || typeLookup(type, name(.__getattribute__)) != runtime.defaultGetAttribute
  }

  /// Whether a class, or something with `__bases__`, derives from another: 1, 0, or -1 with an exception pending.
  func isPlainSubclass(_ type: Value, _ cls: Value) -> Int {
    if type.isKind(.type), cls.isKind(.type) { return isSubtype(type.object(TypeObject.self), cls.object(TypeObject.self)) ? 1 : 0 }
    guard let bases = basesOf(type) else { return -1 }
    if bases.isNil { return refuse("issubclass() arg 1 must be a class") }
    guard let others = basesOf(cls) else { return -1 }
    if others.isNil { return refuse("issubclass() arg 2 must be a class, a tuple of classes, or a union") }
    return derives(type, from: cls)
  }

  /// The tuple that a value has as `__bases__`, nil without one; no result with an exception pending.
  private func basesOf(_ value: Value) -> Value? {
    let bases = findAttribute(value, name(.__bases__))
    if bases.isNil, !pointee.exception.isNil { return nil }
    return bases.isKind(.tuple) ? bases : .nil
  }

  /// Follows `__bases__` from one value to another.
  private func derives(_ type: Value, from cls: Value) -> Int {
    var type = type
    while type != cls {
      guard let bases = basesOf(type) else { return -1 }
      if bases.isNil || tupleCount(bases) == 0 { return 0 }
      if tupleCount(bases) > 1 { return anyOf(bases, " in __issubclass__") { derives($0, from: cls) } }
      type = tupleBase(bases)[0]
      if pointee.interrupt != 0, raiseInterrupt() { return -1 }
    }
    return 1
  }

  /// `issubclass(type, cls)`: 1, 0, or -1 with an exception pending.
  public func isSubclass(_ type: Value, _ cls: Value) -> Int {
    if cls.isKind(.tuple) { return anyOf(cls, " in __subclasscheck__") { isSubclass(type, $0) } }
    if cls.isKind(.genericAlias), cls.object(RecordObject.self).pointee.field0.isNone {
      return anyOf(cls.object(RecordObject.self).pointee.field1, " in __subclasscheck__") { isSubclass(type, $0) }
    }
    if cls.isKind(.type), cls.heapType == types.type { return isPlainSubclass(type, cls) }
    if cls.isKind(.genericAlias) { return refuse("issubclass() argument 2 cannot be a parameterized generic") }
    if cls.isReference, !special(cls, .__subclasscheck__).isNil {
      return customCheck(cls, .__subclasscheck__, type) { isPlainSubclass(type, cls) }
    }
    return isPlainSubclass(type, cls)
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
