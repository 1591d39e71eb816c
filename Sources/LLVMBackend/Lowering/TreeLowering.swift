// Turns an optimized trace tree into one LLVM function: blocks, phis, guards and the value table.
import CLLVM
import TraceIR

/// The lowering of one tree into the function `i64 (ptr state, ptr base, ptr constants)`.
final class TreeLowering {
  /// The symbol of the function in every object.
  static let entryName = "trace"

  let tree: TraceTree
  let abi: RuntimeABI
  let module: IRModule
  let builder: IRBuilder
  let types: LLTypes
  let scopes: AliasScopes
  let function: IRFunction
  let helperIndices: [String: Int]
  private let liveness: ReferenceLiveness
  private let exitBlocks = ExitBlocks()
  private let countsTraces: Bool
  /// Whether the code is for the fastest selection of instructions.
  let isPlain: Bool
  /// Where references are stored to keep them in existence, with plain code; made on first need.
  private var keeper: IRValue?
  /// Marks instructions with their uop; nil unless that was asked for.
  private(set) var marks: UopMarks?
  /// Uops lowered so far.
  private var lowered = 0
  private var values: [IRValue?]
  private var traceBlocks: [IRBlock?]
  /// Integer constants by value number, for uops that have a cheaper form with a constant operand.
  var knownIntegers: [ValueID: Int64] = [:]
  /// The functions made for cold paths, by the helper they call.
  var slowPaths: [String: IRFunction] = [:]
  /// The exits of the section being lowered, and the place in it.
  private var exits: [Exit] = []
  private var section = ReferenceLiveness.Section.entry
  private var position = 0
  private var body: [Instruction] = []

  init(_ tree: TraceTree, _ abi: RuntimeABI, _ module: IRModule, _ options: BackendOptions) {
    countsTraces = options.countsTraces
    isPlain = options.lowersPlainly
    self.tree = tree
    self.abi = abi
    self.module = module
    types = module.types
    builder = IRBuilder(module)
    scopes = AliasScopes(module, isSilent: options.lowersPlainly)
    liveness = ReferenceLiveness(tree, abi)
    values = [IRValue?](repeating: nil, count: max(tree.valueCount, 0))
    traceBlocks = [IRBlock?](repeating: nil, count: tree.traces.count)
    helperIndices = Dictionary(
      abi.helpers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    function = module.function(
      Self.entryName,
      types.function([types.ptr, types.ptr, types.ptr], returns: types.i64))
    describeFunction()
    if options.marksUops { marks = UopMarks(module, function, builder) }
  }

  var state: IRValue { function.parameter(0) }
  var base: IRValue { function.parameter(1) }
  var constants: IRValue { function.parameter(2) }

  /// Lowers the whole tree.
  ///
  /// - Throws: `unsupported` with what the tree does that cannot be compiled.
  func lower() throws(BackendError) {
    guard !tree.traces.isEmpty else { throw .unsupported("a tree without traces") }
    let entry = makeBlock("entry")
    let preheader = makeBlock("preheader")
    let header = makeBlock("header")
    builder.position(atEndOf: entry)
    try lower(tree.entry, tree.entryExits, .entry)
    let outer = try enter(preheader, tree.outer, tree.outerInitial)
    try lower(tree.preheader, tree.entryExits, .preheader)
    let loop = try enter(header, tree.loop, tree.loopInitial)
    var joins: [[IRValue]] = []
    for index in tree.traces.indices { joins.append(try joinParameters(index)) }
    // A trace comes after all that lead to it, so its block exists when its turn comes.
    for (index, trace) in tree.traces.enumerated() {
      if index > 0 {
        guard let block = traceBlocks[index] else { continue }
        builder.position(atEndOf: block)
      }
      if countsTraces { countTrace(trace.number >= 0 ? trace.number : index) }
      try lower(trace.body, trace.exits, .trace(index))
      switch trace.end {
      case .loop(let values): try jump(to: header, values, loop)
      case .outerLoop(let values): try jump(to: preheader, values, outer)
      case .join(let target, let values):
        guard joins.indices.contains(target), let block = traceBlocks[target] else { throw .unsupported("a join that is not there") }
        try jump(to: block, values, joins[target])
      case .exit(let index): builder.branch(try target(ofExit: index))
      }
    }
    marks?.finish()
  }

  /// Makes the block of a trace that begins at a join, with its parameters.
  private func joinParameters(_ index: Int) throws(BackendError) -> [IRValue] {
    let trace = tree.traces[index]
    guard trace.anchor == .join else { return [] }
    let interrupted = builder.block
    let block = makeBlock("join\(index)")
    traceBlocks[index] = block
    builder.position(atEndOf: block)
    var phis: [IRValue] = []
    for parameter in trace.parameters {
      let phi = builder.phi(try machineType(parameter.type))
      define(parameter.result, phi)
      phis.append(phi)
    }
    builder.position(atEndOf: interrupted)
    return phis
  }

  /// Counts that a trace begins, in its word below the constant table.
  private func countTrace(_ index: Int) {
    let cell = builder.address(constants, plus: -8 * (index + 1))
    let count = load(.i64, cell, .state)
    _ = store(builder.binary(.add, count, types.int(1)), cell, .state)
  }

  private func describeFunction() {
    for name in ["nounwind"] { module.add(module.enumAttribute(name), to: function) }
    module.add(module.stringAttribute("no-builtins"), to: function)
    for index in 0..<3 {
      module.add(module.enumAttribute("align", 8), to: function, at: .parameter(index))
      module.add(module.enumAttribute("nonnull"), to: function, at: .parameter(index))
    }
    let size = UInt64(tree.constants.count) * 8
    if size > 0 {
      let attribute = module.enumAttribute("dereferenceable", size)
      module.add(attribute, to: function, at: .parameter(2))
    }
  }

  func makeBlock(_ name: String) -> IRBlock {
    module.appendBlock(name, to: function)
  }

  // MARK: Values

  /// The LLVM value of `id`.
  ///
  /// - Throws: `unsupported` if nothing that dominates this place defines it.
  func value(_ id: ValueID) throws(BackendError) -> IRValue {
    let index = Int(id.index)
    guard values.indices.contains(index), let value = values[index] else {
      throw .unsupported("value \(id.index) is used before it is defined")
    }
    return value
  }

  func define(_ id: ValueID, _ value: IRValue) {
    if values.indices.contains(Int(id.index)) { values[Int(id.index)] = value }
  }

  /// Operand number `index` of `instruction`.
  func operand(_ instruction: Instruction, _ index: Int) throws(BackendError) -> IRValue {
    guard instruction.operands.indices.contains(index) else {
      throw .unsupported("\(instruction.op) with \(instruction.operands.count) operands")
    }
    return try value(instruction.operands[index])
  }

  // MARK: Control

  private func lower(
    _ body: [Instruction], _ exits: [Exit], _ section: ReferenceLiveness.Section
  ) throws(BackendError) {
    self.exits = exits
    self.section = section
    self.body = body
    for (index, instruction) in body.enumerated() {
      position = index
      lowered += 1
      marks?.mark(lowered)
      if let result = try lower(instruction) { define(instruction.result, result) }
    }
  }

  /// What comes after the current uop in its section.
  var followingInstructions: ArraySlice<Instruction> { body[(position + 1)...] }

  private func enter(
    _ block: IRBlock, _ parameters: [Parameter], _ initial: [ValueID]
  ) throws(BackendError) -> [IRValue] {
    guard parameters.count == initial.count else { throw .unsupported("a malformed loop entry") }
    let source = builder.block
    var values: [IRValue] = []
    for id in initial { values.append(try value(id)) }
    builder.branch(block)
    builder.position(atEndOf: block)
    var phis: [IRValue] = []
    for (parameter, initial) in zip(parameters, values) {
      let phi = builder.phi(try machineType(parameter.type))
      builder.addIncoming(phi, initial, from: source)
      define(parameter.result, phi)
      phis.append(phi)
    }
    return phis
  }

  private func jump(
    to block: IRBlock, _ ids: [ValueID], _ phis: [IRValue]
  ) throws(BackendError) {
    guard ids.count == phis.count else { throw .unsupported("a malformed jump to a loop") }
    for (phi, id) in zip(phis, ids) {
      builder.addIncoming(phi, try value(id), from: builder.block)
    }
    builder.branch(block)
  }

  /// Continues only if `condition` is `wanted`, else takes the instruction's exit.
  func guardThat(
    _ condition: IRValue, is wanted: Bool = true, _ instruction: Instruction
  ) throws(BackendError) {
    let index = Int(instruction.exit)
    let failed = try target(ofExit: index)
    let next = makeBlock("")
    // A side trace hangs on an exit because the exit was taken often.
    let weight: Int32 = exits[index].sideTrace >= 0 ? 2 : 2000
    if wanted {
      builder.branch(condition, next, failed, weights: (weight, 1))
    } else {
      builder.branch(condition, failed, next, weights: (1, weight))
    }
    builder.position(atEndOf: next)
  }

  /// The block to which the current block branches to take an exit.
  func target(ofExit index: Int) throws(BackendError) -> IRBlock {
    guard exits.indices.contains(index) else { throw .unsupported("a guard without an exit") }
    let exit = exits[index]
    guard traceBlocks.indices.contains(exit.sideTrace) else {
      return try exitBlocks.block(for: exit, from: builder.block, self)
    }
    let block = traceBlocks[exit.sideTrace] ?? makeBlock("side\(exit.sideTrace)")
    traceBlocks[exit.sideTrace] = block
    return block
  }

  /// Runs `body` in a cold block when `condition` fails, and merges its result with `fast`.
  func unlessFast(
    _ condition: IRValue, _ fast: IRValue, _ body: () throws(BackendError) -> IRValue
  ) throws(BackendError) -> IRValue {
    let slow = makeBlock("slow")
    let done = makeBlock("")
    let source = builder.block
    builder.branch(condition, done, slow, weights: (2000, 1))
    builder.position(atEndOf: slow)
    let result = try body()
    let end = builder.block
    builder.branch(done)
    builder.position(atEndOf: done)
    let phi = builder.phi(fast.type)
    builder.addIncoming(phi, fast, from: source)
    builder.addIncoming(phi, result, from: end)
    return phi
  }

  /// The place on the stack that keeps what is stored in it.
  private func keeperCell() -> IRValue {
    if let keeper { return keeper }
    let made = builder.stackCell(types.ptr, in: function)
    keeper = made
    return made
  }

  /// Keeps the addresses that are live after the current uop visible to the collector up to here.
  func keepReferences() throws(BackendError) {
    for id in liveness.addresses(after: position, of: section) {
      if isPlain { builder.storeVolatile(try value(id), to: keeperCell()) } else { builder.keepAlive(try value(id)) }
    }
  }
}
