// Searches the constants of the policy over recorded streams, by a stated cost model.
import Frontend

/// A search for better constants.
public struct ConstantTuning {
  /// What a set of constants costs, in words.
  public static let costModel =
    "\(Cost.interpreted) for each interpreted bytecode, \(Cost.compiled) for each compiled one, \(Cost.move) for each move between traces, \(Cost.recorded) for each recorded bytecode"

  /// Processor time in units of 0.4 nanoseconds, as measured on pyperformance programs: 4 nanoseconds for an interpreted bytecode, 1.6 for a
  /// compiled one, 80 microseconds to record, optimize and compile one.
  private enum Cost {
    static let interpreted = 10
    static let compiled = 4
    static let move = 50
    static let recorded = 200_000
  }

  private let streams: [ProgramStream]
  private let base: Tunables
  private var tried: [Candidate] = []
  /// Bytecodes executed over all streams.
  private var executed = 0

  /// A set of constants with what it came to.
  private struct Candidate {
    var changes: [Tunable: Int]
    var cost: Int
    var recorded: Int
    var coverage: Double
  }

  /// The constants that are varied, with the factors tried in percent.
  static let varied: [Tunable] = [
    .initialFitness, .sideFitness, .balancedBranchCost, .frameCost, .defaultQuality, .backwardEdgeQuality, .mergeQuality, .loopThreshold,
    .exitThreshold, .unlikelyRetries,
  ]
  static let factors = [25, 50, 75, 133, 200, 400]

  public init(streams: [ProgramStream], tunables: Tunables) { (self.streams, base) = (streams, tunables) }

  /// Varies one constant after the other, keeping what lowers the cost.
  ///
  /// - Throws: where a stream is damaged.
  public mutating func search(rounds: Int) throws(StreamError) {
    var best = try evaluate([:])
    for _ in 0..<rounds {
      for tunable in ConstantTuning.varied {
        for value in values(of: tunable, best.changes) {
          var changes = best.changes
          changes[tunable] = value
          let candidate = try evaluate(changes)
          if candidate.cost < best.cost { best = candidate }
        }
      }
    }
  }

  private func tunables(_ changes: [Tunable: Int]) -> Tunables {
    var tunables = base
    for (tunable, value) in changes { tunables[tunable] = value }
    return tunables
  }

  private func values(of tunable: Tunable, _ changes: [Tunable: Int]) -> [Int] {
    let now = tunables(changes)[tunable]
    if now == 0 { return tunable == .unlikelyRetries ? [8] : [200] }
    let range = tunable.info.range
    let values = ConstantTuning.factors.map { min(max(now * $0 / 100, range.lowerBound), range.upperBound) }
    return Set(values).subtracting([now]).sorted()
  }

  private mutating func evaluate(_ changes: [Tunable: Int]) throws(StreamError) -> Candidate {
    if let known = tried.first(where: { $0.changes == changes }) { return known }
    var candidate = Candidate(changes: changes, cost: 0, recorded: 0, coverage: 0)
    var (executed, compiled) = (0, 0)
    var options = EngineOptions()
    options.tunables = tunables(changes)
    for (index, stream) in streams.enumerated() {
      guard let figures = ReplayFigures(replaying: stream, options) else {
        throw StreamError(message: "stream \(index + 1) could not be replayed with \(words(changes))")
      }
      let moves = figures.moves
      candidate.recorded += figures.recorded
      candidate.cost += Cost.interpreted * (figures.executed - figures.compiled) + Cost.compiled * figures.compiled
      candidate.cost += Cost.move * moves + Cost.recorded * figures.recorded
      executed += figures.executed
      compiled += figures.compiled
    }
    candidate.coverage = executed == 0 ? 0 : Double(compiled) / Double(executed)
    self.executed = executed
    tried.append(candidate)
    return candidate
  }

  private func words(_ changes: [Tunable: Int]) -> String {
    changes.isEmpty ? "as given" : changes.map { "\($0.rawValue)=\($1)" }.sorted().joined(separator: " ")
  }

  /// The sets that no other beats in both cost and recorded bytecodes, and the set the search began with.
  public var table: String {
    let front = tried.filter { one in
      !tried.contains { $0.cost <= one.cost && $0.recorded <= one.recorded && ($0.cost < one.cost || $0.recorded < one.recorded) }
    }
    var text = "\(tried.count) sets over \(streams.count) streams of \(executed) bytecodes; cost: \(ConstantTuning.costModel)\n"
    text += "| cost | recorded | coverage | constants |\n|---:|---:|---:|---|\n"
    if let start = tried.first { text += row(start, "as given") }
    var seen: Set<String> = []
    for one in front.sorted(by: { ($0.cost, $0.recorded) < ($1.cost, $1.recorded) }) where seen.insert("\(one.cost) \(one.recorded)").inserted {
      text += row(one, words(one.changes))
    }
    return text
  }

  private func row(_ candidate: Candidate, _ name: String) -> String {
    "| \(candidate.cost) | \(candidate.recorded) | \(fixed(candidate.coverage, 4)) | \(name) |\n"
  }
}
