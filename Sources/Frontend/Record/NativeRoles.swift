// Recognizes the native functions that traces express by uops.

/// Natives with a meaning to the recorder.
enum NativeRole {
  case other, collection, printing, frames, names, globals, length, isInstance, absolute, squareRoot, sine, cosine, least, greatest
  case listAppend, listPop, listInsert, identity, dictGet, ord, chr, newInstance, newTuple, newException, setAttribute
  case setAdd, setDiscard, setRemove, dequeAppend, dequeAppendLeft, dequePop, dequePopLeft
  /// Run no code of the program if their arguments are plain; see `plainRole`.
  case plain, changing

  /// Whether this is a function of numbers that may have a uop of its own.
  var isNumeric: Bool { self == .absolute || self == .squareRoot || self == .sine || self == .cosine }
}

extension Runtime {
  /// What a builtin function object is to the recorder.
  func nativeRole(_ function: Value) -> NativeRole {
    let builtin = function.object(BuiltinObject.self)
    if let known = nativeRoles[builtin.pointee.native] { return known }
    let role = findRole(builtin)
    nativeRoles[builtin.pointee.native] = role
    return role
  }

  private func findRole(_ builtin: UnsafeMutablePointer<BuiltinObject>) -> NativeRole {
    guard builtin.pointee.receiver.isNil else { return .other }
    let name = vm.swiftString(builtin.pointee.name)
    if builtin.pointee.owner == Value(vm.pointee.types.list) {
      return name == "append" ? .listAppend : name == "pop" ? .listPop : name == "insert" ? .listInsert : plainRole(builtin, name)
    }
    if builtin.pointee.owner == Value(vm.pointee.types.dict) { return name == "get" ? .dictGet : plainRole(builtin, name) }
    if name == "__new__", builtin.pointee.owner == Value(vm.pointee.types.tuple) { return .newTuple }
    if name == "__new__", builtin.pointee.owner == Value(vm.pointee.types.object) { return .newInstance }
    if name == "__setattr__", builtin.pointee.owner == Value(vm.pointee.types.object) { return .setAttribute }
    if name == "__init__", builtin.pointee.owner.isKind(.type), builtin.pointee.owner.object(TypeObject.self).pointee.kind == .exception { return .newException }
    if !builtin.pointee.owner.isNil { return plainRole(builtin, name) }
    guard builtin.pointee.module.isKind(.str) else { return .other }
    switch (vm.swiftString(builtin.pointee.module), name) {
    case ("builtins", "len"): return .length
    case ("gc", "collect"): return .collection
    case ("builtins", "print"): return .printing
    case ("builtins", "locals"), ("builtins", "eval"), ("builtins", "exec"), ("sys", "_getframe"): return .frames
    case ("builtins", "vars"), ("builtins", "dir"): return .names
    case ("builtins", "globals"): return .globals
    case ("builtins", "isinstance"): return .isInstance
    case ("builtins", "id"): return .identity
    case ("builtins", "ord"): return .ord
    case ("builtins", "chr"): return .chr
    case ("builtins", "abs"): return .absolute
    case ("builtins", "min"): return .least
    case ("builtins", "max"): return .greatest
    case ("math", "sqrt"): return .squareRoot
    case ("math", "sin"): return .sine
    case ("math", "cos"): return .cosine
    case ("builtins", "hex"), ("builtins", "bin"), ("builtins", "oct"), ("builtins", "round"), ("builtins", "repr"): return .plain
    case ("math", _): return .plain
    default: return .other
    }
  }
}
