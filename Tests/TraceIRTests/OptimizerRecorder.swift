// Records traces of the little language, in the way in which the product's recorder makes them.
import TraceIR

/// Records one trace while the machine interprets.
struct TestRecorder {
  enum Outcome {
    case goesOn, finished
  }

  let program: TestProgram
  private(set) var trace: Trace
  private var nextValue: Int
  private var nextExit: Int
  /// What the trace knows to be in slots, and which of them differ from memory at the tree's entry.
  private var slots: [Int: ValueID] = [:]
  private var changed: Set<Int> = []
  private var pc = 0

  var valueCount: Int { nextValue }
  var exitCount: Int { nextExit }

  /// Starts a root trace, or a side trace at an exit whose snapshot is given.
  init(_ program: TestProgram, anchor: Trace.Anchor, parent: Snapshot?, values: Int, exits: Int) {
    self.program = program
    trace = Trace(anchor: anchor, end: .loop([]))
    nextValue = values
    nextExit = exits
    for slot in parent?.slots ?? [] where slot.value != .dead {
      changed.insert(slot.offset)
      _ = read(slot.offset)
    }
  }

  // MARK: Building

  private mutating func emit(_ op: Uop, _ operands: [ValueID] = [], _ immediate: Int64 = 0, _ kind: ExitKind = .type, type: IRType? = nil) -> ValueID {
    var item = Instruction(op, operands, immediate: immediate)
    if op.info.hasExit { item.exit = Int32(addExit(kind)) }
    if (type ?? op.info.result) != .none {
      item.result = ValueID(nextValue)
      nextValue += 1
    }
    trace.body.append(item)
    return item.result
  }

  private func snapshot(_ pc: Int) -> Snapshot {
    Snapshot(
      frames: [FrameDescription(offset: 0, code: 0, function: -1, pc: pc, flags: 0)],
      slots: changed.sorted().compactMap { slot in slots[slot].map { Snapshot.Slot(offset: slot, value: .value($0)) } })
  }

  private mutating func addExit(_ kind: ExitKind) -> Int {
    trace.exits.append(Exit(kind: kind, snapshot: snapshot(pc), number: nextExit))
    nextExit += 1
    return trace.exits.count - 1
  }

  private mutating func read(_ slot: Int) -> ValueID {
    if let known = slots[slot] { return known }
    let id = emit(.slot, [], Int64(slot))
    slots[slot] = id
    return id
  }

  private mutating func write(_ slot: Int, _ value: ValueID) {
    slots[slot] = value
    changed.insert(slot)
  }

  private mutating func word(_ bits: UInt64) -> ValueID { emit(.constWord, [], Int64(bitPattern: bits)) }
  private mutating func int(_ value: Int64) -> ValueID { emit(.constInt, [], value) }

  private mutating func stop() -> Outcome {
    trace.end = .exit(addExit(.end))
    return .finished
  }

  // MARK: Recording

  /// Records the instruction that the machine is about to execute.
  mutating func record(_ pc: Int, _ machine: OptimizerMachine) -> Outcome {
    self.pc = pc
    if pc == program.header, !trace.body.isEmpty {
      trace.closing = snapshot(pc)
      trace.closing?.slots.removeAll { $0.offset == TestProgram.flag }
      return .finished
    }
    if !(program.header..<program.loopEnd).contains(pc) { trace.leavesLoop = true }
    if pc == program.header { _ = emit(.poll, [], 0, .poll) }
    guard trace.body.count < 300, translate(program.code[pc], machine) else { return stop() }
    return .goesOn
  }

  private mutating func translate(_ op: TestOp, _ machine: OptimizerMachine) -> Bool {
    switch op {
    case .constant(let d, let bits): write(d, word(bits))
    case .move(let d, let a): write(d, read(a))
    case .arithmetic(let op, let d, let a, let b): return arithmetic(op, d, a, b, machine)
    case .compare(let op, let d, let a, let b): return arithmetic(op, d, a, b, machine)
    case .unless(let a, _): return branch(a, machine)
    case .unlessNone(let a, _):
      let none = word(OptimizerMachine.encoding.noneWord)
      let isNone = emit(.sameWord, [read(a), none])
      _ = emit(machine[slot: a] == OptimizerMachine.encoding.noneWord ? .guardTrue : .guardFalse, [isNone], 0, .branch)
    case .same(let d, let a, let b): return same(d, a, b, machine)
    case .jump: break
    case .newPoint(let d): write(d, emit(.ref, [emit(.newObject, [], Int64(OptimizerMachine.Constant.template))]))
    case .get(let d, let a, let offset): return get(d, a, offset, machine)
    case .set(let a, let offset, let v):
      guard let point = point(a, machine) else { return false }
      _ = emit(.storeSlot, [point, read(v)], Int64(offset))
    case .tuple(let d, let a, let b): write(d, emit(.ref, [emit(.newTuple, [read(a), read(b)])]))
    case .tupleItem(let d, let a, let index):
      guard machine.kind(machine[slot: a]) == .tuple else { return false }
      let tuple = emit(.guardClass, [read(a)], Int64(OptimizerMachine.Constant.tuple))
      write(d, index == 0 ? emit(.loadItem, [emit(.address, [tuple], 48), int(0)]) : emit(.loadSlot, [tuple], 56))
    case .list(let d, let a, let b): write(d, emit(.ref, [emit(.newList, [read(a), read(b)])]))
    case .item(let d, let a, let i):
      guard let place = place(a, i, machine) else { return false }
      write(d, emit(.loadItem, [place.items, place.index]))
    case .setItem(let a, let i, let v):
      guard let place = place(a, i, machine) else { return false }
      _ = emit(.storeItem, [place.items, place.index, read(v)])
    case .append(let a, let v): return append(a, v, machine)
    case .poke(let a): _ = emit(.call, [read(a)], OptimizerMachine.helper("t_poke"), type: .word)
    case .mix(let d, let a, let b):
      guard machine.float(machine[slot: a]) != nil, machine.float(machine[slot: b]) != nil else { return false }
      let operands = [emit(.guardFloat, [read(a)]), emit(.guardFloat, [read(b)])]
      write(d, emit(.boxFloat, [emit(.call, operands, OptimizerMachine.helper("t_mix"), type: .f64)]))
    case .halt: return false
    }
    return true
  }

  private mutating func arithmetic(_ op: Uop, _ d: Int, _ a: Int, _ b: Int, _ machine: OptimizerMachine) -> Bool {
    let (x, y) = (machine[slot: a], machine[slot: b])
    let isCompare = op.info.result == .i1
    guard (isCompare ? machine.compare(op, x, y) : machine.arithmetic(op, x, y)) != nil else { return false }
    if machine.int(x) != nil, machine.int(y) != nil {
      let result = emit(op, [emit(.guardInt, [read(a)]), emit(.guardInt, [read(b)])], 0, .arithmetic)
      write(d, emit(isCompare ? .boxBool : .boxInt, [result]))
      return true
    }
    guard let op = OptimizerMachine.floatOp(op) else { return false }
    let operands = [float(a, machine), float(b, machine)]
    write(d, emit(isCompare ? .boxBool : .boxFloat, [emit(op, operands)]))
    return true
  }

  private mutating func float(_ slot: Int, _ machine: OptimizerMachine) -> ValueID {
    if machine.float(machine[slot: slot]) != nil { return emit(.guardFloat, [read(slot)]) }
    return emit(.intToFloat, [emit(.guardInt, [read(slot)])])
  }

  private mutating func branch(_ a: Int, _ machine: OptimizerMachine) -> Bool {
    switch machine[slot: a] {
    case OptimizerMachine.encoding.trueWord: _ = emit(.guardTrue, [emit(.guardBool, [read(a)])], 0, .branch)
    case OptimizerMachine.encoding.falseWord: _ = emit(.guardFalse, [emit(.guardBool, [read(a)])], 0, .branch)
    case OptimizerMachine.encoding.noneWord: _ = emit(.guardIsWord, [read(a)], Int64(bitPattern: OptimizerMachine.encoding.noneWord))
    default: return false
    }
    return true
  }

  private mutating func same(_ d: Int, _ a: Int, _ b: Int, _ machine: OptimizerMachine) -> Bool {
    for slot in [a, b] {
      let value = machine[slot: slot]
      if machine.int(value) != nil {
        _ = emit(.guardInt, [read(slot)])
      } else if machine.float(value) != nil {
        _ = emit(.guardFloat, [read(slot)])
      } else {
        guard guardObject(slot, machine) else { return false }
        continue
      }
      write(d, word(OptimizerMachine.encoding.falseWord))
      return true
    }
    write(d, emit(.boxBool, [emit(.sameWord, [read(a), read(b)])]))
    return true
  }

  private mutating func guardObject(_ slot: Int, _ machine: OptimizerMachine) -> Bool {
    let value = machine[slot: slot]
    switch machine.kind(value) {
    case .point: _ = emit(.guardClass, [read(slot)], Int64(OptimizerMachine.Constant.point))
    case .tuple: _ = emit(.guardClass, [read(slot)], Int64(OptimizerMachine.Constant.tuple))
    case .list: _ = emit(.guardClass, [read(slot)], Int64(OptimizerMachine.Constant.list))
    default:
      if value == OptimizerMachine.encoding.noneWord {
        _ = emit(.guardIsWord, [read(slot)], Int64(bitPattern: value))
      } else {
        _ = emit(.guardBool, [read(slot)])
      }
    }
    return true
  }

  private mutating func point(_ a: Int, _ machine: OptimizerMachine) -> ValueID? {
    guard machine.kind(machine[slot: a]) == .point else { return nil }
    let point = emit(.guardClass, [read(a)], Int64(OptimizerMachine.Constant.point))
    _ = emit(.guardLayout, [point], Int64(OptimizerMachine.Constant.layout))
    return point
  }

  private mutating func get(_ d: Int, _ a: Int, _ offset: Int, _ machine: OptimizerMachine) -> Bool {
    guard let point = point(a, machine) else { return false }
    let value = emit(.loadSlot, [point], Int64(offset))
    if machine.attribute(machine[slot: a], offset) != nil {
      _ = emit(.guardNotNil, [value])
      write(d, value)
    } else {
      _ = emit(.guardIsWord, [value], Int64(bitPattern: OptimizerMachine.encoding.nilWord))
      write(d, word(OptimizerMachine.encoding.noneWord))
    }
    return true
  }

  private mutating func place(_ a: Int, _ i: Int, _ machine: OptimizerMachine) -> (items: ValueID, index: ValueID)? {
    guard machine.place(machine[slot: a], machine[slot: i]) != nil else { return nil }
    let list = emit(.guardClass, [read(a)], Int64(OptimizerMachine.Constant.list))
    let index = emit(.guardInt, [read(i)])
    _ = emit(.guardTrue, [emit(.geInt, [index, int(0)])], 0, .arithmetic)
    let count = emit(.loadField, [list], Int64(FieldID.listCount.rawValue), type: .i64)
    _ = emit(.guardTrue, [emit(.ltInt, [index, count])], 0, .arithmetic)
    return (emit(.loadField, [list], Int64(FieldID.listItems.rawValue), type: .ptr), index)
  }

  private mutating func append(_ a: Int, _ v: Int, _ machine: OptimizerMachine) -> Bool {
    guard machine.mayAppend(machine[slot: a]) else { return false }
    let list = emit(.guardClass, [read(a)], Int64(OptimizerMachine.Constant.list))
    let count = emit(.loadField, [list], Int64(FieldID.listCount.rawValue), type: .i64)
    _ = emit(.guardTrue, [emit(.ltInt, [count, int(40)])], 0, .arithmetic)
    _ = emit(.call, [read(a), read(v)], OptimizerMachine.helper("t_append"), type: .word)
    return true
  }
}
