// Records what a scope does with its names.

/// What a scope does with one name.
struct NameUse: OptionSet {
  let rawValue: UInt16
  static let global = NameUse(rawValue: 1)
  static let local = NameUse(rawValue: 2)
  static let parameter = NameUse(rawValue: 4)
  static let nonlocal = NameUse(rawValue: 8)
  static let used = NameUse(rawValue: 16)
  static let imported = NameUse(rawValue: 32)
  static let annotated = NameUse(rawValue: 64)
  /// The target of a `for` clause of a comprehension.
  static let iteration = NameUse(rawValue: 128)
}

/// A module, class, function, lambda or comprehension.
final class NameScope {
  enum Kind {
    case module, `class`, function
  }

  let kind: Kind
  /// How error messages call the comprehension; nil for other scopes.
  let comprehension: String?
  var uses: [String: NameUse] = [:]
  /// The names in the order in which they were met.
  var order: [String] = []
  /// The first global or nonlocal statement for each name.
  var directives: [String: SourceRange] = [:]
  var children: [NameScope] = []
  /// Depth of the iterables of comprehensions around the place that is visited.
  var iterableDepth = 0
  /// Whether a target of a `for` clause of a comprehension is visited.
  var isInTarget = false

  init(kind: Kind, comprehension: String? = nil) {
    self.kind = kind
    self.comprehension = comprehension
  }

  /// Adds a use of a name; throws for a parameter or comprehension target that conflicts.
  func add(_ name: String, _ use: NameUse, _ range: SourceRange) throws(SyntaxProblem) {
    var all = uses[name] ?? []
    if use.contains(.parameter) && all.contains(.parameter) {
      throw SyntaxProblem(
        message: "duplicate argument '\(name)' in function definition", range: range)
    }
    if uses[name] == nil { order.append(name) }
    all.formUnion(use)
    if isInTarget {
      if !all.isDisjoint(with: [.global, .nonlocal]) {
        throw SyntaxProblem(
          message: "comprehension inner loop cannot rebind assignment expression target '\(name)'",
          range: range)
      }
      all.formUnion(.iteration)
    }
    uses[name] = all
  }

  func addDirective(_ name: String, _ range: SourceRange) {
    if directives[name] == nil { directives[name] = range }
  }
}
