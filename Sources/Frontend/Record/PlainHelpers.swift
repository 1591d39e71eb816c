// Defines the functions that compiled code calls where no code of the program can run: keys, plain natives, arithmetic.

@inline(__always) private func machine(_ state: StatePointer) -> VM { state.assumingMemoryBound(to: VMState.self) }
@inline(__always) private func value(_ word: UInt64) -> Value { Value(bits: word) }

/// Those on keys give nil, without an exception and with nothing done, where hashing or comparing may run code of the program: compiled code leaves.
extension Helpers {
  // MARK: Natives

  static let plain1: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, callee, a in
    machine(state).callPlainly(callee, count: 1) { $0[0] = value(a) }
  }
  static let plain2: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, a, b in
    machine(state).callPlainly(callee, count: 2) { ($0[0], $0[1]) = (value(a), value(b)) }
  }
  static let plain3: @convention(c) (StatePointer, UInt64, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, a, b, c in
    machine(state).callPlainly(callee, count: 3) { ($0[0], $0[1], $0[2]) = (value(a), value(b), value(c)) }
  }
  static let plain4: @convention(c) (StatePointer, UInt64, UInt64, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, a, b, c, d in
    machine(state).callPlainly(callee, count: 4) { ($0[0], $0[1], $0[2], $0[3]) = (value(a), value(b), value(c), value(d)) }
  }

  // MARK: Operators

  static let concatenate: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { machine($0).concatenateStrings(value($1), value($2)).raw }
  static let plainBinary: @convention(c) (StatePointer, Int, UInt64, UInt64) -> UInt64 = { state, op, a, b in
    let (vm, op) = (machine(state), unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self))
    if op == .add, value(a).isExactly(vm.pointee.types.list), value(b).isExactly(vm.pointee.types.list) {
      return vm.concatenateLists(value(a), value(b)).raw
    }
    guard value(a).isKind(.complex) || value(b).isKind(.complex), let x = vm.complexNumber(value(a)), let y = vm.complexNumber(value(b)) else {
      return vm.binary(op, value(a), value(b)).raw
    }
    let result = vm.complexBinary(op, x, y)
    return result == vm.pointee.notImplemented ? vm.binary(op, value(a), value(b)).raw : result.raw
  }
  static let joinTexts: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, items in
    let vm = machine(state)
    return vm.joinStrings(vm.tupleBase(value(items)), count: vm.tupleCount(value(items))).raw
  }
  static let format: @convention(c) (StatePointer, UInt64, UInt64, Int) -> UInt64 = { state, object, specification, conversion in
    machine(state).formatValue(value(object), conversion: conversion, value(specification)).raw
  }

  // MARK: Keys

  /// The value under a key of a dict, else what is given for that: nil for none.
  static let dictItem: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = { state, dict, key, fallback in
    let (vm, object) = (machine(state), value(dict).object(DictObject.self))
    let position = vm.simplePosition(object, value(key))
    return position >= 0 ? object.pointee.entries.unsafelyUnwrapped[position].value.raw : position == -1 ? fallback : Value.nil.raw
  }
  static let dictStoreItem: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = { state, dict, key, item in
    (machine(state).simpleStore(value(dict).object(DictObject.self), value(key), value(item)) ? Value.none : .nil).raw
  }
  /// Takes a key out of a dict; nil where there is none.
  static let dictDeleteItem: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, dict, key in
    let (vm, object) = (machine(state), value(dict).object(DictObject.self))
    let position = vm.simplePosition(object, value(key))
    guard position >= 0 else { return Value.nil.raw }
    vm.dictRemove(object, position)
    return Value.none.raw
  }
  /// A dict of a tuple of keys and values.
  static let displayDict: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, parts in
    let (vm, parts) = (machine(state), value(parts))
    let dict = vm.makeDict()
    for i in stride(from: 0, to: vm.tupleCount(parts), by: 2) {
      guard vm.simpleStore(dict.object(DictObject.self), vm.tupleBase(parts)[i], vm.tupleBase(parts)[i + 1]) else { return Value.nil.raw }
    }
    return dict.raw
  }
  /// Adds an item to a set.
  static let setAddItem: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, set, item in
    let (vm, object) = (machine(state), value(set).object(SetObject.self))
    guard vm.isSimpleKey(value(item)), let hash = vm.simpleHash(value(item)) else { return Value.nil.raw }
    let place = vm.simplePlace(object, value(item), hash)
    if place == -2 { return Value.nil.raw }
    if place == -1 { _ = vm.setInsert(object, value(item), hash) }
    return Value.none.raw
  }
  /// Takes an item out of a set: whether it was there.
  static let setTakeItem: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, set, item in
    let (vm, object) = (machine(state), value(set).object(SetObject.self))
    guard vm.isSimpleKey(value(item)), let hash = vm.simpleHash(value(item)) else { return Value.nil.raw }
    let place = vm.simplePlace(object, value(item), hash)
    if place == -2 { return Value.nil.raw }
    if place >= 0 { vm.setRemove(object, at: place) }
    return Value(place >= 0).raw
  }
  /// Whether a set, dict, string, tuple or list has an item.
  static let hasItem: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, container, item in
    let outcome = machine(state).simplyContains(value(container), value(item))
    return (outcome < 0 ? Value.nil : Value(outcome > 0)).raw
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls a native's body with the arguments that `fill` puts above all frames.
  @inline(__always)
  fileprivate func callPlainly(_ callee: UInt64, count: Int, _ fill: (UnsafeMutablePointer<Value>) -> Void) -> UInt64 {
    let base = pointee.top
    fill(base)
    pointee.top = base + count
    let entry = pointee.natives + Value(bits: callee).object(BuiltinObject.self).pointee.native
    let result = entry.pointee.body(self, Arguments(base: base, count: count))
    pointee.top = base
    return result.raw
  }

  /// Whether hashing a value, and comparing it with another of these, runs no code of the program.
  @inline(__always)
  func isSimpleKey(_ value: Value) -> Bool { isPlainKey(value) || isSimpleObject(value) }

  @inline(never)
  private func isSimpleObject(_ value: Value) -> Bool {
    let type = value.heapType
    if type == pointee.types.tuple {
      for i in 0..<tupleCount(value) where !isPlainKey(tupleBase(value)[i]) && !isSimpleNumber(tupleBase(value)[i]) { return false }
      return true
    }
    // Classes and functions are equal to themselves only.
    return isSimpleNumber(value) || type == pointee.types.type || type == pointee.types.function
  }

  /// The hash of an immediate value or a string.
  @inline(__always)
  func plainHash(_ key: Value) -> Int {
    if key.isSmallInt { return hash(ofSmallInt: key.smallInt) }
    if key.isReference {
      let known = key.object(StrObject.self).pointee.hash
      if known != 0 { return known }
    }
    return hash(key) ?? 0
  }

  /// The hash of a key that is simple; nil for a tuple that cannot be hashed.
  @inline(__always)
  fileprivate func simpleHash(_ key: Value) -> Int? { isPlainKey(key) ? plainHash(key) : hash(key) }

  private func isSimpleNumber(_ value: Value) -> Bool { value.heapType == pointee.types.int || value.heapType == pointee.types.float }

  /// The entry of a key in a dict that is no namespace, -1 if there is none, -2 if code of the program might have to tell.
  @inline(__always)
  func simplePosition(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value) -> Int {
    guard isSimpleKey(key), !dict.pointee.hasCells, let hash = simpleHash(key) else { return -2 }
    return simplePosition(dict, key, hash)
  }

  @inline(__always)
  private func simplePosition(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value, _ hash: Int) -> Int {
    dictProbe(dict, key, hash) { isSimpleKey($0) ? keysEqual($0, key) : -2 }
  }

  /// Sets an item of a dict; false with nothing done where code of the program might have to tell whether the key is there.
  fileprivate func simpleStore(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value, _ item: Value) -> Bool {
    guard isSimpleKey(key), !dict.pointee.hasCells, let hash = simpleHash(key) else { return false }
    let position = simplePosition(dict, key, hash)
    if position == -2 { return false }
    if position >= 0 {
      dict.pointee.entries.unsafelyUnwrapped[position].value = item
    } else {
      dictInsert(dict, key, hash, item)
    }
    return true
  }

  /// Where a key is in a set, -1 if nowhere, -2 if code of the program might have to tell.
  @inline(__always)
  func simplePlace(_ set: SetRef, _ key: Value, _ hash: Int) -> Int {
    setProbe(set, key, hash) { isSimpleKey($0) ? keysEqual($0, key) : -2 }
  }

  /// `item in container`: 1, 0, or -1 where code of the program might have to tell, or where that is an error.
  func simplyContains(_ container: Value, _ item: Value) -> Int {
    guard container.isReference else { return -1 }
    switch container.heapType.pointee.kind {
    case .str: return item.isKind(.str) ? stringContains(container, item) : -1
    case .set, .frozenSet:
      guard isSimpleKey(item), let hash = simpleHash(item) else { return -1 }
      let place = simplePlace(container.object(SetObject.self), item, hash)
      return place == -2 ? -1 : place >= 0 ? 1 : 0
    case .dict:
      let position = simplePosition(container.object(DictObject.self), item)
      return position == -2 ? -1 : position >= 0 ? 1 : 0
    case .tuple: return simplyContains(tupleBase(container), tupleCount(container), item)
    case .list:
      let list = container.object(ListObject.self)
      guard let items = list.pointee.items else { return 0 }
      return simplyContains(items, list.pointee.count, item)
    default: return -1
    }
  }

  private func simplyContains(_ items: UnsafeMutablePointer<Value>, _ count: Int, _ item: Value) -> Int {
    guard isPlainKey(item) else { return -1 }
    for i in 0..<count {
      let other = items[i]
      if other == item { return 1 }
      guard isPlainKey(other) else { return -1 }
      if keysEqual(other, item) > 0 { return 1 }
    }
    return 0
  }
}
