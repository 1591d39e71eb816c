// Declares the module node and the small parts that statements, expressions and patterns share.

/// A stretch of source text; columns are 0-based UTF-8 byte offsets within their line, as in CPython's `ast`.
public struct SourceRange: Sendable, Hashable {
  /// First line, counted from 1.
  public var line: UInt32
  /// Byte offset of the first byte within `line`.
  public var column: UInt32
  /// Last line, counted from 1.
  public var endLine: UInt32
  /// Byte offset just behind the last byte within `endLine`.
  public var endColumn: UInt32

  public init(line: UInt32, column: UInt32, endLine: UInt32, endColumn: UInt32) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// Returns the range from the start of this one to the end of `last`.
  public func extended(to last: SourceRange) -> SourceRange {
    SourceRange(line: line, column: column, endLine: last.endLine, endColumn: last.endColumn)
  }
}

/// What kind of source text is parsed, as the third argument of Python's `compile`.
public enum ParseMode: Sendable {
  /// A file: any number of statements.
  case exec
  /// One expression.
  case eval
  /// One interactive statement.
  case single
}

/// The root of a syntax tree.
public struct Module: Sendable {
  /// How the source was parsed; in `.eval` mode `body` is exactly one expression statement.
  public var mode: ParseMode
  public var body: [Stmt]
  /// Greatest height of an expression, for passes that choose their stack by it.
  var height = 0

  public init(mode: ParseMode, body: [Stmt]) {
    self.mode = mode
    self.body = body
  }
}

/// The parameters of a function or lambda.
public struct Arguments: Sendable {
  public var posOnlyArgs: [Arg] = []
  public var args: [Arg] = []
  public var varArg: Arg?
  public var kwOnlyArgs: [Arg] = []
  /// One entry for each of `kwOnlyArgs`; nil where there is no default.
  public var kwDefaults: [Expr?] = []
  public var kwArg: Arg?
  /// Defaults of the last parameters of `posOnlyArgs + args`.
  public var defaults: [Expr] = []

  public init() {}
}

/// One parameter.
public struct Arg: Sendable {
  public var name: String
  public var annotation: Expr?
  public var range: SourceRange

  public init(name: String, annotation: Expr?, range: SourceRange) {
    self.name = name
    self.annotation = annotation
    self.range = range
  }
}

/// A keyword argument of a call or class definition; `name` is nil for `**mapping`.
public struct Keyword: Sendable {
  public var name: String?
  public var value: Expr
  public var range: SourceRange

  public init(name: String?, value: Expr, range: SourceRange) {
    self.name = name
    self.value = value
    self.range = range
  }
}

/// One imported name: dotted in `import a.b`, `*` in `from a import *`.
public struct Alias: Sendable {
  public var name: String
  public var asName: String?
  public var range: SourceRange

  public init(name: String, asName: String?, range: SourceRange) {
    self.name = name
    self.asName = asName
    self.range = range
  }
}

/// One `context as target` of a with statement.
public struct WithItem: Sendable {
  public var contextExpr: Expr
  public var optionalVars: Expr?

  public init(contextExpr: Expr, optionalVars: Expr?) {
    self.contextExpr = contextExpr
    self.optionalVars = optionalVars
  }
}

/// One `except` clause of a try statement.
public struct ExceptHandler: Sendable {
  public var type: Expr?
  public var name: String?
  public var body: [Stmt]
  public var range: SourceRange

  public init(type: Expr?, name: String?, body: [Stmt], range: SourceRange) {
    self.type = type
    self.name = name
    self.body = body
    self.range = range
  }
}

/// One `for target in iter if ...` clause of a comprehension.
public struct Comprehension: Sendable {
  public var target: Expr
  public var iter: Expr
  public var ifs: [Expr]
  public var isAsync: Bool

  public init(target: Expr, iter: Expr, ifs: [Expr], isAsync: Bool) {
    self.target = target
    self.iter = iter
    self.ifs = ifs
    self.isAsync = isAsync
  }
}

/// One `case` block of a match statement.
public struct MatchCase: Sendable {
  public var pattern: Pattern
  public var guardExpr: Expr?
  public var body: [Stmt]

  public init(pattern: Pattern, guardExpr: Expr?, body: [Stmt]) {
    self.pattern = pattern
    self.guardExpr = guardExpr
    self.body = body
  }
}
