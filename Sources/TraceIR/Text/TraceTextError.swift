// Says where and why a text is not a trace, and how large a trace text may be.

/// Why a text could not be read as a trace tree or dump.
public struct TraceTextError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// The byte in the line, from 1.
  public let column: Int
  /// What was expected or wrong, in one sentence part.
  public let message: String

  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  public var description: String { "line \(line), column \(column): \(message)" }
}

/// Bounds on what the parser accepts, so that a damaged file cannot ask for absurd amounts of memory.
public struct TraceTextLimits: Sendable {
  /// The longest text, in bytes.
  public var bytes = 256 << 20
  /// The largest value number plus one, also the largest `valueCount`.
  public var values = 1 << 22
  /// The most traces in one tree.
  public var traces = 1 << 14
  /// The most trees in one dump.
  public var trees = 1 << 16
  public init() {}
}
