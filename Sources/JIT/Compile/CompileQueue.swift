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
  /// For jobs of little effort; nil if there is but one way to compile.
  private let quickCompiler: (any TraceCompiler)?
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
    /// When somebody wants to be woken next, by the monotonic clock, and whether that time has come.
    var alarm: Int?
    var alarmHasRung = false
    var idleWaiters = 0
    /// When the compiler gives memory back, unless there is another job before.
    var restTime: Int?

    /// When the thread has something to do though nothing was submitted.
    var wakeTime: Int? { [alarm, restTime].compactMap { $0 }.min() }
  }

  /// After so many nanoseconds without a job the compiler rests.
  private static let patience = 150_000_000

  /// Makes a queue; its thread starts with the first job.
  ///
  /// - Parameters:
  ///   - quickCompiler: serves jobs of little effort, but not in sync mode, where nothing is gained by code at once.
  ///   - onFinish: called after each job, on the compile thread or, in sync mode, the submitting one; and when an alarm rings.
  public init(
    compiler: any TraceCompiler, quickCompiler: (any TraceCompiler)? = nil, mode: EngineOptions.CompileMode,
    onFinish: @escaping @Sendable () -> Void
  ) {
    self.compiler = compiler
    self.quickCompiler = mode == .background ? quickCompiler : nil
    self.mode = mode
    self.onFinish = onFinish
    waiting = CountingSemaphore()
    idle = CountingSemaphore()
  }

  /// Adds a job. In sync mode it is done when this returns.
  public func submit(_ job: CompileJob) {
    let isBackground = mode == .background && startThread()
    state.withLock { $0.open += 1 }
    guard isBackground else { return finish(run(job)) }
    state.withLock { $0.jobs.append(job) }
    waiting.signal()
  }

  /// Whether code of little effort differs from other code.
  var hasQuickCompiler: Bool { quickCompiler != nil }

  /// Calls `onFinish` in so many nanoseconds, on the compile thread; a later call moves the time.
  func setAlarm(in nanoseconds: Int) {
    guard startThread() else { return }
    state.withLock { $0.alarm = monotonicNanoseconds() + nanoseconds }
    waiting.signal()
  }

  /// Whether the alarm has rung since the last call.
  func takeAlarm() -> Bool {
    state.withLock { state in
      defer { state.alarmHasRung = false }
      return state.alarmHasRung
    }
  }

  private func run(_ job: CompileJob) -> CompileResult {
    job.run(job.effort == .quick ? quickCompiler ?? compiler : compiler)
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
      waiting.wait(until: state.withLock { $0.wakeTime })
      ringIfDue()
      guard let job = state.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) else {
        restIfDue()
        continue
      }
      finish(run(job))
      state.withLock { $0.restTime = monotonicNanoseconds() + CompileQueue.patience }
    }
  }

  private func restIfDue() {
    let isDue = state.withLock { state in
      guard let time = state.restTime, monotonicNanoseconds() >= time else { return false }
      state.restTime = nil
      return true
    }
    if isDue { compiler.rest() }
  }

  private func ringIfDue() {
    let isDue = state.withLock { state in
      guard let alarm = state.alarm, monotonicNanoseconds() >= alarm else { return false }
      state.alarm = nil
      state.alarmHasRung = true
      return true
    }
    if isDue { onFinish() }
  }
}
