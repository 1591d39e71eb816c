// Sorts lists: an adaptive merge sort over runs, stable, that makes CPython's comparisons in CPython's order.

/// How two sort keys are compared: 1 if the first is less, 0 if not, -1 with an exception pending.
protocol SortOrder {
  static func less(_ vm: VM, _ a: Value, _ b: Value) -> Int
}

/// Immediate ints.
enum IntOrder: SortOrder {
  @inline(__always) static func less(_ vm: VM, _ a: Value, _ b: Value) -> Int {
    Int64(bitPattern: a.raw) < Int64(bitPattern: b.raw) ? 1 : 0
  }
}

/// Immediate floats.
enum FloatOrder: SortOrder {
  @inline(__always) static func less(_ vm: VM, _ a: Value, _ b: Value) -> Int { a.smallFloat < b.smallFloat ? 1 : 0 }
}

/// Exact strings.
enum StringOrder: SortOrder {
  @inline(__always) static func less(_ vm: VM, _ a: Value, _ b: Value) -> Int { vm.compareStrings(a, b) < 0 ? 1 : 0 }
}

/// Anything.
enum AnyOrder: SortOrder {
  @inline(__always) static func less(_ vm: VM, _ a: Value, _ b: Value) -> Int {
    let result = vm.compare(.less, a, b)
    if result.isNil { return -1 }
    return result.isTrue ? 1 : result == .false ? 0 : vm.truth(result)
  }
}

/// Exact tuples: the first different items decide.
enum TupleOrder: SortOrder {
  @inline(__always) static func less(_ vm: VM, _ a: Value, _ b: Value) -> Int {
    if vm.tupleCount(a) > 0, vm.tupleCount(b) > 0 {
      let x = vm.tupleBase(a)[0]
      let y = vm.tupleBase(b)[0]
      if x.isSmallInt, y.isSmallInt, x != y { return x.smallInt < y.smallInt ? 1 : 0 }
    }
    let result = vm.compareSequences(.less, a, b)
    if result.isNil { return -1 }
    return result.isTrue ? 1 : result == .false ? 0 : vm.truth(result)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Sorts a list in place; `key` is a callable, None or nil. False with an exception pending on failure: the list
  /// then holds its items in some order.
  public func listSort(_ list: Value, key: Value, reverse: Bool) -> Bool {
    let object = list.object(ListObject.self)
    // The list is empty while it is sorted, so that code run by comparisons cannot disturb the sort.
    let held = makeList(capacity: 0)
    moveItems(from: list, to: held)
    var keys = held
    var isDone = true
    let hasKey = !key.isNil && !key.isNone
    if hasKey {
      keys = makeList(capacity: listCount(held))
      for i in 0..<listCount(held) {
        let result = call(key, listItem(held, i))
        if result.isNil {
          isDone = false
          break
        }
        listAppend(keys, result)
      }
    }
    if isDone, listCount(held) > 1 {
      if reverse { reverseItems(held, hasKey ? keys : .nil) }
      isDone = sortItems(keys, hasKey ? held : .nil)
      if reverse { reverseItems(held, hasKey ? keys : .nil) }
    }
    let wasChanged = object.pointee.items != nil
    moveItems(from: held, to: list)
    if isDone && wasChanged { return fail("ValueError", "list modified during sort") }
    return isDone
  }

  private func moveItems(from source: Value, to target: Value) {
    let from = source.object(ListObject.self)
    let to = target.object(ListObject.self)
    to.pointee.items = from.pointee.items
    to.pointee.count = from.pointee.count
    to.pointee.capacity = from.pointee.capacity
    from.pointee.items = nil
    from.pointee.count = 0
    from.pointee.capacity = 0
  }

  private func reverseItems(_ list: Value, _ other: Value) {
    var items = sequenceItems(list)
    items.reverse()
    guard !other.isNil else { return }
    items = sequenceItems(other)
    items.reverse()
  }

  /// Picks the comparison that fits all keys and sorts.
  private func sortItems(_ keys: Value, _ values: Value) -> Bool {
    let items = sequenceItems(keys)
    let first = items[0]
    if first.isSmallInt, items.allSatisfy({ $0.isSmallInt }) { return MergeSort<IntOrder>.sort(self, keys, values) }
    if first.isSmallFloat, items.allSatisfy({ $0.isSmallFloat }) { return MergeSort<FloatOrder>.sort(self, keys, values) }
    if first.isExactly(pointee.types.str), items.allSatisfy({ $0.isExactly(pointee.types.str) }) {
      return MergeSort<StringOrder>.sort(self, keys, values)
    }
    if first.isExactly(pointee.types.tuple), items.allSatisfy({ $0.isExactly(pointee.types.tuple) }) {
      return MergeSort<TupleOrder>.sort(self, keys, values)
    }
    return MergeSort<AnyOrder>.sort(self, keys, values)
  }
}
