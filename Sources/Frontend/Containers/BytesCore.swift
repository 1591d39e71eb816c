// Makes, indexes, compares and concatenates bytes and bytearrays.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// A bytes object of `count` zero bytes, to be filled in.
  public func makeBytesUninitialized(_ count: Int) -> Value {
    let bytes = allocate(BytesObject.self, pointee.types.bytes, extra: count + 1)
    bytes.pointee.count = count
    return Value(bytes)
  }

  /// The data of a bytes object.
  @inline(__always)
  public func bytesBase(_ bytes: Value) -> UnsafeMutablePointer<UInt8> {
    (bytes.address + MemoryLayout<BytesObject>.size).assumingMemoryBound(to: UInt8.self)
  }

  public func makeBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    guard reserve(bytes: bytes.count) else { return .nil }
    let result = makeBytesUninitialized(bytes.count)
    if let base = bytes.baseAddress, bytes.count > 0 { memcpy(bytesBase(result), base, bytes.count) }
    return result
  }

  public func makeBytes(_ bytes: [UInt8]) -> Value { bytes.withUnsafeBufferPointer { makeBytes($0) } }

  /// A bytearray with the given content.
  public func makeByteArray(_ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    let array = allocate(ByteArrayObject.self, pointee.types.byteArray)
    let value = Value(array)
    byteArrayAssign(array, bytes)
    return value
  }

  /// Replaces a bytearray's content; the source may be its own memory.
  func byteArrayAssign(_ array: UnsafeMutablePointer<ByteArrayObject>, _ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count > array.pointee.capacity { byteArrayGrow(array, bytes.count) }
    if let base = bytes.baseAddress, let target = array.pointee.bytes, bytes.count > 0 { memmove(target, base, bytes.count) }
    array.pointee.count = bytes.count
  }

  /// Makes room for `needed` bytes.
  func byteArrayGrow(_ array: UnsafeMutablePointer<ByteArrayObject>, _ needed: Int) {
    guard needed > array.pointee.capacity else { return }
    let capacity = Swift.max(needed, array.pointee.capacity + array.pointee.capacity / 4 + 16)
    let memory = allocateBytes(capacity).assumingMemoryBound(to: UInt8.self)
    if let old = array.pointee.bytes { memcpy(memory, old, array.pointee.count) }
    array.pointee.bytes = memory
    array.pointee.capacity = capacity
  }

  /// Whether a value has bytes to look at: bytes, bytearray, memoryview, array.
  @inline(__always)
  public func isBytesLike(_ value: Value) -> Bool {
    guard value.isReference else { return false }
    switch value.heapType.pointee.kind {
    case .bytes, .byteArray, .memoryView: return true
    case .native: return isArray(value)
    default: return false
    }
  }

  /// Whether a value is an array.array.
  func isArray(_ value: Value) -> Bool {
    guard let type = runtime.arrayType, value.isKind(.native) else { return false }
    return isSubtype(value.heapType, type)
  }

  private func arrayBytes(_ array: Value) -> UnsafeMutableBufferPointer<UInt8> {
    let object = array.object(NativeObject.self)
    let count = object.pointee.integer0 * (arrayItemSize(object.pointee.value0, self) ?? 1)
    return UnsafeMutableBufferPointer(start: object.pointee.buffer?.assumingMemoryBound(to: UInt8.self), count: object.pointee.buffer == nil ? 0 : count)
  }

  /// The bytes of a bytes-like object: valid until it changes.
  @inline(__always)
  public func bytesView(_ value: Value) -> UnsafeMutableBufferPointer<UInt8> {
    switch value.heapType.pointee.kind {
    case .bytes: return UnsafeMutableBufferPointer(start: bytesBase(value), count: value.object(BytesObject.self).pointee.count)
    case .byteArray:
      let array = value.object(ByteArrayObject.self)
      return UnsafeMutableBufferPointer(start: array.pointee.bytes, count: array.pointee.count)
    case .native: return arrayBytes(value)
    default: return memoryViewBytes(value)
    }
  }

  /// Bytes of the class that methods of `model` give: bytearray for bytearrays, else bytes.
  func makeBytes(like model: Value, _ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    model.isKind(.byteArray) ? makeByteArray(bytes) : makeBytes(bytes)
  }

  func makeBytes(like model: Value, _ bytes: [UInt8]) -> Value { bytes.withUnsafeBufferPointer { makeBytes(like: model, $0) } }

  /// `bytes[key]`.
  func bytesGetItem(_ bytes: Value, _ key: Value) -> Value {
    if key.isExactly(pointee.types.slice) {
      guard let bounds = resolveSlice(key, length: bytesView(bytes).count) else { return .nil }
      return bytesSlice(bytes, bounds)
    }
    let isArray = bytes.isKind(.byteArray)
    guard var index = subscriptIndex(key, isArray ? "bytearray" : "byte") else { return .nil }
    let view = bytesView(bytes)
    if index < 0 { index += view.count }
    if index < 0 || index >= view.count { return raise("IndexError", isArray ? "bytearray index out of range" : "index out of range") }
    return Value(smallInt: Int(view[index]))
  }

  private func bytesSlice(_ bytes: Value, _ bounds: SliceBounds) -> Value {
    let view = bytesView(bytes)
    if bounds.step == 1 {
      if bounds.count == view.count, bytes.isExactly(pointee.types.bytes) { return bytes }
      return makeBytes(like: bytes, UnsafeBufferPointer(rebasing: UnsafeBufferPointer(view)[bounds.start..<(bounds.start + bounds.count)]))
    }
    var selected: [UInt8] = []
    selected.reserveCapacity(bounds.count)
    for i in 0..<bounds.count { selected.append(view[bounds.start + i * bounds.step]) }
    return makeBytes(like: bytes, selected)
  }

  /// `item in bytes`.
  func bytesContains(_ bytes: Value, _ item: Value) -> Int {
    if isBytesLike(item) {
      let view = bytesView(bytes)
      return findBytes(view, bytesView(item), 0, view.count) >= 0 ? 1 : 0
    }
    if !isInt(item), special(item, .__index__).isNil {
      typeError("a bytes-like object is required, not '\(typeName(of: item))'")
      return -1
    }
    guard let code = byteArgument(item) else { return -1 }
    return bytesView(bytes).contains(code) ? 1 : 0
  }

  /// An int that is a byte, or nil with an exception pending.
  func byteArgument(_ value: Value, _ message: String = "byte must be in range(0, 256)") -> UInt8? {
    guard let number = sizeArgument(value) else {
      if isPending("OverflowError") {
        pointee.exception = .nil
        valueError(message)
      }
      return nil
    }
    if number < 0 || number > 255 {
      valueError(message)
      return nil
    }
    return UInt8(number)
  }

  /// The first position of one byte string in another within bounds, or -1.
  func findBytes(_ view: UnsafeMutableBufferPointer<UInt8>, _ needle: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ stop: Int) -> Int {
    if needle.count > stop - start { return -1 }
    guard needle.count > 0, let base = view.baseAddress, let pattern = needle.baseAddress else { return start }
    return findBytes(base, pattern, needle.count, start, stop)
  }

  func bytesEqual(_ a: Value, _ b: Value) -> Int {
    if a.isKind(.memoryView) || b.isKind(.memoryView) { return memoryViewsEqual(a, b) }
    return compareBytes(a, b) == 0 ? 1 : 0
  }

  /// The sign of the comparison of two bytes-like objects.
  func compareBytes(_ a: Value, _ b: Value) -> Int {
    let x = bytesView(a)
    let y = bytesView(b)
    let n = Swift.min(x.count, y.count)
    if n > 0, let p = x.baseAddress, let q = y.baseAddress {
      let order = Int(memcmp(p, q, n))
      if order != 0 { return order }
    }
    return x.count - y.count
  }

  /// `a + b` of bytes-like objects: the left operand's class decides.
  func concatenateBytes(_ a: Value, _ b: Value) -> Value {
    let x = bytesView(a)
    let y = bytesView(b)
    if y.count == 0, a.isExactly(pointee.types.bytes) { return a }
    if x.count == 0, a.isKind(.bytes), b.isExactly(pointee.types.bytes) { return b }
    guard reserve(bytes: x.count + y.count) else { return .nil }
    let result = a.isKind(.byteArray) ? makeByteArray(count: x.count + y.count) : makeBytesUninitialized(x.count + y.count)
    guard let target = bytesView(result).baseAddress else { return result }
    if let base = bytesView(a).baseAddress, x.count > 0 { memcpy(target, base, x.count) }
    if let base = bytesView(b).baseAddress, y.count > 0 { memcpy(target + x.count, base, y.count) }
    return result
  }

  /// A bytearray of zeros.
  func makeByteArray(count: Int) -> Value {
    let array = allocate(ByteArrayObject.self, pointee.types.byteArray)
    let value = Value(array)
    byteArrayGrow(array, count)
    array.pointee.count = count
    return value
  }

  /// `bytes * times`.
  func repeatBytes(_ bytes: Value, _ times: Int) -> Value {
    let view = bytesView(bytes)
    if times == 1, bytes.isExactly(pointee.types.bytes) { return bytes }
    let (total, overflow) = view.count.multipliedReportingOverflow(by: Swift.max(times, 0))
    if overflow { return raise("OverflowError", "repeated bytes are too long") }
    guard total < 1 << 40, reserve(bytes: total) else { return pointee.exception.isNil ? raise("MemoryError") : .nil }
    let result = bytes.isKind(.byteArray) ? makeByteArray(count: total) : makeBytesUninitialized(total)
    if total > 0, let target = bytesView(result).baseAddress, let pattern = bytesView(bytes).baseAddress {
      fillRepeated(target, pattern, view.count, total)
    }
    return result
  }

  /// CPython's hash of a bytes object, kept in it.
  public func bytesHash(_ bytes: Value) -> Int {
    let object = bytes.object(BytesObject.self)
    if object.pointee.hash != 0 { return object.pointee.hash }
    let count = object.pointee.count
    let hash = count == 0 ? 0 : sipHash13(UnsafeRawBufferPointer(start: bytesBase(bytes), count: count))
    object.pointee.hash = hash == -1 ? -2 : hash
    return object.pointee.hash
  }
}
