// Runs chains of async generators whose loops only pass items on, without the frames between.

/// A loop `async for x in inner: yield x` hands on what `inner` yields. While it does, nothing but `x` changes in the generator that has
/// the loop: so the innermost generator of such a chain runs in its frame (flag `directly`), and its items go to what resumed the
/// outermost one. The others stay suspended behind their `yield`; their `x` is written when they go on, or when anything else is done
/// with one of them.
///
/// Invariant: as for generators that delegate (see `pushResumed`). Those between have `forwarding` in place of their level count. The
/// awaitable step by which one asks for the items of the next keeps the last of these.
extension UnsafeMutablePointer where Pointee == VMState {
  /// In place of a level count: for a generator between the outermost and the innermost.
  static var forwarding: Int { -2 }

  private func object(_ value: Value) -> UnsafeMutablePointer<GeneratorObject> { value.object(GeneratorObject.self) }

  /// The last item that went through the step by which a generator was asked.
  private func lastItem(_ inner: UnsafeMutablePointer<GeneratorObject>) -> Value {
    inner.pointee.step.object(NativeObject.self).pointee.value3
  }

  /// Whether a generator in frame `r` that waits for a step at `pc` can give its frame to the generator behind it.
  @inline(__always)
  func forwards(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>, _ inner: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    let outer = object(r.aux)
    return pc.operandC != 0 && outer.pointee.header.type == pointee.types.asyncGenerator
      && outer.pointee.handled == pointee.handled && inner.pointee.handled.isNone && inner.pointee.link.isNil
      && pointee.depth < pointee.recursionLimit
      && UInt(bitPattern: r + inner.pointee.code.pointee.registerCount) <= UInt(bitPattern: pointee.frameLimit)
  }

  /// Suspends the generator in frame `r` behind the `yield` of its loop and runs the one behind its step in that frame.
  @inline(never)
  func giveFrame(_ r: UnsafeMutablePointer<Value>, forwardingAt pc: UnsafeMutablePointer<UInt64>, _ inner: UnsafeMutablePointer<GeneratorObject>) {
    let outer = object(r.aux)
    let root = r.flags.contains(.directly) ? object(outer.pointee.link) : outer
    let step = r[pc.operandB].object(NativeObject.self)
    let sent = step.pointee.integer0 == 0 ? step.pointee.value1 : r[pc.operandA]
    step.pointee.integer0 = 2
    step.pointee.value3 = .nil
    inner.pointee.step = r[pc.operandB]
    suspendGenerator(r, pc.resumption)
    outer.pointee.delegate = .none
    passFrame(r, from: outer, of: root, to: inner, sent.isNil ? .none : sent)
    if outer != root { outer.pointee.levels = Self.forwarding }
  }

  /// Suspends those that pass on the item of the generator in frame `r`, which has just been suspended.
  @inline(never)
  func suspendForwarders(_ r: UnsafeMutablePointer<Value>, _ item: Value) {
    let inner = object(r.aux)
    let root = object(inner.pointee.link)
    inner.pointee.step.object(NativeObject.self).pointee.value3 = item
    root.pointee.status = 1
    root.pointee.levels = 0
    pointee.depth -= inner.pointee.levels
  }

  /// Puts the generator that waited for the one in frame `r`, which has ended, in its place.
  ///
  /// - Returns: the instruction at which it waits.
  @inline(never)
  func restoreForwarder(_ r: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<UInt64> {
    let last = lastItem(object(r.aux))
    let (outer, isRoot) = takeFrameBack(r)
    let delegation = (outer.pointee.code.pointee.words + outer.pointee.pc).delegationOfLoop
    delegation.passOn(last, r)
    if !isRoot, !last.isNil { outer.pointee.step.object(NativeObject.self).pointee.value3 = last }
    return delegation
  }

  /// Suspends those that wait for the generator in frame `r`, which awaits something, where they wait.
  ///
  /// - Returns: the outermost one, whose frame it was.
  func suspendWaiting(_ r: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<GeneratorObject> {
    let innermost = object(r.aux)
    let root = object(innermost.pointee.link)
    pointee.depth -= innermost.pointee.levels
    forEachForwarder(innermost, root) { inner, outer, delegation in
      outer.pointee.pc = delegation - outer.pointee.code.pointee.words
      outer.pointee.delegate = inner.pointee.step
      registers(outer)[delegation.operandB] = inner.pointee.step
      inner.pointee.step.object(NativeObject.self).pointee.integer0 = 1
    }
    r.flags = FrameFlags(rawValue: r.flags.rawValue & ~FrameFlags.directly.rawValue)
    return root
  }

  /// Makes the generators of a suspended chain independent, before something is done with one of them that is not its loop's.
  @inline(never)
  func dissolveChain(_ generator: UnsafeMutablePointer<GeneratorObject>) {
    let isRoot = generator.pointee.levels == 0
    let root = isRoot ? generator : object(generator.pointee.link)
    let innermost = root.pointee.link.isNil ? nil : object(root.pointee.link)
    generator.pointee.link = isRoot ? generator.pointee.link : .nil
    guard let innermost, root.pointee.status == 1, innermost.pointee.status == 1, innermost.pointee.levels > 0, !innermost.pointee.outer.isNil,
      innermost.pointee.link == Value(root) || innermost == generator
    else { return generator.pointee.link = .nil }
    forEachForwarder(innermost, root) { inner, _, _ in inner.pointee.outer = .nil }
  }

  /// Calls `body` with each generator of a chain but the outermost, the one that waits for it, and where; their variables are written before.
  private func forEachForwarder(
    _ innermost: UnsafeMutablePointer<GeneratorObject>, _ root: UnsafeMutablePointer<GeneratorObject>,
    _ body: (UnsafeMutablePointer<GeneratorObject>, UnsafeMutablePointer<GeneratorObject>, UnsafeMutablePointer<UInt64>) -> Void
  ) {
    var (inner, last) = (innermost, Value.nil)
    while inner != root {
      let outer = object(inner.pointee.outer)
      if last.isNil { last = lastItem(inner) } else { inner.pointee.step.object(NativeObject.self).pointee.value3 = last }
      let delegation = (outer.pointee.code.pointee.words + outer.pointee.pc).delegationOfLoop
      delegation.passOn(last, registers(outer))
      inner.pointee.link = .nil
      inner.pointee.levels = 0
      outer.pointee.status = 1
      body(inner, outer, delegation)
      inner = outer
    }
    root.pointee.link = .nil
    root.pointee.levels = 0
  }

  /// Whether a generator passes on the items of one that runs.
  func isForwarding(_ generator: UnsafeMutablePointer<GeneratorObject>) -> Bool {
    generator.pointee.levels == Self.forwarding && object(generator.pointee.link).pointee.status == 2
  }

  /// Ends an asynchronous loop that waits for a step in frame `r` at `pc`, whose generator has ended; nil if that is no loop's step.
  @inline(never)
  func endAsyncLoop(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<UInt64>? {
    guard pc.opcodeByte == Opcode.yieldFrom.byte, isAsyncStep(r[pc.operandB]), let end = endOfAsyncLoop(r.code, pc) else { return nil }
    r[pc.operandB].object(NativeObject.self).pointee.integer0 = 2
    r.aux.object(GeneratorObject.self).pointee.delegate = .none
    return end
  }

  /// Where an asynchronous loop ends that waits for a step at `pc`; nil if that is no loop's.
  func endOfAsyncLoop(_ code: UnsafeMutablePointer<CodeObject>, _ pc: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<UInt64>? {
    let position = pc - code.pointee.words
    for i in 0..<code.pointee.handlerCount {
      let handler = code.pointee.handlers[i]
      guard handler.start <= position && position < handler.end else { continue }
      let test = code.pointee.words + handler.target
      guard test.opcodeByte == Opcode.loadAssertionError.byte, test.operandB == 1, test[1].isInstruction(.matchException),
        test[2].isInstruction(.jumpIf)
      else { return nil }
      return test + 2 + Int(Int32(truncatingIfNeeded: test[3]))
    }
    return nil
  }
}

extension UInt64 {
  /// Whether an instruction's first word is of an opcode.
  fileprivate func isInstruction(_ op: Opcode) -> Bool { UInt8(truncatingIfNeeded: self) == op.byte }
}

/// The shape of a loop that passes items on: `asyncNext`, `loadNone`, `yieldFrom`; moves and jumps; `yieldValue`, `jumpBack`.
extension UnsafeMutablePointer where Pointee == UInt64 {
  private var target: UnsafeMutablePointer<UInt64> { self + Int(Int32(truncatingIfNeeded: self[1])) }

  /// From the instruction that waits for a step: the one behind the loop's `yield`.
  var resumption: UnsafeMutablePointer<UInt64> {
    var position = target
    while position.opcodeByte != Opcode.yieldValue.byte { position = position.opcodeByte == Opcode.move.byte ? position + 1 : position.target }
    return position + 1
  }

  /// From the instruction behind the loop's `yield`: the one that waits for a step.
  var delegationOfLoop: UnsafeMutablePointer<UInt64> { target + 2 }

  /// From the instruction that waits for a step: writes an item, if there was one, to the variables that it goes to.
  func passOn(_ item: Value, _ registers: UnsafeMutablePointer<Value>) {
    if !item.isNil { forEachVariable { registers[$0] = item } }
  }

  /// From the instruction that waits for a step: calls `body` with each register that an item goes to.
  func forEachVariable(_ body: (Int) -> Void) {
    var position = target
    while position.opcodeByte != Opcode.yieldValue.byte {
      if position.opcodeByte == Opcode.move.byte { body(position.operandA) }
      position = position.opcodeByte == Opcode.move.byte ? position + 1 : position.target
    }
  }

  /// Whether `yieldFrom` at this address is that of a loop which passes items on, to local variables.
  func passesOn(localCount: Int) -> Bool {
    let header = self - 2
    guard header.opcodeByte == Opcode.asyncNext.byte, header.operandA == operandB, (self - 1).opcodeByte == Opcode.loadNone.byte,
      (self - 1).operandA == operandA
    else { return false }
    var (position, register) = (target, operandA)
    for _ in 0..<8 {
      if position.opcodeByte == Opcode.move.byte, position.operandB == register {
        register = position.operandA
        position += 1
      } else if position.opcodeByte == Opcode.jump.byte {
        position = position.target
      } else {
        break
      }
    }
    guard position.opcodeByte == Opcode.yieldValue.byte, position.operandB == register, position.operandA >= localCount, register < localCount
    else { return false }
    let jump = position + 1
    return jump.opcodeByte == Opcode.jumpBack.byte && jump.target == header
  }
}
