// Resumes generators for instructions other than loops: calls of `next` and `send`, and steps of async generators.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The suspended generator or coroutine that a call of a native asks to go on, if it does no more than that.
  @inline(__always)
  func resumedByCall(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ base: UnsafeMutablePointer<Value>, count: Int) -> UnsafeMutablePointer<GeneratorObject>? {
    let type = base[0].heapType
    guard type == pointee.types.generator || type == pointee.types.coroutine, builtin.pointee.receiver.isNil else { return nil }
    return resumedByNative(builtin.pointee.native, base, count)
  }

  @inline(never)
  private func resumedByNative(_ native: Int, _ base: UnsafeMutablePointer<Value>, _ count: Int) -> UnsafeMutablePointer<GeneratorObject>? {
    let natives = pointee.resumingNatives
    let isGenerator = base[0].heapType == pointee.types.generator
    let isNext = count == 1 && isGenerator && (native == natives.next || native == natives.step)
    guard isNext || count == 2 && native == (isGenerator ? natives.send : natives.sendToCoroutine) else { return nil }
    guard let generator = resumable(base[0]), generator.pointee.status == 1 || isNext || base[1].isNone else { return nil }
    return generator
  }

  /// Ends what pushed the frame of a generator that returned, unless it was a loop; false with StopIteration or StopAsyncIteration pending.
  @inline(never)
  func endResumption(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>, _ value: Value) -> Bool {
    guard pc.opcodeByte == Opcode.yieldFrom.byte else {
      _ = raiseStopIteration(value)
      return false
    }
    if isAsyncStep(r[pc.operandB]) {
      r[pc.operandB].object(NativeObject.self).pointee.integer0 = 2
      r.aux.object(GeneratorObject.self).pointee.delegate = .none
      _ = raise("StopAsyncIteration")
      return false
    }
    endDelegation(r, pc, value)
    return true
  }

  // MARK: Enumerated generators

  /// The suspended generator that an enumeration takes items from, when the recorder is to see its frame.
  @inline(never)
  func followedByRecorder(_ iterator: Value) -> UnsafeMutablePointer<GeneratorObject>? {
    guard !pointee.isCallOpaque, iterator.isExactly(pointee.types.enumerate) else { return nil }
    return resumable(iterator.object(IteratorObject.self).pointee.source)
  }

  /// Pops the frame `r` of a suspended generator, and gives what it yielded to the instruction that resumed it.
  ///
  /// - Returns: false with an exception pending.
  @inline(__always)
  func giveItem(_ value: Value, _ r: inout UnsafeMutablePointer<Value>, _ pc: inout UnsafeMutablePointer<UInt64>) -> Bool {
    let caller = r.callerBase
    pc = r.callerPC
    if r.flags.contains(.collects) {
      let collected = collectRest(r, value)
      r = caller
      if collected.isNil { return false }
      r[pc.operandA] = collected
    } else {
      popFrame(to: caller)
      r = caller
      r[pc.opcodeByte == Opcode.forNext.byte ? pc.operandB : pc.operandA] = isEnumerating(r, pc) ? numbered(r, pc, value) : value
    }
    pc += 2
    return true
  }

  /// Whether what a generator yields to the instruction at `pc` goes through an enumeration.
  @inline(__always)
  func isEnumerating(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>) -> Bool {
    pc.opcodeByte == Opcode.forNext.byte && r[pc.operandA].heapType == pointee.types.enumerate
  }

  /// The pair that the loop at `pc` gets for an item.
  @inline(never)
  func numbered(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>, _ item: Value) -> Value {
    pointee.pc = pc
    return number(item, r[pc.operandA].object(IteratorObject.self))
  }

  // MARK: Steps of async generators

  /// The awaitable of a loop's next item. The last one is used again if nothing but the loop has seen it.
  func nextAsyncStep(_ generator: Value) -> Value {
    let object = generator.object(GeneratorObject.self)
    let last = object.pointee.step
    if !last.isNil {
      let step = last.object(NativeObject.self)
      if step.pointee.integer0 == 2 {
        step.pointee.integer0 = 0
        return last
      }
    }
    object.pointee.step = makeAsyncStep(generator, .none, mode: 0)
    return object.pointee.step
  }

  /// What a generator that does not run delegates to, for the program.
  func delegate(of generator: UnsafeMutablePointer<GeneratorObject>) -> Value {
    if isRunning(generator) { return .none }
    let value = generator.pointee.delegate
    if isAsyncStep(value) { value.object(NativeObject.self).pointee.value0.object(GeneratorObject.self).pointee.step = .nil }
    return value.isNil ? .none : value
  }

  /// The async generator behind an awaitable that sends to it, if it can go on in a frame of the same interpreter loop.
  @inline(__always)
  func resumableStep(_ value: Value) -> UnsafeMutablePointer<GeneratorObject>? {
    guard isAsyncStep(value) else { return nil }
    let step = value.object(NativeObject.self)
    guard step.pointee.integer1 == 0, step.pointee.integer0 != 2 else { return nil }
    let generator = step.pointee.value0.object(GeneratorObject.self)
    if !generator.pointee.outer.isNil, isForwarding(generator) { return nil }
    guard generator.pointee.status == 1 || generator.pointee.status == 0 && step.pointee.value1.isNone else { return nil }
    return generator
  }

  /// Notes that the generator in frame `r` waits for a step; returns what the step sends.
  @inline(__always)
  func startAsyncStep(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>) -> Value {
    let step = r[pc.operandB].object(NativeObject.self)
    let sent = step.pointee.integer0 == 0 ? step.pointee.value1 : r[pc.operandA]
    step.pointee.integer0 = 1
    r.aux.object(GeneratorObject.self).pointee.delegate = r[pc.operandB]
    return sent.isNil ? .none : sent
  }

  /// Whether what the frame `r`, resumed by a delegation, yields is the result of that.
  @inline(__always)
  func yieldsResult(_ r: UnsafeMutablePointer<Value>) -> Bool {
    r.aux.object(GeneratorObject.self).pointee.header.type == pointee.types.asyncGenerator
  }

  /// Hands an item of an async generator to the frame that awaits it at `pc`.
  @inline(__always)
  func endAsyncStep(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>, _ item: Value) {
    r[pc.operandB].object(NativeObject.self).pointee.integer0 = 2
    endDelegation(r, pc, item)
  }
}
