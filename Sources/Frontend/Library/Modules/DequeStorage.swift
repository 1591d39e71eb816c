// Stores the items of a deque in a ring.

extension UnsafeMutablePointer where Pointee == VMState {
  /// A list of a power of two of items, for use as a ring.
  func makeRing(_ capacity: Int) -> Value {
    let list = makeList(capacity: capacity)
    for _ in 0..<capacity { listAppend(list, .none) }
    return list
  }

  @inline(__always)
  func dequeCount(_ deque: Value) -> Int { deque.object(NativeObject.self).pointee.integer1 }

  @inline(__always)
  func dequeItem(_ deque: Value, _ position: Int) -> Value {
    let object = deque.object(NativeObject.self)
    let ring = object.pointee.value0
    return listItem(ring, (object.pointee.integer0 + position) & (listCount(ring) - 1))
  }

  @inline(__always)
  func dequeSetItem(_ deque: Value, _ position: Int, _ value: Value) {
    let object = deque.object(NativeObject.self)
    let ring = object.pointee.value0
    listSetItem(ring, (object.pointee.integer0 + position) & (listCount(ring) - 1), value)
  }

  func dequeItems(_ deque: Value) -> [Value] { (0..<dequeCount(deque)).map { dequeItem(deque, $0) } }

  private func dequeGrow(_ deque: Value) {
    let object = deque.object(NativeObject.self)
    let old = object.pointee.value0
    let capacity = listCount(old)
    guard object.pointee.integer1 == capacity else { return }
    let ring = makeRing(capacity * 2)
    for i in 0..<capacity { listSetItem(ring, i, listItem(old, (object.pointee.integer0 + i) & (capacity - 1))) }
    object.pointee.value0 = ring
    object.pointee.integer0 = 0
  }

  func dequeAppend(_ deque: Value, _ value: Value) {
    let object = deque.object(NativeObject.self)
    let limit = object.pointee.value1
    if limit.isSmallInt, object.pointee.integer1 >= limit.smallInt {
      if limit.smallInt == 0 { return }
      _ = dequePopLeft(deque)
    }
    dequeGrow(deque)
    object.pointee.integer1 += 1
    dequeSetItem(deque, object.pointee.integer1 - 1, value)
  }

  func dequeAppendLeft(_ deque: Value, _ value: Value) {
    let object = deque.object(NativeObject.self)
    let limit = object.pointee.value1
    if limit.isSmallInt, object.pointee.integer1 >= limit.smallInt {
      if limit.smallInt == 0 { return }
      dequeSetItem(deque, object.pointee.integer1 - 1, .none)
      object.pointee.integer1 -= 1
    }
    dequeGrow(deque)
    let capacity = listCount(object.pointee.value0)
    object.pointee.integer0 = (object.pointee.integer0 + capacity - 1) & (capacity - 1)
    object.pointee.integer1 += 1
    dequeSetItem(deque, 0, value)
  }

  /// Takes the first item; the deque must not be empty.
  func dequePopLeft(_ deque: Value) -> Value {
    let object = deque.object(NativeObject.self)
    let item = dequeItem(deque, 0)
    dequeSetItem(deque, 0, .none)
    object.pointee.integer0 = (object.pointee.integer0 + 1) & (listCount(object.pointee.value0) - 1)
    object.pointee.integer1 -= 1
    return item
  }

  /// Moves the last `shift` items to the front, or the others to the end, whichever are fewer.
  func dequeRotate(_ deque: Value, _ shift: Int) {
    let count = dequeCount(deque)
    let object = deque.object(NativeObject.self)
    if shift * 2 <= count {
      for _ in 0..<shift {
        let item = dequeItem(deque, count - 1)
        dequeSetItem(deque, count - 1, .none)
        object.pointee.integer1 = count - 1
        dequeAppendLeft(deque, item)
      }
    } else {
      for _ in shift..<count { dequeAppend(deque, dequePopLeft(deque)) }
    }
  }

  /// Whether a deque has another ring or start than when the iterator over it was made.
  @inline(__always)
  func dequeHasMoved(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Bool {
    let object = iterator.pointee.source.object(NativeObject.self)
    return object.pointee.value0 != iterator.pointee.state || Value(smallInt: object.pointee.integer0) != iterator.pointee.state2
  }

  func dequeExtend(_ deque: Value, _ iterable: Value) -> Bool {
    if iterable == deque {
      for item in dequeItems(deque) { dequeAppend(deque, item) }
      return true
    }
    let iterator = getIterator(iterable)
    if iterator.isNil { return false }
    while true {
      let item = next(iterator)
      if item.isNil { return pointee.exception.isNil }
      dequeAppend(deque, item)
    }
  }

  func dequeCopy(_ deque: Value) -> Value {
    let limit = deque.object(NativeObject.self).pointee.value1
    let copy = limit.isNone ? call(Value(deque.heapType)) : call(Value(deque.heapType), pointee.emptyTuple, limit)
    return copy.isNil || !dequeExtend(copy, deque) ? .nil : copy
  }

  /// Replaces the items of a deque by their repetition; false with an exception pending.
  func dequeRepeat(_ deque: Value, _ times: Value) -> Bool {
    guard isInt(times) || !special(times, .__index__).isNil else {
      return fail("TypeError", "can't multiply sequence by non-int of type '\(typeName(typeOf(times)))'")
    }
    let items = repeatSequence(makeList(dequeItems(deque)), times)
    if items.isNil { return false }
    let object = deque.object(NativeObject.self)
    object.pointee.value0 = makeRing(8)
    object.pointee.integer0 = 0
    object.pointee.integer1 = 0
    return dequeExtend(deque, items)
  }

  func dequeRemove(_ deque: Value, _ position: Int) {
    let count = dequeCount(deque)
    for i in position..<(count - 1) { dequeSetItem(deque, i, dequeItem(deque, i + 1)) }
    dequeSetItem(deque, count - 1, .none)
    deque.object(NativeObject.self).pointee.integer1 = count - 1
  }

  func dequeIndex(_ deque: Value, _ key: Value) -> Int? {
    guard key.isSmallInt || isInt(key) || !special(key, .__index__).isNil else {
      raise("TypeError", "sequence index must be integer, not '\(typeName(typeOf(key)))'")
      return nil
    }
    let number = indexValue(key)
    if number.isNil { return nil }
    guard let wanted = intWord(number) else {
      raise("IndexError", "cannot fit '\(typeName(of: key))' into an index-sized integer")
      return nil
    }
    let count = dequeCount(deque)
    let place = wanted < 0 ? wanted + count : wanted
    if place >= 0, place < count { return place }
    raise("IndexError", "deque index out of range")
    return nil
  }
}
