// Compiles and runs source text at run time.
import Syntax

/// What kind of program `compile` expects.
enum SourceMode: String {
  case exec, eval, single
}

/// The text of a code object, to compile it again for other namespaces.
struct CompiledSource {
  let text: [UInt8]
  let filename: String
  let mode: SourceMode
  /// Whether it was given as str, so that it is UTF-8 whatever it declares.
  let isDecoded: Bool
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The UTF-8 of source given as str or bytes; nil with TypeError pending.
  func sourceBytes(_ source: Value, _ function: String) -> [UInt8]? {
    var text: [UInt8]?
    if source.isKind(.str) { text = utf8(source) }
    if source.isReference, isBytesLike(source) { text = Array(bytesView(source)) }
    if let text, !text.contains(0) { return function == "eval" ? Array(text.drop { $0 == 32 || $0 == 9 }) : text }
    if text != nil {
      raise("ValueError", "source code string cannot contain null bytes")
    } else {
      raise("TypeError", "\(function)() arg 1 must be a string, bytes or \(function == "compile" ? "AST" : "code") object")
    }
    return nil
  }

  /// A code object of source text whose globals are `globals`; nil with SyntaxError pending.
  func compileText(
    _ source: [UInt8], filename: String, mode: SourceMode, globals: Value, usesNamespace: Bool, isDecoded: Bool = false
  ) -> Value {
    let unit: CodeUnit
    do throws(SyntaxDiagnostic) {
      let parseMode: ParseMode = mode == .eval ? .eval : mode == .single ? .single : .exec
      let tree = try parse(source, filename: filename, mode: parseMode, isDecoded: isDecoded)
      unit = try compileModule(
        tree, filename: filename, source: source, usesNamespace: usesNamespace, entersAllFunctions: pointee.entersAllFunctions)
    } catch {
      raiseSyntaxError(error, source: source, mode: mode)
      return .nil
    }
    let moduleName = dictGet(globals, name(.__name__))
    return runtime.bind(unit, globals: globals, moduleName: moduleName.isKind(.str) ? swiftString(moduleName) : "__main__")
  }

  /// Lets a dict hold the global variables of code: its values move into cells.
  func makeNamespace(_ dict: Value) {
    let object = dict.object(DictObject.self)
    if object.pointee.hasCells { return }
    for i in 0..<object.pointee.entryCount {
      let entry = object.pointee.entries.unsafelyUnwrapped[i]
      if entry.key.isNil { continue }
      let cell = allocate(GlobalCell.self, types.globalCell)
      cell.pointee.value = entry.value
      cell.pointee.fallback = nil
      cell.pointee.name = entry.key
      object.pointee.entries.unsafelyUnwrapped[i].value = Value(cell)
    }
    object.pointee.hasCells = true
  }

  /// `eval` and `exec`.
  func evaluate(_ source: Value, _ globals: Value, _ locals: Value, mode: SourceMode, closure: Value = .none) -> Value {
    var space = globals.isNil || globals.isNone ? Value.nil : globals
    var local = locals.isNil || locals.isNone ? Value.nil : locals
    if space.isNil {
      space = currentGlobals()
      if space.isNil { space = makeDict() }
      if local.isNil { local = currentLocals() }
    }
    guard space.isKind(.dict) else {
      if mode == .exec { return raise("TypeError", "exec() globals must be a dict, not \(typeName(typeOf(space)))") }
      let isMapping = !special(space, .__getitem__).isNil
      return raise("TypeError", isMapping ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict")
    }
    if dictGet(space, name(.__builtins__)).isNil {
      dictSet(space, name(.__builtins__), runtime.builtins.object(ModuleObject.self).pointee.dict)
    }
    makeNamespace(space)
    if local.isNil { local = space }
    guard local.isKind(.dict) || !special(local, .__getitem__).isNil else {
      return raise("TypeError", mode == .eval ? "locals must be a mapping" : "locals must be a mapping or None, not \(typeName(typeOf(local)))")
    }
    if source.isKind(.code) { return runBound(source, space, local, mode: mode, closure: closure) }
    if !closure.isNone { return raise("TypeError", "closure can only be used when source is a code object") }
    guard let text = sourceBytes(source, mode == .eval ? "eval" : "exec") else { return .nil }
    let code = compileText(text, filename: "<string>", mode: mode, globals: space, usesNamespace: local != space || !space.isExactly(types.dict),
      isDecoded: source.isKind(.str))
    if code.isNil { return .nil }
    let result = runCode(code, namespace: local)
    return result.isNil ? .nil : mode == .eval ? result : .none
  }

  /// Runs a code object in other globals than those it was made for: binds its unit again.
  private func runBound(_ code: Value, _ globals: Value, _ locals: Value, mode: SourceMode, closure: Value) -> Value {
    let info = runtime.codeInfos[code.object(CodeObject.self).pointee.info]
    guard isClosure(closure, for: info.unit.freeNames.count, mode) else { return .nil }
    var bound = Value.nil
    let isApart = locals != globals || !globals.isExactly(types.dict)
    if isApart, let source = info.source, !info.unit.flags.contains(.usesNamespace) {
      bound = compileText(
        source.text, filename: source.filename, mode: source.mode, globals: globals, usesNamespace: true, isDecoded: source.isDecoded)
    } else {
      bound = codeBound(code, to: globals)
    }
    if bound.isNil { return .nil }
    let result = runCode(bound, namespace: locals, closure: closure)
    return result.isNil ? .nil : mode == .eval ? result : .none
  }

  /// Whether code with so many free variables can run with a closure; TypeError is pending if not.
  private func isClosure(_ closure: Value, for count: Int, _ mode: SourceMode) -> Bool {
    if count == 0 { return closure.isNone || fail("TypeError", "cannot use a closure with this code object") }
    if mode == .eval { return fail("TypeError", "code object passed to eval() may not contain free variables") }
    if closure.isKind(.tuple), tupleCount(closure) == count, tupleItems(closure).allSatisfy({ $0.isKind(.cell) }) { return true }
    return fail("TypeError", "code object requires a closure of exactly length \(count)")
  }

  /// `compile(source, filename, mode)`.
  func compileBuiltin(_ args: Arguments) -> Value {
    guard let flags = args[3].isNil ? 0 : index(args[3]) else { return .nil }
    if flags & 0x400 != 0 { return callTreeFunction("parse", [args[0], args[1], args[2]]) }
    let source = sourceOfTree(args[0], mode: args[2])
    guard !source.isNil, let text = sourceBytes(source, "compile") else { return .nil }
    if args[2].isKind(.str), swiftString(args[2]) == "func_type" {
      return raise("ValueError", "compile() mode 'func_type' requires flag PyCF_ONLY_AST")
    }
    guard args[2].isKind(.str), let mode = SourceMode(rawValue: swiftString(args[2])) else {
      return raise("ValueError", "compile() mode must be 'exec', 'eval' or 'single'")
    }
    let filename = args[1].isKind(.str) ? swiftString(args[1]) : "<string>"
    let isDecoded = source.isKind(.str)
    let code = compileText(
      text, filename: filename, mode: mode, globals: makeDict(hasCells: true), usesNamespace: false, isDecoded: isDecoded)
    if code.isNil { return .nil }
    runtime.codeInfos[code.object(CodeObject.self).pointee.info].source = CompiledSource(
      text: text, filename: filename, mode: mode, isDecoded: isDecoded)
    return code
  }
}
