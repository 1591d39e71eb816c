// Holds what ran where: the counts from which metrics, graphs and explanations follow.
import Frontend
import TraceIR

/// The counts of one run.
public struct ExecutionProfile: Sendable {
  /// One tree with its counts.
  public struct Tree: Sendable {
    public var number: Int
    public var recorded: TraceTree
    /// The form that was compiled; nil when it is not known.
    public var optimized: TraceTree?
    /// What the policy did, by trace.
    public var journals: [Int: TraceJournal]
    /// How often each trace began: for a root, iterations.
    public var begun: [Int]
    /// How often each exit led to the interpreter or to another tree, by its number.
    public var taken: [Int: Int]
    /// How often an exit led to another tree, by that tree's number.
    public var links: [Int: Int]
    /// How often the tree was entered.
    public var entries: Int
    public var codeBytes: Int
    public var isInstalled: Bool

    public init(
      number: Int, recorded: TraceTree, journals: [Int: TraceJournal] = [:], begun: [Int], taken: [Int: Int] = [:],
      links: [Int: Int] = [:], entries: Int = 0, codeBytes: Int = 0, isInstalled: Bool = true
    ) {
      self.number = number
      self.recorded = recorded
      self.journals = journals
      self.begun = begun
      self.taken = taken
      self.links = links
      self.entries = entries
      self.codeBytes = codeBytes
      self.isInstalled = isInstalled
    }
  }

  /// What was executed up to a moment.
  public struct Sample: Sendable {
    public var nanoseconds: Int
    public var interpreted: Int
    public var compiled: Int
  }

  public var trees: [Tree] = []
  /// The initial fitness of root traces.
  public var budget = 0
  /// Bytecodes that the interpreter executed.
  public var interpreted = 0
  public var samples: [Sample] = []
  /// Where the interpreter executed them, by samples: name of the place and number of samples, most first.
  public var places: [(name: String, samples: Int)] = []

  public init() {}
}

/// How often each part of a trace ran.
public struct TraceFlow: Sendable {
  public private(set) var begun: Int
  /// Times that each uop was executed.
  public private(set) var uops: [Int] = []
  /// Times that each recorded bytecode was completed, by origin.
  public private(set) var bytecodes: [Int] = []
  /// Times that the trace ran to its end.
  public private(set) var completed = 0
  /// Times that control left at each exit, side traces included.
  public private(set) var left: [Int]

  init(_ trace: Trace, begun: Int, taken: [Int: Int], sides: [Int]) {
    self.begun = begun
    left = trace.exits.map { exit in
      if exit.sideTrace >= 0 { return sides.indices.contains(exit.sideTrace) ? sides[exit.sideTrace] + (taken[exit.number] ?? 0) : 0 }
      return taken[exit.number] ?? 0
    }
    bytecodes = [Int](repeating: 0, count: trace.origins.count)
    var alive = begun
    var next = 0
    func run(through origin: Int, _ flow: inout TraceFlow) {
      while next < trace.body.count, Int(trace.body[next].origin) <= origin {
        let item = trace.body[next]
        flow.uops.append(alive)
        next += 1
        guard item.exit >= 0, trace.exits.indices.contains(Int(item.exit)) else { continue }
        let exit = trace.exits[Int(item.exit)]
        alive = max(0, alive - flow.left[Int(item.exit)])
        // An exit that goes on behind the bytecode has completed it; what a trace that was cut has behind its last one belongs to none.
        if trace.origins.indices.contains(origin), exit.snapshot.frames.last?.pc != trace.origins[origin].pc { flow.bytecodes[origin] += flow.left[Int(item.exit)] }
      }
    }
    var flow = self
    run(through: -1, &flow)
    for origin in trace.origins.indices {
      run(through: origin, &flow)
      flow.bytecodes[origin] = min(flow.bytecodes[origin] + alive, begun)
    }
    run(through: Int(Int32.max), &flow)
    flow.completed = alive
    self = flow
  }
}

extension TraceFlow {
  /// The number of uops that ran in less than 1 % of the trace's runs.
  var coldUops: Int { begun == 0 ? uops.count : uops.count { $0 * 100 < begun } }
}

extension ExecutionProfile.Tree {
  /// The counts of each trace.
  public var flows: [TraceFlow] {
    recorded.traces.indices.map { index in
      TraceFlow(recorded.traces[index], begun: index < begun.count ? begun[index] : 0, taken: taken, sides: begun)
    }
  }

  /// Bytecodes executed in the tree's code.
  public var executed: Int { flows.reduce(0) { $0 + $1.bytecodes.reduce(0, +) } }

  /// The name of a trace, with the line it begins at.
  public func name(of trace: Int) -> String {
    let line = recorded.traces[trace].origins.first?.line ?? 0
    return trace == 0 ? "T\(number) \(recorded.name)" : "T\(number).\(trace) line \(line)"
  }
}
