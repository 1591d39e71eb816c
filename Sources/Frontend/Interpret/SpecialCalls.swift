// Runs special methods that are written in Toy in frames of the same interpreter loop, as calls are.

/// The call of a special method that an instruction begins with, by the registers of its operands.
struct SpecialCall {
  /// The Toy function.
  var function: Value
  var receiver: Int
  /// The register of an argument, or -1 for one that the instruction holds, or for none.
  var argument = -1
  /// The argument that the instruction holds, or nil.
  var immediate = Value.nil
  /// The register of a second argument, or -1.
  var second = -1
  /// Whether the receiver is that of the bound method in its register, and is told that there is no exception.
  var exits = false
  var flags = FrameFlags.special

  var hasArgument: Bool { argument >= 0 || !immediate.isNil }
  var count: Int { exits ? 4 : hasArgument ? second < 0 ? 2 : 3 : 1 }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The special method that the instruction at `pc` calls first; nil when that is none, or one that needs more than a frame.
  func specialCall(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> SpecialCall? {
    let a = pc.operandA
    let b = pc.operandB
    let c = pc.operandC
    switch unsafeBitCast(pc.opcodeByte, to: Opcode.self) {
    case .loadAttribute: return accessor(r, r.code.pointee.names[c], SpecialCall(function: .nil, receiver: b))
    case .storeAttribute: return accessor(r, r.code.pointee.names[c], SpecialCall(function: .nil, receiver: a, argument: b))
    case .loadItem: return plain(r, .__getitem__, SpecialCall(function: .nil, receiver: b, argument: c))
    case .storeItem: return plain(r, .__setitem__, SpecialCall(function: .nil, receiver: a, argument: b, second: c))
    case .enterWith: return entry(r, SpecialCall(function: .nil, receiver: b))
    case .exitWith: return exit(r, SpecialCall(function: .nil, receiver: b, exits: true))
    case .contains, .notContains: return plain(r, .__contains__, SpecialCall(function: .nil, receiver: c, argument: b))
    case .add, .subtract, .multiply, .trueDivide, .floorDivide, .modulo, .matrixMultiply:
      return arithmetic(r, OperatorNames.of(unsafeBitCast(pc.opcodeByte, to: Opcode.self)), b, c)
    case .addInPlace: return inPlace(r, .add, b, c)
    case .subtractInPlace: return inPlace(r, .subtract, b, c)
    case .multiplyInPlace: return inPlace(r, .multiply, b, c)
    case .addImmediate: return arithmetic(r, OperatorNames.of(.add), b, immediate: pc.signedC)
    case .subtractImmediate: return arithmetic(r, OperatorNames.of(.subtract), b, immediate: pc.signedC)
    case .addImmediateInPlace: return inPlace(r, .add, b, immediate: pc.signedC)
    case .subtractImmediateInPlace: return inPlace(r, .subtract, b, immediate: pc.signedC)
    case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual:
      return comparison(r, Int(pc.opcodeByte) - Int(Opcode.less.rawValue), b, c)
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual:
      return comparison(r, Int(pc.opcodeByte) - Int(Opcode.jumpLess.rawValue), a, b)
    case .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate,
      .jumpNotEqualImmediate:
      return comparison(r, Int(pc.opcodeByte) - Int(Opcode.jumpLessImmediate.rawValue), a, immediate: pc.signedB)
    default: return nil
    }
  }

  /// Pushes the frame of the special method that the instruction at `pc` begins with; nil when there is none, or no room:
  /// what the instruction does otherwise then tells.
  @inline(never)
  func pushSpecial(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<Value>? {
    guard !takesCallAsOne(), let call = specialCall(pc, r) else { return nil }
    let code = call.function.object(FunctionObject.self).pointee.code
    let base = r + r.code.pointee.registerCount + Opcode.frameHeader
    let levels = call.flags.contains(.twofold) ? 2 : 1
    let top = base + Swift.max(code.pointee.registerCount, call.count + code.pointee.argumentRegisters)
    guard pointee.depth + levels <= pointee.recursionLimit, UInt(bitPattern: top) <= UInt(bitPattern: pointee.frameLimit) else { return nil }
    base[0] = r[call.receiver]
    if call.hasArgument { base[1] = call.argument < 0 ? call.immediate : r[call.argument] }
    if call.second >= 0 { base[2] = r[call.second] }
    var bound = call.count
    var exitMethod = Value.nil
    if call.exits {
      base[0] = base[0].object(BoundMethodObject.self).pointee.receiver
      (base + 1).update(repeating: .none, count: 3)
      guard bindAbove(call.function, base, count: bound) else { return nil }
      bound = code.pointee.argumentRegisters
    } else if pc.opcodeByte == Opcode.enterWith.byte {
      exitMethod = makeBoundMethod(typeLookup(base[0].heapType, name(.__exit__)), base[0])
    }
    guard pushFrame(base, call.function, code, bound: bound, flags: call.flags, aux: .nil, callerBase: r, callerPC: pc) else { return nil }
    // The register may be the one that the instruction would read again, had there been no room for the frame.
    if !exitMethod.isNil { r[pc.operandA] = exitMethod }
    pointee.depth += levels - 1
    return base
  }

  /// Binds arguments that lie above the registers of the running frame.
  func bindAbove(_ function: Value, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value = .nil) -> Bool {
    let object = function.object(FunctionObject.self)
    let code = object.pointee.code
    if code.pointee.isSimple, count == code.pointee.parameterCount, keywordNames.isNil { return true }
    // Binding may collect garbage.
    let end = base + (keywordNames.isNil ? count : count + tupleCount(keywordNames))
    end.update(repeating: .nil, count: code.pointee.argumentRegisters)
    let top = pointee.top
    pointee.top = end + code.pointee.argumentRegisters
    defer { pointee.top = top }
    return bindArguments(object, base, count: count, keywordNames: keywordNames)
  }

  /// The Toy function that a call of an instance runs, if it takes the arguments as they are.
  @inline(__always)
  func instanceCall(_ callee: Value, count: Int) -> Value? {
    guard callee.heapType.pointee.kind == .instance else { return nil }
    let method = typeLookup(callee.heapType, name(.__call__))
    guard method.isKind(.function) else { return nil }
    let code = method.object(FunctionObject.self).pointee.code
    return code.pointee.isSimple && code.pointee.parameterCount == count + 1 && isPlain(code) ? method : nil
  }

  /// Pushes the frame of an instance's `__call__` whose arguments are at `base`; nil when there is none, or no room.
  @inline(never)
  func pushInstanceCall(
    _ callee: Value, _ base: UnsafeMutablePointer<Value>, count: Int, _ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>
  ) -> UnsafeMutablePointer<Value>? {
    guard let method = instanceCall(callee, count: count), pointee.depth + 2 <= pointee.recursionLimit else { return nil }
    let base = base - 1
    let code = method.object(FunctionObject.self).pointee.code
    guard UInt(bitPattern: base + code.pointee.registerCount) <= UInt(bitPattern: pointee.frameLimit) else { return nil }
    base[0] = callee
    guard pushFrame(base, method, code, bound: count + 1, flags: [.special, .twofold], aux: .nil, callerBase: r, callerPC: pc) else { return nil }
    pointee.depth += 1
    return base
  }

  /// Pushes the frame of the `__new__` of a class whose arguments are at `base`; nil when there is none, or no room, or with an
  /// exception pending.
  @inline(never)
  func pushMaker(
    _ type: TypeRef, _ base: UnsafeMutablePointer<Value>, count: Int, _ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>
  ) -> UnsafeMutablePointer<Value>? {
    guard let maker = plainMaker(type), pointee.depth + 2 <= pointee.recursionLimit else { return nil }
    let base = base - 1
    let code = maker.object(FunctionObject.self).pointee.code
    guard UInt(bitPattern: base + code.pointee.registerCount) <= UInt(bitPattern: pointee.frameLimit) else { return nil }
    base[0] = Value(type)
    var count = count + 1
    if !code.pointee.isSimple || count != code.pointee.parameterCount {
      guard bindArguments(maker.object(FunctionObject.self), base, count: count, keywordNames: .nil) else { return nil }
      count = code.pointee.argumentRegisters
    }
    guard pushFrame(base, maker, code, bound: count, flags: [.special, .twofold], aux: .nil, callerBase: r, callerPC: pc) else { return nil }
    pointee.depth += 1
    return base
  }

  /// Ends the instruction at `pc`, whose special method returned `value`.
  ///
  /// - Returns: how far to go on, or 0 with an exception pending.
  @inline(never)
  func finishSpecial(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>, _ value: Value, _ flags: FrameFlags) -> Int {
    pointee.pc = pc
    if flags.contains(.twofold) { pointee.depth -= 1 }
    let op = unsafeBitCast(pc.opcodeByte, to: Opcode.self)
    switch op {
    case .storeItem, .exitWith: return 1
    case .enterWith:
      r[pc.operandA + 1] = value
      return 1
    case .storeAttribute: return 4
    case .loadAttribute:
      r[pc.operandA] = value
      return 4
    case .call, .callMethod:
      r[pc.operandA] = value
      return 2
    case .loadItem:
      r[pc.operandA] = value
      return 1
    case .contains, .notContains:
      let outcome = truth(value)
      if outcome < 0 { return 0 }
      r[pc.operandA] = Value((outcome > 0) == (op == .contains))
      return 1
    case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual:
      let result = compared(Int(op.rawValue) - Int(Opcode.less.rawValue), r[pc.operandB], r[pc.operandC], value, flags)
      if result.isNil { return 0 }
      r[pc.operandA] = result
      return 1
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual:
      return branch(pc, compared(Int(op.rawValue) - Int(Opcode.jumpLess.rawValue), r[pc.operandA], r[pc.operandB], value, flags))
    case .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate,
      .jumpNotEqualImmediate:
      let relation = Int(op.rawValue) - Int(Opcode.jumpLessImmediate.rawValue)
      return branch(pc, compared(relation, r[pc.operandA], Value(smallInt: pc.signedB), value, flags))
    default:
      let right = op.hasImmediateOperand ? Value(smallInt: pc.signedC) : r[pc.operandC]
      let result = value == pointee.notImplemented ? declined(op, r[pc.operandB], right, flags) : value
      if result.isNil { return 0 }
      r[pc.operandA] = result
      return 1
    }
  }

  /// How far a compare and branch goes on by what the comparison gave; 0 with an exception pending.
  private func branch(_ pc: UnsafeMutablePointer<UInt64>, _ result: Value) -> Int {
    let outcome = result.isNil ? -1 : truth(result)
    if outcome < 0 { return 0 }
    let taken = (outcome > 0) == (pc[1] &>> 32 & 1 != 0)
    recordBranch(pc, taken)
    return taken ? Int(Int32(truncatingIfNeeded: pc[1])) : 2
  }

  // MARK: Which method comes first

  private func plain(_ r: UnsafeMutablePointer<Value>, _ name: Name, _ call: SpecialCall) -> SpecialCall? {
    guard isUserInstance(r[call.receiver]) else { return nil }
    return completed(call, typeLookup(r[call.receiver].heapType, self.name(name)))
  }

  /// The `__enter__` of a context manager whose `__exit__` is a function, too.
  private func entry(_ r: UnsafeMutablePointer<Value>, _ call: SpecialCall) -> SpecialCall? {
    guard isUserInstance(r[call.receiver]), typeLookup(r[call.receiver].heapType, name(.__exit__)).isKind(.function) else { return nil }
    return plain(r, .__enter__, call)
  }

  /// The function behind a bound `__exit__`, whatever its parameters are.
  private func exit(_ r: UnsafeMutablePointer<Value>, _ call: SpecialCall) -> SpecialCall? {
    guard r[call.receiver].isExactly(pointee.types.boundMethod) else { return nil }
    let function = r[call.receiver].object(BoundMethodObject.self).pointee.function
    guard takes(function, count: call.count) else { return nil }
    var call = call
    call.function = function
    return call
  }

  /// Whether a function can be called with some positional arguments, and runs its code then.
  private func takes(_ function: Value, count: Int) -> Bool {
    guard function.isKind(.function) else { return false }
    let object = function.object(FunctionObject.self)
    let code = object.pointee.code
    guard isPlain(code), code.pointee.keywordOnlyCount == 0 else { return false }
    if count > code.pointee.parameterCount { return CodeFlags(rawValue: code.pointee.flags).contains(.variadic) }
    let defaults = object.pointee.defaults.isKind(.tuple) ? tupleCount(object.pointee.defaults) : 0
    return count + defaults >= code.pointee.parameterCount
  }

  /// The getter or setter of a property.
  private func accessor(_ r: UnsafeMutablePointer<Value>, _ attribute: Value, _ call: SpecialCall) -> SpecialCall? {
    guard isUserInstance(r[call.receiver]) else { return nil }
    let type = r[call.receiver].heapType
    let property = typeLookup(type, attribute)
    guard property.isReference, property.heapType == pointee.types.property else { return nil }
    let record = property.object(RecordObject.self)
    if call.hasArgument { return type.pointee.customSet ? nil : completed(call, record.pointee.field1) }
    // A getter that fails with AttributeError makes `__getattr__` the next to be asked.
    guard !type.pointee.customGet else { return nil }
    return completed(call, record.pointee.field0)
  }

  private func inPlace(_ r: UnsafeMutablePointer<Value>, _ op: Opcode, _ left: Int, _ right: Int = -1, immediate: Int = 0) -> SpecialCall? {
    let names = OperatorNames.of(op)
    guard special(r[left], names.inPlace).isNil else { return nil }
    return arithmetic(r, names, left, right, immediate: immediate)
  }

  /// The method of an operator; a second operand without a register is an integer in the instruction.
  private func arithmetic(_ r: UnsafeMutablePointer<Value>, _ names: OperatorNames, _ left: Int, _ right: Int = -1, immediate: Int = 0) -> SpecialCall? {
    let leftType = typeOf(r[left])
    let rightType = right < 0 ? pointee.types.int : typeOf(r[right])
    guard !isSequence(leftType), !isSequence(rightType) else { return nil }
    if leftType != rightType, rightType.pointee.isUser {
      let reflected = typeLookup(rightType, name(names.reflected))
      if !reflected.isNil {
        if isSubtype(rightType, leftType) { return nil }
        // A number knows nothing of instances: it declines without effect.
        if isPlainNumber(leftType), rightType.pointee.kind == .instance {
          return completed(SpecialCall(function: .nil, receiver: right, argument: left, flags: [.special, .reflected]), reflected)
        }
      }
    }
    guard leftType.pointee.isUser else { return nil }
    let call = SpecialCall(function: .nil, receiver: left, argument: right, immediate: right < 0 ? Value(smallInt: immediate) : .nil)
    return completed(call, typeLookup(leftType, name(names.plain)))
  }

  private func isPlainNumber(_ type: TypeRef) -> Bool { type == pointee.types.int || type == pointee.types.float }

  private func comparison(_ r: UnsafeMutablePointer<Value>, _ relation: Int, _ left: Int, _ right: Int = -1, immediate: Int = 0) -> SpecialCall? {
    let leftType = typeOf(r[left])
    let rightType = right < 0 ? pointee.types.int : typeOf(r[right])
    guard leftType.pointee.isUser else { return nil }
    if leftType != rightType, rightType.pointee.isUser, isSubtype(rightType, leftType) { return nil }
    let op = unsafeBitCast(UInt8(truncatingIfNeeded: Int(Opcode.less.rawValue) + relation), to: Opcode.self)
    var call = SpecialCall(
      function: .nil, receiver: left, argument: right, immediate: right < 0 ? Value(smallInt: immediate) : .nil, flags: [.special, .twofold])
    var method = typeLookup(leftType, name(comparisonMethod(op)))
    if op == .notEqual, method.isNil || isObjectMethod(method) {
      method = typeLookup(leftType, name(.__eq__))
      call.flags = [.special, .twofold, .inverted]
    }
    return completed(call, method)
  }

  /// The call with its function, if that is Toy's and takes the arguments as they are.
  private func completed(_ call: SpecialCall, _ method: Value) -> SpecialCall? {
    guard method.isKind(.function) else { return nil }
    let code = method.object(FunctionObject.self).pointee.code
    guard code.pointee.isSimple, code.pointee.parameterCount == call.count, isPlain(code) else { return nil }
    var call = call
    call.function = method
    return call
  }

  /// Whether calls run the code, instead of making a generator.
  func isPlain(_ code: UnsafeMutablePointer<CodeObject>) -> Bool {
    CodeFlags(rawValue: code.pointee.flags).isDisjoint(with: [.generator, .coroutine, .asyncGenerator])
  }

  // MARK: What comes after it

  /// The value of a comparison whose first method returned `value`.
  private func compared(_ relation: Int, _ a: Value, _ b: Value, _ value: Value, _ flags: FrameFlags) -> Value {
    let op = unsafeBitCast(UInt8(truncatingIfNeeded: Int(Opcode.less.rawValue) + relation), to: Opcode.self)
    if value == pointee.notImplemented { return compareReflected(op, a, b) }
    guard flags.contains(.inverted) else { return value }
    let outcome = truth(value)
    return outcome < 0 ? .nil : Value(outcome == 0)
  }

  /// The value of an arithmetic instruction whose first method returned NotImplemented.
  private func declined(_ op: Opcode, _ a: Value, _ b: Value, _ flags: FrameFlags) -> Value {
    let plain = op.withoutForm
    if !flags.contains(.reflected), typeOf(a) != typeOf(b) {
      let method = special(b, OperatorNames.of(plain).reflected)
      if !method.isNil {
        let result = callMethod(method, b, a)
        if result != pointee.notImplemented { return result }
      }
    }
    return raiseUnsupported(plain, a, b, isInPlace: op.isInPlace)
  }
}

extension Opcode {
  /// Whether `specialCall` may find a method for the instruction.
  var mayCallSpecial: Bool {
    switch self {
    case .loadAttribute, .storeAttribute, .loadItem, .storeItem, .contains, .notContains, .enterWith, .exitWith, .add, .subtract, .multiply, .trueDivide, .floorDivide, .modulo, .matrixMultiply,
      .addInPlace, .subtractInPlace, .multiplyInPlace, .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual, .jumpLess,
      .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual, .jumpLessImmediate, .jumpLessEqualImmediate,
      .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate, .jumpNotEqualImmediate:
      return true
    default: return hasImmediateOperand
    }
  }

  /// Whether the second operand of an arithmetic instruction is an integer in its word.
  fileprivate var hasImmediateOperand: Bool {
    switch self {
    case .addImmediate, .subtractImmediate, .addImmediateInPlace, .subtractImmediateInPlace: return true
    default: return false
    }
  }

  fileprivate var isInPlace: Bool {
    switch self {
    case .addInPlace, .subtractInPlace, .multiplyInPlace, .addImmediateInPlace, .subtractImmediateInPlace: return true
    default: return false
    }
  }

  /// The operator of an arithmetic instruction.
  fileprivate var withoutForm: Opcode {
    switch self {
    case .addInPlace, .addImmediate, .addImmediateInPlace: return .add
    case .subtractInPlace, .subtractImmediate, .subtractImmediateInPlace: return .subtract
    case .multiplyInPlace: return .multiply
    default: return self
    }
  }
}
