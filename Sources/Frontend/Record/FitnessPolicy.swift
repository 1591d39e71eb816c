// Decides where a trace ends: fitness against exit quality.

/// What a place is to the trace that reaches it; the first that applies, in this order.
public enum PlaceKind: String, Sendable, CaseIterable {
  case ownStart = "own start"
  case executor
  case backwardEdge = "backward edge"
  case specializable
  case plain = "default"
}

/// What a trace's budget was spent on.
public struct FitnessLedger: Sendable, Equatable {
  public var slots = 0
  public var branches = 0
  public var frames = 0
  public var underflow = 0
}

/// The state of the `cpython315` rule for one trace: a pure function of the instructions seen.
public struct FitnessPolicy: Sendable {
  public let tunables: FitnessTunables
  public private(set) var fitness: Int
  public private(set) var ledger = FitnessLedger()
  /// Frames pushed and not returned from.
  public private(set) var depth = 0

  public init(tunables: FitnessTunables) {
    self.tunables = tunables
    fitness = tunables.initialFitness
  }

  /// How good a place is to end at.
  public func quality(of place: PlaceKind) -> Int {
    switch place {
    case .ownStart: tunables.closeLoopQuality
    case .executor: tunables.executorQuality
    case .backwardEdge: tunables.backwardEdgeQuality
    case .specializable: tunables.specializableQuality
    case .plain: tunables.defaultQuality
    }
  }

  /// Whether the trace ends before an instruction at such a place.
  public func ends(at place: PlaceKind) -> Bool { fitness < quality(of: place) }

  /// Charges an instruction's slots.
  public mutating func charge(slots: Int) {
    fitness -= slots
    ledger.slots += slots
  }

  /// Charges a conditional branch by its history: bit 0 is the outcome being recorded, 1 means taken.
  ///
  /// - Returns: the charge.
  @discardableResult
  public mutating func charge(branchHistory history: UInt16) -> Int {
    let ones = history.nonzeroBitCount
    let onTrace = history & 1 != 0 ? ones : 16 - ones
    let cost = min(tunables.balancedBranchCost, (16 - onTrace) * tunables.balancedBranchCost / 8)
    fitness -= cost
    ledger.branches += cost
    return cost
  }

  public mutating func pushFrame() {
    depth += 1
    fitness -= tunables.frameCost
    ledger.frames += tunables.frameCost
  }

  /// Gives back what the frame cost, or charges a return below the trace's first frame.
  public mutating func popFrame() {
    if depth > 0 {
      depth -= 1
      fitness += tunables.frameCost
      ledger.frames -= tunables.frameCost
    } else {
      fitness -= tunables.underflowCost
      ledger.underflow += tunables.underflowCost
    }
  }
}
