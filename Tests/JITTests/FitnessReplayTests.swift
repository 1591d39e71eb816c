// Checks that deciding again gives the decisions that were made while recording.
import Frontend
import Testing

@testable import JIT

@Suite struct FitnessReplayTests {
  private static let folder: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/") + "/Benchmarks/workloads/"
  }()

  @Test(arguments: EngineOptions.Frontend.allCases, ["short_branchy_loop", "long_loop", "long_loop_with_calls", "long_loop_with_side_exits"])
  func recordedStepsAreDecidedEquallyAgain(_ frontend: EngineOptions.Frontend, _ workload: String) throws {
    var options = EngineOptions()
    options.tunables.frontend = frontend
    options.jit = .llvm
    options.looksAhead = true
    let run = try SilentRun(file: Self.folder + workload + ".toy", arguments: ["9000"]).run(options)
    let journals = run.profile.trees.flatMap { $0.journals.values }
    #expect(!journals.isEmpty)
    for journal in journals {
      let again = FitnessPolicy.replay(journal.steps, tunables: options.tunables.fitness, start: journal.start)
      #expect(again.end == nil)
      #expect(again.policy.fitness == journal.finalFitness)
      #expect(again.policy.ledger == journal.ledger)
      guard let road = journal.road, journal.stop != nil, journal.hasReferenceCosts, !road.steps.isEmpty else { continue }
      // What came next is where the trace ended.
      let further = FitnessPolicy.replay(journal.steps + road.steps, tunables: options.tunables.fitness, start: journal.start)
      #expect(further.end == journal.steps.count)
    }
  }

  /// The smallest change is the smallest: one less does not suffice.
  @Test func theSmallestChangeIsTheSmallest() throws {
    var options = EngineOptions()
    options.tunables.frontend = .cpython315
    options.looksAhead = true
    let run = try SilentRun(file: Self.folder + "long_loop.toy", arguments: ["9000"]).run(options)
    let journal = try #require(run.profile.trees.first?.journals[0])
    let road = try #require(journal.road)
    #expect(road.reachedHead)
    let search = ConstantSearch(steps: journal.steps + road.steps, start: journal.start, tunables: options.tunables)
    let change = try #require(search.smallestChange())
    var tunables = options.tunables
    tunables[change.tunable] = change.value
    #expect(FitnessPolicy.replay(search.steps, tunables: tunables.fitness, start: search.start).end == nil)
    tunables[change.tunable] = change.value + (change.value > options.tunables[change.tunable] ? -1 : 1)
    #expect(FitnessPolicy.replay(search.steps, tunables: tunables.fitness, start: search.start).end != nil)
  }
}
