// Ends traces that come back to the head of a loop inside them: the loop becomes a loop of the tree.

import TraceIR

/// A way out of a loop that a trace has closed inside its tree.
public struct InnerLoopExit: Sendable {
  /// The number of the exit.
  public let number: Int
  /// The instruction at which the interpreter goes on.
  public let pc: Int
  /// Whether the instruction is the head of the loop, which is left there only after its last iteration.
  public let isHead: Bool
}

extension Recorder {
  /// Why a trace ended that became a loop inside its tree.
  static let innerLoop = "closed an inner loop"
  /// Iterations of a loop of unknown length after which it is taken to go on.
  private static let usualIterations = 2

  /// The end of the loop that the current instruction is the head of, if that is not the tree's own.
  var innerLoopEnd: Int? {
    guard policy.tunables.innerTrips > 0, !(isEntryFrame && pc == record.header) else { return nil }
    return vm.info(frame.code).loopEnds[pc]
  }

  /// How many times the `for` loop whose head the current instruction is goes round from here; nil if it is none, or runs over what
  /// has no known length.
  var tripsAhead: Int? {
    guard UInt8(truncatingIfNeeded: word) == Opcode.forNext.byte else { return nil }
    let state = word.operandA
    switch concrete(state).raw {
    case LoopMarker.unitRange: return concrete(state + 2).smallInt - concrete(state + 1).smallInt
    case LoopMarker.range: return (concrete(state + 2).smallInt - concrete(state + 1).smallInt) / concrete(state + 3).smallInt
    case LoopMarker.list: return vm.listCount(concrete(state + 1)) - concrete(state + 2).smallInt
    case LoopMarker.tuple: return vm.tupleCount(concrete(state + 1)) - concrete(state + 2).smallInt
    default: return nil
    }
  }

  /// How many iterations the `for` loop over a list or tuple whose head the current instruction is has had before.
  private var tripsBehind: Int {
    guard policy.tunables.joinsBelow != 0, UInt8(truncatingIfNeeded: word) == Opcode.forNext.byte else { return 0 }
    let state = word.operandA
    let isIndexed = [LoopMarker.list, LoopMarker.tuple].contains(concrete(state).raw)
    return isIndexed ? concrete(state + 2).smallInt : 0
  }

  /// Whether a loop that the trace has passed the head of so many times, and that is to go round so often, is long enough to be closed.
  private func isLong(ahead: Int, passes: Int) -> Bool { ahead + max(passes, tripsBehind) >= policy.tunables.innerTrips }

  /// Whether the current instruction is the head of a loop that is worth being closed: not one of so few iterations that they are
  /// copied.
  var isInnerHead: Bool {
    guard innerLoopEnd != nil, madeGenerators.isEmpty else { return false }
    return tripsAhead.map { isLong(ahead: $0, passes: passes().count) } ?? true
  }

  /// The positions of the marks that the trace left at the current instruction with the frames that there are now.
  private func passes() -> [Int] {
    guard let positions = ownMarks[pc] else { return [] }
    let here = snapshot(pc: pc).frames
    return positions.filter { position in
      guard position < body.count, body[position].op == .merge else { return false }
      return exits[Int(body[position].exit)].snapshot.frames == here
    }
  }

  /// Ends the trace where a loop inside it goes round: what was recorded since the loop's head becomes the loop's body.
  func closeInnerLoop() -> RecordingStep? {
    guard wentBack, let end = innerLoopEnd, isPlainState else { return nil }
    let passes = passes()
    guard !passes.isEmpty else { return nil }
    if let ahead = tripsAhead {
      guard ahead > 0, isLong(ahead: ahead, passes: passes.count) else { return nil }
    } else {
      guard passes.count >= Recorder.usualIterations else { return nil }
    }
    for (number, position) in passes.enumerated() {
      let marker = body[position]
      guard (marker.immediate == 1) == leavesLoop else { continue }
      if close(from: position, to: number + 1 < passes.count ? passes[number + 1] : nil, end) { return .finished }
    }
    return nil
  }

  /// Makes a loop of what was recorded between two marks at its head, or since the first.
  private func close(from position: Int, to next: Int?, _ end: Int) -> Bool {
    var trace = Trace(
      anchor: anchor, body: body, exits: exits, origins: origins, end: .join(-1, []), closing: snapshot(pc: pc), endReason: Recorder.innerLoop,
      leavesLoop: leavesLoop)
    if let next {
      let marker = body[next]
      trace.cut(at: next, bytecode: Int(marker.origin))
      trace.closing = exits[Int(marker.exit)].snapshot
      trace.exits.removeSubrange(Int(marker.exit)...)
    }
    guard let split = TraceSplit(trace, at: position, firstValue: firstValue + types.count, firstExit: firstExit + trace.exits.count, frameEnd: endOfOuterFrame),
      holds(split.tail.body)
    else { return false }
    add(trace, reason: Recorder.innerLoop)
    let head = record.tree.traces.count - 1
    let tail = record.apply(split, to: head, position: Int(body[position].origin))
    record.tree.traces[tail].end = .join(tail, [])
    record.tree.traces[tail].endReason = Recorder.innerLoop
    addedTraces = 2
    bring(record.tree.traces[tail].closing, into: tail)
    noteLoopExits(tail, end)
    return true
  }

  /// Notes how the loop that was just closed is left: the way on from there is recorded next.
  private func noteLoopExits(_ tail: Int, _ end: Int) {
    let trace = record.tree.traces[tail]
    let frames = trace.mergeSnapshot?.frames ?? []
    for exit in trace.exits where exit.kind == .branch || exit.kind == .controlFlow {
      guard let place = exit.snapshot.frames.last, exit.snapshot.frames.dropLast() == frames.dropLast(), place.offset == frame.offset else { continue }
      let isHead = place.pc == pc && UInt8(truncatingIfNeeded: word) == Opcode.forNext.byte
      if isHead || place.pc < pc || place.pc >= end { innerLoopExits.append(InnerLoopExit(number: exit.number, pc: place.pc, isHead: isHead)) }
    }
  }
}
