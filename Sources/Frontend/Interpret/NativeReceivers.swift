// Checks that methods of native classes are called with their own instances.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether a method is called with an instance of its class.
  @inline(__always)
  func isReceiver(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ base: UnsafeMutablePointer<Value>, _ count: Int) -> Bool {
    guard count > 0 else { return false }
    if base[0].isReference, Value(base[0].heapType) == builtin.pointee.owner, !builtin.pointee.isConstructor { return true }
    return belongs(base[0], to: builtin)
  }

  /// Whether a value is an instance of a native method's class, or a class derived from it for `__new__`.
  @inline(never)
  private func belongs(_ first: Value, to builtin: UnsafeMutablePointer<BuiltinObject>) -> Bool {
    let owner = builtin.pointee.owner.object(TypeObject.self)
    guard builtin.pointee.isConstructor else { return isSubtype(typeOf(first), owner) }
    return first.isKind(.type) && isSubtype(first.object(TypeObject.self), owner)
  }

  private func raiseWrongClass(_ owner: String, _ base: UnsafeMutablePointer<Value>, _ count: Int) -> Value {
    if count == 0 { return raise("TypeError", "\(owner).__new__(): not enough arguments") }
    guard base[0].isKind(.type) else {
      return raise("TypeError", "\(owner).__new__(X): X is not a type object (\(typeName(typeOf(base[0]))))")
    }
    let given = typeName(base[0].object(TypeObject.self))
    return raise("TypeError", "\(owner).__new__(\(given)): \(given) is not a subtype of \(owner)")
  }

  @inline(never)
  func raiseWrongReceiver(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ base: UnsafeMutablePointer<Value>, _ count: Int) -> Value {
    let name = swiftString(builtin.pointee.name)
    let owner = typeName(builtin.pointee.owner.object(TypeObject.self))
    if name == "__new__" { return raiseWrongClass(owner, base, count) }
    let isWrapper = isSlotWrapper(name, of: owner)
    if count == 0 {
      return raise("TypeError", isWrapper ? "descriptor '\(name)' of '\(owner)' object needs an argument" : "unbound method \(owner).\(name)() needs an argument")
    }
    let given = typeName(typeOf(base[0]))
    let problem = isWrapper ? "requires a '\(owner)' object but received a '\(given)'" : "for '\(owner)' objects doesn't apply to a '\(given)' object"
    return raise("TypeError", "descriptor '\(name)' \(problem)")
  }
}
