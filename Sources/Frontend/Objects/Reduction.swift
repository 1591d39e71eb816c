// Says how objects are copied and pickled: __reduce_ex__, __reduce__ and __getstate__.

extension Runtime {
  /// Defines what `object` has for copying, and the arguments that make built-in values again.
  func installReduction() {
    let object = vm.types.object
    let reduce = define(object, "__reduce__", 0, 0) { vm, args in vm.callCopyreg(args[0], Value(smallInt: 0)) }
    define(object, "__reduce_ex__", 1, 1) { vm, args in
      guard vm.index(args[1]) != nil else { return .nil }
      let method = vm.typeLookup(vm.typeOf(args[0]), vm.name(.__reduce__))
      if method != reduce, !method.isNil { return vm.callMethodFunction(method, args[0]) }
      return vm.callCopyreg(args[0], args[1])
    }
    define(object, "__getstate__", 0, 0) { vm, args in vm.savedState(args[0]) }
    let types = vm.types
    for type in [types.int, types.float, types.complex, types.str, types.bytes, types.tuple] {
      define(type, "__getnewargs__", 0, 0) { vm, args in
        if type == types.complex {
          let parts = ["real", "imag"].map { vm.getAttribute(args[0], vm.runtime.intern($0)) }
          return vm.makeTuple(parts)
        }
        let plain = args[0].isReference && args[0].heapType.pointee.isUser ? vm.plainCopy(args[0], type) : args[0]
        return plain.isNil ? .nil : vm.makeTuple([plain])
      }
    }
  }
}

extension Runtime {
  /// Makes `_copyreg`: what the module copyreg does natively.
  func makeReductionModule() -> Value {
    let module = makeModule("_copyreg")
    define(module, "restore", 2, 2) { vm, args in Value(vm.restoreAttributes(args[0], args[1])) }
    return module
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls the part of `copyreg` that takes objects to pieces.
  fileprivate func callCopyreg(_ value: Value, _ protocol: Value) -> Value {
    if runtime.reduction.isNil {
      let module = runtime.importPath("copyreg")
      if module.isNil { return .nil }
      let function = getAttribute(module, runtime.intern("_reduce"))
      if function.isNil { return .nil }
      runtime.permanentRoots.append(function)
      runtime.reduction = function
    }
    return call(runtime.reduction, value, `protocol`)
  }

  /// An instance of a subclass as an object of the built-in class itself.
  fileprivate func plainCopy(_ value: Value, _ type: TypeRef) -> Value {
    let maker = typeLookup(type, name(.__new__))
    return maker.isNil ? .nil : call(maker, Value(type), value)
  }

  /// What `object.__getstate__` gives: None, a dict, or a pair of a dict (or None) and the values of slots.
  func savedState(_ value: Value) -> Value {
    var slots = Value.nil
    for ancestor in tupleItems(typeOf(value).pointee.mro) {
      let own = ancestor.object(TypeObject.self).pointee.dict
      guard !dictGet(own, name(.__slots__)).isNil else { continue }
      let entries = own.object(DictObject.self)
      for i in 0..<entries.pointee.entryCount {
        let entry = entries.pointee.entries.unsafelyUnwrapped[i]
        guard entry.key.isKind(.str), dictValue(entries, i).isReference, dictValue(entries, i).heapType == types.memberDescriptor else { continue }
        let item = findAttribute(value, entry.key)
        if slots.isNil { slots = makeDict() }
        if item.isNil { pointee.exception = .nil } else { dictSet(slots, entry.key, item) }
      }
    }
    var state = Value.none
    if let dict = attributesDict(value), !value.isKind(.type), !typeOf(value).pointee.hasSlotsOnly {
      let kept = dictCopy(dict)
      if !slots.isNil {
        let entries = slots.object(DictObject.self)
        for i in 0..<entries.pointee.entryCount { _ = dictDelete(kept, entries.pointee.entries.unsafelyUnwrapped[i].key) }
      }
      if dictCount(kept) > 0 { state = kept }
    }
    return slots.isNil || dictCount(slots) == 0 ? state : makeTuple([state, slots])
  }

  /// Sets the attributes of an instance that has no `__dict__` yet; false with nothing done for others, and for keys that are no names.
  fileprivate func restoreAttributes(_ object: Value, _ state: Value) -> Bool {
    guard object.isReference, object.isKind(.instance), state.isExactly(types.dict), object.heapType.pointee.hasLayout,
      let layout = object.object(ObjectHeader.self).pointee.layout, !layout.pointee.isDictMode, !object.heapType.pointee.hasSlotsOnly,
      !typeLookup(object.heapType, name(.__dict__)).isKind(.function), !typeLookup(object.heapType, name(.__dict__)).isExactly(types.property)
    else { return false }
    let entries = state.object(DictObject.self)
    for i in 0..<entries.pointee.entryCount where !dictValue(entries, i).isNil {
      let key = entries.pointee.entries.unsafelyUnwrapped[i].key
      guard key.isExactly(types.str) else { return false }
      if !runtime.slottedTypes.isEmpty, typeLookup(object.heapType, runtime.intern(key)).isExactly(types.memberDescriptor) { return false }
    }
    for i in 0..<entries.pointee.entryCount {
      let value = dictValue(entries, i)
      if !value.isNil { _ = setInstanceAttribute(object, runtime.intern(entries.pointee.entries.unsafelyUnwrapped[i].key), value) }
    }
    return true
  }
}
