// Compiles function definitions, lambdas and their closures.
import Syntax

extension FunctionCompiler {
  /// Compiles `def` and `async def`.
  func functionDefinition(_ function: Stmt.FunctionDef, isAsync: Bool) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    let place = range
    let target = function.decorators.isEmpty ? localStorage(function.name) : nil
    let result = target ?? allocate()
    try decorated(function.decorators, into: result) { (compiler, register) throws(SyntaxDiagnostic) in
      let base = compiler.allocate(4)
      var parts = try compiler.defaults(function.args, base: base)
      parts |= try compiler.annotations(function.args, returns: function.returns, into: base + 2)
      let child = compiler.context.scope(.function, range: place)
      let unit = try compiler.functionBody(child, function, isAsync: isAsync, at: place)
      compiler.makeFunction(unit, child, parts: parts, base: base, into: register)
    }
    if target == nil { try storeName(function.name, from: result, at: place) }
  }

  private func localStorage(_ name: String) -> Int? {
    if case .register(let register) = storage(mangled(name)), name != "__debug__" { return register }
    return nil
  }

  /// Evaluates decorators, then what `make` puts into a register, and applies them from the last to the first.
  func decorated(
    _ decorators: [Expr], into target: Int,
    make: (FunctionCompiler, Int) throws(SyntaxDiagnostic) -> Void
  ) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    if decorators.isEmpty { return try make(self, target) }
    var blocks: [Int] = []
    for decorator in decorators {
      // Each block begins at the argument of the one before.
      let block = blocks.isEmpty ? allocate() : top - 1
      try value(decorator, into: block)
      _ = allocate(Self.callHeader)
      blocks.append(block)
    }
    try make(self, top - 1)
    for (index, block) in blocks.enumerated().reversed() {
      emit(.call, index == 0 ? target : block, block, 1, at: decorators[index].range)
    }
  }

  private func functionBody(
    _ child: LexicalScope, _ function: Stmt.FunctionDef, isAsync: Bool, at place: SourceRange
  ) throws(SyntaxDiagnostic) -> CodeUnit {
    let compiler = FunctionCompiler(child, context: context, parent: self)
    compiler.range = place
    compiler.unit.firstLine = Int(function.decorators.first?.range.line ?? place.line)
    compiler.setParameters(function.args)
    compiler.unit.documentation = function.body.documentation
    compiler.emit(.enter, extra: 2)
    compiler.begin()
    compiler.beginGenerator(isAsync: isAsync)
    try compiler.statements(function.body.withoutDocumentation)
    compiler.emitReturnNone()
    return try compiler.finish()
  }

  /// Emits `makeGenerator` if the function is a generator, coroutine or async generator.
  private func beginGenerator(isAsync: Bool) {
    if isAsync {
      unit.flags.insert(unitScope.isGenerator ? .asyncGenerator : .coroutine)
    } else if unitScope.isGenerator {
      unit.flags.insert(.generator)
    } else {
      return
    }
    emit(.makeGenerator)
    if unit.flags.contains(.coroutine) { emit(.enter, extra: 2) }
  }

  /// Ends the code with `return None`.
  func emitReturnNone() {
    let register = allocate()
    emit(.loadNone, register)
    emit(.returnValue, register)
  }

  func setParameters(_ arguments: Syntax.Arguments) {
    unit.positionalOnlyCount = arguments.posOnlyArgs.count
    unit.parameterCount = arguments.posOnlyArgs.count + arguments.args.count
    unit.keywordOnlyCount = arguments.kwOnlyArgs.count
    if arguments.varArg != nil { unit.flags.insert(.variadic) }
    if arguments.kwArg != nil { unit.flags.insert(.keywordVariadic) }
  }

  func lambda(_ lambda: Expr.Lambda, at place: SourceRange, into target: Int) throws(SyntaxDiagnostic) {
    try refuseDebug(lambda.args)
    let base = allocate(4)
    let parts = try defaults(lambda.args, base: base)
    let child = context.scope(.lambda, range: place)
    let compiler = FunctionCompiler(child, context: context, parent: self)
    compiler.range = place
    compiler.unit.firstLine = Int(place.line)
    compiler.setParameters(lambda.args)
    compiler.emit(.enter, extra: 2)
    compiler.begin()
    compiler.beginGenerator(isAsync: false)
    let result = try compiler.operand(lambda.body)
    compiler.emit(.returnValue, result, at: lambda.body.range)
    makeFunction(try compiler.finish(), child, parts: parts, base: base, into: target)
  }

  /// Whether natives are likely to call the code.
  var isForNatives: Bool { unitScope.kind == .lambda }

  private func refuseDebug(_ arguments: Syntax.Arguments) throws(SyntaxDiagnostic) {
    if arguments.allInSourceOrder.contains(where: { $0.name == "__debug__" }) {
      throw error("cannot assign to __debug__")
    }
  }

  /// Evaluates defaults into `base` (a tuple) and `base + 1` (a dict); returns the bits for `makeFunction`.
  private func defaults(_ arguments: Syntax.Arguments, base: Int) throws(SyntaxDiagnostic) -> UInt64 {
    let mark = top
    defer { top = mark }
    var parts: UInt64 = 0
    if !arguments.defaults.isEmpty {
      parts |= 1
      let all = Expr(.tuple(.init(elts: arguments.defaults, context: .load)), range)
      try value(all, into: base)
    }
    var keys: [Expr?] = []
    var values: [Expr] = []
    for (argument, value) in zip(arguments.kwOnlyArgs, arguments.kwDefaults) {
      guard let value else { continue }
      keys.append(Expr(.constant(.init(value: .str(Array(mangled(argument.name).utf8)))), argument.range))
      values.append(value)
    }
    if !values.isEmpty {
      parts |= 2
      try dictionary(Expr.Dict(keys: keys, values: values), into: base + 1)
    }
    return parts
  }

  /// Evaluates annotations into a dict; returns the bit for `makeFunction`.
  private func annotations(
    _ arguments: Syntax.Arguments, returns: Expr?, into target: Int
  ) throws(SyntaxDiagnostic) -> UInt64 {
    let mark = top
    defer { top = mark }
    try refuseDebug(arguments)
    var keys: [Expr?] = []
    var values: [Expr] = []
    func note(_ name: String, _ annotation: Expr?) {
      guard let annotation else { return }
      keys.append(Expr(.constant(.init(value: .str(Array(mangled(name).utf8)))), annotation.range))
      values.append(annotationValue(annotation))
    }
    for argument in arguments.allInSourceOrder { note(argument.name, argument.annotation) }
    note("return", returns)
    if values.isEmpty { return 0 }
    isInAnnotations = true
    defer { isInAnnotations = false }
    try dictionary(Expr.Dict(keys: keys, values: values), into: target)
    return 4
  }

  /// What an annotation evaluates to: itself, or its text if annotations are postponed.
  func annotationValue(_ annotation: Expr) -> Expr {
    if !context.hasFutureAnnotations { return annotation }
    return Expr(.constant(.init(value: .str(Array(annotation.unparsed.utf8)))), annotation.range)
  }

  /// Emits `makeFunction` with the closure cells that `child` needs.
  func makeFunction(_ code: CodeUnit, _ child: LexicalScope, parts: UInt64, base: Int, into target: Int) {
    var parts = parts
    if !child.freeNames.isEmpty {
      parts |= 8
      let mark = top
      let cells = allocate(child.freeNames.count)
      for (index, name) in child.freeNames.enumerated() {
        emit(.move, cells + index, cellRegister(name, of: child))
      }
      emit(.makeTuple, base + 3, cells, child.freeNames.count)
      top = mark
    }
    unit.children.append(code)
    emit(.makeFunction, target, constant(.code(unit.children.count - 1)), base, extra: parts)
  }

  /// The register that holds the cell of a free name of `child`.
  private func cellRegister(_ name: String, of child: LexicalScope) -> Int {
    if let owner = child.freeOwners[name], owner.host === unitScope, let register = owner.registers[name] {
      return register
    }
    return freeRegisters[name] ?? 0
  }
}

extension [Stmt] {
  /// The documentation string at the beginning of a body.
  var documentation: [UInt8]? {
    guard case .expr(let value) = first?.kind, case .constant(let constant) = value.kind,
      case .str(let bytes) = constant.value
    else { return nil }
    return bytes
  }

  var withoutDocumentation: [Stmt] { documentation == nil ? self : Array(dropFirst()) }
}
