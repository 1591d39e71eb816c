// Finds the values of the replacement fields of str.format.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The value that a field's name stands for: an argument, then attributes and items of it.
  func fieldValue(_ field: ReplacementField, _ template: Value, _ source: FormatArguments, _ numbering: inout FieldNumbering) -> Value {
    var i = field.name.lowerBound
    let end = field.name.upperBound
    while i < end, codePoint(template, i) != 46, codePoint(template, i) != 91 { i += 1 }
    var value = firstValue(template, field.name.lowerBound..<i, source, &numbering)
    while i < end, !value.isNil {
      let mark = codePoint(template, i)
      i += 1
      let start = i
      if mark == 46 {
        while i < end, codePoint(template, i) != 46, codePoint(template, i) != 91 { i += 1 }
        if i == start { return raise("ValueError", "Empty attribute in format string") }
        value = getAttribute(value, runtime.intern(substring(template, start..<i)))
      } else if mark == 91 {
        while i < end, codePoint(template, i) != 93 { i += 1 }
        if i == end { return raise("ValueError", "Missing ']' in format string") }
        if i == start { return raise("ValueError", "Empty attribute in format string") }
        value = item(value, template, start..<i)
        i += 1
      } else {
        return raise("ValueError", "Only '.' or '[' may follow ']' in format field specifier")
      }
    }
    return value
  }

  private func item(_ value: Value, _ template: Value, _ range: Range<Int>) -> Value {
    guard let number = number(template, range) else { return .nil }
    return getItem(value, number >= 0 ? makeInt(number) : substring(template, range))
  }

  /// The number that a range of a template says, -1 if it is no number, nil with ValueError pending if it is too large.
  private func number(_ template: Value, _ range: Range<Int>) -> Int? {
    var i = range.lowerBound
    for k in range where codePoint(template, k) < 48 || codePoint(template, k) > 57 { return -1 }
    return parseDecimal(template, &i)
  }

  private func firstValue(_ template: Value, _ range: Range<Int>, _ source: FormatArguments, _ numbering: inout FieldNumbering) -> Value {
    guard var index = number(template, range) else { return .nil }
    if range.isEmpty || index >= 0 {
      if let isAutomatic = numbering.isAutomatic, isAutomatic != range.isEmpty {
        return raise("ValueError", isAutomatic
          ? "cannot switch from automatic field numbering to manual field specification"
          : "cannot switch from manual field specification to automatic field numbering")
      }
      numbering.isAutomatic = range.isEmpty
      if range.isEmpty {
        index = numbering.next
        numbering.next += 1
      }
      return positionalValue(index, source)
    }
    return namedValue(substring(template, range), source)
  }

  private func positionalValue(_ index: Int, _ source: FormatArguments) -> Value {
    guard let arguments = source.arguments else { return raise("ValueError", "Format string contains positional fields") }
    guard index < arguments.count - 1 else {
      return raise("IndexError", "Replacement index \(index) out of range for positional args tuple")
    }
    return arguments[index + 1]
  }

  private func namedValue(_ name: Value, _ source: FormatArguments) -> Value {
    guard let arguments = source.arguments else { return getItem(source.mapping, name) }
    if !arguments.keywordNames.isNil {
      for k in 0..<tupleCount(arguments.keywordNames) where stringsEqual(tupleBase(arguments.keywordNames)[k], name) {
        return arguments.base[arguments.count + k]
      }
    }
    return raiseKeyError(name)
  }
}
