// Reads little-endian numbers and strings from bytes that may be damaged.

/// A bounds-checked view of bytes.
struct ByteReader {
  let bytes: [UInt8]

  /// Reads a number at `offset`.
  ///
  /// - Throws: `truncated` if it does not lie within the bytes.
  func number<T: FixedWidthInteger>(_: T.Type, at offset: Int) throws(ObjectDefect) -> T {
    let size = MemoryLayout<T>.size
    guard offset >= 0, offset <= bytes.count - size else { throw .truncated }
    return bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: T.self)) }
  }

  /// Reads a 64-bit number that must be a sensible size or offset.
  func size(at offset: Int) throws(ObjectDefect) -> Int {
    guard let value = Int(exactly: try number(UInt64.self, at: offset)) else { throw .truncated }
    return value
  }

  /// Checks that `count` bytes from `offset` lie within the bytes, and returns their range.
  func range(_ offset: Int, _ count: Int) throws(ObjectDefect) -> Range<Int> {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      throw .truncated
    }
    return offset..<(offset + count)
  }

  /// Reads the zero-terminated string at `offset` of the table at `table`.
  func string(in table: Range<Int>, at offset: Int) throws(ObjectDefect) -> String {
    guard offset >= 0, offset < table.count else { throw .malformedTable }
    let tail = bytes[(table.lowerBound + offset)..<table.upperBound]
    guard let end = tail.firstIndex(of: 0) else { throw .malformedTable }
    return String(decoding: tail[..<end], as: UTF8.self)
  }
}
