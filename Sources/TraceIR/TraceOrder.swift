// Orders the traces of a tree by what leads to them, and finds what dominates the traces that begin at joins.

/// The control flow between the traces of a tree; jumps to the header are not part of it.
struct TraceOrder {
  /// A place in a trace: before the uop at `position` is done.
  struct Place: Equatable {
    var trace: Int
    var position: Int
  }

  /// Trace numbers, each behind all that lead to it.
  private(set) var order: [Int] = []
  /// The place of each trace in `order`.
  private(set) var ranks: [Int]
  /// For each trace but the root the last place on all ways to it.
  private(set) var entries: [Place?]
  /// The traces that end in a jump to each trace.
  private(set) var predecessors: [[Int]]

  /// - Returns: `nil` if a link leads nowhere or traces lead to each other in a circle.
  init?(_ tree: TraceTree) {
    let count = tree.traces.count
    ranks = Array(repeating: -1, count: count)
    entries = Array(repeating: nil, count: count)
    predecessors = Array(repeating: [], count: count)
    var waiting = Array(repeating: 0, count: count)
    var successors: [[Int]] = Array(repeating: [], count: count)
    for (index, trace) in tree.traces.enumerated() {
      let owners = TraceOrder.exitOwners(trace)
      for (number, exit) in trace.exits.enumerated() where exit.sideTrace >= 0 {
        guard exit.sideTrace < count else { return nil }
        entries[exit.sideTrace] = Place(trace: index, position: owners[number] ?? trace.body.count)
        waiting[exit.sideTrace] += 1
        successors[index].append(exit.sideTrace)
      }
      if case .join(let target, _) = trace.end {
        guard tree.traces.indices.contains(target), tree.traces[target].anchor == .join else { return nil }
        predecessors[target].append(index)
        waiting[target] += 1
        successors[index].append(target)
      }
    }
    var ready = (0..<count).filter { waiting[$0] == 0 }
    while let next = ready.min() {
      ready.removeAll { $0 == next }
      ranks[next] = order.count
      order.append(next)
      if !predecessors[next].isEmpty { entries[next] = dominator(of: predecessors[next].map { Place(trace: $0, position: tree.traces[$0].body.count) }) }
      for other in successors[next] {
        waiting[other] -= 1
        if waiting[other] == 0 { ready.append(other) }
      }
    }
    if order.count < count { return nil }
  }

  /// The position of the uop that owns each exit of a trace; `body.count` for the exit at its end.
  static func exitOwners(_ trace: Trace) -> [Int: Int] {
    var owners: [Int: Int] = [:]
    for (position, item) in trace.body.enumerated() where item.exit >= 0 && owners[Int(item.exit)] == nil {
      owners[Int(item.exit)] = position
    }
    if case .exit(let index) = trace.end, owners[index] == nil { owners[index] = trace.body.count }
    return owners
  }

  /// The last place that is on the way to all of some places, which are ordered.
  private func dominator(of places: [Place]) -> Place? {
    guard var result = places.first else { return nil }
    for place in places.dropFirst() {
      var other = place
      while result.trace != other.trace {
        if depth(result.trace) >= depth(other.trace) {
          guard let up = entries[result.trace] else { return nil }
          result = up
        } else {
          guard let up = entries[other.trace] else { return nil }
          other = up
        }
      }
      result.position = min(result.position, other.position)
    }
    return result
  }

  private func depth(_ trace: Int) -> Int {
    var depth = 0
    var current = trace
    while let up = entries[current] {
      depth += 1
      current = up.trace
    }
    return depth
  }

  /// Whether a trace is another or dominates it.
  func dominates(_ trace: Int, _ other: Int) -> Bool {
    var current = other
    while current != trace {
      guard let up = entries[current] else { return false }
      current = up.trace
    }
    return true
  }
}
