// Lays out interpreter frames on the frame stack and pushes them.

/// What an interpreter frame is for; kept in its header.
struct FrameFlags: OptionSet {
  let rawValue: Int
  // Array literals and unions of option sets are not always folded to constants.
  static var none: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 0) } }
  /// A generator that native code resumed.
  static var resumed: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 8 | 32) } }
  /// Returning from it leaves the interpreter loop that pushed it.
  static var entry: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 8) } }
  /// It runs `__init__`; what is returned is the instance in `aux`.
  static var initializer: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 16) } }
  /// It is a resumed generator, which is in `aux`.
  static var generator: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 32) } }
  /// With `generator`: a native function takes its items while it runs (see `ItemSink`).
  static var sinks: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 2048) } }
  /// With `generator`: those that delegate to it have no frames (see `pushResumed`).
  static var directly: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 4096) } }
  static func direct(_ flags: FrameFlags) -> FrameFlags { FrameFlags(rawValue: flags.rawValue | 4096) }
  /// A generator that native code resumed to drain it.
  static var drained: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 8 | 32 | 2048) } }
  /// A generator that another one delegates to, whose items go where those of the other go.
  static func delegated(by flags: FrameFlags) -> FrameFlags { flags.contains(.collects) ? .generator : FrameFlags(rawValue: 32 | flags.rawValue & 2048) }
  /// It runs a class body or exec'd code; its namespace is in `aux`.
  static var namespace: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 64) } }
  /// It runs a special method for an instruction that is no call; `finishSpecial` makes the result of what is returned.
  static var special: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 128) } }
  /// With `special`: the method is that of the right operand.
  static var reflected: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 256) } }
  /// With `special`: it is `__eq__` where `!=` was asked for.
  static var inverted: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 512) } }
  /// With `special`: it counts as two levels of recursion, as comparisons and calls of instances do.
  static var twofold: FrameFlags { @inline(__always) get { FrameFlags(rawValue: 1024) } }

  @inline(__always) func contains(_ member: FrameFlags) -> Bool { rawValue & member.rawValue != 0 }
  @inline(__always) var isEmpty: Bool { rawValue == 0 }
}

/// Accessors of a frame's header, the words below its register 0.
///
/// Invariant: words -1, -2, -4 hold raw addresses (multiples of 8), -5 raw flags (a multiple of 8), -3 and -6 values.
extension UnsafeMutablePointer where Pointee == Value {
  /// Register 0 of the calling frame.
  @inline(__always) var callerBase: UnsafeMutablePointer<Value> {
    get { UnsafeMutablePointer<Value>(bitPattern: UInt(self[-1].raw)).unsafelyUnwrapped }
    nonmutating set { self[-1] = Value(bits: UInt64(UInt(bitPattern: newValue))) }
  }
  /// The call instruction of the calling frame.
  @inline(__always) var callerPC: UnsafeMutablePointer<UInt64> {
    get { UnsafeMutablePointer<UInt64>(bitPattern: UInt(self[-2].raw)).unsafelyUnwrapped }
    nonmutating set { self[-2] = Value(bits: UInt64(UInt(bitPattern: newValue))) }
  }
  @inline(__always) var function: Value {
    get { self[-3] }
    nonmutating set { self[-3] = newValue }
  }
  @inline(__always) var code: UnsafeMutablePointer<CodeObject> {
    get { UnsafeMutablePointer<CodeObject>(bitPattern: UInt(self[-4].raw)).unsafelyUnwrapped }
    nonmutating set { self[-4] = Value(bits: UInt64(UInt(bitPattern: newValue))) }
  }
  @inline(__always) var flags: FrameFlags {
    get { FrameFlags(rawValue: Int(truncatingIfNeeded: self[-5].raw)) }
    nonmutating set { self[-5] = Value(bits: UInt64(newValue.rawValue)) }
  }
  @inline(__always) var aux: Value {
    get { self[-6] }
    nonmutating set { self[-6] = newValue }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Writes the header of a frame whose arguments are in place, sets its unbound locals to nil and makes it current.
  ///
  /// - Returns: false with RecursionError pending when the stack is too deep.
  @inline(__always)
  func pushFrame(
    _ base: UnsafeMutablePointer<Value>, _ function: Value, _ code: UnsafeMutablePointer<CodeObject>, bound: Int,
    flags: FrameFlags, aux: Value, callerBase: UnsafeMutablePointer<Value>, callerPC: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    base.callerBase = callerBase
    base.callerPC = callerPC
    base.function = function
    base.code = code
    base.flags = flags
    base.aux = aux
    var i = bound
    let count = code.pointee.localCount
    while i < count {
      base[i] = .nil
      i += 1
    }
    let top = base + code.pointee.registerCount
    pointee.depth += 1
    if pointee.depth > pointee.recursionLimit || UInt(bitPattern: top) > UInt(bitPattern: pointee.frameLimit),
      !mayGoDeeper(top)
    { return false }
    pointee.frame = base
    pointee.top = top
    return true
  }

  /// Pushes the frame of a function or method that is called with its arguments in a tuple or list.
  ///
  /// - Returns: its base; nil with an exception pending, or, with the registers as they were, when the call needs more than that.
  @inline(never)
  func pushSpread(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<Value>? {
    let base = r + (pc.operandB &+ 7)
    let (callee, positional, keywords) = (r[pc.operandB], base[0], base[1])
    guard takesSpread(callee, positional, keywords: keywords) else { return nil }
    let names = keywordNames(keywords)
    let named = names.isNil ? 0 : tupleCount(names)
    let (target, receiver) = spreadTarget(callee)
    let code = target.object(FunctionObject.self).pointee.code
    let given = positional.isKind(.list) ? listCount(positional) : tupleCount(positional)
    let first = receiver.isNil ? base : base + 1
    let end = first + given + named + code.pointee.argumentRegisters
    guard Swift.max(base + code.pointee.registerCount, end) < pointee.stackLimit else { return nil }
    if !receiver.isNil { base[0] = receiver }
    if positional.isKind(.list) {
      for i in 0..<given { first[i] = listItem(positional, i) }
    } else {
      first.update(from: tupleBase(positional), count: given)
    }
    let count = given + (first - base)
    for i in 0..<named { base[count + i] = dictGet(keywords, tupleBase(names)[i]) }
    guard bindAbove(target, base, count: count, keywordNames: names) else { return nil }
    let bound = code.pointee.argumentRegisters
    return pushFrame(base, target, code, bound: bound, flags: .none, aux: .nil, callerBase: r, callerPC: pc) ? base : nil
  }

  /// The function that a call runs, and the receiver that it passes first, or nil.
  @inline(__always)
  func spreadTarget(_ callee: Value) -> (function: Value, receiver: Value) {
    guard callee.isKind(.boundMethod) else { return (callee, .nil) }
    let method = callee.object(BoundMethodObject.self)
    return (method.pointee.function, method.pointee.receiver)
  }

  /// The names of keyword arguments in a dict as a tuple, nil if there are none.
  func keywordNames(_ keywords: Value) -> Value {
    guard keywords.isKind(.dict) else { return .nil }
    let dict = keywords.object(DictObject.self)
    guard dict.pointee.count > 0 else { return .nil }
    let names = makeTupleUninitialized(dict.pointee.count)
    var next = 0
    for i in 0..<dict.pointee.entryCount {
      guard let key = dict.pointee.entries?[i].key, !key.isNil else { continue }
      tupleBase(names)[next] = key
      next += 1
    }
    return names
  }

  /// Whether a call with its arguments in a tuple or list is one of a function or method, with no names or a dict of them.
  func takesSpread(_ callee: Value, _ positional: Value, keywords: Value) -> Bool {
    guard spreadTarget(callee).function.isKind(.function), positional.isExactly(types.tuple) || positional.isExactly(types.list) else { return false }
    return keywords.isNil || keywords.isExactly(types.dict)
  }

  /// Whether a frame ending at `top` is allowed after all: the limit is also lowered to tell of an interrupt.
  @inline(never)
  private func mayGoDeeper(_ top: UnsafeMutablePointer<Value>) -> Bool {
    if pointee.depth > pointee.recursionLimit || top > pointee.stackLimit {
      raise("RecursionError", "maximum recursion depth exceeded")
    } else if !raiseInterrupt() {
      return true
    }
    pointee.depth -= 1
    return false
  }

  /// Raises KeyboardInterrupt if the user asked for it; returns whether it did.
  @inline(never)
  func raiseInterrupt() -> Bool {
    pointee.frameLimit = UnsafeMutableRawPointer(pointee.stackLimit)
    guard pointee.interrupt != 0 else { return false }
    pointee.interrupt = 0
    raise("KeyboardInterrupt")
    return true
  }

  /// Makes the calling frame current again.
  @inline(__always)
  func popFrame(to base: UnsafeMutablePointer<Value>) {
    pointee.depth -= 1
    pointee.frame = base
    pointee.top = base + base.code.pointee.registerCount
  }
}
