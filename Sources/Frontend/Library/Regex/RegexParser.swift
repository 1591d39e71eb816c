// Parses regular expressions: alternatives, sequences and repetitions.

/// Why a regular expression or a template is refused, and where.
struct RegexFault: Error {
  let message: String
  /// Place in the pattern; -1 for none.
  let position: Int
  /// The built-in exception to raise; nil for `re.error`.
  var exception: String?
}

/// The flags of the module `re`.
struct RegexFlags: OptionSet {
  let rawValue: Int
  static let ignoreCase = RegexFlags(rawValue: 2)
  static let locale = RegexFlags(rawValue: 4)
  static let multiline = RegexFlags(rawValue: 8)
  static let dotAll = RegexFlags(rawValue: 16)
  static let unicode = RegexFlags(rawValue: 32)
  static let verbose = RegexFlags(rawValue: 64)
  static let debug = RegexFlags(rawValue: 128)
  static let ascii = RegexFlags(rawValue: 256)
  static let kinds: RegexFlags = [.ascii, .locale, .unicode]
}

/// Reads one regular expression.
struct RegexParser {
  let source: [UInt32]
  let isBytes: Bool
  var flags: RegexFlags
  var position = 0
  var groupCount = 0
  var groupNames: [(name: [UInt32], number: Int)] = []
  var openGroups: Set<Int> = []
  var widths: [Int: (Int, Int)] = [:]
  /// Where conditionals name groups: checked at the end.
  var conditions: [(number: Int, position: Int)] = []
  /// Groups open at the start of the lookbehind being read, which must not be referred to; -1 outside.
  var lookbehindGroups = -1
  /// Whether the pattern or its flags name the whole alphabet themselves.
  var asksForUnicode: Bool
  private var depth = 0

  init(_ source: [UInt32], isBytes: Bool, flags: RegexFlags) {
    self.source = source
    self.isBytes = isBytes
    self.flags = flags
    asksForUnicode = flags.contains(.unicode)
  }

  /// Reads the whole expression.
  mutating func parse() throws(RegexFault) -> RegexNode {
    try checkFlags()
    let node = try alternatives(isTop: true)
    if position < source.count { throw fault("unbalanced parenthesis", position) }
    for condition in conditions where condition.number > groupCount {
      throw fault("invalid group reference \(condition.number)", condition.position)
    }
    return node
  }

  /// Settles which alphabet the pattern means.
  mutating func checkFlags() throws(RegexFault) {
    if isBytes {
      if flags.contains(.unicode) { throw RegexFault(message: "cannot use UNICODE flag with a bytes pattern", position: -1, exception: "ValueError") }
      if flags.contains(.locale), flags.contains(.ascii) {
        throw RegexFault(message: "ASCII and LOCALE flags are incompatible", position: -1, exception: "ValueError")
      }
    } else {
      if flags.contains(.locale) { throw RegexFault(message: "cannot use LOCALE flag with a str pattern", position: -1, exception: "ValueError") }
      if flags.contains(.ascii) {
        if flags.contains(.unicode) { throw RegexFault(message: "ASCII and UNICODE flags are incompatible", position: -1, exception: "ValueError") }
      } else {
        flags.insert(.unicode)
      }
    }
  }

  // MARK: Characters

  func fault(_ message: String, _ place: Int) -> RegexFault { RegexFault(message: message, position: place) }

  func peek(_ offset: Int = 0) -> UInt32? { position + offset < source.count ? source[position + offset] : nil }

  func isNext(_ character: Unicode.Scalar) -> Bool { peek() == character.value }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard isNext(character) else { return false }
    position += 1
    return true
  }

  func text(_ range: Range<Int>) -> String { regexText(source[range]) }

  var isASCII: Bool { isBytes || flags.contains(.ascii) }
  var fold: RegexFold? { flags.contains(.ignoreCase) ? RegexFold(isASCII: isASCII) : nil }

  func literal(_ code: UInt32) -> RegexNode { .literal(code, ignoresCase: flags.contains(.ignoreCase)) }

  // MARK: Structure

  mutating func alternatives(isTop: Bool = false) throws(RegexFault) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > 400 { throw RegexFault(message: "maximum recursion depth exceeded", position: -1, exception: "RecursionError") }
    var items: [RegexNode] = [try sequence(isFirst: isTop)]
    while take("|") { items.append(try sequence(isFirst: false)) }
    return items.count == 1 ? items[0] : .alternation(items)
  }

  mutating func sequence(isFirst: Bool) throws(RegexFault) -> RegexNode {
    var items: [RegexNode] = []
    while let code = peek(), code != 124, code != 41 {
      if flags.contains(.verbose) {
        if [32, 9, 10, 11, 12, 13].contains(code) {
          position += 1
          continue
        }
        if code == 35 {
          while let next = peek(), next != 10 { position += next == 0x5C ? 2 : 1 }
          position = min(position + 1, source.count)
          continue
        }
      }
      let start = position
      if let repeated = try repetition(of: items.last, at: start) {
        items[items.count - 1] = repeated
      } else if let item = try atom(isFirst: isFirst && items.isEmpty) {
        items.append(item)
      }
    }
    return items.count == 1 ? items[0] : items.isEmpty ? .empty : .sequence(items)
  }

  /// Reads a repetition sign; nil if there is none here.
  private mutating func repetition(of item: RegexNode?, at start: Int) throws(RegexFault) -> RegexNode? {
    var (least, most) = (0, regexUnlimited)
    switch peek() {
    case 42: position += 1
    case 43:
      position += 1
      least = 1
    case 63:
      position += 1
      most = 1
    case 123:
      guard let bounds = try bounds(start) else { return nil }
      (least, most) = bounds
    default: return nil
    }
    guard let item, !item.isPlace else { throw fault("nothing to repeat", start) }
    if case .repetition = item { throw fault("multiple repeat", start) }
    if case .empty = item { throw fault("nothing to repeat", start) }
    let greed: RegexGreed = take("?") ? .lazy : take("+") ? .possessive : .greedy
    return .repetition(item, least: least, most: most, greed)
  }

  /// Reads `{m,n}`; nil, and nothing is read, if the brace means itself.
  private mutating func bounds(_ start: Int) throws(RegexFault) -> (Int, Int)? {
    guard peek(1) != 125 else { return nil }
    var at = position + 1
    func number() -> [UInt32] {
      let first = at
      while at < source.count, source[at] >= 48, source[at] <= 57 { at += 1 }
      return Array(source[first..<at])
    }
    let low = number()
    var high = low
    if at < source.count, source[at] == 44 {
      at += 1
      high = number()
    }
    guard at < source.count, source[at] == 125 else { return nil }
    func value(_ digits: [UInt32], _ missing: Int) throws(RegexFault) -> Int {
      if digits.isEmpty { return missing }
      guard digits.count < 19, let number = Int(regexText(digits[...])), number < 4_294_967_295 else {
        throw RegexFault(message: "the repetition number is too large", position: -1, exception: "OverflowError")
      }
      return number
    }
    let least = try value(low, 0)
    let most = try value(high, regexUnlimited)
    if most < least { throw fault("min repeat greater than max repeat", position + 1) }
    position = at + 1
    return (least, most)
  }

  private mutating func atom(isFirst: Bool) throws(RegexFault) -> RegexNode? {
    let start = position
    guard let code = peek() else { return nil }
    position += 1
    switch code {
    case 46: return .any(withLineFeed: flags.contains(.dotAll))
    case 94: return .at(flags.contains(.multiline) ? .lineStart : .start)
    case 36: return .at(flags.contains(.multiline) ? .lineEnd : .end)
    case 91: return .set(try characterSet(start))
    case 40: return try group(start, isFirst: isFirst)
    case 0x5C: return try escape(start)
    default: return literal(code)
    }
  }
}

extension RegexNode {
  /// Whether this is a place, which nothing can repeat.
  fileprivate var isPlace: Bool {
    if case .at = self { return true }
    return false
  }
}

/// Code points as text for messages.
func regexText(_ codes: ArraySlice<UInt32>) -> String {
  var text = ""
  for code in codes { text.unicodeScalars.append(Unicode.Scalar(code) ?? "\u{FFFD}") }
  return text
}
