// Translates comparisons, truth values and the guards on them, and learns from what the guards establish.

extension ForwardPass {
  // MARK: Comparisons

  /// Compares integers; all comparisons become `eqInt` or `ltInt`, perhaps negated, so that equal questions look equal.
  mutating func compareInts(_ op: Uop, _ a: ValueID, _ b: ValueID) -> ValueID {
    guard isEnabled(.folding) else { return emitMerged(op, [real(a), real(b)]) }
    switch op {
    case .neInt: return negated(equalInts(a, b))
    case .gtInt: return lessInts(b, a)
    case .leInt: return negated(lessInts(b, a))
    case .geInt: return negated(lessInts(a, b))
    case .ltInt: return lessInts(a, b)
    default: return equalInts(a, b)
    }
  }

  private mutating func equalInts(_ a: ValueID, _ b: ValueID) -> ValueID {
    if a == b { return truth(true) }
    let (left, right) = (range(a), range(b))
    if left.high < right.low || right.high < left.low { return truth(false) }
    if left.isSingle, left == right { return truth(true) }
    // A constant goes to the right.
    let isSwapped = constantInt(a) != nil || (constantInt(b) == nil && b < a)
    return emitKnown(.eqInt, isSwapped ? [real(b), real(a)] : [real(a), real(b)])
  }

  private mutating func lessInts(_ a: ValueID, _ b: ValueID) -> ValueID {
    if a == b { return truth(false) }
    let (left, right) = (range(a), range(b))
    if left.high < right.low { return truth(true) }
    if left.low >= right.high { return truth(false) }
    return emitKnown(.ltInt, [real(a), real(b)])
  }

  mutating func compareFloats(_ op: Uop, _ a: ValueID, _ b: ValueID) -> ValueID {
    if isEnabled(.folding) {
      if let folded = folded(op, a, b) { return folded }
      switch op {
      case .neFloat: return negated(compareFloats(.eqFloat, a, b))
      case .gtFloat: return compareFloats(.ltFloat, b, a)
      case .geFloat: return compareFloats(.leFloat, b, a)
      default: break
      }
    }
    return emitKnown(op, [real(a), real(b)])
  }

  mutating func truth(_ value: Bool) -> ValueID { constant(.constBool, value ? 1 : 0) }

  mutating func negated(_ condition: ValueID) -> ValueID {
    guard isEnabled(.folding) else { return lazy(.notBool, condition) }
    if let value = constantBool(condition) { return truth(!value) }
    let definition = values[condition]
    if definition.op == .notBool { return inner(definition) }
    return lazy(.notBool, condition)
  }

  // MARK: Identity of words

  mutating func sameWord(_ a: ValueID, _ b: ValueID) -> ValueID {
    if isEnabled(.folding) {
      if a == b { return truth(true) }
      if let decided = differ(a, b) { return truth(decided) }
      if let condition = truthCompared(a, b) ?? truthCompared(b, a) { return condition }
    }
    let isSwapped = values[a].op == .constWord || values[a].op == .constRef
    return emitKnown(.sameWord, isSwapped ? [real(b), real(a)] : [real(a), real(b)])
  }

  /// Whether two different values are known to be the same word, or known not to be.
  private func differ(_ a: ValueID, _ b: ValueID) -> Bool? {
    // Nothing else can refer to an object that was never made visible.
    if virtualIndex(word: a) != nil || virtualIndex(word: b) != nil { return false }
    if let left = constantWord(a), let right = constantWord(b) { return left == right }
    if values[a].op == .constRef, values[b].op == .constRef { return values[a].immediate == values[b].immediate }
    let (left, right) = (facts[a], facts[b])
    if let literal = constantWord(a) ?? constantWord(b) {
      let other = constantWord(a) == nil ? left : right
      if literal == abi.encoding.nilWord { return other.isNotNil ? false : nil }
      let known = constantWord(a) == nil ? right.kind : left.kind
      // None has no kind of its own and equals nothing that has one.
      if other.kind != .unknown, other.kind != known { return false }
      return nil
    }
    if left.kind == .unknown || right.kind == .unknown || left.kind == right.kind { return nil }
    // A wide number may also be known as a heap object; a truth value never is.
    let mayBeBoth = left.kind == .reference && right.kind != .bool || right.kind == .reference && left.kind != .bool
    return mayBeBoth ? nil : false
  }

  private mutating func truthCompared(_ word: ValueID, _ literal: ValueID) -> ValueID? {
    guard let bits = constantWord(literal), facts[word].kind == .bool, facts[word].twin >= 0 else { return nil }
    let value = canonical(ValueID(Int(facts[word].twin)))
    if bits == abi.encoding.trueWord { return value }
    return bits == abi.encoding.falseWord ? negated(value) : nil
  }

  // MARK: Guards

  mutating func guardCondition(_ item: Instruction, _ wanted: Bool) -> ValueID {
    guardTruth(argument(0), wanted, item)
  }

  /// Leaves unless a truth value is as wanted.
  mutating func guardTruth(_ condition: ValueID, _ wanted: Bool, _ item: Instruction) -> ValueID {
    var condition = condition
    var wanted = wanted
    while values[condition].form == .lazy, values[condition].op == .notBool {
      condition = inner(values[condition])
      wanted.toggle()
    }
    if isEnabled(.guards), constantBool(condition) == wanted { return .none }
    let operand = real(condition)
    let always = emitGuard(wanted ? .guardTrue : .guardFalse, [operand], item)
    if isEnabled(.guards) { learn(operand, wanted, always: always) }
    return .none
  }

  /// Learns what follows from a truth value being known.
  mutating func learn(_ condition: ValueID, _ value: Bool, always: Bool = false) {
    guard constantBool(condition) == nil else { return }
    let known = truth(value)
    know(condition, always: always) { $0.constant = known.index }
    let definition = values[condition]
    let (a, b) = (ValueID(Int(definition.a)), ValueID(Int(definition.b)))
    switch definition.op {
    case .ltInt: learnOrder(a, b, isLess: value, always: always)
    case .eqInt: learnEquality(a, b, value, always: always)
    case .sameWord where value && (values[b].op == .constWord || values[b].op == .constRef):
      know(a, always: always) { $0.constant = b.index }
    case .notBool: learn(a, !value, always: always)
    default: break
    }
  }

  private mutating func learnOrder(_ a: ValueID, _ b: ValueID, isLess: Bool, always: Bool) {
    guard isEnabled(.ranges) else { return }
    let (left, right) = (range(a), range(b))
    if isLess {
      if right.high > .min { narrow(a, IntRange(low: .min, high: right.high - 1), always) }
      if left.low < .max { narrow(b, IntRange(low: left.low + 1, high: .max), always) }
    } else {
      narrow(a, IntRange(low: right.low, high: .max), always)
      narrow(b, IntRange(low: .min, high: left.high), always)
    }
  }

  private mutating func learnEquality(_ a: ValueID, _ b: ValueID, _ isEqual: Bool, always: Bool) {
    let (left, right) = (range(a), range(b))
    if isEqual {
      if constantInt(b) != nil { return know(a, always: always) { $0.constant = b.index } }
      guard isEnabled(.ranges) else { return }
      narrow(a, right, always)
      narrow(b, left, always)
    } else if isEnabled(.ranges), right.isSingle {
      if left.low == right.low, left.low < left.high { narrow(a, IntRange(low: left.low + 1, high: left.high), always) }
      if left.high == right.low, left.low < left.high { narrow(a, IntRange(low: left.low, high: left.high - 1), always) }
    }
  }

  private mutating func narrow(_ id: ValueID, _ bounds: IntRange, _ always: Bool) {
    let old = facts[id].range
    let new = old.intersection(bounds)
    if new != old { know(id, always: always) { $0.range = new } }
  }

  /// Bounds of an integer value.
  func range(_ id: ValueID) -> IntRange {
    if let value = constantInt(id) { return IntRange(value) }
    return isEnabled(.ranges) ? facts[id].range : .all
  }

  /// Learns from a guard that failed: its side trace starts with that knowledge.
  mutating func learnFailure(_ item: Instruction) {
    guard isEnabled(.guards) else { return }
    switch item.op {
    case .guardTrue: learn(item.operands[0], false)
    case .guardFalse: learn(item.operands[0], true)
    case .guardNotNil:
      let nilWord = constant(.constWord, Int64(bitPattern: abi.encoding.nilWord))
      facts.learn(item.operands[0]) { $0.constant = nilWord.index }
    default: break
    }
  }
}
