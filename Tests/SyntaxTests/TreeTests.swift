// Compares syntax trees with those of Python 3.11's `ast` module.

import Foundation
import Testing

@testable import Syntax

/// Prints, for each file named on standard input, its name and the tree as `ast.dump` does.
private let dumpScript = """
  import ast, sys, warnings
  warnings.simplefilter('ignore')
  for name in sys.stdin.read().split('\\n'):
      if not name: continue
      with open(name, 'rb') as file: source = file.read()
      try: tree = ast.dump(ast.parse(source), include_attributes=True)
      except (SyntaxError, ValueError): tree = 'refused'
      sys.stdout.buffer.write((name + '\\0' + tree + '\\0').encode('utf-8', 'surrogatepass'))
  """

private let python = "/usr/bin/python3.11"
private let library = "/usr/lib/python3.11"

/// Runs Python on the named files and returns its trees by name.
private func pythonTrees(_ names: [String]) throws -> [String: String] {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: python)
  process.arguments = ["-c", dumpScript]
  let input = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try Data(names.joined(separator: "\n").utf8).write(to: input)
  defer { try? FileManager.default.removeItem(at: input) }
  process.standardInput = try FileHandle(forReadingFrom: input)
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  let parts = data.split(separator: 0, omittingEmptySubsequences: false)
  var trees: [String: String] = [:]
  for index in stride(from: 0, to: parts.count - 1, by: 2) {
    trees[String(decoding: parts[index], as: UTF8.self)] =
      String(decoding: parts[index + 1], as: UTF8.self)
  }
  return trees
}

@Suite struct TreeTests {
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: python)
        && FileManager.default.fileExists(atPath: library)))
  func standardLibrary() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: library)
      .filter { $0.hasSuffix(".py") }.map { library + "/" + $0 }
    let trees = try pythonTrees(names)
    #expect(trees.count == names.count)
    for name in names {
      let source = try [UInt8](Data(contentsOf: URL(fileURLWithPath: name)))
      let found = dump(try parse(source, filename: name), includesPositions: true)
      #expect(found.utf8.elementsEqual((trees[name] ?? "").utf8), "\(name)")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: python)))
  func ownSources() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var sources: [String: String] = [:]
    for (index, source) in treeSources.enumerated() {
      let file = folder.appendingPathComponent("\(index).py")
      try Data(source.utf8).write(to: file)
      sources[file.path] = source
    }
    let trees = try pythonTrees(sources.keys.sorted())
    for (name, source) in sources {
      let found = dump(try parse(Array(source.utf8), filename: name), includesPositions: true)
      #expect(found == trees[name], "\(source)")
    }
  }

  @Test func knownDumps() throws {
    func text(_ source: String, _ mode: ParseMode = .exec, positions: Bool = false) throws -> String {
      dump(
        try parse(Array(source.utf8), filename: "x", mode: mode), includesPositions: positions)
    }
    #expect(
      try text("a.b = -1") == "Module(body=[Assign(targets=[Attribute(value=Name(id='a', ctx=Load()), "
        + "attr='b', ctx=Store())], value=UnaryOp(op=USub(), operand=Constant(value=1)))], "
        + "type_ignores=[])")
    #expect(
      try text("a, b\n", .eval) == "Expression(body=Tuple(elts=[Name(id='a', ctx=Load()), "
        + "Name(id='b', ctx=Load())], ctx=Load()))")
    #expect(try text("pass", .single) == "Interactive(body=[Pass()])")
    #expect(
      try text("x", .eval, positions: true) == "Expression(body=Name(id='x', ctx=Load(), lineno=1, "
        + "col_offset=0, end_lineno=1, end_col_offset=1))")
  }
}
