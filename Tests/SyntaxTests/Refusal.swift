// Describes a source that Python refuses.

@testable import Syntax

/// One refused source and the attributes of the exception.
struct Refusal: Sendable {
  var source: String
  var kind: SyntaxDiagnostic.Kind
  var message: String
  var line: Int
  var column: Int
  var endLine: Int
  var endColumn: Int

  init(
    _ source: String, _ kind: SyntaxDiagnostic.Kind, _ message: String, _ line: Int, _ column: Int,
    _ endLine: Int, _ endColumn: Int
  ) {
    self.source = source
    self.kind = kind
    self.message = message
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }
}

