// Writes the repr of objects that are neither numbers nor containers.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The repr that a value's native kind gives, whatever its class overrides.
  func nativeRepr(_ value: Value) -> Value {
    switch typeOf(value).pointee.kind {
    case .none: return runtime.intern("None")
    case .notImplemented: return runtime.intern("NotImplemented")
    case .ellipsis: return runtime.intern("Ellipsis")
    case .int, .float, .complex, .bool: return numberRepr(value)
    case .str, .bytes, .byteArray, .list, .tuple, .dict, .set, .frozenSet, .range, .slice, .dictView: return containerRepr(value)
    case .type: return typeRepr(value.object(TypeObject.self))
    case .exception: return exceptionRepr(value)
    case .function: return makeString("<function \(swiftString(value.object(FunctionObject.self).pointee.qualifiedName)) at \(address(value))>")
    case .builtin: return builtinRepr(value)
    case .boundMethod: return boundMethodRepr(value)
    case .module: return moduleRepr(value)
    case .code: return codeRepr(value)
    case .generator: return makeString("<\(typeName(value.heapType)) object \(swiftString(names(ofGenerator: value)[1])) at \(address(value))>")
    case .cell: return cellRepr(value)
    case .staticMethod, .classMethod: return wrapperRepr(value)
    case .superObject: return superRepr(value)
    case .descriptor: return descriptorRepr(value)
    case .genericAlias: return aliasRepr(value)
    case .mappingProxy:
      let inner = repr(value.object(RecordObject.self).pointee.field0)
      return inner.isNil ? .nil : makeString(utf8: Array("mappingproxy(".utf8) + utf8(inner) + [41])
    case .weakReference: return weakReferenceRepr(value)
    default: return nativeObjectRepr(value)
    }
  }

  /// The repr that a native class defines itself, else the default.
  private func nativeObjectRepr(_ value: Value) -> Value {
    let type = typeOf(value)
    let method = typeLookup(type, name(.__repr__))
    if method.isNil || method == runtime.defaultRepr { return defaultRepr(value) }
    return callMethodFunction(method, value)
  }

  /// `0x7f0123456789`.
  func address(_ value: Value) -> String { "0x" + String(value.raw & ~7, radix: 16) }

  /// `<module.Class object at 0x...>`.
  func defaultRepr(_ value: Value) -> Value {
    makeString("<\(fullTypeName(typeOf(value))) object at \(address(value))>")
  }

  /// The qualified name of a class, with its module unless that is builtins.
  func fullTypeName(_ type: TypeRef) -> String {
    let qualified = swiftString(type.pointee.qualifiedName)
    let module = typeModule(type)
    guard module.isKind(.str) else { return qualified }
    let text = swiftString(module)
    return text == "builtins" ? qualified : "\(text).\(qualified)"
  }

  /// `__module__` of a class: what its namespace says, else where it was made.
  func typeModule(_ type: TypeRef) -> Value {
    if type.pointee.isUser {
      let own = dictGet(type.pointee.dict, name(.__module__))
      if !own.isNil { return own }
    }
    return type.pointee.module
  }

  private func typeRepr(_ type: TypeRef) -> Value { makeString("<class '\(fullTypeName(type))'>") }

  /// Whether a method of a native class is one of those that CPython makes for the class's slots.
  func isSlotWrapper(_ name: String, of owner: String) -> Bool {
    let others = [
      "__format__", "__reduce__", "__reduce_ex__", "__sizeof__", "__dir__", "__reversed__", "__round__", "__trunc__", "__floor__", "__ceil__",
      "__length_hint__", "__getnewargs__", "__enter__", "__exit__", "__copy__", "__deepcopy__", "__setstate__", "__subclasscheck__",
      "__instancecheck__", "__prepare__", "__complex__", "__bytes__", "__class_getitem__", "__init_subclass__", "__subclasshook__",
    ]
    if name == "__getitem__", owner == "list" || owner == "dict" { return false }
    if name == "__contains__", ["dict", "set", "frozenset"].contains(owner) { return false }
    return name.hasPrefix("__") && name.hasSuffix("__") && !others.contains(name)
  }

  private func builtinRepr(_ value: Value) -> Value {
    let builtin = value.object(BuiltinObject.self)
    let name = swiftString(builtin.pointee.name)
    if !builtin.pointee.receiver.isNil { return builtinMethodRepr(name, builtin.pointee.receiver) }
    if builtin.pointee.owner.isKind(.type) {
      let owner = typeName(builtin.pointee.owner.object(TypeObject.self))
      if name == "__new__" { return makeString("<built-in method __new__ of type object at \(address(builtin.pointee.owner))>") }
      let what = isSlotWrapper(name, of: owner) ? "slot wrapper" : "method"
      return makeString("<\(what) '\(name)' of '\(owner)' objects>")
    }
    if builtin.pointee.module.isKind(.type) { return builtinMethodRepr(name, builtin.pointee.module) }
    return makeString("<built-in function \(name)>")
  }

  private func builtinMethodRepr(_ name: String, _ receiver: Value) -> Value {
    if receiver.isKind(.module) { return makeString("<built-in function \(name)>") }
    let isWrapper = name.hasPrefix("__") && name.hasSuffix("__") && !receiver.isKind(.type)
    let what = isWrapper ? "method-wrapper '\(name)'" : "built-in method \(name)"
    return makeString("<\(what) of \(typeName(typeOf(receiver))) object at \(address(receiver))>")
  }

  private func boundMethodRepr(_ value: Value) -> Value {
    let method = value.object(BoundMethodObject.self)
    let function = method.pointee.function
    if function.isKind(.builtin) {
      return builtinMethodRepr(swiftString(function.object(BuiltinObject.self).pointee.name), method.pointee.receiver)
    }
    let qualified = findAttribute(function, name(.__qualname__))
    let receiver = repr(method.pointee.receiver)
    if receiver.isNil { return .nil }
    let shown = qualified.isKind(.str) ? swiftString(qualified) : "?"
    return makeString("<bound method \(shown) of \(swiftString(receiver))>")
  }

  private func moduleRepr(_ value: Value) -> Value {
    let module = value.object(ModuleObject.self)
    let own = dictGet(module.pointee.dict, self.name(.__name__))
    let name = own.isNil ? makeString("'?'") : repr(own)
    if name.isNil { return .nil }
    let loader = dictGet(module.pointee.dict, self.name(.__loader__))
    if loader.isReference, !loader.isNone {
      let method = findAttribute(loader, runtime.intern("module_repr"))
      let text = method.isNil ? .nil : call(method, value)
      if text.isNil { pointee.exception = .nil } else { return text }
    }
    let file = dictGet(module.pointee.dict, self.name(.__file__))
    if file.isKind(.str) { return makeString("<module \(swiftString(name)) from '\(swiftString(file))'>") }
    if loader.isReference, !loader.isNone {
      let shown = repr(loader)
      return shown.isNil ? .nil : makeString("<module \(swiftString(name)) (\(swiftString(shown)))>")
    }
    if dictGet(runtime.modules, module.pointee.name) == value, let place = runtime.shownPlace(swiftString(module.pointee.name)) {
      return makeString("<module \(swiftString(name)) \(place)>")
    }
    return makeString(runtime.moduleFactories[swiftString(module.pointee.name)] != nil || value == runtime.builtins ? "<module \(swiftString(name)) (built-in)>" : "<module \(swiftString(name))>")
  }

  private func codeRepr(_ value: Value) -> Value {
    let code = value.object(CodeObject.self)
    let unit = runtime.codeInfos[code.pointee.info].unit
    return makeString("<code object \(unit.name) at \(address(value)), file \"\(unit.filename)\", line \(unit.firstLine)>")
  }

  private func cellRepr(_ value: Value) -> Value {
    let content = value.object(CellObject.self).pointee.value
    if content.isNil { return makeString("<cell at \(address(value)): empty>") }
    return makeString("<cell at \(address(value)): \(typeName(typeOf(content))) object at \(address(content))>")
  }

  private func wrapperRepr(_ value: Value) -> Value {
    let inner = repr(value.object(RecordObject.self).pointee.field0)
    return inner.isNil ? .nil : makeString("<\(typeName(value.heapType))(\(swiftString(inner)))>")
  }

  private func superRepr(_ value: Value) -> Value {
    let record = value.object(RecordObject.self)
    guard record.pointee.field0.isKind(.type) else { return defaultRepr(value) }
    let cls = typeName(record.pointee.field0.object(TypeObject.self))
    guard record.pointee.field2.isKind(.type) else { return makeString("<super: <class '\(cls)'>, NULL>") }
    return makeString("<super: <class '\(cls)'>, <\(typeName(record.pointee.field2.object(TypeObject.self))) object>>")
  }

  private func descriptorRepr(_ value: Value) -> Value {
    let record = value.object(RecordObject.self)
    let what = value.heapType == types.memberDescriptor ? "member" : "attribute"
    let owner = record.pointee.field4.isKind(.type) ? typeName(record.pointee.field4.object(TypeObject.self)) : "object"
    return makeString("<\(what) '\(swiftString(record.pointee.field2))' of '\(owner)' objects>")
  }

  private func weakReferenceRepr(_ value: Value) -> Value {
    let target = value.object(RecordObject.self).pointee.field0
    if target.isNil { return makeString("<weakref at \(address(value)); dead>") }
    return makeString("<weakref at \(address(value)); to '\(typeName(typeOf(target)))' at \(address(target))>")
  }
}
