// Makes tuples with named fields and plain namespaces for native modules.

extension UnsafeMutablePointer where Pointee == VMState {
  /// A tuple whose items are also attributes, such as `sys.version_info`; its class is made for the name.
  func makeStructSequence(_ name: String, _ fields: [String], _ values: [Value]) -> Value {
    let type = runtime.structSequenceType(name, fields)
    let tuple = withRoots(values) { makeTupleUninitialized(values.count) }
    for (i, value) in values.enumerated() { tupleBase(tuple)[i] = value }
    tuple.object(ObjectHeader.self).pointee.type = type
    return tuple
  }

  /// An object with the given attributes, of `types.SimpleNamespace`.
  func makeSimpleNamespace(_ attributes: [(String, Value)]) -> Value {
    let object = Value(makeInstance(runtime.simpleNamespaceType()))
    for (name, value) in attributes { _ = setInstanceAttribute(object, runtime.intern(name), value) }
    return object
  }
}

extension Runtime {
  func structSequenceType(_ name: String, _ fields: [String]) -> TypeRef {
    if let known = structSequences[name] { return known }
    let parts = name.split(separator: ".")
    let type = makeType(String(parts.last ?? ""), module: parts.count > 1 ? String(parts[0]) : "builtins", kind: .tuple, base: vm.types.tuple, isBase: false)
    type.pointee.isUser = true
    type.pointee.hasSlotsOnly = true
    structSequences[name] = type
    vm.dictSet(type.pointee.dict, vm.name(.__module__), type.pointee.module)
    for (i, field) in fields.enumerated() { defineProperty(type, field, get: { vm, value in vm.tupleBase(value)[i] }) }
    define(type, "__repr__", 0, 0) { vm, args in
      var items: [String] = []
      for (i, field) in fields.enumerated() {
        let text = vm.repr(vm.tupleBase(args[0])[i])
        if text.isNil { return .nil }
        items.append("\(field)=\(vm.swiftString(text))")
      }
      return vm.makeString("\(name)(\(items.joined(separator: ", ")))")
    }
    define(type, "n_fields", constant: Value(smallInt: fields.count))
    return type
  }

  /// Adds a value to a class's namespace.
  func define(_ type: TypeRef, _ name: String, constant value: Value) { vm.dictSet(type.pointee.dict, intern(name), value) }

  /// `types.SimpleNamespace`.
  func simpleNamespaceType() -> TypeRef {
    if let known = structSequences["types.SimpleNamespace"] { return known }
    let type = makeType("SimpleNamespace", module: "types", kind: .instance)
    type.pointee.hasLayout = true
    type.pointee.inlineSlots = 4
    type.pointee.rootLayout = vm.rootLayout(slotOffset: type.pointee.slotOffset, inlineSlots: 4)
    structSequences["types.SimpleNamespace"] = type
    define(type, "__init__", "...") { vm, args in
      if args.count > 1 { return vm.raise("TypeError", "no positional arguments expected") }
      for (key, value) in vm.keywordPairs(args) { _ = vm.setInstanceAttribute(args[0], key, value) }
      return .none
    }
    define(type, "__repr__", 0, 0) { vm, args in
      let shown = args[0].heapType.pointee.isUser ? vm.plainTypeName(args[0].heapType) : "namespace"
      guard let dict = vm.attributesDict(args[0]) else { return vm.makeString("\(shown)()") }
      guard vm.runtime.reprInProgress.insert(args[0].raw).inserted else { return vm.makeString("\(shown)(...)") }
      defer { vm.runtime.reprInProgress.remove(args[0].raw) }
      var items: [String] = []
      let object = dict.object(DictObject.self)
      for i in 0..<object.pointee.entryCount {
        let entry = object.pointee.entries.unsafelyUnwrapped[i]
        if entry.key.isNil { continue }
        let text = vm.repr(entry.value)
        if text.isNil { return .nil }
        items.append("\(vm.swiftString(entry.key))=\(vm.swiftString(text))")
      }
      let name = args[0].heapType == vm.runtime.simpleNamespaceType() ? "namespace" : vm.plainTypeName(args[0].heapType)
      return vm.makeString("\(name)(\(items.joined(separator: ", ")))")
    }
    define(type, "__eq__", 1, 1) { vm, args in
      guard args[1].isReference, vm.isSubtype(args[1].heapType, vm.runtime.simpleNamespaceType()) else { return vm.pointee.notImplemented }
      let outcome = vm.equal(vm.attributesDict(args[0]) ?? .none, vm.attributesDict(args[1]) ?? .none)
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    vm.addDictDescriptors(type)
    return type
  }
}
