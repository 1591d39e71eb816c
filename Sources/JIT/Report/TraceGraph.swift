// Arranges traces, their uops and their exits as a graph to be drawn.
import Frontend
import TraceIR

/// A graph of traces with fitness and counts.
public struct TraceGraph: Sendable {
  /// What an exit that nothing continues is.
  public enum Exit: String, Sendable {
    /// The interpreter takes over and repeats the bytecode: an assumption failed.
    case deopt
    /// A way that is rarely gone; it may grow a side trace.
    case cold
    /// A cold exit whose target is known only when it is taken.
    case dynamicCold = "dynamic cold"
    /// A side trace or another tree goes on.
    case hot
  }

  /// One uop.
  public struct Row: Sendable {
    public var text: String
    public var line: Int
    public var bytecode: String
    /// Which of the trace's bytecodes it belongs to; -1 before the first.
    public var origin: Int
    /// The fitness before its bytecode; nil when not known.
    public var fitness: Int?
    public var count: Int
    public var exit: (number: Int, kind: Exit, count: Int)?
  }

  /// One trace.
  public struct Node: Sendable {
    public var id: String
    public var title: String
    public var lines: ClosedRange<Int>
    public var begun: Int
    public var reason: String
    public var startFitness: Int?
    public var isInstalled: Bool
    public var isLoop: Bool
    public var rows: [Row]
  }

  /// A way from one trace to another, or to the top of its own tree.
  public struct Edge: Sendable {
    public enum Kind: String, Sendable { case side, join, link, top }
    public var from: String
    /// The row it leaves from; nil for the end.
    public var row: Int?
    public var to: String
    public var kind: Kind
    public var exit: Int?
    public var count: Int
  }

  public var nodes: [Node] = []
  public var edges: [Edge] = []

  /// The largest count of a uop.
  public private(set) var hottest = 0

  public init(_ profile: ExecutionProfile, abi: RuntimeABI) {
    let text = TraceText(abi: abi, comments: false)
    for tree in profile.trees {
      for index in tree.recorded.traces.indices { add(tree, index, text) }
      for (other, count) in tree.links.sorted(by: { $0.key < $1.key }) {
        edges.append(Edge(from: "T\(tree.number)", row: nil, to: "T\(other)", kind: .link, exit: nil, count: count))
      }
    }
  }

  /// The graph of one tree.
  init(_ tree: ExecutionProfile.Tree, abi: RuntimeABI) {
    let text = TraceText(abi: abi, comments: false)
    for index in tree.recorded.traces.indices { add(tree, index, text) }
  }

  static func id(_ tree: ExecutionProfile.Tree, _ trace: Int) -> String { trace == 0 ? "T\(tree.number)" : "T\(tree.number).\(trace)" }

  private mutating func add(_ tree: ExecutionProfile.Tree, _ index: Int, _ text: TraceText) {
    let trace = tree.recorded.traces[index]
    let flow = tree.flows[index]
    let journal = tree.journals[index]
    let steps = journal.map { Array($0.steps(for: trace)) } ?? []
    let lines = trace.origins.isEmpty ? [tree.recorded.line(before: trace)] : trace.origins.map(\.line)
    let id = TraceGraph.id(tree, index)
    var rows: [Row] = []
    for (position, line) in text.uops(of: trace, constants: tree.recorded.constants).enumerated() {
      let item = trace.body[position]
      let origin = trace.origins.indices.contains(Int(item.origin)) ? trace.origins[Int(item.origin)] : nil
      let step = steps.indices.contains(Int(item.origin)) ? steps[Int(item.origin)] : nil
      var row = Row(
        text: line, line: origin?.line ?? lines.first ?? 0, bytecode: origin?.bytecode ?? "", origin: Int(item.origin), fitness: step?.fitness,
        count: position < flow.uops.count ? flow.uops[position] : 0)
      if trace.exits.indices.contains(Int(item.exit)) {
        let exit = trace.exits[Int(item.exit)]
        row.exit = (exit.number, TraceGraph.kind(exit, isReturn: TraceGraph.isReturn(trace, position)), flow.left[Int(item.exit)])
        if exit.sideTrace >= 0 {
          edges.append(Edge(
            from: id, row: position, to: TraceGraph.id(tree, exit.sideTrace), kind: .side, exit: exit.number,
            count: exit.sideTrace < tree.begun.count ? tree.begun[exit.sideTrace] : 0))
        }
      }
      hottest = max(hottest, row.count)
      rows.append(row)
    }
    if trace.isLoop {
      edges.append(Edge(from: id, row: nil, to: TraceGraph.id(tree, 0), kind: .top, exit: nil, count: flow.completed))
    } else if case .join(let other, _) = trace.end {
      edges.append(Edge(from: id, row: nil, to: TraceGraph.id(tree, other), kind: .join, exit: nil, count: flow.completed))
    } else if case .exit(let end) = trace.end, trace.exits.indices.contains(end), trace.exits[end].sideTrace >= 0 {
      let exit = trace.exits[end]
      edges.append(Edge(from: id, row: nil, to: TraceGraph.id(tree, exit.sideTrace), kind: .side, exit: exit.number, count: flow.completed))
    }
    nodes.append(Node(
      id: id, title: tree.name(of: index), lines: (lines.min() ?? 0)...(lines.max() ?? 0), begun: flow.begun, reason: trace.endReason,
      startFitness: journal?.startFitness, isInstalled: tree.isInstalled, isLoop: trace.isLoop, rows: rows))
  }

  private static func kind(_ exit: TraceIR.Exit, isReturn: Bool) -> Exit {
    if exit.sideTrace >= 0 { return .hot }
    if isReturn { return .dynamicCold }
    switch exit.kind {
    case .branch, .controlFlow, .end, .link, .poll, .returned: return .cold
    case .type, .arithmetic, .exception: return .deopt
    }
  }

  /// Whether a guard checks the frame that is returned to.
  private static func isReturn(_ trace: Trace, _ position: Int) -> Bool {
    position > 1 && trace.body[position].op == .guardTrue && trace.body[position - 1].op == .sameWord
      && trace.origins.indices.contains(Int(trace.body[position].origin))
      && trace.origins[Int(trace.body[position].origin)].bytecode == "returnValue"
  }

  /// How hot a count is, from 0 to 1, by its logarithm.
  public func heat(_ count: Int) -> Double {
    let most = hottest
    guard count > 0, most > 1 else { return count > 0 ? 1 : 0 }
    return Double(bits(count)) / Double(bits(most))
  }

  private func bits(_ count: Int) -> Int { Int.bitWidth - count.leadingZeroBitCount }

  /// The color of a heat: white, through yellow, to red.
  public static func color(_ heat: Double) -> String {
    func pair(_ value: Double) -> String {
      let digits = String(Int(max(0, min(255, value))), radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }
    return "#ff" + pair(255 - 110 * heat * heat) + pair(255 - 155 * heat)
  }
}

extension TraceTree {
  /// The line of the exit that a side trace continues, 0 if that is not known.
  fileprivate func line(before trace: Trace) -> Int {
    guard case .side(let number) = trace.anchor, let parent = traces.first(where: { $0.exits.contains { $0.number == number } }) else { return 0 }
    let owner = parent.body.first { $0.exit >= 0 && parent.exits[Int($0.exit)].number == number }
    let origin = owner.map { Int($0.origin) } ?? parent.origins.count - 1
    return parent.origins.indices.contains(origin) ? parent.origins[origin].line : 0
  }
}
