// Makes, indexes and walks ranges.

extension UnsafeMutablePointer where Pointee == VMState {
  /// A range of three ints; the step is not zero. Nil with an exception pending on failure.
  public func makeRange(_ start: Value, _ stop: Value, _ step: Value) -> Value {
    let length = rangeCount(start, stop, step)
    if length.isNil { return .nil }
    let range = allocate(RangeObject.self, pointee.types.range)
    range.pointee.start = start
    range.pointee.stop = stop
    range.pointee.step = step
    range.pointee.length = length
    return Value(range)
  }

  /// How many numbers lie from `start` to before `stop`.
  private func rangeCount(_ start: Value, _ stop: Value, _ step: Value) -> Value {
    if start.isSmallInt, stop.isSmallInt, step.isSmallInt {
      let bounds = (start.smallInt, stop.smallInt, step.smallInt)
      if bounds.2 > 0 { return bounds.0 < bounds.1 ? makeInt((bounds.1 - bounds.0 - 1) / bounds.2 + 1) : Value(smallInt: 0) }
      return bounds.1 < bounds.0 ? makeInt((bounds.0 - bounds.1 - 1) / -bounds.2 + 1) : Value(smallInt: 0)
    }
    let zero = Value(smallInt: 0)
    let isUp = compare(.greater, step, zero).isTrue
    let span = isUp ? binary(.subtract, stop, start) : binary(.subtract, start, stop)
    if span.isNil { return .nil }
    if compare(.lessEqual, span, zero).isTrue { return zero }
    let size = isUp ? step : unary(.negate, step)
    let full = binary(.floorDivide, binary(.subtract, span, Value(smallInt: 1)), size)
    return full.isNil ? .nil : binary(.add, full, Value(smallInt: 1))
  }

  /// `range(...)` of one to three arguments.
  public func makeRange(_ args: UnsafeMutablePointer<Value>, count: Int) -> Value {
    if count == 0 { return typeError("range expected at least 1 argument, got 0") }
    if count > 3 { return typeError("range expected at most 3 arguments, got \(count)") }
    if count == 1 {
      let stop = indexValue(args[0])
      return stop.isNil ? .nil : makeRange(Value(smallInt: 0), stop, Value(smallInt: 1))
    }
    let start = indexValue(args[0])
    let stop = start.isNil ? .nil : indexValue(args[1])
    let step = stop.isNil ? .nil : count == 3 ? indexValue(args[2]) : Value(smallInt: 1)
    if step.isNil { return .nil }
    if step == Value(smallInt: 0) { return valueError("range() arg 3 must not be zero") }
    return makeRange(start, stop, step)
  }

  /// `len(range)`, or nil with an exception pending.
  func rangeLength(_ range: Value) -> Int? {
    let length = range.object(RangeObject.self).pointee.length
    if length.isSmallInt { return length.smallInt }
    if let word = intWord(length) { return word }
    raise("OverflowError", "Python int too large to convert to C ssize_t")
    return nil
  }

  /// Whether start, stop, step and length are immediate ints.
  @inline(__always)
  func isSmallRange(_ range: UnsafeMutablePointer<RangeObject>) -> Bool {
    range.pointee.start.isSmallInt && range.pointee.stop.isSmallInt && range.pointee.step.isSmallInt && range.pointee.length.isSmallInt
  }

  @inline(__always)
  func rangeIterator(_ range: Value) -> Value {
    let object = range.object(RangeObject.self)
    if isSmallRange(object) {
      return makeIterator(
        pointee.types.rangeIterator, IteratorShape.range, range, index: object.pointee.start.smallInt,
        limit: object.pointee.length.smallInt, state: object.pointee.step)
    }
    return makeIterator(
      pointee.types.longRangeIterator, IteratorShape.longRange, object.pointee.start, state: object.pointee.step,
      state2: object.pointee.length)
  }

  func longRangeNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    if iterator.pointee.state2 == Value(smallInt: 0) { return .nil }
    let number = iterator.pointee.source
    iterator.pointee.state2 = binary(.subtract, iterator.pointee.state2, Value(smallInt: 1))
    iterator.pointee.source = binary(.add, number, iterator.pointee.state)
    return number
  }

  func rangeReversed(_ range: Value) -> Value {
    let object = range.object(RangeObject.self)
    if isSmallRange(object), object.pointee.length.smallInt > 0, object.pointee.step.smallInt.magnitude < 1 << 60 {
      // Within the range, so an immediate int.
      let last = object.pointee.start.smallInt + (object.pointee.length.smallInt - 1) * object.pointee.step.smallInt
      return makeIterator(
        pointee.types.rangeIterator, IteratorShape.range, range, index: last, limit: object.pointee.length.smallInt,
        state: Value(smallInt: -object.pointee.step.smallInt))
    }
    let last = rangeItem(object, binary(.subtract, object.pointee.length, Value(smallInt: 1)))
    let step = unary(.negate, object.pointee.step)
    if last.isNil || step.isNil { return .nil }
    if isSmallRange(object), last.isSmallInt, step.isSmallInt {
      return makeIterator(
        pointee.types.rangeIterator, IteratorShape.range, range, index: last.smallInt, limit: object.pointee.length.smallInt, state: step)
    }
    return makeIterator(pointee.types.longRangeIterator, IteratorShape.longRange, last, state: step, state2: object.pointee.length)
  }

  /// Number `index` of a range, in range or not.
  private func rangeItem(_ range: UnsafeMutablePointer<RangeObject>, _ index: Value) -> Value {
    if range.pointee.start.isSmallInt, range.pointee.step.isSmallInt, index.isSmallInt {
      let (product, overflow) = range.pointee.step.smallInt.multipliedReportingOverflow(by: index.smallInt)
      if !overflow, product.magnitude < 1 << 61 { return makeInt(range.pointee.start.smallInt + product) }
    }
    let product = binary(.multiply, range.pointee.step, index)
    return product.isNil ? .nil : binary(.add, range.pointee.start, product)
  }

  /// `range[key]`.
  func rangeGetItem(_ range: Value, _ key: Value) -> Value {
    let object = range.object(RangeObject.self)
    if key.isExactly(pointee.types.slice) { return rangeSlice(range, key) }
    if object.pointee.length.isSmallInt, key.isSmallInt {
      let count = object.pointee.length.smallInt
      let index = key.smallInt < 0 ? key.smallInt + count : key.smallInt
      if index < 0 || index >= count { return raise("IndexError", "range object index out of range") }
      return rangeItem(object, Value(smallInt: index))
    }
    if !isInt(key), special(key, .__index__).isNil {
      return typeError("range indices must be integers or slices, not \(typeName(of: key))")
    }
    var index = indexValue(key)
    if index.isNil { return .nil }
    let zero = Value(smallInt: 0)
    if compare(.less, index, zero).isTrue { index = binary(.add, index, object.pointee.length) }
    if compare(.less, index, zero).isTrue || compare(.greaterEqual, index, object.pointee.length).isTrue {
      return raise("IndexError", "range object index out of range")
    }
    return rangeItem(object, index)
  }

  /// How many numbers of a range equal an object that is no int.
  fileprivate func countByIteration(_ range: Value, _ item: Value) -> Value {
    let iterator = rangeIterator(range)
    var count = 0
    while true {
      let number = next(iterator)
      if number.isNil { return pointee.exception.isNil ? Value(smallInt: count) : .nil }
      let outcome = equal(number, item)
      if outcome < 0 { return .nil }
      count += outcome
    }
  }

  /// The position of the first number that equals an object that is no int; nil without exception when there is none.
  fileprivate func positionByIteration(_ range: Value, _ item: Value) -> Value {
    let iterator = rangeIterator(range)
    var position = 0
    while true {
      let number = next(iterator)
      if number.isNil { return .nil }
      let outcome = equal(number, item)
      if outcome != 0 { return outcome < 0 ? .nil : Value(smallInt: position) }
      position += 1
    }
  }

  /// A slice of a range whose length is no machine int: the bounds are computed with ints of any size.
  private func longRangeSlice(_ range: Value, _ slice: Value) -> Value {
    let object = range.object(RangeObject.self)
    let parts = slice.object(SliceObject.self)
    let bounds = longSliceIndices([parts.pointee.start, parts.pointee.stop, parts.pointee.step, object.pointee.length])
    if bounds.isNil { return .nil }
    let start = rangeItem(object, tupleBase(bounds)[0])
    let stop = rangeItem(object, tupleBase(bounds)[1])
    let step = binary(.multiply, object.pointee.step, tupleBase(bounds)[2])
    return start.isNil || stop.isNil || step.isNil ? .nil : makeRange(start, stop, step)
  }

  private func rangeSlice(_ range: Value, _ slice: Value) -> Value {
    if !range.object(RangeObject.self).pointee.length.isSmallInt { return longRangeSlice(range, slice) }
    guard let count = rangeLength(range), let bounds = resolveSlice(slice, length: count) else { return .nil }
    return rangeSlice(range, bounds)
  }

  /// Part of a range whose length is an immediate int.
  func rangeSlice(_ range: Value, _ bounds: SliceBounds) -> Value {
    let object = range.object(RangeObject.self)
    let start = rangeItem(object, makeInt(bounds.start))
    let stop = rangeItem(object, makeInt(bounds.stop))
    let step = binary(.multiply, object.pointee.step, makeInt(bounds.step))
    return start.isNil || stop.isNil || step.isNil ? .nil : makeRange(start, stop, step)
  }

  /// `item in range`.
  func rangeContains(_ range: Value, _ item: Value) -> Int {
    guard item.isSmallInt || item.isBool || item.isExactly(pointee.types.int) else { return containsByIteration(range, item) }
    let position = rangePosition(range, item.isBool ? Value(smallInt: item.isTrue ? 1 : 0) : item)
    return position.isNil ? 0 : 1
  }

  /// The position of an int in a range, or nil without exception.
  func rangePosition(_ range: Value, _ item: Value) -> Value {
    let object = range.object(RangeObject.self)
    if isSmallRange(object), item.isSmallInt {
      let offset = item.smallInt - object.pointee.start.smallInt
      let step = object.pointee.step.smallInt
      guard offset % step == 0 else { return .nil }
      let position = offset / step
      return position >= 0 && position < object.pointee.length.smallInt ? Value(smallInt: position) : .nil
    }
    let offset = binary(.subtract, item, object.pointee.start)
    let zero = Value(smallInt: 0)
    guard !offset.isNil, compare(.equal, binary(.modulo, offset, object.pointee.step), zero).isTrue else { return .nil }
    let position = binary(.floorDivide, offset, object.pointee.step)
    let isIn = compare(.greaterEqual, position, zero).isTrue && compare(.less, position, object.pointee.length).isTrue
    return isIn ? position : .nil
  }

  /// Whether two ranges are equal as sequences.
  func rangesEqual(_ a: Value, _ b: Value) -> Bool {
    let x = a.object(RangeObject.self)
    let y = b.object(RangeObject.self)
    if equal(x.pointee.length, y.pointee.length) == 0 { return false }
    if x.pointee.length == Value(smallInt: 0) { return true }
    if equal(x.pointee.start, y.pointee.start) == 0 { return false }
    return x.pointee.length == Value(smallInt: 1) || equal(x.pointee.step, y.pointee.step) == 1
  }

  /// CPython's hash of a range: of (length, start, step) without the parts that do not matter.
  public func rangeHash(_ range: Value) -> Int? {
    let object = range.object(RangeObject.self)
    let isEmpty = object.pointee.length == Value(smallInt: 0)
    let isSingle = object.pointee.length == Value(smallInt: 1)
    return tupleHash(makeTuple([object.pointee.length, isEmpty ? .none : object.pointee.start, isEmpty || isSingle ? .none : object.pointee.step]))
  }
}

extension Runtime {
  func installRange() {
    let type = vm.types.range
    define(type, "__new__", 0, -1) { vm, args in vm.makeRange(args.base + 1, count: args.count - 1) }
    defineMember(type, "start") { _, args in args[0].object(RangeObject.self).pointee.start }
    defineMember(type, "stop") { _, args in args[0].object(RangeObject.self).pointee.stop }
    defineMember(type, "step") { _, args in args[0].object(RangeObject.self).pointee.step }
    define(type, "count", 1, 1) { vm, args in
      if !vm.isInt(args[1]) { return vm.countByIteration(args[0], args[1]) }
      let outcome = vm.rangeContains(args[0], args[1])
      return outcome < 0 ? .nil : Value(smallInt: outcome)
    }
    define(type, "index", 1, 1) { vm, args in
      if vm.isInt(args[1]) {
        let position = vm.rangePosition(args[0], args[1].isBool ? Value(smallInt: args[1].isTrue ? 1 : 0) : args[1])
        if !position.isNil { return position }
      } else {
        let position = vm.positionByIteration(args[0], args[1])
        return !position.isNil || !vm.pointee.exception.isNil ? position : vm.valueError("sequence.index(x): x not in sequence")
      }
      let text = vm.repr(args[1])
      return text.isNil ? .nil : vm.valueError("\(vm.swiftString(text)) is not in range")
    }
    installSequenceMethods(type)
    define(type, "__bool__", 0, 0) { _, args in Value(args[0].object(RangeObject.self).pointee.length != Value(smallInt: 0)) }
    define(type, "__reversed__", 0, 0) { vm, args in vm.rangeReversed(args[0]) }
    define(type, "__hash__", 0, 0) { vm, args in vm.rangeHash(args[0]).map { vm.makeInt($0) } ?? .nil }
    installComparisons(type)
  }
}
