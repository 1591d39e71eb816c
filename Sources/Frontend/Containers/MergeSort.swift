// Merges natural runs with galloping (timsort) under the powersort merge policy.

/// One sort: keys, the values that move along, room to merge, and the runs that wait to be merged.
struct MergeSort<Order: SortOrder> {
  private struct Run {
    var start: Int
    var count: Int
    var power: Int
  }

  private let vm: VM
  private let keys: UnsafeMutablePointer<Value>
  private let values: UnsafeMutablePointer<Value>?
  /// Lists that own the merge room, so that the collector sees what is only there.
  private let keyRoom: Value
  private let valueRoom: Value
  private var runs: [Run] = []
  private var minimumGallop = 7
  private let total: Int

  /// Sorts the keys of a list, and the items of another one (or nil) along with them.
  ///
  /// False with an exception pending when a comparison failed; no item is lost then.
  static func sort(_ vm: VM, _ keyList: Value, _ valueList: Value) -> Bool {
    let count = vm.listCount(keyList)
    guard count > 1, let keys = vm.sequenceItems(keyList).baseAddress else { return true }
    let values = valueList.isNil ? nil : vm.sequenceItems(valueList).baseAddress
    var sort = MergeSort(vm, keys, values, count)
    return vm.withRoots([keyList, valueList, sort.keyRoom, sort.valueRoom]) { sort.run() }
  }

  private init(_ vm: VM, _ keys: UnsafeMutablePointer<Value>, _ values: UnsafeMutablePointer<Value>?, _ total: Int) {
    self.vm = vm
    self.keys = keys
    self.values = values
    self.total = total
    keyRoom = vm.makeList(capacity: 0)
    valueRoom = vm.makeList(capacity: 0)
  }

  private mutating func run() -> Bool {
    var low = 0
    var left = total
    let minimumRun = Self.minimumRun(total)
    while left > 0 {
      guard var count = countRun(low, total) else { return false }
      if count < minimumRun {
        let forced = Swift.min(left, minimumRun)
        if !insertionSort(low, low + forced, sorted: low + count) { return false }
        count = forced
      }
      if !add(Run(start: low, count: count, power: 0)) { return false }
      low += count
      left -= count
    }
    while runs.count > 1 {
      var at = runs.count - 2
      if at > 0, runs[at - 1].count < runs[at + 1].count { at -= 1 }
      if !merge(at) { return false }
    }
    return true
  }

  private static func minimumRun(_ total: Int) -> Int {
    var n = total
    var rest = 0
    while n >= 64 {
      rest |= n & 1
      n >>= 1
    }
    return n + rest
  }

  /// The length of the run at `low`; a strictly descending one is reversed. Nil with an exception pending.
  private func countRun(_ low: Int, _ high: Int) -> Int? {
    var i = low + 1
    if i == high { return 1 }
    var outcome = Order.less(vm, keys[i], keys[i - 1])
    if outcome < 0 { return nil }
    let isDescending = outcome > 0
    i += 1
    while i < high {
      outcome = Order.less(vm, keys[i], keys[i - 1])
      if outcome < 0 { return nil }
      if (outcome > 0) != isDescending { break }
      i += 1
    }
    if isDescending { reverse(low, i) }
    return i - low
  }

  private func reverse(_ low: Int, _ high: Int) {
    var a = low
    var b = high - 1
    while a < b {
      (keys[a], keys[b]) = (keys[b], keys[a])
      if let values { (values[a], values[b]) = (values[b], values[a]) }
      a += 1
      b -= 1
    }
  }

  /// Sorts `low..<high`, of which `low..<sorted` is sorted already, by binary insertion.
  private func insertionSort(_ low: Int, _ high: Int, sorted: Int) -> Bool {
    var start = sorted
    while start < high {
      let pivot = keys[start]
      var left = low
      var right = start
      while left < right {
        let middle = left + (right - left) >> 1
        let outcome = Order.less(vm, pivot, keys[middle])
        if outcome < 0 { return false }
        if outcome > 0 { right = middle } else { left = middle + 1 }
      }
      shift(keys, left, start, pivot)
      if let values { shift(values, left, start, values[start]) }
      start += 1
    }
    return true
  }

  @inline(__always)
  private func shift(_ items: UnsafeMutablePointer<Value>, _ left: Int, _ start: Int, _ pivot: Value) {
    var i = start
    while i > left {
      items[i] = items[i - 1]
      i -= 1
    }
    items[left] = pivot
  }

  // MARK: Merge policy

  /// Pushes a run after merging those of greater power.
  private mutating func add(_ run: Run) -> Bool {
    if let last = runs.last {
      let power = Self.power(last.start, last.count, run.count, total)
      while runs.count > 1, runs[runs.count - 2].power > power {
        if !merge(runs.count - 2) { return false }
      }
      runs[runs.count - 1].power = power
    }
    runs.append(run)
    return true
  }

  /// The depth in an ideal merge tree of the border between two adjacent runs.
  private static func power(_ start: Int, _ first: Int, _ second: Int, _ total: Int) -> Int {
    var result = 0
    var a = 2 * start + first
    var b = a + first + second
    while true {
      result += 1
      if a >= total {
        a -= total
        b -= total
      } else if b >= total {
        return result
      }
      a <<= 1
      b <<= 1
    }
  }

  /// Merges run `i` with its successor.
  private mutating func merge(_ i: Int) -> Bool {
    if vm.pointee.interrupt != 0, vm.raiseInterrupt() { return false }
    var startA = runs[i].start
    var countA = runs[i].count
    let startB = runs[i + 1].start
    var countB = runs[i + 1].count
    runs[i].count = countA + countB
    if i == runs.count - 3 { runs[i + 1] = runs[i + 2] }
    runs.removeLast()
    let skipped = gallopRight(keys[startB], keys, startA, countA, 0)
    if skipped < 0 { return false }
    startA += skipped
    countA -= skipped
    if countA == 0 { return true }
    countB = gallopLeft(keys[startA + countA - 1], keys, startB, countB, countB - 1)
    if countB <= 0 { return countB == 0 }
    return countA <= countB ? mergeLow(startA, countA, startB, countB) : mergeHigh(startA, countA, startB, countB)
  }

  // MARK: Galloping

  /// Where `key` belongs in `items[base..<base+count]`, before equal ones; starts near `hint`. -1 with an exception pending.
  private func gallopLeft(_ key: Value, _ items: UnsafeMutablePointer<Value>, _ base: Int, _ count: Int, _ hint: Int) -> Int {
    let at = items + base + hint
    var last = 0
    var offset = 1
    var outcome = Order.less(vm, at[0], key)
    if outcome < 0 { return -1 }
    if outcome > 0 {
      let limit = count - hint
      while offset < limit {
        outcome = Order.less(vm, at[offset], key)
        if outcome < 0 { return -1 }
        if outcome == 0 { break }
        last = offset
        offset = offset << 1 + 1
      }
      offset = Swift.min(offset, limit)
      last += hint
      offset += hint
    } else {
      let limit = hint + 1
      while offset < limit {
        outcome = Order.less(vm, at[-offset], key)
        if outcome < 0 { return -1 }
        if outcome > 0 { break }
        last = offset
        offset = offset << 1 + 1
      }
      offset = Swift.min(offset, limit)
      (last, offset) = (hint - offset, hint - last)
    }
    last += 1
    while last < offset {
      let middle = last + (offset - last) >> 1
      outcome = Order.less(vm, items[base + middle], key)
      if outcome < 0 { return -1 }
      if outcome > 0 { last = middle + 1 } else { offset = middle }
    }
    return offset
  }

  /// As `gallopLeft`, after equal ones.
  private func gallopRight(_ key: Value, _ items: UnsafeMutablePointer<Value>, _ base: Int, _ count: Int, _ hint: Int) -> Int {
    let at = items + base + hint
    var last = 0
    var offset = 1
    var outcome = Order.less(vm, key, at[0])
    if outcome < 0 { return -1 }
    if outcome > 0 {
      let limit = hint + 1
      while offset < limit {
        outcome = Order.less(vm, key, at[-offset])
        if outcome < 0 { return -1 }
        if outcome == 0 { break }
        last = offset
        offset = offset << 1 + 1
      }
      offset = Swift.min(offset, limit)
      (last, offset) = (hint - offset, hint - last)
    } else {
      let limit = count - hint
      while offset < limit {
        outcome = Order.less(vm, key, at[offset])
        if outcome < 0 { return -1 }
        if outcome > 0 { break }
        last = offset
        offset = offset << 1 + 1
      }
      offset = Swift.min(offset, limit)
      last += hint
      offset += hint
    }
    last += 1
    while last < offset {
      let middle = last + (offset - last) >> 1
      outcome = Order.less(vm, key, items[base + middle])
      if outcome < 0 { return -1 }
      if outcome > 0 { offset = middle } else { last = middle + 1 }
    }
    return offset
  }

  // MARK: Merging

  /// Copies items to the merge room and returns it: (keys, values).
  private func fillRoom(_ start: Int, _ count: Int) -> (UnsafeMutablePointer<Value>, UnsafeMutablePointer<Value>) {
    let own = fill(keyRoom, keys + start, count)
    guard let values else { return (own, own) }
    return (own, fill(valueRoom, values + start, count))
  }

  private func fill(_ room: Value, _ items: UnsafeMutablePointer<Value>, _ count: Int) -> UnsafeMutablePointer<Value> {
    let list = room.object(ListObject.self)
    list.pointee.count = 0
    vm.growList(list, to: count)
    let target = list.pointee.items.unsafelyUnwrapped
    target.update(from: items, count: count)
    list.pointee.count = count
    return target
  }

  /// Copies one item, or `count`, with its value.
  @inline(__always)
  private func move(_ count: Int, from roomKeys: UnsafeMutablePointer<Value>, _ roomValues: UnsafeMutablePointer<Value>, _ from: Int, to: Int) {
    (keys + to).update(from: roomKeys + from, count: count)
    if let values { (values + to).update(from: roomValues + from, count: count) }
  }

  @inline(__always)
  private func slide(_ count: Int, from: Int, to: Int) {
    (keys + to).update(from: keys + from, count: count)
    if let values { (values + to).update(from: values + from, count: count) }
  }

  /// Merges adjacent runs from the left; the first is the shorter one.
  private mutating func mergeLow(_ startA: Int, _ givenA: Int, _ startB: Int, _ givenB: Int) -> Bool {
    let (roomKeys, roomValues) = fillRoom(startA, givenA)
    var a = 0
    var leftA = givenA
    var b = startB
    var leftB = givenB
    var target = startA
    var isDone = true
    slide(1, from: b, to: target)
    target += 1
    b += 1
    leftB -= 1
    merging: while leftB > 0 && leftA > 1 {
      var wonA = 0
      var wonB = 0
      repeat {
        let outcome = Order.less(vm, keys[b], roomKeys[a])
        if outcome < 0 {
          isDone = false
          break merging
        }
        if outcome > 0 {
          slide(1, from: b, to: target)
          b += 1
          leftB -= 1
          wonB += 1
          wonA = 0
        } else {
          move(1, from: roomKeys, roomValues, a, to: target)
          a += 1
          leftA -= 1
          wonA += 1
          wonB = 0
        }
        target += 1
        if leftB == 0 || leftA == 1 { break merging }
      } while wonA < minimumGallop && wonB < minimumGallop
      minimumGallop += 1
      repeat {
        minimumGallop -= minimumGallop > 1 ? 1 : 0
        wonA = gallopRight(keys[b], roomKeys, a, leftA, 0)
        if wonA < 0 {
          isDone = false
          break merging
        }
        if wonA > 0 {
          move(wonA, from: roomKeys, roomValues, a, to: target)
          target += wonA
          a += wonA
          leftA -= wonA
          if leftA <= 1 { break merging }
        }
        slide(1, from: b, to: target)
        target += 1
        b += 1
        leftB -= 1
        if leftB == 0 { break merging }
        wonB = gallopLeft(roomKeys[a], keys, b, leftB, 0)
        if wonB < 0 {
          isDone = false
          break merging
        }
        if wonB > 0 {
          slide(wonB, from: b, to: target)
          target += wonB
          b += wonB
          leftB -= wonB
          if leftB == 0 { break merging }
        }
        move(1, from: roomKeys, roomValues, a, to: target)
        target += 1
        a += 1
        leftA -= 1
        if leftA == 1 { break merging }
      } while wonA >= 7 || wonB >= 7
      minimumGallop += 1
    }
    if isDone, leftA == 1, leftB > 0 {
      slide(leftB, from: b, to: target)
      target += leftB
    }
    if leftA > 0 { move(leftA, from: roomKeys, roomValues, a, to: target) }
    return isDone
  }

  /// Merges adjacent runs from the right; the second is the shorter one.
  private mutating func mergeHigh(_ startA: Int, _ givenA: Int, _ startB: Int, _ givenB: Int) -> Bool {
    let (roomKeys, roomValues) = fillRoom(startB, givenB)
    var leftA = givenA
    var leftB = givenB
    var a = startA + givenA - 1
    var b = givenB - 1
    var target = startB + givenB - 1
    var isDone = true
    slide(1, from: a, to: target)
    target -= 1
    a -= 1
    leftA -= 1
    merging: while leftA > 0 && leftB > 1 {
      var wonA = 0
      var wonB = 0
      repeat {
        let outcome = Order.less(vm, roomKeys[b], keys[a])
        if outcome < 0 {
          isDone = false
          break merging
        }
        if outcome > 0 {
          slide(1, from: a, to: target)
          a -= 1
          leftA -= 1
          wonA += 1
          wonB = 0
        } else {
          move(1, from: roomKeys, roomValues, b, to: target)
          b -= 1
          leftB -= 1
          wonB += 1
          wonA = 0
        }
        target -= 1
        if leftA == 0 || leftB == 1 { break merging }
      } while wonA < minimumGallop && wonB < minimumGallop
      minimumGallop += 1
      repeat {
        minimumGallop -= minimumGallop > 1 ? 1 : 0
        var place = gallopRight(roomKeys[b], keys, startA, leftA, leftA - 1)
        if place < 0 {
          isDone = false
          break merging
        }
        wonA = leftA - place
        if wonA > 0 {
          target -= wonA
          a -= wonA
          slide(wonA, from: a + 1, to: target + 1)
          leftA -= wonA
          if leftA == 0 { break merging }
        }
        move(1, from: roomKeys, roomValues, b, to: target)
        target -= 1
        b -= 1
        leftB -= 1
        if leftB == 1 { break merging }
        place = gallopLeft(keys[a], roomKeys, 0, leftB, leftB - 1)
        if place < 0 {
          isDone = false
          break merging
        }
        wonB = leftB - place
        if wonB > 0 {
          target -= wonB
          b -= wonB
          move(wonB, from: roomKeys, roomValues, b + 1, to: target + 1)
          leftB -= wonB
          if leftB <= 1 { break merging }
        }
        slide(1, from: a, to: target)
        target -= 1
        a -= 1
        leftA -= 1
        if leftA == 0 { break merging }
      } while wonA >= 7 || wonB >= 7
      minimumGallop += 1
    }
    if isDone, leftB == 1, leftA > 0 {
      target -= leftA
      a -= leftA
      slide(leftA, from: a + 1, to: target + 1)
    }
    if leftB > 0 { move(leftB, from: roomKeys, roomValues, 0, to: target - leftB + 1) }
    return isDone
  }
}
