// Compiles class definitions.
import Syntax

extension FunctionCompiler {
  func classDefinition(_ definition: Stmt.ClassDef) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    let place = range
    let result = allocate()
    try decorated(definition.decorators, into: result) { (compiler, register) throws(SyntaxDiagnostic) in
      let base = compiler.allocate(4)
      let child = compiler.context.scope(.classBody, range: place)
      let unit = try compiler.classBody(child, definition, at: place)
      let parts = compiler.allocate(4)
      compiler.makeFunction(unit, child, parts: 0, base: parts, into: base)
      compiler.load(.string(Array(definition.name.utf8)), into: base + 1)
      try compiler.bases(definition, into: base + 2)
      compiler.emit(.buildClass, register, base)
    }
    try storeName(definition.name, from: result, at: place)
  }

  /// Evaluates bases and keywords into two registers.
  private func bases(_ definition: Stmt.ClassDef, into register: Int) throws(SyntaxDiagnostic) {
    let tuple = Expr(.tuple(.init(elts: definition.bases, context: .load)), range)
    try value(tuple, into: register)
    var seen: Set<String> = []
    for keyword in definition.keywords {
      if let name = keyword.name, !seen.insert(name).inserted {
        throw error("keyword argument repeated: \(name)", at: keyword.range)
      }
    }
    try spreadKeywords(definition.keywords, into: register + 1, callee: register - 2)
  }

  private func classBody(
    _ child: LexicalScope, _ definition: Stmt.ClassDef, at place: SourceRange
  ) throws(SyntaxDiagnostic) -> CodeUnit {
    let compiler = FunctionCompiler(child, context: context, parent: self)
    compiler.range = place
    let unit = compiler.unit
    unit.firstLine = Int(definition.decorators.first?.range.line ?? place.line)
    unit.flags.formUnion([.classBody, .usesNamespace])
    unit.instanceAttributes = child.instanceAttributes
    unit.documentation = definition.body.documentation
    compiler.begin()
    try compiler.classPrologue(definition)
    try compiler.statements(definition.body.withoutDocumentation)
    let result = compiler.allocate()
    if let cell = child.registers["__class__"] {
      compiler.emit(.loadClassCell, result, cell)
    } else {
      compiler.emit(.loadNone, result)
    }
    compiler.emit(.returnValue, result)
    return try compiler.finish()
  }

  /// Stores `__module__`, `__qualname__` and the documentation.
  private func classPrologue(_ definition: Stmt.ClassDef) throws(SyntaxDiagnostic) {
    let register = allocate()
    emit(.loadName, register, nameIndex("__name__"))
    emit(.storeName, register, nameIndex("__module__"))
    load(.string(Array(unitScope.qualifiedName.utf8)), into: register)
    emit(.storeName, register, nameIndex("__qualname__"))
    if definition.body.hasAnnotations { emit(.setupAnnotations) }
    if let documentation = unit.documentation {
      load(.string(documentation), into: register)
      emit(.storeName, register, nameIndex("__doc__"))
    }
    top = register
  }
}

extension [Stmt] {
  /// Whether a body has annotated assignments outside of functions and classes.
  var hasAnnotations: Bool {
    contains { statement in
      switch statement.kind {
      case .annAssign: true
      case .for(let loop), .asyncFor(let loop): loop.body.hasAnnotations || loop.orelse.hasAnnotations
      case .while(let loop): loop.body.hasAnnotations || loop.orelse.hasAnnotations
      case .if(let branch): branch.body.hasAnnotations || branch.orelse.hasAnnotations
      case .with(let with), .asyncWith(let with): with.body.hasAnnotations
      case .match(let match): match.cases.contains { $0.body.hasAnnotations }
      case .try(let attempt), .tryStar(let attempt):
        attempt.body.hasAnnotations || attempt.handlers.contains { $0.body.hasAnnotations }
          || attempt.orelse.hasAnnotations || attempt.finalBody.hasAnnotations
      default: false
      }
    }
  }
}
