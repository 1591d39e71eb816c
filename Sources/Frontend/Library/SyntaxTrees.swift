// Hands syntax trees to the module ast, and takes them from it.
import Syntax

extension Runtime {
  /// Makes `_ast`: trees as text, which the module ast evaluates.
  func makeSyntaxTreeModule() -> Value {
    let module = makeModule("_ast")
    define(module, "dump", 3, 3) { vm, args in
      guard let text = vm.sourceBytes(args[0], "compile") else { return .nil }
      guard args[2].isKind(.str), let mode = SourceMode(rawValue: vm.swiftString(args[2])) else {
        return vm.raise("ValueError", "compile() mode must be 'exec', 'eval', 'single' or 'func_type'")
      }
      let filename = args[1].isKind(.str) ? vm.swiftString(args[1]) : "<unknown>"
      let parseMode: ParseMode = mode == .eval ? .eval : mode == .single ? .single : .exec
      do throws(SyntaxDiagnostic) {
        let tree = try parse(text, filename: filename, mode: parseMode, isDecoded: args[0].isKind(.str))
        return vm.makeString(utf8: Array(dump(tree, includesPositions: true).utf8))
      } catch {
        vm.raiseSyntaxError(error, source: text, mode: mode)
        return .nil
      }
    }
    return module
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// What to compile in place of a tree of the module ast: its text; other values as they are. nil with an exception pending.
  func sourceOfTree(_ value: Value, mode: Value) -> Value {
    if value.isKind(.str) || value.isKind(.bytes) { return value }
    let module = dictGet(runtime.modules, runtime.intern("ast"))
    guard module.isKind(.module) else { return value }
    let root = dictGet(module.object(ModuleObject.self).pointee.dict, runtime.intern("AST"))
    guard root.isKind(.type), isSubtype(typeOf(value), root.object(TypeObject.self)) else { return value }
    return callTreeFunction("_source", [value, mode])
  }

  /// Calls a function of the module ast.
  func callTreeFunction(_ name: String, _ arguments: [Value]) -> Value {
    let module = runtime.importPath("ast")
    let function = module.isNil ? .nil : getAttribute(module, runtime.intern(name))
    return function.isNil ? .nil : call(function, arguments)
  }
}
