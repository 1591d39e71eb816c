// Lets strings that grow by repeated concatenation at either end share a buffer, so that each step copies only what is added.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The buffer of shared strings: a rawArray that begins with where the bytes in use begin and end.
struct SharedText {
  static let headerSize = 16
  /// Strings below this size are always copied when something is added behind them.
  static let smallestSize = 256
  /// And these when something is added in front, which as a rule is done once.
  static let smallestFrontSize = 4096

  let array: UnsafeMutablePointer<ArrayObject>

  private var header: UnsafeMutablePointer<Int> { UnsafeMutableRawPointer(array + 1).assumingMemoryBound(to: Int.self) }
  var start: UnsafeMutablePointer<Int> { header }
  var end: UnsafeMutablePointer<Int> { header + 1 }
  var content: UnsafeMutablePointer<UInt8> { (UnsafeMutableRawPointer(array + 1) + SharedText.headerSize).assumingMemoryBound(to: UInt8.self) }
  var capacity: Int { array.pointee.count - SharedText.headerSize }

  init(array: UnsafeMutablePointer<ArrayObject>) { self.array = array }

  /// The buffer that a string's data is in, if that is shared.
  init?(of string: Value) {
    guard string.object(StrObject.self).pointee.isShared else { return nil }
    let words = UnsafeMutableRawPointer(string.object(StrObject.self) + 1).assumingMemoryBound(to: UnsafeMutablePointer<ArrayObject>.self)
    array = words[1]
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a + b` where `a` is long and needs no conversion: in place behind `a` if nothing was appended to `a` before.
  ///
  /// - Returns: nil, without an exception, when strings should be copied instead.
  func appendShared(_ a: Value, _ b: Value, width: Int) -> Value {
    let used = stringCount(a) * width
    let added = stringCount(b) * width
    guard used >= SharedText.smallestSize, added <= used, stringWidth(a) == width else { return .nil }
    var data = stringBytes(a)
    let buffer: SharedText
    if let own = SharedText(of: a), data + used == own.content + own.end.pointee, own.end.pointee + added <= own.capacity {
      buffer = own
    } else {
      guard reserve(bytes: (used + added) * 2) else { return .nil }
      buffer = makeBuffer((used + added) * 2)
      data = buffer.content
      memcpy(data, stringBytes(a), used)
    }
    copyPoints(b, 0, stringCount(b), to: data + used, width: width)
    buffer.end.pointee = data - buffer.content + used + added
    return makeShared(data, buffer, a, b, width)
  }

  /// `a + b` where `b` is long and needs no conversion: in place before `b` if nothing was put there yet.
  ///
  /// - Returns: nil, without an exception, when strings should be copied instead.
  func prependShared(_ a: Value, _ b: Value, width: Int) -> Value {
    let used = stringCount(b) * width
    let added = stringCount(a) * width
    guard used >= SharedText.smallestFrontSize, added <= used, stringWidth(b) == width else { return .nil }
    var data = stringBytes(b)
    let buffer: SharedText
    if let own = SharedText(of: b), data == own.content + own.start.pointee, added <= own.start.pointee {
      buffer = own
    } else {
      guard reserve(bytes: (used + added) * 2) else { return .nil }
      buffer = makeBuffer((used + added) * 2)
      data = buffer.content + (buffer.capacity - used)
      buffer.end.pointee = buffer.capacity
      memcpy(data, stringBytes(b), used)
    }
    data -= added
    copyPoints(a, 0, stringCount(a), to: data, width: width)
    buffer.start.pointee = data - buffer.content
    return makeShared(data, buffer, a, b, width)
  }

  private func makeBuffer(_ size: Int) -> SharedText {
    let memory = allocateBytes(size + SharedText.headerSize)
    return SharedText(array: memory.assumingMemoryBound(to: ArrayObject.self) - 1)
  }

  private func makeShared(_ data: UnsafeMutablePointer<UInt8>, _ buffer: SharedText, _ a: Value, _ b: Value, _ width: Int) -> Value {
    let string = allocate(StrObject.self, pointee.types.str, extra: 16)
    string.pointee.count = stringCount(a) + stringCount(b)
    string.pointee.width = UInt8(width)
    string.pointee.isASCII = a.object(StrObject.self).pointee.isASCII && b.object(StrObject.self).pointee.isASCII
    string.pointee.isShared = true
    let words = UnsafeMutableRawPointer(string + 1).assumingMemoryBound(to: UnsafeMutableRawPointer.self)
    words[0] = UnsafeMutableRawPointer(data)
    words[1] = UnsafeMutableRawPointer(buffer.array)
    return Value(string)
  }
}
