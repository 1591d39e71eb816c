// Stores the items of arrays.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  private func itemSize(_ array: Value) -> Int { arrayItemSize(array.object(NativeObject.self).pointee.value0, self) ?? 1 }

  private func code(_ array: Value) -> UInt8 { UInt8(truncatingIfNeeded: codePoint(array.object(NativeObject.self).pointee.value0, 0)) }

  func arrayIndex(_ array: Value, _ key: Value, _ message: String) -> Int? {
    guard key.isSmallInt || !indexValue(key).isNil, let wanted = index(key) else {
      if clearPending("TypeError") { raise("TypeError", "array indices must be integers") }
      return nil
    }
    let count = array.object(NativeObject.self).pointee.integer0
    let place = wanted < 0 ? wanted + count : wanted
    if place >= 0, place < count { return place }
    raise("IndexError", message)
    return nil
  }

  /// Item `place`, which must be in range.
  func arrayItem(_ array: Value, _ place: Int) -> Value {
    let buffer = array.object(NativeObject.self).pointee.buffer.unsafelyUnwrapped
    switch code(array) {
    case UInt8(ascii: "d"): return makeFloat(buffer.assumingMemoryBound(to: Double.self)[place])
    case UInt8(ascii: "B"): return Value(smallInt: Int(buffer.assumingMemoryBound(to: UInt8.self)[place]))
    case UInt8(ascii: "i"): return Value(smallInt: Int(buffer.assumingMemoryBound(to: Int32.self)[place]))
    case UInt8(ascii: "l"), UInt8(ascii: "q"): return makeInt(buffer.assumingMemoryBound(to: Int.self)[place])
    case UInt8(ascii: "u"): return makeCharacter(buffer.assumingMemoryBound(to: UInt32.self)[place])
    default:
      let size = itemSize(array)
      return loadNumber(code(array), size: size, isLittle: true, from: (buffer + place * size).assumingMemoryBound(to: UInt8.self))
    }
  }

  /// Replaces item `place`; false with an exception pending when the value does not fit.
  func arrayStore(_ array: Value, _ place: Int, _ value: Value) -> Bool {
    let buffer = array.object(NativeObject.self).pointee.buffer.unsafelyUnwrapped
    if code(array) == UInt8(ascii: "d"), value.isSmallFloat {
      buffer.assumingMemoryBound(to: Double.self)[place] = value.smallFloat
      return true
    }
    if value.isSmallInt, storeSmallInt(buffer, place, value.smallInt, code(array)) { return true }
    let size = itemSize(array)
    return encode(value, code(array), size, (buffer + place * size).assumingMemoryBound(to: UInt8.self))
  }

  /// Stores an integer if the code is one of the usual ones and it fits.
  @inline(__always)
  private func storeSmallInt(_ buffer: UnsafeMutableRawPointer, _ place: Int, _ number: Int, _ code: UInt8) -> Bool {
    func store<T: FixedWidthInteger>(_ type: T.Type) -> Bool {
      guard let exact = T(exactly: number) else { return false }
      buffer.assumingMemoryBound(to: T.self)[place] = exact
      return true
    }
    switch code {
    case UInt8(ascii: "B"): return store(UInt8.self)
    case UInt8(ascii: "h"): return store(Int16.self)
    case UInt8(ascii: "H"): return store(UInt16.self)
    case UInt8(ascii: "i"): return store(Int32.self)
    case UInt8(ascii: "I"): return store(UInt32.self)
    case UInt8(ascii: "l"), UInt8(ascii: "q"): return store(Int.self)
    default: return false
    }
  }

  private func encode(_ value: Value, _ code: UInt8, _ size: Int, _ target: UnsafeMutablePointer<UInt8>) -> Bool {
    if code == UInt8(ascii: "u") {
      guard value.isKind(.str), stringCount(value) == 1 else {
        raise("TypeError", "array item must be unicode character")
        return false
      }
      let point = codePoint(value, 0)
      for i in 0..<4 { target[i] = UInt8(truncatingIfNeeded: point >> UInt32(8 * i)) }
      return true
    }
    if code == UInt8(ascii: "d") || code == UInt8(ascii: "f") {
      guard let number = realNumber(value) else {
        if clearPending("TypeError") { raise("TypeError", "must be real number, not \(typeName(typeOf(value)))") }
        return false
      }
      if code == UInt8(ascii: "f") {
        withUnsafeBytes(of: Float(number)) { for i in 0..<4 { target[i] = $0[i] } }
      } else {
        withUnsafeBytes(of: number) { for i in 0..<8 { target[i] = $0[i] } }
      }
      return true
    }
    let number = indexValue(value)
    if number.isNil { return false }
    return storeNumber(number, code, size: size, isLittle: true, to: target) { _ in raiseArrayRange(number, code) }
  }

  private func raiseArrayRange(_ value: Value, _ code: UInt8) {
    // What the C code of an item is first read as: its bounds and their name.
    let readings: [UInt8: (ClosedRange<Int>, String)] = [
      UInt8(ascii: "b"): (-0x8000...0x7FFF, "signed short integer"), UInt8(ascii: "h"): (0...0, "signed short integer"),
      UInt8(ascii: "B"): (0...0, "unsigned byte integer"), UInt8(ascii: "H"): (-0x8000_0000...0x7FFF_FFFF, "signed integer"),
      UInt8(ascii: "i"): (0...0, "signed integer"),
    ]
    let isNegative = sign(ofInt: value) < 0
    let bound = isNegative ? "less than minimum" : "greater than maximum"
    let word = intWord(value)
    switch code {
    case UInt8(ascii: "l"): raise("OverflowError", "Python int too large to convert to C long")
    case UInt8(ascii: "q"): raise("OverflowError", "int too big to convert")
    case UInt8(ascii: "Q"): raise("OverflowError", isNegative ? "can't convert negative int to unsigned" : "int too big to convert")
    case UInt8(ascii: "I"), UInt8(ascii: "L"):
      let fits = code == UInt8(ascii: "I") && bitLength(value) <= 64
      let tooLarge = fits ? "unsigned int is greater than maximum" : "Python int too large to convert to C unsigned long"
      raise("OverflowError", isNegative ? "can't convert negative value to unsigned int" : tooLarge)
    default:
      guard let word, let (range, name) = readings[code] else {
        raise("OverflowError", "Python int too large to convert to C long")
        return
      }
      let inner = code == UInt8(ascii: "b") ? "signed char" : code == UInt8(ascii: "H") ? "unsigned short" : name
      raise("OverflowError", "\(range.contains(word) ? inner : name) is \(bound)")
    }
  }

  /// Whether a value could be an item; false with an exception pending.
  func arrayAccepts(_ array: Value, _ value: Value) -> Bool {
    var scratch = (UInt64(0), UInt64(0))
    return withUnsafeMutableBytes(of: &scratch) {
      encode(value, code(array), itemSize(array), $0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
    }
  }

  func arrayReserve(_ array: Value, _ count: Int) {
    let object = array.object(NativeObject.self)
    guard count > object.pointee.integer1 || object.pointee.buffer == nil else { return }
    let size = itemSize(array)
    let capacity = Swift.max(count, object.pointee.integer1 + object.pointee.integer1 / 2 + 4)
    let buffer = allocateBytes(capacity * size)
    if let old = object.pointee.buffer { memcpy(buffer, old, object.pointee.integer0 * size) }
    object.pointee.buffer = buffer
    object.pointee.integer1 = capacity
  }

  /// The items as a list.
  func arrayList(_ array: Value) -> Value {
    let count = array.object(NativeObject.self).pointee.integer0
    let list = makeList(capacity: count)
    for i in 0..<count { listAppend(list, arrayItem(array, i)) }
    return list
  }

  func arrayText(_ array: Value) -> Value {
    let object = array.object(NativeObject.self)
    return makeString(codePoints: (0..<object.pointee.integer0).map { object.pointee.buffer.unsafelyUnwrapped.load(fromByteOffset: $0 * 4, as: UInt32.self) })
  }

  func arrayBytes(_ array: Value) -> [UInt8] {
    let object = array.object(NativeObject.self)
    return Array(UnsafeRawBufferPointer(start: object.pointee.buffer, count: object.pointee.buffer == nil ? 0 : object.pointee.integer0 * itemSize(array)))
  }

  /// Makes the items of a list the array's; false with an exception pending.
  func arrayReplace(_ array: Value, _ list: Value) -> Bool {
    let object = array.object(NativeObject.self)
    let count = listCount(list)
    arrayReserve(array, count)
    object.pointee.integer0 = count
    for i in 0..<count where !arrayStore(array, i, listItem(list, i)) { return false }
    return true
  }

  /// A new array of the same type code with the items of a list; nil stays nil.
  func arrayFromList(_ array: Value, _ list: Value) -> Value {
    if list.isNil { return .nil }
    let result = makeNative(runtime.arrayType ?? array.heapType, array.object(NativeObject.self).pointee.value0)
    return arrayReplace(result, list) ? result : .nil
  }

  func arrayRepeat(_ array: Value, _ times: Value) -> Value {
    guard let times = index(times) else { return .nil }
    let source = array.object(NativeObject.self)
    let result = makeNative(runtime.arrayType ?? array.heapType, source.pointee.value0)
    let count = source.pointee.integer0
    let size = itemSize(array)
    guard times > 0, count > 0 else { return result }
    guard times < (1 << 60) / (count * size) else { return raise("MemoryError") }
    guard reserve(bytes: count * size * times) else { return .nil }
    arrayReserve(result, count * times)
    let target = result.object(NativeObject.self)
    for i in 0..<times { memcpy(target.pointee.buffer.unsafelyUnwrapped + i * count * size, source.pointee.buffer.unsafelyUnwrapped, count * size) }
    target.pointee.integer0 = count * times
    return result
  }

  func arrayAppend(_ array: Value, bytes: [UInt8]) -> Bool {
    let size = itemSize(array)
    guard bytes.count % size == 0 else {
      raise("ValueError", "bytes length not a multiple of item size")
      return false
    }
    let object = array.object(NativeObject.self)
    arrayReserve(array, object.pointee.integer0 + bytes.count / size)
    bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(object.pointee.buffer.unsafelyUnwrapped + object.pointee.integer0 * size, base, bytes.count) } }
    object.pointee.integer0 += bytes.count / size
    return true
  }

  func arrayExtend(_ array: Value, _ iterable: Value) -> Bool {
    if iterable.isReference, iterable.heapType == array.heapType {
      guard code(iterable) == code(array) else {
        raise("TypeError", "can only extend with array of same kind")
        return false
      }
      return arrayAppend(array, bytes: arrayBytes(iterable))
    }
    let list = listFromIterable(iterable)
    if list.isNil { return false }
    let object = array.object(NativeObject.self)
    let old = object.pointee.integer0
    arrayReserve(array, old + listCount(list))
    for i in 0..<listCount(list) {
      object.pointee.integer0 = old + i + 1
      if !arrayStore(array, old + i, listItem(list, i)) {
        object.pointee.integer0 = old + i
        return false
      }
    }
    return true
  }

  /// The constructor's second argument: bytes, a str for 'u', or an iterable.
  func arrayFill(_ array: Value, _ initial: Value) -> Bool {
    if initial.isKind(.str), code(array) != UInt8(ascii: "u") {
      raise("TypeError", "cannot use a str to initialize an array with typecode '\(swiftString(array.object(NativeObject.self).pointee.value0))'")
      return false
    }
    if initial.isKind(.bytes) || initial.isKind(.byteArray) { return arrayAppend(array, bytes: Array(bytesView(initial))) }
    if initial.isReference, initial.heapType == array.heapType, code(initial) != code(array) {
      if code(initial) == UInt8(ascii: "u") || code(array) == UInt8(ascii: "u") {
        let shown = swiftString(array.object(NativeObject.self).pointee.value0)
        return fail("TypeError", "cannot use a unicode array to initialize an array with typecode '\(shown)'")
      }
      return arrayExtend(array, arrayList(initial))
    }
    return arrayExtend(array, initial)
  }
}
