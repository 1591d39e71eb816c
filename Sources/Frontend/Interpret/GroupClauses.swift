// Implements except* clauses: what each takes of a group and what is raised in the end.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Writes the part of an exception that an except* clause takes and the rest to two registers, None where there is none.
  ///
  /// - Returns: false with an exception pending.
  func matchGroup(_ target: UnsafeMutablePointer<Value>, _ exception: Value, _ pattern: Value) -> Bool {
    guard isValidGroupPattern(pattern) else { return false }
    let matches = matchException(exception, pattern)
    if matches.isNil { return false }
    let isGroup = runtime.exceptionFamily(exception.heapType) == .group
    if matches == .true {
      let whole = isGroup ? exception : wrapInGroup(exception)
      target[0] = whole
      target[1] = .none
      return !whole.isNil
    }
    let (inside, outside) = isGroup ? splitGroup(exception, pattern) : (.none, exception)
    target[0] = inside
    target[1] = outside
    return !inside.isNil
  }

  private func isValidGroupPattern(_ pattern: Value) -> Bool {
    guard let group = runtime.exceptionTypes["BaseExceptionGroup"] else { return true }
    let classes = pattern.isKind(.tuple) ? tupleItems(pattern) : [pattern]
    for item in classes where item.isKind(.type) && isSubtype(item.object(TypeObject.self), group) {
      raise("TypeError", "catching ExceptionGroup with except* is not allowed. Use except instead.")
      return false
    }
    return true
  }

  private func wrapInGroup(_ exception: Value) -> Value {
    guard let group = runtime.exceptionTypes["BaseExceptionGroup"] else { return exception }
    return call(Value(group), pointee.emptyString, makeTuple([exception]))
  }

  /// What to raise behind the except* clauses for `original`: None, or what was raised in them and what none took.
  func reraiseGroup(_ original: Value, _ exceptions: Value) -> Value {
    let all = listItems(exceptions).filter { !$0.isNone }
    guard let first = all.first else { return .none }
    if runtime.exceptionFamily(original.heapType) != .group { return first }
    let again = all.filter { isSameRaise($0, original) }
    let raised = all.filter { !isSameRaise($0, original) }
    let left = again.isEmpty ? .none : projectGroup(original, on: again.reduce(into: []) { collectLeaves($1, &$0) })
    if left.isNil || raised.isEmpty { return left }
    let members = left.isNone ? raised : raised + [left]
    guard let group = runtime.exceptionTypes["BaseExceptionGroup"] else { return first }
    let result = call(Value(group), pointee.emptyString, makeList(members))
    // Such a group has no context, and the frame that makes it is not in its traceback.
    if result.isKind(.exception) { result.object(ExceptionObject.self).pointee.traceback = .nil }
    return result
  }

  /// Adds the exceptions at the bottom of a group to a set.
  private func collectLeaves(_ exception: Value, _ leaves: inout Set<UInt64>) {
    guard runtime.exceptionFamily(exception.heapType) == .group else {
      leaves.insert(exception.raw)
      return
    }
    for member in tupleItems(exceptionField(exception, 1)) { collectLeaves(member, &leaves) }
  }

  /// A group with the structure of `group` that has only some of its leaves: None when it would be empty.
  private func projectGroup(_ group: Value, on leaves: Set<UInt64>) -> Value {
    guard runtime.exceptionFamily(group.heapType) == .group else { return leaves.contains(group.raw) ? group : .none }
    let kept = makeList([])
    for member in tupleItems(exceptionField(group, 1)) {
      let part = projectGroup(member, on: leaves)
      if part.isNil { return .nil }
      if !part.isNone { listAppend(kept, part) }
    }
    return deriveGroup(group, kept)
  }

  /// Whether an exception is a part of `original` that was not raised anew.
  private func isSameRaise(_ exception: Value, _ original: Value) -> Bool {
    let one = exception.object(ExceptionObject.self)
    let other = original.object(ExceptionObject.self)
    return one.pointee.traceback == other.pointee.traceback && one.pointee.context == other.pointee.context
      && one.pointee.cause == other.pointee.cause && one.pointee.notes == other.pointee.notes
  }
}
