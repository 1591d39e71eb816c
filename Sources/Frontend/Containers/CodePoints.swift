// Classifies and maps code points as CPython does.

/// Properties of code points in Unicode 14.0, which CPython 3.11 knows. Numbers in the code below are characters whose
/// properties changed since.
enum CodePoints {
  /// The properties of a code point, nil for surrogates and for characters newer than Unicode 14.
  @inline(__always)
  static func properties(_ code: UInt32) -> Unicode.Scalar.Properties? {
    guard let scalar = Unicode.Scalar(code) else { return nil }
    let properties = scalar.properties
    if let age = properties.age, age.major > 14 { return nil }
    return properties
  }

  static func category(_ code: UInt32) -> Unicode.GeneralCategory {
    if code >= 0xD800, code < 0xE000 { return .surrogate }
    return properties(code)?.generalCategory ?? .unassigned
  }

  static func isPrintable(_ code: UInt32) -> Bool {
    if code < 128 { return code >= 32 && code < 127 }
    switch category(code) {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator: return false
    default: return true
    }
  }

  static func isSpace(_ code: UInt32) -> Bool {
    switch code {
    case 9...13, 28...32, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }

  static func isLineBreak(_ code: UInt32) -> Bool {
    switch code {
    case 10...13, 28...30, 0x85, 0x2028, 0x2029: return true
    default: return false
    }
  }

  static func isAlpha(_ code: UInt32) -> Bool {
    if code < 128 { return (code | 32) >= 97 && (code | 32) <= 122 }
    switch category(code) {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  static func isDecimal(_ code: UInt32) -> Bool {
    if code < 128 { return code >= 48 && code <= 57 }
    return properties(code)?.numericType == .decimal
  }

  static func isDigit(_ code: UInt32) -> Bool {
    if code < 128 { return code >= 48 && code <= 57 }
    let type = properties(code)?.numericType
    return type == .decimal || type == .digit
  }

  static func isNumeric(_ code: UInt32) -> Bool {
    if code < 128 { return code >= 48 && code <= 57 }
    switch code {
    case 0x4E24, 0x4EAC, 0x4FE9, 0x5006, 0x62D0, 0x6D1E, 0x7695, 0x79ED, 0x920E, 0x94A9: return false
    case 0x12038, 0x12039, 0x12079, 0x12226, 0x1222B, 0x1230B, 0x1230D, 0x12399: return false
    default: return properties(code)?.numericType != nil
    }
  }

  /// The value of a decimal digit of any script, or nil.
  static func decimalValue(_ code: UInt32) -> Int? {
    if code < 128 { return code >= 48 && code <= 57 ? Int(code) - 48 : nil }
    guard let properties = properties(code), properties.numericType == .decimal, let value = properties.numericValue else { return nil }
    return Int(value)
  }

  static func isUpper(_ code: UInt32) -> Bool {
    if code < 128 { return code >= 65 && code <= 90 }
    return properties(code)?.isUppercase ?? false
  }

  static func isLower(_ code: UInt32) -> Bool {
    if code < 128 { return code >= 97 && code <= 122 }
    switch code {
    case 0x295: return true
    case 0x10FC, 0xA7F2...0xA7F4, 0xAB69: return false
    default: return properties(code)?.isLowercase ?? false
    }
  }

  static func isTitle(_ code: UInt32) -> Bool { code >= 128 && category(code) == .titlecaseLetter }

  /// Whether a character has a case of any sort.
  static func isCased(_ code: UInt32) -> Bool { isUpper(code) || isLower(code) || isTitle(code) }

  static func isCaseIgnorable(_ code: UInt32) -> Bool { properties(code)?.isCaseIgnorable ?? false }

  static func startsIdentifier(_ code: UInt32) -> Bool {
    if code < 128 { return isAlpha(code) || code == 95 }
    return properties(code)?.isXIDStart ?? false
  }

  static func continuesIdentifier(_ code: UInt32) -> Bool {
    if code < 128 { return isAlpha(code) || code == 95 || isDecimal(code) }
    switch code {
    case 0x200C, 0x200D, 0x30FB, 0xFF65: return false
    default: return properties(code)?.isXIDContinue ?? false
    }
  }

  // MARK: Mappings

  static func upper(_ code: UInt32, _ emit: (UInt32) -> Void) {
    if code < 128 { return emit(code >= 97 && code <= 122 ? code - 32 : code) }
    map(code, emit) { $0.uppercaseMapping }
  }

  static func lower(_ code: UInt32, _ emit: (UInt32) -> Void) {
    if code < 128 { return emit(code >= 65 && code <= 90 ? code + 32 : code) }
    map(code, emit) { $0.lowercaseMapping }
  }

  static func title(_ code: UInt32, _ emit: (UInt32) -> Void) {
    if code < 128 { return upper(code, emit) }
    map(code, emit) { $0.titlecaseMapping }
  }

  /// Full case folding, which the standard library does not have: lower case of upper case of lower case, but for a few.
  static func fold(_ code: UInt32, _ emit: (UInt32) -> Void) {
    switch code {
    case 0x131, 0x13A0...0x13F5: emit(code)
    case 0x13F8...0x13FD: emit(code - 8)
    case 0xAB70...0xABBF: emit(code - 0xAB70 + 0x13A0)
    default: lower(code) { small in upper(small) { large in lower(large, emit) } }
    }
  }

  private static func map(_ code: UInt32, _ emit: (UInt32) -> Void, _ mapping: (Unicode.Scalar.Properties) -> String) {
    guard let properties = properties(code) else { return emit(code) }
    let mapped = mapping(properties).unicodeScalars
    if let age = mapped.first?.properties.age, age.major > 14 { return emit(code) }
    for scalar in mapped { emit(scalar.value) }
  }
}
