// Describes what of a value compiled code relies on, so that it can be compared in another run.

extension UnsafeMutablePointer where Pointee == VMState {
  /// A text that is equal for values that traces may take for each other, once they were found in the same place.
  func checkText(_ value: Value) -> String {
    guard value.isReference else { return "word \(hex(value.raw))" }
    let type = value.heapType
    // What instances of the program's classes are is up to their methods.
    if type.pointee.isUser, type.pointee.kind != .type { return shallowCheck(value) }
    switch type.pointee.kind {
    case .float: return "float \(hex(value.object(FloatObject.self).pointee.value.bitPattern))"
    case .int, .str, .bytes:
      let text = repr(value)
      if text.isNil {
        pointee.exception = .nil
        return "?"
      }
      return "\(type.pointee.kind) \(hex(fingerprint(utf8(text))))"
    case .function: return functionCheck(value.object(FunctionObject.self))
    case .code: return "code \(hex(fingerprint(info(value.object(CodeObject.self)).unit)))"
    case .type: return typeCheck(value.object(TypeObject.self))
    case .staticMethod, .classMethod, .property:
      let record = value.object(RecordObject.self)
      return "\(type.pointee.kind) " + [record.pointee.field0, record.pointee.field1].filter { !$0.isNil && $0 != value }.map(shallowCheck).joined(separator: " ")
    default: return shallowCheck(value)
    }
  }

  /// As `checkText`, but of a class only the name.
  private func shallowCheck(_ value: Value) -> String {
    guard value.isReference else { return "word \(hex(value.raw))" }
    switch value.heapType.pointee.kind {
    case .float, .int, .str, .bytes, .code:
      if !value.heapType.pointee.isUser { return checkText(value) }
      return "a " + swiftString(value.heapType.pointee.qualifiedName)
    case .function: return functionCheck(value.object(FunctionObject.self))
    case .type: return "class " + swiftString(value.object(TypeObject.self).pointee.qualifiedName)
    case .builtin: return "builtin " + swiftString(value.object(BuiltinObject.self).pointee.name)
    default: return "a " + swiftString(value.heapType.pointee.qualifiedName)
    }
  }

  private func functionCheck(_ function: UnsafeMutablePointer<FunctionObject>) -> String {
    var text = "function \(hex(fingerprint(info(function.pointee.code).unit)))"
    if function.pointee.defaults.isKind(.tuple) {
      for item in tupleItems(function.pointee.defaults) { text += " " + (item.isKind(.function) ? "function" : shallowCheck(item)) }
    }
    forEachEntry(function.pointee.keywordDefaults) { name, value in
      text += " \(swiftString(name))=" + (value.isKind(.function) ? "function" : shallowCheck(value))
    }
    if function.pointee.code.pointee.showsKeywordDefaults { text += " shown" }
    return text
  }

  /// The class and its bases with all their attributes.
  private func typeCheck(_ type: TypeRef) -> String {
    guard type.pointee.isUser else { return "type " + swiftString(type.pointee.qualifiedName) }
    var text = "\(type.pointee.slotOffset) \(type.pointee.inlineSlots)"
    for base in tupleItems(type.pointee.mro) {
      let cls = base.object(TypeObject.self)
      text += "\n" + swiftString(cls.pointee.qualifiedName)
      guard cls.pointee.isUser else { continue }
      forEachEntry(cls.pointee.dict) { name, value in
        if name.isKind(.str) { text += "\n \(swiftString(name)) \(value.isKind(.type) ? shallowCheck(value) : checkText(value))" }
      }
    }
    return "class \(swiftString(type.pointee.qualifiedName)) \(hex(fingerprint(Array(text.utf8))))"
  }

  /// Calls `body` with each key and value of a dict, in order.
  func forEachEntry(_ dict: Value, _ body: (Value, Value) -> Void) {
    guard dict.isKind(.dict) else { return }
    let object = dict.object(DictObject.self)
    guard let entries = object.pointee.entries else { return }
    for i in 0..<object.pointee.entryCount where !entries[i].key.isNil { body(entries[i].key, dictValue(object, i)) }
  }
}

/// A hash of everything in a code unit that traces of it depend on.
private func fingerprint(_ unit: CodeUnit) -> UInt64 {
  var bytes: [UInt8] = []
  func add(_ number: UInt64) { withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) } }
  func add(_ data: some Collection<UInt8>) {
    add(UInt64(data.count))
    bytes.append(contentsOf: data)
  }
  func add(_ constant: ConstantValue) {
    switch constant {
    case .none: add(0)
    case .ellipsis: add(1)
    case .bool(let truth): add(truth ? 3 : 2)
    case .int(let value): add([4]); add(UInt64(bitPattern: value))
    case .bigInt(let digits, let radix): add([5, UInt8(radix)]); add(digits)
    case .float(let bits): add([6]); add(bits)
    case .complex(let real, let imaginary): add([7]); add(real); add(imaginary)
    case .string(let text): add([8]); add(text)
    case .bytes(let data): add([9]); add(data)
    case .tuple(let items), .frozenSet(let items): add([10]); add(UInt64(items.count)); items.forEach(add)
    case .code(let index): add([11]); add(UInt64(index))
    }
  }
  for word in unit.words { add(word) }
  for name in unit.names { add(Array("\(name)".utf8)) }
  unit.constants.forEach(add)
  add(UInt64(unit.registerCount) << 32 | UInt64(unit.flags.rawValue))
  return fingerprint(bytes)
}

private func fingerprint(_ bytes: [UInt8]) -> UInt64 {
  UInt64(bitPattern: Int64(bytes.withUnsafeBytes { sipHash13($0) }))
}

private func hex(_ word: UInt64) -> String { String(word, radix: 16) }
