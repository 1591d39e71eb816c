// Lists the expressions directly below a node in the order in which Python visits them.

extension Expr {
  /// Calls `visit` for each expression directly below one that opens no scope; lambdas and
  /// comprehensions have no children here.
  func forEachChild(_ visit: (Expr) throws(SyntaxProblem) -> Void) throws(SyntaxProblem) {
    func all(_ values: [Expr]) throws(SyntaxProblem) {
      for value in values { try visit(value) }
    }
    switch kind {
    case .boolOp(let node): try all(node.values)
    case .namedExpr(let node):
      try visit(node.value)
      try visit(node.target)
    case .binOp(let node):
      try visit(node.left)
      try visit(node.right)
    case .unaryOp(let node): try visit(node.operand)
    case .ifExp(let node):
      try visit(node.test)
      try visit(node.body)
      try visit(node.orelse)
    case .dict(let node):
      for (key, value) in zip(node.keys, node.values) {
        if let key { try visit(key) }
        try visit(value)
      }
    case .set(let values), .joinedStr(let values): try all(values)
    case .await(let value), .yieldFrom(let value): try visit(value)
    case .yield(let value): if let value { try visit(value) }
    case .compare(let node):
      try visit(node.left)
      try all(node.comparators)
    case .call(let node):
      try visit(node.function)
      try all(node.args)
      for keyword in node.keywords { try visit(keyword.value) }
    case .formattedValue(let node):
      try visit(node.value)
      if let spec = node.formatSpec { try visit(spec) }
    case .attribute(let node): try visit(node.value)
    case .subscript(let node):
      try visit(node.value)
      try visit(node.slice)
    case .starred(let node): try visit(node.value)
    case .list(let node), .tuple(let node): try all(node.elts)
    case .slice(let node):
      if let lower = node.lower { try visit(lower) }
      if let upper = node.upper { try visit(upper) }
      if let step = node.step { try visit(step) }
    case .name, .constant, .lambda, .listComp, .setComp, .dictComp, .generatorExp: break
    }
  }
}

extension Arguments {
  /// All parameters in the order of their slots, the starred ones last.
  var all: [Arg] {
    var result = posOnlyArgs + args + kwOnlyArgs
    if let varArg { result.append(varArg) }
    if let kwArg { result.append(kwArg) }
    return result
  }

  /// The annotations in the order in which they are evaluated.
  var annotations: [Expr] {
    var result = (posOnlyArgs + args).compactMap(\.annotation)
    if let annotation = varArg?.annotation { result.append(annotation) }
    if let annotation = kwArg?.annotation { result.append(annotation) }
    return result + kwOnlyArgs.compactMap(\.annotation)
  }
}
