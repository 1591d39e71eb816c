// Indexes, slices, extends and compares lists and tuples.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// The items of a list or tuple: valid until the list changes.
  @inline(__always)
  func sequenceItems(_ sequence: Value) -> UnsafeMutableBufferPointer<Value> {
    if sequence.heapType.pointee.kind == .tuple { return UnsafeMutableBufferPointer(start: tupleBase(sequence), count: tupleCount(sequence)) }
    let list = sequence.object(ListObject.self)
    return UnsafeMutableBufferPointer(start: list.pointee.items, count: list.pointee.count)
  }

  /// `list[key]`.
  func listGetItem(_ list: Value, _ key: Value) -> Value {
    if key.isExactly(pointee.types.slice) {
      guard let bounds = resolveSlice(key, length: listCount(list)) else { return .nil }
      return listSlice(list, bounds)
    }
    guard var index = subscriptIndex(key, "list") else { return .nil }
    let count = listCount(list)
    if index < 0 { index += count }
    if index < 0 || index >= count { return raise("IndexError", "list index out of range") }
    return listItem(list, index)
  }

  /// A new list of the selected items.
  func listSlice(_ list: Value, _ bounds: SliceBounds) -> Value {
    let target = allocate(ListObject.self, pointee.types.list)
    guard bounds.count > 0, let items = list.object(ListObject.self).pointee.items else { return Value(target) }
    let out = allocateArray(bounds.count)
    target.pointee.items = out
    target.pointee.capacity = bounds.count
    copyItems(items, bounds, to: out)
    target.pointee.count = bounds.count
    return Value(target)
  }

  @inline(__always)
  private func copyItems(_ items: UnsafeMutablePointer<Value>, _ bounds: SliceBounds, to out: UnsafeMutablePointer<Value>) {
    if bounds.step == 1 { return copyWords(out, items + bounds.start, bounds.count) }
    var from = bounds.start
    for i in 0..<bounds.count {
      out[i] = items[from]
      from &+= bounds.step
    }
  }

  /// `tuple[key]`.
  func tupleGetItem(_ tuple: Value, _ key: Value) -> Value {
    if key.isExactly(pointee.types.slice) {
      let count = tupleCount(tuple)
      guard let bounds = resolveSlice(key, length: count) else { return .nil }
      return tupleSlice(tuple, bounds)
    }
    guard var index = subscriptIndex(key, "tuple") else { return .nil }
    let count = tupleCount(tuple)
    if index < 0 { index += count }
    if index < 0 || index >= count { return raise("IndexError", "tuple index out of range") }
    return tupleBase(tuple)[index]
  }

  /// A tuple of the selected items.
  func tupleSlice(_ tuple: Value, _ bounds: SliceBounds) -> Value {
    if bounds.count == tupleCount(tuple), bounds.step == 1, tuple.heapType == pointee.types.tuple { return tuple }
    if bounds.count == 0 { return pointee.emptyTuple }
    let result = makeTupleUninitialized(bounds.count)
    copyItems(tupleBase(tuple), bounds, to: tupleBase(result))
    return result
  }

  /// `list[key] = value`.
  func listSetItem(_ list: Value, key: Value, _ value: Value) -> Bool {
    if key.isExactly(pointee.types.slice) { return listAssignSlice(list, key, value) }
    guard var index = subscriptIndex(key, "list") else { return false }
    let count = listCount(list)
    if index < 0 { index += count }
    if index < 0 || index >= count { return fail("IndexError", "list assignment index out of range") }
    listSetItem(list, index, value)
    return true
  }

  /// `del list[key]`.
  func listDeleteItem(_ list: Value, _ key: Value) -> Bool {
    if key.isExactly(pointee.types.slice) {
      guard let bounds = resolveSlice(key, length: listCount(list)) else { return false }
      listDelete(list, bounds)
      return true
    }
    guard var index = subscriptIndex(key, "list") else { return false }
    let count = listCount(list)
    if index < 0 { index += count }
    if index < 0 || index >= count { return fail("IndexError", "list assignment index out of range") }
    _ = listRemove(list, at: index)
    return true
  }

  /// Takes the item at a valid position out.
  @inline(__always)
  func listRemove(_ list: Value, at index: Int) -> Value {
    let object = list.object(ListObject.self)
    let items = object.pointee.items.unsafelyUnwrapped
    let item = items[index]
    let count = object.pointee.count - 1
    if index < count { memmove(items + index, items + index + 1, (count - index) * 8) }
    object.pointee.count = count
    return item
  }

  /// Puts an item before a position in `0...count`.
  func listInsert(_ list: Value, at index: Int, _ value: Value) {
    listAppend(list, value)
    let object = list.object(ListObject.self)
    let items = object.pointee.items.unsafelyUnwrapped
    let moved = object.pointee.count - 1 - index
    if moved > 0 {
      memmove(items + index + 1, items + index, moved * 8)
      items[index] = value
    }
  }

  func listDelete(_ list: Value, _ given: SliceBounds) {
    guard given.count > 0 else { return }
    var bounds = given
    if bounds.step < 0 {
      bounds.start += (bounds.count - 1) * bounds.step
      bounds.step = -bounds.step
    }
    if bounds.step == 1 || bounds.count == 1 {
      listReplace(list, bounds.start, bounds.start + bounds.count, nil, 0)
      return
    }
    let object = list.object(ListObject.self)
    let items = object.pointee.items.unsafelyUnwrapped
    var out = bounds.start
    var skip = bounds.start
    var left = bounds.count
    for i in bounds.start..<object.pointee.count {
      if i == skip, left > 0 {
        left -= 1
        skip &+= bounds.step
      } else {
        items[out] = items[i]
        out += 1
      }
    }
    object.pointee.count = out
  }

  /// Replaces the items `low..<high` by others, which must not be the list's own.
  func listReplace(_ list: Value, _ low: Int, _ high: Int, _ new: UnsafeMutablePointer<Value>?, _ newCount: Int) {
    let object = list.object(ListObject.self)
    let oldCount = object.pointee.count
    let count = oldCount - (high - low) + newCount
    if count > object.pointee.capacity { growList(object, to: count) }
    guard let items = object.pointee.items else { return }
    if high < oldCount, high != low + newCount { memmove(items + low + newCount, items + high, (oldCount - high) * 8) }
    if let new, newCount > 0 { memcpy(items + low, new, newCount * 8) }
    object.pointee.count = count
  }

  /// `list[slice] = iterable`.
  private func listAssignSlice(_ list: Value, _ slice: Value, _ iterable: Value) -> Bool {
    guard let bounds = resolveSlice(slice, length: listCount(list)) else { return false }
    return listAssign(list, bounds, iterable)
  }

  /// Replaces the selected items of a list by an iterable's; false with an exception pending on failure.
  func listAssign(_ list: Value, _ bounds: SliceBounds, _ iterable: Value) -> Bool {
    let isPlain = bounds.step == 1
    var items = iterable
    if iterable == list || !(iterable.isKind(.list) || iterable.isKind(.tuple)) {
      items = iterable == list ? listSlice(list, clampSlice(0, Int.max, 1, listCount(list))) : listFromIterable(iterable, askingLength: false)
      if items.isNil {
        guard isPending("TypeError"), !hasIterator(iterable) else { return false }
        pointee.exception = .nil
        return fail("TypeError", isPlain ? "can only assign an iterable" : "must assign iterable to extended slice")
      }
    }
    let new = sequenceItems(items)
    if isPlain {
      let low = Swift.min(bounds.start, listCount(list))
      listReplace(list, low, Swift.min(Swift.max(low, bounds.stop), listCount(list)), new.baseAddress, new.count)
      return true
    }
    if new.count != bounds.count {
      return fail("ValueError", "attempt to assign sequence of size \(new.count) to extended slice of size \(bounds.count)")
    }
    var position = bounds.start
    if position + (bounds.count - 1) * bounds.step >= listCount(list) { return true }
    for item in new {
      listSetItem(list, position, item)
      position &+= bounds.step
    }
    return true
  }

  /// Whether `iter(value)` can work at all.
  func hasIterator(_ value: Value) -> Bool { !special(value, .__iter__).isNil || !special(value, .__getitem__).isNil }

  /// A new list of an iterable's items, or nil with an exception pending.
  ///
  /// - Parameter askingLength: whether the iterable is asked how many items to make room for, and not its iterator.
  public func listFromIterable(_ iterable: Value, askingLength: Bool = true) -> Value {
    let list = makeList(capacity: 0)
    return listExtend(list, iterable, askingLength: askingLength) ? list : .nil
  }

  /// A tuple of an iterable's items, or nil with an exception pending.
  public func tupleFromIterable(_ iterable: Value) -> Value {
    if iterable.isExactly(pointee.types.tuple) { return iterable }
    var list = iterable
    if !iterable.isExactly(pointee.types.list) {
      list = listFromIterable(iterable)
      if list.isNil { return .nil }
    }
    return tupleFromList(list)
  }

  /// A tuple of a list's items.
  public func tupleFromList(_ list: Value) -> Value {
    let count = listCount(list)
    if count == 0 { return pointee.emptyTuple }
    let tuple = makeTupleUninitialized(count)
    copyWords(tupleBase(tuple), list.object(ListObject.self).pointee.items.unsafelyUnwrapped, count)
    return tuple
  }

  /// Appends an iterable's items to a list; false with an exception pending on failure.
  public func listExtend(_ list: Value, _ iterable: Value, askingLength: Bool = true) -> Bool {
    if iterable.isReference {
      let kind = iterable.heapType.pointee.kind
      if kind == .list || kind == .tuple, override(iterable, .__iter__).isNil {
        appendItems(list, iterable)
        return true
      }
    }
    let iterator = getIterator(iterable)
    if iterator.isNil { return false }
    if iterable.isReference, iterator.heapType != pointee.types.generator, !reserveHint(list, askingLength ? iterable : iterator) { return false }
    var sink = ItemSink(.append, list)
    return withUnsafeMutablePointer(to: &sink) { sink in
      while true {
        let item = next(iterator, into: sink)
        if item.isNil { return pointee.exception.isNil }
        listAppend(list, item)
      }
    }
  }

  /// Calls `__len__` or `__length_hint__` of an object as CPython does for room; false with an exception other than TypeError pending.
  func askLength(_ iterable: Value) -> Bool {
    if !special(iterable, .__len__).isNil {
      if length(iterable) != nil || isPending("TypeError") {
        pointee.exception = .nil
        return true
      }
      return false
    }
    let method = typeLookup(iterable.heapType, runtime.intern("__length_hint__"))
    if method.isNil { return true }
    let hint = callMethod(method, iterable)
    if hint.isNil {
      guard isPending("TypeError") else { return false }
      pointee.exception = .nil
      return true
    }
    if hint == pointee.notImplemented { return true }
    guard isInt(hint) else { return fail("TypeError", "__length_hint__ must be an integer, not \(typeName(of: hint))") }
    return compare(.less, hint, Value(smallInt: 0)).isTrue ? fail("ValueError", "__length_hint__() should return >= 0") : true
  }

  /// Makes room for what a built-in container of known length will add; false with MemoryError pending.
  private func reserveHint(_ list: Value, _ iterable: Value) -> Bool {
    var extra = 0
    switch iterable.heapType.pointee.kind {
    case .range: extra = intWord(iterable.object(RangeObject.self).pointee.length) ?? 0
    case .dict: extra = dictCount(iterable)
    case .set, .frozenSet: extra = iterable.object(SetObject.self).pointee.count
    case .str: extra = stringCount(iterable)
    case .instance: return askLength(iterable)
    default: return true
    }
    if extra > 1 << 40 {
      raise("MemoryError")
      return false
    }
    guard reserve(bytes: extra * 8) else { return false }
    let object = list.object(ListObject.self)
    if extra < 1 << 24 { growList(object, to: object.pointee.count + extra) }
    return true
  }

  /// Whether an item is in a list or tuple: its position, -1, or -2 with an exception pending.
  func sequenceFind(_ sequence: Value, _ item: Value, from start: Int = 0, to stop: Int = Int.max) -> Int {
    var i = start
    while true {
      let items = sequenceItems(sequence)
      let end = Swift.min(stop, items.count)
      if item.isSmallInt { while i < end, items[i] != item, items[i].isSmallInt { i += 1 } }
      if i >= end { return -1 }
      let outcome = items[i] == item ? 1 : equal(items[i], item)
      if outcome > 0 { return i }
      if outcome < 0 { return -2 }
      i += 1
    }
  }

  /// The first position from `start` where two lists or tuples have items that are not the same object or int.
  @inline(__always)
  private func firstDifference(_ a: Value, _ b: Value, _ start: Int) -> Int {
    let x = sequenceItems(a)
    let y = sequenceItems(b)
    let end = Swift.min(x.count, y.count)
    var i = start
    while i < end, x[i] == y[i] { i += 1 }
    return i
  }

  /// Whether two lists or two tuples have equal items: 1, 0, or -1 with an exception pending.
  func sequencesEqual(_ a: Value, _ b: Value) -> Int {
    if sequenceItems(a).count != sequenceItems(b).count { return 0 }
    var i = 0
    while true {
      i = firstDifference(a, b, i)
      let x = sequenceItems(a)
      let y = sequenceItems(b)
      if i >= x.count || i >= y.count { return x.count == y.count ? 1 : 0 }
      if x[i].isSmallInt && y[i].isSmallInt { return 0 }
      let outcome = equal(x[i], y[i])
      if outcome <= 0 { return outcome }
      i += 1
    }
  }

  /// `a op b` for two lists or two tuples and an ordering opcode.
  func compareSequences(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if op == .equal || op == .notEqual {
      let outcome = sequencesEqual(a, b)
      return outcome < 0 ? .nil : Value((outcome > 0) == (op == .equal))
    }
    var i = 0
    while true {
      i = firstDifference(a, b, i)
      guard i < sequenceItems(a).count, i < sequenceItems(b).count else { break }
      let x = sequenceItems(a)[i]
      let y = sequenceItems(b)[i]
      let outcome = x.isSmallInt && y.isSmallInt ? 0 : equal(x, y)
      if outcome < 0 { return .nil }
      if outcome == 0 { return compare(op, x, y) }
      i += 1
    }
    return Value(compareCounts(op, sequenceItems(a).count, sequenceItems(b).count))
  }

  /// `x op y` for an ordering or equality opcode.
  @inline(__always)
  func compareCounts<T: Comparable>(_ op: Opcode, _ x: T, _ y: T) -> Bool {
    switch op {
    case .less: return x < y
    case .lessEqual: return x <= y
    case .greater: return x > y
    case .greaterEqual: return x >= y
    case .equal: return x == y
    default: return x != y
    }
  }
}
