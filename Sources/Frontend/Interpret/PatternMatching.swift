// Implements the tests of match statements.

/// What patterns take a class for.
private enum PatternKind { case sequence, mapping }

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether sequence patterns may match a value.
  func isPatternSequence(_ value: Value) -> Bool {
    guard value.isReference else { return false }
    switch value.heapType.pointee.kind {
    case .list, .tuple, .range, .memoryView: return true
    case .str, .bytes, .byteArray: return false
    default: return patternKind(value.heapType) == .sequence
    }
  }

  /// Whether mapping patterns may match a value.
  func isPatternMapping(_ value: Value) -> Bool {
    guard value.isReference else { return false }
    switch value.heapType.pointee.kind {
    case .dict, .mappingProxy: return true
    case .str, .bytes, .byteArray: return false
    default: return patternKind(value.heapType) == .mapping
    }
  }

  /// What the first class of the MRO that is or was registered as a sequence or mapping says.
  private func patternKind(_ type: TypeRef) -> PatternKind? {
    for ancestor in tupleItems(type.pointee.mro) {
      let cls = ancestor.object(TypeObject.self)
      if !cls.pointee.isUser, cls.pointee.kind == .native, ["deque", "array"].contains(plainTypeName(cls)) { return .sequence }
      for (name, kind) in [("Sequence", PatternKind.sequence), ("MutableSequence", .sequence), ("Mapping", .mapping), ("MutableMapping", .mapping)] {
        let base = abstractCollection(name)
        if base == ancestor || isRegistered(ancestor, with: base) { return kind }
      }
    }
    return nil
  }

  private func abstractCollection(_ name: String) -> Value {
    let module = dictGet(runtime.modules, runtime.intern("collections.abc"))
    guard module.isKind(.module) else { return .nil }
    return dictGet(module.object(ModuleObject.self).pointee.dict, runtime.intern(name))
  }

  private func isRegistered(_ cls: Value, with base: Value) -> Bool {
    guard base.isKind(.type) else { return false }
    let registry = dictGet(base.object(TypeObject.self).pointee.dict, runtime.intern("_abc_impl"))
    return registry.isKind(.list) && listItems(registry).contains(cls)
  }

  /// The values of a mapping for all keys of a tuple, as a tuple, or None when one is missing.
  func matchKeys(_ mapping: Value, _ keys: Value) -> Value {
    let values = makeList([])
    let seen = makeSet()
    for i in 0..<tupleCount(keys) {
      let key = tupleBase(keys)[i]
      let outcome = contains(seen, key)
      if outcome < 0 { return .nil }
      if outcome > 0 { return raise("ValueError", "mapping pattern checks duplicate key (\(swiftString(repr(key))))") }
      guard setAdd(seen, key) else { return .nil }
      let value = lookUp(mapping, key)
      if value.isNil { return pointee.exception.isNil ? .none : .nil }
      listAppend(values, value)
    }
    return makeTuple((0..<listCount(values)).map { listItem(values, $0) })
  }

  private func lookUp(_ mapping: Value, _ key: Value) -> Value {
    if mapping.isExactly(pointee.types.dict) { return dictLookup(mapping, key) }
    let getter = getAttribute(mapping, name(.get))
    if getter.isNil { return .nil }
    let marker = makeRecord(pointee.types.cell)
    let value = call(getter, key, marker)
    return value == marker ? .nil : value
  }

  /// The attributes that a class pattern looks at, as a tuple, or None when the value is no instance.
  ///
  /// `shape` is a tuple: the number of positional patterns, then the keyword names.
  func matchClass(_ value: Value, _ cls: Value, _ shape: Value) -> Value {
    guard cls.isKind(.type) else { return raise("TypeError", "called match pattern must be a type") }
    let type = cls.object(TypeObject.self)
    let outcome = isInstance(value, cls)
    if outcome <= 0 { return outcome < 0 ? .nil : .none }
    let positional = tupleBase(shape)[0].smallInt
    let result = makeList([])
    if positional > 0 {
      guard let count = matchPositional(value, type, positional, result) else { return .nil }
      if count < 0 { return .none }
    }
    for i in 1..<tupleCount(shape) {
      let name = tupleBase(shape)[i]
      if isTaken(name, type, positional) {
        return raise("TypeError", "\(typeName(type))() got multiple sub-patterns for attribute '\(swiftString(name))'")
      }
      let attribute = findAttribute(value, name)
      if attribute.isNil { return pointee.exception.isNil ? .none : .nil }
      listAppend(result, attribute)
    }
    return makeTuple((0..<listCount(result)).map { listItem(result, $0) })
  }

  /// Adds the attributes for positional patterns: their number, -1 if one is missing, nil with an exception pending.
  private func matchPositional(_ value: Value, _ type: TypeRef, _ positional: Int, _ result: Value) -> Int? {
    let names = typeLookup(type, name(.__match_args__))
    if names.isNil {
      switch type.pointee.kind {
      case .bool, .byteArray, .bytes, .dict, .float, .frozenSet, .int, .list, .set, .str, .tuple:
        if positional > 1 { return raiseTooManyPatterns(type, 1, positional) }
        listAppend(result, value)
        return 1
      default: return raiseTooManyPatterns(type, 0, positional)
      }
    }
    guard names.isKind(.tuple) else {
      raise("TypeError", "\(typeName(type)).__match_args__ must be a tuple (got \(typeName(typeOf(names))))")
      return nil
    }
    if positional > tupleCount(names) { return raiseTooManyPatterns(type, tupleCount(names), positional) }
    for i in 0..<positional {
      let name = tupleBase(names)[i]
      guard name.isKind(.str) else {
        raise("TypeError", "__match_args__ elements must be strings (got \(typeName(typeOf(name))))")
        return nil
      }
      for k in 0..<i where equal(tupleBase(names)[k], name) > 0 {
        raise("TypeError", "\(typeName(type))() got multiple sub-patterns for attribute '\(swiftString(name))'")
        return nil
      }
      let attribute = findAttribute(value, runtime.intern(name))
      if attribute.isNil { return pointee.exception.isNil ? -1 : nil }
      listAppend(result, attribute)
    }
    return positional
  }

  /// Whether a positional pattern looks at an attribute already.
  private func isTaken(_ attribute: Value, _ type: TypeRef, _ positional: Int) -> Bool {
    let names = positional > 0 ? typeLookup(type, name(.__match_args__)) : .nil
    return names.isKind(.tuple) && (0..<positional).contains { $0 < tupleCount(names) && equal(tupleBase(names)[$0], attribute) > 0 }
  }

  private func raiseTooManyPatterns(_ type: TypeRef, _ accepted: Int, _ given: Int) -> Int? {
    raise("TypeError", "\(typeName(type))() accepts \(accepted) positional sub-pattern\(accepted == 1 ? "" : "s") (\(given) given)")
    return nil
  }

  /// A dict copy of a mapping without some keys.
  func mappingRest(_ mapping: Value, _ keys: Value) -> Value {
    let rest = makeDict()
    guard dictUpdate(rest, mapping) else { return .nil }
    for i in 0..<tupleCount(keys) where dictDelete(rest, tupleBase(keys)[i]) < 0 { return .nil }
    return rest
  }
}
