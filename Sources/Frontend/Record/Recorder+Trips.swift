// Estimates how often a loop runs when it is entered.

import TraceIR

extension Recorder {
  /// Whether an executor's loop contains the tree's own, in the same frame: going round it leads back to the tree.
  func isEnclosing(_ executor: any AttachedExecutor) -> Bool {
    guard policy.tunables.linksToLoopsOnly != 0, isEntryFrame, executor.recorded.code == record.code else { return false }
    return executor.recorded.header < record.header && record.header < executor.recorded.latchEnd
  }

  /// Whether an executor only leads to the loop of another tree: the way there, recorded again, would close nothing.
  func leadsElsewhere(_ executor: any AttachedExecutor) -> Bool {
    guard policy.tunables.linksToPassages != 0, executor.recorded !== record, !isEnclosing(executor), !isCollectedHere(executor),
      let (code, position) = executor.recorded.wayOut, let next = vm.info(code).attachments[position] as? any AttachedExecutor
    else { return false }
    return next.recorded !== record && next.isWorthEntering(policy.tunables)
  }

  /// Why a trace ends in front of a loop that it would otherwise copy many times.
  static let longLoop = "long inner loop"
  /// Uops that a word of bytecode becomes, about.
  private static let uopsPerWord = 3

  /// Whether the instruction is the header of a loop that begins here, does not contain the tree's own loop, and has a known number of
  /// iterations that are together longer than `unrolled-length`: it gets a tree of its own, and the trace links to that.
  var beginsLongLoop: Bool {
    let state = word.operandA
    guard policy.tunables.linksToLoopsOnly != 0, !(isEntryFrame && pc == record.header), preparedLoops.contains(frame.offset + state) else { return false }
    let end = pc + Int(Int32(truncatingIfNeeded: frame.code.pointee.words[pc + 1]))
    if frame.code == record.code, pc <= record.header, record.header < end { return false }
    guard let trips = tripsAhead else { return false }
    let size = (end - pc) * Recorder.uopsPerWord
    if isCollecting, trips < Recorder.manyItems { return false }
    return trips > 1 && size * min(trips, 1 << 20) > policy.tunables.unrolledLength
  }

  /// Items of a generator that a call collects, so many that changing trees for them costs little.
  private static let manyItems = 200

  /// Why a recording was given up: the loop that makes the call which collects the items is recorded with them, if there is one.
  public static let fewItems = "few items to collect"

  /// Whether the innermost frame is a generator's whose items a call in the trace collects. The way from one tree to another costs as much
  /// as several items, and a loop in the trace is not copied.
  private var isCollecting: Bool { depth > 0 && frame.flags.contains(.collects) }

  /// Whether a loop with a tree of its own belongs to the trace nevertheless, because it is short and in a generator whose items a
  /// call in the trace collects.
  func isCollectedHere(_ executor: any AttachedExecutor) -> Bool {
    guard isCollecting else { return false }
    return executor.recorded.expectedTrips.map { $0 < Double(Recorder.manyItems) } ?? true
  }

  /// Notes a branch whose other side leaves the loop being recorded: its history tells how often.
  func noteLoopExit(taken: Bool, other: Int) {
    guard case .root = anchor, isEntryFrame, other < record.header || other >= record.latchEnd || leadsToYield(other) else { return }
    let history = UInt16(truncatingIfNeeded: word >> 48) << 1 | (taken ? 1 : 0)
    let stays = Double(taken ? history.nonzeroBitCount : 16 - history.nonzeroBitCount) / 16
    noteStaying(stays)
  }

  /// Notes that the loop at the header runs over something of a known length.
  func noteTrips(_ count: Int) {
    guard case .root = anchor, isAtHeader else { return }
    if leavesShortLoopsToCallers, depth == 0, frame.flags.contains(.collects), count < Recorder.manyItems { failure = Recorder.fewItems }
    noteStaying(1 - 1 / Double(max(count, 1)))
  }

  /// Whether the instruction is the header, or one of the generator that the loop at the header runs over.
  private var isAtHeader: Bool {
    if isEntryFrame { return pc == record.header }
    return frames.count == 2 && frame.flags.contains(.generator) && frames[0].offset == 0 && frame.callPC == record.header
  }

  /// Whether a generator yields before it branches, and so leaves what runs in its frame.
  private func leadsToYield(_ position: Int) -> Bool {
    guard frame.flags.contains(.generator), !frame.flags.contains(.sinks) else { return false }
    var position = position
    while position < frame.code.pointee.wordCount, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: frame.code.pointee.words[position]) & 255) {
      if op == .yieldValue { return true }
      if op.info.hasTarget || op.endsFlow { return false }
      position += op.info.length
    }
    return false
  }

  private func noteStaying(_ probability: Double) {
    staying *= probability
    record.expectedTrips = 1 / max(1 - staying, 1e-6)
  }
}
