// Compares every program's output with python3.11's, in every way in which jitc can run it.
import Foundation
import Testing

@Suite struct ProgramTests {
  @Test func binaryIsBuilt() {
    #expect(
      FileManager.default.isExecutableFile(atPath: binaryPath),
      "no \(binaryPath): build it first (scripts/test does)")
    #expect(ToyProgram.all.count >= 60)
  }

  @Test(arguments: ToyProgram.all, Configuration.allCases)
  func printsWhatPythonPrints(_ program: ToyProgram, _ configuration: Configuration) throws {
    let result = try runToy(program, configuration.options)
    program.check(result, how: configuration.rawValue)
  }

  @Test(arguments: ToyProgram.all.filter { $0.status != 0 }, [Configuration.interpreter, .llvmEager])
  func tracebackIsPythons(_ program: ToyProgram, _ configuration: Configuration) throws {
    let result = try runToy(program, configuration.options)
    #expect(result.stderr == program.errors.replacingOccurrences(of: "{folder}", with: ToyProgram.folder))
  }

  @Test(arguments: ToyProgram.all)
  func coldAndWarmCacheAgree(_ program: ToyProgram) throws {
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("jitc-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    for how in ["cold", "warm", "third"] {
      let result = try runToy(program, ["--cache", cache.path, "--threshold", "20", "--compile", "sync"])
      program.check(result, how: how)
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3.11")), arguments: ToyProgram.all)
  func storedOutputIsPythons(_ program: ToyProgram) throws {
    let result = try runLimited(["/usr/bin/python3.11", program.name + ".toy"])
    program.check(result, how: "under python3.11")
  }
}
