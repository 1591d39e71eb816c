// Makes `_io`, `_weakref`, `_traceback`, `errno` and `atexit`.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func makeIOModule() -> Value {
    let module = makeModule("_io")
    define(module, "UnsupportedOperation", Value(unsupportedOperation()))
    define(module, "TextIOWrapper", Value(vm.types.file))
    define(vm.types.file, "__new__", "...") { vm, args in
      let io = vm.runtime.importPath("io")
      let layer = io.isNil ? .nil : vm.getAttribute(io, vm.runtime.intern("_TextLayer"))
      return layer.isNil ? .nil : vm.callForwarding(layer, args)
    }
    define(module, "open", vm.dictGet(builtins.object(ModuleObject.self).pointee.dict, intern("open")))
    return module
  }

  func makeWeakReferenceModule() -> Value {
    let module = makeModule("_weakref")
    vm.types.weakReference.pointee.module = intern("weakref")
    define(module, "ref", Value(vm.types.weakReference))
    define(module, "getweakrefcount", 1, 1) { vm, args in
      var count = 0
      for address in vm.runtime.weakReferences {
        guard let record = UnsafeMutablePointer<RecordObject>(bitPattern: address) else { continue }
        if record.pointee.field0 == args[0] { count += 1 }
      }
      return Value(smallInt: count)
    }
    define(module, "getweakrefs", 1, 1) { vm, args in
      let list = vm.makeList([])
      for address in vm.runtime.weakReferences {
        guard let record = UnsafeMutablePointer<RecordObject>(bitPattern: address) else { continue }
        if record.pointee.field0 == args[0] { vm.listAppend(list, Value(record)) }
      }
      return list
    }
    define(module, "proxy", Value(makeWeakProxyType()))
    return module
  }

  /// A proxy holds a weak reference and forwards attribute access to its target.
  private func makeWeakProxyType() -> TypeRef {
    let type = makeType("weakproxy", module: "weakref", kind: .native, isBase: false)
    func target(_ vm: VM, _ proxy: Value) -> Value {
      let found = proxy.object(NativeObject.self).pointee.value0.object(RecordObject.self).pointee.field0
      return found.isNil ? vm.raise("ReferenceError", "weakly-referenced object no longer exists") : found
    }
    define(type, "__new__", 1, 2) { vm, args in
      let reference = vm.call(Value(vm.types.weakReference), args[1])
      return reference.isNil ? .nil : vm.makeNative(type, reference)
    }
    define(type, "__init__", 0, 2) { _, _ in .none }
    define(type, "__getattribute__", 1, 1) { vm, args in
      let object = target(vm, args[0])
      return object.isNil ? .nil : vm.getAttribute(object, args[1])
    }
    define(type, "__setattr__", 2, 2) { vm, args in
      let object = target(vm, args[0])
      return object.isNil || !vm.setAttribute(object, args[1], args[2]) ? .nil : .none
    }
    define(type, "__str__", 0, 0) { vm, args in
      let object = target(vm, args[0])
      return object.isNil ? .nil : vm.str(object)
    }
    define(type, "__len__", 0, 0) { vm, args in
      let object = target(vm, args[0])
      guard !object.isNil, let count = vm.length(object) else { return .nil }
      return vm.makeInt(count)
    }
    define(type, "__call__", "...") { vm, args in
      let object = target(vm, args[0])
      return object.isNil ? .nil : vm.callForwarding(object, args)
    }
    type.pointee.customGet = true
    type.pointee.customSet = true
    return type
  }

  func makeTracebackModule() -> Value {
    let module = makeModule("_traceback")
    func lines(_ vm: VM, _ build: (inout TracebackText) -> Void) -> Value {
      var text = TracebackText(vm)
      text.isForModule = true
      build(&text)
      return vm.makeList(text.lines.map { vm.makeString($0) })
    }
    define(module, "format_lines", 4, 4) { vm, args in
      lines(vm) {
        if args[3].isSmallInt { $0.limit = args[3].smallInt }
        $0.add(args[0], entries: args[1], chain: vm.truth(args[2]) > 0)
      }
    }
    define(module, "format_entry", 6, 6) { vm, args in
      guard args[0].isKind(.str), args[1].isKind(.str), (2..<6).allSatisfy({ args[$0].isSmallInt }) else { return vm.raise("TypeError", "an entry is required") }
      func number(_ i: Int) -> Int32 { Int32(truncatingIfNeeded: args[i].smallInt) }
      let position = PositionEntry(pc: 0, line: number(2), column: number(4), endLine: number(3), endColumn: number(5))
      let list = lines(vm) { $0.addEntry(file: vm.swiftString(args[0]), name: vm.swiftString(args[1]), position) }
      return vm.listItem(list, 0)
    }
    define(module, "format_summary", 1, 1) { vm, args in lines(vm) { if args[0].isKind(.exception) { $0.addSummary(args[0]) } } }
    define(module, "entries", 1, 1) { vm, args in
      let list = vm.makeList([])
      var text = TracebackText(vm)
      for place in text.places(args[0]) {
        func number(_ value: Int32) -> Value { Value(smallInt: Int(value)) }
        let source = text.strippedLine(place.file, Int(place.position.line))
        vm.listAppend(
          list,
          vm.makeTuple([
            vm.makeString(place.file), number(place.position.line), vm.makeString(place.name), vm.makeString(source),
            number(place.position.endLine), number(place.position.column), number(place.position.endColumn),
          ]))
      }
      return list
    }
    return module
  }

  func makeErrnoModule() -> Value {
    let module = makeModule("errno")
    let numbers: [(String, Int32)] = [
      ("EPERM", EPERM), ("ENOENT", ENOENT), ("EINTR", EINTR), ("EIO", EIO), ("EBADF", EBADF), ("EAGAIN", EAGAIN), ("ENOMEM", ENOMEM),
      ("EACCES", EACCES), ("EEXIST", EEXIST), ("ENOTDIR", ENOTDIR), ("EISDIR", EISDIR), ("EINVAL", EINVAL), ("ENOSPC", ENOSPC),
      ("EPIPE", EPIPE), ("EDOM", EDOM), ("ERANGE", ERANGE), ("ENOTEMPTY", ENOTEMPTY), ("ETIMEDOUT", ETIMEDOUT),
      ("ECONNREFUSED", ECONNREFUSED), ("ECONNRESET", ECONNRESET),
    ]
    let names = vm.makeDict()
    for (name, number) in numbers {
      define(module, name, Value(smallInt: Int(number)))
      _ = vm.dictAssign(names, Value(smallInt: Int(number)), intern(name))
    }
    define(module, "errorcode", names)
    return module
  }

  func makeAtExitModule() -> Value {
    let module = makeModule("atexit")
    let list = vm.makeList([])
    exitFunctions = list
    permanentRoots.append(list)
    define(module, "register", "...") { vm, args in
      guard args.count > 0, vm.isCallable(args[0]) else { return vm.raise("TypeError", "the first argument must be callable") }
      let keywords = vm.makeDict()
      for (key, value) in vm.keywordPairs(args) { vm.dictSet(keywords, key, value) }
      vm.listAppend(list, vm.makeTuple([args[0], vm.argumentTuple(args), keywords]))
      return args[0]
    }
    define(module, "unregister", 1, 1) { vm, args in
      let kept = vm.listItems(list).filter { vm.tupleBase($0)[0] != args[0] }
      list.object(ListObject.self).pointee.count = 0
      for item in kept { vm.listAppend(list, item) }
      return .none
    }
    return module
  }

  /// Calls what `atexit.register` was given, last first; exceptions are shown and dropped.
  public func runExitFunctions() {
    guard exitFunctions.isKind(.list) else { return }
    while vm.listCount(exitFunctions) > 0 {
      let entry = vm.listItem(exitFunctions, vm.listCount(exitFunctions) - 1)
      exitFunctions.object(ListObject.self).pointee.count -= 1
      let items = vm.tupleItems(entry)
      let dict = items[2].object(DictObject.self)
      var pairs: [(Value, Value)] = []
      for i in 0..<dict.pointee.entryCount {
        let pair = dict.pointee.entries.unsafelyUnwrapped[i]
        if !pair.key.isNil { pairs.append((pair.key, pair.value)) }
      }
      if vm.call(items[0], vm.tupleItems(items[1]), keywords: pairs).isNil {
        let exception = vm.pointee.exception
        vm.pointee.exception = .nil
        errorOutput.write(Array(TracebackText.of(exception, vm).utf8))
      }
    }
  }
}
