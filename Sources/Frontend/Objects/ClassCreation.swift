// Makes class objects: what `type.__new__` does.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Makes a class from name, bases and namespace; keywords go to `__init_subclass__`.
  func makeClass(_ metaclass: TypeRef, _ name: Value, _ bases: Value, _ namespace: Value, _ keywords: [(Value, Value)]) -> Value {
    let hint = runtime.classAttributeHint
    runtime.classAttributeHint = []
    let bases = tupleCount(bases) == 0 ? makeTuple([Value(types.object)]) : bases
    guard let winner = mostDerivedMetaclass(metaclass, bases) else { return .nil }
    if winner != metaclass {
      let make = typeLookup(winner, self.name(.__new__))
      if !make.isNil, make != typeLookup(types.type, self.name(.__new__)) {
        let bound = bind(make, Value(winner), winner)
        return bound.isNil ? .nil : call(make.isKind(.staticMethod) ? bound : make, [Value(winner), name, bases, namespace], keywords: keywords)
      }
    }
    guard let base = bestBase(bases) else { return .nil }
    let dict = makeDict()
    copyNamespace(namespace, to: dict)
    let type = allocateClass(winner, base)
    type.pointee.name = runtime.intern(exactString(name))
    type.pointee.bases = bases
    type.pointee.mro = makeTuple([Value(type)] + tupleItems(base.pointee.mro))
    type.pointee.dict = dict
    type.pointee.version = newTypeVersion()
    guard setOrder(type) else { return .nil }
    typeChanged(type)
    let cell = dictGet(dict, self.name(.__classcell__))
    if !cell.isNil { _ = dictDelete(dict, self.name(.__classcell__)) }
    guard adoptNamespace(type, dict), layOut(type, base, hint) else { return .nil }
    if dictGet(dict, self.name(.__doc__)).isNil { dictSet(dict, self.name(.__doc__), .none) }
    if cell.isKind(.cell) { cell.object(CellObject.self).pointee.value = Value(type) }
    for base in tupleItems(bases) { addDerived(type, to: base.object(TypeObject.self)) }
    refreshFlags(type, isNew: true)
    guard announceNames(type), announceSubclass(type, keywords) else { return .nil }
    return Value(type)
  }

  /// Notes a derived class of a class.
  func addDerived(_ type: TypeRef, to base: TypeRef) {
    let wasPlain = plainMaker(base) != nil
    listAppend(base.pointee.subclasses, Value(type))
    if wasPlain { typeChanged(base) }
  }

  private func copyNamespace(_ namespace: Value, to dict: Value) {
    let source = namespace.object(DictObject.self)
    for i in 0..<source.pointee.entryCount {
      let entry = source.pointee.entries.unsafelyUnwrapped[i]
      if entry.key.isKind(.str) { dictSet(dict, runtime.intern(entry.key), dictValue(source, i)) }
    }
  }

  private func allocateClass(_ metaclass: TypeRef, _ base: TypeRef) -> TypeRef {
    let type = allocate(TypeObject.self, metaclass)
    for field in [\TypeObject.name, \.qualifiedName, \.module, \.bases, \.mro, \.dict, \.subclasses] { type.pointee[keyPath: field] = .nil }
    type.pointee.kind = base.pointee.kind
    type.pointee.base = base
    type.pointee.isUser = true
    type.pointee.isBaseType = true
    type.pointee.subclasses = makeList([])
    return type
  }

  /// Fills in what every class namespace has and wraps the methods that are implicitly static or class methods.
  private func adoptNamespace(_ type: TypeRef, _ dict: Value) -> Bool {
    let qualified = dictGet(dict, name(.__qualname__))
    if !qualified.isNil {
      guard qualified.isKind(.str) else {
        raise("TypeError", "type __qualname__ must be a str, not \(typeName(typeOf(qualified)))")
        return false
      }
      _ = dictDelete(dict, name(.__qualname__))
    }
    type.pointee.qualifiedName = qualified.isNil ? type.pointee.name : qualified
    var module = dictGet(dict, name(.__module__))
    if module.isNil {
      let globals = currentGlobals()
      module = globals.isNil ? .nil : dictGet(globals, name(.__name__))
      if module.isNil { module = runtime.intern("builtins") }
      dictSet(dict, name(.__module__), module)
    }
    type.pointee.module = module
    wrap(dict, .__new__, types.staticMethod)
    wrap(dict, .__init_subclass__, types.classMethod)
    wrap(dict, .__class_getitem__, types.classMethod)
    if !dictGet(dict, name(.__eq__)).isNil, dictGet(dict, name(.__hash__)).isNil { dictSet(dict, name(.__hash__), .none) }
    return true
  }

  private func wrap(_ dict: Value, _ key: Name, _ wrapper: TypeRef) {
    let function = dictGet(dict, name(key))
    if function.isKind(.function) { dictSet(dict, name(key), makeRecord(wrapper, function)) }
  }

  /// Decides where attributes of instances live, from the base, `__slots__` and the attributes methods assign.
  private func layOut(_ type: TypeRef, _ base: TypeRef, _ hint: [String]) -> Bool {
    let slots = dictGet(type.pointee.dict, name(.__slots__))
    guard let slotNames = slotList(type, slots) else { return false }
    let onlySlots = !slots.isNil && !slotNames.contains("__dict__")
    let basesHaveDict = tupleItems(type.pointee.mro).dropFirst().contains {
      let ancestor = $0.object(TypeObject.self)
      return ancestor.pointee.isUser ? !ancestor.pointee.hasSlotsOnly : ancestor.pointee.hasLayout || ancestor.pointee.kind == .type
    }
    type.pointee.hasSlotsOnly = onlySlots && !basesHaveDict
    type.pointee.hasLayout = hasAttributeSlots(type.pointee.kind)
    type.pointee.slotOffset = nativeSize(type.pointee.kind) + 8
    let members = slotNames.filter { $0 != "__dict__" && $0 != "__weakref__" }
    if type.pointee.hasLayout {
      var attributes = Set(hint).union(members)
      for ancestor in tupleItems(type.pointee.mro) {
        attributes.formUnion(runtime.classAttributes[UInt(ancestor.raw)] ?? [])
      }
      attributes.formUnion(annotatedNames(type))
      runtime.classAttributes[UInt(Value(type).raw)] = attributes
      // An odd number of slots fills a cell.
      type.pointee.inlineSlots = Swift.max(base.pointee.inlineSlots, Swift.min(attributes.count | 1, 63))
      type.pointee.rootLayout = rootLayout(slotOffset: type.pointee.slotOffset, inlineSlots: type.pointee.inlineSlots)
    }
    if !members.isEmpty { runtime.slottedTypes.insert(UInt(bitPattern: type)) }
    if slotNames.contains("__weakref__") { addReferenceDescriptor(type) }
    if !type.pointee.hasSlotsOnly, !basesHaveDict || slotNames.contains("__dict__") { addDictDescriptors(type, isReferable: slots.isNil) }
    return addMembers(type, members)
  }

  /// The names that a class's body annotates: attributes of its instances, above all in dataclasses.
  private func annotatedNames(_ type: TypeRef) -> [String] {
    let annotations = dictGet(type.pointee.dict, name(.__annotations__))
    guard annotations.isExactly(types.dict) else { return [] }
    let dict = annotations.object(DictObject.self)
    return (0..<dict.pointee.entryCount).map { dict.pointee.entries.unsafelyUnwrapped[$0].key }.filter { $0.isKind(.str) }.map { swiftString($0) }
  }

  private func slotList(_ type: TypeRef, _ slots: Value) -> [String]? {
    if slots.isNil { return [] }
    var items: [Value] = [slots]
    if !slots.isKind(.str) {
      let list = listFromIterable(slots)
      if list.isNil { return nil }
      items = listItems(list)
    }
    var names: [String] = []
    for item in items {
      guard item.isKind(.str) else {
        raise("TypeError", "__slots__ items must be strings, not '\(typeName(typeOf(item)))'")
        return nil
      }
      let text = swiftString(item)
      guard isIdentifier(text) else {
        raise("TypeError", "__slots__ must be identifiers")
        return nil
      }
      if text == "__dict__" || text == "__weakref__", names.contains(text) {
        _ = fail("TypeError", "\(text) slot disallowed: \(text == "__dict__" ? "we already got one" : "either we already got one, or __itemsize__ != 0")")
        return nil
      }
      names.append(mangled(text, type))
    }
    if !names.isEmpty, [.int, .str, .bytes, .tuple].contains(type.pointee.kind), names != ["__dict__"] {
      raise("TypeError", "nonempty __slots__ not supported for subtype of '\(typeName(type.pointee.base ?? type))'")
      return nil
    }
    return names
  }

  private func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
    return text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
  }

  private func mangled(_ name: String, _ type: TypeRef) -> String {
    guard name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
    let owner = String(swiftString(type.pointee.name).drop { $0 == "_" })
    return owner.isEmpty ? name : "_\(owner)\(name)"
  }

  private func addMembers(_ type: TypeRef, _ names: [String]) -> Bool {
    for (i, name) in names.enumerated() where !names[..<i].contains(name) {
      let key = runtime.intern(name)
      guard dictGet(type.pointee.dict, key).isNil else {
        raise("ValueError", "'\(name)' in __slots__ conflicts with class variable")
        return false
      }
      dictSet(type.pointee.dict, key, makeRecord(types.memberDescriptor, .nil, .nil, key, .nil, Value(type)))
    }
    type.pointee.version = newTypeVersion()
    return true
  }

  /// Calls `__set_name__` of the values in a new class's namespace.
  private func announceNames(_ type: TypeRef) -> Bool {
    let dict = type.pointee.dict.object(DictObject.self)
    var pairs: [Value] = []
    for i in 0..<dict.pointee.entryCount {
      let entry = dict.pointee.entries.unsafelyUnwrapped[i]
      guard !entry.key.isNil, entry.value.isReference else { continue }
      if entry.value.isExactly(types.property) {
        entry.value.object(RecordObject.self).pointee.field4 = entry.key
      } else if !typeLookup(entry.value.heapType, name(.__set_name__)).isNil {
        pairs += [entry.key, entry.value]
      }
    }
    for i in stride(from: 0, to: pairs.count, by: 2) {
      let result = callSpecial(pairs[i + 1], .__set_name__, Value(type), pairs[i])
      if result.isNil { return wrapSetNameError(type, pairs[i], pairs[i + 1]) }
    }
    return true
  }

  private func wrapSetNameError(_ type: TypeRef, _ key: Value, _ value: Value) -> Bool {
    let cause = pointee.exception
    pointee.exception = .nil
    let message =
      "Error calling __set_name__ on '\(typeName(typeOf(value)))' instance '\(swiftString(key))' in '\(typeName(type))'"
    guard let cls = runtime.exceptionTypes["RuntimeError"] else { return false }
    let error = makeException(cls, makeTuple([makeString(message)]))
    setContext(error, cause)
    raise(error, from: cause)
    return false
  }

  /// Calls `super(cls, cls).__init_subclass__(**keywords)`.
  private func announceSubclass(_ type: TypeRef, _ keywords: [(Value, Value)]) -> Bool {
    let (hook, _) = superLookup(type, type, name(.__init_subclass__))
    if hook == runtime.defaultInitSubclass {
      if keywords.isEmpty { return true }
      raise("TypeError", "\(swiftString(type.pointee.qualifiedName)).__init_subclass__() takes no keyword arguments")
      return false
    }
    if hook.isNil { return true }
    let bound = bind(hook, .nil, type)
    return !bound.isNil && !call(bound, [], keywords: keywords).isNil
  }
}
