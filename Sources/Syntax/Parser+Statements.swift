// Parses statement lists and simple statements.

extension Parser {
  /// Parses a whole source in the given mode.
  mutating func parseModule(_ mode: ParseMode) throws(ParseFailure) -> Module {
    var body: [Stmt] = []
    switch mode {
    case .exec:
      while kind != .endMarker {
        statementStart = position
        try parseStatement(into: &body)
      }
    case .eval:
      let start = position
      let value = try parseExpressions()
      body.append(Stmt(.expr(value), range(from: start)))
      while accept(.newline) {}
    case .single:
      try parseInteractive(into: &body)
      if kind != .endMarker { throw .moreStatements }
    }
    try expectEnd()
    var module = Module(mode: mode, body: body)
    module.height = tallest
    return module
  }

  private func expectEnd() throws(ParseFailure) {
    if kind != .endMarker { throw .syntax }
  }

  private mutating func parseInteractive(into body: inout [Stmt]) throws(ParseFailure) {
    if kind == .newline {
      let start = position
      advance()
      body.append(Stmt(.pass, range(from: start)))
    } else if isCompound {
      try parseStatement(into: &body)
      // The end of the source stands for the line feed behind a compound statement, but not twice.
      let isUsed = lacksLineFeed && tokens[position - 1].kind != .dedent
      if !accept(.newline) && (kind != .endMarker || isUsed) { throw .syntax }
    } else {
      try parseStatement(into: &body)
    }
  }

  private var isCompound: Bool {
    switch kind {
    case .kwDef, .at, .kwAsync, .kwIf, .kwClass, .kwWith, .kwFor, .kwTry, .kwWhile: return true
    default: return false
    }
  }

  /// expressions: one expression or a tuple without brackets and stars.
  private mutating func parseExpressions() throws(ParseFailure) -> Expr {
    let start = position
    let first = try parseExpression()
    guard kind == .comma else { return first }
    var elements = [first]
    while accept(.comma) {
      if !startsExpression(kind) { break }
      elements.append(try parseExpression())
    }
    return makeExpr(.tuple(Expr.Elements(elts: elements, context: .load)), from: start)
  }

  /// Parses one compound statement or one line of simple statements.
  mutating func parseStatement(into body: inout [Stmt]) throws(ParseFailure) {
    peakHeight = 0
    switch kind {
    case .kwIf: body.append(try parseIf())
    case .kwWhile: body.append(try parseWhile())
    case .kwFor: body.append(try parseFor(start: position, isAsync: false))
    case .kwTry: body.append(try parseTry())
    case .kwWith: body.append(try parseWith(start: position, isAsync: false))
    case .kwDef: body.append(try parseFunction(start: position, isAsync: false, decorators: []))
    case .kwClass: body.append(try parseClass(decorators: []))
    case .at: body.append(try parseDecorated())
    case .kwAsync: body.append(try parseAsync())
    case .name:
      if isSoftKeyword("match"), let match = try parseMatch() {
        body.append(match)
      } else {
        try parseSimpleStatements(into: &body)
      }
    default: try parseSimpleStatements(into: &body)
    }
  }

  private mutating func parseAsync() throws(ParseFailure) -> Stmt {
    let start = position
    advance()
    switch kind {
    case .kwDef: return try parseFunction(start: start, isAsync: true, decorators: [])
    case .kwFor: return try parseFor(start: start, isAsync: true)
    case .kwWith: return try parseWith(start: start, isAsync: true)
    default: throw .syntax
    }
  }

  /// simple_stmts: simple statements separated by semicolons, up to the end of the line.
  mutating func parseSimpleStatements(into body: inout [Stmt]) throws(ParseFailure) {
    while true {
      let start = position
      let statement = try parseSimpleStatement()
      body.append(Stmt(statement, range(from: start)))
      if accept(.newline) { return }
      try expect(.semi)
      if accept(.newline) { return }
    }
  }

  private mutating func parseSimpleStatement() throws(ParseFailure) -> Stmt.Kind {
    switch kind {
    case .kwReturn:
      advance()
      return .return(try parseOptionalStarExpressions())
    case .kwImport: return try parseImport()
    case .kwFrom: return try parseImportFrom()
    case .kwRaise: return try parseRaise()
    case .kwPass:
      advance()
      return .pass
    case .kwBreak:
      advance()
      return .break
    case .kwContinue:
      advance()
      return .continue
    case .kwDel:
      advance()
      let targets = try parseDelTargets()
      if kind != .semi && kind != .newline { throw .syntax }
      return .delete(targets)
    case .kwYield: return .expr(try parseYield())
    case .kwAssert: return try parseAssert()
    case .kwGlobal: return .global(try parseNameList())
    case .kwNonlocal: return .nonlocal(try parseNameList())
    default: return try parseExpressionStatement()
    }
  }

  private mutating func parseOptionalStarExpressions() throws(ParseFailure) -> Expr? {
    startsExpression(kind) || kind == .star ? try parseStarExpressions() : nil
  }

  private mutating func parseNameList() throws(ParseFailure) -> [String] {
    advance()
    var result = [try parseName()]
    while accept(.comma) { result.append(try parseName()) }
    return result
  }

  private mutating func parseRaise() throws(ParseFailure) -> Stmt.Kind {
    advance()
    guard startsExpression(kind) else { return .raise(Stmt.Raise(exc: nil, cause: nil)) }
    let exc = try parseExpression()
    let cause = accept(.kwFrom) ? try parseExpression() : nil
    return .raise(Stmt.Raise(exc: exc, cause: cause))
  }

  private mutating func parseAssert() throws(ParseFailure) -> Stmt.Kind {
    advance()
    let test = try parseExpression()
    let message = accept(.comma) ? try parseExpression() : nil
    return .assert(Stmt.Assert(test: test, message: message))
  }
}

// MARK: - Assignments

extension Parser {
  /// Parses an assignment of any form or a bare expression.
  private mutating func parseExpressionStatement() throws(ParseFailure) -> Stmt.Kind {
    let start = position
    var first = try parseStarExpressions()
    switch kind {
    case .equal:
      return try parseAssignment(first)
    case .colon:
      let isSimple = tokens[start].kind == .name
      try setSingleContext(&first)
      return try parseAnnotation(of: first, isSimple: isSimple)
    default:
      guard let op = augmentedOperator() else { return .expr(first) }
      try setSingleContext(&first)
      advance()
      let value = try parseYieldOrStarExpressions()
      return .augAssign(Stmt.AugAssign(target: first, op: op, value: value))
    }
  }

  private mutating func parseAssignment(_ first: Expr) throws(ParseFailure) -> Stmt.Kind {
    var targets: [Expr] = []
    var value = first
    while accept(.equal) {
      try setContext(&value, .store, allowsStar: true)
      targets.append(value)
      value = try parseYieldOrStarExpressions()
    }
    return .assign(Stmt.Assign(targets: targets, value: value))
  }

  private mutating func parseAnnotation(
    of target: Expr, isSimple: Bool
  ) throws(ParseFailure) -> Stmt.Kind {
    advance()
    let annotation = try parseExpression()
    let value = accept(.equal) ? try parseYieldOrStarExpressions() : nil
    var isName = false
    if case .name = target.kind { isName = true }
    return .annAssign(
      Stmt.AnnAssign(
        target: target, annotation: annotation, value: value, isSimple: isSimple && isName))
  }

  private func augmentedOperator() -> BinaryOperator? {
    switch kind {
    case .plusEqual: return .add
    case .minusEqual: return .sub
    case .starEqual: return .mult
    case .atEqual: return .matMult
    case .slashEqual: return .div
    case .percentEqual: return .mod
    case .amperEqual: return .bitAnd
    case .vbarEqual: return .bitOr
    case .circumflexEqual: return .bitXor
    case .leftShiftEqual: return .lShift
    case .rightShiftEqual: return .rShift
    case .doubleStarEqual: return .pow
    case .doubleSlashEqual: return .floorDiv
    default: return nil
    }
  }
}

// MARK: - Imports

extension Parser {
  private mutating func parseImport() throws(ParseFailure) -> Stmt.Kind {
    advance()
    var names: [Alias] = []
    repeat {
      let start = position
      let name = try parseDottedName()
      let asName = accept(.kwAs) ? try parseName() : nil
      names.append(Alias(name: name, asName: asName, range: range(from: start)))
    } while accept(.comma)
    return .import(names)
  }

  private mutating func parseDottedName() throws(ParseFailure) -> String {
    var name = try parseName()
    while accept(.dot) {
      name += "."
      name += try parseName()
    }
    return name
  }

  private mutating func parseImportFrom() throws(ParseFailure) -> Stmt.Kind {
    advance()
    var level = 0
    while kind == .dot || kind == .ellipsis {
      level += kind == .dot ? 1 : 3
      advance()
    }
    let module = level > 0 && kind == .kwImport ? nil : try parseDottedName()
    try expect(.kwImport)
    let names = try parseImportedNames()
    return .importFrom(Stmt.ImportFrom(module: module, names: names, level: level))
  }

  private mutating func parseImportedNames() throws(ParseFailure) -> [Alias] {
    if kind == .star {
      let start = position
      advance()
      return [Alias(name: "*", asName: nil, range: range(from: start))]
    }
    let hasBrackets = accept(.lpar)
    var names: [Alias] = []
    repeat {
      if hasBrackets && !names.isEmpty && kind == .rpar { break }
      let start = position
      let name = try parseName()
      let asName = accept(.kwAs) ? try parseName() : nil
      names.append(Alias(name: name, asName: asName, range: range(from: start)))
    } while accept(.comma)
    if hasBrackets { try expect(.rpar) }
    return names
  }
}
