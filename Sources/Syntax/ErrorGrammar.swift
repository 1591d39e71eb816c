// Declares the grammar of the diagnosing pass as data.

/// A grammar of prioritized alternatives, tried in order without going back on a success.
struct ErrorGrammar: Sendable {
  /// What one item of an alternative matches.
  indirect enum Item: Sendable {
    case token(TokenKind)
    case softKeyword([UInt8])
    case anySoftKeyword
    case rule(Int)
    case group([Alternative])
    case optional(Item)
    /// Zero or more.
    case many(Item)
    /// One or more.
    case some(Item)
    case separated(Item, separator: Item)
    case lookahead(Item, isPositive: Bool)
    /// No later alternative is tried once this is reached.
    case cut
    /// A token that must follow; its absence is an error at once.
    case forced(TokenKind, String)
  }

  struct Alternative: Sendable {
    var items: [Item] = []
    /// Label of each item: 0 for none, or the letter `a` or `b`.
    var labels: [UInt8] = []
    var action: Action = .collect
    /// Whether only the second pass tries it.
    var isInvalid = false
  }

  /// What a matched alternative yields or reports.
  enum Action: Sendable {
    /// The only item's node, or a sequence of all of them.
    case collect
    /// The node with the label.
    case label(UInt8)
    /// A new node of the kind, with the items as children.
    case node(NodeKind)
    /// A node of the kind of the last trailer.
    case primary
    /// Decodes adjacent strings.
    case strings
    /// Checks the parts of a complex number in a pattern.
    case real, imaginary
    case report(Report)
  }

  /// How an error is placed, and under which further condition it is reported.
  enum Place: String, Sendable {
    /// The node `a`; from `a` to `b`; from `a` to the last token read; the last token read.
    case at, span, from, last
    /// An indentation error at the last token read.
    case indent
    /// The last character of the node `a`.
    case key
    /// From `a` to `b`, if `a` is a statement of Python 2.
    case legacy
    /// From `a` to `b`, if they stand in brackets.
    case comma
    case genexpInCall = "genexp_in_call"
    case positionalAfterKeyword = "positional_after_keyword"
    /// The first part of `a` that is not a target; the message holds the kind of target.
    case target
  }

  struct Report: Sendable {
    var place: Place
    var message: String
  }

  struct Rule: Sendable {
    var name: String
    var alternatives: [Alternative] = []
    /// Whether its results hold for both passes over an expression, with and without invalid rules.
    var isShared = false
    /// Whether invalid rules are off below it.
    var isPlain = false
  }

  var rules: [Rule] = []
  var indexes: [String: Int] = [:]
}

/// The kinds of nodes that the diagnosing pass tells apart.
enum NodeKind: String, Sendable {
  case token, sequence
  case attribute, `subscript`, starred, name, list, tuple, lambda, call
  case `operator`, genexp, yield, await, listcomp, setcomp, dictcomp, dict, set
  case formatString, literal, none, `true`, `false`, ellipsis, comparison, conditional, named
  case args, keyword, mapping

  /// The words for the kind in error messages.
  var phrase: String {
    switch self {
    case .call: "function call"
    case .operator: "expression"
    case .genexp: "generator expression"
    case .yield: "yield expression"
    case .await: "await expression"
    case .listcomp: "list comprehension"
    case .setcomp: "set comprehension"
    case .dictcomp: "dict comprehension"
    case .dict: "dict literal"
    case .set: "set display"
    case .formatString: "f-string expression"
    case .none: "None"
    case .true: "True"
    case .false: "False"
    case .conditional: "conditional expression"
    case .named: "named expression"
    default: rawValue
    }
  }
}
