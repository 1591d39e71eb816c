// Writes statement and pattern nodes of a dump.

extension ASTDumper {
  mutating func body(_ name: String, _ statements: [Stmt]) {
    list(name, statements) { $0.write($1) }
  }

  mutating func write(_ stmt: Stmt) {
    let range = stmt.range
    switch stmt.kind {
    case .functionDef(let value): function("FunctionDef", range, value)
    case .asyncFunctionDef(let value): function("AsyncFunctionDef", range, value)
    case .classDef(let value):
      node("ClassDef", range) {
        $0.identifier("name", value.name)
        $0.exprs("bases", value.bases)
        $0.list("keywords", value.keywords) { $0.write($1) }
        $0.body("body", value.body)
        $0.exprs("decorator_list", value.decorators)
      }
    case .for(let value): loop("For", range, value)
    case .asyncFor(let value): loop("AsyncFor", range, value)
    case .while(let value):
      node("While", range) {
        $0.expr("test", value.test)
        $0.body("body", value.body)
        $0.body("orelse", value.orelse)
      }
    case .if(let value):
      node("If", range) {
        $0.expr("test", value.test)
        $0.body("body", value.body)
        $0.body("orelse", value.orelse)
      }
    case .with(let value): with("With", range, value)
    case .asyncWith(let value): with("AsyncWith", range, value)
    case .match(let value):
      node("Match", range) {
        $0.expr("subject", value.subject)
        $0.list("cases", value.cases) { $0.write($1) }
      }
    case .try(let value): tryStatement("Try", range, value)
    case .tryStar(let value): tryStatement("TryStar", range, value)
    default: writeSimple(stmt)
    }
  }

  private mutating func writeSimple(_ stmt: Stmt) {
    let range = stmt.range
    switch stmt.kind {
    case .return(let value): node("Return", range) { $0.expr("value", value) }
    case .delete(let targets): node("Delete", range) { $0.exprs("targets", targets) }
    case .assign(let value):
      node("Assign", range) {
        $0.exprs("targets", value.targets)
        $0.expr("value", value.value)
      }
    case .augAssign(let value):
      node("AugAssign", range) {
        $0.expr("target", value.target)
        $0.field("op") { $0.text += operatorName(value.op) + "()" }
        $0.expr("value", value.value)
      }
    case .annAssign(let value):
      node("AnnAssign", range) {
        $0.expr("target", value.target)
        $0.expr("annotation", value.annotation)
        $0.expr("value", value.value)
        $0.integer("simple", value.isSimple ? 1 : 0)
      }
    case .raise(let value):
      node("Raise", range) {
        $0.expr("exc", value.exc)
        $0.expr("cause", value.cause)
      }
    case .assert(let value):
      node("Assert", range) {
        $0.expr("test", value.test)
        $0.expr("msg", value.message)
      }
    case .import(let names): node("Import", range) { $0.list("names", names) { $0.write($1) } }
    case .importFrom(let value):
      node("ImportFrom", range) {
        $0.identifier("module", value.module)
        $0.list("names", value.names) { $0.write($1) }
        $0.integer("level", value.level)
      }
    case .global(let names): node("Global", range) { $0.identifiers("names", names) }
    case .nonlocal(let names): node("Nonlocal", range) { $0.identifiers("names", names) }
    case .expr(let value): node("Expr", range) { $0.expr("value", value) }
    case .pass: node("Pass", range) { _ in }
    case .break: node("Break", range) { _ in }
    case .continue: node("Continue", range) { _ in }
    default: break
    }
  }

  private mutating func function(
    _ name: String, _ range: SourceRange, _ value: Stmt.FunctionDef
  ) {
    node(name, range) {
      $0.identifier("name", value.name)
      $0.arguments(value.args)
      $0.body("body", value.body)
      $0.exprs("decorator_list", value.decorators)
      $0.expr("returns", value.returns)
    }
  }

  private mutating func loop(_ name: String, _ range: SourceRange, _ value: Stmt.For) {
    node(name, range) {
      $0.expr("target", value.target)
      $0.expr("iter", value.iter)
      $0.body("body", value.body)
      $0.body("orelse", value.orelse)
    }
  }

  private mutating func with(_ name: String, _ range: SourceRange, _ value: Stmt.With) {
    node(name, range) {
      $0.list("items", value.items) { dumper, item in
        dumper.node("withitem") {
          $0.expr("context_expr", item.contextExpr)
          $0.expr("optional_vars", item.optionalVars)
        }
      }
      $0.body("body", value.body)
    }
  }

  private mutating func tryStatement(_ name: String, _ range: SourceRange, _ value: Stmt.Try) {
    node(name, range) {
      $0.body("body", value.body)
      $0.list("handlers", value.handlers) { dumper, handler in
        dumper.node("ExceptHandler", handler.range) {
          $0.expr("type", handler.type)
          $0.identifier("name", handler.name)
          $0.body("body", handler.body)
        }
      }
      $0.body("orelse", value.orelse)
      $0.body("finalbody", value.finalBody)
    }
  }
}

// MARK: - Patterns

extension ASTDumper {
  private mutating func write(_ matchCase: MatchCase) {
    node("match_case") {
      $0.field("pattern") { $0.write(matchCase.pattern) }
      $0.expr("guard", matchCase.guardExpr)
      $0.body("body", matchCase.body)
    }
  }

  private mutating func patterns(_ name: String, _ values: [Pattern]) {
    list(name, values) { $0.write($1) }
  }

  private mutating func write(_ pattern: Pattern) {
    let range = pattern.range
    switch pattern.kind {
    case .value(let value): node("MatchValue", range) { $0.expr("value", value) }
    case .singleton(let value):
      node("MatchSingleton", range) { $0.field("value") { $0.text += repr(value) } }
    case .sequence(let values):
      node("MatchSequence", range) { $0.patterns("patterns", values) }
    case .mapping(let value):
      node("MatchMapping", range) {
        $0.exprs("keys", value.keys)
        $0.patterns("patterns", value.patterns)
        $0.identifier("rest", value.rest)
      }
    case .class(let value):
      node("MatchClass", range) {
        $0.expr("cls", value.cls)
        $0.patterns("patterns", value.patterns)
        $0.identifiers("kwd_attrs", value.kwdAttrs)
        $0.patterns("kwd_patterns", value.kwdPatterns)
      }
    case .star(let name): node("MatchStar", range) { $0.identifier("name", name) }
    case .as(let value):
      node("MatchAs", range) {
        if let inner = value.pattern { $0.field("pattern") { $0.write(inner) } }
        $0.identifier("name", value.name)
      }
    case .or(let values): node("MatchOr", range) { $0.patterns("patterns", values) }
    }
  }
}
