// Checks that a tree obeys the rules of its form; the entry point of the verifier.

/// The two forms of trace trees.
public enum TraceForm: Sendable {
  /// As the recorder made it: no entry, preheader or parameters.
  case recorded
  /// As the optimizer made it: ready to compile.
  case optimized
}

/// Checks types, dominance, exits, snapshots and the shape of trees.
public struct TraceVerifier {
  let tree: TraceTree
  let abi: RuntimeABI
  let form: TraceForm
  /// Where and with which type each value is defined.
  var definitions: [Definition]
  /// For each region the place in its dominating region from which it is entered.
  var parents: [Point?] = []
  var problems: [TraceProblem] = []

  static let maximumProblems = 100

  /// A place in the dominator tree. Regions: 0 entry, 1 preheader, 2 + t trace t; -1 in `position` is before the first uop.
  struct Point {
    var region: Int
    var position: Int
  }

  struct Definition {
    var region: Int32
    var position: Int32
    var type: IRType
    static let missing = Definition(region: -1, position: 0, type: .none)
  }

  private init(_ tree: TraceTree, abi: RuntimeABI, form: TraceForm) {
    self.tree = tree
    self.abi = abi
    self.form = form
    definitions = Array(repeating: .missing, count: max(0, min(tree.valueCount, 1 << 24)))
  }

  /// All problems of a tree (at most 100), in no particular order; empty for a good tree.
  public static func problems(in tree: TraceTree, abi: RuntimeABI, form: TraceForm) -> [TraceProblem] {
    var verifier = TraceVerifier(tree, abi: abi, form: form)
    verifier.run()
    return verifier.problems
  }

  private mutating func run() {
    checkInstances()
    define()
    linkTraces()
    checkForm()
    check(body: tree.entry, exits: tree.entryExits, region: 0)
    check(body: tree.preheader, exits: tree.entryExits, region: 1)
    for (index, trace) in tree.traces.enumerated() { check(body: trace.body, exits: trace.exits, region: 2 + index) }
    checkFlow()
    checkExitNumbers()
  }

  mutating func report(_ kind: TraceProblem.Kind, _ place: TraceProblem.Place, _ detail: String) {
    if problems.count < TraceVerifier.maximumProblems {
      problems.append(TraceProblem(kind: kind, place: place, detail: detail))
    }
  }

  /// The place of an instruction, for messages; the end of a trace for the position after its last.
  func place(_ region: Int, _ position: Int) -> TraceProblem.Place {
    switch region {
    case 0: .entry(position)
    case 1: .preheader(position)
    default: position >= tree.traces[region - 2].body.count ? .end(trace: region - 2) : .trace(region - 2, instruction: position)
    }
  }

  /// The type an instruction gives, fields and helpers looked up.
  func resultType(_ item: Instruction) -> IRType {
    switch item.op {
    case .loadField: abi.fields.indices.contains(Int(item.immediate)) ? abi.fields[Int(item.immediate)].type : .none
    case .call: abi.helpers.indices.contains(Int(item.immediate)) ? abi.helpers[Int(item.immediate)].result : .none
    default: item.op.info.result
    }
  }

  private mutating func define() {
    for item in tree.outer { define(item.result, item.type, Point(region: 1, position: -1)) }
    for item in tree.loop { define(item.result, item.type, Point(region: 2, position: -1)) }
    define(tree.entry, region: 0)
    define(tree.preheader, region: 1)
    for (index, trace) in tree.traces.enumerated() {
      for item in trace.parameters { define(item.result, item.type, Point(region: 2 + index, position: -1)) }
      define(trace.body, region: 2 + index)
    }
  }

  private mutating func define(_ body: [Instruction], region: Int) {
    for (position, item) in body.enumerated() {
      let type = resultType(item)
      if (type == .none) != (item.result == .none) {
        report(.result, place(region, position), type == .none ? "\(item.op) gives no value" : "\(item.op) has no result")
      }
      if item.result != .none { define(item.result, type, Point(region: region, position: position)) }
    }
  }

  private mutating func define(_ id: ValueID, _ type: IRType, _ point: Point) {
    let index = Int(id.index)
    let where_ = point.position < 0 ? TraceProblem.Place.tree : place(point.region, point.position)
    guard definitions.indices.contains(index) else {
      return report(.valueRange, where_, "%\(index) is not below the value count \(tree.valueCount)")
    }
    if definitions[index].region >= 0 { return report(.redefinition, where_, "%\(index) is defined twice") }
    definitions[index] = Definition(
      region: Int32(truncatingIfNeeded: point.region), position: Int32(truncatingIfNeeded: point.position), type: type)
  }

  /// Checks a use just before `point` and gives the value's type, `nil` if it has none.
  mutating func use(_ id: ValueID, at point: Point) -> IRType? {
    let index = Int(id.index)
    guard definitions.indices.contains(index) else {
      report(.valueRange, place(point.region, point.position), "%\(index) is not a value number of the tree")
      return nil
    }
    let definition = definitions[index]
    guard definition.region >= 0 else {
      report(.undefinedValue, place(point.region, point.position), "%\(index) is not defined")
      return nil
    }
    if !dominates(definition, point) {
      report(.notDominating, place(point.region, point.position), "%\(index) is not always computed before")
    }
    return definition.type
  }

  private func dominates(_ definition: Definition, _ use: Point) -> Bool {
    var point = use
    while Int(definition.region) != point.region {
      guard let parent = parents[point.region] else { return false }
      point = parent
    }
    return Int(definition.position) < point.position
  }
}
