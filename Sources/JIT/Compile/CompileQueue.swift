// Compiles trees on a thread of its own, or at once.
import Synchronization
import TraceIR

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A queue of trees to compile, served in order by one thread.
public final class CompileQueue: Sendable {
  private let compiler: any TraceCompiler
  private let mode: EngineOptions.CompileMode
  /// Called after each job, on the thread that did it.
  private let onFinish: @Sendable () -> Void
  private let state = Mutex(State())
  /// Counts jobs that wait: the thread sleeps on it.
  private let waiting: CountingSemaphore
  /// Raised when the last job is done while somebody waits for that.
  private let idle: CountingSemaphore

  private struct State {
    var jobs: [CompileJob] = []
    var finished: [CompileResult] = []
    /// Jobs that were submitted and are not finished.
    var open = 0
    var isThreadStarted = false
    var idleWaiters = 0
  }

  /// Makes a queue; its thread starts with the first job.
  ///
  /// - Parameter onFinish: called after each job, on the compile thread or, in sync mode, the submitting one.
  public init(
    compiler: any TraceCompiler, mode: EngineOptions.CompileMode, onFinish: @escaping @Sendable () -> Void
  ) {
    self.compiler = compiler
    self.mode = mode
    self.onFinish = onFinish
    waiting = CountingSemaphore()
    idle = CountingSemaphore()
  }

  /// Adds a job. In sync mode it is done when this returns.
  public func submit(_ job: CompileJob) {
    let isBackground = mode == .background && startThread()
    state.withLock { $0.open += 1 }
    guard isBackground else { return finish(job.run(compiler)) }
    state.withLock { $0.jobs.append(job) }
    waiting.signal()
  }

  /// The results since the last call, in order of their completion.
  public func takeFinished() -> [CompileResult] {
    state.withLock { state in
      defer { state.finished = [] }
      return state.finished
    }
  }

  /// Whether results wait to be taken.
  public var hasFinished: Bool { state.withLock { !$0.finished.isEmpty } }

  /// The number of jobs that are not finished.
  public var openCount: Int { state.withLock { $0.open } }

  /// Waits until every job is finished.
  public func waitUntilIdle() {
    let mustWait = state.withLock { state in
      if state.open > 0 { state.idleWaiters += 1 }
      return state.open > 0
    }
    if mustWait { idle.wait() }
  }

  /// Loads what was compiled in an earlier run, at once. The bytes are executed: they must be those that were stored.
  func load(object: [UInt8], tree: TraceTree, abi: RuntimeABI) throws(CompileRefusal) -> any CompiledTree {
    try compiler.load(object: object, tree: tree, abi: abi)
  }

  private func finish(_ result: CompileResult) {
    let waiters = state.withLock { state in
      state.finished.append(result)
      state.open -= 1
      guard state.open == 0 else { return 0 }
      defer { state.idleWaiters = 0 }
      return state.idleWaiters
    }
    onFinish()
    for _ in 0..<waiters { idle.signal() }
  }

  /// Starts the thread unless it runs; false if the system refuses one.
  private func startThread() -> Bool {
    state.withLock { state in
      if !state.isThreadStarted { state.isThreadStarted = detachThread(stackSize: 16 << 20) { [self] in serve() } }
      return state.isThreadStarted
    }
  }

  private func serve() {
    while true {
      waiting.wait()
      guard let job = state.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) else { continue }
      finish(job.run(compiler))
    }
  }
}
