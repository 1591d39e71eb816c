// Translates strings by tables and encodes them.

extension Runtime {
  func installStringTranslation(_ type: TypeRef) {
    define(type, "translate", 1, 1) { vm, args in vm.translate(args[0], args[1]) }
    defineStatic(type, "maketrans", 1, 3) { vm, args in vm.makeTranslation(args[0], args.optional(1), args.optional(2)) }
    define(type, "encode", "encoding=, errors=") { vm, args in
      guard let encoding = vm.textArgument(args[1], "utf-8", "encode() argument 'encoding'"),
        let errors = vm.textArgument(args[2], "strict", "encode() argument 'errors'")
      else { return .nil }
      return vm.encode(args[0], encoding, errors)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// An optional string argument, or nil with TypeError pending.
  func textArgument(_ value: Value, _ fallback: String, _ what: String) -> String? {
    if value.isNil { return fallback }
    guard value.isKind(.str) else {
      typeError("\(what) must be str, not \(argumentTypeName(value))")
      return nil
    }
    return swiftString(value)
  }

  /// `str(object, encoding, errors)`.
  func decodeForString(_ object: Value, _ encoding: Value, _ errors: Value) -> Value {
    guard let codec = textArgument(encoding, "utf-8", "str() argument 'encoding'"),
      let handler = textArgument(errors, "strict", "str() argument 'errors'")
    else { return .nil }
    if object.isKind(.str) { return typeError("decoding str is not supported") }
    guard isBytesLike(object) else { return typeError("decoding to str: need a bytes-like object, \(typeName(of: object)) found") }
    return decode(object, codec, handler)
  }

  func translate(_ string: Value, _ table: Value) -> Value {
    var text = TextBuilder(capacity: stringCount(string))
    let isDict = table.isExactly(pointee.types.dict)
    for i in 0..<stringCount(string) {
      let code = codePoint(string, i)
      let key = Value(smallInt: Int(code))
      var mapped = isDict ? dictLookup(table, key) : getItem(table, key)
      if mapped.isNil {
        if !pointee.exception.isNil {
          guard isPending("LookupError") else { return .nil }
          pointee.exception = .nil
        }
        mapped = key
      }
      if mapped.isNone { continue }
      if mapped.isKind(.str) {
        text.append(self, mapped)
      } else if isInt(mapped) {
        guard let number = intWord(mapped), number >= 0, number < 0x110000 else {
          return valueError("character mapping must be in range(0x110000)")
        }
        text.append(UInt32(number))
      } else {
        return typeError("character mapping must return integer, None or str")
      }
    }
    return text.make(self)
  }

  /// `str.maketrans(...)`.
  func makeTranslation(_ first: Value, _ second: Value, _ third: Value) -> Value {
    let table = makeDict()
    if second.isNil { return translationFromDict(first, table) }
    guard first.isKind(.str) else { return typeError("first maketrans argument must be a string if there is a second argument") }
    guard requireArgument(second, "maketrans() argument 2") else { return .nil }
    if stringCount(first) != stringCount(second) {
      return valueError("the first two maketrans arguments must have equal length")
    }
    for i in 0..<stringCount(first) {
      guard dictAssign(table, Value(smallInt: Int(codePoint(first, i))), Value(smallInt: Int(codePoint(second, i)))) else { return .nil }
    }
    if !third.isNil {
      guard requireArgument(third, "maketrans() argument 3") else { return .nil }
      for i in 0..<stringCount(third) {
        guard dictAssign(table, Value(smallInt: Int(codePoint(third, i))), .none) else { return .nil }
      }
    }
    return table
  }

  private func translationFromDict(_ source: Value, _ table: Value) -> Value {
    guard source.isExactly(pointee.types.dict) else { return typeError("if you give only one argument to maketrans it must be a dict") }
    let iterator = dictIterator(source, pointee.types.itemIterator, IteratorShape.dictItems)
    while true {
      let pair = next(iterator)
      if pair.isNil { return pointee.exception.isNil ? table : .nil }
      var key = tupleBase(pair)[0]
      if key.isKind(.str) {
        if stringCount(key) != 1 { return valueError("string keys in translate table must be of length 1") }
        key = Value(smallInt: Int(codePoint(key, 0)))
      } else if !isInt(key) {
        return typeError("keys in translate table must be strings or integers")
      }
      if !dictAssign(table, key, tupleBase(pair)[1]) { return .nil }
    }
  }
}
