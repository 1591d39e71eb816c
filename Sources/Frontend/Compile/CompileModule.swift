// Compiles a syntax tree to bytecode: the entry point of this folder.
import Syntax

/// Compiles a module, an expression or an interactive statement.
///
/// - Parameters:
///   - module: the tree; its mode decides what is returned and printed.
///   - filename: the name for tracebacks and errors.
///   - source: the text of the tree as UTF-8, for the line that errors show; may be empty.
///   - usesNamespace: whether module-level names live in a namespace apart from the globals, as under `exec` with
///     separate locals.
///   - postponesAnnotations: whether `from __future__ import annotations` holds from the start.
///   - entersAllFunctions: whether calls of all functions are counted, for traces that begin at their entries.
/// - Throws: the SyntaxErrors that CPython reports after parsing, and RecursionError for too deep nesting.
public func compileModule(
  _ module: Module, filename: String, source: [UInt8] = [], usesNamespace: Bool = false,
  postponesAnnotations: Bool = false, entersAllFunctions: Bool = false
) throws(SyntaxDiagnostic) -> CodeUnit {
  let context = CompilationContext(filename: filename, source: source, usesNamespace: usesNamespace)
  context.hasFutureAnnotations = postponesAnnotations
  context.isInteractive = module.mode == .single
  context.entersAllFunctions = entersAllFunctions
  try readFutureFeatures(module.body, context: context)
  let scope = try SymbolTableBuilder(context: context).build(module)
  defer { scope.dismantle() }
  let compiler = FunctionCompiler(scope, context: context, parent: nil)
  compiler.unit.flags.insert(.module)
  if usesNamespace { compiler.unit.flags.insert(.usesNamespace) }
  compiler.begin()
  try compiler.moduleBody(module)
  return try compiler.finish()
}

extension FunctionCompiler {
  fileprivate func moduleBody(_ module: Module) throws(SyntaxDiagnostic) {
    if module.mode == .eval, case .expr(let expression)? = module.body.first?.kind {
      let result = try operand(expression)
      return emit(.returnValue, result)
    }
    if module.body.hasAnnotations { emit(.setupAnnotations) }
    var body = module.body
    if module.mode == .exec, let documentation = body.documentation {
      unit.documentation = documentation
      let register = allocate()
      load(.string(documentation), into: register, at: body[0].range)
      try storeName("__doc__", from: register, at: body[0].range)
      top = register
      body = body.withoutDocumentation
    }
    try statements(body)
    emitReturnNone()
  }
}
