// Formats single values for printf-style formatting.

extension PercentFormatter {
  /// Adds a value to a str; false with an exception pending on failure.
  mutating func append(_ value: Value, _ conversion: PercentConversion) -> Bool {
    switch conversion.type {
    case 115: return appendText(vm.str(value), conversion)
    case 114: return appendText(vm.repr(value), conversion)
    case 97: return appendText(vm.ascii(value), conversion)
    case 99: return appendCharacter(value, conversion)
    default: return appendNumber(value, conversion)
    }
  }

  /// Adds a value to bytes.
  mutating func appendBytes(_ value: Value, _ conversion: PercentConversion) -> Bool {
    switch conversion.type {
    case 115, 98:
      guard let content = bytesValue(value) else { return false }
      return appendBytes(content, conversion)
    case 114, 97:
      let shown = vm.ascii(value)
      return shown.isNil ? false : appendBytes(vm.utf8(shown), conversion)
    case 99: return appendByte(value, conversion)
    default: return appendNumber(value, conversion)
    }
  }

  private func fail(_ type: String, _ message: String) -> Bool {
    vm.raise(type, message)
    return false
  }

  private func canPad(_ conversion: PercentConversion) -> Bool { vm.reserve(bytes: Swift.min(Swift.max(conversion.width, conversion.precision, 0), 1 << 60) * 4) }

  private mutating func appendText(_ value: Value, _ conversion: PercentConversion) -> Bool {
    guard !value.isNil, canPad(conversion) else { return false }
    var count = vm.stringCount(value)
    if conversion.precision >= 0 { count = Swift.min(count, conversion.precision) }
    if !conversion.isLeft { text.append(repeating: 32, conversion.width - count) }
    text.append(value, to: count, in: vm)
    if conversion.isLeft { text.append(repeating: 32, conversion.width - count) }
    return true
  }

  private mutating func appendBytes(_ content: [UInt8], _ conversion: PercentConversion) -> Bool {
    guard canPad(conversion) else { return false }
    let count = conversion.precision >= 0 ? Swift.min(content.count, conversion.precision) : content.count
    if !conversion.isLeft { text.append(repeating: 32, conversion.width - count) }
    text.append(ascii: content[..<count])
    if conversion.isLeft { text.append(repeating: 32, conversion.width - count) }
    return true
  }

  private func bytesValue(_ value: Value) -> [UInt8]? {
    if let content = vm.bytesContent(value) { return content }
    let method = vm.special(value, .__bytes__)
    if !method.isNil {
      let result = vm.callMethod(method, value)
      if result.isNil { return nil }
      if let content = vm.bytesContent(result) { return content }
      vm.raise("TypeError", "__bytes__ returned non-bytes (type \(vm.typeName(vm.typeOf(result))))")
      return nil
    }
    vm.raise("TypeError", "%b requires a bytes-like object, or an object that implements __bytes__, not '\(vm.typeName(vm.typeOf(value)))'")
    return nil
  }

  private mutating func appendCharacter(_ value: Value, _ conversion: PercentConversion) -> Bool {
    var code = -1
    if value.isKind(.str) {
      guard vm.stringCount(value) == 1 else { return fail("TypeError", "%c requires int or char") }
      code = Int(vm.codePoint(value, 0))
    } else {
      if !vm.isInt(value), vm.special(value, .__index__).isNil { return fail("TypeError", "%c requires int or char") }
      guard let index = vm.index(value) else { return false }
      guard index >= 0, index < 0x110000 else { return fail("OverflowError", "%c arg not in range(0x110000)") }
      code = index
    }
    var single = conversion
    single.precision = -1
    return appendText(vm.makeCharacter(UInt32(code)), single)
  }

  private mutating func appendByte(_ value: Value, _ conversion: PercentConversion) -> Bool {
    var single = conversion
    single.precision = -1
    if let content = vm.bytesContent(value), content.count == 1 { return appendBytes(content, single) }
    guard vm.isInt(value) || !vm.special(value, .__index__).isNil else {
      return fail("TypeError", "%c requires an integer in range(256) or a single byte")
    }
    guard let index = vm.index(value) else { return false }
    guard index >= 0, index < 256 else { return fail("OverflowError", "%c arg not in range(256)") }
    return appendBytes([UInt8(index)], single)
  }

  private mutating func appendNumber(_ value: Value, _ conversion: PercentConversion) -> Bool {
    guard canPad(conversion) else { return false }
    var spec = FormatSpec(alignment: conversion.isLeft ? 60 : conversion.hasZero ? 61 : 62)
    spec.fill = conversion.hasZero && !conversion.isLeft ? 48 : 32
    spec.width = conversion.width
    spec.sign = conversion.hasSign ? 43 : conversion.hasBlank ? 32 : 0
    spec.isAlternate = conversion.isAlternate
    switch conversion.type {
    case 100, 105, 117, 111, 120, 88: return appendInt(value, conversion, spec)
    case 101, 69, 102, 70, 103, 71:
      guard let number = floatArgument(value) else { return false }
      spec.type = conversion.type
      spec.precision = conversion.precision < 0 ? 6 : conversion.precision
      if spec.isPlain, conversion.type == 102, number.isFinite, appendFixed(number, spec.precision) { return true }
      guard let parts = vm.floatParts(number, spec, addsPoint: false) else { return false }
      return vm.layOut(parts, spec, group: 3, to: &text)
    default:
      let shown = conversion.type > 31 && conversion.type < 128 ? String(UnicodeScalar(UInt8(conversion.type))) : "?"
      return fail("ValueError", "unsupported format character '\(shown)' (0x\(String(conversion.type, radix: 16))) at index \(conversion.position)")
    }
  }

  /// Adds a float with a few decimals; false when the general way must be taken.
  private mutating func appendFixed(_ number: Double, _ places: Int) -> Bool {
    guard let decimal = scaledDecimal(number.magnitude, places: places) else { return false }
    if number.sign == .minus { text.append(ascii: 45) }
    text.append(decimal: decimal, places: places)
    return true
  }

  private func floatArgument(_ value: Value) -> Double? {
    let number = vm.realNumber(value)
    if number == nil, isBytes, vm.isPending("TypeError") {
      vm.pointee.exception = .nil
      vm.raise("TypeError", "float argument required, not \(vm.typeName(vm.typeOf(value)))")
    }
    return number
  }

  private mutating func appendInt(_ value: Value, _ conversion: PercentConversion, _ spec: FormatSpec) -> Bool {
    let integer = intArgument(value, conversion)
    if integer.isNil { return false }
    let radix = conversion.type == 111 ? 8 : conversion.type | 32 == 120 ? 16 : 10
    if let word = vm.intWord(integer), conversion.precision < 0, !conversion.isAlternate, conversion.type != 88 {
      return vm.layOut(word, radix, spec, to: &text)
    }
    var parts = NumberParts()
    parts.isNegative = vm.sign(ofInt: integer) < 0
    var digits = TextAssembler(capacity: 24)
    guard vm.append(magnitudeOf: integer, radix: radix, to: &digits) else { return false }
    var bytes = digits.bytes()
    if conversion.type == 88 { bytes = bytes.map { $0 >= 97 ? $0 - 32 : $0 } }
    if bytes.count < conversion.precision { bytes = [UInt8](repeating: 48, count: conversion.precision - bytes.count) + bytes }
    parts.whole = bytes[...]
    if conversion.isAlternate, radix != 10 { parts.prefix = [48, UInt8(conversion.type)] }
    return vm.layOut(parts, spec, group: 3, to: &text)
  }

  private func intArgument(_ value: Value, _ conversion: PercentConversion) -> Value {
    if vm.isInt(value) { return vm.integer(value) }
    let needsIndex = conversion.type == 111 || conversion.type | 32 == 120
    let type = String(UnicodeScalar(UInt8(conversion.type)))
    let complaint = "%\(type) format: \(needsIndex ? "an integer" : "a real number") is required, not \(vm.typeName(vm.typeOf(value)))"
    let isNumber = vm.numberRank(value) == .float || !vm.special(value, .__index__).isNil || (!vm.special(value, .__int__).isNil && !value.isKind(.str))
    if !isNumber { return vm.raise("TypeError", complaint) }
    let result = needsIndex ? vm.indexValue(value) : vm.toInt(value)
    if result.isNil, vm.isPending("TypeError") {
      vm.pointee.exception = .nil
      return vm.raise("TypeError", complaint)
    }
    return result
  }
}
