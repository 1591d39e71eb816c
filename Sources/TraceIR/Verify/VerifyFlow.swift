// Checks parameters, the values that flow into them, and the rules of the tree's form.

extension TraceVerifier {
  mutating func checkFlow() {
    checkFlow(tree.outerInitial, tree.outer, at: Point(region: 0, position: tree.entry.count), .tree, "outerInitial")
    checkFlow(tree.loopInitial, tree.loop, at: Point(region: 1, position: tree.preheader.count), .tree, "loopInitial")
    for (index, trace) in tree.traces.enumerated() {
      let point = Point(region: 2 + index, position: trace.body.count)
      switch trace.end {
      case .loop(let values): checkFlow(values, tree.loop, at: point, .end(trace: index), "loop")
      case .outerLoop(let values): checkFlow(values, tree.outer, at: point, .end(trace: index), "outerLoop")
      case .join(let target, let values):
        if tree.traces.indices.contains(target) { checkFlow(values, tree.traces[target].parameters, at: point, .end(trace: index), "join") }
      case .exit: break
      }
      if form == .recorded, let closing = trace.closing {
        checkShape(closing, .end(trace: index))
        checkValues(closing, at: point)
      }
    }
    for parameter in tree.outer + tree.loop + tree.traces.flatMap(\.parameters) where parameter.type == .none || parameter.result == .none {
      report(.parameterType, .tree, "a parameter has no value")
    }
  }

  private mutating func checkFlow(
    _ values: [ValueID], _ parameters: [Parameter], at point: Point, _ place: TraceProblem.Place, _ name: String
  ) {
    if values.count != parameters.count {
      report(.parameterCount, place, "\(name) gives \(values.count) values for \(parameters.count) parameters")
    }
    for (index, id) in values.enumerated() {
      guard let type = use(id, at: point), index < parameters.count else { continue }
      if type != parameters[index].type {
        report(.parameterType, place, "\(name) gives \(type.name) for the \(parameters[index].type.name) %\(parameters[index].result.index)")
      }
    }
  }

  mutating func checkForm() {
    guard form == .recorded else { return }
    if !tree.entry.isEmpty || !tree.preheader.isEmpty || !tree.entryExits.isEmpty {
      report(.form, .tree, "a recorded tree has no entry or preheader")
    }
    if !tree.outer.isEmpty || !tree.loop.isEmpty || !tree.outerInitial.isEmpty || !tree.loopInitial.isEmpty {
      report(.form, .tree, "a recorded tree has no parameters")
    }
    if tree.traces.contains(where: { !$0.parameters.isEmpty }) { report(.form, .tree, "a recorded tree has no parameters") }
    for (index, trace) in tree.traces.enumerated() {
      switch trace.end {
      case .loop: if trace.closing == nil { report(.form, .end(trace: index), "a recorded jump needs a closing snapshot") }
      case .join: if trace.closing == nil { report(.form, .end(trace: index), "a recorded jump needs a closing snapshot") }
      case .outerLoop: report(.end, .end(trace: index), "a recorded trace cannot jump to the outer loop")
      case .exit: if trace.closing != nil { report(.form, .end(trace: index), "only a jump has a closing snapshot") }
      }
    }
  }
}
