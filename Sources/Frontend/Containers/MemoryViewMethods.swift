// Defines the methods and attributes of memoryview.

extension Runtime {
  func installMemoryView() {
    let type = vm.types.memoryView
    defineConstructor(type, "object") { vm, args in
      let source = args[1]
      if source.isKind(.memoryView) {
        guard vm.viewShape(source).isNil else { return vm.shapedItem(source, vm.makeSlice(.none, .none, .none)) }
        return vm.memoryViewGetItem(source, vm.makeSlice(.none, .none, .none))
      }
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
      let isReadOnly = vm.isReadOnlyView(args[0])
      return vm.typeError(isReadOnly ? "cannot modify read-only memory" : "cannot delete memory")
    }
    define(type, "__hash__", 0, 0) { vm, args in vm.memoryViewHash(args[0]) }
    define(type, "tobytes", "order=") { vm, args in
      guard vm.isHeld(args[0]) else { return .nil }
      if !args[1].isNil, !args[1].isNone {
        guard args[1].isKind(.str) else { return vm.typeError("tobytes() argument 'order' must be str or None, not \(vm.typeName(of: args[1]))") }
        guard ["C", "F", "A"].contains(vm.swiftString(args[1])) else { return vm.valueError("order must be 'C', 'F' or 'A'") }
      }
      return vm.makeBytes(UnsafeBufferPointer(vm.bytesView(args[0])))
    }
    define(type, "tolist", 0, 0) { vm, args in vm.isHeld(args[0]) ? vm.viewList(args[0]) : .nil }
    define(type, "hex", "sep=, bytes_per_sep=") { vm, args in !vm.isHeld(args[0]) ? .nil : vm.hexOfBytes(args[0], args[1], args[2]) }
    define(type, "cast", "format, shape=") { vm, args in vm.castMemoryView(args[0], args[1], args[2]) }
    define(type, "release", 0, 0) { _, args in
      args[0].object(RecordObject.self).pointee.field0 = .nil
      return .none
    }
    define(type, "toreadonly", 0, 0) { vm, args in
      guard vm.isHeld(args[0]) else { return .nil }
      let view = args[0].object(RecordObject.self)
      return vm.makeMemoryView(
        view.pointee.field0, view.pointee.field1.smallInt, view.pointee.field2.smallInt, view.pointee.field3, step: vm.viewStep(args[0]),
        shape: vm.viewShape(args[0]), isReadOnly: true)
    }
    define(type, "__enter__", 0, 0) { vm, args in vm.isHeld(args[0]) ? args[0] : .nil }
    define(type, "__exit__", 0, -1) { _, args in
      args[0].object(RecordObject.self).pointee.field0 = .nil
      return .none
    }
    installMemoryViewAttributes(type)
  }

  private func installMemoryViewAttributes(_ type: TypeRef) {
    /// Defines what a view that was released does not have any longer.
    func attribute(_ name: String, _ get: @escaping (VM, UnsafeMutablePointer<RecordObject>) -> Value) {
      defineGetter(type, name) { vm, args in vm.isHeld(args[0]) ? get(vm, args[0].object(RecordObject.self)) : .nil }
    }
    attribute("obj") { _, view in view.pointee.field0 }
    attribute("nbytes") { _, view in view.pointee.field2 }
    attribute("format") { _, view in view.pointee.field3 }
    attribute("itemsize") { vm, view in Value(smallInt: vm.itemSize(vm.viewFormat(Value(view)))) }
    attribute("ndim") { vm, view in Value(smallInt: vm.viewLengths(Value(view)).count) }
    attribute("readonly") { vm, view in Value(vm.isReadOnlyView(Value(view))) }
    for name in ["contiguous", "c_contiguous", "f_contiguous"] {
      attribute(name) { vm, view in Value(vm.viewStep(Value(view)) == 1 && (name != "f_contiguous" || vm.isColumnMajor(Value(view)))) }
    }
    attribute("suboffsets") { vm, _ in vm.pointee.emptyTuple }
    attribute("shape") { vm, view in vm.makeTuple(vm.viewLengths(Value(view)).map { vm.makeInt($0) }) }
    attribute("strides") { vm, view in
      var strides: [Value] = []
      var stride = vm.viewStep(Value(view)) * vm.itemSize(vm.viewFormat(Value(view)))
      for length in vm.viewLengths(Value(view)).reversed() {
        strides.insert(vm.makeInt(stride), at: 0)
        stride *= length
      }
      return vm.makeTuple(strides)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The hash of the bytes that a view covers.
  fileprivate func memoryViewHash(_ view: Value) -> Value {
    guard isHeld(view) else { return .nil }
    guard isReadOnlyView(view) else {
      return raise("ValueError", "cannot hash writable memoryview object")
    }
    guard [UInt8(ascii: "B"), UInt8(ascii: "b"), UInt8(ascii: "c")].contains(viewFormat(view)) else {
      return raise("ValueError", "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
    }
    return makeInt(bytesHash(makeBytes(UnsafeBufferPointer(memoryViewBytes(view)))))
  }
}
