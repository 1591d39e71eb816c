// Implements str.format and str.format_map.

/// Where replacement fields get their values from.
struct FormatArguments {
  /// Positional and keyword arguments of `format`, the template first; nil for `format_map`.
  let arguments: Arguments?
  /// The mapping of `format_map`, or nil.
  let mapping: Value
}

/// Whether fields are numbered by the program or automatically; one for a whole call.
struct FieldNumbering {
  var isAutomatic: Bool?
  var next = 0
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `template.format(*args, **keywords)`: the arguments start after the template; keyword values follow them.
  public func formatMethod(_ template: Value, _ args: Arguments) -> Value {
    var numbering = FieldNumbering()
    return buildFormat(template, 0, stringCount(template), FormatArguments(arguments: args, mapping: .nil), &numbering, depth: 2)
  }

  /// `template.format_map(mapping)`.
  public func formatMapMethod(_ template: Value, _ mapping: Value) -> Value {
    var numbering = FieldNumbering()
    return buildFormat(template, 0, stringCount(template), FormatArguments(arguments: nil, mapping: mapping), &numbering, depth: 2)
  }

  /// Formats code points `start..<end` of a template.
  private func buildFormat(
    _ template: Value, _ start: Int, _ end: Int, _ source: FormatArguments, _ numbering: inout FieldNumbering, depth: Int
  ) -> Value {
    if depth <= 0 { return raise("ValueError", "Max string recursion exceeded") }
    var text = TextAssembler(capacity: end - start + 32)
    var i = start
    while i < end {
      let literal = i
      while i < end, !isBrace(codePoint(template, i)) { i += 1 }
      text.append(template, from: literal, to: i, in: self)
      if i == end { break }
      let brace = codePoint(template, i)
      i += 1
      if i < end, codePoint(template, i) == brace {
        text.append(brace)
        i += 1
        continue
      }
      if brace == 125 { return raise("ValueError", "Single '}' encountered in format string") }
      if i == end { return raise("ValueError", "Single '{' encountered in format string") }
      guard let field = parseField(template, &i, end) else { return .nil }
      let rendered = render(field, template, source, &numbering, depth: depth)
      if rendered.isNil { return .nil }
      text.append(rendered, in: self)
    }
    return text.finish(self)
  }

  private func isBrace(_ code: UInt32) -> Bool { code == 123 || code == 125 }

  private func render(
    _ field: ReplacementField, _ template: Value, _ source: FormatArguments, _ numbering: inout FieldNumbering, depth: Int
  ) -> Value {
    var value = fieldValue(field, template, source, &numbering)
    if value.isNil { return .nil }
    switch field.conversion {
    case 0: break
    case 114: value = repr(value)
    case 115: value = str(value)
    case 97: value = ascii(value)
    default:
      let shown = field.conversion > 32 && field.conversion < 127 ? String(UnicodeScalar(UInt8(field.conversion))) : "\\x" + String(field.conversion, radix: 16)
      return raise("ValueError", "Unknown conversion specifier \(shown)")
    }
    if value.isNil { return .nil }
    var spec = Value.nil
    if field.isNested {
      spec = buildFormat(template, field.spec.lowerBound, field.spec.upperBound, source, &numbering, depth: depth - 1)
      if spec.isNil { return .nil }
    } else if !field.spec.isEmpty {
      spec = substring(template, field.spec)
    }
    return format(value, spec)
  }

  /// Part of a str as a new str.
  func substring(_ string: Value, _ range: Range<Int>) -> Value {
    var text = TextAssembler(capacity: range.count)
    text.append(string, from: range.lowerBound, to: range.upperBound, in: self)
    return text.finish(self)
  }

  /// Reads a replacement field from behind its opening brace to behind its closing one; nil with ValueError pending.
  private func parseField(_ template: Value, _ i: inout Int, _ end: Int) -> ReplacementField? {
    var field = ReplacementField()
    let start = i
    var code: UInt32 = 0
    scan: while i < end {
      code = codePoint(template, i)
      i += 1
      switch code {
      case 123: return failField("unexpected '{' in field name")
      case 91:
        while i < end, codePoint(template, i) != 93 { i += 1 }
      case 125, 58, 33: break scan
      default: break
      }
    }
    field.name = start..<Swift.max(start, i - 1)
    if code == 125 { return field }
    guard code == 33 || code == 58 else { return failField("expected '}' before end of string") }
    if code == 33 {
      if i >= end { return failField("end of string while looking for conversion specifier") }
      field.conversion = codePoint(template, i)
      i += 1
      if i < end {
        code = codePoint(template, i)
        i += 1
        if code == 125 { return field }
        if code != 58 { return failField("expected ':' after conversion specifier") }
      }
    }
    return parseFieldSpec(template, &i, end, &field) ? field : failField("unmatched '{' in format spec")
  }

  private func parseFieldSpec(_ template: Value, _ i: inout Int, _ end: Int, _ field: inout ReplacementField) -> Bool {
    let start = i
    var depth = 1
    while i < end {
      let code = codePoint(template, i)
      i += 1
      if code == 123 {
        field.isNested = true
        depth += 1
      } else if code == 125 {
        depth -= 1
        if depth == 0 {
          field.spec = start..<(i - 1)
          return true
        }
      }
    }
    return false
  }

  private func failField(_ message: String) -> ReplacementField? {
    raise("ValueError", message)
    return nil
  }
}

/// A replacement field of a template, by positions in it.
struct ReplacementField {
  var name = 0..<0
  /// The character behind `!`, or 0.
  var conversion: UInt32 = 0
  var spec = 0..<0
  /// Whether the specification has fields of its own.
  var isNested = false
}
