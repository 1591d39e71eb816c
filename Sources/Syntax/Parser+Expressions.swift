// Parses expressions from conditional expressions down to unary operators.

extension Parser {
  /// Something that waits for its last operand while a chain is parsed without recursion.
  private enum PendingExpression {
    case lambda(Arguments, start: Int)
    case conditional(body: Expr, test: Expr, height: Int, start: Int)
  }

  /// expression: conditional expression or lambda.
  mutating func parseExpression() throws(ParseFailure) -> Expr {
    nesting += 1
    defer { nesting -= 1 }
    if nesting > Parser.maxNesting { throw .nestingTooDeep }
    if kind != .kwLambda {
      let start = position
      let body = try parseDisjunction()
      if kind != .kwIf {
        notePeak()
        return body
      }
      return try parseChain(first: body, start: start)
    }
    return try parseChain(first: nil, start: position)
  }

  /// Parses a chain of conditional expressions and lambdas whose first operand may be parsed already.
  private mutating func parseChain(first: Expr?, start: Int) throws(ParseFailure) -> Expr {
    var pending: [PendingExpression] = []
    var start = start
    var operand = first
    var result: Expr
    while true {
      if operand == nil && kind == .kwLambda {
        pending.append(.lambda(try parseLambdaHead(), start: start))
      } else {
        if let parsed = operand { result = parsed } else { result = try parseDisjunction() }
        operand = nil
        guard accept(.kwIf) else { break }
        let bodyHeight = height
        let test = try parseDisjunction()
        try expect(.kwElse)
        pending.append(
          .conditional(
            body: result, test: test, height: max(bodyHeight, height), start: start))
      }
      start = position
    }
    while let last = pending.popLast() {
      switch last {
      case .lambda(let args, let start):
        result = makeExpr(.lambda(Expr.Lambda(args: args, body: result)), from: start)
        try raiseHeight(over: peakHeight)
      case .conditional(let body, let test, let height, let start):
        result = makeExpr(
          .ifExp(Expr.IfExp(test: test, body: body, orelse: result)), from: start)
        try raiseHeight(over: height)
      }
    }
    notePeak()
    return result
  }

  /// named_expression: `name := expression` or an expression that `:=` does not follow.
  mutating func parseNamedExpression() throws(ParseFailure) -> Expr {
    if kind == .name && peekKind() == .colonEqual {
      let start = position
      let target = makeName(context: .store)
      advance()
      let value = try parseExpression()
      try raiseHeight()
      notePeak()
      return makeExpr(.namedExpr(Expr.NamedExpr(target: target, value: value)), from: start)
    }
    let value = try parseExpression()
    if kind == .colonEqual { throw .syntax }
    return value
  }

  /// star_named_expression: a named expression or `*operand`.
  mutating func parseStarNamedExpression() throws(ParseFailure) -> Expr {
    kind == .star ? try parseStarredOperand() : try parseNamedExpression()
  }

  /// star_expression: an expression or `*operand`.
  mutating func parseStarExpression() throws(ParseFailure) -> Expr {
    kind == .star ? try parseStarredOperand() : try parseExpression()
  }

  private mutating func parseStarredOperand() throws(ParseFailure) -> Expr {
    let start = position
    advance()
    let value = try parseBinary(minimum: 1)
    try raiseHeight()
    notePeak()
    return makeExpr(.starred(Expr.Starred(value: value, context: .load)), from: start)
  }

  /// star_expressions: one star expression, or a tuple without brackets.
  mutating func parseStarExpressions() throws(ParseFailure) -> Expr {
    let start = position
    let first = try parseStarExpression()
    guard kind == .comma else { return first }
    var elements = [first]
    var tallest = height
    while accept(.comma) {
      if !startsExpression(kind) && kind != .star { break }
      elements.append(try parseStarExpression())
      tallest = max(tallest, height)
    }
    try raiseHeight(over: tallest)
    return makeExpr(.tuple(Expr.Elements(elts: elements, context: .load)), from: start)
  }

  /// yield_expr or star_expressions.
  mutating func parseYieldOrStarExpressions() throws(ParseFailure) -> Expr {
    kind == .kwYield ? try parseYield() : try parseStarExpressions()
  }

  mutating func parseYield() throws(ParseFailure) -> Expr {
    let start = position
    advance()
    if accept(.kwFrom) {
      let value = try parseExpression()
      try raiseHeight()
      return makeExpr(.yieldFrom(value), from: start)
    }
    height = 0
    let value = startsExpression(kind) || kind == .star ? try parseStarExpressions() : nil
    try raiseHeight()
    return makeExpr(.yield(value), from: start)
  }

  /// Returns whether an expression can start with a token of this kind.
  func startsExpression(_ kind: TokenKind) -> Bool {
    switch kind {
    case .name, .number, .string, .lpar, .lsqb, .lbrace, .minus, .plus, .tilde, .ellipsis,
      .kwNot, .kwLambda, .kwAwait, .kwNone, .kwTrue, .kwFalse:
      return true
    default:
      return false
    }
  }
}

// MARK: - Boolean operators and comparisons

extension Parser {
  mutating func parseDisjunction() throws(ParseFailure) -> Expr {
    let start = position
    let first = try parseConjunction()
    guard kind == .kwOr else { return first }
    var values = [first]
    var tallest = height
    while accept(.kwOr) {
      values.append(try parseConjunction())
      tallest = max(tallest, height)
    }
    try raiseHeight(over: tallest)
    return makeExpr(.boolOp(Expr.BoolOp(op: .or, values: values)), from: start)
  }

  private mutating func parseConjunction() throws(ParseFailure) -> Expr {
    let start = position
    let first = try parseInversion()
    guard kind == .kwAnd else { return first }
    var values = [first]
    var tallest = height
    while accept(.kwAnd) {
      values.append(try parseInversion())
      tallest = max(tallest, height)
    }
    try raiseHeight(over: tallest)
    return makeExpr(.boolOp(Expr.BoolOp(op: .and, values: values)), from: start)
  }

  private mutating func parseInversion() throws(ParseFailure) -> Expr {
    let start = position
    while kind == .kwNot { advance() }
    let end = position
    var result = try parseComparison()
    var index = end
    while index > start {
      index -= 1
      result = makeExpr(.unaryOp(Expr.UnaryOp(op: .not, operand: result)), from: index)
      try raiseHeight()
    }
    return result
  }

  private mutating func parseComparison() throws(ParseFailure) -> Expr {
    let start = position
    let left = try parseBinary(minimum: 1)
    guard var op = comparisonOperator() else { return left }
    var ops: [CompareOperator] = []
    var comparators: [Expr] = []
    var tallest = height
    while true {
      advance()
      if op == .notIn || op == .isNot { advance() }
      ops.append(op)
      comparators.append(try parseBinary(minimum: 1))
      tallest = max(tallest, height)
      guard let next = comparisonOperator() else { break }
      op = next
    }
    try raiseHeight(over: tallest)
    return makeExpr(
      .compare(Expr.Compare(left: left, ops: ops, comparators: comparators)), from: start)
  }

  private func comparisonOperator() -> CompareOperator? {
    switch kind {
    case .eqEqual: return .eq
    case .notEqual: return .notEq
    case .less: return .lt
    case .lessEqual: return .ltE
    case .greater: return .gt
    case .greaterEqual: return .gtE
    case .kwIn: return .in
    case .kwIs: return peekKind() == .kwNot ? .isNot : .is
    case .kwNot: return peekKind() == .kwIn ? .notIn : nil
    default: return nil
    }
  }
}

// MARK: - Arithmetic

extension Parser {
  /// Returns the precedence and operator of a left associative operator, precedence 0 if it is none.
  @inline(__always)
  private func binaryOperator(_ kind: TokenKind) -> (Int, BinaryOperator) {
    switch kind {
    case .vbar: return (1, .bitOr)
    case .circumflex: return (2, .bitXor)
    case .amper: return (3, .bitAnd)
    case .leftShift: return (4, .lShift)
    case .rightShift: return (4, .rShift)
    case .plus: return (5, .add)
    case .minus: return (5, .sub)
    case .star: return (6, .mult)
    case .slash: return (6, .div)
    case .doubleSlash: return (6, .floorDiv)
    case .percent: return (6, .mod)
    case .at: return (6, .matMult)
    default: return (0, .add)
    }
  }

  /// Parses operators that bind at least as tightly as `minimum`; 1 is `|`, 6 is `*`.
  mutating func parseBinary(minimum: Int) throws(ParseFailure) -> Expr {
    let start = position
    var left = try parseFactor()
    while true {
      let (precedence, op) = binaryOperator(kind)
      if precedence == 0 || precedence < minimum { return left }
      let leftHeight = height
      advance()
      let right = try parseBinary(minimum: precedence + 1)
      left = makeExpr(.binOp(Expr.BinOp(left: left, op: op, right: right)), from: start)
      try raiseHeight(over: leftHeight)
    }
  }

  private enum PendingFactor {
    case unary(UnaryOperator, start: Int)
    case power(Expr, height: Int, start: Int)
  }

  private func unaryOperator() -> UnaryOperator? {
    switch kind {
    case .minus: return .uSub
    case .plus: return .uAdd
    case .tilde: return .invert
    default: return nil
    }
  }

  /// factor: unary operators and `**`, which binds tighter on its left than on its right.
  private mutating func parseFactor() throws(ParseFailure) -> Expr {
    if unaryOperator() == nil {
      let start = position
      let operand = try parseAwaitPrimary()
      if kind != .doubleStar { return operand }
      return try parseFactorChain(first: operand, start: start)
    }
    return try parseFactorChain(first: nil, start: position)
  }

  private mutating func parseFactorChain(first: Expr?, start: Int) throws(ParseFailure) -> Expr {
    var pending: [PendingFactor] = []
    var start = start
    var operand = first
    var result: Expr
    while true {
      if operand == nil, let op = unaryOperator() {
        pending.append(.unary(op, start: start))
        advance()
      } else {
        if let parsed = operand { result = parsed } else { result = try parseAwaitPrimary() }
        operand = nil
        guard accept(.doubleStar) else { break }
        pending.append(.power(result, height: height, start: start))
      }
      start = position
    }
    while let last = pending.popLast() {
      switch last {
      case .unary(let op, let start):
        result = makeExpr(.unaryOp(Expr.UnaryOp(op: op, operand: result)), from: start)
        try raiseHeight()
      case .power(let left, let height, let start):
        result = makeExpr(
          .binOp(Expr.BinOp(left: left, op: .pow, right: result)), from: start)
        try raiseHeight(over: height)
      }
    }
    return result
  }
}
