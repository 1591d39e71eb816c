// Reads the notation in which the grammar of the diagnosing pass is written.

/// A reader of rules of the form `name flags = alternatives ;`.
///
/// An alternative is a list of items and an optional `{action}`. Items: `'token'`, `"soft keyword"`,
/// `NAME` and other upper-case token classes, rule names, `(groups)`; after an item `?`, `*`, `+` or
/// `%separator`; before it `&` and `!` for lookahead, `&&` for a forced token, `a:` for a label;
/// `~` is a cut.
struct GrammarReader {
  private var bytes: [UInt8]
  private var position = 0
  private var grammar = ErrorGrammar()

  /// Reads all rules; a rule that is used but missing matches nothing.
  static func read(_ texts: [String]) -> ErrorGrammar {
    var grammar = ErrorGrammar()
    for text in texts {
      var reader = GrammarReader(bytes: Array(text.utf8), grammar: grammar)
      while reader.readRule() {}
      grammar = reader.grammar
    }
    return grammar
  }

  private init(bytes: [UInt8], grammar: ErrorGrammar) {
    self.bytes = bytes
    self.grammar = grammar
  }

  // MARK: Characters

  private mutating func peek() -> UInt8 {
    while position < bytes.count && bytes[position] <= 0x20 { position += 1 }
    return position < bytes.count ? bytes[position] : 0
  }

  private mutating func accept(_ byte: Character) -> Bool {
    guard let code = byte.asciiValue, peek() == code else { return false }
    position += 1
    return true
  }

  private mutating func readWord() -> String {
    _ = peek()
    let start = position
    while position < bytes.count && ByteClass.identifierPart.contains(bytes[position]) {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Reads to the closing quote; a backslash keeps the character behind it.
  private mutating func readQuoted() -> String {
    _ = peek()
    let quote = bytes[position]
    position += 1
    var text: [UInt8] = []
    while position < bytes.count && bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\") { position += 1 }
      text.append(bytes[position])
      position += 1
    }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Rules

  private mutating func index(of name: String) -> Int {
    if let index = grammar.indexes[name] { return index }
    grammar.indexes[name] = grammar.rules.count
    grammar.rules.append(ErrorGrammar.Rule(name: name))
    return grammar.rules.count - 1
  }

  private mutating func readRule() -> Bool {
    if peek() == 0 { return false }
    let rule = index(of: readWord())
    while !accept("=") {
      switch readWord() {
      case "memo": grammar.rules[rule].isShared = true
      case "plain": grammar.rules[rule].isPlain = true
      default: return false
      }
    }
    grammar.rules[rule].alternatives = readAlternatives()
    return accept(";")
  }

  private mutating func readAlternatives() -> [ErrorGrammar.Alternative] {
    var result: [ErrorGrammar.Alternative] = []
    repeat {
      var alternative = readAlternative()
      if alternative.items.count == 1, case .rule(let rule) = alternative.items[0] {
        alternative.isInvalid = grammar.rules[rule].name.hasPrefix("invalid_")
      }
      result.append(alternative)
    } while accept("|")
    return result
  }

  private mutating func readAlternative() -> ErrorGrammar.Alternative {
    var result = ErrorGrammar.Alternative()
    while true {
      switch peek() {
      case UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: ")"), 0: return result
      case UInt8(ascii: "{"):
        result.action = readAction()
        return result
      default:
        var label: UInt8 = 0
        if ByteClass.identifierPart.contains(bytes[position]), position + 1 < bytes.count,
          bytes[position + 1] == UInt8(ascii: ":")
        {
          label = bytes[position]
          position += 2
        }
        let item = readItem()
        result.items.append(item)
        result.labels.append(label)
      }
    }
  }

  // MARK: Items

  private mutating func readItem() -> ErrorGrammar.Item {
    if accept("~") { return .cut }
    if accept("&") {
      if accept("&") {
        let text = readQuoted()
        return .forced(tokenKind(text), text)
      }
      return .lookahead(readItem(), isPositive: true)
    }
    if accept("!") { return .lookahead(readItem(), isPositive: false) }
    var item = readAtom()
    if position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "?"): item = .optional(item)
      case UInt8(ascii: "*"): item = .many(item)
      case UInt8(ascii: "+"): item = .some(item)
      case UInt8(ascii: "%"):
        position += 1
        return .separated(item, separator: readAtom())
      default: return item
      }
      position += 1
    }
    return item
  }

  private mutating func readAtom() -> ErrorGrammar.Item {
    switch peek() {
    case UInt8(ascii: "("):
      position += 1
      let alternatives = readAlternatives()
      _ = accept(")")
      return .group(alternatives)
    case UInt8(ascii: "'"): return .token(tokenKind(readQuoted()))
    case UInt8(ascii: "\""): return .softKeyword(Array(readQuoted().utf8))
    default: return readNamedItem()
    }
  }

  private mutating func readNamedItem() -> ErrorGrammar.Item {
    let word = readWord()
    switch word {
    case "NAME": return .token(.name)
    case "NUMBER": return .token(.number)
    case "STRING": return .token(.string)
    case "NEWLINE": return .token(.newline)
    case "INDENT": return .token(.indent)
    case "DEDENT": return .token(.dedent)
    case "ENDMARKER": return .token(.endMarker)
    case "SOFT_KEYWORD": return .anySoftKeyword
    // Never there, but looking for it reads one token more.
    case "TYPE_COMMENT": return .token(.error)
    default: return .rule(index(of: word))
    }
  }

  /// Returns the kind of the only token in `text`, as the lexer sees it.
  private func tokenKind(_ text: String) -> TokenKind {
    if let kind = closingKind(text) { return kind }
    let source = Array((text + "\n").utf8) + Array(repeating: 0, count: SourceText.padding)
    return source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .error }
      var lexer = Lexer(
        base: base, endOffset: source.count - SourceText.padding, line: 1, column: 0)
      lexer.run()
      return lexer.tokens.first?.kind ?? .error
    }
  }

  private func closingKind(_ text: String) -> TokenKind? {
    switch text {
    case ")": .rpar
    case "]": .rsqb
    case "}": .rbrace
    default: nil
    }
  }

  // MARK: Actions

  private mutating func readAction() -> ErrorGrammar.Action {
    defer { _ = accept("}") }
    _ = accept("{")
    if accept("=") { return .label(readWord().utf8.first ?? 0) }
    let word = readWord()
    switch word {
    case "strings": return skippingArguments(.strings)
    case "real": return skippingArguments(.real)
    case "imaginary": return skippingArguments(.imaginary)
    case "primary": return .primary
    default: break
    }
    if let place = ErrorGrammar.Place(rawValue: word) { return .report(readReport(place)) }
    return .node(NodeKind(rawValue: word) ?? .sequence)
  }

  private mutating func skippingArguments(
    _ action: ErrorGrammar.Action
  ) -> ErrorGrammar.Action {
    _ = readWord()
    return action
  }

  /// Reads the labels, which say nothing that the place does not, and the message.
  private mutating func readReport(_ place: ErrorGrammar.Place) -> ErrorGrammar.Report {
    var message = ""
    while peek() != UInt8(ascii: "}") && peek() != 0 {
      if peek() == UInt8(ascii: "\"") {
        message = readQuoted()
      } else if !accept("-") {
        let word = readWord()
        if word.utf8.count > 1 { message = word }
        if word.isEmpty { break }
      }
    }
    return ErrorGrammar.Report(place: place, message: message)
  }
}
