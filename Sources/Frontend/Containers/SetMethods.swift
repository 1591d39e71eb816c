// Defines set and frozenset.

extension Runtime {
  func installSets() {
    for type in [vm.types.set, vm.types.frozenSet] {
      installSetQueries(type)
      installSetOperators(type)
    }
    installSetConstruction()
    installSetChanges(vm.types.set)
  }

  private func installSetConstruction() {
    define(vm.types.set, "__new__", 0, -1) { vm, args in vm.makeSet(of: args[0].object(TypeObject.self)) }
    define(vm.types.set, "__init__", 0, 1) { vm, args in
      vm.setClear(args[0].object(SetObject.self))
      return args.count < 2 || vm.setUpdate(args[0], args[1]) ? .none : .nil
    }
    define(vm.types.set, "__hash__", .none)
    define(vm.types.frozenSet, "__new__", 0, -1) { vm, args in
      let type = args[0].object(TypeObject.self)
      if args.count > 2 { return vm.typeError("\(vm.typeName(type)) expected at most 1 argument, got \(args.count - 1)") }
      if type == vm.types.frozenSet, args.count == 2, args[1].isExactly(type) { return args[1] }
      return vm.makeSet(of: type, from: args.optional(1))
    }
    define(vm.types.frozenSet, "__hash__", 0, 0) { vm, args in vm.frozenSetHash(args[0]).map { vm.makeInt($0) } ?? .nil }
  }

  private func installSetQueries(_ type: TypeRef) {
    func truth(_ outcome: Int) -> Value { outcome < 0 ? .nil : Value(outcome > 0) }
    define(type, "copy", 0, 0) { vm, args in
      args[0].isExactly(vm.types.frozenSet) ? args[0] : vm.setCopy(args[0])
    }
    define(type, "union", 0, -1) { vm, args in
      let result = vm.setCopy(args[0])
      for i in 1..<args.count where i < args.count { if !vm.setUpdate(result, args[i]) { return .nil } }
      return result
    }
    define(type, "intersection", 0, -1) { vm, args in vm.setIntersection(args) }
    define(type, "difference", 0, -1) { vm, args in
      if args.count == 1 { return vm.setCopy(args[0]) }
      let result = vm.setDifference(args[0], args[1])
      for i in 2..<Swift.max(args.count, 2) where result.isNil || !vm.setSubtract(result, args[i]) { return .nil }
      return result
    }
    define(type, "symmetric_difference", 1, 1) { vm, args in vm.setSymmetricDifference(args[0], args[1]) }
    define(type, "isdisjoint", 1, 1) { vm, args in truth(vm.isDisjoint(args[0], args[1])) }
    define(type, "issubset", 1, 1) { vm, args in
      let other = vm.isAnySet(args[1]) ? args[1] : vm.makeSet(of: vm.types.set, from: args[1])
      return other.isNil ? .nil : truth(vm.isSubset(args[0], other))
    }
    define(type, "issuperset", 1, 1) { vm, args in
      let other = vm.isAnySet(args[1]) ? args[1] : vm.makeSet(of: vm.types.set, from: args[1])
      return other.isNil ? .nil : truth(vm.isSubset(other, args[0]))
    }
    define(type, "__len__", 0, 0) { vm, args in vm.makeInt(args[0].object(SetObject.self).pointee.count) }
    define(type, "__contains__", 1, 1) { vm, args in truth(vm.setContains(args[0], args[1])) }
    define(type, "__iter__", 0, 0) { vm, args in vm.nativeIterator(args[0]) }
    define(type, "__repr__", 0, 0) { vm, args in vm.containerRepr(args[0]) }
    define(type, "__reduce__", 0, 0) { vm, args in
      let items = vm.listFromIterable(args[0])
      return items.isNil ? .nil : vm.makeTuple([Value(args[0].heapType), vm.makeTuple([items]), vm.savedState(args[0])])
    }
    defineClassMethod(type, "__class_getitem__", 1, 1) { vm, args in vm.makeGenericAlias(args[0], args[1]) }
    installComparisons(type)
  }

  private func installSetOperators(_ type: TypeRef) {
    for (name, op) in [("and", Opcode.bitAnd), ("or", .bitOr), ("xor", .bitXor), ("sub", .subtract)] {
      define(type, "__\(name)__", 1, 1) { vm, args in vm.containerBinary(op, args[0], args[1]) }
      define(type, "__r\(name)__", 1, 1) { vm, args in vm.containerBinary(op, args[1], args[0]) }
      if type == vm.types.set {
        define(type, "__i\(name)__", 1, 1) { vm, args in vm.containerInPlace(op, args[0], args[1]) }
      }
    }
  }

  private func installSetChanges(_ type: TypeRef) {
    define(type, "add", 1, 1) { vm, args in vm.setAdd(args[0], args[1]) ? .none : .nil }
    define(type, "discard", 1, 1) { vm, args in vm.setDiscard(args[0], args[1]) < 0 ? .nil : .none }
    define(type, "remove", 1, 1) { vm, args in
      let outcome = vm.setDiscard(args[0], args[1])
      if outcome == 0 { return vm.raise("KeyError", argument: args[1]) }
      return outcome < 0 ? .nil : .none
    }
    define(type, "pop", 0, 0) { vm, args in vm.setPop(args[0]) }
    define(type, "clear", 0, 0) { vm, args in
      vm.setClear(args[0].object(SetObject.self))
      return .none
    }
    define(type, "update", 0, -1) { vm, args in
      for i in 1..<args.count where i < args.count { if !vm.setUpdate(args[0], args[i]) { return .nil } }
      return .none
    }
    define(type, "intersection_update", 0, -1) { vm, args in
      let result = vm.setIntersection(args)
      if result.isNil { return .nil }
      vm.setAssign(args[0], result)
      return .none
    }
    define(type, "difference_update", 0, -1) { vm, args in
      for i in 1..<args.count where i < args.count { if !vm.setSubtract(args[0], args[i]) { return .nil } }
      return .none
    }
    define(type, "symmetric_difference_update", 1, 1) { vm, args in vm.setToggle(args[0], args[1]) ? .none : .nil }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `set.intersection(...)` of any number of iterables.
  func setIntersection(_ args: Arguments) -> Value {
    if args.count == 1 { return setCopy(args[0]) }
    var result = args[0]
    for i in 1..<args.count {
      result = setIntersection(result, args[i])
      if result.isNil { return .nil }
    }
    return result
  }
}
