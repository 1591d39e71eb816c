// Lets built-in iterators be copied and pickled.

extension Runtime {
  /// Gives a class of iterators `__reduce__` and, where an iterator has a position, `__setstate__`.
  func installIteratorState(_ type: TypeRef) {
    define(type, "__reduce__", 0, 0) { vm, args in vm.reduceIterator(args[0]) }
    let types = vm.types
    let positioned = [
      types.iterator, types.listIterator, types.tupleIterator, types.stringIterator, types.bytesIterator, types.byteArrayIterator,
      types.rangeIterator, types.reversed, types.listReverseIterator,
    ]
    guard positioned.contains(type) else { return }
    define(type, "__setstate__", 1, 1) { vm, args in
      guard vm.isInt(args[1]) else { return vm.typeError("an integer is required") }
      guard let position = vm.sizeArgument(args[1]) else { return .nil }
      vm.moveIterator(args[0].object(IteratorObject.self), to: position)
      return .none
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  private func builtinFunction(_ name: String) -> Value {
    dictGet(runtime.builtins.object(ModuleObject.self).pointee.dict, runtime.intern(name))
  }

  /// What `__reduce__` of a built-in iterator gives: a function, its arguments and perhaps a position.
  fileprivate func reduceIterator(_ value: Value) -> Value {
    let iterator = value.object(IteratorObject.self)
    let source = iterator.pointee.source
    let cls = Value(value.heapType)
    func parts(_ function: Value, _ arguments: [Value], _ position: Int? = nil) -> Value {
      let tuple = makeTuple(arguments)
      return makeTuple(position.map { [function, tuple, makeInt($0)] } ?? [function, tuple])
    }
    let make = builtinFunction("iter")
    if source.isNil {
      let lists = [types.listIterator, types.listReverseIterator, types.keyIterator, types.valueIterator, types.itemIterator, types.setIterator]
      return parts(make, [lists.contains(value.heapType) ? makeList([]) : makeTuple([])])
    }
    switch iterator.pointee.shape {
    case IteratorShape.list, IteratorShape.bytes, IteratorShape.byteArray, IteratorShape.sequence:
      return parts(make, [source], iterator.pointee.index)
    case IteratorShape.tuple, IteratorShape.string:
      return parts(make, [source], iterator.pointee.index)
    case IteratorShape.listReverse, IteratorShape.sequenceReverse:
      return parts(builtinFunction("reversed"), [source], iterator.pointee.index)
    case IteratorShape.range:
      let taken = (rangeLength(source) ?? 0) - iterator.pointee.limit
      if iterator.pointee.state == source.object(RangeObject.self).pointee.step { return parts(make, [source], taken) }
      let back = rangeReversed(source).object(IteratorObject.self)
      return parts(make, [remainingRange(back)], taken)
    case IteratorShape.longRange: return parts(make, [remainingRange(iterator)])
    case IteratorShape.callable: return parts(make, [source, iterator.pointee.state])
    case IteratorShape.enumerate:
      let number = iterator.pointee.state2.isNil ? makeInt(iterator.pointee.index) : iterator.pointee.state2
      return parts(cls, [source, number])
    case IteratorShape.zip: return parts(cls, tupleItems(source))
    case IteratorShape.map: return parts(cls, [source] + tupleItems(iterator.pointee.state))
    case IteratorShape.filter: return parts(cls, [source, iterator.pointee.state])
    default: break
    }
    let name = plainTypeName(value.heapType)
    if name == "count" { return parts(cls, [source] + (iterator.pointee.state == Value(smallInt: 1) ? [] : [iterator.pointee.state])) }
    if name == "repeat" { return parts(cls, [source] + (iterator.pointee.index < 0 ? [] : [makeInt(iterator.pointee.index)])) }
    guard iterator.pointee.shape < IteratorShape.custom else {
      return typeError("cannot pickle '\(typeName(of: value))' object")
    }
    let copy = makeIterator(
      value.heapType, iterator.pointee.shape, source, index: iterator.pointee.index, limit: iterator.pointee.limit,
      state: iterator.pointee.state, state2: iterator.pointee.state2)
    let rest = listFromIterable(copy)
    return rest.isNil ? .nil : parts(make, [rest])
  }

  private func remainingRange(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let isShort = iterator.pointee.shape == IteratorShape.range
    let start = isShort ? makeInt(iterator.pointee.index) : iterator.pointee.source
    let count = isShort ? makeInt(iterator.pointee.limit) : iterator.pointee.state2
    let stop = binary(.add, start, binary(.multiply, count, iterator.pointee.state))
    return stop.isNil ? .nil : makeRange(start, stop, iterator.pointee.state)
  }

  /// Moves an iterator to a position, or to the nearest that it can have.
  fileprivate func moveIterator(_ iterator: UnsafeMutablePointer<IteratorObject>, to position: Int) {
    if iterator.pointee.source.isNil { return }
    switch iterator.pointee.shape {
    case IteratorShape.tuple, IteratorShape.string: iterator.pointee.index = Swift.min(Swift.max(0, position), iterator.pointee.limit)
    case IteratorShape.range:
      let length = rangeLength(iterator.pointee.source) ?? 0
      let steps = Swift.min(Swift.max(0, position), length) - (length - iterator.pointee.limit)
      iterator.pointee.index &+= steps &* iterator.pointee.state.smallInt
      iterator.pointee.limit -= steps
    case IteratorShape.listReverse: iterator.pointee.index = Swift.min(Swift.max(-1, position), listCount(iterator.pointee.source) - 1)
    case IteratorShape.sequenceReverse:
      let count = length(iterator.pointee.source) ?? 0
      iterator.pointee.index = Swift.min(Swift.max(-1, position), count - 1)
    default: iterator.pointee.index = Swift.max(0, position)
    }
  }
}
