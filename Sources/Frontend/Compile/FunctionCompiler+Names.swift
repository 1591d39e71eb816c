// Compiles reading, assigning and deleting of names.
import Syntax

/// Where a name lives for the code that uses it.
enum Storage {
  case register(Int)
  /// A register that holds a cell.
  case cell(Int)
  case global
  /// The namespace of a class body or of code run by exec.
  case namespace
  /// The namespace, then a closure cell.
  case namespaceOrCell(Int)
}

extension FunctionCompiler {
  /// Finds where a mangled name lives.
  func storage(_ name: String) -> Storage {
    guard let entry = scope.names[name] else { return isOutermost ? .namespace : .global }
    switch entry.resolution {
    case .globalExplicit: return .global
    case .globalImplicit:
      return isOutermost && !(scope.kind == .module && context.globalNames.contains(name)) ? .namespace : .global
    case .local:
      switch scope.kind {
      case .module: return context.usesNamespace && !context.globalNames.contains(name) ? .namespace : .global
      case .classBody: return .namespace
      default:
        let register = scope.registers[name] ?? 0
        return entry.isCaptured ? .cell(register) : .register(register)
      }
    case .outer(let owner):
      if owner.host === unitScope, let register = owner.registers[name] {
        let isCell = owner.kind == .classBody || owner.names[name]?.isCaptured == true
        return isCell ? .cell(register) : .register(register)
      }
      let register = freeRegisters[name] ?? 0
      return scope.kind == .classBody ? .namespaceOrCell(register) : .cell(register)
    }
  }

  /// Whether undeclared names are looked up in the namespace first.
  private var isOutermost: Bool {
    scope === unitScope && (scope.kind == .classBody || scope.kind == .module && context.usesNamespace)
  }

  /// The group of a comprehension variable's checks, or -1 for names of the unit itself.
  private func group(_ name: String) -> Int {
    if let entry = scope.names[name], case .outer(let owner) = entry.resolution { return owner.checkGroup }
    return scope.checkGroup
  }

  private func check(_ register: Int, _ name: String, at place: SourceRange) {
    // A parameter is bound from the start.
    if let entry = scope.names[name], entry.uses.contains(.parameter), !entry.uses.contains(.deleted) { return }
    emit(.checkBound, register, nameIndex(name), group: group(name), at: place)
  }

  func loadName(_ name: String, into target: Int, at place: SourceRange) {
    let name = mangled(name)
    switch storage(name) {
    case .register(let register):
      check(register, name, at: place)
      if register != target { emit(.move, target, register, at: place) }
    case .cell(let register): emit(.loadCell, target, register, nameIndex(name), at: place)
    case .global: emit(.loadGlobal, target, nameIndex(name), at: place)
    case .namespace: emit(.loadName, target, nameIndex(name), at: place)
    case .namespaceOrCell(let register): emit(.loadName, target, nameIndex(name), register + 1, at: place)
    }
  }

  /// Returns the register of a plain local after its check, or nil for other names.
  func localOperand(_ name: String, at place: SourceRange) -> Int? {
    let name = mangled(name)
    guard case .register(let register) = storage(name) else { return nil }
    check(register, name, at: place)
    return register
  }

  /// The register of a plain local that may be assigned directly.
  func localTarget(_ expression: Expr) -> Int? {
    guard case .name(let name) = expression.kind, name.id != "__debug__",
      case .register(let register) = storage(mangled(name.id))
    else { return nil }
    return register
  }

  func storeName(_ name: String, from source: Int, at place: SourceRange) throws(SyntaxDiagnostic) {
    if name == "__debug__" { throw error("cannot assign to __debug__", at: place) }
    let name = mangled(name)
    switch storage(name) {
    case .register(let register): if register != source { emit(.move, register, source, at: place) }
    case .cell(let register), .namespaceOrCell(let register): emit(.storeCell, register, source, at: place)
    case .global: emit(.storeGlobal, source, nameIndex(name), at: place)
    case .namespace: emit(.storeName, source, nameIndex(name), at: place)
    }
  }

  func deleteName(_ name: String, at place: SourceRange) throws(SyntaxDiagnostic) {
    if name == "__debug__" { throw error("cannot delete __debug__", at: place) }
    let name = mangled(name)
    switch storage(name) {
    case .register(let register):
      check(register, name, at: place)
      emit(.unbound, register, at: place)
    case .cell(let register), .namespaceOrCell(let register):
      emit(.deleteCell, register, 0, nameIndex(name), at: place)
    case .global: emit(.deleteGlobal, 0, nameIndex(name), at: place)
    case .namespace: emit(.deleteName, 0, nameIndex(name), at: place)
    }
  }

  /// Unbinds the name of an `except ... as`, which the handler may have deleted already.
  func unbindName(_ name: String) throws(SyntaxDiagnostic) {
    if case .register(let register) = storage(mangled(name)) { return emit(.unbound, register) }
    let mark = top
    let none = allocate()
    emit(.loadNone, none)
    try storeName(name, from: none, at: range)
    try deleteName(name, at: range)
    top = mark
  }

  func load(_ value: ConstantValue, into target: Int, at place: SourceRange? = nil) {
    switch value {
    case .none: emit(.loadNone, target, at: place)
    case .bool(let truth): emit(truth ? .loadTrue : .loadFalse, target, at: place)
    case .int(let number) where Int16(exactly: number) != nil: emit(.loadInt, target, Int(number), at: place)
    default: emit(.loadConst, target, constant(value), at: place)
    }
  }

  /// Whether `name` was assigned by `:=` somewhere, so that its register may change within an expression.
  func isNamedTarget(_ name: String) -> Bool {
    guard context.hasNamedTargets, let entry = scope.names[mangled(name)] else { return false }
    if case .outer(let owner) = entry.resolution {
      return owner.names[mangled(name)]?.uses.contains(.named) ?? false
    }
    return entry.uses.contains(.named)
  }
}
