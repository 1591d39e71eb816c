// Converts values to text: dispatches str, repr, ascii and format.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `str(value)`, nil with an exception pending on failure.
  public func str(_ value: Value) -> Value {
    guard value.isReference else { return numberOrNoneRepr(value) }
    let type = value.heapType
    if type == types.str { return value }
    let method = typeLookup(type, name(.__str__))
    if method == runtime.defaultStr {
      if type.pointee.kind == .str { return exactString(value) }
      return repr(value)
    }
    return checkText(callMethodFunction(method, value), "__str__")
  }

  /// `repr(value)`, nil with an exception pending on failure.
  public func repr(_ value: Value) -> Value {
    guard value.isReference else { return numberOrNoneRepr(value) }
    let type = value.heapType
    if type == pointee.types.str { return nativeRepr(value) }
    guard enterRecursion(" while getting the repr of an object") else { return .nil }
    defer { leaveRecursion() }
    if !type.pointee.isUser { return nativeRepr(value) }
    let method = typeLookup(type, name(.__repr__))
    if method == runtime.defaultRepr { return nativeRepr(value) }
    return checkText(callMethodFunction(method, value), "__repr__")
  }

  private func checkText(_ result: Value, _ method: String) -> Value {
    if result.isNil || result.isKind(.str) { return result }
    return raise("TypeError", "\(method) returned non-string (type \(typeName(typeOf(result))))")
  }

  private func numberOrNoneRepr(_ value: Value) -> Value {
    if value.isNone { return runtime.intern("None") }
    if value.isBool { return runtime.intern(value.isTrue ? "True" : "False") }
    return numberRepr(value)
  }

  /// A `str` with the text of an instance of a subclass.
  func exactString(_ value: Value) -> Value {
    if value.heapType == types.str { return value }
    let count = stringCount(value)
    return makeString(codePoints: (0..<count).map { codePoint(value, $0) })
  }

  /// `repr` with everything outside ASCII escaped.
  public func ascii(_ value: Value) -> Value {
    let text = repr(value)
    if text.isNil || text.object(StrObject.self).pointee.isASCII { return text }
    var result: [UInt8] = []
    for i in 0..<stringCount(text) {
      let code = codePoint(text, i)
      switch code {
      case 0..<128: result.append(UInt8(code))
      case 128..<256: result += Array("\\x\(hexadecimal(code, digits: 2))".utf8)
      case 256..<0x10000: result += Array("\\u\(hexadecimal(code, digits: 4))".utf8)
      default: result += Array("\\U\(hexadecimal(code, digits: 8))".utf8)
      }
    }
    return makeString(utf8: result)
  }

  /// `format(value, spec)`; `spec` is a str or nil.
  public func format(_ value: Value, _ spec: Value) -> Value {
    let isPlain = spec.isNil || (spec.isKind(.str) && stringCount(spec) == 0)
    if isPlain, !value.isReference || value.heapType == types.str { return str(value) }
    if !value.isReference, !value.isNone { return formatNumber(value, spec) }
    if value.isExactly(types.str), spec.isKind(.str) { return formatString(value, spec) }
    let method = special(value, .__format__)
    if method.isNil || method == runtime.defaultFormat { return formatDefault(value, spec, isPlain) }
    let result = callMethodFunction(method, value, spec.isNil ? pointee.emptyString : spec)
    if result.isNil || result.isKind(.str) { return result }
    return raise("TypeError", "__format__ must return a str, not \(typeName(typeOf(result)))")
  }

  private func formatDefault(_ value: Value, _ spec: Value, _ isPlain: Bool) -> Value {
    if isPlain { return str(value) }
    switch typeOf(value).pointee.kind {
    case .int, .bool, .float, .complex: return formatNumber(value, spec)
    case .str: return formatString(value, spec)
    default: return raise("TypeError", "unsupported format string passed to \(typeName(typeOf(value))).__format__")
    }
  }

  /// Bytes of the text of `str(value)` in UTF-8, or nil with an exception pending.
  func textBytes(_ value: Value) -> [UInt8]? {
    let text = str(value)
    return text.isNil ? nil : utf8(text)
  }
}
