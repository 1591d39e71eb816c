// Makes parameterised classes such as `list[int]` and unions such as `int | str`.

extension Runtime {
  /// Defines GenericAlias and the subscription of built-in classes.
  func installGenericAliases() {
    let alias = vm.types.genericAlias
    defineField(alias, "__origin__", \RecordObject.field0)
    defineField(alias, "__args__", \RecordObject.field1)
    defineProperty(alias, "__parameters__", get: { vm, _ in vm.pointee.emptyTuple })
    define(alias, "__getattribute__", 1, 1) { vm, args in
      let own = vm.typeLookup(vm.types.genericAlias, args[1])
      if !own.isNil { return vm.bind(own, args[0], vm.types.genericAlias) }
      return vm.getAttribute(args[0].object(RecordObject.self).pointee.field0, args[1])
    }
    define(alias, "__call__", "...") { vm, args in
      vm.callForwarding(args[0].object(RecordObject.self).pointee.field0, args)
    }
    define(alias, "__mro_entries__", 1, 1) { vm, args in vm.makeTuple([args[0].object(RecordObject.self).pointee.field0]) }
    define(alias, "__getitem__", 1, 1) { vm, args in vm.makeAlias(args[0].object(RecordObject.self).pointee.field0, args[1]) }
    define(alias, "__eq__", 1, 1) { vm, args in
      guard args[1].isKind(.genericAlias) else { return vm.pointee.notImplemented }
      let a = args[0].object(RecordObject.self)
      let b = args[1].object(RecordObject.self)
      guard a.pointee.field0 == b.pointee.field0 else { return .false }
      let outcome = vm.equal(a.pointee.field1, b.pointee.field1)
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(alias, "__hash__", 0, 0) { vm, args in
      guard let hash = vm.hash(args[0].object(RecordObject.self).pointee.field1) else { return .nil }
      return vm.makeInt((hash ^ Int(truncatingIfNeeded: args[0].object(RecordObject.self).pointee.field0.raw >> 4)) >> 3)
    }
    alias.pointee.customGet = true
    for type in [
      vm.types.list, vm.types.tuple, vm.types.dict, vm.types.set, vm.types.frozenSet, vm.types.type,
    ] { installSubscription(type) }
  }

  /// Gives a class a `__class_getitem__` that makes aliases.
  func installSubscription(_ type: TypeRef) {
    let method = makeBuiltin("__class_getitem__", minimum: 2, maximum: 2, signature: nil) { vm, args in vm.makeAlias(args[0], args[1]) }
    vm.dictSet(type.pointee.dict, intern("__class_getitem__"), vm.makeRecord(vm.types.classMethod, method))
    vm.typeChanged(type)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `origin[item]`.
  func makeAlias(_ origin: Value, _ item: Value) -> Value {
    let arguments = item.isExactly(types.tuple) ? item : makeTuple([item])
    return makeRecord(types.genericAlias, origin, arguments)
  }

  /// `first | second` for classes and None: an alias whose origin is nil.
  public func makeUnion(_ first: Value, _ second: Value) -> Value {
    var members: [Value] = []
    for part in [first, second] {
      let isUnion = part.isKind(.genericAlias) && part.object(RecordObject.self).pointee.field0.isNone
      for member in isUnion ? tupleItems(part.object(RecordObject.self).pointee.field1) : [part] {
        let value = member.isNone ? Value(types.noneType) : member
        if !members.contains(value) { members.append(value) }
      }
    }
    if members.count == 1 { return members[0] }
    return makeRecord(types.genericAlias, .none, makeTuple(members))
  }

  /// The text of an alias: `list[int]`, `int | None`.
  func aliasRepr(_ value: Value) -> Value {
    let record = value.object(RecordObject.self)
    let arguments = tupleItems(record.pointee.field1)
    let isUnion = record.pointee.field0.isNone
    let inner = arguments.isEmpty ? "()" : arguments.map { aliasPart($0) }.joined(separator: isUnion ? " | " : ", ")
    let text = isUnion ? inner : "\(aliasPart(record.pointee.field0))[\(inner)]"
    return pointee.exception.isNil ? makeString(text) : .nil
  }

  private func aliasPart(_ value: Value) -> String {
    if value == pointee.ellipsis { return "..." }
    if value.isKind(.type) {
      return value == Value(types.noneType) ? "None" : fullTypeName(value.object(TypeObject.self))
    }
    let text = repr(value)
    return text.isNil ? "" : swiftString(text)
  }
}
