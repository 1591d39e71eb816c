// Enters executors and handles the exits they leave by.
import Frontend
import TraceIR

private typealias EntryFunction = @convention(c) (UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeRawPointer) -> Int

extension TraceManager {
  func run(_ vm: VM, executor number: Int, header: UnsafeMutablePointer<UInt64>, base: UnsafeMutablePointer<Value>) -> Bool {
    var executor = executors[number]
    var base = base
    vm.pointee.pc = header
    while true {
      guard executor.state == .installed, vm.pointee.depth + tunables.maximumDepth < vm.pointee.recursionLimit else { return false }
      let exit = enter(executor, base)
      guard let plan = executor.plan(exit) else {
        vm.pointee.frame = base
        return false
      }
      plan.apply(vm, base: base)
      if !vm.pointee.exception.isNil { return false }
      if let origin = OptimizedExit.origin(of: exit) { return entryFailed(executor, exit, origin) }
      switch plan.kind {
      case .poll:
        if vm.pointee.poll != 0 { _ = vm.handlePoll() }
        return false
      case .exception: return false
      default:
        guard let next = linked(vm, plan), next !== executor || plan.kind == .link else { return exitTaken(executor, exit, vm.pointee.frame) }
        executor = next
        base = vm.pointee.frame
      }
    }
  }

  @inline(__always)
  private func enter(_ executor: Executor, _ base: UnsafeMutablePointer<Value>) -> Int {
    let outer = hot.pointee.running
    hot.pointee.running = Unmanaged.passUnretained(executor)
    defer { hot.pointee.running = outer }
    vm.pointee.frame = base
    vm.pointee.top = base + executor.extent
    executor.entries += 1
    if executor.entryAddress != 0 {
      let function = unsafeBitCast(executor.entryAddress, to: EntryFunction.self)
      return function(vm, base, executor.constants)
    }
    return executor.compiled?.run(state: vm, base: base, constants: executor.constants) ?? Int.min
  }

  /// The executor at the place where the interpreter would go on. An executor is never entered again from its own
  /// exits: it would leave at once, without progress.
  @inline(__always)
  private func linked(_ vm: VM, _ plan: DeoptPlan) -> Executor? {
    if plan.linkEpoch == hot.pointee.epoch { return plan.linkedExecutor < 0 ? nil : executors[plan.linkedExecutor] }
    return findLink(vm, plan)
  }

  @inline(never)
  private func findLink(_ vm: VM, _ plan: DeoptPlan) -> Executor? {
    let code = vm.codeObject(vm.pointee.frame)
    let executor = vm.info(code).attachments[vm.pointee.pc - code.pointee.words] as? Executor
    let isInstalled = executor?.state == .installed
    plan.linkEpoch = hot.pointee.epoch
    plan.linkedExecutor = isInstalled ? executor?.number ?? -1 : -1
    return isInstalled ? executor : nil
  }

  /// A check before the loop failed. When it fails often it is left in the loop, where a side trace can grow from it;
  /// after many failures the tree gives its place up.
  private func entryFailed(_ executor: Executor, _ exit: Int, _ origin: Int) -> Bool {
    executor.entryFailures += 1
    executor.addedExitCounts[exit, default: 0] += 1
    let count = executor.addedExitCounts[exit, default: 0]
    // A number that is an int the first time and a float ever after fails at every second entry.
    let isUsual = exit < 0 ? count % 20 == 0 && count * 5 > executor.entries * 3 : count == 20
    if isUsual, executor.dontHoist.insert(origin).inserted {
      compile(executor)
      return false
    }
    if executor.entryFailures > 400, executor.entryFailures > executor.entries / 2 {
      statistics.abort("entry types changed")
      retire(executor)
    }
    return false
  }

  /// An exit was taken: when it is hot, a side trace begins where the interpreter goes on.
  private func exitTaken(_ executor: Executor, _ exit: Int, _ frame: UnsafeMutablePointer<Value>) -> Bool {
    guard exit < executor.exitCounts.count, !executor.isExitSettled[exit] else { return false }
    executor.exitCounts[exit] += 1
    guard executor.exitCounts[exit] >= exitThreshold, recorder == nil else { return false }
    executor.exitCounts[exit] = 0
    let tree = executor.recorded.tree
    guard tree.traces.reduce(0, { $0 + $1.body.count }) < TraceManager.largestTree, tree.traces.count < 100 else {
      executor.isExitSettled[exit] = true
      statistics.abort("tree is full")
      return false
    }
    recordingExecutor = executor
    recorder = Recorder(vm: vm, tree: executor.recorded, exit: exit, tunables: tunables, base: frame)
    return true
  }
}
