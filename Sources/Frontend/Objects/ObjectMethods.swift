// Defines the methods of `object`.

extension Runtime {
  /// Defines what every object has.
  func installObject() {
    let object = vm.types.object
    defaultNew = define(object, "__new__", "...") { vm, args in
      guard args.count > 0 else { return vm.raise("TypeError", "object.__new__(): not enough arguments") }
      guard args[0].isKind(.type) else {
        return vm.raise("TypeError", "object.__new__(X): X is not a type object (\(vm.typeName(vm.typeOf(args[0]))))")
      }
      return vm.newObject(args[0].object(TypeObject.self), hasArguments: vm.passes(args, moreThan: 1))
    }
    defaultInit = define(object, "__init__", "...") { vm, args in vm.initializeObject(args[0], hasArguments: vm.passes(args, moreThan: 1)) }
    defaultRepr = define(object, "__repr__", 0, 0) { vm, args in vm.defaultRepr(args[0]) }
    defaultStr = define(object, "__str__", 0, 0) { vm, args in vm.repr(args[0]) }
    defaultFormat = define(object, "__format__", 1, 1) { vm, args in
      guard args[1].isKind(.str) else { return vm.raise("TypeError", "__format__() argument must be str, not \(vm.typeName(vm.typeOf(args[1])))") }
      if vm.stringCount(args[1]) == 0 { return vm.str(args[0]) }
      return vm.raise("TypeError", "unsupported format string passed to \(vm.typeName(vm.typeOf(args[0]))).__format__")
    }
    installObjectAttributes(object)
    installObjectComparison(object)
    define(object, "__dir__", 0, 0) { vm, args in vm.attributeNames(args[0]) }
    define(object, "__sizeof__", 0, 0) { _, _ in Value(smallInt: 16) }
    let hook = makeBuiltin("__init_subclass__", minimum: 1, maximum: -1, signature: Signature("...")) { vm, args in
      if args.count == 1, args.keywordNames.isNil || vm.tupleCount(args.keywordNames) == 0 { return .none }
      let name = "\(vm.typeName(args[0].object(TypeObject.self))).__init_subclass__()"
      let given = args.count - 1
      return vm.raise("TypeError", "\(name) takes no \(args.keywordNames.isNil ? "arguments (\(given) given)" : "keyword arguments")")
    }
    setClass(hook, object)
    defaultInitSubclass = vm.makeRecord(vm.types.classMethod, hook)
    vm.dictSet(object.pointee.dict, intern("__init_subclass__"), defaultInitSubclass)
    let subclassHook = makeBuiltin("__subclasshook__", minimum: 2, maximum: 2, signature: nil) { vm, _ in vm.pointee.notImplemented }
    setClass(subclassHook, object)
    vm.dictSet(object.pointee.dict, intern("__subclasshook__"), vm.makeRecord(vm.types.classMethod, subclassHook))
    installReduction()
    vm.dictSet(object.pointee.dict, vm.name(.__doc__), vm.makeString("The base class of the class hierarchy."))
    vm.typeChanged(object)
  }

  private func installObjectAttributes(_ object: TypeRef) {
    defaultGetAttribute = define(object, "__getattribute__", 1, 1) { vm, args in
      guard let name = vm.attributeName(args[1]) else { return .nil }
      let result = vm.genericGetAttribute(args[0], name, vm.typeOf(args[0]))
      return result.isNil && vm.pointee.exception.isNil ? vm.raiseNoAttribute(args[0], name) : result
    }
    defaultSetAttribute = define(object, "__setattr__", 2, 2) { vm, args in
      guard let name = vm.attributeName(args[1]) else { return .nil }
      return vm.genericSetAttribute(args[0], name, args[2], vm.typeOf(args[0])) ? .none : .nil
    }
    defaultDeleteAttribute = define(object, "__delattr__", 1, 1) { vm, args in
      guard let name = vm.attributeName(args[1]) else { return .nil }
      return vm.genericDeleteAttribute(args[0], name, vm.typeOf(args[0])) ? .none : .nil
    }
    defineProperty(
      object, "__class__", get: { vm, value in Value(vm.shownType(value)) }, set: { vm, value, type in vm.assignClass(value, type) },
      delete: { vm, _ in vm.fail("TypeError", "can't delete __class__ attribute") })
  }

  private func installObjectComparison(_ object: TypeRef) {
    define(object, "__hash__", 0, 0) { vm, args in vm.makeInt(vm.identityHash(args[0])) }
    define(object, "__eq__", 1, 1) { vm, args in args[0] == args[1] ? .true : vm.pointee.notImplemented }
    define(object, "__ne__", 1, 1) { vm, args in
      let method = vm.special(args[0], .__eq__)
      if method.isKind(.builtin), method.object(BuiltinObject.self).pointee.owner == Value(vm.types.object) {
        return args[0] == args[1] ? .false : vm.pointee.notImplemented
      }
      let result = vm.callMethodFunction(method, args[0], args[1])
      if result.isNil || result == vm.pointee.notImplemented { return result }
      let truth = vm.truth(result)
      return truth < 0 ? .nil : Value(truth == 0)
    }
    for name in ["__lt__", "__le__", "__gt__", "__ge__"] {
      define(object, name, 1, 1) { vm, _ in vm.pointee.notImplemented }
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func passes(_ args: Arguments, moreThan count: Int) -> Bool {
    args.count > count || (!args.keywordNames.isNil && tupleCount(args.keywordNames) > 0)
  }

  /// An attribute name as an interned string, or nil with TypeError pending.
  func attributeName(_ value: Value) -> Value? {
    guard value.isKind(.str) else {
      raise("TypeError", "attribute name must be string, not '\(typeName(typeOf(value)))'")
      return nil
    }
    return runtime.intern(exactString(value))
  }

  /// What `object.__dir__` lists: attributes of the object, its class and the class's bases, as a list.
  func attributeNames(_ value: Value) -> Value {
    let names = makeDict()
    func collect(_ dict: Value) {
      let object = dict.object(DictObject.self)
      for i in 0..<object.pointee.entryCount {
        let key = object.pointee.entries.unsafelyUnwrapped[i].key
        if !key.isNil, key.isKind(.str) { dictSet(names, key, .none) }
      }
    }
    if value.isKind(.module) {
      collect(value.object(ModuleObject.self).pointee.dict)
    } else {
      if let own = attributesDict(value) { collect(own) }
      let type = value.isKind(.type) ? value.object(TypeObject.self) : typeOf(value)
      for ancestor in tupleItems(type.pointee.mro) { collect(ancestor.object(TypeObject.self).pointee.dict) }
    }
    let list = makeList(capacity: dictCount(names))
    let object = names.object(DictObject.self)
    for i in 0..<object.pointee.entryCount { listAppend(list, object.pointee.entries.unsafelyUnwrapped[i].key) }
    return list
  }

  /// A dict of an object's own attributes, without making the object keep one; nil when it can have none.
  func attributesDict(_ value: Value) -> Value? {
    guard value.isReference else { return nil }
    let type = value.heapType
    guard type.pointee.hasLayout else { return attributeDict(value) }
    guard let layout = value.object(ObjectHeader.self).pointee.layout else { return nil }
    if layout.pointee.isDictMode { return slotAddress(value.address, layout, 0).pointee }
    let dict = makeDict()
    for (i, name) in layout.pointee.names.enumerated() {
      let item = slotAddress(value.address, layout, i).pointee
      if !item.isNil { dictSet(dict, Value(bits: name), item) }
    }
    return dict
  }

  /// Gives a class with attributes its `__dict__` and `__weakref__` descriptors.
  func addDictDescriptors(_ type: TypeRef, isReferable: Bool = true) {
    if !dictGet(type.pointee.dict, name(.__dict__)).isNil { return }
    runtime.defineProperty(
      type, "__dict__", get: { vm, value in vm.instanceDict(value) },
      set: { vm, value, dict in vm.replaceDict(of: value, dict) },
      delete: { vm, value in
        if value.isKind(.exception) { return vm.fail("TypeError", "cannot delete __dict__") }
        _ = vm.instanceDict(value)
        vm.setAttributeDict(value, vm.makeDict())
        return true
      })
    if isReferable { addReferenceDescriptor(type) }
  }

  /// Lets weak references point to instances of a class.
  func addReferenceDescriptor(_ type: TypeRef) {
    runtime.defineProperty(type, "__weakref__", get: { _, _ in .none })
  }

  /// Whether weak references may point to an object that is an instance of an ordinary class.
  func isReferable(_ value: Value) -> Bool {
    value.heapType.pointee.kind != .instance || !typeLookup(value.heapType, runtime.intern("__weakref__")).isNil
  }

  /// `value.__dict__ = dict`.
  func replaceDict(of value: Value, _ dict: Value) -> Bool {
    guard dict.isKind(.dict) else {
      return fail("TypeError", "__dict__ must be set to a dictionary, not a '\(typeName(typeOf(dict)))'")
    }
    setAttributeDict(value, dict)
    return true
  }

  /// `instance.__dict__`: from then on the instance keeps its attributes in that dict.
  func instanceDict(_ value: Value) -> Value {
    if value.isReference {
      if value.heapType.pointee.hasLayout, !value.heapType.pointee.hasSlotsOnly { return makeDictMode(value) }
      if !value.heapType.pointee.hasSlotsOnly, let dict = attributeDict(value, make: true) { return dict }
    }
    return raiseNoAttribute(value, name(.__dict__))
  }
}
