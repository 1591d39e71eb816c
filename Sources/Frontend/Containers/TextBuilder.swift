// Collects code points for a new string.

/// A growing string: one byte for each code point until a wide one comes.
struct TextBuilder {
  private(set) var narrow: [UInt8] = []
  private(set) var wide: [UInt32] = []
  private(set) var isWide = false
  private var union: UInt8 = 0

  init(capacity: Int = 0) { narrow.reserveCapacity(capacity) }

  var count: Int { isWide ? wide.count : narrow.count }

  private mutating func widen() {
    isWide = true
    wide.reserveCapacity(narrow.count * 2)
    for byte in narrow { wide.append(UInt32(byte)) }
    narrow = []
  }

  @inline(__always)
  mutating func append(_ code: UInt32) {
    if isWide {
      wide.append(code)
    } else if code < 256 {
      narrow.append(UInt8(truncatingIfNeeded: code))
      union |= UInt8(truncatingIfNeeded: code)
    } else {
      widen()
      wide.append(code)
    }
  }

  /// Appends ASCII text.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { for byte in $0 { append(UInt32(byte)) } }
  }

  mutating func append(text: String) {
    for scalar in text.unicodeScalars { append(scalar.value) }
  }

  /// Appends the digits of a number.
  mutating func append(decimal number: Int) {
    var rest = number.magnitude
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
      var i = buffer.count
      repeat {
        i -= 1
        buffer[i] = UInt8(48 + rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 {
        i -= 1
        buffer[i] = 45
      }
      for byte in buffer[i...] { append(UInt32(byte)) }
    }
  }

  /// Appends a Toy string, or a part of it.
  mutating func append(_ vm: VM, _ string: Value, _ start: Int = 0, _ count: Int? = nil) {
    let count = count ?? vm.stringCount(string)
    if !isWide, vm.stringWidth(string) == 1 {
      let bytes = UnsafeBufferPointer(start: vm.stringBytes(string) + start, count: count)
      narrow.append(contentsOf: bytes)
      if !string.object(StrObject.self).pointee.isASCII { union |= 0x80 }
      return
    }
    for i in start..<(start + count) { append(vm.codePoint(string, i)) }
  }

  /// The string, of the least width.
  func make(_ vm: VM) -> Value {
    if isWide { return vm.makeString(codePoints: wide) }
    return narrow.withUnsafeBufferPointer { vm.makeString(latin1: $0, isASCII: union < 0x80) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A string of code points below 256; `isASCII` may be false although all are below 128.
  func makeString(latin1 bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> Value {
    if bytes.count == 0 { return pointee.emptyString }
    if bytes.count == 1 { return pointee.characters[Int(bytes[0])] }
    guard reserve(bytes: bytes.count) else { return .nil }
    let ascii = isASCII || bytes.allSatisfy { $0 < 128 }
    let string = makeStringUninitialized(count: bytes.count, width: 1, isASCII: ascii)
    stringBytes(string).update(from: bytes.baseAddress.unsafelyUnwrapped, count: bytes.count)
    return string
  }
}
