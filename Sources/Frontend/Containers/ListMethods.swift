// Defines list and tuple.

extension Runtime {
  /// Defines comparison methods that ask the container operators.
  func installComparisons(_ type: TypeRef) {
    for (name, op) in [
      ("__eq__", Opcode.equal), ("__ne__", .notEqual), ("__lt__", .less), ("__le__", .lessEqual), ("__gt__", .greater),
      ("__ge__", .greaterEqual),
    ] {
      define(type, name, 1, 1) { vm, args in vm.containerCompare(op, args[0], args[1]) }
    }
  }

  /// Defines what all built-in sequences have.
  func installSequenceMethods(_ type: TypeRef) {
    define(type, "__len__", 0, 0) { vm, args in
      guard let count = vm.nativeLength(args[0]) else { return .nil }
      return vm.makeInt(count)
    }
    define(type, "__getitem__", 1, 1) { vm, args in vm.nativeGetItem(args[0], args[1]) }
    define(type, "__contains__", 1, 1) { vm, args in
      let outcome = vm.nativeContains(args[0], args[1])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(type, "__iter__", 0, 0) { vm, args in vm.nativeIterator(args[0]) }
    define(type, "__repr__", 0, 0) { vm, args in vm.containerRepr(args[0]) }
  }

  /// Defines `+` and `*` of a sequence.
  func installConcatenation(_ type: TypeRef) {
    define(type, "__add__", 1, 1) { vm, args in
      let result = vm.containerBinary(.add, args[0], args[1])
      return result == vm.pointee.notImplemented ? vm.raiseConcatenation(args[0], args[1]) : result
    }
    for name in ["__mul__", "__rmul__"] {
      define(type, name, 1, 1) { vm, args in vm.containerBinary(.multiply, args[0], args[1]) }
    }
  }

  func installLists() {
    installListBasics()
    installListChanges()
    installTuples()
  }

  private func installListBasics() {
    let type = vm.types.list
    define(type, "__new__", 0, -1) { vm, args in
      let cls = args[0].object(TypeObject.self)
      return cls == vm.types.list ? vm.makeList(capacity: 0) : Value(vm.makeInstance(cls))
    }
    define(type, "__init__", 0, -1) { vm, args in
      if args.count > 2 { return vm.typeError("list expected at most 1 argument, got \(args.count - 1)") }
      vm.listClear(args[0])
      return args.count < 2 || vm.listExtend(args[0], args[1]) ? .none : .nil
    }
    installSequenceMethods(type)
    installConcatenation(type)
    installComparisons(type)
    define(type, "__hash__", .none)
    define(type, "__iadd__", 1, 1) { vm, args in vm.containerInPlace(.add, args[0], args[1]) }
    define(type, "__imul__", 1, 1) { vm, args in vm.containerInPlace(.multiply, args[0], args[1]) }
    define(type, "__setitem__", 2, 2) { vm, args in vm.listSetItem(args[0], key: args[1], args[2]) ? .none : .nil }
    define(type, "__delitem__", 1, 1) { vm, args in vm.listDeleteItem(args[0], args[1]) ? .none : .nil }
    define(type, "__reversed__", 0, 0) { vm, args in vm.reversedNative(args[0]) }
    defineClassMethod(type, "__class_getitem__", 1, 1) { vm, args in vm.makeGenericAlias(args[0], args[1]) }
    define(type, "index", 1, 3) { vm, args in
      guard let (start, stop) = vm.searchBounds(args.optional(2), args.optional(3), vm.listCount(args[0]), takesNone: false) else { return .nil }
      let position = vm.sequenceFind(args[0], args[1], from: start, to: stop)
      if position >= 0 { return vm.makeInt(position) }
      if position == -2 { return .nil }
      let text = vm.repr(args[1])
      return text.isNil ? .nil : vm.valueError("\(vm.swiftString(text)) is not in list")
    }
    define(type, "count", 1, 1) { vm, args in vm.sequenceCount(args[0], args[1]) }
    define(type, "copy", 0, 0) { vm, args in vm.listSlice(args[0], vm.clampSlice(0, Int.max, 1, vm.listCount(args[0]))) }
  }

  private func installListChanges() {
    let type = vm.types.list
    define(type, "append", 1, 1) { vm, args in
      vm.listAppend(args[0], args[1])
      return .none
    }
    define(type, "extend", 1, 1) { vm, args in vm.listExtend(args[0], args[1]) ? .none : .nil }
    define(type, "insert", 2, 2) { vm, args in
      guard var index = vm.sizeArgument(args[1]) else { return .nil }
      let count = vm.listCount(args[0])
      if index < 0 { index = Swift.max(0, index + count) }
      vm.listInsert(args[0], at: Swift.min(index, count), args[2])
      return .none
    }
    define(type, "pop", 0, 1) { vm, args in vm.listPop(args[0], args.optional(1)) }
    define(type, "remove", 1, 1) { vm, args in
      let position = vm.sequenceFind(args[0], args[1])
      if position == -1 { return vm.valueError("list.remove(x): x not in list") }
      if position < 0 { return .nil }
      if position < vm.listCount(args[0]) { _ = vm.listRemove(args[0], at: position) }
      return .none
    }
    define(type, "clear", 0, 0) { vm, args in
      vm.listClear(args[0])
      return .none
    }
    define(type, "reverse", 0, 0) { vm, args in
      var items = vm.sequenceItems(args[0])
      if items.count > 1 { items.reverse() }
      return .none
    }
    define(type, "sort", "*, key=, reverse=") { vm, args in
      guard let isReverse = vm.sortDirection(args[2]) else { return .nil }
      return vm.listSort(args[0], key: args[1], reverse: isReverse) ? .none : .nil
    }
  }

  private func installTuples() {
    let type = vm.types.tuple
    define(type, "__new__", 0, -1) { vm, args in
      let cls = args[0].object(TypeObject.self)
      if args.count > 2 { return vm.typeError("tuple expected at most 1 argument, got \(args.count - 1)") }
      let items = args.count < 2 ? vm.pointee.emptyTuple : vm.tupleFromIterable(args[1])
      return items.isNil || cls == vm.types.tuple ? items : vm.makeTuple(of: cls, items)
    }
    installSequenceMethods(type)
    installConcatenation(type)
    installComparisons(type)
    define(type, "__hash__", 0, 0) { vm, args in vm.tupleHash(args[0]).map { vm.makeInt($0) } ?? .nil }
    define(type, "__getnewargs__", 0, 0) { vm, args in vm.makeTuple([vm.makeTuple(vm.tupleBase(args[0]), count: vm.tupleCount(args[0]))]) }
    defineClassMethod(type, "__class_getitem__", 1, 1) { vm, args in vm.makeGenericAlias(args[0], args[1]) }
    define(type, "index", 1, 3) { vm, args in
      guard let (start, stop) = vm.searchBounds(args.optional(2), args.optional(3), vm.tupleCount(args[0]), takesNone: false) else { return .nil }
      let position = vm.sequenceFind(args[0], args[1], from: start, to: stop)
      if position == -1 { return vm.valueError("tuple.index(x): x not in tuple") }
      return position < 0 ? .nil : vm.makeInt(position)
    }
    define(type, "count", 1, 1) { vm, args in vm.sequenceCount(args[0], args[1]) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A tuple of a subclass with the items of a tuple.
  public func makeTuple(of type: TypeRef, _ items: Value) -> Value {
    let count = tupleCount(items)
    let tuple = allocate(TupleObject.self, type, extra: count * 8)
    tuple.pointee.count = count
    tupleBase(Value(tuple)).update(from: tupleBase(items), count: count)
    return Value(tuple)
  }

  /// Removes all items.
  public func listClear(_ list: Value) {
    let object = list.object(ListObject.self)
    object.pointee.count = 0
    object.pointee.capacity = 0
    object.pointee.items = nil
  }

  /// `list.pop(index)`; `index` may be nil for the last item.
  func listPop(_ list: Value, _ given: Value) -> Value {
    var index = -1
    if !given.isNil {
      guard let number = sizeArgument(given) else { return .nil }
      index = number
    }
    let count = listCount(list)
    if count == 0 { return raise("IndexError", "pop from empty list") }
    if index < 0 { index += count }
    if index < 0 || index >= count { return raise("IndexError", "pop index out of range") }
    return listRemove(list, at: index)
  }

  func sequenceCount(_ sequence: Value, _ item: Value) -> Value {
    var total = 0
    var i = 0
    while i < sequenceItems(sequence).count {
      let candidate = sequenceItems(sequence)[i]
      let outcome = candidate == item ? 1 : equal(candidate, item)
      if outcome < 0 { return .nil }
      total += outcome
      i += 1
    }
    return Value(smallInt: total)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether the argument `reverse` of a sort, nil if absent, says so; nil with an exception pending.
  func sortDirection(_ argument: Value) -> Bool? {
    if argument.isNil || argument.isBool { return argument.isTrue }
    guard isInt(argument) || !special(argument, .__index__).isNil else {
      typeError("'\(typeName(of: argument))' object cannot be interpreted as an integer")
      return nil
    }
    return index(argument).map { $0 != 0 }
  }
}
