// Formats ints, floats and strings by a format specification.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `format(number, spec)` for a built-in number; `spec` is a str or nil.
  public func formatNumber(_ value: Value, _ spec: Value) -> Value {
    if spec.isNil || stringCount(spec) == 0 { return isUserInstance(value) ? str(value) : numberRepr(value) }
    guard let parsed = parseFormatSpec(spec, alignment: 62, for: value) else { return .nil }
    switch numberRank(value) {
    case .int: return formatInt(value, parsed)
    case .float: return formatFloat(floatValue(value), parsed, value)
    case .complex: return formatComplex(complexObject(value), parsed, value)
    case .none: return raise("TypeError", "unsupported format string passed to \(typeName(typeOf(value))).__format__")
    }
  }

  private func formatInt(_ value: Value, _ spec: FormatSpec) -> Value {
    var radix = 10
    switch spec.type {
    case 0, 100, 110: break
    case 98: radix = 2
    case 111: radix = 8
    case 120, 88: radix = 16
    case 99: break
    case 101, 69, 102, 70, 103, 71, 37:
      guard let number = double(value) else { return .nil }
      return formatFloat(number, spec, value)
    default: return raiseUnknownFormat(spec.type, value)
    }
    if spec.precision != -1 { return raise("ValueError", "Precision not allowed in integer format specifier") }
    if spec.coercesNegativeZero { return raise("ValueError", "Negative zero coercion (z) not allowed in integer format specifier") }
    if spec.type == 99 { return formatCharacter(value, spec) }
    if let word = intWord(value), !spec.isAlternate, spec.separator == 0, spec.type != 88 {
      var text = TextAssembler(capacity: Swift.min(spec.width, 1 << 16) + 24)
      return layOut(word, radix, spec, to: &text) ? text.finish(self) : .nil
    }
    var digits = TextAssembler(capacity: 24)
    guard append(magnitudeOf: value, radix: radix, to: &digits) else { return .nil }
    var parts = NumberParts()
    parts.isNegative = sign(ofInt: value) < 0
    var bytes = digits.bytes()
    if spec.type == 88 { bytes = bytes.map { $0 >= 97 ? $0 - 32 : $0 } }
    parts.whole = bytes[...]
    if spec.isAlternate, radix != 10 { parts.prefix = [48, UInt8(spec.type)] }
    var text = TextAssembler(capacity: Swift.max(digits.count + 8, 16))
    return layOut(parts, spec, group: radix == 10 ? 3 : 4, to: &text) ? text.finish(self) : .nil
  }

  /// A float with a few decimals and no layout; nil when the general way must be taken.
  private func fixedText(_ value: Double, _ places: Int) -> Value? {
    guard value.isFinite, let decimal = scaledDecimal(value.magnitude, places: places) else { return nil }
    var text = TextAssembler(capacity: 32)
    if value.sign == .minus { text.append(ascii: 45) }
    text.append(decimal: decimal, places: places)
    return text.finish(self)
  }

  private func formatCharacter(_ value: Value, _ spec: FormatSpec) -> Value {
    if spec.sign != 0 { return raise("ValueError", "Sign not allowed with integer format specifier 'c'") }
    if spec.isAlternate { return raise("ValueError", "Alternate form (#) not allowed with integer format specifier 'c'") }
    guard let code = intWord(value) else { return raise("OverflowError", "Python int too large to convert to C long") }
    guard code >= 0, code < 0x110000 else { return raise("OverflowError", "%c arg not in range(0x110000)") }
    var parts = NumberParts()
    parts.character = UInt32(code)
    var text = TextAssembler()
    return layOut(parts, spec, group: 3, to: &text) ? text.finish(self) : .nil
  }

  private func formatFloat(_ number: Double, _ spec: FormatSpec, _ value: Value) -> Value {
    switch spec.type {
    case 0, 101, 69, 102, 70, 103, 71, 110, 37: break
    default: return raiseUnknownFormat(spec.type, value)
    }
    if spec.isPlain, spec.type == 102, let text = fixedText(number, spec.precision < 0 ? 6 : spec.precision) { return text }
    guard let parts = floatParts(number, spec, addsPoint: true) else { return .nil }
    var text = TextAssembler()
    return layOut(parts, spec, group: 3, to: &text) ? text.finish(self) : .nil
  }

  /// The text of a double as a specification asks for; `addsPoint`: whether the default type shows whole numbers with `.0`.
  func floatParts(_ value: Double, _ spec: FormatSpec, addsPoint: Bool) -> NumberParts? {
    if spec.precision > Int(Int32.max) {
      raise("ValueError", "precision too big")
      return nil
    }
    guard reserve(bytes: spec.precision) else { return nil }
    let isPercent = spec.type == 37
    let number = isPercent ? value * 100 : value
    let text = floatDigits(number, spec, addsPoint: addsPoint) + (isPercent ? [37] : [])
    var isNegative = number.sign == .minus && !number.isNaN
    if spec.coercesNegativeZero, isNegative, number.isFinite, isZero(text) { isNegative = false }
    return NumberParts(text, isNegative: isNegative)
  }

  /// Whether all digits before an exponent are zeros.
  private func isZero(_ text: [UInt8]) -> Bool {
    for byte in text {
      if byte | 32 == 101 { return true }
      if byte >= 49 && byte <= 57 { return false }
    }
    return true
  }

  private func floatDigits(_ value: Double, _ spec: FormatSpec, addsPoint: Bool) -> [UInt8] {
    let isUpper = spec.type == 69 || spec.type == 70 || spec.type == 71
    if value.isNaN { return Array((isUpper ? "NAN" : "nan").utf8) }
    if value.isInfinite { return Array((isUpper ? "INF" : "inf").utf8) }
    if spec.type == 0, !spec.isAlternate {
      var text = TextAssembler()
      if spec.precision < 0 {
        DecimalDigits(shortest: value).append(to: &text, addsPoint: addsPoint)
      } else {
        let count = Swift.max(spec.precision, 1)
        var digits = DecimalDigits(value, significant: count)
        while digits.digits.count > 1, digits.digits.last == 48 { digits.digits.removeLast() }
        digits.append(to: &text, addsPoint: addsPoint, largest: addsPoint ? count - 1 : count)
      }
      return text.bytes()
    }
    let type: UInt8 = spec.type == 0 || spec.type == 110 ? 103 : spec.type == 37 ? 102 : UInt8(truncatingIfNeeded: spec.type)
    let precision = spec.precision >= 0 ? spec.precision : spec.type == 0 ? 17 : 6
    if spec.type == 0, spec.precision < 0 { return alternateShortest(value) }
    return formatted(value.magnitude, conversion: type, precision: precision, isAlternate: spec.isAlternate)
  }

  /// `repr` that always shows a point.
  private func alternateShortest(_ value: Double) -> [UInt8] {
    var text = TextAssembler()
    DecimalDigits(shortest: value).append(to: &text, addsPoint: true)
    var bytes = text.bytes()
    if !bytes.contains(46), let mark = bytes.firstIndex(of: 101) { bytes.insert(46, at: mark) }
    return bytes
  }

  private func formatComplex(_ number: ComplexNumber, _ spec: FormatSpec, _ value: Value) -> Value {
    switch spec.type {
    case 0, 101, 69, 102, 70, 103, 71, 110: break
    default: return raiseUnknownFormat(spec.type, value)
    }
    if spec.fill == 48 {
      return raise("ValueError", "Zero padding is not allowed in complex format specifier")
    }
    if spec.alignment == 61 { return raise("ValueError", "'=' alignment flag is not allowed in complex format specifier") }
    let skipsReal = spec.type == 0 && number.real == 0 && number.real.sign == .plus
    var part = spec
    part.width = -1
    part.alignment = 60
    var inner = TextAssembler()
    if spec.type == 0, !skipsReal { inner.append(ascii: 40) }
    if !skipsReal {
      guard let real = floatParts(number.real, spec, addsPoint: false), layOut(real, part, group: 3, to: &inner) else { return .nil }
      part.sign = 43
    }
    guard let imaginary = floatParts(number.imaginary, spec, addsPoint: false), layOut(imaginary, part, group: 3, to: &inner) else { return .nil }
    inner.append(ascii: 106)
    if spec.type == 0, !skipsReal { inner.append(ascii: 41) }
    var text = TextAssembler()
    var outer = spec
    outer.precision = -1
    return pad(inner.finish(self), outer, to: &text) ? text.finish(self) : .nil
  }

  /// `format(text, spec)` for a str; `spec` is a str or nil.
  public func formatString(_ value: Value, _ spec: Value) -> Value {
    if spec.isNil || stringCount(spec) == 0 { return str(value) }
    guard let parsed = parseFormatSpec(spec, alignment: 60, for: value) else { return .nil }
    if parsed.type != 0, parsed.type != 115 { return raiseUnknownFormat(parsed.type, value) }
    if parsed.separator != 0 { return raise("ValueError", "Cannot specify '\(parsed.separator == 44 ? "," : "_")' with 's'.") }
    if parsed.sign == 32 { return raise("ValueError", "Space not allowed in string format specifier") }
    if parsed.sign != 0 { return raise("ValueError", "Sign not allowed in string format specifier") }
    if parsed.coercesNegativeZero { return raise("ValueError", "Negative zero coercion (z) not allowed in string format specifier") }
    if parsed.isAlternate { return raise("ValueError", "Alternate form (#) not allowed in string format specifier") }
    if parsed.alignment == 61 { return raise("ValueError", "'=' alignment not allowed in string format specifier") }
    var text = TextAssembler()
    return pad(value, parsed, to: &text) ? text.finish(self) : .nil
  }

  /// Adds a str cut to the precision and padded to the width.
  private func pad(_ value: Value, _ spec: FormatSpec, to text: inout TextAssembler) -> Bool {
    if value.isNil { return false }
    let count = spec.precision >= 0 ? Swift.min(stringCount(value), spec.precision) : stringCount(value)
    let padding = Swift.max(0, spec.width - count)
    guard reserve(bytes: Swift.min(padding, 1 << 60) * 4) else { return false }
    let left = spec.alignment == 62 ? padding : spec.alignment == 94 ? padding / 2 : 0
    text.append(repeating: spec.fill, left)
    text.append(value, to: count, in: self)
    text.append(repeating: spec.fill, padding - left)
    return true
  }
}
