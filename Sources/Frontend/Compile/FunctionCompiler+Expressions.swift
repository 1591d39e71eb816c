// Compiles expressions into registers.
import Syntax

extension FunctionCompiler {
  /// Evaluates an expression; returns the register that holds it.
  ///
  /// A plain local is its own operand, except where `later`, which is evaluated before the operand is used, may
  /// change it with `:=`. `scratch` is used for the value if it is a temporary.
  func operand(_ expression: Expr, before later: [Expr] = [], scratch: Int = -1) throws(SyntaxDiagnostic) -> Int {
    if case .name(let name) = expression.kind, name.id != "__debug__",
      !(isNamedTarget(name.id) && later.contains(where: { $0.assignsNames })),
      let register = localOperand(name.id, at: expression.range)
    {
      return register
    }
    let target = scratch >= 0 && isTemporary(scratch) ? scratch : allocate()
    try value(expression, into: target)
    return target
  }

  /// Evaluates an expression into the temporary on top.
  func fresh(_ expression: Expr) throws(SyntaxDiagnostic) -> Int {
    let target = allocate()
    try value(expression, into: target)
    return target
  }

  /// Evaluates an expression into `target`, which is written by the last action only unless it is a temporary.
  func value(_ expression: Expr, into target: Int) throws(SyntaxDiagnostic) {
    try context.enter()
    let mark = top
    let outerRange = range
    range = expression.range
    defer {
      context.leave()
      top = mark
      range = outerRange
    }
    switch expression.kind {
    case .constant(let constant): load(ConstantValue(constant.value), into: target)
    case .name(let name):
      if name.id == "__debug__" { return load(.bool(true), into: target) }
      loadName(name.id, into: target, at: expression.range)
    case .binOp: try binaryChain(expression, into: target)
    case .unaryOp(let operation): try unary(operation, expression, into: target)
    case .boolOp(let operation): try boolean(operation, into: target)
    case .compare(let comparison): try compare(comparison, into: target)
    case .call(let call): try self.call(call, into: target)
    case .attribute(let attribute): try loadAttribute(attribute, into: target)
    case .subscript(let subscription):
      let object = try operand(subscription.value, before: [subscription.slice])
      let index = try operand(subscription.slice)
      emit(.loadItem, target, object, index)
    case .ifExp(let choice): try conditional(choice, into: target)
    case .tuple(let elements):
      if let folded = constantValue(expression) { return load(folded, into: target) }
      try sequence(elements.elts, .makeTuple, into: target)
    case .list(let elements): try sequence(elements.elts, .makeList, into: target)
    case .set(let elements): try sequence(elements, .makeSet, into: target)
    case .dict(let dict): try dictionary(dict, into: target)
    default: try rareValue(expression, into: target)
    }
  }

  private func rareValue(_ expression: Expr, into target: Int) throws(SyntaxDiagnostic) {
    switch expression.kind {
    case .namedExpr(let named):
      try value(named.value, into: target)
      try assign(named.target, from: target)
    case .lambda(let lambda): try self.lambda(lambda, at: expression.range, into: target)
    case .listComp(let comp):
      try inlineComprehension(.list(comp.elt), comp.generators, at: expression.range, into: target)
    case .setComp(let comp):
      try inlineComprehension(.set(comp.elt), comp.generators, at: expression.range, into: target)
    case .dictComp(let comp):
      try inlineComprehension(.dict(comp.key, comp.value), comp.generators, at: expression.range, into: target)
    case .generatorExp(let comp): try generatorExpression(comp, at: expression.range, into: target)
    case .await(let awaited): try self.await(awaited, into: target)
    case .yield(let yielded): try self.yield(yielded, into: target)
    case .yieldFrom(let iterable): try yieldFrom(iterable, into: target)
    case .formattedValue(let field): try formatted(field, into: target)
    case .joinedStr(let parts): try joined(parts, into: target)
    case .slice(let slice): try self.slice(slice, into: target)
    case .starred(let starred):
      guard isInAnnotations else { throw error("can't use starred expression here") }
      // `*args: *Ts` stands for the only item of the iterable.
      let source = try operand(starred.value, scratch: target)
      emit(.unpack, target, source, 1)
    default: break
    }
  }

  /// Evaluates an expression for its effects only.
  func effect(_ expression: Expr) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    if case .constant = expression.kind { return }
    if case .name(let name) = expression.kind, localOperand(name.id, at: expression.range) != nil { return }
    _ = try fresh(expression)
  }

  private func unary(_ operation: Expr.UnaryOp, _ expression: Expr, into target: Int) throws(SyntaxDiagnostic) {
    if let folded = constantValue(expression) { return load(folded, into: target) }
    if operation.op == .not, case .compare(let comparison) = operation.operand.kind, comparison.ops.count == 1,
      let inverse = comparison.ops[0].exactInverse
    {
      var inverted = comparison
      inverted.ops = [inverse]
      return try compare(inverted, into: target)
    }
    let source = try operand(operation.operand, scratch: target)
    let opcode: Opcode =
      switch operation.op {
      case .invert: .invert
      case .not: .not
      case .uAdd: .positive
      case .uSub: .negate
      }
    emit(opcode, target, source)
  }

  private func loadAttribute(_ attribute: Expr.Attribute, into target: Int) throws(SyntaxDiagnostic) {
    if let (cell, receiver) = try plainSuper(attribute.value) {
      emit(
        .loadSuperAttribute, target, cell, nameIndex(mangled(attribute.attr)), extra: UInt64(receiver))
      return
    }
    let place = methodPlace(Expr(.attribute(attribute), range), range)
    let object = try operand(attribute.value, scratch: target)
    emit(.loadAttribute, target, object, nameIndex(mangled(attribute.attr)), at: place)
  }

  private func conditional(_ choice: Expr.IfExp, into target: Int) throws(SyntaxDiagnostic) {
    if let truth = constantValue(choice.test)?.truth {
      return try value(truth ? choice.body : choice.orelse, into: target)
    }
    let otherwise = makeLabel()
    let end = makeLabel()
    try condition(choice.test, jumpIf: false, to: otherwise)
    try value(choice.body, into: target)
    emit(.jump, target: end)
    place(otherwise)
    try value(choice.orelse, into: target)
    place(end)
  }

  /// Compiles `and` / `or` for its value.
  private func boolean(_ operation: Expr.BoolOp, into target: Int) throws(SyntaxDiagnostic) {
    let result = isTemporary(target) ? target : allocate()
    let end = makeLabel()
    for (index, item) in operation.values.enumerated() {
      try value(item, into: result)
      if index < operation.values.count - 1 {
        emit(.jumpIf, result, operation.op == .or ? 1 : 0, target: end)
      }
    }
    place(end)
    if result != target { emit(.move, target, result) }
  }

  private func slice(_ slice: Expr.Slice, into target: Int) throws(SyntaxDiagnostic) {
    let base = allocate(3)
    for (offset, bound) in [slice.lower, slice.upper, slice.step].enumerated() {
      if let bound { try value(bound, into: base + offset) } else { emit(.loadNone, base + offset) }
    }
    emit(.makeSlice, target, base)
  }
}

extension CompareOperator {
  /// The operator that gives the negated truth for all operands, if there is one.
  var exactInverse: CompareOperator? {
    switch self {
    case .is: .isNot
    case .isNot: .is
    case .in: .notIn
    case .notIn: .in
    default: nil
    }
  }
}

extension Expr {
  /// Whether evaluating the expression may run `:=` in the current code unit.
  var assignsNames: Bool {
    switch kind {
    case .namedExpr: true
    case .constant, .name, .lambda, .generatorExp: false
    case .binOp:
      spineTerms.contains { $0.assignsNames }
    case .boolOp(let operation): operation.values.contains { $0.assignsNames }
    case .unaryOp(let operation): operation.operand.assignsNames
    case .attribute(let attribute): attribute.value.assignsNames
    case .subscript(let item): item.value.assignsNames || item.slice.assignsNames
    case .call(let call):
      call.function.assignsNames || call.args.contains { $0.assignsNames }
        || call.keywords.contains { $0.value.assignsNames }
    case .compare(let comparison):
      comparison.left.assignsNames || comparison.comparators.contains { $0.assignsNames }
    case .list(let elements), .tuple(let elements): elements.elts.contains { $0.assignsNames }
    // The rest is rare enough next to `:=` that a needless copy does no harm.
    default: true
    }
  }

  /// The terms of a chain of binary operators, from the last to the first.
  var spineTerms: [Expr] {
    var terms: [Expr] = []
    var node = self
    while case .binOp(let operation) = node.kind {
      terms.append(operation.right)
      node = operation.left
    }
    terms.append(node)
    return terms
  }
}
