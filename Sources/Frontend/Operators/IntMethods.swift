// Implements the methods of int: bits, bytes, ratios and rounding.

extension Runtime {
  func installIntMethods() {
    let type = vm.types.int
    define(type, "bit_length", 0, 0) { vm, args in vm.makeInt(vm.bitLength(args[0])) }
    define(type, "bit_count", 0, 0) { vm, args in
      vm.makeInt(vm.withLimbs(args[0]) { limbs, count, _ in (0..<count).reduce(0) { $0 + limbs[$1].nonzeroBitCount } })
    }
    define(type, "as_integer_ratio", 0, 0) { vm, args in vm.makeTuple([vm.plainInt(vm.integer(args[0])), Value(smallInt: 1)]) }
    define(type, "__round__", 0, 1) { vm, args in vm.intRound(vm.integer(args[0]), args.optional(1)) }
    define(type, "__getnewargs__", 0, 0) { vm, args in vm.makeTuple([vm.plainInt(vm.integer(args[0]))]) }
    define(type, "__sizeof__", 0, 0) { vm, args in
      let digits = (vm.bitLength(args[0]) + 29) / 30
      return vm.makeInt(24 + 4 * digits)
    }
    define(type, "to_bytes", "length=, byteorder=, *, signed=") { vm, args in vm.intToBytes(args) }
    defineClassMethod(type, "from_bytes", "bytes, byteorder=, *, signed=") { vm, args in vm.intFromBytes(args) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `round(int, digits)`: ties go to the even multiple.
  func intRound(_ value: Value, _ digits: Value) -> Value {
    if digits.isNil || digits.isNone { return plainInt(value) }
    guard let count = index(digits) else { return .nil }
    if count >= 0 { return plainInt(value) }
    if Double(bitLength(value)) * 0.30103 + 2 < -Double(count) { return Value(smallInt: 0) }
    let power = intPower(Value(smallInt: 10), makeInt(-count))
    if power.isNil { return .nil }
    let parts = intFloorDivide(value, power, .both)
    if parts.isNil { return .nil }
    let quotient = tupleBase(parts)[0]
    let remainder = tupleBase(parts)[1]
    let twice = compareInts(intAdd(remainder, remainder, negatingSecond: false), power)
    let isOdd = withLimbs(quotient) { limbs, count, _ in count > 0 && limbs[0] & 1 == 1 }
    let whole = intAdd(value, remainder, negatingSecond: true)
    return twice > 0 || (twice == 0 && isOdd) ? intAdd(whole, power, negatingSecond: false) : whole
  }

  /// Whether an argument says "little" (true) or "big" (false, also when absent); nil with an exception pending.
  private func isLittleEndian(_ order: Value, _ function: String) -> Bool? {
    if order.isNil { return false }
    guard order.isKind(.str) else {
      raise("TypeError", "\(function)() argument 'byteorder' must be str, not \(typeName(typeOf(order)))")
      return nil
    }
    let text = swiftString(order)
    if text == "little" { return true }
    if text == "big" { return false }
    raise("ValueError", "byteorder must be either 'little' or 'big'")
    return nil
  }

  func intToBytes(_ args: Arguments) -> Value {
    var length = 1
    if !args[1].isNil {
      guard let given = index(args[1]) else { return .nil }
      length = given
    }
    guard let isLittle = isLittleEndian(args[2], "to_bytes") else { return .nil }
    let signed = args[3].isNil ? 0 : truth(args[3])
    if signed < 0 { return .nil }
    if length < 0 { return raise("ValueError", "length argument must be non-negative") }
    let isNegative = sign(ofInt: args[0]) < 0
    if isNegative && signed == 0 { return raise("OverflowError", "can't convert negative int to unsigned") }
    guard fits(args[0], bytes: length, isSigned: signed == 1) else { return raise("OverflowError", "int too big to convert") }
    guard length < 1 << 40 else { return raise(length > Int.max - 64 ? "OverflowError" : "MemoryError", length > Int.max - 64 ? "byte string is too large" : nil) }
    guard reserve(bytes: length * 2) else { return .nil }
    var bytes = withLimbs(args[0]) { limbs, count, isNegative in
      var carry: UInt = 1
      var result = [UInt8](repeating: 0, count: length)
      for i in 0..<((length + 7) / 8) {
        var word = i < count ? limbs[i] : 0
        if isNegative {
          word = ~word &+ carry
          if word != 0 { carry = 0 }
        }
        for k in 0..<Swift.min(8, length - i * 8) { result[i * 8 + k] = UInt8(truncatingIfNeeded: word >> UInt(8 * k)) }
      }
      return result
    }
    if !isLittle { bytes.reverse() }
    return makeBytes(bytes)
  }

  /// Whether an int fits a number of bytes.
  private func fits(_ value: Value, bytes: Int, isSigned: Bool) -> Bool {
    let bits = bitLength(value)
    if bits == 0 { return true }
    if !isSigned { return (bits + 7) / 8 <= bytes }
    if (bits + 8) / 8 <= bytes { return true }
    // -2^(8n-1) needs one bit less than its magnitude says.
    return bytes < 1 << 40 && bits == bytes * 8 && sign(ofInt: value) < 0
      && withLimbs(value) { limbs, count, _ in (0..<count).reduce(0) { $0 + limbs[$1].nonzeroBitCount } } == 1
  }

  func intFromBytes(_ args: Arguments) -> Value {
    guard let isLittle = isLittleEndian(args[2], "from_bytes") else { return .nil }
    let signed = args[3].isNil ? 0 : truth(args[3])
    guard signed >= 0, var bytes = bytesArgument(args[1]) else { return .nil }
    if !isLittle { bytes.reverse() }
    let count = (bytes.count + 7) / 8
    guard reserve(bytes: count * 8) else { return .nil }
    let isNegative = signed == 1 && (bytes.last ?? 0) >= 128
    let object = makeLimbs(count)
    var carry: UInt = 1
    for i in 0..<count {
      var word: UInt = 0
      for k in 0..<8 { word |= UInt(i * 8 + k < bytes.count ? bytes[i * 8 + k] : isNegative ? 255 : 0) << UInt(8 * k) }
      if isNegative {
        word = ~word &+ carry
        if word != 0 { carry = 0 }
      }
      limbs(object)[i] = word
    }
    let result = finish(object, count, isNegative)
    return args[0] == Value(pointee.types.int) ? result : call(args[0], result)
  }

  /// The bytes of a bytes-like object, an object with `__bytes__` or an iterable of ints; nil with an exception pending.
  private func bytesArgument(_ value: Value) -> [UInt8]? {
    if let bytes = bytesContent(value) { return bytes }
    let method = special(value, .__bytes__)
    if !method.isNil {
      let result = callMethod(method, value)
      if result.isNil { return nil }
      if let bytes = bytesContent(result) { return bytes }
      raise("TypeError", "__bytes__ returned non-bytes (type \(typeName(typeOf(result))))")
      return nil
    }
    if value.isKind(.str) || numberRank(value) != .none || special(value, .__iter__).isNil {
      raise("TypeError", "cannot convert '\(typeName(typeOf(value)))' object to bytes")
      return nil
    }
    let list = listFromIterable(value)
    if list.isNil { return nil }
    var bytes: [UInt8] = []
    for i in 0..<listCount(list) {
      guard let byte = index(listItem(list, i)) else { return nil }
      guard byte >= 0, byte < 256 else {
        raise("ValueError", "bytes must be in range(0, 256)")
        return nil
      }
      bytes.append(UInt8(byte))
    }
    return bytes
  }
}
