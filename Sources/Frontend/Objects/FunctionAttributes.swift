// Defines attributes of functions, methods and code objects.

extension Runtime {
  /// Defines what functions, native functions and bound methods show of themselves.
  func installFunctions() {
    let type = vm.types.function
    define(type, "__new__", "code, globals, name=, argdefs=, closure=") { vm, args in vm.newFunction(args) }
    defineText(type, "__name__", \.name)
    defineText(type, "__qualname__", \.qualifiedName)
    let erasable: [(String, WritableKeyPath<FunctionObject, Value>)] = [("__doc__", \.documentation), ("__module__", \.module)]
    for (name, field) in erasable {
      defineProperty(
        type, name,
        get: { _, value in
          let held = value.object(FunctionObject.self).pointee[keyPath: field]
          return held.isNil ? .none : held
        },
        set: { _, value, new in
          value.object(FunctionObject.self).pointee[keyPath: field] = new
          return true
        },
        delete: { _, value in
          value.object(FunctionObject.self).pointee[keyPath: field] = .none
          return true
        })
    }
    defineDefaults(type, "__defaults__", \.defaults, .tuple, "a tuple")
    defineDefaults(type, "__kwdefaults__", \.keywordDefaults, .dict, "a dict")
    defineField(type, "__globals__", \FunctionObject.globals)
    defineProperty(
      type, "__code__", get: { _, value in Value(value.object(FunctionObject.self).pointee.code) },
      set: { vm, value, code in
        guard code.isKind(.code) else {
          vm.raise("TypeError", "__code__ must be set to a code object")
          return false
        }
        let function = value.object(FunctionObject.self)
        let wanted = vm.runtime.codeInfos[code.object(CodeObject.self).pointee.info].unit.freeNames.count
        let own = function.pointee.closure.isKind(.tuple) ? vm.tupleCount(function.pointee.closure) : 0
        guard wanted == own else {
          let name = vm.swiftString(function.pointee.name)
          return vm.fail("ValueError", "\(name)() requires a code object with \(own) free vars, not \(wanted)")
        }
        // Who holds the dict of defaults may change it still.
        let isShown = function.pointee.code.pointee.showsKeywordDefaults
        function.pointee.code = code.object(CodeObject.self)
        if isShown { function.pointee.code.pointee.showsKeywordDefaults = true }
        vm.runtime.invalidate?(function)
        return true
      }, delete: { vm, _ in vm.fail("TypeError", "__code__ must be set to a code object") })
    defineProperty(
      type, "__closure__",
      get: { vm, value in
        let closure = value.object(FunctionObject.self).pointee.closure
        return closure.isKind(.tuple) && vm.tupleCount(closure) > 0 ? closure : .none
      }, set: { vm, _, _ in vm.fail("AttributeError", "readonly attribute") })
    defineProperty(
      type, "__annotations__",
      get: { vm, value in
        let function = value.object(FunctionObject.self)
        if !function.pointee.annotations.isKind(.dict) { function.pointee.annotations = vm.makeDict() }
        return function.pointee.annotations
      },
      set: { vm, value, new in
        guard new.isNone || new.isKind(.dict) else { return vm.fail("TypeError", "__annotations__ must be set to a dict object") }
        value.object(FunctionObject.self).pointee.annotations = new.isNone ? vm.makeDict() : new
        return true
      },
      delete: { vm, value in
        value.object(FunctionObject.self).pointee.annotations = vm.makeDict()
        return true
      })
    defineProperty(
      type, "__builtins__", get: { vm, _ in vm.runtime.builtins.object(ModuleObject.self).pointee.dict },
      set: { vm, _, _ in vm.fail("AttributeError", "readonly attribute") })
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

  private func defineText(_ type: TypeRef, _ name: String, _ field: WritableKeyPath<FunctionObject, Value>) {
    defineProperty(
      type, name, get: { _, value in value.object(FunctionObject.self).pointee[keyPath: field] },
      set: { vm, value, new in
        guard new.isKind(.str) else { return vm.fail("TypeError", "\(name) must be set to a string object") }
        value.object(FunctionObject.self).pointee[keyPath: field] = new
        return true
      },
      delete: { vm, _ in vm.fail("TypeError", "\(name) must be set to a string object") })
  }

  private func defineDefaults(_ type: TypeRef, _ name: String, _ field: WritableKeyPath<FunctionObject, Value>, _ kind: Kind, _ what: String) {
    defineProperty(
      type, name,
      get: { vm, value in
        let function = value.object(FunctionObject.self)
        let held = function.pointee[keyPath: field]
        if held.isKind(.dict), !function.pointee.code.pointee.showsKeywordDefaults {
          function.pointee.code.pointee.showsKeywordDefaults = true
          vm.runtime.invalidate?(nil)
        }
        return held.isNil ? .none : held
      },
      set: { vm, value, new in
        guard new.isNone || new.isKind(kind) else { return vm.fail("TypeError", "\(name) must be set to \(what) object") }
        let function = value.object(FunctionObject.self)
        function.pointee[keyPath: field] = new
        if new.isKind(.dict) { function.pointee.code.pointee.showsKeywordDefaults = true }
        vm.runtime.invalidate?(function)
        return true
      },
      delete: { vm, value in
        let function = value.object(FunctionObject.self)
        function.pointee[keyPath: field] = .none
        vm.runtime.invalidate?(function)
        return true
      })
  }

  private func installBuiltinAttributes() {
    for type in [vm.types.builtin, vm.types.methodDescriptor, vm.types.wrapperDescriptor] { installBuiltinAttributes(type) }
    for type in [vm.types.methodDescriptor, vm.types.wrapperDescriptor] {
      defineProperty(type, "__objclass__", get: { _, value in value.object(BuiltinObject.self).pointee.owner })
    }
    defineProperty(vm.types.builtin, "__self__", get: { vm, value in
      let receiver = value.object(BuiltinObject.self).pointee.receiver
      return receiver.isNil ? vm.runtime.builtins : receiver
    })
  }

  private func installBuiltinAttributes(_ type: TypeRef) {
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
    define(type, "__call__", "...") { vm, args in vm.callForwarding(args[0], args) }
    if type == vm.types.builtin { return }
    define(type, "__get__", 1, 2) { vm, args in
      args[1].isNone || args[0].object(BuiltinObject.self).pointee.owner.isNil ? args[0] : vm.makeBoundMethod(args[0], args[1])
    }
  }

  private func installMethodAttributes() {
    defineField(vm.types.boundMethod, "__func__", \BoundMethodObject.function)
    define(vm.types.boundMethod, "__new__", 2, 2) { vm, args in
      guard vm.isCallable(args[1]) else { return vm.raise("TypeError", "first argument must be callable") }
      guard !args[2].isNone else { return vm.raise("TypeError", "instance must not be None") }
      return vm.makeBoundMethod(args[1], args[2])
    }
    for type in [vm.types.boundMethod, vm.types.boundBuiltin, vm.types.methodWrapper] { installMethodAttributes(type) }
    let bound = vm.types.boundBuiltin
    for name in ["__name__", "__qualname__"] {
      let key = intern(name)
      defineProperty(bound, name, get: { vm, value in vm.getAttribute(value.object(BoundMethodObject.self).pointee.function, key) })
    }
    defineProperty(bound, "__module__", get: { _, _ in .none })
  }

  private func installMethodAttributes(_ type: TypeRef) {
    defineField(type, "__self__", \BoundMethodObject.receiver)
    defineProperty(type, "__doc__", get: { vm, value in
      let text = vm.findAttribute(value.object(BoundMethodObject.self).pointee.function, vm.name(.__doc__))
      return text.isNil && vm.pointee.exception.isNil ? .none : text
    })
    define(type, "__call__", "...") { vm, args in vm.callForwarding(args[0], args) }
    define(type, "__getattribute__", 1, 1) { vm, args in
      let own = vm.typeLookup(type, args[1])
      if !own.isNil { return vm.bind(own, args[0], type) }
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
