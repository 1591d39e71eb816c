// Collects which memory a set of traces may write, to decide which loads are invariant.

/// What traces write, apart from objects they allocate themselves.
struct WriteSummary {
  /// Regions that calls write.
  private(set) var regions: Regions = .nothing
  private var slotOffsets: Set<Int64> = []
  private var fields: UInt64 = 0
  private var items: UInt8 = 0
  private var globals: Set<Int64> = []

  init(_ index: RecordedIndex, traces: [Bool], abi: RuntimeABI) {
    for (number, trace) in index.tree.traces.enumerated() where traces[number] {
      for item in trace.body { add(item, index, abi) }
    }
  }

  private mutating func add(_ item: Instruction, _ index: RecordedIndex, _ abi: RuntimeABI) {
    switch item.op {
    case .call: regions.formUnion(abi.helpers[Int(item.immediate)].writes)
    case .storeSlot where !index.isFresh(item.operands[0]): slotOffsets.insert(item.immediate)
    case .storeField where !index.isFresh(item.operands[0]): fields |= 1 << UInt64(item.immediate & 63)
    case .storeItem: items |= 1
    case .storeItemInt: items |= 2
    case .storeItemFloat: items |= 4
    case .storeByte: items |= 8
    case .storeGlobal: globals.insert(item.immediate)
    default: break
    }
  }

  func writesGlobal(_ constant: Int64) -> Bool { regions.contains(.globals) || globals.contains(constant) }

  func writesSlot(_ offset: Int64) -> Bool { regions.contains(.slots) || slotOffsets.contains(offset) }

  func writesField(_ field: Int64, _ info: FieldInfo) -> Bool {
    if info.isImmutable { return false }
    return !regions.isDisjoint(with: info.region) || fields & (1 << UInt64(field & 63)) != 0
  }

  var writesLayouts: Bool {
    regions.contains(.slots) || fields & (1 << UInt64(FieldID.objectLayout.rawValue)) != 0
  }

  func writesItems(_ op: Uop) -> Bool {
    if regions.contains(.items) { return true }
    switch op {
    case .loadItem: return items & 1 != 0
    case .loadItemInt: return items & 2 != 0
    case .loadItemFloat: return items & 4 != 0
    case .loadByte: return items & 8 != 0
    default: return items != 0
    }
  }
}

extension RecordedIndex {
  /// The traces that satisfy a condition, and all traces on the way to them.
  func withAncestors(_ isMember: (Trace) -> Bool) -> [Bool] {
    var result = Array(repeating: false, count: tree.traces.count)
    for index in tree.traces.indices where isMember(tree.traces[index]) {
      addAncestors(of: index, &result)
    }
    return result
  }

  /// Adds a trace and all traces on the ways to it.
  private func addAncestors(of trace: Int, _ result: inout [Bool]) {
    if result[trace] { return }
    result[trace] = true
    if let parent = parents[trace] { addAncestors(of: parent.trace, &result) }
    for other in order.predecessors[trace] { addAncestors(of: other, &result) }
  }
}
