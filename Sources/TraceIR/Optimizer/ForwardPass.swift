// Walks the traces of a tree in execution order and builds the optimized tree.

/// What the current place needs to be continued by a side trace.
struct ResumePoint {
  var sideTrace: Int
  var factMark: Int
  var heap: HeapCache
  var virtuals: [VirtualState]
  /// How much of the trace's body has been executed.
  var position: Int
  var isPolled: Bool
  /// The guard that failed, with its optimized operands.
  var failed: Instruction?
  /// Whether the trace begins at a join that the place dominates.
  var isJoin = false
}

/// The optimizer's main pass: one walk over each trace with everything known on the way to it.
struct ForwardPass {
  let recorded: TraceTree
  let index: RecordedIndex
  let abi: RuntimeABI
  let options: OptimizerOptions
  let header: HeaderState
  /// What the inner loop's traces write, and what all traces that come back to the header write.
  let innerWrites: WriteSummary
  let outerWrites: WriteSummary

  var values: ValueTable
  var facts = FactTable()
  var heap = HeapCache()
  var virtuals: [VirtualState] = []

  var entry: [Instruction] = []
  var preheader: [Instruction] = []
  var entryExits: [Exit] = []
  var outer: [Parameter] = []
  var outerInitial: [ValueID] = []
  var loop: [Parameter] = []
  var loopInitial: [ValueID] = []
  /// The word that each header slot holds at the header.
  var headerWords: [Int: ValueID] = [:]
  /// The addresses of the objects whose attributes are carried round the loop, by the attributes' numbers.
  var attributeObjects: [Int: ValueID] = [:]
  var entryObjects: [CarriedHolder: ValueID] = [:]
  /// Values of slots that no jump to the header changes.
  var entrySlots: [Int: ValueID] = [:]

  /// For each recorded value the optimized one.
  var map: [ValueID]
  var built: [Trace?]
  /// Header slots whose type some jump to the header cannot give.
  var conflicts: Set<Int> = []
  /// Header slots that some jump to the header may make negative, though the entry checks that they are not.
  var boundConflicts: Set<Int> = []

  /// How values flow into joined traces, by trace; what is not listed is the same on all ways.
  let joinFlows: [Int: [JoinKey: JoinFlow]]
  /// What does not hold for every iteration of loops inside the tree, by the trace at their head.
  let refuted: [Int: [JoinKey: Set<JoinClaim>]]
  /// What does not flow so, by trace.
  var joinConflicts: [Int: Set<JoinKey>] = [:]
  /// What was claimed at heads of loops and does not hold.
  var refutations: [Int: [JoinKey: Set<JoinClaim>]] = [:]
  /// What is known about each joined trace so far.
  var joins: [Int: JoinState] = [:]
  /// The words that joined traces find in frame slots.
  var joinWords: [Int: [Int: ValueID]] = [:]

  // The trace being walked.
  var current = 0
  var body: [Instruction] = []
  var exits: [Exit] = []
  /// For each recorded exit the index of the one made for it, or -1.
  var exitMap: [Int32] = []
  var resumePoints: [ResumePoint] = []
  /// The recorded instruction being translated.
  var site = Instruction(.poll)
  var isPolled = false
  /// Where the last uop was put.
  var emittedLevel = Level.body
  /// Objects that earlier snapshots of this trace's parent gave as virtual, by index.
  var inheritedVirtuals: [Int: ValueID] = [:]
  /// Values that a guard in the loop's body was asked about: loads through them are not safe before it.
  var bodyGuards = ValueSet()
  /// Objects whose length such a guard was asked about: loads of their items are not safe before it.
  var lengthGuards = ValueSet()

  init(
    _ index: RecordedIndex, header: HeaderState, joinFlows: [Int: [JoinKey: JoinFlow]], refuted: [Int: [JoinKey: Set<JoinClaim>]],
    abi: RuntimeABI, options: OptimizerOptions
  ) {
    self.joinFlows = joinFlows
    self.refuted = refuted
    recorded = index.tree
    self.index = index
    self.abi = abi
    self.options = options
    self.header = header
    // What is hoisted out of the root moves past all of it, even where it does not come back to the header.
    let last = index.tree.traces[index.spine[index.spine.count - 1]]
    let inner = index.withAncestors { $0 == last || ($0.end.isBackward && !index.isOuterJump($0)) }
    let outer = index.withAncestors { $0 == last || $0.end.isBackward }
    innerWrites = WriteSummary(index, traces: inner, abi: abi)
    outerWrites = WriteSummary(index, traces: outer, abi: abi)
    values = ValueTable(traces: index.tree.traces.count)
    map = Array(repeating: .none, count: index.tree.valueCount)
    built = Array(repeating: nil, count: index.tree.traces.count)
  }

  /// Runs the pass over all traces. If there are conflicts afterwards, the result must not be used.
  mutating func run() throws(CompileRefusal) {
    makeHeader()
    try process(0)
  }

  /// Walks a trace, then the side traces that continue from it, latest exit first.
  private mutating func process(_ trace: Int) throws(CompileRefusal) {
    begin(trace)
    if index.isJoined(trace) { enterJoin(trace) }
    for (position, item) in recorded.traces[trace].body.enumerated() {
      noteJoins(before: position)
      try step(item)
    }
    noteJoins(before: recorded.traces[trace].body.count)
    try finish()
    let points = resumePoints
    resumePoints = []
    for point in points.reversed() {
      restore(point, in: trace)
      // Nothing may be left that gets there.
      if point.isJoin, joins[point.sideTrace]?.arrivals.isEmpty ?? true { continue }
      try process(point.sideTrace)
      values.limits[point.sideTrace] = 0
    }
  }

  private mutating func begin(_ trace: Int) {
    current = trace
    body = []
    exits = []
    exitMap = Array(repeating: -1, count: recorded.traces[trace].exits.count)
    resumePoints = []
    inheritedVirtuals = [:]
    values.limits[trace] = .max
  }

  private mutating func restore(_ point: ResumePoint, in trace: Int) {
    facts.restore(point.factMark)
    heap = point.heap
    virtuals = point.virtuals
    isPolled = point.isPolled
    values.limits[trace] = Int32(truncatingIfNeeded: point.position)
    if let failed = point.failed { learnFailure(failed) }
  }

  private mutating func finish() throws(CompileRefusal) {
    let trace = recorded.traces[current]
    let end: TraceEnd
    switch trace.end {
    case .exit(let number): end = .exit(finishExit(number))
    case .loop, .outerLoop: end = closeLoop(trace)
    case .join(let target, _):
      end = .join(target, join(target))
    }
    var result = Trace(
      anchor: trace.anchor, body: body, exits: exits, origins: trace.origins, end: end, endReason: trace.endReason,
      leavesLoop: trace.leavesLoop)
    result.parameters = joins[current]?.parameters ?? []
    built[current] = result
  }

  private mutating func finishExit(_ number: Int) -> Int {
    site = Instruction(.poll, exit: number)
    if recorded.traces[current].exits[number].sideTrace < 0 { makeObjects(of: recorded.traces[current].exits[number].snapshot) }
    let index = Int(bodyExit(number))
    noteResumePoint(recorded.traces[current].exits[number], failed: nil)
    return index
  }

  /// Makes the virtual objects that the frames need where a trace always leaves: code does it faster than who rebuilds the frames.
  private mutating func makeObjects(of snapshot: Snapshot) {
    for slot in snapshot.slots {
      guard case .value(let id) = slot.value else { continue }
      let word = optimized(id)
      if virtualIndex(word: word) != nil || virtualIndex(word) != nil { _ = real(word) }
    }
  }

  /// Remembers the current place if a side trace continues from an exit.
  mutating func noteResumePoint(_ exit: Exit, failed: Instruction?) {
    guard exit.sideTrace >= 0 else { return }
    resumePoints.append(
      ResumePoint(
        sideTrace: exit.sideTrace, factMark: facts.mark, heap: heap, virtuals: virtuals, position: body.count,
        isPolled: isPolled, failed: failed))
  }

  func isEnabled(_ pass: OptimizerPasses) -> Bool { options.passes.contains(pass) }
}
