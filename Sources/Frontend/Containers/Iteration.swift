// Makes iterators and advances them.

/// How an `IteratorObject` finds its next item.
public enum IteratorShape {
  /// Calls `__getitem__` with 0, 1, 2...
  public static let sequence = 0
  public static let list = 1
  public static let tuple = 2
  public static let string = 3
  public static let bytes = 4
  public static let byteArray = 5
  /// `index` is the next number, `limit` how many are left, `state` the step.
  public static let range = 6
  /// `source` is the next number, `state` the step, `state2` how many are left: ints of any size.
  public static let longRange = 7
  /// `index` is the entry, `limit` the count at the start, `state` how many are left.
  public static let dictKeys = 8
  public static let dictValues = 9
  public static let dictItems = 10
  public static let set = 11
  /// `state` is the sentinel.
  public static let callable = 12
  /// `index` is the next number (`state2` when it does not fit).
  public static let enumerate = 13
  /// `source` is a tuple of iterators, `limit` 1 if strict.
  public static let zip = 14
  /// `source` is the function, `state` a tuple of iterators.
  public static let map = 15
  /// `source` is the function or None, `state` the iterator.
  public static let filter = 16
  public static let listReverse = 17
  public static let sequenceReverse = 18
  public static let dictKeysReverse = 19
  public static let dictValuesReverse = 20
  public static let dictItemsReverse = 21
  /// The first shape that natives outside this folder can take with `Runtime.addIteratorShape`.
  public static let custom = 32
}

extension Runtime {
  /// Adds a kind of iterator: `body` gives the next item, nil without exception at the end, nil with one on failure.
  ///
  /// The result is the `shape` for its objects.
  public func addIteratorShape(_ body: @escaping (VM, UnsafeMutablePointer<IteratorObject>) -> Value) -> Int {
    iteratorBodies.append(body)
    return IteratorShape.custom + iteratorBodies.count - 1
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A built-in iterator.
  @inline(__always)
  public func makeIterator(_ type: TypeRef, _ shape: Int, _ source: Value, index: Int = 0, limit: Int = 0, state: Value = .nil, state2: Value = .nil) -> Value {
    let iterator = allocate(IteratorObject.self, type)
    iterator.pointee.source = source
    iterator.pointee.index = index
    iterator.pointee.limit = limit
    iterator.pointee.state = state
    iterator.pointee.state2 = state2
    iterator.pointee.shape = shape
    return Value(iterator)
  }

  /// What the class of a value gives for a special method, if the program overrides the built-in class's own; else nil.
  @inline(__always)
  func override(_ value: Value, _ name: Name) -> Value {
    let type = value.heapType
    if !type.pointee.isUser { return .nil }
    let method = typeLookup(type, pointee.nameTable[name.rawValue])
    return isNative(method, for: type.pointee.kind) ? .nil : method
  }

  /// Whether a method is native and belongs to a built-in class whose instances have the given kind.
  @inline(__always)
  func isNative(_ method: Value, for kind: Kind) -> Bool {
    guard method.isKind(.builtin) else { return false }
    let owner = method.object(BuiltinObject.self).pointee.owner
    return owner.isReference && owner.object(TypeObject.self).pointee.kind == kind
  }

  /// `iter(value)`: nil with an exception pending on failure.
  public func getIterator(_ value: Value) -> Value {
    guard value.isReference else { return raiseNotIterable(value) }
    if value.heapType.pointee.isUser {
      let method = typeLookup(value.heapType, pointee.nameTable[Name.__iter__.rawValue])
      if !isNative(method, for: value.heapType.pointee.kind) { return userIterator(value, method) }
    }
    let iterator = nativeIterator(value)
    if !iterator.isNil { return iterator }
    return userIterator(value, typeLookup(value.heapType, pointee.nameTable[Name.__iter__.rawValue]))
  }

  /// The iterator of a value by its kind, whatever its class says; nil without exception for kinds that have none.
  @inline(__always)
  func nativeIterator(_ value: Value) -> Value {
    switch value.heapType.pointee.kind {
    case .list: return makeIterator(pointee.types.listIterator, IteratorShape.list, value)
    case .tuple: return makeIterator(pointee.types.tupleIterator, IteratorShape.tuple, value, limit: tupleCount(value))
    case .str: return makeIterator(pointee.types.stringIterator, IteratorShape.string, value, limit: stringCount(value))
    case .range: return rangeIterator(value)
    case .dict: return dictIterator(value, pointee.types.keyIterator, IteratorShape.dictKeys)
    case .dictView: return dictViewIterator(value)
    case .set, .frozenSet:
      return makeIterator(pointee.types.setIterator, IteratorShape.set, value, limit: value.object(SetObject.self).pointee.count)
    case .iterator, .generator:
      return value.heapType == pointee.types.coroutine || value.heapType == pointee.types.asyncGenerator ? .nil : value
    case .bytes: return makeIterator(pointee.types.bytesIterator, IteratorShape.bytes, value)
    case .byteArray: return makeIterator(pointee.types.byteArrayIterator, IteratorShape.byteArray, value)
    case .memoryView: return makeIterator(pointee.types.iterator, IteratorShape.sequence, value)
    default: return .nil
    }
  }

  private func userIterator(_ value: Value, _ method: Value) -> Value {
    if method.isNone { return raiseNotIterable(value) }
    if method.isNil {
      if value.heapType.pointee.kind != .dict, !special(value, .__getitem__).isNil {
        return makeIterator(pointee.types.iterator, IteratorShape.sequence, value)
      }
      return raiseNotIterable(value)
    }
    if method.isKind(.function), makesGenerator(method.object(FunctionObject.self).pointee.code, count: 1) {
      var receiver = value
      let made = makeGenerator(method, arguments: &receiver)
      if made.heapType == pointee.types.generator { return made }
    }
    let iterator = callMethod(method, value)
    if iterator.isNil { return .nil }
    if iterator.isReference {
      if iterator.heapType.pointee.kind == .iterator || iterator.heapType.pointee.kind == .generator { return iterator }
      if !special(iterator, .__next__).isNil { return iterator }
    }
    return typeError("iter() returned non-iterator of type '\(typeName(of: iterator))'")
  }

  private func raiseNotIterable(_ value: Value) -> Value {
    typeError("'\(typeName(of: value))' object is not iterable")
  }

  /// The next item of an iterator: nil without exception when it is exhausted, nil with one on failure.
  public func next(_ iterator: Value) -> Value {
    guard iterator.isReference else { return typeError("'\(typeName(of: iterator))' object is not an iterator") }
    let type = iterator.heapType
    if type.pointee.kind == .iterator, !type.pointee.isUser { return nativeNext(iterator.object(IteratorObject.self)) }
    if type == pointee.types.generator { return resumeGenerator(iterator, .none, .send) }
    let method = typeLookup(type, pointee.nameTable[Name.__next__.rawValue])
    if method.isNil { return typeError("'\(typeName(type))' object is not an iterator") }
    if type.pointee.kind == .iterator, isNative(method, for: .iterator) { return nativeNext(iterator.object(IteratorObject.self)) }
    let item = callMethod(method, iterator)
    if item.isNil, isPending("StopIteration") { pointee.exception = .nil }
    return item
  }

  /// The next item of a built-in iterator.
  func nativeNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    // Natives may take items without end: no loop of the program comes to a safe point meanwhile.
    if pointee.poll != 0, mustStopNative() { return .nil }
    let source = iterator.pointee.source
    switch iterator.pointee.shape {
    case IteratorShape.list:
      if source.isNil { return .nil }
      let index = iterator.pointee.index
      if index < listCount(source) {
        iterator.pointee.index = index + 1
        return listItem(source, index)
      }
      iterator.pointee.source = .nil
      return .nil
    case IteratorShape.tuple:
      let index = iterator.pointee.index
      if index >= iterator.pointee.limit { return .nil }
      iterator.pointee.index = index + 1
      return tupleBase(source)[index]
    case IteratorShape.string:
      let index = iterator.pointee.index
      if index >= iterator.pointee.limit { return .nil }
      iterator.pointee.index = index + 1
      return makeCharacter(codePoint(source, index))
    case IteratorShape.range:
      if iterator.pointee.limit == 0 { return .nil }
      iterator.pointee.limit -= 1
      let number = iterator.pointee.index
      iterator.pointee.index = number &+ iterator.pointee.state.smallInt
      return makeInt(number)
    case IteratorShape.dictKeys, IteratorShape.dictValues, IteratorShape.dictItems: return dictNext(iterator)
    case IteratorShape.set: return setNext(iterator)
    case IteratorShape.enumerate: return enumerateNext(iterator)
    case IteratorShape.zip: return zipNext(iterator)
    case IteratorShape.map: return mapNext(iterator)
    case IteratorShape.filter: return filterNext(iterator)
    case IteratorShape.bytes, IteratorShape.byteArray: return bytesNext(iterator)
    case IteratorShape.sequence: return sequenceNext(iterator)
    case IteratorShape.callable: return callableNext(iterator)
    case IteratorShape.listReverse, IteratorShape.sequenceReverse: return reversedNext(iterator)
    case IteratorShape.longRange: return longRangeNext(iterator)
    case IteratorShape.dictKeysReverse, IteratorShape.dictValuesReverse, IteratorShape.dictItemsReverse:
      return dictPrevious(iterator)
    default: return runtime.iteratorBodies[iterator.pointee.shape - IteratorShape.custom](self, iterator)
    }
  }

  /// Raises KeyboardInterrupt or MemoryError if one is due; the rest of what is due waits for a safe point.
  @inline(never)
  private func mustStopNative() -> Bool {
    if pointee.interrupt != 0, raiseInterrupt() { return true }
    guard heap.isExhausted, heap.staysExhausted() else { return false }
    raise("MemoryError")
    return true
  }

  private func bytesNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let source = iterator.pointee.source
    if source.isNil { return .nil }
    let view = bytesView(source)
    let index = iterator.pointee.index
    if index < view.count {
      iterator.pointee.index = index + 1
      return Value(smallInt: Int(view[index]))
    }
    iterator.pointee.source = .nil
    return .nil
  }

  private func sequenceNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let source = iterator.pointee.source
    if source.isNil { return .nil }
    let item = getItem(source, makeInt(iterator.pointee.index))
    iterator.pointee.index += 1
    if item.isNil, isPending("IndexError") || isPending("StopIteration") {
      pointee.exception = .nil
      iterator.pointee.source = .nil
    }
    return item
  }

  private func callableNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let source = iterator.pointee.source
    if source.isNil { return .nil }
    let item = call(source)
    if item.isNil {
      if isPending("StopIteration") {
        pointee.exception = .nil
        iterator.pointee.source = .nil
      }
      return .nil
    }
    let same = equal(iterator.pointee.state, item)
    if same < 0 { return .nil }
    if same > 0 {
      iterator.pointee.source = .nil
      return .nil
    }
    return item
  }

  private func reversedNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let source = iterator.pointee.source
    if source.isNil { return .nil }
    let index = iterator.pointee.index
    if iterator.pointee.shape == IteratorShape.listReverse {
      if index >= 0, index < listCount(source) {
        iterator.pointee.index = index - 1
        return listItem(source, index)
      }
    } else if index >= 0 {
      iterator.pointee.index = index - 1
      let item = getItem(source, makeInt(index))
      if !item.isNil { return item }
      guard isPending("IndexError") || isPending("StopIteration") else { return .nil }
      pointee.exception = .nil
    }
    iterator.pointee.source = .nil
    return .nil
  }
}
