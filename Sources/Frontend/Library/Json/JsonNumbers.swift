// Reads the numbers of JSON text.

extension JsonScanner {
  /// The number at the position.
  mutating func number() -> Value {
    let start = position
    var place = start
    let isNegative = text[place] == 45
    if isNegative { place += 1 }
    guard place < count, isDigit(text[place]) else { return stop(at: start) }
    if text[place] == 48 { place += 1 } else { skipDigits(&place) }
    let whole = place
    if place + 1 < count, text[place] == 46, isDigit(text[place + 1]) {
      place += 2
      skipDigits(&place)
    }
    let fraction = place
    if place + 1 < count, text[place] == 101 || text[place] == 69 {
      var mark = place + 1
      if mark + 1 < count, text[mark] == 45 || text[mark] == 43 { mark += 1 }
      if isDigit(text[mark]) {
        skipDigits(&mark)
        place = mark
      }
    }
    position = place
    if place == whole { return integer(start, place, isNegative) }
    return float(start, whole, fraction, place, isNegative)
  }

  @inline(__always)
  private func isDigit(_ unit: Unit) -> Bool { unit >= 48 && unit <= 57 }

  @inline(__always)
  private func skipDigits(_ place: inout Int) { while place < count, isDigit(text[place]) { place += 1 } }

  @inline(__always)
  private func digits(_ start: Int, _ end: Int, after value: Int = 0) -> Int {
    var value = value
    for i in start..<end { value = value &* 10 &+ Int(truncatingIfNeeded: text[i]) &- 48 }
    return value
  }

  private func ascii(_ start: Int, _ end: Int) -> [UInt8] { (start..<end).map { UInt8(truncatingIfNeeded: text[$0]) } }

  private func integer(_ start: Int, _ end: Int, _ isNegative: Bool) -> Value {
    if !hooks.int.isNil { return vm.call(hooks.int, vm.substring(source, start, end - start)) }
    let first = isNegative ? start + 1 : start
    if end - first <= 18 {
      let value = digits(first, end)
      return vm.makeInt(isNegative ? -value : value)
    }
    return vm.parseInt(text: ascii(start, end), base: 10, original: vm.substring(source, start, end - start))
  }

  private func float(_ start: Int, _ whole: Int, _ fraction: Int, _ end: Int, _ isNegative: Bool) -> Value {
    if !hooks.float.isNil { return vm.call(hooks.float, vm.substring(source, start, end - start)) }
    let first = isNegative ? start + 1 : start
    let places = Swift.max(fraction - whole - 1, 0)
    var exponent = -places
    if end > fraction, end - fraction < 6 {
      let isBelow = text[fraction + 1] == 45
      let power = digits(isDigit(text[fraction + 1]) ? fraction + 1 : fraction + 2, end)
      exponent += isBelow ? -power : power
    }
    if end - fraction < 6, whole - first + places < 19 {
      let mantissa = digits(fraction - places, fraction, after: digits(first, whole))
      if let value = exactDouble(UInt64(mantissa), tenTo: exponent) { return vm.makeFloat(isNegative ? -value : value) }
    }
    return vm.makeFloat(parseDouble(ascii(start, end)) ?? .nan)
  }
}
