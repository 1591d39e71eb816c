// Runs the examples of the package, and compares them with python3.11 where it is installed.
import Foundation
import Testing

@Suite struct ExampleTests {
  static let folder = URL(fileURLWithPath: ToyProgram.folder)
    .appendingPathComponent("../../../Examples").standardizedFileURL.path

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".toy") }.sorted()
  }()

  @Test func examplesAreThere() {
    #expect(Self.names.contains("bench.toy") && Self.names.contains("hello.toy"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3.11")), arguments: names)
  func printsWhatPythonPrints(_ name: String) throws {
    let path = Self.folder + "/" + name
    let ours = try runLimited([binaryPath, "run", path])
    let theirs = try runLimited(["/usr/bin/python3.11", path])
    #expect(ours.stdout == theirs.stdout, "\(ours.lastErrorLine)")
    #expect(ours.status == theirs.status)
  }
}
