// Numbers the values of an optimized tree without gaps, in the order in which they are defined.

struct Renumbering {
  private var numbers: [ValueID]
  private var next = 0

  /// The same tree with values numbered from 0 in printing order.
  static func apply(to tree: TraceTree) -> TraceTree {
    var pass = Renumbering(numbers: Array(repeating: .none, count: tree.valueCount))
    var tree = tree
    pass.define(tree.entry)
    for item in tree.outer { pass.define(item.result) }
    pass.define(tree.preheader)
    for item in tree.loop { pass.define(item.result) }
    for trace in tree.traces {
      for item in trace.parameters { pass.define(item.result) }
      pass.define(trace.body)
    }
    pass.rewrite(&tree)
    tree.valueCount = pass.next
    return tree
  }

  private mutating func define(_ body: [Instruction]) {
    for item in body where item.result != .none { define(item.result) }
  }

  private mutating func define(_ id: ValueID) {
    numbers[Int(id.index)] = ValueID(next)
    next += 1
  }

  private func number(_ id: ValueID) -> ValueID { id == .none ? id : numbers[Int(id.index)] }

  private func rewrite(_ tree: inout TraceTree) {
    rewrite(&tree.entry)
    rewrite(&tree.preheader)
    for index in tree.outer.indices { tree.outer[index].result = number(tree.outer[index].result) }
    for index in tree.loop.indices { tree.loop[index].result = number(tree.loop[index].result) }
    rewrite(&tree.outerInitial)
    rewrite(&tree.loopInitial)
    for index in tree.entryExits.indices { rewrite(&tree.entryExits[index].snapshot) }
    for index in tree.traces.indices { rewrite(&tree.traces[index]) }
  }

  private func rewrite(_ trace: inout Trace) {
    for index in trace.parameters.indices { trace.parameters[index].result = number(trace.parameters[index].result) }
    rewrite(&trace.body)
    for index in trace.exits.indices { rewrite(&trace.exits[index].snapshot) }
    switch trace.end {
    case .loop(let values): trace.end = .loop(values.map(number))
    case .outerLoop(let values): trace.end = .outerLoop(values.map(number))
    case .join(let target, let values): trace.end = .join(target, values.map(number))
    case .exit: break
    }
  }

  private func rewrite(_ list: inout [ValueID]) {
    for index in list.indices { list[index] = number(list[index]) }
  }

  private func rewrite(_ body: inout [Instruction]) {
    for index in body.indices {
      body[index].result = number(body[index].result)
      for operand in body[index].operands.indices {
        body[index].operands[operand] = number(body[index].operands[operand])
      }
    }
  }

  private func rewrite(_ snapshot: inout Snapshot) {
    for index in snapshot.slots.indices { snapshot.slots[index].value = number(snapshot.slots[index].value) }
    for object in snapshot.virtuals.indices {
      for index in snapshot.virtuals[object].values.indices {
        snapshot.virtuals[object].values[index] = number(snapshot.virtuals[object].values[index])
      }
    }
  }

  private func number(_ value: SnapshotValue) -> SnapshotValue {
    if case .value(let id) = value { return .value(number(id)) }
    return value
  }
}
