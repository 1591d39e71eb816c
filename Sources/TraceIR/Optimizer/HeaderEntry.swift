// Builds the typed entry: reads of header slots, their checks, and the parameters they flow into.

extension ForwardPass {
  mutating func makeHeader() {
    for item in header.slots {
      var value = item.cell.map { entryContent(of: $0, item) } ?? entrySlot(item.slot)
      if item.type != .word { value = checkedEntry(value, item) }
      if header.hasOuter {
        let id = parameter(item, Level.preheader)
        noteFacts(id, item)
        outer.append(Parameter(result: id, type: item.type, slot: item.slot))
        outerInitial.append(value)
        value = id
      }
      if item.isInner {
        let id = parameter(item, Level.body)
        noteFacts(id, item)
        loop.append(Parameter(result: id, type: item.type, slot: item.slot))
        loopInitial.append(value)
        value = id
      }
      let word = boxed(value, item.type)
      headerWords[item.slot] = word
      if let cell = item.cell { noteContent(of: cell, word) }
    }
  }

  private mutating func parameter(_ item: HeaderSlot, _ level: UInt8) -> ValueID {
    values.add(ValueTable.Definition(op: .slot, form: .real, type: item.type, level: level))
  }

  private mutating func checkedEntry(_ word: ValueID, _ item: HeaderSlot) -> ValueID {
    let op: Uop = item.type == .i64 ? .guardInt : item.type == .f64 ? .guardFloat : .guardBool
    let exit = entryExit(origin: item.origin, kind: .type, level: Level.entry)
    let id = values.add(ValueTable.Definition(op: op, form: .real, type: item.type, level: Level.entry, a: word.index))
    entry.append(Instruction(op, result: id, [word], exit: Int(exit)))
    if let bound = item.boundExit { checkBound(id, bound) }
    return id
  }

  /// Leaves at the entry if a value is negative.
  private mutating func checkBound(_ value: ValueID, _ origin: Int) {
    let zero = constant(.constInt, 0)
    let definition = ValueTable.Definition(op: .ltInt, form: .real, type: .i1, level: Level.entry, a: value.index, b: zero.index)
    let id = values.add(definition)
    entry.append(Instruction(.ltInt, result: id, [value, zero]))
    let exit = entryExit(origin: origin, kind: .arithmetic, level: Level.entry)
    entry.append(Instruction(.guardFalse, [id], exit: Int(exit)))
  }

  private mutating func noteFacts(_ parameter: ValueID, _ item: HeaderSlot) {
    if item.cell != nil, item.type == .word { facts.define(parameter, Fact(isNotNil: true)) }
    noteBound(parameter, item)
  }

  private mutating func noteBound(_ parameter: ValueID, _ item: HeaderSlot) {
    guard item.boundExit != nil, item.type == .i64 else { return }
    facts.define(parameter, Fact(range: IntRange(low: 0, high: .max)))
  }

  mutating func boxed(_ value: ValueID, _ type: IRType) -> ValueID {
    switch type {
    case .i64: return box(.boxInt, value)
    case .f64: return box(.boxFloat, value)
    case .i1: return box(.boxBool, value)
    default: return value
    }
  }

  /// The word in a frame slot at the header.
  mutating func headerWord(_ slot: Int) -> ValueID { headerWords[slot] ?? entrySlot(slot) }

  /// The word in a frame slot when the tree was entered.
  private mutating func entrySlot(_ slot: Int) -> ValueID {
    if let known = entrySlots[slot] { return known }
    var definition = ValueTable.Definition(op: .slot, form: .real, type: .word, level: Level.entry)
    definition.immediate = Int64(slot)
    let id = values.add(definition)
    entry.append(Instruction(.slot, result: id, immediate: Int64(slot)))
    entrySlots[slot] = id
    return id
  }

  /// The word that a recorded `slot` uop of the current trace reads.
  mutating func slotWord(_ slot: Int) -> ValueID {
    if index.isJoined(current) { return joinWords[current]?[slot] ?? headerWord(slot) }
    guard let parent = index.parents[current] else { return headerWord(slot) }
    let snapshot = recorded.traces[parent.trace].exits[parent.exit].snapshot
    guard let value = snapshot.slots.first(where: { $0.offset == slot })?.value else { return headerWord(slot) }
    return word(value, of: snapshot, key: 0)
  }

  /// The word that a recorded snapshot gives to a slot; `key` keeps the virtual objects of several snapshots apart.
  mutating func word(_ value: SnapshotValue, of snapshot: Snapshot, key: Int) -> ValueID {
    switch value {
    case .value(let id):
      let known = optimized(id)
      return values[known].type == .ptr ? ref(known) : boxed(known, values[known].type)
    // Reads of dead slots are refused beforehand; dead fields of virtual objects may hold anything.
    case .dead: return constant(.constWord, Int64(bitPattern: abi.encoding.nilWord))
    case .virtual(let index):
      if let known = inheritedVirtuals[index + key] { return ref(canonical(known)) }
      return inherited(object: index, snapshot, key)
    }
  }

  private mutating func inherited(object index: Int, _ snapshot: Snapshot, _ key: Int) -> ValueID {
    let object = snapshot.virtuals[index]
    var kind = VirtualState.Kind.instance
    var template: Int64 = -1
    switch object.kind {
    case .instance(let constant): template = Int64(constant)
    case .tuple: kind = .tuple
    case .record(let constant): (kind, template) = (.tuple, Int64(constant))
    case .list: kind = .list
    }
    let id = addVirtual(kind, template: template)
    inheritedVirtuals[index + key] = id
    let number = virtuals.count - 1
    for (offset, value) in zip(object.offsets, object.values) {
      virtuals[number].set(word(value, of: snapshot, key: key), at: Int64(offset))
    }
    return ref(id)
  }
}
