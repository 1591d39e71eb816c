// Makes, compares, hashes, interns and decodes strings.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// A string whose code points must be filled in; `width` must be the least that fits them all.
  @inline(__always)
  public func makeStringUninitialized(count: Int, width: Int, isASCII: Bool) -> Value {
    let string = allocate(StrObject.self, pointee.types.str, extra: count * width)
    string.pointee.count = count
    string.pointee.width = UInt8(width)
    string.pointee.isASCII = isASCII
    return Value(string)
  }

  /// The first byte of a string's data.
  @inline(__always)
  public func stringBytes(_ string: Value) -> UnsafeMutablePointer<UInt8> {
    let data = string.address + MemoryLayout<StrObject>.stride
    if string.object(StrObject.self).pointee.isShared {
      return data.assumingMemoryBound(to: UnsafeMutablePointer<UInt8>.self).pointee
    }
    return data.assumingMemoryBound(to: UInt8.self)
  }

  @inline(__always)
  public func stringCount(_ string: Value) -> Int { string.object(StrObject.self).pointee.count }

  @inline(__always)
  public func stringWidth(_ string: Value) -> Int { Int(string.object(StrObject.self).pointee.width) }

  /// Code point `index`, which must be in range.
  @inline(__always)
  public func codePoint(_ string: Value, _ index: Int) -> UInt32 {
    let bytes = UnsafeRawPointer(stringBytes(string))
    switch string.object(StrObject.self).pointee.width {
    case 1: return UInt32(bytes.assumingMemoryBound(to: UInt8.self)[index])
    case 2: return UInt32(bytes.assumingMemoryBound(to: UInt16.self)[index])
    default: return bytes.assumingMemoryBound(to: UInt32.self)[index]
    }
  }

  /// The one-character string of a code point.
  public func makeCharacter(_ code: UInt32) -> Value {
    if code < 256 { return pointee.characters[Int(code)] }
    return makeString(codePoints: [code])
  }

  /// A string of code points (surrogates allowed).
  public func makeString(codePoints: [UInt32]) -> Value {
    codePoints.withUnsafeBufferPointer { makeString(codePoints: $0) }
  }

  /// A string of code points (surrogates allowed), of the least width.
  public func makeString(codePoints: UnsafeBufferPointer<UInt32>) -> Value {
    if codePoints.isEmpty { return pointee.emptyString }
    var union: UInt32 = 0
    for code in codePoints { union |= code }
    if codePoints.count == 1, union < 256 { return pointee.characters[Int(union)] }
    let width = union < 256 ? 1 : union < 0x10000 ? 2 : 4
    guard reserve(bytes: codePoints.count * width) else { return .nil }
    let string = makeStringUninitialized(count: codePoints.count, width: width, isASCII: union < 128)
    let bytes = UnsafeMutableRawPointer(stringBytes(string))
    switch width {
    case 1: for (i, code) in codePoints.enumerated() { bytes.assumingMemoryBound(to: UInt8.self)[i] = UInt8(truncatingIfNeeded: code) }
    case 2: for (i, code) in codePoints.enumerated() { bytes.assumingMemoryBound(to: UInt16.self)[i] = UInt16(truncatingIfNeeded: code) }
    default: memcpy(bytes, codePoints.baseAddress!, codePoints.count * 4)
    }
    return string
  }

  /// A string from ASCII bytes.
  public func makeString(ascii bytes: UnsafeBufferPointer<UInt8>) -> Value {
    if bytes.isEmpty { return pointee.emptyString }
    if bytes.count == 1 { return pointee.characters[Int(bytes[0])] }
    let string = makeStringUninitialized(count: bytes.count, width: 1, isASCII: true)
    memcpy(stringBytes(string), bytes.baseAddress!, bytes.count)
    return string
  }

  /// A string from UTF-8 in which lone surrogates may stand in their three-byte form; damaged input gives U+FFFD.
  public func makeString(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Value {
    if bytes.allSatisfy({ $0 < 128 }) { return makeString(ascii: bytes) }
    var codes: [UInt32] = []
    codes.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      let lead = UInt32(bytes[i])
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard i + length <= bytes.count, lead < 0x80 || lead >= 0xC0 else {
        codes.append(0xFFFD)
        i += 1
        continue
      }
      var code = length == 1 ? lead : lead & (0x7F >> UInt32(length))
      for k in 1..<max(length, 1) where k < length { code = code << 6 | UInt32(bytes[i + k] & 0x3F) }
      codes.append(code)
      i += length
    }
    return makeString(codePoints: codes)
  }

  public func makeString(_ text: String) -> Value {
    var text = text
    return text.withUTF8 { makeString(utf8: $0) }
  }

  public func makeString(utf8 bytes: [UInt8]) -> Value { bytes.withUnsafeBufferPointer { makeString(utf8: $0) } }

  /// The UTF-8 of a string, lone surrogates in their three-byte form.
  public func utf8(_ string: Value) -> [UInt8] {
    let count = stringCount(string)
    if string.object(StrObject.self).pointee.isASCII {
      return Array(UnsafeBufferPointer(start: stringBytes(string), count: count))
    }
    var result: [UInt8] = []
    result.reserveCapacity(count * 2)
    for i in 0..<count { appendUTF8(codePoint(string, i), to: &result) }
    return result
  }

  /// The text of a string for messages; lone surrogates become U+FFFD.
  public func swiftString(_ string: Value) -> String { String(decoding: utf8(string), as: UTF8.self) }

  /// Whether two strings have the same code points.
  @inline(__always)
  public func stringsEqual(_ a: Value, _ b: Value) -> Bool {
    if a == b { return true }
    let x = a.object(StrObject.self)
    let y = b.object(StrObject.self)
    guard x.pointee.count == y.pointee.count, x.pointee.width == y.pointee.width else { return false }
    return memcmp(stringBytes(a), stringBytes(b), x.pointee.count * Int(x.pointee.width)) == 0
  }

  /// The sign of the comparison of two strings by code points.
  public func compareStrings(_ a: Value, _ b: Value) -> Int {
    let n = Swift.min(stringCount(a), stringCount(b))
    if stringWidth(a) == 1, stringWidth(b) == 1 {
      let order = Int(memcmp(stringBytes(a), stringBytes(b), n))
      return order != 0 ? order : stringCount(a) - stringCount(b)
    }
    for i in 0..<n {
      let x = codePoint(a, i)
      let y = codePoint(b, i)
      if x != y { return x < y ? -1 : 1 }
    }
    return stringCount(a) - stringCount(b)
  }

  /// SipHash-1-3 with a zero key of the string's memory: CPython's hash under PYTHONHASHSEED=0.
  @inline(__always)
  public func stringHash(_ string: Value) -> Int {
    let object = string.object(StrObject.self)
    if object.pointee.hash != 0 { return object.pointee.hash }
    return computeStringHash(object, stringBytes(string))
  }

  @inline(never)
  private func computeStringHash(_ object: UnsafeMutablePointer<StrObject>, _ bytes: UnsafeMutablePointer<UInt8>) -> Int {
    let length = object.pointee.count * Int(object.pointee.width)
    let hash = length == 0 ? 0 : sipHash13(UnsafeRawBufferPointer(start: bytes, count: length))
    object.pointee.hash = hash == -1 ? -2 : hash
    return object.pointee.hash
  }
}

/// Appends the UTF-8 of one code point (a lone surrogate in its three-byte form).
public func appendUTF8(_ code: UInt32, to bytes: inout [UInt8]) {
  switch code {
  case 0..<0x80: bytes.append(UInt8(code))
  case 0x80..<0x800: bytes += [UInt8(0xC0 | code >> 6), UInt8(0x80 | code & 0x3F)]
  case 0x800..<0x10000: bytes += [UInt8(0xE0 | code >> 12), UInt8(0x80 | code >> 6 & 0x3F), UInt8(0x80 | code & 0x3F)]
  default: bytes += [UInt8(0xF0 | code >> 18 & 7), UInt8(0x80 | code >> 12 & 0x3F), UInt8(0x80 | code >> 6 & 0x3F), UInt8(0x80 | code & 0x3F)]
  }
}

/// SipHash with one compression and three finalization rounds and a zero key (Aumasson and Bernstein, 2012).
public func sipHash13(_ bytes: UnsafeRawBufferPointer) -> Int {
  var v0: UInt64 = 0x736f_6d65_7073_6575
  var v1: UInt64 = 0x646f_7261_6e64_6f6d
  var v2: UInt64 = 0x6c79_6765_6e65_7261
  var v3: UInt64 = 0x7465_6462_7974_6573
  func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x &<< n | x &>> (64 - n) }
  func round() {
    v0 &+= v1; v1 = rotate(v1, 13); v1 ^= v0; v0 = rotate(v0, 32)
    v2 &+= v3; v3 = rotate(v3, 16); v3 ^= v2
    v0 &+= v3; v3 = rotate(v3, 21); v3 ^= v0
    v2 &+= v1; v1 = rotate(v1, 17); v1 ^= v2; v2 = rotate(v2, 32)
  }
  let whole = bytes.count & ~7
  var i = 0
  while i < whole {
    let word = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
    v3 ^= word
    round()
    v0 ^= word
    i += 8
  }
  var last = UInt64(bytes.count) << 56
  for k in 0..<(bytes.count & 7) { last |= UInt64(bytes[whole + k]) << UInt64(8 * k) }
  v3 ^= last
  round()
  v0 ^= last
  v2 ^= 0xFF
  round()
  round()
  round()
  return Int(Int64(bitPattern: v0 ^ v1 ^ v2 ^ v3))
}

extension Runtime {
  /// The interned string equal to `string`.
  public func intern(_ string: Value) -> Value {
    if string.object(StrObject.self).pointee.isInterned { return string }
    if internedCount * 2 > internedMask { growInterned() }
    let hash = vm.stringHash(string)
    var i = hash & internedMask
    while !internedTable[i].isNil {
      if vm.stringsEqual(internedTable[i], string) { return internedTable[i] }
      i = (i + 1) & internedMask
    }
    guard string.heapType == vm.types.str else { return string }
    string.object(StrObject.self).pointee.isInterned = true
    internedTable[i] = string
    internedCount += 1
    return string
  }

  public func intern(_ text: String) -> Value { intern(vm.makeString(text)) }

  private func growInterned() {
    let old = internedTable
    let oldCount = internedMask + 1
    internedMask = oldCount * 2 - 1
    internedTable = .allocate(capacity: oldCount * 2)
    internedTable.initialize(repeating: .nil, count: oldCount * 2)
    for i in 0..<oldCount where !old[i].isNil {
      var j = vm.stringHash(old[i]) & internedMask
      while !internedTable[j].isNil { j = (j + 1) & internedMask }
      internedTable[j] = old[i]
    }
    old.deallocate()
  }
}
