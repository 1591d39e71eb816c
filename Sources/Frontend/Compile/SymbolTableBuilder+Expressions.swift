// Visits expressions for the symbol table.
import Syntax

extension SymbolTableBuilder {
  func visit(_ values: [Expr]) throws(SyntaxDiagnostic) {
    for value in values { try visit(value) }
  }

  func visit(_ expression: Expr) throws(SyntaxDiagnostic) {
    try context.enter()
    defer { context.leave() }
    switch expression.kind {
    case .name(let name):
      switch name.context {
      case .load: read(name.id)
      case .store: try bind(name.id, at: expression.range)
      case .del: try bind(name.id, [.bound, .deleted], at: expression.range)
      }
    case .constant: break
    case .attribute(let attribute):
      noteInstanceAttribute(attribute)
      try visit(attribute.value)
    case .call(let call):
      try visit(call.function)
      try visit(call.args)
      for keyword in call.keywords { try visit(keyword.value) }
    case .binOp: try visitOperands(expression)
    case .boolOp(let operation): try visit(operation.values)
    case .unaryOp(let operation): try visit(operation.operand)
    case .compare(let comparison):
      try visit(comparison.left)
      try visit(comparison.comparators)
    case .subscript(let subscription):
      try visit(subscription.value)
      try visit(subscription.slice)
    case .list(let elements), .tuple(let elements): try visit(elements.elts)
    case .set(let elements): try visit(elements)
    case .dict(let dict):
      for key in dict.keys { if let key { try visit(key) } }
      try visit(dict.values)
    case .starred(let starred): try visit(starred.value)
    default: try visitRare(expression)
    }
  }

  private func visitRare(_ expression: Expr) throws(SyntaxDiagnostic) {
    switch expression.kind {
    case .namedExpr(let named): try visitNamed(named, at: expression.range)
    case .lambda(let lambda): try visitLambda(lambda, at: expression.range)
    case .ifExp(let choice):
      try visit(choice.test)
      try visit(choice.body)
      try visit(choice.orelse)
    case .listComp(let comp):
      try visitComprehension(
        .comprehension, "<listcomp>", "list comprehension", comp.generators, [comp.elt], at: expression.range)
    case .setComp(let comp):
      try visitComprehension(
        .comprehension, "<setcomp>", "set comprehension", comp.generators, [comp.elt], at: expression.range)
    case .dictComp(let comp):
      try visitComprehension(
        .comprehension, "<dictcomp>", "dict comprehension", comp.generators, [comp.key, comp.value],
        at: expression.range)
    case .generatorExp(let comp):
      try visitComprehension(
        .generatorExpression, "<genexpr>", "generator expression", comp.generators, [comp.elt],
        at: expression.range)
    case .await(let value):
      try refuseInAnnotation("await expression", at: expression.range)
      try visit(value)
      scope.awaits = true
    case .yield(let value):
      try refuseInAnnotation("yield expression", at: expression.range)
      if let value { try visit(value) }
      try noteYield(at: expression.range)
    case .yieldFrom(let value):
      try refuseInAnnotation("yield expression", at: expression.range)
      try visit(value)
      try noteYield(at: expression.range)
    case .formattedValue(let field):
      try visit(field.value)
      if let spec = field.formatSpec { try visit(spec) }
    case .joinedStr(let parts): try visit(parts)
    case .slice(let slice):
      if let lower = slice.lower { try visit(lower) }
      if let upper = slice.upper { try visit(upper) }
      if let step = slice.step { try visit(step) }
    default: break
    }
  }

  /// Walks the left spine of binary operators in a loop: it may be thousands of terms long.
  private func visitOperands(_ expression: Expr) throws(SyntaxDiagnostic) {
    var rights: [Expr] = []
    var node = expression
    var levels = 0
    defer { context.leave(levels) }
    while case .binOp(let operation) = node.kind {
      rights.append(operation.right)
      node = operation.left
      levels += 1
      try context.enter()
    }
    try visit(node)
    for right in rights.reversed() { try visit(right) }
  }

  private func noteYield(at range: SourceRange) throws(SyntaxDiagnostic) {
    scope.isGenerator = true
    if scope.isComprehension {
      throw context.error("'yield' inside \(scope.comprehensionTitle)", at: range)
    }
  }

  private func refuseInAnnotation(_ what: String, at range: SourceRange) throws(SyntaxDiagnostic) {
    if annotationDepth > 0 {
      throw context.error("'\(what)' can not be used within an annotation", at: range)
    }
  }

  private func visitNamed(_ named: Expr.NamedExpr, at range: SourceRange) throws(SyntaxDiagnostic) {
    try refuseInAnnotation("named expression", at: range)
    if scope.iterableDepth > 0 {
      throw context.error(
        "assignment expression cannot be used in a comprehension iterable expression", at: range)
    }
    guard case .name(let target) = named.target.kind else { return }
    context.hasNamedTargets = true
    if scope.isComprehension {
      try bindNamedTarget(target.id, at: named.target.range)
      try visit(named.value)
    } else {
      try visit(named.value)
      try bind(target.id, [.bound, .named], at: named.target.range)
    }
  }

  private func visitComprehension(
    _ kind: LexicalScope.Kind, _ name: String, _ title: String, _ generators: [Comprehension],
    _ results: [Expr], at range: SourceRange
  ) throws(SyntaxDiagnostic) {
    guard let first = generators.first else { return }
    scope.iterableDepth += 1
    try visit(first.iter)
    scope.iterableDepth -= 1
    open(kind, name: name, range: range)
    scope.comprehensionTitle = title
    if kind == .generatorExpression { scope.parameters = [".0"] }
    for (index, generator) in generators.enumerated() {
      if generator.isAsync { scope.awaits = true }
      scope.isVisitingTarget = true
      try visit(generator.target)
      scope.isVisitingTarget = false
      if index > 0 {
        scope.iterableDepth += 1
        try visit(generator.iter)
        scope.iterableDepth -= 1
      }
      try visit(generator.ifs)
    }
    for result in results.reversed() { try visit(result) }
    let awaits = scope.awaits
    close()
    if awaits && kind == .comprehension { scope.awaits = true }
  }

  /// Notes `self.x = ...` in a method for the class's expected instance layout.
  private func noteInstanceAttribute(_ attribute: Expr.Attribute) {
    guard attribute.context == .store, scope.kind == .function, let owner = scope.parent,
      owner.kind == .classBody, case .name(let name) = attribute.value.kind,
      scope.parameters.first == name.id
    else { return }
    let mangled = mangle(attribute.attr, in: scope.privateClass)
    if !owner.instanceAttributes.contains(mangled) { owner.instanceAttributes.append(mangled) }
  }
}
