// Declares the tokens that the lexer hands to the parser.

/// What a token is; keywords and operators have a kind each.
enum TokenKind: UInt8 {
  case endMarker, newline, indent, dedent, name, number, string
  /// Stands where the lexer stopped; matches nothing.
  case error
  /// A character or operator that no rule of the grammar uses, such as `$` or `<>`.
  case unknown

  case lpar, rpar, lsqb, rsqb, lbrace, rbrace
  case colon, comma, semi, dot, ellipsis, rarrow, colonEqual, equal, tilde
  case plus, minus, star, slash, doubleSlash, percent, at, doubleStar
  case vbar, amper, circumflex, leftShift, rightShift
  case less, greater, eqEqual, notEqual, lessEqual, greaterEqual
  case plusEqual, minusEqual, starEqual, slashEqual, doubleSlashEqual, percentEqual, atEqual
  case doubleStarEqual, vbarEqual, amperEqual, circumflexEqual, leftShiftEqual, rightShiftEqual

  case kwFalse, kwNone, kwTrue, kwAnd, kwAs, kwAssert, kwAsync, kwAwait, kwBreak, kwClass
  case kwContinue, kwDef, kwDel, kwElif, kwElse, kwExcept, kwFinally, kwFor, kwFrom, kwGlobal
  case kwIf, kwImport, kwIn, kwIs, kwLambda, kwNonlocal, kwNot, kwOr, kwPass, kwRaise
  case kwReturn, kwTry, kwWhile, kwWith, kwYield
}

/// One token: where it is and what it is.
struct Token {
  /// Byte offsets in the decoded source.
  var start: UInt32
  var end: UInt32
  var range: SourceRange
  var kind: TokenKind
  /// Number of brackets open after this token.
  var level: UInt8
  /// False for indents, dedents, the end and errors, which have no column of their own.
  var hasColumn: Bool = true
}

/// Why and where the lexer stopped.
struct LexFailure {
  var kind: SyntaxDiagnostic.Kind
  var message: String
  var line: Int
  /// Column counted from 1, in characters or in bytes as `columnIsBytes` says.
  var column: Int
  var endLine: Int
  var endColumn: Int
  var columnIsBytes: Bool
  /// True if the failure outranks an error of the parser that lies before it.
  var outranksParser: Bool
}

/// A bracket that is still open.
struct OpenBracket {
  var character: UInt8
  var line: Int
  var column: Int
}
