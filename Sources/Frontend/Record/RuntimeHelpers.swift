// Defines the functions that compiled code calls, with the C convention.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The state pointer as helpers receive it.
typealias StatePointer = UnsafeMutableRawPointer

@inline(__always) private func machine(_ state: StatePointer) -> VM { state.assumingMemoryBound(to: VMState.self) }
@inline(__always) private func value(_ word: UInt64) -> Value { Value(bits: word) }

/// Runs `body` with the first words of the exit buffer as roots: compiled code hands over items there, and may hold them nowhere else.
@inline(__always)
private func keepingExitBuffer(_ vm: VM, _ count: Int, _ body: (VM) -> Value) -> Value {
  vm.pointee.exitCells = count
  defer { vm.pointee.exitCells = 0 }
  return body(vm)
}

/// The functions compiled code calls. Words come and go as 64-bit integers; nil means that an exception is pending.
enum Helpers {
  // MARK: Boxes

  static let boxInt: @convention(c) (StatePointer, Int) -> UInt64 = { machine($0).makeInt($1).raw }
  static let boxFloat: @convention(c) (StatePointer, Double) -> UInt64 = { machine($0).makeFloat($1).raw }
  static let unboxInt: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, word in
    let v = value(word)
    guard v.isReference, v.heapType == machine(state).pointee.types.int else { return 0 }
    let object = v.object(IntObject.self)
    let limb = UnsafeMutableRawPointer(object + 1).assumingMemoryBound(to: UInt.self)[0]
    switch object.pointee.signedCount {
    case 1 where limb <= UInt(Int.max): machine(state).pointee.scratch = UInt64(limb)
    case -1 where limb <= UInt(Int.max) + 1: machine(state).pointee.scratch = UInt64(bitPattern: 0 &- Int64(bitPattern: UInt64(limb)))
    default: return 0
    }
    return 1
  }
  static let unboxFloat: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, word in
    let v = value(word)
    guard v.isReference, v.heapType == machine(state).pointee.types.float else { return 0 }
    machine(state).pointee.scratch = v.object(FloatObject.self).pointee.value.bitPattern
    return 1
  }

  // MARK: Allocation

  static let newObject: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, type in
    UInt64(UInt(bitPattern: machine(state).makeObject(value(type).object(TypeObject.self))))
  }
  static let makeInstance: @convention(c) (StatePointer, UInt64) -> UInt64 = { Value(machine($0).makeInstance(value($1).object(TypeObject.self))).raw }
  static let newTuple: @convention(c) (StatePointer, UnsafeMutableRawPointer, Int) -> UInt64 = { state, items, count in
    keepingExitBuffer(machine(state), count) { $0.makeTuple(items.assumingMemoryBound(to: Value.self), count: count) }.raw &- 1
  }
  static let newList: @convention(c) (StatePointer, UnsafeMutableRawPointer, Int) -> UInt64 = { state, items, count in
    keepingExitBuffer(machine(state), count) { $0.makeList(items.assumingMemoryBound(to: Value.self), count: count) }.raw &- 1
  }
  static let makeRange: @convention(c) (StatePointer, Int, Int, Int) -> UInt64 = { state, start, stop, step in
    let vm = machine(state)
    let bounds = (vm.makeInt(start), vm.makeInt(stop))
    if bounds.0.isSmallInt, bounds.1.isSmallInt { return vm.makeRange(bounds.0, bounds.1, vm.makeInt(step)).raw }
    return vm.call(Value(vm.pointee.types.range), vm.makeInt(start), vm.makeInt(stop), vm.makeInt(step)).raw
  }
  static let makeCell: @convention(c) (StatePointer, UInt64) -> UInt64 = { machine($0).makeCell(value($1)).raw }
  static let makeSlice: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = {
    machine($0).makeSlice(value($1), value($2), value($3)).raw
  }

  static let makeSuper: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = {
    machine($0).makeRecord(machine($0).pointee.types.superType, value($1), value($2), value($3)).raw
  }

  /// The dict that `**` collects, of a tuple of names and one of values.
  static let makeKeywords: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, names, values in
    let (vm, names, values) = (machine(state), value(names), value(values))
    let dict = vm.makeDict()
    for i in 0..<vm.tupleCount(names) { vm.dictSet(dict, vm.tupleBase(names)[i], vm.tupleBase(values)[i]) }
    return dict.raw
  }

  // MARK: Operators

  static let binary: @convention(c) (StatePointer, Int, UInt64, UInt64) -> UInt64 = { state, op, a, b in
    let opcode = unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self)
    switch opcode {
    case .add: return machine(state).addSlow(value(a), value(b)).raw
    case .subtract: return machine(state).subtractSlow(value(a), value(b)).raw
    case .multiply: return machine(state).multiplySlow(value(a), value(b)).raw
    case .trueDivide: return machine(state).trueDivideSlow(value(a), value(b)).raw
    case .power: return machine(state).powerFast(value(a), value(b)).raw
    default: return machine(state).binary(opcode, value(a), value(b)).raw
    }
  }
  static let inPlace: @convention(c) (StatePointer, Int, UInt64, UInt64) -> UInt64 = { state, op, a, b in
    machine(state).inPlace(unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self), value(a), value(b)).raw
  }
  static let unary: @convention(c) (StatePointer, Int, UInt64) -> UInt64 = { state, op, a in
    machine(state).unary(unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self), value(a)).raw
  }
  static let compare: @convention(c) (StatePointer, Int, UInt64, UInt64) -> UInt64 = { state, op, a, b in
    machine(state).compareFast(unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self), value(a), value(b)).raw
  }
  static let truth: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, a in
    let v = value(a)
    let outcome = v.isBool ? (v.isTrue ? 1 : 0) : machine(state).truthFast(v)
    return (outcome < 0 ? Value.nil : Value(outcome > 0)).raw
  }
  static let contains: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, container, item in
    let outcome = machine(state).contains(value(container), value(item))
    return (outcome < 0 ? Value.nil : Value(outcome > 0)).raw
  }
  static let power: @convention(c) (Double, Double) -> Double = { pow($0, $1) }
  static let sine: @convention(c) (Double) -> Double = { sin($0) }
  static let cosine: @convention(c) (Double) -> Double = { cos($0) }

  // MARK: Containers and attributes

  static let getItem: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { machine($0).getItem(value($1), value($2)).raw }
  static let setItem: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = {
    (machine($0).setItem(value($1), value($2), value($3)) ? Value.none : .nil).raw
  }
  static let listAppend: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = {
    machine($0).listAppend(value($1), value($2))
    return Value.none.raw
  }
  static let getAttribute: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = {
    machine($0).getAttribute(value($1), value($2)).raw
  }
  static let setAttribute: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = {
    (machine($0).setAttribute(value($1), value($2), value($3)) ? Value.none : .nil).raw
  }
  static let getIterator: @convention(c) (StatePointer, UInt64) -> UInt64 = { machine($0).getIterator(value($1)).raw }
  /// An iterator of a collection of a built-in class: from its end if the last argument is not 0.
  static let iterate: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { state, collection, isReversed in
    let vm = machine(state)
    return (isReversed != 0 ? vm.reversedNative(value(collection)) : vm.nativeIterator(value(collection))).raw
  }
  static let makeFunction: @convention(c) (StatePointer, UInt64, UInt64, UInt64, UInt64) -> UInt64 = { state, code, defaults, keywords, closure in
    let function = machine(state).makeFunction(value(code).object(CodeObject.self))
    if !value(defaults).isNil { function.pointee.defaults = value(defaults) }
    if !value(keywords).isNil { function.pointee.keywordDefaults = value(keywords) }
    if !value(closure).isNil { function.pointee.closure = value(closure) }
    return Value(function).raw
  }
  static let makeGenerator: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { state, function, position in
    machine(state).makeGenerator(value(function), position: position).raw
  }
  static let asyncStep: @convention(c) (StatePointer, UInt64) -> UInt64 = { machine($0).nextAsyncStep(value($1)).raw }
  /// Gives an item to the native function that drains the generator whose frame was entered, if there is one.
  static let takeItem: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, item in
    Value(machine(state).pointee.frame.flags.contains(.sinks) && machine(state).take(value(item))).raw
  }
  static let typeOf: @convention(c) (StatePointer, UInt64) -> UInt64 = { Value(machine($0).typeOf(value($1))).raw }
  static let identity: @convention(c) (StatePointer, UInt64) -> UInt64 = { machine($0).identity(value($1)).raw }
  static let dictGet: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = { state, dict, key, fallback in
    let vm = machine(state)
    let found = vm.dictLookup(value(dict), value(key))
    return found.isNil && vm.pointee.exception.isNil ? fallback : found.raw
  }
  /// Adds an item to a set that is being collected; false if hashing or comparing it may run code of the program.
  static let collectKey: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, set, item in
    let vm = machine(state)
    guard vm.isPlainKey(value(item)) else { return Value.false.raw }
    _ = vm.setInsert(value(set).object(SetObject.self), value(item), vm.plainHash(value(item)))
    return Value.true.raw
  }
  static let collected: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { state, held, collector in
    machine(state).collected(value(held), Collector(rawValue: collector) ?? .list).raw
  }
  static let listToTuple: @convention(c) (StatePointer, UInt64) -> UInt64 = { machine($0).tupleFromList(value($1)).raw }
  /// A new set, or frozenset if the argument is not 0.
  static let newSet: @convention(c) (StatePointer, Int) -> UInt64 = { state, isFrozen in
    let vm = machine(state)
    return vm.makeSet(of: isFrozen != 0 ? vm.types.frozenSet : vm.types.set).raw
  }
  static let next: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, iterator in
    let vm = machine(state)
    let v = value(iterator)
    let item = v.isKind(.generator) ? vm.resumeGenerator(v, .none, .send) : vm.next(v)
    return item.isNil && vm.pointee.exception.isNil ? LoopMarker.end : item.raw
  }

  // MARK: Calls

  static let call0: @convention(c) (StatePointer, UInt64) -> UInt64 = { state, callee in
    let _ = machine(state).argumentBase(value(callee))
    return machine(state).callPrepared(value(callee), count: 0).raw
  }
  static let call1: @convention(c) (StatePointer, UInt64, UInt64) -> UInt64 = { state, callee, a in
    let base = machine(state).argumentBase(value(callee))
    base[0] = value(a)
    return machine(state).callPrepared(value(callee), count: 1).raw
  }
  static let call2: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, a, b in
    let base = machine(state).argumentBase(value(callee))
    base[0] = value(a)
    base[1] = value(b)
    return machine(state).callPrepared(value(callee), count: 2).raw
  }
  static let call3: @convention(c) (StatePointer, UInt64, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, a, b, c in
    let base = machine(state).argumentBase(value(callee))
    base[0] = value(a)
    base[1] = value(b)
    base[2] = value(c)
    return machine(state).callPrepared(value(callee), count: 3).raw
  }
  static let call4: @convention(c) (StatePointer, UInt64, UInt64, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, a, b, c, d in
    let base = machine(state).argumentBase(value(callee))
    base[0] = value(a)
    base[1] = value(b)
    base[2] = value(c)
    base[3] = value(d)
    return machine(state).callPrepared(value(callee), count: 4).raw
  }
  static let call5: @convention(c) (StatePointer, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, a, b, c, d, e in
    let base = machine(state).argumentBase(value(callee))
    base[0] = value(a)
    base[1] = value(b)
    base[2] = value(c)
    base[3] = value(d)
    base[4] = value(e)
    return machine(state).callPrepared(value(callee), count: 5).raw
  }

  /// Calls with the items of an iterable and, unless nil, those of a dict.
  static let callSpread: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, positional, keywords in
    machine(state).callSpread(value(callee), value(positional), value(keywords)).raw
  }

  /// Calls with the arguments in a tuple, of which the last ones have the names in another tuple.
  static let callMany: @convention(c) (StatePointer, UInt64, UInt64, UInt64) -> UInt64 = { state, callee, arguments, names in
    machine(state).callMany(value(callee), value(arguments), names: value(names)).raw
  }

  static let await: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { machine($0).await(value($1), depth: $2).raw }
  static let invoke0: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { machine($0).invoke(value($1), depth: $2).raw }
  static let invoke1: @convention(c) (StatePointer, UInt64, Int, UInt64) -> UInt64 = { invoke($0, $1, $2, $3) }
  static let invoke2: @convention(c) (StatePointer, UInt64, Int, UInt64, UInt64) -> UInt64 = { invoke($0, $1, $2, ($3, $4)) }
  static let invoke3: @convention(c) (StatePointer, UInt64, Int, UInt64, UInt64, UInt64) -> UInt64 = { invoke($0, $1, $2, ($3, $4, $5)) }
  static let invoke4: @convention(c) (StatePointer, UInt64, Int, UInt64, UInt64, UInt64, UInt64) -> UInt64 = { invoke($0, $1, $2, ($3, $4, $5, $6)) }
  static let invoke5: @convention(c) (StatePointer, UInt64, Int, UInt64, UInt64, UInt64, UInt64, UInt64) -> UInt64 = {
    invoke($0, $1, $2, ($3, $4, $5, $6, $7))
  }
  static let invoke6: @convention(c) (StatePointer, UInt64, Int, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) -> UInt64 = {
    invoke($0, $1, $2, ($3, $4, $5, $6, $7, $8))
  }
  static let invoke7: @convention(c) (StatePointer, UInt64, Int, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) -> UInt64 = {
    invoke($0, $1, $2, ($3, $4, $5, $6, $7, $8, $9))
  }
  static let invoke8: @convention(c) (StatePointer, UInt64, Int, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) -> UInt64 = {
    invoke($0, $1, $2, ($3, $4, $5, $6, $7, $8, $9, $10))
  }

  /// Calls a function with words that lie one after another, as the registers of its frame do.
  @inline(__always)
  private static func invoke<Words: BitwiseCopyable>(_ state: StatePointer, _ callee: UInt64, _ depth: Int, _ words: Words) -> UInt64 {
    UnsafeMutableRawPointer(machine(state).invocationBase).storeBytes(of: words, as: Words.self)
    return machine(state).invoke(value(callee), depth: depth).raw
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Where the arguments of a call by compiled code go: above all frames.
  @inline(__always)
  fileprivate func argumentBase(_ callee: Value) -> UnsafeMutablePointer<Value> {
    let base = pointee.top + Opcode.frameHeader + 2
    pointee.top[0] = callee
    base[-1] = .nil
    return base
  }

  fileprivate func callMany(_ callee: Value, _ arguments: Value, names: Value) -> Value {
    let count = tupleCount(arguments)
    let block = pointee.top
    guard block + count + 80 < pointee.stackLimit else { return raise("RecursionError", "maximum recursion depth exceeded") }
    let base = argumentBase(callee)
    base.update(from: tupleBase(arguments), count: count)
    pointee.top = base + count
    defer { pointee.top = block }
    return call(callee, base, count: names.isNil ? count : count - tupleCount(names), keywordNames: names)
  }

  /// Calls with the arguments that were put at `argumentBase`.
  @inline(__always)
  fileprivate func callPrepared(_ callee: Value, count: Int) -> Value {
    let block = pointee.top
    let base = block + Opcode.frameHeader + 2
    pointee.top = base + count
    let result = call(callee, base, count: count, keywordNames: .nil)
    pointee.top = block
    return result
  }
}
