// Puts the parts that the forward pass built together into an optimized tree.

extension ForwardPass {
  func assembled() -> TraceTree {
    var tree = TraceTree(
      name: recorded.name, constants: recorded.constants, valueCount: values.count,
      frameExtent: recorded.frameExtent)
    tree.instances = recorded.instances
    // Side traces of exits that cannot be taken any more are gone.
    var places = Array(repeating: -1, count: built.count)
    for index in self.index.order.order {
      guard var trace = built[index] else { continue }
      places[index] = tree.traces.count
      if index != tree.traces.count { trace.number = index }
      tree.traces.append(trace)
    }
    for trace in tree.traces.indices {
      for exit in tree.traces[trace].exits.indices {
        let side = tree.traces[trace].exits[exit].sideTrace
        if side >= 0 { tree.traces[trace].exits[exit].sideTrace = places[side] }
      }
      if case .join(let target, let values) = tree.traces[trace].end { tree.traces[trace].end = .join(places[target], values) }
    }
    tree.entry = entry
    tree.preheader = preheader
    tree.entryExits = entryExits
    tree.outer = outer
    tree.outerInitial = outerInitial
    tree.loop = loop
    tree.loopInitial = loopInitial
    return tree
  }
}
