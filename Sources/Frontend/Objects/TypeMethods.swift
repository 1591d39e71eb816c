// Defines the methods and attributes of `type`.

extension Runtime {
  /// Defines what classes have.
  func installType() {
    let type = vm.types.type
    define(type, "__new__", "...") { vm, args in vm.newType(args) }
    define(type, "__init__", "...") { vm, args in
      if args.count == 2 || args.count == 4 { return .none }
      return vm.raise("TypeError", "type.__init__() takes 1 or 3 arguments")
    }
    defaultTypeCall = define(type, "__call__", "...") { vm, args in
      guard args.count > 0, args[0].isKind(.type) else { return vm.raise("TypeError", "descriptor '__call__' requires a 'type' object") }
      return vm.construct(args[0].object(TypeObject.self), args, from: 1)
    }
    defaultOrder = define(type, "mro", 0, 0) { vm, args in
      guard let order = vm.standardOrder(args[0].object(TypeObject.self)) else { return .nil }
      return vm.withRoots(order) { vm.makeList(order) }
    }
    define(type, "__repr__", 0, 0) { vm, args in vm.nativeRepr(args[0]) }
    define(type, "__subclasses__", 0, 0) { vm, args in vm.makeList(vm.listItems(args[0].object(TypeObject.self).pointee.subclasses)) }
    define(type, "__instancecheck__", 1, 1) { vm, args in
      let outcome = vm.isPlainInstance(args[1], args[0])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(type, "__subclasscheck__", 1, 1) { vm, args in
      let outcome = vm.isPlainSubclass(args[1], args[0])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(type, "__or__", 1, 1) { vm, args in vm.classUnion(args[0], args[1]) }
    define(type, "__ror__", 1, 1) { vm, args in vm.classUnion(args[1], args[0]) }
    define(vm.types.genericAlias, "__or__", 1, 1) { vm, args in vm.classUnion(args[0], args[1]) }
    define(vm.types.genericAlias, "__ror__", 1, 1) { vm, args in vm.classUnion(args[1], args[0]) }
    let prepare = makeBuiltin("__prepare__", minimum: 1, maximum: -1, signature: Signature("...")) { vm, _ in vm.makeDict() }
    vm.dictSet(type.pointee.dict, intern("__prepare__"), vm.makeRecord(vm.types.classMethod, prepare))
    installTypeAttributes(type)
    vm.typeChanged(type)
  }

  private func installTypeAttributes(_ type: TypeRef) {
    defineProperty(
      type, "__name__", get: { _, value in value.object(TypeObject.self).pointee.name },
      set: { vm, value, new in vm.renameType(value, new, \.name, "__name__") },
      delete: { vm, value in vm.failToDelete("__name__", of: value) })
    defineProperty(
      type, "__qualname__", get: { _, value in value.object(TypeObject.self).pointee.qualifiedName },
      set: { vm, value, new in vm.renameType(value, new, \.qualifiedName, "__qualname__") },
      delete: { vm, value in vm.failToDelete("__qualname__", of: value) })
    defineProperty(
      type, "__module__", get: { vm, value in vm.typeModule(value.object(TypeObject.self)) },
      set: { vm, value, new in vm.setTypeAttribute(value.object(TypeObject.self), vm.name(.__module__), new) })
    defineProperty(
      type, "__doc__",
      get: { vm, value in
        let own = vm.dictGet(value.object(TypeObject.self).pointee.dict, vm.name(.__doc__))
        return own.isNil ? .none : vm.bind(own, .nil, value.object(TypeObject.self))
      },
      set: { vm, value, new in vm.setTypeAttribute(value.object(TypeObject.self), vm.name(.__doc__), new) })
    defineProperty(type, "__dict__", get: { vm, value in vm.makeRecord(vm.types.mappingProxy, value.object(TypeObject.self).pointee.dict) })
    defineField(type, "__mro__", \TypeObject.mro)
    defineProperty(
      type, "__bases__", get: { _, value in value.object(TypeObject.self).pointee.bases },
      set: { vm, value, new in vm.setBases(value.object(TypeObject.self), new) })
    defineProperty(type, "__base__", get: { _, value in value.object(TypeObject.self).pointee.base.map { Value($0) } ?? .none })
    defineProperty(type, "__basicsize__", get: { vm, value in Value(smallInt: value.object(TypeObject.self).pointee.slotOffset) })
    defineProperty(type, "__flags__", get: { _, value in
      let cls = value.object(TypeObject.self)
      var bits = 1 << 12 | 1 << 18
      if cls.pointee.isUser { bits |= 1 << 9 | 1 << 14 }
      if cls.pointee.isBaseType { bits |= 1 << 10 }
      if cls.pointee.isAbstract { bits |= 1 << 20 }
      return Value(smallInt: bits)
    })
    defineProperty(type, "__dictoffset__", get: { _, value in
      let cls = value.object(TypeObject.self)
      return Value(smallInt: cls.pointee.isUser && !cls.pointee.hasSlotsOnly ? -1 : 0)
    })
    defineProperty(type, "__weakrefoffset__", get: { vm, value in
      Value(smallInt: vm.typeLookup(value.object(TypeObject.self), vm.name(.__weakref__)).isNil ? 0 : 24)
    })
    defineProperty(type, "__itemsize__", get: { _, value in
      switch value.object(TypeObject.self).pointee.kind {
      case .tuple: return Value(smallInt: 8)
      case .int, .bool: return Value(smallInt: 4)
      case .bytes: return Value(smallInt: 1)
      default: return Value(smallInt: 0)
      }
    })
    defineProperty(type, "__text_signature__", get: { _, _ in .none })
    defineProperty(
      type, "__abstractmethods__",
      get: { vm, value in
        let own = vm.dictGet(value.object(TypeObject.self).pointee.dict, vm.name(.__abstractmethods__))
        return own.isNil ? vm.raiseAttributeError("__abstractmethods__", value, vm.name(.__abstractmethods__)) : own
      },
      set: { vm, value, new in vm.setTypeAttribute(value.object(TypeObject.self), vm.name(.__abstractmethods__), new) })
    defineProperty(
      type, "__annotations__",
      get: { vm, value in
        let cls = value.object(TypeObject.self)
        let own = vm.dictGet(cls.pointee.dict, vm.name(.__annotations__))
        if !own.isNil { return own }
        let fresh = vm.makeDict()
        return vm.setTypeAttribute(cls, vm.name(.__annotations__), fresh) ? fresh : .nil
      },
      set: { vm, value, new in vm.setTypeAttribute(value.object(TypeObject.self), vm.name(.__annotations__), new) },
      delete: { vm, value in
        let cls = value.object(TypeObject.self)
        guard cls.pointee.isUser else {
          vm.raise("TypeError", "cannot set '__annotations__' attribute of immutable type '\(vm.typeName(cls))'")
          return false
        }
        if vm.dictDelete(cls.pointee.dict, vm.name(.__annotations__)) > 0 {
          vm.typeChanged(cls)
          return true
        }
        vm.raise("AttributeError", "__annotations__")
        return false
      })
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func newType(_ args: Arguments) -> Value {
    guard args.count > 0, args[0].isKind(.type) else { return raise("TypeError", "type.__new__(): not enough arguments") }
    if args.count == 2, args[0] == Value(types.type), !passes(args, moreThan: 2) { return Value(shownType(args[1])) }
    guard args.count == 4 else {
      return raise("TypeError", args[0] == Value(types.type) ? "type() takes 1 or 3 arguments" : "type.__new__() takes exactly 3 arguments (\(args.count - 1) given)")
    }
    let expected: [(Kind, String)] = [(.str, "str"), (.tuple, "tuple"), (.dict, "dict")]
    for (i, (kind, text)) in expected.enumerated() where !args[i + 1].isKind(kind) {
      return raise("TypeError", "type.__new__() argument \(i + 1) must be \(text), not \(typeName(typeOf(args[i + 1])))")
    }
    if utf8(args[1]).contains(0) { return raise("ValueError", "type name must not contain null characters") }
    for base in tupleItems(args[2]) where !base.isKind(.type) && !typeLookup(typeOf(base), runtime.intern("__mro_entries__")).isNil {
      return raise("TypeError", "type() doesn't support MRO entry resolution; use types.new_class()")
    }
    return makeClass(args[0].object(TypeObject.self), args[1], args[2], args[3], keywordPairs(args))
  }

  /// The class that `type(value)` gives.
  func shownType(_ value: Value) -> TypeRef {
    let type = typeOf(value)
    return type == types.boundBuiltin ? types.builtin : type
  }

  fileprivate func classUnion(_ a: Value, _ b: Value) -> Value {
    for value in [a, b] where !value.isKind(.type) && !value.isNone && !value.isKind(.genericAlias) { return pointee.notImplemented }
    return makeUnion(a, b)
  }

  fileprivate func failToDelete(_ what: String, of type: Value) -> Bool {
    let cls = type.object(TypeObject.self)
    return fail("TypeError", "cannot \(cls.pointee.isUser ? "delete" : "set") '\(what)' attribute of immutable type '\(typeName(cls))'")
  }

  fileprivate func renameType(_ value: Value, _ new: Value, _ field: WritableKeyPath<TypeObject, Value>, _ what: String) -> Bool {
    let type = value.object(TypeObject.self)
    guard type.pointee.isUser else {
      raise("TypeError", "cannot set '\(what)' attribute of immutable type '\(typeName(type))'")
      return false
    }
    guard new.isKind(.str) else {
      raise("TypeError", "can only assign string to \(typeName(type)).\(what), not '\(typeName(typeOf(new)))'")
      return false
    }
    type.pointee[keyPath: field] = runtime.intern(exactString(new))
    return true
  }
}
