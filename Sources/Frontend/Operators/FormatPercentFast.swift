// Formats printf-style templates that need no more than copying text and writing small integers.

/// The bytes of a result under construction, in memory of fixed size.
private struct ShortText {
  let buffer: UnsafeMutableBufferPointer<UInt8>
  var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  @inline(__always)
  mutating func append(byte: UInt8) -> Bool {
    if count == buffer.count { return false }
    buffer[count] = byte
    count += 1
    return true
  }

  mutating func append(_ bytes: UnsafeMutablePointer<UInt8>, _ length: Int) -> Bool {
    if buffer.count - count < length { return false }
    for i in 0..<length { buffer[count + i] = bytes[i] }
    count += length
    return true
  }

  mutating func append(number: Int) -> Bool {
    if buffer.count - count < 20 { return false }
    var digits = 1
    var power = number.magnitude
    while power >= 10 {
      power /= 10
      digits += 1
    }
    if number < 0 { _ = append(byte: 45) }
    var rest = number.magnitude
    var position = count + digits
    count = position
    repeat {
      position -= 1
      buffer[position] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
      rest /= 10
    } while rest != 0
    return true
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `template % argument` for an ASCII template of plain `%d`, `%s` and `%%` with small ints and ASCII strings.
  ///
  /// - Returns: nil, without an exception, when the general formatter must do it.
  func formatShortPercent(_ template: Value, _ argument: Value) -> Value {
    guard template.isExactly(pointee.types.str), template.object(StrObject.self).pointee.isASCII else { return .nil }
    let isTuple = argument.isExactly(pointee.types.tuple)
    guard isTuple || argument.isSmallInt || argument.isExactly(pointee.types.str) else { return .nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      var text = ShortText(buffer)
      var lone = argument
      let isDone = withUnsafeMutablePointer(to: &lone) { lone in
        fillPercent(&text, template, isTuple ? tupleBase(argument) : lone, count: isTuple ? tupleCount(argument) : 1)
      }
      return isDone ? makeString(ascii: UnsafeBufferPointer(rebasing: buffer[0..<text.count])) : .nil
    }
  }

  private func fillPercent(_ text: inout ShortText, _ template: Value, _ arguments: UnsafeMutablePointer<Value>, count: Int) -> Bool {
    let bytes = stringBytes(template)
    let end = stringCount(template)
    var used = 0
    var i = 0
    while i < end {
      let byte = bytes[i]
      i += 1
      if byte != 37 {
        guard text.append(byte: byte) else { return false }
        continue
      }
      guard i < end else { return false }
      let kind = bytes[i]
      i += 1
      if kind == 37 {
        guard text.append(byte: 37) else { return false }
        continue
      }
      guard used < count, kind == 100 || kind == 115 else { return false }
      let value = arguments[used]
      used += 1
      if value.isSmallInt {
        guard text.append(number: value.smallInt) else { return false }
      } else {
        guard kind == 115, value.isExactly(pointee.types.str), value.object(StrObject.self).pointee.isASCII,
          text.append(stringBytes(value), stringCount(value))
        else { return false }
      }
    }
    return used == count
  }
}
