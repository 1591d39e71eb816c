// Runs a source text as the main program.
import Syntax

/// How the main program ended.
public enum ProgramEnd: Sendable {
  case completed
  /// The source is not Python; the text is what CPython writes to stderr.
  case malformed(String)
  /// The source is Python that Toy does not have yet; the text says what and where.
  case unsupported(String)
  /// An exception is pending.
  case raised
}

extension Runtime {
  /// Parses and compiles `source` and runs it as the module `__main__`.
  ///
  /// - Parameter file: the name of the program, for `__file__`, tracebacks and errors.
  public func runMain(_ source: [UInt8], file: String) -> ProgramEnd {
    let unit: CodeUnit
    do throws(SyntaxDiagnostic) {
      let tree = try parse(source, filename: file)
      unit = try compileModule(tree, filename: file, source: source, entersAllFunctions: vm.pointee.entersAllFunctions)
    } catch {
      return .malformed(error.rendered())
    }
    let module = makeModule("__main__")
    let namespace = module.object(ModuleObject.self).pointee.dict
    permanentRoots.append(module)
    vm.dictSet(namespace, intern("__file__"), vm.makeString(file))
    vm.dictSet(namespace, intern("__builtins__"), builtins)
    vm.dictSet(namespace, intern("__annotations__"), vm.makeDict())
    let code = bind(unit, globals: namespace, moduleName: "__main__")
    permanentRoots.append(code)
    if vm.runCode(code, namespace: namespace).isNil { return .raised }
    finishProgram()
    return vm.pointee.exception.isNil ? .completed : .raised
  }
}
