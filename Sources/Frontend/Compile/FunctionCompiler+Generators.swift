// Compiles yield, yield from, await and asynchronous iteration.
import Syntax

extension FunctionCompiler {
  func yield(_ yielded: Expr?, into target: Int) throws(SyntaxDiagnostic) {
    try requireFunction("'yield' outside function")
    let source: Int
    if let yielded {
      source = try operand(yielded)
    } else {
      source = allocate()
      emit(.loadNone, source)
    }
    emit(.yieldValue, target, source)
  }

  private func requireFunction(_ message: String) throws(SyntaxDiagnostic) {
    if !unitScope.isFunctionLike { throw error(message) }
  }

  func yieldFrom(_ iterable: Expr, into target: Int) throws(SyntaxDiagnostic) {
    try requireFunction("'yield' outside function")
    if unitScope.isAsync { throw error("'yield from' inside async function") }
    let iterator = allocate()
    let source = try operand(iterable, scratch: iterator)
    emit(.makeIterator, iterator, source, 1)
    delegate(to: iterator, into: target)
  }

  func await(_ awaited: Expr, into target: Int) throws(SyntaxDiagnostic) {
    try requireFunction("'await' outside function")
    let isAllowed = unitScope.isAsync || unitScope.kind == .generatorExpression
    if !isAllowed { throw error("'await' outside async function") }
    let iterator = allocate()
    let source = try operand(awaited, scratch: iterator)
    awaitValue(source, iterator: iterator, into: target)
  }

  /// Awaits the value in `source`.
  func awaitValue(_ source: Int, iterator: Int, into target: Int) {
    emit(.getAwaitable, iterator, source)
    delegate(to: iterator, into: target)
  }

  /// Runs the iterator to its end, passing on what it yields; its result goes to `target`.
  private func delegate(to iterator: Int, into target: Int) {
    let result = isTemporary(target) && target != iterator ? target : allocate()
    let end = makeLabel()
    emit(.loadNone, result)
    emit(.yieldFrom, result, iterator, target: end)
    place(end)
    if result != target { emit(.move, target, result) }
  }

  /// Emits the head of an asynchronous loop: the next item goes to `target`, the end of iteration to `exit`.
  func asyncNext(_ iterator: Int, header: Label, exit: Label, into target: Int) {
    let mark = top
    let outerHandler = handler
    let exception = allocate()
    let (index, label) = makeHandler(exception)
    placeHeader(header)
    handler = index
    let awaited = allocate(2)
    emit(.asyncNext, awaited, iterator)
    delegate(to: awaited, into: awaited + 1)
    handler = outerHandler
    emit(.move, target, awaited + 1)
    let past = makeLabel()
    emit(.jump, target: past)
    place(label)
    let stop = allocate()
    emit(.loadAssertionError, stop, 1)
    emit(.matchException, stop, exception, stop)
    emit(.jumpIf, stop, 1, target: exit)
    emit(.reraise, exception)
    place(past)
    top = mark
  }
}
