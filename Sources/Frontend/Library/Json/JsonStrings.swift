// Reads the strings of JSON text.

extension JsonScanner {
  /// The string that begins at the position, behind its quote.
  mutating func string() -> Value {
    let start = position
    guard let end = plainEnd(from: start) else { return .nil }
    if end < count, text[end] == 34 {
      position = end + 1
      return piece(start, end)
    }
    return escapedString(start, end)
  }

  /// As `string`, for a key: short ones come from the table of keys.
  mutating func key() -> Value {
    let start = position
    guard let end = plainEnd(from: start) else { return .nil }
    if end < count, text[end] == 34 {
      position = end + 1
      return end - start > 0 ? remembered(start, end) : vm.pointee.emptyString
    }
    let key = escapedString(start, end)
    return key.isNil || vm.stringCount(key) < 1 ? key : JsonKeys.remember(key, in: &self)
  }

  /// The first quote, backslash or end of text from a place on; nil with an exception pending at a control character.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int? {
    var place = start
    while true {
      if Unit.self == UInt8.self { place = JsonBytes.skipPlain(UnsafeRawPointer(text), place, count) }
      guard place < count else { return place }
      let unit = text[place]
      if unit == 34 || unit == 92 { return place }
      if unit < 32, hooks.isStrict {
        _ = vm.raiseJson("Invalid control character at", source, place)
        return nil
      }
      place += 1
    }
  }

  /// The code points between two places as a string.
  @inline(__always)
  private func piece(_ start: Int, _ end: Int) -> Value {
    guard Unit.self == UInt8.self else { return vm.substring(source, start, end - start) }
    let bytes = UnsafeBufferPointer(start: vm.stringBytes(source) + start, count: end - start)
    return vm.makeString(latin1: bytes, isASCII: source.object(StrObject.self).pointee.isASCII)
  }

  private mutating func escapedString(_ start: Int, _ firstEnd: Int) -> Value {
    var result = TextAssembler(capacity: 64)
    var start = start
    var end = firstEnd
    let begin = start - 1
    while true {
      result.append(source, from: start, to: end, in: vm)
      guard end < count else { return vm.raiseJson("Unterminated string starting at", source, begin) }
      if text[end] == 34 {
        position = end + 1
        return result.finish(vm)
      }
      guard end + 1 < count else { return vm.raiseJson("Unterminated string starting at", source, begin) }
      position = end + 1
      guard let code = escape() else { return .nil }
      result.append(code)
      start = position
      guard let next = plainEnd(from: start) else { return .nil }
      end = next
    }
  }

  /// The character that an escape stands for; the position is behind the backslash, then behind the escape.
  private mutating func escape() -> UInt32? {
    let unit = text[position]
    position += 1
    switch unit {
    case 34, 92, 47: return UInt32(unit)
    case 98: return 8
    case 102: return 12
    case 110: return 10
    case 114: return 13
    case 116: return 9
    case 117: return unicodeEscape()
    default:
      _ = vm.raiseJson("Invalid \\escape", source, position - 2)
      return nil
    }
  }

  private mutating func unicodeEscape() -> UInt32? {
    guard let first = fourDigits() else { return nil }
    guard first & 0xFC00 == 0xD800, position + 6 < count, text[position] == 92, text[position + 1] == 117 else { return first }
    let mark = position
    position += 2
    guard let second = fourDigits() else { return nil }
    if second & 0xFC00 == 0xDC00 { return 0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF) }
    position = mark
    return first
  }

  private mutating func fourDigits() -> UInt32? {
    var code: UInt32 = 0
    let start = position
    guard start + 4 < count else { return refuseDigits(start) }
    for i in 0..<4 {
      let digit: UInt32
      switch text[start + i] {
      case 48...57: digit = UInt32(text[start + i]) - 48
      case 97...102: digit = UInt32(text[start + i]) - 87
      case 65...70: digit = UInt32(text[start + i]) - 55
      default: return refuseDigits(start)
      }
      code = code << 4 | digit
    }
    position = start + 4
    return code
  }

  private func refuseDigits(_ start: Int) -> UInt32? {
    _ = vm.raiseJson("Invalid \\uXXXX escape", source, start - 1)
    return nil
  }

  // MARK: Keys

  /// The key between two places, the one read before if there is an equal one.
  private mutating func remembered(_ start: Int, _ end: Int) -> Value {
    guard Unit.self == UInt8.self, source.object(StrObject.self).pointee.isASCII else { return JsonKeys.remember(piece(start, end), in: &self) }
    let bytes = UnsafeBufferPointer(start: vm.stringBytes(source) + start, count: end - start)
    var place = JsonKeys.place(of: bytes, in: &self)
    let mask = vm.listCount(keys) - 1
    while true {
      let known = vm.listItem(keys, place)
      if known.isNone { break }
      if JsonKeys.holds(vm, known, bytes) { return known }
      place = (place + 1) & mask
    }
    let key = vm.makeString(ascii: bytes)
    vm.listSetItem(keys, place, key)
    keyCount += 1
    return key
  }
}

/// Text of one byte for each character.
private enum JsonBytes {
  /// A place at or before the first quote, backslash or control character from `start` on, near it: eight bytes at a time.
  @inline(__always)
  static func skipPlain(_ text: UnsafeRawPointer, _ start: Int, _ count: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = start
    while place + 8 <= count {
      let word = (text + place).loadUnaligned(as: UInt64.self)
      let quotes = word ^ (ones &* 34)
      let slashes = word ^ (ones &* 92)
      // The lowest byte found is exact; borrows spoil only those above it.
      let found = ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 32) & ~word) & (ones &* 128)
      if found != 0 { return place + found.trailingZeroBitCount >> 3 }
      place += 8
    }
    return place
  }
}

/// The table of the keys of one text.
private enum JsonKeys {
  /// Where the search for a key begins. Makes room for one more key.
  static func place<Unit>(of bytes: UnsafeBufferPointer<UInt8>, in scanner: inout JsonScanner<Unit>) -> Int {
    let vm = scanner.vm
    if scanner.keys.isNil { scanner.keys = table(vm, 64) }
    if scanner.keyCount * 2 > vm.listCount(scanner.keys) { grow(&scanner) }
    return hash(bytes) & (vm.listCount(scanner.keys) - 1)
  }

  private static func table(_ vm: VM, _ size: Int) -> Value {
    let table = vm.makeList(capacity: size)
    for _ in 0..<size { vm.listAppend(table, .none) }
    return table
  }

  private static func grow<Unit>(_ scanner: inout JsonScanner<Unit>) {
    let vm = scanner.vm
    let old = scanner.keys
    let size = vm.listCount(old) * 4
    let larger = table(vm, size)
    for i in 0..<vm.listCount(old) {
      let key = vm.listItem(old, i)
      if key.isNone { continue }
      var place = hash(self.bytes(vm, key)) & (size - 1)
      while !vm.listItem(larger, place).isNone { place = (place + 1) & (size - 1) }
      vm.listSetItem(larger, place, key)
    }
    scanner.keys = larger
  }

  private static func bytes(_ vm: VM, _ key: Value) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: vm.stringBytes(key), count: vm.stringCount(key) * vm.stringWidth(key))
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(bytes.count)
    var i = 0
    while i + 8 <= raw.count {
      hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i += 8
    }
    var last: UInt64 = 0
    while i < raw.count {
      last = last &<< 8 | UInt64(raw[i])
      i += 1
    }
    return Int(truncatingIfNeeded: mixed(hash ^ last) >> 34)
  }

  @inline(__always)
  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = word &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }

  @inline(__always)
  static func holds(_ vm: VM, _ key: Value, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard vm.stringWidth(key) == 1, vm.stringCount(key) == bytes.count else { return false }
    let own = vm.stringBytes(key)
    for i in 0..<bytes.count where own[i] != bytes[i] { return false }
    return true
  }

  /// The key equal to `key` that has been read before, or `key` itself.
  static func remember<Unit>(_ key: Value, in scanner: inout JsonScanner<Unit>) -> Value {
    let vm = scanner.vm
    if key.isNil { return .nil }
    var place = place(of: bytes(vm, key), in: &scanner)
    let mask = vm.listCount(scanner.keys) - 1
    while true {
      let known = vm.listItem(scanner.keys, place)
      if known.isNone { break }
      if vm.stringsEqual(known, key) { return known }
      place = (place + 1) & mask
    }
    vm.listSetItem(scanner.keys, place, key)
    scanner.keyCount += 1
    return key
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `scanstring`: the string that begins behind a quote, and the position after it.
  func jsonScanString(_ source: Value, _ start: Value, strict: Value) -> Value {
    guard source.isKind(.str) else { return typeError("first argument must be a string, not \(typeName(of: source))") }
    guard let place = index(start) else { return .nil }
    let strictness = strict.isNil ? 1 : truth(strict)
    if strictness < 0 { return .nil }
    if place < 0 || place > stringCount(source) { return valueError("end is out of bounds") }
    return readJson(.string, source, JsonHooks(isStrict: strictness > 0), at: place)
  }
}
