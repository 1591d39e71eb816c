// Checks what the command line tells about traces: metrics, explanations, graphs, reports, equal runs.
import Foundation
import Testing

@Suite struct ObservationTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private func workload(_ name: String) -> String { Self.package.appendingPathComponent("Benchmarks/workloads/\(name).toy").path }

  private func jitc(_ arguments: [String], status: Int32 = 0) throws -> ChildResult {
    let result = try runLimited([binaryPath] + arguments)
    #expect(result.status == status, "\(arguments): \(result.stderr)")
    return result
  }

  private func withFile<T>(_ ending: String, _ body: (URL) throws -> T) throws -> T {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("jitc-\(UUID().uuidString).\(ending)")
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file)
  }

  private func metrics(_ name: String, _ options: [String] = []) throws -> [String: Any] {
    let result = try jitc(["run", "--compile", "sync", "--metrics", "--stats=json"] + options + [workload(name), "100000"])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.stderr.utf8)) as? [String: Any])
    return try #require(object["metrics"] as? [String: Any])
  }

  /// Nearly all of 100,000 iterations run in code, all of them to the end of the one trace.
  @Test(arguments: ["short_loop", "mid_loop_with_side_exits", "long_loop_with_calls"])
  func closedLoopsAreCovered(_ name: String) throws {
    let metrics = try metrics(name)
    #expect(metrics["executors"] as? Int == 1)
    #expect(metrics["loops"] as? Int == 1)
    #expect(try #require(metrics["coverage"] as? Double) > 0.98)
    #expect(try #require(metrics["completion"] as? Double) > 0.99)
    #expect(metrics["cold_share"] as? Double == 0)
  }

  /// Each iteration of `short_loop` is seven bytecodes, whoever executes them.
  @Test func bytecodesAreCountedOnce() throws {
    let compiled = try #require(try metrics("short_loop")["executed"] as? Int)
    let interpreted = try #require(try metrics("short_loop", ["--set", "loop-threshold=65521", "--set", "exit-threshold=65521"])["executed"] as? Int)
    #expect(abs(compiled - interpreted) < 50)
    #expect(compiled > 700_000)
  }

  @Test(arguments: ToyProgram.all)
  func countingChangesNothing(_ program: ToyProgram) throws {
    let result = try runToy(program, ["--compile", "sync", "--metrics", "--threshold", "2"])
    #expect(result.stdout == program.expected)
    #expect(result.status == program.status)
  }

  @Test(arguments: [("long_loop", 8), ("long_loop_with_side_exits", 8)])
  func explanationsHoldGood(_ name: String, _ line: Int) throws {
    let text = try jitc(["explain", "--frontend", "cpython315", "\(workload(name)):\(line)", "10000"]).stdout
    #expect(text.contains("ended: fitness"))
    #expect(text.contains("the loop head was "))
    let change = try #require(text.firstMatch(of: /--set ([a-z-]+=\d+) \(now \d+\); checked: closed its loop/), "\(text)")
    let log = try jitc(["run", "-v", "--compile", "sync", "--frontend", "cpython315", "--set", String(change.1), workload(name), "10000"]).stderr
    #expect(log.contains("closed its loop"))
    #expect(!log.contains("fitness"))
  }

  /// What is named for a loop whose fitness was used up closes it when it is done.
  @Test(arguments: [
    ("long_loop", "--frontend cpython315"), ("long_loop", "--frontend cpython315 --set initial-fitness=300"),
    ("long_loop", "--set initial-fitness=100"), ("long_loop", "--frontend adhoc --set initial-fitness=500"),
    ("long_loop_with_calls", "--frontend cpython315"), ("long_loop_with_calls", "--frontend cpython315 --set initial-fitness=1000"),
    ("long_loop_with_calls", "--set initial-fitness=200"), ("long_loop_with_calls", "--frontend adhoc --set initial-fitness=500"),
    ("long_loop_with_side_exits", "--set initial-fitness=200"), ("mid_loop", "--frontend cpython315 --set initial-fitness=300"),
    ("mid_loop_with_calls", "--frontend cpython315 --set initial-fitness=300"), ("mid_loop_with_calls", "--set initial-fitness=100"),
    ("mid_loop_with_side_exits", "--frontend cpython315 --set initial-fitness=1000"),
    ("short_loop_with_calls", "--frontend cpython315 --set initial-fitness=300"),
  ])
  func changesNamedCloseTheLoop(_ name: String, _ policy: String) throws {
    let options = policy.split(separator: " ").map(String.init)
    let text = try jitc(["explain"] + options + [workload(name), "10000"]).stdout
    let change = try #require(
      text.firstMatch(of: /--set ([a-z-]+)=(\d+) \(now \d+\); (checked|recorded again, (\d+) was needed): closed its loop/), "\(text)")
    let setting = ["--set", "\(change.1)=\(change.4 ?? change.2)"]
    let log = try jitc(["run", "-v", "--compile", "sync"] + options + setting + [workload(name), "10000"]).stderr
    let root = try #require(log.split(separator: "\n").first { $0.contains("[trace 0 at \(name):") })
    #expect(root.hasSuffix("closed its loop]"), "\(setting): \(log)")
  }

  @Test func explanationsNameWhatIsMissing() throws {
    #expect(try jitc(["explain", "\(workload("short_loop")):4"]).stdout.contains("no trace covers line 4"))
    _ = try jitc(["explain", "no-such-file.toy"], status: 66)
  }

  @Test func graphsHaveEveryTrace() throws {
    let options = ["run", "--compile", "sync", "--graph"]
    let json = try withFile("json") { file in
      _ = try jitc(options + [file.path, workload("short_branchy_loop"), "100000"])
      return try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }
    let nodes = try #require(json["nodes"] as? [[String: Any]])
    let edges = try #require(json["edges"] as? [[String: Any]])
    #expect(nodes.count > 1)
    #expect(edges.contains { $0["kind"] as? String == "top" })
    let joined = Set(edges.filter { $0["kind"] as? String == "join" }.compactMap { $0["to"] as? String })
    #expect(!joined.isEmpty)
    #expect(edges.count { $0["kind"] as? String == "side" } == nodes.count - 1 - joined.count)
    let ids = Set(nodes.compactMap { $0["id"] as? String })
    #expect(edges.allSatisfy { ids.contains($0["to"] as? String ?? "") && ids.contains($0["from"] as? String ?? "") })
    for node in nodes {
      let rows = try #require(node["rows"] as? [[String: Any]])
      #expect(rows.allSatisfy { $0["count"] is Int && ($0["line"] as? Int ?? 0) > 0 })
      // A side trace may be no more than the way to a join.
      let isRecorded = rows.contains { ($0["bytecode"] as? String ?? "") != "" }
      #expect(isRecorded == rows.contains { $0["fitness"] is Int })
    }
    for ending in ["dot", "svg"] {
      let text = try withFile(ending) { file in
        _ = try jitc(options + [file.path, workload("short_branchy_loop"), "100000"])
        return try String(contentsOf: file, encoding: .utf8)
      }
      for id in ids { #expect(text.contains("\"\(id)\""), "\(ending)") }
    }
    _ = try jitc(["run", "--graph", "traces.png", workload("short_loop")], status: 64)
  }

  @Test func reportsLinkEveryStage() throws {
    try withFile("html") { file in
      _ = try jitc(["report", workload("short_branchy_loop"), "-o", file.path, "20000"])
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("http://") || text.contains("http://www.w3.org/2000/svg"))
      #expect(!text.contains("<link") && !text.contains("src="))
      for kind in ["source", "bytecode", "uop", "code"] { #expect(text.contains(" data-b=") && text.contains("class=\"\(kind) "), "\(kind)") }
      #expect(text.contains("class=\"fitness\""))
      try clickingALineSelectsItsUops(file)
    }
  }

  /// Opens the page in Chromium where it is installed; its address selects a line as a click does.
  private func clickingALineSelectsItsUops(_ file: URL) throws {
    guard let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first(where: FileManager.default.isExecutableFile)
    else { return }
    let profile = FileManager.default.temporaryDirectory.appendingPathComponent("jitc-browser-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: profile) }
    let result = try runLimited([
      browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(profile.path)", "--enable-logging=stderr", "--v=0", "--dump-dom",
      "file://\(file.path)#L9",
    ])
    #expect(result.status == 0)
    #expect(result.stdout.contains(/class="uop l9 b\d+ selected"/))
    #expect(result.stdout.contains(/class="bytecode l9 b\d+ selected"/))
    #expect(!result.stdout.contains(/class="uop l8 b\d+ selected"/))
    #expect(!result.stderr.contains("Uncaught"))
  }

  @Test func deterministicRunsMakeEqualTraces() throws {
    var dumps: Set<String> = []
    for _ in 0..<20 {
      try withFile("txt") { file in
        _ = try jitc(["run", "--deterministic", "--dump-traces", file.path, "--threshold", "30", "nested_loops.toy"])
        dumps.insert(try String(contentsOf: file, encoding: .utf8))
      }
    }
    #expect(dumps.count == 1)
    #expect(dumps.first?.contains("trace 0 root") == true)
  }
}
