// Holds every constant of the fitness policy.

/// The constants of the `cpython315` policy; all follow from the initial fitness unless set one by one.
///
/// Source: CPython 3.15, pull request 148089 ("fitness / exit quality mechanism for the JIT trace frontend").
public struct FitnessTunables: Sendable {
  /// What a fresh trace is worth.
  public var initialFitness: Int
  /// Quality of the trace's own loop start.
  public var closeLoopQuality: Int
  /// Quality of another loop's backward edge.
  public var backwardEdgeQuality: Int
  /// Quality of a place that has an executor.
  public var executorQuality: Int
  /// Quality of any other instruction.
  public var defaultQuality: Int
  /// Quality of an instruction with an inline cache.
  public var specializableQuality: Int
  /// Charge for a branch that goes either way equally often.
  public var balancedBranchCost: Int
  /// Charge for an inlined frame, given back when it returns.
  public var frameCost: Int
  /// Charge for returning below the frame in which the trace began.
  public var underflowCost: Int
  /// The deepest chain of inlined frames.
  public var maximumDepth: Int
  /// Traces of this many uops or fewer are dropped.
  public var minimumLength: Int
  /// Iterations of a loop before it is recorded.
  public var loopThreshold: Int
  /// Times an exit is taken before it grows a side trace.
  public var exitThreshold: Int
  /// Calls of a function before it is recorded from its entry.
  public var entryThreshold: Int

  /// The constants for an initial fitness; integer divisions truncate.
  public init(initialFitness fitness: Int = 2500) {
    let slotsPerInstruction = 6
    let maximumDepth = 16
    initialFitness = fitness
    closeLoopQuality = fitness - slotsPerInstruction * 4
    backwardEdgeQuality = closeLoopQuality / 2 - 10 * slotsPerInstruction
    executorQuality = fitness / 8
    defaultQuality = fitness / 40
    specializableQuality = fitness / 80
    balancedBranchCost = (fitness - defaultQuality - fitness / 2 / 14 * slotsPerInstruction) / 14
    frameCost = fitness / (maximumDepth - 1) + 1
    underflowCost = frameCost / 4
    self.maximumDepth = maximumDepth
    minimumLength = 5
    loopThreshold = 1039
    exitThreshold = 201
    entryThreshold = 2053
  }
}
