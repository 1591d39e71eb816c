// Dispatches subscripts, membership and length over all types.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `container[key]`: nil with an exception pending on failure.
  public func getItem(_ container: Value, _ key: Value) -> Value {
    if container.isReference {
      let type = container.heapType
      if !type.pointee.isUser {
        let item = nativeGetItem(container, key)
        if !item.isNil || !pointee.exception.isNil { return item }
      }
      let method = typeLookup(type, pointee.nameTable[Name.__getitem__.rawValue])
      if !method.isNil {
        if type.pointee.isUser, isNative(method, for: type.pointee.kind) {
          let item = nativeGetItem(container, key)
          if !item.isNil || !pointee.exception.isNil { return item }
        }
        return callMethod(method, container, key)
      }
      if type.pointee.kind == .type { return classGetItem(container, key) }
    }
    return typeError("'\(typeName(of: container))' object is not subscriptable")
  }

  /// Subscripts a built-in container by its kind; nil without exception for other kinds.
  @inline(__always)
  func nativeGetItem(_ container: Value, _ key: Value) -> Value {
    switch container.heapType.pointee.kind {
    case .list: return listGetItem(container, key)
    case .dict where container.heapType == pointee.types.dict || container.heapType.pointee.isUser: return dictGetItem(container, key)
    case .tuple: return tupleGetItem(container, key)
    case .str: return stringGetItem(container, key)
    case .bytes, .byteArray: return bytesGetItem(container, key)
    case .range: return rangeGetItem(container, key)
    case .memoryView: return memoryViewGetItem(container, key)
    case .native:
      let place = arrayPlace(container, key)
      return place < 0 ? .nil : arrayItem(container, place)
    default: return .nil
    }
  }

  /// The position that a small int means in an array.array, or -1 for any other container or key.
  @inline(__always)
  private func arrayPlace(_ container: Value, _ key: Value) -> Int {
    guard container.heapType == pointee.arrayClass, key.isSmallInt else { return -1 }
    let count = container.object(NativeObject.self).pointee.integer0
    let place = key.smallInt < 0 ? key.smallInt + count : key.smallInt
    return place < count ? place : -1
  }

  /// `Class[key]`.
  private func classGetItem(_ cls: Value, _ key: Value) -> Value {
    let type = cls.object(TypeObject.self)
    if !typeLookup(type, name(.__class_getitem__)).isNil {
      let hook = findAttribute(cls, name(.__class_getitem__))
      if !hook.isNil { return call(hook, key) }
      if !pointee.exception.isNil { return .nil }
    }
    if !type.pointee.isUser, isSubscriptableClass(type) { return makeGenericAlias(cls, key) }
    return typeError("type '\(typeName(type))' is not subscriptable")
  }

  private func isSubscriptableClass(_ type: TypeRef) -> Bool {
    switch type.pointee.kind {
    case .list, .tuple, .dict, .set, .frozenSet, .type: return true
    case .iterator: return type == pointee.types.enumerate
    default: return false
    }
  }

  /// `list[int]` and the like: field 0 the class, field 1 the tuple of arguments.
  public func makeGenericAlias(_ origin: Value, _ arguments: Value) -> Value {
    let tuple = arguments.isKind(.tuple) ? arguments : makeTuple([arguments])
    return makeRecord(pointee.types.genericAlias, origin, tuple)
  }

  /// `container[key] = value`: false with an exception pending on failure.
  public func setItem(_ container: Value, _ key: Value, _ value: Value) -> Bool {
    if container.isReference {
      let type = container.heapType
      if type == pointee.types.list { return listSetItem(container, key: key, value) }
      if type == pointee.types.dict { return dictAssign(container, key, value) }
      let place = arrayPlace(container, key)
      if place >= 0 { return arrayStore(container, place, value) }
      let method = typeLookup(type, pointee.nameTable[Name.__setitem__.rawValue])
      if !method.isNil {
        if isNative(method, for: type.pointee.kind) {
          switch type.pointee.kind {
          case .list: return listSetItem(container, key: key, value)
          case .dict where type.pointee.isUser: return dictAssign(container, key, value)
          case .byteArray: return byteArraySetItem(container, key, value)
          case .memoryView: return memoryViewSetItem(container, key, value)
          default: break
          }
        }
        return !callMethod(method, container, key, value).isNil
      }
    }
    return fail("TypeError", "'\(typeName(of: container))' object does not support item assignment")
  }

  /// `del container[key]`: false with an exception pending on failure.
  public func deleteItem(_ container: Value, _ key: Value) -> Bool {
    if container.isReference {
      let type = container.heapType
      if type == pointee.types.list { return listDeleteItem(container, key) }
      if type == pointee.types.dict { return dictDeleteItem(container, key) }
      let method = typeLookup(type, pointee.nameTable[Name.__delitem__.rawValue])
      if !method.isNil { return !callMethod(method, container, key).isNil }
    }
    // Of what has positions, the word is another.
    let hasPositions = container.isReference && !(container.isKind(.type) && !container.heapType.pointee.isUser) && !container.isKind(.int) && !container.isKind(.float) && !container.isKind(.function)
      && !container.isKind(.builtin) && !container.isKind(.boundMethod)
    let verb = hasPositions && (key.isSmallInt || key.isBool || key.isKind(.int)) ? "doesn't" : "does not"
    return fail("TypeError", "'\(typeName(of: container))' object \(verb) support item deletion")
  }

  /// `item in container`: 1, 0, or -1 with an exception pending.
  public func contains(_ container: Value, _ item: Value) -> Int {
    guard container.isReference else { return containsByIteration(container, item) }
    let type = container.heapType
    if type.pointee.isUser || type.pointee.kind == .instance || type.pointee.kind == .native {
      let method = typeLookup(type, pointee.nameTable[Name.__contains__.rawValue])
      if method.isNone {
        typeError("'\(typeName(type))' object is not a container")
        return -1
      }
      if method.isNil {
        return containsByIteration(container, item)
      }
      if !isNative(method, for: type.pointee.kind) || type.pointee.kind == .native { return truthOfResult(callMethod(method, container, item)) }
    }
    return nativeContains(container, item)
  }

  /// Membership in a built-in container by its kind.
  func nativeContains(_ container: Value, _ item: Value) -> Int {
    switch container.heapType.pointee.kind {
    case .list, .tuple:
      let position = sequenceFind(container, item)
      return position >= 0 ? 1 : position == -2 ? -1 : 0
    case .dict: return dictContains(container, item)
    case .set, .frozenSet: return setContains(container, item)
    case .str: return stringContains(container, item)
    case .bytes, .byteArray: return bytesContains(container, item)
    case .range: return rangeContains(container, item)
    case .memoryView: return containsByIteration(container, item)
    case .dictView: return dictViewContains(container, item)
    case .mappingProxy: return contains(container.object(RecordObject.self).pointee.field0, item)
    default: break
    }
    let method = special(container, .__contains__)
    if !method.isNil, container.heapType.pointee.kind != .iterator { return truthOfResult(callMethod(method, container, item)) }
    return containsByIteration(container, item)
  }

  private func truthOfResult(_ result: Value) -> Int { result.isNil ? -1 : truth(result) }

  func containsByIteration(_ container: Value, _ item: Value) -> Int {
    let iterator = getIterator(container)
    if iterator.isNil {
      if isPending("TypeError") {
        pointee.exception = .nil
        typeError("argument of type '\(typeName(of: container))' is not iterable")
      }
      return -1
    }
    while true {
      let candidate = next(iterator)
      if candidate.isNil { return pointee.exception.isNil ? 0 : -1 }
      let outcome = equal(candidate, item)
      if outcome != 0 { return outcome }
    }
  }

  /// `len(value)`, or nil with an exception pending.
  public func length(_ value: Value) -> Int? {
    if value.isReference {
      let type = value.heapType
      if type.pointee.isUser {
        let method = typeLookup(type, pointee.nameTable[Name.__len__.rawValue])
        if !method.isNil, !isNative(method, for: type.pointee.kind) { return userLength(callMethod(method, value)) }
      }
      if let count = nativeLength(value) { return count }
      if !pointee.exception.isNil { return nil }
      let method = typeLookup(type, pointee.nameTable[Name.__len__.rawValue])
      if !method.isNil { return userLength(callMethod(method, value)) }
    }
    typeError("object of type '\(typeName(of: value))' has no len()")
    return nil
  }

  /// The length of a built-in container by its kind, nil for other kinds.
  @inline(__always)
  func nativeLength(_ value: Value) -> Int? {
    switch value.heapType.pointee.kind {
    case .list: return listCount(value)
    case .tuple: return tupleCount(value)
    case .dict: return dictCount(value)
    case .str: return stringCount(value)
    case .set, .frozenSet: return value.object(SetObject.self).pointee.count
    case .bytes: return value.object(BytesObject.self).pointee.count
    case .byteArray: return value.object(ByteArrayObject.self).pointee.count
    case .range: return rangeLength(value)
    case .dictView: return dictCount(value.object(RecordObject.self).pointee.field0)
    case .memoryView: return memoryViewLength(value)
    default: return nil
    }
  }

  private func userLength(_ result: Value) -> Int? {
    if result.isNil { return nil }
    if !isInt(result), special(result, .__index__).isNil {
      typeError("'\(typeName(of: result))' object cannot be interpreted as an integer")
      return nil
    }
    guard let count = index(result) else { return nil }
    if count < 0 {
      valueError("__len__() should return >= 0")
      return nil
    }
    if intWord(result) == nil, isInt(result) {
      raise("OverflowError", "cannot fit 'int' into an index-sized integer")
      return nil
    }
    return count
  }
}
