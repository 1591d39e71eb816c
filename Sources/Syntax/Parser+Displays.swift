// Parses bracketed displays: groups, tuples, lists, sets, dicts and comprehensions.

extension Parser {
  /// tuple, group or generator expression.
  mutating func parseParenthesized() throws(ParseFailure) -> Expr {
    let start = position
    let outerPeak = openBracket()
    if accept(.rpar) {
      closeBracket(outerPeak)
      try raiseHeight()
      return makeExpr(.tuple(Expr.Elements(elts: [], context: .load)), from: start)
    }
    if kind == .kwYield {
      let value = try parseYield()
      try expect(.rpar)
      notePeak()
      closeBracket(outerPeak)
      return value
    }
    let first = try parseStarNamedExpression()
    if kind == .rpar {
      if case .starred = first.kind, tokens[start + 1].kind == .star { throw .syntax }
      advance()
      closeBracket(outerPeak)
      return first
    }
    if kind == .kwFor || kind == .kwAsync {
      let generators = try parseComprehension(of: first)
      try expect(.rpar)
      closeBracket(outerPeak)
      try raiseHeight()
      return makeExpr(.generatorExp(Expr.Comp(elt: first, generators: generators)), from: start)
    }
    let elements = try parseElements(first, closing: .rpar)
    closeBracket(outerPeak)
    try raiseHeight()
    return makeExpr(.tuple(Expr.Elements(elts: elements, context: .load)), from: start)
  }

  /// Parses the rest of a list of star-named expressions and the closing bracket.
  private mutating func parseElements(
    _ first: Expr, closing: TokenKind
  ) throws(ParseFailure) -> [Expr] {
    var elements = [first]
    while accept(.comma) {
      if kind == closing { break }
      elements.append(try parseStarNamedExpression())
    }
    try expect(closing)
    return elements
  }

  /// list or list comprehension.
  mutating func parseListDisplay() throws(ParseFailure) -> Expr {
    let start = position
    let outerPeak = openBracket()
    if accept(.rsqb) {
      closeBracket(outerPeak)
      try raiseHeight()
      return makeExpr(.list(Expr.Elements(elts: [], context: .load)), from: start)
    }
    let first = try parseStarNamedExpression()
    let result: Expr.Kind
    if kind == .kwFor || kind == .kwAsync {
      let generators = try parseComprehension(of: first)
      try expect(.rsqb)
      result = .listComp(Expr.Comp(elt: first, generators: generators))
    } else {
      result = .list(
        Expr.Elements(elts: try parseElements(first, closing: .rsqb), context: .load))
    }
    closeBracket(outerPeak)
    try raiseHeight()
    return makeExpr(result, from: start)
  }

  /// dict, set or a comprehension of one of them.
  mutating func parseBraces() throws(ParseFailure) -> Expr {
    let start = position
    let outerPeak = openBracket()
    let result = try parseBracesBody()
    closeBracket(outerPeak)
    try raiseHeight()
    return makeExpr(result, from: start)
  }

  private mutating func parseBracesBody() throws(ParseFailure) -> Expr.Kind {
    if accept(.rbrace) { return .dict(Expr.Dict(keys: [], values: [])) }
    if kind == .doubleStar { return try parseDict(firstKey: nil) }
    let start = position
    let first = try parseStarNamedExpression()
    if kind == .colon {
      if case .starred = first.kind { throw .syntax }
      if case .namedExpr = first.kind, tokens[start].kind != .lpar { throw .syntax }
      return try parseDict(firstKey: first)
    }
    if kind == .kwFor || kind == .kwAsync {
      let generators = try parseComprehension(of: first)
      try expect(.rbrace)
      return .setComp(Expr.Comp(elt: first, generators: generators))
    }
    return .set(try parseElements(first, closing: .rbrace))
  }

  /// Parses a dict from its first item, whose key is parsed already, or from a `**`.
  private mutating func parseDict(firstKey: Expr?) throws(ParseFailure) -> Expr.Kind {
    var keys: [Expr?] = []
    var values: [Expr] = []
    var key = firstKey
    while true {
      if key == nil && accept(.doubleStar) {
        keys.append(nil)
        values.append(try parseBinary(minimum: 1))
        notePeak()
      } else {
        let itemKey: Expr
        if let parsed = key { itemKey = parsed } else { itemKey = try parseExpression() }
        key = nil
        try expect(.colon)
        let value = try parseExpression()
        if keys.isEmpty && (kind == .kwFor || kind == .kwAsync) {
          let generators = try parseComprehensionClauses()
          try expect(.rbrace)
          return .dictComp(
            Expr.DictComp(key: itemKey, value: value, generators: generators))
        }
        keys.append(itemKey)
        values.append(value)
      }
      guard accept(.comma) else { break }
      if kind == .rbrace { break }
    }
    try expect(.rbrace)
    return .dict(Expr.Dict(keys: keys, values: values))
  }

  private mutating func parseComprehension(
    of element: Expr
  ) throws(ParseFailure) -> [Comprehension] {
    if case .starred = element.kind { throw .syntax }
    return try parseComprehensionClauses()
  }

  /// for_if_clauses: one or more `for` clauses with their conditions.
  mutating func parseComprehensionClauses() throws(ParseFailure) -> [Comprehension] {
    var clauses: [Comprehension] = []
    repeat {
      let isAsync = accept(.kwAsync)
      try expect(.kwFor)
      let target = try parseStarTargets()
      try expect(.kwIn)
      let iter = try parseDisjunction()
      notePeak()
      var ifs: [Expr] = []
      while accept(.kwIf) {
        ifs.append(try parseDisjunction())
        notePeak()
      }
      clauses.append(Comprehension(target: target, iter: iter, ifs: ifs, isAsync: isAsync))
    } while kind == .kwFor || kind == .kwAsync
    peakHeight += 1
    return clauses
  }
}
