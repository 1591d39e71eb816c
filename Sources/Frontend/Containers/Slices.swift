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
    defineMember(type, "start") { _, args in args[0].object(SliceObject.self).pointee.start }
    defineMember(type, "stop") { _, args in args[0].object(SliceObject.self).pointee.stop }
    defineMember(type, "step") { _, args in args[0].object(SliceObject.self).pointee.step }
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

  /// Adds a read-only attribute that CPython keeps in a field of the object: assignments tell so in other words.
  func defineMember(_ type: TypeRef, _ name: String, _ body: @escaping NativeBody) {
    defineProperty(
      type, name,
      get: { vm, value in
        var receiver = value
        return withUnsafeMutablePointer(to: &receiver) { body(vm, Arguments(base: $0, count: 1)) }
      },
      set: { vm, _, _ in vm.fail("AttributeError", "readonly attribute") },
      delete: { vm, _ in vm.fail("AttributeError", "readonly attribute") })
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
    define(type, name, vm.makeRecord(vm.types.staticMethod, function))
  }

  /// Adds a class method; the class is argument 0.
  func defineClassMethod(_ type: TypeRef, _ name: String, _ minimum: Int, _ maximum: Int, _ body: @escaping NativeBody) {
    let function = makeBuiltin(name, minimum: minimum + 1, maximum: maximum < 0 ? -1 : maximum + 1, signature: nil, body)
    setClass(function, type)
    define(type, name, vm.makeRecord(vm.types.classMethod, function))
  }

  /// Adds a class method that takes keyword arguments; the signature leaves the class out.
  func defineClassMethod(_ type: TypeRef, _ name: String, _ signature: String, _ body: @escaping NativeBody) {
    let parsed = Signature(signature.hasPrefix("/") ? "cls, " + signature : "cls, /, " + signature)
    let function = makeBuiltin(name, minimum: 0, maximum: -1, signature: parsed, body)
    setClass(function, type)
    define(type, name, vm.makeRecord(vm.types.classMethod, function))
  }

  /// Makes a native function the body of a class method: its first argument is a class.
  private func setClass(_ function: Value, _ type: TypeRef) {
    function.object(BuiltinObject.self).pointee.isClassMethod = true
    function.object(BuiltinObject.self).pointee.owner = Value(type)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `slice.indices(length)`.
  func sliceIndices(_ slice: Value, _ length: Value) -> Value {
    let object = slice.object(SliceObject.self)
    let whole = indexValue(length)
    if whole.isNil { return .nil }
    let parts = [object.pointee.start, object.pointee.stop, object.pointee.step, whole]
    if parts.contains(where: { $0.isReference }) { return longSliceIndices(parts) }
    let count = whole.smallInt
    if count < 0 { return valueError("length should not be negative") }
    guard let bounds = resolveSlice(slice, length: count) else { return .nil }
    return makeTuple([makeInt(bounds.start), makeInt(bounds.stop), makeInt(bounds.step)])
  }

  /// `slice.indices(length)` for start, stop, step and length of any size.
  private func longSliceIndices(_ parts: [Value]) -> Value {
    let zero = Value(smallInt: 0)
    var numbers: [Value] = []
    for part in parts {
      let isBound = part.isNone || isInt(part) || !special(part, .__index__).isNil
      if !isBound { return typeError("slice indices must be integers or None or have an __index__ method") }
      let number = part.isNone ? Value.none : indexValue(part)
      if number.isNil { return .nil }
      numbers.append(number)
    }
    return withRoots(numbers) {
      let length = numbers[3]
      if compare(.less, length, zero).isTrue { return valueError("length should not be negative") }
      let step = numbers[2].isNone ? Value(smallInt: 1) : numbers[2]
      if step == zero { return valueError("slice step cannot be zero") }
      let isDown = compare(.less, step, zero).isTrue
      let lower = isDown ? Value(smallInt: -1) : zero
      let upper = isDown ? binary(.subtract, length, Value(smallInt: 1)) : length
      func bound(_ number: Value, _ missing: Value) -> Value {
        if number.isNone { return missing }
        if compare(.less, number, zero).isTrue {
          let moved = binary(.add, number, length)
          return compare(.less, moved, lower).isTrue ? lower : moved
        }
        return compare(.greater, number, upper).isTrue ? upper : number
      }
      let start = bound(numbers[0], isDown ? upper : lower)
      let stop = bound(numbers[1], isDown ? lower : upper)
      return makeTuple([start, stop, step])
    }
  }
}
