// Decides for every name of every scope where it lives: local, cell, closure or global.
import Syntax

/// Resolves the names of `scope` and of all scopes inside it.
func resolveNames(in scope: LexicalScope, context: CompilationContext) throws(SyntaxDiagnostic) {
  for name in scope.order {
    guard let entry = scope.names[name] else { continue }
    entry.resolution = try resolve(name, entry, in: scope, context: context)
    if case .outer(let owner) = entry.resolution { capture(name, of: owner, for: scope) }
  }
  for child in scope.children { try resolveNames(in: child, context: context) }
}

private func resolve(
  _ name: String, _ entry: ScopeName, in scope: LexicalScope, context: CompilationContext
) throws(SyntaxDiagnostic) -> NameResolution {
  if entry.uses.contains(.global) {
    if entry.uses.contains(.nonlocal), let place = entry.directive {
      throw context.error("name '\(name)' is nonlocal and global", at: place)
    }
    return .globalExplicit
  }
  if entry.uses.contains(.nonlocal), let place = entry.directive {
    if scope.kind == .module {
      throw context.error("nonlocal declaration not allowed at module level", at: place)
    }
    if case .outer(let owner) = enclosing(name, of: scope) { return .outer(owner) }
    throw context.error("no binding for nonlocal '\(name)' found", at: place)
  }
  if entry.uses.contains(.bound) { return .local }
  return enclosing(name, of: scope)
}

/// Searches the enclosing function scopes for the binding of `name`.
private func enclosing(_ name: String, of scope: LexicalScope) -> NameResolution {
  var current = scope.parent
  while let candidate = current {
    if candidate.kind == .classBody {
      if name == "__class__" { return .outer(candidate) }
    } else if candidate.kind != .module, let entry = candidate.names[name] {
      if entry.uses.contains(.global) { return .globalImplicit }
      if entry.uses.contains(.bound), !entry.uses.contains(.nonlocal) { return .outer(candidate) }
    }
    current = candidate.parent
  }
  return .globalImplicit
}

/// Makes `owner`'s variable reachable from `scope`: as a cell if another code unit lies between.
private func capture(_ name: String, of owner: LexicalScope, for scope: LexicalScope) {
  if owner.kind == .classBody { owner.needsClassCell = true }
  let target = owner.host
  var unit = scope.host
  if unit === target { return }
  if owner.kind != .classBody { owner.names[name]?.isCaptured = true }
  while unit !== target {
    if unit.freeOwners[name] == nil {
      unit.freeOwners[name] = owner
      // They are in the order of the alphabet.
      unit.freeNames.insert(name, at: unit.freeNames.firstIndex { name < $0 } ?? unit.freeNames.count)
    }
    guard let parent = unit.parent else { return }
    unit = parent.host
  }
}
