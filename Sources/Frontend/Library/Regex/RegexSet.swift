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

  /// The characters below 256 of each kind, for ASCII and for all.
  private static let low: [SIMD4<UInt64>] = [Kind.digit, .space, .word].flatMap { kind in
    [true, false].map { isASCII in
      var members = RegexBeginning()
      let category = RegexCategory(kind: kind, isNegated: false, isASCII: isASCII)
      for code in UInt32(0)..<256 where category.contains(code) { members.insert(code) }
      return members.low
    }
  }

  /// Which characters below 256 belong to the class.
  var lowMembers: SIMD4<UInt64> {
    let own = RegexCategory.low[(kind == .digit ? 0 : kind == .space ? 2 : 4) + (isASCII ? 0 : 1)]
    return isNegated ? ~own : own
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
  /// Whether each character below 256 belongs to the set, and whether any other does.
  private(set) var members = RegexBeginning()

  init(ranges: [ClosedRange<UInt32>], categories: [RegexCategory], isNegated: Bool, fold: RegexFold?) {
    self.isNegated = isNegated
    self.ranges = ranges
    self.categories = categories
    self.fold = fold
    members.high = isNegated || fold != nil || categories.contains { !$0.isASCII || $0.isNegated } || ranges.contains { $0.upperBound > 255 }
    fillLow()
  }

  /// Fills the bits of the characters below 256.
  private mutating func fillLow() {
    var named = RegexBeginning()
    for range in ranges where range.lowerBound < 256 {
      for code in range.lowerBound...Swift.min(range.upperBound, 255) { named.insert(code) }
    }
    for category in categories { named.low |= category.lowMembers }
    if let fold {
      let isNamed = named
      for code in UInt32(0)..<256 where !isNamed.contains(code) && addsCase(code, isNamed, fold) { named.insert(code) }
    }
    members.low = isNegated ? ~named.low : named.low
  }

  /// Whether a character below 256 belongs to the set only because case is ignored.
  private func addsCase(_ code: UInt32, _ named: RegexBeginning, _ fold: RegexFold) -> Bool {
    let lower = code | 32
    if code < 128 {
      guard lower >= 97, lower <= 122 else { return false }
      return named.contains(code ^ 32) || !fold.isASCII && (lower == 0x73 && holds(0x17F) || lower == 0x6B && holds(0x212A))
    }
    return !fold.isASCII && fold.variants(code).contains { holds($0) }
  }

  @inline(__always)
  func contains(_ code: UInt32) -> Bool { code < 256 ? members.contains(code) : members.high && decide(code) }

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
