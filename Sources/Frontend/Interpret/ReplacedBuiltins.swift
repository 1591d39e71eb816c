// Runs import and class statements through the functions that a program put into `builtins`.

extension UnsafeMutablePointer where Pointee == VMState {
  /// An import statement: `builtins.__import__` is called if it was replaced.
  func executeImport(_ name: Value, level: Int, fromList: Value, _ code: UnsafeMutablePointer<CodeObject>) -> Value {
    let globals = code.pointee.globals
    let function = dictGet(runtime.builtins.object(ModuleObject.self).pointee.dict, runtime.intern("__import__"))
    if function == runtime.defaultImport { return importModule(name, level: level, fromList: fromList, globals: globals) }
    if function.isNil { return raise("ImportError", "__import__ not found") }
    let unit = runtime.codeInfos[code.pointee.info].unit
    let locals = unit.flags.contains(.module) ? globals : Value.none
    return call(function, [name, globals, locals, fromList, Value(smallInt: level)])
  }

  /// A class statement: `builtins.__build_class__` is called if it was replaced.
  func executeClassStatement(_ body: Value, _ name: Value, _ bases: Value, _ keywords: Value) -> Value {
    let function = dictGet(runtime.builtins.object(ModuleObject.self).pointee.dict, runtime.intern("__build_class__"))
    if function == runtime.defaultBuildClass { return buildClass(body, name, bases, keywords) }
    if function.isNil { return raise("NameError", "__build_class__ not found") }
    var pairs: [(Value, Value)] = []
    if keywords.isKind(.dict) {
      let dict = keywords.object(DictObject.self)
      for i in 0..<dict.pointee.entryCount {
        let entry = dict.pointee.entries.unsafelyUnwrapped[i]
        if !entry.key.isNil { pairs.append((entry.key, entry.value)) }
      }
    }
    return call(function, [body, name] + tupleItems(bases), keywords: pairs)
  }
}
