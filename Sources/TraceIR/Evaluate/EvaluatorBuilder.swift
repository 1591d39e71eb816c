// Brings an optimized tree into the evaluator's dense form, or refuses it.

/// Assigns cells to values and resolves fields, helpers and exits.
struct EvaluatorBuilder {
  private let tree: TraceTree
  private let abi: RuntimeABI
  private var program = EvaluatorProgram()
  /// The cell of each value; 0 for values without one.
  private var cellOfValue: [Int32]
  /// Where the exits of the entry (0) and of each trace (1 + index) begin in `program.exits`.
  private var exitStart: [Int] = []

  /// The most value cells a tree may have; bounds the native stack that a run takes.
  static let maximumCells = 1 << 17

  init(_ tree: TraceTree, abi: RuntimeABI) {
    self.tree = tree
    self.abi = abi
    cellOfValue = Array(repeating: 0, count: max(0, tree.valueCount))
  }

  mutating func build() throws(CompileRefusal) -> EvaluatorProgram {
    program.encoding = abi.encoding
    program.state = abi.state
    if abi.fields.count > Int(FieldID.objectLayout.rawValue) {
      program.classOffset = abi.fields[Int(FieldID.objectClass.rawValue)].offset
      program.layoutOffset = abi.fields[Int(FieldID.objectLayout.rawValue)].offset
    }
    assignCells()
    try addExits()
    let entry = try addSteps(tree.entry, exits: 0)
    program.segments.append(EvaluatorSegment(steps: entry, next: jump(tree.outerInitial, tree.outer, 1)))
    let preheader = try addSteps(tree.preheader, exits: 0)
    program.segments.append(EvaluatorSegment(steps: preheader, next: jump(tree.loopInitial, tree.loop, 2)))
    for (index, trace) in tree.traces.enumerated() {
      let steps = try addSteps(trace.body, exits: 1 + index)
      program.segments.append(EvaluatorSegment(steps: steps, next: next(trace.end, exits: 1 + index)))
    }
    program.scratch = program.cellCount
    program.cellCount += max(tree.loop.count, tree.outer.count, tree.traces.map(\.parameters.count).max() ?? 0)
    guard program.cellCount <= EvaluatorBuilder.maximumCells else {
      throw CompileRefusal(reason: "too many values", detail: "\(program.cellCount)")
    }
    return program
  }

  private mutating func assignCells() {
    for parameter in tree.outer + tree.loop { assign(parameter.result) }
    for item in tree.entry { assign(item.result) }
    for item in tree.preheader { assign(item.result) }
    for trace in tree.traces {
      for item in trace.parameters { assign(item.result) }
      for item in trace.body { assign(item.result) }
    }
  }

  private mutating func assign(_ id: ValueID) {
    guard cellOfValue.indices.contains(Int(id.index)) else { return }
    cellOfValue[Int(id.index)] = Int32(truncatingIfNeeded: program.cellCount)
    program.cellCount += 1
  }

  private func cell(_ id: ValueID) -> Int32 {
    cellOfValue.indices.contains(Int(id.index)) ? cellOfValue[Int(id.index)] : 0
  }

  private mutating func list(_ values: some Sequence<ValueID>) -> Range<Int> {
    let start = program.cells.count
    for id in values { program.cells.append(cell(id)) }
    return start..<program.cells.count
  }

  private mutating func jump(_ values: [ValueID], _ parameters: [Parameter], _ segment: Int) -> EvaluatorSegment.Next {
    .jump(from: list(values), to: list(parameters.map(\.result)), segment: segment)
  }

  private mutating func next(_ end: TraceEnd, exits: Int) -> EvaluatorSegment.Next {
    switch end {
    case .loop(let values): jump(values, tree.loop, 2)
    case .outerLoop(let values): jump(values, tree.outer, 1)
    case .join(let trace, let values): jump(values, tree.traces[trace].parameters, 2 + trace)
    case .exit(let index): .exit(exitStart[exits] + index)
    }
  }

  private mutating func addExits() throws(CompileRefusal) {
    for list in [tree.entryExits] + tree.traces.map(\.exits) {
      exitStart.append(program.exits.count)
      for exit in list {
        let live = self.list(exit.snapshot.liveValues)
        guard live.count <= abi.state.exitBufferCount else {
          throw CompileRefusal(reason: "exit buffer", detail: "exit \(exit.number) has \(live.count) live values")
        }
        program.exits.append(
          EvaluatorExit(number: exit.number, live: live, segment: exit.sideTrace < 0 ? -1 : 2 + exit.sideTrace))
      }
    }
  }

  private mutating func addSteps(_ body: [Instruction], exits: Int) throws(CompileRefusal) -> Range<Int> {
    let start = program.steps.count
    for item in body {
      var step = EvaluatorStep(op: item.op)
      if item.operands.count > 0 { step.a = cell(item.operands[0]) }
      if item.operands.count > 1 { step.b = cell(item.operands[1]) }
      if item.operands.count > 2 { step.c = cell(item.operands[2]) }
      step.result = cell(item.result)
      if item.exit >= 0 { step.exit = Int32(truncatingIfNeeded: exitStart[exits] + Int(item.exit)) }
      step.immediate = try immediate(item, &step)
      program.steps.append(step)
    }
    return start..<program.steps.count
  }

  /// Resolves an instruction's immediate and sees to the helpers it needs.
  private mutating func immediate(_ item: Instruction, _ step: inout EvaluatorStep) throws(CompileRefusal) -> Int64 {
    switch item.op {
    case .guardInt: try require(\.unboxInt, RequiredHelper.unboxInt)
    case .guardFloat: try require(\.unboxFloat, RequiredHelper.unboxFloat)
    case .boxInt: try require(\.boxInt, RequiredHelper.boxInt)
    case .boxFloat: try require(\.boxFloat, RequiredHelper.boxFloat)
    case .newObject: try require(\.newObject, RequiredHelper.newObject)
    case .newTuple, .newList:
      if item.op == .newTuple {
        try require(\.newTuple, RequiredHelper.newTuple)
      } else {
        try require(\.newList, RequiredHelper.newList)
      }
      return try words(item)
    case .call: return try call(item)
    case .loadField, .storeField:
      let field = abi.fields[Int(item.immediate)]
      step.isByte = field.type == .i1
      return Int64(field.offset)
    default: break
    }
    switch item.op.info.immediate {
    case .constant, .frameSlot: return item.immediate &* 8
    default: return item.immediate
    }
  }

  private mutating func require(
    _ helper: WritableKeyPath<EvaluatorProgram, EvaluatorHelper>, _ name: String
  ) throws(CompileRefusal) {
    guard program[keyPath: helper].address == 0 else { return }
    guard let index = abi.helperIndex(named: name), abi.helpers[index].address != 0 else {
      throw CompileRefusal(reason: "missing helper", detail: name)
    }
    program[keyPath: helper] = EvaluatorHelper(
      address: abi.helpers[index].address, needsState: abi.helpers[index].needsState)
  }

  /// Makes a call entry that holds the operands of a tuple or list.
  private mutating func words(_ item: Instruction) throws(CompileRefusal) -> Int64 {
    guard item.operands.count <= abi.state.exitBufferCount else {
      throw CompileRefusal(reason: "exit buffer", detail: "\(item.op) of \(item.operands.count) words")
    }
    let integers = list(item.operands)
    program.calls.append(EvaluatorCall(address: 0, needsState: false, result: .ptr, integers: integers, doubles: 0..<0))
    return Int64(program.calls.count - 1)
  }

  private mutating func call(_ item: Instruction) throws(CompileRefusal) -> Int64 {
    let helper = abi.helpers[Int(item.immediate)]
    guard helper.address != 0 else { throw CompileRefusal(reason: "missing helper", detail: helper.name) }
    let pairs = Array(zip(item.operands, helper.parameters))
    let integers = list(pairs.lazy.filter { $0.1 != .f64 }.map(\.0))
    let doubles = list(pairs.lazy.filter { $0.1 == .f64 }.map(\.0))
    guard NativeCall.accepts(integers: integers.count + (helper.needsState ? 1 : 0), doubles: doubles.count) else {
      throw CompileRefusal(reason: "helper signature", detail: helper.name)
    }
    program.calls.append(
      EvaluatorCall(
        address: helper.address, needsState: helper.needsState, result: helper.result, integers: integers, doubles: doubles))
    return Int64(program.calls.count - 1)
  }
}
