// Records the special methods that instructions call: their frames are inlined as those of calls are.

import TraceIR

extension Recorder {
  /// Goes on in the frame of the special method that the interpreter is about to push for the current instruction.
  ///
  /// - Returns: false when it pushes none, or when the trace is to call it through the runtime.
  func inlineSpecial() -> Bool {
    let address = frame.code.pointee.words + pc
    guard let call = vm.specialCall(address, r) else { return false }
    guard canInline(call.function, count: call.count, keywords: .nil), call.exits || hasKnownType(concrete(call.receiver)),
      call.argument < 0 || hasKnownType(concrete(call.argument))
    else {
      vm.pointee.isCallOpaque = true
      return false
    }
    makePendingSlice()
    let values = operands(of: call)
    let op = unsafeBitCast(address.opcodeByte, to: Opcode.self)
    if op == .enterWith {
      let exit = vm.typeLookup(concrete(call.receiver).heapType, vm.name(.__exit__))
      write(word.operandA, makeBoundMethod(exit, values[0]))
    }
    let base = frame.code.pointee.registerCount + Opcode.frameHeader
    return inline(call.function, base: base, count: call.count, keywords: .nil, flags: call.flags) { values[$0] }
  }

  /// The arguments of a special method, behind guards that it is what the instruction calls.
  private func operands(of call: SpecialCall) -> [ValueID] {
    if call.exits {
      let receiver = boundReceiver(read(call.receiver), concrete(call.receiver))
      return [receiver] + (0..<3).map { _ in constWord(.none) }
    }
    for register in [call.receiver, call.argument] where register >= 0 { guardType(register) }
    var values = [read(call.receiver)]
    if call.hasArgument { values.append(call.argument < 0 ? constInt(call.immediate.smallInt) : read(call.argument)) }
    if call.second >= 0 { values.append(read(call.second)) }
    return values
  }

  /// Whether a guard can keep the type of a value.
  private func hasKnownType(_ value: Value) -> Bool { value.isReference || value.isNone || isNumber(value) }

  /// Guards that the operand keeps its type, which decides what method is called.
  private func guardType(_ register: Int) {
    let value = concrete(register)
    let id = read(register)
    if isFloat(value) {
      _ = asFloat(id, value)
    } else if isIntLike(value) {
      _ = asInt(id, value)
    } else if value.isReference {
      _ = guardClass(id, value)
      if value.heapType.pointee.isUser { assume(value.heapType) }
    } else {
      guardConstant(id, value)
    }
  }

  /// Returns from a special method to the instruction that called it, and ends that.
  func returnFromSpecial() -> Bool {
    let result = concrete(word.operandA)
    let value = read(word.operandA)
    guard depth > 0 || enterCaller() else { return false }
    let callee = frame
    let address = frames[frames.count - 2].code.pointee.words + callee.callPC
    let op = unsafeBitCast(address.opcodeByte, to: Opcode.self)
    guard let made = resultOfSpecial(op, result, value, callee.flags) else { return false }
    let hasResult = op != .storeItem && op != .storeAttribute && op != .exitWith && !op.info.hasTarget
    let target = address.operandA + (op == .enterWith ? 1 : 0)
    policy.popFrame(storesResult: hasResult && target < frames[frames.count - 2].code.pointee.localCount)
    frames.removeLast()
    dropSlots(from: callee.offset - Opcode.frameHeader)
    snapshotCache = nil
    switch op {
    case .storeItem, .storeAttribute, .exitWith: break
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual, .jumpLessImmediate, .jumpLessEqualImmediate,
      .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate, .jumpNotEqualImmediate:
      resume(at: address, r.callerBase)
      let outcome = result.isTrue != callee.flags.contains(.inverted)
      let jumpOn = address[1] >> 32 & 1 != 0
      branch(made, outcome, taken: outcome == jumpOn, target: pc + Int(Int32(truncatingIfNeeded: address[1])))
    default: slots[frame.offset + target] = made
    }
    return true
  }

  /// What the instruction makes of what its method returned; guards leave before the method returns. nil when that needs
  /// more than the method.
  private func resultOfSpecial(_ op: Opcode, _ result: Value, _ value: ValueID, _ flags: FrameFlags) -> ValueID? {
    func truth() -> ValueID? {
      guard result.isBool else { return nil }
      return type(value) == .i1 ? value : emitGuard(.guardBool, [asWord(value)])
    }
    switch op {
    case .loadItem, .storeItem, .loadAttribute, .storeAttribute, .call, .callMethod, .enterWith, .exitWith: return value
    case .contains: return truth()
    case .notContains: return truth().map { emit(.notBool, [$0]) }
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual, .jumpLessImmediate, .jumpLessEqualImmediate,
      .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate, .jumpNotEqualImmediate:
      return truth().map { flags.contains(.inverted) ? emit(.notBool, [$0]) : $0 }
    default:
      guard result != vm.pointee.notImplemented else { return nil }
      if flags.contains(.inverted) { return truth().map { emit(.notBool, [$0]) } }
      if type(value) == .word {
        emitGuard(.guardFalse, [emit(.sameWord, [value, asWord(constValue(vm.pointee.notImplemented))])])
      }
      return value
    }
  }

  /// Makes an instruction of the calling frame the current one.
  func resume(at address: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) {
    r = base
    pc = address - frame.code.pointee.words
    word = address.pointee
    next = pc + 2
  }

  // MARK: Comparisons without methods

  /// Branches on whether two objects are the same, where `==` and `!=` mean that: their classes have no method for it.
  func branchOnIdentity(_ left: Int, _ right: Operand, isEqual: Bool, jumpOn: Bool, target: Int) -> Bool {
    guard case .register(let second) = right else { return false }
    let (a, b) = (concrete(left), concrete(second))
    guard comparesByIdentity(a), comparesByIdentity(b), a.isReference || b.isReference else { return false }
    guardType(left)
    guardType(second)
    let isSame = a == b
    let same = emit(.sameWord, [wordOperand(left), wordOperand(second)])
    // The condition is that the operands are the same; it decides for both relations.
    branch(same, isSame, taken: (isSame == isEqual) == jumpOn, target: target)
    return true
  }

  private func comparesByIdentity(_ value: Value) -> Bool {
    if value.isNone { return true }
    guard value.isReference, value.heapType.pointee.kind == .instance else { return false }
    return vm.isObjectMethod(vm.special(value, .__eq__)) && vm.isObjectMethod(vm.special(value, .__ne__))
  }
}
