// Lays formatted numbers out: sign, prefix, grouped digits, padding.

/// The text of a number before it is laid out.
struct NumberParts {
  var isNegative = false
  var prefix: [UInt8] = []
  /// The digits before the point, or nothing for `inf`, `nan` and characters.
  var whole: ArraySlice<UInt8> = []
  /// Everything behind: point, fraction, exponent, percent sign.
  var rest: ArraySlice<UInt8> = []
  /// A single character in place of digits (type `c`).
  var character: UInt32?

  init() {}

  /// Splits the text of a float without its sign.
  init(_ text: [UInt8], isNegative: Bool) {
    self.isNegative = isNegative
    let count = text.prefix { $0 >= 48 && $0 <= 57 }.count
    whole = text[..<count]
    rest = text[count...]
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Adds a number laid out by a specification; `group` is the number of digits between separators.
  func layOut(_ parts: NumberParts, _ spec: FormatSpec, group: Int, to text: inout TextAssembler) -> Bool {
    let sign: UInt8 = parts.isNegative ? 45 : spec.sign == 43 ? 43 : spec.sign == 32 ? 32 : 0
    let fixed = (sign == 0 ? 0 : 1) + parts.prefix.count + parts.rest.count + (parts.character == nil ? 0 : 1)
    let padsWithZeros = spec.fill == 48 && spec.alignment == 61
    let minimum = padsWithZeros ? spec.width - fixed : 0
    guard reserve(bytes: Swift.min(Swift.max(spec.width, 0), 1 << 60) * 4) else { return false }
    let digits = parts.whole.isEmpty ? [] : grouped(parts.whole, minimum, group, spec.separator)
    let padding = Swift.max(0, spec.width - fixed - digits.count)
    let left = spec.alignment == 62 ? padding : spec.alignment == 94 ? padding / 2 : 0
    text.append(repeating: spec.fill, left)
    if sign != 0 { text.append(ascii: sign) }
    text.append(ascii: parts.prefix)
    if spec.alignment == 61 { text.append(repeating: spec.fill, padding) }
    if let character = parts.character { text.append(character) }
    text.append(ascii: digits)
    text.append(ascii: parts.rest)
    if spec.alignment == 60 || spec.alignment == 94 { text.append(repeating: spec.fill, padding - left) }
    return true
  }

  /// Adds an int of 64 bits without prefix or separators.
  func layOut(_ word: Int, _ radix: Int, _ spec: FormatSpec, to text: inout TextAssembler) -> Bool {
    let sign: UInt8 = word < 0 ? 45 : spec.sign == 43 ? 43 : spec.sign == 32 ? 32 : 0
    guard reserve(bytes: Swift.min(Swift.max(spec.width, 0), 1 << 60) * 4) else { return false }
    withDigits(word.magnitude, radix: UInt(radix)) { digits in
      let padding = Swift.max(0, spec.width - digits.count - (sign == 0 ? 0 : 1))
      let left = spec.alignment == 62 ? padding : spec.alignment == 94 ? padding / 2 : 0
      text.append(repeating: spec.fill, left)
      if sign != 0 { text.append(ascii: sign) }
      if spec.alignment == 61 { text.append(repeating: spec.fill, padding) }
      text.append(ascii: digits)
      if spec.alignment == 60 || spec.alignment == 94 { text.append(repeating: spec.fill, padding - left) }
    }
    return true
  }

  /// Inserts separators and leading zeros until at least `minimum` characters are there.
  private func grouped(_ digits: ArraySlice<UInt8>, _ minimum: Int, _ group: Int, _ separator: UInt8) -> [UInt8] {
    if separator == 0 {
      return [UInt8](repeating: 48, count: Swift.max(0, minimum - digits.count)) + digits
    }
    var reversed: [UInt8] = []
    var remaining = digits.count
    var needed = minimum
    while true {
      let size = Swift.min(group, Swift.max(remaining, needed, 1))
      let taken = Swift.min(remaining, size)
      for k in 0..<taken { reversed.append(digits[digits.startIndex + remaining - 1 - k]) }
      reversed.append(contentsOf: repeatElement(48, count: size - taken))
      remaining -= taken
      needed -= size
      if remaining <= 0 && needed <= 0 { return reversed.reversed() }
      needed -= 1
      reversed.append(separator)
    }
  }
}
