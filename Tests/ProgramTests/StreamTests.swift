// Checks that traces replayed from a recorded stream are those of a run.
import Foundation
import Testing

@Suite struct StreamTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private func workload(_ name: String) -> String { Self.package.appendingPathComponent("Benchmarks/workloads/\(name).toy").path }

  private func withStream<T>(_ program: [String], _ body: (URL) throws -> T) throws -> T {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("jitc-\(UUID().uuidString).stream")
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try runLimited([binaryPath, "run", "--record-stream", file.path] + program)
    #expect(result.status == 0, "\(result.stderr)")
    return try body(file)
  }

  /// The part of a log that is about bytecodes, checks and charges.
  private func decisions(_ log: String) -> [String] {
    log.split(separator: "\n").map(String.init).filter { line in
      ["[trace", "  line ", "    charged:", "  ledger:", "  stopped:"].contains { line.hasPrefix($0) } && !line.contains("abandoned")
    }
    // Exits are numbered differently, and lengths counted: a replay knows bytecodes, not guards and uops.
    .map { $0.replacing(/\ exit \d+:/, with: ":").replacing(/\ \d+ (uops|bytecodes),/, with: "") }
  }

  @Test(arguments: [
    "short_loop", "mid_loop", "long_loop", "short_loop_with_calls", "mid_loop_with_calls", "short_loop_with_side_exits",
    "long_loop_with_side_exits", "long_loop_with_calls", "short_branchy_loop",
  ])
  func replayedTracesAreThoseOfARun(_ name: String) throws {
    let program = [workload(name), "10000"]
    let live = try runLimited([binaryPath, "run", "--compile", "sync", "--frontend", "cpython315", "--log-traces", "3"] + program)
    let replayed = try withStream(program) { file in
      try runLimited([binaryPath, "replay", "--frontend", "cpython315", "--log-traces", "3", file.path])
    }
    #expect(replayed.status == 0, "\(replayed.stderr)")
    let expected = decisions(live.stderr)
    #expect(expected.count > 10)
    #expect(decisions(replayed.stdout) == expected)
  }

  /// What the stream holds is what the program executed: as many instructions as `--metrics` counts.
  @Test func streamsHoldEveryInstruction() throws {
    let program = [workload("short_branchy_loop"), "3000"]
    let counted = try runLimited([binaryPath, "run", "--metrics", "--stats=json"] + program)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(counted.stderr.utf8)) as? [String: Any])
    let executed = try #require((object["metrics"] as? [String: Any])?["executed"] as? Int)
    let text = try withStream(program) { file in try runLimited([binaryPath, "replay", file.path]).stdout }
    let count = try #require(text.firstMatch(of: /stream: (\d+) instructions/).flatMap { Int($0.1) })
    #expect(abs(count - executed) < 20)
    #expect(text.contains(/metric executed +\d+/))
  }

  @Test func damagedStreamsAreRefused() throws {
    try withStream([workload("short_branchy_loop"), "300"]) { file in
      let bytes = try Data(contentsOf: file)
      for length in [0, 5, 14, 16, bytes.count / 2, bytes.count - 1] {
        try bytes.prefix(length).write(to: file)
        #expect(try runLimited([binaryPath, "replay", file.path]).status == 65, "\(length) bytes")
      }
    }
    #expect(try runLimited([binaryPath, "replay", "no-such.stream"]).status == 66)
  }

  @Test func tuningFindsCheaperConstants() throws {
    let text = try withStream([workload("long_loop_with_side_exits"), "6000"]) { file in
      try runLimited([binaryPath, "tune", "--rounds", "1", "--frontend", "cpython315", file.path]).stdout
    }
    let costs = text.split(separator: "\n").compactMap { line in
      line.hasPrefix("| ") ? Int(line.dropFirst(2).prefix { $0.isNumber }) : nil
    }
    #expect(costs.count > 1)
    #expect(try #require(costs.dropFirst().min()) < costs[0])
  }
}
