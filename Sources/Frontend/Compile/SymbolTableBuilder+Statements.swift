// Visits statements for the symbol table.
import Syntax

extension SymbolTableBuilder {
  func visit(_ body: [Stmt]) throws(SyntaxDiagnostic) {
    for statement in body { try visit(statement) }
  }

  func visit(_ statement: Stmt) throws(SyntaxDiagnostic) {
    try context.enter()
    defer { context.leave() }
    switch statement.kind {
    case .functionDef(let function):
      try visitFunction(function, isAsync: false, at: statement.range)
    case .asyncFunctionDef(let function):
      try visitFunction(function, isAsync: true, at: statement.range)
    case .classDef(let definition): try visitClass(definition, at: statement.range)
    case .return(let value): if let value { try visit(value) }
    case .delete(let targets): for target in targets { try visit(target) }
    case .assign(let assign):
      for target in assign.targets { try visit(target) }
      try visit(assign.value)
    case .augAssign(let assign):
      try visit(assign.target)
      try visit(assign.value)
    case .annAssign(let assign): try visitAnnotated(assign, at: statement.range)
    case .import(let aliases): for alias in aliases { try visitAlias(alias) }
    case .importFrom(let from): for alias in from.names { try visitAlias(alias) }
    case .global(let names): try declare(names, .global, word: "global", at: statement.range)
    case .nonlocal(let names): try declare(names, .nonlocal, word: "nonlocal", at: statement.range)
    case .expr(let value): try visit(value)
    case .pass, .break, .continue: break
    case .raise(let raise):
      if let value = raise.exc { try visit(value) }
      if let value = raise.cause { try visit(value) }
    case .assert(let assert):
      try visit(assert.test)
      if let message = assert.message { try visit(message) }
    default: try visitCompound(statement)
    }
  }

  private func visitCompound(_ statement: Stmt) throws(SyntaxDiagnostic) {
    switch statement.kind {
    case .for(let loop), .asyncFor(let loop):
      try visit(loop.target)
      try visit(loop.iter)
      try visit(loop.body)
      try visit(loop.orelse)
    case .while(let loop):
      try visit(loop.test)
      try visit(loop.body)
      try visit(loop.orelse)
    case .if(let branch): try visitBranches(branch)
    case .with(let with), .asyncWith(let with):
      for item in with.items {
        try visit(item.contextExpr)
        if let target = item.optionalVars { try visit(target) }
      }
      try visit(with.body)
    case .match(let match):
      try visit(match.subject)
      for item in match.cases {
        try visit(item.pattern)
        if let guardExpr = item.guardExpr { try visit(guardExpr) }
        try visit(item.body)
      }
    case .try(let attempt), .tryStar(let attempt):
      try visit(attempt.body)
      try visit(attempt.orelse)
      for handler in attempt.handlers {
        if let type = handler.type { try visit(type) }
        if let name = handler.name { try bind(name, [.bound, .deleted], at: handler.range) }
        try visit(handler.body)
      }
      try visit(attempt.finalBody)
    default: break
    }
  }

  /// Visits an `if` with its chain of `elif` in a loop: the nesting counts, but not on the stack.
  private func visitBranches(_ first: Stmt.If) throws(SyntaxDiagnostic) {
    var branch = first
    var levels = 0
    defer { context.leave(levels) }
    while true {
      try visit(branch.test)
      try visit(branch.body)
      guard branch.orelse.count == 1, case .if(let next) = branch.orelse[0].kind else { break }
      levels += 1
      try context.enter()
      branch = next
    }
    try visit(branch.orelse)
  }

  private func visitAnnotated(_ assign: Stmt.AnnAssign, at range: SourceRange) throws(SyntaxDiagnostic) {
    if case .name(let target) = assign.target.kind {
      let mangled = mangle(target.id, in: scope.privateClass)
      let entry = scope.entry(mangled)
      if !entry.uses.isDisjoint(with: [.global, .nonlocal]), scope.kind != .module, assign.isSimple {
        let word = entry.uses.contains(.global) ? "global" : "nonlocal"
        throw context.error("annotated name '\(mangled)' can't be \(word)", at: range)
      }
      if assign.isSimple {
        try bind(target.id, [.bound, .annotated], at: assign.target.range)
      } else if assign.value != nil {
        try bind(target.id, at: assign.target.range)
      }
    } else {
      try visit(assign.target)
    }
    try visitAnnotation(assign.annotation)
    if let value = assign.value { try visit(value) }
  }

  private func visitAlias(_ alias: Alias) throws(SyntaxDiagnostic) {
    if alias.name == "*" {
      if scope.kind != .module {
        throw context.error("import * only allowed at module level", at: alias.range)
      }
      return
    }
    try bind(alias.boundName, [.bound, .imported], at: alias.range)
  }

  // MARK: Patterns

  func visit(_ pattern: Pattern) throws(SyntaxDiagnostic) {
    try context.enter()
    defer { context.leave() }
    switch pattern.kind {
    case .value(let value): try visit(value)
    case .singleton: break
    case .sequence(let patterns), .or(let patterns): for item in patterns { try visit(item) }
    case .star(let name): if let name { try bind(name, at: pattern.range) }
    case .mapping(let mapping):
      for key in mapping.keys { try visit(key) }
      for item in mapping.patterns { try visit(item) }
      if let rest = mapping.rest { try bind(rest, at: pattern.range) }
    case .class(let match):
      try visit(match.cls)
      for item in match.patterns { try visit(item) }
      for item in match.kwdPatterns { try visit(item) }
    case .as(let capture):
      if let inner = capture.pattern { try visit(inner) }
      if let name = capture.name { try bind(name, at: pattern.range) }
    }
  }
}

extension Alias {
  /// The name that `import` or `from ... import` binds.
  var boundName: String {
    if let asName { return asName }
    return String(name.prefix { $0 != "." })
  }
}
