// Lists the numbers that steer tracing, each with its name, range and meaning; the defaults are the frontend's.
import Frontend

/// A number that `--set NAME=VALUE` changes.
public enum Tunable: String, CaseIterable, Sendable {
  case loopThreshold = "loop-threshold"
  case shortLoop = "short-loop"
  case exitThreshold = "exit-threshold"
  case entryThreshold = "entry-threshold"
  case initialFitness = "initial-fitness"
  case sideFitness = "side-fitness"
  case failureFitness = "failure-fitness"
  case closeLoopQuality = "close-loop-quality"
  case executorQuality = "executor-quality"
  case backwardEdgeQuality = "backward-edge-quality"
  case specializableQuality = "specializable-quality"
  case mergeQuality = "merge-quality"
  case defaultQuality = "default-quality"
  case balancedBranchCost = "balanced-branch-cost"
  case branchesMultiply = "branches-multiply"
  case frameCost = "frame-cost"
  case underflowCost = "underflow-cost"
  case referenceCosts = "reference-costs"
  case earlyCharge = "early-charge"
  case lateCharge = "late-charge"
  case linksToLoopsOnly = "links-to-loops-only"
  case linksToPassages = "links-to-passages"
  case unrolledLength = "unrolled-length"
  case functionEntries = "function-entries"
  case inlinedRecursion = "inlined-recursion"
  case maximumDepth = "maximum-depth"
  case minimumLength = "minimum-length"
  case minimumLoop = "minimum-loop"
  case maximumLength = "maximum-length"
  case joinLength = "join-length"
  case joinsBelow = "joins-below"
  case joinsBehindLoops = "joins-behind-loops"
  case linksToItself = "links-to-itself"
  case innerTrips = "inner-trips"
  case growthPatience = "growth-patience"
  case leftOverRounds = "left-over-rounds"
  case growthRounds = "growth-rounds"
  case nestRounds = "nest-rounds"
  case sharedClasses = "shared-classes"
  case unlikelyRetries = "unlikely-retries"
  case warmUp = "warm-up"
  case warmUpStart = "warm-up-start"
  case warmUpPlace = "warm-up-place"
  case compileShare = "compile-share"
  case lateCompileShare = "late-compile-share"

  /// One row of the table.
  public struct Info {
    /// The policy's constant that it sets.
    let constant: WritableKeyPath<FitnessTunables, Int>
    public let range: ClosedRange<Int>
    public let sentence: String
  }

  /// The table.
  public var info: Info {
    switch self {
    case .loopThreshold: row(\.loopThreshold, 1...65_521, "Backward jumps before a loop is recorded.")
    case .shortLoop: row(\.shortLoop, 0...1_000_000, "Words of instructions up to which a loop takes `loop-threshold` jumps; a longer one takes fewer. 0: all take as many.")
    case .exitThreshold: row(\.exitThreshold, 1...65_521, "Times an exit is taken before a side trace grows from it.")
    case .entryThreshold: row(\.entryThreshold, 1...65_521, "Calls before a function is recorded from its entry.")
    case .initialFitness: row(\.initialFitness, 100...100_000, "What a fresh trace is worth; the constants below follow from it.")
    case .sideFitness: row(\.sideFitness, 1...1000, "Percentage of it that a side trace gets which grows from a branch or a chosen end.")
    case .failureFitness: row(\.failureFitness, 1...1000, "Percentage of it that any other side trace gets.")
    case .closeLoopQuality: row(\.closeLoopQuality, 0...100_000, "Exit quality of a trace's own loop start.")
    case .executorQuality: row(\.executorQuality, 0...100_000, "Exit quality of a place that has an executor.")
    case .backwardEdgeQuality: row(\.backwardEdgeQuality, 0...100_000, "Exit quality of another loop's backward edge.")
    case .specializableQuality: row(\.specializableQuality, 0...100_000, "Exit quality of an instruction with an inline cache.")
    case .mergeQuality: row(\.mergeQuality, 0...100_000, "Exit quality of a place where branches join, when above that of the instruction.")
    case .defaultQuality: row(\.defaultQuality, 0...100_000, "Exit quality of any other instruction.")
    case .balancedBranchCost: row(\.balancedBranchCost, 0...100_000, "Charge for a branch that goes either way equally often.")
    case .branchesMultiply: row(\.branchesMultiply, 0...1, "1: a branch takes the share of the fitness that went the other way.")
    case .frameCost: row(\.frameCost, 0...100_000, "Charge for an inlined call, given back when it returns.")
    case .underflowCost: row(\.underflowCost, 0...100_000, "Charge for a return below the frame in which the trace began.")
    case .referenceCosts: row(\.referenceCosts, 0...1, "1: slots are those of CPython's bytecodes; 0: they are recorded uops.")
    case .earlyCharge: row(\.earlyCharge, 0...1000, "Percentage of the slots charged while over half of the fitness is left.")
    case .lateCharge: row(\.lateCharge, 0...1000, "Percentage of the slots charged after that.")
    case .linksToLoopsOnly: row(\.linksToLoopsOnly, 0...1, "1: a trace ends at another executor only if that closes a loop.")
    case .linksToPassages: row(\.linksToPassages, 0...1, "With links-to-loops-only, 1: a trace also ends at an executor that only leads to other trees.")
    case .unrolledLength: row(\.unrolledLength, 0...20_000, "With links-to-loops-only: uops that all iterations of a loop may have to be traced through.")
    case .functionEntries: row(\.functionEntries, 0...2, "Functions recorded from their entries: 0 none, 1 those that call themselves, 2 all.")
    case .inlinedRecursion: row(\.inlinedRecursion, 0...16, "Calls of itself that a function inlines, one in another, before it calls itself.")
    case .maximumDepth: row(\.maximumDepth, 1...64, "The deepest chain of inlined calls.")
    case .minimumLength: row(\.minimumLength, 0...1000, "Traces of this many uops or fewer are dropped.")
    case .joinLength: row(\.joinLength, 0...1000, "Bytecodes behind a merge point from which on a side trace joins the trace that has them; 0: never.")
    case .joinsBelow: row(\.joinsBelow, 0...1, "1: side traces join others also behind returns below the frame in which the tree is entered.")
    case .joinsBehindLoops: row(\.joinsBehindLoops, 0...1, "1: side traces join others also where loops are left.")
    case .linksToItself: row(\.linksToItself, 0...1, "1: a trace that has returned from its tree's loop ends where a caller is at the head of the same loop.")
    case .innerTrips:
      row(\.innerTrips, 0...1000, "Iterations from which on a loop inside a trace becomes a loop of its tree and is not copied; 0: all are copied.")
    case .growthPatience:
      row(\.growthPatience, 0...1000, "Percentage of what compiling a tree again costs that must be lost at hot exits before it grows.")
    case .leftOverRounds: row(\.leftOverRounds, 0...1000, "Times `entry-threshold` is reached, while no loop around grows, before a function is recorded that does not call itself.")
    case .growthRounds: row(\.growthRounds, 0...1000, "Times more that a function is left to a loop around whose tree is about to grow; loops that are left again and again eight times as often.")
    case .nestRounds: row(\.nestRounds, 0...1000, "Times `loop-threshold` is reached, while the tree of a loop around in the same function does not grow, before the inner loop is recorded.")
    case .sharedClasses: row(\.sharedClasses, 0...64, "Classes that find the same method and are checked together; others have copies of it.")
    case .unlikelyRetries: row(\.unlikelyRetries, 0...19, "Times a root recording that goes an unlikely way is put off.")
    case .minimumLoop: row(\.minimumLoop, 0...1000, "Traces of this many uops or fewer do not close their loop yet.")
    case .maximumLength: row(\.maximumLength, 10...20_000, "Traces end at this many uops.")
    case .warmUp: row(\.warmUp, 0...100_000, "Milliseconds a program runs at most before something is recorded.")
    case .warmUpStart: row(\.warmUpStart, 0...100_000, "Milliseconds that it runs at least, whatever is hot, before something is recorded.")
    case .warmUpPlace: row(\.warmUpPlace, 0...100_000, "Milliseconds that it runs longer, times the square of how many loops and functions are hot.")
    case .compileShare: row(\.compileShare, 0...1000, "Percentage of a program's first second that compiling may take; 0: no limit.")
    case .lateCompileShare: row(\.lateCompileShare, 0...1000, "Percentage of the time after that.")
    }
  }

  private func row(_ constant: WritableKeyPath<FitnessTunables, Int>, _ range: ClosedRange<Int>, _ sentence: String) -> Info {
    Info(constant: constant, range: range, sentence: sentence)
  }

  /// The value in a frontend when nothing is set.
  public func defaultValue(in frontend: TraceFrontend) -> Int { FitnessTunables(frontend)[keyPath: info.constant] }

  /// The defaults in words: that of `best`, and those of the other frontends where they differ.
  public var defaultText: String {
    let others = TraceFrontend.allCases.filter { $0 != .best && defaultValue(in: $0) != defaultValue }
    let rest = others.map { "; \($0.rawValue): \(defaultValue(in: $0))" }
    return "\(defaultValue)" + rest.joined()
  }

  /// The value when nothing is set, the frontend included.
  public var defaultValue: Int { defaultValue(in: .best) }
}

/// A value for each tunable.
public struct Tunables: Sendable, Equatable {
  /// Where the values come from that were not set.
  public var frontend = TraceFrontend.best
  private var changed: [Tunable: Int] = [:]

  /// The defaults.
  public init() {}

  /// The value of a tunable; a new value outside the range is pulled into it.
  public subscript(tunable: Tunable) -> Int {
    get { fitness[keyPath: tunable.info.constant] }
    set {
      let range = tunable.info.range
      changed[tunable] = min(max(newValue, range.lowerBound), range.upperBound)
    }
  }

  /// The policy's constants: those that were not set follow from the initial fitness.
  public var fitness: FitnessTunables {
    var constants = FitnessTunables(frontend, initialFitness: changed[.initialFitness])
    for (tunable, value) in changed { constants[keyPath: tunable.info.constant] = value }
    return constants
  }

  /// All values as text, for the cache's key: every tunable can change which traces there are.
  var text: String { Tunable.allCases.map { "\($0.rawValue)=\(self[$0])" }.joined(separator: "\n") }
}
