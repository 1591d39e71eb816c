// Merges what several traces bring to the trace in which they join.

/// How a frame slot flows into a joined trace.
enum JoinFlow {
  /// All ways bring the same value, which was there before they parted.
  case same
  /// All ways bring a number of one type, unboxed.
  case typed
  case word

  /// Gives up what turned out not to hold.
  mutating func widen() { self = self == .same ? .typed : .word }
}

/// What is known about a joined trace before it is walked.
struct JoinState {
  /// One trace that joins, with a value for each slot.
  struct Arrival {
    var trace: Int
    var values: [Int: ValueID]
  }
  /// How much of the body of each trace on the way to the join was there when the ways parted.
  var limits: [Int: Int32] = [:]
  var arrivals: [Arrival] = []
  var parameters: [Parameter] = []
}

extension ForwardPass {
  /// Remembers the places that dominate joins and come before a uop of the current trace.
  mutating func noteJoins(before position: Int) {
    if index.joinSlots.isEmpty { return }
    let joined = index.joinSlots.keys.filter { index.order.entries[$0] == TraceOrder.Place(trace: current, position: position) }
    // The places are gone through backwards, and a join comes after those that lead to it.
    for trace in joined.sorted(by: { index.order.ranks[$0] > index.order.ranks[$1] }) {
      resumePoints.append(
        ResumePoint(
          sideTrace: trace, factMark: facts.mark, heap: heap, virtuals: virtuals, position: body.count, isPolled: false, failed: nil,
          isJoin: true))
      var limits: [Int: Int32] = [current: Int32(truncatingIfNeeded: body.count)]
      var above = index.order.entries[current]
      while let place = above {
        limits[place.trace] = values.limits[place.trace]
        above = index.order.entries[place.trace]
      }
      joins[trace, default: JoinState()].limits = limits
    }
  }

  // MARK: Arrivals

  /// Ends the current trace by a jump to a joined one.
  mutating func join(_ target: Int, from trace: Trace) {
    site = Instruction(.poll)
    var arrival = JoinState.Arrival(trace: current, values: [:])
    let slots = index.joinSlots[target] ?? []
    let words = slots.map { broughtWord($0) }
    let first = joins[target]?.arrivals.first
    // Numbers come first: making an object for a word changes nothing about them.
    for flow in [JoinFlow.same, .typed, .word] {
      for (slot, word) in zip(slots, words) where (joinFlows[target]?[slot] ?? .same) == flow {
        let value = bring(word, as: flow, first?.values[slot], target)
        if value == .none { joinConflicts[target, default: []].insert(slot) }
        arrival.values[slot] = value == .none ? constant(.constWord, Int64(bitPattern: abi.encoding.nilWord)) : value
      }
    }
    joins[target, default: JoinState()].arrivals.append(arrival)
  }

  /// The word that the current trace has in a slot at its end; facts of this way alone do not make it a constant.
  private mutating func broughtWord(_ slot: Int) -> ValueID {
    switch index.brought(slot, by: current) {
    case .value(let id):
      let known = map[Int(id.index)]
      return values[known].type == .ptr ? ref(known) : boxed(known, values[known].type)
    case .virtual, .dead: return constant(.constWord, Int64(bitPattern: abi.encoding.nilWord))
    case nil: return headerWord(slot)
    }
  }

  /// The value to bring for a word, `.none` if that flow cannot have it.
  private mutating func bring(_ word: ValueID, as flow: JoinFlow, _ first: ValueID?, _ target: Int) -> ValueID {
    switch flow {
    case .same: return (first ?? word) == word && isAvailable(word, atJoin: target) ? word : .none
    case .typed:
      let word = canonical(word)
      for (op, kind) in [(Uop.guardInt, WordKind.int), (.guardFloat, .float), (.guardBool, .bool)] {
        guard let known = unboxed(word, op, kind) else { continue }
        let value = real(known)
        return first.map { values[$0].type == values[value].type } ?? true ? value : .none
      }
      return .none
    case .word: return real(word)
    }
  }

  /// Whether a value was there before the ways to a join parted.
  private func isAvailable(_ id: ValueID, atJoin trace: Int) -> Bool {
    let definition = values[id]
    switch definition.form {
    case .virtual: return false
    case .lazy: return isAvailable(ValueID(Int(definition.a)), atJoin: trace)
    case .real:
      if definition.level < Level.body { return true }
      guard let limit = joins[trace]?.limits[Int(definition.trace)] else { return false }
      return definition.position < limit
    }
  }

  // MARK: Entry

  /// Begins a joined trace: makes parameters of what the ways to it bring, and forgets what may have changed on them.
  mutating func enterJoin(_ trace: Int) {
    guard var state = joins[trace] else { return }
    heap.drop(regions: index.regionsWritten(beforeJoin: trace, abi), fields: abi.fields)
    var words: [Int: ValueID] = [:]
    var known: [[ValueID]: ValueID] = [:]
    var flowing: [Int] = []
    for slot in index.joinSlots[trace] ?? [] {
      let brought = state.arrivals.map { $0.values[slot] ?? .none }
      guard let first = brought.first else { continue }
      if (joinFlows[trace]?[slot] ?? .same) == .same {
        words[slot] = first
        continue
      }
      // Slots that hold the same on every way share a parameter.
      if known[brought] == nil {
        let definition = ValueTable.Definition(op: .slot, form: .real, type: values[first].type, trace: Int32(truncatingIfNeeded: trace))
        let id = values.add(definition)
        known[brought] = id
        flowing.append(slot)
        state.parameters.append(Parameter(result: id, type: values[first].type, slot: slot))
      }
      if let id = known[brought] { words[slot] = boxed(id, values[id].type) }
    }
    for arrival in state.arrivals {
      built[arrival.trace]?.end = .join(trace, flowing.map { arrival.values[$0] ?? .none })
    }
    joins[trace] = state
    joinWords[trace] = words
  }
}
