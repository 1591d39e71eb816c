// Turns the exception that ended the main program into output and an exit status.

extension Runtime {
  /// Takes the pending exception away: SystemExit gives the status, any other exception is shown on stderr.
  ///
  /// - Returns: the exit status of the program.
  public func endAfterException() -> Int32 {
    if vm.isPending("SystemExit") { return exitStatus() }
    output.flush()
    errorOutput.write(Array(pendingExceptionText().utf8))
    vm.pointee.exception = .nil
    return 1
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
    let text = vm.str(exception)
    return (exception.isReference ? vm.swiftString(exception.heapType.pointee.name) : "exception") + ": " + (text.isNil ? "?" : vm.swiftString(text)) + "\n"
  }
}
