// Makes weak proxies, which stand for an object that they do not keep alive.

extension Runtime {
  /// Makes the two classes behind `weakref.proxy` and defines that function and the classes in a module.
  func defineWeakProxies(_ module: Value) {
    let plain = makeWeakProxyType("ProxyType")
    let callable = makeWeakProxyType("CallableProxyType")
    define(callable, "__call__", "...") { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil ? .nil : vm.callForwarding(object, args)
    }
    define(module, "ProxyType", Value(plain))
    define(module, "CallableProxyType", Value(callable))
    define(module, "proxy", 1, 2) { vm, args in
      let reference = vm.call(Value(vm.types.weakReference), args.count > 1 ? [args[0], args[1]] : [args[0]])
      return reference.isNil ? .nil : vm.makeNative(vm.isCallable(args[0]) ? callable : plain, reference)
    }
  }

  private func makeWeakProxyType(_ name: String) -> TypeRef {
    let type = makeType(name, module: "weakref", kind: .native, isBase: false)
    define(type, "__getattribute__", 1, 1) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil ? .nil : vm.getAttribute(object, args[1])
    }
    define(type, "__setattr__", 2, 2) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil || !vm.setAttribute(object, args[1], args[2]) ? .nil : .none
    }
    define(type, "__delattr__", 1, 1) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil || !vm.deleteAttribute(object, args[1]) ? .nil : .none
    }
    defineConversions(type)
    defineItems(type)
    let operations: [(String, Opcode)] = [
      ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .trueDivide), ("floordiv", .floorDivide), ("mod", .modulo),
      ("pow", .power), ("matmul", .matrixMultiply), ("lshift", .leftShift), ("rshift", .rightShift), ("and", .bitAnd), ("or", .bitOr),
      ("xor", .bitXor),
    ]
    for (name, op) in operations {
      define(type, "__\(name)__", 1, 1) { vm, args in vm.withProxied(args[0], args[1]) { vm.binary(op, $0, $1) } }
      define(type, "__r\(name)__", 1, 1) { vm, args in vm.withProxied(args[0], args[1]) { vm.binary(op, $1, $0) } }
    }
    let relations: [(String, Opcode)] = [
      ("eq", .equal), ("ne", .notEqual), ("lt", .less), ("le", .lessEqual), ("gt", .greater), ("ge", .greaterEqual),
    ]
    for (name, op) in relations {
      define(type, "__\(name)__", 1, 1) { vm, args in vm.withProxied(args[0], args[1]) { vm.compare(op, $0, $1) } }
    }
    vm.dictSet(type.pointee.dict, intern("__hash__"), .none)
    type.pointee.customGet = true
    type.pointee.customSet = true
    vm.typeChanged(type)
    return type
  }

  private func defineConversions(_ type: TypeRef) {
    define(type, "__str__", 0, 0) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil ? .nil : vm.str(object)
    }
    define(type, "__bool__", 0, 0) { vm, args in
      let object = vm.proxied(args[0])
      let outcome = object.isNil ? -1 : vm.truth(object)
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    for (name, op) in [("neg", Opcode.negate), ("pos", .positive), ("invert", .invert)] {
      define(type, "__\(name)__", 0, 0) { vm, args in
        let object = vm.proxied(args[0])
        return object.isNil ? .nil : vm.unary(op, object)
      }
    }
    for (name, cls) in [("int", vm.types.int), ("float", vm.types.float)] {
      define(type, "__\(name)__", 0, 0) { vm, args in
        let object = vm.proxied(args[0])
        return object.isNil ? .nil : vm.call(Value(cls), object)
      }
    }
    define(type, "__index__", 0, 0) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil ? .nil : vm.indexValue(object)
    }
    define(type, "__abs__", 0, 0) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil ? .nil : vm.callSpecial(object, .__abs__)
    }
  }

  private func defineItems(_ type: TypeRef) {
    define(type, "__len__", 0, 0) { vm, args in
      let object = vm.proxied(args[0])
      guard !object.isNil, let count = vm.length(object) else { return .nil }
      return vm.makeInt(count)
    }
    define(type, "__iter__", 0, 0) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil ? .nil : vm.getIterator(object)
    }
    define(type, "__next__", 0, 0) { vm, args in
      let object = vm.proxied(args[0])
      if object.isNil { return .nil }
      let item = vm.next(object)
      return item.isNil && vm.pointee.exception.isNil ? vm.raise("StopIteration") : item
    }
    define(type, "__contains__", 1, 1) { vm, args in
      let object = vm.proxied(args[0])
      let outcome = object.isNil ? -1 : vm.contains(object, args[1])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(type, "__getitem__", 1, 1) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil ? .nil : vm.getItem(object, args[1])
    }
    define(type, "__setitem__", 2, 2) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil || !vm.setItem(object, args[1], args[2]) ? .nil : .none
    }
    define(type, "__delitem__", 1, 1) { vm, args in
      let object = vm.proxied(args[0])
      return object.isNil || !vm.deleteItem(object, args[1]) ? .nil : .none
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// What a weak proxy stands for, or nil with ReferenceError pending when that is gone.
  fileprivate func proxied(_ proxy: Value) -> Value {
    let found = proxy.object(NativeObject.self).pointee.value0.object(RecordObject.self).pointee.field0
    return found.isNil ? raise("ReferenceError", "weakly-referenced object no longer exists") : found
  }

  /// An operation on what a weak proxy and another value, which may be one too, stand for.
  fileprivate func withProxied(_ proxy: Value, _ other: Value, _ operation: (Value, Value) -> Value) -> Value {
    let object = proxied(proxy)
    if object.isNil { return .nil }
    let second = other.isReference && other.heapType == proxy.heapType ? proxied(other) : other
    return second.isNil ? .nil : operation(object, second)
  }
}
