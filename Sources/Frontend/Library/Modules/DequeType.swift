// Makes the class deque: a ring of values with an optional limit.

extension Runtime {
  /// Value 0 is a list used as ring storage, value 1 the limit or None, integer 0 the start, integer 1 the count.
  func makeDequeType() -> TypeRef {
    let type = makeType("deque", module: "collections", kind: .native)
    type.pointee.hasLayout = false
    define(type, "__new__", "...") { vm, args in vm.makeNative(args[0].object(TypeObject.self), vm.makeRing(8)) }
    define(type, "__init__", "iterable=, maxlen=") { vm, args in
      let deque = args[0]
      let object = deque.object(NativeObject.self)
      object.pointee.value0 = vm.makeRing(8)
      object.pointee.integer0 = 0
      object.pointee.integer1 = 0
      object.pointee.value1 = .none
      if !args[2].isNil, !args[2].isNone {
        guard vm.isInt(args[2]) else { return vm.raise("TypeError", "an integer is required") }
        guard let limit = vm.sizeArgument(args[2]) else { return .nil }
        if limit < 0 { return vm.raise("ValueError", "maxlen must be non-negative") }
        object.pointee.value1 = vm.makeInt(limit)
      }
      return args[1].isNil || vm.dequeExtend(deque, args[1]) ? .none : .nil
    }
    installDequeEnds(type)
    installDequeSequence(type)
    installDequeSearch(type)
    installSubscription(type)
    define(type, "__hash__", constant: .none)
    return type
  }

  private func installDequeEnds(_ type: TypeRef) {
    define(type, "append", 1, 1) { vm, args in
      vm.dequeAppend(args[0], args[1])
      return .none
    }
    define(type, "appendleft", 1, 1) { vm, args in
      vm.dequeAppendLeft(args[0], args[1])
      return .none
    }
    define(type, "pop", 0, 0) { vm, args in
      let count = vm.dequeCount(args[0])
      if count == 0 { return vm.raise("IndexError", "pop from an empty deque") }
      let item = vm.dequeItem(args[0], count - 1)
      vm.dequeSetItem(args[0], count - 1, .none)
      args[0].object(NativeObject.self).pointee.integer1 = count - 1
      return item
    }
    define(type, "popleft", 0, 0) { vm, args in
      if vm.dequeCount(args[0]) == 0 { return vm.raise("IndexError", "pop from an empty deque") }
      return vm.dequePopLeft(args[0])
    }
    define(type, "extend", 1, 1) { vm, args in vm.dequeExtend(args[0], args[1]) ? .none : .nil }
    define(type, "__iadd__", 1, 1) { vm, args in vm.dequeExtend(args[0], args[1]) ? args[0] : .nil }
    define(type, "extendleft", 1, 1) { vm, args in
      let list = vm.listFromIterable(args[1])
      if list.isNil { return .nil }
      for item in vm.listItems(list) { vm.dequeAppendLeft(args[0], item) }
      return .none
    }
    define(type, "clear", 0, 0) { vm, args in
      let object = args[0].object(NativeObject.self)
      object.pointee.value0 = vm.makeRing(8)
      object.pointee.integer0 = 0
      object.pointee.integer1 = 0
      return .none
    }
    define(type, "rotate", 0, 1) { vm, args in
      let count = vm.dequeCount(args[0])
      guard let steps = args.count > 1 ? vm.sizeArgument(args[1]) : 1 else { return .nil }
      if count < 2 { return .none }
      vm.dequeRotate(args[0], ((steps % count) + count) % count)
      return .none
    }
    define(type, "reverse", 0, 0) { vm, args in
      for (i, item) in vm.dequeItems(args[0]).reversed().enumerated() { vm.dequeSetItem(args[0], i, item) }
      return .none
    }
  }

  private func installDequeSequence(_ type: TypeRef) {
    define(type, "__len__", 0, 0) { vm, args in Value(smallInt: vm.dequeCount(args[0])) }
    define(type, "__getitem__", 1, 1) { vm, args in
      guard let place = vm.dequeIndex(args[0], args[1]) else { return .nil }
      return vm.dequeItem(args[0], place)
    }
    define(type, "__setitem__", 2, 2) { vm, args in
      guard let place = vm.dequeIndex(args[0], args[1]) else { return .nil }
      vm.dequeSetItem(args[0], place, args[2])
      return .none
    }
    define(type, "__delitem__", 1, 1) { vm, args in
      guard let place = vm.dequeIndex(args[0], args[1]) else { return .nil }
      vm.dequeRemove(args[0], place)
      return .none
    }
    for (name, isReversed) in [("__iter__", false), ("__reversed__", true)] {
      let iterator = makeType(isReversed ? "_deque_reverse_iterator" : "_deque_iterator", module: "_collections", kind: .iterator, isBase: false)
      let shape = addIteratorShape { vm, iterator in
        let count = vm.dequeCount(iterator.pointee.source)
        if count != iterator.pointee.limit || vm.dequeHasMoved(iterator) {
          iterator.pointee.limit = -1
          return vm.raise("RuntimeError", "deque mutated during iteration")
        }
        if iterator.pointee.index >= count { return .nil }
        iterator.pointee.index += 1
        return vm.dequeItem(iterator.pointee.source, isReversed ? count - iterator.pointee.index : iterator.pointee.index - 1)
      }
      installIteratorMethods(iterator)
      define(iterator, "__length_hint__", 0, 0) { _, args in
        let state = args[0].object(IteratorObject.self)
        return Value(smallInt: Swift.max(state.pointee.limit - state.pointee.index, 0))
      }
      define(type, name, 0, 0) { vm, args in
        let made = vm.makeIterator(iterator, shape, args[0], limit: vm.dequeCount(args[0]), state: args[0].object(NativeObject.self).pointee.value0)
        made.object(IteratorObject.self).pointee.state2 = Value(smallInt: args[0].object(NativeObject.self).pointee.integer0)
        return made
      }
    }
    for name in ["copy", "__copy__"] { define(type, name, 0, 0) { vm, args in vm.dequeCopy(args[0]) } }
    define(type, "__add__", 1, 1) { vm, args in
      guard args[1].isReference, vm.isSubtype(args[1].heapType, type) else {
        return vm.raise("TypeError", "can only concatenate deque (not \"\(vm.typeName(vm.typeOf(args[1])))\") to deque")
      }
      let copy = vm.dequeCopy(args[0])
      return copy.isNil || !vm.dequeExtend(copy, args[1]) ? .nil : copy
    }
    for name in ["__mul__", "__rmul__"] {
      define(type, name, 1, 1) { vm, args in
        let copy = vm.dequeCopy(args[0])
        return copy.isNil || !vm.dequeRepeat(copy, args[1]) ? .nil : copy
      }
    }
    define(type, "__imul__", 1, 1) { vm, args in vm.dequeRepeat(args[0], args[1]) ? args[0] : .nil }
    defineProperty(type, "maxlen", get: { _, value in value.object(NativeObject.self).pointee.value1 })
    define(type, "__repr__", 0, 0) { vm, args in
      if vm.runtime.reprInProgress.contains(args[0].raw) { return vm.makeString("[...]") }
      vm.runtime.reprInProgress.insert(args[0].raw)
      defer { vm.runtime.reprInProgress.remove(args[0].raw) }
      let text = vm.repr(vm.makeList(vm.dequeItems(args[0])))
      if text.isNil { return .nil }
      let limit = args[0].object(NativeObject.self).pointee.value1
      let tail = limit.isNone ? ")" : ", maxlen=\(vm.swiftString(vm.repr(limit))))"
      return vm.makeString(utf8: Array("\(vm.plainTypeName(args[0].heapType))(".utf8) + vm.utf8(text) + Array(tail.utf8))
    }
  }

  private func installDequeSearch(_ type: TypeRef) {
    func find(_ vm: VM, _ deque: Value, _ item: Value, _ start: Int, _ stop: Int) -> Int? {
      var i = start
      while i < Swift.min(stop, vm.dequeCount(deque)) {
        let outcome = vm.equal(vm.dequeItem(deque, i), item)
        if outcome < 0 { return nil }
        if outcome > 0 { return i }
        i += 1
      }
      return -1
    }
    define(type, "__contains__", 1, 1) { vm, args in
      let count = vm.dequeCount(args[0])
      guard let place = find(vm, args[0], args[1], 0, Int.max) else { return .nil }
      if vm.dequeCount(args[0]) != count { return vm.raise("RuntimeError", "deque mutated during iteration") }
      return Value(place >= 0)
    }
    define(type, "index", 1, 3) { vm, args in
      guard let start = args.count > 2 ? vm.index(args[2]) : 0, let stop = args.count > 3 ? vm.index(args[3]) : Int.max,
        let place = find(vm, args[0], args[1], Swift.max(0, start < 0 ? start &+ vm.dequeCount(args[0]) : start), stop < 0 ? stop &+ vm.dequeCount(args[0]) : stop)
      else { return .nil }
      if place >= 0 { return Value(smallInt: place) }
      let shown = vm.repr(args[1])
      return shown.isNil ? .nil : vm.raise("ValueError", "\(vm.swiftString(shown)) is not in deque")
    }
    define(type, "count", 1, 1) { vm, args in
      var total = 0
      let count = vm.dequeCount(args[0])
      for item in vm.dequeItems(args[0]) {
        let outcome = vm.equal(item, args[1])
        if outcome < 0 { return .nil }
        if vm.dequeCount(args[0]) != count { return vm.raise("RuntimeError", "deque mutated during iteration") }
        total += outcome
      }
      return Value(smallInt: total)
    }
    define(type, "remove", 1, 1) { vm, args in
      let count = vm.dequeCount(args[0])
      guard let place = find(vm, args[0], args[1], 0, Int.max) else { return .nil }
      if vm.dequeCount(args[0]) != count { return vm.raise("IndexError", "deque mutated during iteration") }
      if place < 0 { return vm.raise("ValueError", "\(vm.swiftString(vm.repr(args[1]))) is not in deque") }
      vm.dequeRemove(args[0], place)
      return .none
    }
    define(type, "insert", 2, 2) { vm, args in
      guard let wanted = vm.sizeArgument(args[1]) else { return .nil }
      let count = vm.dequeCount(args[0])
      let limit = args[0].object(NativeObject.self).pointee.value1
      if limit.isSmallInt, count >= limit.smallInt { return vm.raise("IndexError", "deque already at its maximum size") }
      let place = Swift.min(count, Swift.max(0, wanted < 0 ? wanted + count : wanted))
      vm.dequeAppend(args[0], .none)
      for i in stride(from: count, to: place, by: -1) { vm.dequeSetItem(args[0], i, vm.dequeItem(args[0], i - 1)) }
      vm.dequeSetItem(args[0], place, args[2])
      return .none
    }
    let operators: [(String, Opcode)] = [
      ("__eq__", .equal), ("__ne__", .notEqual), ("__lt__", .less), ("__le__", .lessEqual), ("__gt__", .greater), ("__ge__", .greaterEqual),
    ]
    for (name, op) in operators {
      define(type, name, 1, 1) { vm, args in
        guard args[1].isReference, vm.isSubtype(args[1].heapType, type) else { return vm.pointee.notImplemented }
        return vm.compare(op, vm.makeList(vm.dequeItems(args[0])), vm.makeList(vm.dequeItems(args[1])))
      }
    }
  }
}
