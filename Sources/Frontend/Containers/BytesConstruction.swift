// Makes bytes and bytearrays from other values.

extension Runtime {
  func installBytes() {
    for type in [vm.types.bytes, vm.types.byteArray] {
      installSequenceMethods(type)
      installConcatenation(type)
      installComparisons(type)
      installBytesSearch(type)
      installBytesParts(type)
      installBytesText(type)
      installBytesConversion(type)
    }
    defineConstructor(vm.types.bytes, "source=, encoding=, errors=") { vm, args in
      let cls = args[0].object(TypeObject.self)
      let bytes = vm.bytesFromArguments(args)
      if bytes.isNil { return .nil }
      return cls == vm.types.bytes ? bytes : vm.makeBytes(of: cls, bytes)
    }
    define(vm.types.bytes, "__hash__", 0, 0) { vm, args in vm.makeInt(vm.bytesHash(args[0])) }
    define(vm.types.bytes, "__bytes__", 0, 0) { vm, args in vm.plainBytes(args[0]) }
    define(vm.types.bytes, "__getnewargs__", 0, 0) { vm, args in vm.makeTuple([vm.plainBytes(args[0])]) }
    installByteArrays()
  }

  private func installBytesConversion(_ type: TypeRef) {
    define(type, "decode", "encoding=, errors=") { vm, args in
      guard let encoding = vm.textArgument(args[1], "utf-8", "decode() argument 'encoding'"),
        let errors = vm.textArgument(args[2], "strict", "decode() argument 'errors'")
      else { return .nil }
      return vm.decode(args[0], encoding, errors)
    }
    define(type, "hex", "sep=, bytes_per_sep=") { vm, args in vm.hexOfBytes(args[0], args[1], args[2]) }
    defineClassMethod(type, "fromhex", 1, 1) { vm, args in
      let bytes = vm.bytesFromHex(args[1])
      if bytes.isNil || args[0] == Value(vm.types.bytes) { return bytes }
      return vm.call(args[0], bytes)
    }
    define(type, "__mod__", 1, 1) { vm, args in vm.formatPercent(args[0], args[1]) }
    define(type, "__rmod__", 1, 1) { vm, args in vm.isBytesLike(args[1]) ? vm.formatPercent(args[1], args[0]) : vm.pointee.notImplemented }
    defineStatic(type, "maketrans", 2, 2) { vm, args in
      guard vm.requireBytes(args[0]), vm.requireBytes(args[1]) else { return .nil }
      let from = vm.bytesView(args[0])
      let to = vm.bytesView(args[1])
      if from.count != to.count { return vm.valueError("maketrans arguments must have same length") }
      var table = (0..<256).map { UInt8($0) }
      for i in 0..<from.count { table[Int(from[i])] = to[i] }
      return vm.makeBytes(table)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func makeBytes(of type: TypeRef, _ bytes: Value) -> Value {
    let view = bytesView(bytes)
    let object = allocate(BytesObject.self, type, extra: view.count + 1)
    object.pointee.count = view.count
    if let base = view.baseAddress { bytesBase(Value(object)).update(from: base, count: view.count) }
    return Value(object)
  }

  func plainBytes(_ bytes: Value) -> Value {
    bytes.isExactly(pointee.types.bytes) ? bytes : makeBytes(UnsafeBufferPointer(bytesView(bytes)))
  }

  /// Raises TypeError unless a value is bytes-like.
  func requireBytes(_ value: Value) -> Bool {
    isBytesLike(value) ? true : fail("TypeError", "a bytes-like object is required, not '\(typeName(of: value))'")
  }

  /// The bytes that `bytes(source, encoding, errors)` gives; argument 0 is the class or the bytearray.
  ///
  /// - Parameter item: what messages call one item.
  func bytesFromArguments(_ args: Arguments, item: StaticString = "bytes") -> Value {
    let source = args[1]
    if !args[2].isNil, textArgument(args[2], "utf-8", "bytes() argument 'encoding'") == nil { return .nil }
    if source.isNil {
      if !args[2].isNil || !args[3].isNil { return typeError(args[2].isNil ? "errors without a string argument" : "encoding without a string argument") }
      return makeBytes([])
    }
    if source.isKind(.str) {
      if args[2].isNil { return typeError("string argument without an encoding") }
      guard let encoding = textArgument(args[2], "utf-8", "bytes() argument 'encoding'"),
        let errors = textArgument(args[3], "strict", "bytes() argument 'errors'")
      else { return .nil }
      return encode(source, encoding, errors)
    }
    if !args[2].isNil { return typeError("encoding without a string argument") }
    if !args[3].isNil { return typeError("errors without a string argument") }
    return bytesFromObject(source, item: item)
  }

  /// `bytes(object)` without encoding.
  public func bytesFromObject(_ source: Value, item: StaticString = "bytes") -> Value {
    if source.isExactly(pointee.types.bytes) { return source }
    let method = special(source, .__bytes__)
    if !method.isNil, !isNative(method, for: .bytes) {
      let result = callMethod(method, source)
      if result.isNil || result.isKind(.bytes) { return result }
      return typeError("__bytes__ returned non-bytes (type \(typeName(of: result)))")
    }
    if isBytesLike(source) { return makeBytes(UnsafeBufferPointer(bytesView(source))) }
    if isInt(source) || !special(source, .__index__).isNil {
      guard let count = sizeArgument(source) else {
        if isPending("OverflowError") { raise("OverflowError", "cannot fit '\(typeName(of: source))' into an index-sized integer") }
        return .nil
      }
      if count < 0 { return valueError("negative count") }
      guard count < 1 << 40, reserve(bytes: count) else { return pointee.exception.isNil ? raise("MemoryError") : .nil }
      return makeBytesUninitialized(count)
    }
    return bytesFromIterable(source, item)
  }

  private func bytesFromIterable(_ source: Value, _ what: StaticString) -> Value {
    let iterator = getIterator(source)
    if iterator.isNil {
      if isPending("TypeError"), !source.isReference || !hasIterator(source) {
        pointee.exception = .nil
        return typeError("cannot convert '\(typeName(of: source))' object to bytes")
      }
      return .nil
    }
    // What a bytearray is made of is not asked for its length.
    if source.isKind(.instance), "\(what)" == "bytes", !askLength(source) { return .nil }
    var bytes: [UInt8] = []
    while true {
      let item = next(iterator)
      if item.isNil { return pointee.exception.isNil ? makeBytes(bytes) : .nil }
      guard let byte = byteArgument(item, "\(what) must be in range(0, 256)") else { return .nil }
      bytes.append(byte)
    }
  }

  func bytesFromHex(_ text: Value) -> Value {
    guard text.isKind(.str) else { return typeError("fromhex() argument must be str, not \(typeName(of: text))") }
    var bytes: [UInt8] = []
    let count = stringCount(text)
    func digit(_ i: Int) -> UInt8? {
      guard i < count, codePoint(text, i) < 128 else { return nil }
      return hexValue(UInt8(codePoint(text, i)))
    }
    var i = 0
    while true {
      while i < count, codePoint(text, i) == 32 || (9...13).contains(codePoint(text, i)) { i += 1 }
      if i >= count { return makeBytes(bytes) }
      guard let high = digit(i) else { return valueError("non-hexadecimal number found in fromhex() arg at position \(i)") }
      guard let low = digit(i + 1) else { return valueError("non-hexadecimal number found in fromhex() arg at position \(i + 1)") }
      bytes.append(high << 4 | low)
      i += 2
    }
  }

  /// `bytes.hex(sep, bytes_per_sep)`.
  func hexOfBytes(_ bytes: Value, _ separator: Value, _ group: Value) -> Value {
    var mark: UInt32?
    if !separator.isNil {
      if separator.isKind(.str), stringCount(separator) == 1 {
        mark = codePoint(separator, 0)
      } else if separator.isKind(.bytes), bytesView(separator).count == 1 {
        mark = UInt32(bytesView(separator)[0])
      } else {
        guard let count = length(separator) else { return .nil }
        return count == 1 ? typeError("sep must be str or bytes.") : valueError("sep must be length 1.")
      }
      if let mark, mark >= 128 { return valueError("sep must be ASCII.") }
    }
    var size = 1
    if !group.isNil {
      guard let given = sizeArgument(group) else { return .nil }
      guard Int32(exactly: given) != nil else { return raise("OverflowError", "Python int too large to convert to C int") }
      size = given
    }
    let view = bytesView(bytes)
    var text = TextBuilder(capacity: view.count * 2)
    for (i, byte) in view.enumerated() {
      if let mark, size != 0, i > 0, size > 0 ? (view.count - i) % size == 0 : i % -size == 0 { text.append(mark) }
      text.append(hexDigit(byte >> 4))
      text.append(hexDigit(byte & 15))
    }
    return text.make(self)
  }
}
