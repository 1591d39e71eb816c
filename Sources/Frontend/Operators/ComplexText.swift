// Writes complex numbers and reads them from text.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `repr` of a complex number.
  func complexText(_ value: ComplexNumber) -> Value {
    var text = TextAssembler(capacity: 48)
    if value.real == 0 && value.real.sign == .plus {
      append(reprOf: value.imaginary, addsPoint: false, to: &text)
      text.append(ascii: 106)
      return text.finish(self)
    }
    text.append(ascii: 40)
    append(reprOf: value.real, addsPoint: false, to: &text)
    if value.imaginary.sign == .plus || value.imaginary.isNaN { text.append(ascii: 43) }
    append(reprOf: value.imaginary, addsPoint: false, to: &text)
    text.append("j)")
    return text.finish(self)
  }
}

/// The complex number that a text stands for, or nil if it is malformed.
func parseComplex(_ text: [UInt8]) -> ComplexNumber? {
  guard let start = text.firstIndex(where: { !isNumberSpace($0) }), let end = text.lastIndex(where: { !isNumberSpace($0) }) else { return nil }
  var inner = text[start...end]
  if inner.first == 40 {
    guard inner.last == 41, inner.count > 1 else { return nil }
    inner = inner.dropFirst().dropLast()
    inner = inner.drop { isNumberSpace($0) }
    while let last = inner.last, isNumberSpace(last) { inner = inner.dropLast() }
  }
  return parseComplexParts(inner)
}

/// Reads `x`, `yj` or `x±yj` without spaces.
private func parseComplexParts(_ text: ArraySlice<UInt8>) -> ComplexNumber? {
  var scanner = FloatScanner(text)
  guard let first = scanner.number() else { return unitImaginary(text, real: 0) }
  if scanner.isAtEnd { return ComplexNumber(first, 0) }
  if scanner.current | 32 == 106 {
    scanner.skip()
    return scanner.isAtEnd ? ComplexNumber(0, first) : nil
  }
  guard scanner.current == 43 || scanner.current == 45 else { return nil }
  var rest = scanner
  guard let second = rest.number() else {
    let isNegative = scanner.current == 45
    scanner.skip()
    guard scanner.current | 32 == 106 else { return nil }
    scanner.skip()
    return scanner.isAtEnd ? ComplexNumber(first, isNegative ? -1 : 1) : nil
  }
  guard rest.current | 32 == 106 else { return nil }
  rest.skip()
  return rest.isAtEnd ? ComplexNumber(first, second) : nil
}

/// Reads `j`, `+j` or `-j`.
private func unitImaginary(_ text: ArraySlice<UInt8>, real: Double) -> ComplexNumber? {
  var rest = text
  var unit = 1.0
  if rest.first == 43 || rest.first == 45 {
    unit = rest.first == 45 ? -1 : 1
    rest = rest.dropFirst()
  }
  guard rest.count == 1, let last = rest.first, last | 32 == 106 else { return nil }
  return ComplexNumber(real, unit)
}
