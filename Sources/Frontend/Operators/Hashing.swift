// Computes hashes, truth values and indices of any value.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The truth of a value: 1, 0, or -1 with an exception pending.
  public func truth(_ value: Value) -> Int {
    if value.isBool { return value.isTrue ? 1 : 0 }
    if value.isSmallInt { return value.raw == 0 ? 0 : 1 }
    if value.isSmallFloat { return value.smallFloat == 0 ? 0 : 1 }
    guard value.isReference else { return 0 }
    if !value.heapType.pointee.isUser, let known = nativeTruth(value) { return known ? 1 : 0 }
    return protocolTruth(value)
  }

  /// The truth of a built-in value by its kind; nil for kinds that special methods decide about.
  func nativeTruth(_ value: Value) -> Bool? {
    switch value.heapType.pointee.kind {
    case .int: return value.object(IntObject.self).pointee.signedCount != 0
    case .float: return value.object(FloatObject.self).pointee.value != 0
    case .complex: return value.object(ComplexObject.self).pointee.real != 0 || value.object(ComplexObject.self).pointee.imaginary != 0
    case .str: return stringCount(value) != 0
    case .bytes: return value.object(BytesObject.self).pointee.count != 0
    case .byteArray: return value.object(ByteArrayObject.self).pointee.count != 0
    case .list: return value.object(ListObject.self).pointee.count != 0
    case .tuple: return tupleCount(value) != 0
    case .dict: return dictCount(value) != 0
    case .set, .frozenSet: return value.object(SetObject.self).pointee.count != 0
    case .function, .builtin, .boundMethod, .module, .code, .cell, .generator, .exception, .ellipsis: return true
    default: return nil
    }
  }

  private func protocolTruth(_ value: Value) -> Int {
    let method = special(value, .__bool__)
    if !method.isNil {
      let result = callMethod(method, value)
      if result.isNil { return -1 }
      if result.isBool { return result.isTrue ? 1 : 0 }
      _ = raise("TypeError", "__bool__ should return bool, returned \(typeName(typeOf(result)))")
      return -1
    }
    if !special(value, .__len__).isNil {
      guard let count = length(value) else { return -1 }
      return count == 0 ? 0 : 1
    }
    return nativeTruth(value) == false ? 0 : 1
  }

  /// The hash of a value, or nil with an exception pending.
  public func hash(_ value: Value) -> Int? {
    if value.isSmallInt { return hash(ofSmallInt: value.smallInt) }
    guard value.isReference else {
      if value.isSmallFloat { return hash(ofDouble: value.smallFloat, identity: value) }
      if value.isBool { return value.isTrue ? 1 : 0 }
      // CPython 3.11 takes None's address, which is fixed in Debian's build: sets with None keep the order they have there.
      return 612_812
    }
    let type = value.heapType
    if type == pointee.types.str { return stringHash(value) }
    if type.pointee.isUser, !type.pointee.hashesNatively { return protocolHash(value) }
    return nativeHash(value)
  }

  /// The hash of an immediate int.
  @inline(__always)
  func hash(ofSmallInt value: Int) -> Int {
    if value == -1 { return -2 }
    if value > -0x1FFF_FFFF_FFFF_FFFF && value < 0x1FFF_FFFF_FFFF_FFFF { return value }
    return value < 0 ? (value == -0x1FFF_FFFF_FFFF_FFFF ? 0 : -2) : 0
  }

  /// The hash of an object by its kind, whatever its class defines; nil with an exception pending.
  func nativeHash(_ value: Value) -> Int? {
    switch value.heapType.pointee.kind {
    case .str: return stringHash(value)
    case .int: return hash(ofInt: value)
    case .float: return hash(ofDouble: value.object(FloatObject.self).pointee.value, identity: value)
    case .complex: return hash(ofComplex: value)
    case .tuple: return tupleHash(value)
    case .bytes: return bytesHash(value)
    case .frozenSet: return frozenSetHash(value)
    case .list, .dict, .set, .byteArray, .slice: return raiseUnhashable(value)
    case .boundMethod:
      let method = value.object(BoundMethodObject.self)
      return Int(bitPattern: UInt(method.pointee.function.raw ^ method.pointee.receiver.raw) >> 4)
    case .type, .function, .code, .cell, .generator, .module, .ellipsis, .notImplemented: return identityHash(value)
    default: return protocolHash(value)
    }
  }

  /// The hash of objects that are equal to themselves only.
  public func identityHash(_ value: Value) -> Int { Int(truncatingIfNeeded: value.raw >> 4) }

  private func protocolHash(_ value: Value) -> Int? {
    let type = value.heapType
    let method = typeLookup(type, name(.__hash__))
    if method.isNone { return raiseUnhashable(value) }
    if method.isNil || isObjectMethod(method) {
      if type.pointee.isUser, method.isNil { return inheritedHash(value) }
      return identityHash(value)
    }
    let result = callMethod(method, value)
    if result.isNil { return nil }
    if result.isSmallInt { return hash(ofSmallIntResult: result.smallInt) }
    if result.isBool { return result.isTrue ? 1 : 0 }
    guard result.isKind(.int) else {
      _ = raise("TypeError", "__hash__ method should return an integer")
      return nil
    }
    if let word = intWord(result) { return word == -1 ? -2 : word }
    return hash(ofInt: result)
  }

  @inline(__always)
  private func hash(ofSmallIntResult value: Int) -> Int { value == -1 ? -2 : value }

  /// The hash of an instance of a user class none of whose bases has `__hash__` in its namespace.
  private func inheritedHash(_ value: Value) -> Int? {
    switch value.heapType.pointee.kind {
    case .int, .float, .complex, .str, .tuple, .bytes, .frozenSet, .list, .dict, .set, .byteArray, .slice: return nativeHash(value)
    default: return identityHash(value)
    }
  }

  func raiseUnhashable(_ value: Value) -> Int? {
    _ = raise("TypeError", "unhashable type: '\(typeOf(value).pointee.isUser ? typeName(typeOf(value)) : fullTypeName(typeOf(value)))'")
    return nil
  }

  /// The integer of an int or an object with `__index__`, clamped to 64 bits; nil with an exception pending.
  public func index(_ value: Value) -> Int? {
    if value.isSmallInt { return value.smallInt }
    let integer = indexValue(value)
    if integer.isNil { return nil }
    if let word = intWord(integer) { return word }
    return integer.object(IntObject.self).pointee.signedCount < 0 ? Int.min : Int.max
  }

  /// The int that an int or an object with `__index__` stands for: nil with an exception pending for others.
  public func indexValue(_ value: Value) -> Value {
    if value.isSmallInt { return value }
    if value.isBool { return Value(smallInt: value.isTrue ? 1 : 0) }
    if value.isKind(.int) { return value.heapType == pointee.types.int ? value : plainInt(value) }
    let method = special(value, .__index__)
    if method.isNil { return raise("TypeError", "'\(typeName(typeOf(value)))' object cannot be interpreted as an integer") }
    let result = callMethod(method, value)
    if result.isNil || result.isSmallInt || result.isExactly(pointee.types.int) { return result }
    if result.isBool || result.isKind(.int) { return indexValue(result) }
    return raise("TypeError", "__index__ returned non-int (type \(typeName(typeOf(result))))")
  }
}
