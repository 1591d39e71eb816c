// Defines property, staticmethod and classmethod.

extension Runtime {
  func installDescriptors() {
    installProperty()
    for type in [vm.types.staticMethod, vm.types.classMethod] {
      define(type, "__new__", "...") { vm, args in vm.newWrapper(args) }
      define(type, "__init__", 0, 1) { vm, args in
        if args.count > 1 { args[0].object(RecordObject.self).pointee.field0 = args[1] }
        return .none
      }
      for name in ["__func__", "__wrapped__"] { defineField(type, name, \RecordObject.field0) }
      for name in ["__name__", "__qualname__", "__doc__", "__module__", "__isabstractmethod__", "__annotations__"] {
        installForwarded(type, intern(name))
      }
      defineProperty(type, "__dict__", get: { vm, value in vm.attributeDict(value, make: true) ?? .none })
    }
    define(vm.types.staticMethod, "__call__", "...") { vm, args in
      vm.callForwarding(args[0].object(RecordObject.self).pointee.field0, args)
    }
    for type in [vm.types.staticMethod, vm.types.classMethod] {
      define(type, "__get__", 1, 2) { vm, args in
        let owner = args.count > 2 && args[2].isKind(.type) ? args[2].object(TypeObject.self) : vm.typeOf(args[1])
        return vm.bindWrapper(args[0], owner)
      }
    }
    define(vm.types.descriptor, "__get__", 1, 2) { vm, args in
      args[1].isNone ? args[0] : vm.call(args[0].object(RecordObject.self).pointee.field0, args[1])
    }
    define(vm.types.descriptor, "__set__", 2, 2) { vm, args in
      let setter = args[0].object(RecordObject.self).pointee.field1
      if setter.isNil { return vm.raise("AttributeError", "readonly attribute") }
      return vm.call(setter, args[1], args[2])
    }
    for type in [vm.types.descriptor, vm.types.memberDescriptor] {
      defineField(type, "__name__", \RecordObject.field2)
      defineField(type, "__objclass__", \RecordObject.field4)
      defineProperty(type, "__qualname__", get: { vm, value in
        let record = value.object(RecordObject.self)
        guard record.pointee.field4.isKind(.type) else { return record.pointee.field2 }
        let owner = vm.swiftString(record.pointee.field4.object(TypeObject.self).pointee.qualifiedName)
        return vm.makeString("\(owner).\(vm.swiftString(record.pointee.field2))")
      })
    }
    define(vm.types.memberDescriptor, "__get__", 1, 2) { vm, args in
      if args[1].isNone { return args[0] }
      guard vm.isMember(args[0], of: args[1]) else { return .nil }
      let name = args[0].object(RecordObject.self).pointee.field2
      let found = vm.instanceAttribute(args[1], name)
      return found.isNil ? vm.raiseNoAttribute(args[1], name) : found
    }
    define(vm.types.memberDescriptor, "__set__", 2, 2) { vm, args in
      guard vm.isMember(args[0], of: args[1]) else { return .nil }
      return vm.setInstanceAttribute(args[1], args[0].object(RecordObject.self).pointee.field2, args[2]) ? .none : .nil
    }
    define(vm.types.memberDescriptor, "__delete__", 1, 1) { vm, args in
      guard vm.isMember(args[0], of: args[1]) else { return .nil }
      return vm.genericDeleteAttribute(args[1], args[0].object(RecordObject.self).pointee.field2, vm.typeOf(args[1])) ? .none : .nil
    }
    defineProperty(vm.types.memberDescriptor, "__doc__", get: { _, _ in .none })
    define(vm.types.descriptor, "__delete__", 1, 1) { vm, args in
      let deleter = args[0].object(RecordObject.self).pointee.field3
      if deleter.isNil { return vm.raise("AttributeError", "readonly attribute") }
      return vm.call(deleter, args[1])
    }
  }

  /// An attribute of staticmethod and classmethod objects that is their function's until they get one of their own.
  private func installForwarded(_ type: TypeRef, _ key: Value) {
    defineProperty(
      type, vm.swiftString(key),
      get: { vm, value in
        let own = vm.instanceAttribute(value, key)
        if !own.isNil { return own }
        let found = vm.findAttribute(value.object(RecordObject.self).pointee.field0, key)
        if !found.isNil { return found }
        if !vm.pointee.exception.isNil { return .nil }
        return key == vm.name(.__isabstractmethod__) ? .false : vm.raiseNoAttribute(value, key)
      },
      set: { vm, value, new in
        guard key != vm.name(.__isabstractmethod__) else {
          return vm.fail("AttributeError", "attribute '__isabstractmethod__' of '\(vm.typeName(value.heapType))' objects is not writable")
        }
        return vm.setInstanceAttribute(value, key, new)
      })
  }

  private func installProperty() {
    let type = vm.types.property
    define(type, "__new__", "...") { vm, args in vm.newProperty(args) }
    define(type, "__init__", "fget=, fset=, fdel=, doc=") { vm, args in
      let record = args[0].object(RecordObject.self)
      // Code relies on the functions of properties in classes.
      if record.pointee.field0.isKind(.function) || record.pointee.field1.isKind(.function) { vm.runtime.invalidate?(nil) }
      record.pointee.field0 = args[1].isNil ? .none : args[1]
      record.pointee.field1 = args[2].isNil ? .none : args[2]
      record.pointee.field2 = args[3].isNil ? .none : args[3]
      record.pointee.field3 = args[4].isNil ? .nil : args[4]
      return vm.keepDocumentation(args[0]) ? .none : .nil
    }
    define(type, "getter", 1, 1) { vm, args in vm.copyProperty(args[0], \.field0, args[1]) }
    define(type, "setter", 1, 1) { vm, args in vm.copyProperty(args[0], \.field1, args[1]) }
    define(type, "deleter", 1, 1) { vm, args in vm.copyProperty(args[0], \.field2, args[1]) }
    define(type, "__set_name__", 0, -1) { vm, args in
      guard args.count == 3 else {
        return vm.raise("TypeError", "__set_name__() takes 2 positional arguments but \(args.count - 1) were given")
      }
      args[0].object(RecordObject.self).pointee.field4 = args[2]
      return .none
    }
    define(type, "__get__", 1, 2) { vm, args in
      if args[1].isNone { return args[0] }
      let getter = args[0].object(RecordObject.self).pointee.field0
      return getter.isNone ? vm.raisePropertyError(args[0], args[1], "getter") : vm.call(getter, args[1])
    }
    define(type, "__set__", 2, 2) { vm, args in
      let setter = args[0].object(RecordObject.self).pointee.field1
      return setter.isNone ? vm.raisePropertyError(args[0], args[1], "setter") : vm.call(setter, args[1], args[2])
    }
    define(type, "__delete__", 1, 1) { vm, args in
      let deleter = args[0].object(RecordObject.self).pointee.field2
      return deleter.isNone ? vm.raisePropertyError(args[0], args[1], "deleter") : vm.call(deleter, args[1])
    }
    defineField(type, "fget", \RecordObject.field0)
    defineField(type, "fset", \RecordObject.field1)
    defineField(type, "fdel", \RecordObject.field2)
    defineProperty(
      type, "__doc__",
      get: { vm, value in
        let record = value.object(RecordObject.self)
        if !record.pointee.field3.isNil { return record.pointee.field3 }
        if record.pointee.field0.isNone { return .none }
        let text = vm.findAttribute(record.pointee.field0, vm.name(.__doc__))
        return text.isNil ? .none : text
      },
      set: { _, value, new in
        value.object(RecordObject.self).pointee.field3 = new
        return true
      })
    defineProperty(type, "__isabstractmethod__", get: { vm, value in
      let record = value.object(RecordObject.self)
      for function in [record.pointee.field0, record.pointee.field1, record.pointee.field2] where function.isReference {
        let flag = vm.findAttribute(function, vm.name(.__isabstractmethod__))
        if flag.isNil {
          vm.pointee.exception = .nil
          continue
        }
        let outcome = vm.truth(flag)
        if outcome != 0 { return outcome < 0 ? .nil : .true }
      }
      return .false
    })
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  private func makeRecordInstance(_ type: TypeRef) -> UnsafeMutablePointer<RecordObject> {
    let record = makeInstance(type).assumingMemoryBound(to: RecordObject.self)
    record.pointee.field0 = .none
    record.pointee.field1 = .none
    record.pointee.field2 = .none
    record.pointee.field3 = .nil
    record.pointee.field4 = .nil
    return record
  }

  fileprivate func newProperty(_ args: Arguments) -> Value { Value(makeRecordInstance(args[0].object(TypeObject.self))) }

  fileprivate func newWrapper(_ args: Arguments) -> Value {
    guard args.count == 2 else { return raise("TypeError", "\(typeName(args[0].object(TypeObject.self))) expected 1 argument, got \(args.count - 1)") }
    let record = makeRecordInstance(args[0].object(TypeObject.self))
    record.pointee.field0 = args[1]
    return Value(record)
  }

  /// A property like another with one function replaced.
  fileprivate func copyProperty(_ property: Value, _ field: WritableKeyPath<RecordObject, Value>, _ function: Value) -> Value {
    let old = property.object(RecordObject.self)
    let new = makeRecordInstance(property.heapType)
    new.pointee.field0 = old.pointee.field0
    new.pointee.field1 = old.pointee.field1
    new.pointee.field2 = old.pointee.field2
    new.pointee.field3 = old.pointee.field3
    new.pointee.field4 = old.pointee.field4
    new.pointee[keyPath: field] = function
    if field == \.field0, old.pointee.field3.isNil || property.heapType.pointee.isUser { new.pointee.field3 = .nil }
    return keepDocumentation(Value(new)) ? Value(new) : .nil
  }

  /// Instances of subclasses of property keep the getter's docstring as an attribute: the class has one of its own.
  fileprivate func keepDocumentation(_ property: Value) -> Bool {
    guard property.heapType != types.property else { return true }
    let record = property.object(RecordObject.self)
    var text = record.pointee.field3
    if text.isNil, !record.pointee.field0.isNone {
      text = findAttribute(record.pointee.field0, name(.__doc__))
      if text.isNil, !pointee.exception.isNil { return false }
    }
    return text.isNil || setAttribute(property, name(.__doc__), text)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether a slot's descriptor belongs to a class of an instance; TypeError is pending if not.
  fileprivate func isMember(_ descriptor: Value, of instance: Value) -> Bool {
    let record = descriptor.object(RecordObject.self)
    guard record.pointee.field4.isKind(.type) else { return true }
    let owner = record.pointee.field4.object(TypeObject.self)
    if isSubtype(typeOf(instance), owner) { return true }
    let name = swiftString(record.pointee.field2)
    return fail("TypeError", "descriptor '\(name)' for '\(typeName(owner))' objects doesn't apply to a '\(typeName(typeOf(instance)))' object")
  }
}
