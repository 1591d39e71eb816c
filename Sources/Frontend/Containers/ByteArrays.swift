// Defines what only bytearrays can do: change.

extension Runtime {
  func installByteArrays() {
    let type = vm.types.byteArray
    define(type, "__new__", 0, -1) { vm, args in
      let cls = args[0].object(TypeObject.self)
      return cls == vm.types.byteArray ? vm.makeByteArray(count: 0) : Value(vm.makeInstance(cls))
    }
    allowKeywords(type, "__new__")
    define(type, "__init__", "source=, encoding=, errors=") { vm, args in
      let bytes = vm.bytesFromArguments(args, item: "byte")
      if bytes.isNil { return .nil }
      vm.byteArrayAssign(args[0].object(ByteArrayObject.self), UnsafeBufferPointer(vm.bytesView(bytes)))
      return .none
    }
    define(type, "__hash__", .none)
    define(type, "__setitem__", 2, 2) { vm, args in vm.byteArraySetItem(args[0], args[1], args[2]) ? .none : .nil }
    define(type, "__delitem__", 1, 1) { vm, args in vm.byteArrayDeleteItem(args[0], args[1]) ? .none : .nil }
    define(type, "__iadd__", 1, 1) { vm, args in vm.containerInPlace(.add, args[0], args[1]) }
    define(type, "__imul__", 1, 1) { vm, args in vm.containerInPlace(.multiply, args[0], args[1]) }
    define(type, "copy", 0, 0) { vm, args in vm.makeByteArray(UnsafeBufferPointer(vm.bytesView(args[0]))) }
    installByteArrayChanges(type)
  }

  private func installByteArrayChanges(_ type: TypeRef) {
    define(type, "append", 1, 1) { vm, args in
      guard let byte = vm.byteArgument(args[1]) else { return .nil }
      vm.byteArrayReplace(args[0], vm.bytesView(args[0]).count, vm.bytesView(args[0]).count, [byte])
      return .none
    }
    define(type, "extend", 1, 1) { vm, args in
      guard let bytes = vm.bytesToStore(args[1], "can't extend bytearray with \(vm.typeName(of: args[1]))") else { return .nil }
      let count = vm.bytesView(args[0]).count
      vm.byteArrayReplace(args[0], count, count, bytes)
      return .none
    }
    define(type, "insert", 2, 2) { vm, args in
      guard var index = vm.sizeArgument(args[1]), let byte = vm.byteArgument(args[2]) else { return .nil }
      let count = vm.bytesView(args[0]).count
      if index < 0 { index = Swift.max(0, index + count) }
      index = Swift.min(index, count)
      vm.byteArrayReplace(args[0], index, index, [byte])
      return .none
    }
    define(type, "pop", 0, 1) { vm, args in
      var index = -1
      if args.count > 1 {
        guard let given = vm.sizeArgument(args[1]) else { return .nil }
        index = given
      }
      let view = vm.bytesView(args[0])
      if view.count == 0 { return vm.raise("IndexError", "pop from empty bytearray") }
      if index < 0 { index += view.count }
      if index < 0 || index >= view.count { return vm.raise("IndexError", "pop index out of range") }
      let byte = view[index]
      vm.byteArrayReplace(args[0], index, index + 1, [])
      return Value(smallInt: Int(byte))
    }
    define(type, "remove", 1, 1) { vm, args in
      guard let byte = vm.byteArgument(args[1]) else { return .nil }
      guard let index = vm.bytesView(args[0]).firstIndex(of: byte) else { return vm.valueError("value not found in bytearray") }
      vm.byteArrayReplace(args[0], index, index + 1, [])
      return .none
    }
    define(type, "clear", 0, 0) { vm, args in
      vm.byteArrayReplace(args[0], 0, vm.bytesView(args[0]).count, [])
      return .none
    }
    define(type, "reverse", 0, 0) { vm, args in
      var view = vm.bytesView(args[0])
      view.reverse()
      return .none
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Replaces bytes `low..<high` by others.
  func byteArrayReplace(_ array: Value, _ low: Int, _ high: Int, _ new: [UInt8]) {
    let object = array.object(ByteArrayObject.self)
    let oldCount = object.pointee.count
    let count = oldCount - (high - low) + new.count
    byteArrayGrow(object, count)
    guard let bytes = object.pointee.bytes else { return }
    if high < oldCount, high != low + new.count { (bytes + low + new.count).update(from: bytes + high, count: oldCount - high) }
    for (i, byte) in new.enumerated() { bytes[low + i] = byte }
    object.pointee.count = count
  }

  /// The bytes of a bytes-like object or an iterable of ints, copied; nil with an exception pending.
  func bytesToStore(_ value: Value, _ message: String) -> [UInt8]? {
    if isBytesLike(value) { return Array(bytesView(value)) }
    if !value.isReference || !hasIterator(value) {
      typeError(message)
      return nil
    }
    let iterator = getIterator(value)
    if iterator.isNil { return nil }
    var bytes: [UInt8] = []
    while true {
      let item = next(iterator)
      if item.isNil { return pointee.exception.isNil ? bytes : nil }
      guard let byte = byteArgument(item) else { return nil }
      bytes.append(byte)
    }
  }

  func byteArraySetItem(_ array: Value, _ key: Value, _ value: Value) -> Bool {
    if key.isExactly(pointee.types.slice) { return byteArrayAssignSlice(array, key, value) }
    guard var index = subscriptIndex(key, "bytearray") else { return false }
    guard let byte = byteArgument(value) else { return false }
    let view = bytesView(array)
    if index < 0 { index += view.count }
    if index < 0 || index >= view.count { return fail("IndexError", "bytearray index out of range") }
    view[index] = byte
    return true
  }

  private func byteArrayAssignSlice(_ array: Value, _ slice: Value, _ value: Value) -> Bool {
    guard let bounds = resolveSlice(slice, length: bytesView(array).count) else { return false }
    if isInt(value) || value.isKind(.str) {
      return fail("TypeError", "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
    }
    guard let bytes = bytesToStore(value, "can assign only bytes, buffers, or iterables of ints in range(0, 256)") else { return false }
    if bounds.step == 1 {
      byteArrayReplace(array, bounds.start, Swift.max(bounds.start, bounds.stop), bytes)
      return true
    }
    if bytes.count != bounds.count {
      return fail("ValueError", "attempt to assign bytes of size \(bytes.count) to extended slice of size \(bounds.count)")
    }
    let view = bytesView(array)
    for i in 0..<bounds.count { view[bounds.start + i * bounds.step] = bytes[i] }
    return true
  }

  func byteArrayDeleteItem(_ array: Value, _ key: Value) -> Bool {
    if key.isExactly(pointee.types.slice) {
      guard let bounds = resolveSlice(key, length: bytesView(array).count) else { return false }
      if bounds.step == 1 {
        byteArrayReplace(array, bounds.start, Swift.max(bounds.start, bounds.stop), [])
        return true
      }
      var isDeleted = Array(repeating: false, count: bytesView(array).count)
      for i in 0..<bounds.count { isDeleted[bounds.start + i * bounds.step] = true }
      let kept = bytesView(array).enumerated().filter { !isDeleted[$0.offset] }.map(\.element)
      byteArrayReplace(array, 0, bytesView(array).count, kept)
      return true
    }
    guard var index = subscriptIndex(key, "bytearray") else { return false }
    let count = bytesView(array).count
    if index < 0 { index += count }
    if index < 0 || index >= count { return fail("IndexError", "bytearray index out of range") }
    byteArrayReplace(array, index, index + 1, [])
    return true
  }

  func byteArrayInPlace(_ op: Opcode, _ array: Value, _ other: Value) -> Value {
    let count = bytesView(array).count
    if op == .add {
      guard isBytesLike(other) else { return typeError("can't concat \(typeName(of: other)) to bytearray") }
      byteArrayReplace(array, count, count, Array(bytesView(other)))
      return array
    }
    guard op == .multiply, isInt(other) || !special(other, .__index__).isNil else { return pointee.notImplemented }
    let result = repeatSequence(array, other)
    if result.isNil { return .nil }
    byteArrayAssign(array.object(ByteArrayObject.self), UnsafeBufferPointer(bytesView(result)))
    return array
  }
}
