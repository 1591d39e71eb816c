// Checks which traces the frontends select for the workloads of trace shapes.
import Foundation
import Testing

@Suite struct WorkloadTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Benchmarks/workloads").path

  /// The log of a run, one entry for each trace: its head line and the lines below it.
  private func traces(_ workload: String, _ iterations: Int, _ options: [String]) throws -> [(head: String, lines: [String])] {
    let file = "\(Self.folder)/\(workload).toy"
    let result = try runLimited([binaryPath, "run", "--compile", "sync"] + options + [file, "\(iterations)"])
    #expect(result.status == 0, "\(result.stderr)")
    var traces: [(head: String, lines: [String])] = []
    for line in result.stderr.split(separator: "\n").map(String.init) {
      if line.hasPrefix("[trace") { traces.append((line, [])) } else if !traces.isEmpty { traces[traces.count - 1].lines.append(line) }
    }
    return traces.filter { !$0.head.contains("abandoned") }
  }

  /// The reference closes these in one trace.
  @Test(arguments: ["short_loop", "mid_loop", "short_loop_with_side_exits", "mid_loop_with_side_exits"], [10_000, 100_000])
  func referenceClosesShortLoops(_ workload: String, _ iterations: Int) throws {
    let traces = try traces(workload, iterations, ["--frontend", "cpython315", "--log-traces", "1"])
    #expect(traces.count == 1)
    #expect(traces.first?.head.hasSuffix("closed its loop]") == true)
  }

  /// The repetitions of the statement in the first trace, before the fitness ends it.
  @Test(arguments: [("long_loop", 93), ("long_loop_with_side_exits", 47)], [10_000, 100_000])
  func referenceStopsLongLoops(_ workload: (name: String, repetitions: Int), _ iterations: Int) throws {
    let traces = try traces(workload.name, iterations, ["--frontend", "cpython315", "--log-traces", "2"])
    let root = try #require(traces.first)
    #expect(root.head.contains("fitness"), "\(root.head)")
    let additions = root.lines.count { $0.contains(" addImmediateInPlace, ") }
    #expect(additions == workload.repetitions)
  }

  /// The called function has an executor first, whose trace goes on behind the return to the next call. Loops are recorded through it
  /// while the fitness is above 312; the longest one stops in front of the body of its 28th call and is linked.
  @Test(arguments: [("short_loop_with_calls", 5), ("mid_loop_with_calls", 20), ("long_loop_with_calls", 28)], [10_000, 100_000])
  func referenceGivesFunctionsExecutors(_ workload: (name: String, calls: Int), _ iterations: Int) throws {
    let traces = try traces(workload.name, iterations, ["--frontend", "cpython315", "--log-traces", "3"])
    #expect(traces.count == 2)
    let (function, loop) = (try #require(traces.first), try #require(traces.last))
    #expect(function.head.contains("at plus:") && function.head.hasSuffix("closed its loop in another frame]"))
    #expect(function.lines.count { $0.contains(" call, ") } == 1)
    #expect(loop.lines.count { $0.contains(" call, ") } == workload.calls)
    #expect(loop.lines.count { $0.contains("(executor)") && $0.contains(" enter, ") } == min(workload.calls, 27))
    #expect(loop.head.hasSuffix(workload.calls == 28 ? "fitness 277 < quality 312 (executor)]" : "closed its loop]"), "\(loop.head)")
  }

  @Test(arguments: [
    "short_loop", "mid_loop", "long_loop", "short_loop_with_calls", "mid_loop_with_calls", "long_loop_with_calls",
    "short_loop_with_side_exits", "mid_loop_with_side_exits", "long_loop_with_side_exits",
  ])
  func bestClosesEveryLoopInOneTrace(_ workload: String) throws {
    for iterations in [10_000, 100_000] {
      let traces = try traces(workload, iterations, ["--log-traces", "1"])
      #expect(traces.count == 1)
      #expect(traces.first?.head.hasSuffix("closed its loop]") == true, "\(traces.map(\.head))")
    }
  }

  /// The log's ledger adds up: what is left is the budget without what was spent.
  @Test(arguments: ["cpython315", "adhoc", "best"])
  func ledgersAddUp(_ frontend: String) throws {
    let traces = try traces("short_branchy_loop", 20_000, ["--frontend", frontend, "--log-traces", "3"])
    #expect(!traces.isEmpty)
    for trace in traces {
      let ledger = try #require(trace.lines.first { $0.hasPrefix("  ledger: budget ") })
      let numbers = ledger.split { !$0.isNumber && $0 != "-" }.compactMap { Int($0) }
      #expect(numbers.count == 6 && numbers[0] == numbers.dropFirst().reduce(0, +), "\(ledger)")
    }
  }

  @Test func everyDecisionIsLogged() throws {
    let traces = try traces("short_branchy_loop", 10_000, ["--frontend", "cpython315", "--log-traces", "3"])
    let lines = try #require(traces.first).lines
    #expect(lines.contains { $0.contains("forNext") && $0.hasSuffix("fitness 2494, quality 31 (specializable)") })
    #expect(lines.contains { $0.hasPrefix("    charged: slots 13, branch ") && $0.contains("history ") })
    #expect(lines.contains { $0.contains("addOvf") })
  }
}
