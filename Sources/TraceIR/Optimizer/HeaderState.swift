// Decides which frame slots flow into the loop header, and with which machine types.

/// A frame slot that some jump to the header changes.
struct HeaderSlot {
  var slot: Int
  var type: IRType
  /// What `OptimizedExit.origin` tells about guards of this slot's type.
  var origin: Int
  /// Whether the type is a guess from a closing value, and no guard of the trace needs it.
  var isSpeculative: Bool
  /// Whether it changes from one iteration of the inner loop to the next.
  var isInner: Bool
  /// What it carries, if it is no frame slot.
  var cell: CarriedCell? { CarriedCell(slot: slot) }
  /// What `OptimizedExit.origin` tells about the check that a variable is bound.
  var slotOrigin: Int { OptimizedExit.slotOrigin(slot) }
  /// The recorded exit of a check in the loop that the value is not negative, if that is checked once at the entry instead.
  var boundExit: Int?
}

extension HeaderSlot {
  var isAttribute: Bool { if case .attribute? = cell { true } else { false } }
  /// Whether it does not flow round the loop at all once its type is given up.
  var isGivenUp: Bool { cell != nil && (type == .word || isAttribute) }
}

struct HeaderState {
  private(set) var slots: [HeaderSlot] = []
  /// The frames at the header; `nil` when no trace jumps there.
  private(set) var frames: [FrameDescription]?
  private(set) var hasOuter = false

  init(_ index: RecordedIndex, abi: RuntimeABI, options: OptimizerOptions) throws(CompileRefusal) {
    var inner: Set<Int> = []
    var outer: Set<Int> = []
    for trace in index.tree.traces {
      guard case .loop = trace.end else { continue }
      guard let closing = trace.closing else { throw CompileRefusal(reason: "noClosing") }
      if frames == nil { frames = closing.frames }
      if index.isOuterJump(trace) { hasOuter = true }
      for slot in closing.slots where HeaderState.isChange(slot, index) {
        if index.isOuterJump(trace) { outer.insert(slot.offset) } else { inner.insert(slot.offset) }
      }
    }
    for slot in inner.union(outer).sorted() {
      slots.append(HeaderSlot(slot: slot, type: .word, origin: -1, isSpeculative: false, isInner: inner.contains(slot)))
    }
    if frames != nil, options.passes.isSuperset(of: [.memory, .guards, .typedHeader, .unboxing]) { addCells(index, abi, options) }
    // A parameter that is no word needs lazy boxes, and guards on those boxes that fold.
    if options.passes.isSuperset(of: [.typedHeader, .unboxing, .guards]) { chooseTypes(index, abi, options) }
  }

  /// Adds the variables and attributes that the loop writes.
  private mutating func addCells(_ index: RecordedIndex, _ abi: RuntimeABI, _ options: OptimizerOptions) {
    let last = index.tree.traces[index.spine[index.spine.count - 1]]
    let inner = WriteSummary(
      index, traces: index.withAncestors { $0 == last || ($0.end.isBackward && !index.isOuterJump($0)) }, abi: abi)
    let changed = Set(slots.map(\.slot))
    func add(_ cell: CarriedCell, isInner: Bool) {
      let origin = OptimizedExit.slotOrigin(cell.slot)
      if options.dontHoist.contains(origin) { return }
      slots.append(HeaderSlot(slot: cell.slot, type: .word, origin: origin, isSpeculative: false, isInner: isInner || !hasOuter))
    }
    for constant in index.variables { add(.variable(constant), isInner: inner.writesGlobal(constant)) }
    let outer = WriteSummary(index, traces: index.tree.traces.map { _ in true }, abi: abi)
    for (number, attribute) in index.attributes.list.enumerated() {
      guard index.attributes.isSteady(attribute.holder, changed: changed, outer, options) else { continue }
      add(.attribute(number), isInner: inner.writesSlot(attribute.offset))
    }
  }

  private static func isChange(_ slot: Snapshot.Slot, _ index: RecordedIndex) -> Bool {
    switch slot.value {
    case .dead: false
    case .virtual: true
    case .value(let id): index.source(of: id) != .header(slot.offset)
    }
  }

  /// Gives up the type of a slot.
  mutating func widen(_ slot: Int) {
    slots.removeAll { $0.slot == slot && $0.isGivenUp }
    for index in slots.indices where slots[index].slot == slot { slots[index].type = .word }
  }

  /// Checks at the entry that a slot is not negative, or stops doing so.
  mutating func setBound(_ slot: Int, exit: Int?) {
    for index in slots.indices where slots[index].slot == slot { slots[index].boundExit = exit }
  }

  mutating func widenAll() {
    slots.removeAll { $0.cell != nil }
    for index in slots.indices { slots[index].type = .word }
  }

  private mutating func chooseTypes(_ index: RecordedIndex, _ abi: RuntimeABI, _ options: OptimizerOptions) {
    let guards = HeaderGuards(index, slots: Set(slots.map(\.slot)))
    for position in slots.indices {
      let slot = slots[position].slot
      if let use = guards.first[slot] {
        slots[position].type = use.type
        slots[position].origin = use.exit
      } else if slots[position].cell == nil, !guards.isUsed.contains(slot), let type = HeaderState.closingType(slot, index, abi) {
        slots[position].type = type
        slots[position].origin = OptimizedExit.slotOrigin(slot)
        slots[position].isSpeculative = true
      }
      if options.dontHoist.contains(slots[position].origin) { slots[position].type = .word }
    }
    slots.removeAll { $0.isAttribute && $0.type == .word }
  }

  /// The machine type that the root's closing gives to a slot, if it boxes one.
  private static func closingType(_ slot: Int, _ index: RecordedIndex, _ abi: RuntimeABI) -> IRType? {
    guard let last = index.spine.last, index.tree.traces[last].end.isBackward, let closing = index.tree.traces[last].closing,
      case .value(let id)? = closing.slots.first(where: { $0.offset == slot })?.value
    else { return nil }
    let type = index.closingType(of: id, abi)
    return type == .i64 || type == .f64 || type == .i1 ? type : nil
  }
}

/// The first checks that traces make on header slots.
private struct HeaderGuards {
  struct Use {
    var type: IRType
    var exit: Int
  }
  var first: [Int: Use] = [:]
  /// Slots that are used in any way but to be unboxed.
  var isUsed: Set<Int> = []

  init(_ index: RecordedIndex, slots: Set<Int>) {
    for trace in index.tree.traces {
      for item in trace.body where item.op != .slot && item.op != .guardNotNil && item.op != .storeGlobal && item.op != .storeSlot {
        for operand in item.operands {
          guard let slot = HeaderGuards.slot(index.source(of: operand), index), slots.contains(slot) else { continue }
          note(slot, item, trace)
        }
      }
    }
  }

  private static func slot(_ source: RecordedIndex.Source, _ index: RecordedIndex) -> Int? {
    switch source {
    case .header(let slot): slot
    case .value(let id): index.carriedSlot(loadedBy: id)
    case .other: nil
    }
  }

  private mutating func note(_ slot: Int, _ item: Instruction, _ trace: Trace) {
    if isUsed.contains(slot) || first[slot] != nil { return }
    let type: IRType
    switch item.op {
    case .guardInt: type = .i64
    case .guardFloat: type = .f64
    case .guardBool: type = .i1
    default:
      isUsed.insert(slot)
      return
    }
    let exit = trace.exits[Int(item.exit)]
    // A guard that has a side trace is known to fail.
    if exit.sideTrace >= 0 { isUsed.insert(slot) } else { first[slot] = Use(type: type, exit: exit.number) }
  }
}
