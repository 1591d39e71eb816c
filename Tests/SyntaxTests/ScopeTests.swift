// Checks the errors that need the whole tree against those of Python 3.11.

import Testing

@testable import Syntax

/// Parses and checks `source` and returns the diagnostic of the checks, or nil if there is none.
private func scopeDiagnostic(of source: String) throws -> SyntaxDiagnostic? {
  let bytes = Array(source.utf8)
  let module = try parse(bytes, filename: "x.py")
  do {
    try checkScopes(module, filename: "x.py", source: bytes)
    return nil
  } catch {
    return error
  }
}

@Suite struct ScopeTests {
  @Test(arguments: scopeRefusals)
  func matchesPython(_ expected: Refusal) throws {
    let found = try #require(
      try scopeDiagnostic(of: expected.source), "accepted: \(expected.source)")
    #expect(found.kind == expected.kind)
    #expect(found.message == expected.message)
    #expect(found.line == expected.line)
    #expect(found.column == expected.column)
    #expect(found.endLine == expected.endLine)
    #expect(found.endColumn == expected.endColumn)
  }

  @Test(arguments: scopeAccepted)
  func acceptsWhatPythonAccepts(_ source: String) throws {
    #expect(try scopeDiagnostic(of: source) == nil)
  }

  @Test func columnsAreCharacters() throws {
    let found = try #require(try scopeDiagnostic(of: "é = 'éé'; return 1"))
    #expect(found.column == 11)
    #expect(found.endColumn == 19)
    #expect(
      found.rendered() == """
          File "x.py", line 1
            é = 'éé'; return 1
                      ^^^^^^^^
        SyntaxError: 'return' outside function

        """)
  }

  @Test func deepTrees() throws {
    let chain = String(repeating: "-", count: 2900)
    #expect(try scopeDiagnostic(of: "x = " + chain + "1") == nil)
    #expect(try scopeDiagnostic(of: "x = " + chain + "(yield)")?.message == "'yield' outside function")
    let elifs = "if 0: pass\n" + String(repeating: "elif 0: pass\n", count: 2900)
    #expect(try scopeDiagnostic(of: elifs + "else: break")?.message == "'break' outside loop")
  }
}
