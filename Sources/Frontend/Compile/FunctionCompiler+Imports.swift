// Compiles import statements.
import Syntax

extension FunctionCompiler {
  func importStatement(_ aliases: [Alias]) throws(SyntaxDiagnostic) {
    for alias in aliases {
      let mark = top
      let module = allocate()
      let fromList = allocate()
      emit(.loadNone, fromList)
      emit(.importName, module, nameIndex(mangled(alias.name)), fromList)
      if let asName = alias.asName {
        for part in alias.name.split(separator: ".").dropFirst() {
          emit(.importFrom, module, module, nameIndex(String(part)))
        }
        try storeName(asName, from: module, at: range)
      } else {
        try storeName(alias.boundName, from: module, at: range)
      }
      top = mark
    }
  }

  func importFromStatement(_ from: Stmt.ImportFrom) throws(SyntaxDiagnostic) {
    if from.isFuture, range.line > context.lastFutureLine { throw error(lateFutureMessage) }
    let mark = top
    defer { top = mark }
    let module = allocate()
    let register = allocate()
    load(.tuple(from.names.map { .string(Array($0.name.utf8)) }), into: register)
    emit(.importName, module, nameIndex(from.module ?? ""), register, extra: UInt64(from.level))
    for alias in from.names {
      if alias.name == "*" {
        emit(.importStar, module)
        continue
      }
      emit(.importFrom, register, module, nameIndex(mangled(alias.name)))
      try storeName(alias.asName ?? alias.name, from: register, at: range)
    }
  }
}
