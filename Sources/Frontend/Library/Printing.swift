// Defines print and writes text to the standard streams.

extension Runtime {
  func definePrinting() {
    define(builtins, "print", "...") { vm, args in vm.print(args) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func print(_ args: Arguments) -> Value {
    finalizePromptly(args)
    var separator = Value.nil
    var end = Value.nil
    var file = Value.nil
    var flush = false
    for (keyword, value) in keywordPairs(args) {
      switch swiftString(keyword) {
      case "sep": separator = value
      case "end": end = value
      case "file": file = value.isNone ? .nil : value
      case "flush":
        let outcome = truth(value)
        if outcome < 0 { return .nil }
        flush = outcome > 0
      default: return raise("TypeError", "'\(swiftString(keyword))' is an invalid keyword argument for print()")
      }
    }
    for (value, what) in [(separator, "sep"), (end, "end")] where !value.isNil && !value.isNone && !value.isKind(.str) {
      return raise("TypeError", "\(what) must be None or a string, not \(typeName(typeOf(value)))")
    }
    if separator.isNone { separator = .nil }
    if end.isNone { end = .nil }
    if file.isNil { file = currentStream(.stdout) }
    if file.isNone { return .none }
    if file == runtime.standardOutput { return printDirect(args, separator, end, flush) }
    return print(args, to: file, separator, end, flush)
  }

  private func printDirect(_ args: Arguments, _ separator: Value, _ end: Value, _ flush: Bool) -> Value {
    for i in 0..<args.count {
      if i > 0 {
        if separator.isNil { runtime.output.write(byte: 32) } else if !writeStandard(separator) { return .nil }
      }
      let text = str(args[i])
      if text.isNil || !writeStandard(text) { return .nil }
    }
    if end.isNil { runtime.output.write(byte: 10) } else if !writeStandard(end) { return .nil }
    if flush { runtime.output.flush() }
    // Output that goes nowhere must end a program that prints for ever.
    if runtime.output.failure != 0 { return raiseOSError(runtime.output.failure) }
    return .none
  }

  /// Writes a str to the standard output; false with UnicodeEncodeError pending for lone surrogates.
  func writeStandard(_ text: Value) -> Bool {
    if text.object(StrObject.self).pointee.isASCII {
      runtime.output.write(UnsafeBufferPointer(start: stringBytes(text), count: stringCount(text)))
      return true
    }
    guard checkEncodable(text) else { return false }
    runtime.output.write(utf8(text))
    return true
  }

  /// Raises UnicodeEncodeError when a str has lone surrogates.
  func checkEncodable(_ text: Value) -> Bool {
    guard stringWidth(text) > 1 else { return true }
    for i in 0..<stringCount(text) where codePoint(text, i) & 0xFFFF_F800 == 0xD800 {
      raise(
        "UnicodeEncodeError",
        arguments: [
          makeString("utf-8"), text, Value(smallInt: i), Value(smallInt: i + 1), makeString("surrogates not allowed"),
        ])
      return false
    }
    return true
  }

  private func print(_ args: Arguments, to file: Value, _ separator: Value, _ end: Value, _ flush: Bool) -> Value {
    let writer = getAttribute(file, name(.write))
    if writer.isNil { return .nil }
    let gap = separator.isNil ? pointee.characters[32] : separator
    for i in 0..<args.count {
      if i > 0, call(writer, gap).isNil { return .nil }
      let text = str(args[i])
      if text.isNil || call(writer, text).isNil { return .nil }
    }
    if call(writer, end.isNil ? pointee.characters[10] : end).isNil { return .nil }
    guard flush else { return .none }
    let flusher = getAttribute(file, name(.flush))
    return flusher.isNil || call(flusher).isNil ? .nil : .none
  }

  /// What `sys.stdout` and the like are at the moment.
  func currentStream(_ name: Name) -> Value {
    let sys = dictGet(runtime.modules, runtime.intern("sys"))
    if sys.isKind(.module) {
      let found = dictGet(sys.object(ModuleObject.self).pointee.dict, self.name(name))
      return found.isNil ? .none : found
    }
    switch name {
    case .stdout: return runtime.standardOutput
    case .stderr: return runtime.standardError
    default: return runtime.standardInput
    }
  }

  /// Writes to `sys.stderr`, which a program may have replaced; false with an exception pending on failure.
  func writeError(_ text: String) -> Bool {
    let stream = currentStream(.stderr)
    if stream.isNone { return true }
    if stream == runtime.standardError {
      runtime.errorOutput.write(Array(text.utf8))
      return true
    }
    let write = getAttribute(stream, name(.write))
    return !write.isNil && !call(write, makeString(text)).isNil
  }
}
