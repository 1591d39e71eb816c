// Checks the patterns of match statements.

/// The names that a pattern has bound so far, and whether it may match everything.
private struct PatternState {
  var names: [String] = []
  var allowsIrrefutable: Bool
  /// The pattern that was entered last, where Python places some errors.
  var last: SourceRange
}

extension FlowChecker {
  mutating func visitMatch(_ node: Stmt.Match) throws(SyntaxProblem) {
    try visit(node.subject)
    for (index, matchCase) in node.cases.enumerated() {
      var state = PatternState(
        allowsIrrefutable: matchCase.guardExpr != nil || index == node.cases.count - 1,
        last: matchCase.pattern.range)
      try visit(matchCase.pattern, &state)
      if let guardExpr = matchCase.guardExpr { try visit(guardExpr) }
      try visit(matchCase.body)
    }
  }

  private mutating func visit(
    _ pattern: Pattern, _ state: inout PatternState
  ) throws(SyntaxProblem) {
    state.last = pattern.range
    switch pattern.kind {
    case .value(let value): try visitValue(value, pattern.range)
    case .singleton: break
    case .sequence(let patterns):
      try checkStars(patterns, pattern.range)
      try visitParts(patterns, &state)
    case .mapping(let node): try visitMapping(node, pattern.range, &state)
    case .class(let node):
      try checkAttributes(node)
      try visit(node.cls)
      try visitParts(node.patterns + node.kwdPatterns, &state)
    case .star(let name): try store(name, pattern.range, &state)
    case .as(let node): try visitAs(node, pattern.range, &state)
    case .or(let patterns): try visitAlternatives(patterns, pattern.range, &state)
    }
  }

  private mutating func visitValue(_ value: Expr, _ range: SourceRange) throws(SyntaxProblem) {
    if case .joinedStr = value.kind {
      throw fail("patterns may only match literals and attribute lookups", range)
    }
    try visit(value)
  }

  /// Visits patterns of parts of the subject, which may match everything.
  private mutating func visitParts(
    _ patterns: [Pattern], _ state: inout PatternState
  ) throws(SyntaxProblem) {
    let outer = state.allowsIrrefutable
    for pattern in patterns {
      state.allowsIrrefutable = true
      try visit(pattern, &state)
    }
    state.allowsIrrefutable = outer
  }

  private func store(
    _ name: String?, _ range: SourceRange, _ state: inout PatternState
  ) throws(SyntaxProblem) {
    guard let name else { return }
    try checkStored(name, range)
    if state.names.contains(name) {
      throw fail("multiple assignments to name '\(name)' in pattern", range)
    }
    state.names.append(name)
  }

  private func checkStars(_ patterns: [Pattern], _ range: SourceRange) throws(SyntaxProblem) {
    var hasStar = false
    for pattern in patterns {
      guard case .star = pattern.kind else { continue }
      if hasStar { throw fail("multiple starred names in sequence pattern", range) }
      hasStar = true
    }
  }

  private func checkAttributes(_ node: Pattern.Class) throws(SyntaxProblem) {
    for (index, name) in node.kwdAttrs.enumerated() {
      guard let later = node.kwdAttrs[(index + 1)...].firstIndex(of: name) else { continue }
      throw fail(
        "attribute name repeated in class pattern: \(name)", node.kwdPatterns[later].range)
    }
  }

  private mutating func visitMapping(
    _ node: Pattern.Mapping, _ range: SourceRange, _ state: inout PatternState
  ) throws(SyntaxProblem) {
    var seen: Set<String> = []
    for key in node.keys {
      if case .joinedStr = key.kind {
        throw fail("mapping pattern keys may only match literals and attribute lookups", range)
      }
      if case .constant(let constant) = key.kind {
        let text = repr(constant.value)
        if !seen.insert(text).inserted {
          throw fail("mapping pattern checks duplicate key (\(text))", range)
        }
      }
      try visit(key)
    }
    try visitParts(node.patterns, &state)
    try store(node.rest, range, &state)
  }

  private mutating func visitAs(
    _ node: Pattern.As, _ range: SourceRange, _ state: inout PatternState
  ) throws(SyntaxProblem) {
    if let inner = node.pattern {
      try visit(inner, &state)
    } else if !state.allowsIrrefutable {
      let what = node.name.map { "name capture '\($0)'" } ?? "wildcard"
      throw fail("\(what) makes remaining patterns unreachable", range)
    }
    try store(node.name, state.last, &state)
  }

  private mutating func visitAlternatives(
    _ patterns: [Pattern], _ range: SourceRange, _ state: inout PatternState
  ) throws(SyntaxProblem) {
    var bound: Set<String>?
    var names: [String] = []
    for (index, pattern) in patterns.enumerated() {
      var inner = PatternState(
        allowsIrrefutable: index == patterns.count - 1 && state.allowsIrrefutable,
        last: pattern.range)
      try visit(pattern, &inner)
      if let bound, bound != Set(inner.names) {
        throw fail("alternative patterns bind different names", inner.last)
      }
      state.last = inner.last
      if bound == nil { names = inner.names }
      bound = Set(inner.names)
    }
    for name in names { try store(name, range, &state) }
  }
}
