// Checks that replays of recorded programs select the traces of runs, line by line, and that nothing gets out of them.
import Foundation
import Testing

@Suite struct StreamTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static func workload(_ name: String) -> String { package.appendingPathComponent("Benchmarks/workloads/\(name).toy").path }
  private static func program(_ name: String) -> String { package.appendingPathComponent("Tests/ProgramTests/Programs/\(name).toy").path }

  private func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jitc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private func withStream<T>(_ program: [String], _ body: (URL) throws -> T) throws -> T {
    try withFolder { folder in
      let file = folder.appendingPathComponent("program.stream")
      let result = try runLimited([binaryPath, "run", "--record-stream", file.path] + program)
      #expect(result.status == 0, "\(result.stderr)")
      return try body(file)
    }
  }

  /// What a run and a replay log at a level, both as lines.
  private func logs(_ program: [String], _ stream: URL, _ options: [String]) throws -> (live: [Substring], replayed: [Substring]) {
    let live = try runLimited([binaryPath, "run", "--deterministic"] + options + program)
    let replay = try runLimited([binaryPath, "replay"] + options + [stream.path])
    #expect(replay.status == 0)
    #expect(replay.stderr == "")
    let text = replay.stdout.prefix(upTo: replay.stdout.range(of: "stream: ", options: .backwards)?.lowerBound ?? replay.stdout.endIndex)
    return (live.stderr.split(separator: "\n"), text.split(separator: "\n"))
  }

  /// Every bytecode, uop, check and charge of every trace.
  private func expectSameTraces(_ program: [String], thresholds: [String] = [], atLeast count: Int = 1) throws {
    try withStream(program) { stream in
      for frontend in ["best", "cpython315"] {
        for level in ["1", "3"] {
          let (live, replayed) = try logs(program, stream, ["--frontend", frontend, "--log-traces", level] + thresholds)
          #expect(live.count(where: { $0.hasPrefix("[trace") }) >= count, "\(frontend)")
          let difference = zip(live, replayed).first { $0 != $1 }
          #expect(difference == nil && live.count == replayed.count, "\(frontend): \(difference.map { "\($0) / \($1)" } ?? "lengths")")
        }
      }
    }
  }

  @Test(arguments: [
    "short_loop", "mid_loop", "long_loop", "short_loop_with_calls", "mid_loop_with_calls", "long_loop_with_calls",
    "short_loop_with_side_exits", "mid_loop_with_side_exits", "long_loop_with_side_exits", "short_branchy_loop", "gen_in_loop",
  ])
  func replaysOfWorkloadsSelectTheTracesOfRuns(_ name: String) throws {
    try expectSameTraces([Self.workload(name), "10000"])
  }

  /// Generators, functions that call themselves, methods and closures, exits in inlined frames, returns below the first frame.
  @Test(arguments: [
    "trace_generators", "trace_recursion", "trace_calls", "trace_closures", "trace_returns", "trace_iterators", "special_methods_in_loops",
    "nested_loops", "trace_iterator_kinds",
  ])
  func replaysOfProgramsSelectTheTracesOfRuns(_ name: String) throws {
    try expectSameTraces([Self.program(name)], thresholds: ["--threshold", "37"])
  }

  /// An exit depends on how long the program found the world to take; its replay takes the same one.
  @Test func answersFromOutsideAreGivenAgain() throws {
    try withFolder { folder in
      let source = """
        import os, random, sys, time
        path = sys.argv[1]
        with open(path) as file: lines = file.read().split()
        t = 0
        for i in range(9000):
            if (time.perf_counter_ns() >> 4) % 5 < 2: t += int(lines[i % len(lines)])
            elif random.random() < 0.3: t -= 1
            else: t += os.urandom(1)[0]
        with open(path + ".out", "w") as file: file.write(str(t))
        print(t, os.getpid(), os.path.exists(path), time.time())
        os.remove(path)
        """
      let (program, data, stream) = (folder.appendingPathComponent("p.toy"), folder.appendingPathComponent("data"), folder.appendingPathComponent("s"))
      try source.write(to: program, atomically: true, encoding: .utf8)
      try "3 14 15 92".write(to: data, atomically: true, encoding: .utf8)
      let live = try runLimited(
        [binaryPath, "run", "--deterministic", "--log-traces", "3", "--record-stream", stream.path, program.path, data.path])
      #expect(live.status == 0, "\(live.stderr)")
      // Nothing of it is left but the stream.
      for file in ["p.toy", "data.out"] { try FileManager.default.removeItem(at: folder.appendingPathComponent(file)) }
      for _ in 1...2 {
        let replay = try runLimited([binaryPath, "replay", "--log-traces", "3", stream.path])
        #expect(replay.stderr == "")
        #expect(live.stderr.contains("[trace 0 at "))
        #expect(replay.stdout.hasPrefix(live.stderr))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["s"])
      }
    }
  }

  @Test func replaysSayHowManyBytecodesThereWere() throws {
    let program = [Self.workload("short_branchy_loop"), "3000"]
    let counted = try runLimited([binaryPath, "run", "--metrics", "--stats=json"] + program)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(counted.stderr.utf8)) as? [String: Any])
    let executed = try #require((object["metrics"] as? [String: Any])?["executed"] as? Int)
    let text = try withStream(program) { file in try runLimited([binaryPath, "replay", file.path]).stdout }
    let line = try #require(text.firstMatch(of: /stream: (\d+) bytecodes, (\d+) bytes/))
    #expect(abs((Int(line.1) ?? 0) - executed) < 20)
    #expect(try #require(Int(line.2)) < 1000)
    #expect(text.contains(/metric executed +\d+/))
  }

  @Test func damagedStreamsAreRefused() throws {
    try withStream([Self.workload("short_branchy_loop"), "300"]) { file in
      let bytes = try Data(contentsOf: file)
      for length in [0, 5, 14, 16, bytes.count / 2, bytes.count - 1] {
        try bytes.prefix(length).write(to: file)
        #expect(try runLimited([binaryPath, "replay", file.path]).status == 65, "\(length) bytes")
      }
    }
    #expect(try runLimited([binaryPath, "replay", "no-such.stream"]).status == 66)
  }

  @Test func tuningFindsCheaperConstants() throws {
    let text = try withStream([Self.workload("long_loop_with_side_exits"), "6000"]) { file in
      try runLimited([binaryPath, "tune", "--rounds", "1", "--frontend", "cpython315", file.path]).stdout
    }
    let costs = text.split(separator: "\n").compactMap { line in
      line.hasPrefix("| ") ? Int(line.dropFirst(2).prefix { $0.isNumber }) : nil
    }
    #expect(costs.count > 1)
    #expect(try #require(costs.dropFirst().min()) < costs[0])
  }
}
