// Makes `_operator`: operators as functions, and the getters.

extension Runtime {
  func makeOperatorModule() -> Value {
    let module = makeModule("_operator")
    let binary: [(String, Opcode)] = [
      ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .trueDivide), ("floordiv", .floorDivide), ("mod", .modulo),
      ("pow", .power), ("matmul", .matrixMultiply), ("lshift", .leftShift), ("rshift", .rightShift), ("and_", .bitAnd), ("or_", .bitOr),
      ("xor", .bitXor), ("concat", .add),
    ]
    func both(_ name: String, _ body: @escaping (VM, Arguments) -> Value, _ count: Int) {
      define(module, name, count, count, body)
      let dunder = "__\(name.hasSuffix("_") ? String(name.dropLast()) : name)__"
      vm.dictSet(module.object(ModuleObject.self).pointee.dict, intern(dunder), vm.dictGet(module.object(ModuleObject.self).pointee.dict, intern(name)))
    }
    for (name, op) in binary { both(name, { vm, args in vm.binary(op, args[0], args[1]) }, 2) }
    let comparison: [(String, Opcode)] = [("lt", .less), ("le", .lessEqual), ("eq", .equal), ("ne", .notEqual), ("ge", .greaterEqual), ("gt", .greater)]
    for (name, op) in comparison { both(name, { vm, args in vm.compare(op, args[0], args[1]) }, 2) }
    let unary: [(String, Opcode)] = [("neg", .negate), ("pos", .positive), ("invert", .invert), ("inv", .invert)]
    for (name, op) in unary { both(name, { vm, args in vm.unary(op, args[0]) }, 1) }
    both("abs", { vm, args in vm.absolute(args[0]) }, 1)
    both("index", { vm, args in vm.indexValue(args[0]) }, 1)
    define(module, "not_", 1, 1) { vm, args in
      let outcome = vm.truth(args[0])
      return outcome < 0 ? .nil : Value(outcome == 0)
    }
    define(module, "truth", 1, 1) { vm, args in
      let outcome = vm.truth(args[0])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(module, "is_", 2, 2) { _, args in Value(args[0] == args[1]) }
    define(module, "is_not", 2, 2) { _, args in Value(args[0] != args[1]) }
    both("contains", { vm, args in
      let outcome = vm.contains(args[0], args[1])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }, 2)
    both("getitem", { vm, args in vm.getItem(args[0], args[1]) }, 2)
    both("setitem", { vm, args in vm.setItem(args[0], args[1], args[2]) ? .none : .nil }, 3)
    both("delitem", { vm, args in vm.deleteItem(args[0], args[1]) ? .none : .nil }, 2)
    installGetters(module)
    return module
  }

  /// Defines itemgetter, attrgetter and methodcaller: value 0 the tuple of what to get.
  private func installGetters(_ module: Value) {
    let item = makeType("itemgetter", module: "operator", kind: .native)
    defineGetter(item, "itemgetter") { vm, object, key in vm.getItem(object, key) }
    define(module, "itemgetter", Value(item))
    // Fields of named tuples are items of the tuple, whatever a derived class does with indices.
    let field = makeType("itemgetter", module: "operator", kind: .native)
    defineGetter(field, "itemgetter") { vm, object, key in
      guard object.isKind(.tuple), key.isSmallInt, key.smallInt < vm.tupleCount(object) else { return vm.getItem(object, key) }
      return vm.tupleBase(object)[key.smallInt]
    }
    define(module, "_fieldgetter", Value(field))
    let attribute = makeType("attrgetter", module: "operator", kind: .native)
    defineGetter(attribute, "attrgetter") { vm, object, key in
      guard key.isKind(.str) else { return vm.raise("TypeError", "attribute name must be a string") }
      var value = object
      for part in vm.swiftString(key).split(separator: ".") {
        value = vm.getAttribute(value, vm.runtime.intern(String(part)))
        if value.isNil { return .nil }
      }
      return value
    }
    define(module, "attrgetter", Value(attribute))
    let method = makeType("methodcaller", module: "operator", kind: .native)
    define(method, "__new__", "...") { vm, args in
      guard args.count > 1 else { return vm.raise("TypeError", "methodcaller needs at least one argument, the method name") }
      guard args[1].isKind(.str) else { return vm.raise("TypeError", "method name must be a string") }
      let object = vm.makeNative(args[0].object(TypeObject.self), args[1], vm.argumentTuple(args, from: 2))
      let keywords = vm.makeDict()
      for (key, value) in vm.keywordPairs(args) { vm.dictSet(keywords, key, value) }
      object.object(NativeObject.self).pointee.value2 = keywords
      return object
    }
    define(method, "__init__", "...") { _, _ in .none }
    define(method, "__reduce__", 0, 0) { vm, args in vm.reduceMethodCaller(args[0]) }
    define(method, "__call__", 0, -1) { vm, args in
      guard args.count == 2 else { return vm.raise("TypeError", "methodcaller expected 1 argument, got \(args.count - 1)") }
      let own = args[0].object(NativeObject.self)
      let bound = vm.getAttribute(args[1], vm.runtime.intern(own.pointee.value0))
      if bound.isNil { return .nil }
      let dict = own.pointee.value2.object(DictObject.self)
      var pairs: [(Value, Value)] = []
      for i in 0..<dict.pointee.entryCount {
        let entry = dict.pointee.entries.unsafelyUnwrapped[i]
        if !entry.key.isNil { pairs.append((entry.key, entry.value)) }
      }
      return vm.call(bound, vm.tupleItems(own.pointee.value1), keywords: pairs)
    }
    define(method, "__repr__", 0, 0) { vm, args in
      let own = args[0].object(NativeObject.self)
      var texts: [String] = []
      for part in [own.pointee.value0] + vm.tupleItems(own.pointee.value1) {
        let text = vm.repr(part)
        if text.isNil { return .nil }
        texts.append(vm.swiftString(text))
      }
      let dict = own.pointee.value2.object(DictObject.self)
      for i in 0..<dict.pointee.entryCount {
        let entry = dict.pointee.entries.unsafelyUnwrapped[i]
        if entry.key.isNil { continue }
        let text = vm.repr(entry.value)
        if text.isNil { return .nil }
        texts.append("\(vm.swiftString(entry.key))=\(vm.swiftString(text))")
      }
      return vm.makeString("operator.methodcaller(\(texts.joined(separator: ", ")))")
    }
    define(module, "methodcaller", Value(method))
  }

  private func defineGetter(_ type: TypeRef, _ name: String, _ get: @escaping (VM, Value, Value) -> Value) {
    define(type, "__new__", 0, -1) { vm, args in
      guard args.count > 1 else { return vm.raise("TypeError", "\(name) expected 1 argument, got 0") }
      if name == "attrgetter" {
        for i in 1..<args.count where !args[i].isKind(.str) { return vm.raise("TypeError", "attribute name must be a string") }
      }
      return vm.makeNative(args[0].object(TypeObject.self), vm.argumentTuple(args))
    }
    define(type, "__init__", 0, -1) { _, _ in .none }
    define(type, "__reduce__", 0, 0) { vm, args in
      vm.makeTuple([Value(args[0].heapType), args[0].object(NativeObject.self).pointee.value0])
    }
    define(type, "__call__", 0, -1) { vm, args in
      guard args.count == 2 else { return vm.raise("TypeError", "\(name) expected 1 argument, got \(args.count - 1)") }
      let keys = args[0].object(NativeObject.self).pointee.value0
      let count = vm.tupleCount(keys)
      if count == 1 { return get(vm, args[1], vm.tupleBase(keys)[0]) }
      let result = vm.makeTuple(vm.tupleItems(keys))
      for i in 0..<count {
        let value = get(vm, args[1], vm.tupleBase(keys)[i])
        if value.isNil { return .nil }
        vm.tupleBase(result)[i] = value
      }
      return result
    }
    define(type, "__repr__", 0, 0) { vm, args in
      let keys = args[0].object(NativeObject.self).pointee.value0
      if vm.tupleCount(keys) == 1 {
        let text = vm.repr(vm.tupleBase(keys)[0])
        return text.isNil ? .nil : vm.makeString("operator.\(name)(\(vm.swiftString(text)))")
      }
      let text = vm.repr(keys)
      return text.isNil ? .nil : vm.makeString("operator.\(name)\(vm.swiftString(text))")
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The class and the arguments that make a methodcaller again; keywords go through functools.partial.
  fileprivate func reduceMethodCaller(_ caller: Value) -> Value {
    let own = caller.object(NativeObject.self)
    let arguments = makeTuple([own.pointee.value0] + tupleItems(own.pointee.value1))
    if own.pointee.value2.object(DictObject.self).pointee.count == 0 { return makeTuple([Value(caller.heapType), arguments]) }
    let functools = runtime.importPath("functools")
    let partial = functools.isNil ? .nil : getAttribute(functools, runtime.intern("partial"))
    if partial.isNil { return .nil }
    var pairs: [(Value, Value)] = []
    let dict = own.pointee.value2.object(DictObject.self)
    for i in 0..<dict.pointee.entryCount {
      let entry = dict.pointee.entries.unsafelyUnwrapped[i]
      if !entry.key.isNil { pairs.append((entry.key, entry.value)) }
    }
    let maker = call(partial, [Value(caller.heapType), own.pointee.value0], keywords: pairs)
    return maker.isNil ? .nil : makeTuple([maker, own.pointee.value1])
  }
}
