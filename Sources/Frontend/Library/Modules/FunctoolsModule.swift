// Makes `_functools`: reduce, partial and cmp_to_key.

extension Runtime {
  func makeFunctoolsModule() -> Value {
    let module = makeModule("_functools")
    define(module, "reduce", 2, 3) { vm, args in
      let iterator = vm.getIterator(args[1])
      if iterator.isNil { return vm.clearPending("TypeError") ? vm.raise("TypeError", "reduce() arg 2 must support iteration") : .nil }
      var total = args.optional(2)
      if total.isNil {
        total = vm.next(iterator)
        if total.isNil { return vm.pointee.exception.isNil ? vm.raise("TypeError", "reduce() of empty iterable with no initial value") : .nil }
      }
      while true {
        let item = vm.next(iterator)
        if item.isNil { return vm.pointee.exception.isNil ? total : .nil }
        total = vm.call(args[0], total, item)
        if total.isNil { return .nil }
      }
    }
    define(module, "partial", Value(makePartialType()))
    define(module, "_make_awaitable", 1, 1) { vm, args in
      guard args[0].isKind(.function) else { return vm.raise("TypeError", "types.coroutine() expects a callable") }
      vm.info(args[0].object(FunctionObject.self).pointee.code).unit.flags.insert(.iterableCoroutine)
      return args[0]
    }
    let key = makeKeyType()
    define(module, "cmp_to_key", "mycmp") { vm, args in
      let compare = args[0]
      // The comparison function travels as the receiver of the maker.
      let bound = vm.runtime.makeBuiltin("K", minimum: 2, maximum: 2, signature: nil) { vm, inner in
        vm.makeNative(key, inner[1], inner[0])
      }
      bound.object(BuiltinObject.self).pointee.receiver = compare
      return bound
    }
    return module
  }

  private func makeKeyType() -> TypeRef {
    let type = makeType("KeyWrapper", module: "functools", kind: .native, isBase: false)
    define(type, "__hash__", constant: .none)
    let operators: [(String, Opcode)] = [
      ("__lt__", .less), ("__le__", .lessEqual), ("__gt__", .greater), ("__ge__", .greaterEqual), ("__eq__", .equal), ("__ne__", .notEqual),
    ]
    for (name, op) in operators {
      define(type, name, 1, 1) { vm, args in
        let a = args[0].object(NativeObject.self)
        guard args[1].isExactly(a.pointee.header.type) else { return vm.raise("TypeError", "other argument must be K instance") }
        let order = vm.call(a.pointee.value1, a.pointee.value0, args[1].object(NativeObject.self).pointee.value0)
        return order.isNil ? .nil : vm.compare(op, order, Value(smallInt: 0))
      }
    }
    defineField(type, "obj", \NativeObject.value0)
    return type
  }

  /// `functools.partial`: value 0 the function, 1 the tuple of arguments, 2 the dict of keywords.
  private func makePartialType() -> TypeRef {
    let type = makeType("partial", module: "functools", kind: .native)
    type.pointee.hasLayout = true
    type.pointee.rootLayout = vm.rootLayout(slotOffset: type.pointee.slotOffset, inlineSlots: 0)
    vm.addDictDescriptors(type)
    define(type, "__new__", "...") { vm, args in
      guard args.count >= 2 else { return vm.raise("TypeError", "type 'partial' takes at least one argument") }
      guard vm.isCallable(args[1]) else { return vm.raise("TypeError", "the first argument must be callable") }
      let object = vm.makeInstance(args[0].object(TypeObject.self)).assumingMemoryBound(to: NativeObject.self)
      object.pointee.value0 = args[1]
      object.pointee.value1 = vm.pointee.emptyTuple
      object.pointee.value2 = .none
      object.pointee.value3 = .none
      object.pointee.value1 = vm.argumentTuple(args, from: 2)
      let keywords = vm.makeDict()
      object.pointee.value2 = keywords
      if args[1].isKind(.native), vm.isSubtype(args[1].heapType, type), vm.dictCount(vm.instanceDict(args[1])) == 0 {
        let inner = args[1].object(NativeObject.self)
        object.pointee.value0 = inner.pointee.value0
        object.pointee.value1 = vm.makeTuple(vm.tupleItems(inner.pointee.value1) + vm.tupleItems(object.pointee.value1))
        guard vm.dictUpdate(keywords, inner.pointee.value2) else { return .nil }
      }
      for (key, value) in vm.keywordPairs(args) { vm.dictSet(keywords, key, value) }
      return Value(object)
    }
    define(type, "__init__", "...") { _, _ in .none }
    define(type, "__call__", "...") { vm, args in
      let object = args[0].object(NativeObject.self)
      let own = object.pointee.value2.object(DictObject.self)
      if own.pointee.count == 0, args.keywordNames.isNil {
        return vm.call(object.pointee.value0, vm.tupleItems(object.pointee.value1) + (1..<Swift.max(args.count, 1)).map { args[$0] })
      }
      let merged = vm.dictCopy(object.pointee.value2)
      for (key, value) in vm.keywordPairs(args) { vm.dictSet(merged, key, value) }
      let dict = merged.object(DictObject.self)
      var pairs: [(Value, Value)] = []
      for i in 0..<dict.pointee.entryCount {
        let entry = dict.pointee.entries.unsafelyUnwrapped[i]
        guard entry.key.isNil || entry.key.isKind(.str) else { return vm.raise("TypeError", "keywords must be strings") }
        if !entry.key.isNil { pairs.append((entry.key, entry.value)) }
      }
      return vm.call(object.pointee.value0, vm.tupleItems(object.pointee.value1) + (1..<Swift.max(args.count, 1)).map { args[$0] }, keywords: pairs)
    }
    defineField(type, "func", \NativeObject.value0)
    defineField(type, "args", \NativeObject.value1)
    defineField(type, "keywords", \NativeObject.value2)
    define(type, "__repr__", 0, 0) { vm, args in
      if vm.runtime.reprStack.contains(args[0].raw) { return vm.makeString("...") }
      vm.runtime.reprStack.append(args[0].raw)
      defer { vm.runtime.reprStack.removeLast() }
      let object = args[0].object(NativeObject.self)
      var texts: [String] = []
      for part in [object.pointee.value0] + vm.tupleItems(object.pointee.value1) {
        let text = vm.repr(part)
        if text.isNil { return .nil }
        texts.append(vm.swiftString(text))
      }
      let dict = object.pointee.value2.object(DictObject.self)
      for i in 0..<dict.pointee.entryCount {
        let entry = dict.pointee.entries.unsafelyUnwrapped[i]
        if entry.key.isNil { continue }
        let key = vm.str(entry.key)
        let text = key.isNil ? key : vm.repr(entry.value)
        if text.isNil { return .nil }
        texts.append("\(vm.swiftString(key))=\(vm.swiftString(text))")
      }
      let name = vm.typeOf(args[0]) == type ? "functools.partial" : vm.typeName(vm.typeOf(args[0]))
      return vm.makeString("\(name)(\(texts.joined(separator: ", ")))")
    }
    definePartialState(type)
    return type
  }

  /// What copying and pickling need.
  private func definePartialState(_ type: TypeRef) {
    define(type, "__reduce__", 0, 0) { vm, args in
      let object = args[0].object(NativeObject.self)
      let state = vm.makeTuple([object.pointee.value0, object.pointee.value1, object.pointee.value2, vm.instanceDict(args[0])])
      return vm.makeTuple([Value(vm.typeOf(args[0])), vm.makeTuple([object.pointee.value0]), state])
    }
    define(type, "__setstate__", 1, 1) { vm, args in
      let state = args[1].isKind(.tuple) ? vm.tupleItems(args[1]) : []
      guard state.count == 4, vm.isCallable(state[0]), state[1].isKind(.tuple), state[2].isNone || state[2].isKind(.dict),
        state[3].isNone || state[3].isKind(.dict)
      else { return vm.raise("TypeError", "invalid partial state") }
      let object = args[0].object(NativeObject.self)
      object.pointee.value0 = state[0]
      object.pointee.value1 = state[1].isExactly(vm.types.tuple) ? state[1] : vm.makeTuple(vm.tupleItems(state[1]))
      object.pointee.value2 = state[2].isNone ? vm.makeDict() : vm.dictCopy(state[2])
      let attributes = state[3].isNone ? vm.makeDict() : state[3]
      return vm.replaceDict(of: args[0], attributes) ? .none : .nil
    }
  }
}
