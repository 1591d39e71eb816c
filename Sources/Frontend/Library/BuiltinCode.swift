// Defines the builtins that run code: globals, locals, eval, exec, compile and imports.

extension Runtime {
  func defineCodeFunctions() {
    define(builtins, "globals", 0, 0) { vm, _ in
      let globals = vm.currentGlobals()
      return globals.isNil ? vm.makeDict() : globals
    }
    define(builtins, "locals", 0, 0) { vm, _ in vm.currentLocals() }
    define(builtins, "eval", "source, globals=, locals=, /") { vm, args in vm.evaluate(args[0], args[1], args[2], mode: .eval) }
    define(builtins, "exec", "source, globals=, locals=, /, *, closure=") { vm, args in
      vm.evaluate(args[0], args[1], args[2], mode: .exec, closure: args[3].isNil ? .none : args[3])
    }
    define(builtins, "compile", "source, filename, mode, flags=, dont_inherit=, optimize=") { vm, args in vm.compileBuiltin(args) }
    defaultImport = define(builtins, "__import__", "name, globals=, locals=, fromlist=, level=") { vm, args in
      guard args[0].isKind(.str) else {
        return vm.raise("TypeError", "module name must be a string")
      }
      let level = args[4].isNil ? 0 : vm.index(args[4])
      guard let level else { return .nil }
      if level < 0 { return vm.raise("ValueError", "level must be >= 0") }
      let names = args[3].isNil || args[3].isNone ? Value.none : vm.tupleFromIterable(args[3])
      if names.isNil { return .nil }
      let fromList = names.isNone || vm.tupleCount(names) == 0 ? Value.none : names
      let globals = args[1].isNil ? vm.currentGlobals() : args[1]
      return vm.importModule(args[0], level: level, fromList: fromList, globals: globals)
    }
    defaultBuildClass = define(builtins, "__build_class__", "...") { vm, args in
      guard args.count >= 2 else { return vm.raise("TypeError", "__build_class__: not enough arguments") }
      guard args[0].isKind(.function) else { return vm.raise("TypeError", "__build_class__: func must be a function") }
      guard args[1].isKind(.str) else { return vm.raise("TypeError", "__build_class__: name is not a string") }
      let keywords = vm.makeDict()
      for (key, value) in vm.keywordPairs(args) { vm.dictSet(keywords, key, value) }
      return vm.buildClass(args[0], args[1], vm.argumentTuple(args, from: 2), keywords)
    }
    let quitter = makeType("Quitter", module: "_sitebuiltins", kind: .native)
    define(quitter, "__call__", "code=") { vm, args in vm.raise("SystemExit", arguments: [args[1].isNil ? .none : args[1]]) }
    define(quitter, "__repr__", 0, 0) { vm, args in
      let name = vm.swiftString(args[0].object(NativeObject.self).pointee.value0)
      return vm.makeString("Use \(name)() or Ctrl-D (i.e. EOF) to exit")
    }
    for name in ["exit", "quit"] { define(builtins, name, vm.makeNative(quitter, intern(name))) }
  }
}
