// Searches bytes and bytearrays.

extension Runtime {
  func installBytesSearch(_ type: TypeRef) {
    func search(_ name: String, backward: Bool, raises: Bool) {
      define(type, name, 1, 3) { vm, args in
        guard let needle = vm.needle(args[1]) else { return .nil }
        guard let (start, stop) = vm.searchBounds(args.optional(2), args.optional(3), vm.bytesView(args[0]).count) else { return .nil }
        let position = needle.withUnsafeBufferPointer {
          backward ? vm.findBackward(vm.bytesView(args[0]), $0, start, stop) : vm.findForward(vm.bytesView(args[0]), $0, start, stop)
        }
        if raises && position < 0 { return vm.valueError("subsection not found") }
        return vm.makeInt(position)
      }
    }
    search("find", backward: false, raises: false)
    search("rfind", backward: true, raises: false)
    search("index", backward: false, raises: true)
    search("rindex", backward: true, raises: true)
    define(type, "count", 1, 3) { vm, args in
      guard let needle = vm.needle(args[1]) else { return .nil }
      let view = vm.bytesView(args[0])
      guard let (start, stop) = vm.searchBounds(args.optional(2), args.optional(3), view.count) else { return .nil }
      if needle.isEmpty { return vm.makeInt(Swift.max(0, stop - start + 1)) }
      var total = 0
      var position = start
      while true {
        position = needle.withUnsafeBufferPointer { vm.findForward(view, $0, position, stop) }
        if position < 0 { return vm.makeInt(total) }
        total += 1
        position += needle.count
      }
    }
    for (name, atEnd) in [("startswith", false), ("endswith", true)] {
      define(type, name, 1, 3) { vm, args in vm.bytesAffix(args, name, atEnd: atEnd) }
    }
    for (name, atEnd) in [("removeprefix", false), ("removesuffix", true)] {
      define(type, name, 1, 1) { vm, args in
        guard vm.requireBytes(args[1]) else { return .nil }
        let view = vm.bytesView(args[0])
        let cut = vm.bytesView(args[1]).count
        let isThere = vm.hasAffix(view, vm.bytesView(args[1]), 0, view.count, atEnd: atEnd)
        if !isThere || cut == 0 { return vm.subBytes(args[0], 0, view.count) }
        return vm.subBytes(args[0], atEnd ? 0 : cut, view.count - cut)
      }
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// What `find` and the like search for: bytes, or one byte given as an int.
  func needle(_ value: Value) -> [UInt8]? {
    if isBytesLike(value) { return Array(bytesView(value)) }
    guard isInt(value) || !special(value, .__index__).isNil else {
      typeError("argument should be integer or bytes-like object, not '\(typeName(of: value))'")
      return nil
    }
    guard let byte = byteArgument(value) else { return nil }
    return [byte]
  }

  func findForward(_ view: UnsafeMutableBufferPointer<UInt8>, _ needle: UnsafeBufferPointer<UInt8>, _ start: Int, _ stop: Int) -> Int {
    findBytes(view, UnsafeMutableBufferPointer(mutating: needle), start, stop)
  }

  func findBackward(_ view: UnsafeMutableBufferPointer<UInt8>, _ needle: UnsafeBufferPointer<UInt8>, _ start: Int, _ stop: Int) -> Int {
    var i = stop - needle.count
    while i >= start {
      if hasAffix(view, UnsafeMutableBufferPointer(mutating: needle), i, view.count, atEnd: false) { return i }
      i -= 1
    }
    return -1
  }

  func hasAffix(
    _ view: UnsafeMutableBufferPointer<UInt8>, _ affix: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ stop: Int, atEnd: Bool
  ) -> Bool {
    if stop - start < affix.count { return false }
    let at = atEnd ? stop - affix.count : start
    for i in 0..<affix.count where view[at + i] != affix[i] { return false }
    return true
  }

  func bytesAffix(_ args: Arguments, _ name: String, atEnd: Bool) -> Value {
    let view = bytesView(args[0])
    guard let (start, stop) = searchBounds(args.optional(2), args.optional(3), view.count) else { return .nil }
    if isBytesLike(args[1]) { return Value(hasAffix(view, bytesView(args[1]), start, stop, atEnd: atEnd)) }
    guard args[1].isKind(.tuple) else {
      return typeError("\(name) first arg must be bytes or a tuple of bytes, not \(typeName(of: args[1]))")
    }
    for i in 0..<tupleCount(args[1]) {
      guard requireBytes(tupleBase(args[1])[i]) else { return .nil }
      if hasAffix(view, bytesView(tupleBase(args[1])[i]), start, stop, atEnd: atEnd) { return .true }
    }
    return .false
  }

  /// A part of bytes, of the class that its methods give.
  func subBytes(_ bytes: Value, _ start: Int, _ count: Int) -> Value {
    let view = bytesView(bytes)
    if start == 0, count == view.count, bytes.isExactly(pointee.types.bytes) { return bytes }
    return makeBytes(like: bytes, UnsafeBufferPointer(rebasing: UnsafeBufferPointer(view)[start..<(start + count)]))
  }
}
