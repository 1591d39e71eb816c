// Declares the diagnostics that reading a source can end with.

/// A source text that Python itself would refuse.
public struct SyntaxDiagnostic: Error, Sendable, Equatable {
  /// The Python exception class.
  public enum Kind: String, Sendable {
    case syntaxError = "SyntaxError"
    case indentationError = "IndentationError"
    case tabError = "TabError"
    /// Nesting too deep for the parser; has no place.
    case memoryError = "MemoryError"
    /// Nesting too deep for the later passes; has no place.
    case recursionError = "RecursionError"
  }

  public var kind: Kind
  public var message: String
  public var filename: String
  /// Line counted from 1; 0 if the error has no place.
  public var line: Int
  /// Column in characters counted from 1; 0 if unknown.
  public var column: Int
  /// Last line of the marked range, or 0.
  public var endLine: Int
  /// Column behind the marked range, counted as `column`; 0 or negative if unknown.
  public var endColumn: Int
  /// The text of `line` without its line end; nil if there is none.
  public var sourceLine: String?
  /// Whether the error was found after parsing: Python takes the line from the file then, not from the text.
  public var isFoundLate = false
  /// Whether the exception has the line without its end: Python had read on, or not even to the end.
  public var lacksLineEnd = false

  public init(
    kind: Kind, message: String, filename: String, line: Int, column: Int, endLine: Int = 0,
    endColumn: Int = 0, sourceLine: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.filename = filename
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
    self.sourceLine = sourceLine
  }
}

/// A valid Python construct that Toy does not have yet.
public struct UnsupportedDiagnostic: Error, Sendable, Equatable {
  /// What is missing, as a phrase such as `match statement`.
  public var construct: String
  public var filename: String
  /// Line counted from 1.
  public var line: Int
  /// Column in characters counted from 1.
  public var column: Int
  /// Number of characters to underline, at least 1.
  public var length: Int
  /// The text of `line`; nil if it is not known.
  public var sourceLine: String?

  public init(
    construct: String, filename: String, line: Int, column: Int, length: Int, sourceLine: String?
  ) {
    self.construct = construct
    self.filename = filename
    self.line = line
    self.column = column
    self.length = length
    self.sourceLine = sourceLine
  }
}
