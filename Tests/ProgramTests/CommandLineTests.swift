// Checks exit codes and streams of the command line.
import Foundation
import Testing

@Suite struct CommandLineTests {
  private func jitc(_ arguments: [String]) throws -> ChildResult {
    try runLimited([binaryPath] + arguments)
  }

  @Test(arguments: [
    (["run", "no-such-file.toy"], 66), (["run", "shadow"], 66), (["--no-such-option"], 64), (["run"], 64),
    (["run", "--jit", "sometimes", "tuples.toy"], 64), (["run", "--threshold", "many", "tuples.toy"], 64),
    (["run", "syntax_error.toy"], 1), (["emit-ir", "no-such-dump"], 66), (["emit-ir", "tuples.toy"], 65),
    (["--help"], 0), (["run", "--help"], 0), (["emit-ir", "--help"], 0), (["--version"], 0),
  ] as [([String], Int32)])
  func endsWith(_ arguments: [String], status: Int32) throws {
    let result = try jitc(arguments)
    #expect(result.status == status, "\(arguments): \(result.stderr)")
    #expect(status == 0 || result.stdout.isEmpty)
    #expect(status == 0 || !result.stderr.isEmpty)
  }

  @Test func runIsTheDefaultCommand() throws {
    let short = try jitc(["tuples.toy"])
    let long = try jitc(["run", "tuples.toy"])
    #expect(short.stdout == long.stdout && short.status == 0 && !short.stdout.isEmpty)
  }

  @Test func chatterStaysOffStdout() throws {
    for options in [["-v"], ["--stats"], ["--stats=json"]] {
      let result = try jitc(["run"] + options + ["--compile", "sync", "nested_loops.toy"])
      #expect(result.stdout == ToyProgram(name: "nested_loops").expected, "\(options)")
      #expect(!result.stderr.isEmpty, "\(options)")
      #expect(!result.stderr.contains("\u{1B}"), "\(options)")
    }
  }

  @Test(arguments: ["--stats=json", "--log-traces=1"]) func tracesOfShortProgramsAreSeen(_ option: String) throws {
    let never = ["--set", "warm-up=100000", "--set", "warm-up-start=100000", "--set", "compile-share=0"]
    let result = try jitc(["run", option] + never + ["nested_loops.toy"])
    #expect(result.stderr.contains("closed its loop"), "\(result.stderr)")
  }

  @Test func statisticsAreOneJSONObject() throws {
    let result = try jitc(["run", "--stats=json", "--compile", "sync", "nested_loops.toy"])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.stderr.utf8)) as? [String: Any])
    for key in [
      "executors", "uops", "guards", "calls", "exits", "loops", "aborts", "recorded", "compiled", "compile_ms",
      "allocated_bytes", "cache",
    ] {
      #expect(object[key] != nil, "no \(key) in \(result.stderr)")
    }
    #expect((object["compiled"] as? Int ?? 0) > 0)
  }

  @Test func thirdRunRecordsAndCompilesNothing() throws {
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("jitc-warm-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let command = ["--cache", cache.path, "run", "--stats=json", "--compile", "sync", "nbody_small.toy"]
    var last: ChildResult?
    for _ in 0..<3 { last = try jitc(command) }
    let result = try #require(last)
    #expect(result.stdout == ToyProgram(name: "nbody_small").expected)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.stderr.utf8)) as? [String: Any])
    #expect(object["recorded"] as? Int == 0)
    #expect(object["compiled"] as? Int == 0)
    #expect((object["executors"] as? Int ?? 0) > 0)
  }

  @Test func dumpedTracesCanBePrinted() throws {
    let dump = FileManager.default.temporaryDirectory.appendingPathComponent("jitc-dump-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: dump) }
    let run = try jitc(["run", "--dump-traces", dump.path, "--compile", "sync", "while_loops.toy"])
    #expect(run.stdout == ToyProgram(name: "while_loops").expected)
    for stage in ["recorded", "optimized", "llvm", "llvm-optimized", "asm"] {
      let printed = try jitc(["emit-ir", dump.path, "--stage", stage])
      #expect(printed.status == 0, "\(stage): \(printed.stderr)")
      #expect(!printed.stdout.isEmpty, "\(stage)")
    }
    let text = try String(contentsOf: dump, encoding: .utf8)
    try (text.prefix(text.count / 2) + "\n@@ damaged").write(to: dump, atomically: true, encoding: .utf8)
    let damaged = try jitc(["emit-ir", dump.path])
    #expect(damaged.status == 65)
    #expect(damaged.stderr.firstMatch(of: /:\d+:\d+/) != nil, "\(damaged.stderr)")
  }
}
