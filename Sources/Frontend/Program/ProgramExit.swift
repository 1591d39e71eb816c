// Turns the exception that ended the main program into output and an exit status.

extension Runtime {
  /// Takes the pending exception away: SystemExit gives the status, any other exception is shown on stderr.
  ///
  /// - Returns: the exit status of the program.
  public func endAfterException() -> Int32 {
    let status = showException()
    finishProgram()
    vm.pointee.exception = .nil
    return status
  }

  /// Runs what is due when the program ends: threads to their ends, exit functions, the `__del__` of what is left, unwritten file contents.
  func finishProgram() {
    joinThreads()
    runExitFunctions()
    isFinalizing = true
    if finalizable.count + closable.count > 1 {
      // What nothing refers to goes before what variables hold.
      collectGarbage()
      vm.runFinalizers()
    }
    let left = exitOrder(finalizable + closable.filter(isUnclosed)).compactMap { UnsafeMutableRawPointer(bitPattern: $0) }.map { Value($0) }
    (finalizable, closable) = ([], [])
    // What runs meanwhile may collect.
    let held = handles.count
    handles += left
    for object in left {
      let result = object.isKind(.generator) ? vm.closeGenerator(object) : vm.callSpecial(object, .__del__)
      if result.isNil { vm.pointee.exception = .nil }
    }
    handles.removeLast(handles.count - held)
    isFinalizing = false
    flushFiles()
  }

  private func showException() -> Int32 {
    if vm.isPending("SystemExit") { return exitStatus() }
    output.flush()
    if let text = missingModuleText() {
      errorOutput.write(Array(text.utf8))
      vm.pointee.exception = .nil
      return 65
    }
    let exception = vm.pointee.exception
    vm.pointee.exception = .nil
    if let status = callExceptionHook(exception) { return status }
    errorOutput.write(Array(TracebackText.of(exception, vm).utf8))
    vm.pointee.exception = .nil
    return 1
  }

  /// Hands an exception to the `sys.excepthook` that the program has set.
  ///
  /// - Returns: the exit status; nil when the exception is still to be shown.
  private func callExceptionHook(_ exception: Value) -> Int32? {
    let sys = vm.dictGet(modules, intern("sys"))
    guard sys.isKind(.module), exception.isKind(.exception) else { return nil }
    let hook = vm.dictGet(sys.object(ModuleObject.self).pointee.dict, vm.name(.excepthook))
    if hook.isNil {
      errorOutput.write(Array("sys.excepthook is missing\n".utf8))
      return nil
    }
    if hook.isKind(.builtin) { return nil }
    let traceback = exception.object(ExceptionObject.self).pointee.traceback
    let result = vm.call(hook, [Value(exception.heapType), exception, traceback.isKind(.traceback) ? traceback : .none])
    if !result.isNil { return 1 }
    if vm.isPending("SystemExit") { return exitStatus() }
    output.flush()
    errorOutput.write(Array("Error in sys.excepthook:\n\(pendingExceptionText())\nOriginal exception was:\n".utf8))
    return nil
  }

  /// The status that the pending SystemExit asks for; a message goes to stderr.
  private func exitStatus() -> Int32 {
    let exception = vm.pointee.exception
    let code = vm.getAttribute(exception, intern("code"))
    vm.pointee.exception = .nil
    if code.isNil || code.isNone { return 0 }
    if code.isSmallInt { return Int32(truncatingIfNeeded: code.smallInt & 0xFF) }
    if code.isBool { return code.isTrue ? 1 : 0 }
    if code.isKind(.int) { return 255 }
    let text = vm.str(code)
    output.flush()
    if !text.isNil { errorOutput.write(vm.utf8(text) + [10]) }
    vm.pointee.exception = .nil
    return 1
  }

  private func pendingExceptionText() -> String {
    let exception = vm.pointee.exception
    vm.pointee.exception = .nil
    return TracebackText.of(exception, vm)
  }

  /// The diagnostic for an uncaught import of a standard-library module that is missing here; nil for other exceptions.
  private func missingModuleText() -> String? {
    let exception = vm.pointee.exception
    guard exception.isKind(.exception), vm.isPending("ModuleNotFoundError"), vm.exceptionField(exception, 3) == .true else { return nil }
    let module = vm.exceptionField(exception, 1)
    var entry = exception.object(ExceptionObject.self).pointee.traceback
    var place = ""
    while entry.isKind(.traceback) {
      let object = entry.object(TracebackObject.self)
      let code = object.pointee.code.object(CodeObject.self)
      let file = codeInfos[code.pointee.info].unit.filename
      if !isBundled(file) { place = "\(file):\(vm.lineNumber(code, object.pointee.pc)): " }
      entry = object.pointee.next
    }
    return "\(place)the standard library module '\(module.isKind(.str) ? vm.swiftString(module) : "?")' is not supported yet\n"
  }
}
