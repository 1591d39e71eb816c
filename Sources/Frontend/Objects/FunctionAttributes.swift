// Defines attributes of functions, methods and code objects.

extension Runtime {
  /// Defines what functions, native functions and bound methods show of themselves.
  func installFunctions() {
    let type = vm.types.function
    defineChecked(type, "__name__", \.name, .str, "__name__ must be set to a string object", allowsNone: false)
    defineChecked(type, "__qualname__", \.qualifiedName, .str, "__qualname__ must be set to a string object", allowsNone: false)
    defineChecked(type, "__doc__", \.documentation, nil, "", allowsNone: true)
    defineChecked(type, "__module__", \.module, nil, "", allowsNone: true)
    defineChecked(type, "__defaults__", \.defaults, .tuple, "__defaults__ must be set to a tuple object", allowsNone: true)
    defineChecked(type, "__kwdefaults__", \.keywordDefaults, .dict, "__kwdefaults__ must be set to a dict object", allowsNone: true)
    defineField(type, "__globals__", \FunctionObject.globals)
    defineProperty(
      type, "__code__", get: { _, value in Value(value.object(FunctionObject.self).pointee.code) },
      set: { vm, value, code in
        guard code.isKind(.code) else {
          vm.raise("TypeError", "__code__ must be set to a code object")
          return false
        }
        let wanted = vm.runtime.codeInfos[code.object(CodeObject.self).pointee.info].unit.freeNames.count
        let own = vm.runtime.codeInfos[value.object(FunctionObject.self).pointee.code.pointee.info].unit
        guard own.freeNames.count == wanted else {
          vm.raise("ValueError", "\(vm.swiftString(value.object(FunctionObject.self).pointee.name))() requires a code object with \(own.freeNames.count) free vars, not \(wanted)")
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
        guard new.isNone || new.isKind(.dict) else {
          vm.raise("TypeError", "__annotations__ must be set to a dict object")
          return false
        }
        value.object(FunctionObject.self).pointee.annotations = new.isNone ? vm.makeDict() : new
        return true
      },
      delete: { vm, value in
        value.object(FunctionObject.self).pointee.annotations = vm.makeDict()
        return true
      })
    defineProperty(type, "__builtins__", get: { vm, _ in vm.runtime.builtins.object(ModuleObject.self).pointee.dict })
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
      },
      delete: { vm, _ in
        vm.raise("TypeError", "cannot delete __dict__")
        return false
      })
    define(type, "__get__", 1, 2) { vm, args in args[1].isNone ? args[0] : vm.makeBoundMethod(args[0], args[1]) }
    define(type, "__call__", "...") { vm, args in vm.callForwarding(args[0], args) }
    installBuiltinAttributes()
    installMethodAttributes()
  }

  /// Adds an attribute of functions that takes values of one kind; deleting it sets None, where None is allowed.
  private func defineChecked(
    _ type: TypeRef, _ name: String, _ field: WritableKeyPath<FunctionObject, Value>, _ kind: Kind?, _ message: String, allowsNone: Bool
  ) {
    defineProperty(
      type, name,
      get: { _, function in
        let value = function.object(FunctionObject.self).pointee[keyPath: field]
        return value.isNil ? .none : value
      },
      set: { vm, function, value in
        if let kind, !value.isKind(kind), !(allowsNone && value.isNone) {
          vm.raise("TypeError", message)
          return false
        }
        function.object(FunctionObject.self).pointee[keyPath: field] = value
        return true
      },
      delete: { vm, function in
        guard allowsNone else {
          vm.raise("TypeError", message)
          return false
        }
        function.object(FunctionObject.self).pointee[keyPath: field] = .none
        return true
      })
  }

  private func installBuiltinAttributes() {
    let type = vm.types.builtin
    defineField(type, "__name__", \BuiltinObject.name)
    defineProperty(type, "__qualname__", get: { vm, value in
      let builtin = value.object(BuiltinObject.self)
      let owner = builtin.pointee.module.isKind(.type) ? builtin.pointee.module : builtin.pointee.owner
      guard owner.isKind(.type) else { return builtin.pointee.name }
      return vm.makeString("\(vm.plainTypeName(owner.object(TypeObject.self))).\(vm.swiftString(builtin.pointee.name))")
    })
    defineProperty(type, "__module__", get: { _, value in
      let module = value.object(BuiltinObject.self).pointee.module
      return module.isNil || module.isKind(.type) ? .none : module
    })
    defineProperty(type, "__doc__", get: { vm, value in vm.makeString("Built-in function \(vm.swiftString(value.object(BuiltinObject.self).pointee.name)).") })
    defineProperty(type, "__objclass__", get: { vm, value in
      let owner = value.object(BuiltinObject.self).pointee.owner
      return owner.isKind(.type) ? owner : vm.raiseNoAttribute(value, vm.runtime.intern("__objclass__"))
    })
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
