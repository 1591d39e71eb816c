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
    runtime.safePoint = { [unowned manager] in manager.installFinished() }
    runtime.invalidate = { [unowned manager] in manager.invalidate($0) }
    runtime.rootMarkers.append { [unowned manager] heap in manager.mark(heap) }
    programEnded = { [unowned self, unowned manager] in finishTracing(manager) }
    guard let cache else { return }
    let key = CacheKey(source: source, module: "__main__", options: options, abi: manager.abi)
    let warmStart = WarmStart(manager: manager, cache: cache, key: key)
    manager.warmStart = warmStart
    if warmStart.hasTrees { runtime.codeBound = { [unowned warmStart] in warmStart.codeBound($0) } }
  }

  /// Writes the dump that was asked for, and keeps the trees.
  private func finishTracing(_ manager: TraceManager) {
    guard options.dumpTraces != nil || manager.warmStart != nil else { return }
    repeat {
      manager.queue.waitUntilIdle()
      manager.installFinished()
      manager.compileRest(isKept: manager.warmStart != nil)
    } while manager.queue.openCount > 0 || manager.queue.hasFinished
    manager.warmStart?.store()
    if let file = options.dumpTraces { writeDump(manager, to: file) }
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
