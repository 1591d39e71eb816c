// Merges what several traces bring to the trace in which they join.

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
  ///
  /// - Returns: the values of its parameters, where it has them already: the jump goes round a loop.
  mutating func join(_ target: Int) -> [ValueID] {
    site = Instruction(.poll)
    var arrival = JoinState.Arrival(trace: current)
    let first = joins[target]?.arrivals.first
    var items: [(key: JoinKey, word: ValueID)] = []
    var carried: [Int: Int] = [:]
    for slot in index.joinSlots[target] ?? [] {
      let word = broughtWord(slot)
      let key = JoinKey(slot: slot)
      if joinFlow(key, target) == .typed, let virtual = virtualIndex(word: canonical(word)) {
        let shape = shape(virtual, twin: carried.first { $0.value == virtual }?.key)
        arrival.shapes[slot] = shape
        if let first, first.shapes[slot] != shape { joinConflicts[target, default: []].insert(key) }
        if shape.twin == nil {
          carried[slot] = virtual
          for (number, value) in virtuals[virtual].values.enumerated() { items.append((JoinKey(slot: slot, field: number), value)) }
        }
      } else {
        if first?.shapes[slot] != nil { joinConflicts[target, default: []].insert(key) }
        items.append((key, word))
      }
    }
    // Numbers come first: making an object for a word changes nothing about them.
    for flow in [JoinFlow.same, .typed, .word] {
      for (key, word) in items where joinFlow(key, target) == flow {
        let value = bring(word, as: flow, first?.values[key], target)
        if value == .none { joinConflicts[target, default: []].insert(key) }
        arrival.values[key] = value == .none ? nilWord : value
        arrival.known[key] = knowledge(word)
        if value != .none, values[value].type == .i64 { arrival.ranges[key] = range(value) }
      }
    }
    // An object that had to be made for another slot is not virtual any more.
    for (slot, virtual) in carried where virtuals[virtual].made != .none { joinConflicts[target, default: []].insert(JoinKey(slot: slot)) }
    joins[target, default: JoinState()].arrivals.append(arrival)
    guard let keys = joins[target]?.keys else { return [] }
    checkClaims(target, arrival)
    return keys.map { arrival.values[$0] ?? .none }
  }

  /// Looks whether what was taken to be known at the head of a loop still is after an iteration.
  private mutating func checkClaims(_ head: Int, _ arrival: JoinState.Arrival) {
    for (key, claimed) in joins[head]?.claimed ?? [:] {
      guard let known = arrival.known[key], claimed.both(known) != claimed else { continue }
      var rest = claimed
      rest.layoutConstant = -1
      refutations[head, default: [:]][key, default: []].insert(rest.both(known) == rest ? .layout : .reference)
    }
    for key in joins[head]?.claimedNotNegative ?? [] where !(arrival.ranges[key] ?? .all).isNonNegative {
      refutations[head, default: [:]][key, default: []].insert(.notNegative)
    }
  }

  private var nilWord: ValueID {
    mutating get { constant(.constWord, Int64(bitPattern: abi.encoding.nilWord)) }
  }

  private func joinFlow(_ key: JoinKey, _ trace: Int) -> JoinFlow { joinFlows[trace]?[key] ?? .same }

  private func shape(_ virtual: Int, twin: Int?) -> JoinShape {
    let state = virtuals[virtual]
    return JoinShape(
      kind: state.kind, template: state.template, offsets: state.offsets, classConstant: state.classConstant,
      layoutConstant: state.layoutConstant, twin: twin)
  }

  /// The word that the current trace has in a slot at its end; facts of this way alone do not make it a constant.
  private mutating func broughtWord(_ slot: Int) -> ValueID {
    if let cell = CarriedCell(slot: slot) { return content(of: cell) ?? nilWord }
    switch index.brought(slot, by: current) {
    case .value(let id):
      let known = map[Int(id.index)]
      return values[known].type == .ptr ? ref(known) : boxed(known, values[known].type)
    case .virtual, .dead: return nilWord
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

  private func knowledge(_ word: ValueID) -> JoinKnowledge {
    let fact = facts[canonical(word)]
    var known = JoinKnowledge(isNotNil: fact.isNotNil, isReference: fact.kind == .reference, classConstant: -1, layoutConstant: -1)
    if known.isReference, fact.twin >= 0 {
      let address = canonical(ValueID(Int(fact.twin)))
      known.classConstant = facts[address].classConstant
      known.layoutConstant = heap.find(.layout, base: address.index, key: 0) ?? -1
    }
    return known
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
    guard let arrivals = joins[trace]?.arrivals, let first = arrivals.first else { return }
    heap.drop(JoinWrites(index, join: trace, abi), fields: abi.fields)
    var words: [Int: ValueID] = [:]
    var flows = JoinParameters()
    for slot in index.joinSlots[trace] ?? [] {
      guard let shape = first.shapes[slot] else {
        words[slot] = joined(JoinKey(slot: slot), trace, arrivals, &flows)
        continue
      }
      if let twin = shape.twin {
        words[slot] = words[twin]
        continue
      }
      let id = addVirtual(shape.kind, template: shape.template)
      let number = virtuals.count - 1
      (virtuals[number].classConstant, virtuals[number].layoutConstant) = (shape.classConstant, shape.layoutConstant)
      for (field, offset) in shape.offsets.enumerated() {
        virtuals[number].set(joined(JoinKey(slot: slot, field: field), trace, arrivals, &flows), at: offset)
      }
      words[slot] = ref(id)
    }
    for (slot, word) in words {
      if let cell = CarriedCell(slot: slot) { noteContent(of: cell, word) }
    }
    for arrival in arrivals { built[arrival.trace]?.end = .join(trace, flows.keys.map { arrival.values[$0] ?? .none }) }
    joins[trace]?.parameters = flows.parameters
    joins[trace]?.keys = flows.keys
    joinWords[trace] = words
  }

  /// The parameters of a joined trace while they are made.
  private struct JoinParameters {
    var parameters: [Parameter] = []
    var keys: [JoinKey] = []
    /// What flows in equal on every way shares a parameter.
    var known: [[ValueID]: ValueID] = [:]
  }

  /// The value of a key in a joined trace, with all that is known about it on every way.
  private mutating func joined(
    _ key: JoinKey, _ trace: Int, _ arrivals: [JoinState.Arrival], _ flows: inout JoinParameters
  ) -> ValueID {
    let brought = arrivals.map { $0.values[key] ?? .none }
    var word = brought[0]
    if word != .none, joinFlow(key, trace) != .same {
      let type = values[word].type
      let id: ValueID
      // What goes round a loop is not known yet: what begins equal may part.
      if let known = flows.known[brought], !isLoopHead(trace) {
        id = known
      } else {
        id = values.add(ValueTable.Definition(op: .slot, form: .real, type: type, trace: Int32(truncatingIfNeeded: trace)))
        flows.known[brought] = id
        flows.keys.append(key)
        flows.parameters.append(Parameter(result: id, type: type, slot: key.slot))
        if type == .i64 {
          let ranges = arrivals.map { $0.ranges[key] ?? .all }
          let range = IntRange(low: ranges.map(\.low).min() ?? .min, high: ranges.map(\.high).max() ?? .max)
          if isEnabled(.ranges) { facts.define(id, Fact(range: isLoopHead(trace) ? claimed(range, key, trace) : range)) }
        }
      }
      if type != .word { return boxed(id, type) }
      word = id
    }
    var known = arrivals.dropFirst().compactMap { $0.known[key] }.reduce(arrivals[0].known[key]) { $0?.both($1) }
    if isLoopHead(trace) { known = known.flatMap { claimed($0, key, trace) } }
    if let known, word != .none, isEnabled(.guards) { learn(known, about: word) }
    return word
  }

  private func isLoopHead(_ trace: Int) -> Bool { !index.order.returning[trace].isEmpty }

  /// The part of what is known on the ways into a loop that is taken to hold in every iteration. Numbers grow in loops: all that is
  /// claimed of them is that they are not negative.
  private mutating func claimed(_ range: IntRange, _ key: JoinKey, _ head: Int) -> IntRange {
    guard range.isNonNegative, refuted[head]?[key]?.contains(.notNegative) != true else { return .all }
    joins[head]?.claimedNotNegative.insert(key)
    return IntRange(low: 0, high: .max)
  }

  private mutating func claimed(_ known: JoinKnowledge, _ key: JoinKey, _ head: Int) -> JoinKnowledge? {
    let refuted = refuted[head]?[key] ?? []
    if refuted.contains(.reference) { return nil }
    var known = known
    if refuted.contains(.layout) { known.layoutConstant = -1 }
    joins[head]?.claimed[key] = known
    return known
  }

  private func isKnown(_ known: JoinKnowledge, about address: ValueID) -> Bool {
    (known.classConstant < 0 || facts[address].classConstant == known.classConstant)
      && (known.layoutConstant < 0 || heap.find(.layout, base: address.index, key: 0) == known.layoutConstant)
  }

  private mutating func learn(_ known: JoinKnowledge, about word: ValueID) {
    guard values[word].type == .word, values[word].form != .virtual, constantWord(word) == nil, values[word].op != .constRef else { return }
    if known.isNotNil { facts.learn(word) { $0.isNotNil = true } }
    guard known.isReference, known.classConstant >= 0 || known.layoutConstant >= 0 else { return }
    let address = unref(word)
    // What is read through it must not move before the checks that were made on the ways here, unless it was checked before they parted.
    if !isKnown(known, about: address) { bodyGuards.insert(address.index) }
    if known.classConstant >= 0 { facts.learn(address) { $0.classConstant = known.classConstant } }
    if known.layoutConstant >= 0 { heap.note(.layout, base: address.index, key: 0, value: known.layoutConstant) }
    facts.learn(word) {
      $0.kind = .reference
      $0.twin = address.index
      $0.isNotNil = true
    }
  }
}
