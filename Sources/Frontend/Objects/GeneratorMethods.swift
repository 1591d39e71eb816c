// Defines the methods of generators, coroutines and async generators.

extension Runtime {
  func installGenerators() {
    for type in [vm.types.generator, vm.types.coroutine] {
      define(type, "send", 1, 1) { vm, args in vm.sendToGenerator(args[0], args[1]) }
      define(type, "throw", 1, 3) { vm, args in vm.throwIntoGenerator(args) }
      define(type, "close", 0, 0) { vm, args in vm.closeGenerator(args[0]) }
    }
    define(vm.types.generator, "__iter__", 0, 0) { _, args in args[0] }
    define(vm.types.generator, "__next__", 0, 0) { vm, args in vm.sendToGenerator(args[0], .none) }
    define(vm.types.coroutine, "__await__", 0, 0) { vm, args in vm.makeCoroutineWrapper(args[0]) }
    attributes(vm.types.generator, "gi")
    attributes(vm.types.coroutine, "cr")
    defineProperty(vm.types.coroutine, "cr_origin", get: { _, _ in .none })
    attributes(vm.types.asyncGenerator, "ag")
    installAsyncGenerators()
  }

  private func attributes(_ type: TypeRef, _ prefix: String) {
    for (index, name) in ["__name__", "__qualname__"].enumerated() {
      defineProperty(
        type, name, get: { vm, value in vm.names(ofGenerator: value)[index] },
        set: { vm, value, new in
          guard new.isKind(.str) else { return vm.fail("TypeError", "\(name) must be set to a string object") }
          var names = vm.names(ofGenerator: value)
          names[index] = new
          value.object(GeneratorObject.self).pointee.names = vm.makeTuple(names)
          return true
        })
    }
    defineProperty(type, "\(prefix)_code", get: { _, value in Value(value.object(GeneratorObject.self).pointee.code) })
    defineProperty(type, "\(prefix)_running", get: { vm, value in Value(vm.isRunning(value.object(GeneratorObject.self))) })
    defineProperty(type, "\(prefix)_suspended", get: { vm, value in Value(value.object(GeneratorObject.self).pointee.status == 1 && !vm.isRunning(value.object(GeneratorObject.self))) })
    defineProperty(
      type, prefix == "gi" ? "gi_yieldfrom" : "\(prefix)_await", get: { vm, value in vm.delegate(of: value.object(GeneratorObject.self)) })
    defineProperty(type, "\(prefix)_frame", get: { vm, value in
      let generator = value.object(GeneratorObject.self)
      if generator.pointee.status == 3 { return .none }
      // What was not started yet stands at its definition.
      let line = vm.lineNumber(generator.pointee.code, generator.pointee.status == 0 ? 0 : generator.pointee.pc)
      return vm.makeRecord(vm.types.frame, Value(generator.pointee.code), Value(smallInt: line), vm.makeDict(), .none)
    })
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The name and the qualified name of a generator.
  func names(ofGenerator value: Value) -> [Value] {
    let generator = value.object(GeneratorObject.self)
    if !generator.pointee.names.isNil { return tupleItems(generator.pointee.names) }
    return [generator.pointee.code.pointee.name, generator.pointee.code.pointee.qualifiedName]
  }

  /// `generator.send(value)`.
  func sendToGenerator(_ generator: Value, _ value: Value) -> Value {
    let object = generator.object(GeneratorObject.self)
    if object.pointee.status == 0, !value.isNone {
      let what = object.pointee.header.type == types.coroutine ? "coroutine" : "generator"
      return raise("TypeError", "can't send non-None value to a just-started \(what)")
    }
    if object.pointee.status == 3, object.pointee.header.type == types.coroutine {
      return raise("RuntimeError", "cannot reuse already awaited coroutine")
    }
    let item = resumeGenerator(generator, value, .send)
    if !item.isNil || !pointee.exception.isNil { return item }
    return raiseStopIteration(Value(bits: pointee.scratch))
  }

  /// `generator.throw(exception)` or `generator.throw(type, value, traceback)`.
  fileprivate func throwIntoGenerator(_ args: Arguments) -> Value {
    let exception = args.count == 2 && isPassedOn(args[1], by: args[0]) ? args[1] : exceptionToThrow(args)
    if exception.isNil { return .nil }
    if args[0].isExactly(types.coroutine), args[0].object(GeneratorObject.self).pointee.status == 3 {
      return raise("RuntimeError", "cannot reuse already awaited coroutine")
    }
    let item = resumeGenerator(args[0], exception, .throw)
    if !item.isNil || !pointee.exception.isNil { return item }
    return raiseStopIteration(Value(bits: pointee.scratch))
  }

  /// Whether what is thrown into a generator goes, as it is, to the `throw` method of an object that it delegates to.
  private func isPassedOn(_ thrown: Value, by generator: Value) -> Bool {
    guard let exit = runtime.exceptionTypes["GeneratorExit"] else { return false }
    let cls = thrown.isKind(.type) ? thrown.object(TypeObject.self) : typeOf(thrown)
    if isSubtype(cls, exit) { return false }
    var inner = generator
    while inner.isKind(.generator) {
      guard inner.object(GeneratorObject.self).pointee.status == 1 else { return false }
      inner = inner.object(GeneratorObject.self).pointee.delegate
    }
    if inner.isNone || inner.isNil { return false }
    let method = findAttribute(inner, name(.throw))
    pointee.exception = .nil
    return !method.isNil
  }

  /// The exception object that the arguments of `throw` stand for.
  func exceptionToThrow(_ args: Arguments) -> Value {
    var exception = args[1]
    if !args.optional(3).isNil, !args[3].isNone, !args[3].isKind(.traceback) {
      return raise("TypeError", "throw() third argument must be a traceback object")
    }
    if exception.isKind(.exception), !args.optional(2).isNil, !args[2].isNone {
      return raise("TypeError", "instance exception may not have a separate value")
    }
    if exception.isKind(.type), isSubtype(exception.object(TypeObject.self), types.baseException) {
      let value = args.optional(2)
      if value.isKind(.exception), isSubtype(value.heapType, exception.object(TypeObject.self)) {
        exception = value
      } else if value.isNil || value.isNone {
        exception = call(exception)
      } else {
        exception = value.isKind(.tuple) ? call(exception, tupleItems(value)) : call(exception, value)
      }
      if exception.isNil { return .nil }
      guard exception.isKind(.exception) else {
        let shown = swiftString(repr(args[1]))
        return raise("TypeError", "calling \(shown) should have returned an instance of BaseException, not \(typeName(typeOf(exception)))")
      }
    }
    guard exception.isKind(.exception) else {
      return raise("TypeError", "exceptions must be classes or instances deriving from BaseException, not \(typeName(typeOf(exception)))")
    }
    if args.optional(3).isKind(.traceback) { exception.object(ExceptionObject.self).pointee.traceback = args[3] }
    return exception
  }

  /// `generator.close()`.
  func closeGenerator(_ generator: Value) -> Value {
    let object = generator.object(GeneratorObject.self)
    if object.pointee.status == 3 { return .none }
    if object.pointee.status == 0 {
      object.pointee.status = 3
      return .none
    }
    guard let type = runtime.exceptionTypes["GeneratorExit"] else { return .none }
    let item = resumeGenerator(generator, makeException(type, pointee.emptyTuple), .throw)
    if !item.isNil {
      let what = object.pointee.header.type == types.coroutine ? "coroutine" : object.pointee.header.type == types.asyncGenerator ? "async generator" : "generator"
      return raise("RuntimeError", "\(what) ignored GeneratorExit")
    }
    if pointee.exception.isNil || clearPending("GeneratorExit") || clearPending("StopIteration") { return .none }
    return .nil
  }
}
