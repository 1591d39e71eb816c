// Prepares for loops and takes their next items; unpacks sequences.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Fills the four state registers of a for loop over `iterable`; false with an exception pending on failure.
  @inline(never)
  func prepareLoop(_ state: UnsafeMutablePointer<Value>, _ iterable: Value) -> Bool {
    state[1] = .nil
    state[2] = .nil
    state[3] = .nil
    if iterable.isReference {
      let type = iterable.heapType
      if isPlainSequence(type) {
        state[0] = Value(bits: type.pointee.kind == .tuple ? LoopMarker.tuple : LoopMarker.list)
        state[1] = iterable
        state[2] = Value(smallInt: 0)
        return true
      }
      if type == pointee.types.range, prepareRange(state, iterable.object(RangeObject.self)) { return true }
      if type == pointee.types.generator {
        state[0] = iterable
        return true
      }
    }
    state[0] = .none
    let iterator = getIterator(iterable)
    state[0] = iterator
    return !iterator.isNil
  }

  /// Whether instances of a class are walked like lists or tuples.
  @inline(__always)
  func isPlainSequence(_ type: TypeRef) -> Bool {
    if type == pointee.types.list || type == pointee.types.tuple { return true }
    let kind = type.pointee.kind
    return type.pointee.isUser && (kind == .list || kind == .tuple) && isNative(typeLookup(type, pointee.nameTable[Name.__iter__.rawValue]), for: kind)
  }

  private func prepareRange(_ state: UnsafeMutablePointer<Value>, _ range: UnsafeMutablePointer<RangeObject>) -> Bool {
    let (start, stop, step) = (range.pointee.start, range.pointee.stop, range.pointee.step)
    guard start.isSmallInt, stop.isSmallInt, step.isSmallInt else { return false }
    guard abs(stop.smallInt) < 1 << 60, abs(step.smallInt) < 1 << 60, abs(start.smallInt) < 1 << 60 else { return false }
    state[0] = Value(bits: step.smallInt == 1 ? LoopMarker.unitRange : LoopMarker.range)
    state[1] = start
    state[2] = stop
    state[3] = step
    return true
  }

  /// The next item of a loop that is not over a unit range, list or tuple: nil without exception at the end.
  @inline(never)
  func loopNext(_ state: UnsafeMutablePointer<Value>) -> Value {
    if state[0].raw == LoopMarker.range {
      let current = state[1].smallInt
      let stop = state[2].smallInt
      let step = state[3].smallInt
      guard step > 0 ? current < stop : current > stop else { return .nil }
      state[1] = Value(smallInt: current + step)
      return Value(smallInt: current)
    }
    let iterator = state[0]
    if iterator.isReference, iterator.heapType.pointee.kind == .iterator, !iterator.heapType.pointee.isUser {
      return nativeNext(iterator.object(IteratorObject.self))
    }
    return next(iterator)
  }

  /// Unpacks exactly `count` items into registers; false with an exception pending on failure.
  @inline(never)
  func unpackSlow(_ target: UnsafeMutablePointer<Value>, _ source: Value, _ count: Int) -> Bool {
    if source.isExactly(pointee.types.tuple) { return raiseUnpackCount(tupleCount(source), count) }
    if source.isExactly(pointee.types.list) {
      if listCount(source) == 0 && count == 0 { return true }
      return raiseUnpackCount(listCount(source), count)
    }
    guard let iterator = unpackIterator(source) else { return false }
    for i in 0..<count {
      let item = next(iterator)
      if item.isNil {
        if pointee.exception.isNil { raise("ValueError", "not enough values to unpack (expected \(count), got \(i))") }
        return false
      }
      target[i] = item
    }
    let extra = next(iterator)
    if !extra.isNil {
      raise("ValueError", "too many values to unpack (expected \(count))")
      return false
    }
    return pointee.exception.isNil
  }

  private func raiseUnpackCount(_ given: Int, _ count: Int) -> Bool {
    if given > count {
      raise("ValueError", "too many values to unpack (expected \(count))")
    } else {
      raise("ValueError", "not enough values to unpack (expected \(count), got \(given))")
    }
    return false
  }

  private func unpackIterator(_ source: Value) -> Value? {
    let iterator = getIterator(source)
    if !iterator.isNil { return iterator }
    if isPending("TypeError"), typeLookup(typeOf(source), name(.__iter__)).isNil, typeLookup(typeOf(source), name(.__getitem__)).isNil {
      raise("TypeError", "cannot unpack non-iterable \(typeName(typeOf(source))) object")
    }
    return nil
  }

  /// Unpacks into registers with one starred target; false with an exception pending on failure.
  func unpackRest(_ target: UnsafeMutablePointer<Value>, _ source: Value, before: Int, after: Int) -> Bool {
    guard let iterator = unpackIterator(source) else { return false }
    let list = listFromIterable(iterator)
    if list.isNil { return false }
    let count = listCount(list)
    if count < before + after {
      raise("ValueError", "not enough values to unpack (expected at least \(before + after), got \(count))")
      return false
    }
    for i in 0..<before { target[i] = listItem(list, i) }
    for i in 0..<after { target[before + 1 + i] = listItem(list, count - after + i) }
    let rest = makeList(capacity: count - before - after)
    for i in before..<(count - after) { listAppend(rest, listItem(list, i)) }
    target[before] = rest
    return true
  }
}
