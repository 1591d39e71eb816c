// Decides where a trace ends: fitness against exit quality.

/// The state of the rule for one trace: a pure function of the instructions seen and of the constants.
public struct FitnessPolicy: Sendable {
  public let tunables: FitnessTunables
  public let startFitness: Int
  private let start: Start
  public private(set) var fitness: Int
  public private(set) var ledger = FitnessLedger()
  /// What was decided at each bytecode.
  public private(set) var steps: [FitnessStep] = []
  /// Frames pushed and not returned from.
  public private(set) var depth = 0

  /// What a trace grows from.
  public enum Start: Sendable {
    case root
    /// The entry of a function.
    case function
    /// An exit: whether it was a branch or a chosen end rather than a failed assumption.
    case side(isFlow: Bool)
  }

  public init(tunables: FitnessTunables, start: Start = .root) {
    self.tunables = tunables
    self.start = start
    switch start {
    case .root, .function: fitness = tunables.initialFitness
    case .side(let isFlow):
      fitness = tunables.initialFitness * (isFlow ? tunables.sideFitness : tunables.failureFitness) / 100
    }
    startFitness = fitness
    guard tunables.referenceCosts != 0 else { return }
    // The reference's root traces begin with the backward jump or the function's first instruction, ours behind it.
    switch start {
    case .root: spend(\.slots, ReferenceCosts.backwardJump)
    case .function: spend(\.slots, ReferenceCosts.resume)
    case .side: break
    }
  }

  /// How good a place is to end at.
  public func quality(of place: PlaceKind) -> Int {
    switch place {
    case .ownStart: tunables.closeLoopQuality
    case .executor: tunables.executorQuality
    case .backwardEdge: tunables.backwardEdgeQuality
    case .specializable: tunables.specializableQuality
    case .merge: tunables.mergeQuality
    case .plain: tunables.defaultQuality
    }
  }

  /// The kind that counts at a place where branches join.
  public func kind(_ place: PlaceKind, isMerge: Bool) -> PlaceKind {
    isMerge && tunables.mergeQuality > quality(of: place) ? .merge : place
  }

  /// Whether the trace ends before an instruction at such a place.
  public func ends(at place: PlaceKind) -> Bool { fitness < quality(of: place) }

  /// Whether the trace ends before an instruction that does this work: with the reference's costs, before the first
  /// of the reference's bytecodes for it, or in between.
  public func stop(at place: PlaceKind, before work: [ReferenceCosts.Bytecode]) -> FitnessStop? {
    // The reference does not look at jumps forward, nor at what only our registers need.
    if tunables.referenceCosts != 0, work.isEmpty, place == .plain { return nil }
    if ends(at: place) { return FitnessStop(fitness: fitness, quality: quality(of: place), place: place) }
    guard tunables.referenceCosts != 0 else { return nil }
    var left = fitness
    for (index, bytecode) in work.enumerated() {
      // The first one is the place itself. What a call gives is stored behind the callee.
      let isResult = bytecode == ReferenceCosts.store && index > 0 && work[index - 1] == ReferenceCosts.call
      if index > 0, !isResult, left < quality(of: bytecode.place) {
        return FitnessStop(fitness: left, quality: quality(of: bytecode.place), place: bytecode.place)
      }
      left -= scaled(bytecode.slots, at: left)
    }
    return nil
  }

  /// Begins an instruction; with the reference's costs, charges its slots.
  public mutating func begin(
    _ place: PlaceKind, _ work: [ReferenceCosts.Bytecode], instruction: PlaceKind? = nil, isMerge: Bool = false, isChecked: Bool = true
  ) {
    var step = FitnessStep(place: place, quality: quality(of: place), fitness: fitness)
    step.work = work
    step.instruction = instruction ?? place
    step.isMerge = isMerge
    step.isChecked = isChecked
    steps.append(step)
    guard tunables.referenceCosts != 0 else { return }
    for bytecode in work { spend(\.slots, scaled(bytecode.slots, at: fitness)) }
  }

  /// Ends an instruction that was recorded as so many uops; without the reference's costs, charges them.
  public mutating func finish(uops: Int) {
    if !steps.isEmpty { steps[steps.count - 1].uops = uops }
    guard tunables.referenceCosts == 0 else { return }
    spend(\.slots, scaled(uops, at: fitness))
  }

  /// Whether a branch has gone the other way more often than the way being recorded.
  public static func isUnlikely(_ history: UInt16) -> Bool {
    history & 1 != 0 ? history.nonzeroBitCount < 8 : history.nonzeroBitCount > 8
  }

  /// Charges a conditional branch by its history: bit 0 is the outcome being recorded, 1 means taken.
  ///
  /// - Returns: the charge.
  @discardableResult
  public mutating func charge(branchHistory history: UInt16) -> Int {
    let ones = history.nonzeroBitCount
    let offTrace = 16 - (history & 1 != 0 ? ones : 16 - ones)
    let cost =
      tunables.branchesMultiply != 0
      ? max(fitness, 0) * offTrace / 16
      : min(tunables.balancedBranchCost, offTrace * tunables.balancedBranchCost / 8)
    if !steps.isEmpty { steps[steps.count - 1].history = history }
    spend(\.branches, cost)
    return cost
  }

  /// Charges an inlined frame.
  ///
  /// - Parameter isResumed: whether it is a generator's, which goes on where it was left; else the function's first
  ///   instruction is charged when it is met.
  public mutating func pushFrame(isResumed: Bool = false) {
    depth += 1
    if !steps.isEmpty {
      steps[steps.count - 1].frames = isResumed ? 2 : 1
      deferStore()
    }
    spend(\.frames, tunables.frameCost)
    if isResumed, tunables.referenceCosts != 0 { spend(\.slots, ReferenceCosts.resume) }
  }

  /// Takes the storing of a call's result off the call: it happens when the frame has returned.
  private mutating func deferStore() {
    guard tunables.referenceCosts != 0, steps[steps.count - 1].deferStore() else { return }
    spend(\.slots, -scaled(ReferenceCosts.store.slots, at: fitness))
  }

  /// Gives back what the frame cost, or charges a return below the trace's first frame.
  ///
  /// - Parameter storesResult: whether the result goes to a variable, which the reference does with a bytecode of its own.
  public mutating func popFrame(storesResult: Bool = false) {
    if !steps.isEmpty {
      steps[steps.count - 1].frames = -1
      if storesResult, tunables.referenceCosts != 0 {
        steps[steps.count - 1].storesResult = true
        spend(\.slots, scaled(ReferenceCosts.store.slots, at: fitness))
      }
    }
    if depth > 0 {
      depth -= 1
      spend(\.frames, -tunables.frameCost)
    } else {
      spend(\.underflow, tunables.underflowCost)
    }
  }

  /// Forgets the last instruction, which could not be recorded.
  public mutating func undo() {
    guard let step = steps.popLast() else { return }
    fitness = step.fitness
    ledger.slots -= step.charges.slots
    ledger.branches -= step.charges.branches
    ledger.frames -= step.charges.frames
    ledger.underflow -= step.charges.underflow
    if step.frames > 0 { depth -= 1 } else if step.frames < 0, step.charges.underflow == 0 { depth += 1 }
  }

  public func journal(reason: String, stop: FitnessStop?) -> TraceJournal {
    TraceJournal(
      startFitness: startFitness, steps: steps, ledger: ledger, reason: reason, stop: stop, start: start,
      hasReferenceCosts: tunables.referenceCosts != 0)
  }

  /// The charge for slots, given what is left.
  private func scaled(_ slots: Int, at left: Int) -> Int {
    let percentage = left * 2 > startFitness ? tunables.earlyCharge : tunables.lateCharge
    return slots * percentage / 100
  }

  private mutating func spend(_ account: WritableKeyPath<FitnessLedger, Int>, _ cost: Int) {
    fitness -= cost
    ledger[keyPath: account] += cost
    if !steps.isEmpty { steps[steps.count - 1].charges[keyPath: account] += cost }
  }
}
