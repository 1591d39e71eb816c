// Records arithmetic, comparisons and truth tests.

import TraceIR

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Recorder {
  /// `a op b` of two registers (or a register and an immediate) into register `target`.
  func arithmetic(_ op: Opcode, _ target: Int, _ left: Int, _ right: Operand, inPlace: Bool = false) {
    let a = concrete(left)
    let b = right.value(self)
    if isIntLike(a), isIntLike(b), let result = integerArithmetic(op, left, right, a, b) {
      write(target, result)
    } else if isNumber(a), isNumber(b), isFloat(a) || isFloat(b) || op == .trueDivide || op == .power,
      let result = floatArithmetic(op, left, right, a, b)
    {
      write(target, result)
    } else if let result = plainArithmetic(op, left, right, inPlace: inPlace) {
      write(target, result)
    } else if !inlineSpecial() {
      let helper: HelperName = inPlace ? .rt_in_place : .rt_binary
      write(target, callHelper(helper, [constInt(Int(op.rawValue)), asWord(read(left)), asWord(right.read(self))]))
    }
  }

  /// The second operand of an instruction.
  enum Operand {
    case register(Int)
    case immediate(Int)

    func value(_ recorder: Recorder) -> Value {
      switch self {
      case .register(let register): recorder.concrete(register)
      case .immediate(let number): Value(smallInt: number)
      }
    }
    func read(_ recorder: Recorder) -> ValueID {
      switch self {
      case .register(let register): recorder.read(register)
      case .immediate(let number): recorder.constInt(number)
      }
    }
  }

  private func integerArithmetic(_ op: Opcode, _ left: Int, _ right: Operand, _ a: Value, _ b: Value) -> ValueID? {
    guard let x = int64(a), let y = int64(b) else { return nil }
    func operands() -> [ValueID] { [asInt(read(left), a), asInt(right.read(self), b)] }
    func arithmeticGuard(_ uop: Uop) -> ValueID { emitGuard(uop, operands(), kind: .arithmetic) }
    switch op {
    case .add: return x.addingReportingOverflow(y).overflow ? nil : arithmeticGuard(.addOvf)
    case .subtract: return x.subtractingReportingOverflow(y).overflow ? nil : arithmeticGuard(.subOvf)
    case .multiply: return x.multipliedReportingOverflow(by: y).overflow ? nil : arithmeticGuard(.mulOvf)
    case .floorDivide: return y == 0 || y == -1 ? nil : arithmeticGuard(.floorDivInt)
    case .modulo: return y == 0 || y == -1 ? nil : arithmeticGuard(.floorModInt)
    case .bitAnd where !(a.isBool && b.isBool): return emit(.andInt, operands())
    case .bitOr where !(a.isBool && b.isBool): return emit(.orInt, operands())
    case .bitXor where !(a.isBool && b.isBool): return emit(.xorInt, operands())
    case .leftShift:
      guard y >= 0, y <= 62, (x << y) >> y == x else { return nil }
      return arithmeticGuard(.shlOvf)
    case .rightShift: return y < 0 ? nil : arithmeticGuard(.shrInt)
    case .trueDivide:
      guard y != 0, x.magnitude <= 1 << 53, y.magnitude <= 1 << 53 else { return nil }
      return arithmeticGuard(.trueDivInt)
    case .power where y == 2 && !x.multipliedReportingOverflow(by: x).overflow:
      let exponent = asInt(right.read(self), b)
      emitGuard(.guardTrue, [emit(.eqInt, [exponent, constInt(2)])])
      let base = asInt(read(left), a)
      return emitGuard(.mulOvf, [base, base], kind: .arithmetic)
    default: return nil
    }
  }

  private func floatArithmetic(_ op: Opcode, _ left: Int, _ right: Operand, _ a: Value, _ b: Value) -> ValueID? {
    guard let x = double(a), let y = double(b) else { return nil }
    func operands() -> [ValueID] { [asFloat(read(left), a), asFloat(right.read(self), b)] }
    switch op {
    case .add: return emit(.addFloat, operands())
    case .subtract: return emit(.subFloat, operands())
    case .multiply: return emit(.mulFloat, operands())
    case .trueDivide: return y == 0 || isIntLike(a) && isIntLike(b) ? nil : emitGuard(.divFloat, operands(), kind: .arithmetic)
    case .power where isFloat(a) && isInt(b) && y >= 1 && y <= 64 && pow(x, y).isFinite:
      // Squares and the like: defined for all bases.
      emitGuard(.guardTrue, [emit(.eqInt, [asInt(right.read(self), b), constInt(Int(y))])])
      let power = callHelper(.rt_power, [asFloat(read(left), a), constFloat(y)])
      emitGuard(.guardTrue, [emit(.ltFloat, [emit(.absFloat, [power]), constFloat(.infinity)])], kind: .arithmetic)
      return power
    case .power where isFloat(a) || isFloat(b):
      let result = pow(x, y)
      guard x > 0, result.isFinite, result != 0 else { return nil }
      let pair = operands()
      let zero = emit(.constFloat, immediate: 0)
      emitGuard(.guardTrue, [emit(.gtFloat, [pair[0], zero])], kind: .arithmetic)
      let power = callHelper(.rt_power, pair)
      let infinity = emit(.constFloat, immediate: Int(bitPattern: UInt(Double.infinity.bitPattern)))
      emitGuard(.guardTrue, [emit(.ltFloat, [power, infinity])], kind: .arithmetic)
      emitGuard(.guardTrue, [emit(.gtFloat, [power, zero])], kind: .arithmetic)
      return power
    default: return nil
    }
  }

  func negate(_ target: Int, _ source: Int) {
    let a = concrete(source)
    if isFloat(a) {
      write(target, emit(.negFloat, [floatOperand(source)]))
    } else if let x = int64(a), x != Int.min {
      write(target, emitGuard(.negOvf, [intOperand(source)], kind: .arithmetic))
    } else {
      write(target, callHelper(.rt_unary, [constInt(Int(Opcode.negate.rawValue)), wordOperand(source)]))
    }
  }

  // MARK: Comparison

  static let integerRelations: [Uop] = [.ltInt, .leInt, .gtInt, .geInt, .eqInt, .neInt]
  private static let floatRelations: [Uop] = [.ltFloat, .leFloat, .gtFloat, .geFloat, .eqFloat, .neFloat]

  /// The truth (i1) of a relation of two numbers and its outcome now, or nil when they are no numbers.
  private func numberRelation(_ relation: Int, _ left: Int, _ right: Operand) -> (ValueID, Bool)? {
    let a = concrete(left)
    let b = right.value(self)
    if let x = int64(a), let y = int64(b) {
      let id = emit(Recorder.integerRelations[relation], [asInt(read(left), a), asInt(right.read(self), b)])
      return (id, orderedOutcome(relation, x, y) != 0)
    }
    guard isNumber(a), isNumber(b), let x = double(a), let y = double(b) else { return nil }
    let exact = 1 << 53
    for (value, id) in [(a, { self.read(left) }), (b, { right.read(self) })] where isIntLike(value) {
      guard let number = int64(value), number.magnitude <= UInt(exact) else { return nil }
      let unboxed = asInt(id(), value)
      emitGuard(.guardTrue, [emit(.leInt, [unboxed, constInt(exact)])], kind: .arithmetic)
      emitGuard(.guardTrue, [emit(.geInt, [unboxed, constInt(-exact)])], kind: .arithmetic)
    }
    let id = emit(Recorder.floatRelations[relation], [asFloat(read(left), a), asFloat(right.read(self), b)])
    return (id, orderedOutcome(relation, x, y) != 0)
  }

  /// `a relation b` into a register.
  func comparison(_ op: Opcode, _ target: Int, _ left: Int, _ right: Operand) {
    let relation = Int(op.rawValue) - Int(Opcode.less.rawValue)
    if let (id, _) = numberRelation(relation, left, right) ?? sequenceRelation(relation, left, right) {
      write(target, id)
    } else if !inlineSpecial() {
      write(target, callHelper(.rt_compare, [constInt(Int(op.rawValue)), asWord(read(left)), asWord(right.read(self))]))
    }
  }

  /// A fused compare and branch.
  func compareAndBranch(_ relation: Int, _ left: Int, _ right: Operand) -> Bool {
    let jumpOn = frame.code.pointee.words[pc + 1] >> 32 & 1 != 0
    let target = pc + Int(Int32(truncatingIfNeeded: frame.code.pointee.words[pc + 1]))
    if let (id, outcome) = numberRelation(relation, left, right) ?? sequenceRelation(relation, left, right) {
      branch(id, outcome, taken: outcome == jumpOn, target: target)
      return true
    }
    let a = concrete(left)
    let b = right.value(self)
    if relation >= 4, a.isNone || b.isNone, !(a.isReference || b.isReference) {
      guardPlain(read(left), a)
      guardPlain(right.read(self), b)
      chargeBranch(taken: ((a == b) == (relation == 4)) == jumpOn)
      return true
    }
    if relation >= 4, branchOnIdentity(left, right, isEqual: relation == 4, jumpOn: jumpOn, target: target) || inlineSpecial() { return true }
    if relation < 4, inlineSpecial() { return true }
    let op = Opcode.less.rawValue + UInt16(relation)
    let word = callHelper(.rt_compare, [constInt(Int(op)), asWord(read(left)), asWord(right.read(self))])
    return branchAfterCall(word, jumpOn: jumpOn, target: target) { vm in
      vm.compareTruth(relation, a, b)
    }
  }

  /// Guards that a value stays None, or a number of its type.
  private func guardPlain(_ id: ValueID, _ value: Value) {
    if value.isNone {
      guardConstant(id, value)
    } else if isFloat(value) {
      _ = asFloat(id, value)
    } else {
      _ = asInt(id, value)
    }
  }

  /// Branches on the word that a helper returned. The interpreter will compute the outcome again: only for builtin types.
  private func branchAfterCall(_ word: ValueID, jumpOn: Bool, target: Int, _ outcome: (VM) -> Int) -> Bool {
    guard isSafeToRepeat() else { return false }
    let truth = outcome(vm)
    guard truth >= 0 else { return false }
    let condition = emitGuard(.guardBool, [word])
    branch(condition, truth == 1, taken: (truth == 1) == jumpOn, target: target)
    return true
  }

  /// Whether both operands of the current comparison are of built-in types, so that comparing has no effect.
  private func isSafeToRepeat() -> Bool {
    let a = concrete(self.word.operandA)
    let b = concrete(self.word.operandB)
    return !vm.typeOf(a).pointee.isUser && !vm.typeOf(b).pointee.isUser
  }

  /// Guards a condition that decides a branch; the exit goes on at the side not taken.
  func branch(_ condition: ValueID, _ outcome: Bool, taken: Bool, target: Int, kind: ExitKind = .branch) {
    chargeBranch(taken: taken)
    noteLoopExit(taken: taken, other: taken ? next : target)
    emitGuard(outcome ? .guardTrue : .guardFalse, [condition], kind: kind, target: taken ? next : target)
  }

  // MARK: Truth

  /// `jumpIf`: a branch on the truth of a register.
  func truthBranch() -> Bool {
    let register = word.operandA
    let jumpOn = word.operandB != 0
    let target = pc + Int(Int32(truncatingIfNeeded: frame.code.pointee.words[pc + 1]))
    guard let (condition, outcome) = truthCondition(register) else { return false }
    if let condition {
      branch(condition, outcome, taken: outcome == jumpOn, target: target, kind: .controlFlow)
    }
    return true
  }

  /// The condition (nil when a type guard decides it) and its outcome.
  func truthCondition(_ register: Int) -> (ValueID?, Bool)? {
    let value = concrete(register)
    let id = read(register)
    if type(id) == .i1 { return (id, value.isTrue) }
    if value.isBool { return (emitGuard(.guardBool, [asWord(id)]), value.isTrue) }
    if value.isNone {
      guardConstant(id, value)
      return (nil, false)
    }
    if let number = int64(value) { return (emit(.neInt, [asInt(id, value), constInt(0)]), number != 0) }
    if isFloat(value), let number = double(value) {
      return (emit(.neFloat, [asFloat(id, value), emit(.constFloat, immediate: 0)]), number != 0)
    }
    guard value.isReference else { return nil }
    return referenceTruth(id, value)
  }

  private func referenceTruth(_ id: ValueID, _ value: Value) -> (ValueID?, Bool)? {
    let type = value.heapType
    if !type.pointee.isUser, let field = countField(type) {
      let count = loadField(guardClass(id, value), field)
      let isTrue = vm.truthFast(value) == 1
      return (emit(.neInt, [count, constInt(0)]), isTrue)
    }
    let hasTruth = !vm.typeLookup(type, vm.name(.__bool__)).isNil || !vm.typeLookup(type, vm.name(.__len__)).isNil
    if type.pointee.kind == .instance || type.pointee.kind == .function || type.pointee.kind == .type, !hasTruth {
      _ = guardClass(id, value)
      assume(type)
      return (nil, true)
    }
    guard !type.pointee.isUser else { return nil }
    let outcome = vm.truthFast(value)
    guard outcome >= 0 else { return nil }
    return (emitGuard(.guardBool, [callHelper(.rt_truth, [asWord(id)])]), outcome == 1)
  }

  func logicalNot(_ target: Int, _ source: Int) -> Bool {
    guard let (condition, outcome) = truthCondition(source) else { return false }
    if let condition {
      write(target, emit(.notBool, [condition]))
    } else {
      write(target, emit(.constBool, immediate: outcome ? 0 : 1))
    }
    return true
  }

  /// Notes that the trace is wrong once a class changes.
  func assume(_ type: TypeRef) {
    record.assume(Assumption(subject: .type(UInt(bitPattern: type)), state: type.pointee.version))
  }

  /// Notes that the trace is wrong once a variable changes.
  func assume(_ cell: UnsafeMutablePointer<GlobalCell>) {
    record.assume(Assumption(subject: .global(UInt(bitPattern: cell)), state: cell.pointee.value.raw))
  }
}
