// Tests that damaged texts give an error with a place, and never crash.
import Testing
import TraceIR

@Suite struct TextDamageTests {
  let text = TraceText(abi: TestABI.make())

  private func dump() throws -> [UInt8] {
    let entry = TraceDump.Entry(recorded: try text.tree(Samples.recorded), optimized: try text.tree(Samples.sum))
    return text.bytes(of: TraceDump(metadata: [.init(key: "program", value: "x.py")], trees: [entry]))
  }

  /// Parses and, on failure, checks the place. Returns whether there was an error.
  private func fails(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try text.dump(bytes)
      return false
    } catch {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      #expect(error.line >= 1 && error.line <= lines.count, "\(error)")
      #expect(error.column >= 1 && error.column <= (lines.last.map { _ in lines[error.line - 1].count } ?? 0) + 1, "\(error)")
      #expect(!error.message.isEmpty)
      return true
    }
  }

  @Test func everyCut() throws {
    let bytes = try dump()
    var errors = 0
    for length in 0..<bytes.count where fails(Array(bytes[..<length])) { errors += 1 }
    // Only the cuts between the header and the first tree, and those between trees, leave a whole dump.
    #expect(errors > bytes.count - 100)
  }

  @Test func everyByteChanged() throws {
    let bytes = try dump()
    var errors = 0
    for index in bytes.indices {
      let others = Array("9}\"\0\n%,".utf8) + [0xFF]
      for change in [bytes[index] ^ 1, others[index % others.count]] {
        var damaged = bytes
        damaged[index] = change
        if fails(damaged) { errors += 1 }
      }
    }
    #expect(errors > bytes.count / 2)
  }

  @Test func everyByteRemoved() throws {
    let bytes = try dump()
    var errors = 0
    for index in bytes.indices {
      var damaged = bytes
      damaged.remove(at: index)
      if fails(damaged) { errors += 1 }
    }
    #expect(errors > bytes.count / 4)
  }

  @Test(arguments: [
    ("", 1, 1, "header"),
    ("jitc-trace 2\n", 1, 12, "version 2"),
    ("jitc-trace 1\ntree \"a\" {\n  entry {\n    %0: i64 = addNothing %1\n", 4, 15, "unknown uop"),
    ("jitc-trace 1\ntree \"a\" {\n  entry {\n    %0: f64 = constInt 1\n", 4, 5, "gives i64"),
    ("jitc-trace 1\ntree \"a\" {\n  entry {\n    call rt_none %1\n", 4, 10, "no helper 'rt_none'"),
    ("jitc-trace 1\ntree \"a\" {\n  entry {\n    %99999999: i64 = constInt 1\n", 4, 5, "out of range"),
    ("jitc-trace 1\ntree \"a\" {\n  entry {\n    %0: i64 = constInt 99999999999999999999\n", 4, 24, "64 bits"),
    ("jitc-trace 1\ntree \"a\" {\n  values 2\n  values 2\n", 4, 3, "twice"),
    ("jitc-trace 1\ntree \"a\" {\n  trace 0 root {\n  }\n}\n", 3, 8, "no 'end'"),
    ("jitc-trace 1\ntree \"a\" {\n  trace 1 root {\n  }\n}\n", 3, 8, "expected trace 0"),
    ("jitc-trace 1\ntree \"a", 2, 6, "closing quote"),
  ])
  func messages(_ input: String, _ line: Int, _ column: Int, _ part: String) {
    let error = #expect(throws: TraceTextError.self) { try text.dump(Array(input.utf8)) }
    #expect(error?.line == line)
    #expect(error?.column == column)
    #expect(error?.message.contains(part) == true, "\(String(describing: error))")
  }
}
