// Orders the traces of a tree by what leads to them, and finds what dominates the traces that begin at joins.

/// The control flow between the traces of a tree; jumps to the tree's header are not part of it. A loop inside the tree goes back to
/// a join that dominates all of it.
public struct TraceOrder {
  /// A place in a trace: before the uop at `position` is done.
  struct Place: Equatable {
    var trace: Int
    var position: Int
  }

  /// Trace numbers, each behind all that lead to it, other than by going back.
  private(set) var order: [Int] = []
  /// The place of each trace in `order`.
  private(set) var ranks: [Int]
  /// For each trace but the root the last place on all ways to it.
  private(set) var entries: [Place?]
  /// The traces that end in a jump to each trace.
  private(set) var predecessors: [[Int]]
  /// Those of them that go back to a trace which led to them.
  private(set) var returning: [[Int]]

  /// - Returns: `nil` if a link leads nowhere or traces lead to each other in a circle that can be entered at several places.
  public init?(_ tree: TraceTree) {
    let count = tree.traces.count
    ranks = Array(repeating: -1, count: count)
    entries = Array(repeating: nil, count: count)
    predecessors = Array(repeating: [], count: count)
    returning = predecessors
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
    for (source, target) in TraceOrder.retreats(successors) {
      // Side traces are entered by one exit only: nothing goes back to them.
      guard tree.traces[target].anchor == .join else { return nil }
      returning[target].append(source)
      waiting[target] -= 1
      successors[source].removeAll { $0 == target }
    }
    var ready = (0..<count).filter { waiting[$0] == 0 }
    while let next = ready.min() {
      ready.removeAll { $0 == next }
      ranks[next] = order.count
      order.append(next)
      let forward = predecessors[next].filter { !returning[next].contains($0) }
      if !forward.isEmpty { entries[next] = dominator(of: forward.map { Place(trace: $0, position: tree.traces[$0].body.count) }) }
      for other in successors[next] {
        waiting[other] -= 1
        if waiting[other] == 0 { ready.append(other) }
      }
    }
    if order.count < count { return nil }
    for target in returning.indices where !returning[target].allSatisfy({ dominates(target, $0) }) { return nil }
  }

  /// The edges that a walk from the root finds to lead to a trace on the way to them.
  private static func retreats(_ successors: [[Int]]) -> [(source: Int, target: Int)] {
    var found: [(source: Int, target: Int)] = []
    var isSeen = Array(repeating: false, count: successors.count)
    var isOnPath = isSeen
    var path: [(trace: Int, next: Int)] = []
    func enter(_ trace: Int) {
      isSeen[trace] = true
      isOnPath[trace] = true
      path.append((trace, 0))
    }
    if !successors.isEmpty { enter(0) }
    while let (trace, next) = path.last {
      guard next < successors[trace].count else {
        isOnPath[trace] = false
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let target = successors[trace][next]
      if isOnPath[target] {
        found.append((trace, target))
      } else if !isSeen[target] {
        enter(target)
      }
    }
    return found
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
