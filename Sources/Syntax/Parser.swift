// Holds the state of the parser and its access to tokens, names and ranges.

/// Why the parser gave up; the wording is found by the diagnosing pass.
enum ParseFailure: Error {
  /// The source is not valid at or before the current token.
  case syntax
  /// Behind the one statement of an interactive source stands something else.
  case moreStatements
  /// The tree would be deeper than the later passes accept.
  case treeTooDeep
  /// The nesting is deeper than the parser accepts.
  case nestingTooDeep
}

/// A recursive descent parser over an array of tokens.
struct Parser {
  /// Deepest tree that Python's compiler accepts.
  static let maxHeight = 2998
  /// Deepest recursion of `parseExpression`; brackets alone reach at most three per level.
  static let maxNesting = 640

  let tokens: UnsafePointer<Token>
  let base: UnsafePointer<UInt8>
  let names: NameTable

  var position = 0
  var kind: TokenKind
  /// Height of the expression that was parsed last.
  var height = 0
  /// Largest height of all expressions so far.
  var tallest = 0
  /// Largest height of the expressions parsed since the innermost open bracket.
  var peakHeight = 0
  var nesting = 0
  /// Whether the source has no line feed at its end.
  var lacksLineFeed = false
  /// Token at which the current statement outside of all blocks starts.
  var statementStart = 0

  init(tokens: UnsafePointer<Token>, base: UnsafePointer<UInt8>, names: NameTable) {
    self.tokens = tokens
    self.base = base
    self.names = names
    kind = tokens[0].kind
  }

  // MARK: Tokens

  @inline(__always)
  mutating func advance() {
    position += 1
    kind = tokens[position].kind
  }

  @inline(__always)
  func peekKind(_ distance: Int = 1) -> TokenKind { tokens[position + distance].kind }

  /// Returns to an earlier token.
  mutating func rewind(to mark: Int) {
    position = mark
    kind = tokens[mark].kind
  }

  /// Moves on if the current token is of the given kind.
  @inline(__always)
  mutating func accept(_ expected: TokenKind) -> Bool {
    guard kind == expected else { return false }
    advance()
    return true
  }

  @inline(__always)
  mutating func expect(_ expected: TokenKind) throws(ParseFailure) {
    guard kind == expected else { throw .syntax }
    advance()
  }

  // MARK: Ranges

  /// The range from the token at index `start` to the token before the current one.
  @inline(__always)
  func range(from start: Int) -> SourceRange {
    let first = tokens[start].range
    let last = tokens[position - 1].range
    return SourceRange(
      line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn)
  }

  @inline(__always)
  func makeExpr(_ kind: Expr.Kind, from start: Int) -> Expr {
    Expr(kind, range(from: start))
  }

  // MARK: Names and text

  func text(of token: Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + Int(token.start), count: Int(token.end - token.start))
  }

  /// Parses a name and returns it.
  mutating func parseName() throws(ParseFailure) -> String {
    guard kind == .name else { throw .syntax }
    let name = names.intern(text(of: tokens[position]))
    advance()
    return name
  }

  /// Returns whether the current token is the given soft keyword.
  func isSoftKeyword(_ word: StaticString) -> Bool {
    let token = tokens[position]
    guard token.kind == .name, Int(token.end - token.start) == word.utf8CodeUnitCount else {
      return false
    }
    for index in 0..<word.utf8CodeUnitCount
    where base[Int(token.start) + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  // MARK: Height

  /// Records that the last expression became a child of one node above it.
  @inline(__always)
  mutating func raiseHeight(over other: Int = 0) throws(ParseFailure) {
    height = max(height, other) + 1
    tallest = max(tallest, height)
    if height > Parser.maxHeight { throw .treeTooDeep }
  }

  /// Notes the height of an element inside brackets.
  @inline(__always)
  mutating func notePeak() { peakHeight = max(peakHeight, height) }
}
