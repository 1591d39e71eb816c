// Implements the builtin functions abs, divmod, pow and round for any value.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `abs(value)`: nil with an exception pending on failure.
  public func absolute(_ value: Value) -> Value {
    if numberRank(value) != .none, !isUserInstance(value) { return numberAbsolute(value) }
    let method = special(value, .__abs__)
    if method.isNil { return raise("TypeError", "bad operand type for abs(): '\(typeName(typeOf(value)))'") }
    return callMethod(method, value)
  }

  /// `divmod(a, b)`.
  public func divmod(_ a: Value, _ b: Value) -> Value {
    let left = numberRank(a)
    let right = numberRank(b)
    let areReal = left != .none && right != .none && left != .complex && right != .complex
    if areReal, !isUserInstance(a), !isUserInstance(b) { return numberDivmod(a, b) }
    let result = protocolDivmod(a, b)
    if result != pointee.notImplemented { return result }
    return raise("TypeError", "unsupported operand type(s) for divmod(): '\(typeName(typeOf(a)))' and '\(typeName(typeOf(b)))'")
  }

  private func protocolDivmod(_ a: Value, _ b: Value) -> Value {
    let left = special(a, .__divmod__)
    let right = typeOf(a) == typeOf(b) ? .nil : special(b, .__rdivmod__)
    let isRightFirst = !right.isNil && isSubtype(typeOf(b), typeOf(a)) && right != special(a, .__rdivmod__)
    if isRightFirst {
      let result = callMethod(right, b, a)
      if result != pointee.notImplemented { return result }
    }
    if !left.isNil {
      let result = callMethod(left, a, b)
      if result != pointee.notImplemented { return result }
    }
    return right.isNil || isRightFirst ? pointee.notImplemented : callMethod(right, b, a)
  }

  /// `pow(a, b, m)`; `m` is nil or None for two arguments.
  public func power(_ a: Value, _ b: Value, _ m: Value) -> Value {
    if m.isNil || m.isNone { return binary(.power, a, b) }
    if !isUserInstance(a), !isUserInstance(b), !isUserInstance(m) {
      let result = numberPower(a, b, m)
      if result != pointee.notImplemented { return result }
    }
    let method = special(a, .__pow__)
    if !method.isNil {
      let result = callMethodFunction(method, a, b, m)
      if result != pointee.notImplemented { return result }
    }
    let names = [a, b, m].map { "'\(typeName(typeOf($0)))'" }.joined(separator: ", ")
    return raise("TypeError", "unsupported operand type(s) for ** or pow(): \(names)")
  }

  /// `round(value, digits)`; `digits` is nil or None for one argument.
  public func round(_ value: Value, _ digits: Value) -> Value {
    if !isUserInstance(value) {
      switch numberRank(value) {
      case .int: return intRound(integer(value), digits)
      case .float: return floatRound(floatValue(value), digits)
      default: break
      }
    }
    let method = special(value, .__round__)
    if method.isNil { return raise("TypeError", "type \(typeName(typeOf(value))) doesn't define __round__ method") }
    return callMethodFunction(method, value, digits.isNone ? .nil : digits)
  }

  /// The double that an argument of a mathematical function stands for; nil with an exception pending.
  public func realNumber(_ value: Value) -> Double? {
    if value.isSmallFloat { return value.smallFloat }
    if value.isSmallInt { return Double(value.smallInt) }
    switch numberRank(value) {
    case .float: return floatValue(value)
    case .int where !isUserInstance(value): return double(value)
    default: break
    }
    let method = special(value, .__float__)
    if !method.isNil {
      let result = callMethod(method, value)
      if result.isNil { return nil }
      if numberRank(result) == .float { return floatValue(result) }
      raise("TypeError", "\(typeName(typeOf(value))).__float__ returned non-float (type \(typeName(typeOf(result))))")
      return nil
    }
    if numberRank(value) != .int, special(value, .__index__).isNil {
      raise("TypeError", "must be real number, not \(typeName(typeOf(value)))")
      return nil
    }
    let integer = indexValue(value)
    return integer.isNil ? nil : double(integer)
  }
}
