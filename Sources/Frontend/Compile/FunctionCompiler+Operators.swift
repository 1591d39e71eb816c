// Compiles binary operators and comparisons, and conditions as jumps.
import Syntax

extension BinaryOperator {
  var opcode: Opcode {
    switch self {
    case .add: .add
    case .sub: .subtract
    case .mult: .multiply
    case .matMult: .matrixMultiply
    case .div: .trueDivide
    case .mod: .modulo
    case .pow: .power
    case .lShift: .leftShift
    case .rShift: .rightShift
    case .bitOr: .bitOr
    case .bitXor: .bitXor
    case .bitAnd: .bitAnd
    case .floorDiv: .floorDivide
    }
  }
}

extension CompareOperator {
  var opcode: Opcode {
    switch self {
    case .eq: .equal
    case .notEq: .notEqual
    case .lt: .less
    case .ltE: .lessEqual
    case .gt: .greater
    case .gtE: .greaterEqual
    case .is: .isSame
    case .isNot: .isNotSame
    case .in: .contains
    case .notIn: .notContains
    }
  }

  /// The fused jumps: with a register and with an immediate.
  var jumps: (Opcode, Opcode)? {
    switch self {
    case .eq: (.jumpEqual, .jumpEqualImmediate)
    case .notEq: (.jumpNotEqual, .jumpNotEqualImmediate)
    case .lt: (.jumpLess, .jumpLessImmediate)
    case .ltE: (.jumpLessEqual, .jumpLessEqualImmediate)
    case .gt: (.jumpGreater, .jumpGreaterImmediate)
    case .gtE: (.jumpGreaterEqual, .jumpGreaterEqualImmediate)
    default: nil
    }
  }
}

extension FunctionCompiler {
  /// The value of an integer literal that fits an operand field.
  func immediate(_ expression: Expr) -> Int? {
    guard case .int(let number) = constantValue(expression), let small = Int16(exactly: number) else { return nil }
    return Int(small)
  }

  /// Compiles a chain of binary operators in a loop over its left spine.
  func binaryChain(_ expression: Expr, into target: Int) throws(SyntaxDiagnostic) {
    var steps: [(Expr.BinOp, SourceRange)] = []
    var node = expression
    while case .binOp(let operation) = node.kind {
      steps.append((operation, node.range))
      node = operation.left
    }
    try context.enter(steps.count)
    defer { context.leave(steps.count) }
    var folded = constantValue(node)
    while let left = folded, let (step, _) = steps.last, let right = constantValue(step.right) {
      guard let result = foldBinary(step.op, left, right) else { break }
      folded = result
      steps.removeLast()
    }
    if steps.isEmpty, let folded { return load(folded, into: target) }
    let scratch = isTemporary(target) ? target : allocate()
    var left: Int
    if let folded {
      load(folded, into: scratch)
      left = scratch
    } else {
      left = try operand(node, before: steps.map { $0.0.right }, scratch: scratch)
    }
    for (index, (step, place)) in steps.enumerated().reversed() {
      let mark = top
      let destination = index == 0 ? target : scratch
      if step.op == .add || step.op == .sub, let number = immediate(step.right) {
        emit(step.op == .add ? .addImmediate : .subtractImmediate, destination, left, number, at: place)
      } else {
        let right = try operand(step.right)
        emit(step.op.opcode, destination, left, right, at: place)
      }
      top = mark
      left = scratch
    }
  }

  // MARK: Comparisons

  /// The right operand of a comparison, with displays of constants after `in` made constant where nothing else sees them.
  private func comparand(_ expression: Expr, _ op: CompareOperator, before later: [Expr], isChained: Bool) throws(SyntaxDiagnostic)
    -> Int
  {
    if !isChained, op == .in || op == .notIn, let folded = foldedIterable(expression) {
      let register = allocate()
      load(folded, into: register, at: expression.range)
      return register
    }
    return try operand(expression, before: later)
  }

  /// The tuple or frozenset that may stand for a list or set display of constants that is only read.
  func foldedIterable(_ expression: Expr) -> ConstantValue? {
    let (elements, isSet): ([Expr], Bool)
    switch expression.kind {
    case .list(let list): (elements, isSet) = (list.elts, false)
    case .set(let items): (elements, isSet) = (items, true)
    default: return nil
    }
    var items: [ConstantValue] = []
    for element in elements {
      guard let item = constantValue(element) else { return nil }
      items.append(item)
    }
    return isSet ? .frozenSet(items) : .tuple(items)
  }

  /// Compiles a comparison for its value.
  func compare(_ comparison: Expr.Compare, into target: Int) throws(SyntaxDiagnostic) {
    var left = try operand(comparison.left, before: comparison.comparators)
    if comparison.ops.count == 1 {
      let right = try comparand(comparison.comparators[0], comparison.ops[0], before: [], isChained: false)
      return emit(comparison.ops[0].opcode, target, left, right)
    }
    let result = isTemporary(target) ? target : allocate()
    let end = makeLabel()
    let last = comparison.ops.count - 1
    let assigning = lastAssigning(comparison)
    for (index, op) in comparison.ops.enumerated() {
      let later = index < assigning.position ? assigning.one : []
      let right = try comparand(comparison.comparators[index], op, before: later, isChained: index < last)
      emit(op.opcode, result, left, right)
      if index < last { emit(.jumpIf, result, 0, target: end) }
      left = right
    }
    place(end)
    if result != target { emit(.move, target, result) }
  }

  // MARK: Conditions

  /// Jumps to `label` if the truth of `expression` equals `truth`, else goes on.
  func condition(_ expression: Expr, jumpIf truth: Bool, to label: Label) throws(SyntaxDiagnostic) {
    try context.enter()
    let mark = top
    defer {
      context.leave()
      top = mark
    }
    if let known = constantValue(expression)?.truth {
      if known == truth { emit(.jump, target: label) }
      return
    }
    switch expression.kind {
    case .unaryOp(let operation) where operation.op == .not:
      try condition(operation.operand, jumpIf: !truth, to: label)
    case .boolOp(let operation): try shortCircuit(operation, jumpIf: truth, to: label)
    case .compare(let comparison):
      let outerRange = range
      range = expression.range
      defer { range = outerRange }
      try compareAndJump(comparison, jumpIf: truth, to: label)
    case .ifExp(let choice):
      let otherwise = makeLabel()
      let end = makeLabel()
      try condition(choice.test, jumpIf: false, to: otherwise)
      try condition(choice.body, jumpIf: truth, to: label)
      emit(.jump, target: end)
      place(otherwise)
      try condition(choice.orelse, jumpIf: truth, to: label)
      place(end)
    default:
      let register = try operand(expression)
      emit(.jumpIf, register, truth ? 1 : 0, target: label)
    }
  }

  private func shortCircuit(
    _ operation: Expr.BoolOp, jumpIf truth: Bool, to label: Label
  ) throws(SyntaxDiagnostic) {
    let deciding = operation.op == .or
    let past = makeLabel()
    for item in operation.values.dropLast() {
      try condition(item, jumpIf: deciding, to: truth == deciding ? label : past)
    }
    if let last = operation.values.last { try condition(last, jumpIf: truth, to: label) }
    place(past)
  }

  private func compareAndJump(
    _ comparison: Expr.Compare, jumpIf truth: Bool, to label: Label
  ) throws(SyntaxDiagnostic) {
    var left = try operand(comparison.left, before: comparison.comparators)
    let past = makeLabel()
    let last = comparison.ops.count - 1
    let assigning = lastAssigning(comparison)
    for (index, op) in comparison.ops.enumerated() {
      let later = index < assigning.position ? assigning.one : []
      let isLast = index == last
      let target = isLast || !truth ? label : past
      let right = try jumpOnComparison(
        left, op, comparison.comparators[index], jumpIf: isLast && truth, to: target, before: later, isChained: !isLast)
      left = right
    }
    place(past)
  }

  /// The last comparator that assigns names, as a list of one, and its place: asked once, for chains may be long.
  private func lastAssigning(_ comparison: Expr.Compare) -> (position: Int, one: [Expr]) {
    guard comparison.comparators.count > 1, let last = comparison.comparators.lastIndex(where: { $0.assignsNames }) else { return (-1, []) }
    return (last, [comparison.comparators[last]])
  }

  /// Emits one fused comparison; returns the right operand's register for the next link of a chain.
  private func jumpOnComparison(
    _ left: Int, _ op: CompareOperator, _ right: Expr, jumpIf truth: Bool, to label: Label, before later: [Expr],
    isChained: Bool
  ) throws(SyntaxDiagnostic) -> Int {
    let polarity: UInt64 = truth ? 1 << 32 : 0
    if op == .is || op == .isNot {
      let wanted = (op == .is) == truth
      if case .some(.none) = constantValue(right), !isChained {
        emit(.jumpIfNone, left, wanted ? 1 : 0, target: label)
        return left
      }
      let register = try operand(right, before: later)
      emit(.jumpSame, left, register, extra: wanted ? 1 << 32 : 0, target: label)
      return register
    }
    guard let (plain, fused) = op.jumps else {
      let register = try comparand(right, op, before: later, isChained: isChained)
      let result = allocate()
      emit(op.opcode, result, left, register)
      emit(.jumpIf, result, truth ? 1 : 0, target: label)
      return register
    }
    if !isChained, let number = immediate(right) {
      emit(fused, left, number, extra: polarity, target: label)
      return left
    }
    let register = try operand(right, before: later)
    emit(plain, left, register, extra: polarity, target: label)
    return register
  }
}
