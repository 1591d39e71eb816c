// Declares statement nodes, mirroring the `stmt` family of CPython's `ast` module.

/// A statement.
public struct Stmt: Sendable {
  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The alternatives, named as in Python's `ast`.
  public indirect enum Kind: Sendable {
    case functionDef(FunctionDef)
    case asyncFunctionDef(FunctionDef)
    case classDef(ClassDef)
    case `return`(Expr?)
    case delete([Expr])
    case assign(Assign)
    case augAssign(AugAssign)
    case annAssign(AnnAssign)
    case `for`(For)
    case asyncFor(For)
    case `while`(While)
    case `if`(If)
    case with(With)
    case asyncWith(With)
    case match(Match)
    case raise(Raise)
    case `try`(Try)
    case tryStar(Try)
    case assert(Assert)
    case `import`([Alias])
    case importFrom(ImportFrom)
    case global([String])
    case nonlocal([String])
    case expr(Expr)
    case pass
    case `break`
    case `continue`
  }
}

extension Stmt {
  /// A function; the range starts at `def` (or `async`), not at the decorators.
  public struct FunctionDef: Sendable {
    public var name: String
    public var args: Arguments
    public var body: [Stmt]
    public var decorators: [Expr]
    public var returns: Expr?
    public init(
      name: String, args: Arguments, body: [Stmt], decorators: [Expr], returns: Expr?
    ) {
      self.name = name
      self.args = args
      self.body = body
      self.decorators = decorators
      self.returns = returns
    }
  }

  /// A class; the range starts at `class`, not at the decorators.
  public struct ClassDef: Sendable {
    public var name: String
    public var bases: [Expr]
    public var keywords: [Keyword]
    public var body: [Stmt]
    public var decorators: [Expr]
    public init(
      name: String, bases: [Expr], keywords: [Keyword], body: [Stmt], decorators: [Expr]
    ) {
      self.name = name
      self.bases = bases
      self.keywords = keywords
      self.body = body
      self.decorators = decorators
    }
  }

  /// `targets[0] = targets[1] = ... = value`
  public struct Assign: Sendable {
    public var targets: [Expr]
    public var value: Expr
    public init(targets: [Expr], value: Expr) {
      self.targets = targets
      self.value = value
    }
  }

  public struct AugAssign: Sendable {
    public var target: Expr
    public var op: BinaryOperator
    public var value: Expr
    public init(target: Expr, op: BinaryOperator, value: Expr) {
      self.target = target
      self.op = op
      self.value = value
    }
  }

  /// `target: annotation = value`
  public struct AnnAssign: Sendable {
    public var target: Expr
    public var annotation: Expr
    public var value: Expr?
    /// True if the target is a name without parentheses.
    public var isSimple: Bool
    public init(target: Expr, annotation: Expr, value: Expr?, isSimple: Bool) {
      self.target = target
      self.annotation = annotation
      self.value = value
      self.isSimple = isSimple
    }
  }

  public struct For: Sendable {
    public var target: Expr
    public var iter: Expr
    public var body: [Stmt]
    public var orelse: [Stmt]
    public init(target: Expr, iter: Expr, body: [Stmt], orelse: [Stmt]) {
      self.target = target
      self.iter = iter
      self.body = body
      self.orelse = orelse
    }
  }

  public struct While: Sendable {
    public var test: Expr
    public var body: [Stmt]
    public var orelse: [Stmt]
    public init(test: Expr, body: [Stmt], orelse: [Stmt]) {
      self.test = test
      self.body = body
      self.orelse = orelse
    }
  }

  /// `elif` is an `If` alone in `orelse`.
  public struct If: Sendable {
    public var test: Expr
    public var body: [Stmt]
    public var orelse: [Stmt]
    public init(test: Expr, body: [Stmt], orelse: [Stmt]) {
      self.test = test
      self.body = body
      self.orelse = orelse
    }
  }

  public struct With: Sendable {
    public var items: [WithItem]
    public var body: [Stmt]
    public init(items: [WithItem], body: [Stmt]) {
      self.items = items
      self.body = body
    }
  }

  public struct Match: Sendable {
    public var subject: Expr
    public var cases: [MatchCase]
    public init(subject: Expr, cases: [MatchCase]) {
      self.subject = subject
      self.cases = cases
    }
  }

  public struct Raise: Sendable {
    public var exc: Expr?
    public var cause: Expr?
    public init(exc: Expr?, cause: Expr?) {
      self.exc = exc
      self.cause = cause
    }
  }

  public struct Try: Sendable {
    public var body: [Stmt]
    public var handlers: [ExceptHandler]
    public var orelse: [Stmt]
    public var finalBody: [Stmt]
    public init(
      body: [Stmt], handlers: [ExceptHandler], orelse: [Stmt], finalBody: [Stmt]
    ) {
      self.body = body
      self.handlers = handlers
      self.orelse = orelse
      self.finalBody = finalBody
    }
  }

  public struct Assert: Sendable {
    public var test: Expr
    public var message: Expr?
    public init(test: Expr, message: Expr?) {
      self.test = test
      self.message = message
    }
  }

  /// `from ..module import names`; `level` counts the leading dots, `module` is nil if there is no name.
  public struct ImportFrom: Sendable {
    public var module: String?
    public var names: [Alias]
    public var level: Int
    public init(module: String?, names: [Alias], level: Int) {
      self.module = module
      self.names = names
      self.level = level
    }
  }
}
