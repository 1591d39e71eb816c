// Makes the module sys.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func makeSysModule() -> Value {
    let sys = makeModule("sys")
    define(sys, "modules", modules)
    define(sys, "argv", vm.makeList(arguments.map { vm.makeString($0) }))
    define(sys, "path", vm.makeList(searchPath.map { vm.makeString($0) }))
    define(sys, "orig_argv", vm.makeList((["jitc"] + arguments).map { vm.makeString($0) }))
    define(sys, "stdout", standardOutput)
    define(sys, "stderr", standardError)
    define(sys, "stdin", standardInput)
    define(sys, "__stdout__", standardOutput)
    define(sys, "__stderr__", standardError)
    define(sys, "__stdin__", standardInput)
    defineVersion(sys)
    defineLimits(sys)
    defineSysFunctions(sys)
    define(sys, "builtin_module_names", vm.makeTuple(["builtins", "gc", "itertools", "sys", "time"].map { intern($0) }))
    define(sys, "stdlib_module_names", vm.makeFrozenSet(standardLibraryNames.sorted().map { vm.makeString(String($0)) }))
    define(sys, "executable", vm.makeString(""))
    for name in ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"] { define(sys, name, vm.makeString("/usr")) }
    define(sys, "dont_write_bytecode", .true)
    define(sys, "warnoptions", vm.makeList([]))
    define(sys, "path_hooks", vm.makeList([]))
    define(sys, "meta_path", vm.makeList([]))
    define(sys, "path_importer_cache", vm.makeDict())
    return sys
  }

  private func defineVersion(_ sys: Value) {
    let numbers = [3, 11, 2]
    define(sys, "version", vm.makeString("3.11.2 (jitc)"))
    let names = ["major", "minor", "micro", "releaselevel", "serial"]
    let values = numbers.map { Value(smallInt: $0) } + [intern("final"), Value(smallInt: 0)]
    let info = vm.makeStructSequence("sys.version_info", names, values)
    define(sys, "version_info", info)
    define(sys, "hexversion", Value(smallInt: 0x030B_02F0))
    define(sys, "api_version", Value(smallInt: 1013))
    define(sys, "byteorder", intern("little"))
    define(sys, "platform", intern("linux"))
    define(sys, "copyright", vm.makeString("Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\nCopyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved."))
    define(sys, "float_repr_style", intern("short"))
    define(
      sys, "implementation",
      vm.makeSimpleNamespace([("name", intern("cpython")), ("version", info), ("hexversion", Value(smallInt: 0x030B_02F0)), ("cache_tag", intern("cpython-311"))]))
    define(
      sys, "flags",
      vm.makeStructSequence(
        "sys.flags",
        [
          "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment",
          "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding",
          "safe_path", "int_max_str_digits",
        ], (0..<18).map { $0 == 13 || $0 == 16 ? .false : Value(smallInt: $0 == 17 ? 4300 : 0) }))
  }

  private func defineLimits(_ sys: Value) {
    define(sys, "maxsize", vm.makeInt(Int.max))
    define(sys, "maxunicode", Value(smallInt: 0x10FFFF))
    define(
      sys, "float_info",
      vm.makeStructSequence(
        "sys.float_info",
        ["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"],
        [
          vm.makeFloat(Double.greatestFiniteMagnitude), Value(smallInt: 1024), Value(smallInt: 308), vm.makeFloat(Double.leastNormalMagnitude),
          Value(smallInt: -1021), Value(smallInt: -307), Value(smallInt: 15), Value(smallInt: 53), vm.makeFloat(Double.ulpOfOne),
          Value(smallInt: 2), Value(smallInt: 1),
        ]))
    define(
      sys, "int_info",
      vm.makeStructSequence(
        "sys.int_info", ["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"],
        [30, 4, 4300, 640].map { Value(smallInt: $0) }))
    define(
      sys, "hash_info",
      vm.makeStructSequence(
        "sys.hash_info", ["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"],
        [
          Value(smallInt: 64), vm.makeInt((1 << 61) - 1), Value(smallInt: 314159), Value(smallInt: 0), Value(smallInt: 1_000_003),
          intern("siphash13"), Value(smallInt: 64), Value(smallInt: 128), Value(smallInt: 0),
        ]))
    define(
      sys, "thread_info",
      vm.makeStructSequence("sys.thread_info", ["name", "lock", "version"], [intern("pthread"), intern("semaphore"), .none]))
  }

  private func defineSysFunctions(_ sys: Value) {
    define(sys, "exit", 0, 1) { vm, args in vm.raise("SystemExit", arguments: args.count > 0 ? [args[0]] : []) }
    define(sys, "getrecursionlimit", 0, 0) { vm, _ in Value(smallInt: vm.pointee.recursionLimit) }
    define(sys, "setrecursionlimit", 1, 1) { vm, args in
      guard let limit = vm.index(args[0]) else { return .nil }
      guard limit > 0 else { return vm.raise("ValueError", "recursion limit must be greater or equal than 1") }
      vm.pointee.recursionLimit = limit
      return .none
    }
    define(sys, "intern", 1, 1) { vm, args in
      guard args[0].isKind(.str) else { return vm.raise("TypeError", "intern() argument must be str, not \(vm.typeName(vm.typeOf(args[0])))") }
      return vm.runtime.intern(args[0])
    }
    define(sys, "getsizeof", "object, default=") { vm, args in Value(smallInt: vm.sizeOf(args[0])) }
    define(sys, "getrefcount", 1, 1) { _, _ in Value(smallInt: 2) }
    define(sys, "getdefaultencoding", 0, 0) { vm, _ in vm.runtime.intern("utf-8") }
    define(sys, "getfilesystemencodeerrors", 0, 0) { vm, _ in vm.runtime.intern("surrogateescape") }
    define(sys, "getfilesystemencoding", 0, 0) { vm, _ in vm.runtime.intern("utf-8") }
    define(sys, "exc_info", 0, 0) { vm, _ in
      let handled = vm.pointee.handled
      guard handled.isKind(.exception) else { return vm.makeTuple([.none, .none, .none]) }
      return vm.makeTuple([Value(handled.heapType), handled, handled.object(ExceptionObject.self).pointee.shownTraceback])
    }
    define(sys, "exception", 0, 0) { vm, _ in vm.pointee.handled.isKind(.exception) ? vm.pointee.handled : .none }
    defaultDisplayHook = define(sys, "displayhook", 1, 1) { vm, args in vm.displayHook(args[0]) ? .none : .nil }
    let hook = define(sys, "excepthook", 3, 3) { vm, args in
      vm.writeError(TracebackText.of(args[1], vm)) ? .none : .nil
    }
    define(sys, "__excepthook__", hook)
    let unraisable = define(sys, "unraisablehook", 1, 1) { vm, args in
      let value = vm.findAttribute(args[0], vm.runtime.intern("exc_value"))
      let object = vm.findAttribute(args[0], vm.runtime.intern("object"))
      guard value.isKind(.exception) else { return .none }
      let shown = object.isNil ? vm.pointee.emptyString : vm.repr(object)
      if shown.isNil { vm.pointee.exception = .nil }
      let place = shown.isNil ? "<object repr() failed>" : vm.swiftString(shown)
      return vm.writeError("Exception ignored in: \(place)\n" + TracebackText.of(value, vm)) ? .none : .nil
    }
    define(sys, "__unraisablehook__", unraisable)
    define(sys, "__displayhook__", defaultDisplayHook)
    define(sys, "set_int_max_str_digits", "maxdigits") { vm, args in
      guard let digits = vm.index(args[0]) else { return .nil }
      guard digits == 0 || digits >= 640 else { return vm.raise("ValueError", "maxdigits must be 0 or larger than 640") }
      vm.runtime.maximumIntDigits = digits
      return .none
    }
    define(sys, "get_int_max_str_digits", 0, 0) { vm, _ in vm.makeInt(vm.runtime.maximumIntDigits) }
    define(sys, "getswitchinterval", 0, 0) { vm, _ in vm.makeFloat(0.005) }
    for name in ["setswitchinterval", "settrace", "setprofile"] { define(sys, name, 1, 1) { _, _ in .none } }
    for name in ["gettrace", "getprofile"] { define(sys, name, 0, 0) { _, _ in .none } }
    define(sys, "_getframe", 0, 1) { vm, args in
      let depth = args.count > 0 ? vm.index(args[0]) : 0
      guard let depth else { return .nil }
      return vm.frameObject(depth)
    }
    define(sys, "is_finalizing", 0, 0) { _, _ in .false }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A frame object for the Toy frame `depth` calls up.
  fileprivate func frameObject(_ depth: Int) -> Value {
    var frame = pointee.frame
    var position = pointee.pc
    var frames: [(UnsafeMutablePointer<Value>?, UnsafeMutablePointer<CodeObject>, UnsafeMutablePointer<UInt64>)] = []
    while frame > pointee.stackBase + 16 {
      frames.append((frame, frame.code, position))
      forEachHiddenDelegator(frame) { frames.append((nil, $0, $1)) }
      let caller = frame.callerBase
      if caller > pointee.stackBase + 16 { position = frame.callerPC }
      frame = caller
    }
    guard depth < frames.count else { return raise("ValueError", "call stack is not deep enough") }
    frames.removeFirst(Swift.max(depth, 0))
    // The outermost first: each knows the one that called it.
    var outer = Value.none
    for (i, (frame, code, position)) in frames.enumerated().reversed() {
      if i > 0, runtime.isBundled(runtime.codeInfos[code.pointee.info].unit.filename) { continue }
      let line = Value(smallInt: lineNumber(code, position - code.pointee.words))
      let place = frame.map { Value(smallInt: $0 - pointee.stackBase) } ?? .none
      outer = withRoots([outer]) {
        makeRecord(types.frame, Value(code), line, i == 0 ? frame.map { locals(of: $0) } ?? makeDict() : makeDict(), outer, place)
      }
    }
    return outer
  }

  /// A frozenset of values.
  func makeFrozenSet(_ items: [Value]) -> Value {
    withRoots(items) {
      let set = makeSet()
      for item in items { _ = setAdd(set, item) }
      set.object(ObjectHeader.self).pointee.type = types.frozenSet
      set.object(SetObject.self).pointee.hash = -1
      return set
    }
  }
}
