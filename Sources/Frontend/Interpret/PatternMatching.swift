// Implements the tests of match statements.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether sequence patterns may match a value.
  func isPatternSequence(_ value: Value) -> Bool {
    guard value.isReference else { return false }
    switch value.heapType.pointee.kind {
    case .list, .tuple, .range, .memoryView: return true
    default: return isRegistered(value, "Sequence")
    }
  }

  /// Whether mapping patterns may match a value.
  func isPatternMapping(_ value: Value) -> Bool {
    guard value.isReference else { return false }
    switch value.heapType.pointee.kind {
    case .dict, .mappingProxy: return true
    default: return isRegistered(value, "Mapping")
    }
  }

  private func isRegistered(_ value: Value, _ name: String) -> Bool {
    let module = dictGet(runtime.modules, runtime.intern("collections.abc"))
    guard module.isKind(.module) else { return false }
    let cls = dictGet(module.object(ModuleObject.self).pointee.dict, runtime.intern(name))
    guard cls.isKind(.type) else { return false }
    return isSubtype(typeOf(value), cls.object(TypeObject.self))
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
    guard cls.isKind(.type) else { return raise("TypeError", "called match pattern must be a class") }
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
      let attribute = findAttribute(value, tupleBase(shape)[i])
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
      let attribute = findAttribute(value, runtime.intern(tupleBase(names)[i]))
      if attribute.isNil { return pointee.exception.isNil ? -1 : nil }
      listAppend(result, attribute)
    }
    return positional
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
