// Defines min and max.

extension Runtime {
  func defineSelectionFunctions() {
    define(builtins, "min", "...") { vm, args in vm.select(args, "min", .less) }
    define(builtins, "max", "...") { vm, args in vm.select(args, "max", .greater) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `min` or `max`: the first item that `op` prefers to all others.
  fileprivate func select(_ args: Arguments, _ name: String, _ op: Opcode) -> Value {
    var key = Value.nil
    var fallback = Value.nil
    for (keyword, value) in keywordPairs(args) {
      switch swiftString(keyword) {
      case "key": key = value.isNone ? .nil : value
      case "default": fallback = value
      default: return raise("TypeError", "'\(swiftString(keyword))' is an invalid keyword argument for \(name)()")
      }
    }
    if args.count == 0 { return raise("TypeError", "\(name) expected at least 1 argument, got 0") }
    if args.count > 1 {
      if !fallback.isNil { return raise("TypeError", "Cannot specify a default for \(name)() with multiple positional arguments") }
      return selectAmong(args, key, op)
    }
    if key.isNil {
      let best = selectInt(args[0], op)
      if !best.isNil { return best }
    }
    let iterator = getIterator(args[0])
    if iterator.isNil { return .nil }
    var sink = ItemSink(!key.isNil ? .nothing : op == .less ? .least : .greatest)
    let best = withUnsafeMutablePointer(to: &sink) { select(iterator, key, op, $0) }
    if !pointee.exception.isNil { return .nil }
    if !best.isNil { return best }
    return fallback.isNil ? raise("ValueError", "\(name)() arg is an empty sequence") : fallback
  }

  /// The preferred item of a built-in collection of immediate ints; nil for anything else.
  private func selectInt(_ items: Value, _ op: Opcode) -> Value {
    guard items.isReference, !items.heapType.pointee.isUser else { return .nil }
    var best = Value.nil
    func isTaken(_ item: Value) -> Bool {
      guard item.isSmallInt else { return false }
      if best.isNil || (op == .less ? item.smallInt < best.smallInt : item.smallInt > best.smallInt) { best = item }
      return true
    }
    switch items.heapType.pointee.kind {
    case .set, .frozenSet: return forEachMember(items.object(SetObject.self), { item, _ in isTaken(item) }) ? best : .nil
    case .list, .tuple: return sequenceItems(items).allSatisfy(isTaken) ? best : .nil
    default: return .nil
    }
  }

  /// The preferred item of an iterator; nil without exception when it has none, nil with one on failure.
  private func select(_ iterator: Value, _ key: Value, _ op: Opcode, _ sink: UnsafeMutablePointer<ItemSink>) -> Value {
    var bestKey = Value.nil
    while true {
      let item = next(iterator, into: sink)
      if item.isNil { return pointee.exception.isNil ? sink.pointee.target : .nil }
      if key.isNil { bestKey = sink.pointee.target }
      guard prefer(item, key, op, &sink.pointee.target, &bestKey) else { return .nil }
    }
  }

  private func selectAmong(_ args: Arguments, _ key: Value, _ op: Opcode) -> Value {
    var best = Value.nil
    var bestKey = Value.nil
    for i in 0..<args.count {
      guard prefer(args[i], key, op, &best, &bestKey) else { return .nil }
    }
    return best
  }

  @inline(__always)
  private func prefer(_ item: Value, _ key: Value, _ op: Opcode, _ best: inout Value, _ bestKey: inout Value) -> Bool {
    let itemKey = key.isNil ? item : call(key, item)
    if itemKey.isNil { return false }
    if !best.isNil {
      if itemKey.isSmallInt, bestKey.isSmallInt {
        guard op == .less ? itemKey.smallInt < bestKey.smallInt : itemKey.smallInt > bestKey.smallInt else { return true }
      } else if itemKey.isSmallFloat, bestKey.isSmallFloat {
        guard op == .less ? itemKey.smallFloat < bestKey.smallFloat : itemKey.smallFloat > bestKey.smallFloat else { return true }
      } else {
        let result = compare(op, itemKey, bestKey)
        if result.isNil { return false }
        let outcome = truth(result)
        if outcome < 0 { return false }
        if outcome == 0 { return true }
      }
    }
    best = item
    bestKey = itemKey
    return true
  }
}
