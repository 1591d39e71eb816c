// Compiles statements: dispatch, branches, loops and the simple ones.
import Syntax

extension FunctionCompiler {
  func statements(_ body: [Stmt]) throws(SyntaxDiagnostic) {
    for statement in body { try self.statement(statement) }
  }

  func statement(_ statement: Stmt) throws(SyntaxDiagnostic) {
    try context.enter()
    let mark = top
    let outerRange = range
    range = statement.range
    defer {
      context.leave()
      top = mark
      range = outerRange
    }
    switch statement.kind {
    case .expr(let expression): try expressionStatement(expression)
    case .assign(let assign): try assignment(assign)
    case .augAssign(let assign): try augmentedAssignment(assign)
    case .annAssign(let assign): try annotatedAssignment(assign)
    case .return(let value): try returnStatement(value)
    case .if(let branch): try ifStatement(branch)
    case .for(let loop): try forLoop(loop, isAsync: false)
    case .while(let loop): try whileLoop(loop)
    case .functionDef(let function): try functionDefinition(function, isAsync: false)
    case .asyncFunctionDef(let function): try functionDefinition(function, isAsync: true)
    case .classDef(let definition): try classDefinition(definition)
    case .break: try leaveLoop(isBreak: true)
    case .continue: try leaveLoop(isBreak: false)
    case .pass, .global, .nonlocal: break
    case .delete(let targets): for target in targets { try delete(target) }
    case .raise(let raise): try raiseStatement(raise)
    case .assert(let assert): try assertStatement(assert)
    case .import(let aliases): try importStatement(aliases)
    case .importFrom(let from): try importFromStatement(from)
    default: try protectedStatement(statement)
    }
  }

  private func protectedStatement(_ statement: Stmt) throws(SyntaxDiagnostic) {
    switch statement.kind {
    case .try(let attempt): try tryStatement(attempt, isGroup: false)
    case .tryStar(let attempt): try tryStatement(attempt, isGroup: true)
    case .with(let with): try withStatement(with.items[...], with.body, isAsync: false)
    case .asyncWith(let with):
      if !unitScope.isAsync { throw error("'async with' outside async function") }
      try withStatement(with.items[...], with.body, isAsync: true)
    case .asyncFor(let loop):
      if !unitScope.isAsync { throw error("'async for' outside async function") }
      try forLoop(loop, isAsync: true)
    case .match(let match): try matchStatement(match)
    default: break
    }
  }

  private func expressionStatement(_ expression: Expr) throws(SyntaxDiagnostic) {
    if context.isInteractive, scope.kind == .module {
      let register = try fresh(expression)
      return emit(.printExpression, register)
    }
    try effect(expression)
  }

  private func returnStatement(_ value: Expr?) throws(SyntaxDiagnostic) {
    if unitScope.kind != .function { throw error("'return' outside function") }
    if value != nil, unitScope.isAsync, unitScope.isGenerator {
      throw error("'return' with value in async generator")
    }
    let constant = value.map { constantValue($0) } ?? ConstantValue.none
    if let constant {
      if let value, value.range.line == range.line { range = value.range }
      try unwind(to: 0) {
        let register = self.allocate()
        self.load(constant, into: register)
        self.emit(.returnValue, register)
      }
    } else if let value {
      let needsCopy = blocks.contains { $0.needsCode }
      let register = needsCopy ? try fresh(value) : try operand(value)
      try unwind(to: 0) { self.emit(.returnValue, register) }
    }
  }

  private func leaveLoop(isBreak: Bool) throws(SyntaxDiagnostic) {
    var depth = blocks.count - 1
    while depth >= 0 {
      if case .loop(let exit, let next) = blocks[depth].kind {
        return try unwind(to: depth + 1) { self.emit(.jump, target: isBreak ? exit : next) }
      }
      if case .group = blocks[depth].kind { throw exceptStarError() }
      depth -= 1
    }
    throw error(isBreak ? "'break' outside loop" : "'continue' not properly in loop")
  }

  private func raiseStatement(_ raise: Stmt.Raise) throws(SyntaxDiagnostic) {
    guard let exception = raise.exc else { return emit(.raise, 0, 0, 2) }
    let register = try operand(exception, before: raise.cause.map { [$0] } ?? [])
    if let cause = raise.cause {
      let other = try operand(cause)
      emit(.raise, register, other, 1)
    } else {
      emit(.raise, register)
    }
  }

  private func assertStatement(_ assert: Stmt.Assert) throws(SyntaxDiagnostic) {
    let end = makeLabel()
    try condition(assert.test, jumpIf: true, to: end)
    // CPython shows the comparison that failed, other conditions with the whole statement.
    if let place = assert.test.lastComparison { range = place }
    let block = allocateCall(assert.message == nil ? 0 : 1)
    emit(.loadAssertionError, block)
    if let message = assert.message {
      let register = block + Self.callHeader
      try value(message, into: register)
      emit(.call, block, block, 1)
    }
    emit(.raise, block)
    place(end)
  }

  // MARK: Branches and loops

  /// Compiles an `if` with its chain of `elif` in a loop.
  private func ifStatement(_ first: Stmt.If) throws(SyntaxDiagnostic) {
    let end = makeLabel()
    var branch = first
    var levels = 0
    defer { context.leave(levels) }
    while true {
      let next = branch.orelse.isEmpty ? end : makeLabel()
      try condition(branch.test, jumpIf: false, to: next)
      try statements(branch.body)
      if branch.orelse.isEmpty { break }
      emit(.jump, target: end)
      place(next)
      guard branch.orelse.count == 1, case .if(let following) = branch.orelse[0].kind else {
        try statements(branch.orelse)
        break
      }
      range = branch.orelse[0].range
      levels += 1
      try context.enter()
      branch = following
    }
    place(end)
  }

  private func whileLoop(_ loop: Stmt.While) throws(SyntaxDiagnostic) {
    let header = makeLabel()
    let next = makeLabel()
    let exit = makeLabel()
    let end = makeLabel()
    placeHeader(header)
    try condition(loop.test, jumpIf: false, to: exit)
    try loopBody(loop.body, exit: end, next: next, header: header)
    place(exit)
    try statements(loop.orelse)
    place(end)
  }

  private func forLoop(_ loop: Stmt.For, isAsync: Bool) throws(SyntaxDiagnostic) {
    let header = makeLabel()
    let next = makeLabel()
    let exit = makeLabel()
    let end = makeLabel()
    let iterator = allocate(4)
    if isAsync {
      let source = try operand(loop.iter, scratch: iterator)
      emit(.getAsyncIterator, iterator, source)
    } else {
      try startIteration(loop.iter, iterator: iterator)
    }
    top = iterator + 4
    try beginLoop(loop.target, iterator: iterator, header: header, exit: exit, isAsync: isAsync)
    try loopBody(loop.body, exit: end, next: next, header: header)
    place(exit)
    top = iterator
    try statements(loop.orelse)
    place(end)
  }

  private func loopBody(_ body: [Stmt], exit: Label, next: Label, header: Label) throws(SyntaxDiagnostic) {
    try open(OpenBlock(kind: .loop(exit: exit, next: next), outerHandler: handler))
    try statements(body)
    blocks.removeLast()
    place(next)
    // A jump back never leads to itself.
    if draft.labels[header] == draft.instructions.count { emit(.nop) }
    emit(.jumpBack, target: header)
  }

  /// Emits the head of a for loop: fetches the next item and assigns it.
  func beginLoop(
    _ target: Expr, iterator: Int, header: Label, exit: Label, isAsync: Bool
  ) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    let item = localTarget(target) ?? allocate()
    if isAsync {
      asyncNext(iterator, header: header, exit: exit, into: item)
    } else {
      placeHeader(header)
      emit(.forNext, iterator, item, target: exit)
    }
    try assign(target, from: item)
  }
}

extension Expr {
  /// The place of the comparison that is evaluated last when this is a condition.
  var lastComparison: SourceRange? {
    switch kind {
    case .compare: range
    case .unaryOp(let operation): operation.op == .not ? operation.operand.lastComparison : nil
    case .boolOp(let operation): operation.values.lazy.compactMap { $0.lastComparison }.last
    default: nil
    }
  }
}
