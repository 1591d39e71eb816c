// Makes functions out of code objects at a program's request.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `FunctionType(code, globals, name, argdefs, closure)`.
  func newFunction(_ args: Arguments) -> Value {
    func shown(_ value: Value) -> String { value.isNone ? "None" : typeName(typeOf(value)) }
    guard args[1].isKind(.code) else { return raise("TypeError", "function() argument 'code' must be code, not \(shown(args[1]))") }
    guard args[2].isKind(.dict) else { return raise("TypeError", "function() argument 'globals' must be dict, not \(shown(args[2]))") }
    let given = [args[3], args[4], args[5]].map { $0.isNil ? Value.none : $0 }
    guard given[0].isNone || given[0].isKind(.str) else { return raise("TypeError", "arg 3 (name) must be None or string") }
    guard given[1].isNone || given[1].isKind(.tuple) else { return raise("TypeError", "arg 4 (defaults) must be None or tuple") }
    guard isClosure(given[2], for: args[1]) else { return .nil }
    let code = codeBound(args[1], to: args[2])
    let function = makeFunction(code.object(CodeObject.self))
    if !given[0].isNone { function.pointee.name = given[0] }
    function.pointee.defaults = given[1]
    if !given[2].isNone { function.pointee.closure = given[2] }
    return Value(function)
  }

  /// Whether a function of the code can have the closure; TypeError or ValueError is pending if not.
  private func isClosure(_ closure: Value, for code: Value) -> Bool {
    let unit = runtime.codeInfos[code.object(CodeObject.self).pointee.info].unit
    let wanted = unit.freeNames.count
    guard closure.isKind(.tuple) || (closure.isNone && wanted == 0) else {
      return fail("TypeError", wanted == 0 ? "arg 5 (closure) must be None or tuple" : "arg 5 (closure) must be tuple")
    }
    let cells = closure.isNone ? [] : tupleItems(closure)
    guard cells.count == wanted else {
      return fail("ValueError", "\(unit.name) requires closure of length \(wanted), not \(cells.count)")
    }
    for cell in cells where !cell.isKind(.cell) {
      return fail("TypeError", "arg 5 (closure) expected cell, found \(typeName(typeOf(cell)))")
    }
    return true
  }

  /// A code object of the same program text whose global variables are those of a dict.
  func codeBound(_ code: Value, to globals: Value) -> Value {
    if code.object(CodeObject.self).pointee.globals == globals { return code }
    makeNamespace(globals)
    let info = runtime.codeInfos[code.object(CodeObject.self).pointee.info]
    let bound = runtime.bind(info.unit, globals: globals, moduleName: info.moduleName, path: info.path)
    runtime.codeInfos[bound.object(CodeObject.self).pointee.info].source = info.source
    return bound
  }
}
