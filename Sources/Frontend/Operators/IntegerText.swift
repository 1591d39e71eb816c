// Writes integers in any radix and reads them from text.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import CGMP

/// Calls `body` with the lower-case digits of a magnitude.
@inline(__always)
func withDigits<Result>(_ magnitude: UInt, radix: UInt, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
    var position = 64
    var rest = magnitude
    repeat {
      let digit = UInt8(truncatingIfNeeded: rest % radix)
      rest /= radix
      position -= 1
      buffer[position] = digit < 10 ? digit &+ 48 : digit &+ 87
    } while rest != 0
    return body(UnsafeBufferPointer(rebasing: buffer[position...]))
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The decimal text of an int: nil with ValueError pending when it has too many digits.
  public func intText(_ value: Value) -> Value {
    if value.isSmallInt, value.smallInt >= 0, value.smallInt < 10 { return pointee.characters[value.smallInt + 48] }
    if let word = intWord(value) { return decimalText(word) }
    var text = TextAssembler(capacity: 64)
    guard append(int: value, radix: 10, to: &text) else { return .nil }
    return text.finish(self)
  }

  private func decimalText(_ word: Int) -> Value {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
      var position = 24
      var rest = word.magnitude
      repeat {
        position -= 1
        buffer[position] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
        rest /= 10
      } while rest != 0
      if word < 0 {
        position -= 1
        buffer[position] = 45
      }
      return makeString(ascii: UnsafeBufferPointer(rebasing: buffer[position...]))
    }
  }

  /// Adds an int's sign and lower-case digits; false with an exception pending when there are too many decimal digits.
  func append(int value: Value, radix: Int, to text: inout TextAssembler) -> Bool {
    if sign(ofInt: value) < 0 { text.append(ascii: 45) }
    return append(magnitudeOf: value, radix: radix, to: &text)
  }

  /// Adds the lower-case digits of an int's magnitude; false with an exception pending when there are too many.
  func append(magnitudeOf value: Value, radix: Int, to text: inout TextAssembler) -> Bool {
    if let word = intWord(value) {
      withDigits(word.magnitude, radix: UInt(radix)) { text.append(ascii: $0) }
      return true
    }
    if radix == 10, isTooLong(bits: bitLength(value)) { return raiseTooManyDigits() }
    let start = text.count
    guard appendBigDigits(value, radix, &text) else { return false }
    if radix == 10, runtime.maximumIntDigits > 0, text.count - start > runtime.maximumIntDigits { return raiseTooManyDigits() }
    return true
  }

  private func isTooLong(bits: Int) -> Bool {
    let limit = runtime.maximumIntDigits
    return limit > 0 && Double(bits - 1) * 0.30102999566398119 > Double(limit) + 1
  }

  private func raiseTooManyDigits() -> Bool {
    raise("ValueError", "Exceeds the limit (\(runtime.maximumIntDigits) digits) for integer string conversion; "
      + "use sys.set_int_max_str_digits() to increase the limit")
    return false
  }

  /// Adds the digits of a big magnitude; false with MemoryError pending.
  private func appendBigDigits(_ value: Value, _ radix: Int, _ text: inout TextAssembler) -> Bool {
    let bits = bitLength(value)
    guard reserve(bytes: bits * 2) else { return false }
    let capacity = Int(Double(bits) / log2(Double(radix))) + 3
    return withLimbs(value) { limbs, count, _ in
      withUnsafeTemporaryAllocation(of: UInt.self, capacity: count + 1) { copy in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { digits in
          guard let limbsCopy = copy.baseAddress, let base = digits.baseAddress else { return false }
          limbsCopy.update(from: limbs, count: count)
          var work = LongWork(operation: .toText, target: limbsCopy, xCount: count, text: base, number: UInt(radix))
          guard run(&work) else { return false }
          let length = Int(work.number)
          var first = 0
          while first < length - 1, base[first] == 0 { first += 1 }
          for i in first..<length { base[i] = base[i] < 10 ? base[i] &+ 48 : base[i] &+ 87 }
          text.append(ascii: UnsafeBufferPointer(rebasing: digits[first..<length]))
          return true
        }
      }
    }
  }

  /// The int that ASCII digits (either case) of a radix stand for; the digits are known to be valid.
  public func parseInt(_ digits: [UInt8], radix: Int) -> Value {
    var word: UInt = 0
    var isBig = false
    for digit in digits {
      let (product, overflow) = word.multipliedReportingOverflow(by: UInt(radix))
      let (sum, carry) = product.addingReportingOverflow(UInt(digitValue(digit)))
      if overflow || carry {
        isBig = true
        break
      }
      word = sum
    }
    if !isBig { return makeInt(unsigned: word) }
    var values = digits.drop { $0 == 48 }.map { digitValue($0) }
    let room = Int(Double(values.count) * log2(Double(radix)) / 64) + 2
    guard reserve(bytes: room * 24) else { return .nil }
    let result = makeLimbs(room)
    let count = values.withUnsafeMutableBufferPointer { buffer -> Int? in
      var work = LongWork(
        operation: .fromText, target: limbs(result), xCount: room, yCount: buffer.count, text: buffer.baseAddress, number: UInt(radix))
      return run(&work) ? Int(work.number) : nil
    }
    return count.map { finish(result, $0, false) } ?? .nil
  }

  /// `int(text, base)`; `original` is shown when the text is malformed.
  func parseInt(text: [UInt8], base: Int, original: Value) -> Value {
    var scanner = IntegerScanner(text, base: base)
    guard scanner.scan() else { return raiseInvalidInteger(base, original) }
    let limit = runtime.maximumIntDigits
    if scanner.base & (scanner.base - 1) != 0, limit > 0, scanner.digits.count > limit {
      return raise("ValueError", "Exceeds the limit (\(limit) digits) for integer string conversion: value has "
        + "\(scanner.digits.count) digits; use sys.set_int_max_str_digits() to increase the limit")
    }
    let magnitude = parseInt(scanner.digits, radix: scanner.base)
    return scanner.isNegative && !magnitude.isNil ? intNegate(magnitude) : magnitude
  }

  private func raiseInvalidInteger(_ base: Int, _ original: Value) -> Value {
    let shown = repr(original)
    if shown.isNil { return .nil }
    var text = TextBuilder(capacity: 64)
    text.append("invalid literal for int() with base ")
    text.append(decimal: base)
    text.append(": ")
    text.append(self, shown, 0, Swift.min(stringCount(shown), 200))
    return raise("ValueError", text: text.make(self))
  }

  /// The text of a str with Unicode decimal digits and spaces as ASCII and other characters beyond ASCII as `?`.
  func asciiNumberText(_ string: Value) -> [UInt8] {
    let count = stringCount(string)
    if string.object(StrObject.self).pointee.isASCII { return Array(UnsafeBufferPointer(start: stringBytes(string), count: count)) }
    return (0..<count).map { asciiNumberCharacter(codePoint(string, $0)) }
  }
}

/// What a code point means in the text of a number.
private func asciiNumberCharacter(_ code: UInt32) -> UInt8 {
  if code < 128 { return UInt8(code) }
  guard let scalar = Unicode.Scalar(code) else { return 63 }
  if scalar.properties.isWhitespace { return 32 }
  if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue { return 48 + UInt8(value) }
  return 63
}

/// Whether an ASCII character is white space for `int()` and `float()`.
func isNumberSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) || (byte >= 28 && byte <= 31) }

/// The value of an ASCII digit or letter; 255 for other characters.
func digitValue(_ byte: UInt8) -> UInt8 {
  if byte >= 48 && byte <= 57 { return byte - 48 }
  let letter = byte | 32
  return letter >= 97 && letter <= 122 ? letter - 87 : 255
}

/// Reads the text that `int()` accepts.
private struct IntegerScanner {
  private let text: ArraySlice<UInt8>
  private(set) var base: Int
  private(set) var isNegative = false
  private(set) var digits: [UInt8] = []

  init(_ text: [UInt8], base: Int) {
    let start = text.firstIndex { !isNumberSpace($0) } ?? text.endIndex
    let end = text.lastIndex { !isNumberSpace($0) }.map { $0 + 1 } ?? start
    self.text = text[start..<Swift.max(start, end)]
    self.base = base
  }

  /// Whether the text is an integer; fills `digits`.
  mutating func scan() -> Bool {
    var rest = text
    if let first = rest.first, first == 43 || first == 45 {
      isNegative = first == 45
      rest = rest.dropFirst()
    }
    let isAutomatic = base == 0
    var mayStartWithUnderscore = false
    if let marked = prefixBase(rest), base == 0 || base == marked {
      base = marked
      rest = rest.dropFirst(2)
      mayStartWithUnderscore = true
    } else if base == 0 {
      base = 10
    }
    var wasUnderscore = !mayStartWithUnderscore
    digits.reserveCapacity(rest.count)
    for byte in rest {
      if byte == 95 {
        if wasUnderscore { return false }
        wasUnderscore = true
        continue
      }
      guard digitValue(byte) < base else { return false }
      digits.append(byte)
      wasUnderscore = false
    }
    if wasUnderscore || digits.isEmpty { return false }
    return !(isAutomatic && base == 10 && digits[0] == 48 && digits.contains { $0 != 48 })
  }

  private func prefixBase(_ rest: ArraySlice<UInt8>) -> Int? {
    guard rest.count > 2, rest.first == 48 else { return nil }
    switch rest[rest.startIndex + 1] | 32 {
    case 120: return 16
    case 111: return 8
    case 98: return 2
    default: return nil
    }
  }
}
