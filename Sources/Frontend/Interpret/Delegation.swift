// Resumes generators that delegate to others: the innermost one directly, without the frames between.

/// Where generators delegate to each other, what resumes the outermost one wants the innermost one to run. Its frame is pushed
/// alone (flag `directly`), or takes the place of the one that delegates to it; those between get the frame when it has ended. Only
/// chains are remembered in which no exception is being handled, which the innermost one would have to know.
///
/// Invariant: if the `link` of a generator is a suspended generator whose `link` leads back, then all generators between, which
/// `outer` names from the inside, are suspended in delegation to the next. What is thrown into one of them comes to the innermost one,
/// whose `link` is emptied.
extension UnsafeMutablePointer where Pointee == VMState {
  /// In place of a level count: for the outermost of generators while one that they delegate to runs without their frames.
  static var waiting: Int { -1 }

  private func object(_ value: Value) -> UnsafeMutablePointer<GeneratorObject> { value.object(GeneratorObject.self) }

  /// As `pushGenerator`, for a generator that may delegate to another: that one's frame is pushed then.
  @inline(__always)
  func pushResumed(
    _ generator: UnsafeMutablePointer<GeneratorObject>, _ value: Value, callerBase: UnsafeMutablePointer<Value>,
    callerPC: UnsafeMutablePointer<UInt64>, flags: FrameFlags
  ) -> UnsafeMutablePointer<Value>? {
    if generator.pointee.link.isNil { return pushGenerator(generator, value, callerBase: callerBase, callerPC: callerPC, flags: flags) }
    return pushInnermost(generator, value, callerBase: callerBase, callerPC: callerPC, flags: flags)
  }

  @inline(never)
  private func pushInnermost(
    _ generator: UnsafeMutablePointer<GeneratorObject>, _ value: Value, callerBase: UnsafeMutablePointer<Value>,
    callerPC: UnsafeMutablePointer<UInt64>, flags: FrameFlags
  ) -> UnsafeMutablePointer<Value>? {
    guard let inner = innermost(of: generator) else {
      if generator.pointee.header.type == pointee.types.asyncGenerator { dissolveChain(generator) }
      generator.pointee.link = .nil
      return pushGenerator(generator, value, callerBase: callerBase, callerPC: callerPC, flags: flags)
    }
    let levels = inner.pointee.levels
    pointee.depth += levels
    // Loops that pass items on ask for the next one, whatever they were sent.
    let sent = inner.pointee.header.type == pointee.types.asyncGenerator ? .none : value
    guard let base = pushGenerator(inner, sent, callerBase: callerBase, callerPC: callerPC, flags: .direct(flags)) else {
      pointee.depth -= levels
      return nil
    }
    generator.pointee.status = 2
    generator.pointee.levels = Self.waiting
    return base
  }

  /// What a suspended generator delegates to in the end, if its frame can be pushed alone.
  @inline(__always)
  func innermost(of generator: UnsafeMutablePointer<GeneratorObject>) -> UnsafeMutablePointer<GeneratorObject>? {
    if generator.pointee.link.isNil { return nil }
    let inner = object(generator.pointee.link)
    guard inner.pointee.levels > 0, inner.pointee.status == 1, generator.pointee.status == 1, inner.pointee.link == Value(generator),
      pointee.depth + inner.pointee.levels < pointee.recursionLimit
    else { return nil }
    return inner
  }

  /// Whether the frame `r` of a generator can become that of what it delegates to.
  @inline(__always)
  func givesFrame(_ r: UnsafeMutablePointer<Value>, _ inner: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    let outer = object(r.aux)
    return outer.pointee.header.type == pointee.types.generator && inner.pointee.header.type == pointee.types.generator
      && (r.flags.contains(.entry) || r.callerPC.opcodeByte != Opcode.yieldFrom.byte)
      && outer.pointee.handled == pointee.handled && inner.pointee.handled.isNone && pointee.depth < pointee.recursionLimit
      && UInt(bitPattern: r + inner.pointee.code.pointee.registerCount) <= UInt(bitPattern: pointee.frameLimit)
  }

  /// Suspends the generator in frame `r` in its delegation at `pc` and runs the one it delegates to in that frame.
  @inline(never)
  func giveFrame(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>, _ inner: UnsafeMutablePointer<GeneratorObject>, _ sent: Value) {
    let outer = object(r.aux)
    let root = r.flags.contains(.directly) ? object(outer.pointee.link) : outer
    suspendGenerator(r, pc)
    outer.pointee.delegate = Value(inner)
    passFrame(r, from: outer, of: root, to: inner, sent)
  }

  /// Makes the frame `r` of a generator that was just suspended that of the next in the chain of `root`, which goes on there.
  @inline(__always)
  func passFrame(
    _ r: UnsafeMutablePointer<Value>, from outer: UnsafeMutablePointer<GeneratorObject>, of root: UnsafeMutablePointer<GeneratorObject>,
    to inner: UnsafeMutablePointer<GeneratorObject>, _ sent: Value
  ) {
    inner.pointee.levels = (outer == root ? 0 : outer.pointee.levels) + 1
    inner.pointee.outer = Value(outer)
    inner.pointee.link = Value(root)
    root.pointee.link = Value(inner)
    root.pointee.levels = Self.waiting
    root.pointee.status = 2
    r.flags = .direct(r.flags)
    putInFrame(inner, r)
    wake(inner, r, sent)
    inner.pointee.handled = pointee.handled
    pointee.depth += 1
  }

  /// Makes the frame `r` that of another generator, without its registers.
  @inline(__always)
  private func putInFrame(_ generator: UnsafeMutablePointer<GeneratorObject>, _ r: UnsafeMutablePointer<Value>) {
    let code = generator.pointee.code
    r.function = generator.pointee.function
    r.code = code
    r.aux = Value(generator)
    pointee.top = r + code.pointee.registerCount
  }

  /// Gives the frame `r` of a generator that has ended back to the one that waits for it.
  ///
  /// - Returns: that one, and whether it is the outermost.
  @inline(__always)
  func takeFrameBack(_ r: UnsafeMutablePointer<Value>) -> (outer: UnsafeMutablePointer<GeneratorObject>, isRoot: Bool) {
    let inner = object(r.aux)
    let outer = object(inner.pointee.outer)
    let root = object(inner.pointee.link)
    putInFrame(outer, r)
    copyWords(r, registers(outer), outer.pointee.code.pointee.keptRegisters)
    if outer == root {
      r.flags = FrameFlags(rawValue: r.flags.rawValue & ~FrameFlags.directly.rawValue)
      root.pointee.link = .nil
      root.pointee.levels = 0
    } else {
      root.pointee.link = Value(outer)
      outer.pointee.link = Value(root)
      outer.pointee.levels = inner.pointee.levels - 1
    }
    outer.pointee.status = 2
    outer.pointee.handled = pointee.handled
    inner.pointee.outer = .nil
    inner.pointee.link = .nil
    pointee.depth -= 1
    pointee.frame = r
    return (outer, outer == root)
  }

  /// Suspends the generators that delegate to the one in frame `r`, which has just been suspended.
  ///
  /// - Returns: the frame that the resumer pushed.
  @inline(never)
  func suspendDelegators(_ r: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<Value> {
    let innermost = object(r.aux)
    var (frame, inner, levels) = (r, innermost, 0)
    var isPlain = inner.pointee.handled.isNone && inner.pointee.header.type != pointee.types.asyncGenerator
    if isForwarded(r) { inner = suspendWaiting(r) }
    while !frame.flags.contains(.entry), frame.callerPC.opcodeByte == Opcode.yieldFrom.byte {
      let caller = frame.callerBase
      suspendGenerator(caller, frame.callerPC)
      popFrame(to: caller)
      inner.pointee.outer = caller.aux
      inner = object(caller.aux)
      isPlain = isPlain && inner.pointee.handled.isNone && inner.pointee.header.type != pointee.types.asyncGenerator
      levels += 1
      frame = caller
      if isForwarded(frame) { inner = suspendWaiting(frame) }
    }
    var root = inner
    if frame.flags.contains(.directly) {
      root = object(inner.pointee.link)
      let above = inner.pointee.levels
      pointee.depth -= above
      levels += above
      root.pointee.status = 1
    }
    if levels == 0 { return frame }
    root.pointee.link = isPlain ? Value(innermost) : .nil
    root.pointee.levels = 0
    innermost.pointee.link = Value(root)
    innermost.pointee.levels = levels
    return frame
  }

  /// Whether others pass on the items of the async generator in frame `r`, which have no frames.
  @inline(__always)
  private func isForwarded(_ r: UnsafeMutablePointer<Value>) -> Bool {
    r.flags.contains(.directly) && r.aux.heapType == pointee.types.asyncGenerator
  }

  /// Puts the generator that delegated to the one in frame `r`, which has ended, in its place, suspended in its delegation.
  ///
  /// - Returns: the instruction that delegates.
  @inline(never)
  func restoreDelegator(_ r: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<UInt64> {
    let (outer, _) = takeFrameBack(r)
    outer.pointee.delegate = .none
    return outer.pointee.code.pointee.words + outer.pointee.pc
  }

  /// Whether a suspended generator is between one that runs and the one that was resumed: it runs too, for the program.
  @inline(__always)
  func isBetween(_ generator: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    !generator.pointee.outer.isNil && isDelegatedTo(generator)
  }

  @inline(never)
  private func isDelegatedTo(_ generator: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    if isForwarding(generator) { return true }
    var inner = generator
    while inner.pointee.status == 1, !inner.pointee.outer.isNil, object(inner.pointee.outer).pointee.delegate == Value(inner) {
      inner = object(inner.pointee.outer)
    }
    return inner.pointee.status == 2 && inner.pointee.levels == Self.waiting
  }

  /// Whether a generator runs, or waits for one that runs.
  func isRunning(_ generator: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    generator.pointee.status == 2 || generator.pointee.status == 1 && isBetween(generator)
  }

  /// Calls `body` with the code and the position of each generator that waits for the one in frame `r` without a frame.
  func forEachHiddenDelegator(_ r: UnsafeMutablePointer<Value>, _ body: (UnsafeMutablePointer<CodeObject>, UnsafeMutablePointer<UInt64>) -> Void) {
    guard r.flags.contains(.directly) else { return }
    var outer = object(r.aux).pointee.outer
    while !outer.isNil {
      let generator = object(outer)
      let pc = generator.pointee.code.pointee.words + generator.pointee.pc
      body(generator.pointee.code, isForwarded(r) ? pc.delegationOfLoop : pc)
      if outer == object(r.aux).pointee.link { return }
      outer = generator.pointee.outer
    }
  }
}
