// Checks global and nonlocal declarations, parameters and assignment expressions.

/// Builds the scopes of a module as Python's symbol table does and reports conflicts.
struct NameChecker: BranchVisitor {
  private var stack: [NameScope] = []
  /// The name of the innermost class, for private names.
  private var className: String?

  private var current: NameScope { stack[stack.count - 1] }

  mutating func check(_ module: Module) throws(SyntaxProblem) {
    let scope = NameScope(kind: .module)
    stack = [scope]
    try visit(module.body)
    try resolve(scope, bound: nil)
  }

  private mutating func within(
    _ scope: NameScope, _ body: (inout NameChecker) throws(SyntaxProblem) -> Void
  ) throws(SyntaxProblem) {
    current.children.append(scope)
    scope.iterableDepth = current.iterableDepth
    stack.append(scope)
    try body(&self)
    stack.removeLast()
  }

  private func add(
    _ name: String, _ use: NameUse, _ range: SourceRange
  ) throws(SyntaxProblem) {
    try current.add(mangled(name), use, range)
  }

  /// Returns the name under which a scope keeps a private name of a class.
  private func mangled(_ name: String) -> String {
    guard let className, name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
    let prefix = className.drop { $0 == "_" }
    return prefix.isEmpty ? name : "_" + prefix + name
  }

  // MARK: Resolution

  /// Checks the declarations of a scope; `bound` holds the names of the functions around it.
  private func resolve(_ scope: NameScope, bound: Set<String>?) throws(SyntaxProblem) {
    for name in scope.order {
      guard let use = scope.uses[name], use.contains(.nonlocal) else { continue }
      let range = scope.directives[name] ?? SourceRange(line: 0, column: 0, endLine: 0, endColumn: 0)
      if use.contains(.global) {
        throw SyntaxProblem(message: "name '\(name)' is nonlocal and global", range: range)
      }
      guard let bound else {
        throw SyntaxProblem(
          message: "nonlocal declaration not allowed at module level", range: range)
      }
      if !bound.contains(name) {
        throw SyntaxProblem(message: "no binding for nonlocal '\(name)' found", range: range)
      }
    }
    var inner = bound ?? []
    if scope.kind == .class { inner.insert("__class__") }
    for name in scope.order where scope.kind == .function {
      guard let use = scope.uses[name] else { continue }
      if use.contains(.global) {
        inner.remove(name)
      } else if !use.isDisjoint(with: [.local, .parameter, .imported]) {
        inner.insert(name)
      }
    }
    for child in scope.children { try resolve(child, bound: inner) }
  }

  // MARK: Statements

  mutating func visit(_ body: [Stmt]) throws(SyntaxProblem) {
    for statement in body { try visit(statement) }
  }

  private mutating func visit(_ statement: Stmt) throws(SyntaxProblem) {
    switch statement.kind {
    case .functionDef(let node), .asyncFunctionDef(let node):
      try visitFunction(node, statement.range)
    case .classDef(let node):
      try add(node.name, .local, statement.range)
      try visit(node.bases)
      for keyword in node.keywords { try visit(keyword.value) }
      try visit(node.decorators)
      let outerName = className
      className = node.name
      try within(NameScope(kind: .class)) { checker throws(SyntaxProblem) in
        try checker.visit(node.body)
      }
      className = outerName
    case .annAssign(let node): try visitAnnotation(node, statement.range)
    case .global(let names):
      for name in names { try declare(name, .global, "global", statement.range) }
    case .nonlocal(let names):
      for name in names { try declare(name, .nonlocal, "nonlocal", statement.range) }
    case .import(let names): for alias in names { try visit(alias) }
    case .importFrom(let node): for alias in node.names { try visit(alias) }
    case .for(let node), .asyncFor(let node):
      try visit(node.target)
      try visit(node.iter)
      try visit(node.body)
      try visit(node.orelse)
    case .while(let node):
      try visit(node.test)
      try visit(node.body)
      try visit(node.orelse)
    case .if(let node): try visitIf(node)
    case .with(let node), .asyncWith(let node):
      for item in node.items {
        try visit(item.contextExpr)
        if let target = item.optionalVars { try visit(target) }
      }
      try visit(node.body)
    case .match(let node):
      try visit(node.subject)
      for matchCase in node.cases {
        try visit(matchCase.pattern)
        if let guardExpr = matchCase.guardExpr { try visit(guardExpr) }
        try visit(matchCase.body)
      }
    case .try(let node), .tryStar(let node): try visitTry(node)
    default: try visitSimple(statement)
    }
  }

  private mutating func visitSimple(_ statement: Stmt) throws(SyntaxProblem) {
    switch statement.kind {
    case .return(let value): if let value { try visit(value) }
    case .delete(let targets): try visit(targets)
    case .assign(let node):
      try visit(node.targets)
      try visit(node.value)
    case .augAssign(let node):
      try visit(node.target)
      try visit(node.value)
    case .raise(let node):
      if let exc = node.exc { try visit(exc) }
      if let cause = node.cause { try visit(cause) }
    case .assert(let node):
      try visit(node.test)
      if let message = node.message { try visit(message) }
    case .expr(let value): try visit(value)
    default: break
    }
  }

  private mutating func visitTry(_ node: Stmt.Try) throws(SyntaxProblem) {
    try visit(node.body)
    for handler in node.handlers {
      if let type = handler.type { try visit(type) }
      if let name = handler.name { try add(name, .local, handler.range) }
      try visit(handler.body)
    }
    try visit(node.orelse)
    try visit(node.finalBody)
  }

  private mutating func visitFunction(
    _ node: Stmt.FunctionDef, _ range: SourceRange
  ) throws(SyntaxProblem) {
    try add(node.name, .local, range)
    try visit(node.args.defaults)
    for value in node.args.kwDefaults { if let value { try visit(value) } }
    try visit(node.args.annotations)
    if let returns = node.returns { try visit(returns) }
    try visit(node.decorators)
    try within(NameScope(kind: .function)) { checker throws(SyntaxProblem) in
      for arg in node.args.all { try checker.add(arg.name, .parameter, arg.range) }
      try checker.visit(node.body)
    }
  }

  private mutating func visitAnnotation(
    _ node: Stmt.AnnAssign, _ range: SourceRange
  ) throws(SyntaxProblem) {
    if case .name(let name) = node.target.kind {
      let use = current.uses[mangled(name.id)] ?? []
      if node.isSimple && current.kind != .module && !use.isDisjoint(with: [.global, .nonlocal]) {
        let word = use.contains(.global) ? "global" : "nonlocal"
        throw SyntaxProblem(
          message: "annotated name '\(name.id)' can't be \(word)", range: range)
      }
      if node.isSimple {
        try add(name.id, [.annotated, .local], node.target.range)
      } else if node.value != nil {
        try add(name.id, .local, node.target.range)
      }
    } else {
      try visit(node.target)
    }
    try visit(node.annotation)
    if let value = node.value { try visit(value) }
  }

  private func declare(
    _ name: String, _ use: NameUse, _ word: String, _ range: SourceRange
  ) throws(SyntaxProblem) {
    let earlier = current.uses[mangled(name)] ?? []
    var message: String?
    if earlier.contains(.parameter) {
      message = "name '\(name)' is parameter and \(word)"
    } else if earlier.contains(.used) {
      message = "name '\(name)' is used prior to \(word) declaration"
    } else if earlier.contains(.annotated) {
      message = "annotated name '\(name)' can't be \(word)"
    } else if earlier.contains(.local) {
      message = "name '\(name)' is assigned to before \(word) declaration"
    }
    if let message { throw SyntaxProblem(message: message, range: range) }
    try add(name, use, range)
    current.addDirective(mangled(name), range)
  }

  private func visit(_ alias: Alias) throws(SyntaxProblem) {
    if alias.name == "*" {
      if current.kind != .module {
        throw SyntaxProblem(message: "import * only allowed at module level", range: alias.range)
      }
      return
    }
    let name = alias.asName ?? String(alias.name.prefix { $0 != "." })
    try add(name, .imported, alias.range)
  }

  private mutating func visit(_ pattern: Pattern) throws(SyntaxProblem) {
    switch pattern.kind {
    case .value(let value): try visit(value)
    case .singleton: break
    case .sequence(let patterns), .or(let patterns):
      for pattern in patterns { try visit(pattern) }
    case .mapping(let node):
      try visit(node.keys)
      for pattern in node.patterns { try visit(pattern) }
      if let rest = node.rest { try add(rest, .local, pattern.range) }
    case .class(let node):
      try visit(node.cls)
      for pattern in node.patterns + node.kwdPatterns { try visit(pattern) }
    case .star(let name): if let name { try add(name, .local, pattern.range) }
    case .as(let node):
      if let inner = node.pattern { try visit(inner) }
      if let name = node.name { try add(name, .local, pattern.range) }
    }
  }

  // MARK: Expressions

  private mutating func visit(_ values: [Expr]) throws(SyntaxProblem) {
    for value in values { try visit(value) }
  }

  mutating func visit(_ expr: Expr) throws(SyntaxProblem) {
    switch expr.kind {
    case .name(let name):
      try add(name.id, name.context == .load ? .used : .local, expr.range)
    case .lambda(let node):
      try visit(node.args.defaults)
      for value in node.args.kwDefaults { if let value { try visit(value) } }
      try within(NameScope(kind: .function)) { checker throws(SyntaxProblem) in
        for arg in node.args.all { try checker.add(arg.name, .parameter, arg.range) }
        try checker.visit(node.body)
      }
    case .listComp(let node):
      try visitComprehension("list comprehension", node.generators, [node.elt])
    case .setComp(let node):
      try visitComprehension("set comprehension", node.generators, [node.elt])
    case .generatorExp(let node):
      try visitComprehension("generator expression", node.generators, [node.elt])
    case .dictComp(let node):
      try visitComprehension("dict comprehension", node.generators, [node.value, node.key])
    case .namedExpr(let node):
      try checkNamed(node, expr.range)
      try visitChildren(of: expr)
    case .yield, .yieldFrom:
      try visitChildren(of: expr)
      if let comprehension = current.comprehension {
        throw SyntaxProblem(message: "'yield' inside \(comprehension)", range: expr.range)
      }
    default: try visitChildren(of: expr)
    }
  }

  private mutating func visitChildren(of expr: Expr) throws(SyntaxProblem) {
    var checker = self
    try expr.forEachChild { child throws(SyntaxProblem) in try checker.visit(child) }
    self = checker
  }

  private mutating func visitComprehension(
    _ name: String, _ generators: [Comprehension], _ elements: [Expr]
  ) throws(SyntaxProblem) {
    current.iterableDepth += 1
    try visit(generators[0].iter)
    current.iterableDepth -= 1
    let scope = NameScope(kind: .function, comprehension: name)
    try within(scope) { checker throws(SyntaxProblem) in
      for (index, clause) in generators.enumerated() {
        scope.isInTarget = true
        try checker.visit(clause.target)
        scope.isInTarget = false
        if index > 0 {
          scope.iterableDepth += 1
          try checker.visit(clause.iter)
          scope.iterableDepth -= 1
        }
        try checker.visit(clause.ifs)
      }
      try checker.visit(elements)
    }
  }

  /// Checks an assignment expression and declares its target in the scope that it belongs to.
  private func checkNamed(_ node: Expr.NamedExpr, _ range: SourceRange) throws(SyntaxProblem) {
    if current.iterableDepth > 0 {
      throw SyntaxProblem(
        message: "assignment expression cannot be used in a comprehension iterable expression",
        range: range)
    }
    guard current.comprehension != nil, case .name(let target) = node.target.kind else { return }
    let place = node.target.range
    let name = mangled(target.id)
    for scope in stack.reversed() {
      if scope.comprehension != nil {
        if scope.uses[target.id]?.contains(.iteration) == true {
          throw SyntaxProblem(
            message: "assignment expression cannot rebind comprehension iteration variable "
              + "'\(target.id)'", range: place)
        }
        continue
      }
      switch scope.kind {
      case .function:
        let isGlobal = scope.uses[target.id]?.contains(.global) == true
        try add(target.id, isGlobal ? .global : .nonlocal, place)
        current.addDirective(name, place)
        return try scope.add(name, .local, place)
      case .module:
        try add(target.id, .global, place)
        current.addDirective(name, place)
        return try scope.add(name, .global, place)
      case .class:
        throw SyntaxProblem(
          message: "assignment expression within a comprehension cannot be used in a class body",
          range: place)
      }
    }
  }
}
