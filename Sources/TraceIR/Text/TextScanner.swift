// Reads the lexical elements of trace texts from bytes.

/// A position in a text, with the means to read on from it.
struct TextScanner {
  let base: UnsafeBufferPointer<UInt8>
  let limits: TraceTextLimits
  var position = 0

  init(_ base: UnsafeBufferPointer<UInt8>, limits: TraceTextLimits) {
    self.base = base
    self.limits = limits
  }

  var isAtEnd: Bool { position >= base.count }

  /// The byte at the position; 0 at the end.
  var peek: UInt8 { position < base.count ? base[position] : 0 }

  /// An error at `offset`, or at the position.
  func error(_ message: String, at offset: Int? = nil) -> TraceTextError {
    let place = min(offset ?? position, base.count)
    var line = 1
    var start = 0
    for index in 0..<place where base[index] == 0x0A {
      line += 1
      start = index + 1
    }
    return TraceTextError(line: line, column: place - start + 1, message: message)
  }

  /// Skips blanks in the line.
  mutating func skipBlanks() {
    while position < base.count, base[position] == 0x20 || base[position] == 0x09 || base[position] == 0x0D {
      position += 1
    }
  }

  /// Skips blanks, line ends and comments.
  mutating func skipSpace() {
    while position < base.count {
      switch base[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: ";"): skipLine()
      default: return
      }
    }
  }

  /// Skips to the end of the line.
  mutating func skipLine() {
    while position < base.count, base[position] != 0x0A { position += 1 }
  }

  /// Goes over a byte if it is next.
  mutating func accept(_ byte: UInt8) -> Bool {
    guard position < base.count, base[position] == byte else { return false }
    position += 1
    return true
  }

  /// Goes over space and then a byte, which must be there.
  mutating func expect(_ byte: UInt8) throws(TraceTextError) {
    skipSpace()
    guard accept(byte) else { throw error("expected '\(Character(UnicodeScalar(byte)))'") }
  }

  /// The next name in the line; empty if there is none.
  mutating func name() -> UnsafeBufferPointer<UInt8> {
    skipBlanks()
    let start = position
    if position < base.count, base[position].isNameStart {
      position += 1
      while position < base.count, base[position].isNamePart { position += 1 }
    }
    return UnsafeBufferPointer(rebasing: base[start..<position])
  }

  /// Goes over a keyword if it is the next name, space before it included.
  mutating func accept(_ keyword: StaticString) -> Bool {
    let start = position
    skipSpace()
    let found = name()
    if found.count == keyword.utf8CodeUnitCount, keyword.withUTF8Buffer({ $0.elementsEqual(found) }) { return true }
    position = start
    return false
  }

  /// Goes over a keyword, which must be there.
  mutating func expect(_ keyword: StaticString) throws(TraceTextError) {
    guard accept(keyword) else {
      skipSpace()
      throw error("expected '\(keyword)'")
    }
  }

  /// A decimal number with an optional sign, or a hexadecimal number of at most 64 bits.
  mutating func integer() throws(TraceTextError) -> Int64 {
    skipBlanks()
    let start = position
    let isNegative = peek == UInt8(ascii: "-")
    if isNegative || peek == UInt8(ascii: "+") { position += 1 }
    if peek == UInt8(ascii: "0"), position + 1 < base.count, base[position + 1] == UInt8(ascii: "x"), position == start {
      position += 2
      return Int64(bitPattern: try hexadecimal(start))
    }
    var magnitude: UInt64 = 0
    let digits = position
    while position < base.count, base[position].isDigit {
      let (product, over) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, overAgain) = product.addingReportingOverflow(UInt64(base[position] & 15))
      if over || overAgain { throw error("the number has more than 64 bits", at: start) }
      magnitude = sum
      position += 1
    }
    if position == digits { throw error("expected a number", at: start) }
    if isNegative, magnitude == 1 << 63 { return .min }
    guard let value = Int64(exactly: magnitude) else { throw error("the number has more than 64 bits", at: start) }
    return isNegative ? -value : value
  }

  private mutating func hexadecimal(_ start: Int) throws(TraceTextError) -> UInt64 {
    var value: UInt64 = 0
    let digits = position
    while position < base.count, let digit = TextScanner.hexDigit(base[position]) {
      if value >> 60 != 0 { throw error("the number has more than 64 bits", at: start) }
      value = value << 4 | UInt64(digit)
      position += 1
    }
    if position == digits { throw error("expected hexadecimal digits") }
    return value
  }

  /// A number that fits `Int32`: counts, positions, indices.
  mutating func smallInteger() throws(TraceTextError) -> Int {
    skipBlanks()
    let start = position
    let value = try integer()
    guard let small = Int32(exactly: value) else { throw error("the number is out of range", at: start) }
    return Int(small)
  }

  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &- 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte &- 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte &- 0x37
    default: nil
    }
  }
}
