// Defines the methods and attributes of memoryview.

extension Runtime {
  func installMemoryView() {
    let type = vm.types.memoryView
    defineConstructor(type, "object") { vm, args in
      let source = args[1]
      if source.isKind(.memoryView) { return vm.memoryViewGetItem(source, vm.makeSlice(.none, .none, .none)) }
      guard vm.isBytesLike(source) else {
        return vm.typeError("memoryview: a bytes-like object is required, not '\(vm.typeName(of: source))'")
      }
      let format = vm.isArray(source) ? source.object(NativeObject.self).pointee.value0 : vm.pointee.characters[66]
      return vm.makeMemoryView(source, 0, vm.bytesView(source).count, format)
    }
    installSequenceMethods(type)
    define(type, "__repr__", 0, 0) { vm, args in
      let what = args[0].object(RecordObject.self).pointee.field0.isNil ? "released memory" : "memory"
      return vm.makeString("<\(what) at \(vm.address(args[0]))>")
    }
    define(type, "__setitem__", 2, 2) { vm, args in vm.memoryViewSetItem(args[0], args[1], args[2]) ? .none : .nil }
    define(type, "__eq__", 1, 1) { vm, args in vm.containerCompare(.equal, args[0], args[1]) }
    define(type, "__ne__", 1, 1) { vm, args in vm.containerCompare(.notEqual, args[0], args[1]) }
    define(type, "__delitem__", 1, 1) { vm, args in
      let isReadOnly = args[0].object(RecordObject.self).pointee.field0.isKind(.bytes)
      return vm.typeError(isReadOnly ? "cannot modify read-only memory" : "cannot delete memory")
    }
    define(type, "__hash__", 0, 0) { vm, args in vm.memoryViewHash(args[0]) }
    define(type, "tobytes", 0, 1) { vm, args in
      guard vm.memoryViewLength(args[0]) != nil else { return .nil }
      return vm.makeBytes(UnsafeBufferPointer(vm.bytesView(args[0])))
    }
    define(type, "tolist", 0, 0) { vm, args in vm.listFromIterable(args[0]) }
    define(type, "hex", "sep=, bytes_per_sep=") { vm, args in vm.hexOfBytes(args[0], args[1], args[2]) }
    define(type, "cast", "format") { vm, args in vm.castMemoryView(args[0], args[1]) }
    define(type, "release", 0, 0) { _, args in
      args[0].object(RecordObject.self).pointee.field0 = .nil
      return .none
    }
    define(type, "toreadonly", 0, 0) { vm, args in
      let bytes = vm.makeBytes(UnsafeBufferPointer(vm.bytesView(args[0])))
      return vm.makeMemoryView(bytes, 0, vm.bytesView(bytes).count, args[0].object(RecordObject.self).pointee.field3)
    }
    define(type, "__enter__", 0, 0) { vm, args in vm.memoryViewLength(args[0]) == nil ? .nil : args[0] }
    define(type, "__exit__", 0, -1) { _, args in
      args[0].object(RecordObject.self).pointee.field0 = .nil
      return .none
    }
    installMemoryViewAttributes(type)
  }

  private func installMemoryViewAttributes(_ type: TypeRef) {
    /// Defines what a view that was released does not have any longer.
    func attribute(_ name: String, _ get: @escaping (VM, UnsafeMutablePointer<RecordObject>) -> Value) {
      defineGetter(type, name) { vm, args in vm.memoryViewLength(args[0]) == nil ? .nil : get(vm, args[0].object(RecordObject.self)) }
    }
    attribute("obj") { _, view in view.pointee.field0 }
    attribute("nbytes") { _, view in view.pointee.field2 }
    attribute("format") { _, view in view.pointee.field3 }
    attribute("itemsize") { vm, view in Value(smallInt: vm.itemSize(vm.viewFormat(Value(view)))) }
    attribute("ndim") { _, _ in Value(smallInt: 1) }
    attribute("readonly") { _, view in Value(view.pointee.field0.isKind(.bytes)) }
    for name in ["contiguous", "c_contiguous", "f_contiguous"] {
      attribute(name) { _, view in Value(view.pointee.field4 == Value(smallInt: 1)) }
    }
    defineGetter(type, "suboffsets") { vm, _ in vm.pointee.emptyTuple }
    defineGetter(type, "shape") { vm, args in
      guard let count = vm.memoryViewLength(args[0]) else { return .nil }
      return vm.makeTuple([vm.makeInt(count)])
    }
    defineGetter(type, "strides") { vm, args in
      let step = args[0].object(RecordObject.self).pointee.field4.smallInt
      return vm.makeTuple([vm.makeInt(step * vm.itemSize(vm.viewFormat(args[0])))])
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The hash of the bytes that a view covers.
  fileprivate func memoryViewHash(_ view: Value) -> Value {
    guard memoryViewLength(view) != nil else { return .nil }
    guard view.object(RecordObject.self).pointee.field0.isKind(.bytes) else {
      return raise("ValueError", "cannot hash writable memoryview object")
    }
    guard [UInt8(ascii: "B"), UInt8(ascii: "b"), UInt8(ascii: "c")].contains(viewFormat(view)) else {
      return raise("ValueError", "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
    }
    return makeInt(bytesHash(makeBytes(UnsafeBufferPointer(memoryViewBytes(view)))))
  }
}
