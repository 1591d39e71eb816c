// Declares what a dump file holds: trees in two stages, and notes about them.

/// The content of a trace dump file.
public struct TraceDump: Sendable, Equatable {
  /// One note about the dump: a program name, an option, a version.
  public struct Note: Sendable, Equatable {
    /// Letters, digits, `_` and `.`, beginning with a letter or `_`; other keys are printed in quotes.
    public var key: String
    public var value: String
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// A tree as recorded and as optimized; one of them may be missing.
  public struct Entry: Sendable, Equatable {
    public var recorded: TraceTree?
    public var optimized: TraceTree?
    public init(recorded: TraceTree? = nil, optimized: TraceTree? = nil) {
      self.recorded = recorded
      self.optimized = optimized
    }
  }

  public var metadata: [Note]
  public var trees: [Entry]

  public init(metadata: [Note] = [], trees: [Entry] = []) {
    self.metadata = metadata
    self.trees = trees
  }

  /// The value of the first note with a key.
  public subscript(key: String) -> String? { metadata.first { $0.key == key }?.value }
}
