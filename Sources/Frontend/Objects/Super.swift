// Implements `super`: attribute lookup behind a class in an order of bases.

extension UnsafeMutablePointer where Pointee == VMState {
  /// What the classes behind `type` in `start`'s method resolution order define for a name, unbound, and the class
  /// where it was found; nil when there is none.
  public func superLookup(_ type: TypeRef, _ start: TypeRef, _ name: Value) -> (Value, TypeRef) {
    let order = start.pointee.mro
    let count = tupleCount(order)
    var i = 0
    while i < count, tupleBase(order)[i] != Value(type) { i += 1 }
    i += 1
    while i < count {
      let ancestor = tupleBase(order)[i].object(TypeObject.self)
      let found = dictGet(ancestor.pointee.dict, name)
      if !found.isNil { return (found, ancestor) }
      i += 1
    }
    return (.nil, start)
  }

  /// The class whose order `super(type, object)` walks, or nil with TypeError pending.
  public func superStart(_ type: TypeRef, _ object: Value) -> TypeRef? {
    if object.isKind(.type), isSubtype(object.object(TypeObject.self), type) { return object.object(TypeObject.self) }
    if isSubtype(typeOf(object), type) { return typeOf(object) }
    // What stands for another object may have its class.
    let claimed = findAttribute(object, name(.__class__))
    if claimed.isKind(.type), isSubtype(claimed.object(TypeObject.self), type) { return claimed.object(TypeObject.self) }
    if !pointee.exception.isNil { return nil }
    raise("TypeError", "super(type, obj): obj must be an instance or subtype of type")
    return nil
  }

  /// `super(type, object).name`: nil with an exception pending when there is none.
  public func superAttribute(_ type: TypeRef, _ object: Value, _ name: Value) -> Value {
    guard let start = superStart(type, object) else { return .nil }
    let (found, _) = superLookup(type, start, name)
    if found.isNil {
      return raiseAttributeError("'super' object has no attribute '\(swiftString(name))'", object, name)
    }
    let isClassAccess = object.isKind(.type) && object == Value(start)
    return bind(found, isClassAccess ? .nil : object, start)
  }
}

extension Runtime {
  /// Defines the class `super`.
  func installSuper() {
    let type = vm.types.superType
    define(type, "__new__", "...") { vm, args in
      vm.makeRecord(args[0].object(TypeObject.self), .none, .nil, .nil)
    }
    define(type, "__init__", 0, -1) { vm, args in vm.initializeSuper(args) ? .none : .nil }
    define(type, "__getattribute__", 1, 1) { vm, args in vm.superGetAttribute(args[0], args[1]) }
    define(type, "__get__", 1, 2) { vm, args in
      let record = args[0].object(RecordObject.self)
      if args[1].isNone || !record.pointee.field1.isNil { return args[0] }
      guard record.pointee.field0.isKind(.type), let start = vm.superStart(record.pointee.field0.object(TypeObject.self), args[1]) else { return .nil }
      return vm.makeRecord(vm.types.superType, record.pointee.field0, args[1], Value(start))
    }
    defineField(type, "__thisclass__", \RecordObject.field0)
    defineField(type, "__self__", \RecordObject.field1)
    defineField(type, "__self_class__", \RecordObject.field2)
    type.pointee.customGet = true
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func initializeSuper(_ args: Arguments) -> Bool {
    let record = args[0].object(RecordObject.self)
    guard args.count > 1 else { return initializeImplicitSuper(record) }
    if args.count > 3 { return fail("TypeError", "super() expected at most 2 arguments, got \(args.count - 1)") }
    guard args[1].isKind(.type) else {
      raise("TypeError", "super() argument 1 must be a type, not \(typeName(typeOf(args[1])))")
      return false
    }
    record.pointee.field0 = args[1]
    guard args.count > 2, !args[2].isNone else { return true }
    guard let start = superStart(args[1].object(TypeObject.self), args[2]) else { return false }
    record.pointee.field1 = args[2]
    record.pointee.field2 = Value(start)
    return true
  }

  /// `super()` called through a variable: finds `__class__` in the running function's closure.
  private func initializeImplicitSuper(_ record: UnsafeMutablePointer<RecordObject>) -> Bool {
    let frame = pointee.frame
    guard frame > pointee.stackBase + 16, let code = UnsafeMutablePointer<CodeObject>(bitPattern: UInt(frame[-4].raw)),
      code.pointee.parameterCount > 0, frame[-3].isKind(.function)
    else {
      raise("RuntimeError", "super(): no arguments")
      return false
    }
    let first = frame[0].isKind(.cell) ? frame[0].object(CellObject.self).pointee.value : frame[0]
    if first.isNil { return fail("RuntimeError", "super(): arg[0] deleted") }
    let unit = runtime.codeInfos[code.pointee.info].unit
    let closure = frame[-3].object(FunctionObject.self).pointee.closure
    guard let index = unit.freeNames.firstIndex(of: "__class__"), closure.isKind(.tuple), index < tupleCount(closure) else {
      raise("RuntimeError", "super(): __class__ cell not found")
      return false
    }
    let cls = tupleBase(closure)[index].object(CellObject.self).pointee.value
    var receiver = frame[0]
    if receiver.isKind(.cell) { receiver = receiver.object(CellObject.self).pointee.value }
    guard cls.isKind(.type), let start = superStart(cls.object(TypeObject.self), receiver) else {
      if pointee.exception.isNil { raise("RuntimeError", "super(): empty __class__ cell") }
      return false
    }
    record.pointee.field0 = cls
    record.pointee.field1 = receiver
    record.pointee.field2 = Value(start)
    return true
  }

  fileprivate func superGetAttribute(_ value: Value, _ name: Value) -> Value {
    let record = value.object(RecordObject.self)
    if record.pointee.field2.isKind(.type), name != self.name(.__class__) {
      let start = record.pointee.field2.object(TypeObject.self)
      let (found, _) = superLookup(record.pointee.field0.object(TypeObject.self), start, name)
      if !found.isNil {
        return bind(found, record.pointee.field1 == Value(start) ? .nil : record.pointee.field1, start)
      }
    }
    let result = genericGetAttribute(value, name, value.heapType)
    return result.isNil && pointee.exception.isNil ? raiseNoAttribute(value, name) : result
  }
}
