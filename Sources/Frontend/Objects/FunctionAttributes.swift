// Defines attributes of functions, methods and code objects.

extension Runtime {
  /// Defines what functions, native functions and bound methods show of themselves.
  func installFunctions() {
    let type = vm.types.function
    defineField(type, "__name__", \FunctionObject.name, writable: true)
    defineField(type, "__qualname__", \FunctionObject.qualifiedName, writable: true)
    defineField(type, "__doc__", \FunctionObject.documentation, writable: true)
    defineField(type, "__module__", \FunctionObject.module, writable: true)
    defineField(type, "__defaults__", \FunctionObject.defaults, writable: true)
    defineField(type, "__kwdefaults__", \FunctionObject.keywordDefaults, writable: true)
    defineField(type, "__globals__", \FunctionObject.globals)
    defineProperty(
      type, "__code__", get: { _, value in Value(value.object(FunctionObject.self).pointee.code) },
      set: { vm, value, code in
        guard code.isKind(.code) else {
          vm.raise("TypeError", "__code__ must be set to a code object")
          return false
        }
        value.object(FunctionObject.self).pointee.code = code.object(CodeObject.self)
        return true
      })
    defineProperty(
      type, "__closure__",
      get: { vm, value in
        let closure = value.object(FunctionObject.self).pointee.closure
        return closure.isKind(.tuple) && vm.tupleCount(closure) > 0 ? closure : .none
      })
    defineProperty(
      type, "__annotations__",
      get: { vm, value in
        let function = value.object(FunctionObject.self)
        if !function.pointee.annotations.isKind(.dict) { function.pointee.annotations = vm.makeDict() }
        return function.pointee.annotations
      },
      set: { vm, value, new in
        value.object(FunctionObject.self).pointee.annotations = new.isNone ? vm.makeDict() : new
        return true
      })
    defineProperty(
      type, "__dict__",
      get: { vm, value in vm.attributeDict(value, make: true) ?? .none },
      set: { vm, value, new in
        guard new.isKind(.dict) else {
          vm.raise("TypeError", "__dict__ must be set to a dictionary, not a '\(vm.typeName(vm.typeOf(new)))'")
          return false
        }
        value.object(FunctionObject.self).pointee.attributes = new
        return true
      })
    define(type, "__get__", 1, 2) { vm, args in args[1].isNone ? args[0] : vm.makeBoundMethod(args[0], args[1]) }
    define(type, "__call__", "...") { vm, args in vm.callForwarding(args[0], args) }
    installBuiltinAttributes()
    installMethodAttributes()
  }

  private func installBuiltinAttributes() {
    let type = vm.types.builtin
    defineField(type, "__name__", \BuiltinObject.name)
    defineProperty(type, "__qualname__", get: { vm, value in
      let builtin = value.object(BuiltinObject.self)
      guard builtin.pointee.owner.isKind(.type) else { return builtin.pointee.name }
      return vm.makeString("\(vm.plainTypeName(builtin.pointee.owner.object(TypeObject.self))).\(vm.swiftString(builtin.pointee.name))")
    })
    defineField(type, "__module__", \BuiltinObject.module)
    defineProperty(type, "__doc__", get: { _, _ in .none })
    defineProperty(type, "__self__", get: { vm, value in
      let receiver = value.object(BuiltinObject.self).pointee.receiver
      return receiver.isNil ? vm.runtime.builtins : receiver
    })
    define(type, "__call__", "...") { vm, args in vm.callForwarding(args[0], args) }
    define(type, "__get__", 1, 2) { vm, args in
      args[1].isNone || args[0].object(BuiltinObject.self).pointee.owner.isNil ? args[0] : vm.makeBoundMethod(args[0], args[1])
    }
  }

  private func installMethodAttributes() {
    let type = vm.types.boundMethod
    defineField(type, "__func__", \BoundMethodObject.function)
    defineField(type, "__self__", \BoundMethodObject.receiver)
    defineProperty(type, "__doc__", get: { vm, value in
      let text = vm.findAttribute(value.object(BoundMethodObject.self).pointee.function, vm.name(.__doc__))
      return text.isNil && vm.pointee.exception.isNil ? .none : text
    })
    define(type, "__new__", 2, 2) { vm, args in vm.makeBoundMethod(args[1], args[2]) }
    define(type, "__call__", "...") { vm, args in vm.callForwarding(args[0], args) }
    define(type, "__getattribute__", 1, 1) { vm, args in
      let own = vm.typeLookup(vm.types.boundMethod, args[1])
      if !own.isNil { return vm.bind(own, args[0], vm.types.boundMethod) }
      let found = vm.findAttribute(args[0].object(BoundMethodObject.self).pointee.function, args[1])
      return found.isNil && vm.pointee.exception.isNil ? vm.raiseNoAttribute(args[0], args[1]) : found
    }
    define(type, "__eq__", 1, 1) { vm, args in
      guard args[1].isKind(.boundMethod) else { return vm.pointee.notImplemented }
      let a = args[0].object(BoundMethodObject.self)
      let b = args[1].object(BoundMethodObject.self)
      return Value(a.pointee.function == b.pointee.function && a.pointee.receiver == b.pointee.receiver)
    }
    define(type, "__hash__", 0, 0) { vm, args in
      let method = args[0].object(BoundMethodObject.self)
      return vm.makeInt(vm.identityHash(method.pointee.receiver) ^ vm.identityHash(method.pointee.function))
    }
    type.pointee.customGet = true
  }
}
