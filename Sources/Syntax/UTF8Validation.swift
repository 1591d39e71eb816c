// Finds the first bytes that are not UTF-8 and says why, in the words of Python's codec.

/// The first bytes that cannot be decoded.
struct InvalidBytes {
  var offset: Int
  /// Number of bytes that the error covers, 1 to 3.
  var count: Int
  var reason: String
}

/// Returns the first invalid bytes of `text`, or nil if all is well.
func invalidUTF8(_ text: ArraySlice<UInt8>, asciiOnly: Bool) -> InvalidBytes? {
  text.withUnsafeBufferPointer { bytes in
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      if asciiOnly {
        return InvalidBytes(offset: index, count: 1, reason: "ordinal not in range(128)")
      }
      let length = sequenceLength(bytes[index])
      if length == 0 {
        return InvalidBytes(offset: index, count: 1, reason: "invalid start byte")
      }
      if let bad = invalidContinuation(bytes, index, length: length) { return bad }
      index += length
    }
    return nil
  }
}

private func sequenceLength(_ byte: UInt8) -> Int {
  switch byte {
  case 0xC2...0xDF: return 2
  case 0xE0...0xEF: return 3
  case 0xF0...0xF4: return 4
  default: return 0
  }
}

private func invalidContinuation(
  _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, length: Int
) -> InvalidBytes? {
  for distance in 1..<length {
    let index = start + distance
    if index >= bytes.count {
      return InvalidBytes(offset: start, count: distance, reason: "unexpected end of data")
    }
    let byte = bytes[index]
    var isValid = byte & 0xC0 == 0x80
    if distance == 1 {
      switch bytes[start] {
      case 0xE0: isValid = isValid && byte >= 0xA0
      case 0xED: isValid = isValid && byte < 0xA0
      case 0xF0: isValid = isValid && byte >= 0x90
      case 0xF4: isValid = isValid && byte < 0x90
      default: break
      }
    }
    if !isValid {
      return InvalidBytes(offset: start, count: distance, reason: "invalid continuation byte")
    }
  }
  return nil
}
