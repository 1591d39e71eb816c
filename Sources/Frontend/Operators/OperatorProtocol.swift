// Finds and calls the special methods of binary operators.

/// The names of an arithmetic operator: its methods and its sign.
struct OperatorNames {
  let plain: Name
  let reflected: Name
  let inPlace: Name
  let sign: String

  /// Indexed by distance from `Opcode.add`.
  static let all: [OperatorNames] = [
    OperatorNames(plain: .__add__, reflected: .__radd__, inPlace: .__iadd__, sign: "+"),
    OperatorNames(plain: .__sub__, reflected: .__rsub__, inPlace: .__isub__, sign: "-"),
    OperatorNames(plain: .__mul__, reflected: .__rmul__, inPlace: .__imul__, sign: "*"),
    OperatorNames(plain: .__truediv__, reflected: .__rtruediv__, inPlace: .__itruediv__, sign: "/"),
    OperatorNames(plain: .__floordiv__, reflected: .__rfloordiv__, inPlace: .__ifloordiv__, sign: "//"),
    OperatorNames(plain: .__mod__, reflected: .__rmod__, inPlace: .__imod__, sign: "%"),
    OperatorNames(plain: .__pow__, reflected: .__rpow__, inPlace: .__ipow__, sign: "**"),
    OperatorNames(plain: .__matmul__, reflected: .__rmatmul__, inPlace: .__imatmul__, sign: "@"),
    OperatorNames(plain: .__lshift__, reflected: .__rlshift__, inPlace: .__ilshift__, sign: "<<"),
    OperatorNames(plain: .__rshift__, reflected: .__rrshift__, inPlace: .__irshift__, sign: ">>"),
    OperatorNames(plain: .__and__, reflected: .__rand__, inPlace: .__iand__, sign: "&"),
    OperatorNames(plain: .__or__, reflected: .__ror__, inPlace: .__ior__, sign: "|"),
    OperatorNames(plain: .__xor__, reflected: .__rxor__, inPlace: .__ixor__, sign: "^"),
  ]

  static func of(_ op: Opcode) -> OperatorNames {
    let index = Int(op.rawValue) - Int(Opcode.add.rawValue)
    return all[index >= 0 && index < all.count ? index : 0]
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a op b` by special methods: NotImplemented when neither operand's class supports it.
  @inline(never)
  func protocolBinary(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let names = OperatorNames.of(op)
    return protocolBinary(op, a, b, names.plain, names.reflected)
  }

  /// The protocol for any pair of methods; `op` only tells concatenation and repetition apart.
  func protocolBinary(_ op: Opcode, _ a: Value, _ b: Value, _ plain: Name, _ reflectedName: Name) -> Value {
    let leftType = typeOf(a)
    let rightType = typeOf(b)
    let isJoining = (op == .add || op == .multiply) && (isSequence(leftType) || isSequence(rightType))
    let left = binaryMethod(leftType, plain, isJoining)
    var right = leftType == rightType ? .nil : binaryMethod(rightType, reflectedName, isJoining)
    if !right.isNil, isSubtype(rightType, leftType), right != typeLookup(leftType, name(reflectedName)) {
      let result = callMethod(right, b, a)
      if result != pointee.notImplemented { return result }
      right = .nil
    }
    if !left.isNil {
      let result = callMethod(left, a, b)
      if result != pointee.notImplemented { return result }
    }
    if !right.isNil {
      let result = callMethod(right, b, a)
      if result != pointee.notImplemented { return result }
    }
    return isJoining || (left.isNil && right.isNil) ? nativeBinary(op, a, b) : pointee.notImplemented
  }

  /// What `__radd__` or `__rmul__` of a program's class gives for a sequence on the left; NotImplemented when there is none.
  func reflected(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let method = binaryMethod(typeOf(b), OperatorNames.of(op).reflected, true)
    return method.isNil ? pointee.notImplemented : callMethod(method, b, a)
  }

  /// A class's method. Concatenation and repetition of built-in sequences is none: it comes after all methods.
  private func binaryMethod(_ type: TypeRef, _ name: Name, _ isJoining: Bool) -> Value {
    let method = typeLookup(type, self.name(name))
    return isJoining && isSequence(type) && method.isKind(.builtin) ? .nil : method
  }

  /// Whether `+` and `*` of a class mean concatenation and repetition, which `__radd__` and `__rmul__` precede.
  func isSequence(_ type: TypeRef) -> Bool {
    switch type.pointee.kind {
    case .str, .bytes, .byteArray, .list, .tuple: return true
    default: return false
    }
  }

  /// `a op= b` by the in-place method of `a`; NotImplemented when there is none.
  func protocolInPlace(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let method = special(a, OperatorNames.of(op).inPlace)
    return method.isNil ? pointee.notImplemented : callMethod(method, a, b)
  }

  /// Raises the TypeError for operands that no type supports.
  @inline(never)
  func raiseUnsupported(_ op: Opcode, _ a: Value, _ b: Value, isInPlace: Bool) -> Value {
    let left = typeName(typeOf(a))
    let right = typeName(typeOf(b))
    if op == .add, isSequence(typeOf(a)) { return raiseCannotConcatenate(a, b) }
    if op == .multiply {
      if isSequence(typeOf(a)) { return raise("TypeError", "can't multiply sequence by non-int of type '\(right)'") }
      if isSequence(typeOf(b)) { return raise("TypeError", "can't multiply sequence by non-int of type '\(left)'") }
    }
    var sign = OperatorNames.of(op).sign
    if isInPlace { sign += "=" } else if op == .power { sign = "** or pow()" }
    var message = "unsupported operand type(s) for \(sign): '\(left)' and '\(right)'"
    if op == .rightShift, !isInPlace, a.isKind(.builtin), stringsEqual(a.object(BuiltinObject.self).pointee.name, runtime.intern("print")) {
      message += ". Did you mean \"print(<message>, file=<output_stream>)\"?"
    }
    return raise("TypeError", message)
  }

  private func raiseCannotConcatenate(_ a: Value, _ b: Value) -> Value {
    let other = typeName(typeOf(b))
    switch a.heapType.pointee.kind {
    case .bytes, .byteArray: return raise("TypeError", "can't concat \(other) to \(typeName(typeOf(a)))")
    case .str: return raise("TypeError", "can only concatenate str (not \"\(other)\") to str")
    case .list: return raise("TypeError", "can only concatenate list (not \"\(other)\") to list")
    default: return raise("TypeError", "can only concatenate tuple (not \"\(other)\") to tuple")
    }
  }
}
