// Lexes numeric literals and reports malformed ones.

extension Lexer {
  /// Lexes a number that starts at the current position with a digit or with a dot before a digit.
  mutating func lexNumber() {
    let start = position
    let first = base[position]
    if first == UInt8(ascii: "0") {
      switch peek(1) | 0x20 {
      case UInt8(ascii: "x"): lexRadix(start: start, radix: 16, name: "hexadecimal")
      case UInt8(ascii: "o"): lexRadix(start: start, radix: 8, name: "octal")
      case UInt8(ascii: "b"): lexRadix(start: start, radix: 2, name: "binary")
      default: lexLeadingZero(start: start)
      }
    } else if first == UInt8(ascii: ".") {
      position += 1
      lexFraction(start: start)
    } else if skipDigits() {
      lexAfterInteger(start: start)
    }
  }

  private func isDigit(_ byte: UInt8, radix: UInt8) -> Bool {
    radix == 16 ? hasClass(byte, .hexDigit) : byte >= 0x30 && byte < 0x30 + radix
  }

  private mutating func lexRadix(start: Int, radix: UInt8, name: String) {
    position += 2
    repeat {
      if base[position] == UInt8(ascii: "_") { position += 1 }
      guard isDigit(base[position], radix: radix) else {
        failRadixDigit(radix: radix, name: name)
        return
      }
      repeat { position += 1 } while isDigit(base[position], radix: radix)
    } while base[position] == UInt8(ascii: "_")
    if hasClass(base[position], .digit) {
      failRadixDigit(radix: radix, name: name)
    } else if verifyEnd(name) {
      append(.number, start: start)
    }
  }

  private mutating func failRadixDigit(radix: UInt8, name: String) {
    let byte = base[position]
    if radix != 16 && hasClass(byte, .digit) {
      position += 1
      failHere("invalid digit '\(Character(Unicode.Scalar(byte)))' in \(name) literal")
    } else {
      failHere("invalid \(name) literal")
    }
  }

  /// Lexes a number that starts with a decimal zero; an integer of this form must be zero.
  private mutating func lexLeadingZero(start: Int) {
    position += 1
    while true {
      if base[position] == UInt8(ascii: "_") {
        position += 1
        guard hasClass(base[position], .digit) else {
          failHere("invalid decimal literal")
          return
        }
      }
      if base[position] != UInt8(ascii: "0") { break }
      position += 1
    }
    let zerosEnd = position + 1
    let isNonzero = hasClass(base[position], .digit)
    if isNonzero && !skipDigits() { return }
    switch base[position] {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "j"),
      UInt8(ascii: "J"):
      lexAfterInteger(start: start)
    default:
      if isNonzero {
        failInCharacters(
          "leading zeros in decimal integer literals are not permitted; "
            + "use an 0o prefix for octal integers",
          column: columnInCharacters(start + 1), endColumn: columnInCharacters(zerosEnd))
      } else if verifyEnd("decimal") {
        append(.number, start: start)
      }
    }
  }

  private func columnInCharacters(_ offset: Int) -> Int {
    let start = max(lineStart, 0)
    return characterCount(UnsafeBufferPointer(start: base + start, count: offset - start))
  }

  /// Skips digits with single underscores between them; returns false if it stopped with an error.
  private mutating func skipDigits() -> Bool {
    while true {
      while hasClass(base[position], .digit) { position += 1 }
      if base[position] != UInt8(ascii: "_") { return true }
      position += 1
      guard hasClass(base[position], .digit) else {
        failHere("invalid decimal literal")
        return false
      }
    }
  }

  private mutating func lexAfterInteger(start: Int) {
    if base[position] == UInt8(ascii: ".") {
      position += 1
      lexFraction(start: start)
    } else {
      lexExponent(start: start)
    }
  }

  private mutating func lexFraction(start: Int) {
    if hasClass(base[position], .digit) && !skipDigits() { return }
    lexExponent(start: start)
  }

  private mutating func lexExponent(start: Int) {
    if base[position] | 0x20 == UInt8(ascii: "e") {
      let mark = position
      position += 1
      if base[position] == UInt8(ascii: "+") || base[position] == UInt8(ascii: "-") {
        position += 1
        guard hasClass(base[position], .digit) else {
          failHere("invalid decimal literal")
          return
        }
      } else if !hasClass(base[position], .digit) {
        position = mark
        if verifyEnd("decimal") { append(.number, start: start) }
        return
      }
      if !skipDigits() { return }
    }
    if base[position] | 0x20 == UInt8(ascii: "j") {
      position += 1
      if verifyEnd("imaginary") { append(.number, start: start) }
    } else if verifyEnd("decimal") {
      append(.number, start: start)
    }
  }

  /// Checks that no identifier touches the number, except a keyword that may follow a number.
  private mutating func verifyEnd(_ name: String) -> Bool {
    let byte = base[position]
    guard hasClass(byte, .identifierPart) else { return true }
    if keywordFollows(byte) { return true }
    failHere("invalid \(name) literal")
    return false
  }

  private func keywordFollows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"): return wordFollows("and")
    case UInt8(ascii: "e"): return wordFollows("else")
    case UInt8(ascii: "f"): return wordFollows("for")
    case UInt8(ascii: "o"): return wordFollows("or")
    case UInt8(ascii: "n"): return wordFollows("not")
    case UInt8(ascii: "i"):
      let next = peek(1)
      return next == UInt8(ascii: "f") || next == UInt8(ascii: "n") || next == UInt8(ascii: "s")
    default: return false
    }
  }

  private func wordFollows(_ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where peek(index) != word.utf8Start[index] {
      return false
    }
    return !hasClass(peek(word.utf8CodeUnitCount), .identifierPart)
  }
}
