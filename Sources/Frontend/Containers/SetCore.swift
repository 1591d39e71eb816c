// Stores sets in CPython's table layout, so that they iterate and pop in its order.

extension SetObject {
  /// Where the first table of a set of a built-in class is.
  @inline(__always)
  static func firstTable(_ set: UnsafeMutablePointer<SetObject>) -> UnsafeMutablePointer<SetEntry> {
    UnsafeMutableRawPointer(set + 1).assumingMemoryBound(to: SetEntry.self)
  }

  /// The members at or after a place in the table, up to the end of a stretch of it: a bit each, the lowest for the place;
  /// and where the next stretch begins.
  ///
  /// Walks go by these bits: branches on every entry of a sparse table are not foreseen by the processor.
  @inline(__always)
  func stretch(from place: Int) -> (members: UInt64, next: Int) {
    if mask < 64 { return (members &>> UInt64(place), 64) }
    let first = table.unsafelyUnwrapped + (place & ~7)
    var bits: UInt64 = 0
    for i in 0..<8 { bits |= (first[i].isLive ? 1 : 0) &<< UInt64(i) }
    return (bits &>> UInt64(place & 7), (place | 7) + 1)
  }
}

/// A pointer to a set's memory.
typealias SetRef = UnsafeMutablePointer<SetObject>

extension UnsafeMutablePointer where Pointee == VMState {
  /// How many neighbours are looked at before jumping.
  var linearProbes: Int { 9 }

  /// An empty set.
  public func makeSet() -> Value { makeSet(of: pointee.types.set) }

  /// An empty set or frozenset; `type` may be a subclass.
  func makeSet(of type: TypeRef) -> Value {
    if type.pointee.isUser {
      let set = makeInstance(type).assumingMemoryBound(to: SetObject.self)
      set.pointee.hash = -1
      set.pointee.mask = 7
      let value = Value(set)
      set.pointee.table = makeSetTable(8)
      return value
    }
    // The first table lies behind the object.
    let set = allocate(SetObject.self, type, extra: 8 * MemoryLayout<SetEntry>.stride)
    set.pointee.hash = -1
    set.pointee.mask = 7
    set.pointee.table = SetObject.firstTable(set)
    return Value(set)
  }

  func makeSetTable(_ size: Int) -> UnsafeMutablePointer<SetEntry> {
    allocateBytes(size * MemoryLayout<SetEntry>.stride).assumingMemoryBound(to: SetEntry.self)
  }

  /// Removes all members and forgets the table.
  func setClear(_ set: SetRef) {
    if set.pointee.fill > 0 || set.pointee.mask != 7 { set.pointee.table = makeSetTable(8) }
    set.pointee.mask = 7
    set.pointee.members = 0
    set.pointee.fill = 0
    set.pointee.count = 0
    set.pointee.version &+= 1
  }

  /// Adds a key with its hash: 1 when it was added, 0 when it was there, -1 with an exception pending.
  func setInsert(_ set: SetRef, _ key: Value, _ hash: Int) -> Int {
    restart: while true {
      let table = set.pointee.table.unsafelyUnwrapped
      let mask = set.pointee.mask
      var perturb = UInt(bitPattern: hash)
      var i = hash & mask
      var free = -1
      while true {
        var probes = i + linearProbes <= mask ? linearProbes : 0
        var j = i
        while true {
          let entry = table + j
          if entry.pointee.hash == hash {
            let present = entry.pointee.key
            if present == key { return 0 }
            if present.isNil {
              setFill(set, table, free >= 0 ? free : j, free >= 0, key, hash)
              return 1
            }
            let version = set.pointee.version
            let outcome = keysEqual(present, key)
            if outcome < 0 { return -1 }
            if version != set.pointee.version { continue restart }
            if outcome > 0 { return 0 }
          } else if entry.pointee.isEmpty {
            setFill(set, table, free >= 0 ? free : j, free >= 0, key, hash)
            return 1
          } else if entry.pointee.hash == -1 {
            free = j
          }
          if probes == 0 { break }
          probes -= 1
          j += 1
        }
        perturb &>>= 5
        i = (i &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
      }
    }
  }

  @inline(__always)
  private func setFill(_ set: SetRef, _ table: UnsafeMutablePointer<SetEntry>, _ position: Int, _ reuses: Bool, _ key: Value, _ hash: Int) {
    table[position] = SetEntry(key: key, hash: hash)
    set.pointee.members |= 1 &<< UInt64(position)
    set.pointee.count += 1
    set.pointee.version &+= 1
    if reuses { return }
    set.pointee.fill += 1
    if set.pointee.fill * 5 >= set.pointee.mask * 3 {
      setResize(set, set.pointee.count > 50000 ? set.pointee.count * 2 : set.pointee.count * 4)
    }
  }

  /// Rebuilds the table with the least power of two above `wanted` (at least 8).
  func setResize(_ set: SetRef, _ wanted: Int) {
    var size = 8
    while size <= wanted { size <<= 1 }
    let table = makeSetTable(size)
    let old = set.pointee.table.unsafelyUnwrapped
    var members: UInt64 = 0
    _ = forEachMember(set) { place, _, _ in
      members |= 1 &<< UInt64(setPlace(table, size - 1, old[place]))
      return true
    }
    set.pointee.table = table
    set.pointee.members = members
    set.pointee.mask = size - 1
    set.pointee.fill = set.pointee.count
    set.pointee.version &+= 1
  }

  /// Puts an entry into a table without deleted entries that does not have its key; returns where.
  @inline(__always)
  func setPlace(_ table: UnsafeMutablePointer<SetEntry>, _ mask: Int, _ entry: SetEntry) -> Int {
    var perturb = UInt(bitPattern: entry.hash)
    var i = entry.hash & mask
    while true {
      var probes = i + linearProbes <= mask ? linearProbes : 0
      var j = i
      while true {
        if table[j].isEmpty {
          table[j] = entry
          return j
        }
        if probes == 0 { break }
        probes -= 1
        j += 1
      }
      perturb &>>= 5
      i = (i &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
  }

  /// The table position of a key, -1 if it is absent. Of an entry with the same hash whose key is another word `compare` tells: 1
  /// that this is it, 0 that it is not, less than 0 that the search is over with that answer. What `compare` does may change
  /// the set only if it then gives less than 0.
  @inline(__always)
  func setProbe(_ set: SetRef, _ key: Value, _ hash: Int, _ compare: (Value) -> Int) -> Int {
    guard let table = set.pointee.table else { return -1 }
    let mask = set.pointee.mask
    var perturb = UInt(bitPattern: hash)
    var i = hash & mask
    while true {
      var probes = i + linearProbes <= mask ? linearProbes : 0
      var j = i
      while true {
        let entry = table + j
        if entry.pointee.isEmpty { return -1 }
        if entry.pointee.hash == hash {
          if entry.pointee.key == key { return j }
          let outcome = compare(entry.pointee.key)
          if outcome > 0 { return j }
          if outcome < 0 { return outcome }
        }
        if probes == 0 { break }
        probes -= 1
        j += 1
      }
      perturb &>>= 5
      i = (i &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
  }

  /// The table position of a key, -1 if it is absent, -2 with an exception pending if a comparison raised.
  @inline(__always)
  func setFind(_ set: SetRef, _ key: Value, _ hash: Int) -> Int {
    while true {
      let version = set.pointee.version
      let place = setProbe(set, key, hash) { other in
        let outcome = keysEqual(other, key)
        return outcome < 0 ? -2 : version != set.pointee.version ? -3 : outcome
      }
      if place != -3 { return place }
    }
  }

  /// Takes out the member at a table position.
  @inline(__always)
  func setRemove(_ set: SetRef, at position: Int) {
    set.pointee.table.unsafelyUnwrapped[position] = SetEntry.deleted
    set.pointee.members &= ~(1 &<< UInt64(position))
    set.pointee.count -= 1
    set.pointee.version &+= 1
  }

  // MARK: Any key

  /// Adds an item to a set; false with an exception pending when it cannot be hashed or compared.
  public func setAdd(_ set: Value, _ item: Value) -> Bool {
    guard let hash = hash(item) else { return false }
    return setInsert(set.object(SetObject.self), item, hash) >= 0
  }

  /// `item in set`: 1, 0, or -1 with an exception pending. A set as item is looked up by its frozen hash.
  func setContains(_ set: Value, _ item: Value) -> Int {
    guard let hash = setKeyHash(item) else { return -1 }
    let position = setFind(set.object(SetObject.self), item, hash)
    return position >= 0 ? 1 : position == -2 ? -1 : 0
  }

  /// Removes an item: 1, 0 if it is absent, or -1 with an exception pending.
  func setDiscard(_ set: Value, _ item: Value) -> Int {
    guard let hash = setKeyHash(item) else { return -1 }
    return setDiscard(set.object(SetObject.self), item, hash)
  }

  func setDiscard(_ set: SetRef, _ key: Value, _ hash: Int) -> Int {
    let position = setFind(set, key, hash)
    if position < 0 { return position == -2 ? -1 : 0 }
    setRemove(set, at: position)
    return 1
  }

  /// The hash for a lookup: unhashable sets are taken as frozensets.
  private func setKeyHash(_ item: Value) -> Int? {
    if item.isKind(.set), typeLookup(item.heapType, name(.__hash__)).isNone { return computeFrozenSetHash(item.object(SetObject.self)) }
    return hash(item)
  }

  /// Takes out the member that CPython's `pop` would; nil with KeyError pending when the set is empty.
  func setPop(_ value: Value) -> Value {
    let set = value.object(SetObject.self)
    if set.pointee.count == 0 { return raise("KeyError", argument: makeString("pop from an empty set")) }
    let table = set.pointee.table.unsafelyUnwrapped
    var position = set.pointee.finger & set.pointee.mask
    while !table[position].isLive { position = position == set.pointee.mask ? 0 : position + 1 }
    let key = table[position].key
    setRemove(set, at: position)
    set.pointee.finger = position + 1
    return key
  }

  func setNext(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    if iterator.pointee.source.isNil { return .nil }
    let set = iterator.pointee.source.object(SetObject.self)
    if set.pointee.count != iterator.pointee.limit {
      iterator.pointee.limit = -1
      return raise("RuntimeError", "Set changed size during iteration")
    }
    let table = set.pointee.table.unsafelyUnwrapped
    var i = iterator.pointee.index
    while i <= set.pointee.mask {
      let (members, next) = set.pointee.stretch(from: i)
      if members != 0 {
        i += members.trailingZeroBitCount
        iterator.pointee.index = i + 1
        return table[i].key
      }
      i = next
    }
    iterator.pointee.source = .nil
    return .nil
  }

  /// How many items an iterator over a set has not given yet.
  func setItemsLeft(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let set = iterator.pointee.source.object(SetObject.self)
    guard set.pointee.count == iterator.pointee.limit, let table = set.pointee.table else { return Value(smallInt: 0) }
    var left = 0
    var i = iterator.pointee.index
    while i <= set.pointee.mask {
      if table[i].isLive { left += 1 }
      i += 1
    }
    return Value(smallInt: left)
  }

  /// CPython's hash of a frozenset, kept in the object.
  public func frozenSetHash(_ value: Value) -> Int? {
    let set = value.object(SetObject.self)
    if set.pointee.hash != -1 { return set.pointee.hash }
    set.pointee.hash = computeFrozenSetHash(set)
    return set.pointee.hash
  }

  private func computeFrozenSetHash(_ set: SetRef) -> Int {
    func shuffle(_ h: UInt) -> UInt { ((h ^ 89_869_747) ^ (h &<< 16)) &* 3_644_798_167 }
    var hash: UInt = 0
    _ = forEachMember(set) { _, own in
      hash ^= shuffle(UInt(bitPattern: own))
      return true
    }
    hash ^= (UInt(set.pointee.count) &+ 1) &* 1_927_868_237
    hash ^= (hash &>> 11) ^ (hash &>> 25)
    hash = hash &* 69069 &+ 907_133_923
    return hash == UInt.max ? 590_923_713 : Int(bitPattern: hash)
  }
}
