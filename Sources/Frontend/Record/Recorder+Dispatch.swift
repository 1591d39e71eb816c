// Translates each bytecode of a trace into uops.

import TraceIR

extension Recorder {
  /// Records one instruction; false ends the trace before it.
  func translate(_ op: Opcode) -> Bool {
    let a = word.operandA
    let b = word.operandB
    let c = word.operandC
    switch op {
    case .nop, .jump, .enter, .enterCompiled: return true
    case .move: write(a, read(b))
    case .loadConst: write(a, constValue(frame.code.pointee.constants[b]))
    case .loadInt: write(a, constInt(word.signedB))
    case .loadNone: write(a, constWord(.none))
    case .loadTrue: write(a, emit(.constBool, immediate: 1))
    case .loadFalse: write(a, emit(.constBool, immediate: 0))
    case .unbound:
      if c != 0, concrete(a).isNil { return false }
      write(a, constWord(.nil))
    case .loadGlobal: return loadGlobal()
    case .storeGlobal: return storeGlobal()
    case .checkBound:
      if concrete(a).isNil { return false }
      let id = read(a)
      if type(id) == .word { emitGuard(.guardNotNil, [id]) }
    case .loadCell: return loadCell()
    case .storeCell: return storeCell()
    case .makeCell: write(a, callHelper(.rt_make_cell, [wordOperand(a)]))
    case .loadClosure: return loadClosure()
    case .add, .subtract, .multiply, .trueDivide, .floorDivide, .modulo, .power, .matrixMultiply, .leftShift, .rightShift, .bitAnd,
      .bitOr, .bitXor:
      arithmetic(op, a, b, .register(c))
    case .addInPlace: arithmetic(.add, a, b, .register(c), inPlace: true)
    case .subtractInPlace: arithmetic(.subtract, a, b, .register(c), inPlace: true)
    case .multiplyInPlace: arithmetic(.multiply, a, b, .register(c), inPlace: true)
    case .binaryInPlace:
      arithmetic(
        unsafeBitCast(UInt8(truncatingIfNeeded: frame.code.pointee.words[pc + 1]), to: Opcode.self), a, b, .register(c), inPlace: true)
    case .addImmediate: arithmetic(.add, a, b, .immediate(word.signedC))
    case .subtractImmediate: arithmetic(.subtract, a, b, .immediate(word.signedC))
    case .addImmediateInPlace: arithmetic(.add, a, b, .immediate(word.signedC), inPlace: true)
    case .subtractImmediateInPlace: arithmetic(.subtract, a, b, .immediate(word.signedC), inPlace: true)
    case .negate: negate(a, b)
    case .positive, .invert: return unary(op, a, b)
    case .not: return logicalNot(a, b)
    case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual: comparison(op, a, b, .register(c))
    case .isSame: write(a, emit(.sameWord, [wordOperand(b), wordOperand(c)]))
    case .isNotSame: write(a, emit(.notBool, [emit(.sameWord, [wordOperand(b), wordOperand(c)])]))
    case .contains, .notContains: return contains(op)
    case .jumpBack, .jumpBackCompiled:
      let target = pc + Int(Int32(truncatingIfNeeded: frame.code.pointee.words[pc + 1]))
      emitGuard(.poll, [], kind: .poll, target: target)
    case .jumpIf: return truthBranch()
    case .jumpIfNone: noneBranch()
    case .jumpSame: identityBranch()
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual:
      return compareAndBranch(Int(op.rawValue - Opcode.jumpLess.rawValue), a, .register(b))
    case .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate,
      .jumpNotEqualImmediate:
      return compareAndBranch(Int(op.rawValue - Opcode.jumpLessImmediate.rawValue), a, .immediate(word.signedB))
    case .loadAttribute: return loadAttribute()
    case .storeAttribute: return storeAttribute()
    case .loadMethod: return loadMethod()
    case .loadSuperMethod: return loadSuper(isMethod: true)
    case .loadItem: return loadItem()
    case .storeItem: return storeItem()
    case .makeSlice: makeSlice()
    case .makeTuple: write(a, c == 0 ? constValue(vm.pointee.emptyTuple) : emit(.ref, [emit(.newTuple, (0..<c).map { wordOperand(b + $0) })]))
    case .makeList: makeList(a, (0..<c).map { wordOperand(b + $0) })
    case .listAppend: callHelper(.rt_list_append, [wordOperand(a), wordOperand(b)])
    case .unpack: return unpack()
    case .getIterator: return getIterator()
    case .makeIterator: return makeIterator()
    case .forNext: return forNext()
    case .call: return call(isMethodForm: false)
    case .callMethod: return call(isMethodForm: true)
    case .callKeywords: return callKeywords()
    case .callSpread: return callSpread()
    case .returnValue: return frame.flags.contains(.generator) ? finishGenerator() : returnValue()
    case .yieldValue: return yieldValue()
    case .yieldFrom: return delegate()
    case .getAwaitable:
      guard concrete(b).isExactly(vm.pointee.types.coroutine) || vm.isAsyncStep(concrete(b)) else { return rare(op) }
      if untouched(read(b)) == nil { _ = guardClass(read(b), concrete(b)) }
      write(a, read(b))
    case .makeGenerator: return makeGenerator()
    case .makeFunction: return makeFunction()
    default: return rare(op)
    }
    return true
  }

  private func unary(_ op: Opcode, _ target: Int, _ source: Int) -> Bool {
    let value = concrete(source)
    if op == .invert, int64(value) != nil, !value.isBool {
      write(target, emit(.notInt, [intOperand(source)]))
      return true
    }
    write(target, callHelper(.rt_unary, [constInt(Int(op.rawValue)), wordOperand(source)]))
    return true
  }

  private func contains(_ op: Opcode) -> Bool {
    if inlineSpecial() { return true }
    let (container, item) = (self.word.operandC, self.word.operandB)
    if let truth = simplyContains((read(container), concrete(container)), (read(item), concrete(item))) {
      write(self.word.operandA, op == .contains ? truth : emit(.notBool, [truth]))
      return true
    }
    let word = callHelper(.rt_contains, [wordOperand(self.word.operandC), wordOperand(self.word.operandB)])
    let truth = emitGuardAfterCall(word)
    write(self.word.operandA, op == .contains ? truth : emit(.notBool, [truth]))
    return true
  }

  /// The truth value in a word that a helper made: the guard cannot fail.
  private func emitGuardAfterCall(_ word: ValueID) -> ValueID {
    emit(.sameWord, [word, constWord(.true)])
  }

  private func noneBranch() {
    let value = concrete(word.operandA)
    let jumpOn = word.operandB != 0
    let target = pc + Int(Int32(truncatingIfNeeded: frame.code.pointee.words[pc + 1]))
    let id = read(word.operandA)
    let taken = value.isNone == jumpOn
    if type(id) == .word {
      branch(emit(.sameWord, [id, constWord(.none)]), value.isNone, taken: taken, target: target)
    } else {
      chargeBranch(taken: taken)
    }
  }

  private func identityBranch() {
    let first = concrete(word.operandA)
    let second = concrete(word.operandB)
    let jumpOn = frame.code.pointee.words[pc + 1] >> 32 & 1 != 0
    let target = pc + Int(Int32(truncatingIfNeeded: frame.code.pointee.words[pc + 1]))
    let outcome = first == second
    branch(
      emit(.sameWord, [wordOperand(word.operandA), wordOperand(word.operandB)]), outcome, taken: outcome == jumpOn, target: target)
  }
}
