// Unites, intersects, subtracts and compares sets as CPython does, step by step, so that the results' order is the same.

extension UnsafeMutablePointer where Pointee == VMState {
  @inline(__always)
  func isAnySet(_ value: Value) -> Bool { value.isKind(.set) || value.isKind(.frozenSet) }

  /// The built-in class behind a set's class.
  func baseSetType(_ set: Value) -> TypeRef { set.isKind(.set) ? pointee.types.set : pointee.types.frozenSet }

  /// A set of the given class with an iterable's items (nil: empty), or nil with an exception pending.
  public func makeSet(of type: TypeRef, from iterable: Value) -> Value {
    let set = makeSet(of: type)
    if !iterable.isNil, !setUpdate(set, iterable) { return .nil }
    return set
  }

  /// A copy with the built-in class of the original.
  func setCopy(_ set: Value) -> Value { makeSet(of: baseSetType(set), from: set) }

  /// Adds all items of an iterable; false with an exception pending on failure.
  public func setUpdate(_ set: Value, _ other: Value) -> Bool {
    let object = set.object(SetObject.self)
    if isAnySet(other) { return setMerge(object, other.object(SetObject.self)) }
    if other.isExactly(pointee.types.dict) {
      let dict = other.object(DictObject.self)
      if (object.pointee.fill + dict.pointee.count) * 5 >= object.pointee.mask * 3 {
        setResize(object, (object.pointee.count + dict.pointee.count) * 2)
      }
      return forEachKey(other) { setInsert(object, $0, $1) >= 0 }
    }
    if let isDone = addItems(other, to: set) { return isDone }
    let iterator = getIterator(other)
    if iterator.isNil { return false }
    var sink = ItemSink(.add, set)
    return withUnsafeMutablePointer(to: &sink) { sink in
      while true {
        let item = next(iterator, into: sink)
        if item.isNil { return pointee.exception.isNil }
        sink.pointee.action = .nothing
        if !setAdd(set, item) { return false }
      }
    }
  }

  /// Adds the items of a list, a tuple or a short range without an iterator; nil for anything else.
  private func addItems(_ items: Value, to set: Value) -> Bool? {
    if items.isExactly(pointee.types.list) || items.isExactly(pointee.types.tuple) {
      var i = 0
      while i < sequenceItems(items).count {
        if !setAdd(set, sequenceItems(items)[i]) { return false }
        i += 1
      }
      return true
    }
    guard items.isExactly(pointee.types.range) else { return nil }
    let range = items.object(RangeObject.self)
    let (start, stop, step) = (range.pointee.start, range.pointee.stop, range.pointee.step)
    guard start.isSmallInt, stop.isSmallInt, step == Value(smallInt: 1), stop.smallInt &- start.smallInt < 1 << 16 else { return nil }
    var number = start.smallInt
    while number < stop.smallInt {
      if setInsert(set.object(SetObject.self), Value(smallInt: number), hash(ofSmallInt: number)) < 0 { return false }
      number += 1
    }
    return true
  }

  private func setMerge(_ set: SetRef, _ other: SetRef) -> Bool {
    if set == other || other.pointee.count == 0 { return true }
    if (set.pointee.fill + other.pointee.count) * 5 >= set.pointee.mask * 3 {
      setResize(set, (set.pointee.count + other.pointee.count) * 2)
    }
    let source = other.pointee.table.unsafelyUnwrapped
    if set.pointee.fill == 0 {
      let target = set.pointee.table.unsafelyUnwrapped
      if set.pointee.mask == other.pointee.mask, other.pointee.fill == other.pointee.count {
        target.update(from: source, count: other.pointee.mask + 1)
        set.pointee.members = other.pointee.members
      } else {
        var members: UInt64 = 0
        let mask = set.pointee.mask
        _ = forEachMember(other) { place, _, _ in
          members |= 1 &<< UInt64(setPlace(target, mask, source[place]))
          return true
        }
        set.pointee.members = members
      }
      set.pointee.fill = other.pointee.count
      set.pointee.count = other.pointee.count
      set.pointee.version &+= 1
      return true
    }
    return forEachMember(other) { setInsert(set, $0, $1) >= 0 }
  }

  /// Calls `body` with each member and its hash until it returns false; tells whether it never did.
  @inline(__always)
  func forEachMember(_ set: SetRef, _ body: (Value, Int) -> Bool) -> Bool {
    forEachMember(set) { _, key, hash in body(key, hash) }
  }

  /// As above; `body` gets the place in the table too.
  @inline(__always)
  func forEachMember(_ set: SetRef, _ body: (Int, Value, Int) -> Bool) -> Bool {
    var place = 0
    while place <= set.pointee.mask {
      let start = place
      let version = set.pointee.version
      var (members, next) = set.pointee.stretch(from: start)
      place = next
      while members != 0 {
        let found = start + members.trailingZeroBitCount
        let entry = set.pointee.table.unsafelyUnwrapped[found]
        if !body(found, entry.key, entry.hash) { return false }
        members &= members &- 1
        if set.pointee.version == version { continue }
        // `body` has changed the set: the bits are out of date.
        place = found + 1
        break
      }
    }
    return true
  }

  /// Calls `body` with each key and its hash until it returns false; tells whether it never did.
  @inline(__always)
  func forEachKey(_ dict: Value, _ body: (Value, Int) -> Bool) -> Bool {
    let object = dict.object(DictObject.self)
    var i = 0
    while i < object.pointee.entryCount {
      let entry = object.pointee.entries.unsafelyUnwrapped[i]
      if !entry.key.isNil, !body(entry.key, entry.hash) { return false }
      i += 1
    }
    return true
  }

  /// Calls `body` with each item of an iterable and its hash; false with an exception pending on failure.
  private func forEachHashed(_ iterable: Value, _ body: (Value, Int) -> Bool) -> Bool {
    let iterator = getIterator(iterable)
    if iterator.isNil { return false }
    while true {
      let item = next(iterator)
      if item.isNil { return pointee.exception.isNil }
      guard let hash = hash(item), body(item, hash) else { return false }
    }
  }

  func setIntersection(_ a: Value, _ b: Value) -> Value {
    if a == b { return setCopy(a) }
    let result = makeSet(of: baseSetType(a))
    let target = result.object(SetObject.self)
    var base = a.object(SetObject.self)
    func keep(_ key: Value, _ hash: Int) -> Bool {
      let position = setFind(base, key, hash)
      return position == -2 ? false : position < 0 || setInsert(target, key, hash) >= 0
    }
    guard isAnySet(b) else { return forEachHashed(b, keep) ? result : .nil }
    var other = b.object(SetObject.self)
    if other.pointee.count > base.pointee.count { swap(&base, &other) }
    return forEachMember(other, keep) ? result : .nil
  }

  func setDifference(_ a: Value, _ b: Value) -> Value {
    let base = a.object(SetObject.self)
    let isDict = b.isExactly(pointee.types.dict)
    guard isAnySet(b) || isDict else { return setCopyMinus(a, b) }
    let otherCount = isDict ? dictCount(b) : b.object(SetObject.self).pointee.count
    if base.pointee.count >> 2 > otherCount { return setCopyMinus(a, b) }
    let result = makeSet(of: baseSetType(a))
    let target = result.object(SetObject.self)
    let isDone = forEachMember(base) { key, hash in
      let position = isDict ? dictFind(b.object(DictObject.self), key, hash: hash) : setFind(b.object(SetObject.self), key, hash)
      return position == -2 ? false : position >= 0 || setInsert(target, key, hash) >= 0
    }
    return isDone ? result : .nil
  }

  private func setCopyMinus(_ a: Value, _ b: Value) -> Value {
    let copy = setCopy(a)
    return copy.isNil || !setSubtract(copy, b) ? .nil : copy
  }

  /// `set -= iterable`; false with an exception pending on failure.
  func setSubtract(_ set: Value, _ other: Value) -> Bool {
    let object = set.object(SetObject.self)
    if set == other {
      setClear(object)
      return true
    }
    if isAnySet(other) {
      var source = other
      if other.object(SetObject.self).pointee.count >> 3 > object.pointee.count {
        source = setIntersection(set, other)
        if source.isNil { return false }
      }
      if !forEachMember(source.object(SetObject.self), { setDiscard(object, $0, $1) >= 0 }) { return false }
    } else if !forEachHashed(other, { setDiscard(object, $0, $1) >= 0 }) {
      return false
    }
    if object.pointee.fill - object.pointee.count > object.pointee.mask / 4 {
      setResize(object, object.pointee.count > 50000 ? object.pointee.count * 2 : object.pointee.count * 4)
    }
    return true
  }

  /// `set ^= iterable`; false with an exception pending on failure.
  func setToggle(_ set: Value, _ other: Value) -> Bool {
    let object = set.object(SetObject.self)
    if set == other {
      setClear(object)
      return true
    }
    func toggle(_ key: Value, _ hash: Int) -> Bool {
      let outcome = setDiscard(object, key, hash)
      return outcome < 0 ? false : outcome > 0 || setInsert(object, key, hash) >= 0
    }
    if other.isExactly(pointee.types.dict) { return forEachKey(other, toggle) }
    let source = isAnySet(other) ? other : makeSet(of: baseSetType(set), from: other)
    return source.isNil ? false : forEachMember(source.object(SetObject.self), toggle)
  }

  func setSymmetricDifference(_ a: Value, _ b: Value) -> Value {
    let result = makeSet(of: baseSetType(a), from: b)
    return result.isNil || !setToggle(result, a) ? .nil : result
  }

  /// Gives a set the members of another one.
  func setAssign(_ set: Value, _ other: Value) {
    let target = set.object(SetObject.self)
    let source = other.object(SetObject.self)
    target.pointee.table = source.pointee.table
    if source.pointee.table == SetObject.firstTable(source) {
      let table = makeSetTable(8)
      table.update(from: SetObject.firstTable(source), count: 8)
      target.pointee.table = table
    }
    target.pointee.mask = source.pointee.mask
    target.pointee.members = source.pointee.members
    target.pointee.fill = source.pointee.fill
    target.pointee.count = source.pointee.count
    target.pointee.version &+= 1
  }

  /// Whether all members of one set are in another: 1, 0, or -1 with an exception pending.
  func isSubset(_ a: Value, _ b: Value) -> Int {
    let x = a.object(SetObject.self)
    let y = b.object(SetObject.self)
    if x.pointee.count > y.pointee.count { return 0 }
    var failed = false
    let isInside = forEachMember(x) { key, hash in
      let position = setFind(y, key, hash)
      failed = position == -2
      return position >= 0
    }
    return failed ? -1 : isInside ? 1 : 0
  }

  /// Whether two sets have equal members: 1, 0, or -1 with an exception pending.
  func setsEqual(_ a: Value, _ b: Value) -> Int {
    let x = a.object(SetObject.self)
    let y = b.object(SetObject.self)
    if x.pointee.count != y.pointee.count { return 0 }
    if x.pointee.hash != -1, y.pointee.hash != -1, x.pointee.hash != y.pointee.hash { return 0 }
    return isSubset(a, b)
  }

  /// Whether a set has no item of an iterable: 1, 0, or -1 with an exception pending.
  func isDisjoint(_ set: Value, _ other: Value) -> Int {
    var base = set.object(SetObject.self)
    var failed = false
    func isAbsent(_ key: Value, _ hash: Int) -> Bool {
      let position = setFind(base, key, hash)
      failed = position == -2
      return position == -1
    }
    var isApart: Bool
    if isAnySet(other) {
      var walked = other.object(SetObject.self)
      if walked.pointee.count > base.pointee.count { swap(&base, &walked) }
      isApart = forEachMember(walked, isAbsent)
    } else {
      isApart = forEachHashed(other, isAbsent)
    }
    return failed || !pointee.exception.isNil ? -1 : isApart ? 1 : 0
  }

  /// Sets compare by inclusion: 1, 0, or -1 with an exception pending.
  func compareSets(_ op: Opcode, _ a: Value, _ b: Value) -> Int {
    let x = a.object(SetObject.self).pointee.count
    let y = b.object(SetObject.self).pointee.count
    switch op {
    case .equal: return setsEqual(a, b)
    case .notEqual:
      let outcome = setsEqual(a, b)
      return outcome < 0 ? -1 : 1 - outcome
    case .lessEqual: return isSubset(a, b)
    case .less: return x < y ? isSubset(a, b) : 0
    case .greaterEqual: return isSubset(b, a)
    default: return x > y ? isSubset(b, a) : 0
    }
  }
}
