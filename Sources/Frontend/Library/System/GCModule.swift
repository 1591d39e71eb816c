// Makes the modules gc and weakref's native part.

extension Runtime {
  func makeGCModule() -> Value {
    let gc = makeModule("gc")
    define(gc, "collect", "generation=") { vm, args in
      let isExact = vm.forgetDeadRegisters(args)
      let state = vm.heap.state
      state.pointee.freedCells = 0
      state.pointee.isCountingFreed = true
      vm.runtime.collectGarbage(scansNativeStack: !isExact)
      state.pointee.isCountingFreed = false
      let freed = state.pointee.freedCells
      vm.runFinalizers()
      return Value(smallInt: freed)
    }
    for name in ["enable", "disable", "freeze", "unfreeze"] {
      define(gc, name, 0, 0) { vm, _ in
        if name == "enable" { vm.runtime.isCollectorEnabled = true }
        if name == "disable" { vm.runtime.isCollectorEnabled = false }
        return .none
      }
    }
    define(gc, "isenabled", 0, 0) { vm, _ in Value(vm.runtime.isCollectorEnabled) }
    define(gc, "get_count", 0, 0) { vm, _ in vm.makeTuple([Value(smallInt: 0), Value(smallInt: 0), Value(smallInt: 0)]) }
    define(gc, "get_threshold", 0, 0) { vm, _ in vm.makeTuple([Value(smallInt: 700), Value(smallInt: 10), Value(smallInt: 10)]) }
    define(gc, "set_threshold", 1, 3) { _, _ in .none }
    define(gc, "set_debug", 1, 1) { _, _ in .none }
    define(gc, "get_debug", 0, 0) { _, _ in Value(smallInt: 0) }
    define(gc, "get_objects", "generation=") { vm, _ in vm.makeList([]) }
    define(gc, "get_referrers", 0, -1) { vm, _ in vm.makeList([]) }
    define(gc, "get_referents", 0, -1) { vm, _ in vm.makeList([]) }
    define(gc, "is_tracked", 1, 1) { _, args in Value(args[0].isReference) }
    define(gc, "get_freeze_count", 0, 0) { _, _ in Value(smallInt: 0) }
    define(gc, "get_stats", 0, 0) { vm, _ in vm.makeList([vm.makeDict(), vm.makeDict(), vm.makeDict()]) }
    define(gc, "garbage", vm.makeList([]))
    define(gc, "callbacks", vm.makeList([]))
    return gc
  }

  /// Defines `weakref.ref`.
  func installWeakReferences() {
    let type = vm.types.weakReference
    define(type, "__new__", 1, 2) { vm, args in
      let target = args[1]
      guard target.isReference, [.instance, .function, .set, .frozenSet, .type, .generator, .boundMethod, .module, .exception, .native].contains(target.heapType.pointee.kind) || target.heapType.pointee.isUser
        || target.isExactly(vm.types.builtin), vm.isReferable(target)
      else { return vm.raise("TypeError", "cannot create weak reference to '\(vm.typeName(vm.typeOf(target)))' object") }
      if args[0] == Value(type), args.count == 2 || args[2].isNone {
        let known = vm.recentReference(to: target)
        if !known.isNil { return known }
      }
      let record = vm.makeInstance(args[0].object(TypeObject.self)).assumingMemoryBound(to: RecordObject.self)
      record.pointee.field0 = target
      record.pointee.field1 = args.count > 2 ? args[2] : .none
      record.pointee.field2 = .none
      record.pointee.field3 = .none
      record.pointee.field4 = .none
      vm.runtime.weakReferences.append(UInt(bitPattern: record))
      if record.pointee.field1.isNone, args[0] == Value(type) { vm.runtime.plainReferences[UInt(target.raw)] = UInt(bitPattern: record) }
      vm.watchReference(hasCallback: !record.pointee.field1.isNone)
      return Value(record)
    }
    define(type, "__init__", 0, 2) { _, _ in .none }
    define(type, "__call__", 0, 0) { vm, args in
      vm.releasePromptly(args)
      let target = args[0].object(RecordObject.self).pointee.field0
      return target.isNil ? .none : target
    }
    defineProperty(type, "__callback__", get: { _, value in
      let record = value.object(RecordObject.self)
      return record.pointee.field0.isNil ? .none : record.pointee.field1
    })
    define(type, "__hash__", 0, 0) { vm, args in
      let record = args[0].object(RecordObject.self)
      if record.pointee.field2.isSmallInt { return record.pointee.field2 }
      if record.pointee.field0.isNil { return vm.raise("TypeError", "weak object has gone away") }
      guard let hash = vm.hash(record.pointee.field0) else { return .nil }
      // It stays what it was when the target is gone.
      let known = vm.makeInt(hash)
      if known.isSmallInt { record.pointee.field2 = known }
      return known
    }
    define(type, "__eq__", 1, 1) { vm, args in
      guard args[1].isKind(.weakReference) else { return vm.pointee.notImplemented }
      let a = args[0].object(RecordObject.self).pointee.field0
      let b = args[1].object(RecordObject.self).pointee.field0
      if a.isNil || b.isNil { return Value(args[0] == args[1]) }
      let outcome = vm.equal(a, b)
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The weak reference without callback that was made to an object, which a new one would be the same as; nil if there is none.
  fileprivate func recentReference(to target: Value) -> Value {
    guard let address = runtime.plainReferences[UInt(target.raw)] else { return .nil }
    return UnsafeMutablePointer<RecordObject>(bitPattern: address).map { Value($0) } ?? .nil
  }
}
