// Defines the classes of built-in iterators.

extension Runtime {
  func installIterators() {
    makeIteratorTypes()
    let types = vm.types
    for type in [
      types.iterator, types.listIterator, types.tupleIterator, types.stringIterator, types.bytesIterator, types.byteArrayIterator,
      types.rangeIterator, types.longRangeIterator, types.keyIterator, types.valueIterator, types.itemIterator, types.setIterator,
      types.callableIterator, types.enumerate, types.zip, types.map, types.filter, types.reversed, types.listReverseIterator,
      types.keyReverseIterator, types.valueReverseIterator, types.itemReverseIterator,
    ] {
      installIteratorMethods(type)
    }
    installEnumerate()
    installZipAndMap()
    installFilterAndReversed()
  }

  /// Gives a class of iterators `__iter__`, `__next__` and `__length_hint__`.
  public func installIteratorMethods(_ type: TypeRef, hasLength: Bool = true) {
    define(type, "__iter__", 0, 0) { _, args in args[0] }
    define(type, "__next__", 0, 0) { vm, args in
      let item = vm.nativeNext(args[0].object(IteratorObject.self))
      return item.isNil && vm.pointee.exception.isNil ? vm.raise("StopIteration") : item
    }
    let types = vm.types
    let unsized = [types.callableIterator, types.enumerate, types.zip, types.map, types.filter]
    if hasLength, !unsized.contains(type) {
      define(type, "__length_hint__", 0, 0) { vm, args in vm.lengthHint(args[0].object(IteratorObject.self)) }
    }
    installIteratorState(type)
  }

  private func makeIteratorTypes() {
    func make(_ name: String, isBase: Bool = false) -> TypeRef { makeType(name, kind: .iterator, isBase: isBase) }
    vm.pointee.types.listIterator = make("list_iterator")
    vm.pointee.types.tupleIterator = make("tuple_iterator")
    vm.pointee.types.stringIterator = make("str_ascii_iterator")
    vm.pointee.types.bytesIterator = make("bytes_iterator")
    vm.pointee.types.byteArrayIterator = make("bytearray_iterator")
    vm.pointee.types.rangeIterator = make("range_iterator")
    vm.pointee.types.longRangeIterator = make("longrange_iterator")
    vm.pointee.types.keyIterator = make("dict_keyiterator")
    vm.pointee.types.valueIterator = make("dict_valueiterator")
    vm.pointee.types.itemIterator = make("dict_itemiterator")
    vm.pointee.types.setIterator = make("set_iterator")
    vm.pointee.types.callableIterator = make("callable_iterator")
    vm.pointee.types.enumerate = make("enumerate", isBase: true)
    vm.pointee.types.zip = make("zip", isBase: true)
    vm.pointee.types.map = make("map", isBase: true)
    vm.pointee.types.filter = make("filter", isBase: true)
    vm.pointee.types.reversed = make("reversed", isBase: true)
    vm.pointee.types.listReverseIterator = make("list_reverseiterator")
    vm.pointee.types.keyReverseIterator = make("dict_reversekeyiterator")
    vm.pointee.types.valueReverseIterator = make("dict_reversevalueiterator")
    vm.pointee.types.itemReverseIterator = make("dict_reverseitemiterator")
  }

  private func installEnumerate() {
    let type = vm.types.enumerate
    defineConstructor(type, "iterable, start=") { vm, args in
      let cls = args[0].object(TypeObject.self)
      var start = args[2].isNil ? Value(smallInt: 0) : args[2]
      if !vm.isInt(start) {
        if vm.special(start, .__index__).isNil {
          return vm.typeError("'\(vm.typeName(of: start))' object cannot be interpreted as an integer")
        }
        start = vm.callSpecial(start, .__index__)
        if start.isNil { return .nil }
      }
      let iterator = vm.getIterator(args[1])
      if iterator.isNil { return .nil }
      if let word = vm.intWord(start) { return vm.makeIterator(of: cls, IteratorShape.enumerate, iterator, index: word) }
      return vm.makeIterator(of: cls, IteratorShape.enumerate, iterator, state2: start)
    }
    defineClassMethod(type, "__class_getitem__", 1, 1) { vm, args in vm.makeGenericAlias(args[0], args[1]) }
  }

  /// Defines a `__new__` that takes keyword arguments; the signature leaves the class out, which is argument 0.
  func defineConstructor(_ type: TypeRef, _ signature: String, _ body: @escaping NativeBody) {
    let function = makeBuiltin(
      "__new__", minimum: 0, maximum: -1, signature: Signature("cls, /, " + signature), body)
    setOwner(function, type)
    define(type, "__new__", function)
  }

  private func installZipAndMap() {
    allowKeywords(define(vm.types.zip, "__new__", 0, -1) { vm, args in
      var isStrict = false
      if !args.keywordNames.isNil {
        let given = vm.tupleCount(args.keywordNames)
        if given > 1 { return vm.typeError("zip() takes at most 1 keyword argument (\(given) given)") }
        for i in 0..<vm.tupleCount(args.keywordNames) {
          let name = vm.swiftString(vm.tupleBase(args.keywordNames)[i])
          guard name == "strict" else { return vm.typeError("'\(name)' is an invalid keyword argument for zip()") }
          let flag = vm.truth(args.base[args.count + i])
          if flag < 0 { return .nil }
          isStrict = flag > 0
        }
      }
      let sources = vm.makeTupleUninitialized(args.count - 1)
      for i in 1..<args.count where i < args.count {
        let iterator = vm.getIterator(args[i])
        if iterator.isNil { return .nil }
        vm.tupleBase(sources)[i - 1] = iterator
      }
      return vm.makeIterator(of: args[0].object(TypeObject.self), IteratorShape.zip, sources, limit: isStrict ? 1 : 0)
    })
    define(vm.types.map, "__new__", 0, -1) { vm, args in
      if args.count < 3 { return vm.typeError("map() must have at least two arguments.") }
      let sources = vm.makeTupleUninitialized(args.count - 2)
      for i in 2..<args.count {
        let iterator = vm.getIterator(args[i])
        if iterator.isNil { return .nil }
        vm.tupleBase(sources)[i - 2] = iterator
      }
      return vm.makeIterator(of: args[0].object(TypeObject.self), IteratorShape.map, args[1], state: sources)
    }
  }

  private func installFilterAndReversed() {
    define(vm.types.filter, "__new__", 0, -1) { vm, args in
      if args.count != 3 { return vm.typeError("filter expected 2 arguments, got \(args.count - 1)") }
      let iterator = vm.getIterator(args[2])
      return iterator.isNil ? .nil : vm.makeIterator(of: args[0].object(TypeObject.self), IteratorShape.filter, args[1], state: iterator)
    }
    define(vm.types.reversed, "__new__", 0, -1) { vm, args in
      if args.count != 2 { return vm.typeError("reversed expected 1 argument, got \(args.count - 1)") }
      return vm.makeReversed(args[1])
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// An iterator of a built-in class or a subclass of it.
  func makeIterator(of type: TypeRef, _ shape: Int, _ source: Value, index: Int = 0, limit: Int = 0, state: Value = .nil, state2: Value = .nil) -> Value {
    if !type.pointee.isUser { return makeIterator(type, shape, source, index: index, limit: limit, state: state, state2: state2) }
    let iterator = makeInstance(type).assumingMemoryBound(to: IteratorObject.self)
    iterator.pointee.source = source
    iterator.pointee.index = index
    iterator.pointee.limit = limit
    iterator.pointee.state = state
    iterator.pointee.state2 = state2
    iterator.pointee.shape = shape
    return Value(iterator)
  }

  /// Another iterator that goes on where one is, over the same iterators.
  func copyIterator(_ iterator: UnsafeMutablePointer<IteratorObject>, _ type: TypeRef) -> Value {
    makeIterator(
      of: type, iterator.pointee.shape, iterator.pointee.source, index: iterator.pointee.index, limit: iterator.pointee.limit,
      state: iterator.pointee.state, state2: iterator.pointee.state2)
  }

  /// How many items are left in an iterator over a built-in container, or NotImplemented.
  func lengthHint(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let source = iterator.pointee.source
    if source.isNil { return Value(smallInt: 0) }
    switch iterator.pointee.shape {
    case IteratorShape.list: return Value(smallInt: Swift.max(0, listCount(source) - iterator.pointee.index))
    case IteratorShape.tuple, IteratorShape.string: return Value(smallInt: iterator.pointee.limit - iterator.pointee.index)
    case IteratorShape.bytes, IteratorShape.byteArray: return Value(smallInt: Swift.max(0, bytesView(source).count - iterator.pointee.index))
    case IteratorShape.range: return Value(smallInt: iterator.pointee.limit)
    case IteratorShape.longRange: return iterator.pointee.state2
    case IteratorShape.set: return setItemsLeft(iterator)
    case IteratorShape.listReverse:
      return Value(smallInt: iterator.pointee.index < listCount(source) ? iterator.pointee.index + 1 : 0)
    case IteratorShape.sequenceReverse:
      guard let count = length(source) else { return .nil }
      return Value(smallInt: iterator.pointee.index < count ? iterator.pointee.index + 1 : 0)
    case IteratorShape.sequence:
      if special(source, .__len__).isNil { return pointee.notImplemented }
      guard let count = length(source) else { return .nil }
      return Value(smallInt: Swift.max(0, count - iterator.pointee.index))
    case IteratorShape.dictKeys, IteratorShape.dictValues, IteratorShape.dictItems, IteratorShape.dictKeysReverse,
      IteratorShape.dictValuesReverse, IteratorShape.dictItemsReverse:
      return source.object(DictObject.self).pointee.count == iterator.pointee.limit ? iterator.pointee.state : Value(smallInt: 0)
    default: return pointee.notImplemented
    }
  }
}
