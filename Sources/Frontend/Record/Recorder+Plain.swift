// Records what runs no code of the program by helpers that change little: knowledge of objects outlives them.

import TraceIR

extension Recorder {
  // MARK: Natives

  /// A call of a native that has no helper of its own, with values of built-in classes that say nothing by methods of their own.
  func plainNative(_ callee: Value, _ role: NativeRole, _ arguments: [Argument]) -> Bool {
    let builtin = callee.object(BuiltinObject.self)
    guard role == .plain || role == .changing || role.isNumeric, builtin.pointee.receiver.isNil, let first = arguments.first else { return false }
    guard let count = wordCount(builtin, arguments.count) else { return false }
    if builtin.pointee.owner.isReference {
      let type = vm.typeOf(first.value)
      guard Value(type) == builtin.pointee.owner || type == vm.types.bool && builtin.pointee.owner == Value(vm.types.int) else { return false }
    }
    let isMethod = builtin.pointee.owner.isReference
    let takesSequences = isMethod && vm.runtime.plainMethods.takingSequences.contains(vm.swiftString(builtin.pointee.name))
    let rest = arguments.dropFirst(isMethod ? 1 : 0)
    guard role == .changing || rest.allSatisfy({ isPlainOperand($0.value) || takesSequences && isSequence($0.value) }) else { return false }
    for argument in role == .changing ? arguments[..<1] : arguments[...] { guardKind(argument) }
    let words = arguments.map { asWord($0.id) } + (arguments.count..<count).map { _ in constWord(.nil) }
    write(word.operandA, callHelper(helper(role, count), [asWord(constValue(callee))] + words))
    return true
  }

  private func helper(_ role: NativeRole, _ count: Int) -> HelperName {
    let plain: [HelperName] = [.rt_plain_1, .rt_plain_2, .rt_plain_3, .rt_plain_4]
    let changing: [HelperName] = [.rt_change_1, .rt_change_2, .rt_change_3, .rt_change_4]
    return (role == .changing ? changing : plain)[count - 1]
  }

  /// How many words a native's body is to get, nil where it is not called with so many arguments or gets too many.
  private func wordCount(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ count: Int) -> Int? {
    let entry = vm.pointee.natives + builtin.pointee.native
    var total = count
    if entry.pointee.signature == nil {
      guard count >= Int(builtin.pointee.minimum), builtin.pointee.maximum < 0 || count <= Int(builtin.pointee.maximum) else { return nil }
    } else if !entry.pointee.isRaw {
      guard entry.pointee.parameterCount >= 0, count >= entry.pointee.requiredCount, count <= entry.pointee.positionalCount else { return nil }
      total = entry.pointee.parameterCount
    }
    return 1...4 ~= total ? total : nil
  }

  /// `str(x)`, `int(x)`, `float(x)` and `complex(x, y)` of numbers and strings.
  func plainConversion(_ cls: Value, _ arguments: [Argument]) -> Bool {
    let type = cls.object(TypeObject.self)
    guard type == vm.types.str || type == vm.types.int || type == vm.types.float || type == vm.types.complex else { return false }
    let maker = vm.typeLookup(type, vm.name(.__new__))
    guard maker.isKind(.builtin), maker.object(BuiltinObject.self).pointee.receiver.isNil, arguments.allSatisfy({ isPlainOperand($0.value) }),
      let count = wordCount(maker.object(BuiltinObject.self), arguments.count + 1)
    else { return false }
    for argument in arguments { guardKind(argument) }
    let words = [asWord(constValue(cls))] + arguments.map { asWord($0.id) } + (arguments.count + 1..<count).map { _ in constWord(.nil) }
    write(word.operandA, callHelper(helper(.plain, count), [asWord(constValue(maker))] + words))
    return true
  }

  /// Whether a value is None, a number, or a string of a built-in class.
  func isPlainOperand(_ value: Value) -> Bool {
    if value.isNone || isNumber(value) { return true }
    return value.isExactly(vm.types.str) || value.isExactly(vm.types.bytes) || value.isExactly(vm.types.complex)
  }

  private func isSequence(_ value: Value) -> Bool { value.isExactly(vm.types.tuple) || value.isExactly(vm.types.list) }

  /// Guards that a value stays of its class.
  private func guardKind(_ argument: Argument) {
    if isFloat(argument.value) {
      _ = asFloat(argument.id, argument.value)
    } else if isIntLike(argument.value) {
      _ = asInt(argument.id, argument.value)
    } else if argument.value.isReference {
      _ = guardClass(argument.id, argument.value)
    } else {
      guardConstant(argument.id, argument.value)
    }
  }

  // MARK: Operators

  /// `a op b` of strings, bytes and complex numbers, and `a + b` of two tuples or, unless that extends the first, of two lists.
  func plainArithmetic(_ op: Opcode, _ left: Int, _ right: Operand, inPlace: Bool) -> ValueID? {
    let (x, y) = (concrete(left), right.value(self))
    if op == .add, x.isExactly(vm.types.tuple) || x.isExactly(vm.types.list) && !inPlace, y.isExactly(x.heapType) {
      _ = guardClass(read(left), x)
      _ = guardClass(right.read(self), y)
      return callHelper(.rt_plain_binary, [constInt(Int(op.rawValue)), asWord(read(left)), asWord(right.read(self))])
    }
    guard isPlainOperand(x), isPlainOperand(y), !x.isNone, !y.isNone, !isNumber(x) || !isNumber(y) else { return nil }
    let (a, b) = ((id: read(left), value: x), (id: right.read(self), value: y))
    guardKind(a)
    guardKind(b)
    if op == .add, a.value.isKind(.str), b.value.isKind(.str) { return callHelper(.rt_concatenate, [asWord(a.id), asWord(b.id)]) }
    return callHelper(.rt_plain_binary, [constInt(Int(op.rawValue)), asWord(a.id), asWord(b.id)])
  }

  /// A part of a formatted string; false if its class may have methods of its own for that.
  func plainFormat(_ specification: Int?, conversion: Int) -> ValueID? {
    let value = concrete(word.operandB)
    guard isPlainOperand(value), specification.map({ concrete($0).isExactly(vm.types.str) }) ?? true else { return nil }
    guardKind((read(word.operandB), value))
    if let specification { _ = guardClass(read(specification), concrete(specification)) }
    let text = specification.map { wordOperand($0) } ?? constWord(.nil)
    return callHelper(.rt_format, [wordOperand(word.operandB), text, constInt(conversion)])
  }
}
