// Connects recording and compiled code to the program.
import Frontend
import TraceIR

extension Engine {
  /// Makes hot loops of `runtime` be recorded; called once, before the program runs.
  func installTracing(_ runtime: Runtime) {
    guard let queue else { return }
    let manager = TraceManager(
      vm: runtime.vm, tunables: options.tunables.fitness, statistics: statistics, queue: queue, isVerbose: options.isVerbose,
      takeFinished: { [unowned self] in takeFinished() })
    runtime.tracing = manager
    runtime.safePoint = { [unowned manager] in manager.installFinished() }
    runtime.invalidate = { [unowned manager] in manager.invalidate($0) }
    runtime.rootMarkers.append { [unowned manager] heap in manager.mark(heap) }
    programEnded = { [unowned self, unowned manager] in finishTracing(manager) }
  }

  /// Writes the dump that was asked for.
  private func finishTracing(_ manager: TraceManager) {
    guard let file = options.dumpTraces else { return }
    queue?.waitUntilIdle()
    manager.installFinished()
    var dump = TraceDump()
    for executor in manager.executors {
      dump.trees.append(TraceDump.Entry(recorded: executor.recorded.tree, optimized: executor.optimized))
    }
    let bytes = TraceText(abi: manager.abi).bytes(of: dump)
    if !writeFile(file, bytes) { Console.note("cannot write '\(file)'") }
  }
}
