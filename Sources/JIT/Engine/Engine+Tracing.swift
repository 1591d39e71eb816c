// Connects recording and compiled code to the program.
import Frontend
import TraceIR

extension Engine {
  /// Makes hot loops of `runtime` be recorded; called once, before the program runs.
  func installTracing(_ runtime: Runtime) {
    guard let queue else { return }
    let manager = TraceManager(
      vm: runtime.vm, tunables: options.tunables.fitness, statistics: statistics, queue: queue, logLevel: options.logLevel,
      takeFinished: { [unowned self] in takeFinished() })
    runtime.tracing = manager
    // Whoever looks at traces wants to see them: those of a program that is over soon too, and with metrics those that do not pay.
    if options.logLevel > 0 || options.statistics != .none { manager.recordsAtOnce() }
    if options.collectsMetrics || options.dumpTraces != nil { manager.compilesFreely() }
    if options.collectsMetrics { manager.startCounting() }
    manager.looksAhead = options.looksAhead
    manager.log = log
    manager.isDeterministic = options.isDeterministic
    runtime.safePoint = { [unowned manager] in manager.installFinished() }
    runtime.invalidate = { [unowned manager] in manager.invalidate($0) }
    runtime.rootMarkers.append { [unowned manager] heap in manager.mark(heap) }
    programEnded = { [unowned self, unowned manager] in finishTracing(manager) }
    guard let cache else { return }
    let key = CacheKey(source: source, module: "__main__", options: options, abi: manager.abi)
    let warmStart = WarmStart(manager: manager, cache: cache, key: key)
    manager.warmStart = warmStart
    manager.compilesFreely()
    if warmStart.hasTrees { runtime.codeBound = { [unowned warmStart] in warmStart.codeBound($0) } }
  }

  /// Waits until the compile thread has nothing to do. To be called before a process ends in the usual way: that takes apart what
  /// the thread would be using.
  func endCompiling() { queue?.waitUntilIdle() }

  /// Writes the dump that was asked for, and keeps the trees.
  private func finishTracing(_ manager: TraceManager) {
    if options.collectsMetrics { profile = manager.profile }
    if let file = options.graph, let profile { writeGraph(profile, manager.abi, to: file) }
    guard options.dumpTraces != nil || manager.warmStart != nil else { return }
    // Installing a tree that grew meanwhile submits it again.
    repeat {
      manager.installAll()
      manager.compileRest(isKept: manager.warmStart != nil)
    } while manager.queue.openCount > 0 || manager.queue.hasFinished
    manager.warmStart?.store()
    if let file = options.dumpTraces { writeDump(manager, to: file) }
  }

  private func writeGraph(_ profile: ExecutionProfile, _ abi: RuntimeABI, to file: String) {
    guard let format = GraphFormat(file: file) else { return }
    let text = format.text(of: TraceGraph(profile, abi: abi))
    if !writeFile(file, Array(text.utf8)) { Console.note("cannot write '\(file)'") }
  }

  private func writeDump(_ manager: TraceManager, to file: String) {
    var dump = TraceDump()
    for executor in manager.executors {
      dump.trees.append(TraceDump.Entry(recorded: executor.recorded.tree, optimized: executor.optimized))
    }
    let bytes = TraceText(abi: manager.abi).bytes(of: dump)
    if !writeFile(file, bytes) { Console.note("cannot write '\(file)'") }
  }
}
