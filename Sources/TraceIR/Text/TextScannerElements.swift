// Reads values, indices, strings and lists of trace texts.

extension TextScanner {
  /// A value: `%` and its number, or `%-1` for none.
  mutating func value() throws(TraceTextError) -> ValueID {
    skipBlanks()
    let start = position
    guard accept(UInt8(ascii: "%")) else { throw error("expected a value such as %3") }
    let number = try integer()
    guard number >= -1, number < limits.values else { throw error("the value number is out of range", at: start) }
    return ValueID(Int(number))
  }

  /// An index after a mark such as `$` or `!`.
  mutating func index(_ mark: UInt8) throws(TraceTextError) -> Int {
    skipBlanks()
    guard accept(mark) else { throw error("expected '\(Character(UnicodeScalar(mark)))' and an index") }
    return try smallInteger()
  }

  /// A label, which must be the next one of its list.
  mutating func label(_ mark: UInt8, _ expected: Int) throws(TraceTextError) {
    skipSpace()
    let start = position
    let found = try index(mark)
    guard found == expected else {
      throw error("expected \(Character(UnicodeScalar(mark)))\(expected), entries are numbered in order", at: start)
    }
  }

  /// Values separated by commas, possibly none, in one line.
  mutating func values() throws(TraceTextError) -> [ValueID] {
    skipBlanks()
    guard peek == UInt8(ascii: "%") else { return [] }
    var list = [try value()]
    while true {
      skipBlanks()
      guard accept(UInt8(ascii: ",")) else { return list }
      list.append(try value())
    }
  }

  /// Goes over the end of a line, a comment before it included. A closing brace may follow instead.
  mutating func endLine() throws(TraceTextError) {
    skipBlanks()
    if isAtEnd || peek == UInt8(ascii: "}") || accept(0x0A) { return }
    guard peek == UInt8(ascii: ";") else { throw error("unexpected text at the end of the line") }
    skipLine()
  }

  /// Reads entries until the closing byte, separated by commas if `isCommaSeparated`.
  mutating func list(
    until close: UInt8, isCommaSeparated: Bool, _ entry: (inout TextScanner, Int) throws(TraceTextError) -> Void
  ) throws(TraceTextError) {
    var count = 0
    while true {
      skipSpace()
      if accept(close) { return }
      if isAtEnd { throw error("the text ends before '\(Character(UnicodeScalar(close)))'") }
      if isCommaSeparated, count > 0 {
        try expect(UInt8(ascii: ","))
        skipSpace()
      }
      try entry(&self, count)
      count += 1
    }
  }

  /// A string in quotes.
  mutating func quoted() throws(TraceTextError) -> String {
    skipBlanks()
    let start = position
    guard accept(0x22) else { throw error("expected a string in quotes") }
    let first = position
    while position < base.count, base[position] != 0x22, base[position] != 0x5C, base[position] != 0x0A { position += 1 }
    if accept(0x22) { return try string(Array(base[first..<(position - 1)]), start) }
    return try quotedWithEscapes(Array(base[first..<position]), start)
  }

  private mutating func quotedWithEscapes(_ begun: [UInt8], _ start: Int) throws(TraceTextError) -> String {
    var bytes = begun
    while position < base.count, base[position] != 0x0A {
      let byte = base[position]
      position += 1
      switch byte {
      case 0x22: return try string(bytes, start)
      case 0x5C: bytes.append(try escape())
      default: bytes.append(byte)
      }
    }
    throw error("the string has no closing quote", at: start)
  }

  private mutating func escape() throws(TraceTextError) -> UInt8 {
    let byte = peek
    position += 1
    switch byte {
    case 0x22, 0x5C: return byte
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "x"):
      guard position + 1 < base.count, let high = TextScanner.hexDigit(base[position]),
        let low = TextScanner.hexDigit(base[position + 1])
      else { throw error("expected two hexadecimal digits") }
      position += 2
      return high << 4 | low
    default: throw error("unknown escape in a string", at: position - 1)
    }
  }

  private func string(_ bytes: [UInt8], _ start: Int) throws(TraceTextError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error("the string is not valid UTF-8", at: start)
    }
    return text
  }
}
