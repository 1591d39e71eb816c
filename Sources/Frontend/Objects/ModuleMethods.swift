// Defines the class of modules, mapping proxies and None's methods.

extension Runtime {
  func installModuleType() {
    let type = vm.types.module
    define(type, "__new__", "...") { vm, args in
      let module = vm.makeInstance(args[0].object(TypeObject.self)).assumingMemoryBound(to: ModuleObject.self)
      module.pointee.name = args.count > 1 ? args[1] : vm.pointee.emptyString
      module.pointee.dict = .nil
      let value = Value(module)
      module.pointee.dict = vm.makeDict(hasCells: true)
      return value
    }
    define(type, "__init__", "name, doc=") { vm, args in
      guard args[1].isKind(.str) else {
        return vm.typeError("module() argument 'name' must be str, not \(vm.typeName(vm.typeOf(args[1])))")
      }
      let module = args[0].object(ModuleObject.self)
      module.pointee.name = args[1]
      vm.dictSet(module.pointee.dict, vm.name(.__name__), args[1])
      vm.dictSet(module.pointee.dict, vm.name(.__doc__), args[2].isNil ? .none : args[2])
      for name in [Name.__package__, .__loader__, .__spec__] { vm.dictSet(module.pointee.dict, vm.name(name), .none) }
      return .none
    }
    defineProperty(type, "__dict__", get: { _, value in value.object(ModuleObject.self).pointee.dict })
    define(type, "__dir__", 0, 0) { vm, args in
      let hook = vm.dictGet(args[0].object(ModuleObject.self).pointee.dict, vm.runtime.intern("__dir__"))
      return hook.isNil ? vm.attributeNames(args[0]) : vm.call(hook)
    }
    defineProperty(
      type, "__annotations__",
      get: { vm, value in
        let dict = value.object(ModuleObject.self).pointee.dict
        let known = vm.dictGet(dict, vm.name(.__annotations__))
        if !known.isNil { return known }
        let fresh = vm.makeDict()
        vm.dictSet(dict, vm.name(.__annotations__), fresh)
        return fresh
      },
      set: { vm, value, new in
        vm.dictSet(value.object(ModuleObject.self).pointee.dict, vm.name(.__annotations__), new)
        return true
      },
      delete: { vm, value in
        if vm.dictDelete(value.object(ModuleObject.self).pointee.dict, vm.name(.__annotations__)) > 0 { return true }
        vm.raise("AttributeError", "__annotations__")
        return false
      })
    installMappingProxy()
    define(vm.types.noneType, "__new__", 0, 0) { _, _ in .none }
    define(vm.types.noneType, "__bool__", 0, 0) { _, _ in .false }
    define(vm.types.noneType, "__hash__", 0, 0) { vm, args in vm.hash(args[0]).map { vm.makeInt($0) } ?? .nil }
    for type in [vm.types.noneType, vm.types.ellipsisType, vm.types.notImplementedType] {
      define(type, "__repr__", 0, 0) { vm, args in vm.repr(args[0]) }
    }
    define(vm.types.ellipsisType, "__new__", 0, 0) { vm, _ in vm.pointee.ellipsis }
    define(vm.types.notImplementedType, "__new__", 0, 0) { vm, _ in vm.pointee.notImplemented }
  }

  private func installMappingProxy() {
    let type = vm.types.mappingProxy
    func inner(_ value: Value) -> Value { value.object(RecordObject.self).pointee.field0 }
    define(type, "__new__", "mapping") { vm, args in
      let isMapping = args[1].isReference && !args[1].isKind(.list) && !args[1].isKind(.tuple) && !vm.special(args[1], .__getitem__).isNil
        && !args[1].isKind(.str) && !args[1].isKind(.bytes)
      guard isMapping else { return vm.raise("TypeError", "mappingproxy() argument must be a mapping, not \(vm.typeName(vm.typeOf(args[1])))") }
      return vm.makeRecord(vm.types.mappingProxy, args[1])
    }
    define(type, "__reversed__", 0, 0) { vm, args in vm.makeReversed(inner(args[0])) }
    define(type, "__ror__", 1, 1) { vm, args in
      vm.binary(.bitOr, args[1].isKind(.mappingProxy) ? inner(args[1]) : args[1], inner(args[0]))
    }
    define(type, "__ior__", 1, 1) { vm, args in vm.raise("TypeError", "'|=' is not supported by mappingproxy; use '|' instead") }
    defineClassMethod(type, "__class_getitem__", 1, 1) { vm, args in vm.makeGenericAlias(args[0], args[1]) }
    define(type, "__getitem__", 1, 1) { vm, args in vm.getItem(inner(args[0]), args[1]) }
    define(type, "__contains__", 1, 1) { vm, args in
      let outcome = vm.contains(inner(args[0]), args[1])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(type, "__len__", 0, 0) { vm, args in
      guard let count = vm.length(inner(args[0])) else { return .nil }
      return vm.makeInt(count)
    }
    define(type, "__iter__", 0, 0) { vm, args in vm.getIterator(inner(args[0])) }
    define(type, "__repr__", 0, 0) { vm, args in vm.nativeRepr(args[0]) }
    define(type, "__str__", 0, 0) { vm, args in vm.str(inner(args[0])) }
    define(type, "__eq__", 1, 1) { vm, args in
      let other = args[1].isKind(.mappingProxy) ? inner(args[1]) : args[1]
      let outcome = vm.equal(inner(args[0]), other)
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(type, "__hash__", constant: .none)
    define(type, "__or__", 1, 1) { vm, args in vm.binary(.bitOr, inner(args[0]), args[1].isKind(.mappingProxy) ? inner(args[1]) : args[1]) }
    for name in ["get", "keys", "values", "items", "copy"] {
      let key = intern(name)
      define(type, name, 0, 2) { vm, args in
        let method = vm.getAttribute(inner(args[0]), key)
        return method.isNil ? .nil : vm.callForwarding(method, args)
      }
    }
  }
}
