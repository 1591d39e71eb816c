// Visits chains of elifs for the passes that follow a program's statements.

/// A pass over statements and the expressions in them.
protocol BranchVisitor {
  mutating func visit(_ expr: Expr) throws(SyntaxProblem)
  mutating func visit(_ body: [Stmt]) throws(SyntaxProblem)
}

extension BranchVisitor {
  /// Follows a chain of elifs without recursion.
  mutating func visitIf(_ first: Stmt.If) throws(SyntaxProblem) {
    var node = first
    while true {
      try visit(node.test)
      try visit(node.body)
      if node.orelse.count == 1, case .if(let next) = node.orelse[0].kind {
        node = next
      } else {
        return try visit(node.orelse)
      }
    }
  }
}
