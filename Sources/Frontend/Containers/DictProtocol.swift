// Reads, updates and walks dicts.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `dict[key]`, with `__missing__` of subclasses.
  func dictGetItem(_ dict: Value, _ key: Value) -> Value {
    guard let hash = hash(key) else { return .nil }
    let object = dict.object(DictObject.self)
    let position = dictFind(object, key, hash: hash)
    if position >= 0 {
      let value = dictValue(object, position)
      if !value.isNil { return value }
    }
    if position == -2 { return .nil }
    if dict.heapType != pointee.types.dict {
      let missing = special(dict, .__missing__)
      if !missing.isNil { return callMethod(missing, dict, key) }
    }
    return raise("KeyError", argument: key)
  }

  /// `del dict[key]`.
  func dictDeleteItem(_ dict: Value, _ key: Value) -> Bool {
    let outcome = dictDelete(dict, key)
    if outcome == 0 { raise("KeyError", argument: key) }
    return outcome > 0
  }

  /// Whether a dict has a key: 1, 0, or -1 with an exception pending.
  func dictContains(_ dict: Value, _ key: Value) -> Int {
    guard let hash = hash(key) else { return -1 }
    let position = dictFind(dict.object(DictObject.self), key, hash: hash)
    return position >= 0 ? 1 : position == -2 ? -1 : 0
  }

  /// A shallow copy, always an exact dict without cells.
  public func dictCopy(_ dict: Value) -> Value {
    let copy = makeDict()
    _ = dictMergeDict(copy, dict)
    return copy
  }

  /// Adds all entries of a dict; keys that are there keep their place. False with an exception pending on failure.
  func dictMergeDict(_ target: Value, _ other: Value) -> Bool {
    if target == other { return true }
    let object = target.object(DictObject.self)
    let source = other.object(DictObject.self)
    if source.pointee.count == 0 { return true }
    let isFresh = object.pointee.count == 0
    if isFresh, object.pointee.entryCapacity < source.pointee.count { dictResize(object, capacity: source.pointee.count) }
    let version = source.pointee.version
    var i = 0
    while i < source.pointee.entryCount {
      let entry = source.pointee.entries.unsafelyUnwrapped[i]
      let value = entry.key.isNil ? .nil : dictValue(source, i)
      i += 1
      if value.isNil { continue }
      if isFresh, object.pointee.count < i {
        dictInsert(object, entry.key, entry.hash, value)
        continue
      }
      let position = dictFind(object, entry.key, hash: entry.hash)
      if position == -2 { return false }
      if position >= 0 { dictStore(object, position, value) } else { dictInsert(object, entry.key, entry.hash, value) }
      if version != source.pointee.version { return fail("RuntimeError", "dict mutated during update") }
    }
    return true
  }

  /// Updates a dict from a mapping or an iterable of pairs; false with an exception pending on failure.
  public func dictUpdate(_ dict: Value, _ other: Value) -> Bool {
    if other.isKind(.dict), override(other, .__iter__).isNil {
      return dictMergeDict(dict, other)
    }
    let keys = findAttribute(other, name(.keys))
    if keys.isNil {
      if !pointee.exception.isNil { return false }
      return dictUpdateFromPairs(dict, other)
    }
    let names = call(keys)
    if names.isNil { return false }
    let iterator = getIterator(names)
    if iterator.isNil {
      guard isPending("TypeError") else { return false }
      pointee.exception = .nil
      return fail("TypeError", "\(typeName(typeOf(other))).keys() returned a non-iterable (type \(typeName(typeOf(names))))")
    }
    while true {
      let key = next(iterator)
      if key.isNil { return pointee.exception.isNil }
      let value = getItem(other, key)
      if value.isNil || !dictAssign(dict, key, value) { return false }
    }
  }

  private func dictUpdateFromPairs(_ dict: Value, _ pairs: Value) -> Bool {
    let iterator = getIterator(pairs)
    if iterator.isNil { return false }
    var number = 0
    while true {
      let item = next(iterator)
      if item.isNil { return pointee.exception.isNil }
      if item.isExactly(pointee.types.tuple), tupleCount(item) == 2 {
        if !dictAssign(dict, tupleBase(item)[0], tupleBase(item)[1]) { return false }
      } else {
        let pair = listFromIterable(item)
        if pair.isNil {
          if isPending("TypeError") {
            pointee.exception = .nil
            return fail("TypeError", "cannot convert dictionary update sequence element #\(number) to a sequence")
          }
          return false
        }
        if listCount(pair) != 2 {
          return fail("ValueError", "dictionary update sequence element #\(number) has length \(listCount(pair)); 2 is required")
        }
        if !dictAssign(dict, listItem(pair, 0), listItem(pair, 1)) { return false }
      }
      number += 1
    }
  }

  // MARK: Iteration

  /// An iterator over a dict's keys, values or items, in either direction.
  @inline(__always)
  func dictIterator(_ dict: Value, _ type: TypeRef, _ shape: Int) -> Value {
    let object = dict.object(DictObject.self)
    let isReverse = shape >= IteratorShape.dictKeysReverse
    return makeIterator(
      type, shape, dict, index: isReverse ? object.pointee.entryCount - 1 : 0, limit: object.pointee.count,
      state: Value(smallInt: object.pointee.count))
  }

  func dictNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    if iterator.pointee.source.isNil { return .nil }
    let dict = iterator.pointee.source.object(DictObject.self)
    if dict.pointee.count != iterator.pointee.limit { return raiseDictChanged(iterator) }
    var i = iterator.pointee.index
    let count = dict.pointee.entryCount
    while i < count, dict.pointee.entries.unsafelyUnwrapped[i].key.isNil { i += 1 }
    if i >= count {
      iterator.pointee.source = .nil
      return .nil
    }
    let left = iterator.pointee.state.smallInt
    if left == 0 {
      iterator.pointee.source = .nil
      return raise("RuntimeError", "dictionary keys changed during iteration")
    }
    iterator.pointee.state = Value(smallInt: left - 1)
    iterator.pointee.index = i + 1
    return dictEntryItem(dict, i, iterator.pointee.shape)
  }

  func dictPrevious(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    if iterator.pointee.source.isNil { return .nil }
    let dict = iterator.pointee.source.object(DictObject.self)
    if dict.pointee.count != iterator.pointee.limit { return raiseDictChanged(iterator) }
    var i = Swift.min(iterator.pointee.index, dict.pointee.entryCount - 1)
    while i >= 0, dict.pointee.entries.unsafelyUnwrapped[i].key.isNil { i -= 1 }
    if i < 0 {
      iterator.pointee.source = .nil
      return .nil
    }
    iterator.pointee.state = Value(smallInt: iterator.pointee.state.smallInt - 1)
    iterator.pointee.index = i - 1
    return dictEntryItem(dict, i, iterator.pointee.shape)
  }

  @inline(never)
  private func raiseDictChanged(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    iterator.pointee.limit = -1
    return raise("RuntimeError", "dictionary changed size during iteration")
  }

  @inline(__always)
  private func dictEntryItem(_ dict: UnsafeMutablePointer<DictObject>, _ position: Int, _ shape: Int) -> Value {
    let key = dict.pointee.entries.unsafelyUnwrapped[position].key
    switch shape {
    case IteratorShape.dictKeys, IteratorShape.dictKeysReverse: return key
    case IteratorShape.dictValues, IteratorShape.dictValuesReverse: return dictValue(dict, position)
    default: return makePair(key, dictValue(dict, position))
    }
  }

  /// Whether two dicts have equal entries: 1, 0, or -1 with an exception pending.
  func dictsEqual(_ a: Value, _ b: Value) -> Int {
    let x = a.object(DictObject.self)
    let y = b.object(DictObject.self)
    if x.pointee.count != y.pointee.count { return 0 }
    var i = 0
    while i < x.pointee.entryCount {
      let entry = x.pointee.entries.unsafelyUnwrapped[i]
      if !entry.key.isNil {
        let value = dictValue(x, i)
        let position = dictFind(y, entry.key, hash: entry.hash)
        if position == -2 { return -1 }
        if position < 0 { return 0 }
        let outcome = equal(value, dictValue(y, position))
        if outcome <= 0 { return outcome }
      }
      i += 1
    }
    return 1
  }
}
