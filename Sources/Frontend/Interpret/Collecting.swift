// Gathers the items of generators that are arguments of built-in functions, in frames of the same interpreter loop.

/// What becomes of the items of a generator that a built-in function wants all of. The numbers are part of frame flags.
enum Collector: Int {
  case list, tuple, sorted, join, set, frozenSet, sum, least, greatest, any, all

  /// Whether the items go to a list first.
  var isList: Bool { rawValue <= Collector.join.rawValue }
}

extension FrameFlags {
  /// With `generator` and `sinks`: the items go where `GeneratorObject.step` says, and the instruction that pushed the frame is a call
  /// whose result is made of them.
  static var collects: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 8192) } }
  static func collecting(_ collector: Collector) -> FrameFlags {
    FrameFlags(rawValue: FrameFlags.generator.rawValue | FrameFlags.sinks.rawValue | FrameFlags.collects.rawValue | collector.rawValue << 14)
  }
  var collector: Collector { Collector(rawValue: rawValue >> 14 & 15) ?? .list }
  /// Those of a frame whose items are collected, without what says how it was pushed; of any other frame, those of a generator.
  var ofGenerator: FrameFlags {
    contains(.collects) ? FrameFlags(rawValue: rawValue & ~FrameFlags.directly.rawValue) : .generator
  }
}

/// The native functions that collect, by their numbers.
struct CollectingNatives {
  var sum = -1, least = -1, greatest = -1, any = -1, all = -1, sorted = -1, join = -1

  func collector(_ native: Int, count: Int) -> Collector? {
    if count == 2 { return native == sum ? .sum : native == join ? .join : nil }
    switch native {
    case sum: return .sum
    case least: return .least
    case greatest: return .greatest
    case any: return .any
    case all: return .all
    case sorted: return .sorted
    default: return nil
    }
  }
}

/// A call of a built-in function with a generator all of whose items it wants.
struct CollectingCall {
  let generator: UnsafeMutablePointer<GeneratorObject>
  let collector: Collector
  /// Which argument the generator is.
  var index: Int { collector == .join ? 1 : 0 }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether a generator is among the first two arguments of a call.
  @inline(__always)
  func mayCollect(_ base: UnsafeMutablePointer<Value>, count: Int) -> Bool {
    if count == 1 { return base[0].isReference && base[0].heapType == pointee.types.generator }
    return count == 2 && (base[0].isReference && base[0].heapType == pointee.types.generator || base[1].isReference && base[1].heapType == pointee.types.generator)
  }

  /// What a call does with the items of a generator, if it is one that collects them and the generator can go on in a frame.
  func collection(_ callee: Value, _ first: Value, _ second: Value, count: Int) -> CollectingCall? {
    guard let collector = collector(callee, count: count) else { return nil }
    let source = collector == .join ? second : first
    guard source.isReference, source.heapType == pointee.types.generator, let generator = resumable(source), generator.pointee.link.isNil,
      generator.pointee.handled.isNone
    else { return nil }
    if collector == .join { return first.isExactly(pointee.types.str) ? CollectingCall(generator: generator, collector: collector) : nil }
    guard count == 1 || second.isSmallInt || second.isSmallFloat else { return nil }
    return CollectingCall(generator: generator, collector: collector)
  }

  private func collector(_ callee: Value, count: Int) -> Collector? {
    if callee.isKind(.builtin) {
      let builtin = callee.object(BuiltinObject.self)
      return builtin.pointee.receiver.isNil ? pointee.collectingNatives.collector(builtin.pointee.native, count: count) : nil
    }
    guard callee.isKind(.type), count == 1 else { return nil }
    switch callee.object(TypeObject.self) {
    case pointee.types.list: return .list
    case pointee.types.tuple: return .tuple
    case pointee.types.set: return .set
    case pointee.types.frozenSet: return .frozenSet
    default: return nil
    }
  }

  /// Pushes the frame of the generator that a call at `pc` collects the items of; nil when it does not, or with an exception pending.
  @inline(never)
  func pushCollected(
    _ callee: Value, _ base: UnsafeMutablePointer<Value>, count: Int, _ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>
  ) -> UnsafeMutablePointer<Value>? {
    guard let call = collection(callee, base[0], count > 1 ? base[1] : .nil, count: count) else { return nil }
    let start = count > 1 ? base[1 - call.index] : .nil
    let flags = FrameFlags.collecting(call.collector)
    guard let frame = pushGenerator(call.generator, .none, callerBase: r, callerPC: pc, flags: flags) else { return nil }
    call.generator.pointee.step = emptyCollection(call.collector, start)
    return frame
  }

  /// What items are collected in at first. `start` is what a sum begins with or the separator of a text.
  private func emptyCollection(_ collector: Collector, _ start: Value) -> Value {
    switch collector {
    case .list, .tuple, .sorted: return makeList(capacity: 0)
    case .join:
      let list = makeList(capacity: 8)
      listAppend(list, start)
      return list
    case .set: return makeSet()
    case .frozenSet: return makeSet(of: pointee.types.frozenSet)
    case .sum: return start.isNil ? Value(smallInt: 0) : start
    case .least, .greatest, .any, .all: return .nil
    }
  }

  /// The generator whose items the frame `r` collects: that of the frame, or the one that waits for it without a frame.
  @inline(__always)
  func collectedGenerator(_ r: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<GeneratorObject> {
    let generator = r.aux.object(GeneratorObject.self)
    return r.flags.contains(.directly) ? generator.pointee.link.object(GeneratorObject.self) : generator
  }

  /// Collects an item of the generator in frame `r`; false if that needs more than is safe while it runs, or ends the call.
  @inline(never)
  func collect(_ r: UnsafeMutablePointer<Value>, _ item: Value) -> Bool {
    let collector = r.flags.collector
    let generator = collectedGenerator(r)
    let held = generator.pointee.step
    guard canCollect(collector, held, item) else { return false }
    switch collector {
    case .list, .tuple, .sorted, .join: listAppend(held, item)
    case .set, .frozenSet: _ = setAdd(held, item)
    case .sum: generator.pointee.step = plainSum(held, item)
    case .least: if isPreferred(item, held) { generator.pointee.step = item }
    case .greatest: if held.isNil || isPreferred(held, item) { generator.pointee.step = item }
    case .any, .all: break
    }
    return true
  }

  /// Whether an item can be collected at once. Has no effect.
  @inline(__always)
  func canCollect(_ collector: Collector, _ held: Value, _ item: Value) -> Bool {
    switch collector {
    case .list, .tuple, .sorted, .join: return true
    case .set, .frozenSet: return isPlainKey(item)
    case .sum: return (item.isSmallInt || item.isSmallFloat) && (held.isSmallInt || held.isSmallFloat)
    case .least, .greatest:
      return item.isSmallInt && (held.isNil || held.isSmallInt) || item.isSmallFloat && (held.isNil || held.isSmallFloat)
    case .any: return plainTruth(item) == 0
    case .all: return plainTruth(item) == 1
    }
  }

  /// The sum of two immediate numbers.
  @inline(__always)
  private func plainSum(_ a: Value, _ b: Value) -> Value {
    if a.isSmallInt, b.isSmallInt { return makeInt(a.smallInt &+ b.smallInt) }
    return makeFloat((a.isSmallInt ? Double(a.smallInt) : a.smallFloat) + (b.isSmallInt ? Double(b.smallInt) : b.smallFloat))
  }

  /// Ends the call that collected all items of the generator in frame `r`, which has returned, and pops the frame: the call's value, or
  /// nil with an exception pending.
  @inline(never)
  func finishCollecting(_ r: UnsafeMutablePointer<Value>) -> Value {
    let (held, collector) = leaveCollected(r)
    return collected(held, collector)
  }

  /// Pops the frame of a generator whose items are collected; what was collected is no longer the generator's.
  @inline(__always)
  private func leaveCollected(_ r: UnsafeMutablePointer<Value>) -> (held: Value, collector: Collector) {
    let generator = collectedGenerator(r)
    let held = generator.pointee.step
    generator.pointee.step = .nil
    let collector = r.flags.collector
    pointee.pc = r.callerPC
    popFrame(to: r.callerBase)
    return (held, collector)
  }

  /// The value of a call that collected all items.
  func collected(_ held: Value, _ collector: Collector) -> Value {
    switch collector {
    case .list, .set, .frozenSet, .sum: return held
    case .tuple: return tupleFromList(held)
    // Nothing else keeps the list alive while items are compared or joined.
    case .sorted: return withRoots([held]) { listSort(held, key: .none, reverse: false) ? held : .nil }
    case .join: return withRoots([held]) { joinIterable(listItem(held, 0), listPart(held, from: 1)) }
    case .least, .greatest:
      return held.isNil ? raise("ValueError", "\(collector == .least ? "min" : "max")() arg is an empty sequence") : held
    case .any: return .false
    case .all: return .true
    }
  }

  private func listPart(_ list: Value, from start: Int) -> Value {
    let count = listCount(list) - start
    let part = makeList(capacity: count)
    for i in 0..<count { listAppend(part, listItem(list, start + i)) }
    return part
  }

  /// Pops the frame of a generator that has yielded an item which could not be collected while it ran, and goes on with the call to
  /// its end.
  @inline(never)
  func collectRest(_ r: UnsafeMutablePointer<Value>, _ first: Value) -> Value {
    let generator = collectedGenerator(r)
    var (held, collector) = leaveCollected(r)
    var item = first
    while !item.isNil {
      switch collector {
      case .list, .tuple, .sorted, .join: listAppend(held, item)
      case .set, .frozenSet: if !setAdd(held, item) { return .nil }
      case .sum:
        held = binary(.add, held, item)
        if held.isNil { return .nil }
      case .least, .greatest:
        let isFirst = held.isNil
        let outcome = isFirst ? 1 : isBeyond(item, held, collector)
        if outcome < 0 { return .nil }
        if outcome > 0 { held = item }
      case .any, .all:
        let outcome = truth(item)
        if outcome < 0 { return .nil }
        if (outcome > 0) == (collector == .any) { return Value(collector == .any) }
      }
      item = next(Value(generator))
    }
    return pointee.exception.isNil ? collected(held, collector) : .nil
  }

  /// Whether an item takes the place of the preferred one so far; -1 with an exception pending.
  private func isBeyond(_ item: Value, _ held: Value, _ collector: Collector) -> Int {
    let result = compare(collector == .least ? .less : .greater, item, held)
    return result.isNil ? -1 : truth(result)
  }
}
