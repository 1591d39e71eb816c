// Makes `_itertools`: the iterators of itertools that walk over other iterables.

/// Makes an itertools class: `make` turns constructor arguments into an iterator, `next` advances it.
struct IteratorClass {
  let runtime: Runtime
  let module: Value

  func callAsFunction(
    _ name: String, _ signature: String, make: @escaping (VM, TypeRef, Int, Arguments) -> Value,
    next: @escaping (VM, UnsafeMutablePointer<IteratorObject>) -> Value
  ) -> TypeRef {
    let type = runtime.makeType(name, module: "itertools", kind: .iterator)
    let shape = runtime.addIteratorShape(next)
    runtime.define(type, "__new__", signature) { vm, args in
      let made = make(vm, type, shape, args)
      guard made.isExactly(type), args[0].isKind(.type), args[0] != Value(type) else { return made }
      return vm.copyIterator(made.object(IteratorObject.self), args[0].object(TypeObject.self))
    }
    runtime.define(type, "__copy__", 0, 0) { vm, args in
      // What an iterator changes in lists, copies must not share.
      let copy = vm.copyIterator(args[0].object(IteratorObject.self), args[0].heapType)
      let iterator = copy.object(IteratorObject.self)
      if iterator.pointee.source.isKind(.list) { iterator.pointee.source = vm.makeList(vm.listItems(iterator.pointee.source)) }
      if iterator.pointee.state.isKind(.list) { iterator.pointee.state = vm.makeList(vm.listItems(iterator.pointee.state)) }
      if iterator.pointee.state2.isKind(.list) { iterator.pointee.state2 = vm.makeList(vm.listItems(iterator.pointee.state2)) }
      return copy
    }
    runtime.define(type, "__init__", "...") { _, _ in .none }
    runtime.installIteratorMethods(type, hasLength: false)
    if name != "count", name != "repeat" { installReduction(type, name, shape) }
    runtime.define(module, name, Value(type))
    return type
  }

  /// Pickles an iterator as the fields that hold its state: absent ones are empty tuples, others are tuples of one.
  private func installReduction(_ type: TypeRef, _ name: String, _ shape: Int) {
    let rebuilder = "_rebuild_\(name)"
    runtime.define(type, "__reduce__", 0, 0) { vm, args in
      let iterator = args[0].object(IteratorObject.self)
      let itertools = vm.runtime.importPath("_itertools")
      let rebuild = itertools.isNil ? .nil : vm.getAttribute(itertools, vm.runtime.intern(rebuilder))
      if rebuild.isNil { return .nil }
      let fields = vm.makeList([Value(args[0].heapType)])
      for field in [iterator.pointee.source, iterator.pointee.state, iterator.pointee.state2] {
        vm.listAppend(fields, vm.makeTuple(field.isNil ? [] : [field]))
      }
      vm.listAppend(fields, vm.makeInt(iterator.pointee.index))
      vm.listAppend(fields, vm.makeInt(iterator.pointee.limit))
      let arguments = vm.tupleFromList(fields)
      return vm.makeTuple([rebuild, arguments])
    }
    runtime.define(module, rebuilder, 6, 6) { vm, args in
      guard args[0].isKind(.type), vm.isSubtype(args[0].object(TypeObject.self), type), (1...3).allSatisfy({ args[$0].isKind(.tuple) }),
        args[4].isSmallInt, args[5].isSmallInt
      else { return vm.raise("TypeError", "a state of an iterator is required") }
      func field(_ i: Int) -> Value { vm.tupleCount(args[i]) == 0 ? .nil : vm.tupleBase(args[i])[0] }
      return vm.makeIterator(
        of: args[0].object(TypeObject.self), shape, field(1), index: args[4].smallInt, limit: args[5].smallInt, state: field(2), state2: field(3))
    }
  }
}

extension Runtime {
  func makeItertoolsModule() -> Value {
    let module = makeModule("_itertools")
    let make = IteratorClass(runtime: self, module: module)
    installCounting(make)
    installChaining(make)
    installFiltering(make)
    installCombinatorics(make)
    return module
  }

  private func installCounting(_ make: IteratorClass) {
    let count = make("count", "start=, step=") { vm, type, shape, args in
      let start = args[1].isNil ? Value(smallInt: 0) : args[1]
      let step = args[2].isNil ? Value(smallInt: 1) : args[2]
      for value in [start, step] where vm.special(value, .__add__).isNil || value.isKind(.str) { return vm.raise("TypeError", "a number is required") }
      return vm.makeIterator(type, shape, start, state: step)
    } next: { vm, iterator in
      let value = iterator.pointee.source
      let sum = vm.binary(.add, value, iterator.pointee.state)
      if sum.isNil { return .nil }
      iterator.pointee.source = sum
      return value
    }
    define(count, "__repr__", 0, 0) { vm, args in
      let iterator = args[0].object(IteratorObject.self)
      let start = vm.repr(iterator.pointee.source)
      let step = vm.repr(iterator.pointee.state)
      if start.isNil || step.isNil { return .nil }
      return vm.makeString(iterator.pointee.state == Value(smallInt: 1) ? "count(\(vm.swiftString(start)))" : "count(\(vm.swiftString(start)), \(vm.swiftString(step)))")
    }
    let repeater = make("repeat", "object, times=") { vm, type, shape, args in
      guard let times = args[2].isNil ? -1 : vm.index(args[2]) else { return .nil }
      return vm.makeIterator(type, shape, args[1], index: args[2].isNil ? -1 : Swift.max(times, 0))
    } next: { _, iterator in
      if iterator.pointee.index == 0 { return .nil }
      if iterator.pointee.index > 0 { iterator.pointee.index -= 1 }
      return iterator.pointee.source
    }
    define(repeater, "__repr__", 0, 0) { vm, args in
      let iterator = args[0].object(IteratorObject.self)
      let object = vm.repr(iterator.pointee.source)
      if object.isNil { return .nil }
      let times = iterator.pointee.index < 0 ? "" : ", \(iterator.pointee.index)"
      return vm.makeString("repeat(\(vm.swiftString(object))\(times))")
    }
    define(repeater, "__length_hint__", 0, 0) { vm, args in
      let left = args[0].object(IteratorObject.self).pointee.index
      return left < 0 ? vm.raise("TypeError", "len() of unsized object") : Value(smallInt: left)
    }
    _ = make("cycle", "iterable, /") { vm, type, shape, args in
      let inner = vm.getIterator(args[1])
      return inner.isNil ? .nil : vm.makeIterator(type, shape, inner, state: vm.makeList([]))
    } next: { vm, iterator in
      let saved = iterator.pointee.state
      if !iterator.pointee.source.isNone {
        let item = vm.next(iterator.pointee.source)
        if !item.isNil {
          vm.listAppend(saved, item)
          return item
        }
        if !vm.pointee.exception.isNil { return .nil }
        iterator.pointee.source = .none
      }
      if vm.listCount(saved) == 0 { return .nil }
      let item = vm.listItem(saved, iterator.pointee.index)
      iterator.pointee.index = (iterator.pointee.index + 1) % vm.listCount(saved)
      return item
    }
    _ = make("accumulate", "iterable, func=, *, initial=") { vm, type, shape, args in
      let inner = vm.getIterator(args[1])
      if inner.isNil { return .nil }
      let initial = args[3].isNil || args[3].isNone ? Value.nil : args[3]
      return vm.makeIterator(type, shape, inner, index: initial.isNil ? 0 : 2, state: args[2].isNil ? .none : args[2], state2: initial)
    } next: { vm, iterator in
      if iterator.pointee.index == 2 {
        iterator.pointee.index = 1
        return iterator.pointee.state2
      }
      let item = vm.next(iterator.pointee.source)
      if item.isNil { return .nil }
      if iterator.pointee.index == 0 {
        iterator.pointee.index = 1
        iterator.pointee.state2 = item
        return item
      }
      let function = iterator.pointee.state
      let total = function.isNone ? vm.binary(.add, iterator.pointee.state2, item) : vm.call(function, iterator.pointee.state2, item)
      if !total.isNil { iterator.pointee.state2 = total }
      return total
    }
  }

  private func installChaining(_ make: IteratorClass) {
    let next: (VM, UnsafeMutablePointer<IteratorObject>) -> Value = { vm, iterator in
      while true {
        if iterator.pointee.state.isNil {
          let inner = vm.next(iterator.pointee.source)
          if inner.isNil { return .nil }
          iterator.pointee.state = vm.getIterator(inner)
          if iterator.pointee.state.isNil { return .nil }
        }
        let item = vm.next(iterator.pointee.state)
        if !item.isNil || !vm.pointee.exception.isNil { return item }
        iterator.pointee.state = .nil
      }
    }
    let chain = make("chain", "...") { vm, type, shape, args in
      let sources = vm.getIterator(vm.argumentTuple(args))
      return sources.isNil ? .nil : vm.makeIterator(type, shape, sources)
    } next: { vm, iterator in next(vm, iterator) }
    let shape = addIteratorShape(next)
    let fromIterable = makeBuiltin("from_iterable", minimum: 2, maximum: 2, signature: nil) { vm, args in
      let sources = vm.getIterator(args[1])
      return sources.isNil ? .nil : vm.makeIterator(chain, shape, sources)
    }
    vm.dictSet(chain.pointee.dict, intern("from_iterable"), vm.makeRecord(vm.types.classMethod, fromIterable))
    vm.typeChanged(chain)
    _ = make("islice", "...") { vm, type, shape, args in vm.makeSliceIterator(type, shape, args) } next: { vm, iterator in
      // `index` items were taken, `limit` is the next one wanted, `state` the end or None, `state2` the step.
      let stop = iterator.pointee.state
      if stop.isSmallInt, iterator.pointee.limit >= stop.smallInt {
        while iterator.pointee.index < stop.smallInt {
          if vm.next(iterator.pointee.source).isNil { return .nil }
          iterator.pointee.index += 1
        }
        return .nil
      }
      while true {
        let item = vm.next(iterator.pointee.source)
        if item.isNil { return .nil }
        iterator.pointee.index += 1
        if iterator.pointee.index > iterator.pointee.limit {
          iterator.pointee.limit += iterator.pointee.state2.smallInt
          return item
        }
      }
    }
    _ = make("zip_longest", "...") { vm, type, shape, args in
      let list = vm.makeList([])
      for (key, _) in vm.keywordPairs(args) where vm.swiftString(key) != "fillvalue" {
        return vm.typeError("zip_longest() got an unexpected keyword argument")
      }
      for i in 1..<Swift.max(args.count, 1) {
        let inner = vm.getIterator(args[i])
        if inner.isNil { return .nil }
        vm.listAppend(list, inner)
      }
      let fill = vm.keyword(args, "fillvalue")
      return vm.makeIterator(type, shape, list, index: vm.listCount(list), state: fill.isNil ? .none : fill)
    } next: { vm, iterator in
      let sources = iterator.pointee.source
      if iterator.pointee.index == 0 { return .nil }
      let row = vm.makeList([])
      for i in 0..<vm.listCount(sources) {
        let inner = vm.listItem(sources, i)
        var item = inner.isNone ? Value.nil : vm.next(inner)
        if item.isNil {
          if !vm.pointee.exception.isNil { return .nil }
          if !inner.isNone {
            vm.listSetItem(sources, i, .none)
            iterator.pointee.index -= 1
            if iterator.pointee.index == 0 { return .nil }
          }
          item = iterator.pointee.state
        }
        vm.listAppend(row, item)
      }
      return vm.tupleFromList(row)
    }
    _ = make("pairwise", "iterable, /") { vm, type, shape, args in
      let inner = vm.getIterator(args[1])
      return inner.isNil ? .nil : vm.makeIterator(type, shape, inner)
    } next: { vm, iterator in
      if iterator.pointee.state.isNil {
        iterator.pointee.state = vm.next(iterator.pointee.source)
        if iterator.pointee.state.isNil { return .nil }
      }
      let item = vm.next(iterator.pointee.source)
      if item.isNil { return .nil }
      let pair = vm.makePair(iterator.pointee.state, item)
      iterator.pointee.state = item
      return pair
    }
  }

  private func installFiltering(_ make: IteratorClass) {
    func predicate(_ name: String, _ body: @escaping (VM, UnsafeMutablePointer<IteratorObject>) -> Value) {
      _ = make(name, "function, iterable, /") { vm, type, shape, args in
        let inner = vm.getIterator(args[2])
        return inner.isNil ? .nil : vm.makeIterator(type, shape, inner, state: args[1])
      } next: { vm, iterator in body(vm, iterator) }
    }
    predicate("takewhile") { vm, iterator in
      if iterator.pointee.index == 1 { return .nil }
      let item = vm.next(iterator.pointee.source)
      if item.isNil { return .nil }
      let outcome = vm.callPredicate(iterator.pointee.state, item)
      if outcome > 0 { return item }
      if outcome == 0 { iterator.pointee.index = 1 }
      return .nil
    }
    predicate("dropwhile") { vm, iterator in
      while true {
        let item = vm.next(iterator.pointee.source)
        if item.isNil || iterator.pointee.index == 1 { return item }
        let outcome = vm.callPredicate(iterator.pointee.state, item)
        if outcome < 0 { return .nil }
        if outcome == 0 {
          iterator.pointee.index = 1
          return item
        }
      }
    }
    predicate("filterfalse") { vm, iterator in
      while true {
        let item = vm.next(iterator.pointee.source)
        if item.isNil { return .nil }
        let outcome = iterator.pointee.state.isNone ? vm.truth(item) : vm.callPredicate(iterator.pointee.state, item)
        if outcome <= 0 { return outcome < 0 ? .nil : item }
      }
    }
    predicate("starmap") { vm, iterator in
      let item = vm.next(iterator.pointee.source)
      if item.isNil { return .nil }
      let arguments = vm.tupleFromIterable(item)
      return arguments.isNil ? .nil : vm.call(iterator.pointee.state, vm.tupleItems(arguments))
    }
    _ = make("compress", "data, selectors") { vm, type, shape, args in
      let data = vm.getIterator(args[1])
      let selectors = data.isNil ? .nil : vm.getIterator(args[2])
      return selectors.isNil ? .nil : vm.makeIterator(type, shape, data, state: selectors)
    } next: { vm, iterator in
      while true {
        let item = vm.next(iterator.pointee.source)
        if item.isNil { return .nil }
        let selector = vm.next(iterator.pointee.state)
        if selector.isNil { return .nil }
        let outcome = vm.truth(selector)
        if outcome != 0 { return outcome < 0 ? .nil : item }
      }
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func callPredicate(_ function: Value, _ item: Value) -> Int {
    let result = call(function, item)
    return result.isNil ? -1 : truth(result)
  }

  fileprivate func makeSliceIterator(_ type: TypeRef, _ shape: Int, _ args: Arguments) -> Value {
    guard args.count >= 3, args.count <= 5 else {
      return raise("TypeError", "islice expected at \(args.count < 3 ? "least 2" : "most 4") arguments, got \(args.count - 1)")
    }
    func bound(_ value: Value, _ fallback: Int) -> Int? {
      if value.isNil || value.isNone { return fallback }
      guard value.isSmallInt, value.smallInt >= 0 else { return nil }
      return value.smallInt
    }
    let hasStart = args.count > 3
    guard let start = bound(hasStart ? args[2] : .nil, 0) else {
      return raise("ValueError", "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    }
    let stopValue = hasStart ? args[3] : args[2]
    guard let stop = bound(stopValue, 0) else {
      return raise("ValueError", "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    }
    guard let step = bound(args.optional(4), 1), step > 0 else { return raise("ValueError", "Step for islice() must be a positive integer or None.") }
    let inner = getIterator(args[1])
    if inner.isNil { return .nil }
    return makeIterator(type, shape, inner, limit: start, state: stopValue.isNone ? .none : Value(smallInt: stop), state2: Value(smallInt: step))
  }
}
