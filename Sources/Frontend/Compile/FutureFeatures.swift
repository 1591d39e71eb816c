// Finds `from __future__ import ...` and checks its place and its features.
import Syntax

private let knownFeatures: Set<String> = [
  "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
  "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
]

/// Notes the future features of a module in `context`; throws SyntaxError if they are unknown or come too late.
func readFutureFeatures(_ body: [Stmt], context: CompilationContext) throws(SyntaxDiagnostic) {
  var isOpen = true
  for (index, statement) in body.enumerated() {
    if case .importFrom(let from) = statement.kind, from.module == "__future__", from.level == 0 {
      if !isOpen {
        throw context.error(
          "from __future__ imports must occur at the beginning of the file", at: statement.range)
      }
      for alias in from.names {
        if alias.name == "annotations" { context.hasFutureAnnotations = true }
        if alias.name == "braces" { throw context.error("not a chance", at: statement.range, hasEnd: false) }
        if !knownFeatures.contains(alias.name) {
          throw context.error("future feature \(alias.name) is not defined", at: statement.range, hasEnd: false)
        }
      }
    } else if !(index == 0 && body.documentation != nil) {
      isOpen = false
    }
  }
}
