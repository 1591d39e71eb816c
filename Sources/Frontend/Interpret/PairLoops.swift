// Takes the next pair of a for loop over enumerate, zip or items without making a tuple of it.

/// What became of an attempt to take a pair.
enum PairOutcome {
  case taken, ended, failed, notPairs
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The next two items of a loop whose target is unpacked at once; `first` and `second` get them.
  @inline(never)
  func loopPair(_ iterator: Value, _ target: UnsafeMutablePointer<Value>) -> PairOutcome {
    guard iterator.isReference else { return .notPairs }
    let type = iterator.heapType
    if type == pointee.types.enumerate { return enumeratePair(iterator.object(IteratorObject.self), target) }
    if type == pointee.types.itemIterator { return dictPair(iterator.object(IteratorObject.self), target) }
    if type == pointee.types.zip { return zipPair(iterator.object(IteratorObject.self), target) }
    return .notPairs
  }

  private func enumeratePair(_ iterator: UnsafeMutablePointer<IteratorObject>, _ target: UnsafeMutablePointer<Value>) -> PairOutcome {
    let number = iterator.pointee.index
    guard iterator.pointee.state2.isNil, number < Value.maxInt else { return .notPairs }
    let item = next(iterator.pointee.source)
    if item.isNil { return pointee.exception.isNil ? .ended : .failed }
    iterator.pointee.index = number + 1
    target[0] = makeInt(number)
    target[1] = item
    return .taken
  }

  private func dictPair(_ iterator: UnsafeMutablePointer<IteratorObject>, _ target: UnsafeMutablePointer<Value>) -> PairOutcome {
    guard iterator.pointee.source.isReference else { return .notPairs }
    let dict = iterator.pointee.source.object(DictObject.self)
    let left = iterator.pointee.state.smallInt
    guard dict.pointee.count == iterator.pointee.limit, left > 0, !dict.pointee.hasCells else { return .notPairs }
    var i = iterator.pointee.index
    let count = dict.pointee.entryCount
    let entries = dict.pointee.entries.unsafelyUnwrapped
    while i < count, entries[i].key.isNil { i += 1 }
    guard i < count else { return .notPairs }
    iterator.pointee.state = Value(smallInt: left - 1)
    iterator.pointee.index = i + 1
    target[0] = entries[i].key
    target[1] = entries[i].value
    return .taken
  }

  private func zipPair(_ iterator: UnsafeMutablePointer<IteratorObject>, _ target: UnsafeMutablePointer<Value>) -> PairOutcome {
    let sources = iterator.pointee.source
    guard tupleCount(sources) == 2, iterator.pointee.limit == 0 else { return .notPairs }
    let first = next(tupleBase(sources)[0])
    if first.isNil { return pointee.exception.isNil ? .ended : .failed }
    let second = next(tupleBase(sources)[1])
    if second.isNil { return pointee.exception.isNil ? .ended : .failed }
    target[0] = first
    target[1] = second
    return .taken
  }
}
