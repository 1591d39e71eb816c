// Checks the built-in pyperf module: options, reporting protocol, and the file that pyperf reads.
import Foundation
import Testing

@Suite struct PyperfTests {
  struct Report: Decodable {
    var name: String
    var inner_loops: Int
    var first_cpu: Double
    var first_wall: Double?
    var result: String?
    var samples: [[Double]]
  }

  struct File: Decodable {
    struct Benchmark: Decodable {
      struct Metadata: Decodable {
        var name: String
        var loops: Int
        var inner_loops: Int?
      }
      struct Run: Decodable {
        struct Metadata: Decodable {
          var date: String
          var duration: Double
        }
        var values: [Double]
        var warmups: [[Double]]?
        var metadata: Metadata
      }
      var metadata: Metadata
      var runs: [Run]
    }
    var version: String
    var benchmarks: [Benchmark]
    var metadata: [String: String]
  }

  private func scratch() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jitc-pyperf-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func run(_ arguments: [String], environment: [String] = []) throws -> ChildResult {
    try runChild([binaryPath, "run"] + arguments, in: ToyProgram.folder, environment: environment)
  }

  @Test(arguments: [0.0, 0.05])
  func reportsEachBenchmark(seconds: Double) throws {
    let folder = try scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("report.jsonl")
    let result = try run(
      ["bench_small.py", "--size", "300", "--flag", "x"],
      environment: ["JITC_BENCH_REPORT=\(file.path)", "JITC_BENCH_SECONDS=\(seconds)", "JITC_BENCH_START=0"])
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.stdout == "300 plain True x\n")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let reports = try lines.map { try JSONDecoder().decode(Report.self, from: Data($0.utf8)) }
    #expect(reports.map(\.name) == ["work", "timed"])
    #expect(reports.map(\.inner_loops) == [1, 2])
    #expect(reports.map(\.result) == ["8955050", nil])
    for report in reports {
      #expect(report.first_cpu > 0)
      #expect((report.first_wall ?? -1) > 0)
      #expect(report.samples.first?.first == 1)
      #expect(report.samples.allSatisfy { $0.count == 3 && $0[1] >= 0 && $0[2] >= 0 })
      #expect((report.samples.count == 1) == (seconds == 0))
    }
  }

  @Test func writesPyperfsFile() throws {
    let folder = try scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("out.json").path
    let result = try run(["bench_small.py", "--min-time", "0.002", "-n", "4", "-w", "2", "-o", path])
    #expect(result.status == 0, "\(result.stderr)")
    let lines = result.stdout.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.dropFirst().allSatisfy { $0.contains(": Mean +- std dev: ") })
    let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(file.version == "1.0")
    #expect(file.metadata["description"] == "a small benchmark")
    #expect(file.metadata["python_implementation"] == "jitc")
    #expect(file.metadata["unit"] == "second")
    #expect(file.benchmarks.map(\.metadata.name) == ["work", "timed"])
    #expect(file.benchmarks[1].metadata.inner_loops == 2)
    for benchmark in file.benchmarks {
      #expect(benchmark.runs.count == 1)
      #expect(benchmark.runs[0].values.count == 4)
      #expect(benchmark.runs[0].values.allSatisfy { $0 > 0 })
      #expect((benchmark.runs[0].warmups ?? []).count >= 3)
      #expect(benchmark.runs[0].metadata.date.count == 26)
    }
    let again = try run(["bench_small.py", "-o", path])
    #expect(again.status == 1)
    #expect(again.stdout.hasPrefix("ERROR: The JSON file '\(path)' already exists"))
  }

  @Test func takesASingleValue() throws {
    let result = try run(["bench_small.py", "--debug-single-value"])
    #expect(result.status == 0, "\(result.stderr)")
    let lines = result.stdout.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.last?.hasPrefix("timed: ") == true && lines.last?.contains("Mean") == false)
  }

  @Test func refusesAnUnknownOption() throws {
    let result = try run(["bench_small.py", "--bogus"])
    #expect(result.status == 2)
    #expect(result.lastErrorLine == "bench_small.py: error: unrecognized arguments: --bogus")
  }

  @Test func yieldsToASiblingPyperf() throws {
    let result = try run(["shadow/main.py"])
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.stdout == "the sibling\n")
  }
}
