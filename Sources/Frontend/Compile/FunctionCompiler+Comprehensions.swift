// Compiles comprehensions in place, and generator expressions as nested generators.
import Syntax

/// What a comprehension builds.
enum ComprehensionResult {
  case list(Expr)
  case set(Expr)
  case dict(Expr, Expr)
  /// A generator expression yields its element.
  case yields(Expr)
}

extension FunctionCompiler {
  /// Compiles a list, set or dict comprehension into the surrounding code.
  func inlineComprehension(
    _ result: ComprehensionResult, _ generators: [Comprehension], at place: SourceRange, into target: Int
  ) throws(SyntaxDiagnostic) {
    let child = context.scope(.comprehension, range: place)
    if child.awaits { try requireAsyncFunction() }
    let collection = isTemporary(target) ? target : allocate()
    let iterator = allocate(4)
    let mark = top
    try prepareIteration(generators[0], iterator: iterator)
    top = mark
    let outside = scope
    let number = draft.inlined.count
    draft.inlined.append(DraftInlined(start: draft.instructions.count, end: 0, name: child.name, range: place))
    enter(child)
    defer {
      scope = outside
      draft.inlined[number].end = draft.instructions.count
    }
    let opcode: Opcode
    switch result {
    case .list, .yields: opcode = .makeList
    case .set: opcode = .makeSet
    case .dict: opcode = .makeDict
    }
    emit(opcode, collection, top, 0)
    try generate(generators[...], iterator: iterator, result, collection)
    if collection != target { emit(.move, target, collection) }
  }

  private func requireAsyncFunction() throws(SyntaxDiagnostic) {
    let isAllowed = unitScope.isAsync || unitScope.kind == .generatorExpression || scope.kind == .comprehension
    if !isAllowed { throw error("asynchronous comprehension outside of an asynchronous function") }
  }

  /// Makes a comprehension's scope current; its variables get fresh registers.
  private func enter(_ child: LexicalScope) {
    scope = child
    groupCount += 1
    child.checkGroup = groupCount
    for name in child.order {
      guard let entry = child.names[name], case .local = entry.resolution else { continue }
      let register = allocate()
      child.registers[name] = register
      emit(.unbound, register, group: entry.isCaptured ? -1 : groupCount)
      if entry.isCaptured { emit(.makeCell, register) }
    }
  }

  /// Evaluates the iterable of a clause in the current scope and starts its iteration.
  private func prepareIteration(_ generator: Comprehension, iterator: Int) throws(SyntaxDiagnostic) {
    if generator.isAsync {
      let source = try operand(generator.iter, scratch: iterator)
      emit(.getAsyncIterator, iterator, source)
    } else {
      try startIteration(generator.iter, iterator: iterator)
    }
  }

  /// Starts a `for` over an expression.
  func startIteration(_ iterable: Expr, iterator: Int) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    // The registers of the iterator are free until it is made.
    if iterator + 4 == top { top = iterator + 1 }
    if let folded = foldedIterable(iterable) {
      load(folded, into: iterator, at: iterable.range)
      emit(.getIterator, iterator, iterator)
    } else {
      let source = try operand(iterable, scratch: iterator)
      emit(.getIterator, iterator, source)
    }
  }

  /// Emits the loops of the remaining clauses around the result.
  private func generate(
    _ generators: ArraySlice<Comprehension>, iterator: Int, _ result: ComprehensionResult, _ collection: Int
  ) throws(SyntaxDiagnostic) {
    guard let generator = generators.first else { return try addResult(result, to: collection) }
    try context.enter()
    defer { context.leave() }
    let next = makeLabel()
    let exit = makeLabel()
    let header = makeLabel()
    try beginLoop(generator.target, iterator: iterator, header: header, exit: exit, isAsync: generator.isAsync)
    for test in generator.ifs { try condition(test, jumpIf: false, to: next) }
    let rest = generators.dropFirst()
    let mark = top
    var inner = -1
    if let following = rest.first {
      inner = allocate(4)
      try prepareIteration(following, iterator: inner)
      top = inner + 4
    }
    try generate(rest, iterator: inner, result, collection)
    top = mark
    place(next)
    emit(.jumpBack, target: header)
    place(exit)
  }

  private func addResult(_ result: ComprehensionResult, to collection: Int) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    switch result {
    case .list(let element):
      let item = try operand(element)
      emit(.listAppend, collection, item)
    case .set(let element):
      let item = try operand(element)
      emit(.setAdd, collection, item)
    case .dict(let key, let value):
      let keyRegister = try operand(key, before: [value])
      let item = try operand(value)
      emit(.dictSet, collection, keyRegister, item)
    case .yields(let element):
      let item = try operand(element)
      emit(.yieldValue, allocate(), item)
    }
  }

  // MARK: Generator expressions

  func generatorExpression(_ comp: Expr.Comp, at place: SourceRange, into target: Int) throws(SyntaxDiagnostic) {
    let child = context.scope(.generatorExpression, range: place)
    let block = allocateCall(1, reusing: target)
    let end = top
    let code = try generatorBody(child, comp, at: place)
    let base = allocate(4)
    makeFunction(code, child, parts: 0, base: base, into: block)
    let argument = block + Self.callHeader
    top = argument + 1
    let source = try operand(comp.generators[0].iter, scratch: argument)
    let isAsync = comp.generators[0].isAsync
    emit(isAsync ? .getAsyncIterator : .makeIterator, argument, source)
    top = end
    emit(.call, target, block, 1)
  }

  private func generatorBody(
    _ child: LexicalScope, _ comp: Expr.Comp, at place: SourceRange
  ) throws(SyntaxDiagnostic) -> CodeUnit {
    let compiler = FunctionCompiler(child, context: context, parent: self)
    compiler.range = place
    compiler.unit.firstLine = Int(place.line)
    compiler.unit.parameterCount = 1
    compiler.unit.positionalOnlyCount = 1
    compiler.unit.flags.insert(child.awaits ? .asyncGenerator : .generator)
    compiler.begin()
    compiler.emit(.makeGenerator)
    let iterator = compiler.allocate(4)
    if comp.generators[0].isAsync {
      compiler.emit(.move, iterator, 0)
    } else {
      compiler.emit(.getIterator, iterator, 0)
    }
    try compiler.generate(comp.generators[...], iterator: iterator, .yields(comp.elt), -1)
    compiler.emitReturnNone()
    return try compiler.finish()
  }
}
