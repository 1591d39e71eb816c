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
    defineWeakProxies(module)
    return module
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
    let names = vm.makeDict()
    let words = systemErrors.split { $0 == " " || $0 == "\n" }
    for i in stride(from: 0, to: words.count - 1, by: 2) {
      let (name, number) = (String(words[i]), Value(smallInt: Int(words[i + 1]) ?? 0))
      define(module, name, number)
      _ = vm.dictAssign(names, number, intern(name))
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

/// Names of the errors of Linux, each with its number; of two names for one number the last is what `errorcode` has.
private let systemErrors = """
  ENODEV 19 ENOCSI 50 EHOSTUNREACH 113 ENOMSG 42 EUCLEAN 117 EL2NSYNC 45 EL2HLT 51 ENODATA 61 ENOTBLK 15 ENOSYS 38
  EPIPE 32 EINVAL 22 EOVERFLOW 75 EADV 68 EINTR 4 EUSERS 87 ENOTEMPTY 39 ENOBUFS 105 EPROTO 71 EREMOTE 66 ENAVAIL 119
  ECHILD 10 ELOOP 40 EXDEV 18 E2BIG 7 ESRCH 3 EMSGSIZE 90 EAFNOSUPPORT 97 EBADR 53 EHOSTDOWN 112 EPFNOSUPPORT 96
  ENOPROTOOPT 92 EBUSY 16 EWOULDBLOCK 11 EAGAIN 11 EBADFD 77 EDOTDOT 73 EISCONN 106 ENOANO 55 ESHUTDOWN 108 ECHRNG 44
  ELIBBAD 80 ENONET 64 EBADE 52 EBADF 9 EMULTIHOP 72 EIO 5 EUNATCH 49 EPROTOTYPE 91 ENOSPC 28 ENOEXEC 8 EALREADY 114
  ENETDOWN 100 ENOTNAM 118 EACCES 13 ELNRNG 48 EILSEQ 84 ENOTDIR 20 ENOTUNIQ 76 EPERM 1 EDOM 33 EXFULL 54 ECONNREFUSED
  111 EISDIR 21 EPROTONOSUPPORT 93 EROFS 30 EADDRNOTAVAIL 99 EIDRM 43 ECOMM 70 ESRMNT 69 EREMOTEIO 121 EL3RST 47
  EBADMSG 74 ENFILE 23 ELIBMAX 82 ESPIPE 29 ENOLINK 67 ENETRESET 102 ETIMEDOUT 110 ENOENT 2 EEXIST 17 EDQUOT 122
  ENOSTR 60 EBADSLT 57 EBADRQC 56 ELIBACC 79 EFAULT 14 EFBIG 27 EDEADLK 35 EDEADLOCK 35 ENOTCONN 107 EDESTADDRREQ 89
  ELIBSCN 81 ENOLCK 37 EISNAM 120 ECONNABORTED 103 ENETUNREACH 101 ESTALE 116 ENOSR 63 ENOMEM 12 ENOTSOCK 88 ESTRPIPE
  86 EMLINK 31 ERANGE 34 ELIBEXEC 83 EL3HLT 46 ECONNRESET 104 EADDRINUSE 98 EOPNOTSUPP 95 ENOTSUP 95 EREMCHG 78
  ENAMETOOLONG 36 ENOTTY 25 ERESTART 85 ESOCKTNOSUPPORT 94 ETIME 62 EBFONT 59 ETOOMANYREFS 109 EMFILE 24 ETXTBSY 26
  EINPROGRESS 115 ENXIO 6 ENOPKG 65 ENOMEDIUM 123 EMEDIUMTYPE 124 ECANCELED 125 ENOKEY 126 EKEYEXPIRED 127 EKEYREVOKED
  128 EKEYREJECTED 129 EOWNERDEAD 130 ENOTRECOVERABLE 131 ERFKILL 132
  """
