// Translates integer arithmetic: constants, identities, sums of sums, and overflow checks that ranges make needless.

extension ForwardPass {
  // MARK: Sums

  /// Translates additions and subtractions, checked or not.
  mutating func sum(_ item: Instruction) -> ValueID {
    let (a, b) = (argument(0), argument(1))
    let isChecked = item.op == .addOvf || item.op == .subOvf
    let isAddition = item.op == .addOvf || item.op == .addInt
    if isEnabled(.folding), let known = foldedSum(item.op, a, b, isAddition: isAddition) { return known }
    let (bounds, isExact) = isAddition ? range(a).adding(range(b)) : range(a).subtracting(range(b))
    let result =
      isEnabled(.folding)
      ? emitSum(item, a, b, isAddition: isAddition, isChecked: isChecked && !isExact)
      : emitMerged(item.op, [real(a), real(b)], exit: item.exit)
    if isExact || isChecked {
      let known = isEnabled(.ranges) ? bounds : .all
      facts.learn(result) {
        $0.isExact = true
        $0.range = $0.range.intersection(known)
      }
    }
    return canonical(result)
  }

  private mutating func foldedSum(_ op: Uop, _ a: ValueID, _ b: ValueID, isAddition: Bool) -> ValueID? {
    if let known = folded(op, a, b) { return known }
    if constantInt(b) == 0 { return a }
    if isAddition, constantInt(a) == 0 { return b }
    if !isAddition, a == b { return constant(.constInt, 0) }
    return nil
  }

  private mutating func emitSum(
    _ item: Instruction, _ a: ValueID, _ b: ValueID, isAddition: Bool, isChecked: Bool
  ) -> ValueID {
    let exit = isChecked ? item.exit : -1
    if let (base, addend) = constantSum(a, b, isAddition) {
      // Whether a sum overflows depends on its value alone, however it is put together.
      if addend == 0 { return base }
      return emitMerged(isChecked ? .addOvf : .addInt, [real(base), constant(.constInt, addend)], exit: exit)
    }
    var operands = [real(a), real(b)]
    if isAddition, operands[1] < operands[0], constantInt(operands[1]) == nil { operands.swapAt(0, 1) }
    if constantInt(operands[0]) != nil, isAddition { operands.swapAt(0, 1) }
    let op: Uop = isAddition ? (isChecked ? .addOvf : .addInt) : (isChecked ? .subOvf : .subInt)
    return emitMerged(op, operands, exit: exit)
  }

  /// A sum with a constant as base plus constant, sums with constants looked through.
  private func constantSum(_ a: ValueID, _ b: ValueID, _ isAddition: Bool) -> (base: ValueID, addend: Int64)? {
    let base: ValueID
    var addend: Int64
    if let value = constantInt(b) {
      let (negated, overflow) = Int64(0).subtractingReportingOverflow(value)
      if !isAddition && overflow { return nil }
      (base, addend) = (a, isAddition ? value : negated)
    } else if isAddition, let value = constantInt(a) {
      (base, addend) = (b, value)
    } else {
      return nil
    }
    let definition = values[base]
    guard facts[base].isExact, definition.form == .real, definition.op == .addOvf || definition.op == .addInt,
      definition.b >= 0, let inner = constantInt(ValueID(Int(definition.b)))
    else { return (base, addend) }
    let (total, overflow) = inner.addingReportingOverflow(addend)
    if overflow { return (base, addend) }
    addend = total
    return (canonical(ValueID(Int(definition.a))), addend)
  }

  // MARK: Other arithmetic

  mutating func integer(_ item: Instruction) -> ValueID {
    let a = argument(0)
    let b = item.operands.count > 1 ? argument(1) : ValueID.none
    if isEnabled(.folding) {
      if let known = folded(item.op, a, b) ?? simplified(item.op, a, b) { return known }
    }
    let operands = b == .none ? [real(a)] : [real(a), real(b)]
    let result = emitMerged(item.op, isEnabled(.folding) ? ordered(item.op, operands) : operands, exit: item.exit)
    if isEnabled(.ranges) {
      let bounds = self.bounds(item.op, a, b)
      facts.learn(result) { $0.range = $0.range.intersection(bounds) }
    }
    return canonical(result)
  }

  /// Operands of commutative uops in a fixed order, constants last.
  private func ordered(_ op: Uop, _ operands: [ValueID]) -> [ValueID] {
    switch op {
    case .mulOvf, .andInt, .orInt, .xorInt:
      let isSwapped = constantInt(operands[0]) != nil || (constantInt(operands[1]) == nil && operands[1] < operands[0])
      return isSwapped ? [operands[1], operands[0]] : operands
    default: return operands
    }
  }

  /// Evaluates a uop on literal constants; `nil` if an operand is not one, or if the uop would leave.
  mutating func folded(_ op: Uop, _ a: ValueID, _ b: ValueID) -> ValueID? {
    guard let left = constantBits(a) else { return nil }
    var right: UInt64 = 0
    if b != .none {
      guard let bits = constantBits(b) else { return nil }
      right = bits
    }
    guard case .value(let result) = ScalarSemantics.evaluate(op, left, right, encoding: abi.encoding) else { return nil }
    return constant(op.info.result, bits: result)
  }

  private mutating func simplified(_ op: Uop, _ a: ValueID, _ b: ValueID) -> ValueID? {
    switch op {
    case .mulOvf: return simplifiedProduct(a, b) ?? simplifiedProduct(b, a)
    case .andInt, .orInt, .xorInt: return simplifiedBits(op, a, b) ?? simplifiedBits(op, b, a)
    case .shlOvf, .shrInt: return constantInt(b) == 0 ? a : nil
    case .floorDivInt: return simplifiedQuotient(a, b)
    case .floorModInt: return simplifiedRemainder(a, b)
    case .notInt: return values[a].op == .notInt ? canonical(ValueID(Int(values[a].a))) : nil
    default: return nil
    }
  }

  private mutating func simplifiedProduct(_ a: ValueID, _ b: ValueID) -> ValueID? {
    switch constantInt(b) {
    case 0: constant(.constInt, 0)
    case 1: a
    default: nil
    }
  }

  private mutating func simplifiedBits(_ op: Uop, _ a: ValueID, _ b: ValueID) -> ValueID? {
    if a == b { return op == .xorInt ? constant(.constInt, 0) : a }
    switch (op, constantInt(b)) {
    case (.andInt, 0): return b
    case (.andInt, -1), (.orInt, 0), (.xorInt, 0): return a
    case (.orInt, -1): return b
    case (.andInt, let mask?):
      // A mask of low bits that covers all values changes nothing.
      let bounds = range(a)
      return mask > 0 && mask & (mask &+ 1) == 0 && bounds.low >= 0 && bounds.high <= mask ? a : nil
    default: return nil
    }
  }

  private mutating func simplifiedQuotient(_ a: ValueID, _ b: ValueID) -> ValueID? {
    constantInt(b) == 1 ? a : nil
  }

  private mutating func simplifiedRemainder(_ a: ValueID, _ b: ValueID) -> ValueID? {
    guard let divisor = constantInt(b), divisor > 0 else { return nil }
    if divisor == 1 { return constant(.constInt, 0) }
    let bounds = range(a)
    if bounds.low >= 0, bounds.high < divisor { return a }
    // Rounding down makes the remainder by a power of two its low bits, for negative numbers too.
    guard divisor & (divisor - 1) == 0 else { return nil }
    let result = emitMerged(.andInt, [real(a), constant(.constInt, divisor - 1)])
    if isEnabled(.ranges) { facts.learn(result) { $0.range = IntRange(low: 0, high: divisor - 1) } }
    return canonical(result)
  }

  private func bounds(_ op: Uop, _ a: ValueID, _ b: ValueID) -> IntRange {
    let left = values[a].type == .i64 ? range(a) : .all
    let right = b == .none ? .all : range(b)
    switch op {
    case .mulOvf: return left.multiplied(by: right)
    case .negOvf: return IntRange(0).subtracting(left).range
    case .andInt: return left.and(right)
    case .orInt, .xorInt: return left.or(right)
    case .shrInt: return left.shiftedRight(right)
    case .floorModInt: return left.floorRemainder(right)
    case .floorDivInt: return left.floorQuotient(right)
    case .boolToInt: return .bit
    default: return .all
    }
  }
}
