// Installs code at logical times, so that equal runs make equal traces whatever the compiler's speed.
import Frontend

extension TraceManager {
  /// Iterations, or entries of a tree, for which the old state goes on while code is compiled.
  private var delay: Int { compilesAlone ? 0 : 50 }

  /// Fixes when the version being compiled is installed.
  func setDue(_ executor: Executor) {
    executor.due = executor.record.pointee.entries + delay
    guard executor.state == .waiting else { return }
    forEachJump(executor.recorded.code, to: executor.recorded.header) { setCounter($0, delay) }
  }

  /// Installs an executor's code, whose time has come; waits for it if need be.
  func installDue(_ executor: Executor) {
    queue.waitUntilIdle()
    for result in takeFinished() { held[result.identifier] = result }
    if let result = held.removeValue(forKey: executor.number) { install(result) }
  }

  /// Installs an executor's next version if its time has come; whether it can be entered then.
  @inline(never)
  func isReady(_ number: Int) -> Bool {
    let executor = executors[number]
    if isDeterministic, executor.isCompiling, executor.record.pointee.entries >= executor.due { installDue(executor) }
    return executor.state == .installed
  }

  /// Installs everything at the end of a program, in the order of the executors.
  func installAll() {
    repeat {
      queue.waitUntilIdle()
      for result in takeFinished() { held[result.identifier] = result }
      for number in held.keys.sorted() { if let result = held.removeValue(forKey: number) { install(result) } }
    } while queue.openCount > 0 || queue.hasFinished
  }
}
