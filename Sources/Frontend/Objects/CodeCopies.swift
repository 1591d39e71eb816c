// Tells what code objects hold in detail and makes copies of them that differ.

extension Runtime {
  /// Defines what shows the instructions and places of code, and `replace`.
  func installCodeDetails() {
    let type = vm.types.code
    func unit(_ value: Value) -> CodeUnit { vm.runtime.codeInfos[value.object(CodeObject.self).pointee.info].unit }
    defineProperty(type, "co_code", get: { vm, value in
      vm.makeBytes(unit(value).words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (UInt64($0) * 8)) } })
    })
    for name in ["co_linetable", "co_lnotab", "co_exceptiontable"] { defineProperty(type, name, get: { vm, _ in vm.makeBytes([UInt8]()) }) }
    define(type, "co_lines", 0, 0) { vm, args in
      let unit = unit(args[0])
      let list = vm.makeList([])
      for (i, entry) in unit.positions.enumerated() {
        let end = i + 1 < unit.positions.count ? Int(unit.positions[i + 1].pc) : unit.words.count
        vm.listAppend(list, vm.makeTuple([Value(smallInt: Int(entry.pc) * 8), Value(smallInt: end * 8), Value(smallInt: Int(entry.line))]))
      }
      return vm.getIterator(list)
    }
    define(type, "co_positions", 0, 0) { vm, args in
      let list = vm.makeList([])
      for entry in unit(args[0]).positions {
        let fields = [entry.line, entry.endLine, entry.column, entry.endColumn]
        vm.listAppend(list, vm.makeTuple(fields.map { $0 < 0 ? .none : Value(smallInt: Int($0)) }))
      }
      return vm.getIterator(list)
    }
    define(type, "replace", "...") { vm, args in
      if args.count > 1 { return vm.typeError("replace() takes no positional arguments") }
      return vm.replaceInCode(args[0], vm.keywordPairs(args))
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `code.replace(**changes)`: what this implementation derives from the source (instructions, variables) must stay as it is.
  fileprivate func replaceInCode(_ code: Value, _ changes: [(Value, Value)]) -> Value {
    let info = runtime.codeInfos[code.object(CodeObject.self).pointee.info]
    let unit = CodeUnit(copying: info.unit)
    var constants: Value = .nil
    for (key, value) in changes {
      let name = swiftString(key)
      switch name {
      case "co_name", "co_qualname", "co_filename":
        guard value.isKind(.str) else { return typeError("replace() argument '\(name)' must be str, not \(typeName(typeOf(value)))") }
        let text = swiftString(value)
        if name == "co_name" { unit.name = text } else if name == "co_qualname" { unit.qualifiedName = text } else { unit.filename = text }
      case "co_firstlineno":
        guard let line = index(value) else { return .nil }
        unit.firstLine = line
      case "co_consts":
        guard value.isKind(.tuple) else { return typeError("replace() argument 'co_consts' must be tuple, not \(typeName(typeOf(value)))") }
        constants = value
      default:
        let own = name.hasPrefix("co_") ? findAttribute(code, key) : .nil
        if own.isNil { return pointee.exception.isNil ? typeError("'\(name)' is an invalid keyword argument for replace()") : .nil }
        let same = equal(own, value)
        if same < 0 { return .nil }
        if same == 0 { return raise("ValueError", "code: \(name) cannot be replaced") }
      }
    }
    // No other code has the place of a copy.
    let copy = runtime.bind(
      unit, globals: code.object(CodeObject.self).pointee.globals, moduleName: "copied code \(runtime.codeInfos.count)", path: info.path)
    guard constants.isKind(.tuple) else { return copy }
    return setConstants(copy, shown: constants) ? copy : raise("ValueError", "code: co_consts must have the same length")
  }

  /// Replaces the constants of code by those in a tuple like the one that `co_consts` gives.
  private func setConstants(_ code: Value, shown: Value) -> Bool {
    let object = code.object(CodeObject.self)
    let places = shownConstants(code)
    guard tupleCount(shown) == places.count else { return false }
    for (place, value) in zip(places, tupleItems(shown)) where place.position >= 0 { object.pointee.constants[place.position] = value }
    return true
  }

  /// What `co_consts` shows of code: constants with their positions, -1 for what only CPython keeps there.
  func shownConstants(_ code: Value) -> [(position: Int, value: Value)] {
    let object = code.object(CodeObject.self)
    let unit = runtime.codeInfos[object.pointee.info].unit
    let own = (0..<object.pointee.constantCount).map { (position: $0, value: object.pointee.constants[$0]) }
    if unit.flags.contains(.classBody) { return own }
    if unit.flags.contains(.module) { return own.contains { $0.value.isNone } ? own : own + [(-1, .none)] }
    // A function's first constant is its docstring or None.
    let first = object.pointee.documentation
    let known = own.firstIndex { first.isNone ? $0.value.isNone : $0.value.isKind(.str) && equal($0.value, first) > 0 }
    return [known.map { own[$0] } ?? (-1, first)] + own.enumerated().filter { $0.offset != known }.map(\.element)
  }
}
