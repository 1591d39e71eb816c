// Opens, reads and writes files.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// The state of a file object; nil with ValueError or UnsupportedOperation pending.
  func openState(_ value: Value, reading: Bool = false, writing: Bool = false) -> FileState? {
    guard value.isKind(.file), let file = runtime.files[value.object(NativeObject.self).pointee.integer0] else {
      raise("ValueError", "I/O operation on closed file.")
      return nil
    }
    if reading && !file.canRead || writing && !file.canWrite {
      raise(runtime.unsupportedOperation(), message: file.isText ? (reading ? "not readable" : "not writable") : reading ? "read" : "write")
      return nil
    }
    return file
  }

  /// Makes an exception of a class that is not built in pending.
  @discardableResult
  func raise(_ type: TypeRef, message: String) -> Value { raise(makeException(type, makeTuple([makeString(message)]))) }

  /// A size argument: -1 when absent or None; nil with TypeError pending.
  func limitArgument(_ value: Value) -> Int? { value.isNil || value.isNone ? -1 : index(value) }

  /// What was read from a file as str or bytes.
  func fileText(_ file: FileState, _ bytes: [UInt8]) -> Value {
    guard file.isText else { return makeBytes(bytes) }
    var bytes = bytes
    if bytes.contains(13) { bytes = translatedLines(bytes) }
    if file.encoding == .latin1 { return makeString(codePoints: bytes.map { UInt32($0) }) }
    if bytes.allSatisfy({ $0 < 128 }) { return makeString(utf8: bytes) }
    let object = makeBytes(bytes)
    let decode = getAttribute(object, runtime.intern("decode"))
    return decode.isNil ? .nil : call(decode)
  }

  private func translatedLines(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      if bytes[i] == 13 {
        result.append(10)
        if i + 1 < bytes.count, bytes[i + 1] == 10 { i += 1 }
      } else {
        result.append(bytes[i])
      }
      i += 1
    }
    return result
  }

  func readFile(_ args: Arguments) -> Value {
    guard let file = openState(args[0], reading: true), let limit = limitArgument(args.optional(1)) else { return .nil }
    file.flush()
    var bytes = file.read(limit)
    if file.isText, file.encoding == .utf8, limit > 0 {
      // Characters were asked for: read on until there are as many.
      var missing = limit - bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
      while missing > 0 || (bytes.last ?? 0) >= 0xC0 || file.position < file.input.count && file.input[file.position] & 0xC0 == 0x80 {
        let more = file.read(1)
        if more.isEmpty { break }
        bytes += more
        if more[0] & 0xC0 != 0x80 { missing -= 1 }
      }
    }
    if file.failure != 0 {
      defer { file.failure = 0 }
      return raiseOSError(file.failure)
    }
    return fileText(file, bytes)
  }

  func writeFile(_ value: Value, _ data: Value) -> Value {
    guard let file = openState(value, writing: true) else { return .nil }
    guard file.isText else {
      guard data.isReference, isBytesLike(data) else {
        return raise("TypeError", "a bytes-like object is required, not '\(typeName(typeOf(data)))'")
      }
      let view = bytesView(data)
      if file.descriptor == 1 { runtime.output.write(view) } else { file.write(view) }
      return makeInt(view.count)
    }
    guard data.isKind(.str) else { return raise("TypeError", "write() argument must be str, not \(typeName(typeOf(data)))") }
    switch file.descriptor {
    case 1: if !writeStandard(data) { return .nil }
    case 2:
      runtime.errorOutput.write(utf8(data))
      runtime.errorOutput.flush()
    default:
      if file.encoding == .latin1 {
        file.write((0..<stringCount(data)).map { UInt8(truncatingIfNeeded: codePoint(data, $0)) })
      } else {
        guard checkEncodable(data) else { return .nil }
        file.write(utf8(data))
      }
    }
    return makeInt(stringCount(data))
  }

  func flush(_ file: FileState) {
    switch file.descriptor {
    case 1: runtime.output.flush()
    case 2: runtime.errorOutput.flush()
    default: file.flush()
    }
  }

  func closeFile(_ value: Value) -> Value {
    let number = value.object(NativeObject.self).pointee.integer0
    guard let file = runtime.files[number] else { return .none }
    flush(file)
    if file.descriptor > 2 { _ = file.world.number(.close) { Int(close(file.descriptor)) } }
    runtime.files[number] = nil
    return .none
  }

  /// `open(file, mode, ...)`.
  func openFile(_ args: Arguments) -> Value {
    let modeValue = args[1].isNil ? runtime.intern("r") : args[1]
    guard modeValue.isKind(.str) else { return raise("TypeError", "open() argument 'mode' must be str, not \(typeName(typeOf(modeValue)))") }
    let mode = swiftString(modeValue)
    guard mode.allSatisfy({ "rwaxbt+".contains($0) }), Set(mode).count == mode.count else {
      return raise("ValueError", "invalid mode: '\(mode)'")
    }
    if mode.contains("b"), mode.contains("t") { return raise("ValueError", "can't have text and binary mode at once") }
    let kinds = mode.filter { "rwax".contains($0) }
    if kinds.count > 1 { return raise("ValueError", "must have exactly one of create/read/write/append mode") }
    guard let kind = kinds.first else {
      return raise("ValueError", "Must have exactly one of create/read/write/append mode and at most one plus")
    }
    if mode.contains("b"), !args[3].isNil, !args[3].isNone { return raise("ValueError", "binary mode doesn't take an encoding argument") }
    if !mode.contains("b"), needsLayer(args, reads: kind == "r" || mode.contains("+")) { return openLayer(args, mode) }
    if !mode.contains("b"), args[2] == Value(smallInt: 0) { return raise("ValueError", "can't have unbuffered text I/O") }
    let updates = mode.contains("+")
    var flags = updates ? O_RDWR : kind == "r" ? O_RDONLY : O_WRONLY
    if kind == "w" { flags |= O_CREAT | O_TRUNC }
    if kind == "a" { flags |= O_CREAT | O_APPEND }
    if kind == "x" { flags |= O_CREAT | O_EXCL }
    var descriptor: Int32
    var name = args[0]
    if args[0].isSmallInt {
      guard args[0].smallInt >= 0 else { return raise("ValueError", "negative file descriptor") }
      descriptor = Int32(truncatingIfNeeded: args[0].smallInt)
    } else {
      guard let path = pathText(args[0]) else { return .nil }
      if path.utf8.contains(0) { return raise("ValueError", "embedded null byte") }
      name = makeString(path)
      if runtime.holdsUnwrittenFile { releaseFilesPromptly(args) }
      descriptor = openDescriptor(path, flags)
      if descriptor < 0, errno == EMFILE, !runtime.openedFiles.isEmpty {
        runtime.collectGarbage()
        descriptor = openDescriptor(path, flags)
      }
      if descriptor < 0 { return raiseOSError(errno, args[0].isKind(.bytes) ? args[0] : name) }
    }
    let state = FileState(
      runtime.world, descriptor: descriptor, isText: !mode.contains("b"), canRead: kind == "r" || updates, canWrite: kind != "r" || updates)
    state.encodingName = "UTF-8"
    if args[3].isKind(.str) {
      state.encodingName = swiftString(args[3])
      state.encoding = encoding(state.encodingName)
    }
    let file = runtime.makeFile(state, "", mode)
    file.object(NativeObject.self).pointee.value0 = name
    if !args[0].isSmallInt { runtime.openedFiles.append(UInt(bitPattern: file.address)) }
    return file
  }

  /// Opens a file; that it is a directory counts as a failure.
  private func openDescriptor(_ path: String, _ flags: Int32) -> Int32 {
    Int32(
      truncatingIfNeeded: runtime.world.number(.open) {
        let opened = open(path, flags | O_CLOEXEC, 0o666)
        guard opened >= 0, isDirectory(opened) else { return Int(opened) }
        close(opened)
        errno = EISDIR
        return -1
      })
  }

  /// Whether a text file needs more than the native class does: other encodings, error handlers or line ends.
  private func needsLayer(_ args: Arguments, reads: Bool) -> Bool {
    func text(_ value: Value) -> String? { value.isKind(.str) ? swiftString(value) : nil }
    if let errors = text(args[4]), errors != "strict" { return true }
    if let newline = text(args[5]), reads || newline.utf8.contains(13) { return true }
    guard let name = text(args[3]) else { return false }
    switch TextCodec.named(name)?.0 {
    case .utf8, .latin1: return false
    default: return true
    }
  }

  /// Opens a text file as a layer, written in Toy, on top of a binary one.
  private func openLayer(_ args: Arguments, _ mode: String) -> Value {
    let io = runtime.importPath("io")
    let layer = io.isNil ? .nil : getAttribute(io, runtime.intern("_open_layer"))
    if layer.isNil { return .nil }
    return call(layer, [args[0], makeString(mode)] + (3...5).map { args[$0].isNil ? .none : args[$0] })
  }

  private func isDirectory(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private func encoding(_ name: String) -> TextEncoding {
    switch String(name.lowercased().map { $0 == "_" ? "-" : $0 }) {
    case "latin-1", "latin1", "iso-8859-1", "iso8859-1": return .latin1
    case "ascii", "us-ascii": return .ascii
    default: return .utf8
    }
  }

  /// The path that a str, bytes or path-like object stands for; nil with TypeError pending.
  func pathText(_ value: Value) -> String? {
    if value.isKind(.str) { return swiftString(value) }
    if value.isKind(.bytes) { return String(decoding: bytesView(value), as: UTF8.self) }
    let path = callSpecial(value, .__fspath__)
    if path.isKind(.str) { return swiftString(path) }
    if pointee.exception.isNil { raise("TypeError", "expected str, bytes or os.PathLike object, not \(typeName(typeOf(value)))") }
    return nil
  }

  /// `input(prompt)`.
  func input(_ prompt: Value) -> Value {
    if !prompt.isNil {
      let text = str(prompt)
      if text.isNil || !writeStandard(text) { return .nil }
    }
    runtime.output.flush()
    let stream = currentStream(.stdin)
    if stream.isNone { return raise("RuntimeError", "input(): lost sys.stdin") }
    var line: Value
    if stream == runtime.standardInput {
      guard let file = openState(stream, reading: true) else { return .nil }
      line = fileText(file, file.readLine())
    } else {
      let method = getAttribute(stream, runtime.intern("readline"))
      line = method.isNil ? .nil : call(method)
    }
    guard line.isKind(.str) else { return .nil }
    let count = stringCount(line)
    if count == 0 { return raiseInterrupt() ? .nil : raise("EOFError", "EOF when reading a line") }
    if codePoint(line, count - 1) == 10 { line = makeString(codePoints: (0..<(count - 1)).map { codePoint(line, $0) }) }
    return line
  }
}

extension Runtime {
  /// `io.UnsupportedOperation`.
  func unsupportedOperation() -> TypeRef {
    if let known = exceptionTypes["io.UnsupportedOperation"] { return known }
    let type = vm.call(
      Value(vm.types.type),
      [intern("UnsupportedOperation"), vm.makeTuple([exceptionTypes["OSError"], exceptionTypes["ValueError"]].compactMap { $0.map { Value($0) } }), vm.makeDict()])
    guard type.isKind(.type) else { return vm.types.baseException }
    let object = type.object(TypeObject.self)
    vm.dictSet(object.pointee.dict, vm.name(.__module__), intern("io"))
    exceptionTypes["io.UnsupportedOperation"] = object
    return object
  }

  /// Whether an open file has contents that are still to be written, which its end would write.
  var holdsUnwrittenFile: Bool {
    openedFiles.contains { address in
      let number = UnsafeMutablePointer<NativeObject>(bitPattern: address).unsafelyUnwrapped.pointee.integer0
      return files[number].map { !$0.output.isEmpty } ?? false
    }
  }

  /// Closes the files of file objects that a collection has not marked.
  ///
  /// A replayed program does not know when that was done: what is recorded keeps such files open.
  func closeReleasedFiles() {
    guard world.use == .direct else { return }
    openedFiles.removeAll { address in
      let number = UnsafeMutablePointer<NativeObject>(bitPattern: address).unsafelyUnwrapped.pointee.integer0
      guard let file = files[number] else { return true }
      if heap.isMarked(address) { return false }
      file.flush()
      close(file.descriptor)
      files[number] = nil
      return true
    }
  }

  /// Writes what files still hold, at exit.
  public func flushFiles() {
    for file in files { file?.flush() }
    output.flush()
    errorOutput.flush()
  }
}
