// Indexes a recorded tree: where values are defined, how side traces hang on exits, and where slot values come from.

struct RecordedIndex {
  struct Place {
    var trace: Int32
    var position: Int32
    static let missing = Place(trace: -1, position: -1)
  }

  /// The exit that a side trace continues.
  struct Parent {
    var trace: Int
    var exit: Int
  }

  /// Where a word comes from when boxes and reads of frame slots are looked through.
  enum Source: Equatable {
    /// The slot as it was at the header.
    case header(Int)
    case value(ValueID)
    case other
  }

  let tree: TraceTree
  private(set) var places: [Place]
  private(set) var parents: [Parent?]
  /// How control goes from trace to trace.
  let order: TraceOrder
  /// The root and the joined traces behind it: what runs in every iteration that takes no side trace for good.
  private(set) var spine: [Int] = [0]
  /// For each trace that begins at a join the frame slots that some trace which joins there has changed.
  private(set) var joinSlots: [Int: [Int]] = [:]
  /// The constants that name the variables which the tree writes.
  let variables: [Int64]
  /// The attributes that it writes and that may be carried round its loop.
  private(set) var attributes = CarriedAttributes()
  /// Whether some trace comes back to the header without leaving its loop.
  private let hasInnerJump: Bool

  init(_ tree: TraceTree) throws(CompileRefusal) {
    self.tree = tree
    places = Array(repeating: .missing, count: max(0, tree.valueCount))
    parents = Array(repeating: nil, count: tree.traces.count)
    let written = Set(tree.traces.flatMap { $0.body.lazy.filter { $0.op == .storeGlobal }.map(\.immediate) })
    variables = Array(written.sorted().prefix(CarriedCell.most))
    hasInnerJump = tree.traces.contains { $0.end.isBackward && !$0.leavesLoop }
    guard let order = TraceOrder(tree) else { throw CompileRefusal(reason: "traceOrder") }
    self.order = order
    guard let root = tree.traces.first, root.anchor == .root else {
      throw CompileRefusal(reason: "noRoot")
    }
    try link()
    try linkJoins()
    for trace in order.order { try define(trace) }
    attributes = CarriedAttributes(self)
    for index in joinSlots.keys { joinSlots[index]? += attributes.list.indices.map { CarriedCell.attribute($0).slot } }
  }

  /// Whether a trace's jump to the header goes through the preheader: it went round an outer loop, and there is an inner one.
  func isOuterJump(_ trace: Trace) -> Bool { trace.end.isBackward && trace.leavesLoop && hasInnerJump }

  /// Whether a trace begins at a join.
  func isJoined(_ trace: Int) -> Bool { tree.traces[trace].anchor == .join }

  /// The instruction that defines a recorded value.
  func definition(_ id: ValueID) -> Instruction {
    let place = places[Int(id.index)]
    return tree.traces[Int(place.trace)].body[Int(place.position)]
  }

  private mutating func link() throws(CompileRefusal) {
    for (index, trace) in tree.traces.enumerated() {
      for (number, exit) in trace.exits.enumerated() {
        guard exit.number >= 0, exit.number < OptimizedExit.slotBase else {
          throw CompileRefusal(reason: "exitNumber", detail: "\(exit.number)")
        }
        guard exit.sideTrace >= 0 else { continue }
        guard tree.traces.indices.contains(exit.sideTrace), parents[exit.sideTrace] == nil else {
          throw CompileRefusal(reason: "sideTraceOrder", detail: "trace \(exit.sideTrace)")
        }
        parents[exit.sideTrace] = Parent(trace: index, exit: number)
      }
    }
    for index in tree.traces.indices.dropFirst() where parents[index] == nil && order.predecessors[index].isEmpty {
      throw CompileRefusal(reason: "orphanTrace", detail: "trace \(index)")
    }
  }

  private mutating func linkJoins() throws(CompileRefusal) {
    while case .join(let next, _) = tree.traces[spine[spine.count - 1]].end, !spine.contains(next) { spine.append(next) }
    for (index, trace) in tree.traces.enumerated() where trace.anchor == .join {
      guard order.entries[index] != nil else { throw CompileRefusal(reason: "orphanTrace", detail: "trace \(index)") }
      var slots: Set<Int> = []
      for other in order.predecessors[index] {
        guard let closing = tree.traces[other].closing else { throw CompileRefusal(reason: "noClosing") }
        for slot in closing.slots where slot.value != .dead { slots.insert(slot.offset) }
      }
      joinSlots[index] = slots.sorted() + variables.map { CarriedCell.variable($0).slot }
    }
  }

  /// What a trace that joins another gives to a frame slot; `nil` when the slot is as it was at the header.
  func brought(_ slot: Int, by trace: Int) -> SnapshotValue? {
    tree.traces[trace].closing?.slots.first { $0.offset == slot }?.value
  }

  /// Whether no way to a join changes a slot. Of slots at joins that are being asked about already it is assumed: a way that goes
  /// back changes nothing by that.
  private func isUnchanged(_ slot: Int, atJoin trace: Int, _ assumed: [JoinKey]) -> Bool {
    let asked = JoinKey(slot: slot, field: trace)
    if assumed.contains(asked) { return true }
    return order.predecessors[trace].allSatisfy { other in
      guard let value = brought(slot, by: other) else { return true }
      guard case .value(let id) = value else { return false }
      return source(of: id, assumed + [asked]) == .header(slot)
    }
  }

  private mutating func define(_ trace: Int) throws(CompileRefusal) {
    for (position, item) in tree.traces[trace].body.enumerated() {
      for operand in item.operands where !isDefined(operand, in: trace) {
        throw CompileRefusal(reason: "undefinedValue", detail: "%\(operand.index) in trace \(trace)")
      }
      if item.op.info.hasExit, !tree.traces[trace].exits.indices.contains(Int(item.exit)) {
        throw CompileRefusal(reason: "missingExit", detail: "\(item.op) in trace \(trace)")
      }
      if item.op == .slot, item.immediate < -Int64(RuntimeABI.readableBelowStack) {
        throw CompileRefusal(reason: "slotTooLow", detail: "slot \(item.immediate) in trace \(trace)")
      }
      if item.op == .slot, case .dead? = inherited(Int(item.immediate), trace: trace) {
        throw CompileRefusal(reason: "deadSlotRead", detail: "slot \(item.immediate) in trace \(trace)")
      }
      guard item.result != .none else { continue }
      guard places.indices.contains(Int(item.result.index)) else {
        throw CompileRefusal(reason: "valueRange", detail: "%\(item.result.index)")
      }
      places[Int(item.result.index)] = Place(
        trace: Int32(truncatingIfNeeded: trace), position: Int32(truncatingIfNeeded: position))
    }
  }

  private func isDefined(_ id: ValueID, in trace: Int) -> Bool {
    guard places.indices.contains(Int(id.index)) else { return false }
    let owner = Int(places[Int(id.index)].trace)
    guard owner >= 0 else { return false }
    var current = trace
    while current != owner {
      guard let parent = parents[current] else { return false }
      current = parent.trace
    }
    return true
  }

  /// What the exit that a side trace continues gives to a frame slot; `nil` when the slot is as it was at the header.
  func inherited(_ slot: Int, trace: Int) -> SnapshotValue? {
    guard let parent = parents[trace] else { return nil }
    return tree.traces[parent.trace].exits[parent.exit].snapshot.slots.first { $0.offset == slot }?.value
  }

  /// Looks through reads of slots, checks, and boxes made of what was just unboxed.
  func source(of id: ValueID) -> Source { source(of: id, []) }

  private func source(of id: ValueID, _ assumed: [JoinKey]) -> Source {
    var id = id
    while true {
      let place = places[Int(id.index)]
      guard place.trace >= 0 else { return .other }
      let item = definition(id)
      switch item.op {
      case .slot:
        let slot = Int(item.immediate)
        if isJoined(Int(place.trace)) { return isUnchanged(slot, atJoin: Int(place.trace), assumed) ? .header(slot) : .other }
        guard let value = inherited(Int(item.immediate), trace: Int(place.trace)) else {
          return .header(Int(item.immediate))
        }
        guard case .value(let inner) = value else { return .other }
        id = inner
      // A slot may hold the machine value that a check of its own word gave.
      case .guardInt, .guardFloat, .guardBool, .guardClass, .guardReference: id = item.operands[0]
      case .boxInt, .boxFloat, .boxBool, .ref:
        let inner = definition(item.operands[0])
        switch inner.op {
        case .guardInt, .guardFloat, .guardBool, .guardClass, .guardReference: id = inner.operands[0]
        default: return .value(id)
        }
      default: return .value(id)
      }
    }
  }

  /// The machine type of the value that a closing snapshot gives to a slot, boxes looked through.
  func closingType(of id: ValueID, _ abi: RuntimeABI) -> IRType {
    let item = definition(id)
    switch item.op {
    case .boxInt: return .i64
    case .boxFloat: return .f64
    case .boxBool: return .i1
    case .loadField: return abi.fields[Int(item.immediate)].type
    case .call: return abi.helpers[Int(item.immediate)].result
    default: return item.op.info.result
    }
  }

  /// Whether an address is that of an object which the tree itself allocated on the way to its use.
  func isFresh(_ id: ValueID) -> Bool { allocation(of: id) != nil }

  /// Where the tree allocated the object at an address, on the way to its use.
  func allocation(of id: ValueID) -> Place? {
    var id = id
    while true {
      guard case .value(let inner) = source(of: id) else { return nil }
      let item = definition(inner)
      switch item.op {
      case .newObject, .newTuple, .newList: return places[Int(inner.index)]
      case .guardClass, .guardReference, .ref, .unref: id = item.operands[0]
      default: return nil
      }
    }
  }
}
