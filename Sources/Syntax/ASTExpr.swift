// Declares expression nodes, mirroring the `expr` family of CPython's `ast` module.

/// An expression.
public struct Expr: Sendable {
  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The alternatives, named as in Python's `ast`.
  public indirect enum Kind: Sendable {
    case boolOp(BoolOp)
    case namedExpr(NamedExpr)
    case binOp(BinOp)
    case unaryOp(UnaryOp)
    case lambda(Lambda)
    case ifExp(IfExp)
    case dict(Dict)
    /// A set display.
    case set([Expr])
    case listComp(Comp)
    case setComp(Comp)
    case dictComp(DictComp)
    case generatorExp(Comp)
    case await(Expr)
    case yield(Expr?)
    case yieldFrom(Expr)
    case compare(Compare)
    case call(Call)
    case formattedValue(FormattedValue)
    /// An f-string: string constants and formatted values.
    case joinedStr([Expr])
    case constant(Constant)
    case attribute(Attribute)
    case `subscript`(Subscript)
    case starred(Starred)
    case name(Name)
    case list(Elements)
    case tuple(Elements)
    case slice(Slice)
  }
}

/// Whether a target-like expression is read, assigned or deleted.
public enum ExprContext: UInt8, Sendable {
  case load, store, del
}

/// The operator of a `BoolOp`.
public enum BoolOperator: UInt8, Sendable, CaseIterable {
  case and, or
}

/// A binary arithmetic operator.
public enum BinaryOperator: UInt8, Sendable, CaseIterable {
  case add, sub, mult, matMult, div, mod, pow, lShift, rShift, bitOr, bitXor, bitAnd, floorDiv
}

/// A unary operator.
public enum UnaryOperator: UInt8, Sendable, CaseIterable {
  case invert, not, uAdd, uSub
}

/// A comparison operator.
public enum CompareOperator: UInt8, Sendable, CaseIterable {
  case eq, notEq, lt, ltE, gt, gtE, `is`, isNot, `in`, notIn
}

/// The value of an integer literal, never negative.
public enum IntLiteral: Sendable, Hashable {
  case small(Int64)
  /// Too large for Int64: digit characters without prefix and underscores, in radix 2, 8, 10 or 16.
  case big(digits: [UInt8], radix: UInt8)
}

/// A literal value.
public enum Constant: Sendable {
  case none, `true`, `false`, ellipsis
  case int(IntLiteral)
  case float(Double)
  /// The imaginary part of a literal such as `2j`.
  case imaginary(Double)
  /// Text as UTF-8, where a lone surrogate from an escape is its three-byte WTF-8 form.
  case str([UInt8])
  case bytes([UInt8])
}

extension Expr {
  /// `values` joined by one kind of `and` / `or`; at least two values.
  public struct BoolOp: Sendable {
    public var op: BoolOperator
    public var values: [Expr]
    public init(op: BoolOperator, values: [Expr]) {
      self.op = op
      self.values = values
    }
  }

  /// `target := value`; the target is a name.
  public struct NamedExpr: Sendable {
    public var target: Expr
    public var value: Expr
    public init(target: Expr, value: Expr) {
      self.target = target
      self.value = value
    }
  }

  public struct BinOp: Sendable {
    public var left: Expr
    public var op: BinaryOperator
    public var right: Expr
    public init(left: Expr, op: BinaryOperator, right: Expr) {
      self.left = left
      self.op = op
      self.right = right
    }
  }

  public struct UnaryOp: Sendable {
    public var op: UnaryOperator
    public var operand: Expr
    public init(op: UnaryOperator, operand: Expr) {
      self.op = op
      self.operand = operand
    }
  }

  public struct Lambda: Sendable {
    public var args: Arguments
    public var body: Expr
    public init(args: Arguments, body: Expr) {
      self.args = args
      self.body = body
    }
  }

  public struct IfExp: Sendable {
    public var test: Expr
    public var body: Expr
    public var orelse: Expr
    public init(test: Expr, body: Expr, orelse: Expr) {
      self.test = test
      self.body = body
      self.orelse = orelse
    }
  }

  /// A dict display; a nil key marks `**value`.
  public struct Dict: Sendable {
    public var keys: [Expr?]
    public var values: [Expr]
    public init(keys: [Expr?], values: [Expr]) {
      self.keys = keys
      self.values = values
    }
  }

  /// A list or set comprehension or a generator expression.
  public struct Comp: Sendable {
    public var elt: Expr
    public var generators: [Comprehension]
    public init(elt: Expr, generators: [Comprehension]) {
      self.elt = elt
      self.generators = generators
    }
  }

  public struct DictComp: Sendable {
    public var key: Expr
    public var value: Expr
    public var generators: [Comprehension]
    public init(key: Expr, value: Expr, generators: [Comprehension]) {
      self.key = key
      self.value = value
      self.generators = generators
    }
  }

  /// `left ops[0] comparators[0] ops[1] comparators[1] ...`
  public struct Compare: Sendable {
    public var left: Expr
    public var ops: [CompareOperator]
    public var comparators: [Expr]
    public init(left: Expr, ops: [CompareOperator], comparators: [Expr]) {
      self.left = left
      self.ops = ops
      self.comparators = comparators
    }
  }

  public struct Call: Sendable {
    public var function: Expr
    /// Positional arguments; `*iterable` is a `.starred`.
    public var args: [Expr]
    public var keywords: [Keyword]
    public init(function: Expr, args: [Expr], keywords: [Keyword]) {
      self.function = function
      self.args = args
      self.keywords = keywords
    }
  }

  /// One replacement field of an f-string.
  public struct FormattedValue: Sendable {
    public var value: Expr
    /// The character after `!` (`s`, `r` or `a`), or nil.
    public var conversion: UInt8?
    /// A `.joinedStr`, if the field has a format after `:`.
    public var formatSpec: Expr?
    public init(value: Expr, conversion: UInt8?, formatSpec: Expr?) {
      self.value = value
      self.conversion = conversion
      self.formatSpec = formatSpec
    }
  }

  public struct Constant: Sendable {
    public var value: Syntax.Constant
    /// True for a string literal whose first part has the prefix `u`.
    public var hasUPrefix: Bool
    public init(value: Syntax.Constant, hasUPrefix: Bool = false) {
      self.value = value
      self.hasUPrefix = hasUPrefix
    }
  }

  public struct Attribute: Sendable {
    public var value: Expr
    public var attr: String
    public var context: ExprContext
    public init(value: Expr, attr: String, context: ExprContext) {
      self.value = value
      self.attr = attr
      self.context = context
    }
  }

  public struct Subscript: Sendable {
    public var value: Expr
    public var slice: Expr
    public var context: ExprContext
    public init(value: Expr, slice: Expr, context: ExprContext) {
      self.value = value
      self.slice = slice
      self.context = context
    }
  }

  public struct Starred: Sendable {
    public var value: Expr
    public var context: ExprContext
    public init(value: Expr, context: ExprContext) {
      self.value = value
      self.context = context
    }
  }

  public struct Name: Sendable {
    public var id: String
    public var context: ExprContext
    public init(id: String, context: ExprContext) {
      self.id = id
      self.context = context
    }
  }

  /// The elements of a list or tuple display or target.
  public struct Elements: Sendable {
    public var elts: [Expr]
    public var context: ExprContext
    public init(elts: [Expr], context: ExprContext) {
      self.elts = elts
      self.context = context
    }
  }

  /// `lower:upper:step`, only directly inside a subscript or its tuple.
  public struct Slice: Sendable {
    public var lower: Expr?
    public var upper: Expr?
    public var step: Expr?
    public init(lower: Expr?, upper: Expr?, step: Expr?) {
      self.lower = lower
      self.upper = upper
      self.step = step
    }
  }
}
