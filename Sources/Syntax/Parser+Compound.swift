// Parses compound statements other than definitions and match.

extension Parser {
  /// block: an indented list of statements, or simple statements on the same line.
  mutating func parseBlock() throws(ParseFailure) -> [Stmt] {
    var body: [Stmt] = []
    guard accept(.newline) else {
      try parseSimpleStatements(into: &body)
      return body
    }
    try expect(.indent)
    repeat { try parseStatement(into: &body) } while kind != .dedent && kind != .endMarker
    try expect(.dedent)
    return body
  }

  /// Parses `: block`.
  mutating func parseColonBlock() throws(ParseFailure) -> [Stmt] {
    try expect(.colon)
    return try parseBlock()
  }

  private mutating func parseElse() throws(ParseFailure) -> [Stmt] {
    accept(.kwElse) ? try parseColonBlock() : []
  }

  /// if with its elifs; a chain of elifs becomes nested statements without recursion here.
  mutating func parseIf() throws(ParseFailure) -> Stmt {
    var branches: [(test: Expr, body: [Stmt], start: Int)] = []
    repeat {
      let start = position
      advance()
      let test = try parseNamedExpression()
      branches.append((test, try parseColonBlock(), start))
    } while kind == .kwElif
    if branches.count > Parser.maxHeight { throw .treeTooDeep }
    var orelse = try parseElse()
    while let branch = branches.popLast() {
      let statement = Stmt(
        .if(Stmt.If(test: branch.test, body: branch.body, orelse: orelse)),
        blockRange(from: branch.start))
      orelse = [statement]
    }
    return orelse[0]
  }

  /// The range of a compound statement: it ends with the last token that is not layout.
  func blockRange(from start: Int) -> SourceRange {
    var last = position - 1
    while last > start {
      switch tokens[last].kind {
      case .newline, .indent, .dedent: last -= 1
      default: return tokens[start].range.extended(to: tokens[last].range)
      }
    }
    return tokens[start].range
  }

  mutating func parseWhile() throws(ParseFailure) -> Stmt {
    let start = position
    advance()
    let test = try parseNamedExpression()
    let body = try parseColonBlock()
    let orelse = try parseElse()
    return Stmt(
      .while(Stmt.While(test: test, body: body, orelse: orelse)), blockRange(from: start))
  }

  mutating func parseFor(start: Int, isAsync: Bool) throws(ParseFailure) -> Stmt {
    advance()
    let target = try parseStarTargets()
    try expect(.kwIn)
    let iter = try parseStarExpressions()
    let body = try parseColonBlock()
    let orelse = try parseElse()
    let node = Stmt.For(target: target, iter: iter, body: body, orelse: orelse)
    return Stmt(isAsync ? .asyncFor(node) : .for(node), blockRange(from: start))
  }

  mutating func parseTry() throws(ParseFailure) -> Stmt {
    let start = position
    advance()
    let body = try parseColonBlock()
    var handlers: [ExceptHandler] = []
    var isStar = false
    while kind == .kwExcept {
      let handlerIsStar = peekKind() == .star
      if !handlers.isEmpty && handlerIsStar != isStar { throw .syntax }
      isStar = handlerIsStar
      handlers.append(try parseHandler(isStar: isStar))
    }
    let orelse = handlers.isEmpty ? [] : try parseElse()
    var finalBody: [Stmt] = []
    if accept(.kwFinally) {
      finalBody = try parseColonBlock()
    } else if handlers.isEmpty {
      throw .syntax
    }
    let node = Stmt.Try(body: body, handlers: handlers, orelse: orelse, finalBody: finalBody)
    return Stmt(isStar ? .tryStar(node) : .try(node), blockRange(from: start))
  }

  private mutating func parseHandler(isStar: Bool) throws(ParseFailure) -> ExceptHandler {
    let start = position
    advance()
    if isStar { advance() }
    var type: Expr?
    var name: String?
    if isStar || kind != .colon {
      type = try parseExpression()
      if accept(.kwAs) { name = try parseName() }
    }
    let body = try parseColonBlock()
    return ExceptHandler(type: type, name: name, body: body, range: blockRange(from: start))
  }
}

// MARK: - with

extension Parser {
  mutating func parseWith(start: Int, isAsync: Bool) throws(ParseFailure) -> Stmt {
    advance()
    let items = try parseWithItems()
    let body = try parseBlock()
    let node = Stmt.With(items: items, body: body)
    return Stmt(isAsync ? .asyncWith(node) : .with(node), blockRange(from: start))
  }

  /// Parses the items and the colon; brackets around all items come before brackets of an expression.
  private mutating func parseWithItems() throws(ParseFailure) -> [WithItem] {
    if kind == .lpar {
      let mark = position
      let savedNesting = nesting
      do {
        return try parseBracketedWithItems()
      } catch .syntax {
        rewind(to: mark)
        nesting = savedNesting
      }
    }
    var items: [WithItem] = []
    repeat { items.append(try parseWithItem()) } while accept(.comma)
    try expect(.colon)
    return items
  }

  private mutating func parseBracketedWithItems() throws(ParseFailure) -> [WithItem] {
    advance()
    var items: [WithItem] = []
    repeat {
      if !items.isEmpty && kind == .rpar { break }
      items.append(try parseWithItem())
    } while accept(.comma)
    try expect(.rpar)
    try expect(.colon)
    return items
  }

  private mutating func parseWithItem() throws(ParseFailure) -> WithItem {
    let context = try parseExpression()
    guard accept(.kwAs) else { return WithItem(contextExpr: context, optionalVars: nil) }
    let target = try parseStarTarget()
    if kind != .comma && kind != .rpar && kind != .colon { throw .syntax }
    return WithItem(contextExpr: context, optionalVars: target)
  }
}
