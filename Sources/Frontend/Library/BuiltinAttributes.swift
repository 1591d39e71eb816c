// Defines the builtins that read and write attributes by name.

extension Runtime {
  /// Defines getattr, setattr, hasattr, delattr, vars and dir.
  func defineAttributeFunctions() {
    define(builtins, "getattr", 2, 3) { vm, args in
      guard let name = vm.attributeName(args[1]) else { return .nil }
      if args.count == 2 { return vm.getAttribute(args[0], name) }
      let found = vm.findAttribute(args[0], name)
      if !found.isNil { return found }
      return vm.pointee.exception.isNil || vm.clearPending("AttributeError") ? args[2] : .nil
    }
    define(builtins, "hasattr", 2, 2) { vm, args in
      guard let name = vm.attributeName(args[1]) else { return .nil }
      if !vm.findAttribute(args[0], name).isNil { return .true }
      return vm.pointee.exception.isNil || vm.clearPending("AttributeError") ? .false : .nil
    }
    define(builtins, "setattr", 3, 3) { vm, args in
      guard let name = vm.attributeName(args[1]) else { return .nil }
      return vm.setAttribute(args[0], name, args[2]) ? .none : .nil
    }
    define(builtins, "delattr", 2, 2) { vm, args in
      guard let name = vm.attributeName(args[1]) else { return .nil }
      return vm.deleteAttribute(args[0], name) ? .none : .nil
    }
    define(builtins, "vars", 0, 1) { vm, args in
      if args.count == 0 { return vm.currentLocals() }
      let dict = vm.findAttribute(args[0], vm.name(.__dict__))
      if !dict.isNil { return dict }
      return vm.pointee.exception.isNil || vm.clearPending("AttributeError")
        ? vm.raise("TypeError", "vars() argument must have __dict__ attribute") : .nil
    }
    define(builtins, "dir", 0, 1) { vm, args in
      if args.count == 0 {
        let locals = vm.currentLocals()
        if locals.isNil || locals.isExactly(vm.types.dict) { return locals.isNil ? .nil : vm.sortedNames(vm.listFromIterable(locals)) }
        let keys = vm.getAttribute(locals, vm.runtime.intern("keys"))
        return keys.isNil ? .nil : vm.sortedNames(vm.call(keys))
      }
      let method = vm.special(args[0], .__dir__)
      return method.isNil ? vm.sortedNames(vm.attributeNames(args[0])) : vm.sortedNames(vm.callMethodFunction(method, args[0]))
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A sorted list of an iterable of names; nil stays nil.
  func sortedNames(_ names: Value) -> Value {
    if names.isNil { return .nil }
    let list = listFromIterable(names)
    return list.isNil || !listSort(list, key: .none, reverse: false) ? .nil : list
  }

  /// The namespace of the running Toy code: the globals at module level, else a dict of the bound locals.
  func currentLocals() -> Value {
    pointee.frame > pointee.stackBase + 16 ? locals(of: pointee.frame) : makeDict()
  }

  /// The local variables of a running frame.
  func locals(of frame: UnsafeMutablePointer<Value>) -> Value {
    let code = frame.code
    if frame.flags.contains(.namespace), frame.aux.isReference { return frame.aux }
    let unit = runtime.codeInfos[code.pointee.info].unit
    if unit.flags.contains(.module) { return code.pointee.globals }
    var dict = Value.nil
    // The dict that a frame's locals were given in is kept, and with it what code has put into it.
    if let kept = unit.localNames.firstIndex(of: CodeUnit.keptLocals) {
      if !frame[kept].isExactly(types.dict) { frame[kept] = makeDict() }
      dict = frame[kept]
    } else {
      dict = makeDict()
    }
    for (i, local) in unit.localNames.enumerated() where !local.isEmpty && local.first != "." {
      var value = frame[i]
      if unit.cellNames.contains(local), value.isKind(.cell) { value = value.object(CellObject.self).pointee.value }
      if !value.isNil { dictSet(dict, runtime.intern(local), value) } else if dictCount(dict) > 0 { _ = dictDelete(dict, runtime.intern(local)) }
    }
    guard frame.function.isKind(.function) else { return dict }
    let closure = frame.function.object(FunctionObject.self).pointee.closure
    for (i, free) in unit.freeNames.enumerated() where closure.isKind(.tuple) && i < tupleCount(closure) {
      let value = tupleBase(closure)[i].object(CellObject.self).pointee.value
      if !value.isNil { dictSet(dict, runtime.intern(free), value) }
    }
    return dict
  }
}
