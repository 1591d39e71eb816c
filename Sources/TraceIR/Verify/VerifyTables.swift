// Checks frame descriptions, shapes of instances and how side traces hang on exits.

extension TraceVerifier {
  mutating func checkInstances() {
    for (constant, shape) in tree.instances {
      let isSound =
        tree.constants.indices.contains(constant) && tree.constants.indices.contains(shape.layout) && shape.firstSlot >= 16
        && shape.firstSlot % 8 == 0 && shape.firstSlot < 1 << 16 && 0...1024 ~= shape.slotCount
      if !isSound { report(.immediate, .tree, "the instance shape of constant $\(constant) makes no sense") }
    }
  }

  mutating func check(_ frame: FrameDescription, _ place: TraceProblem.Place) {
    if !tree.constants.indices.contains(frame.code) { report(.frame, place, "there is no constant $\(frame.code)") }
    if frame.function != -1, !tree.constants.indices.contains(frame.function) {
      report(.frame, place, "there is no constant $\(frame.function)")
    }
    if frame.pc < 0 { report(.frame, place, "the position \(frame.pc) is negative") }
  }

  /// Finds where each trace is entered from, and checks anchors and links.
  mutating func linkTraces() {
    parents = Array(repeating: nil, count: 2 + max(1, tree.traces.count))
    parents[1] = Point(region: 0, position: tree.entry.count)
    parents[2] = Point(region: 1, position: tree.preheader.count)
    if tree.traces.isEmpty { report(.traceOrder, .tree, "the tree has no root trace") }
    var linked = Array(repeating: false, count: tree.traces.count)
    for (index, trace) in tree.traces.enumerated() {
      let owners = exitOwners(trace)
      for (number, exit) in trace.exits.enumerated() where exit.sideTrace != -1 {
        let place = TraceProblem.Place.exit(trace: index, exit: number)
        guard tree.traces.indices.contains(exit.sideTrace) else {
          report(.sideTraceLink, place, "there is no trace \(exit.sideTrace)")
          continue
        }
        if form == .optimized, exit.sideTrace <= index { report(.traceOrder, place, "side trace \(exit.sideTrace) does not come later") }
        if tree.traces[exit.sideTrace].anchor != .side(exit: exit.number) || linked[exit.sideTrace] {
          report(.sideTraceLink, place, "trace \(exit.sideTrace) continues another exit")
        } else if form == .recorded || exit.sideTrace > index {
          linked[exit.sideTrace] = true
          // An exit that no uop takes any more leaves its side trace unreachable: anything dominates it.
          parents[2 + exit.sideTrace] = Point(region: 2 + index, position: owners[number] ?? trace.body.count)
        }
      }
    }
    linkJoins()
    checkAnchors(linked)
  }

  /// Finds what dominates the traces that begin at joins; in the recorded form those see no values but their own.
  private mutating func linkJoins() {
    var joined = Array(repeating: false, count: tree.traces.count)
    for (index, trace) in tree.traces.enumerated() {
      guard case .join(let target, _) = trace.end else { continue }
      guard tree.traces.indices.contains(target), tree.traces[target].anchor == .join else {
        report(.end, .end(trace: index), "trace \(target) does not begin at a join")
        continue
      }
      joined[target] = true
    }
    for (index, trace) in tree.traces.enumerated() where trace.anchor == .join && !joined[index] {
      report(.sideTraceLink, .end(trace: index), "no trace joins in trace \(index)")
    }
    guard tree.traces.contains(where: { $0.anchor == .join }) else { return }
    guard let order = TraceOrder(tree) else { return report(.traceOrder, .tree, "traces lead to each other in a circle") }
    for (index, trace) in tree.traces.enumerated() {
      guard form == .optimized, case .join(let target, _) = trace.end, target <= index, !order.returning[target].contains(index) else { continue }
      report(.traceOrder, .end(trace: index), "the joined trace \(target) does not come later")
    }
    for (index, trace) in tree.traces.enumerated() where trace.anchor == .join && form == .optimized {
      parents[2 + index] = order.entries[index].map { Point(region: 2 + $0.trace, position: $0.position) }
    }
  }

  private mutating func checkAnchors(_ linked: [Bool]) {
    for (index, trace) in tree.traces.enumerated() {
      switch trace.anchor {
      case .root: if index != 0 { report(.traceOrder, .end(trace: index), "only the first trace is a root") }
      case .side(let exit):
        if index == 0 {
          report(.traceOrder, .end(trace: 0), "the first trace is not a root")
        } else if !linked[index] {
          report(.sideTraceLink, .end(trace: index), "no earlier exit \(exit) leads to trace \(index)")
        }
      case .join: if index == 0 { report(.traceOrder, .end(trace: 0), "the first trace is not a root") }
      }
    }
    for (number, exit) in tree.entryExits.enumerated() where exit.sideTrace != -1 {
      report(.sideTraceLink, .exit(trace: nil, exit: number), "exits of the entry have no side traces")
    }
  }

  /// The position of the uop that owns each exit of a trace; `body.count` for the exit at its end.
  func exitOwners(_ trace: Trace) -> [Int: Int] { TraceOrder.exitOwners(trace) }

  mutating func checkExitNumbers() {
    var seen: Set<Int> = []
    for (index, exit) in tree.entryExits.enumerated() {
      let place = TraceProblem.Place.exit(trace: nil, exit: index)
      if exit.number >= 0 { report(.exitNumber, place, "\(exit.number) is not negative") }
      if !seen.insert(exit.number).inserted { report(.exitNumber, place, "\(exit.number) is used twice") }
    }
    for (number, trace) in tree.traces.enumerated() {
      for (index, exit) in trace.exits.enumerated() {
        let place = TraceProblem.Place.exit(trace: number, exit: index)
        if exit.number < 0 { report(.exitNumber, place, "\(exit.number) is negative") }
        if !seen.insert(exit.number).inserted { report(.exitNumber, place, "\(exit.number) is used twice") }
      }
    }
  }
}
