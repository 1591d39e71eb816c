// Parses match statements and their patterns.

extension Parser {
  /// Parses a match statement; returns nil, at the same token, if the line is something else.
  mutating func parseMatch() throws(ParseFailure) -> Stmt? {
    let start = position
    guard startsExpression(peekKind()) || peekKind() == .star else { return nil }
    let savedNesting = nesting
    guard let subject = parseMatchHead() else {
      rewind(to: start)
      nesting = savedNesting
      return nil
    }
    var cases: [MatchCase] = []
    repeat { cases.append(try parseCase()) } while kind != .dedent && kind != .endMarker
    try expect(.dedent)
    return Stmt(.match(Stmt.Match(subject: subject, cases: cases)), blockRange(from: start))
  }

  /// Parses up to the indent before the first case.
  private mutating func parseMatchHead() -> Expr? {
    advance()
    do {
      let subject = try parseSubject()
      guard accept(.colon), accept(.newline), accept(.indent), isSoftKeyword("case") else {
        return nil
      }
      return subject
    } catch {
      return nil
    }
  }

  private mutating func parseSubject() throws(ParseFailure) -> Expr {
    let start = position
    let first = try parseStarNamedExpression()
    guard kind == .comma else {
      if case .starred = first.kind { throw .syntax }
      return first
    }
    var elements = [first]
    while accept(.comma) {
      if kind == .colon { break }
      elements.append(try parseStarNamedExpression())
    }
    return makeExpr(.tuple(Expr.Elements(elts: elements, context: .load)), from: start)
  }

  private mutating func parseCase() throws(ParseFailure) -> MatchCase {
    guard isSoftKeyword("case") else { throw .syntax }
    advance()
    let pattern = try parsePatterns()
    let guardExpr = accept(.kwIf) ? try parseNamedExpression() : nil
    let body = try parseColonBlock()
    return MatchCase(pattern: pattern, guardExpr: guardExpr, body: body)
  }

  private func makePattern(_ kind: Pattern.Kind, from start: Int) -> Pattern {
    Pattern(kind, range(from: start))
  }

  /// patterns: one pattern or a sequence without brackets.
  private mutating func parsePatterns() throws(ParseFailure) -> Pattern {
    let start = position
    let isStar = kind == .star
    let first = try parseMaybeStarPattern()
    guard kind == .comma else {
      if isStar { throw .syntax }
      return first
    }
    let patterns = try parseSequenceRest(first, closing: nil)
    return makePattern(.sequence(patterns), from: start)
  }

  /// Parses what follows the first element of a sequence, without its closing bracket.
  private mutating func parseSequenceRest(
    _ first: Pattern, closing: TokenKind?
  ) throws(ParseFailure) -> [Pattern] {
    var patterns = [first]
    while accept(.comma) {
      if kind == closing || closing == nil && (kind == .colon || kind == .kwIf) { break }
      patterns.append(try parseMaybeStarPattern())
    }
    return patterns
  }

  private mutating func parseMaybeStarPattern() throws(ParseFailure) -> Pattern {
    let start = position
    guard accept(.star) else { return try parsePattern() }
    let name = try parseCaptureName(allowsWildcard: true)
    return makePattern(.star(name), from: start)
  }

  /// Parses a capture name; the wildcard gives nil.
  private mutating func parseCaptureName(allowsWildcard: Bool) throws(ParseFailure) -> String? {
    let isWildcard = isSoftKeyword("_")
    if isWildcard && !allowsWildcard { throw .syntax }
    let name = try parseName()
    if isWildcard { return nil }
    if kind == .dot || kind == .lpar || kind == .equal { throw .syntax }
    return name
  }

  /// pattern: alternatives, perhaps bound with `as`.
  private mutating func parsePattern() throws(ParseFailure) -> Pattern {
    let start = position
    var alternatives = [try parseClosedPattern()]
    while accept(.vbar) { alternatives.append(try parseClosedPattern()) }
    let pattern =
      alternatives.count == 1 ? alternatives[0] : makePattern(.or(alternatives), from: start)
    guard accept(.kwAs) else { return pattern }
    let name = try parseCaptureName(allowsWildcard: false)
    return makePattern(.as(Pattern.As(pattern: pattern, name: name)), from: start)
  }

  private mutating func parseClosedPattern() throws(ParseFailure) -> Pattern {
    let start = position
    switch kind {
    case .number, .minus, .string:
      let value = try parseLiteralExpr()
      return makePattern(.value(value), from: start)
    case .kwNone: return parseSingleton(.none)
    case .kwTrue: return parseSingleton(.true)
    case .kwFalse: return parseSingleton(.false)
    case .name: return try parseNamePattern()
    case .lpar: return try parseGroupPattern()
    case .lsqb:
      advance()
      var patterns: [Pattern] = []
      if kind != .rsqb {
        patterns = try parseSequenceRest(try parseMaybeStarPattern(), closing: .rsqb)
      }
      try expect(.rsqb)
      return makePattern(.sequence(patterns), from: start)
    case .lbrace: return try parseMappingPattern()
    default: throw .syntax
    }
  }

  private mutating func parseSingleton(_ value: Constant) -> Pattern {
    let start = position
    advance()
    return makePattern(.singleton(value), from: start)
  }

  private mutating func parseGroupPattern() throws(ParseFailure) -> Pattern {
    let start = position
    advance()
    if accept(.rpar) { return makePattern(.sequence([]), from: start) }
    let isStar = kind == .star
    let first = try parseMaybeStarPattern()
    if !isStar && accept(.rpar) { return first }
    if kind != .comma { throw .syntax }
    let patterns = try parseSequenceRest(first, closing: .rpar)
    try expect(.rpar)
    return makePattern(.sequence(patterns), from: start)
  }

  /// Parses a capture, the wildcard, a dotted name or a class pattern.
  private mutating func parseNamePattern() throws(ParseFailure) -> Pattern {
    let start = position
    if peekKind() != .dot && peekKind() != .lpar {
      let name = try parseCaptureName(allowsWildcard: true)
      return makePattern(.as(Pattern.As(pattern: nil, name: name)), from: start)
    }
    let value = try parseDottedValue()
    if kind == .lpar { return try parseClassPattern(value, start: start) }
    if kind == .equal { throw .syntax }
    return makePattern(.value(value), from: start)
  }

  private mutating func parseDottedValue() throws(ParseFailure) -> Expr {
    let start = position
    if kind != .name { throw .syntax }
    var value = makeName(context: .load)
    while accept(.dot) {
      let name = try parseName()
      value = makeExpr(
        .attribute(Expr.Attribute(value: value, attr: name, context: .load)), from: start)
      try raiseHeight()
    }
    return value
  }

  private mutating func parseClassPattern(
    _ cls: Expr, start: Int
  ) throws(ParseFailure) -> Pattern {
    advance()
    var node = Pattern.Class(cls: cls, patterns: [], kwdAttrs: [], kwdPatterns: [])
    while kind != .rpar {
      if kind == .name && peekKind() == .equal {
        node.kwdAttrs.append(try parseName())
        advance()
        node.kwdPatterns.append(try parsePattern())
      } else {
        if !node.kwdAttrs.isEmpty { throw .syntax }
        node.patterns.append(try parsePattern())
      }
      guard accept(.comma) else { break }
    }
    try expect(.rpar)
    return makePattern(.class(node), from: start)
  }

  private mutating func parseMappingPattern() throws(ParseFailure) -> Pattern {
    let start = position
    advance()
    var node = Pattern.Mapping(keys: [], patterns: [], rest: nil)
    while kind != .rbrace {
      if accept(.doubleStar) {
        node.rest = try parseCaptureName(allowsWildcard: false)
        _ = accept(.comma)
        break
      }
      node.keys.append(try parseMappingKey())
      try expect(.colon)
      node.patterns.append(try parsePattern())
      guard accept(.comma) else { break }
    }
    try expect(.rbrace)
    return makePattern(.mapping(node), from: start)
  }

  private mutating func parseMappingKey() throws(ParseFailure) -> Expr {
    let start = position
    switch kind {
    case .name:
      if peekKind() != .dot { throw .syntax }
      return try parseDottedValue()
    case .kwNone, .kwTrue, .kwFalse:
      let value: Constant = kind == .kwNone ? .none : kind == .kwTrue ? .true : .false
      advance()
      return makeExpr(.constant(Expr.Constant(value: value)), from: start)
    default:
      return try parseLiteralExpr()
    }
  }
}

// MARK: - Literals

extension Parser {
  /// Parses strings, a signed number or a complex number such as `-1 + 2j`.
  private mutating func parseLiteralExpr() throws(ParseFailure) -> Expr {
    if kind == .string { return try parseStrings() }
    let start = position
    let (left, leftIsImaginary) = try parseSignedNumber()
    guard kind == .plus || kind == .minus else { return left }
    let op: BinaryOperator = kind == .plus ? .add : .sub
    advance()
    let (right, rightIsImaginary) = try parseNumber()
    if leftIsImaginary || !rightIsImaginary { throw .syntax }
    return makeExpr(.binOp(Expr.BinOp(left: left, op: op, right: right)), from: start)
  }

  private mutating func parseSignedNumber() throws(ParseFailure) -> (Expr, Bool) {
    let start = position
    let isNegative = accept(.minus)
    let (value, isImaginary) = try parseNumber()
    guard isNegative else { return (value, isImaginary) }
    let negative = makeExpr(.unaryOp(Expr.UnaryOp(op: .uSub, operand: value)), from: start)
    return (negative, isImaginary)
  }

  private mutating func parseNumber() throws(ParseFailure) -> (Expr, Bool) {
    guard kind == .number else { throw .syntax }
    let start = position
    let constant: Constant
    do { constant = try numberConstant(text(of: tokens[start])) } catch { throw .syntax }
    advance()
    var isImaginary = false
    if case .imaginary = constant { isImaginary = true }
    return (makeExpr(.constant(Expr.Constant(value: constant)), from: start), isImaginary)
  }
}
