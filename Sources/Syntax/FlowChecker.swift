// Checks that statements such as `return`, `break` and `await` stand where they may.

/// Visits a module in the order in which Python compiles it.
struct FlowChecker: BranchVisitor {
  /// The kind of code that is visited.
  enum Unit {
    case module, `class`, function, asyncFunction, lambda, comprehension
  }

  /// A block that `break`, `continue` or `return` would leave.
  enum Block {
    case loop, exceptStar
  }

  var unit = Unit.module
  var blocks: [Block] = []
  /// Whether the async function that is visited yields.
  var isAsyncGenerator = false
  /// Last line on which a future import may stand.
  private var lastFutureLine: UInt32 = 0

  var isFunction: Bool { unit != .module && unit != .class }

  mutating func check(_ module: Module) throws(SyntaxProblem) {
    let count = futurePrefixCount(module.body)
    if count > 0 { lastFutureLine = module.body[count - 1].range.line }
    try visit(module.body)
  }

  func fail(_ message: String, _ range: SourceRange) -> SyntaxProblem {
    SyntaxProblem(message: message, range: range)
  }

  /// Visits code of its own kind, with no blocks around it.
  mutating func within(
    _ unit: Unit, _ body: (inout FlowChecker) throws(SyntaxProblem) -> Void
  ) throws(SyntaxProblem) {
    let outer = self
    self.unit = unit
    blocks = []
    isAsyncGenerator = false
    try body(&self)
    self = outer
  }

  private mutating func within(_ block: Block, _ body: [Stmt]) throws(SyntaxProblem) {
    blocks.append(block)
    try visit(body)
    blocks.removeLast()
  }

  mutating func visit(_ body: [Stmt]) throws(SyntaxProblem) {
    for statement in body { try visit(statement) }
  }

  private mutating func visit(_ statement: Stmt) throws(SyntaxProblem) {
    let range = statement.range
    switch statement.kind {
    case .functionDef(let node): try visitFunction(node, .function, range)
    case .asyncFunctionDef(let node): try visitFunction(node, .asyncFunction, range)
    case .classDef(let node):
      try visit(node.decorators)
      try within(.class) { checker throws(SyntaxProblem) in try checker.visit(node.body) }
      try visitArguments(node.bases, node.keywords, range)
    case .return(let value): try visitReturn(value, range)
    case .break: try checkJump("'break' outside loop", range)
    case .continue: try checkJump("'continue' not properly in loop", range)
    case .for(let node): try visitFor(node)
    case .asyncFor(let node):
      if unit != .asyncFunction { throw fail("'async for' outside async function", range) }
      try visitFor(node)
    case .while(let node):
      try visit(node.test)
      try within(.loop, node.body)
      try visit(node.orelse)
    case .if(let node): try visitIf(node)
    case .with(let node): try visitWith(node)
    case .asyncWith(let node):
      if unit != .asyncFunction { throw fail("'async with' outside async function", range) }
      try visitWith(node)
    case .match(let node): try visitMatch(node)
    case .try(let node): try visitTry(node)
    case .tryStar(let node): try visitTryStar(node)
    case .importFrom(let node):
      if node.module == "__future__" && node.level == 0 && range.line > lastFutureLine {
        throw fail("from __future__ imports must occur at the beginning of the file", range)
      }
      for alias in node.names { try checkStored(alias.asName ?? alias.name, range) }
    case .import(let names):
      for alias in names { try checkStored(alias.asName ?? alias.name, range) }
    default: try visitSimple(statement)
    }
  }

  private mutating func visitSimple(_ statement: Stmt) throws(SyntaxProblem) {
    switch statement.kind {
    case .delete(let targets): try visit(targets)
    case .assign(let node):
      try visit(node.value)
      try visit(node.targets)
    case .augAssign(let node):
      try visit(node.target)
      try visit(node.value)
    case .annAssign(let node):
      if let value = node.value { try visit(value) }
      try visit(node.target)
      if !isFunction { try visit(node.annotation) }
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

  // MARK: Jumps

  private func checkJump(_ message: String, _ range: SourceRange) throws(SyntaxProblem) {
    guard let block = blocks.last else { throw fail(message, range) }
    if block == .exceptStar { throw exceptStarFailure(range) }
  }

  private func exceptStarFailure(_ range: SourceRange) -> SyntaxProblem {
    fail("'break', 'continue' and 'return' cannot appear in an except* block", range)
  }

  private mutating func visitReturn(
    _ value: Expr?, _ range: SourceRange
  ) throws(SyntaxProblem) {
    if !isFunction { throw fail("'return' outside function", range) }
    if value != nil && isAsyncGenerator {
      throw fail("'return' with value in async generator", range)
    }
    if let value { try visit(value) }
    if blocks.contains(.exceptStar) { throw exceptStarFailure(range) }
  }

  // MARK: Compound statements

  private mutating func visitFor(_ node: Stmt.For) throws(SyntaxProblem) {
    try visit(node.iter)
    try visit(node.target)
    try within(.loop, node.body)
    try visit(node.orelse)
  }

  private mutating func visitWith(_ node: Stmt.With) throws(SyntaxProblem) {
    for item in node.items {
      try visit(item.contextExpr)
      if let target = item.optionalVars { try visit(target) }
    }
    try visit(node.body)
  }

  private mutating func visitTry(_ node: Stmt.Try) throws(SyntaxProblem) {
    try visit(node.body)
    try visit(node.orelse)
    for (index, handler) in node.handlers.enumerated() {
      if handler.type == nil && index < node.handlers.count - 1 {
        throw fail("default 'except:' must be last", handler.range)
      }
      if let type = handler.type { try visit(type) }
      if let name = handler.name { try checkStored(name, handler.range) }
      try visit(handler.body)
    }
    try visit(node.finalBody)
  }

  private mutating func visitTryStar(_ node: Stmt.Try) throws(SyntaxProblem) {
    try visit(node.body)
    for handler in node.handlers {
      if let type = handler.type { try visit(type) }
      if let name = handler.name { try checkStored(name, handler.range) }
      try within(.exceptStar, handler.body)
    }
    try visit(node.orelse)
    try visit(node.finalBody)
  }

  // MARK: Functions

  private mutating func visitFunction(
    _ node: Stmt.FunctionDef, _ unit: Unit, _ range: SourceRange
  ) throws(SyntaxProblem) {
    for arg in node.args.all { try checkStored(arg.name, range) }
    try visit(node.decorators)
    try visitDefaults(node.args)
    for annotation in node.args.annotations {
      if case .starred(let starred) = annotation.kind {
        try visit(starred.value)
      } else {
        try visit(annotation)
      }
    }
    if let returns = node.returns { try visit(returns) }
    let isAsyncGenerator = unit == .asyncFunction && containsYield(node.body)
    try within(unit) { checker throws(SyntaxProblem) in
      checker.isAsyncGenerator = isAsyncGenerator
      try checker.visit(node.body)
    }
  }

  mutating func visitDefaults(_ args: Arguments) throws(SyntaxProblem) {
    try visit(args.defaults)
    for value in args.kwDefaults { if let value { try visit(value) } }
  }

  /// Checks a name that is bound other than by an assignment.
  func checkStored(_ name: String, _ range: SourceRange) throws(SyntaxProblem) {
    if name == "__debug__" { throw fail("cannot assign to __debug__", range) }
  }
}
