// Translates guards and boxes of words: what is already known about a word is not checked again.

extension ForwardPass {
  // MARK: Boxes

  /// The word for a machine value.
  mutating func box(_ op: Uop, _ operand: ValueID) -> ValueID {
    if isEnabled(.folding), let bits = constantBits(operand),
      case .value(let word) = ScalarSemantics.evaluate(op, bits, encoding: abi.encoding)
    {
      return constant(.constWord, Int64(bitPattern: word))
    }
    let definition = values[operand]
    if isEnabled(.unboxing), let guardOp = ForwardPass.unboxing(op), definition.op == guardOp, definition.form == .real {
      return canonical(ValueID(Int(definition.a)))
    }
    let kind: WordKind = op == .boxInt ? .int : op == .boxFloat ? .float : .bool
    return lazy(op, operand, Fact(twin: operand.index, kind: kind, isNotNil: true))
  }

  private static func unboxing(_ op: Uop) -> Uop? {
    switch op {
    case .boxInt: .guardInt
    case .boxFloat: .guardFloat
    case .boxBool: .guardBool
    default: nil
    }
  }

  /// The word for an address.
  mutating func ref(_ address: ValueID) -> ValueID {
    let definition = values[address]
    if definition.op == .guardClass || definition.op == .guardReference || definition.op == .unref, definition.form == .real, isEnabled(.unboxing) {
      return canonical(ValueID(Int(definition.a)))
    }
    return lazy(.ref, address, Fact(twin: address.index, kind: .reference, isNotNil: true))
  }

  /// The address in a word.
  mutating func unref(_ word: ValueID) -> ValueID {
    let fact = facts[word]
    if fact.kind == .reference, fact.twin >= 0 { return canonical(ValueID(Int(fact.twin))) }
    return emitMerged(.unref, [real(word)])
  }

  /// The address some bytes into an object, which may be virtual.
  mutating func address(_ item: Instruction) -> ValueID {
    let object = argument(0)
    guard virtualIndex(object) != nil else { return emitMerged(.address, [real(object)], immediate: item.immediate) }
    return lazy(.address, object, immediate: item.immediate)
  }

  // MARK: Unboxing guards

  mutating func unbox(_ item: Instruction) -> ValueID {
    let word = argument(0)
    let kind: WordKind = item.op == .guardInt ? .int : item.op == .guardFloat ? .float : .bool
    if isEnabled(.guards), let known = unboxed(word, item.op, kind) { return known }
    let operand = real(word)
    let result = emitMerged(item.op, [operand], exit: item.exit)
    learnUnboxed(operand, kind, result)
    if word != operand { learnUnboxed(word, kind, result) }
    return result
  }

  /// The machine value in a word that is known to hold one.
  mutating func unboxed(_ word: ValueID, _ op: Uop, _ kind: WordKind) -> ValueID? {
    let fact = facts[word]
    if fact.kind == kind, fact.twin >= 0 { return canonical(ValueID(Int(fact.twin))) }
    if let bits = constantWord(word), case .value(let value) = ScalarSemantics.evaluate(op, bits, encoding: abi.encoding) {
      return constant(op.info.result, bits: value)
    }
    return nil
  }

  private mutating func learnUnboxed(_ word: ValueID, _ kind: WordKind, _ result: ValueID) {
    know(word, always: values[result].level < Level.body) {
      $0.kind = kind
      $0.twin = result.index
      $0.isNotNil = true
    }
  }

  // MARK: Identity and class

  mutating func guardReference(_ item: Instruction) -> ValueID {
    let word = argument(0)
    let fact = facts[word]
    if isEnabled(.guards), fact.kind == .reference {
      return fact.twin >= 0 ? canonical(ValueID(Int(fact.twin))) : unref(word)
    }
    let operand = real(word)
    let result = emitMerged(.guardReference, [operand], exit: item.exit)
    know(operand, always: values[result].level < Level.body) {
      $0.kind = .reference
      $0.twin = result.index
      $0.isNotNil = true
    }
    return result
  }

  mutating func guardClass(_ item: Instruction) -> ValueID {
    let word = argument(0)
    if isEnabled(.guards), let known = classChecked(word, item.immediate) { return known }
    let operand = real(word)
    let result = emitMerged(.guardClass, [operand], immediate: item.immediate, exit: item.exit)
    let always = values[result].level < Level.body
    let constant = Int32(truncatingIfNeeded: item.immediate)
    // All that is known about the object is filed under the first address seen.
    let fact = facts[operand]
    let address = isEnabled(.guards) && fact.kind == .reference && fact.twin >= 0 ? ValueID(Int(fact.twin)) : result
    know(address, always: always || address == result) { $0.classConstant = constant }
    know(operand, always: always) {
      $0.kind = .reference
      $0.twin = address.index
      $0.isNotNil = true
    }
    return canonical(address)
  }

  /// The address in a word whose object is known to have a class.
  private mutating func classChecked(_ word: ValueID, _ constant: Int64) -> ValueID? {
    if let virtual = virtualIndex(word: word) {
      // The trace saw this object with this class, and an object of known origin has the same class every time.
      if virtuals[virtual].classConstant < 0 { virtuals[virtual].classConstant = constant }
      return virtuals[virtual].classConstant == constant ? virtuals[virtual].id : nil
    }
    let fact = facts[word]
    guard fact.kind == .reference, fact.twin >= 0 else { return nil }
    let address = canonical(ValueID(Int(fact.twin)))
    return Int64(facts[address].classConstant) == constant ? address : nil
  }

  mutating func guardIsWord(_ item: Instruction) -> ValueID {
    let word = argument(0)
    let wanted = UInt64(bitPattern: item.immediate)
    if isEnabled(.guards) {
      if let known = constantWord(word), known == wanted { return .none }
      if let truth = truthInside(word, wanted) { return guardTruth(truth.value, truth.wanted, item) }
    }
    let operand = real(word)
    // A box that was not made before may be one that was checked.
    if isEnabled(.guards), constantWord(canonical(operand)) == wanted { return .none }
    let always = emitGuard(.guardIsWord, [operand], item, immediate: item.immediate)
    let known = constant(.constWord, item.immediate)
    if isEnabled(.guards) { know(operand, always: always) { $0.constant = known.index } }
    return .none
  }

  /// For a boxed truth value compared with True or False: the truth value and what it must be.
  private func truthInside(_ word: ValueID, _ wanted: UInt64) -> (value: ValueID, wanted: Bool)? {
    let fact = facts[word]
    guard fact.kind == .bool, fact.twin >= 0 else { return nil }
    let value = canonical(ValueID(Int(fact.twin)))
    if wanted == abi.encoding.trueWord { return (value, true) }
    return wanted == abi.encoding.falseWord ? (value, false) : nil
  }

  mutating func guardIsRef(_ item: Instruction) -> ValueID {
    let word = argument(0)
    if isEnabled(.guards), values[word].op == .constRef, values[word].immediate == item.immediate { return .none }
    let operand = real(word)
    let checked = values[canonical(operand)]
    if isEnabled(.guards), checked.op == .constRef, checked.immediate == item.immediate { return .none }
    let always = emitGuard(.guardIsRef, [operand], item, immediate: item.immediate)
    let known = constant(.constRef, item.immediate)
    if isEnabled(.guards) { know(operand, always: always) { $0.constant = known.index } }
    return .none
  }

  mutating func guardNotNil(_ item: Instruction) -> ValueID {
    let word = argument(0)
    if isEnabled(.guards), facts[word].isNotNil { return .none }
    let operand = real(word)
    let always = emitGuard(.guardNotNil, [operand], item)
    know(operand, always: always) { $0.isNotNil = true }
    return .none
  }

  mutating func guardLayout(_ item: Instruction) -> ValueID {
    let address = argument(0)
    if let virtual = virtualIndex(address), isEnabled(.guards) {
      // A fresh object has the layout that the trace saw first.
      if virtuals[virtual].layoutConstant < 0 { virtuals[virtual].layoutConstant = item.immediate }
      if virtuals[virtual].layoutConstant == item.immediate { return .none }
    }
    let operand = real(address)
    if isEnabled(.guards), let known = heap.find(.layout, base: operand.index, key: 0), Int64(known) == item.immediate {
      return .none
    }
    let always = emitGuard(.guardLayout, [operand], item, immediate: item.immediate)
    let constant = Int32(truncatingIfNeeded: item.immediate)
    noteCell(.layout, base: operand, key: 0, value: constant, always: always)
    return .none
  }
}
