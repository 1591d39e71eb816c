// Decides which uops of the root trace, and of what is joined behind it, move before the loop.

extension ForwardPass {
  /// The level at which a uop with real operands is computed.
  func placement(_ op: Uop, _ operands: [ValueID], immediate: Int64, exit: Int32) -> UInt8 {
    guard isSpine, header.frames != nil, isEnabled(.hoisting) else { return Level.body }
    guard exit < 0 || mayHoist(exit: Int(exit)) else { return Level.body }
    var level = operands.reduce(header.hasOuter ? Level.entry : Level.preheader) { max($0, values[$1].level) }
    if level == Level.body { return level }
    switch op.info.kind {
    case .pure: if op == .unref, isGuarded(operands) { level = Level.body }
    case .guardOnly:
      if op == .poll { return Level.body }
      if op == .guardLayout { level = max(level, memoryLevel { $0.writesLayouts }) }
    case .load:
      if isGuarded(operands) { return Level.body }
      level = max(level, memoryLevel { mayWrite($0, op, operands, immediate) })
    case .call: level = isSafeCall(immediate) && !isGuarded(operands) ? level : Level.body
    case .store, .allocation: return Level.body
    }
    return level
  }

  /// Whether the current trace is the root, or one that joins behind it.
  var isSpine: Bool { index.spine.contains(current) }

  private func isSafeCall(_ helper: Int64) -> Bool { abi.helpers[Int(helper)].isPure }

  private func mayHoist(exit: Int) -> Bool {
    let exit = recorded.traces[current].exits[exit]
    // Which way the program goes may differ from one entry to the next, and only an exit in the loop can grow a side trace.
    if exit.kind == .branch || exit.kind == .controlFlow { return false }
    return exit.sideTrace < 0 && !options.dontHoist.contains(exit.number)
  }

  /// How far out a load may move: past the loop, and past the outer loop, if nothing in it writes there.
  private func memoryLevel(_ isWritten: (WriteSummary) -> Bool) -> UInt8 {
    if isWritten(innerWrites) { return Level.body }
    return !header.hasOuter || isWritten(outerWrites) ? Level.preheader : Level.entry
  }

  private func mayWrite(_ writes: WriteSummary, _ op: Uop, _ operands: [ValueID], _ immediate: Int64) -> Bool {
    switch op {
    case .loadSlot: return writes.writesSlot(immediate)
    case .loadField: return writes.writesField(immediate, abi.fields[Int(immediate)])
    case .loadItem, .loadItemInt, .loadItemFloat, .loadByte:
      return !isInlineStorage(operands[0]) && writes.writesItems(op)
    case .loadGlobal: return writes.writesGlobal(immediate)
    default: return true
    }
  }

  /// Whether items at an address lie in the object itself (tuples, byte strings): such objects never change.
  func isInlineStorage(_ array: ValueID) -> Bool {
    switch values[array].op {
    case .guardClass, .newTuple, .address: return true
    default: return false
    }
  }

  /// Whether a guard that stayed in the loop was asked about one of the values, or about the length that goes with an array.
  private func isGuarded(_ operands: [ValueID]) -> Bool {
    if operands.contains(where: { bodyGuards.contains($0.index) }) { return true }
    guard operands.count == 2, isOfObject(values[operands[0]]) else { return false }
    return lengthGuards.contains(values[operands[0]].a)
  }

  /// Whether a value is a list's storage or length, or an address in an object; the object is the first operand.
  private func isOfObject(_ definition: ValueTable.Definition) -> Bool {
    (definition.op == .loadField && definition.form == .real) || definition.op == .address
  }

  /// Notes that a guard stays in the loop: loads that it makes safe must stay too.
  mutating func noteBodyGuard(_ item: Instruction) {
    for operand in item.operands {
      bodyGuards.insert(operand.index)
      bodyGuards.insert(facts[operand].twin)
      let definition = values[operand]
      if definition.type == .i1 {
        noteCompared(definition.a)
        noteCompared(definition.b)
      }
    }
  }

  /// Notes what a condition compares. A constant says nothing by itself; a length speaks for the items of its object.
  private mutating func noteCompared(_ index: Int32) {
    guard index >= 0 else { return }
    let definition = values[ValueID(Int(index))]
    if definition.isConstant { return }
    bodyGuards.insert(index)
    if isOfObject(definition) { lengthGuards.insert(definition.a) }
  }
}
