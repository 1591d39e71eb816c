// Holds the state of compiling one code unit: its draft, registers, constants, names and open blocks.
import Syntax

/// What must happen when control leaves a statement early.
enum UnwindBlock {
  case loop(exit: Label, next: Label)
  /// The body of a try statement with except clauses.
  case attempt
  case finally([Stmt])
  /// A with statement: the register of its bound `__exit__` and the place of the item.
  case with(exit: Int, isAsync: Bool, SourceRange)
  /// An exception handler: the register of the exception handled before.
  case handler(saved: Int)
  /// An `except ... as name`.
  case named(String)
  /// The handler part of a `try ... except*`, which nothing may leave early.
  case group
}

/// An open block with the exception handler that is in force around it.
struct OpenBlock {
  var kind: UnwindBlock
  var outerHandler: Int
}

/// Compiles one module, class body, function, lambda or generator expression.
final class FunctionCompiler {
  let context: CompilationContext
  let unit = CodeUnit()
  /// The scope whose code this is.
  let unitScope: LexicalScope
  /// The innermost scope: a comprehension being inlined, or `unitScope`.
  var scope: LexicalScope
  let parent: FunctionCompiler?
  var draft = DraftCode()
  /// The next free temporary.
  var top = 0
  /// The first temporary.
  var firstTemporary = 0
  /// The exception handler in force, or -1.
  var handler = -1
  var blocks: [OpenBlock] = []
  /// Where the current statement or expression stands.
  var range = SourceRange(line: 1, column: 0, endLine: 1, endColumn: 0)
  var freeRegisters: [String: Int] = [:]
  private var constantIndices: [ConstantValue: Int] = [:]
  private var nameIndices: [String: Int] = [:]
  /// Where the last loop header that has no instruction yet stands, or -1.
  var pendingHeader = -1
  /// Whether annotations of parameters are being compiled, where `*args: *Ts` is allowed.
  var isInAnnotations = false
  /// The number for the next group of comprehension variables.
  var groupCount = 0

  init(_ scope: LexicalScope, context: CompilationContext, parent: FunctionCompiler?) {
    unitScope = scope
    self.scope = scope
    self.context = context
    self.parent = parent
    unit.name = scope.name
    unit.qualifiedName = scope.qualifiedName
    unit.filename = context.filename
    // A class in a module is made once, and so are its methods.
    if let parent, parent.unitScope.kind != .module, parent.unitScope.kind != .classBody || parent.unit.flags.contains(.nested) {
      unit.flags.insert(.nested)
    }
  }

  // MARK: Registers

  /// Takes the next temporary.
  func allocate(_ count: Int = 1) -> Int {
    let first = top
    top += count
    unit.registerCount = max(unit.registerCount, top)
    return first
  }

  func isTemporary(_ register: Int) -> Bool { register >= firstTemporary }

  // MARK: Emission

  func emit(
    _ op: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, extra: UInt64 = 0, target: Label = -1,
    group: Int = -1, at place: SourceRange? = nil
  ) {
    draft.instructions.append(
      DraftInstruction(
        op: op, a: a, b: b, c: c, extra: extra, target: target, handler: handler, range: place ?? range,
        group: group))
  }

  func makeLabel() -> Label { draft.makeLabel() }
  func place(_ label: Label) { draft.place(label) }

  /// Places the header of a loop; no two loops share a header.
  func placeHeader(_ label: Label) {
    // Nor with the entry of a function.
    let isEntry = context.entersAllFunctions && draft.instructions.count == 1
    if pendingHeader == draft.instructions.count || isEntry { emit(.nop) }
    pendingHeader = draft.instructions.count
    draft.place(label)
  }

  /// Makes an exception handler whose exception arrives in `register`.
  func makeHandler(_ register: Int) -> (index: Int, label: Label) {
    let label = makeLabel()
    draft.handlers.append(DraftHandler(label: label, register: register))
    return (draft.handlers.count - 1, label)
  }

  // MARK: Tables

  func constant(_ value: ConstantValue) -> Int {
    if let index = constantIndices[value] { return index }
    let index = unit.constants.count
    constantIndices[value] = index
    unit.constants.append(value)
    return index
  }

  func nameIndex(_ name: String) -> Int {
    if let index = nameIndices[name] { return index }
    let index = unit.names.count
    nameIndices[name] = index
    unit.names.append(name)
    return index
  }

  func mangled(_ name: String) -> String { mangle(name, in: scope.privateClass) }

  func error(_ message: String, at place: SourceRange? = nil) -> SyntaxDiagnostic {
    context.error(message, at: place ?? range)
  }

  // MARK: Beginning and end

  /// Gives registers to the locals and emits the prologue.
  func begin() {
    // The body of a finally clause is compiled more than once, and the scopes in it are with it.
    unitScope.registers = [:]
    if unitScope.isFunctionLike {
      assignLocals()
      if unitScope.names.keys.contains(where: CodeUnit.readsFrames) { _ = allocateLocal(CodeUnit.keptLocals) }
    }
    if unitScope.needsClassCell { unitScope.registers["__class__"] = allocateLocal("__class__") }
    for (index, name) in unitScope.freeNames.enumerated() {
      let register = allocateLocal(name)
      freeRegisters[name] = register
      emit(.loadClosure, register, index)
    }
    unit.freeNames = unitScope.freeNames
    firstTemporary = top
    if unitScope.needsClassCell, let register = unitScope.registers["__class__"] {
      unit.cellNames.append("__class__")
      emit(.makeCell, register)
    }
  }

  private func allocateLocal(_ name: String) -> Int {
    unit.localNames.append(name)
    return allocate()
  }

  private func assignLocals() {
    for name in unitScope.parameters { unitScope.registers[name] = allocateLocal(name) }
    for name in unitScope.order where unitScope.registers[name] == nil {
      guard let entry = unitScope.names[name], case .local = entry.resolution else { continue }
      unitScope.registers[name] = allocateLocal(name)
    }
    for name in unit.localNames where unitScope.names[name]?.isCaptured == true {
      unit.cellNames.append(name)
      if let register = unitScope.registers[name] { emit(.makeCell, register) }
    }
  }

  private var changesInit: Bool {
    draft.instructions.contains { $0.op == .buildClass || $0.op == .storeAttribute && unit.names[$0.c] == "__init__" }
  }

  /// Optimizes and lays out the code.
  func finish() throws(SyntaxDiagnostic) -> CodeUnit {
    emit(.end)
    if unit.looksAtFrame { unit.flags.insert(.looksAtFrame) }
    if changesInit { unit.flags.insert(.changesInit) }
    draft.removeEntries(inAll: context.entersAllFunctions, isForNatives: isForNatives, looksAtFrame: unit.looksAtFrame)
    let parameters = unitScope.isFunctionLike ? unitScope.parameters.count : 0
    var analysis = BoundAnalysis(draft, parameterCount: parameters, registerCount: unit.registerCount)
    var assembler = Assembler(analysis.run(), context: context)
    try assembler.assemble(into: unit)
    guard unit.registerCount <= 0xFF00, unit.constants.count <= 0xFFFF, unit.names.count <= 0xFFFF else {
      throw SyntaxDiagnostic(
        kind: .memoryError, message: "code block too large", filename: context.filename,
        line: unit.firstLine, column: 0)
    }
    return unit
  }
}
