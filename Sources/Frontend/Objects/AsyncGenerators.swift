// Defines awaiting of coroutines by hand and the methods of async generators.

extension Runtime {
  /// Makes the classes behind `coroutine.__await__()` and `async_generator.asend()`.
  func installAsyncGenerators() {
    let wrapper = makeType("coroutine_wrapper", kind: .native, isBase: false)
    coroutineWrapperType = wrapper
    define(wrapper, "__iter__", 0, 0) { _, args in args[0] }
    define(wrapper, "__next__", 0, 0) { vm, args in vm.sendToGenerator(args[0].object(NativeObject.self).pointee.value0, .none) }
    define(wrapper, "send", 1, 1) { vm, args in vm.sendToGenerator(args[0].object(NativeObject.self).pointee.value0, args[1]) }
    define(wrapper, "throw", 1, 3) { vm, args in
      let exception = vm.exceptionToThrow(args)
      if exception.isNil { return .nil }
      let item = vm.resumeGenerator(args[0].object(NativeObject.self).pointee.value0, exception, .throw)
      return item.isNil && vm.pointee.exception.isNil ? vm.raiseStopIteration(Value(bits: vm.pointee.scratch)) : item
    }
    define(wrapper, "close", 0, 0) { vm, args in vm.closeGenerator(args[0].object(NativeObject.self).pointee.value0) }
    let step = makeType("async_generator_asend", kind: .native, isBase: false)
    vm.pointee.asyncStepClass = step
    define(step, "__await__", 0, 0) { _, args in args[0] }
    define(step, "__iter__", 0, 0) { _, args in args[0] }
    define(step, "__next__", 0, 0) { vm, args in vm.stepAsyncGenerator(args[0], .none) }
    define(step, "send", 1, 1) { vm, args in vm.stepAsyncGenerator(args[0], args[1]) }
    define(step, "throw", 1, 3) { vm, args in
      let exception = vm.exceptionToThrow(args)
      return exception.isNil ? .nil : vm.throwIntoAsyncStep(args[0], exception)
    }
    define(step, "close", 0, 0) { _, args in
      args[0].object(NativeObject.self).pointee.integer0 = 2
      return .none
    }
    let type = vm.types.asyncGenerator
    define(type, "__aiter__", 0, 0) { _, args in args[0] }
    define(type, "__anext__", 0, 0) { vm, args in vm.makeAsyncStep(args[0], .none, mode: 0) }
    define(type, "asend", 1, 1) { vm, args in vm.makeAsyncStep(args[0], args[1], mode: 0) }
    define(type, "athrow", 1, 3) { vm, args in
      let exception = vm.exceptionToThrow(args)
      return exception.isNil ? .nil : vm.makeAsyncStep(args[0], exception, mode: 1)
    }
    define(type, "aclose", 0, 0) { vm, args in
      guard let exit = vm.runtime.exceptionTypes["GeneratorExit"] else { return .nil }
      return vm.makeAsyncStep(args[0], vm.makeException(exit, vm.pointee.emptyTuple), mode: 2)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func makeCoroutineWrapper(_ coroutine: Value) -> Value {
    guard let type = runtime.coroutineWrapperType else { return .nil }
    return makeNative(type, coroutine)
  }

  /// A native object with its values set to None and one of them given.
  func makeNative(_ type: TypeRef, _ first: Value = .none, _ second: Value = .none) -> Value {
    let object = makeInstance(type).assumingMemoryBound(to: NativeObject.self)
    object.pointee.value0 = first
    object.pointee.value1 = second
    object.pointee.value2 = .none
    object.pointee.value3 = .none
    return Value(object)
  }

  /// An awaitable for one step: mode 0 sends a value, 1 throws, 2 closes. Integer 0: 0 new, 1 started, 2 finished.
  func makeAsyncStep(_ generator: Value, _ value: Value, mode: Int) -> Value {
    guard let type = pointee.asyncStepClass else { return .nil }
    let step = makeNative(type, generator, value)
    step.object(NativeObject.self).pointee.integer1 = mode
    return step
  }

  /// Whether a value is an awaitable step of an async generator.
  @inline(__always)
  func isAsyncStep(_ value: Value) -> Bool {
    value.isReference && value.heapType == pointee.asyncStepClass
  }

  /// Advances an awaitable step: what the generator awaits; nil without exception when an item was yielded (it is in
  /// `scratch`); nil with one when it raised or ended.
  func advanceAsyncStep(_ step: Value, _ sent: Value) -> Value {
    let object = step.object(NativeObject.self)
    guard object.pointee.integer1 == 0, object.pointee.integer0 != 2 else {
      let result = stepAsyncGenerator(step, sent)
      if result.isNil, isPending("StopIteration") { pointee.scratch = stopIterationValue().raw }
      return result
    }
    let isFirst = object.pointee.integer0 == 0
    let value = isFirst ? object.pointee.value1 : sent
    object.pointee.integer0 = 1
    if isFirst, !value.isNone, object.pointee.value0.object(GeneratorObject.self).pointee.status == 0 {
      return raise("TypeError", "can't send non-None value to a just-started async generator")
    }
    let item = resumeGenerator(object.pointee.value0, value, .send)
    let generator = object.pointee.value0.object(GeneratorObject.self)
    if item.isNil {
      object.pointee.integer0 = 2
      return pointee.exception.isNil ? raise("StopAsyncIteration") : .nil
    }
    if UInt16(truncatingIfNeeded: generator.pointee.code.pointee.words[generator.pointee.pc]) == Opcode.yieldFrom.rawValue { return item }
    object.pointee.integer0 = 2
    pointee.scratch = item.raw
    return .nil
  }

  fileprivate func stepAsyncGenerator(_ step: Value, _ sent: Value) -> Value {
    let object = step.object(NativeObject.self)
    if object.pointee.integer0 == 2 { return raise("RuntimeError", "cannot reuse already awaited __anext__()/asend()") }
    let generator = object.pointee.value0
    let isFirst = object.pointee.integer0 == 0
    object.pointee.integer0 = 1
    let mode = object.pointee.integer1
    if isFirst, mode == 2, generator.object(GeneratorObject.self).pointee.status == 3 {
      object.pointee.integer0 = 2
      return raiseStopIteration(.none)
    }
    let value = isFirst ? object.pointee.value1 : sent
    if isFirst, mode == 0, generator.object(GeneratorObject.self).pointee.status == 0, !value.isNone {
      return raise("TypeError", "can't send non-None value to a just-started async generator")
    }
    return finishAsyncStep(step, resumeGenerator(generator, value, isFirst && mode != 0 ? .throw : .send))
  }

  fileprivate func throwIntoAsyncStep(_ step: Value, _ exception: Value) -> Value {
    finishAsyncStep(step, resumeGenerator(step.object(NativeObject.self).pointee.value0, exception, .throw))
  }

  /// Tells a yielded item (StopIteration with it) from something awaited (passed on) and the generator's end.
  private func finishAsyncStep(_ step: Value, _ item: Value) -> Value {
    let object = step.object(NativeObject.self)
    let generator = object.pointee.value0.object(GeneratorObject.self)
    if item.isNil {
      object.pointee.integer0 = 2
      if !pointee.exception.isNil {
        if object.pointee.integer1 == 2, clearPending("GeneratorExit") || clearPending("StopAsyncIteration") { return raiseStopIteration(.none) }
        return .nil
      }
      return object.pointee.integer1 == 2 ? raiseStopIteration(.none) : raise("StopAsyncIteration")
    }
    let awaits = UInt16(truncatingIfNeeded: generator.pointee.code.pointee.words[generator.pointee.pc]) == Opcode.yieldFrom.rawValue
    if awaits { return item }
    object.pointee.integer0 = 2
    if object.pointee.integer1 == 2 { return raise("RuntimeError", "async generator ignored GeneratorExit") }
    return raise("StopIteration", arguments: [item])
  }
}
