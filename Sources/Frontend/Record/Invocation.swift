// Lets compiled code call Toy functions without inlining them.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Where the arguments of an invocation go: to the registers of the frame to be pushed.
  @inline(__always)
  var invocationBase: UnsafeMutablePointer<Value> { pointee.top + Opcode.frameHeader }

  /// Calls a function whose parameters are all in the registers at `invocationBase`.
  ///
  /// - Parameter depth: how many frames of the calling trace are not on the frame stack.
  /// - Returns: nil with an exception pending if it raised. Nil without one if the native stack is short: nothing
  ///   happened then, and the interpreter, which needs none of it, has to make the call.
  @inline(__always)
  func invoke(_ callee: Value, depth: Int) -> Value {
    guard nativeStackIsDeepEnough() else { return .nil }
    let code = callee.object(FunctionObject.self).pointee.code
    let base = invocationBase
    return fromCaller(depth: depth) { caller, callerPC in
      let count = code.pointee.argumentRegisters
      guard pushFrame(base, callee, code, bound: count, flags: .entry, aux: .nil, callerBase: caller, callerPC: callerPC) else { return .nil }
      return run(base, code, from: code.pointee.words) { $0 }
    }
  }

  /// Makes a call and returns to where compiled code was.
  @inline(__always)
  private func fromCaller(
    depth: Int, _ call: (_ caller: UnsafeMutablePointer<Value>, _ callerPC: UnsafeMutablePointer<UInt64>) -> Value
  ) -> Value {
    let (caller, callerPC, block) = (pointee.frame, pointee.pc, pointee.top)
    pointee.depth += depth
    let result = call(caller, callerPC)
    pointee.depth -= depth
    (pointee.frame, pointee.pc, pointee.top) = (caller, callerPC, block)
    return result
  }

  /// Runs the frame just pushed: in compiled code if there is some, otherwise from `words` on.
  ///
  /// - Parameter returned: what to make of the value with which compiled code returned.
  @inline(__always)
  private func run(
    _ base: UnsafeMutablePointer<Value>, _ code: UnsafeMutablePointer<CodeObject>, from words: UnsafeMutablePointer<UInt64>,
    returned: (Value) -> Value
  ) -> Value {
    guard let record = code.pointee.entryExecutor, record.pointee.isInstalled, pointee.recording == 0,
      pointee.depth + record.pointee.depth < pointee.recursionLimit
    else { return interpret(base, words) }
    record.prepare(base, self)
    record.pointee.entries &+= 1
    let exit = ExecutorExit(running: unsafeBitCast(record.pointee.entryAddress, to: ExecutorRecord.Entry.self), of: record, self, base)
    if let plan = exit.plan, plan.pointee.kind == .returned {
      pointee.depth -= 1
      return returned(plan.returnedValue(self, base))
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
    return fromCaller(depth: depth) { caller, callerPC in
      guard let base = pushGenerator(coroutine, .none, callerBase: caller, callerPC: callerPC, flags: .resumed) else { return .nil }
      let code = coroutine.pointee.code
      let given = run(base, code, from: code.pointee.words + coroutine.pointee.pc) {
        finishGenerator(base, $0)
        return generatorReturned($0)
      }
      if !given.isNil { hold(given, coroutine) }
      return given.isNil && pointee.exception.isNil ? Value(bits: pointee.scratch) : .nil
    }
  }

  /// Goes on behind an exit other than the function's return.
  @inline(never)
  private func goOn(_ exit: ExecutorExit, _ number: Int, _ base: UnsafeMutablePointer<Value>) -> Value {
    let isRecording = runtime.tracing?.leave(self, executor: number, exit: exit, base: base) ?? false
    return interpret(afterExit: isRecording)
  }
}
