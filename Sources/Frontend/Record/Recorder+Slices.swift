// Records slices of lists: without slice objects, and without the list between when one slice is assigned to another.

import TraceIR

/// A slice object made in the trace: start, stop and step with the ints that they are now, nil for None.
struct RecordedSlice {
  let parts: [(id: ValueID, value: Value)?]
  /// Whether a step was given, its sign as it is now.
  let step: Int
}

/// A slice of a list that was read but not yet made.
struct PendingSlice {
  let list: ValueID
  let bounds: [ValueID]
  /// The slot, from the tree's base, that holds the slice when it is made.
  let slot: Int
  /// Stands for the list until it is made.
  let placeholder: ValueID
}

extension Recorder {
  /// A slice object; lists are sliced without it.
  func makeSlice() {
    let first = word.operandB
    if (frame.code.pointee.words + pc).isKeyOfNext, rollback == nil { rollback = snapshot(pc: pc) }
    let id = callHelper(.rt_make_slice, (0..<3).map { wordOperand(first + $0) })
    write(word.operandA, id)
    var parts: [(id: ValueID, value: Value)?] = []
    for register in first..<first + 3 {
      let value = concrete(register)
      guard value.isNone || int64(value) != nil else { return }
      if value.isNone { guardConstant(read(register), value) }
      parts.append(value.isNone ? nil : (read(register), value))
    }
    let step = concrete(first + 2)
    let stepNow = step.isNone ? 1 : int64(step) ?? 0
    if stepNow != 0, stepNow > -Int.max { slices[id] = RecordedSlice(parts: parts, step: stepNow) }
  }

  /// The bounds as 64-bit integers, those left out filled in, behind a check of the step's sign where that matters.
  private func bounds(_ slice: RecordedSlice) -> [ValueID] {
    func number(_ part: (id: ValueID, value: Value)) -> ValueID { asInt(part.id, part.value) }
    var step = constInt(1)
    if let given = slice.parts[2] {
      step = number(given)
      emitGuard(.guardTrue, [emit(slice.step > 0 ? .gtInt : .ltInt, [step, constInt(0)])], kind: .arithmetic)
      if slice.step < 0 { emitGuard(.guardTrue, [emit(.gtInt, [step, constInt(-Int.max)])], kind: .arithmetic) }
    }
    let start = slice.parts[0].map(number) ?? constInt(slice.step < 0 ? Int.max : 0)
    let stop = slice.parts[1].map(number) ?? constInt(slice.step < 0 ? Int.min : Int.max)
    return [start, stop, step]
  }

  /// Reads a slice of a list; it is made when it is known what becomes of it.
  func loadSlice(_ container: Value, _ key: Value) -> Bool {
    let isImmutable = container.isExactly(vm.types.tuple) || container.isExactly(vm.types.str) || container.isExactly(vm.types.range)
    if isImmutable, let slice = slices[read(word.operandC)] {
      if rangeSlice(container, slice) { return true }
      _ = guardClass(read(word.operandB), container)
      let part = callHelper(.rt_slice, [wordOperand(word.operandB)] + bounds(slice))
      rollback = nil
      write(word.operandA, part)
      return true
    }
    guard container.isExactly(vm.types.list), let slice = slices[read(word.operandC)] else {
      rollback = nil
      return false
    }
    if rollback == nil { rollback = snapshot(pc: pc) }
    _ = guardClass(read(word.operandB), container)
    let list = wordOperand(word.operandB)
    let bounds = self.bounds(slice)
    let placeholder = constWord(.nil)
    pendingSlice = PendingSlice(list: list, bounds: bounds, slot: frame.offset + word.operandA, placeholder: placeholder)
    write(word.operandA, placeholder)
    return true
  }

  /// Assigns to a slice of a list.
  func storeSlice(_ container: Value, _ key: Value) -> Bool {
    let source = concrete(word.operandC)
    guard container.isExactly(vm.types.list), source.isExactly(vm.types.list),
      let slice = slices[read(word.operandB)], slice.parts[2] == nil
    else { return false }
    defer { rollback = nil }
    if let pending = pendingSlice, slots[pending.slot] == pending.placeholder, read(word.operandC) == pending.placeholder {
      // The slice is read once: no other register may hold it afterwards.
      guard slots.values.count(where: { $0 == pending.placeholder }) == 1, isDeadAfterward(pending.slot) else {
        makePendingSlice()
        return storeSlice(container, key)
      }
      _ = guardClass(read(word.operandA), container)
      let list = wordOperand(word.operandA)
      let range = bounds(slice)
      callHelper(.rt_list_copy, [list, range[0], range[1], pending.list] + pending.bounds)
      pendingSlice = nil
      slots[pending.slot] = nil
      write(pending.slot - frame.offset, constWord(.nil))
      return true
    }
    if pendingSlice != nil { makePendingSlice() }
    _ = guardClass(read(word.operandA), container)
    _ = guardClass(read(word.operandC), source)
    let list = wordOperand(word.operandA)
    let range = bounds(slice)
    callHelper(.rt_list_assign, [list, range[0], range[1], wordOperand(word.operandC)])
    return true
  }

  /// Whether the register in a slot is written before it is read from the next instruction on.
  private func isDeadAfterward(_ slot: Int) -> Bool {
    let live = vm.liveRegisters(frame.code, before: next, inCall: false)
    return slot >= frame.offset && !live.contains(slot - frame.offset)
  }

  /// Makes the slice that was read, if one is pending; exits go back no further from here on.
  func makePendingSlice() {
    defer { rollback = nil }
    guard let pending = pendingSlice else { return }
    let list = callHelper(.rt_list_slice, [pending.list] + pending.bounds)
    pendingSlice = nil
    for (slot, value) in slots where value == pending.placeholder { slots[slot] = list }
    snapshotCache = nil
  }

  /// Whether an instruction has no effect but on registers, so that it may be executed again.
  func leavesSlicePending(_ op: Opcode) -> Bool {
    switch op {
    case .move, .loadConst, .loadInt, .loadNone: return true
    case .makeSlice: return (frame.code.pointee.words + pc).isKeyOfNext
    case .loadItem: return pendingSlice == nil && slices[read(word.operandC)] != nil
    case .add, .subtract, .addImmediate, .subtractImmediate:
      return isIntLike(concrete(word.operandB)) && (op == .addImmediate || op == .subtractImmediate || isIntLike(concrete(word.operandC)))
    case .storeItem: return true
    default: return false
    }
  }
}
