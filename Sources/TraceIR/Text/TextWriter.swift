// Appends the lexical elements of trace texts to a byte array.

/// A growing text.
struct TextWriter {
  var bytes: [UInt8] = []

  mutating func text(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func string(_ string: String) { bytes.append(contentsOf: string.utf8) }

  mutating func newline() { bytes.append(0x0A) }

  mutating func integer(_ value: Int) { integer(Int64(value)) }

  mutating func integer(_ value: Int64) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(value.magnitude)
  }

  /// A frame-slot or byte offset: always with its sign.
  mutating func offset(_ value: Int64) {
    bytes.append(value < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    digits(value.magnitude)
  }

  mutating func value(_ id: ValueID) {
    bytes.append(UInt8(ascii: "%"))
    integer(Int64(id.index))
  }

  mutating func constant(_ index: Int) {
    bytes.append(UInt8(ascii: "$"))
    integer(index)
  }

  mutating func hex(_ value: UInt64) {
    text("0x")
    string(String(value, radix: 16))
  }

  /// A string in quotes, control characters escaped.
  mutating func quoted(_ string: String) {
    bytes.append(0x22)
    for byte in string.utf8 {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0x0A: text("\\n")
      case 0..<0x20, 0x7F:
        text("\\x")
        bytes.append(TextWriter.hexDigit(byte >> 4))
        bytes.append(TextWriter.hexDigit(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  private mutating func digits(_ value: UInt64) {
    if value < 10 {
      bytes.append(UInt8(truncatingIfNeeded: value) + 0x30)
      return
    }
    var rest = value
    let start = bytes.count
    while rest > 0 {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      bytes.append(UInt8(truncatingIfNeeded: digit) + 0x30)
      rest = quotient
    }
    bytes[start...].reverse()
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? value + 0x30 : value + 0x57 }
}
