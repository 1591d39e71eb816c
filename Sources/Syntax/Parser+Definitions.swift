// Parses functions, classes, decorators, parameters and lambda heads.

extension Parser {
  mutating func parseDecorated() throws(ParseFailure) -> Stmt {
    var decorators: [Expr] = []
    while accept(.at) {
      decorators.append(try parseNamedExpression())
      try expect(.newline)
    }
    let start = position
    switch kind {
    case .kwDef: return try parseFunction(start: start, isAsync: false, decorators: decorators)
    case .kwClass: return try parseClass(decorators: decorators)
    case .kwAsync:
      advance()
      if kind != .kwDef { throw .syntax }
      return try parseFunction(start: start, isAsync: true, decorators: decorators)
    default: throw .syntax
    }
  }

  mutating func parseFunction(
    start: Int, isAsync: Bool, decorators: [Expr]
  ) throws(ParseFailure) -> Stmt {
    advance()
    let name = try parseName()
    try expect(.lpar)
    let args = try parseParameters(closing: .rpar)
    try expect(.rpar)
    let returns = accept(.rarrow) ? try parseExpression() : nil
    let body = try parseColonBlock()
    let node = Stmt.FunctionDef(
      name: name, args: args, body: body, decorators: decorators, returns: returns)
    return Stmt(
      isAsync ? .asyncFunctionDef(node) : .functionDef(node), blockRange(from: start))
  }

  mutating func parseClass(decorators: [Expr]) throws(ParseFailure) -> Stmt {
    let start = position
    advance()
    let name = try parseName()
    var bases: [Expr] = []
    var keywords: [Keyword] = []
    if accept(.lpar) {
      if kind != .rpar { try parseArguments(into: &bases, &keywords, genexpStart: nil) }
      try expect(.rpar)
    }
    let body = try parseColonBlock()
    let node = Stmt.ClassDef(
      name: name, bases: bases, keywords: keywords, body: body, decorators: decorators)
    return Stmt(.classDef(node), blockRange(from: start))
  }

  /// Parses `lambda parameters :`.
  mutating func parseLambdaHead() throws(ParseFailure) -> Arguments {
    advance()
    nesting += 1
    defer { nesting -= 1 }
    let args = try parseParameters(closing: .colon)
    try expect(.colon)
    return args
  }

  /// Parses the parameters of a function (`closing` is a bracket) or of a lambda (a colon).
  private mutating func parseParameters(closing: TokenKind) throws(ParseFailure) -> Arguments {
    var args = Arguments()
    let isLambda = closing == .colon
    var sawSlash = false
    while kind != closing {
      switch kind {
      case .name:
        args.args.append(try parseParameter(isLambda: isLambda))
        if accept(.equal) {
          args.defaults.append(try parseExpression())
        } else if !args.defaults.isEmpty {
          throw .syntax
        }
      case .slash:
        if sawSlash || args.args.isEmpty { throw .syntax }
        sawSlash = true
        advance()
        swap(&args.posOnlyArgs, &args.args)
      case .star, .doubleStar:
        try parseStarParameters(into: &args, closing: closing)
        return args
      default: throw .syntax
      }
      if kind != closing { try expect(.comma) }
    }
    return args
  }

  private mutating func parseParameter(isLambda: Bool) throws(ParseFailure) -> Arg {
    let start = position
    let name = try parseName()
    let annotation = !isLambda && accept(.colon) ? try parseExpression() : nil
    return Arg(name: name, annotation: annotation, range: range(from: start))
  }

  /// Parses from the first star to the end of the parameters.
  private mutating func parseStarParameters(
    into args: inout Arguments, closing: TokenKind
  ) throws(ParseFailure) {
    let isLambda = closing == .colon
    if accept(.star) {
      if kind == .comma {
        if peekKind() != .name { throw .syntax }
      } else {
        args.varArg = try parseStarParameter(isLambda: isLambda)
      }
      while kind != closing {
        try expect(.comma)
        if kind != .name { break }
        args.kwOnlyArgs.append(try parseParameter(isLambda: isLambda))
        args.kwDefaults.append(accept(.equal) ? try parseExpression() : nil)
      }
    }
    if accept(.doubleStar) {
      args.kwArg = try parseParameter(isLambda: isLambda)
      _ = accept(.comma)
    }
    if kind != closing { throw .syntax }
  }

  private mutating func parseStarParameter(isLambda: Bool) throws(ParseFailure) -> Arg {
    let start = position
    let name = try parseName()
    var annotation: Expr?
    if !isLambda && accept(.colon) { annotation = try parseStarExpression() }
    return Arg(name: name, annotation: annotation, range: range(from: start))
  }
}
