// Records returns below the frame in which a tree is entered, and calls that lead back to it.

import TraceIR

/// A call that was in progress when the tree was entered and that the trace has returned from.
struct ReturnedCall: Equatable {
  /// The frame that returned and its caller, in words from the base of the frame in which the tree is entered.
  var callee: Int
  var caller: Int
  /// The call instruction.
  var code: UnsafeMutablePointer<CodeObject>
  var pc: Int
  /// The flags of the frame that returned.
  var flags: Int

  /// How many levels of recursion it was.
  var levels: Int { FrameFlags(rawValue: flags).contains(.twofold) ? 2 : 1 }
}

extension Recorder {
  /// Whether the innermost frame is the one in which the tree is entered, or one that was pushed in its place: by the same
  /// calls, so that the headers in memory still describe it.
  var isEntryFrame: Bool {
    guard frame.offset == 0, frames.count == returned.count + 1, frame.code == record.code else { return false }
    for (i, call) in returned.reversed().enumerated() {
      let callee = frames[i + 1]
      guard frames[i].offset == call.caller, frames[i].code == call.code else { return false }
      guard callee.offset == call.callee, callee.callPC == call.pc, callee.flags.rawValue == call.flags else { return false }
    }
    return true
  }

  /// Whether an executor is that of the tree's own loop, whose head a caller from another level of the recursion is at.
  func isOwnLoopOfCaller(_ executor: any AttachedExecutor) -> Bool {
    policy.tunables.linksToItself != 0 && executor.recorded === record && !record.isFunction && !returned.isEmpty && depth == 0
  }

  /// Makes the calling frame of the outermost frame known, behind guards that it is the one it is now.
  ///
  /// - Returns: false when the frame returns to native code or to something else that is not a plain call.
  func enterCaller() -> Bool {
    let callee = frame
    guard callee.flags.isEmpty || callee.flags.rawValue == FrameFlags.initializer.rawValue || callee.flags.contains(.special)
      || callee.flags.contains(.collects) && !callee.flags.contains(.directly)
    else { return false }
    let callerBase = r.callerBase
    let code = callerBase.code
    let call = r.callerPC - code.pointee.words
    let offset = callee.offset + (callerBase - r)
    // In this order: `returnedCalls` reads them again.
    guardSame(readSlot(callee.offset - 5), emit(.constWord, immediate: callee.flags.rawValue))
    guardSame(readSlot(callee.offset - 2), emit(.constRef, immediate: constant(.instruction(code, call))))
    guardSame(readSlot(callee.offset - 1), emit(.frameAddress, immediate: offset))
    frames[0].callPC = call
    frames.insert(
      RecordedFrame(offset: offset, code: code, codeConstant: constant(.code(code)), function: -1, flags: callerBase.flags, callPC: 0), at: 0)
    returned.append(ReturnedCall(callee: callee.offset, caller: offset, code: code, pc: call, flags: callee.flags.rawValue))
    leavesLoop = true
    snapshotCache = nil
    return true
  }

  private func guardSame(_ a: ValueID, _ b: ValueID) {
    emitGuard(.guardTrue, [emit(.sameWord, [a, b])])
    record.plainExits.insert(firstExit + exits.count - 1)
  }

  /// Makes the functions of frames that were pushed again part of the frame's slots: memory names those of the first call.
  func noteFunctions() {
    for frame in frames.dropFirst() where frame.function >= 0 {
      slots[frame.offset - 3] = emit(.constRef, immediate: frame.function)
      snapshotCache = nil
    }
  }

  // MARK: Types at the header

  /// Whether a number that a slot holds now is not of the type that the header expects.
  var hasUnstableTypes: Bool {
    let expected: [Int: IRType]
    if case .root = anchor { expected = RecordedTree.headerTypes(body) } else { expected = record.headerTypes ?? RecordedTree.headerTypes(record.tree.traces[0].body) }
    return expected.contains { offset, type in
      guard slots[offset] != nil else { return false }
      let value = r[offset]
      return type == .f64 ? isIntLike(value) : type == .i64 ? isFloat(value) : false
    }
  }
}

extension RecordedTree {
  /// The numbers that a root trace expects in frame slots: the types its first checks ask for.
  static func headerTypes(_ body: [Instruction]) -> [Int: IRType] {
    var slots: [ValueID: Int] = [:]
    var types: [Int: IRType] = [:]
    for item in body {
      switch item.op {
      case .slot: slots[item.result] = Int(item.immediate)
      case .guardInt, .guardFloat:
        if let slot = slots[item.operands[0]], types[slot] == nil { types[slot] = item.op == .guardInt ? .i64 : .f64 }
      default: break
      }
    }
    return types
  }

  /// The calls that traces had returned from on the way to an exit, innermost first.
  func returnedCalls(before exit: Exit) -> [ReturnedCall] {
    guard exit.snapshot.below > 0 else { return [] }
    var calls: [ReturnedCall] = []
    var seen: Set<Int> = []
    for step in way(to: exit.number, &seen) ?? [] { collectReturns(step, &calls) }
    return calls
  }

  /// A trace on a way through the tree, with how far it goes there and how many levels below its first frame the tree has returned then.
  private struct Passage {
    let trace: Trace
    let end: Int
    let below: Int
  }

  /// A way from the root to an exit, which goes round no loop.
  private func way(to number: Int, _ seen: inout Set<Int>) -> [Passage]? {
    guard let index = tree.traces.firstIndex(where: { $0.exits.contains { $0.number == number } }) else { return nil }
    let trace = tree.traces[index]
    guard let left = trace.exits.firstIndex(where: { $0.number == number }) else { return nil }
    let end = trace.body.firstIndex { Int($0.exit) == left } ?? trace.body.count
    return way(through: index, Passage(trace: trace, end: end, below: trace.exits[left].snapshot.below), &seen)
  }

  private func way(through index: Int, _ last: Passage, _ seen: inout Set<Int>) -> [Passage]? {
    guard seen.insert(index).inserted else { return nil }
    switch tree.traces[index].anchor {
    case .root: return [last]
    case .side(let parent): return way(to: parent, &seen).map { $0 + [last] }
    case .join:
      let below = tree.traces[index].mergeSnapshot?.below ?? 0
      // All that join it have returned from the same calls.
      for (number, trace) in tree.traces.enumerated() {
        guard case .join(index, _) = trace.end else { continue }
        if let way = way(through: number, Passage(trace: trace, end: trace.body.count, below: below), &seen) { return way + [last] }
      }
      return nil
    }
  }

  /// Adds the calls that a trace returns from as far as the way goes through it: what comes behind that belongs to another.
  private func collectReturns(_ passage: Passage, _ calls: inout [ReturnedCall]) {
    var levels = calls.reduce(0) { $0 + $1.levels }
    var flags = 0
    var position: (UnsafeMutablePointer<CodeObject>, Int)?
    for item in passage.trace.body[..<passage.end] where levels < passage.below {
      if item.op == .constWord { flags = Int(item.immediate) }
      if item.op == .constRef, case .instruction(let code, let pc) = constants[Int(item.immediate)] { position = (code, pc) }
      guard item.op == .frameAddress, let (code, pc) = position else { continue }
      let call = ReturnedCall(callee: calls.last?.caller ?? 0, caller: Int(item.immediate), code: code, pc: pc, flags: flags)
      calls.append(call)
      levels += call.levels
    }
  }
}
