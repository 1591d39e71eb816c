// Lets strings that grow by repeated concatenation share a buffer, so that each step copies only what is added.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The buffer of shared strings: a rawArray whose first word is how many bytes are in use.
enum SharedText {
  static let headerSize = 8
  /// Strings below this size are always copied.
  static let smallestSize = 256
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a + b` where `a` is long and needs no conversion: in place behind `a` if nothing was appended to `a` before.
  ///
  /// - Returns: nil, without an exception, when strings should be copied instead.
  func appendShared(_ a: Value, _ b: Value, width: Int) -> Value {
    let used = stringCount(a) * width
    let added = stringCount(b) * width
    guard used >= SharedText.smallestSize, added <= used, stringWidth(a) == width else { return .nil }
    var bytes = stringBytes(a)
    if !a.object(StrObject.self).pointee.isShared || !hasRoom(bytes, used, added) {
      guard reserve(bytes: (used + added) * 2) else { return .nil }
      let memory = allocateBytes((used + added) * 2 + SharedText.headerSize)
      let copy = (memory + SharedText.headerSize).assumingMemoryBound(to: UInt8.self)
      memcpy(copy, stringBytes(a), used)
      bytes = copy
    }
    copyPoints(b, 0, stringCount(b), to: bytes + used, width: width)
    sharedHeader(bytes).pointee = used + added
    return makeShared(bytes, a, b, width)
  }

  private func makeShared(_ bytes: UnsafeMutablePointer<UInt8>, _ a: Value, _ b: Value, _ width: Int) -> Value {
    let string = allocate(StrObject.self, pointee.types.str, extra: 8)
    string.pointee.count = stringCount(a) + stringCount(b)
    string.pointee.width = UInt8(width)
    string.pointee.isASCII = a.object(StrObject.self).pointee.isASCII && b.object(StrObject.self).pointee.isASCII
    string.pointee.isShared = true
    UnsafeMutableRawPointer(string + 1).assumingMemoryBound(to: UnsafeMutablePointer<UInt8>.self).pointee = bytes
    return Value(string)
  }

  /// How many bytes of a shared buffer are in use.
  private func sharedHeader(_ bytes: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<Int> {
    UnsafeMutableRawPointer(bytes - SharedText.headerSize).assumingMemoryBound(to: Int.self)
  }

  /// Whether a shared buffer ends after the first `used` bytes and has room for more.
  private func hasRoom(_ bytes: UnsafeMutablePointer<UInt8>, _ used: Int, _ added: Int) -> Bool {
    let array = UnsafeMutableRawPointer(bytes - SharedText.headerSize).assumingMemoryBound(to: ArrayObject.self) - 1
    return sharedHeader(bytes).pointee == used && used + added <= array.pointee.count - SharedText.headerSize
  }
}
