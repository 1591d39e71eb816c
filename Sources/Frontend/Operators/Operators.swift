// Dispatches arithmetic over all types: native operands first, then special methods.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a op b` for an arithmetic opcode (`add` ... `bitXor`): nil with an exception pending on failure.
  public func binary(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if !isUserInstance(a), !isUserInstance(b) {
      let result = nativeBinary(op, a, b)
      if result != pointee.notImplemented { return result }
    }
    let result = protocolBinary(op, a, b)
    if result != pointee.notImplemented { return result }
    return raiseUnsupported(op, a, b, isInPlace: false)
  }

  /// `a op= b`: in-place methods first.
  public func inPlace(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if !isUserInstance(a) {
      if a.isReference {
        if isUserInstance(b), op == .add || op == .multiply, isSequence(a.heapType) {
          let joined = reflected(op, a, b)
          if joined != pointee.notImplemented { return joined }
        }
        let changed = containerInPlace(op, a, b)
        if changed != pointee.notImplemented { return changed }
        if a.heapType.pointee.kind == .native || a.heapType.pointee.kind == .dict || a.heapType.pointee.kind == .instance {
          let result = protocolInPlace(op, a, b)
          if result != pointee.notImplemented { return result }
        }
      }
      if !isUserInstance(b) {
        let result = nativeBinary(op, a, b)
        if result != pointee.notImplemented { return result }
      }
    } else {
      let changed = protocolInPlace(op, a, b)
      if changed != pointee.notImplemented { return changed }
    }
    let result = protocolBinary(op, a, b)
    if result != pointee.notImplemented { return result }
    return raiseUnsupported(op, a, b, isInPlace: true)
  }

  /// `op a` for `negate`, `positive`, `invert`.
  public func unary(_ op: Opcode, _ a: Value) -> Value {
    if !isUserInstance(a) {
      let result = numberUnary(op, a)
      if result != pointee.notImplemented { return result }
    }
    let method = special(a, op == .negate ? .__neg__ : op == .positive ? .__pos__ : .__invert__)
    if !method.isNil { return callMethod(method, a) }
    let sign = op == .negate ? "-" : op == .positive ? "+" : "~"
    return raise("TypeError", "bad operand type for unary \(sign): '\(typeName(typeOf(a)))'")
  }

  /// Whether a value's class was made by a program.
  @inline(__always)
  func isUserInstance(_ value: Value) -> Bool { value.isReference && value.heapType.pointee.isUser }

  /// Arithmetic on built-in numbers and containers by their kinds, whatever their classes define; may be NotImplemented.
  @inline(__always)
  func nativeBinary(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if isAnySet(a) { return containerBinary(op, a, b) }
    let result = numberBinary(op, a, b)
    if result != pointee.notImplemented { return result }
    return containerBinary(op, a, b)
  }

  /// Calls a special method found on a class with its receiver only.
  func callMethod(_ method: Value, _ receiver: Value) -> Value {
    callMethod(method, receiver, .nil)
  }

  /// Calls a special method found on a class with its receiver and the arguments that are not nil.
  func callMethod(_ method: Value, _ receiver: Value, _ argument: Value, _ second: Value = .nil) -> Value {
    let block = pointee.top
    guard UInt(bitPattern: block + 80) < UInt(bitPattern: pointee.stackLimit), nativeStackIsDeepEnough() else {
      return raise("RecursionError", "maximum recursion depth exceeded")
    }
    let base = block + Opcode.frameHeader + 2
    var callee = method
    var count = 0
    if method.isKind(.function) || method.isKind(.builtin) {
      base[0] = receiver
      count = 1
    } else {
      callee = bind(method, receiver, typeOf(receiver))
      if callee.isNil { return .nil }
    }
    block[0] = callee
    base[-1] = .nil
    if !argument.isNil {
      base[count] = argument
      count += 1
    }
    if !second.isNil {
      base[count] = second
      count += 1
    }
    pointee.top = base + count
    defer { pointee.top = block }
    return call(callee, base, count: count, keywordNames: .nil)
  }
}
