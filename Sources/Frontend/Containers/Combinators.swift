// Advances enumerate, zip, map and filter objects.

extension UnsafeMutablePointer where Pointee == VMState {
  /// A tuple of two values.
  @inline(__always)
  public func makePair(_ first: Value, _ second: Value) -> Value {
    let pair = makeTupleUninitialized(2)
    tupleBase(pair)[0] = first
    tupleBase(pair)[1] = second
    return pair
  }

  func enumerateNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let item = next(iterator.pointee.source)
    return item.isNil ? .nil : number(item, iterator)
  }

  /// What an enumeration gives for an item of its source.
  func number(_ item: Value, _ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    if !iterator.pointee.state2.isNil {
      let number = iterator.pointee.state2
      iterator.pointee.state2 = binary(.add, number, Value(smallInt: 1))
      return makePair(number, item)
    }
    let number = iterator.pointee.index
    if number == Int.max {
      iterator.pointee.state2 = binary(.add, makeInt(number), Value(smallInt: 1))
    } else {
      iterator.pointee.index = number + 1
    }
    return makePair(makeInt(number), item)
  }

  func zipNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let sources = iterator.pointee.source
    let count = tupleCount(sources)
    if count == 0 { return .nil }
    let result = makeTupleUninitialized(count)
    for i in 0..<count {
      let item = next(tupleBase(sources)[i])
      if item.isNil {
        if iterator.pointee.limit != 0, pointee.exception.isNil { return strictZipEnd(sources, i) }
        return .nil
      }
      tupleBase(result)[i] = item
    }
    return result
  }

  /// After iterator `shorter` ended in a strict zip: an error unless all others end, too.
  private func strictZipEnd(_ sources: Value, _ shorter: Int) -> Value {
    let count = tupleCount(sources)
    func plural(_ n: Int) -> String { n == 1 ? " " : "s 1-" }
    if shorter > 0 {
      return valueError("zip() argument \(shorter + 1) is shorter than argument\(plural(shorter))\(shorter)")
    }
    for i in 1..<Swift.max(count, 1) where i < count {
      let item = next(tupleBase(sources)[i])
      if !item.isNil { return valueError("zip() argument \(i + 1) is longer than argument\(plural(i))\(i)") }
      if !pointee.exception.isNil { return .nil }
    }
    return .nil
  }

  func mapNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let sources = iterator.pointee.state
    let function = iterator.pointee.source
    let count = tupleCount(sources)
    if count == 1 {
      let item = next(tupleBase(sources)[0])
      return item.isNil ? .nil : unlessStopped(call(function, item))
    }
    let items = makeTupleUninitialized(count)
    for i in 0..<count {
      let item = next(tupleBase(sources)[i])
      if item.isNil { return .nil }
      tupleBase(items)[i] = item
    }
    return unlessStopped(call(function, tupleItems(items)))
  }

  /// What a function gave; StopIteration out of it is the end of the items like any other.
  @inline(__always)
  private func unlessStopped(_ result: Value) -> Value {
    if result.isNil { _ = clearPending("StopIteration") }
    return result
  }

  func filterNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let function = iterator.pointee.source
    let usesTruth = function.isNone || function == Value(pointee.types.bool)
    while true {
      let item = next(iterator.pointee.state)
      if item.isNil { return .nil }
      var verdict = item
      if !usesTruth {
        verdict = unlessStopped(call(function, item))
        if verdict.isNil { return .nil }
      }
      let accepted = verdict.isTrue ? 1 : truth(verdict)
      if accepted < 0 { return unlessStopped(.nil) }
      if accepted > 0 { return item }
    }
  }

  /// `iter(callable, sentinel)`.
  public func makeCallableIterator(_ callable: Value, _ sentinel: Value) -> Value {
    makeIterator(pointee.types.callableIterator, IteratorShape.callable, callable, state: sentinel)
  }

  /// `reversed(value)`: nil with an exception pending on failure.
  public func makeReversed(_ value: Value) -> Value {
    if value.isExactly(pointee.types.list) { return reversedNative(value) }
    let method = special(value, .__reversed__)
    if !method.isNil, !method.isNone { return callMethod(method, value) }
    if method.isNone || value.isKind(.dict) || value.isKind(.set) || value.isKind(.frozenSet) || special(value, .__getitem__).isNil {
      return typeError("'\(typeName(of: value))' object is not reversible")
    }
    guard let count = length(value) else { return .nil }
    return makeIterator(pointee.types.reversed, IteratorShape.sequenceReverse, value, index: count - 1)
  }

  /// The reverse iterator of a list, dict, dict view or range by its kind.
  func reversedNative(_ value: Value) -> Value {
    switch value.heapType.pointee.kind {
    case .list:
      return makeIterator(pointee.types.listReverseIterator, IteratorShape.listReverse, value, index: listCount(value) - 1)
    case .range: return rangeReversed(value)
    case .dict: return dictIterator(value, pointee.types.keyReverseIterator, IteratorShape.dictKeysReverse)
    default: return dictViewReversed(value)
    }
  }
}
