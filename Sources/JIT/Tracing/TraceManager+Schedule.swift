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

  /// With how much effort a tree is to be compiled now.
  func effort(for executor: Executor) -> CompileEffort { executor.isHot || !queue.hasQuickCompiler ? .thorough : .quick }

  /// Whether the program has run long enough for a tree to be compiled.
  func mayCompile(_ executor: Executor) -> Bool { budget.allows(executor.recorded.tree.size, effort(for: executor)) }

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
