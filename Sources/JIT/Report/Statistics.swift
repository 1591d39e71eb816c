// Counts what the engine does with traces, for `--stats` and for embedders.

/// Counters of one engine. They belong to the thread that runs the program.
public final class Statistics {
  /// Trees that were made executable, compiled or from the cache.
  public var executors = 0
  /// Uops of the recorded traces that are in use.
  public var uops = 0
  /// Uops of them that can leave the trace.
  public var guards = 0
  /// Calls into the runtime and pushed frames among them.
  public var calls = 0
  /// Traces that end in an exit.
  public var exits = 0
  /// Traces that end by jumping to their loop header.
  public var loops = 0
  /// Recordings that were given up, and compilations that were refused, by reason.
  public var aborts: [String: Int] = [:]
  /// Why traces ended, by reason.
  public var ends: [String: Int] = [:]
  /// Traces recorded in this run.
  public var recorded = 0
  /// Trees compiled in this run.
  public var compiled = 0
  /// How often trees were left alone for a while because they did not pay.
  public var suspensions = 0
  /// How often a check took one more class.
  public var widenings = 0
  /// Time spent in the optimizer and the compiler, in nanoseconds.
  public var compileNanoseconds = 0
  /// Bytes of heap allocated.
  public var allocatedBytes = 0
  public var collections = 0
  /// Bytes of machine code.
  public var codeBytes = 0
  /// How good the traces were; nil unless that was measured.
  public var quality: QualityMetrics?
  /// nil when the run has no cache.
  public var cache: CacheCounters?
  /// Why the directory given for the cache is not used.
  public var cacheRefusal: CacheRefusal?

  public init() {}

  /// Counts a recording that was given up or a compilation that was refused.
  public func abort(_ reason: String) { aborts[reason, default: 0] += 1 }

  /// Counts the result of a compilation.
  public func count(_ result: CompileResult) {
    compileNanoseconds += result.nanoseconds
    switch result.outcome {
    case .success(let tree):
      compiled += 1
      codeBytes += tree.codeRange.count
    case .failure(let refusal): abort(refusal.reason)
    }
  }
}
