// Holds every constant of the fitness policy, and the values that make up each frontend.

/// The rules by which traces are selected: one engine with different constants.
public enum TraceFrontend: String, Sendable, CaseIterable {
  /// CPython 3.15's rule, with its constants and its costs.
  case cpython315
  /// What CPython had before: a trace goes on until its buffer is full or it meets a loop.
  case adhoc
  /// The default: the same inequality, charged in recorded uops.
  case best

  /// What the frontend is, in a sentence part.
  public var sentence: String {
    switch self {
    case .cpython315: "fitness against exit quality with the constants and slot costs of CPython 3.15"
    case .adhoc: "until the buffer is full, or at a loop"
    case .best: "fitness against exit quality, charged in recorded uops"
    }
  }
}

/// The constants of the fitness policy; most follow from the initial fitness unless set one by one.
///
/// Source: CPython 3.15, pull request 148089 ("fitness / exit quality mechanism for the JIT trace frontend").
public struct FitnessTunables: Sendable, Equatable {
  /// What a fresh trace is worth.
  public var initialFitness: Int
  /// Percentage of it that a side trace gets which grows from a branch or from the end of a trace.
  public var sideFitness = 100
  /// Percentage of it that any other side trace gets.
  public var failureFitness = 100
  /// Quality of the trace's own loop start.
  public var closeLoopQuality: Int
  /// Quality of another loop's backward edge.
  public var backwardEdgeQuality: Int
  /// Quality of a place that has an executor.
  public var executorQuality: Int
  /// Quality of a place where branches join; counts when it is above the quality of the instruction there.
  public var mergeQuality = 0
  /// Quality of any other instruction.
  public var defaultQuality: Int
  /// Quality of an instruction with an inline cache.
  public var specializableQuality: Int
  /// Charge for a branch that goes either way equally often.
  public var balancedBranchCost: Int
  /// 1: a branch takes the share of the fitness that its history gives to the other way, instead of a fixed charge.
  public var branchesMultiply = 0
  /// Charge for an inlined frame, given back when it returns.
  public var frameCost: Int
  /// Charge for returning below the frame in which the trace began.
  public var underflowCost: Int
  /// 1: slots are those of the reference's bytecodes; 0: slots are the uops that were recorded.
  public var referenceCosts = 1
  /// Percentage of the slots charged while more than half of the fitness is left.
  public var earlyCharge = 100
  /// Percentage of the slots charged in the other half.
  public var lateCharge = 100
  /// 1: a trace ends at another executor only if that closes a loop; through others it goes on.
  public var linksToLoopsOnly = 0
  /// With `linksToLoopsOnly`, 1: a trace also ends at an executor that only leads to other trees than its own.
  public var linksToPassages = 0
  /// With `linksToLoopsOnly`: a loop that runs so few iterations that they make up no more than this many uops is traced
  /// through, not linked.
  public var unrolledLength = 160
  /// Which functions are recorded from their entries: a constant of `FunctionEntries`.
  public var functionEntries = FunctionEntries.all
  /// How many frames of a function are inlined below its own; further calls of itself are calls.
  public var inlinedRecursion: Int
  /// The deepest chain of inlined frames.
  public var maximumDepth: Int
  /// Traces of this many uops or fewer are dropped.
  public var minimumLength: Int
  /// Traces of this many uops or fewer do not close their loop yet.
  public var minimumLoop = 5
  /// Traces end at this many uops.
  public var maximumLength = 6000
  /// A side trace joins another trace of its tree that passed the same merge point if at least so many bytecodes follow
  /// there; 0: traces never join.
  public var joinLength = 0
  /// 1: side traces join others also behind returns below the frame in which the tree is entered.
  public var joinsBelow = 0
  /// 1: traces may also join behind loops, where these are left.
  public var joinsBehindLoops = 0
  /// 1: a trace that has returned from the loop of its tree ends where a caller is at the head of the same loop.
  public var linksToItself = 0
  /// A loop inside a trace that goes round at least so many times becomes a loop of the tree; others are copied. 0: all are.
  public var innerTrips = 0
  /// Percentage of what compiling a tree again costs that must have been lost at its hot exits before it grows.
  public var growthPatience = 100
  /// How often the count of calls of a function that does not call itself is used up, while no loop around it grows, before it is
  /// recorded from its entry.
  public var leftOverRounds = 3
  /// How often beyond that a function is left to a loop around it whose tree is about to grow.
  public var growthRounds = 0
  /// How often the count of a loop is used up, while the tree of a loop around it in the same function does not grow, before the inner
  /// one is recorded. 0: at once.
  public var nestRounds = 0
  /// How many classes that find the same by one look-up are checked together; objects of others get copies of what follows.
  public var sharedClasses = 0
  /// How often a root recording that takes a branch the unlikely way is put off to the next iteration.
  public var unlikelyRetries = 0
  /// Iterations of a loop before it is recorded.
  public var loopThreshold: Int
  /// Words of a loop's instructions up to which it takes `loopThreshold` jumps; the jumps of longer ones fall with their length. 0: never.
  public var shortLoop = 0
  /// Times an exit is taken before it grows a side trace.
  public var exitThreshold: Int
  /// Calls of a function before it is recorded from its entry.
  public var entryThreshold: Int

  // What follows is no policy's: all share the times that they have for compiling, so that they can be compared.

  /// How many milliseconds a program runs at most before something is recorded, unless code is waited for or kept.
  public var warmUp = 150
  /// How many milliseconds a program runs before something is recorded, whatever is hot.
  public var warmUpStart = 30
  /// How many milliseconds longer a program runs before something is recorded, times the square of how many loops and functions are
  /// hot by then.
  public var warmUpPlace = 1
  /// What compiling may take in all, as a percentage of the program's time in its first second; 0 means no limit.
  public var compileShare = 50
  /// The same of the time after that.
  public var lateCompileShare = 10

  /// The constants of `cpython315` for an initial fitness; integer divisions truncate.
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
    inlinedRecursion = maximumDepth
    minimumLength = 5
    loopThreshold = 4001
    exitThreshold = 4001
    entryThreshold = 8191
  }

  /// The constants of a frontend; `fitness` nil means its own initial fitness.
  public init(_ frontend: TraceFrontend, initialFitness fitness: Int? = nil) {
    self = fitness.map { FitnessTunables(initialFitness: $0) } ?? FitnessTunables()
    switch frontend {
    case .cpython315: break
    case .adhoc:
      // Nothing is charged but the buffer; a loop that is met always ends the trace, a function with an executor does not.
      backwardEdgeQuality = FitnessTunables.always
      executorQuality = 10
      defaultQuality = 10
      specializableQuality = 10
      balancedBranchCost = 0
      frameCost = 0
      underflowCost = 0
    case .best:
      referenceCosts = 0
      minimumLoop = 0
      linksToLoopsOnly = 1
      joinLength = 4
      joinsBelow = 1
      joinsBehindLoops = 1
      linksToItself = 1
      linksToPassages = 1
      innerTrips = 4
      growthPatience = 25
      growthRounds = 6
      nestRounds = 6
      sharedClasses = 8
      functionEntries = FunctionEntries.recursive
      inlinedRecursion = 1
      loopThreshold = 1039
      shortLoop = 128
      exitThreshold = 401
      entryThreshold = 2053
    }
  }

  /// A quality above every fitness.
  static let always = 100_000
}

/// Which functions are recorded from their entries, not only as parts of loops that call them.
public enum FunctionEntries {
  public static let none = 0
  /// Those that call themselves; their traces end where they return.
  public static let recursive = 1
  /// All, as the reference does it: traces go on behind the return, and up to the next call of the function.
  public static let all = 2
}
