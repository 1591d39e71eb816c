// Checks and splits exception groups.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Completes `ExceptionGroup(message, exceptions)`; nil with an exception pending when the arguments do not fit.
  func checkGroup(_ group: Value, _ arguments: Value) -> Value {
    let items = tupleBase(arguments)
    guard tupleCount(arguments) == 2 else {
      return raise("TypeError", "BaseExceptionGroup.__new__() takes exactly 2 arguments (\(tupleCount(arguments)) given)")
    }
    guard items[0].isKind(.str) else {
      return raise("TypeError", "BaseExceptionGroup.__new__() argument 1 must be str, not \(typeName(typeOf(items[0])))")
    }
    guard items[1].isKind(.list) || items[1].isKind(.tuple) || items[1].isKind(.str) || !special(items[1], .__getitem__).isNil,
      !items[1].isKind(.dict)
    else { return raise("TypeError", "second argument (exceptions) must be a sequence") }
    let list = items[1].isKind(.list) ? items[1] : call(Value(types.list), items[1])
    if list.isNil { return .nil }
    let members = listItems(list)
    if members.isEmpty { return raise("ValueError", "second argument (exceptions) must be a non-empty sequence") }
    var onlyExceptions = true
    let plain = runtime.exceptionTypes["Exception"]
    for (i, member) in members.enumerated() {
      guard member.isKind(.exception) else {
        return raise("ValueError", "Item \(i) of second argument (exceptions) is not an exception")
      }
      if let plain, !isSubtype(member.heapType, plain) { onlyExceptions = false }
    }
    let object = group.object(ExceptionObject.self)
    if onlyExceptions, group.heapType == runtime.exceptionTypes["BaseExceptionGroup"], let narrow = runtime.exceptionTypes["ExceptionGroup"] {
      object.pointee.header.type = narrow
    } else if !onlyExceptions, group.heapType == runtime.exceptionTypes["ExceptionGroup"] {
      return raise("TypeError", "Cannot nest BaseExceptions in an ExceptionGroup")
    } else if !onlyExceptions, let plain, isSubtype(group.heapType, plain) {
      return raise("TypeError", "Cannot nest BaseExceptions in '\(typeName(group.heapType))'")
    }
    object.pointee.extra = items[0]
    object.pointee.extra2 = makeTuple(members)
    return group
  }

  /// The parts of an exception (group) that match a class, tuple or predicate and that do not, None where empty;
  /// nil for both with an exception pending on failure.
  public func splitGroup(_ exception: Value, _ condition: Value) -> (Value, Value) {
    guard enterRecursion(" in exceptiongroup_split_recursive") else { return (.nil, .nil) }
    defer { leaveRecursion() }
    let whole = groupMatch(exception, condition)
    if whole < 0 { return (.nil, .nil) }
    if whole > 0 { return (exception, .none) }
    guard runtime.exceptionFamily(exception.heapType) == .group else { return (.none, exception) }
    let matched = makeList([])
    let rest = makeList([])
    let members = exceptionField(exception, 1)
    for i in 0..<tupleCount(members) {
      let (inside, outside) = splitGroup(tupleBase(members)[i], condition)
      if inside.isNil { return (.nil, .nil) }
      if !inside.isNone { listAppend(matched, inside) }
      if !outside.isNone { listAppend(rest, outside) }
    }
    let first = deriveGroup(exception, matched)
    let second = first.isNil ? .nil : deriveGroup(exception, rest)
    return second.isNil ? (.nil, .nil) : (first, second)
  }

  private func groupMatch(_ exception: Value, _ condition: Value) -> Int {
    if condition.isKind(.function) || condition.isKind(.builtin) {
      let answer = call(condition, exception)
      return answer.isNil ? -1 : truth(answer)
    }
    guard isExceptionPattern(condition) else {
      _ = fail("TypeError", "expected a function, exception type or tuple of exception types")
      return -1
    }
    return exceptionMatches(exception, condition)
  }

  private func isExceptionPattern(_ condition: Value) -> Bool {
    if condition.isKind(.tuple) { return sequenceItems(condition).allSatisfy(isExceptionPattern) }
    return condition.isKind(.type) && isSubtype(condition.object(TypeObject.self), types.baseException)
  }

  /// A group like `group` of the exceptions in a list, or None when the list is empty.
  func deriveGroup(_ group: Value, _ members: Value) -> Value {
    if listCount(members) == 0 { return .none }
    let derive = getAttribute(group, runtime.intern("derive"))
    let result = derive.isNil ? .nil : call(derive, members)
    guard result.isKind(.exception) else { return result }
    let source = group.object(ExceptionObject.self)
    let target = result.object(ExceptionObject.self)
    target.pointee.traceback = source.pointee.traceback
    target.pointee.context = source.pointee.context
    target.pointee.cause = source.pointee.cause
    target.pointee.suppressContext = source.pointee.suppressContext
    let notes = source.pointee.notes
    if notes.isKind(.list) { target.pointee.notes = makeList(listItems(notes)) }
    return result
  }
}
