// Takes the items of generators that native functions want all of, without suspending the generator at each.

/// What a native function does with the items of a generator.
///
/// Items that need more than this, above all code of the program, are not taken: they are yielded as usual, and the function
/// deals with them while the generator is suspended.
struct ItemSink {
  enum Action: UInt8 {
    case nothing, append, add, sum, least, greatest, findTrue, findFalse
  }
  var action: Action
  /// The list or set that items go to, the sum so far, or the item preferred so far (nil for none).
  var target: Value
  /// The version of the set when the last item had gone in: a program that changes it may have put anything in it.
  var version: UInt64 = 0

  init(_ action: Action, _ target: Value = .nil) {
    self.action = action
    self.target = target
    guard action == .add else { return }
    // Members that are there already may have methods of their own to compare them.
    if target.object(SetObject.self).pointee.fill > 0 { self.action = .nothing }
    version = target.object(SetObject.self).pointee.version
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// As `next`, but what the sink takes of a generator's items does not come back.
  @inline(__always)
  func next(_ iterator: Value, into sink: UnsafeMutablePointer<ItemSink>) -> Value {
    let item = nextOfList(iterator)
    return item.isNil ? nextOfAny(iterator, into: sink) : item
  }

  /// The next item of a list's iterator; nil for other iterators, and at the end.
  @inline(__always)
  func nextOfList(_ iterator: Value) -> Value {
    guard iterator.isReference, iterator.heapType == pointee.types.listIterator else { return .nil }
    let object = iterator.object(IteratorObject.self)
    let (source, index) = (object.pointee.source, object.pointee.index)
    guard !source.isNil, index < listCount(source) else { return .nil }
    object.pointee.index = index + 1
    return listItem(source, index)
  }

  @inline(never)
  private func nextOfAny(_ iterator: Value, into sink: UnsafeMutablePointer<ItemSink>) -> Value {
    guard iterator.isExactly(pointee.types.generator), iterator.object(GeneratorObject.self).pointee.status < 2 else { return next(iterator) }
    let outer = pointee.sink
    pointee.sink = sink
    let item = resumeGenerator(iterator, .none, .send, flags: .drained)
    pointee.sink = outer
    return item
  }

  /// Gives an item to the native function that drains the running generator; false if that wants it yielded.
  @inline(never)
  func take(_ item: Value) -> Bool {
    if pointee.frame.flags.contains(.collects) { return collect(pointee.frame, item) }
    guard let sink = pointee.sink, takes(item, sink) else { return false }
    put(item, sink)
    return true
  }

  /// Whether an item can be taken now. Has no effect.
  @inline(__always)
  func takes(_ item: Value, _ sink: UnsafeMutablePointer<ItemSink>) -> Bool {
    let target = sink.pointee.target
    switch sink.pointee.action {
    case .append: return true
    case .add: return isPlainKey(item) && target.object(SetObject.self).pointee.version == sink.pointee.version
    case .sum: return item.isSmallInt && target.isSmallInt || item.isSmallFloat && target.isSmallFloat
    case .least, .greatest: return target.isNil || item.isSmallInt && target.isSmallInt || item.isSmallFloat && target.isSmallFloat
    case .findTrue, .findFalse: return plainTruth(item) == (sink.pointee.action == .findTrue ? 0 : 1)
    case .nothing: return false
    }
  }

  @inline(__always)
  private func put(_ item: Value, _ sink: UnsafeMutablePointer<ItemSink>) {
    switch sink.pointee.action {
    case .append: listAppend(sink.pointee.target, item)
    case .add:
      _ = setAdd(sink.pointee.target, item)
      sink.pointee.version = sink.pointee.target.object(SetObject.self).pointee.version
    case .sum:
      let total = sink.pointee.target
      sink.pointee.target =
        item.isSmallInt ? makeInt(total.smallInt &+ item.smallInt) : makeFloat(total.smallFloat + item.smallFloat)
    case .least: if isPreferred(item, sink.pointee.target) { sink.pointee.target = item }
    case .greatest: if sink.pointee.target.isNil || isPreferred(sink.pointee.target, item) { sink.pointee.target = item }
    case .findTrue, .findFalse, .nothing: break
    }
  }

  /// Whether a number is less than another one of the same kind, or there is no other.
  @inline(__always)
  func isPreferred(_ a: Value, _ b: Value) -> Bool {
    b.isNil || (a.isSmallInt ? a.smallInt < b.smallInt : a.smallFloat < b.smallFloat)
  }

  /// Whether hashing and comparing a value runs nothing of the program.
  @inline(__always)
  func isPlainKey(_ value: Value) -> Bool { !value.isReference || value.heapType == pointee.types.str }

  /// The truth of a value of a built-in class that is told at a glance, else -1.
  @inline(__always)
  func plainTruth(_ value: Value) -> Int {
    if value.isBool { return value.isTrue ? 1 : 0 }
    if value.isSmallInt { return value.smallInt == 0 ? 0 : 1 }
    if value.isNone { return 0 }
    guard value.isReference else { return -1 }
    let type = value.heapType
    if type == pointee.types.str { return value.object(StrObject.self).pointee.count == 0 ? 0 : 1 }
    if type == pointee.types.list { return listCount(value) == 0 ? 0 : 1 }
    if type == pointee.types.tuple { return tupleCount(value) == 0 ? 0 : 1 }
    return -1
  }
}
