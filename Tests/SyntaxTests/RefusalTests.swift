// Checks the words and places of diagnostics against those of Python 3.11.

import Testing

@testable import Syntax

/// Parses `source` and returns the diagnostic, or nil if it is valid.
func diagnostic(of source: String, mode: ParseMode = .exec) -> SyntaxDiagnostic? {
  do {
    _ = try parse(Array(source.utf8), filename: "x.py", mode: mode)
    return nil
  } catch {
    return error
  }
}

@Suite struct RefusalTests {
  @Test(arguments: refusals1 + refusals2)
  func matchesPython(_ expected: Refusal) throws {
    let found = try #require(diagnostic(of: expected.source), "accepted: \(expected.source)")
    #expect(found.kind == expected.kind)
    #expect(found.message == expected.message)
    #expect(found.line == expected.line)
    #expect(found.column == expected.column)
    #expect(found.endLine == expected.endLine)
    #expect(found.endColumn == expected.endColumn)
  }

  @Test func otherModes() {
    for source in ["x", "x, y\n\n", "(yield)", "x # c\n# d\n"] {
      #expect(diagnostic(of: source, mode: .eval) == nil)
    }
    #expect(diagnostic(of: "x = 1", mode: .eval)?.message == "invalid syntax")
    #expect(diagnostic(of: "x = 1", mode: .eval)?.column == 3)
    #expect(diagnostic(of: "x +", mode: .eval)?.column == 0)
    #expect(diagnostic(of: "*a", mode: .eval)?.column == 1)
    #expect(diagnostic(of: "x y", mode: .eval)?.column == 3)
    for source in ["x", "x; y\n", "if 1: pass\n", "if 1:\n  pass", "def f():\n  pass\n\n"] {
      #expect(diagnostic(of: source, mode: .single) == nil)
    }
    #expect(diagnostic(of: "if 1: pass", mode: .single)?.message == "invalid syntax")
    #expect(
      diagnostic(of: "x\ny", mode: .single)?.message
        == "multiple statements found while compiling a single statement")
  }

  @Test func encodings() {
    func message(_ bytes: [UInt8]) -> String? {
      do {
        _ = try parse(bytes, filename: "x.py")
        return nil
      } catch {
        return error.message
      }
    }
    let latin1 = Array("# coding: latin-1\nx = \"".utf8) + [0xE9] + Array("\"\n".utf8)
    #expect(message(latin1) == nil)
    #expect(message([0xEF, 0xBB, 0xBF] + Array("x = 1".utf8)) == nil)
    #expect(message(Array("# vim: set fileencoding=utf-8 :\nx = 'é'".utf8)) == nil)
    #expect(message(Array("x = 1\ny = 2 \0 ?\nz = ?".utf8)) == "invalid syntax")
    #expect(message(Array("x = 1\ny = 2 \0 ?\r\n\0?\n".utf8)) == nil)
    #expect(message(Array("# coding: foo\n".utf8)) == "encoding problem: foo")
    #expect(
      message(Array("x = 1\n\ny = '".utf8) + [0xFF])
        == "Non-UTF-8 code starting with '\\xff' in file x.py on line 3, but no encoding declared; "
        + "see https://peps.python.org/pep-0263/ for details")
    #expect(
      message(Array("# coding: utf-8\n".utf8) + [0xE9, 0x41])
        == "(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 16: "
        + "invalid continuation byte")
    #expect(
      message(Array("# coding: ascii\n".utf8) + [0xE9])
        == "(unicode error) 'ascii' codec can't decode byte 0xe9 in position 16: "
        + "ordinal not in range(128)")
  }

  @Test func lineEndsAndControls() throws {
    let unix = try parse(Array("if a:\n  b\n\n  c\n".utf8), filename: "x")
    for other in ["if a:\r\n  b\r\n\r\n  c\r\n", "if a:\r  b\r\r  c", "\u{FEFF}if a:\n  b\n\n  c"] {
      #expect(dump(try parse(Array(other.utf8), filename: "x")) == dump(unix))
    }
    let tabbed = try parse(Array("if a:\n\u{0C}  b\n\n  c # d\n#e".utf8), filename: "x")
    #expect(dump(tabbed) == dump(unix))
  }
}
