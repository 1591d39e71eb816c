// Lets compiled code call Toy functions without inlining them.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Where the arguments of an invocation go: to the registers of the frame to be pushed.
  @inline(__always)
  var invocationBase: UnsafeMutablePointer<Value> { pointee.top + Opcode.frameHeader }

  /// Calls a plain function whose parameters are all in the registers at `invocationBase`.
  ///
  /// - Parameter depth: how many frames of the calling trace are not on the frame stack.
  /// - Returns: nil with an exception pending if it raised. Nil without one if the native stack is short: nothing
  ///   happened then, and the interpreter, which needs none of it, has to make the call.
  @inline(__always)
  func invoke(_ callee: Value, depth: Int) -> Value {
    guard nativeStackIsDeepEnough() else { return .nil }
    let code = callee.object(FunctionObject.self).pointee.code
    let (caller, callerPC, block) = (pointee.frame, pointee.pc, pointee.top)
    let base = invocationBase
    pointee.depth += depth
    var result = Value.nil
    if pushFrame(base, callee, code, bound: code.pointee.parameterCount, flags: .entry, aux: .nil, callerBase: caller, callerPC: callerPC) {
      result = runInvoked(base, code)
    }
    pointee.depth -= depth
    (pointee.frame, pointee.pc, pointee.top) = (caller, callerPC, block)
    return result
  }

  /// Runs the frame just pushed, in compiled code if there is some.
  @inline(__always)
  private func runInvoked(_ base: UnsafeMutablePointer<Value>, _ code: UnsafeMutablePointer<CodeObject>) -> Value {
    guard let record = code.pointee.entryExecutor, record.pointee.isInstalled, pointee.recording == 0,
      pointee.depth + record.pointee.depth < pointee.recursionLimit
    else { return interpret(base, code.pointee.words) }
    pointee.top = base + record.pointee.extent
    record.pointee.entries &+= 1
    let exit = ExecutorExit(running: unsafeBitCast(record.pointee.entryAddress, to: ExecutorRecord.Entry.self), of: record, self, base)
    if let plan = exit.plan, plan.pointee.kind == .returned {
      pointee.depth -= 1
      return DeoptPlan.returnedValue(plan, self, base)
    }
    return goOn(exit, record.pointee.number, base)
  }

  /// Runs a new coroutine that compiled code awaits, in compiled code if there is some.
  ///
  /// - Parameter depth: how many frames of the calling trace are not on the frame stack.
  /// - Returns: what the coroutine returns; nil with an exception pending if it raised. Nil without one if the interpreter has to
  ///   await it: nothing happened then, or the coroutine holds what it gave when it waited itself.
  func await(_ object: Value, depth: Int) -> Value {
    guard nativeStackIsDeepEnough(), object.isExactly(types.coroutine) else { return .nil }
    let coroutine = object.object(GeneratorObject.self)
    guard coroutine.pointee.status == 0 else { return .nil }
    let (caller, callerPC, block) = (pointee.frame, pointee.pc, pointee.top)
    pointee.depth += depth
    var result = Value.nil
    if let base = pushGenerator(coroutine, .none, callerBase: caller, callerPC: callerPC, flags: .resumed) {
      result = runAwaited(base, coroutine)
    }
    pointee.depth -= depth
    (pointee.frame, pointee.pc, pointee.top) = (caller, callerPC, block)
    return result
  }

  @inline(__always)
  private func runAwaited(_ base: UnsafeMutablePointer<Value>, _ coroutine: UnsafeMutablePointer<GeneratorObject>) -> Value {
    let code = coroutine.pointee.code
    let given: Value
    if let record = code.pointee.entryExecutor, record.pointee.isInstalled, pointee.recording == 0,
      pointee.depth + record.pointee.depth < pointee.recursionLimit
    {
      pointee.top = base + record.pointee.extent
      record.pointee.entries &+= 1
      let exit = ExecutorExit(running: unsafeBitCast(record.pointee.entryAddress, to: ExecutorRecord.Entry.self), of: record, self, base)
      if let plan = exit.plan, plan.pointee.kind == .returned {
        pointee.depth -= 1
        let value = DeoptPlan.returnedValue(plan, self, base)
        finishGenerator(base, value)
        return value
      }
      given = goOn(exit, record.pointee.number, base)
    } else {
      given = interpret(base, code.pointee.words + coroutine.pointee.pc)
    }
    if !given.isNil { hold(given, coroutine) }
    return given.isNil && pointee.exception.isNil ? Value(bits: pointee.scratch) : .nil
  }

  /// Goes on behind an exit other than the function's return.
  @inline(never)
  private func goOn(_ exit: ExecutorExit, _ number: Int, _ base: UnsafeMutablePointer<Value>) -> Value {
    let isRecording = runtime.tracing?.leave(self, executor: number, exit: exit, base: base) ?? false
    return interpret(afterExit: isRecording)
  }
}
