// Interprets the grammar of the diagnosing pass over the tokens of a source.

/// An error found by the diagnosing pass, placed as Python places it.
struct RaisedError: Error {
  var kind: SyntaxDiagnostic.Kind = .syntaxError
  var message: String
  var line: Int
  /// Byte column counted from 1; 0 or less if there is none.
  var column: Int
  var endLine: Int
  var endColumn: Int
  /// Set if the error comes from the lexer or from inside an f-string and is complete.
  var finished: SyntaxDiagnostic?
}

/// One pass over the tokens, with or without the invalid rules.
final class ErrorPass {
  /// A node of the parse, no more than the messages need.
  struct Node {
    var kind: NodeKind
    /// First token and the token behind the last one.
    var first: Int
    var end: Int
    var children: [Int]
  }

  /// Deepest nesting of rules, as in Python.
  static let maxDepth = 6000

  let grammar = ErrorGrammar.python
  let source: DiagnosedSource
  let tokens: [Token]
  var nodes: [Node] = []
  var position: Int
  /// Number of tokens read so far in any pass.
  var fill: Int
  var usesInvalidRules: Bool
  private var memo: [Int: (node: Int, position: Int)] = [:]
  private var depth = 0

  static let noMatch = -1

  init(_ source: DiagnosedSource, fill: Int, usesInvalidRules: Bool) {
    self.source = source
    tokens = source.lexer.tokens
    position = source.start
    self.fill = fill
    self.usesInvalidRules = usesInvalidRules
  }

  /// Tries the rule from the start of the source.
  func run(_ rule: String) throws(RaisedError) {
    guard let index = grammar.indexes[rule] else { return }
    _ = try match(rule: index)
  }

  // MARK: Tokens and nodes

  /// Returns the current token, reading it if that has not happened yet.
  func current() throws(RaisedError) -> Token {
    if position >= fill {
      fill = position + 1
      if tokens[position].kind == .error { throw lexerError() }
    }
    return tokens[position]
  }

  private func lexerError() -> RaisedError {
    let failure = source.lexer.failure
    var error = RaisedError(
      kind: failure?.kind ?? .syntaxError, message: failure?.message ?? "invalid syntax",
      line: 0, column: 0, endLine: 0, endColumn: 0)
    if let failure { error.finished = source.diagnostic(failure) }
    return error
  }

  func addNode(_ kind: NodeKind, first: Int, children: [Int] = []) -> Int {
    nodes.append(Node(kind: kind, first: first, end: position, children: children))
    return nodes.count - 1
  }

  // MARK: Matching

  private func match(rule index: Int) throws(RaisedError) -> Int {
    let rule = grammar.rules[index]
    let usesFlag = !rule.isShared && usesInvalidRules
    let key = (position * grammar.rules.count + index) * 2 + (usesFlag ? 1 : 0)
    if let known = memo[key] {
      position = known.position
      return known.node
    }
    depth += 1
    defer { depth -= 1 }
    if depth > ErrorPass.maxDepth {
      throw RaisedError(
        kind: .memoryError, message: "", line: 0, column: 0, endLine: 0, endColumn: 0)
    }
    let outer = usesInvalidRules
    if rule.isPlain { usesInvalidRules = false }
    let result = try match(alternatives: rule.alternatives)
    usesInvalidRules = outer
    memo[key] = (result, position)
    return result
  }

  private func match(
    alternatives: [ErrorGrammar.Alternative]
  ) throws(RaisedError) -> Int {
    let start = position
    for alternative in alternatives {
      if alternative.isInvalid && !usesInvalidRules { continue }
      position = start
      var wasCut = false
      if let matched = try match(items: alternative, wasCut: &wasCut) {
        let result = try perform(alternative, matched, start: start)
        if result == ErrorPass.noMatch { position = start }
        return result
      }
      if wasCut { break }
    }
    position = start
    return ErrorPass.noMatch
  }

  /// Returns the nodes of all items, lookaheads and cuts excepted as -2; nil if an item does not match.
  private func match(
    items alternative: ErrorGrammar.Alternative, wasCut: inout Bool
  ) throws(RaisedError) -> [Int]? {
    var matched: [Int] = []
    matched.reserveCapacity(alternative.items.count)
    for item in alternative.items {
      switch item {
      case .cut:
        wasCut = true
        matched.append(ErrorPass.nothing)
      case .lookahead(let inner, let isPositive):
        let mark = position
        let found = try match(item: inner) != ErrorPass.noMatch
        position = mark
        if found != isPositive { return nil }
        matched.append(ErrorPass.nothing)
      default:
        let node = try match(item: item)
        if node == ErrorPass.noMatch { return nil }
        matched.append(node)
      }
    }
    return matched
  }

  /// Stands for an item that matches without a node.
  static let nothing = -2

  private func match(item: ErrorGrammar.Item) throws(RaisedError) -> Int {
    switch item {
    case .token(let kind): return try match(token: kind)
    case .softKeyword(let word):
      guard try isName(word) else { return ErrorPass.noMatch }
      return advance(.name)
    case .anySoftKeyword:
      // Python takes the first letters of a soft keyword for the keyword here.
      let token = try current()
      guard token.kind == .name else { return ErrorPass.noMatch }
      let isPrefix = ErrorPass.softKeywords.contains { $0.starts(with: text(of: token)) }
      return isPrefix ? advance(.name) : ErrorPass.noMatch
    case .rule(let index): return try match(rule: index)
    case .group(let alternatives): return try match(alternatives: alternatives)
    case .optional(let inner):
      let mark = position
      let node = try match(item: inner)
      if node != ErrorPass.noMatch { return node }
      position = mark
      return addNode(.sequence, first: mark)
    case .many(let inner): return try matchMany(inner, separator: nil, minimum: 0)
    case .some(let inner): return try matchMany(inner, separator: nil, minimum: 1)
    case .separated(let inner, let separator):
      return try matchMany(inner, separator: separator, minimum: 1)
    case .forced(let kind, let text):
      let token = try current()
      if token.kind == kind { return advance(.token) }
      throw error(at: token, "expected '\(text)'")
    case .lookahead, .cut: return ErrorPass.nothing
    }
  }

  private static let softKeywords = ["_", "case", "match"].map { Array($0.utf8) }

  private func isName(_ word: [UInt8]) throws(RaisedError) -> Bool {
    let token = try current()
    guard token.kind == .name else { return false }
    return text(of: token).elementsEqual(word)
  }

  func text(of token: Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: source.base + Int(token.start), count: Int(token.end - token.start))
  }

  private func advance(_ kind: NodeKind) -> Int {
    position += 1
    return addNode(kind, first: position - 1)
  }

  private func match(token kind: TokenKind) throws(RaisedError) -> Int {
    let token = try current()
    guard token.kind == kind else { return ErrorPass.noMatch }
    if kind == .number {
      do { _ = try numberConstant(text(of: token)) } catch {
        throw RaisedError(
          message: error.message, line: Int(token.range.line), column: 0,
          endLine: Int(token.range.endLine), endColumn: 0)
      }
    }
    return advance(kind == .name ? .name : .token)
  }

  private func matchMany(
    _ inner: ErrorGrammar.Item, separator: ErrorGrammar.Item?, minimum: Int
  ) throws(RaisedError) -> Int {
    let start = position
    var children: [Int] = []
    while true {
      let mark = position
      if let separator, !children.isEmpty {
        if try match(item: separator) == ErrorPass.noMatch {
          position = mark
          break
        }
      }
      let node = try match(item: inner)
      if node == ErrorPass.noMatch {
        position = mark
        break
      }
      children.append(node)
      // An item that matches nothing would match forever.
      if position == mark { break }
    }
    if children.count < minimum {
      position = start
      return ErrorPass.noMatch
    }
    return addNode(.sequence, first: start, children: children)
  }
}
