// Says which classes the methods of built-in classes show.

extension Runtime {
  /// Makes the classes that `type(str.join)` and the like give.
  func installMethodClasses() {
    let method = makeType("method_descriptor", kind: .builtin, isBase: false)
    let wrapper = makeType("wrapper_descriptor", kind: .builtin, isBase: false)
    let boundWrapper = makeType("method-wrapper", kind: .boundMethod, isBase: false)
    for type in [method, wrapper] { copyAttributes(of: vm.types.builtin, to: type) }
    copyAttributes(of: vm.types.boundMethod, to: boundWrapper)
    methodClasses = (method, wrapper, boundWrapper)
  }

  /// Gives a class what the class that represents its instances has.
  private func copyAttributes(of source: TypeRef, to type: TypeRef) {
    let items = source.pointee.dict.object(DictObject.self)
    for i in 0..<items.pointee.entryCount {
      let key = items.pointee.entries.unsafelyUnwrapped[i].key
      guard key.isKind(.str), key != vm.name(.__new__), key != vm.name(.__doc__) else { continue }
      vm.dictSet(type.pointee.dict, key, vm.dictValue(items, i))
    }
    vm.typeChanged(type)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The class that a value shows to the program: methods of built-in classes have several, but one representation.
  func visibleType(_ value: Value) -> TypeRef {
    let type = typeOf(value)
    guard type == types.builtin || type == types.boundMethod, let classes = runtime.methodClasses else { return type }
    let isBound = type == types.boundMethod
    let function = isBound ? value.object(BoundMethodObject.self).pointee.function : value
    guard function.isKind(.builtin) else { return type }
    let builtin = function.object(BuiltinObject.self)
    guard builtin.pointee.owner.isKind(.type), isBound || builtin.pointee.receiver.isNil else { return types.builtin }
    let name = swiftString(builtin.pointee.name)
    if name == "__new__" { return types.builtin }
    guard isSlotWrapper(name, of: typeName(builtin.pointee.owner.object(TypeObject.self))) else { return isBound ? types.builtin : classes.method }
    return isBound ? classes.boundWrapper : classes.wrapper
  }
}
