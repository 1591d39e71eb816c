// Checks that jobs come back, in order, from the compile thread and without one.
import Frontend
import Synchronization
import Testing
import TraceIR

@testable import JIT

/// Refuses every tree, by its name.
private final class RefusingCompiler: TraceCompiler {
  func compile(_ tree: TraceTree, abi: RuntimeABI) throws(CompileRefusal) -> any CompiledTree {
    throw CompileRefusal(reason: "refused", detail: tree.name)
  }
  func load(object: [UInt8], tree: TraceTree, abi: RuntimeABI) throws(CompileRefusal) -> any CompiledTree {
    throw CompileRefusal(reason: "refused")
  }
}

@Suite struct CompileQueueTests {
  private final class Counter: Sendable {
    let value = Atomic<Int>(0)
  }

  private let abi = Runtime.makeABI()

  /// A loop that leaves at once.
  private func tree(_ name: String) -> TraceTree {
    let frame = FrameDescription(offset: 0, code: 0, function: -1, pc: 0, flags: 0)
    let exit = Exit(kind: .end, snapshot: Snapshot(frames: [frame], slots: []), number: 0)
    return TraceTree(
      name: name, traces: [Trace(anchor: .root, exits: [exit], end: .exit(0))], constants: ["code f"], frameExtent: 8)
  }

  @Test(arguments: [EngineOptions.CompileMode.sync, .background])
  func everyJobComesBack(_ mode: EngineOptions.CompileMode) {
    let counter = Counter()
    let queue = CompileQueue(compiler: RefusingCompiler(), mode: mode) { counter.value.add(1, ordering: .relaxed) }
    for number in 0..<50 { queue.submit(CompileJob(identifier: number, recorded: tree("t\(number)"), abi: abi)) }
    queue.waitUntilIdle()
    let results = queue.takeFinished()
    #expect(results.map(\.identifier) == Array(0..<50))
    #expect(counter.value.load(ordering: .relaxed) == 50)
    #expect(queue.takeFinished().isEmpty && !queue.hasFinished && queue.openCount == 0)
    for result in results {
      guard case .failure(let refusal) = result.outcome else {
        Issue.record("compiled")
        continue
      }
      #expect(refusal.reason == "refused" && refusal.detail == "t\(result.identifier)", "\(refusal)")
      #expect(result.nanoseconds > 0)
    }
  }

  @Test func waitingOnAnIdleQueueReturns() {
    CompileQueue(compiler: RefusingCompiler(), mode: .background) {}.waitUntilIdle()
  }

  @Test func aMalformedTreeIsRefusedByName() throws {
    let queue = CompileQueue(compiler: EvaluatorCompiler(), mode: .sync) {}
    queue.submit(CompileJob(identifier: 1, recorded: TraceTree(name: "none"), abi: abi))
    let result = try #require(queue.takeFinished().first)
    guard case .failure(let refusal) = result.outcome else {
      Issue.record("a tree without traces was compiled")
      return
    }
    #expect(!refusal.reason.isEmpty)
  }

  @Test func goodTreesAreCompiled() throws {
    let queue = CompileQueue(compiler: EvaluatorCompiler(), mode: .background) {}
    queue.submit(CompileJob(identifier: 3, recorded: tree("good"), abi: abi))
    queue.waitUntilIdle()
    let result = try #require(queue.takeFinished().first)
    if case .failure(let refusal) = result.outcome { Issue.record("\(refusal)") }
    #expect(result.optimized != nil)
  }

  @Test(arguments: [EngineOptions.CompileMode.sync, .background])
  func effortChoosesTheCompiler(_ mode: EngineOptions.CompileMode) {
    let queue = CompileQueue(compiler: EvaluatorCompiler(), quickCompiler: RefusingCompiler(), mode: mode) {}
    for (number, effort) in [CompileEffort.quick, .thorough].enumerated() {
      queue.submit(CompileJob(identifier: number, recorded: tree("t\(number)"), abi: abi, effort: effort))
    }
    queue.waitUntilIdle()
    let results = queue.takeFinished()
    #expect(results.map(\.effort) == [.quick, .thorough])
    let areRefused = results.map { if case .failure = $0.outcome { true } else { false } }
    // Nobody waits for less when everybody waits.
    #expect(areRefused == [mode == .background, false])
  }

  @Test func anAlarmRingsOnce() {
    let rings = CountingSemaphore()
    let queue = CompileQueue(compiler: EvaluatorCompiler(), mode: .background) { rings.signal() }
    #expect(!queue.takeAlarm())
    let start = monotonicNanoseconds()
    queue.setAlarm(in: 3_000_000)
    rings.wait()
    #expect(monotonicNanoseconds() - start >= 3_000_000)
    #expect(queue.takeAlarm() && !queue.takeAlarm())
  }

  @Test func waitingEndsAtItsDeadline() {
    let semaphore = CountingSemaphore()
    let start = monotonicNanoseconds()
    semaphore.wait(until: start + 2_000_000)
    #expect(monotonicNanoseconds() - start >= 2_000_000)
    semaphore.signal()
    semaphore.wait(until: start)
  }
}
