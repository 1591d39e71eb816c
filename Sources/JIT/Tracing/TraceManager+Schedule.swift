// Decides when a tree is compiled, and with how much effort.
import Frontend
import TraceIR

/// Looks now and then at which executor runs.
///
/// Time spent in quickly made code is what says that better code is worth its price. It is found by samples: compiled
/// loops have no counters.
struct ExecutorSampling {
  /// The executor that was left for the safe point being handled.
  var current: Executor?
  /// How long after the last sample the next one comes, in nanoseconds.
  var period = ExecutorSampling.shortest
  var isRunning = false

  static let shortest = 4_000_000
  static let longest = 256_000_000
}

extension TraceManager {
  /// What compiling takes for each uop, in nanoseconds.
  private static let thoroughCost = 25_000
  /// Exits taken to a side trace that waits, for each uop of the tree, after which compiling costs no more than
  /// what going on without it did: an exit and the interpreter's way back take some 4 microseconds.
  private static let patience: [CompileEffort: Int] = [.quick: 8, .thorough: 24]
  /// What such an exit takes, the interpreter's way back included, in nanoseconds.
  private static let exitCost = 800

  /// With how much effort a tree is to be compiled now.
  func effort(for executor: Executor) -> CompileEffort { executor.isHot || !queue.hasQuickCompiler ? .thorough : .quick }

  /// Whether the program has run long enough for a tree to be compiled.
  func mayCompile(_ executor: Executor) -> Bool { budget.allows(executor.recorded.tree.size, effort(for: executor)) }

  // MARK: Growth

  /// Whether side traces soon run, as in the reference, where each is compiled alone: what is interpreted meanwhile makes other
  /// places hot.
  var compilesAlone: Bool { tunables.functionEntries == FunctionEntries.all }

  /// A side trace was added. Each version compiles the whole tree again: only when it has doubled, or when waiting
  /// has cost as much as compiling, is there a new one.
  func treeGrew(_ executor: Executor) {
    executor.record.pointee.waitingLimit = patience(with: executor)
    let count = executor.recorded.tree.traces.count
    let isDue = compilesAlone ? 8 * count >= 9 * executor.submittedTraces : count >= 4 * executor.submittedTraces
    if isDue, !executor.isCompiling, mayCompile(executor) { compile(executor) }
  }

  /// An exit was taken whose side trace waits for a new version.
  @inline(__always)
  func waitingExitTaken(_ number: Int) {
    let record = hot.pointee.records[number]
    record.pointee.waitingExits += 1
    if record.pointee.waitingExits >= record.pointee.waitingLimit { waitedEnough(executors[number]) }
  }

  @inline(never)
  private func waitedEnough(_ executor: Executor) {
    let record = executor.record
    guard executor.state == .installed else { return record.pointee.waitingLimit = Int.max }
    if !executor.isCompiling, mayCompile(executor) { return compile(executor) }
    record.pointee.waitingLimit += max(record.pointee.waitingLimit / 4, 100)
  }

  /// How many times exits to waiting side traces are taken before a tree is compiled.
  private func patience(with executor: Executor) -> Int {
    let size = executor.recorded.tree.size
    let effort = effort(for: executor)
    guard budget.isLimited else { return size * (TraceManager.patience[effort] ?? 1) }
    return budget.cost(size, effort) / TraceManager.exitCost
  }

  /// A new version runs from now on.
  func versionInstalled(_ executor: Executor) {
    executor.waitingExits = []
    for trace in executor.recorded.tree.traces[executor.submittedTraces...] {
      if case .side(let exit) = trace.anchor { executor.waitingExits.insert(exit) }
    }
    for exit in executor.waitingExits { executor.plan(exit)?.pointee.isWaiting = true }
    executor.record.pointee.waitingExits = 0
    executor.record.pointee.waitingLimit = patience(with: executor)
    if executor.needsCompilation { compile(executor) } else { treeGrew(executor) }
    startSampling(executor)
  }

  /// Compiles what still waits, and, if the code is to be kept, again what was compiled quickly.
  func compileRest(isKept: Bool) {
    for executor in executors where executor.state == .installed && !executor.isCompiling {
      let mayImprove = isKept && executor.effort == .quick && !executor.isHot
      if mayImprove { executor.isHot = true }
      if mayImprove || !executor.waitingExits.isEmpty { compile(executor) }
    }
  }

  // MARK: Samples

  func startSampling(_ executor: Executor) {
    guard !sampling.isRunning, executor.effort == .quick, queue.hasQuickCompiler else { return }
    sampling.isRunning = true
    sampling.period = ExecutorSampling.shortest
    queue.setAlarm(in: sampling.period)
  }

  /// Accounts for the time since the last sample, if one is due.
  func takeSample() {
    guard sampling.isRunning, queue.takeAlarm() else { return }
    if let executor = sampling.current, executor.effort == .quick, !executor.isHot {
      account(executor)
      sampling.period = ExecutorSampling.shortest
    } else {
      sampling.period = min(2 * sampling.period, ExecutorSampling.longest)
    }
    sampling.isRunning = executors.contains { $0.state == .installed && $0.effort == .quick && !$0.isHot }
    if sampling.isRunning { queue.setAlarm(in: sampling.period) }
  }

  /// Lets a tree that does not grow any more be compiled with all effort when it ran as long as that takes.
  private func account(_ executor: Executor) {
    executor.sampledTime += sampling.period
    let traces = executor.recorded.tree.traces
    defer { executor.sampledTraces = traces.count }
    let size = executor.recorded.tree.size
    guard executor.sampledTime >= size * TraceManager.thoroughCost, traces.count == executor.sampledTraces, !executor.isCompiling,
      budget.allows(size, .thorough)
    else { return }
    executor.isHot = true
    compile(executor)
  }
}

extension TraceTree {
  /// The recorded uops.
  var size: Int { size(ofTraces: traces.count) }

  /// The recorded uops of the first traces.
  func size(ofTraces count: Int) -> Int { traces.prefix(count).reduce(0) { $0 + $1.body.count } }
}
