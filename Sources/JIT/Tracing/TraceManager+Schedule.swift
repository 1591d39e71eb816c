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

  /// With how much effort a tree is to be compiled now.
  func effort(for executor: Executor) -> CompileEffort { executor.isHot || !queue.hasQuickCompiler ? .thorough : .quick }

  // MARK: Growth

  /// Whether side traces soon run, as in the reference, where each is compiled alone: what is interpreted meanwhile makes other
  /// places hot.
  var compilesAlone: Bool { tunables.functionEntries == FunctionEntries.all }

  /// A side trace was added. Each version compiles the whole tree again: only when it has doubled, or when waiting
  /// has cost as much as compiling, is there a new one.
  func treeGrew(_ executor: Executor) {
    let count = executor.recorded.tree.traces.count
    let isDue = compilesAlone ? 8 * count >= 9 * executor.submittedTraces : count >= 4 * executor.submittedTraces
    if !executor.isCompiling, isDue { compile(executor) }
  }

  /// An exit that needs no more recording was taken.
  @inline(never)
  func settledExitTaken(_ executor: Executor, _ exit: Int) {
    guard !executor.waitingExits.isEmpty, executor.waitingExits.contains(exit) else { return }
    executor.waitingExitCount += 1
    let size = executor.recorded.tree.traces.reduce(0) { $0 + $1.body.count }
    let limit = size * (TraceManager.patience[effort(for: executor)] ?? 1)
    if executor.waitingExitCount >= limit, !executor.isCompiling { compile(executor) }
  }

  /// A new version runs from now on.
  func versionInstalled(_ executor: Executor) {
    executor.waitingExits = []
    for trace in executor.recorded.tree.traces[executor.submittedTraces...] {
      if case .side(let exit) = trace.anchor { executor.waitingExits.insert(exit) }
    }
    executor.waitingExitCount = 0
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
    let size = traces.reduce(0) { $0 + $1.body.count }
    guard executor.sampledTime >= size * TraceManager.thoroughCost, traces.count == executor.sampledTraces, !executor.isCompiling
    else { return }
    executor.isHot = true
    compile(executor)
  }
}
