// Makes ints: the constructors of int and bool and all conversions to int.

extension Runtime {
  func installInt() {
    let type = vm.types.int
    define(type, "__new__", "...") { vm, args in vm.newInt(args) }
    for name in ["__int__", "__index__", "__trunc__", "__floor__", "__ceil__", "conjugate"] {
      define(type, name, 0, 0) { vm, args in
        vm.checkReceiver(args[0], .int, name) ? vm.plainInt(vm.integer(args[0])) : .nil
      }
    }
    define(type, "__float__", 0, 0) { vm, args in
      guard vm.checkReceiver(args[0], .int, "__float__"), let value = vm.double(args[0]) else { return .nil }
      return vm.makeFloat(value)
    }
    for name in ["real", "numerator"] { defineGetter(type, name) { vm, args in vm.plainInt(vm.integer(args[0])) } }
    defineGetter(type, "imag") { _, _ in Value(smallInt: 0) }
    defineGetter(type, "denominator") { _, _ in Value(smallInt: 1) }
  }

  func installBool() {
    let type = vm.types.bool
    define(type, "__new__", "...") { vm, args in
      guard vm.takesAtMostOne(args, "bool") else { return .nil }
      let truth = args.count > 1 ? vm.truth(args[1]) : 0
      return truth < 0 ? .nil : Value(truth == 1)
    }
    define(type, "__repr__", 0, 0) { vm, args in vm.numberRepr(args[0]) }
    for (name, op) in [("and", Opcode.bitAnd), ("or", .bitOr), ("xor", .bitXor)] {
      define(type, "__\(name)__", 1, 1) { vm, args in vm.isInt(args[1]) ? vm.intBinary(op, args[0], args[1]) : vm.pointee.notImplemented }
      define(type, "__r\(name)__", 1, 1) { vm, args in vm.isInt(args[1]) ? vm.intBinary(op, args[1], args[0]) : vm.pointee.notImplemented }
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether a constructor got at most one positional argument and no keywords; else TypeError is pending.
  func takesAtMostOne(_ args: Arguments, _ name: String) -> Bool {
    if !args.keywordNames.isNil, tupleCount(args.keywordNames) > 0 {
      raise("TypeError", "\(name)() takes no keyword arguments")
      return false
    }
    if args.count > 2 {
      raise("TypeError", "\(name) expected at most 1 argument, got \(args.count - 1)")
      return false
    }
    return true
  }

  /// `int.__new__(cls, x=0, base=10)`.
  func newInt(_ args: Arguments) -> Value {
    var base = args.optional(2)
    let keywordCount = args.keywordNames.isNil ? 0 : tupleCount(args.keywordNames)
    if args.count - 1 + keywordCount > 2 {
      return raise("TypeError", "int() takes at most 2 arguments (\(args.count - 1 + keywordCount) given)")
    }
    for k in 0..<keywordCount {
      let keyword = swiftString(tupleBase(args.keywordNames)[k])
      guard keyword == "base" else { return raise("TypeError", "'\(keyword)' is an invalid keyword argument for int()") }
      guard base.isNil else { return raise("TypeError", "argument for int() given by name ('base') and position (2)") }
      base = args.base[args.count + k]
    }
    guard args.count > 1 else {
      if !base.isNil { return raise("TypeError", "int() missing string argument") }
      return instance(ofInt: Value(smallInt: 0), args[0])
    }
    let value = base.isNil ? toInt(args[1]) : parseInt(args[1], base: base)
    return value.isNil ? .nil : instance(ofInt: value, args[0])
  }

  /// An int as an instance of a class that is int or derives from it.
  private func instance(ofInt value: Value, _ cls: Value) -> Value {
    guard cls.isKind(.type) else { return raise("TypeError", "int.__new__(X): X is not a type object (\(typeName(typeOf(cls))))") }
    let type = cls.object(TypeObject.self)
    if type == pointee.types.int { return value }
    guard isSubtype(type, pointee.types.int), type.pointee.kind == .int else {
      return raise("TypeError", "int.__new__(\(typeName(type))): \(typeName(type)) is not a subtype of int")
    }
    return makeInt(value, of: type)
  }

  private func parseInt(_ text: Value, base: Value) -> Value {
    guard let radix = index(base) else { return .nil }
    guard radix == 0 || (radix >= 2 && radix <= 36) else { return raise("ValueError", "int() base must be >= 2 and <= 36, or 0") }
    guard let bytes = numberBytes(text) else { return raise("TypeError", "int() can't convert non-string with explicit base") }
    return parseInt(text: bytes, base: radix, original: text)
  }

  /// The characters of a str, bytes or bytearray as number text, or nil for other types.
  func numberBytes(_ value: Value) -> [UInt8]? {
    guard value.isReference else { return nil }
    switch value.heapType.pointee.kind {
    case .str: return asciiNumberText(value)
    case .bytes, .byteArray, .memoryView: return bytesContent(value)
    default: return nil
    }
  }

  /// The bytes of a bytes, bytearray or memoryview object, or nil for other types.
  func bytesContent(_ value: Value) -> [UInt8]? {
    if value.isKind(.bytes) {
      return Array(UnsafeBufferPointer(start: bytesBase(value), count: value.object(BytesObject.self).pointee.count))
    }
    if value.isKind(.memoryView) { return Array(memoryViewBytes(value)) }
    guard value.isKind(.byteArray) else { return nil }
    let object = value.object(ByteArrayObject.self)
    return Array(UnsafeBufferPointer(start: object.pointee.bytes, count: object.pointee.count))
  }

  /// `int(value)`: a plain int, nil with an exception pending on failure.
  public func toInt(_ value: Value) -> Value {
    if value.isSmallInt { return value }
    if value.isSmallFloat { return makeIntChecked(value.smallFloat) }
    if !isUserInstance(value) {
      switch numberRank(value) {
      case .int: return plainInt(integer(value))
      case .float: return makeIntChecked(floatValue(value))
      default: break
      }
    }
    if value.isExactly(pointee.types.str), let word = shortDecimal(value) { return Value(smallInt: word) }
    let method = special(value, .__int__)
    if !method.isNil { return plainResult(callMethod(method, value), "__int__ returned non-int") }
    if !special(value, .__index__).isNil { return indexValue(value) }
    let truncation = special(value, .__trunc__)
    if !truncation.isNil { return truncated(callMethod(truncation, value)) }
    if let text = numberBytes(value) { return parseInt(text: text, base: 10, original: value) }
    return raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '\(typeName(typeOf(value)))'")
  }

  /// The value of a str of at most 17 decimal digits and a sign; nil for other text.
  private func shortDecimal(_ text: Value) -> Int? {
    let count = stringCount(text)
    guard count > 0, count < 18, text.object(StrObject.self).pointee.isASCII else { return nil }
    let bytes = stringBytes(text)
    let start = bytes[0] == 45 || bytes[0] == 43 ? 1 : 0
    if start == count { return nil }
    var value = 0
    for i in start..<count {
      let digit = bytes[i] &- 48
      if digit > 9 { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return bytes[0] == 45 ? -value : value
  }

  private func plainResult(_ result: Value, _ complaint: String) -> Value {
    if result.isNil { return .nil }
    if numberRank(result) == .int { return plainInt(integer(result)) }
    return raise("TypeError", "\(complaint) (type \(typeName(typeOf(result))))")
  }

  private func truncated(_ result: Value) -> Value {
    if result.isNil || numberRank(result) == .int { return result.isNil ? .nil : plainInt(integer(result)) }
    if !special(result, .__index__).isNil { return indexValue(result) }
    return raise("TypeError", "__trunc__ returned non-Integral (type \(typeName(typeOf(result))))")
  }
}
