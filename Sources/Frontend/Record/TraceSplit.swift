// Cuts a recorded trace in two at a merge point, so that other traces can join what comes behind it.

import TraceIR

/// The two parts of a trace. The second finds all its values in frame slots and checks that they are of the types which
/// the first part had found or made.
struct TraceSplit {
  private(set) var head: Trace
  private(set) var tail: Trace
  /// One more than the largest value number used.
  private(set) var valueCount: Int

  private let firstExit: Int
  private let merge: Snapshot
  /// What the first part defined.
  private var definitions: [ValueID: Instruction] = [:]
  /// The slots that hold such a value at the merge point.
  private var homes: [ValueID: [Int]] = [:]
  /// The reads of slots by which the second part begins.
  private var slots: [Int: ValueID] = [:]
  private var checks: [Instruction] = []
  private var checkExits: [Exit] = []
  /// The word in the slots that a value of the first part lives in, and the value itself.
  private var words: [ValueID: ValueID] = [:]
  private var values: [ValueID: ValueID] = [:]
  private var isPossible = true

  /// - Parameters:
  ///   - position: that of a `merge` uop in the body.
  ///   - firstValue: the first free value number.
  ///   - firstExit: the first free exit number.
  ///   - frameEnd: the offset from which on slots belong to no frame that there is at the merge point.
  /// - Returns: `nil` if the second part needs a value that is in no frame slot.
  init?(_ trace: Trace, at position: Int, firstValue: Int, firstExit: Int, frameEnd: Int = Int.max) {
    let marker = trace.body[position]
    merge = trace.exits[Int(marker.exit)].snapshot
    self.firstExit = firstExit
    valueCount = firstValue
    head = trace
    tail = trace
    findHomes(trace, position, frameEnd)
    cut(trace, position, Int(marker.origin))
    guard isPossible else { return nil }
  }

  // MARK: Where values are

  private mutating func findHomes(_ trace: Trace, _ position: Int, _ frameEnd: Int) {
    var listed: Set<Int> = []
    for slot in merge.slots {
      listed.insert(slot.offset)
      if case .value(let id) = slot.value { homes[id, default: []].append(slot.offset) }
    }
    // Of inlined frames everything that is still needed is listed; what is not listed of the others did not change.
    let end = min(frameEnd, merge.frames.count > 1 ? merge.frames[1].offset - Opcode.frameHeader : Int.max)
    for item in trace.body[..<position] where item.result != .none {
      definitions[item.result] = item
      if item.op == .slot, !listed.contains(Int(item.immediate)), item.immediate < end { homes[item.result, default: []].append(Int(item.immediate)) }
    }
    for item in trace.body[position...] where item.op == .slot { slots[Int(item.immediate)] = item.result }
  }

  private mutating func newValue() -> ValueID {
    valueCount += 1
    return ValueID(valueCount - 1)
  }

  private mutating func slot(_ offset: Int) -> ValueID {
    if let known = slots[offset] { return known }
    let id = newValue()
    slots[offset] = id
    return id
  }

  /// The word of a value of the first part. If several slots hold it, which one the second part means is not known: they
  /// must hold the same.
  private mutating func word(_ id: ValueID) -> ValueID {
    if let known = words[id] { return known }
    guard let offsets = homes[id]?.sorted(), let first = offsets.first else {
      // A slot may hold the word while the first part went on with what its check gave.
      if let definition = definitions[id], [.guardInt, .guardFloat, .guardBool, .guardClass, .guardReference].contains(definition.op) {
        return self.word(definition.operands[0])
      }
      isPossible = false
      return id
    }
    let word = slot(first)
    words[id] = word
    for other in offsets.dropFirst() {
      let isSame = check(.sameWord, [word, slot(other)])
      check(.guardTrue, [isSame])
    }
    return word
  }

  @discardableResult
  private mutating func check(_ op: Uop, _ operands: [ValueID], _ immediate: Int64 = 0) -> ValueID {
    let result = op.info.result == .none ? ValueID.none : newValue()
    var exit = -1
    if op.info.hasExit {
      exit = checkExits.count
      checkExits.append(Exit(kind: .type, snapshot: merge, number: firstExit + exit))
    }
    checks.append(Instruction(op, result: result, operands, immediate: immediate, exit: exit, origin: 0))
    return result
  }

  /// A value as the second part sees it.
  private mutating func value(_ id: ValueID) -> ValueID {
    guard let definition = definitions[id] else { return id }
    if let known = values[id] { return known }
    let word = word(id)
    let result: ValueID
    switch TraceSplit.type(definition) {
    case .word: result = word
    case .i64: result = check(.guardInt, [word])
    case .f64: result = check(.guardFloat, [word])
    case .i1: result = check(.guardBool, [word])
    case .ptr where definition.op == .guardClass || definition.op == .guardReference: result = check(definition.op, [word], definition.immediate)
    case .ptr, .none:
      isPossible = false
      result = id
    }
    values[id] = result
    return result
  }

  private static func type(_ item: Instruction) -> IRType {
    switch item.op {
    case .loadField: Recorder.abi.fields[Int(item.immediate)].type
    case .call: Recorder.abi.helpers[Int(item.immediate)].result
    default: item.op.info.result
    }
  }

  // MARK: Cutting

  private mutating func cut(_ trace: Trace, _ position: Int, _ origin: Int) {
    let places = divideExits(trace, position)
    head.cut(at: position, bytecode: origin)
    head.closing = merge
    head.leavesLoop = trace.body[position].immediate == 1
    tail.anchor = .join
    tail.origins = Array(trace.origins[origin...])
    var body: [Instruction] = []
    for var item in trace.body[(position + 1)...] where item.op != .slot {
      for index in item.operands.indices { item.operands[index] = value(item.operands[index]) }
      if item.exit >= 0 { item.exit = places[Int(item.exit)] ?? -1 }
      item.origin -= Int32(truncatingIfNeeded: origin)
      body.append(item)
    }
    for index in tail.exits.indices { tail.exits[index].snapshot = seen(tail.exits[index].snapshot) }
    tail.closing = trace.closing.map { seen($0) }
    if case .exit(let index) = trace.end { tail.end = .exit(Int(places[index] ?? -1)) }
    // What the frames hold at the merge point, each slot for itself.
    var atMerge = merge
    for index in atMerge.slots.indices {
      if case .value = atMerge.slots[index].value { atMerge.slots[index].value = .value(slot(atMerge.slots[index].offset)) }
    }
    for index in checkExits.indices { checkExits[index].snapshot = atMerge }
    var marker = trace.body[position]
    marker.origin = 0
    marker.exit = places[Int(marker.exit)] ?? -1
    if marker.exit >= 0 { tail.exits[Int(marker.exit)].snapshot = atMerge }
    let first = tail.exits.count
    for index in checks.indices where checks[index].exit >= 0 { checks[index].exit += Int32(truncatingIfNeeded: first) }
    tail.exits += checkExits
    let reads = slots.sorted { $0.key < $1.key }.map { Instruction(.slot, result: $0.value, immediate: Int64($0.key), origin: 0) }
    tail.body = reads + [marker] + checks + body
  }

  /// Gives each part its exits; the new index of each exit of the second part.
  private mutating func divideExits(_ trace: Trace, _ position: Int) -> [Int: Int32] {
    let before = Set(trace.body[..<position].map { Int($0.exit) })
    var behind = Set(trace.body[position...].map { Int($0.exit) })
    if case .exit(let index) = trace.end { behind.insert(index) }
    if trace.exits.indices.contains(where: { before.contains($0) && behind.contains($0) }) { isPossible = false }
    var places: [Int: Int32] = [:]
    var kept: [Int: Int32] = [:]
    head.exits = []
    tail.exits = []
    for (index, exit) in trace.exits.enumerated() {
      if behind.contains(index) {
        places[index] = Int32(truncatingIfNeeded: tail.exits.count)
        tail.exits.append(exit)
      } else {
        kept[index] = Int32(truncatingIfNeeded: head.exits.count)
        head.exits.append(exit)
      }
    }
    for index in head.body[..<position].indices where head.body[index].exit >= 0 { head.body[index].exit = kept[Int(head.body[index].exit)] ?? -1 }
    return places
  }

  /// A snapshot as the second part sees it.
  private mutating func seen(_ snapshot: Snapshot) -> Snapshot {
    var result = snapshot
    for index in result.slots.indices { result.slots[index].value = seen(result.slots[index].value) }
    for object in result.virtuals.indices {
      for index in result.virtuals[object].values.indices { result.virtuals[object].values[index] = seen(result.virtuals[object].values[index]) }
    }
    return result
  }

  private mutating func seen(_ value: SnapshotValue) -> SnapshotValue {
    guard case .value(let id) = value, definitions[id] != nil else { return value }
    return .value(word(id))
  }
}

extension Trace {
  /// Leaves what stands in front of a uop, and of the bytecode it belongs to. What was recorded for that bytecode before the uop
  /// counts as part of the last one that is left.
  mutating func cut(at position: Int, bytecode: Int) {
    body.removeSubrange(position...)
    origins.removeSubrange(bytecode...)
    let last = Int32(truncatingIfNeeded: bytecode - 1)
    for index in body.indices where body[index].origin > last { body[index].origin = last }
  }
}

extension RecordedTree {
  /// Puts the parts of a trace in its place; `position` is the bytecode at which the second begins.
  ///
  /// - Returns: the index of the second part.
  func apply(_ split: TraceSplit, to trace: Int, position: Int) -> Int {
    let tail = tree.traces.count
    tree.traces[trace] = split.head
    tree.traces[trace].end = .join(tail, [])
    tree.traces.append(split.tail)
    tree.valueCount = max(tree.valueCount, split.valueCount)
    tree.traces[trace].endReason = "goes on in trace \(tail)"
    journals[tail] = journals[trace]
    journals[tail]?.firstStep += position
    return tail
  }

  /// Makes a slot that some way to a joined trace changes known to all exits, behind which the interpreter needs it.
  func bring(_ slot: Int, into first: Int, _ vm: VM) {
    var seen: Set<Int> = []
    var waiting = [first]
    while let index = waiting.popLast() {
      guard seen.insert(index).inserted else { continue }
      var trace = tree.traces[index]
      var id = ValueID.none
      /// Adds the slot where it is needed and not known.
      func add(to snapshot: inout Snapshot) -> Bool {
        guard !snapshot.slots.contains(where: { $0.offset == slot }), isNeeded(slot, snapshot, vm) else { return false }
        if id == .none {
          if let place = trace.body.firstIndex(where: { $0.op == .slot && $0.immediate == slot }) {
            id = trace.body[place].result
            trace.body.insert(trace.body.remove(at: place), at: 0)
          } else {
            id = ValueID(tree.valueCount)
            tree.valueCount += 1
            trace.body.insert(Instruction(.slot, result: id, immediate: Int64(slot), origin: trace.origins.isEmpty ? -1 : 0), at: 0)
          }
        }
        let place = snapshot.slots.firstIndex { $0.offset > slot } ?? snapshot.slots.count
        snapshot.slots.insert(Snapshot.Slot(offset: slot, value: .value(id)), at: place)
        return true
      }
      for exit in trace.exits.indices {
        var snapshot = trace.exits[exit].snapshot
        guard add(to: &snapshot) else { continue }
        trace.exits[exit].snapshot = snapshot
        if trace.exits[exit].sideTrace >= 0 { waiting.append(trace.exits[exit].sideTrace) }
      }
      if var closing = trace.closing, add(to: &closing) {
        trace.closing = closing
        if case .join(let target, _) = trace.end { waiting.append(target) }
      }
      tree.traces[index] = trace
    }
  }

  /// Whether the interpreter may read a slot if it goes on at a snapshot.
  private func isNeeded(_ slot: Int, _ snapshot: Snapshot, _ vm: VM) -> Bool {
    guard let index = snapshot.frames.lastIndex(where: { $0.offset - Opcode.frameHeader <= slot }) else { return true }
    let frame = snapshot.frames[index]
    guard slot >= frame.offset, case .code(let code) = constants[frame.code] else { return true }
    return vm.liveRegisters(code, before: frame.pc, inCall: index + 1 < snapshot.frames.count).contains(slot - frame.offset)
  }
}
