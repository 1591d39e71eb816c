// Explains why traces ended where they did, and what would have closed or linked them.
import Frontend
import TraceIR

/// Explanations of the traces of one run.
public struct TraceExplanation {
  private let profile: ExecutionProfile
  private let tunables: Tunables
  private let line: Int?
  /// Runs the program with other constants; nil when suggestions are not to be checked.
  private let again: ((Tunables) -> ExecutionProfile?)?

  /// - Parameter line: explain only trees with a trace that covers it.
  public init(_ profile: ExecutionProfile, tunables: Tunables, line: Int? = nil, again: ((Tunables) -> ExecutionProfile?)? = nil) {
    (self.profile, self.tunables, self.line, self.again) = (profile, tunables, line, again)
  }

  /// The explanations as text, the hottest tree first.
  public var text: String {
    let chosen = profile.trees.filter { tree in line.map { line in tree.recorded.traces.contains { $0.covers(line) } } ?? true }
      .sorted { $0.executed > $1.executed }
    guard !chosen.isEmpty else {
      return line.map { "no trace covers line \($0)\n" } ?? "nothing was hot enough to be recorded\n"
    }
    return chosen.map(explain).joined(separator: "\n")
  }

  private func explain(_ tree: ExecutionProfile.Tree) -> String {
    let all = profile.interpreted + profile.trees.reduce(0) { $0 + $1.executed }
    let share = all == 0 ? 0 : Double(tree.executed) * 100 / Double(all)
    let traces = tree.recorded.traces.count
    var text = "\(tree.recorded.name): \(traces) \(traces == 1 ? "trace" : "traces"), \(fixed(share, 1)) % of all bytecodes\n"
    for (index, trace) in tree.recorded.traces.enumerated() where line.map(trace.covers) ?? true {
      text += explain(tree, index, trace)
    }
    return text
  }

  private func explain(_ tree: ExecutionProfile.Tree, _ index: Int, _ trace: Trace) -> String {
    let lines = trace.origins.map(\.line)
    let flow = tree.flows[index]
    var text = "  \(tree.name(of: index)): \(trace.body.count) uops for \(trace.origins.count) bytecodes of lines "
    text += "\(lines.min() ?? 0) to \(lines.max() ?? 0); began \(flow.begun) times, reached its end \(flow.completed) times\n"
    text += "    ended: \(trace.endReason)"
    if let last = trace.origins.last { text += ", behind line \(last.line) (\(last.bytecode))" }
    text += "\n"
    guard let journal = tree.journals[index] else { return text + "    it comes from the cache: how it was recorded is not known\n" }
    let spent = journal.ledger
    text += "    budget \(journal.startFitness): slots \(spent.slots), branches \(spent.branches), frames \(spent.frames), "
    text += "underflow \(spent.underflow), left \(journal.finalFitness)\n"
    if let rival = journal.bestRival, trace.origins.indices.contains(rival - journal.firstStep) {
      let step = journal.steps[rival]
      let origin = trace.origins[rival - journal.firstStep]
      text += "    nearest other end: line \(origin.line) (\(origin.bytecode)), fitness \(step.fitness) against \(step.quality) (\(step.place.rawValue))\n"
    }
    if journal.stop != nil, trace.endReason == journal.reason { text += ahead(tree, index, trace, journal) }
    return text
  }

  /// How far the loop's head, or another executor, was, and what would have reached it.
  private func ahead(_ tree: ExecutionProfile.Tree, _ index: Int, _ trace: Trace, _ journal: TraceJournal) -> String {
    guard let road = journal.road else { return "" }
    if let parent = stoppedParent(tree, trace) {
      return "    it goes on where \(tree.name(of: parent)) ended; the change named there makes one trace of both\n"
    }
    let goal: String
    let steps: ArraySlice<FitnessStep>
    if road.reachedHead {
      (goal, steps) = ("the loop head", road.steps[...])
    } else if let first = road.firstExecutor {
      (goal, steps) = ("another executor", road.steps[..<first])
    } else {
      return "    the loop head was not reached within \(road.steps.count) more bytecodes\n"
    }
    let slots = steps.reduce(0) { $0 + (journal.hasReferenceCosts ? $1.referenceSlots : $1.uops) }
    let text = "    \(goal) was \(steps.count) bytecodes (\(journal.hasReferenceCosts ? "" : "about ")\(slots) slots) further\n"
    let search = ConstantSearch(steps: journal.steps + steps, start: journal.start, tunables: tunables)
    let changes = search.changes()
    guard let smallest = changes.first else { return text + "    no change of one constant reaches it\n" }
    guard again != nil else { return text + "    smallest change that reaches it: \(words(smallest))\n" }
    for change in changes.prefix(TraceExplanation.mostChecks) {
      guard let outcome = check(change, tree, trace, isExact: journal.hasReferenceCosts) else { continue }
      return text + "    smallest change that reaches it: \(words(change)); \(outcome)\n"
    }
    return text + "    the change that should reach it, \(words(smallest)), did not suffice when the program was run again\n"
  }

  /// How many changes are tried before none is named.
  private static let mostChecks = 4

  /// The trace that ended where another begins, because its fitness was used up.
  private func stoppedParent(_ tree: ExecutionProfile.Tree, _ trace: Trace) -> Int? {
    guard case .side(let number) = trace.anchor else { return nil }
    return tree.recorded.traces.indices.first { index in
      tree.journals[index]?.stop != nil && tree.recorded.traces[index].exits.contains { $0.number == number && $0.kind == .end }
    }
  }

  private func words(_ change: ConstantSearch.Change) -> String {
    "--set \(change.tunable.rawValue)=\(change.value) (now \(tunables[change.tunable]))"
  }

  /// Records again with the change; an estimate that falls short is widened a few times.
  ///
  /// - Returns: what came of it; nil if the trace still ended too early.
  private func check(_ change: ConstantSearch.Change, _ tree: ExecutionProfile.Tree, _ trace: Trace, isExact: Bool) -> String? {
    guard let again else { return nil }
    let now = tunables[change.tunable]
    var value = change.value
    for attempt in 0..<(isExact ? 1 : 4) {
      var changed = tunables
      changed[change.tunable] = value
      guard let profile = again(changed) else { return "not checked: the program could not be run again" }
      if let other = profile.trees.first(where: { $0.recorded.name == tree.recorded.name }),
        let same = other.recorded.traces.firstIndex(where: { $0.anchor == trace.anchor || $0.origins.first == trace.origins.first }),
        let reason = other.journals[same]?.reason, other.recorded.isLoop(same) || reason == "link to executor"
      {
        return attempt == 0 ? "checked: \(reason)" : "recorded again, \(value) was needed: \(reason)"
      }
      let step = max(1, abs(value - now) / 4)
      value += value > now ? step : -step
      if !change.tunable.info.range.contains(value) { break }
    }
    return nil
  }
}

extension Trace {
  /// Whether the trace has a bytecode of the line.
  func covers(_ line: Int) -> Bool { origins.contains { $0.line == line } }
}

/// Looks for the smallest change of one constant with which the policy lets a trace go on to its end.
struct ConstantSearch {
  /// A constant with another value.
  struct Change {
    var tunable: Tunable
    var value: Int
    /// The size of the change in relation to the constant.
    var relative: Double
  }

  var steps: [FitnessStep]
  var start: FitnessPolicy.Start
  var tunables: Tunables

  /// What can be changed, and in which direction that helps. Side traces have a budget of their own.
  private var levers: [(tunable: Tunable, direction: Int)] {
    let budget: Tunable
    switch start {
    case .root, .function: budget = .initialFitness
    case .side(let isFlow): budget = isFlow ? .sideFitness : .failureFitness
    }
    return [(budget, 1)] + ConstantSearch.others
  }
  private static let others: [(tunable: Tunable, direction: Int)] = [
    (.executorQuality, -1), (.defaultQuality, -1), (.specializableQuality, -1), (.backwardEdgeQuality, -1), (.balancedBranchCost, -1),
    (.frameCost, -1), (.underflowCost, -1),
  ]

  /// The smallest change of each constant, the relatively smallest first.
  func changes() -> [Change] { levers.compactMap(change).sorted { $0.relative < $1.relative } }

  func smallestChange() -> Change? { changes().first }

  private func reachesTheEnd(_ tunable: Tunable, _ value: Int) -> Bool {
    var changed = tunables
    changed[tunable] = value
    return FitnessPolicy.replay(steps, tunables: changed.fitness, start: start).end == nil
  }

  /// The smallest change of one constant, by halving: a larger one in the same direction never ends a trace sooner.
  private func change(_ tunable: Tunable, _ direction: Int) -> Change? {
    let now = tunables[tunable]
    let limit = direction > 0 ? tunable.info.range.upperBound : tunable.info.range.lowerBound
    guard limit != now, reachesTheEnd(tunable, limit) else { return nil }
    var (fails, works) = (now, limit)
    while abs(works - fails) > 1 {
      let middle = fails + (works - fails) / 2
      if reachesTheEnd(tunable, middle) { works = middle } else { fails = middle }
    }
    return Change(tunable: tunable, value: works, relative: Double(abs(works - now)) / Double(max(now, 1)))
  }
}
