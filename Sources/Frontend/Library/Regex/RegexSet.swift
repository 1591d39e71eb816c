// Answers whether a character belongs to a class of a regular expression.

/// A class of characters that has a letter: `\d`, `\s`, `\w` and their complements.
struct RegexCategory: Equatable {
  enum Kind { case digit, space, word }
  let kind: Kind
  let isNegated: Bool
  let isASCII: Bool

  func contains(_ code: UInt32) -> Bool {
    let isIn: Bool
    switch kind {
    case .digit: isIn = isASCII ? code >= 48 && code <= 57 : CodePoints.isDecimal(code)
    case .space: isIn = isASCII ? code == 32 || code >= 9 && code <= 13 : CodePoints.isSpace(code)
    case .word: isIn = RegexCategory.isWord(code, isASCII: isASCII)
    }
    return isIn != isNegated
  }

  @inline(__always)
  static func isWord(_ code: UInt32, isASCII: Bool) -> Bool {
    if code < 128 { return code >= 97 && code <= 122 || code >= 65 && code <= 90 || code >= 48 && code <= 57 || code == 95 }
    return !isASCII && (CodePoints.isAlpha(code) || CodePoints.isNumeric(code))
  }
}

/// A set of characters in brackets, or a category.
struct RegexSet {
  private let isNegated: Bool
  private let ranges: [ClosedRange<UInt32>]
  private let categories: [RegexCategory]
  private let fold: RegexFold?
  /// Whether each character below 256 belongs to the set.
  private var low: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(ranges: [ClosedRange<UInt32>], categories: [RegexCategory], isNegated: Bool, fold: RegexFold?) {
    self.isNegated = isNegated
    self.ranges = ranges
    self.categories = categories
    self.fold = fold
    for code in UInt32(0)..<256 where decide(code) {
      let bit: UInt64 = 1 << UInt64(code & 63)
      switch code >> 6 {
      case 0: low.0 |= bit
      case 1: low.1 |= bit
      case 2: low.2 |= bit
      default: low.3 |= bit
      }
    }
  }

  @inline(__always)
  func contains(_ code: UInt32) -> Bool {
    guard code < 256 else { return decide(code) }
    let word = code < 128 ? (code < 64 ? low.0 : low.1) : (code < 192 ? low.2 : low.3)
    return word & (1 << UInt64(code & 63)) != 0
  }

  private func decide(_ code: UInt32) -> Bool {
    if let fold { return fold.variants(code).contains { holds($0) } != isNegated }
    return holds(code) != isNegated
  }

  private func holds(_ code: UInt32) -> Bool {
    ranges.contains { $0.contains(code) } || categories.contains { $0.contains(code) }
  }
}

/// How letters are compared when case is ignored.
struct RegexFold {
  let isASCII: Bool

  /// The form that equal letters have in common.
  @inline(__always)
  func callAsFunction(_ code: UInt32) -> UInt32 {
    if code < 128 { return code >= 65 && code <= 90 ? code + 32 : code }
    return isASCII ? code : wide(code)
  }

  private func wide(_ code: UInt32) -> UInt32 {
    // Letters that share a capital with another small letter.
    switch code {
    case 0xB5: return 0x3BC
    case 0x17F: return 0x73
    case 0x131, 0x130: return 0x69
    case 0x212A: return 0x6B
    case 0x3C2: return 0x3C3
    case 0x1E9E: return 0xDF
    default: return CodePoints.simpleLower(code)
    }
  }

  /// All forms of a letter worth looking for in a set.
  func variants(_ code: UInt32) -> [UInt32] {
    let lower = self(code)
    if lower < 128 || isASCII {
      var forms = [code, lower]
      if lower >= 97, lower <= 122 { forms.append(lower - 32) }
      if !isASCII, lower == 0x73 { forms.append(0x17F) }
      if !isASCII, lower == 0x6B { forms.append(0x212A) }
      return forms
    }
    return [code, lower, CodePoints.simpleUpper(code)]
  }
}

extension CodePoints {
  /// The one small letter of a code point; itself if there is none.
  static func simpleLower(_ code: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(code) else { return code }
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first?.value ?? code : code
  }

  /// The one capital letter of a code point; itself if there is none.
  static func simpleUpper(_ code: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(code) else { return code }
    let mapped = scalar.properties.uppercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first?.value ?? code : code
  }
}
