// Parses escapes and sets of characters in regular expressions.

import Syntax

extension RegexParser {
  /// Reads an escape outside sets, after its backslash.
  mutating func escape(_ start: Int) throws(RegexFault) -> RegexNode {
    guard let code = peek() else { throw fault("bad escape (end of pattern)", start) }
    position += 1
    switch code {
    case 65: return .at(.start)
    case 90: return .at(.absoluteEnd)
    case 98: return .at(isASCII ? .asciiBoundary : .boundary)
    case 66: return .at(isASCII ? .asciiNoBoundary : .noBoundary)
    case 48:
      var value: UInt32 = 0
      for _ in 0..<2 {
        guard let digit = peek(), digit >= 48, digit <= 55 else { break }
        value = value * 8 + digit - 48
        position += 1
      }
      return literal(value)
    case 49...57: return try reference(code, start)
    default: break
    }
    if let category = category(code) { return .set(RegexSet(ranges: [], categories: [category], isNegated: false, fold: nil)) }
    if let value = try character(code, start) { return literal(value) }
    if isLetter(code) { throw fault("bad escape \\\(regexText([code]))", start) }
    return literal(code)
  }

  private func isLetter(_ code: UInt32) -> Bool { (code | 32) >= 97 && (code | 32) <= 122 }

  private func category(_ code: UInt32) -> RegexCategory? {
    switch code {
    case 100, 68: return RegexCategory(kind: .digit, isNegated: code == 68, isASCII: isASCII)
    case 115, 83: return RegexCategory(kind: .space, isNegated: code == 83, isASCII: isASCII)
    case 119, 87: return RegexCategory(kind: .word, isNegated: code == 87, isASCII: isASCII)
    default: return nil
    }
  }

  private mutating func reference(_ first: UInt32, _ start: Int) throws(RegexFault) -> RegexNode {
    var number = Int(first - 48)
    if let digit = peek(), digit >= 48, digit <= 57 {
      if first <= 55, digit <= 55, let third = peek(1), third >= 48, third <= 55 {
        position += 2
        let value = (first - 48) * 64 + (digit - 48) * 8 + third - 48
        if value > 255 {
          throw fault("octal escape value \\\(text((start + 1)..<position)) outside of range 0-0o377", start)
        }
        return literal(value)
      }
      position += 1
      number = number * 10 + Int(digit - 48)
    }
    guard number <= groupCount else { throw fault("invalid group reference \(number)", start + 1) }
    if openGroups.contains(number) { throw fault("cannot refer to an open group", start) }
    try checkLookbehind(number, start)
    return .backreference(number, ignoresCase: flags.contains(.ignoreCase))
  }

  /// Reads an escape that stands for one character, the same in sets and outside.
  private mutating func character(_ code: UInt32, _ start: Int) throws(RegexFault) -> UInt32? {
    switch code {
    case 97: return 7
    case 98: return 8
    case 102: return 12
    case 110: return 10
    case 114: return 13
    case 116: return 9
    case 118: return 11
    case 120: return try hexadecimal(2, start)
    case 78 where !isBytes:
      return try namedCharacter(start)
    case 117 where !isBytes: return try hexadecimal(4, start)
    case 85 where !isBytes:
      let value = try hexadecimal(8, start)
      if value > 0x10FFFF { throw fault("bad escape \(text(start..<position))", start) }
      return value
    default: return nil
    }
  }

  /// Reads `{NAME}` after `\\N`.
  private mutating func namedCharacter(_ start: Int) throws(RegexFault) -> UInt32 {
    if !isNext("{") { throw fault("missing {", position) }
    position += 1
    let first = position
    while let code = peek(), code != 125 { position += 1 }
    if position == first { throw fault("missing character name", position) }
    guard peek() != nil else { throw fault("missing }, unterminated name", first) }
    let name = text(first..<position)
    position += 1
    guard let code = Array(name.utf8).withUnsafeBufferPointer({ scalar(named: $0) }) else {
      throw fault("undefined character name \(quoted(name))", start)
    }
    return code
  }

  private func quoted(_ name: String) -> String { name.contains("'") && !name.contains("\"") ? "\"\(name)\"" : "'\(name)'" }

  private mutating func hexadecimal(_ count: Int, _ start: Int) throws(RegexFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let code = peek(), let scalar = Unicode.Scalar(code), let digit = Character(scalar).hexDigitValue, code < 128 else {
        throw fault("incomplete escape \(text(start..<position))", start)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  // MARK: Sets

  /// Reads a set after its bracket.
  mutating func characterSet(_ start: Int) throws(RegexFault) -> RegexSet {
    var ranges: [ClosedRange<UInt32>] = []
    var categories: [RegexCategory] = []
    let isNegated = take("^")
    let first = position
    while true {
      guard peek() != nil else { throw fault("unterminated character set", start) }
      if isNext("]"), position > first {
        position += 1
        break
      }
      let place = position
      let low = try member(start)
      guard isNext("-") else {
        add(low, &ranges, &categories)
        continue
      }
      position += 1
      guard peek() != nil else { throw fault("unterminated character set", start) }
      if take("]") {
        add(low, &ranges, &categories)
        ranges.append(45...45)
        break
      }
      let high = try member(start)
      guard case .character(let from) = low, case .character(let to) = high, from <= to else {
        throw fault("bad character range \(text(place..<position))", place)
      }
      ranges.append(from...to)
    }
    return RegexSet(ranges: ranges, categories: categories, isNegated: isNegated, fold: fold)
  }

  private enum Member {
    case character(UInt32)
    case category(RegexCategory)
  }

  private func add(_ member: Member, _ ranges: inout [ClosedRange<UInt32>], _ categories: inout [RegexCategory]) {
    switch member {
    case .character(let code): ranges.append(code...code)
    case .category(let category): categories.append(category)
    }
  }

  private mutating func member(_ start: Int) throws(RegexFault) -> Member {
    let place = position
    guard let code = peek() else { throw fault("unterminated character set", start) }
    position += 1
    guard code == 0x5C else { return .character(code) }
    guard let escaped = peek() else { throw fault("bad escape (end of pattern)", place) }
    position += 1
    if let category = category(escaped) { return .category(category) }
    if let value = try character(escaped, place) { return .character(value) }
    if escaped >= 48, escaped <= 55 {
      var value = escaped - 48
      for _ in 0..<2 {
        guard let digit = peek(), digit >= 48, digit <= 55 else { break }
        value = value * 8 + digit - 48
        position += 1
      }
      if value > 255 { throw fault("octal escape value \(text(place..<position)) outside of range 0-0o377", place) }
      return .character(value)
    }
    if isLetter(escaped) || escaped >= 48 && escaped <= 57 { throw fault("bad escape \\\(regexText([escaped]))", place) }
    return .character(escaped)
  }
}
