// Declares the tree of a regular expression.

/// A piece of a regular expression, with the flags that hold at its place already applied.
indirect enum RegexNode {
  case empty
  case literal(UInt32, ignoresCase: Bool)
  /// Any character; line feeds only if `withLineFeed`.
  case any(withLineFeed: Bool)
  case set(RegexSet)
  case sequence([RegexNode])
  case alternation([RegexNode])
  case group(Int, RegexNode)
  case repetition(RegexNode, least: Int, most: Int, RegexGreed)
  case at(RegexPlace)
  case backreference(Int, ignoresCase: Bool)
  case look(RegexNode, isBehind: Bool, isNegated: Bool)
  case conditional(Int, RegexNode, RegexNode)
  case atomic(RegexNode)
}

/// How many repetitions are tried first, and whether fewer or more are tried at all afterwards.
enum RegexGreed { case greedy, lazy, possessive }

/// A place between characters.
enum RegexPlace: Int {
  case start, lineStart, end, lineEnd, absoluteEnd, boundary, noBoundary, asciiBoundary, asciiNoBoundary
}

/// No upper bound of a repetition.
let regexUnlimited = Int.max

extension RegexNode {
  /// The least and greatest number of characters that this can match; `regexUnlimited` for any number.
  func width(_ groups: [Int: (Int, Int)]) -> (least: Int, most: Int) {
    switch self {
    case .empty, .at, .look: return (0, 0)
    case .literal, .any, .set: return (1, 1)
    case .sequence(let items):
      return items.reduce((0, 0)) { sum, item in
        let own = item.width(groups)
        return (add(sum.0, own.least), add(sum.1, own.most))
      }
    case .alternation(let items):
      let widths = items.map { $0.width(groups) }
      return (widths.map(\.least).min() ?? 0, widths.map(\.most).max() ?? 0)
    case .group(_, let inner), .atomic(let inner): return inner.width(groups)
    case .repetition(let inner, let least, let most, _):
      let own = inner.width(groups)
      return (multiply(own.least, least), multiply(own.most, most))
    case .backreference(let number, _): return groups[number] ?? (0, regexUnlimited)
    case .conditional(_, let yes, let no):
      let (a, b) = (yes.width(groups), no.width(groups))
      return (min(a.least, b.least), max(a.most, b.most))
    }
  }

  private func add(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? regexUnlimited : sum
  }

  private func multiply(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? regexUnlimited : product
  }
}
