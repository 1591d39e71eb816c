// Keeps what the policy did at each bytecode of a trace, and why the trace ended.

import TraceIR

/// What a place is to the trace that reaches it; the first that applies, in this order.
public enum PlaceKind: String, Sendable, CaseIterable {
  case ownStart = "own start"
  case executor
  case backwardEdge = "backward edge"
  case specializable
  case merge = "merge point"
  case plain = "default"
}

/// What a trace's budget was spent on.
public struct FitnessLedger: Sendable, Equatable {
  public var slots = 0
  public var branches = 0
  public var frames = 0
  public var underflow = 0

  public init(slots: Int = 0, branches: Int = 0, frames: Int = 0, underflow: Int = 0) {
    (self.slots, self.branches, self.frames, self.underflow) = (slots, branches, frames, underflow)
  }

  public var total: Int { slots + branches + frames + underflow }
}

/// One recorded bytecode as the policy saw it.
public struct FitnessStep: Sendable, Equatable {
  public var place: PlaceKind
  /// The quality that the fitness was compared with.
  public var quality: Int
  /// The fitness before the bytecode.
  public var fitness: Int
  /// What was charged for it.
  public var charges = FitnessLedger()
  /// The history of its branch, bit 0 being the way recorded.
  public var history: UInt16?
  /// What the instruction is as a place, whether or not branches join there.
  public var instruction: PlaceKind
  public var isMerge = false
  /// Whether the trace could have ended before it.
  public var isChecked = true
  /// The reference's bytecodes for it.
  public var work: [ReferenceCosts.Bytecode] = []
  /// The uops recorded for it.
  public var uops = 0
  /// 1 where it pushed a frame, 2 where that is a generator's, -1 where it returned from one.
  public var frames = 0
  /// Whether it returned to a call whose result goes to a variable.
  public var storesResult = false

  public init(place: PlaceKind, quality: Int, fitness: Int) {
    self.place = place
    self.quality = quality
    self.fitness = fitness
    instruction = place
  }

  /// The fitness after the bytecode.
  public var fitnessAfter: Int { fitness - charges.total }
}

/// That a trace ends by the inequality, with both numbers.
public struct FitnessStop: Sendable, Equatable, CustomStringConvertible {
  public var fitness: Int
  public var quality: Int
  public var place: PlaceKind

  public var description: String { "fitness \(fitness) < quality \(quality) (\(place.rawValue))" }
}

/// Everything the policy did for one trace.
public struct TraceJournal: Sendable {
  public var startFitness: Int
  /// One entry for each bytecode that was recorded.
  public var steps: [FitnessStep]
  /// Where in `steps` the trace begins, if it is the second part of a recording that was cut.
  public var firstStep = 0
  public var ledger: FitnessLedger
  public var reason: String
  /// Set when the inequality ended the trace.
  public var stop: FitnessStop?
  public var start: FitnessPolicy.Start
  public var hasReferenceCosts: Bool
  /// What came behind the end, when that was looked at.
  public var road: RoadAhead?

  /// One entry for each of a trace's origins.
  public func steps(for trace: Trace) -> ArraySlice<FitnessStep> { steps.dropFirst(firstStep).prefix(trace.origins.count) }

  /// What was left when the trace ended.
  public var finalFitness: Int { startFitness - ledger.total }

  /// The place passed whose quality came nearest to ending the trace: its index in `steps`.
  public var bestRival: Int? {
    steps.indices.dropFirst().min { steps[$0].fitness - steps[$0].quality < steps[$1].fitness - steps[$1].quality }
  }
}
