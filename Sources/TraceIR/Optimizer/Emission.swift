// Appends uops to the optimized trace, or before its loop, and gives them exits.

extension ForwardPass {
  /// Emits a uop unless an equal one is available; for pure uops and for guards whose result says all.
  mutating func emitMerged(
    _ op: Uop, _ operands: [ValueID], immediate: Int64 = 0, type: IRType? = nil, exit: Int32 = -1
  ) -> ValueID {
    let definition = self.definition(op, operands, immediate, type ?? op.info.result)
    if isEnabled(.merging), let known = values.find(definition) { return known }
    return emit(definition, operands, exit: exit, isFindable: true)
  }

  /// Like `emitMerged`; a merged value may be one that a guard has found to be constant.
  mutating func emitKnown(
    _ op: Uop, _ operands: [ValueID], immediate: Int64 = 0, type: IRType? = nil, exit: Int32 = -1
  ) -> ValueID {
    let id = emitMerged(op, operands, immediate: immediate, type: type, exit: exit)
    return canonical(id)
  }

  /// Emits a uop that is never merged with another.
  @discardableResult
  mutating func emit(
    _ op: Uop, _ operands: [ValueID], immediate: Int64 = 0, type: IRType? = nil, exit: Int32 = -1
  ) -> ValueID {
    emit(definition(op, operands, immediate, type ?? op.info.result), operands, exit: exit, isFindable: false)
  }

  private func definition(
    _ op: Uop, _ operands: [ValueID], _ immediate: Int64, _ type: IRType
  ) -> ValueTable.Definition {
    var definition = ValueTable.Definition(op: op, form: .real, type: type)
    if operands.count > 0 { definition.a = operands[0].index }
    if operands.count > 1 { definition.b = operands[1].index }
    if operands.count > 2 { definition.c = operands[2].index }
    definition.immediate = immediate
    return definition
  }

  private mutating func emit(
    _ definition: ValueTable.Definition, _ operands: [ValueID], exit: Int32, isFindable: Bool
  ) -> ValueID {
    var definition = definition
    let level = placement(definition.op, operands, immediate: definition.immediate, exit: exit)
    var item = Instruction(definition.op, operands, immediate: definition.immediate, exit: -1)
    if level == Level.body || current == 0 { item.origin = site.origin }
    if exit >= 0 { item.exit = attachExit(Int(exit), item, level) }
    definition.level = level
    definition.trace = Int32(truncatingIfNeeded: current)
    // After the exit: its snapshot may have emitted something.
    definition.position = Int32(truncatingIfNeeded: body.count)
    if definition.type != .none {
      item.result = isFindable ? values.addFindable(definition) : values.add(definition)
    }
    append(item, level)
    emittedLevel = level
    return item.result
  }

  private mutating func append(_ item: Instruction, _ level: UInt8) {
    switch level {
    case Level.entry: entry.append(item)
    case Level.preheader: preheader.append(item)
    default: body.append(item)
    }
  }

  private mutating func attachExit(_ number: Int, _ item: Instruction, _ level: UInt8) -> Int32 {
    let exit = recorded.traces[current].exits[number]
    if level < Level.body { return entryExit(origin: exit.number, kind: exit.kind, level: level) }
    if isSpine { noteBodyGuard(item) }
    let index = bodyExit(number)
    noteResumePoint(exit, failed: item)
    return index
  }

  /// The exit of the current trace made from a recorded one.
  mutating func bodyExit(_ number: Int) -> Int32 {
    let exit = recorded.traces[current].exits[number]
    let snapshot = lowered(exit.snapshot)
    // Uops may share an exit as long as it means the same for each.
    if exitMap[number] >= 0, exits[Int(exitMap[number])].snapshot == snapshot { return exitMap[number] }
    exits.append(Exit(kind: exit.kind, snapshot: snapshot, number: exit.number, sideTrace: exit.sideTrace))
    exitMap[number] = Int32(truncatingIfNeeded: exits.count - 1)
    return exitMap[number]
  }

  /// An exit to the header as it is at the entry or in the preheader.
  mutating func entryExit(origin: Int, kind: ExitKind, level: UInt8) -> Int32 {
    let slots = level == Level.entry ? [] : outer.filter { !CarriedCell.isCarried($0.slot) }.map { Snapshot.Slot(offset: $0.slot, value: .value($0.result)) }
    let snapshot = Snapshot(frames: header.frames ?? [], slots: slots)
    entryExits.append(Exit(kind: kind, snapshot: snapshot, number: OptimizedExit.entryNumber(origin: origin)))
    return Int32(truncatingIfNeeded: entryExits.count - 1)
  }
}
