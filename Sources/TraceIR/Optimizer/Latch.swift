// Ends traces that jump to the header: gives every parameter a value of its type, checking words where needed.

extension ForwardPass {
  mutating func closeLoop(_ trace: Trace) -> TraceEnd {
    let isOuter = index.isOuterJump(trace)
    let parameters = isOuter ? outer : loop
    var words: [Int: ValueID] = [:]
    if let closing = trace.closing {
      for slot in closing.slots {
        if slot.value != .dead { words[slot.offset] = word(slot.value, of: closing, key: 1 << 32) }
      }
    }
    site = Instruction(.poll)
    for parameter in parameters {
      guard let cell = CarriedCell(slot: parameter.slot), let known = content(of: cell) else { continue }
      // A word that is read here might be that of an unbound variable.
      if parameter.type == .word, !facts[canonical(known)].isNotNil { conflicts.insert(parameter.slot) }
      words[parameter.slot] = known
    }
    var result: [ValueID] = Array(repeating: .none, count: parameters.count)
    // Checks come first: their exits may still find objects virtual.
    for (index, item) in parameters.enumerated() where item.type != .word {
      result[index] = checked(words[item.slot] ?? headerWord(item.slot), item, words)
      checkBound(result[index], item)
    }
    for (index, item) in parameters.enumerated() where item.type == .word {
      result[index] = real(words[item.slot] ?? headerWord(item.slot))
    }
    return isOuter ? .outerLoop(result) : .loop(result)
  }

  private mutating func checkBound(_ value: ValueID, _ parameter: Parameter) {
    guard parameter.type == .i64, !range(value).isNonNegative else { return }
    if header.slots.contains(where: { $0.slot == parameter.slot && $0.boundExit != nil }) {
      boundConflicts.insert(parameter.slot)
    }
  }

  /// A word as the machine value that a parameter carries.
  private mutating func checked(_ word: ValueID, _ parameter: Parameter, _ words: [Int: ValueID]) -> ValueID {
    let word = canonical(word)
    let op: Uop = parameter.type == .i64 ? .guardInt : parameter.type == .f64 ? .guardFloat : .guardBool
    let kind: WordKind = parameter.type == .i64 ? .int : parameter.type == .f64 ? .float : .bool
    if let known = unboxed(word, op, kind) { return real(known) }
    guard let item = header.slots.first(where: { $0.slot == parameter.slot }), !item.isSpeculative,
      facts[word].kind == .unknown, constantWord(word) == nil, values[word].op != .constRef
    else {
      conflicts.insert(parameter.slot)
      return placeholder(parameter.type)
    }
    let operand = real(word)
    exits.append(
      Exit(
        kind: .type, snapshot: latchSnapshot(words),
        number: OptimizedExit.latchNumber(origin: item.origin, trace: current)))
    let id = values.add(ValueTable.Definition(op: op, form: .real, type: parameter.type, a: operand.index))
    body.append(Instruction(op, result: id, [operand], exit: exits.count - 1))
    return id
  }

  /// Stands in until the pass runs again without this type.
  private mutating func placeholder(_ type: IRType) -> ValueID { constant(type, bits: 0) }

  /// The header's frames with the values that the jump would carry.
  private mutating func latchSnapshot(_ words: [Int: ValueID]) -> Snapshot {
    var pairs: [(offset: Int, value: ValueID)] = []
    for (offset, word) in words.sorted(by: { $0.key < $1.key }) where !CarriedCell.isCarried(offset) { pairs.append((offset, word)) }
    for item in header.slots where words[item.slot] == nil && item.cell == nil { pairs.append((item.slot, headerWord(item.slot))) }
    return lowered(pairs, frames: header.frames ?? [])
  }
}
