// Parses atoms and what follows them: attributes, calls and subscripts.

extension Parser {
  mutating func parseAwaitPrimary() throws(ParseFailure) -> Expr {
    guard kind == .kwAwait else { return try parsePrimary() }
    let start = position
    advance()
    let value = try parsePrimary()
    try raiseHeight()
    return makeExpr(.await(value), from: start)
  }

  mutating func parsePrimary() throws(ParseFailure) -> Expr {
    let start = position
    var result = try parseAtom()
    while true {
      let before = height
      switch kind {
      case .dot:
        advance()
        let name = try parseName()
        result = makeExpr(
          .attribute(Expr.Attribute(value: result, attr: name, context: .load)), from: start)
      case .lpar:
        result = try parseCall(result, start: start)
      case .lsqb:
        result = try parseSubscript(result, start: start)
      default:
        return result
      }
      try raiseHeight(over: before)
    }
  }

  private mutating func parseSubscript(_ value: Expr, start: Int) throws(ParseFailure) -> Expr {
    let outerPeak = openBracket()
    let slice = try parseSlices()
    try expect(.rsqb)
    closeBracket(outerPeak)
    return makeExpr(
      .subscript(Expr.Subscript(value: value, slice: slice, context: .load)), from: start)
  }

  /// Moves behind an opening bracket and returns the state that `closeBracket` restores.
  mutating func openBracket() -> Int {
    let outerPeak = peakHeight
    peakHeight = 0
    advance()
    return outerPeak
  }

  /// Makes the tallest element since `openBracket` the height of the last expression.
  mutating func closeBracket(_ outerPeak: Int) {
    height = peakHeight
    peakHeight = outerPeak
  }

  private mutating func parseSlices() throws(ParseFailure) -> Expr {
    let start = position
    let first = try parseSliceOrStarred()
    if kind != .comma {
      if case .starred = first.kind {
        return makeExpr(.tuple(Expr.Elements(elts: [first], context: .load)), from: start)
      }
      return first
    }
    var elements = [first]
    while accept(.comma) {
      if kind == .rsqb { break }
      elements.append(try parseSliceOrStarred())
    }
    peakHeight += 1
    return makeExpr(.tuple(Expr.Elements(elts: elements, context: .load)), from: start)
  }

  private mutating func parseSliceOrStarred() throws(ParseFailure) -> Expr {
    let start = position
    if accept(.star) {
      let value = try parseExpression()
      peakHeight += 1
      return makeExpr(.starred(Expr.Starred(value: value, context: .load)), from: start)
    }
    var lower: Expr?
    if kind != .colon {
      let value = try parseNamedExpression()
      if kind != .colon { return value }
      if case .namedExpr = value.kind, tokens[start].kind != .lpar { throw .syntax }
      lower = value
    }
    advance()
    let upper = startsExpression(kind) ? try parseExpression() : nil
    var step: Expr?
    if accept(.colon) { step = startsExpression(kind) ? try parseExpression() : nil }
    peakHeight += 1
    return makeExpr(.slice(Expr.Slice(lower: lower, upper: upper, step: step)), from: start)
  }

  /// Builds a name node from the current token and moves on.
  mutating func makeName(context: ExprContext) -> Expr {
    let token = tokens[position]
    let id = names.intern(text(of: token))
    advance()
    height = 1
    return Expr(.name(Expr.Name(id: id, context: context)), token.range)
  }

  private mutating func makeConstant(_ value: Constant) -> Expr {
    let range = tokens[position].range
    advance()
    height = 1
    return Expr(.constant(Expr.Constant(value: value)), range)
  }

  private mutating func parseAtom() throws(ParseFailure) -> Expr {
    switch kind {
    case .name: return makeName(context: .load)
    case .number:
      do {
        return makeConstant(try numberConstant(text(of: tokens[position])))
      } catch {
        throw .syntax
      }
    case .string: return try parseStrings()
    case .lpar: return try parseParenthesized()
    case .lsqb: return try parseListDisplay()
    case .lbrace: return try parseBraces()
    case .kwNone: return makeConstant(.none)
    case .kwTrue: return makeConstant(.true)
    case .kwFalse: return makeConstant(.false)
    case .ellipsis: return makeConstant(.ellipsis)
    default: throw .syntax
    }
  }
}

// MARK: - Calls

extension Parser {
  private mutating func parseCall(_ function: Expr, start: Int) throws(ParseFailure) -> Expr {
    let opening = position
    let outerPeak = openBracket()
    var args: [Expr] = []
    var keywords: [Keyword] = []
    if kind != .rpar {
      try parseArguments(into: &args, &keywords, genexpStart: opening)
    }
    try expect(.rpar)
    if args.count == 1, case .generatorExp = args[0].kind, args[0].range.endLine == 0 {
      args[0].range = range(from: opening)
    }
    closeBracket(outerPeak)
    return makeExpr(
      .call(Expr.Call(function: function, args: args, keywords: keywords)), from: start)
  }

  /// Parses the arguments of a call or class up to the closing bracket; a bare generator
  /// expression is accepted only if `genexpStart` is not nil, and gets an end line of 0.
  mutating func parseArguments(
    into args: inout [Expr], _ keywords: inout [Keyword], genexpStart: Int?
  ) throws(ParseFailure) {
    var sawMapping = false
    while true {
      let start = position
      switch kind {
      case .star:
        if sawMapping { throw .syntax }
        advance()
        let value = try parseExpression()
        args.append(
          makeExpr(.starred(Expr.Starred(value: value, context: .load)), from: start))
      case .doubleStar:
        advance()
        sawMapping = true
        let value = try parseExpression()
        keywords.append(Keyword(name: nil, value: value, range: range(from: start)))
      case .name where peekKind() == .equal:
        let name = try parseName()
        advance()
        let value = try parseExpression()
        keywords.append(Keyword(name: name, value: value, range: range(from: start)))
      default:
        if !keywords.isEmpty { throw .syntax }
        let value = try parseNamedExpression()
        if kind == .kwFor || kind == .kwAsync {
          guard genexpStart != nil, args.isEmpty else { throw .syntax }
          args.append(try parseBareGenerator(value))
          return
        }
        args.append(value)
      }
      guard accept(.comma) else { break }
      if kind == .rpar { break }
    }
    peakHeight += 1
  }

  private mutating func parseBareGenerator(_ element: Expr) throws(ParseFailure) -> Expr {
    let generators = try parseComprehensionClauses()
    if kind != .rpar { throw .syntax }
    return Expr(
      .generatorExp(Expr.Comp(elt: element, generators: generators)),
      SourceRange(line: 0, column: 0, endLine: 0, endColumn: 0))
  }
}
