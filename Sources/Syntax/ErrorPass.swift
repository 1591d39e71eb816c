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
    var first: Int32
    var end: Int32
    /// The nodes below, as a part of `childPool`.
    var children: Range<Int32>
  }

  /// A remembered result of a rule at a token.
  private struct Memo {
    var key: Int32
    var node: Int32
    var position: Int32
    /// The next entry for the same token, or -1.
    var next: Int32
  }

  /// Deepest nesting of rules, as in Python.
  static let maxDepth = 6000
  /// The result of an item or rule that does not match.
  static let noMatch: Int32 = -1
  /// The result of an item that matches without a node.
  static let nothing: Int32 = -2

  let table = GrammarTable.python
  let source: DiagnosedSource
  let tokens: [Token]
  private(set) var nodes: [Node] = []
  private(set) var childPool: [Int32] = []
  /// Results of the items of the alternatives that are being matched.
  private var results: [Int32] = []
  private(set) var position: Int
  /// Number of tokens read so far in any pass.
  private(set) var fill: Int
  private var usesInvalidRules: Bool
  private var memos: [Memo] = []
  /// First memo of each token from the start of the pass, or -1.
  private var memoHeads: [Int32]
  private var depth = 0

  init(_ source: DiagnosedSource, fill: Int, usesInvalidRules: Bool) {
    self.source = source
    tokens = source.lexer.tokens
    position = source.start
    self.fill = fill
    self.usesInvalidRules = usesInvalidRules
    memoHeads = Array(repeating: -1, count: tokens.count - source.start)
  }

  /// Tries the rule from the start of the source.
  func run(_ rule: String) throws(RaisedError) {
    guard let index = table.rules[rule] else { return }
    _ = try match(choice: Int32(index))
  }

  // MARK: Tokens and nodes

  /// Returns the kind of the current token, reading it if that has not happened yet.
  private func currentKind() throws(RaisedError) -> TokenKind {
    let kind = tokens[position].kind
    if position >= fill {
      fill = position + 1
      if kind == .error { throw lexerError() }
    }
    return kind
  }

  private func lexerError() -> RaisedError {
    let failure = source.lexer.failure
    var error = RaisedError(
      kind: failure?.kind ?? .syntaxError, message: failure?.message ?? "invalid syntax",
      line: 0, column: 0, endLine: 0, endColumn: 0)
    if let failure { error.finished = source.diagnostic(failure) }
    return error
  }

  func addNode(_ kind: NodeKind, first: Int, childrenFrom mark: Int? = nil) -> Int32 {
    let start = Int32(childPool.count)
    if let mark {
      for result in results[mark...] where result >= 0 { childPool.append(result) }
    }
    nodes.append(
      Node(
        kind: kind, first: Int32(first), end: Int32(position),
        children: start..<Int32(childPool.count)))
    return Int32(nodes.count - 1)
  }

  func text(of token: Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: source.base + Int(token.start), count: Int(token.end - token.start))
  }

  // MARK: Rules

  private func match(choice index: Int32) throws(RaisedError) -> Int32 {
    let choice = table.choices[Int(index)]
    if !choice.isRule { return try match(alternatives: choice.alternatives) }
    let kind = try currentKind()
    // Where no alternative can start, there is nothing to remember.
    if !choice.isNullable && !choice.first.contains(kind) { return ErrorPass.noMatch }
    let key = index * 2 + (!choice.isShared && usesInvalidRules ? 1 : 0)
    let start = position
    var memo = memoHeads[start - source.start]
    while memo >= 0 {
      let entry = memos[Int(memo)]
      if entry.key == key {
        position = Int(entry.position)
        return entry.node
      }
      memo = entry.next
    }
    depth += 1
    defer { depth -= 1 }
    if depth > ErrorPass.maxDepth {
      throw RaisedError(
        kind: .memoryError, message: "", line: 0, column: 0, endLine: 0, endColumn: 0)
    }
    let outer = usesInvalidRules
    if choice.isPlain { usesInvalidRules = false }
    let result = try match(alternatives: choice.alternatives)
    usesInvalidRules = outer
    memos.append(
      Memo(
        key: key, node: result, position: Int32(position),
        next: memoHeads[start - source.start]))
    memoHeads[start - source.start] = Int32(memos.count - 1)
    return result
  }

  private func match(alternatives: Range<Int32>) throws(RaisedError) -> Int32 {
    let start = position
    let kind = try currentKind()
    for index in alternatives {
      let alternative = table.alternatives[Int(index)]
      if alternative.isInvalid && !usesInvalidRules { continue }
      if !alternative.first.contains(kind) { continue }
      position = start
      let mark = results.count
      defer { results.removeLast(results.count - mark) }
      var wasCut = false
      if try match(items: alternative.items, wasCut: &wasCut) {
        let result = try perform(alternative, mark: mark, start: start)
        if result == ErrorPass.noMatch { position = start }
        return result
      }
      if wasCut { break }
    }
    position = start
    return ErrorPass.noMatch
  }

  /// Matches items one after the other and appends their results; returns false at the first that fails.
  private func match(items: Range<Int32>, wasCut: inout Bool) throws(RaisedError) -> Bool {
    for index in items {
      let item = table.items[Int(index)]
      switch item.operation {
      case .cut:
        wasCut = true
        results.append(ErrorPass.nothing)
      case .lookahead, .negativeLookahead:
        let mark = position
        let isFound = try match(item: item.target) != ErrorPass.noMatch
        position = mark
        if isFound != (item.operation == .lookahead) { return false }
        results.append(ErrorPass.nothing)
      default:
        let node = try match(item: index)
        if node == ErrorPass.noMatch { return false }
        results.append(node)
      }
    }
    return true
  }

  // MARK: Items

  private func match(item index: Int32) throws(RaisedError) -> Int32 {
    let item = table.items[Int(index)]
    switch item.operation {
    case .token: return try match(token: item.kind)
    case .choice: return try match(choice: item.target)
    case .softKeyword:
      guard try currentKind() == .name,
        text(of: tokens[position]).elementsEqual(table.words[Int(item.target)])
      else { return ErrorPass.noMatch }
      return advance(.name)
    case .anySoftKeyword:
      // Python takes the first letters of a soft keyword for the keyword here.
      guard try currentKind() == .name else { return ErrorPass.noMatch }
      let word = text(of: tokens[position])
      let isPrefix = ErrorPass.softKeywords.contains { $0.starts(with: word) }
      return isPrefix ? advance(.name) : ErrorPass.noMatch
    case .optional:
      let mark = position
      let node = try match(item: item.target)
      if node != ErrorPass.noMatch { return node }
      position = mark
      return addNode(.sequence, first: mark)
    case .many: return try matchMany(item, minimum: 0)
    case .some, .separated: return try matchMany(item, minimum: 1)
    case .forced:
      if try currentKind() == item.kind { return advance(.token) }
      throw error(at: tokens[position], "expected '\(table.texts[Int(item.target)])'")
    case .lookahead, .negativeLookahead, .cut: return ErrorPass.nothing
    }
  }

  private static let softKeywords = ["_", "case", "match"].map { Array($0.utf8) }

  private func advance(_ kind: NodeKind) -> Int32 {
    position += 1
    return addNode(kind, first: position - 1)
  }

  private func match(token kind: TokenKind) throws(RaisedError) -> Int32 {
    guard try currentKind() == kind else { return ErrorPass.noMatch }
    if kind == .number { try checkNumber(tokens[position]) }
    return advance(kind == .name ? .name : .token)
  }

  private func checkNumber(_ token: Token) throws(RaisedError) {
    do {
      _ = try numberConstant(text(of: token))
    } catch {
      throw RaisedError(
        message: error.message, line: Int(token.range.line), column: 0,
        endLine: Int(token.range.endLine), endColumn: 0)
    }
  }

  private func matchMany(
    _ item: GrammarTable.Item, minimum: Int
  ) throws(RaisedError) -> Int32 {
    let start = position
    let base = results.count
    defer { results.removeLast(results.count - base) }
    while true {
      let mark = position
      if item.separator >= 0 && results.count > base {
        if try match(item: item.separator) == ErrorPass.noMatch {
          position = mark
          break
        }
      }
      let node = try match(item: item.target)
      if node == ErrorPass.noMatch {
        position = mark
        break
      }
      results.append(node)
      // An item that matches nothing would match forever.
      if position == mark { break }
    }
    if results.count - base < minimum {
      position = start
      return ErrorPass.noMatch
    }
    return addNode(.sequence, first: start, childrenFrom: base)
  }

  // MARK: Results

  /// The result of an item of the alternative whose results start at `mark`.
  func result(_ index: Int32, mark: Int) -> Int32 {
    index < 0 ? ErrorPass.noMatch : results[mark + Int(index)]
  }

  /// The node of the only item that has one; nil if there are none or several.
  func onlyResult(mark: Int) -> Int32? {
    var found: Int32?
    for result in results[mark...] where result >= 0 {
      if found != nil { return nil }
      found = result
    }
    return found
  }
}
