// Finds `from __future__ import ...` and checks its place and its features.
import Syntax

private let knownFeatures: Set<String> = [
  "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
  "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
]

/// The message for `from __future__ import` behind other statements.
let lateFutureMessage = "from __future__ imports must occur at the beginning of the file"

/// Notes the future features of a module in `context`; throws SyntaxError if they are unknown or come too late on a line.
func readFutureFeatures(_ body: [Stmt], context: CompilationContext) throws(SyntaxDiagnostic) {
  var isOpen = true
  var line: UInt32 = 0
  for (index, statement) in body.enumerated() {
    // What comes too late on later lines is found when its code is compiled.
    if !isOpen, statement.range.line > line { return }
    line = statement.range.line
    if case .importFrom(let from) = statement.kind, from.isFuture {
      if !isOpen {
        var place = statement.range
        place.column = place.column > 0 ? place.column - 1 : 0
        throw context.error(lateFutureMessage, at: place, hasEnd: false)
      }
      try noteFeatures(from.names, at: statement.range, context: context)
      context.lastFutureLine = line
    } else if !(index == 0 && body.documentation != nil) {
      isOpen = false
    }
  }
}

private func noteFeatures(
  _ names: [Alias], at range: SourceRange, context: CompilationContext
) throws(SyntaxDiagnostic) {
  for alias in names {
    if alias.name == "annotations" { context.hasFutureAnnotations = true }
    if alias.name == "braces" { throw context.error("not a chance", at: range, hasEnd: false) }
    if !knownFeatures.contains(alias.name) {
      throw context.error("future feature \(alias.name) is not defined", at: range, hasEnd: false)
    }
  }
}

extension Stmt.ImportFrom {
  /// Whether it is `from __future__ import ...`.
  var isFuture: Bool { module == "__future__" && level == 0 }
}
