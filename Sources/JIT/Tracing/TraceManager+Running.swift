// Enters executors and handles the exits they leave by.
import Frontend
import TraceIR

extension TraceManager {
  func run(_ vm: VM, executor number: Int, header: UnsafeMutablePointer<UInt64>, base: UnsafeMutablePointer<Value>) -> Bool {
    vm.pointee.pc = header
    guard mayEnter(vm, number, base) else { return false }
    return goOn(vm, number, enter(vm, number, base), base)
  }

  func leave(_ vm: VM, executor number: Int, exit: ExecutorExit, base: UnsafeMutablePointer<Value>) -> Bool {
    goOn(vm, number, exit, base)
  }

  /// Handles an exit, enters the executor that begins where it leads, and so on until the interpreter has to go on.
  @inline(__always)
  private func goOn(_ vm: VM, _ number: Int, _ exit: ExecutorExit, _ base: UnsafeMutablePointer<Value>) -> Bool {
    let hot = self.hot
    var (number, exit, base) = (number, exit, base)
    while true {
      if hot.pointee.isObserved { countExit(number, exit.number) }
      guard let plan = exit.plan else { return leave(vm, executors[number], exit, base) }
      plan.apply(vm, base: base)
      if hot.pointee.sampled >= 0 { noteSample() }
      if !vm.pointee.exception.isNil {
        return plan.pointee.hasHandler && !compilesAlone && exitTaken(number, exit.number, plan, vm.pointee.frame)
      }
      switch plan.pointee.kind {
      case .poll:
        if vm.pointee.poll != 0 { handlePoll(vm, leaving: executors[number]) }
        return false
      case .exception, .returned: return false
      default:
        if plan.pointee.linkEpoch != hot.pointee.epoch { findLink(vm, plan) }
        let next = plan.pointee.linkedExecutor
        // An executor is not entered from its own exits: it would leave at once, without progress. A link is progress.
        if next < 0 || (next == number && plan.pointee.kind != .link) { return exitTaken(number, exit.number, plan, vm.pointee.frame) }
        // What only leads elsewhere is used until the way there belongs to the tree.
        if hot.pointee.records[next].pointee.isPassage, plan.pointee.kind != .link || tunables.linksToPassages == 0, exitTaken(number, exit.number, plan, vm.pointee.frame) { return true }
        if hot.pointee.isObserved { countLink(number, next) }
        number = next
        base = vm.pointee.frame
        guard mayEnter(vm, number, base) else { return false }
        exit = enter(vm, number, base)
      }
    }
  }

  @inline(__always)
  private func mayEnter(_ vm: VM, _ number: Int, _ base: UnsafeMutablePointer<Value>) -> Bool {
    let record = hot.pointee.records[number]
    guard record.pointee.isInstalled, record.isMeant(for: base), vm.pointee.depth + record.pointee.depth < vm.pointee.recursionLimit else { return false }
    return !hot.pointee.isObserved || isReady(number)
  }

  @inline(__always)
  private func enter(_ vm: VM, _ number: Int, _ base: UnsafeMutablePointer<Value>) -> ExecutorExit {
    let record = hot.pointee.records[number]
    vm.pointee.frame = base
    record.prepare(base, vm)
    record.pointee.entries &+= 1
    if record.pointee.entryAddress != 0 {
      if record.pointee.entries % Payoff.period == 0, hot.pointee.samplesEntries { return sample(vm, record, base) }
      return ExecutorExit(running: unsafeBitCast(record.pointee.entryAddress, to: ExecutorRecord.Entry.self), of: record, vm, base)
    }
    return ExecutorExit(of: record) { executors[number].compiled?.run(state: vm, base: base, constants: record.pointee.constants) ?? Int.min }
  }

  /// Enters an executor and notes how long it runs.
  @inline(never)
  private func sample(_ vm: VM, _ record: UnsafeMutablePointer<ExecutorRecord>, _ base: UnsafeMutablePointer<Value>) -> ExecutorExit {
    let entered = Payoff.now()
    let exit = ExecutorExit(running: unsafeBitCast(record.pointee.entryAddress, to: ExecutorRecord.Entry.self), of: record, vm, base)
    (hot.pointee.entered, hot.pointee.left, hot.pointee.sampled) = (entered, Payoff.now(), record.pointee.number)
    return exit
  }

  /// The state is complete behind an entry that was sampled.
  @inline(never)
  private func noteSample() {
    let number = hot.pointee.sampled
    hot.pointee.sampled = -1
    let executor = executors[number]
    let gain: UInt64 = executor.effort == .quick ? 400 : 600
    guard let pays = executor.record.pointee.payoff.note(hot.pointee.entered, hot.pointee.left, gain: gain) else { return }
    executor.lostWindows = pays ? 0 : executor.lostWindows + 1
    // A tree that grows may pay soon.
    if executor.lostWindows >= TraceManager.mostLostWindows, executor.growth.isEmpty, !executor.isCompiling { suspend(executor) }
  }

  /// Leaves by an exit that the optimizer added.
  @inline(never)
  private func leave(_ vm: VM, _ executor: Executor, _ exit: ExecutorExit, _ base: UnsafeMutablePointer<Value>) -> Bool {
    hot.pointee.sampled = -1
    guard let plan = executor.addedPlan(exit), let origin = OptimizedExit.origin(of: exit.number) else {
      vm.pointee.frame = base
      return false
    }
    plan.apply(vm, base: base)
    return vm.pointee.exception.isNil ? entryFailed(executor, exit.number, origin) : false
  }

  @inline(never)
  private func handlePoll(_ vm: VM, leaving executor: Executor) {
    sampling.current = executor
    _ = vm.handlePoll()
    sampling.current = nil
  }

  @inline(never)
  private func findLink(_ vm: VM, _ plan: UnsafeMutablePointer<DeoptPlan>) {
    let code = vm.codeObject(vm.pointee.frame)
    let executor = vm.info(code).attachments[vm.pointee.pc - code.pointee.words] as? Executor
    plan.pointee.linkEpoch = hot.pointee.epoch
    // What begins at the entry of a function is for calls and links; at other exits side traces go on.
    let isKind = executor?.recorded.isFunction == false || plan.pointee.kind == .link
    let isLink = executor?.record.pointee.isInstalled == true && isKind && executor?.record.isMeant(for: vm.pointee.frame) == true
    plan.pointee.linkedExecutor = isLink ? executor?.number ?? -1 : -1
  }

  /// A check before the loop failed. When it fails often it is left in the loop, where a side trace can grow from it;
  /// after many failures the tree gives its place up.
  private func entryFailed(_ executor: Executor, _ exit: Int, _ origin: Int) -> Bool {
    executor.entryFailures += 1
    executor.addedExitCounts[exit, default: 0] += 1
    // The next version may do without the check.
    if executor.isCompiling { return false }
    let count = executor.addedExitCounts[exit, default: 0]
    if exit < 0 ? count % 20 == 0 && isUsual(exit, count, executor) : count == 20, executor.dontHoist.insert(origin).inserted {
      for (other, count) in executor.addedExitCounts where other < 0 && count >= 10 && isUsual(other, count, executor) {
        if let origin = OptimizedExit.origin(of: other) { executor.dontHoist.insert(origin) }
      }
      compile(executor)
      return false
    }
    if executor.entryFailures > 400, executor.entryFailures > executor.record.pointee.entries / 2 {
      statistics.abort("entry types changed")
      retire(executor)
    }
    return false
  }

  /// Whether a check before the loop fails so often that it belongs into the loop.
  private func isUsual(_ exit: Int, _ count: Int, _ executor: Executor) -> Bool {
    // A number that is an int the first time and a float ever after fails at every second entry.
    count * (executor.optimized?.isCarried(exit) == true ? 5 : 30) > executor.record.pointee.entries * 3
  }

  /// An exit was taken: when it is hot, a side trace begins where the interpreter goes on.
  @inline(__always)
  private func exitTaken(_ number: Int, _ exit: Int, _ plan: UnsafeMutablePointer<DeoptPlan>, _ frame: UnsafeMutablePointer<Value>) -> Bool {
    if plan.pointee.isSettled {
      if plan.pointee.isWaiting { waitingExitTaken(number) }
      return false
    }
    plan.pointee.count &+= 1
    return plan.pointee.count < exitThreshold ? false : exitIsHot(executors[number], exit, plan, frame)
  }

  @inline(never)
  private func exitIsHot(_ executor: Executor, _ exit: Int, _ plan: UnsafeMutablePointer<DeoptPlan>, _ frame: UnsafeMutablePointer<Value>) -> Bool {
    guard recorder == nil, search == nil, pursuit == nil else { return false }
    if plan.pointee.isWaiting, !executor.growth.isOpen, !hotExitTaken(executor) { return false }
    let size = executor.recorded.tree.size
    guard plan.pointee.count >= patience(size) else { return false }
    if isOutdated(plan, exit, executor) { return false }
    if compilesAlone {
      plan.pointee.count = 0
      guard !executor.recorded.plainExits.contains(exit) else { return settle(plan) }
    }
    guard executor.recorded.chainLength(exit) < TraceManager.longestChain else {
      return giveUp(executor, exit, plan, "chain of failed assumptions")
    }
    if isFull(executor) {
      return giveUp(executor, exit, plan, "tree is full")
    }
    guard growsNow(executor, exit, plan) else { return false }
    if tunables.sharedClasses > 1, widen(executor, exit, plan, frame) { return false }
    if tunables.functionEntries == FunctionEntries.all, let tree = placeTree(executor.recorded.chainDepth(exit), frame) {
      recordingExecutor = nil
      recorder = Recorder(vm: vm, tree: tree, tunables: tunables, base: frame)
      return true
    }
    recordingExecutor = executor
    recorder = Recorder(vm: vm, tree: executor.recorded, exit: exit, tunables: tunables, base: frame)
    return true
  }

  /// Whether a tree gets no more traces.
  func isFull(_ executor: Executor) -> Bool {
    let tree = executor.recorded.tree
    return tree.size >= TraceManager.largestTree || tree.traces.count { $0.anchor != .join } >= 100
  }

  /// Gives an exit up for a reason.
  private func giveUp(_ executor: Executor, _ exit: Int, _ plan: UnsafeMutablePointer<DeoptPlan>, _ reason: String) -> Bool {
    statistics.abort(reason)
    growthFailed(executor, exit)
    return settle(plan)
  }

  /// Gives an exit up.
  private func settle(_ plan: UnsafeMutablePointer<DeoptPlan>) -> Bool {
    plan.pointee.isSettled = true
    return false
  }

  /// How often an exit of a tree of so many uops is taken before it is recorded. The larger it is, the less the next trace
  /// covers, and the more it costs to compile them all again. The reference compiles each alone.
  private func patience(_ size: Int) -> Int32 {
    tunables.referenceCosts != 0 ? exitThreshold : exitThreshold * Int32(1 + size / TraceManager.patienceUnit)
  }

  /// A tree for where an exit leads that is at the end of a chain: as in the reference, others then find it there.
  private func placeTree(_ depth: Int, _ frame: UnsafeMutablePointer<Value>) -> RecordedTree? {
    let code = vm.codeObject(frame)
    let position = vm.pointee.pc - code.pointee.words
    guard depth > 0, depth % TraceManager.chainLength == 0, vm.info(code).attachments[position] == nil else { return nil }
    var isOther = position <= Opcode.enter.info.length
    forEachJump(code, to: position) { _ in isOther = true }
    guard !isOther else { return nil }
    let name = "\(vm.swiftString(code.pointee.qualifiedName)):\(vm.lineNumber(code, position)) (from \(depth) traces)"
    return RecordedTree(name: name, code: code, header: position, latchEnd: code.pointee.wordCount, placeDepth: depth)
  }

  /// Whether an exit of an earlier version needs no recording: a later version has its side trace, or there is none.
  private func isOutdated(_ plan: UnsafeMutablePointer<DeoptPlan>, _ exit: Int, _ executor: Executor) -> Bool {
    guard executor.state == .installed, let current = executor.plan(exit), !current.pointee.isSettled else {
      // Nobody is to ask again at each exit.
      plan.pointee.isSettled = true
      return true
    }
    return false
  }
}

extension TraceTree {
  /// Whether an exit before the loop belongs to the check of a value that changes in the loop, not to what was moved before it.
  fileprivate func isCarried(_ number: Int) -> Bool {
    entry.contains { item in
      item.exit >= 0 && entryExits[Int(item.exit)].number == number && (outerInitial.contains(item.result) || loopInitial.contains(item.result))
    }
  }
}
