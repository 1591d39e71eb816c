// Flattens the grammar of the diagnosing pass into tables and finds which tokens can start each alternative.

/// A set of token kinds.
struct TokenSet: Sendable, Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  static let all = TokenSet(low: .max, high: .max)

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  init() {}

  init(_ kind: TokenKind) {
    if kind.rawValue < 64 {
      low = 1 << UInt64(kind.rawValue)
    } else {
      high = 1 << UInt64(kind.rawValue - 64)
    }
  }

  func contains(_ kind: TokenKind) -> Bool {
    kind.rawValue < 64
      ? low &>> UInt64(kind.rawValue) & 1 != 0 : high &>> UInt64(kind.rawValue &- 64) & 1 != 0
  }

  mutating func formUnion(_ other: TokenSet) {
    low |= other.low
    high |= other.high
  }
}

/// The grammar as arrays of small structs that refer to each other by index.
struct GrammarTable: Sendable {
  enum Operation: Sendable {
    case token, softKeyword, anySoftKeyword, choice, optional, many, some, separated
    case lookahead, negativeLookahead, cut, forced
  }

  struct Item: Sendable {
    var operation: Operation
    /// Token kind of `token` and `forced`.
    var kind: TokenKind = .error
    /// Index of a choice, an item or a text.
    var target: Int32 = 0
    /// Index of the separator item.
    var separator: Int32 = -1
  }

  struct Alternative: Sendable {
    var items: Range<Int32>
    /// Positions among the items of the labels `a` and `b`, or -1.
    var labelA: Int32
    var labelB: Int32
    var action: Int32
    var isInvalid: Bool
    var first = TokenSet.all
  }

  /// Prioritized alternatives: a rule or a group.
  struct Choice: Sendable {
    var alternatives: Range<Int32> = 0..<0
    /// Whether results are remembered, and whether both with and without invalid rules.
    var isRule = false
    var isShared = false
    var isPlain = false
    var first = TokenSet()
    var isNullable = false
  }

  private(set) var items: [Item] = []
  private(set) var alternatives: [Alternative] = []
  private(set) var choices: [Choice] = []
  private(set) var actions: [ErrorGrammar.Action] = []
  private(set) var texts: [String] = []
  private(set) var words: [[UInt8]] = []
  private(set) var rules: [String: Int] = [:]

  /// The grammar of Python 3.11.
  static let python = GrammarTable(
    GrammarReader.read([
      ErrorGrammar.statementRules, ErrorGrammar.expressionRules, ErrorGrammar.invalidRules,
    ]))

  /// Flattens a grammar; rules keep their indexes.
  init(_ grammar: ErrorGrammar) {
    rules = grammar.indexes
    choices = Array(repeating: Choice(), count: grammar.rules.count)
    for (index, rule) in grammar.rules.enumerated() {
      choices[index].isRule = true
      choices[index].isShared = rule.isShared
      choices[index].isPlain = rule.isPlain
      choices[index].alternatives = add(rule.alternatives)
    }
    findFirstSets()
  }

  private mutating func add(_ list: [ErrorGrammar.Alternative]) -> Range<Int32> {
    let flat = list.map { alternative in
      let flatItems = alternative.items.map { flatten($0) }
      let start = Int32(items.count)
      items += flatItems
      actions.append(alternative.action)
      return Alternative(
        items: start..<Int32(items.count),
        labelA: label(UInt8(ascii: "a"), alternative), labelB: label(UInt8(ascii: "b"), alternative),
        action: Int32(actions.count - 1), isInvalid: alternative.isInvalid)
    }
    let start = Int32(alternatives.count)
    alternatives += flat
    return start..<Int32(alternatives.count)
  }

  private func label(_ label: UInt8, _ alternative: ErrorGrammar.Alternative) -> Int32 {
    alternative.labels.firstIndex(of: label).map { Int32($0) } ?? -1
  }

  private mutating func addItem(_ item: ErrorGrammar.Item) -> Int32 {
    let flat = flatten(item)
    items.append(flat)
    return Int32(items.count - 1)
  }

  private mutating func flatten(_ item: ErrorGrammar.Item) -> Item {
    switch item {
    case .token(let kind): return Item(operation: .token, kind: kind)
    case .softKeyword(let word):
      words.append(word)
      return Item(operation: .softKeyword, kind: .name, target: Int32(words.count - 1))
    case .anySoftKeyword: return Item(operation: .anySoftKeyword, kind: .name)
    case .rule(let index): return Item(operation: .choice, target: Int32(index))
    case .group(let list):
      let range = add(list)
      choices.append(Choice(alternatives: range))
      return Item(operation: .choice, target: Int32(choices.count - 1))
    case .optional(let inner): return Item(operation: .optional, target: addItem(inner))
    case .many(let inner): return Item(operation: .many, target: addItem(inner))
    case .some(let inner): return Item(operation: .some, target: addItem(inner))
    case .separated(let inner, let separator):
      let target = addItem(inner)
      return Item(operation: .separated, target: target, separator: addItem(separator))
    case .lookahead(let inner, let isPositive):
      return Item(
        operation: isPositive ? .lookahead : .negativeLookahead, target: addItem(inner))
    case .cut: return Item(operation: .cut)
    case .forced(let kind, let text):
      texts.append(text)
      return Item(operation: .forced, kind: kind, target: Int32(texts.count - 1))
    }
  }
}

// MARK: - First sets

extension GrammarTable {
  private mutating func findFirstSets() {
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for index in choices.indices {
        var first = TokenSet()
        var isNullable = false
        for alternative in choices[index].alternatives {
          let (set, isEmpty) = startOfAlternative(alternatives[Int(alternative)])
          first.formUnion(set)
          isNullable = isNullable || isEmpty
        }
        if first != choices[index].first || isNullable != choices[index].isNullable {
          choices[index].first = first
          choices[index].isNullable = isNullable
          hasChanged = true
        }
      }
    }
    for index in alternatives.indices {
      let (set, isEmpty) = startOfAlternative(alternatives[index])
      alternatives[index].first = isEmpty ? .all : set
    }
  }

  /// Returns the tokens an alternative can start with, and whether it can match no token.
  private func startOfAlternative(_ alternative: Alternative) -> (TokenSet, Bool) {
    var first = TokenSet()
    for index in alternative.items {
      let (set, isNullable) = startOfItem(items[Int(index)])
      first.formUnion(set)
      if !isNullable { return (first, false) }
    }
    return (first, true)
  }

  private func startOfItem(_ item: Item) -> (TokenSet, Bool) {
    switch item.operation {
    case .token, .softKeyword, .anySoftKeyword: return (TokenSet(item.kind), false)
    case .choice:
      let choice = choices[Int(item.target)]
      return (choice.first, choice.isNullable)
    case .optional, .many: return (startOfItem(items[Int(item.target)]).0, true)
    case .some, .separated: return startOfItem(items[Int(item.target)])
    case .lookahead, .negativeLookahead, .cut: return (TokenSet(), true)
    case .forced: return (.all, false)
    }
  }
}
