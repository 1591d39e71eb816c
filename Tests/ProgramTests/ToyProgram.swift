// Finds the test programs and what python3.11 printed for them.
import Foundation
import Testing

/// One program of the folder `Programs`, with its stored output.
struct ToyProgram: Sendable, CustomTestStringConvertible {
  var name: String
  /// What the program writes to stdout.
  var expected: String
  var status: Int32
  /// What the program writes to stderr when its status is not 0: the traceback of an uncaught exception,
  /// with "{folder}" for the folder of the programs.
  var errors: String

  /// The last line of `errors`: class and message.
  var lastErrorLine: String { errors.split(separator: "\n").last.map(String.init) ?? "" }

  var testDescription: String { name }

  static let folder: String = {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return here.appendingPathComponent("Programs").resolvingSymlinksInPath().path
  }()

  /// All programs, sorted by name.
  static let all: [ToyProgram] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".toy") }.sorted().map { ToyProgram(name: String($0.dropLast(4))) }
  }()

  init(name: String) {
    self.name = name
    expected = Self.read(name + ".expected") ?? "(no \(name).expected: run scripts/bless)"
    status = Self.read(name + ".exit").flatMap { Int32($0.prefix { $0 != "\n" }) } ?? 0
    errors = Self.read(name + ".stderr") ?? ""
  }

  private static func read(_ file: String) -> String? {
    FileManager.default.contents(atPath: folder + "/" + file).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Checks that a run printed and returned what it should; `how` says what was run.
  func check(_ result: ChildResult, how: String) {
    #expect(!result.timedOut, "\(name) \(how): took too long")
    #expect(result.stdout == expected, "\(name) \(how): \(firstDifference(result.stdout)) \(result.lastErrorLine)")
    #expect(result.status == status, "\(name) \(how): \(result.lastErrorLine)")
    #expect(lastErrorLine.isEmpty || result.lastErrorLine == lastErrorLine, "\(name) \(how)")
  }

  private func firstDifference(_ printed: String) -> String {
    let ours = printed.split(separator: "\n", omittingEmptySubsequences: false)
    let theirs = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, (one, other)) in zip(ours, theirs).enumerated() where one != other {
      return "line \(index + 1) is \(one.prefix(120)) and should be \(other.prefix(120))."
    }
    return "\(ours.count) lines, not \(theirs.count)."
  }
}
