// Makes `_heapq` and `_bisect`.

extension Runtime {
  func makeHeapModule() -> Value {
    let module = makeModule("_heapq")
    define(module, "heappush", 2, 2) { vm, args in
      guard vm.isHeap(args[0], "heappush() argument 1") else { return .nil }
      vm.listAppend(args[0], args[1])
      return vm.siftDown(args[0], 0, vm.listCount(args[0]) - 1) ? .none : .nil
    }
    define(module, "heappop", 1, 1) { vm, args in
      guard vm.isHeap(args[0], "heappop() argument") else { return .nil }
      let count = vm.listCount(args[0])
      if count == 0 { return vm.raise("IndexError", "index out of range") }
      let last = vm.listItem(args[0], count - 1)
      args[0].object(ListObject.self).pointee.count = count - 1
      if count == 1 { return last }
      let first = vm.listItem(args[0], 0)
      vm.listSetItem(args[0], 0, last)
      return vm.siftUp(args[0], 0) ? first : .nil
    }
    define(module, "heapreplace", 2, 2) { vm, args in
      guard vm.isHeap(args[0], "heapreplace() argument 1") else { return .nil }
      if vm.listCount(args[0]) == 0 { return vm.raise("IndexError", "index out of range") }
      let first = vm.listItem(args[0], 0)
      vm.listSetItem(args[0], 0, args[1])
      return vm.siftUp(args[0], 0) ? first : .nil
    }
    define(module, "heappushpop", 2, 2) { vm, args in
      guard vm.isHeap(args[0], "heappushpop() argument 1") else { return .nil }
      if vm.listCount(args[0]) == 0 { return args[1] }
      let first = vm.listItem(args[0], 0)
      let less = vm.isLess(first, args[1])
      if less < 0 { return .nil }
      if less == 0 { return args[1] }
      if vm.listCount(args[0]) == 0 { return vm.raise("IndexError", "index out of range") }
      vm.listSetItem(args[0], 0, args[1])
      return vm.siftUp(args[0], 0) ? first : .nil
    }
    define(module, "heapify", 1, 1) { vm, args in
      guard vm.isHeap(args[0], "heapify() argument") else { return .nil }
      for i in stride(from: vm.listCount(args[0]) / 2 - 1, through: 0, by: -1) where !vm.siftUp(args[0], i) { return .nil }
      return .none
    }
    return module
  }

  func makeBisectModule() -> Value {
    let module = makeModule("bisect")
    for (name, isRight) in [("bisect_left", false), ("bisect_right", true), ("bisect", true)] {
      define(module, name, "a, x, lo=, hi=, *, key=") { vm, args in
        guard let place = vm.bisect(args, isRight: isRight) else { return .nil }
        return vm.makeInt(place)
      }
    }
    for (name, isRight) in [("insort_left", false), ("insort_right", true), ("insort", true)] {
      define(module, name, "a, x, lo=, hi=, *, key=") { vm, args in
        guard let place = vm.bisect(args, isRight: isRight, keyOfItem: true) else { return .nil }
        if args[0].isExactly(vm.types.list) {
          vm.listInsert(args[0], at: place, args[1])
          return .none
        }
        let insert = vm.getAttribute(args[0], vm.runtime.intern("insert"))
        return insert.isNil ? .nil : vm.call(insert, vm.makeInt(place), args[1])
      }
    }
    return module
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// 1 if `a < b`, 0 if not, -1 with an exception pending.
  @inline(__always)
  func isLess(_ a: Value, _ b: Value) -> Int {
    if a.isSmallInt, b.isSmallInt { return a.smallInt < b.smallInt ? 1 : 0 }
    if a.isSmallFloat, b.isSmallFloat { return a.smallFloat < b.smallFloat ? 1 : 0 }
    if a.isExactly(pointee.types.tuple), b.isExactly(pointee.types.tuple) {
      let known = isLessTuple(a, b)
      if known >= 0 { return known }
    }
    let result = compare(.less, a, b)
    return result.isNil ? -1 : result.isBool ? (result.isTrue ? 1 : 0) : truth(result)
  }

  /// `a < b` of tuples: 1 or 0, or -1 where other items than small numbers and strings decide.
  private func isLessTuple(_ a: Value, _ b: Value) -> Int {
    let (first, second) = (tupleBase(a), tupleBase(b))
    for i in 0..<Swift.min(tupleCount(a), tupleCount(b)) {
      let (x, y) = (first[i], second[i])
      if x == y { continue }
      if x.isSmallInt, y.isSmallInt { return x.smallInt < y.smallInt ? 1 : 0 }
      if x.isSmallFloat, y.isSmallFloat {
        if x.smallFloat == y.smallFloat { continue }
        return x.smallFloat < y.smallFloat ? 1 : 0
      }
      guard x.isExactly(pointee.types.str), y.isExactly(pointee.types.str) else { return -1 }
      let order = compareStrings(x, y)
      if order != 0 { return order < 0 ? 1 : 0 }
    }
    return tupleCount(a) < tupleCount(b) ? 1 : 0
  }

  fileprivate func isHeap(_ value: Value, _ what: String) -> Bool {
    if value.isKind(.list) { return true }
    raise("TypeError", "\(what) must be list, not \(typeName(typeOf(value)))")
    return false
  }

  /// Whether comparing items has left a heap's size alone; RuntimeError is pending if not.
  private func hasSize(_ heap: Value, _ count: Int) -> Bool {
    if listCount(heap) == count { return true }
    raise("RuntimeError", "list changed size during iteration")
    return false
  }

  /// Moves the item at `position` towards the root while it is less than its parent.
  fileprivate func siftDown(_ heap: Value, _ start: Int, _ position: Int) -> Bool {
    let count = listCount(heap)
    guard position < count else {
      raise("IndexError", "index out of range")
      return false
    }
    var position = position
    let item = listItem(heap, position)
    while position > start {
      let parent = (position - 1) >> 1
      let other = listItem(heap, parent)
      let less = isLess(item, other)
      guard less >= 0, hasSize(heap, count) else { return false }
      if less == 0 { break }
      listSetItem(heap, position, other)
      position = parent
      listSetItem(heap, position, item)
    }
    return true
  }

  /// Moves the smaller child up until a leaf is reached, then puts the item in its place.
  fileprivate func siftUp(_ heap: Value, _ start: Int) -> Bool {
    let count = listCount(heap)
    guard start < count else {
      raise("IndexError", "index out of range")
      return false
    }
    var position = start
    let item = listItem(heap, position)
    let limit = count >> 1
    while position < limit {
      var child = 2 * position + 1
      if child + 1 < count {
        let less = isLess(listItem(heap, child), listItem(heap, child + 1))
        guard less >= 0, hasSize(heap, count) else { return false }
        if less == 0 { child += 1 }
      }
      listSetItem(heap, position, listItem(heap, child))
      listSetItem(heap, child, item)
      position = child
    }
    return siftDown(heap, start, position)
  }

  fileprivate func bisect(_ args: Arguments, isRight: Bool, keyOfItem: Bool = false) -> Int? {
    var low = 0
    if !args[2].isNil {
      guard let given = index(args[2]) else { return nil }
      low = given
    }
    if low < 0 {
      raise("ValueError", "lo must be non-negative")
      return nil
    }
    var high: Int
    if args[3].isNil || args[3].isNone {
      guard let count = length(args[0]) else { return nil }
      high = count
    } else {
      guard let given = index(args[3]) else { return nil }
      high = given
    }
    let key = args[4].isNone ? Value.nil : args[4]
    var wanted = args[1]
    if keyOfItem, !key.isNil {
      wanted = call(key, wanted)
      if wanted.isNil { return nil }
    }
    while low < high {
      let middle = low + (high - low) / 2
      var item = getItem(args[0], makeInt(middle))
      if item.isNil { return nil }
      if !key.isNil {
        item = call(key, item)
        if item.isNil { return nil }
      }
      let less = isRight ? isLess(wanted, item) : isLess(item, wanted)
      if less < 0 { return nil }
      if isRight ? less > 0 : less == 0 { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
