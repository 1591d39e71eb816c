// Declares pattern nodes of match statements, mirroring the `pattern` family of CPython's `ast` module.

/// A pattern of a `case`.
public struct Pattern: Sendable {
  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The alternatives, named as in Python's `ast` without the prefix `Match`.
  public indirect enum Kind: Sendable {
    /// Compares with a constant, a dotted name, or a signed or complex number.
    case value(Expr)
    /// Compares by identity with `None`, `True` or `False`.
    case singleton(Constant)
    case sequence([Pattern])
    case mapping(Mapping)
    case `class`(Class)
    /// `*name` in a sequence; nil for `*_`.
    case star(String?)
    case `as`(As)
    case or([Pattern])
  }

  /// `{key: pattern, **rest}`
  public struct Mapping: Sendable {
    public var keys: [Expr]
    public var patterns: [Pattern]
    public var rest: String?
    public init(keys: [Expr], patterns: [Pattern], rest: String?) {
      self.keys = keys
      self.patterns = patterns
      self.rest = rest
    }
  }

  /// `cls(patterns..., kwdAttrs=kwdPatterns...)`
  public struct Class: Sendable {
    public var cls: Expr
    public var patterns: [Pattern]
    public var kwdAttrs: [String]
    public var kwdPatterns: [Pattern]
    public init(cls: Expr, patterns: [Pattern], kwdAttrs: [String], kwdPatterns: [Pattern]) {
      self.cls = cls
      self.patterns = patterns
      self.kwdAttrs = kwdAttrs
      self.kwdPatterns = kwdPatterns
    }
  }

  /// `pattern as name`; without pattern a capture, without both the wildcard `_`.
  public struct As: Sendable {
    public var pattern: Pattern?
    public var name: String?
    public init(pattern: Pattern?, name: String?) {
      self.pattern = pattern
      self.name = name
    }
  }
}
