// Gives slice objects their attributes and methods.

extension Runtime {
  func installSlice() {
    let type = vm.types.slice
    define(type, "__new__", 0, -1) { vm, args in
      let count = args.count - 1
      if count == 0 { return vm.typeError("slice expected at least 1 argument, got 0") }
      if count > 3 { return vm.typeError("slice expected at most 3 arguments, got \(count)") }
      if count == 1 { return vm.makeSlice(.none, args[1], .none) }
      return vm.makeSlice(args[1], args[2], count == 3 ? args[3] : .none)
    }
    defineGetter(type, "start") { _, args in args[0].object(SliceObject.self).pointee.start }
    defineGetter(type, "stop") { _, args in args[0].object(SliceObject.self).pointee.stop }
    defineGetter(type, "step") { _, args in args[0].object(SliceObject.self).pointee.step }
    define(type, "indices", 1, 1) { vm, args in vm.sliceIndices(args[0], args[1]) }
    define(type, "__repr__", 0, 0) { vm, args in vm.containerRepr(args[0]) }
    define(type, "__eq__", 1, 1) { vm, args in vm.containerCompare(.equal, args[0], args[1]) }
    define(type, "__ne__", 1, 1) { vm, args in vm.containerCompare(.notEqual, args[0], args[1]) }
    define(type, "__lt__", 1, 1) { vm, args in vm.containerCompare(.less, args[0], args[1]) }
    define(type, "__le__", 1, 1) { vm, args in vm.containerCompare(.lessEqual, args[0], args[1]) }
    define(type, "__gt__", 1, 1) { vm, args in vm.containerCompare(.greater, args[0], args[1]) }
    define(type, "__ge__", 1, 1) { vm, args in vm.containerCompare(.greaterEqual, args[0], args[1]) }
    define(type, "__hash__", .none)
  }

  /// Adds a plain value to a class.
  func define(_ type: TypeRef, _ name: String, _ value: Value) {
    vm.dictSet(type.pointee.dict, intern(name), value)
    vm.typeChanged(type)
  }

  /// Adds a read-only attribute to a class.
  func defineGetter(_ type: TypeRef, _ name: String, _ body: @escaping NativeBody) {
    let getter = makeBuiltin(name, minimum: 1, maximum: 1, signature: nil, body)
    setOwner(getter, type)
    let descriptor = vm.makeRecord(vm.types.descriptor, getter, .nil, intern(name), .nil, Value(type))
    define(type, name, descriptor)
  }

  /// Adds a static function to a class.
  func defineStatic(_ type: TypeRef, _ name: String, _ minimum: Int, _ maximum: Int, _ body: @escaping NativeBody) {
    let function = makeBuiltin(name, minimum: minimum, maximum: maximum, signature: nil, body)
    function.object(BuiltinObject.self).pointee.module = Value(type)
    define(type, name, vm.makeRecord(vm.types.staticMethod, function))
  }

  /// Adds a class method; the class is argument 0.
  func defineClassMethod(_ type: TypeRef, _ name: String, _ minimum: Int, _ maximum: Int, _ body: @escaping NativeBody) {
    let function = makeBuiltin(name, minimum: minimum + 1, maximum: maximum < 0 ? -1 : maximum + 1, signature: nil, body)
    setOwner(function, type)
    function.object(BuiltinObject.self).pointee.checksReceiver = false
    define(type, name, vm.makeRecord(vm.types.classMethod, function))
  }

  /// Adds a class method that takes keyword arguments; the signature leaves the class out.
  func defineClassMethod(_ type: TypeRef, _ name: String, _ signature: String, _ body: @escaping NativeBody) {
    let parsed = Signature(signature.hasPrefix("/") ? "cls, " + signature : "cls, /, " + signature)
    let function = makeBuiltin(name, minimum: 0, maximum: -1, signature: parsed, body)
    setOwner(function, type)
    function.object(BuiltinObject.self).pointee.checksReceiver = false
    define(type, name, vm.makeRecord(vm.types.classMethod, function))
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `slice.indices(length)`.
  func sliceIndices(_ slice: Value, _ length: Value) -> Value {
    let length = integerOf(length)
    if length.isNil { return .nil }
    if compare(.less, length, Value(smallInt: 0)).isTrue { return valueError("length should not be negative") }
    return longSliceIndices(slice, length)
  }

  /// An int, or what `__index__` gives; nil with TypeError pending.
  private func integerOf(_ value: Value) -> Value {
    if isInt(value) { return value.isBool ? Value(smallInt: value.isTrue ? 1 : 0) : value }
    if special(value, .__index__).isNil { return typeError("'\(typeName(of: value))' object cannot be interpreted as an integer") }
    return callSpecial(value, .__index__)
  }

  /// The bounds and step of a slice for a length that is an int of any size, as a tuple.
  func longSliceIndices(_ slice: Value, _ length: Value) -> Value {
    let object = slice.object(SliceObject.self)
    let zero = Value(smallInt: 0)
    let step = object.pointee.step.isNone ? Value(smallInt: 1) : sliceInteger(object.pointee.step)
    if step.isNil { return .nil }
    if compare(.equal, step, zero).isTrue { return valueError("slice step cannot be zero") }
    let isDown = compare(.less, step, zero).isTrue
    let low = isDown ? Value(smallInt: -1) : zero
    let high = isDown ? binary(.subtract, length, Value(smallInt: 1)) : length
    func bound(_ given: Value, _ standard: Value) -> Value {
      if given.isNone { return standard }
      var value = sliceInteger(given)
      if value.isNil { return .nil }
      if compare(.less, value, zero).isTrue {
        value = binary(.add, value, length)
        return compare(.less, value, low).isTrue ? low : value
      }
      return compare(.greater, value, high).isTrue ? high : value
    }
    let start = bound(object.pointee.start, isDown ? high : low)
    let stop = start.isNil ? .nil : bound(object.pointee.stop, isDown ? low : high)
    return stop.isNil ? .nil : makeTuple([start, stop, step])
  }

  private func sliceInteger(_ value: Value) -> Value {
    if isInt(value) || !special(value, .__index__).isNil { return integerOf(value) }
    return typeError("slice indices must be integers or None or have an __index__ method")
  }
}
