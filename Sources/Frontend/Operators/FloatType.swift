// Makes floats and implements the methods of float.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func installFloat() {
    let type = vm.types.float
    define(type, "__new__", "...") { vm, args in vm.newFloat(args) }
    define(type, "__float__", 0, 0) { vm, args in vm.checkReceiver(args[0], .float, "__float__") ? vm.makeFloat(vm.floatValue(args[0])) : .nil }
    define(type, "conjugate", 0, 0) { vm, args in vm.checkReceiver(args[0], .float, "conjugate") ? vm.makeFloat(vm.floatValue(args[0])) : .nil }
    defineGetter(type, "real") { vm, args in vm.makeFloat(vm.floatValue(args[0])) }
    defineGetter(type, "imag") { vm, _ in vm.makeFloat(0) }
    for name in ["__int__", "__trunc__"] { defineFloat(name) { vm, x in vm.makeIntChecked(x) } }
    defineFloat("__floor__") { vm, x in vm.makeIntChecked(floor(x)) }
    defineFloat("__ceil__") { vm, x in vm.makeIntChecked(ceil(x)) }
    defineFloat("__getnewargs__") { vm, x in vm.makeTuple([vm.makeFloat(x)]) }
    defineFloat("is_integer") { _, x in Value(x.isFinite && x == floor(x)) }
  }

  /// Adds a method without arguments to float.
  func defineFloat(_ name: String, _ body: @escaping (VM, Double) -> Value) {
    define(vm.types.float, name, 0, 0) { vm, args in
      vm.checkReceiver(args[0], .float, name) ? body(vm, vm.floatValue(args[0])) : .nil
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `float.__new__(cls, x=0.0)`.
  func newFloat(_ args: Arguments) -> Value {
    guard (args.count <= 2 && overridesInitializer(args[0], types.float)) || takesAtMostOne(args, "float") else { return .nil }
    let value = args.count > 1 ? toFloat(args[1]) : makeFloat(0)
    if value.isNil || args[0] == Value(pointee.types.float) { return value }
    guard args[0].isKind(.type) else { return raise("TypeError", "float.__new__(X): X is not a type object (\(typeName(typeOf(args[0]))))") }
    let type = args[0].object(TypeObject.self)
    guard type.pointee.kind == .float else {
      return raise("TypeError", "float.__new__(\(typeName(type))): \(typeName(type)) is not a subtype of float")
    }
    let instance = makeInstance(type)
    instance.assumingMemoryBound(to: FloatObject.self).pointee.value = floatValue(value)
    return Value(instance)
  }

  /// `float(value)`: a plain float, nil with an exception pending on failure.
  public func toFloat(_ value: Value) -> Value {
    if value.isSmallFloat { return value }
    if value.isSmallInt { return makeFloat(Double(value.smallInt)) }
    if value.isExactly(pointee.types.str), let number = shortNumber(value) { return makeFloat(number) }
    if let text = numberBytes(value), special(value, .__float__).isNil { return parseFloat(text, original: value) }
    if numberRank(value) == .none || numberRank(value) == .complex, special(value, .__float__).isNil, special(value, .__index__).isNil {
      return raise("TypeError", "float() argument must be a string or a real number, not '\(typeName(typeOf(value)))'")
    }
    if numberRank(value) == .float {
      if !isUserInstance(value) { return value }
      return convertedFloat(value)
    }
    return realNumber(value).map { makeFloat($0) } ?? .nil
  }

  /// The value of a short str of digits with at most one point and a sign; nil for other text.
  private func shortNumber(_ text: Value) -> Double? {
    let count = stringCount(text)
    guard count > 0, count < 18, text.object(StrObject.self).pointee.isASCII else { return nil }
    let bytes = stringBytes(text)
    let start = bytes[0] == 45 || bytes[0] == 43 ? 1 : 0
    var digits: UInt = 0
    var places = -1
    var hasDigits = false
    for i in start..<count {
      if bytes[i] == 46, places < 0 {
        places = 0
        continue
      }
      let digit = bytes[i] &- 48
      if digit > 9 { return nil }
      digits = digits &* 10 &+ UInt(digit)
      hasDigits = true
      if places >= 0 { places += 1 }
    }
    guard hasDigits, let value = unscaledDecimal(digits, places: Swift.max(places, 0)) else { return nil }
    return bytes[0] == 45 ? -value : value
  }

  /// What `__float__` of an instance of a subclass of float gives.
  private func convertedFloat(_ value: Value) -> Value {
    let result = callMethod(special(value, .__float__), value)
    if result.isNil { return .nil }
    if numberRank(result) == .float { return makeFloat(floatValue(result)) }
    return raise("TypeError", "\(typeName(typeOf(value))).__float__ returned non-float (type \(typeName(typeOf(result))))")
  }

  private func parseFloat(_ text: [UInt8], original: Value) -> Value {
    if let value = parseDouble(text) { return makeFloat(value) }
    let shown = repr(original)
    return shown.isNil ? .nil : raise("ValueError", "could not convert string to float: \(swiftString(shown))")
  }
}
