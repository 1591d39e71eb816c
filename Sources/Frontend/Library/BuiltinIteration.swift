// Defines the builtins that walk over iterables.

extension Runtime {
  /// Defines iter, next, any, all, sorted and the asynchronous forms.
  func defineIterationFunctions() {
    define(builtins, "iter", 1, 2) { vm, args in
      if args.count == 1 { return vm.getIterator(args[0]) }
      guard vm.isCallable(args[0]) else { return vm.raise("TypeError", "iter(v, w): v must be callable") }
      return vm.makeCallableIterator(args[0], args[1])
    }
    define(builtins, "next", 1, 2) { vm, args in vm.nextBuiltin(args) }
    define(builtins, "any", 1, 1) { vm, args in vm.anyOrAll(args[0], stopAt: true) }
    define(builtins, "all", 1, 1) { vm, args in vm.anyOrAll(args[0], stopAt: false) }
    define(builtins, "sorted", "iterable, /, *, key=, reverse=") { vm, args in
      let list = vm.listFromIterable(args[0])
      if list.isNil { return .nil }
      guard let isReverse = vm.sortDirection(args[2]) else { return .nil }
      return vm.listSort(list, key: args[1].isNil ? .none : args[1], reverse: isReverse) ? list : .nil
    }
    define(builtins, "aiter", 1, 1) { vm, args in
      if vm.special(args[0], .__aiter__).isNil { return vm.typeError("'\(vm.typeName(vm.typeOf(args[0])))' object is not an async iterable") }
      return vm.getAsyncIterator(args[0])
    }
    define(builtins, "anext", 1, 2) { vm, args in
      if vm.special(args[0], .__anext__).isNil { return vm.typeError("'\(vm.typeName(vm.typeOf(args[0])))' object is not an async iterator") }
      let awaitable = vm.asyncNext(args[0])
      if awaitable.isNil || args.count == 1 { return awaitable }
      let module = vm.runtime.importPath("_async_step")
      let step = module.isNil ? .nil : vm.getAttribute(module, vm.runtime.intern("step"))
      return step.isNil ? .nil : vm.call(step, awaitable, args[1])
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func nextBuiltin(_ args: Arguments) -> Value {
    let isIterator = args[0].isKind(.iterator) || args[0].isKind(.generator) || !special(args[0], .__next__).isNil
    guard isIterator else { return raise("TypeError", "'\(typeName(typeOf(args[0])))' object is not an iterator") }
    if args[0].isKind(.generator), args[0].heapType == types.generator { return nextOfGenerator(args) }
    let item = nextKeepingStop(args[0])
    if !item.isNil { return item }
    if pointee.exception.isNil { return args.count > 1 ? args[1] : raise("StopIteration") }
    return args.count > 1 && clearPending("StopIteration") ? args[1] : .nil
  }

  /// The next item of an iterator; nil with StopIteration pending where a method of the program raised it, which may hold a value.
  private func nextKeepingStop(_ iterator: Value) -> Value {
    guard !iterator.isKind(.iterator), !iterator.isKind(.generator) else { return next(iterator) }
    return callMethod(special(iterator, .__next__), iterator)
  }

  private func nextOfGenerator(_ args: Arguments) -> Value {
    let item = resumeGenerator(args[0], .none, .send)
    if !item.isNil || !pointee.exception.isNil { return item }
    return args.count > 1 ? args[1] : raiseStopIteration(Value(bits: pointee.scratch))
  }

  fileprivate func anyOrAll(_ iterable: Value, stopAt: Bool) -> Value {
    let iterator = getIterator(iterable)
    if iterator.isNil { return .nil }
    var sink = ItemSink(stopAt ? .findTrue : .findFalse)
    return withUnsafeMutablePointer(to: &sink) { sink in
      while true {
        let item = next(iterator, into: sink)
        if item.isNil { return pointee.exception.isNil ? Value(!stopAt) : .nil }
        let outcome = item.isBool ? (item.isTrue ? 1 : 0) : truth(item)
        if outcome < 0 { return .nil }
        if (outcome > 0) == stopAt { return Value(stopAt) }
      }
    }
  }
}
