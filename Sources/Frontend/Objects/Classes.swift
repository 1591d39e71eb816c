// Executes class statements: picks the metaclass, runs the body and calls the metaclass.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Executes a class statement: body function, name, bases, keywords (dict or nil).
  public func buildClass(_ body: Value, _ name: Value, _ bases: Value, _ keywords: Value) -> Value {
    let resolved = resolveBases(bases)
    if resolved.isNil { return .nil }
    var pairs: [(Value, Value)] = []
    var metaclass = Value.nil
    if !keywords.isNil {
      let dict = keywords.object(DictObject.self)
      for i in 0..<dict.pointee.entryCount {
        let entry = dict.pointee.entries.unsafelyUnwrapped[i]
        if entry.key.isNil { continue }
        if entry.key == self.name(.metaclass) { metaclass = entry.value } else { pairs.append((entry.key, entry.value)) }
      }
    }
    if metaclass.isNil {
      metaclass = tupleCount(resolved) == 0 ? Value(types.type) : Value(typeOf(tupleBase(resolved)[0]))
    }
    if metaclass.isKind(.type) {
      guard let winner = mostDerivedMetaclass(metaclass.object(TypeObject.self), resolved) else { return .nil }
      metaclass = Value(winner)
    }
    let namespace = prepareNamespace(metaclass, name, resolved, pairs)
    if namespace.isNil { return .nil }
    let outcome = runClassBody(body, namespace)
    if outcome.isNil { return .nil }
    if resolved != bases, !store(namespace, self.name(.__orig_bases__), bases) { return .nil }
    let function = body.object(FunctionObject.self)
    runtime.classAttributeHint = runtime.codeInfos[function.pointee.code.pointee.info].unit.instanceAttributes
    return call(metaclass, [name, resolved, namespace], keywords: pairs)
  }

  /// Runs a class body's function with its names bound in `namespace`.
  private func runClassBody(_ body: Value, _ namespace: Value) -> Value {
    let base = pointee.top + Opcode.frameHeader + 1
    return runFrame(base, body, body.object(FunctionObject.self).pointee.code, bound: 0, flags: .namespace, aux: namespace)
  }

  private func store(_ namespace: Value, _ key: Value, _ value: Value) -> Bool {
    if namespace.isExactly(types.dict) {
      dictSet(namespace, key, value)
      return true
    }
    return setItem(namespace, key, value)
  }

  /// Replaces bases that are not classes by what their `__mro_entries__` gives.
  private func resolveBases(_ bases: Value) -> Value {
    var changed = false
    let result = makeList([])
    for i in 0..<tupleCount(bases) {
      let base = tupleBase(bases)[i]
      let method = base.isKind(.type) ? Value.nil : special(base, .__mro_entries__)
      if method.isNil {
        listAppend(result, base)
        continue
      }
      let entries = callMethodFunction(method, base, bases)
      if entries.isNil { return .nil }
      guard entries.isKind(.tuple) else { return raise("TypeError", "__mro_entries__ must return a tuple") }
      for k in 0..<tupleCount(entries) { listAppend(result, tupleBase(entries)[k]) }
      changed = true
    }
    return changed ? makeTuple(listItems(result)) : bases
  }

  /// The metaclass of a class with the given bases, or nil with TypeError pending when they conflict.
  func mostDerivedMetaclass(_ start: TypeRef, _ bases: Value) -> TypeRef? {
    var winner = start
    for i in 0..<tupleCount(bases) {
      let candidate = typeOf(tupleBase(bases)[i])
      if isSubtype(winner, candidate) { continue }
      if isSubtype(candidate, winner) {
        winner = candidate
        continue
      }
      raise(
        "TypeError",
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
      return nil
    }
    return winner
  }

  private func prepareNamespace(_ metaclass: Value, _ name: Value, _ bases: Value, _ keywords: [(Value, Value)]) -> Value {
    if metaclass == Value(types.type) { return makeDict() }
    let prepare = findAttribute(metaclass, self.name(.__prepare__))
    if prepare.isNil { return pointee.exception.isNil ? makeDict() : .nil }
    let namespace = call(prepare, [name, bases], keywords: keywords)
    if namespace.isNil || namespace.isKind(.dict) || !special(namespace, .__getitem__).isNil { return namespace }
    let shown = metaclass.isKind(.type) ? typeName(metaclass.object(TypeObject.self)) : "<metaclass>"
    return raise("TypeError", "\(shown).__prepare__() must return a mapping, not \(typeName(typeOf(namespace)))")
  }
}
