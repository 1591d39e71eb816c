// Makes `_collections`: deque and defaultdict.

extension Runtime {
  func makeCollectionsModule() -> Value {
    let module = makeModule("_collections")
    define(module, "defaultdict", Value(makeDefaultDictType()))
    define(module, "deque", Value(makeDequeType()))
    define(module, "_count_elements", 2, 2) { vm, args in
      guard args[0].isKind(.dict) else { return vm.raise("TypeError", "_count_elements() argument 1 must be a dict, not \(vm.typeName(vm.typeOf(args[0])))") }
      let iterator = vm.getIterator(args[1])
      if iterator.isNil { return .nil }
      while true {
        let item = vm.next(iterator)
        if item.isNil { return vm.pointee.exception.isNil ? .none : .nil }
        let old = vm.dictLookup(args[0], item)
        if old.isNil, !vm.pointee.exception.isNil { return .nil }
        let new = old.isNil ? Value(smallInt: 1) : vm.binary(.add, old, Value(smallInt: 1))
        if new.isNil || !vm.dictAssign(args[0], item, new) { return .nil }
      }
    }
    return module
  }

  /// A dict whose `extra` is the default factory.
  private func makeDefaultDictType() -> TypeRef {
    let type = makeType("defaultdict", module: "collections", kind: .dict, base: vm.types.dict)
    type.pointee.isUser = true
    type.pointee.hasSlotsOnly = true
    vm.dictSet(type.pointee.dict, vm.name(.__module__), intern("collections"))
    define(type, "__new__", "...") { vm, args in
      let dict = vm.makeInstance(args[0].object(TypeObject.self)).assumingMemoryBound(to: DictObject.self)
      dict.pointee.mask = -1
      dict.pointee.extra = .none
      return Value(dict)
    }
    let initialize = vm.typeLookup(vm.types.dict, vm.name(.__init__))
    define(type, "__init__", "...") { vm, args in
      let factory = args.count > 1 ? args[1] : .none
      guard factory.isNone || vm.isCallable(factory) else { return vm.raise("TypeError", "first argument must be callable or None") }
      args[0].object(DictObject.self).pointee.extra = factory
      if initialize.isKind(.builtin), initialize != vm.runtime.defaultInit { return vm.callForwarding(initialize, args, from: 2, prefix: args[0]) }
      if args.count > 2, !vm.dictUpdate(args[0], args[2]) { return .nil }
      for (key, value) in vm.keywordPairs(args) where !vm.dictAssign(args[0], key, value) { return .nil }
      return .none
    }
    for (name, isReflected) in [("__or__", false), ("__ror__", true)] {
      define(type, name, 1, 1) { vm, args in
        guard args[1].isKind(.dict) else { return vm.pointee.notImplemented }
        let union = vm.call(Value(args[0].heapType), args[0].object(DictObject.self).pointee.extra, args[isReflected ? 1 : 0])
        return union.isNil || !vm.dictUpdate(union, args[isReflected ? 0 : 1]) ? .nil : union
      }
    }
    define(type, "__missing__", 1, 1) { vm, args in
      let factory = args[0].object(DictObject.self).pointee.extra
      if factory.isNone || factory.isNil { return vm.raiseKeyError(args[1]) }
      let value = vm.call(factory)
      return value.isNil || !vm.setItem(args[0], args[1], value) ? .nil : value
    }
    defineProperty(
      type, "default_factory", get: { _, value in value.object(DictObject.self).pointee.extra },
      set: { _, value, new in
        value.object(DictObject.self).pointee.extra = new
        return true
      })
    define(type, "__repr__", 0, 0) { vm, args in
      // A factory bound to the dict itself is not shown again.
      let key = args[0].object(DictObject.self).pointee.extra
      let isShown = key.isReference && !vm.runtime.reprInProgress.insert(key.raw).inserted
      let factory = isShown ? vm.runtime.intern("...") : vm.repr(key)
      if !isShown { vm.runtime.reprInProgress.remove(key.raw) }
      if factory.isNil { return .nil }
      let items = vm.containerRepr(args[0])
      return items.isNil ? .nil : vm.makeString(utf8: Array("\(vm.plainTypeName(args[0].heapType))(".utf8) + vm.utf8(factory) + Array(", ".utf8) + vm.utf8(items) + [41])
    }
    for name in ["copy", "__copy__"] {
      define(type, name, 0, 0) { vm, args in
        let copy = vm.call(Value(args[0].heapType), args[0].object(DictObject.self).pointee.extra)
        return copy.isNil || !vm.dictUpdate(copy, args[0]) ? .nil : copy
      }
    }
    return type
  }
}
