// Declares the scopes and names that the symbol table pass finds.
import Syntax

/// What a scope does with a name.
struct NameUses: OptionSet {
  let rawValue: UInt16
  static let global = NameUses(rawValue: 1)
  static let nonlocal = NameUses(rawValue: 2)
  static let bound = NameUses(rawValue: 4)
  static let parameter = NameUses(rawValue: 8)
  static let read = NameUses(rawValue: 16)
  static let annotated = NameUses(rawValue: 32)
  /// A target of a comprehension's `for`.
  static let iteration = NameUses(rawValue: 64)
  /// A target of `:=`.
  static let named = NameUses(rawValue: 128)
  /// Bound by an import.
  static let imported = NameUses(rawValue: 256)
  /// Bound by something else than an import.
  static let assigned = NameUses(rawValue: 512)
  /// Unbound by `del` or at the end of an except clause.
  static let deleted = NameUses(rawValue: 1024)
}

/// Where a name of a scope lives.
enum NameResolution {
  /// In the scope itself.
  case local
  /// In an enclosing scope.
  case outer(LexicalScope)
  case globalExplicit
  case globalImplicit
}

/// One name within one scope.
final class ScopeName {
  var uses: NameUses = []
  var resolution = NameResolution.globalImplicit
  /// Whether another code unit reads or writes it, so that it must live in a cell.
  var isCaptured = false
  /// The place of the `global` or `nonlocal` statement.
  var directive: SourceRange?
}

/// A stretch of source with its own names.
final class LexicalScope {
  enum Kind: Hashable {
    case module, classBody, function, lambda, generatorExpression
    /// A list, set or dict comprehension, which is compiled into its surroundings.
    case comprehension
  }

  let kind: Kind
  let name: String
  unowned let parent: LexicalScope?
  /// Keeps the children alive.
  var children: [LexicalScope] = []
  var names: [String: ScopeName] = [:]
  /// Names in order of their first appearance.
  var order: [String] = []
  var parameters: [String] = []
  /// The class whose name mangles private names.
  var privateClass: String?
  /// Whether it is an `async def`.
  var isAsync = false
  /// Whether it contains `yield`.
  var isGenerator = false
  /// Whether it contains `await`, `async for` or the like.
  var awaits = false
  /// Names of enclosing scopes that this code unit needs as closure cells.
  var freeNames: [String] = []
  var freeOwners: [String: LexicalScope] = [:]
  /// Registers of the local names, set by the compiler.
  var registers: [String: Int] = [:]
  /// Ties the checks of an inlined comprehension's variables together; -1 outside of comprehensions.
  var checkGroup = -1
  /// Whether the class body has a `__class__` cell.
  var needsClassCell = false
  /// Attributes that methods assign to their first parameter.
  var instanceAttributes: [String] = []
  /// Nesting of comprehension iterables, where `:=` is refused.
  var iterableDepth = 0
  /// Whether the targets of a comprehension are being visited.
  var isVisitingTarget = false
  /// What to call it in messages, for comprehensions and generator expressions.
  var comprehensionTitle = ""

  init(kind: Kind, name: String, parent: LexicalScope?) {
    self.kind = kind
    self.name = name
    self.parent = parent
    privateClass = parent?.privateClass
    iterableDepth = parent?.iterableDepth ?? 0
  }

  /// Whether its names live in registers and cells.
  var isFunctionLike: Bool { kind != .module && kind != .classBody }
  var isComprehension: Bool { kind == .comprehension || kind == .generatorExpression }

  /// The scope whose code unit holds this scope's code.
  var host: LexicalScope {
    var scope = self
    while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
    return scope
  }

  /// Returns the entry of a name, made if it is new.
  func entry(_ name: String) -> ScopeName {
    if let found = names[name] { return found }
    let made = ScopeName()
    names[name] = made
    order.append(name)
    return made
  }

  /// The qualified name of something called `child` that is defined here.
  func qualify(_ child: String) -> String {
    if kind == .module { return child }
    if let entry = names[child], case .globalExplicit = entry.resolution { return child }
    return kind == .classBody ? "\(qualifiedName).\(child)" : "\(qualifiedName).<locals>.\(child)"
  }

  /// Breaks the reference cycles between scopes, once everything is compiled.
  func dismantle() {
    names.removeAll()
    freeOwners.removeAll()
    for child in children { child.dismantle() }
  }

  lazy var qualifiedName: String = parent?.qualify(name) ?? name
}

/// Returns `name` as it is known inside the class `privateClass`: `__x` becomes `_Class__x`.
func mangle(_ name: String, in privateClass: String?) -> String {
  guard let privateClass, name.utf8.first == UInt8(ascii: "_"), name.utf8.starts(with: "__".utf8) else {
    return name
  }
  if name.utf8.count < 3 || name.hasSuffix("__") || name.utf8.contains(UInt8(ascii: ".")) { return name }
  let trimmed = privateClass.drop { $0 == "_" }
  return trimmed.isEmpty ? name : "_\(trimmed)\(name)"
}
