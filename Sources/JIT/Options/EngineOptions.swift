// Holds what an embedder chooses about one engine.
import Frontend

/// The choices for one engine.
public struct EngineOptions: Sendable, Equatable {
  /// What becomes of hot code.
  public enum JITMode: String, Sendable, CaseIterable {
    /// It is interpreted.
    case off
    /// It is recorded and run by the evaluator of traces.
    case evaluator
    /// It is recorded and compiled by LLVM.
    case llvm
  }

  /// The rules by which traces are selected.
  public typealias Frontend = TraceFrontend

  /// Where traces are compiled.
  public enum CompileMode: String, Sendable, CaseIterable {
    /// On a thread of its own, while the program goes on.
    case background
    /// At once, while the program waits.
    case sync
  }

  /// How statistics are written to stderr when the program has ended.
  public enum StatisticsFormat: String, Sendable, CaseIterable {
    case none, text, json
  }

  public var jit: JITMode = .llvm
  public var compile: CompileMode = .background
  public var tunables = Tunables()
  /// The directory that keeps traces and machine code; nil means none.
  public var cacheDirectory: String?
  /// What stderr gets: 0 nothing, 1 a line for each trace, 2 its uops too, 3 also every decision of the policy.
  public var logLevel = 0
  public var statistics: StatisticsFormat = .none
  /// Whether it is counted what runs where, for the metrics of trace quality; slower.
  public var collectsMetrics = false
  /// The most bytes of heap; nil means no limit.
  public var heapLimit: Int?
  /// Allocations between collections; nil to collect when it is due.
  public var collectEvery: Int?
  /// Whether it is looked at what came behind traces whose fitness was used up, for explanations.
  public var looksAhead = false
  /// The file that gets a graph of all traces, `.dot`, `.svg` or `.json`; nil means none.
  public var graph: String?
  /// Whether code is installed at logical times instead of as soon as it is compiled: equal runs make equal traces.
  public var isDeterministic = false
  /// The file that gets the program and all that it asks from outside, for `replay`; nil means none.
  public var recordStream: String?
  /// The file that gets all trees of the run; nil means none.
  public var dumpTraces: String?

  public init() {}
}
