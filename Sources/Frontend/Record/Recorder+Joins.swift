// Ends side traces where another trace of their tree goes on: at places where branches join.

import TraceIR

extension Recorder {
  /// Whether the recorder's state is all in frame slots, as another trace would find it.
  var isPlainState: Bool {
    guard rollback == nil, pendingSlice == nil, asked == nil, !needsPoll, slots[Recorder.handledSlot] == nil else { return false }
    guard policy.tunables.joinsBelow != 0 || returned.isEmpty && frames[0].offset == 0 else { return false }
    // Of ranges and slices that the trace made it knows more than the frames say.
    return (ranges.isEmpty && slices.isEmpty)
      || snapshot(pc: pc).slots.allSatisfy { slot in
        guard case .value(let id) = slot.value else { return true }
        return ranges[id] == nil && slices[id] == nil
      }
  }

  /// Whether the instruction is where a loop goes on that is left.
  private var isLoopExit: Bool { policy.tunables.joinsBehindLoops != 0 && vm.info(frame.code).loopExits.contains(pc) }

  /// Marks a merge point, where other traces may join this one: behind a branch, behind a call that was inlined, in the next generator of a
  /// chain, or at the head of a loop.
  func noteMergePoint() {
    guard policy.tunables.joinLength > 0, instructionCount > 1 || exitNumber != nil, isPlainState,
      isMergePoint || isLoopExit || frames.count < lastDepth || returned.count > lastReturned || passesTurn || isInnerHead
    else { return }
    // What joins here finds only what is in slots.
    unpacked = [:]
    madeGenerators = [:]
    forgetGenerators()
    steps = [:]
    supers = [:]
    boundMethods = [:]
    madeLists = [:]
    madeKeywords = [:]
    knowsNothingHandled = false
    ownMarks[pc, default: []].append(body.count)
    emit(.merge, immediate: leavesLoop ? 1 : 0, exit: makeExit(.end, pc: pc))
  }

  /// Ends a side trace by a jump into a trace that passed the current merge point with the same frames, if there is one that
  /// goes on from here with the values as they are.
  func joinTrace() -> RecordingStep? {
    guard policy.tunables.joinLength > 0, exitNumber != nil else { return nil }
    let marks = mergeMarks ?? findMergeMarks()
    mergeMarks = marks
    guard let candidates = marks[pc], isPlainState else { return nil }
    let here = snapshot(pc: pc)
    for (trace, position) in candidates {
      let item = record.tree.traces[trace].body[position]
      let there = record.tree.traces[trace].exits[Int(item.exit)]
      guard there.snapshot.frames == here.frames, (item.immediate == 1) == leavesLoop, there.snapshot.below == here.below,
        returned.isEmpty || record.returnedCalls(before: there) == returned
      else { continue }
      if let step = join(trace, position, here) { return step }
    }
    return nil
  }

  /// Where the registers of the frames that there are end for sure: above them are remains of frames that the trace returned from.
  var endOfOuterFrame: Int { returned.last.map { $0.callee - Opcode.frameHeader } ?? Int.max }

  private func findMergeMarks() -> [Int: [(trace: Int, position: Int)]] {
    var marks: [Int: [(trace: Int, position: Int)]] = [:]
    for (number, trace) in record.tree.traces.enumerated() {
      for (position, item) in trace.body.enumerated() where item.op == .merge {
        guard let place = trace.exits[Int(item.exit)].snapshot.frames.last else { continue }
        marks[place.pc, default: []].append((number, position))
      }
    }
    return marks
  }

  private func join(_ trace: Int, _ position: Int, _ here: Snapshot) -> RecordingStep? {
    let other = record.tree.traces[trace]
    let marker = other.body[position]
    if other.end.isExit, other.origins.count - Int(marker.origin) < policy.tunables.joinLength { return nil }
    let leadsHere = leadsHere(trace, position)
    // A loop goes on where its head left the iteration that was its last only with something done in between.
    if leadsHere, policy.tunables.innerTrips == 0 || instructionCount == 0 { return nil }
    let before = (tree: record.tree, journals: record.journals)
    if other.anchor == .join, other.body[..<position].allSatisfy({ $0.op == .slot }) {
      guard holds(other.body) else { return nil }
      return finish(joining: trace, here, before)
    }
    guard let split = TraceSplit(other, at: position, firstValue: firstValue + types.count, firstExit: firstExit + exits.count, frameEnd: endOfOuterFrame),
      holds(split.tail.body)
    else { return nil }
    let tail = record.apply(split, to: trace, position: Int(marker.origin))
    return finish(joining: tail, here, before)
  }

  /// Ends the trace by a jump, unless that would make a loop which can be entered at several places.
  private func finish(joining trace: Int, _ here: Snapshot, _ before: (tree: TraceTree, journals: [Int: TraceJournal])) -> RecordingStep? {
    let step = finish(.join(trace, []), closing: here, reason: "joined trace \(trace)")
    // The trace itself may hang on the one it joins.
    bring(here, into: trace)
    if policy.tunables.innerTrips > 0, TraceOrder(record.tree) == nil {
      (record.tree, record.journals) = before
      return nil
    }
    return step
  }

  /// Makes what a jump to a joined trace brings known to all exits behind it.
  func bring(_ here: Snapshot?, into trace: Int) {
    let known = Set(record.tree.traces[trace].mergeSnapshot?.slots.map(\.offset) ?? [])
    for slot in here?.slots ?? [] where slot.value != .dead && !known.contains(slot.offset) { record.bring(slot.offset, into: trace, vm) }
  }

  /// Whether the trace being recorded hangs on what follows a place in another: joining there makes a loop.
  private func leadsHere(_ trace: Int, _ position: Int) -> Bool {
    guard let start = exitNumber else { return false }
    let traces = record.tree.traces
    var seen: Set<Int> = []
    var next: [Int] = []
    func follow(_ number: Int, from first: Int) -> Bool {
      let exits = Set(traces[number].body[first...].map { Int($0.exit) })
      for (index, exit) in traces[number].exits.enumerated() {
        var isBehind = exits.contains(index)
        if case .exit(index) = traces[number].end { isBehind = true }
        guard isBehind else { continue }
        if exit.number == start { return true }
        if exit.sideTrace >= 0 { next.append(exit.sideTrace) }
      }
      if case .join(let target, _) = traces[number].end { next.append(target) }
      return false
    }
    if follow(trace, from: position) { return true }
    while let number = next.popLast() {
      if seen.insert(number).inserted, follow(number, from: 0) { return true }
    }
    return false
  }

  /// Whether the values now in the frames pass the checks that a joined trace makes on them.
  func holds(_ body: [Instruction]) -> Bool {
    var slots: [ValueID: Value] = [:]
    var comparisons: [ValueID: Bool] = [:]
    for item in body {
      if item.op == .slot { slots[item.result] = entryBase[Int(item.immediate)] }
      guard let first = item.operands.first else { continue }
      if item.op == .sameWord, let a = slots[first], let b = slots[item.operands[1]] { comparisons[item.result] = a.raw == b.raw }
      if item.op == .guardTrue, comparisons[first] == false { return false }
      guard let value = slots[first] else { continue }
      switch item.op {
      case .guardInt: if !isInt(value) { return false }
      case .guardFloat: if !isFloat(value) { return false }
      case .guardBool: if !value.isBool { return false }
      case .guardReference: if !value.isReference { return false }
      case .guardNotNil: if value.isNil { return false }
      case .guardClass:
        guard value.isReference, case .type(value.heapType) = record.constants[Int(item.immediate)] else { return false }
      default: break
      }
    }
    return true
  }
}

extension TraceEnd {
  /// Whether the trace leaves its tree at its end.
  fileprivate var isExit: Bool {
    if case .exit = self { return true }
    return false
  }
}

extension Trace {
  /// What the frames hold at the merge point where a joined trace begins.
  var mergeSnapshot: Snapshot? { body.first { $0.op == .merge }.map { exits[Int($0.exit)].snapshot } }
}
