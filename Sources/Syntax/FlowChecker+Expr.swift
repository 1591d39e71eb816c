// Checks expressions: yields, awaits, stars and comprehensions out of place.

extension FlowChecker {
  mutating func visit(_ values: [Expr]) throws(SyntaxProblem) {
    for value in values { try visit(value) }
  }

  mutating func visit(_ expr: Expr) throws(SyntaxProblem) {
    let range = expr.range
    switch expr.kind {
    case .name(let node): try checkTarget(node.id, node.context, range)
    case .attribute(let node):
      try visit(node.value)
      try checkTarget(node.attr, node.context, range)
    case .yield:
      if !isFunction { throw fail("'yield' outside function", range) }
      try visitChildren(of: expr)
    case .yieldFrom:
      if !isFunction { throw fail("'yield' outside function", range) }
      if unit == .asyncFunction { throw fail("'yield from' inside async function", range) }
      try visitChildren(of: expr)
    case .await:
      if !isFunction { throw fail("'await' outside function", range) }
      if unit != .asyncFunction && unit != .comprehension {
        throw fail("'await' outside async function", range)
      }
      try visitChildren(of: expr)
    case .starred(let node):
      throw fail(
        node.context == .load
          ? "can't use starred expression here"
          : "starred assignment target must be in a list or tuple", range)
    case .list(let node), .tuple(let node):
      if node.context == .store { try checkUnpacking(node.elts, range) }
      try visitElements(node.elts)
    case .set(let elements): try visitElements(elements)
    case .call(let node):
      try visit(node.function)
      try visitArguments(node.args, node.keywords, range)
    case .lambda(let node):
      for arg in node.args.all { try checkStored(arg.name, range) }
      try visitDefaults(node.args)
      try within(.lambda) { checker throws(SyntaxProblem) in try checker.visit(node.body) }
    case .listComp(let node), .setComp(let node):
      try visitComprehension(node.generators, [node.elt], expr)
    case .generatorExp(let node): try visitComprehension(node.generators, [node.elt], expr)
    case .dictComp(let node):
      try visitComprehension(node.generators, [node.key, node.value], expr)
    default: try visitChildren(of: expr)
    }
  }

  private mutating func visitChildren(of expr: Expr) throws(SyntaxProblem) {
    var checker = self
    try expr.forEachChild { child throws(SyntaxProblem) in try checker.visit(child) }
    self = checker
  }

  /// Visits elements among which stars are allowed.
  private mutating func visitElements(_ elements: [Expr]) throws(SyntaxProblem) {
    for element in elements {
      if case .starred(let starred) = element.kind {
        try visit(starred.value)
      } else {
        try visit(element)
      }
    }
  }

  private func checkTarget(
    _ name: String, _ context: ExprContext, _ range: SourceRange
  ) throws(SyntaxProblem) {
    if context == .load || name != "__debug__" { return }
    throw fail("cannot \(context == .store ? "assign to" : "delete") __debug__", range)
  }

  private func checkUnpacking(_ elements: [Expr], _ range: SourceRange) throws(SyntaxProblem) {
    var star: Int?
    for (index, element) in elements.enumerated() {
      guard case .starred = element.kind else { continue }
      if star != nil { throw fail("multiple starred expressions in assignment", range) }
      // The numbers before and behind the star share one operand of the bytecode.
      if index >= 256 || elements.count - index - 1 >= Int32.max >> 8 {
        throw fail("too many expressions in star-unpacking assignment", range)
      }
      star = index
    }
  }

  mutating func visitArguments(
    _ args: [Expr], _ keywords: [Keyword], _ range: SourceRange
  ) throws(SyntaxProblem) {
    var seen: Set<String> = []
    for keyword in keywords {
      guard let name = keyword.name else { continue }
      try checkStored(name, range)
      if !seen.insert(name).inserted {
        throw fail("keyword argument repeated: \(name)", keyword.range)
      }
    }
    try visitElements(args)
    for keyword in keywords { try visit(keyword.value) }
  }

  private mutating func visitComprehension(
    _ generators: [Comprehension], _ elements: [Expr], _ expr: Expr
  ) throws(SyntaxProblem) {
    var isGenerator = false
    if case .generatorExp = expr.kind { isGenerator = true }
    if !isGenerator && unit != .asyncFunction && unit != .comprehension
      && isAsyncComprehension(generators, elements)
    {
      throw fail(
        "asynchronous comprehension outside of an asynchronous function", expr.range)
    }
    try within(.comprehension) { checker throws(SyntaxProblem) in
      for (index, clause) in generators.enumerated() {
        if index > 0 { try checker.visit(clause.iter) }
        try checker.visit(clause.target)
        try checker.visit(clause.ifs)
      }
      try checker.visit(elements)
    }
    try visit(generators[0].iter)
  }
}

// MARK: - Searching

/// Returns whether a comprehension awaits, itself or in a comprehension that it evaluates at once.
private func isAsyncComprehension(_ generators: [Comprehension], _ elements: [Expr]) -> Bool {
  for (index, clause) in generators.enumerated() {
    if clause.isAsync || clause.ifs.contains(where: awaits) { return true }
    if index > 0 && awaits(clause.iter) { return true }
  }
  return elements.contains(where: awaits)
}

private func awaits(_ expr: Expr) -> Bool {
  contains(expr) { expr in
    switch expr.kind {
    case .await: true
    case .listComp(let node), .setComp(let node):
      isAsyncComprehension(node.generators, [node.elt]) || awaits(node.generators[0].iter)
    case .dictComp(let node):
      isAsyncComprehension(node.generators, [node.key, node.value])
        || awaits(node.generators[0].iter)
    default: false
    }
  }
}

/// Returns whether `expr` or an expression below it in the same scope has the property.
private func contains(_ expr: Expr, _ property: (Expr) -> Bool) -> Bool {
  if property(expr) { return true }
  var isFound = false
  try? expr.forEachChild { child throws(SyntaxProblem) in
    isFound = isFound || contains(child, property)
  }
  return isFound
}

/// Returns whether a function with this body is a generator.
func containsYield(_ body: [Stmt]) -> Bool {
  body.contains { statement in
    let (expressions, bodies) = statement.parts
    return expressions.contains { expr in
      contains(expr) { expr in
        switch expr.kind {
        case .yield, .yieldFrom: true
        default: false
        }
      }
    } || bodies.contains(where: containsYield)
  }
}

extension Stmt {
  /// The expressions and blocks of a statement that belong to the scope around it.
  fileprivate var parts: (expressions: [Expr], bodies: [[Stmt]]) {
    switch kind {
    case .functionDef(let node), .asyncFunctionDef(let node):
      (node.decorators + node.args.defaults + node.args.kwDefaults.compactMap { $0 }, [])
    case .classDef(let node): (node.decorators + node.bases + node.keywords.map(\.value), [])
    case .return(let value): (value.map { [$0] } ?? [], [])
    case .delete(let targets): (targets, [])
    case .assign(let node): ([node.value] + node.targets, [])
    case .augAssign(let node): ([node.target, node.value], [])
    case .annAssign(let node): ([node.target] + (node.value.map { [$0] } ?? []), [])
    case .for(let node), .asyncFor(let node):
      ([node.target, node.iter], [node.body, node.orelse])
    case .while(let node): ([node.test], [node.body, node.orelse])
    case .if(let node): ([node.test], [node.body, node.orelse])
    case .with(let node), .asyncWith(let node):
      (node.items.flatMap { [$0.contextExpr] + ($0.optionalVars.map { [$0] } ?? []) }, [node.body])
    case .match(let node):
      ([node.subject] + node.cases.compactMap(\.guardExpr), node.cases.map(\.body))
    case .raise(let node): ([node.exc, node.cause].compactMap { $0 }, [])
    case .try(let node), .tryStar(let node):
      (
        node.handlers.compactMap(\.type),
        [node.body, node.orelse, node.finalBody] + node.handlers.map(\.body)
      )
    case .assert(let node): ([node.test] + (node.message.map { [$0] } ?? []), [])
    case .expr(let value): ([value], [])
    case .import, .importFrom, .global, .nonlocal, .pass, .break, .continue: ([], [])
    }
  }
}
