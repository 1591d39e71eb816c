// Stores dictionaries: an index table over entries in insertion order.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// An empty dict.
  public func makeDict(hasCells: Bool = false) -> Value {
    let dict = allocate(DictObject.self, pointee.types.dict)
    dict.pointee.mask = -1
    dict.pointee.hasCells = hasCells
    dict.pointee.extra = .nil
    return Value(dict)
  }

  @inline(__always)
  public func dictCount(_ dict: Value) -> Int { dict.object(DictObject.self).pointee.count }

  /// The value under a string key, or nil. Never fails.
  @inline(__always)
  public func dictGet(_ dict: Value, _ key: Value) -> Value {
    let object = dict.object(DictObject.self)
    let position = dictFind(object, string: key, hash: stringHash(key))
    return position < 0 ? .nil : dictValue(object, position)
  }

  /// Sets a string key. Never fails.
  public func dictSet(_ dict: Value, _ key: Value, _ value: Value) {
    let object = dict.object(DictObject.self)
    let hash = stringHash(key)
    let position = dictFind(object, string: key, hash: hash)
    if position >= 0 { return dictStore(object, position, value) }
    dictInsert(object, key, hash, value)
  }

  /// Entry number `position`'s value; in a namespace the content of its cell (which may be nil).
  @inline(__always)
  public func dictValue(_ dict: UnsafeMutablePointer<DictObject>, _ position: Int) -> Value {
    let value = dict.pointee.entries.unsafelyUnwrapped[position].value
    return dict.pointee.hasCells ? value.object(GlobalCell.self).pointee.value : value
  }

  /// Replaces the value of entry number `position`.
  @inline(__always)
  public func dictStore(_ dict: UnsafeMutablePointer<DictObject>, _ position: Int, _ value: Value) {
    if dict.pointee.hasCells {
      storeGlobal(dict.pointee.entries.unsafelyUnwrapped[position].value.object(GlobalCell.self), value)
    } else {
      dict.pointee.entries.unsafelyUnwrapped[position].value = value
    }
  }

  /// The entry number of a key, -1 if it is absent. Of an entry with the same hash whose key is another word `compare` tells: 1
  /// that this is it, 0 that it is not, less than 0 that the search is over with that answer. What `compare` does may change
  /// the dict only if it then gives less than 0.
  @inline(__always)
  func dictProbe(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value, _ hash: Int, _ compare: (Value) -> Int) -> Int {
    let mask = dict.pointee.mask
    if mask < 0 { return -1 }
    let indices = dict.pointee.indices.unsafelyUnwrapped
    let entries = dict.pointee.entries.unsafelyUnwrapped
    var perturb = UInt(bitPattern: hash)
    var i = hash & mask
    while true {
      let index = Int(indices[i])
      if index >= 0 {
        let entry = entries + index
        if entry.pointee.key == key { return index }
        if entry.pointee.hash == hash {
          let outcome = compare(entry.pointee.key)
          if outcome > 0 { return index }
          if outcome < 0 { return outcome }
        }
      } else if index == -1 {
        return -1
      }
      perturb &>>= 5
      i = (i &* 5 &+ Int(bitPattern: perturb) &+ 1) & mask
    }
  }

  /// The entry number of a string key, or -1, with an exception pending if a comparison raised.
  @inline(__always)
  public func dictFind(_ dict: UnsafeMutablePointer<DictObject>, string key: Value, hash: Int) -> Int {
    let position = dictProbe(dict, key, hash) { other in
      other.isExactly(pointee.types.str) ? stringsEqual(other, key) ? 1 : 0 : -3
    }
    return position == -3 ? dictFindOdd(dict, key, hash) : position
  }

  /// The entry number of any key, -1 if it is absent, -2 with an exception pending if a comparison raised.
  public func dictFind(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value, hash: Int) -> Int {
    guard key.isExactly(pointee.types.str) else { return dictFindComparing(dict, key, hash) }
    let before = pointee.exception
    let position = dictFind(dict, string: key, hash: hash)
    return position < 0 && pointee.exception != before ? -2 : position
  }

  /// The entry number of a string key among keys with its hash that are no plain strings.
  @inline(never)
  private func dictFindOdd(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value, _ hash: Int) -> Int {
    Swift.max(dictFindComparing(dict, key, hash), -1)
  }

  /// As `dictFind`, where comparing may run code of the program, which may change the dict: then the search begins again.
  @inline(__always)
  private func dictFindComparing(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value, _ hash: Int) -> Int {
    while true {
      let version = dict.pointee.version
      let position = dictProbe(dict, key, hash) { other in
        let outcome = keysEqual(other, key)
        return outcome < 0 ? -2 : version != dict.pointee.version ? -3 : outcome
      }
      if position != -3 { return position }
    }
  }

  /// 1 if two keys with equal hashes are equal, 0 if not, -1 with an exception pending.
  @inline(__always)
  public func keysEqual(_ a: Value, _ b: Value) -> Int {
    if a.isSmallInt && b.isSmallInt { return 0 }
    if a.isExactly(pointee.types.str), b.isExactly(pointee.types.str) { return stringsEqual(a, b) ? 1 : 0 }
    return equal(a, b)
  }

  /// Adds a key that is known to be absent.
  public func dictInsert(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value, _ hash: Int, _ value: Value) {
    if dict.pointee.entryCount == dict.pointee.entryCapacity { dictGrow(dict) }
    var stored = value
    if dict.pointee.hasCells { stored = Value(namespaceCell(dict, key, value)) }
    let index = dict.pointee.entryCount
    dict.pointee.entries.unsafelyUnwrapped[index] = DictEntry(hash: hash, key: key, value: stored)
    dict.pointee.entryCount = index + 1
    dict.pointee.count += 1
    dict.pointee.version &+= 1
    dictLink(dict, hash, index)
  }

  @inline(__always)
  private func dictLink(_ dict: UnsafeMutablePointer<DictObject>, _ hash: Int, _ index: Int) {
    let indices = dict.pointee.indices.unsafelyUnwrapped
    let mask = dict.pointee.mask
    var perturb = UInt(bitPattern: hash)
    var i = hash & mask
    while indices[i] >= 0 {
      perturb &>>= 5
      i = (i &* 5 &+ Int(bitPattern: perturb) &+ 1) & mask
    }
    indices[i] = Int32(truncatingIfNeeded: index)
  }

  /// Makes room for another entry: compacts deleted ones away and doubles when needed.
  func dictGrow(_ dict: UnsafeMutablePointer<DictObject>) {
    if dict.pointee.count == 0, dict.pointee.entryCapacity == 5, let indices = dict.pointee.indices {
      dict.pointee.entryCount = 0
      memset(indices, 0xFF, (dict.pointee.mask + 1) * 4)
      return
    }
    dictResize(dict, capacity: Swift.max(5, dict.pointee.count * 2 + 1))
  }

  /// Rebuilds the tables with room for at least `capacity` entries.
  public func dictResize(_ dict: UnsafeMutablePointer<DictObject>, capacity wanted: Int) {
    var size = 8
    while size * 2 / 3 < wanted { size *= 2 }
    let capacity = size * 2 / 3
    let entries = allocateBytes(capacity * MemoryLayout<DictEntry>.stride + size * 4).assumingMemoryBound(to: DictEntry.self)
    let indices = UnsafeMutableRawPointer(entries + capacity).assumingMemoryBound(to: Int32.self)
    memset(indices, 0xFF, size * 4)
    var next = 0
    if let old = dict.pointee.entries {
      for i in 0..<dict.pointee.entryCount where !old[i].key.isNil {
        entries[next] = old[i]
        next += 1
      }
    }
    dict.pointee.entries = entries
    dict.pointee.entryCapacity = capacity
    dict.pointee.entryCount = next
    dict.pointee.indices = indices
    dict.pointee.mask = size - 1
    dict.pointee.version &+= 1
    for i in 0..<next { dictLink(dict, entries[i].hash, i) }
  }

  /// Removes entry number `position`.
  public func dictRemove(_ dict: UnsafeMutablePointer<DictObject>, _ position: Int) {
    let entries = dict.pointee.entries.unsafelyUnwrapped
    let indices = dict.pointee.indices.unsafelyUnwrapped
    let hash = entries[position].hash
    var perturb = UInt(bitPattern: hash)
    var i = hash & dict.pointee.mask
    while Int(indices[i]) != position {
      perturb &>>= 5
      i = (i &* 5 &+ Int(bitPattern: perturb) &+ 1) & dict.pointee.mask
    }
    indices[i] = -2
    if dict.pointee.hasCells { forgetCell(dict, entries[position]) }
    entries[position] = DictEntry(hash: 0, key: .nil, value: .nil)
    dict.pointee.count -= 1
    dict.pointee.version &+= 1
    // Deleted marks stay in the index table, and entries are not reused, so that an empty place always remains there,
    // and an iterator that is under way sees what is added.
  }

  /// Removes all entries.
  public func dictClear(_ dict: UnsafeMutablePointer<DictObject>) {
    if dict.pointee.hasCells {
      for i in 0..<dict.pointee.entryCount where !dict.pointee.entries.unsafelyUnwrapped[i].key.isNil { dictRemove(dict, i) }
    }
    dict.pointee.count = 0
    dict.pointee.entryCount = 0
    dict.pointee.entryCapacity = 0
    dict.pointee.entries = nil
    dict.pointee.indices = nil
    dict.pointee.mask = -1
    dict.pointee.version &+= 1
  }

  // MARK: Any key

  /// The value under any key: nil when it is absent or, with an exception pending, when the key cannot be hashed.
  public func dictLookup(_ dict: Value, _ key: Value) -> Value {
    guard let hash = hash(key) else { return .nil }
    let object = dict.object(DictObject.self)
    let position = dictFind(object, key, hash: hash)
    return position < 0 ? .nil : dictValue(object, position)
  }

  /// Sets any key; returns false with an exception pending when it cannot be hashed or compared.
  public func dictAssign(_ dict: Value, _ key: Value, _ value: Value) -> Bool {
    guard let hash = hash(key) else { return false }
    let object = dict.object(DictObject.self)
    let position = dictFind(object, key, hash: hash)
    if position == -2 { return false }
    if position >= 0 {
      dictStore(object, position, value)
    } else {
      dictInsert(object, key, hash, value)
    }
    return true
  }

  /// Removes any key; returns 1 if it was there, 0 if not, -1 with an exception pending.
  public func dictDelete(_ dict: Value, _ key: Value) -> Int {
    guard let hash = hash(key) else { return -1 }
    let object = dict.object(DictObject.self)
    let position = dictFind(object, key, hash: hash)
    if position < 0 { return position == -2 ? -1 : 0 }
    dictRemove(object, position)
    return 1
  }
}
