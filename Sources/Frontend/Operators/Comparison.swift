// Compares values: native pairs first, then rich comparison methods.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a op b` for a comparison opcode (`less` ... `notEqual`): any value, nil with an exception pending on failure.
  public func compare(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if !isUserInstance(a), !isUserInstance(b) {
      let result = nativeCompare(op, a, b)
      if result != pointee.notImplemented { return result }
    }
    return protocolCompare(op, a, b)
  }

  /// Comparison of built-in values by their kinds, whatever their classes define; may be NotImplemented.
  func nativeCompare(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if a.isReference, b.isReference, a.heapType.pointee.kind == .str, b.heapType.pointee.kind == .str {
      if op == .equal { return Value(stringsEqual(a, b)) }
      if op == .notEqual { return Value(!stringsEqual(a, b)) }
      return Value(relation(op, holdsFor: compareStrings(a, b)))
    }
    if a.isReference, b.isReference, a.heapType.pointee.kind == b.heapType.pointee.kind {
      switch a.heapType.pointee.kind {
      case .tuple, .list, .set, .frozenSet, .bytes: return nestedCompare(op, a, b)
      default: break
      }
    }
    let result = numberCompare(op, a, b)
    if result != pointee.notImplemented { return result }
    guard a.isReference || b.isReference else { return result }
    return nestedCompare(op, a, b)
  }

  /// `containerCompare`, counted because containers may hold each other.
  private func nestedCompare(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    guard enterRecursion(" in comparison") else { return .nil }
    defer { leaveRecursion() }
    return containerCompare(op, a, b)
  }

  /// Whether a comparison opcode holds for operands whose order is given by a sign.
  @inline(__always)
  func relation(_ op: Opcode, holdsFor order: Int) -> Bool {
    switch op {
    case .less: return order < 0
    case .lessEqual: return order <= 0
    case .greater: return order > 0
    case .greaterEqual: return order >= 0
    case .equal: return order == 0
    default: return order != 0
    }
  }

  func comparisonMethod(_ op: Opcode) -> Name {
    switch op {
    case .less: return .__lt__
    case .lessEqual: return .__le__
    case .greater: return .__gt__
    case .greaterEqual: return .__ge__
    case .equal: return .__eq__
    default: return .__ne__
    }
  }

  private func swapped(_ op: Opcode) -> Opcode {
    switch op {
    case .less: return .greater
    case .lessEqual: return .greaterEqual
    case .greater: return .less
    case .greaterEqual: return .lessEqual
    default: return op
    }
  }

  @inline(never)
  private func protocolCompare(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    guard enterRecursion(" in comparison") else { return .nil }
    defer { leaveRecursion() }
    let leftType = typeOf(a)
    let rightType = typeOf(b)
    var isReversed = false
    if leftType != rightType, rightType.pointee.isUser, isSubtype(rightType, leftType) {
      isReversed = true
      let result = compareByMethod(swapped(op), b, a)
      if result != pointee.notImplemented { return result }
    }
    var result = compareByMethod(op, a, b)
    if result != pointee.notImplemented { return result }
    if !isReversed {
      result = compareByMethod(swapped(op), b, a)
      if result != pointee.notImplemented { return result }
    }
    if op == .equal { return Value(a == b) }
    if op == .notEqual { return Value(a != b) }
    return raiseNotOrdered(op, a, b)
  }

  /// `a op b` after the method of `a` returned NotImplemented.
  func compareReflected(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    guard enterRecursion(" in comparison") else { return .nil }
    defer { leaveRecursion() }
    let result = compareByMethod(swapped(op), b, a)
    if result != pointee.notImplemented { return result }
    if op == .equal { return Value(a == b) }
    if op == .notEqual { return Value(a != b) }
    return raiseNotOrdered(op, a, b)
  }

  private func raiseNotOrdered(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let sign = op == .less ? "<" : op == .lessEqual ? "<=" : op == .greater ? ">" : ">="
    return raise("TypeError", "'\(sign)' not supported between instances of '\(typeName(typeOf(a)))' and '\(typeName(typeOf(b)))'")
  }

  /// The method of one operand's class; what `object` has counts as none, except that `!=` falls back to `==` inverted.
  private func compareByMethod(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let method = special(a, comparisonMethod(op))
    if !method.isNil, !isObjectMethod(method) { return callMethod(method, a, b) }
    guard op == .notEqual else { return method.isNil && !isUserInstance(a) ? nativeCompare(op, a, b) : pointee.notImplemented }
    let equality = special(a, .__eq__)
    if equality.isNil || isObjectMethod(equality) { return pointee.notImplemented }
    let result = callMethod(equality, a, b)
    if result.isNil || result == pointee.notImplemented { return result }
    let outcome = truth(result)
    return outcome < 0 ? .nil : Value(outcome == 0)
  }

  /// Whether a method is the one every class inherits from `object`.
  func isObjectMethod(_ method: Value) -> Bool {
    method.isKind(.builtin)
      && method.object(BuiltinObject.self).pointee.owner == Value(pointee.types.object)
  }

  /// 1 if `a == b` or they are the same object, 0 if not, -1 with an exception pending.
  public func equal(_ a: Value, _ b: Value) -> Int {
    if a == b { return 1 }
    if a.isSmallInt && b.isSmallInt { return 0 }
    let result = compare(.equal, a, b)
    if result.isBool { return result.isTrue ? 1 : 0 }
    return result.isNil ? -1 : truth(result)
  }
}
