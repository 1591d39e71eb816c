// Translates float arithmetic; only what is exact for every bit pattern is simplified.

extension ForwardPass {
  mutating func float(_ item: Instruction) -> ValueID {
    let a = argument(0)
    let b = item.operands.count > 1 ? argument(1) : ValueID.none
    if isEnabled(.folding) {
      if let known = foldedFloat(item.op, a, b) { return known }
      if let known = simplifiedFloat(item.op, a) { return known }
    }
    let operands = b == .none ? [real(a)] : [real(a), real(b)]
    return emitKnown(item.op, operands, exit: item.exit)
  }

  private mutating func foldedFloat(_ op: Uop, _ a: ValueID, _ b: ValueID) -> ValueID? {
    guard let known = folded(op, a, b) else { return nil }
    // The payload of a computed NaN is the processor's business.
    if values[known].op == .constFloat, Double(bitPattern: UInt64(bitPattern: values[known].immediate)).isNaN { return nil }
    return known
  }

  private mutating func simplifiedFloat(_ op: Uop, _ a: ValueID) -> ValueID? {
    let definition = values[a]
    switch (op, definition.op) {
    case (.negFloat, .negFloat): return canonical(ValueID(Int(definition.a)))
    case (.absFloat, .absFloat): return a
    case (.absFloat, .negFloat): return emitKnown(.absFloat, [canonical(ValueID(Int(definition.a)))])
    default: return nil
    }
  }
}
