// Writes floats with the fewest digits that read back exactly, and reads floats from text.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import CRuntime

/// Significant decimal digits of a finite number whose decimal point stands behind `point` of them.
struct DecimalDigits {
  var digits: [UInt8]
  var point: Int

  /// The fewest digits that read back as the magnitude of `value`.
  init(shortest value: Double) {
    digits = []
    point = 0
    var text = value.magnitude.description
    text.withUTF8 { parse($0) }
  }

  /// The magnitude of `value` rounded to a number of significant digits, trailing zeros kept.
  init(_ value: Double, significant count: Int) {
    digits = []
    point = 0
    let text = formatted(value.magnitude, conversion: 101, precision: count - 1, isAlternate: false)
    text.withUnsafeBufferPointer { parse($0, keepsZeros: true) }
  }

  private mutating func parse(_ text: UnsafeBufferPointer<UInt8>, keepsZeros: Bool = false) {
    var exponent = 0
    var whole = -1
    digits.reserveCapacity(text.count)
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte == 46 {
        whole = digits.count
      } else if byte | 32 == 101 {
        exponent = readExponent(text, i + 1)
        break
      } else {
        digits.append(byte)
      }
      i += 1
    }
    point = (whole < 0 ? digits.count : whole) + exponent
    let zeros = digits.prefix { $0 == 48 }.count
    if zeros == digits.count {
      if !keepsZeros { digits = [48] }
      point = 1
      return
    }
    digits.removeFirst(zeros)
    point -= zeros
    if !keepsZeros { while digits.last == 48 { digits.removeLast() } }
  }

  private func readExponent(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var value = 0
    var isNegative = false
    for byte in text[start...] {
      if byte == 45 { isNegative = true }
      if byte >= 48 && byte <= 57 { value = value * 10 + Int(byte - 48) }
    }
    return isNegative ? -value : value
  }

  /// Lays the digits out as `repr` does; an exponent is used when the point is outside -3...`largest`.
  func append(to text: inout TextAssembler, addsPoint: Bool, largest: Int = 16) {
    if point <= -4 || point > largest { return appendWithExponent(to: &text) }
    if point <= 0 {
      text.append("0.")
      text.append(repeating: 48, -point)
      text.append(ascii: digits)
    } else if point >= digits.count {
      text.append(ascii: digits)
      text.append(repeating: 48, point - digits.count)
      if addsPoint { text.append(".0") }
    } else {
      text.append(ascii: digits[..<point])
      text.append(ascii: 46)
      text.append(ascii: digits[point...])
    }
  }

  private func appendWithExponent(to text: inout TextAssembler) {
    text.append(ascii: digits[0])
    if digits.count > 1 {
      text.append(ascii: 46)
      text.append(ascii: digits[1...])
    }
    let exponent = point - 1
    text.append(ascii: 101)
    text.append(ascii: exponent < 0 ? 45 : 43)
    if Swift.abs(exponent) < 10 { text.append(ascii: 48) }
    withDigits(exponent.magnitude, radix: 10) { text.append(ascii: $0) }
  }
}

/// What the C library writes for a finite double; `conversion` is the ASCII code of one of e, f, g, E, F, G.
func formatted(_ value: Double, conversion: UInt8, precision: Int, isAlternate: Bool) -> [UInt8] {
  let precision = Int32(clamping: precision)
  func write(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    buffer.withMemoryRebound(to: CChar.self) {
      Int(crt_format_double($0.baseAddress, $0.count, CChar(bitPattern: conversion), precision, isAlternate ? 1 : 0, value))
    }
  }
  var needed = 0
  let short = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
    needed = write(buffer)
    count = Swift.min(Swift.max(needed, 0), 63)
  }
  if needed <= 63 { return short }
  return [UInt8](unsafeUninitializedCapacity: needed + 1) { buffer, count in count = Swift.max(write(buffer), 0) }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Adds `repr` of a double; with `addsPoint` whole numbers end in `.0`.
  func append(reprOf value: Double, addsPoint: Bool, to text: inout TextAssembler) {
    if value.isNaN { return text.append("nan") }
    if value.sign == .minus { text.append(ascii: 45) }
    if value.isInfinite { return text.append("inf") }
    if value.magnitude >= 1e-4, value.magnitude < 1e15, addsPoint {
      // What Swift writes without an exponent is what Python writes.
      var shortest = value.magnitude.description
      return shortest.withUTF8 { text.append(ascii: $0) }
    }
    DecimalDigits(shortest: value).append(to: &text, addsPoint: addsPoint)
  }

  /// `repr` of a double.
  public func floatText(_ value: Double) -> Value {
    var text = TextAssembler(capacity: 32)
    append(reprOf: value, addsPoint: true, to: &text)
    return text.finish(self)
  }

  /// `repr` of a built-in number by its kind.
  public func numberRepr(_ value: Value) -> Value {
    switch numberRank(value) {
    case .float: return floatText(floatValue(value))
    case .complex: return complexText(complexObject(value))
    case .int where value.isBool: return runtime.intern(value.isTrue ? "True" : "False")
    default: return intText(value)
    }
  }
}

/// The double that the text of a number stands for; nil if it is malformed. White space around it is allowed.
func parseDouble(_ text: [UInt8]) -> Double? {
  guard let start = text.firstIndex(where: { !isNumberSpace($0) }), let end = text.lastIndex(where: { !isNumberSpace($0) }) else { return nil }
  var scanner = FloatScanner(text[start...end])
  guard let value = scanner.number(), scanner.isAtEnd else { return nil }
  return value
}

/// Reads decimal floats, one after the other.
struct FloatScanner {
  private let text: ArraySlice<UInt8>
  private var position: Int
  private var clean: [UInt8] = []

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  var isAtEnd: Bool { position == text.endIndex }
  /// The character at the position, or 0 at the end.
  var current: UInt8 { position < text.endIndex ? text[position] : 0 }
  mutating func skip() { position += 1 }
  mutating func skipSpace() { while position < text.endIndex, isNumberSpace(text[position]) { position += 1 } }

  /// Reads a number with optional sign; nil when there is none, with the position unspecified.
  mutating func number() -> Double? {
    clean.removeAll(keepingCapacity: true)
    let isNegative = current == 45
    if current == 43 || isNegative { skip() }
    if let word = word() { return isNegative ? -word : word }
    let whole = digits()
    if whole == nil { return nil }
    var hasDigits = whole == true
    if current == 46 {
      skip()
      clean.append(46)
      guard let fraction = digits() else { return nil }
      hasDigits = hasDigits || fraction
    }
    guard hasDigits, exponent() else { return nil }
    clean.append(0)
    let value = clean.withUnsafeBufferPointer { $0.withMemoryRebound(to: CChar.self) { strtod($0.baseAddress!, nil) } }
    return isNegative ? -value : value
  }

  /// Reads an exponent if there is one; false if it is malformed by an underscore.
  private mutating func exponent() -> Bool {
    guard current | 32 == 101 else { return true }
    let mark = position
    let length = clean.count
    skip()
    clean.append(101)
    if current == 43 || current == 45 {
      clean.append(current)
      skip()
    }
    guard let found = digits() else { return false }
    if !found {
      position = mark
      clean.removeSubrange(length...)
    }
    return true
  }

  /// Copies digits with single underscores between them; true if there were any, nil if underscores are misplaced.
  private mutating func digits() -> Bool? {
    var found = false
    while true {
      let byte = current
      if byte >= 48 && byte <= 57 {
        clean.append(byte)
        found = true
        skip()
      } else if byte == 95 {
        let next = position + 1 < text.endIndex ? text[position + 1] : 0
        guard found, next >= 48, next <= 57 else { return nil }
        skip()
      } else {
        return found
      }
    }
  }

  private mutating func word() -> Double? {
    for (name, value) in [("infinity", Double.infinity), ("inf", .infinity), ("nan", .nan)] {
      let length = name.utf8.count
      guard text.endIndex - position >= length else { continue }
      if zip(text[position...], name.utf8).allSatisfy({ $0 | 32 == $1 }) {
        position += length
        return value
      }
    }
    return nil
  }
}
