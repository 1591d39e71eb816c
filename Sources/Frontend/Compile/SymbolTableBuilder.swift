// Builds the tree of scopes of a module and notes how each scope uses its names.
import Syntax

/// Visits the whole tree once, in CPython's order, so that the first error found is the same.
final class SymbolTableBuilder {
  let context: CompilationContext
  let module: LexicalScope
  var scope: LexicalScope
  /// Keeps the scopes of postponed annotations alive: their children refer to them.
  private var annotationScopes: [LexicalScope] = []
  /// How many postponed annotations are being visited.
  var annotationDepth = 0

  init(context: CompilationContext) {
    self.context = context
    module = LexicalScope(kind: .module, name: "<module>", parent: nil)
    scope = module
  }

  /// Visits a module and resolves all names.
  func build(_ tree: Module) throws(SyntaxDiagnostic) -> LexicalScope {
    try visit(tree.body)
    try resolveNames(in: module, context: context)
    return module
  }

  /// Opens a scope; `close` must follow.
  func open(_ kind: LexicalScope.Kind, name: String, range: SourceRange) {
    let child = LexicalScope(kind: kind, name: name, parent: scope)
    scope.children.append(child)
    context.register(child, range: range)
    scope = child
  }

  func close() {
    if let parent = scope.parent { scope = parent }
  }

  // MARK: Names

  func read(_ name: String) {
    scope.entry(mangle(name, in: scope.privateClass)).uses.insert(.read)
    if name == "super", scope.isFunctionLike { scope.entry("__class__").uses.insert(.read) }
  }

  /// Notes that the current scope binds `name`.
  func bind(
    _ name: String, _ uses: NameUses = .bound, at range: SourceRange
  ) throws(SyntaxDiagnostic) {
    let mangled = mangle(name, in: scope.privateClass)
    let entry = scope.entry(mangled)
    if uses.contains(.parameter) {
      if entry.uses.contains(.parameter) {
        throw context.error("duplicate argument '\(mangled)' in function definition", at: range)
      }
      scope.parameters.append(mangled)
    }
    if scope.isVisitingTarget {
      if !entry.uses.isDisjoint(with: [.global, .nonlocal, .named]) {
        throw context.error(
          "comprehension inner loop cannot rebind assignment expression target '\(mangled)'", at: range)
      }
      entry.uses.insert(.iteration)
    }
    entry.uses.formUnion(uses.contains(.imported) ? uses : uses.union(.assigned))
  }

  /// Binds the target of `:=` inside a comprehension: it belongs to the scope around.
  func bindNamedTarget(_ name: String, at range: SourceRange) throws(SyntaxDiagnostic) {
    let mangled = mangle(name, in: scope.privateClass)
    var holder = scope
    var passed: [ScopeName] = []
    while holder.isComprehension, let parent = holder.parent {
      if let entry = holder.names[mangled], entry.uses.contains(.iteration) {
        throw context.error(
          "assignment expression cannot rebind comprehension iteration variable '\(mangled)'", at: range)
      }
      passed.append(holder.entry(mangled))
      holder = parent
    }
    if holder.kind == .classBody {
      throw context.error(
        "assignment expression within a comprehension cannot be used in a class body", at: range)
    }
    let entry = holder.entry(mangled)
    let isGlobal = holder.kind == .module || entry.uses.contains(.global)
    for inner in passed { inner.uses.formUnion(isGlobal ? [.global, .named] : [.read, .named]) }
    if !entry.uses.contains(.nonlocal) && !isGlobal { entry.uses.insert(.bound) }
    if holder.kind == .module { entry.uses.insert(.bound) }
    entry.uses.insert(.named)
  }

  /// Handles a `global` or `nonlocal` statement.
  func declare(
    _ names: [String], _ use: NameUses, word: String, at range: SourceRange
  ) throws(SyntaxDiagnostic) {
    for name in names {
      let mangled = mangle(name, in: scope.privateClass)
      let entry = scope.entry(mangled)
      let problem: String? =
        entry.uses.contains(.parameter)
        ? "name '\(mangled)' is parameter and \(word)"
        : entry.uses.contains(.read)
          ? "name '\(mangled)' is used prior to \(word) declaration"
          : entry.uses.contains(.annotated)
            ? "annotated name '\(mangled)' can't be \(word)"
            : entry.uses.contains(.assigned)
              ? "name '\(mangled)' is assigned to before \(word) declaration" : nil
      if let problem { throw context.error(problem, at: range) }
      entry.uses.insert(use)
      if entry.directive == nil { entry.directive = range }
    }
  }

  // MARK: Functions

  /// Visits what a function definition evaluates outside of its body.
  func visitDefaults(_ arguments: Syntax.Arguments) throws(SyntaxDiagnostic) {
    for value in arguments.defaults { try visit(value) }
    for value in arguments.kwDefaults { if let value { try visit(value) } }
  }

  func visitAnnotations(_ arguments: Syntax.Arguments, returns: Expr?) throws(SyntaxDiagnostic) {
    for argument in arguments.allInSourceOrder {
      if let annotation = argument.annotation { try visitAnnotation(annotation) }
    }
    if let returns { try visitAnnotation(returns) }
  }

  func visitAnnotation(_ annotation: Expr) throws(SyntaxDiagnostic) {
    if !context.hasFutureAnnotations { return try visit(annotation) }
    // The text is stored, but what it may contain is checked; its names must not count here.
    let outside = scope
    let inside = LexicalScope(kind: .function, name: "_annotation", parent: outside)
    annotationScopes.append(inside)
    scope = inside
    annotationDepth += 1
    defer {
      annotationDepth -= 1
      scope = outside
    }
    try visit(annotation)
  }

  /// Keeps the scopes of postponed annotations alive: their children refer to them.
  func bindParameters(_ arguments: Syntax.Arguments) throws(SyntaxDiagnostic) {
    for argument in arguments.allInRegisterOrder {
      try bind(argument.name, [.bound, .parameter], at: argument.range)
    }
  }

  func visitFunction(
    _ function: Stmt.FunctionDef, isAsync: Bool, at range: SourceRange
  ) throws(SyntaxDiagnostic) {
    try bind(function.name, at: range)
    try visitDefaults(function.args)
    try visitAnnotations(function.args, returns: function.returns)
    for decorator in function.decorators { try visit(decorator) }
    open(.function, name: function.name, range: range)
    defer { close() }
    scope.isAsync = isAsync
    try bindParameters(function.args)
    try visit(function.body)
  }

  func visitClass(_ definition: Stmt.ClassDef, at range: SourceRange) throws(SyntaxDiagnostic) {
    try bind(definition.name, at: range)
    for base in definition.bases { try visit(base) }
    for keyword in definition.keywords { try visit(keyword.value) }
    for decorator in definition.decorators { try visit(decorator) }
    open(.classBody, name: definition.name, range: range)
    defer { close() }
    scope.privateClass = definition.name
    try visit(definition.body)
  }

  func visitLambda(_ lambda: Expr.Lambda, at range: SourceRange) throws(SyntaxDiagnostic) {
    try visitDefaults(lambda.args)
    open(.lambda, name: "<lambda>", range: range)
    defer { close() }
    try bindParameters(lambda.args)
    try visit(lambda.body)
  }
}

extension Syntax.Arguments {
  /// All parameters as CPython numbers them.
  var allInRegisterOrder: [Arg] {
    var all = posOnlyArgs + args + kwOnlyArgs
    if let varArg { all.append(varArg) }
    if let kwArg { all.append(kwArg) }
    return all
  }

  /// All parameters in the order in which CPython visits their annotations.
  var allInSourceOrder: [Arg] {
    var all = posOnlyArgs + args
    if let varArg { all.append(varArg) }
    all += kwOnlyArgs
    if let kwArg { all.append(kwArg) }
    return all
  }
}
