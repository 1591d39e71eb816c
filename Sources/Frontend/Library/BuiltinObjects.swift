// Defines the builtins that inspect and convert single objects.

extension Runtime {
  /// Defines len, isinstance, hash, id, repr and the like.
  func defineObjectFunctions() {
    define(builtins, "len", 1, 1) { vm, args in
      guard let count = vm.length(args[0]) else { return .nil }
      return vm.makeInt(count)
    }
    define(builtins, "isinstance", 2, 2) { vm, args in
      let outcome = vm.isInstance(args[0], args[1])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(builtins, "issubclass", 2, 2) { vm, args in
      let outcome = vm.isSubclass(args[0], args[1])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    define(builtins, "hash", 1, 1) { vm, args in
      guard let hash = vm.hash(args[0]) else { return .nil }
      return vm.makeInt(hash)
    }
    define(builtins, "id", 1, 1) { vm, args in vm.identity(args[0]) }
    define(builtins, "callable", 1, 1) { vm, args in Value(vm.isCallable(args[0])) }
    define(builtins, "repr", 1, 1) { vm, args in vm.repr(args[0]) }
    define(builtins, "ascii", 1, 1) { vm, args in vm.ascii(args[0]) }
    define(builtins, "format", 1, 2) { vm, args in
      let spec = args.optional(1)
      if !spec.isNil, !spec.isKind(.str) {
        return vm.raise("TypeError", "format() argument 2 must be str, not \(vm.typeName(vm.typeOf(spec)))")
      }
      return vm.format(args[0], spec)
    }
    define(builtins, "chr", 1, 1) { vm, args in
      guard let code = vm.index(args[0]) else { return .nil }
      guard Int32(exactly: code) != nil else { return vm.raise("OverflowError", "Python int too large to convert to C int") }
      guard code >= 0, code < 0x110000 else { return vm.raise("ValueError", "chr() arg not in range(0x110000)") }
      return vm.makeCharacter(UInt32(code))
    }
    define(builtins, "ord", 1, 1) { vm, args in vm.ordinal(args[0]) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `id(value)`.
  func identity(_ value: Value) -> Value {
    if value.isReference { return makeInt(Int(truncatingIfNeeded: value.raw & ~7)) }
    // Without their lowest bit None and the truth values would be numbers.
    if value.isNone || value.isBool { return Value(smallInt: Int(value.raw) * 4 + 1) }
    return makeInt(Int(truncatingIfNeeded: value.raw >> 1))
  }

  /// `callable(value)`.
  func isCallable(_ value: Value) -> Bool {
    guard value.isReference else { return false }
    switch value.heapType.pointee.kind {
    case .function, .builtin, .boundMethod, .type: return true
    default: return !typeLookup(value.heapType, name(.__call__)).isNil
    }
  }

  fileprivate func ordinal(_ value: Value) -> Value {
    var count = -1
    if value.isKind(.str) {
      count = stringCount(value)
      if count == 1 { return Value(smallInt: Int(codePoint(value, 0))) }
    } else if value.isKind(.bytes) || value.isKind(.byteArray) {
      let view = bytesView(value)
      count = view.count
      if count == 1 { return Value(smallInt: Int(view[0])) }
    }
    if count < 0 { return raise("TypeError", "ord() expected string of length 1, but \(typeName(typeOf(value))) found") }
    return raise("TypeError", "ord() expected a character, but string of length \(count) found")
  }
}
