// Defines the functions on lists that compiled code calls: slices, pop, insert.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@inline(__always) private func machine(_ state: StatePointer) -> VM { state.assumingMemoryBound(to: VMState.self) }
@inline(__always) private func value(_ word: UInt64) -> Value { Value(bits: word) }

extension Helpers {
  /// `list[start:stop:step]` of a list; bounds are as given, or the ends that the step implies.
  static let listSlice: @convention(c) (StatePointer, UInt64, Int, Int, Int) -> UInt64 = { state, list, start, stop, step in
    let vm = machine(state)
    return vm.listSlice(value(list), vm.clampSlice(start, stop, step, vm.listCount(value(list)))).raw
  }
  /// The same of a tuple, string or range.
  static let slice: @convention(c) (StatePointer, UInt64, Int, Int, Int) -> UInt64 = { state, container, start, stop, step in
    machine(state).slice(value(container), start, stop, step).raw
  }
  /// `list[start:stop] = items`, both lists.
  static let listAssign: @convention(c) (StatePointer, UInt64, Int, Int, UInt64) -> UInt64 = { state, list, start, stop, items in
    let source = value(items).object(ListObject.self)
    if list == items {
      let count = source.pointee.count
      return machine(state).copyItems(value(list), start, stop, value(items), SliceBounds(start: 0, stop: count, step: 1, count: count))
    }
    machine(state).assign(value(list), start, stop, source.pointee.items, source.pointee.count)
    return Value.none.raw
  }
  /// `list[start:stop] = source[from:to:step]` of lists, without the list between.
  static let listCopy: @convention(c) (StatePointer, UInt64, Int, Int, UInt64, Int, Int, Int) -> UInt64 = {
    state, list, start, stop, source, from, to, step in
    let vm = machine(state)
    return vm.copyItems(value(list), start, stop, value(source), vm.clampSlice(from, to, step, vm.listCount(value(source))))
  }
  static let listPop: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { state, list, given in
    let vm = machine(state)
    let count = vm.listCount(value(list))
    let index = given < 0 ? given &+ count : given
    guard index >= 0, index < count else { return vm.listPop(value(list), vm.makeInt(given)).raw }
    return vm.listRemove(value(list), at: index).raw
  }
  static let listInsert: @convention(c) (StatePointer, UInt64, Int, UInt64) -> UInt64 = { state, list, given, item in
    let vm = machine(state)
    let count = vm.listCount(value(list))
    vm.listInsert(value(list), at: given < 0 ? Swift.max(0, given &+ count) : Swift.min(given, count), value(item))
    return Value.none.raw
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Replaces the items between two bounds, given as a slice has them.
  fileprivate func assign(_ list: Value, _ start: Int, _ stop: Int, _ items: UnsafeMutablePointer<Value>?, _ count: Int) {
    let bounds = clampSlice(start, stop, 1, listCount(list))
    let end = Swift.max(bounds.start, bounds.stop)
    if end - bounds.start == count {
      if count > 0, let items { memmove(list.object(ListObject.self).pointee.items.unsafelyUnwrapped + bounds.start, items, count * 8) }
    } else {
      listReplace(list, bounds.start, end, items, count)
    }
  }

  /// Puts a slice of a list in place of other items; the lists may be the same.
  fileprivate func copyItems(_ list: Value, _ start: Int, _ stop: Int, _ source: Value, _ slice: SliceBounds) -> UInt64 {
    let target = clampSlice(start, stop, 1, listCount(list))
    if list == source, slice.step == -1, target.count == slice.count, slice.start == target.start + slice.count - 1 {
      reverse(list, target.start, target.start + slice.count)
      return Value.none.raw
    }
    guard slice.count <= 64 else {
      let copy = listSlice(source, slice)
      if copy.isNil { return Value.nil.raw }
      assign(list, start, stop, copy.object(ListObject.self).pointee.items, slice.count)
      return Value.none.raw
    }
    withUnsafeTemporaryAllocation(of: Value.self, capacity: 64) { buffer in
      let copy = buffer.baseAddress.unsafelyUnwrapped
      if slice.count > 0, let items = source.object(ListObject.self).pointee.items {
        var from = slice.start
        for i in 0..<slice.count {
          copy[i] = items[from]
          from += slice.step
        }
      }
      assign(list, start, stop, copy, slice.count)
    }
    return Value.none.raw
  }

  private func reverse(_ list: Value, _ start: Int, _ end: Int) {
    guard end > start, let items = list.object(ListObject.self).pointee.items else { return }
    var (low, high) = (items + start, items + (end - 1))
    while low < high {
      let item = low.pointee
      low.pointee = high.pointee
      high.pointee = item
      low += 1
      high -= 1
    }
  }
}
