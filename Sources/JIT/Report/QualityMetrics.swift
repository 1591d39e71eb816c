// Computes the metrics of trace quality from the counts of a run.
import Frontend
import TraceIR

/// How good the selected traces are. Each figure's definition is in Documentation/trace-quality.md.
public struct QualityMetrics: Sendable {
  /// The initial fitness: figures of different budgets do not compare.
  public let budget: Int
  public let executors, traces: Int
  public let uops, guards, calls: Int
  /// The uops that the reference would have for the recorded bytecodes, about.
  public let referenceUops: Int
  /// Traces that jump to their own start; all others end in an exit.
  public let exits, loops: Int
  /// Exits that lead to another trace or to the header of the tree.
  public let links: Int
  /// Bytecodes executed, and those of them in compiled code.
  public let executed, compiled: Int
  /// When a window first reached 90 % of the final coverage: bytecodes and nanoseconds until then.
  public let warmUp: (bytecodes: Int, nanoseconds: Int)?
  public let coldShare, shortLived, duplication, adjustedDuplication, completion: Double?
  /// Moves between traces and to the interpreter, for each 1000 bytecodes.
  public let transitions: Double
  public let codeBytes: Int
  /// Rank correlation of a bytecode's fitness with the share of its trace's runs that reach it.
  public let fitnessCorrelation: Double?
  /// The places at which most interpreted bytecodes are, with their share of all bytecodes executed.
  public let uncovered: [(name: String, share: Double)]

  public var coverage: Double { executed == 0 ? 0 : Double(compiled) / Double(executed) }

  public init(_ profile: ExecutionProfile) {
    let all = profile.trees.flatMap { tree in zip(tree.recorded.traces.indices, tree.flows).map { (tree: tree, index: $0, flow: $1) } }
    // What traces share is no recording of its own, and an exit that leads straight to it recorded nothing.
    let recordings = all.filter { $0.tree.recorded.traces[$0.index].anchor != .join && !$0.tree.recorded.traces[$0.index].isLink }
    let recorded = all.map { $0.tree.recorded.traces[$0.index] }
    budget = profile.budget
    executors = profile.trees.count
    traces = recordings.count
    uops = recorded.reduce(0) { $0 + $1.body.count { $0.op != .merge } }
    guards = recorded.reduce(0) { $0 + $1.body.count { $0.op.info.hasExit && $0.op != .merge } }
    calls = recorded.reduce(0) { $0 + $1.body.count { $0.op == .call } + $1.origins.count(where: \.isInlinedCall) }
    referenceUops = recordings.reduce(0) { sum, item in
      (item.tree.journals[item.index]?.steps ?? []).reduce(sum + ReferenceCosts.traceFrame) { $0 + $1.referenceUops }
    }
    loops = recordings.count { $0.tree.recorded.traces[$0.index].anchor == .root && $0.tree.recorded.isLoop($0.index) }
    exits = recordings.count - loops
    links = recorded.reduce(0) { $0 + $1.linkCount }
    let samples = Double(max(1, profile.places.reduce(0) { $0 + $1.samples }))
    compiled = all.reduce(0) { $0 + $1.flow.bytecodes.reduce(0, +) }
    executed = profile.interpreted + compiled
    codeBytes = profile.trees.reduce(0) { $0 + $1.codeBytes }
    let missing = executed == 0 ? 0 : Double(profile.interpreted) / Double(executed)
    uncovered = profile.places.prefix(12).map { ($0.name, Double($0.samples) / samples * missing) }
    let final = executed == 0 ? 0 : Double(compiled) / Double(executed)
    warmUp = QualityMetrics.warmUp(profile.samples, final)
    let length = recorded.reduce(0) { $0 + $1.origins.count }
    let cold = all.reduce(0) { $0 + $1.flow.coldUops }
    coldShare = uops == 0 ? nil : Double(cold) / Double(uops)
    shortLived = recordings.isEmpty ? nil : Double(recordings.count { $0.flow.begun < 500 }) / Double(recordings.count)
    let places = TracePlaces(profile.trees)
    duplication = places.plain == 0 ? nil : Double(length) / Double(places.plain)
    adjustedDuplication = places.typed == 0 ? nil : Double(length) / Double(places.typed)
    completion = QualityMetrics.completion(profile.trees)
    let moves = profile.trees.reduce(0) { sum, tree in sum + tree.taken.values.reduce(0, +) + tree.entered.dropFirst().reduce(0, +) }
    transitions = executed == 0 ? 0 : Double(moves) * 1000 / Double(executed)
    fitnessCorrelation = QualityMetrics.correlation(all.map { ($0.tree.journals[$0.index], $0.tree.recorded.traces[$0.index], $0.flow) })
  }

  private static func warmUp(_ samples: [ExecutionProfile.Sample], _ final: Double) -> (bytecodes: Int, nanoseconds: Int)? {
    var last = ExecutionProfile.Sample(nanoseconds: 0, interpreted: 0, compiled: 0)
    for sample in samples {
      let compiled = sample.compiled - last.compiled
      let executed = compiled + sample.interpreted - last.interpreted
      if final > 0, executed > 0, Double(compiled) >= 0.9 * final * Double(executed) {
        return (bytecodes: sample.interpreted + last.compiled, nanoseconds: sample.nanoseconds)
      }
      last = sample
    }
    return nil
  }

  /// The mean share of its path that an iteration, or an entry, runs: 1 for those that reach the end of a trace.
  private static func completion(_ trees: [ExecutionProfile.Tree]) -> Double? {
    var paths = 0.0
    var sum = 0.0
    for tree in trees {
      var before = [Int](repeating: 0, count: tree.recorded.traces.count)
      for (index, (trace, flow)) in zip(tree.recorded.traces, tree.flows).enumerated() {
        if case .join(let target, _) = trace.end {
          if before.indices.contains(target), target > index { before[target] = max(before[target], before[index] + trace.body.count) }
        } else {
          paths += Double(flow.completed)
          sum += Double(flow.completed)
        }
        for (position, item) in trace.body.enumerated() where item.exit >= 0 && trace.exits.indices.contains(Int(item.exit)) {
          let exit = trace.exits[Int(item.exit)]
          if exit.sideTrace > index, before.indices.contains(exit.sideTrace) { before[exit.sideTrace] = before[index] + position + 1 }
          let count = Double(tree.taken[exit.number] ?? 0)
          paths += count
          sum += count * Double(before[index] + position + 1) / Double(before[index] + max(trace.body.count, 1))
        }
      }
    }
    return paths == 0 ? nil : sum / paths
  }

  private static func correlation(_ all: [(TraceJournal?, Trace, TraceFlow)]) -> Double? {
    var fitness: [Double] = []
    var reached: [Double] = []
    for (journal, trace, flow) in all where flow.begun > 0 {
      guard let journal, journal.startFitness > 0 else { continue }
      for (step, count) in zip(journal.steps(for: trace), flow.bytecodes) {
        fitness.append(Double(step.fitness) / Double(journal.startFitness))
        reached.append(Double(count) / Double(flow.begun))
      }
    }
    return rankCorrelation(fitness, reached)
  }
}

extension Origin {
  /// Whether the bytecode is a call.
  var isInlinedCall: Bool { bytecode.hasPrefix("call") }
}

extension Trace {
  /// How many of its ends lead on: side traces, a link to another tree, the way back to the header of its own.
  var linkCount: Int {
    let sides = exits.count { $0.sideTrace >= 0 || $0.kind == .link }
    if case .exit = end { return sides }
    if case .side = anchor { return sides + 1 }
    return sides
  }

  /// Whether an exit leads straight to what another trace recorded.
  var isLink: Bool {
    guard case .side = anchor, case .join = end else { return false }
    return origins.isEmpty
  }

  /// Whether the trace ends by going back to its tree's header.
  var isLoop: Bool {
    if case .exit = end { return endReason == RecordedTree.closedElsewhere }
    return end.isBackward
  }
}

extension TraceTree {
  /// Whether a trace goes back to the header, or round a loop inside the tree.
  var goesRound: Bool { traces.indices.contains { traces[$0].end.isBackward || isInnerLoop($0) } }

  /// Whether a trace is the body of a loop inside the tree.
  func isInnerLoop(_ trace: Int) -> Bool {
    if case .join(trace, _) = traces[trace].end { return true }
    return false
  }

  /// Whether a trace, or what it joins, goes back to the header.
  func isLoop(_ trace: Int) -> Bool {
    var trace = trace
    var seen: Set<Int> = []
    while case .join(let target, _) = traces[trace].end, traces.indices.contains(target), seen.insert(trace).inserted { trace = target }
    return traces[trace].isLoop
  }
}

extension ExecutionProfile.Tree {
  /// How often each trace was entered by an exit: what others share is entered without leaving anything.
  fileprivate var entered: [Int] { zip(begun, recorded.traces).map { $1.anchor == .join ? 0 : $0 } }
}

/// The distinct places that traces cover: with the chain of call sites, and with the types too.
private struct TracePlaces {
  private var places: Set<String> = []
  private var states: Set<String> = []
  var plain: Int { places.count }
  var typed: Int { states.count }

  init(_ trees: [ExecutionProfile.Tree]) {
    for tree in trees { for trace in tree.recorded.traces { add(trace, chain(of: trace, tree.recorded)) } }
  }

  /// The call sites below the place where a trace begins, outermost first.
  private func chain(of trace: Trace, _ tree: TraceTree) -> [String] {
    let start: Exit?
    switch trace.anchor {
    case .root: start = nil
    case .side(let number): start = tree.traces.lazy.flatMap(\.exits).first { $0.number == number }
    case .join: start = trace.body.first { $0.op == .merge }.map { trace.exits[Int($0.exit)] }
    }
    guard let start else { return [] }
    return start.snapshot.frames.dropLast().map { "\(tree.constants.indices.contains($0.code) ? tree.constants[$0.code] : "")+\($0.pc)" }
  }

  private mutating func add(_ trace: Trace, _ start: [String]) {
    var chain = start
    var kinds = [String](repeating: "", count: trace.origins.count)
    for item in trace.body where trace.origins.indices.contains(Int(item.origin)) {
      kinds[Int(item.origin)] += typeState(item)
    }
    var last: Origin?
    for (index, origin) in trace.origins.enumerated() {
      if let last {
        if origin.depth > last.depth { chain.append("code \(last.code)+\(last.pc)") }
        if origin.depth < last.depth, !chain.isEmpty { chain.removeLast() }
      }
      last = origin
      let place = chain.joined(separator: ">") + ">\(origin.code)+\(origin.pc)"
      places.insert(place)
      states.insert(place + "|" + kinds[index])
    }
  }

  /// What an operation says about types: guards and conversions say when a type was learnt, not what it is.
  private func typeState(_ item: Instruction) -> String {
    if item.op.info.hasExit, item.op.info.result == .none { return "" }
    switch item.op {
    case .slot, .boxInt, .boxFloat, .boxBool, .ref, .constInt, .constFloat, .constRef, .constWord, .constBool, .poll, .guardInt,
      .guardFloat, .guardBool, .guardClass:
      return ""
    case .loadField, .loadSlot: return "\(item.op)\(item.immediate) "
    default: return "\(item.op) "
    }
  }
}

/// Spearman's rank correlation; nil for fewer than three points or where one side is constant.
func rankCorrelation(_ one: [Double], _ other: [Double]) -> Double? {
  guard one.count == other.count, one.count > 2 else { return nil }
  let (a, b) = (ranks(one), ranks(other))
  let mean = Double(one.count + 1) / 2
  var (product, squareA, squareB) = (0.0, 0.0, 0.0)
  for (x, y) in zip(a, b) {
    product += (x - mean) * (y - mean)
    squareA += (x - mean) * (x - mean)
    squareB += (y - mean) * (y - mean)
  }
  guard squareA > 0, squareB > 0 else { return nil }
  return product / (squareA * squareB).squareRoot()
}

/// Ranks from 1; equal values share their mean rank.
private func ranks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var result = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    for i in start..<end { result[order[i]] = Double(start + end + 1) / 2 }
    start = end
  }
  return result
}
