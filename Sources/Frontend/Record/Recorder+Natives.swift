// Records calls of native functions that have uops or helpers of their own.

import TraceIR

/// An argument of a native function: its value in the trace, and what it is now.
typealias Argument = (id: ValueID, value: Value)

extension Recorder {
  /// Records a call of a native that the recorder knows; false for any other, or arguments it is not prepared for.
  func inlineNative(_ callee: Value, _ arguments: [Argument]) -> Bool {
    let role = vm.runtime.nativeRole(callee)
    switch (role, arguments.count) {
    case (.length, 1): return length(arguments[0])
    case (.ord, 1): return codeOfCharacter(arguments[0])
    case (.chr, 1): return characterOfCode(arguments[0])
    case (.isInstance, 2): return isInstance(arguments[0], arguments[1])
    case (.absolute, 1) where isFloat(arguments[0].value):
      write(word.operandA, emit(.absFloat, [asFloat(arguments[0].id, arguments[0].value)]))
      return true
    case (.absolute, 1) where isInt(arguments[0].value): return magnitude(arguments[0])
    case (.newTuple, 2): return newTuple(arguments[0], arguments[1])
    case (.newException, 1...): return initializeException(arguments[0], Array(arguments.dropFirst()))
    case (.setAttribute, 3): return setAttribute(arguments[0], arguments[1], arguments[2])
    case (.newInstance, 1): return newInstance(arguments[0])
    case (.squareRoot, 1): return squareRoot(arguments[0])
    case (.sine, 1), (.cosine, 1): return trigonometric(role == .sine ? .rt_sin : .rt_cos, arguments[0])
    case (.least, 2), (.greatest, 2): return extremum(arguments[0], arguments[1], isLess: role == .least)
    case (.listAppend, 2), (.listPop, 1), (.listPop, 2), (.listInsert, 3): return listMethod(role, arguments)
    case (.identity, 1):
      write(word.operandA, callHelper(.rt_identity, [asWord(arguments[0].id)]))
      return true
    case (.dictGet, 2), (.dictGet, 3): return dictGet(arguments)
    case (.setAdd, 2), (.setDiscard, 2), (.setRemove, 2): return setMethod(role, arguments[0], arguments[1])
    case (.dequeAppend, 2), (.dequeAppendLeft, 2), (.dequePop, 1), (.dequePopLeft, 1):
      return dequeMethod(role, callee, arguments) || plainNative(callee, .changing, arguments)
    case (.plain, 1) where characterMethod(callee, arguments[0]): return true
    default: return plainNative(callee, role, arguments)
    }
  }

  /// The magnitude of an int: a branch would make two traces of it.
  private func magnitude(_ argument: Argument) -> Bool {
    let number = asInt(argument.id, argument.value)
    let sign = emitGuard(.shrInt, [number, constInt(63)], kind: .arithmetic)
    write(word.operandA, emitGuard(.subOvf, [emit(.xorInt, [number, sign]), sign], kind: .arithmetic))
    return true
  }

  /// `dict.get` of a dict of no derived class.
  private func dictGet(_ arguments: [Argument]) -> Bool {
    guard arguments[0].value.isExactly(vm.types.dict) else { return false }
    _ = guardClass(arguments[0].id, arguments[0].value)
    let fallback = arguments.count > 2 ? asWord(arguments[2].id) : constWord(.none)
    if simpleGet(arguments, fallback) { return true }
    let operands = [asWord(arguments[0].id), asWord(arguments[1].id), fallback]
    vm.pointee.isCallOpaque = true
    write(word.operandA, callHelper(.rt_dict_get, operands))
    return true
  }

  /// `type(x)`: the class that a check finds. Where that fails the class is a value: what follows is recorded once for all other classes.
  func classOf(_ argument: Argument) -> Bool {
    let value = argument.value
    if exitNumber != nil, instructionCount <= 1 {
      write(word.operandA, callHelper(.rt_type_of, [asWord(argument.id)]))
      return true
    }
    if value.isReference, !isFloat(value), !isInt(value) {
      _ = guardClass(argument.id, value)
    } else if isFloat(value) {
      _ = asFloat(argument.id, value)
    } else if isInt(value) {
      _ = asInt(argument.id, value)
    } else if value.isBool {
      if type(argument.id) != .i1 { emitGuard(.guardBool, [asWord(argument.id)]) }
    } else {
      guardConstant(argument.id, value)
    }
    write(word.operandA, constValue(Value(vm.typeOf(value))))
    return true
  }

  private func squareRoot(_ argument: Argument) -> Bool {
    guard isNumber(argument.value), let number = double(argument.value), number >= 0 else { return false }
    write(word.operandA, emitGuard(.sqrtFloat, [asFloat(argument.id, argument.value)], kind: .arithmetic))
    return true
  }

  /// `min` or `max` of two ints or two floats: the second is taken only if it is strictly beyond the first.
  private func extremum(_ a: Argument, _ b: Argument, isLess: Bool) -> Bool {
    let first, second, condition: ValueID
    let takesSecond: Bool
    if isInt(a.value), isInt(b.value), let x = int64(a.value), let y = int64(b.value) {
      (first, second) = (asInt(a.id, a.value), asInt(b.id, b.value))
      condition = emit(isLess ? .ltInt : .gtInt, [second, first])
      takesSecond = isLess ? y < x : y > x
    } else if isFloat(a.value), isFloat(b.value), let x = double(a.value), let y = double(b.value) {
      (first, second) = (asFloat(a.id, a.value), asFloat(b.id, b.value))
      condition = emit(isLess ? .ltFloat : .gtFloat, [second, first])
      takesSecond = isLess ? y < x : y > x
    } else {
      return false
    }
    emitGuard(takesSecond ? .guardTrue : .guardFalse, [condition], kind: .branch)
    write(word.operandA, takesSecond ? second : first)
    return true
  }

  private func trigonometric(_ helper: HelperName, _ argument: Argument) -> Bool {
    guard isNumber(argument.value), let number = double(argument.value), number.isFinite else { return false }
    let operand = asFloat(argument.id, argument.value)
    let infinity = emit(.constFloat, immediate: Int(bitPattern: UInt(Double.infinity.bitPattern)))
    emitGuard(.guardTrue, [emit(.ltFloat, [emit(.absFloat, [operand]), infinity])], kind: .arithmetic)
    write(word.operandA, callHelper(helper, [operand]))
    return true
  }

  private func listMethod(_ role: NativeRole, _ arguments: [Argument]) -> Bool {
    let list = arguments[0]
    guard list.value.isKind(.list) else { return false }
    // Positions are ints of at most 64 bits; a bool counts as one.
    if role != .listAppend, arguments.count > 1, int64(arguments[1].value) == nil { return false }
    _ = guardClass(list.id, list.value)
    switch role {
    case .listAppend: callHelper(.rt_list_append, [asWord(list.id), asWord(arguments[1].id)])
    case .listInsert:
      callHelper(.rt_list_insert, [asWord(list.id), asInt(arguments[1].id, arguments[1].value), asWord(arguments[2].id)])
    default:
      let index = arguments.count > 1 ? asInt(arguments[1].id, arguments[1].value) : constInt(-1)
      write(word.operandA, callHelper(.rt_list_pop, [asWord(list.id), index]))
      return true
    }
    write(word.operandA, constWord(.none))
    return true
  }

  func length(_ argument: Argument) -> Bool {
    guard argument.value.isReference else { return false }
    if rangeLength(argument) { return true }
    let type = argument.value.heapType
    guard let field = countField(type) else { return false }
    if type.pointee.isUser, !inherits(.__len__, type, type.pointee.kind) { return false }
    write(word.operandA, loadField(guardClass(argument.id, argument.value), field))
    return true
  }

  /// Whether a class of the program has a special method of the built-in kind that its instances are of; the trace relies on it.
  func inherits(_ name: Name, _ type: TypeRef, _ kind: Kind) -> Bool {
    guard vm.isNative(vm.typeLookup(type, vm.name(name)), for: kind) else { return false }
    assume(type)
    return true
  }

  /// Guards that a tuple has the items that it has now.
  func guardItems(_ tuple: Argument, _ wanted: [Value]) -> Bool {
    guard let (pointer, count, length) = sequence(tuple.id, tuple.value, by: nil), length == wanted.count else { return false }
    emitGuard(.guardTrue, [emit(.eqInt, [count, constInt(length)])])
    let first = items(pointer, tuple.value)
    for (index, item) in wanted.enumerated() { guardConstant(emit(.loadItem, [first, constInt(index)]), item) }
    return true
  }

  private func isInstance(_ argument: Argument, _ cls: Argument) -> Bool {
    let classes = cls.value.isExactly(vm.types.tuple) ? vm.tupleItems(cls.value) : [cls.value]
    guard classes.count <= 8, classes.allSatisfy({ $0.isKind(.type) && $0.heapType == vm.types.type }) else { return false }
    let outcome = classes.contains { vm.isSubtype(vm.typeOf(argument.value), $0.object(TypeObject.self)) }
    if !outcome || classes.count > 1, vm.mayClaimClass(vm.typeOf(argument.value)) { return false }
    if cls.value.isKind(.type) {
      guardConstant(cls.id, cls.value)
    } else if !guardItems(cls, classes) {
      return false
    }
    if argument.value.isReference {
      _ = guardClass(argument.id, argument.value)
    } else if isFloat(argument.value) {
      _ = asFloat(argument.id, argument.value)
    } else if isInt(argument.value) {
      _ = asInt(argument.id, argument.value)
    } else {
      guardConstant(argument.id, argument.value)
    }
    write(word.operandA, emit(.constBool, immediate: outcome ? 1 : 0))
    return true
  }
}
