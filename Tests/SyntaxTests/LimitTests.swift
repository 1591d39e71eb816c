// Checks that extreme sources end quickly in a tree or a diagnostic, never in a crash.

import Testing

@testable import Syntax

@Suite struct LimitTests {
  private func many(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test func brackets() {
    for bracket in ["(", "[", "{", "f(", "a["] {
      let found = diagnostic(of: "x = " + many(bracket, 100_000))
      #expect(found?.message == "too many nested parentheses")
      #expect(found?.line == 1)
    }
    #expect(diagnostic(of: "x = " + many("(", 200) + "1" + many(")", 200)) == nil)
    #expect(diagnostic(of: "x = " + many("f(", 200) + "1" + many(")", 200)) == nil)
    #expect(diagnostic(of: "x = " + many("{1:", 199) + "1" + many("}", 199)) == nil)
    let mixed = "x = " + many("{1:[", 99) + "1 2" + many("]}", 99)
    #expect(diagnostic(of: mixed)?.message == "invalid syntax. Perhaps you forgot a comma?")
  }

  @Test func indents() {
    func nested(_ depth: Int) -> String {
      (0..<depth).map { many(" ", $0) + "if 1:\n" }.joined() + many(" ", depth) + "pass\n"
    }
    #expect(diagnostic(of: nested(99)) == nil)
    #expect(diagnostic(of: nested(100))?.message == "too many levels of indentation")
  }

  @Test(arguments: ["not ", "-", "a**", "a if b else ", "lambda: ", "a+"])
  func rightAndLeftChains(_ link: String) {
    #expect(diagnostic(of: "x = " + many(link, 2900) + "a") == nil)
    #expect(diagnostic(of: "x = " + many(link, 100_000) + "a")?.kind == .recursionError)
  }

  @Test(arguments: [".b", "()", "[0]", "+a", " or a", " < a"])
  func suffixChains(_ link: String) {
    #expect(diagnostic(of: "x = a" + many(link, 2900)) == nil)
    // Boolean operators and comparisons are flat nodes, however long.
    let isFlat = link.hasPrefix(" ")
    #expect((diagnostic(of: "x = a" + many(link, 100_000)) == nil) == isFlat)
  }

  @Test func chainsInsideChains() {
    let source = "x = " + many("(" + many("-", 100), 150) + "1" + many(")", 150)
    #expect(diagnostic(of: source)?.kind == .recursionError)
  }

  @Test func elifs() {
    #expect(diagnostic(of: "if 0: pass\n" + many("elif 0: pass\n", 2900)) == nil)
    let found = diagnostic(of: "if 0: pass\n" + many("elif 0: pass\n", 100_000))
    #expect(found?.kind == .recursionError)
  }

  @Test func nestedLambdaDefaults() {
    #expect(diagnostic(of: "x = " + many("lambda x=", 100) + "1" + many(": 0", 100)) == nil)
    let found = diagnostic(of: "x = " + many("lambda x=", 10_000) + "1" + many(": 0", 10_000))
    #expect(found?.kind == .memoryError)
  }

  @Test func longLine() throws {
    let module = try parse(Array(("x = [" + many("1234, ", 50_000) + "]").utf8), filename: "x")
    guard case .assign(let assign)? = module.body.first?.kind,
      case .list(let list) = assign.value.kind
    else {
      Issue.record("not an assignment of a list")
      return
    }
    #expect(list.elts.count == 50_000)
    #expect(list.elts[49_999].range.column == 5 + 6 * 49_999)
  }

  @Test func manyLines() throws {
    let source = many("x = y + 1\n", 20_000)
    #expect(try parse(Array(source.utf8), filename: "x").body.count == 20_000)
    let found = diagnostic(of: source + "x y\n")
    #expect(found?.line == 20_001)
    #expect(found?.column == 3)
  }

  @Test func manyFields() {
    #expect(diagnostic(of: "f(f\"" + many("{a}", 20_000) + "\") + 1") == nil)
  }

  @Test func errorAfterLongBlock() {
    let found = diagnostic(of: "def f():\n" + many("  x = y + 1\n", 2_000) + "  x y\n")
    #expect(found?.line == 2_002)
  }
}
