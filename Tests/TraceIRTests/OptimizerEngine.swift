// Runs programs of the little language: interpreted, recorded when hot, and then as optimized trees.
import TraceIR

struct TestEngine {
  let program: TestProgram
  let machine = OptimizerMachine()
  var options: OptimizerOptions
  private(set) var recorded: TraceTree?
  private(set) var optimized: TraceTree?
  private var compiled: (any CompiledTree)?
  private var recorder: TestRecorder?
  private var recordingExit = -1
  private var exitCounts: [Int: Int] = [:]
  /// How often compiled code was entered.
  private(set) var entries = 0
  /// Refusals, and other things that must not happen.
  private(set) var problems: [String] = []

  init(_ program: TestProgram, options: OptimizerOptions) {
    self.program = program
    self.options = options
  }

  /// Runs to the end and describes the variables; `isCompiling` says whether hot loops are compiled.
  mutating func run(isCompiling: Bool, limit: Int = 60_000) -> String {
    var pc = 0
    var visits = 0
    var mayEnter = true
    for _ in 0..<limit where pc >= 0 {
      if isCompiling, pc == program.header, recorder == nil {
        if compiled != nil, mayEnter {
          pc = enter()
          mayEnter = pc != program.header
          continue
        }
        visits += 1
        if visits == 5, compiled == nil { startRecording(nil) }
      }
      mayEnter = true
      record(pc)
      pc = machine.step(program.code[pc], at: pc)
    }
    if pc >= 0 { problems.append("the program does not end") }
    return machine.picture(slots: -4..<TestProgram.slotCount)
  }

  // MARK: Recording

  private mutating func startRecording(_ exit: Exit?) {
    let tree = recorded
    recorder = TestRecorder(
      program, anchor: exit.map { .side(exit: $0.number) } ?? .root, parent: exit?.snapshot, values: tree?.valueCount ?? 0,
      exits: tree?.traces.reduce(0) { $0 + $1.exits.count } ?? 0)
    recordingExit = exit?.number ?? -1
  }

  private mutating func record(_ pc: Int) {
    guard recorder != nil, case .finished? = recorder?.record(pc, machine), let done = recorder else { return }
    recorder = nil
    guard done.trace.body.contains(where: { $0.op != .slot && $0.op != .poll }) else { return }
    var tree = recorded ?? TraceTree(name: "test", constants: OptimizerMachine.Constant.names, frameExtent: TestProgram.slotCount)
    for trace in tree.traces.indices {
      for exit in tree.traces[trace].exits.indices where tree.traces[trace].exits[exit].number == recordingExit {
        tree.traces[trace].exits[exit].sideTrace = tree.traces.count
      }
    }
    tree.traces.append(done.trace)
    tree.valueCount = done.valueCount
    recorded = tree
    compile()
  }

  private mutating func compile() {
    guard let recorded else { return }
    do {
      let tree = try optimize(recorded, abi: OptimizerMachine.abi, options: options)
      compiled = try EvaluatorCompiler().compile(tree, abi: OptimizerMachine.abi)
      optimized = tree
    } catch {
      problems.append("\(error)")
      compiled = nil
    }
  }

  // MARK: Running

  private mutating func enter() -> Int {
    guard let compiled, let tree = optimized else { return -1 }
    entries += 1
    let number = compiled.run(state: machine.state, base: machine.base, constants: machine.constants)
    guard let exit = (tree.entryExits + tree.traces.flatMap(\.exits)).first(where: { $0.number == number }) else {
      problems.append("unknown exit \(number)")
      return -1
    }
    TestDeoptimizer(tree, machine).restore(exit.snapshot)
    exitCounts[number, default: 0] += 1
    react(to: number)
    return exit.snapshot.frames[0].pc
  }

  private mutating func react(to number: Int) {
    if let origin = OptimizedExit.origin(of: number) {
      if exitCounts[number] == 3, options.dontHoist.insert(origin).inserted { compile() }
    } else if exitCounts[number] == 2, let tree = recorded, tree.traces.count < 12,
      let exit = tree.traces.flatMap(\.exits).first(where: { $0.number == number }), exit.sideTrace < 0
    {
      startRecording(exit)
    }
  }
}

/// Writes what an exit says back into the frame.
struct TestDeoptimizer {
  private let machine: OptimizerMachine
  private var types: [IRType]

  init(_ tree: TraceTree, _ machine: OptimizerMachine) {
    self.machine = machine
    types = Array(repeating: .none, count: tree.valueCount)
    for item in tree.outer + tree.loop { types[Int(item.result.index)] = item.type }
    for item in tree.entry + tree.preheader + tree.traces.flatMap(\.body) where item.result != .none {
      switch item.op {
      case .loadField: types[Int(item.result.index)] = OptimizerMachine.abi.fields[Int(item.immediate)].type
      case .call: types[Int(item.result.index)] = OptimizerMachine.abi.helpers[Int(item.immediate)].result
      default: types[Int(item.result.index)] = item.op.info.result
      }
    }
  }

  func restore(_ snapshot: Snapshot) {
    var words: [ValueID: UInt64] = [:]
    for (index, id) in snapshot.liveValues.enumerated() {
      words[id] = boxed(machine[OptimizerMachine.exitBuffer + 8 * index], types[Int(id.index)])
    }
    var objects: [Int: UInt64] = [:]
    func word(_ value: SnapshotValue) -> UInt64 {
      switch value {
      case .dead: OptimizerMachine.encoding.nilWord
      case .value(let id): words[id] ?? 0
      case .virtual(let index): object(index)
      }
    }
    func object(_ index: Int) -> UInt64 {
      if let known = objects[index] { return known }
      let description = snapshot.virtuals[index]
      switch description.kind {
      case .instance:
        let made = OptimizerMachine.newPoint(machine.state)
        objects[index] = made
        for (offset, value) in zip(description.offsets, description.values) { OptimizerMachine.setField(made, offset, word(value)) }
        return made
      case .tuple, .record: objects[index] = OptimizerMachine.newTuple(machine.state, description.values.map(word))
      case .list: objects[index] = OptimizerMachine.newList(machine.state, description.values.map(word))
      }
      return objects[index] ?? 0
    }
    for slot in snapshot.slots { machine[slot: slot.offset] = word(slot.value) }
  }

  private func boxed(_ bits: UInt64, _ type: IRType) -> UInt64 {
    switch type {
    case .i64: OptimizerMachine.box(Int64(bitPattern: bits), machine.state)
    case .f64: OptimizerMachine.box(Double(bitPattern: bits), machine.state)
    case .i1: bits & 1 == 1 ? OptimizerMachine.encoding.trueWord : OptimizerMachine.encoding.falseWord
    case .ptr: bits + OptimizerMachine.encoding.pointerTag
    default: bits
    }
  }
}
