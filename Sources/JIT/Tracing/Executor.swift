// Holds a tree that runs: its code, its constants and what to do at its exits.
import Frontend
import TraceIR

/// A trace tree in the hands of the interpreter.
///
/// Invariant: the record, the last of `addedPlans` and `optimized` belong to the same version of the tree.
final class Executor: AttachedExecutor {
  enum State {
    /// Recorded, its first version is being compiled.
    case waiting
    case installed
    /// An assumption failed or its compilation was refused; never entered again.
    case dead
  }

  let number: Int
  let recorded: RecordedTree
  private(set) var state = State.waiting
  /// What entering and leaving touches.
  let record: UnsafeMutablePointer<ExecutorRecord>
  var optimized: TraceTree?
  var compiled: (any CompiledTree)?
  /// Why its first version was not compiled.
  var refusal: String?
  /// What the cache holds for the place, if it has this tree or an earlier version of it.
  var cached: CachedTree?
  /// Earlier versions: their code may still be running below.
  var retired: [any CompiledTree] = []
  private var constantCapacity = 64
  /// Tables of earlier versions, for the counts below them.
  private var tables: [UnsafeMutablePointer<UInt64>] = []
  /// Words below a table of constants, in which code counts how often traces begin.
  private static let counterCount = 256
  /// How often each exit was taken, when that is counted.
  var taken: [Int: Int] = [:]
  /// How often an exit led to another executor, by its number, when that is counted.
  var links: [Int: Int] = [:]
  /// Plans of exits that the optimizer added, by version and number.
  private var addedPlans: [[Int: UnsafeMutablePointer<DeoptPlan>]] = []
  /// Whether exits that lead to it grow side traces as long as it has no loop.
  var mayBePassage = false
  /// Whether compiled code may enter it without the engine.
  var isInvocable = true
  /// How often each of those exits was taken since the code was installed.
  var addedExitCounts: [Int: Int] = [:]
  /// Guards that the optimizer must leave in the loop, because they failed too often before it.
  var dontHoist: Set<Int> = []
  var entryFailures = 0
  /// With `--deterministic`, the number of entries at which its next version is installed.
  var due = 0
  /// Whether a new version is being compiled.
  var isCompiling = false
  /// Whether something other than growth asks for a new version while one is being compiled.
  var needsCompilation = false
  /// With how much effort the code was made.
  var effort = CompileEffort.thorough
  /// Whether it ran long enough to deserve all effort.
  var isHot = false
  /// How long it was seen running since its first version, estimated by samples, in nanoseconds.
  var sampledTime = 0
  /// How many traces there were when it was last seen running.
  var sampledTraces = 0
  /// How many traces the version being compiled, or else the current one, has.
  var submittedTraces = 0
  /// How often nothing could be recorded at an exit.
  var failures: [Int: Int] = [:]
  /// The exits whose checks took more classes since the code was made: they have not been taken from the next version.
  var widened: Set<Int> = []
  /// What it waits for before it grows.
  var growth = TreeGrowth()
  /// How often it was taken out of use for a while because it did not pay.
  var suspensions = 0
  /// How many windows of samples one after another said that it does not pay.
  var lostWindows = 0

  /// An executor that never comes back to its header only leads elsewhere. One that comes back a few times costs more to
  /// enter and leave than its iterations, copied, would.
  func isWorthEntering(_ tunables: FitnessTunables) -> Bool {
    if tunables.linksToLoopsOnly == 0 { return true }
    guard recorded.tree.traces.contains(where: \.end.isBackward) else { return false }
    guard let trips = recorded.expectedTrips, let root = recorded.tree.traces.first else { return true }
    return trips * Double(root.body.count) > Double(tunables.unrolledLength)
  }

  /// How many frames its code may push.
  private let depth: Int
  /// Whether its code counts how often its traces begin.
  private let isCounted: Bool

  init(number: Int, recorded: RecordedTree, depth: Int, isCounted: Bool) {
    self.number = number
    self.recorded = recorded
    self.isCounted = isCounted
    self.depth = depth
    let table = Executor.makeTable(constantCapacity)
    tables = [table]
    record = .allocate(capacity: 1)
    record.initialize(to: ExecutorRecord(number: number, constants: table, depth: depth))
  }

  /// How often traces that begin at joins ran while they were parts of others in the code.
  private var begunUncut: [Int: Int] = [:]

  /// Makes a compiled version current.
  func install(_ code: any CompiledTree, optimized tree: TraceTree, abi: RuntimeABI) {
    if isCounted, optimized != nil { begunUncut.merge(uncut(begun)) { $1 } }
    if let compiled { retired.append(compiled) }
    compiled = code
    optimized = tree
    fillConstants()
    makePlans(tree, abi)
    record.pointee.entryAddress = code.entryAddress ?? 0
    record.pointee.extent = recorded.code.pointee.registerCount
    record.pointee.firstDead = recorded.isFunction ? recorded.code.pointee.localCount : record.pointee.extent
    record.pointee.entries = 0
    record.pointee.depth = depth + recorded.hiddenLevels
    if recorded.drainsGenerator { record.pointee.requireDrainedGenerator() }
    record.pointee.isPassage = mayBePassage && !recorded.isFunction && !recorded.tree.goesRound
    record.pointee.payoff = Payoff()
    (suspensions, lostWindows) = (0, 0)
    entryFailures = 0
    state = .installed
    if recorded.isFunction, isInvocable, record.pointee.entryAddress != 0 { recorded.code.pointee.entryExecutor = record }
    record.pointee.isInstalled = true
  }

  /// Takes the executor out of use for good.
  func kill() {
    state = .dead
    record.pointee.isInstalled = false
  }

  private func fillConstants() {
    let all = recorded.constants
    if all.count > constantCapacity {
      constantCapacity = all.count * 2
      // The old table stays: code of an earlier version may be running.
      record.pointee.constants = Executor.makeTable(constantCapacity)
      tables.append(record.pointee.constants)
    }
    for (i, constant) in all.enumerated() { record.pointee.constants[i] = constant.word }
  }

  private static func makeTable(_ capacity: Int) -> UnsafeMutablePointer<UInt64> {
    let table = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity + counterCount)
    table.initialize(repeating: 0, count: counterCount)
    return table + counterCount
  }

  /// How often each trace of the recorded tree began, when that is counted.
  var begun: [Int] {
    var counts = recorded.tree.traces.indices.map { trace in
      (trace < Executor.counterCount ? tables.reduce(0) { $0 + Int(truncatingIfNeeded: $1[-1 - trace]) } : 0) + (begunUncut[trace] ?? 0)
    }
    // What was cut off since the code was compiled runs there as part of its first part.
    for (trace, count) in uncut(counts) { counts[trace] = count }
    return counts
  }

  /// How often the traces ran that begin at joins and are not in the code as such; the others' counts are given.
  private func uncut(_ counts: [Int]) -> [Int: Int] {
    let traces = recorded.tree.traces
    let present = Set((optimized?.traces ?? []).enumerated().map { $1.number >= 0 ? $1.number : $0 })
    var counts = counts
    var result: [Int: Int] = [:]
    for index in traces.indices where traces[index].anchor == .join && !present.contains(index) {
      guard let head = traces.firstIndex(where: { if case .join(index, _) = $0.end { true } else { false } }) else { continue }
      counts[index] = TraceFlow(traces[head], begun: counts[head], taken: taken, sides: counts).completed
      result[index] = counts[index]
    }
    return result
  }

  private func makePlans(_ tree: TraceTree, _ abi: RuntimeABI) {
    let types = tree.valueTypes(abi: abi)
    let count = recorded.tree.exitCount
    let plans = UnsafeMutablePointer<UnsafeMutablePointer<DeoptPlan>?>.allocate(capacity: max(count, 1))
    plans.initialize(repeating: nil, count: count)
    var added: [Int: UnsafeMutablePointer<DeoptPlan>] = [:]
    addedExitCounts = [:]
    for exit in tree.traces.flatMap(\.exits) + tree.entryExits {
      let plan = UnsafeMutablePointer<DeoptPlan>.allocate(capacity: 1)
      plan.initialize(to: DeoptPlan(exit, tree: recorded) { types[Int($0.index)] })
      guard 0..<count ~= exit.number else {
        added[exit.number] = plan
        continue
      }
      if let old = self.plan(exit.number), !widened.contains(exit.number) {
        (plan.pointee.count, plan.pointee.isSettled) = (old.pointee.count, old.pointee.isSettled)
      }
      plans[exit.number] = plan
    }
    widened = []
    (record.pointee.plans, record.pointee.planCount, record.pointee.version) = (plans, count, addedPlans.count)
    addedPlans.append(added)
  }

  func plan(_ exit: Int) -> UnsafeMutablePointer<DeoptPlan>? {
    0..<record.pointee.planCount ~= exit ? record.pointee.plans[exit] : addedPlans.last?[exit]
  }

  /// The plan of an exit that the optimizer added to a version.
  func addedPlan(_ exit: ExecutorExit) -> UnsafeMutablePointer<DeoptPlan>? {
    addedPlans.indices.contains(exit.version) ? addedPlans[exit.version][exit.number] : nil
  }

  /// Makes all exits wait for so many more times than usual.
  func delayExits(by count: Int32) {
    for exit in 0..<record.pointee.planCount { record.pointee.plans[exit]?.pointee.count = -count }
  }

  /// Notes that an exit was recorded or given up.
  func settle(exit: Int) { plan(exit)?.pointee.isSettled = true }
}

extension TraceTree {
  /// The machine type of each value, by number.
  func valueTypes(abi: RuntimeABI) -> [IRType] {
    var types = [IRType](repeating: .word, count: valueCount)
    func set(_ id: ValueID, _ type: IRType) {
      if id.index >= 0, Int(id.index) < types.count { types[Int(id.index)] = type }
    }
    for parameter in outer + loop + traces.flatMap(\.parameters) { set(parameter.result, parameter.type) }
    for body in [entry, preheader] + traces.map(\.body) {
      for item in body where item.result != .none {
        switch item.op {
        case .loadField: set(item.result, abi.fields[Int(item.immediate)].type)
        case .call: set(item.result, abi.helpers[Int(item.immediate)].result)
        default: set(item.result, item.op.info.result)
        }
      }
    }
    return types
  }
}
