// Makes parameterised classes such as `list[int]` and unions such as `int | str`.

extension Runtime {
  /// Defines GenericAlias and the subscription of built-in classes.
  func installGenericAliases() {
    let alias = vm.types.genericAlias
    defineField(alias, "__origin__", \RecordObject.field0)
    defineField(alias, "__args__", \RecordObject.field1)
    defineProperty(alias, "__parameters__", get: { vm, value in
      vm.aliasParameters(value.object(RecordObject.self).pointee.field1).map { vm.makeTuple($0) } ?? .nil
    })
    let origin = intern("__origin__")
    define(alias, "__getattribute__", 1, 1) { vm, args in
      if args[1] == origin, args[0].object(RecordObject.self).pointee.field0.isNone { return vm.raiseNoAttribute(args[0], args[1]) }
      let own = vm.typeLookup(vm.types.genericAlias, args[1])
      if !own.isNil { return vm.bind(own, args[0], vm.types.genericAlias) }
      return vm.getAttribute(args[0].object(RecordObject.self).pointee.field0, args[1])
    }
    define(alias, "__new__", 2, 2) { vm, args in vm.makeAlias(args[1], args[2]) }
    define(alias, "__init__", 0, -1) { _, _ in .none }
    define(alias, "__call__", "...") { vm, args in
      if args[0].object(RecordObject.self).pointee.field0.isNone { return vm.typeError("'types.UnionType' object is not callable") }
      return vm.callForwarding(args[0].object(RecordObject.self).pointee.field0, args)
    }
    define(alias, "__mro_entries__", 1, 1) { vm, args in vm.makeTuple([args[0].object(RecordObject.self).pointee.field0]) }
    define(alias, "__getitem__", 1, 1) { vm, args in vm.substitute(args[0], args[1]) }
    define(alias, "__eq__", 1, 1) { vm, args in
      guard args[1].isKind(.genericAlias) else { return vm.pointee.notImplemented }
      let a = args[0].object(RecordObject.self)
      let b = args[1].object(RecordObject.self)
      guard a.pointee.field0 == b.pointee.field0 else { return .false }
      if a.pointee.field0.isNone {
        let (left, right) = (vm.frozenMembers(a.pointee.field1), vm.frozenMembers(b.pointee.field1))
        let outcome = left.isNil || right.isNil ? -1 : vm.equal(left, right)
        return outcome < 0 ? .nil : Value(outcome > 0)
      }
      let outcome = vm.equal(a.pointee.field1, b.pointee.field1)
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(alias, "__hash__", 0, 0) { vm, args in
      let record = args[0].object(RecordObject.self)
      let members = record.pointee.field0.isNone ? vm.frozenMembers(record.pointee.field1) : record.pointee.field1
      guard !members.isNil, let hash = vm.hash(members) else { return .nil }
      return vm.makeInt((hash ^ Int(truncatingIfNeeded: args[0].object(RecordObject.self).pointee.field0.raw >> 4)) >> 3)
    }
    alias.pointee.customGet = true
    let union = makeType("UnionType", module: "types", kind: .genericAlias, base: alias, isBase: false)
    union.pointee.customGet = true
    vm.typeChanged(union)
    unionType = union
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

  /// The members of a union as a frozenset: their order does not count.
  fileprivate func frozenMembers(_ arguments: Value) -> Value { call(Value(types.frozenSet), arguments) }

  /// `first | second` for classes and None: an alias whose origin is nil.
  public func makeUnion(_ first: Value, _ second: Value) -> Value {
    var members: [Value] = []
    for part in [first, second] {
      let isUnion = part.isKind(.genericAlias) && part.object(RecordObject.self).pointee.field0.isNone
      for member in isUnion ? tupleItems(part.object(RecordObject.self).pointee.field1) : [part] {
        let value = member.isNone ? Value(types.noneType) : member
        if members.contains(value) { continue }
        if !value.isKind(.type), members.contains(where: { !$0.isKind(.type) && equal($0, value) > 0 }) { continue }
        members.append(value)
      }
    }
    if members.count == 1 { return members[0] }
    return makeRecord(runtime.unionType ?? types.genericAlias, .none, makeTuple(members))
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

  /// The type variables among an alias's arguments; nil with an exception pending on failure.
  fileprivate func aliasParameters(_ arguments: Value) -> [Value]? {
    var found: [Value] = []
    for item in tupleItems(arguments) where !item.isKind(.type) {
      guard let inner = parameters(of: item) else { return nil }
      for each in inner where !found.contains(each) { found.append(each) }
    }
    return found
  }

  /// What one argument of an alias adds to its parameters: itself, if it is a type variable, or its own parameters.
  private func parameters(of item: Value) -> [Value]? {
    if !typeLookup(typeOf(item), runtime.intern("__typing_subst__")).isNil { return [item] }
    let inner = findAttribute(item, runtime.intern("__parameters__"))
    if inner.isNil { return pointee.exception.isNil || clearPending("AttributeError") ? [] : nil }
    return inner.isKind(.tuple) ? tupleItems(inner) : []
  }

  /// `alias[item]`: the alias with its type variables replaced.
  fileprivate func substitute(_ alias: Value, _ item: Value) -> Value {
    let record = alias.object(RecordObject.self)
    guard let known = aliasParameters(record.pointee.field1) else { return .nil }
    let values = item.isKind(.tuple) ? tupleItems(item) : [item]
    let shown = aliasRepr(alias)
    if shown.isNil { return .nil }
    if known.isEmpty { return raise("TypeError", "\(swiftString(shown)) is not a generic class") }
    guard values.count == known.count else {
      let amount = values.count > known.count ? "many" : "few"
      return raise("TypeError", "Too \(amount) arguments for \(swiftString(shown)); actual \(values.count), expected \(known.count)")
    }
    func replaced(_ parameter: Value) -> Value { known.firstIndex(of: parameter).map { values[$0] } ?? parameter }
    let result = makeList([])
    for argument in tupleItems(record.pointee.field1) {
      guard let inner = argument.isKind(.type) ? [] : parameters(of: argument) else { return .nil }
      let new = inner.isEmpty ? argument : inner == [argument] ? replaced(argument) : getItem(argument, makeTuple(inner.map(replaced)))
      if new.isNil { return .nil }
      listAppend(result, new)
    }
    let arguments = listItems(result)
    if record.pointee.field0.isNone { return arguments.dropFirst().reduce(arguments[0]) { $0.isNil ? .nil : binary(.bitOr, $0, $1) } }
    return makeRecord(types.genericAlias, record.pointee.field0, makeTuple(arguments))
  }
}
