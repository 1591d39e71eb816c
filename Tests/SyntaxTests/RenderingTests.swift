// Checks that diagnostics are printed as Python prints uncaught exceptions.

import Testing

@testable import Syntax

@Suite struct RenderingTests {
  @Test func neverClosed() {
    #expect(
      diagnostic(of: "  \nprint(\n")?.rendered() == """
          File "x.py", line 2
            print(
                 ^
        SyntaxError: '(' was never closed

        """)
  }

  @Test func rangeOnIndentedLine() {
    #expect(
      diagnostic(of: "if 1:\n    f(a.b c)\n")?.rendered() == """
          File "x.py", line 2
            f(a.b c)
              ^^^^^
        SyntaxError: invalid syntax. Perhaps you forgot a comma?

        """)
  }

  @Test func noCaretAtTheEnd() {
    #expect(
      diagnostic(of: "if 1:")?.rendered() == """
          File "x.py", line 1
            if 1:
        IndentationError: expected an indented block after 'if' statement on line 1

        """)
  }

  @Test func oneCaretForSubclasses() {
    #expect(
      diagnostic(of: "if 1:\nfoo()")?.rendered() == """
          File "x.py", line 2
            foo()
            ^
        IndentationError: expected an indented block after 'if' statement on line 1

        """)
  }

  @Test func severalLines() {
    #expect(
      diagnostic(of: "x = [abc  # d\n  2]")?.rendered() == """
          File "x.py", line 1
            x = [abc  # d
                 ^^^^^^^^
        SyntaxError: invalid syntax. Perhaps you forgot a comma?

        """)
  }

  @Test func formatField() {
    #expect(
      diagnostic(of: "\nx = f\"{a $ b}\"")?.rendered() == """
          File "x.py", line 2
            (a $ b)
               ^
        SyntaxError: f-string: invalid syntax

        """)
  }

  @Test func withoutPlace() {
    #expect(
      diagnostic(of: "x = " + String(repeating: "-", count: 5000) + "a")?.rendered()
        == "RecursionError: maximum recursion depth exceeded during compilation\n")
  }

  @Test func unsupportedConstruct() throws {
    let source = Array("if a:\n\tawait é.b\n".utf8)
    let range = SourceRange(line: 2, column: 1, endLine: 2, endColumn: 11)
    let diagnostic = UnsupportedDiagnostic(
      construct: "await expression", filename: "x.toy", range: range, source: source)
    #expect(
      diagnostic.rendered()
        == "x.toy:2:2: await expression is not supported yet\n    \tawait é.b\n    \t^^^^^^^^^\n")
  }
}
