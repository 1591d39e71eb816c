// Defines attributes of built-in classes that native functions read and write.

extension Runtime {
  /// Adds an attribute to a class: a getset descriptor. Without a setter it is read-only.
  ///
  /// The functions return nil or false with an exception pending on failure.
  public func defineProperty(
    _ type: TypeRef, _ name: String, get: @escaping (VM, Value) -> Value,
    set: ((VM, Value, Value) -> Bool)? = nil, delete: ((VM, Value) -> Bool)? = nil
  ) {
    let key = intern(name)
    let record = vm.makeRecord(vm.types.descriptor, .nil, .nil, key, .nil, Value(type))
    vm.dictSet(type.pointee.dict, key, record)
    let object = record.object(RecordObject.self)
    object.pointee.field0 = makeBuiltin(name, minimum: 1, maximum: 1, signature: nil) { vm, args in get(vm, args[0]) }
    setOwner(object.pointee.field0, type)
    if let set {
      object.pointee.field1 = makeBuiltin(name, minimum: 2, maximum: 2, signature: nil) { vm, args in
        set(vm, args[0], args[1]) ? .none : .nil
      }
      setOwner(object.pointee.field1, type)
    }
    if let delete {
      object.pointee.field3 = makeBuiltin(name, minimum: 1, maximum: 1, signature: nil) { vm, args in
        delete(vm, args[0]) ? .none : .nil
      }
      setOwner(object.pointee.field3, type)
    }
    vm.typeChanged(type)
  }

  /// Adds an attribute that is a value field of the object.
  func defineField<T>(_ type: TypeRef, _ name: String, _ field: WritableKeyPath<T, Value>, of: T.Type = T.self, writable: Bool = false) {
    defineProperty(
      type, name,
      get: { _, object in
        let value = object.object(T.self).pointee[keyPath: field]
        return value.isNil ? .none : value
      },
      set: writable
        ? { _, object, value in
          object.object(T.self).pointee[keyPath: field] = value
          return true
        } : { vm, _, _ in vm.fail("AttributeError", "readonly attribute") },
      delete: writable ? nil : { vm, _ in vm.fail("AttributeError", "readonly attribute") })
  }
}
