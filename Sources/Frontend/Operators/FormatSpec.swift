// Parses the format specification mini-language.

/// What a format specification asks for.
struct FormatSpec {
  var fill: UInt32 = 32
  /// One of `<`, `>`, `^`, `=`.
  var alignment: UInt8
  var hasAlignment = false
  /// `+`, `-`, a space, or 0.
  var sign: UInt8 = 0
  var coercesNegativeZero = false
  var isAlternate = false
  /// -1 when absent.
  var width = -1
  /// `,`, `_` or 0.
  var separator: UInt8 = 0
  /// -1 when absent.
  var precision = -1
  /// The presentation type, or 0.
  var type: UInt32 = 0

  /// Whether nothing but precision and type is asked for.
  var isPlain: Bool { width < 0 && sign == 0 && separator == 0 && !isAlternate && !coercesNegativeZero }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Parses a specification for a value; nil with ValueError pending.
  func parseFormatSpec(_ text: Value, alignment: UInt8, for value: Value) -> FormatSpec? {
    var spec = FormatSpec(alignment: alignment)
    let end = stringCount(text)
    var i = 0
    func code(_ index: Int) -> UInt32 { index < end ? codePoint(text, index) : 0 }
    if end >= 2, isAlignment(code(1)) {
      spec.fill = code(0)
      spec.alignment = UInt8(code(1))
      spec.hasAlignment = true
      i = 2
    } else if isAlignment(code(0)) {
      spec.alignment = UInt8(code(0))
      spec.hasAlignment = true
      i = 1
    }
    let hasFill = i == 2
    if code(i) == 43 || code(i) == 45 || code(i) == 32 {
      spec.sign = UInt8(code(i))
      i += 1
    }
    if code(i) == 122 {
      spec.coercesNegativeZero = true
      i += 1
    }
    if code(i) == 35 {
      spec.isAlternate = true
      i += 1
    }
    if !hasFill, code(i) == 48 {
      spec.fill = 48
      if !spec.hasAlignment, alignment == 62 { spec.alignment = 61 }
      i += 1
    }
    guard let width = parseDecimal(text, &i), parseSeparator(text, &i, &spec), parsePrecision(text, &i, &spec) else { return nil }
    spec.width = width
    if end - i > 1 {
      raise("ValueError", "Invalid format specifier '\(swiftString(text))' for object of type '\(typeName(typeOf(value)))'")
      return nil
    }
    spec.type = code(i)
    guard spec.width < 1 << 40, reserve(bytes: Swift.max(spec.width, 0) * 4) else {
      if pointee.exception.isNil { raise("MemoryError") }
      return nil
    }
    return checkSeparator(spec) ? spec : nil
  }

  private func isAlignment(_ code: UInt32) -> Bool { code == 60 || code == 62 || code == 61 || code == 94 }

  /// Reads digits at a position: -1 if there are none, nil with ValueError pending if there are too many.
  func parseDecimal(_ text: Value, _ i: inout Int) -> Int? {
    var value = -1
    while i < stringCount(text) {
      let code = codePoint(text, i)
      guard code >= 48, code <= 57 else { break }
      let (product, overflow) = Swift.max(value, 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(code - 48))
      if overflow || carry {
        raise("ValueError", "Too many decimal digits in format string")
        return nil
      }
      value = sum
      i += 1
    }
    return value
  }

  private func parseSeparator(_ text: Value, _ i: inout Int, _ spec: inout FormatSpec) -> Bool {
    func code() -> UInt32 { i < stringCount(text) ? codePoint(text, i) : 0 }
    if code() == 44 {
      spec.separator = 44
      i += 1
    }
    if code() == 95 {
      if spec.separator != 0 { return bothSeparators() }
      spec.separator = 95
      i += 1
    }
    return code() == 44 && spec.separator == 95 ? bothSeparators() : true
  }

  private func bothSeparators() -> Bool {
    raise("ValueError", "Cannot specify both ',' and '_'.")
    return false
  }

  private func parsePrecision(_ text: Value, _ i: inout Int, _ spec: inout FormatSpec) -> Bool {
    guard i < stringCount(text), codePoint(text, i) == 46 else { return true }
    i += 1
    guard let precision = parseDecimal(text, &i) else { return false }
    if precision < 0 {
      raise("ValueError", "Format specifier missing precision")
      return false
    }
    spec.precision = precision
    return true
  }

  private func checkSeparator(_ spec: FormatSpec) -> Bool {
    if spec.separator == 0 { return true }
    switch spec.type {
    case 0, 100, 101, 102, 103, 69, 71, 70, 37: return true
    case 98, 111, 120, 88:
      if spec.separator == 95 { return true }
    default: break
    }
    raise("ValueError", "Cannot specify '\(spec.separator == 44 ? "," : "_")' with '\(shownType(spec.type))'.")
    return false
  }

  /// A presentation type as messages show it.
  func shownType(_ type: UInt32) -> String {
    if type > 32 && type < 128 { return String(UnicodeScalar(UInt8(type))) }
    return "\\x" + String(type, radix: 16)
  }

  /// Raises ValueError for a presentation type that a class does not know.
  func raiseUnknownFormat(_ type: UInt32, _ value: Value) -> Value {
    raise("ValueError", "Unknown format code '\(shownType(type))' for object of type '\(typeName(typeOf(value)))'")
  }
}
