// Makes complex numbers and implements their methods.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func installComplex() {
    let type = vm.types.complex
    define(type, "__new__", "...") { vm, args in vm.newComplex(args) }
    define(type, "conjugate", 0, 0) { vm, args in
      guard vm.checkReceiver(args[0], .complex, "conjugate") else { return .nil }
      let number = vm.complexObject(args[0])
      return vm.makeComplex(ComplexNumber(number.real, -number.imaginary))
    }
    define(type, "__complex__", 0, 0) { vm, args in
      vm.checkReceiver(args[0], .complex, "__complex__") ? vm.makeComplex(vm.complexObject(args[0])) : .nil
    }
    define(type, "__getnewargs__", 0, 0) { vm, args in
      let number = vm.complexObject(args[0])
      return vm.makeTuple([vm.makeFloat(number.real), vm.makeFloat(number.imaginary)])
    }
    defineMember(type, "real") { vm, args in vm.makeFloat(vm.complexObject(args[0]).real) }
    defineMember(type, "imag") { vm, args in vm.makeFloat(vm.complexObject(args[0]).imaginary) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `abs` of a complex number.
  func complexAbsolute(_ value: ComplexNumber) -> Value {
    let size = hypot(value.real, value.imaginary)
    if size.isInfinite, value.real.isFinite, value.imaginary.isFinite { return raise("OverflowError", "absolute value too large") }
    return makeFloat(size)
  }

  /// `complex.__new__(cls, real=0, imag=0)`.
  func newComplex(_ args: Arguments) -> Value {
    var real = args.optional(1)
    var imaginary = args.optional(2)
    let keywordCount = args.keywordNames.isNil ? 0 : tupleCount(args.keywordNames)
    if args.count - 1 + keywordCount > 2 { return raise("TypeError", "complex() takes at most 2 arguments (\(args.count - 1 + keywordCount) given)") }
    for k in 0..<keywordCount {
      let keyword = swiftString(tupleBase(args.keywordNames)[k])
      guard keyword == "real" || keyword == "imag" else { return raise("TypeError", "'\(keyword)' is an invalid keyword argument for complex()") }
      let position = keyword == "real" ? 1 : 2
      guard (position == 1 ? real : imaginary).isNil else {
        return raise("TypeError", "argument for complex() given by name ('\(keyword)') and position (\(position))")
      }
      if position == 1 { real = args.base[args.count + k] } else { imaginary = args.base[args.count + k] }
    }
    guard let number = complexFromParts(real, imaginary) else { return .nil }
    return instance(ofComplex: number, args[0])
  }

  private func instance(ofComplex number: ComplexNumber, _ cls: Value) -> Value {
    if cls == Value(pointee.types.complex) { return makeComplex(number) }
    guard cls.isKind(.type), cls.object(TypeObject.self).pointee.kind == .complex else {
      return raise("TypeError", "complex.__new__(X): X is not a subtype of complex")
    }
    let instance = makeInstance(cls.object(TypeObject.self)).assumingMemoryBound(to: ComplexObject.self)
    instance.pointee.real = number.real
    instance.pointee.imaginary = number.imaginary
    return Value(instance)
  }

  private func complexFromParts(_ real: Value, _ imaginary: Value) -> ComplexNumber? {
    if real.isKind(.str) {
      if !imaginary.isNil { return fail("TypeError", "complex() can't take second arg if first is a string") }
      guard let number = parseComplex(asciiNumberText(real)) else { return fail("ValueError", "complex() arg is a malformed string") }
      return number
    }
    if imaginary.isKind(.str) { return fail("TypeError", "complex() second arg can't be a string") }
    var result = ComplexNumber(0, 0)
    if !real.isNil {
      guard let number = toComplex(real, "complex() first argument must be a string or a number") else { return nil }
      result = number
    }
    if imaginary.isNil { return result }
    if numberRank(imaginary) == .complex {
      let number = complexObject(imaginary)
      result.real -= number.imaginary
      result.imaginary += number.real
      return result
    }
    guard let number = toReal(imaginary, "complex() second argument must be a number") else { return nil }
    result.imaginary = numberRank(real) == .complex || !special(real, .__complex__).isNil ? result.imaginary + number : number
    return result
  }

  private func fail(_ type: String, _ message: String) -> ComplexNumber? {
    raise(type, message)
    return nil
  }

  /// The complex number that a number or an object with `__complex__`, `__float__` or `__index__` stands for.
  func toComplex(_ value: Value, _ complaint: String) -> ComplexNumber? {
    if numberRank(value) == .complex { return complexObject(value) }
    let method = numberRank(value) == .none ? special(value, .__complex__) : .nil
    if !method.isNil {
      let result = callMethod(method, value)
      if result.isNil { return nil }
      if numberRank(result) == .complex { return complexObject(result) }
      return fail("TypeError", "__complex__ returned non-complex (type \(typeName(typeOf(result))))")
    }
    return toReal(value, complaint).map { ComplexNumber($0, 0) }
  }

  private func toReal(_ value: Value, _ complaint: String) -> Double? {
    if numberRank(value) == .none, special(value, .__float__).isNil, special(value, .__index__).isNil {
      raise("TypeError", "\(complaint), not '\(typeName(typeOf(value)))'")
      return nil
    }
    return realNumber(value)
  }
}
