// Compiles try and with statements.
import Syntax

extension FunctionCompiler {
  /// Compiles a try statement of any form.
  func tryStatement(_ attempt: Stmt.Try, isGroup: Bool) throws(SyntaxDiagnostic) {
    if attempt.finalBody.isEmpty { return try tryExcept(attempt, isGroup: isGroup) }
    let mark = top
    defer { top = mark }
    let outerHandler = handler
    let exception = allocate(2)
    let (index, label) = makeHandler(exception)
    let end = makeLabel()
    try open(OpenBlock(kind: .finally(attempt.finalBody), outerHandler: outerHandler))
    handler = index
    if attempt.handlers.isEmpty {
      try statements(attempt.body)
    } else {
      try tryExcept(attempt, isGroup: isGroup)
    }
    blocks.removeLast()
    handler = outerHandler
    try statements(attempt.finalBody)
    emit(.jump, target: end)
    place(label)
    try handling(exception, saved: exception + 1) { () throws(SyntaxDiagnostic) in
      try self.statements(attempt.finalBody)
    }
    emit(.reraise, exception)
    place(end)
  }

  /// Emits `body` as a handler for `exception`, which is the handled one until the end of `body`.
  private func handling(
    _ exception: Int, saved: Int, _ body: () throws(SyntaxDiagnostic) -> Void
  ) throws(SyntaxDiagnostic) {
    let outerHandler = handler
    let mark = top
    let second = allocate()
    let (index, label) = makeHandler(second)
    emit(.enterHandler, saved, exception)
    blocks.append(OpenBlock(kind: .handler(saved: saved), outerHandler: outerHandler))
    handler = index
    try body()
    blocks.removeLast()
    handler = outerHandler
    let past = makeLabel()
    emit(.leaveHandler, saved)
    emit(.jump, target: past)
    // An exception within the handler: the one handled before comes back first.
    place(label)
    emit(.leaveHandler, saved)
    emit(.reraise, second)
    place(past)
    top = mark
  }

  /// Compiles body, except clauses and else.
  private func tryExcept(_ attempt: Stmt.Try, isGroup: Bool) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    let outerHandler = handler
    let exception = allocate(2)
    let (index, label) = makeHandler(exception)
    let end = makeLabel()
    try open(OpenBlock(kind: .attempt, outerHandler: outerHandler))
    handler = index
    try statements(attempt.body)
    blocks.removeLast()
    handler = outerHandler
    try statements(attempt.orelse)
    emit(.jump, target: end)
    place(label)
    if isGroup {
      try groupClauses(attempt.handlers, exception: exception, end: end)
    } else {
      try exceptClauses(attempt.handlers, exception: exception, end: end)
    }
    place(end)
  }

  private func exceptClauses(
    _ handlers: [ExceptHandler], exception: Int, end: Label
  ) throws(SyntaxDiagnostic) {
    let saved = exception + 1
    try handling(exception, saved: saved) { () throws(SyntaxDiagnostic) in
      for (index, clause) in handlers.enumerated() {
        self.range = clause.range
        let next = self.makeLabel()
        if let type = clause.type {
          let mark = self.top
          let kind = try self.operand(type)
          let matches = self.allocate()
          self.emit(.matchException, matches, exception, kind, at: type.range)
          self.emit(.jumpIf, matches, 0, target: next, at: type.range)
          self.top = mark
        } else if index < handlers.count - 1 {
          throw self.error("default 'except:' must be last")
        }
        try self.clauseBody(clause, exception: exception)
        try self.leaveClause(saved, end: end)
        self.place(next)
      }
      self.emit(.reraise, exception)
    }
  }

  /// Leaves an except clause by its end.
  private func leaveClause(_ saved: Int, end: Label) throws(SyntaxDiagnostic) {
    try unwind(to: blocks.count - 1) { self.emit(.jump, target: end) }
  }

  /// Compiles the body of a clause; its name, if it has one, is unbound on every way out.
  private func clauseBody(_ clause: ExceptHandler, exception: Int) throws(SyntaxDiagnostic) {
    guard let name = clause.name else { return try statements(clause.body) }
    try storeName(name, from: exception, at: clause.range)
    let mark = top
    let outerHandler = handler
    let second = allocate()
    let (index, label) = makeHandler(second)
    blocks.append(OpenBlock(kind: .named(name), outerHandler: outerHandler))
    handler = index
    try statements(clause.body)
    blocks.removeLast()
    handler = outerHandler
    let past = makeLabel()
    try unbindName(name)
    emit(.jump, target: past)
    place(label)
    try unbindName(name)
    emit(.reraise, second)
    place(past)
    top = mark
  }

  // MARK: except*

  /// Compiles `except*` clauses: each takes its part of the group; what is left or raised is raised at the end.
  private func groupClauses(
    _ handlers: [ExceptHandler], exception: Int, end: Label
  ) throws(SyntaxDiagnostic) {
    let saved = exception + 1
    let raised = allocate()
    let rest = allocate()
    try handling(exception, saved: saved) { () throws(SyntaxDiagnostic) in
      self.emit(.makeList, raised, self.top, 0)
      self.emit(.move, rest, exception)
      for clause in handlers {
        self.range = clause.range
        try self.groupClause(clause, raised: raised, rest: rest)
      }
      self.emit(.listAppend, raised, rest)
      self.emit(.reraiseGroup, rest, exception, raised)
      let reraise = self.makeLabel()
      self.emit(.jumpIfNone, rest, 0, target: reraise)
      try self.leaveClause(saved, end: end)
      self.place(reraise)
      self.emit(.reraise, rest)
    }
  }

  private func groupClause(_ clause: ExceptHandler, raised: Int, rest: Int) throws(SyntaxDiagnostic) {
    guard let type = clause.type else { throw error("expected one or more exception types") }
    let mark = top
    defer { top = mark }
    let next = makeLabel()
    emit(.jumpIfNone, rest, 1, target: next)
    let parts = allocate(2)
    let saved = allocate()
    let second = allocate()
    let kind = try operand(type)
    emit(.matchGroup, parts, rest, kind, at: type.range)
    emit(.move, rest, parts + 1)
    emit(.jumpIfNone, parts, 1, target: next)
    let (index, label) = makeHandler(second)
    let outerHandler = handler
    blocks.append(OpenBlock(kind: .group, outerHandler: outerHandler))
    emit(.enterHandler, saved, parts)
    handler = index
    try clauseBody(clause, exception: parts)
    blocks.removeLast()
    handler = outerHandler
    emit(.leaveHandler, saved)
    emit(.jump, target: next)
    place(label)
    emit(.leaveHandler, saved)
    emit(.listAppend, raised, second)
    place(next)
  }

  // MARK: with

  func withStatement(
    _ items: ArraySlice<WithItem>, _ body: [Stmt], isAsync: Bool
  ) throws(SyntaxDiagnostic) {
    guard let item = items.first else { return try statements(body) }
    let mark = top
    defer { top = mark }
    let outerHandler = handler
    let place = range
    let exit = allocate(2)
    let manager = try operand(item.contextExpr, scratch: exit)
    emit(isAsync ? .enterAsyncWith : .enterWith, exit, manager, at: place)
    let entered = exit + 1
    if isAsync { awaitValue(entered, iterator: entered, into: entered) }
    let exception = allocate(2)
    let (index, label) = makeHandler(exception)
    try open(OpenBlock(kind: .with(exit: exit, isAsync: isAsync, place), outerHandler: outerHandler))
    handler = index
    if let target = item.optionalVars { try assign(target, from: entered) }
    try withStatement(items.dropFirst(), body, isAsync: isAsync)
    blocks.removeLast()
    handler = outerHandler
    exitContext(exit, isAsync: isAsync, at: place)
    let end = makeLabel()
    emit(.jump, target: end)
    self.place(label)
    try suppressible(exception, exit: exit, isAsync: isAsync, at: place)
    self.place(end)
  }

  /// Hands an exception to the context manager; raises it again unless that returns truth.
  private func suppressible(_ exception: Int, exit: Int, isAsync: Bool, at place: SourceRange) throws(SyntaxDiagnostic) {
    let answer = allocate(2)
    try handling(exception, saved: exception + 1) { () throws(SyntaxDiagnostic) in
      if isAsync {
        self.emit(.exitAsyncWith, answer, exit, exception + 1, at: place)
        self.awaitValue(answer, iterator: answer, into: answer + 1)
        self.emit(.not, answer, answer + 1, at: place)
        self.emit(.not, answer, answer, at: place)
      } else {
        self.emit(.exitWithException, answer, exit, exception, at: place)
      }
    }
    let end = makeLabel()
    emit(.jumpIf, answer, 1, target: end)
    emit(.reraise, exception)
    self.place(end)
  }
}
