// Finds strings in strings.

import CRuntime

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// `item in string`.
  func stringContains(_ string: Value, _ item: Value) -> Int {
    guard item.isKind(.str) else {
      typeError("'in <string>' requires string as left operand, not \(typeName(of: item))")
      return -1
    }
    return findString(string, item, 0, stringCount(string)) >= 0 ? 1 : 0
  }

  /// The first position of `needle` within `start..<stop` of a string, or -1.
  func findString(_ string: Value, _ needle: Value, _ start: Int, _ stop: Int) -> Int {
    let count = stringCount(needle)
    if count > stop - start { return -1 }
    if count == 0 { return start }
    let width = stringWidth(string)
    if stringWidth(needle) > width { return -1 }
    if width == 1 { return findBytes(stringBytes(string), stringBytes(needle), count, start, stop) }
    return findWide(string, needle, count, start, stop)
  }

  /// The first position of a byte pattern (not empty) within `start..<stop`, or -1.
  func findBytes(_ bytes: UnsafeMutablePointer<UInt8>, _ needle: UnsafeMutablePointer<UInt8>, _ count: Int, _ start: Int, _ stop: Int) -> Int {
    guard start + count <= stop else { return -1 }
    let found = count == 1 ? UnsafeRawPointer(memchr(bytes + start, Int32(needle[0]), stop - start)) : crt_find_bytes(bytes + start, stop - start, needle, count)
    guard let found else { return -1 }
    return found - UnsafeRawPointer(bytes)
  }

  private func findWide(_ string: Value, _ needle: Value, _ count: Int, _ start: Int, _ stop: Int) -> Int {
    let first = codePoint(needle, 0)
    var i = start
    while i + count <= stop {
      if codePoint(string, i) == first, matches(string, needle, at: i) { return i }
      i += 1
    }
    return -1
  }

  /// Whether `needle` stands at a position of a string, which must have room for it.
  @inline(__always)
  func matches(_ string: Value, _ needle: Value, at position: Int) -> Bool {
    let count = stringCount(needle)
    let width = stringWidth(string)
    if stringWidth(needle) == width { return memcmp(stringBytes(string) + position * width, stringBytes(needle), count * width) == 0 }
    for k in 0..<count where codePoint(string, position + k) != codePoint(needle, k) { return false }
    return true
  }

  /// The last position of `needle` within `start..<stop` of a string, or -1.
  func findStringBackward(_ string: Value, _ needle: Value, _ start: Int, _ stop: Int) -> Int {
    let count = stringCount(needle)
    if count > stop - start { return -1 }
    if count == 0 { return stop }
    let first = codePoint(needle, 0)
    var i = stop - count
    while i >= start {
      if codePoint(string, i) == first, matches(string, needle, at: i) { return i }
      i -= 1
    }
    return -1
  }

  /// How often `needle` occurs without overlap within `start..<stop`.
  func countString(_ string: Value, _ needle: Value, _ start: Int, _ stop: Int) -> Int {
    let count = stringCount(needle)
    if start > stop { return 0 }
    if count == 0 { return stop - start + 1 }
    var total = 0
    if count == 1, stringWidth(string) == 1, stringWidth(needle) == 1 {
      let (bytes, wanted) = (stringBytes(string), stringBytes(needle)[0])
      for i in start..<stop where bytes[i] == wanted { total += 1 }
      return total
    }
    var position = start
    while true {
      position = findString(string, needle, position, stop)
      if position < 0 { return total }
      total += 1
      position += count
    }
  }
}
