// Parses and checks what may be assigned to or deleted, and sets its context.

extension Parser {
  /// Turns an expression that was parsed as a value into a target, or refuses it.
  func setContext(
    _ expr: inout Expr, _ context: ExprContext, allowsStar: Bool
  ) throws(ParseFailure) {
    switch expr.kind {
    case .name(var name):
      name.context = context
      expr.kind = .name(name)
    case .attribute(var attribute):
      attribute.context = context
      expr.kind = .attribute(attribute)
    case .subscript(var item):
      item.context = context
      expr.kind = .subscript(item)
    case .starred(var starred):
      guard allowsStar && context == .store else { throw .syntax }
      try setContext(&starred.value, context, allowsStar: false)
      starred.context = context
      expr.kind = .starred(starred)
    case .list(var elements):
      try setContext(ofElements: &elements, context)
      expr.kind = .list(elements)
    case .tuple(var elements):
      try setContext(ofElements: &elements, context)
      expr.kind = .tuple(elements)
    default:
      throw .syntax
    }
  }

  private func setContext(
    ofElements elements: inout Expr.Elements, _ context: ExprContext
  ) throws(ParseFailure) {
    for index in elements.elts.indices {
      try setContext(&elements.elts[index], context, allowsStar: true)
    }
    elements.context = context
  }

  /// Turns a name, attribute or subscript into a target; refuses everything else.
  func setSingleContext(_ expr: inout Expr) throws(ParseFailure) {
    switch expr.kind {
    case .name, .attribute, .subscript: try setContext(&expr, .store, allowsStar: false)
    default: throw .syntax
    }
  }

  /// star_target: a target with at most one star before it.
  mutating func parseStarTarget() throws(ParseFailure) -> Expr {
    let start = position
    if accept(.star) {
      if kind == .star { throw .syntax }
      let value = try parseStarTarget()
      return makeExpr(.starred(Expr.Starred(value: value, context: .store)), from: start)
    }
    var target = try parsePrimary()
    try setContext(&target, .store, allowsStar: false)
    notePeak()
    return target
  }

  /// star_targets: one target or a tuple of targets without brackets.
  mutating func parseStarTargets() throws(ParseFailure) -> Expr {
    let start = position
    let first = try parseStarTarget()
    guard kind == .comma else { return first }
    var elements = [first]
    while accept(.comma) {
      if !startsExpression(kind) && kind != .star { break }
      elements.append(try parseStarTarget())
    }
    return makeExpr(.tuple(Expr.Elements(elts: elements, context: .store)), from: start)
  }

  /// del_targets: one or more targets separated by commas.
  mutating func parseDelTargets() throws(ParseFailure) -> [Expr] {
    var targets: [Expr] = []
    repeat {
      if !targets.isEmpty && !startsExpression(kind) { break }
      var target = try parsePrimary()
      try setContext(&target, .del, allowsStar: false)
      targets.append(target)
    } while accept(.comma)
    return targets
  }
}
