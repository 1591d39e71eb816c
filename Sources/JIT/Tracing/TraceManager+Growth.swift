// Decides when a tree grows: which hot exits get side traces, and when they are compiled with the rest of the tree.
import Frontend
import TraceIR

/// What a tree waits for before it grows.
struct TreeGrowth {
  /// Exits that are hot and have no side trace yet.
  var hotExits: Set<Int> = []
  /// The exits whose side traces are in no version yet.
  var waitingExits: Set<Int> = []
  /// Whether hot exits are recorded now.
  var isOpen = false
  /// Whether something waits for a new version.
  var isEmpty: Bool { hotExits.isEmpty && waitingExits.isEmpty }
}

extension TraceManager {
  /// Exits taken to a place that waits for a trace, for each uop of the tree, after which compiling costs no more than
  /// what going on without it did.
  private static let patience: [CompileEffort: Int] = [.quick: 8, .thorough: 24]
  /// What such an exit takes, the interpreter's way back included, in nanoseconds.
  private static let exitCost = 800

  /// Whether side traces are recorded and compiled one by one, as in the reference: what is interpreted meanwhile makes other
  /// places hot.
  var compilesAlone: Bool { tunables.functionEntries == FunctionEntries.all }

  /// An exit has become hot, or one that was hot was taken when its tree is due to grow: whether it is recorded now.
  ///
  /// Each version compiles the whole tree again: only when it will have grown to the fourfold, or when exits have cost as much as
  /// compiling, is there a new one. Side traces are recorded then, and not before: what was hot once may have become cold.
  func growsNow(_ executor: Executor, _ exit: Int, _ plan: UnsafeMutablePointer<DeoptPlan>) -> Bool {
    if compilesAlone { return mayCompile(executor) }
    if executor.growth.isOpen { return true }
    plan.pointee.isWaiting = true
    guard executor.growth.hotExits.insert(exit).inserted else { return hotExitTaken(executor) }
    let count = executor.recorded.tree.traces.count + executor.growth.hotExits.count
    let record = executor.record
    record.pointee.waitingLimit = count >= 4 * executor.submittedTraces ? record.pointee.waitingExits : patience(with: executor)
    return hotExitTaken(executor)
  }

  /// A hot exit was taken: whether hot exits are recorded from now on, because waiting has cost enough.
  func hotExitTaken(_ executor: Executor) -> Bool {
    let record = executor.record
    record.pointee.waitingExits += 1
    guard record.pointee.waitingExits >= record.pointee.waitingLimit else { return false }
    guard executor.state == .installed, !executor.isCompiling, mayCompile(executor) else {
      waitLonger(record)
      return false
    }
    executor.growth.isOpen = true
    // Hot exits that are not taken again soon are left for the next time.
    record.pointee.waitingExits = 0
    record.pointee.waitingLimit = 2 * Int(exitThreshold)
    return true
  }

  /// A side trace was added.
  func treeGrew(_ executor: Executor, _ exit: Int) {
    executor.settle(exit: exit)
    executor.growth.hotExits.remove(exit)
    executor.growth.waitingExits.insert(exit)
    executor.plan(exit)?.pointee.isWaiting = true
    let isDue = compilesAlone ? 8 * executor.recorded.tree.traces.count >= 9 * executor.submittedTraces : executor.growth.hotExits.isEmpty
    if isDue, pursuit == nil, !executor.isCompiling, mayCompile(executor) { compile(executor) }
  }

  /// Lets the check by which an exit was taken take the class that is there now; false if a side trace is needed.
  func widen(_ executor: Executor, _ exit: Int, _ plan: UnsafeMutablePointer<DeoptPlan>, _ frame: UnsafeMutablePointer<Value>) -> Bool {
    switch executor.recorded.widen(exit: exit, upTo: tunables.sharedClasses, vm, frame) {
    case .impossible: return false
    case .done:
      statistics.widenings += 1
      if isVerbose { log("[\(executor.recorded.tree.name) exit \(exit) takes another class]\n") }
      fallthrough
    case .known:
      plan.pointee.isWaiting = true
      executor.widened.insert(exit)
      executor.growth.hotExits.remove(exit)
      executor.growth.waitingExits.insert(exit)
      if executor.growth.hotExits.isEmpty, executor.state == .installed, !executor.isCompiling, mayCompile(executor) { compile(executor) }
      return true
    }
  }

  /// No side trace could be recorded at an exit.
  func growthFailed(_ executor: Executor, _ exit: Int) {
    executor.growth.hotExits.remove(exit)
    if executor.state == .waiting, !executor.isCompiling, mayCompile(executor) { return compile(executor) }
    guard executor.growth.isOpen, executor.growth.hotExits.isEmpty else { return }
    if executor.growth.waitingExits.isEmpty {
      executor.growth.isOpen = false
    } else if !executor.isCompiling, mayCompile(executor) {
      compile(executor)
    }
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
    waitLonger(record)
  }

  private func waitLonger(_ record: UnsafeMutablePointer<ExecutorRecord>) {
    record.pointee.waitingLimit = record.pointee.waitingExits + max(record.pointee.waitingExits / 4, 100)
  }

  /// How many times exits that wait are taken before a tree is compiled.
  private func patience(with executor: Executor) -> Int {
    let size = executor.recorded.tree.size
    let effort = effort(for: executor)
    let exits = budget.isLimited ? budget.cost(size, effort) / TraceManager.exitCost : size * (TraceManager.patience[effort] ?? 1)
    return exits * tunables.growthPatience / 100
  }

  /// A new version runs from now on.
  func versionInstalled(_ executor: Executor) {
    executor.growth = TreeGrowth()
    for trace in executor.recorded.tree.traces[executor.submittedTraces...] {
      if case .side(let exit) = trace.anchor { executor.growth.waitingExits.insert(exit) }
    }
    for exit in executor.growth.waitingExits { executor.plan(exit)?.pointee.isWaiting = true }
    executor.record.pointee.waitingExits = 0
    executor.record.pointee.waitingLimit = patience(with: executor)
    if executor.needsCompilation { compile(executor) }
    startSampling(executor)
  }

  /// Compiles what still waits, and, if the code is to be kept, again what was compiled quickly.
  func compileRest(isKept: Bool) {
    for executor in executors where executor.state == .installed && !executor.isCompiling {
      let mayImprove = isKept && executor.effort == .quick && !executor.isHot
      if mayImprove { executor.isHot = true }
      if mayImprove || !executor.growth.waitingExits.isEmpty { compile(executor) }
    }
  }
}
