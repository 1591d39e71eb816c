// Slices, concatenates, repeats and joins strings.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// `string[key]`.
  func stringGetItem(_ string: Value, _ key: Value) -> Value {
    if key.isExactly(pointee.types.slice) {
      guard let bounds = resolveSlice(key, length: stringCount(string)) else { return .nil }
      return stringSlice(string, bounds)
    }
    guard var index = subscriptIndex(key, "string") else { return .nil }
    let count = stringCount(string)
    if index < 0 { index += count }
    if index < 0 || index >= count { return raise("IndexError", "string index out of range") }
    return makeCharacter(codePoint(string, index))
  }

  func stringSlice(_ string: Value, _ bounds: SliceBounds) -> Value {
    if bounds.step == 1 || bounds.count <= 1 { return substring(string, bounds.start, bounds.count) }
    if string.object(StrObject.self).pointee.isASCII {
      let result = makeStringUninitialized(count: bounds.count, width: 1, isASCII: true)
      let from = stringBytes(string)
      let to = stringBytes(result)
      for i in 0..<bounds.count { to[i] = from[bounds.start + i * bounds.step] }
      return result
    }
    var codes: [UInt32] = []
    codes.reserveCapacity(bounds.count)
    for i in 0..<bounds.count { codes.append(codePoint(string, bounds.start + i * bounds.step)) }
    return makeString(codePoints: codes)
  }

  /// The `count` code points from `start`, which must lie in the string.
  @inline(__always)
  func substring(_ string: Value, _ start: Int, _ count: Int) -> Value {
    if count == 0 { return pointee.emptyString }
    if count == 1 { return makeCharacter(codePoint(string, start)) }
    return longSubstring(string, start, count)
  }

  private func longSubstring(_ string: Value, _ start: Int, _ count: Int) -> Value {
    let object = string.object(StrObject.self)
    if count == object.pointee.count, string.heapType == pointee.types.str { return string }
    if object.pointee.isASCII {
      let result = makeStringUninitialized(count: count, width: 1, isASCII: true)
      memcpy(stringBytes(result), stringBytes(string) + start, count)
      return result
    }
    let largest = union(string, start, count)
    let width = largest < 256 ? 1 : largest < 0x10000 ? 2 : 4
    let result = makeStringUninitialized(count: count, width: width, isASCII: largest < 128)
    copyPoints(string, start, count, to: stringBytes(result), width: width)
    return result
  }

  /// The bits that occur in some of a string's code points.
  func union(_ string: Value, _ start: Int, _ count: Int) -> UInt32 {
    if string.object(StrObject.self).pointee.isASCII { return 127 }
    var bits: UInt32 = 0
    for i in start..<(start + count) { bits |= codePoint(string, i) }
    return bits
  }

  /// Copies code points into memory of at least their width.
  @inline(__always)
  func copyPoints(_ string: Value, _ start: Int, _ count: Int, to target: UnsafeMutablePointer<UInt8>, width: Int) {
    let own = stringWidth(string)
    if own == width {
      memcpy(target, stringBytes(string) + start * own, count * own)
    } else {
      convertPoints(string, start, count, to: UnsafeMutableRawPointer(target), width: width)
    }
  }

  @inline(never)
  private func convertPoints(_ string: Value, _ start: Int, _ count: Int, to target: UnsafeMutableRawPointer, width: Int) {
    for i in 0..<count {
      let code = codePoint(string, start + i)
      switch width {
      case 1: target.assumingMemoryBound(to: UInt8.self)[i] = UInt8(truncatingIfNeeded: code)
      case 2: target.assumingMemoryBound(to: UInt16.self)[i] = UInt16(truncatingIfNeeded: code)
      default: target.assumingMemoryBound(to: UInt32.self)[i] = code
      }
    }
  }

  /// `a + b` of two strings.
  public func concatenateStrings(_ a: Value, _ b: Value) -> Value {
    let x = a.object(StrObject.self)
    let y = b.object(StrObject.self)
    if x.pointee.count == 0, b.heapType == pointee.types.str { return b }
    if y.pointee.count == 0, a.heapType == pointee.types.str { return a }
    let count = x.pointee.count + y.pointee.count
    if count == 0 { return pointee.emptyString }
    let width = Swift.max(Int(x.pointee.width), Int(y.pointee.width))
    if count * width >= SharedText.smallestSize {
      var shared = appendShared(a, b, width: width)
      if shared.isNil, pointee.exception.isNil { shared = prependShared(a, b, width: width) }
      if !shared.isNil || !pointee.exception.isNil { return shared }
    }
    guard reserve(bytes: count * width) else { return .nil }
    let result = makeStringUninitialized(count: count, width: width, isASCII: x.pointee.isASCII && y.pointee.isASCII)
    let target = stringBytes(result)
    copyPoints(a, 0, x.pointee.count, to: target, width: width)
    copyPoints(b, 0, y.pointee.count, to: target + x.pointee.count * width, width: width)
    return result
  }

  /// `string * times`.
  func repeatString(_ string: Value, _ times: Int) -> Value {
    let count = stringCount(string)
    if times <= 0 || count == 0 { return pointee.emptyString }
    if times == 1, string.heapType == pointee.types.str { return string }
    let (total, overflow) = count.multipliedReportingOverflow(by: times)
    if overflow { return raise("OverflowError", "repeated string is too long") }
    let width = stringWidth(string)
    guard total < 1 << 40, reserve(bytes: total * width) else { return pointee.exception.isNil ? raise("MemoryError") : .nil }
    let result = makeStringUninitialized(count: total, width: width, isASCII: string.object(StrObject.self).pointee.isASCII)
    fillRepeated(stringBytes(result), stringBytes(string), count * width, total * width)
    return result
  }

  /// Concatenates `count` strings.
  public func joinStrings(_ items: UnsafeMutablePointer<Value>, count: Int) -> Value {
    join(pointee.emptyString, UnsafeBufferPointer(start: items, count: count))
  }

  /// Joins strings, allocating once. All items are strs.
  private func join(_ separator: Value, _ items: UnsafeBufferPointer<Value>) -> Value {
    if items.count == 0 { return pointee.emptyString }
    if items.count == 1, items[0].isExactly(pointee.types.str) { return items[0] }
    let gap = stringCount(separator)
    var total = gap * (items.count - 1)
    var width = items.count > 1 ? stringWidth(separator) : 1
    var isASCII = items.count == 1 || separator.object(StrObject.self).pointee.isASCII
    for item in items {
      let object = item.object(StrObject.self)
      total += object.pointee.count
      width = Swift.max(width, Int(object.pointee.width))
      if !object.pointee.isASCII { isASCII = false }
    }
    if total == 0 { return pointee.emptyString }
    guard reserve(bytes: total * width) else { return .nil }
    let result = makeStringUninitialized(count: total, width: width, isASCII: isASCII)
    var target = stringBytes(result)
    for i in 0..<items.count {
      if i > 0, gap > 0 {
        copyPoints(separator, 0, gap, to: target, width: width)
        target += gap * width
      }
      let length = stringCount(items[i])
      copyPoints(items[i], 0, length, to: target, width: width)
      target += length * width
    }
    return result
  }

  /// `separator.join(iterable)`.
  func joinIterable(_ separator: Value, _ iterable: Value) -> Value {
    var sequence = iterable
    if !iterable.isExactly(pointee.types.list), !iterable.isExactly(pointee.types.tuple) {
      sequence = listFromIterable(iterable, askingLength: false)
      if sequence.isNil {
        if isPending("TypeError"), !iterable.isReference || !hasIterator(iterable) {
          pointee.exception = .nil
          return typeError("can only join an iterable")
        }
        return .nil
      }
      // Nothing else keeps the list alive.
      return withRoots([sequence]) { joinIterable(separator, sequence) }
    }
    let items = sequenceItems(sequence)
    for i in 0..<items.count where !items[i].isKind(.str) {
      return typeError("sequence item \(i): expected str instance, \(typeName(of: items[i])) found")
    }
    return join(separator, UnsafeBufferPointer(items))
  }
}
