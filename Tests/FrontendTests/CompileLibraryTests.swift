// Compiles the whole standard library and verifies the code.
import Foundation
import Syntax
import Testing

@testable import Frontend

@Suite struct CompileLibraryTests {
  static let folder = "/usr/lib/python3.11"

  static var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".py") }.sorted()
  }

  @Test(.enabled(if: !files.isEmpty), arguments: files)
  func compilesToSoundCode(_ name: String) throws {
    let source = Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name)")))
    let unit = try compileModule(try parse(source, filename: name), filename: name, source: source)
    #expect(CompileVerifier.problems(in: unit) == [])
  }
}
