// Defines dict.

extension Runtime {
  func installDicts() {
    installDictBasics()
    installDictMethods()
    installDictOperators()
    installDictViews()
  }

  private func installDictBasics() {
    let type = vm.types.dict
    define(type, "__new__", 0, -1) { vm, args in
      let cls = args[0].object(TypeObject.self)
      return cls == vm.types.dict ? vm.makeDict() : vm.makeDict(of: cls)
    }
    allowKeywords(define(type, "__init__", 0, -1) { vm, args in
      if args.count > 2 { return vm.typeError("dict expected at most 1 argument, got \(args.count - 1)") }
      return vm.dictUpdate(args[0], args) ? .none : .nil
    })
    allowKeywords(type, "__new__")
    installSequenceMethods(type)
    define(type, "__getitem__", 1, 1) { vm, args in vm.dictGetItem(args[0], args[1]) }
    define(type, "__setitem__", 2, 2) { vm, args in vm.dictAssign(args[0], args[1], args[2]) ? .none : .nil }
    define(type, "__delitem__", 1, 1) { vm, args in vm.dictDeleteItem(args[0], args[1]) ? .none : .nil }
    define(type, "__reversed__", 0, 0) { vm, args in vm.reversedNative(args[0]) }
    define(type, "__hash__", .none)
    for (name, op) in [("__eq__", Opcode.equal), ("__ne__", .notEqual)] {
      define(type, name, 1, 1) { vm, args in vm.containerCompare(op, args[0], args[1]) }
    }
    defineClassMethod(type, "__class_getitem__", 1, 1) { vm, args in vm.makeGenericAlias(args[0], args[1]) }
    defineClassMethod(type, "fromkeys", 1, 2) { vm, args in vm.dictFromKeys(args[0], args[1], args.count > 2 ? args[2] : .none) }
  }

  /// Lets a native without signature see the keyword arguments.
  func allowKeywords(_ function: Value) { function.object(BuiltinObject.self).pointee.takesKeywords = true }

  func allowKeywords(_ type: TypeRef, _ name: String) {
    let function = vm.dictGet(type.pointee.dict, intern(name))
    if function.isKind(.builtin) { allowKeywords(function) }
  }

  private func installDictMethods() {
    let type = vm.types.dict
    define(type, "keys", 0, 0) { vm, args in vm.makeDictView(vm.types.dictKeys, args[0]) }
    define(type, "values", 0, 0) { vm, args in vm.makeDictView(vm.types.dictValues, args[0]) }
    define(type, "items", 0, 0) { vm, args in vm.makeDictView(vm.types.dictItems, args[0]) }
    define(type, "get", 1, 2) { vm, args in
      let value = vm.dictLookup(args[0], args[1])
      return !value.isNil || !vm.pointee.exception.isNil ? value : args.count > 2 ? args[2] : .none
    }
    define(type, "setdefault", 1, 2) { vm, args in vm.dictSetDefault(args[0], args[1], args.count > 2 ? args[2] : .none) }
    define(type, "pop", 1, 2) { vm, args in vm.dictPop(args[0], args[1], args.optional(2)) }
    define(type, "popitem", 0, 0) { vm, args in vm.dictPopItem(args[0]) }
    define(type, "clear", 0, 0) { vm, args in
      vm.dictClear(args[0].object(DictObject.self))
      return .none
    }
    define(type, "copy", 0, 0) { vm, args in
      let copy = vm.makeDict()
      return vm.dictUpdate(copy, args[0]) ? copy : .nil
    }
    allowKeywords(define(type, "update", 0, -1) { vm, args in
      if args.count > 2 { return vm.typeError("update expected at most 1 argument, got \(args.count - 1)") }
      return vm.dictUpdate(args[0], args) ? .none : .nil
    })
  }

  private func installDictOperators() {
    let type = vm.types.dict
    define(type, "__or__", 1, 1) { vm, args in vm.containerBinary(.bitOr, args[0], args[1]) }
    define(type, "__ror__", 1, 1) { vm, args in vm.containerBinary(.bitOr, args[1], args[0]) }
    define(type, "__ior__", 1, 1) { vm, args in vm.containerInPlace(.bitOr, args[0], args[1]) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// An empty dict of a subclass.
  public func makeDict(of type: TypeRef) -> Value {
    let dict = makeInstance(type).assumingMemoryBound(to: DictObject.self)
    dict.pointee.mask = -1
    dict.pointee.extra = .nil
    return Value(dict)
  }

  /// `dict.update(other, **keywords)` with the receiver as argument 0.
  func dictUpdate(_ dict: Value, _ args: Arguments) -> Bool {
    if args.count > 1, !dictUpdate(dict, args[1]) { return false }
    if args.keywordNames.isNil { return true }
    for i in 0..<tupleCount(args.keywordNames) {
      if !dictAssign(dict, tupleBase(args.keywordNames)[i], args.base[args.count + i]) { return false }
    }
    return true
  }

  func dictSetDefault(_ dict: Value, _ key: Value, _ fallback: Value) -> Value {
    guard let hash = hash(key) else { return .nil }
    let object = dict.object(DictObject.self)
    let position = dictFind(object, key, hash: hash)
    if position == -2 { return .nil }
    if position >= 0 { return dictValue(object, position) }
    dictInsert(object, key, hash, fallback)
    return fallback
  }

  func dictPop(_ dict: Value, _ key: Value, _ fallback: Value) -> Value {
    let object = dict.object(DictObject.self)
    if object.pointee.count == 0 { return fallback.isNil ? raise("KeyError", argument: key) : fallback }
    guard let hash = hash(key) else { return .nil }
    let position = dictFind(object, key, hash: hash)
    if position == -2 { return .nil }
    if position < 0 { return fallback.isNil ? raise("KeyError", argument: key) : fallback }
    let value = dictValue(object, position)
    dictRemove(object, position)
    return value
  }

  func dictPopItem(_ dict: Value) -> Value {
    let object = dict.object(DictObject.self)
    var position = object.pointee.entryCount - 1
    while position >= 0, object.pointee.entries.unsafelyUnwrapped[position].key.isNil { position -= 1 }
    if position < 0 { return raise("KeyError", argument: makeString("popitem(): dictionary is empty")) }
    let key = object.pointee.entries.unsafelyUnwrapped[position].key
    let pair = makePair(key, dictValue(object, position))
    dictRemove(object, position)
    return pair
  }

  func dictFromKeys(_ cls: Value, _ keys: Value, _ value: Value) -> Value {
    let dict = cls == Value(pointee.types.dict) ? makeDict() : call(cls)
    if dict.isNil { return .nil }
    if dict.isExactly(pointee.types.dict) {
      if keys.isExactly(pointee.types.dict) { return forEachKey(keys, { dictSet(dict, $0, $1, value) }) ? dict : .nil }
      if isAnySet(keys) { return forEachMember(keys.object(SetObject.self), { dictSet(dict, $0, $1, value) }) ? dict : .nil }
    }
    let iterator = getIterator(keys)
    if iterator.isNil { return .nil }
    while true {
      let key = next(iterator)
      if key.isNil { return pointee.exception.isNil ? dict : .nil }
      if !setItem(dict, key, value) { return .nil }
    }
  }

  /// Sets a key whose hash is known.
  private func dictSet(_ dict: Value, _ key: Value, _ hash: Int, _ value: Value) -> Bool {
    let object = dict.object(DictObject.self)
    let position = dictFind(object, key, hash: hash)
    if position == -2 { return false }
    if position >= 0 { dictStore(object, position, value) } else { dictInsert(object, key, hash, value) }
    return true
  }
}
