// Defines open and the methods of files.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  /// Defines `open`, the file classes and the standard streams.
  func defineFileFunctions() {
    let text = vm.types.file
    let binary = makeType("BufferedReader", module: "_io", kind: .file)
    binaryFileType = binary
    text.pointee.module = intern("_io")
    for type in [text, binary] { installFileMethods(type) }
    installBinaryReading(binary)
    define(builtins, "open", "file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=") { vm, args in vm.openFile(args) }
    standardInput = makeFile(FileState(world, descriptor: 0, isText: true, canRead: true, canWrite: false), "<stdin>", "r")
    standardOutput = makeFile(FileState(world, descriptor: 1, isText: true, canRead: false, canWrite: true), "<stdout>", "w")
    standardError = makeFile(FileState(world, descriptor: 2, isText: true, canRead: false, canWrite: true), "<stderr>", "w")
    permanentRoots += [standardInput, standardOutput, standardError]
    define(builtins, "input", 0, 1) { vm, args in vm.input(args.optional(0)) }
  }

  func makeFile(_ state: FileState, _ name: String, _ mode: String) -> Value {
    files.append(state)
    let object = vm.allocate(NativeObject.self, state.isText ? vm.types.file : binaryFileType ?? vm.types.file)
    object.pointee.value0 = vm.makeString(name)
    object.pointee.value1 = intern(mode)
    object.pointee.value2 = .nil
    object.pointee.value3 = .nil
    object.pointee.integer0 = files.count - 1
    return Value(object)
  }

  private func installFileMethods(_ type: TypeRef) {
    define(type, "read", 0, 1) { vm, args in vm.readFile(args) }
    define(type, "readline", 0, 1) { vm, args in
      guard let file = vm.openState(args[0], reading: true), let limit = vm.limitArgument(args.optional(1)) else { return .nil }
      return vm.fileText(file, file.readLine(limit))
    }
    define(type, "readlines", 0, 1) { vm, args in
      guard let file = vm.openState(args[0], reading: true), let hint = vm.limitArgument(args.optional(1)) else { return .nil }
      let list = vm.makeList([])
      var room = hint
      while true {
        let line = file.readLine()
        if line.isEmpty { return list }
        let text = vm.fileText(file, line)
        if text.isNil { return .nil }
        vm.listAppend(list, text)
        guard hint > 0 else { continue }
        room -= text.isKind(.str) ? vm.stringCount(text) : line.count
        if room <= 0 { return list }
      }
    }
    define(type, "write", 1, 1) { vm, args in vm.writeFile(args[0], args[1]) }
    define(type, "writelines", 1, 1) { vm, args in
      let list = vm.listFromIterable(args[1])
      if list.isNil { return .nil }
      for item in vm.listItems(list) where vm.writeFile(args[0], item).isNil { return .nil }
      return .none
    }
    define(type, "flush", 0, 0) { vm, args in
      guard let file = vm.openState(args[0]) else { return .nil }
      vm.flush(file)
      return .none
    }
    define(type, "close", 0, 0) { vm, args in vm.closeFile(args[0]) }
    define(type, "__enter__", 0, 0) { vm, args in vm.openState(args[0]) == nil ? .nil : args[0] }
    define(type, "__exit__", 0, -1) { vm, args in vm.closeFile(args[0]) }
    define(type, "__iter__", 0, 0) { vm, args in vm.openState(args[0]) == nil ? .nil : args[0] }
    define(type, "__next__", 0, 0) { vm, args in
      guard let file = vm.openState(args[0], reading: true) else { return .nil }
      let line = file.readLine()
      return line.isEmpty ? vm.raise("StopIteration") : vm.fileText(file, line)
    }
    installFilePositions(type)
    installFileAttributes(type)
  }

  /// Defines what only binary files have.
  private func installBinaryReading(_ type: TypeRef) {
    for name in ["readinto", "readinto1"] {
      define(type, name, 1, 1) { vm, args in
        guard let file = vm.openState(args[0], reading: true) else { return .nil }
        let isReadOnly = args[1].isKind(.bytes) || (args[1].isKind(.memoryView) && vm.isReadOnlyView(args[1]))
        guard args[1].isReference, vm.isBytesLike(args[1]), !isReadOnly else {
          return vm.raise("TypeError", "\(name)() argument must be read-write bytes-like object, not \(vm.typeName(vm.typeOf(args[1])))")
        }
        let bytes = file.read(vm.bytesView(args[1]).count)
        let target = vm.bytesView(args[1])
        for (i, byte) in bytes.enumerated() { target[i] = byte }
        return vm.makeInt(bytes.count)
      }
    }
    define(type, "read1", 0, 1) { vm, args in
      guard let file = vm.openState(args[0], reading: true), let limit = vm.limitArgument(args.optional(1)) else { return .nil }
      if file.position == file.input.count { _ = file.fill() }
      let ready = file.input.count - file.position
      return vm.makeBytes(file.read(limit < 0 ? ready : Swift.min(limit, ready)))
    }
    define(type, "peek", 0, 1) { vm, args in
      guard let file = vm.openState(args[0], reading: true) else { return .nil }
      if file.position == file.input.count { _ = file.fill() }
      return vm.makeBytes(Array(file.input[file.position...]))
    }
  }

  private func installFilePositions(_ type: TypeRef) {
    define(type, "seek", 1, 2) { vm, args in
      guard let file = vm.openState(args[0]), let offset = vm.index(args[1]),
        let whence = args.count > 2 ? vm.index(args[2]) : 0
      else { return .nil }
      let place = file.seek(offset, Int32(whence))
      return place < 0 ? vm.raiseOSError(file.failure) : vm.makeInt(place)
    }
    define(type, "tell", 0, 0) { vm, args in
      guard let file = vm.openState(args[0]) else { return .nil }
      return vm.makeInt(file.tell())
    }
    define(type, "truncate", 0, 1) { vm, args in
      guard let file = vm.openState(args[0]) else { return .nil }
      let size = args.count > 1 && !args[1].isNone ? vm.index(args[1]) : file.tell()
      guard let size else { return .nil }
      file.flush()
      let outcome = file.world.number(.change) { Int(ftruncate(file.descriptor, off_t(size))) }
      return outcome < 0 ? vm.raiseOSError(errno) : vm.makeInt(size)
    }
    define(type, "fileno", 0, 0) { vm, args in
      guard let file = vm.openState(args[0]) else { return .nil }
      return Value(smallInt: Int(file.descriptor))
    }
    define(type, "isatty", 0, 0) { vm, args in
      guard let file = vm.openState(args[0]) else { return .nil }
      return Value(file.world.number(.terminal) { Int(isatty(file.descriptor)) } != 0)
    }
    define(type, "readable", 0, 0) { vm, args in Value(vm.openState(args[0])?.canRead ?? false) }
    define(type, "writable", 0, 0) { vm, args in Value(vm.openState(args[0])?.canWrite ?? false) }
    define(type, "seekable", 0, 0) { vm, args in
      Value(vm.openState(args[0]).map { $0.place(0, SEEK_CUR) >= 0 } ?? false)
    }
    define(type, "reconfigure", "*, encoding=, errors=, newline=, line_buffering=, write_through=") { _, _ in .none }
  }

  private func installFileAttributes(_ type: TypeRef) {
    defineField(type, "name", \NativeObject.value0)
    defineField(type, "mode", \NativeObject.value1)
    defineProperty(type, "closed", get: { vm, value in Value(vm.runtime.files[value.object(NativeObject.self).pointee.integer0] == nil) })
    defineProperty(type, "encoding", get: { vm, value in
      let number = value.object(NativeObject.self).pointee.integer0
      return vm.runtime.intern(vm.runtime.files.indices.contains(number) ? vm.runtime.files[number]?.encodingName ?? "utf-8" : "utf-8")
    })
    defineProperty(type, "errors", get: { vm, _ in vm.runtime.intern("strict") })
    defineProperty(type, "newlines", get: { _, _ in .none })
    defineProperty(
      type, "buffer",
      get: { vm, value in
        guard let file = vm.openState(value) else { return .nil }
        let object = value.object(NativeObject.self)
        if object.pointee.value2.isNil {
          let below = FileState(vm.runtime.world, descriptor: file.descriptor, isText: false, canRead: file.canRead, canWrite: file.canWrite)
          file.layerBelow = below
          object.pointee.value2 = vm.runtime.makeFile(below, vm.swiftString(object.pointee.value0), "rb")
        }
        return object.pointee.value2
      })
    define(type, "__repr__", 0, 0) { vm, args in
      let object = args[0].object(NativeObject.self)
      let name = vm.repr(object.pointee.value0)
      if name.isNil { return .nil }
      if object.pointee.header.type == vm.types.file {
        let number = object.pointee.integer0
        let encoding = vm.runtime.files.indices.contains(number) ? vm.runtime.files[number]?.encodingName ?? "UTF-8" : "UTF-8"
        return vm.makeString(
          "<_io.TextIOWrapper name=\(vm.swiftString(name)) mode='\(vm.swiftString(object.pointee.value1))' encoding='\(encoding)'>")
      }
      return vm.makeString("<_io.BufferedReader name=\(vm.swiftString(name))>")
    }
  }
}
