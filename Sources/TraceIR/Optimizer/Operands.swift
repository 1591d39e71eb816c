// Finds the best known form of recorded operands, and makes values real where an emitted uop needs them.

extension ForwardPass {
  /// The optimized form of operand `number` of the instruction being translated.
  func argument(_ number: Int) -> ValueID { optimized(site.operands[number]) }

  /// The best known form of a recorded value.
  func optimized(_ id: ValueID) -> ValueID { canonical(map[Int(id.index)]) }

  /// Replaces a value by the constant it is known to equal, and a virtual object by the one made from it.
  func canonical(_ id: ValueID) -> ValueID {
    let definition = values[id]
    if definition.isConstant { return id }
    if definition.form == .virtual {
      let made = virtuals[Int(definition.a)].made
      return made == .none ? id : made
    }
    if definition.form == .lazy, definition.op == .ref {
      let object = values[ValueID(Int(definition.a))]
      if object.form == .virtual, virtuals[Int(object.a)].made != .none { return virtuals[Int(object.a)].madeWord }
    }
    let constant = facts[id].constant
    return constant >= 0 ? ValueID(Int(constant)) : id
  }

  /// The virtual object at an address, if there is one.
  func virtualIndex(_ address: ValueID) -> Int? {
    let definition = values[address]
    guard definition.form == .virtual, virtuals[Int(definition.a)].made == .none else { return nil }
    return Int(definition.a)
  }

  /// The virtual object that a word refers to, if it does.
  func virtualIndex(word: ValueID) -> Int? {
    let definition = values[word]
    guard definition.form == .lazy, definition.op == .ref else { return nil }
    return virtualIndex(canonical(ValueID(Int(definition.a))))
  }

  /// A value that uops can use: lazy ones are emitted, virtual objects are made.
  mutating func real(_ id: ValueID) -> ValueID {
    let id = canonical(id)
    let definition = values[id]
    switch definition.form {
    case .real: return id
    case .virtual: return make(Int(definition.a))
    case .lazy:
      let operand = real(ValueID(Int(definition.a)))
      return emitMerged(definition.op, [operand], immediate: definition.immediate)
    }
  }

  /// The operand of a lazy uop in its best known form.
  func inner(_ definition: ValueTable.Definition) -> ValueID { canonical(ValueID(Int(definition.a))) }

  // MARK: Constants

  func constantInt(_ id: ValueID) -> Int64? {
    let definition = values[id]
    return definition.op == .constInt ? definition.immediate : nil
  }

  func constantBool(_ id: ValueID) -> Bool? {
    let definition = values[id]
    return definition.op == .constBool ? definition.immediate != 0 : nil
  }

  func constantWord(_ id: ValueID) -> UInt64? {
    let definition = values[id]
    return definition.op == .constWord ? UInt64(bitPattern: definition.immediate) : nil
  }

  /// The bits of a literal constant of any type.
  func constantBits(_ id: ValueID) -> UInt64? {
    let definition = values[id]
    switch definition.op {
    case .constInt, .constFloat, .constBool, .constWord: return UInt64(bitPattern: definition.immediate)
    default: return nil
    }
  }

  /// A constant uop at the entry, made once.
  mutating func constant(_ op: Uop, _ immediate: Int64) -> ValueID {
    var definition = ValueTable.Definition(op: op, form: .real, type: op.info.result, level: Level.entry)
    definition.immediate = immediate
    if let known = values.find(definition) { return known }
    let id = values.addFindable(definition)
    entry.append(Instruction(op, result: id, immediate: immediate))
    switch op {
    case .constInt: facts.define(id, Fact(range: IntRange(immediate)))
    case .constRef: facts.define(id, Fact(kind: .reference, isNotNil: true))
    case .constWord: facts.define(id, wordFact(UInt64(bitPattern: immediate)))
    default: break
    }
    return id
  }

  /// A constant of a machine type, from its bits.
  mutating func constant(_ type: IRType, bits: UInt64) -> ValueID {
    let immediate = Int64(bitPattern: bits)
    switch type {
    case .i64: return constant(.constInt, immediate)
    case .f64: return constant(.constFloat, immediate)
    case .i1: return constant(.constBool, immediate & 1)
    default: return constant(.constWord, immediate)
    }
  }

  private func wordFact(_ word: UInt64) -> Fact {
    var fact = Fact(isNotNil: word != abi.encoding.nilWord)
    if ScalarSemantics.decodeInt(word, abi.encoding) != nil {
      fact.kind = .int
    } else if ScalarSemantics.decodeFloat(word, abi.encoding) != nil {
      fact.kind = .float
    } else if word == abi.encoding.trueWord || word == abi.encoding.falseWord {
      fact.kind = .bool
    }
    return fact
  }

  // MARK: Lazy values

  /// A pure uop of one operand that is emitted only where a real value is needed.
  mutating func lazy(_ op: Uop, _ operand: ValueID, _ fact: Fact = Fact(), immediate: Int64 = 0) -> ValueID {
    guard isEnabled(.unboxing) || values[operand].form == .virtual else {
      let id = emitMerged(op, [real(operand)])
      facts.define(id, fact)
      return id
    }
    var definition = ValueTable.Definition(op: op, form: .lazy, type: op.info.result)
    definition.a = operand.index
    definition.immediate = immediate
    if let known = values.find(definition) { return known }
    let id = values.addFindable(definition)
    facts.define(id, fact)
    return id
  }
}
