// Removes uops, parameters and exits that nothing needs, and numbers what is left without gaps.

struct DeadCode {
  private var tree: TraceTree
  private var isLive: [Bool]
  /// The place of each value's definition: region (0 entry, 1 preheader, 2 + t trace t) and position.
  private var regions: [Int32]
  private var positions: [Int32]
  /// Parameters: the index in `outer` (region -2) or `loop` (region -3) is in `positions`.
  private static let outerRegion: Int32 = -2
  private static let loopRegion: Int32 = -3
  /// Parameters of trace t are in the region -4 - t.
  private static let joinRegion: Int32 = -4
  private var work: [ValueID] = []

  /// The tree without what nothing needs.
  static func removing(from tree: TraceTree, abi: RuntimeABI) -> TraceTree {
    var pass = DeadCode(tree)
    pass.mark(abi)
    pass.sweep(abi)
    return pass.tree
  }

  private init(_ tree: TraceTree) {
    self.tree = tree
    isLive = Array(repeating: false, count: tree.valueCount)
    regions = Array(repeating: -1, count: tree.valueCount)
    positions = regions
  }

  // MARK: Mark

  private mutating func mark(_ abi: RuntimeABI) {
    for (index, item) in tree.outer.enumerated() { place(item.result, DeadCode.outerRegion, index) }
    for (index, item) in tree.loop.enumerated() { place(item.result, DeadCode.loopRegion, index) }
    scan(tree.entry, tree.entryExits, 0, abi)
    scan(tree.preheader, tree.entryExits, 1, abi)
    for (index, trace) in tree.traces.enumerated() {
      for (number, item) in trace.parameters.enumerated() {
        place(item.result, DeadCode.joinRegion - Int32(truncatingIfNeeded: index), number)
      }
      scan(trace.body, trace.exits, Int32(truncatingIfNeeded: index + 2), abi)
      if case .exit(let number) = trace.end { need(trace.exits[number].snapshot) }
    }
    while let id = work.popLast() { needSources(of: id) }
  }

  private mutating func place(_ id: ValueID, _ region: Int32, _ position: Int) {
    regions[Int(id.index)] = region
    positions[Int(id.index)] = Int32(truncatingIfNeeded: position)
  }

  private mutating func scan(_ body: [Instruction], _ exits: [Exit], _ region: Int32, _ abi: RuntimeABI) {
    for (position, item) in body.enumerated() {
      if item.result != .none { place(item.result, region, position) }
      if DeadCode.isNeeded(item, abi) { need(item, exits) }
    }
  }

  /// Whether a uop must stay even if nothing uses its result.
  private static func isNeeded(_ item: Instruction, _ abi: RuntimeABI) -> Bool {
    switch item.op.info.kind {
    case .pure, .load, .allocation: false
    case .store: true
    case .call: hasEffect(abi.helpers[Int(item.immediate)])
    // Overflow checks too: other checks may be missing because of them.
    case .guardOnly: true
    }
  }

  private static func hasEffect(_ helper: HelperInfo) -> Bool {
    !helper.isPure && (helper.mayRaise || !helper.writes.isEmpty)
  }

  private mutating func need(_ item: Instruction, _ exits: [Exit]) {
    if item.result != .none, isLive[Int(item.result.index)] { return }
    if item.result != .none { isLive[Int(item.result.index)] = true }
    for operand in item.operands { need(operand) }
    if item.exit >= 0 { need(exits[Int(item.exit)].snapshot) }
  }

  private mutating func need(_ snapshot: Snapshot) {
    for slot in snapshot.slots { need(slot.value) }
    for object in snapshot.virtuals {
      for value in object.values { need(value) }
    }
  }

  private mutating func need(_ value: SnapshotValue) {
    if case .value(let id) = value { need(id) }
  }

  private mutating func need(_ id: ValueID) {
    guard !isLive[Int(id.index)] else { return }
    work.append(id)
  }

  private mutating func needSources(of id: ValueID) {
    let index = Int(id.index)
    guard !isLive[index] else { return }
    let position = Int(positions[index])
    switch regions[index] {
    case DeadCode.outerRegion: needFlow(id, tree.outerInitial[position], position, isOuter: true)
    case DeadCode.loopRegion: needFlow(id, tree.loopInitial[position], position, isOuter: false)
    case 0: need(tree.entry[position], tree.entryExits)
    case 1: need(tree.preheader[position], tree.entryExits)
    case let region where region >= 2:
      let trace = tree.traces[Int(region) - 2]
      need(trace.body[position], trace.exits)
    case let region where region <= DeadCode.joinRegion: needJoin(id, Int(DeadCode.joinRegion - region), position)
    default: isLive[index] = true
    }
  }

  private mutating func needJoin(_ id: ValueID, _ trace: Int, _ position: Int) {
    isLive[Int(id.index)] = true
    for other in tree.traces {
      if case .join(trace, let values) = other.end { need(values[position]) }
    }
  }

  private mutating func needFlow(_ id: ValueID, _ initial: ValueID, _ position: Int, isOuter: Bool) {
    isLive[Int(id.index)] = true
    need(initial)
    for trace in tree.traces {
      switch trace.end {
      case .loop(let values) where !isOuter: need(values[position])
      case .outerLoop(let values) where isOuter: need(values[position])
      default: break
      }
    }
  }

  // MARK: Sweep

  private mutating func sweep(_ abi: RuntimeABI) {
    let outerKept = tree.outer.map { isLive[Int($0.result.index)] }
    let loopKept = tree.loop.map { isLive[Int($0.result.index)] }
    tree.outer = DeadCode.filter(tree.outer, outerKept)
    tree.outerInitial = DeadCode.filter(tree.outerInitial, outerKept)
    tree.loop = DeadCode.filter(tree.loop, loopKept)
    tree.loopInitial = DeadCode.filter(tree.loopInitial, loopKept)
    var entryUse = Array(repeating: false, count: tree.entryExits.count)
    tree.entry = kept(tree.entry, abi, &entryUse)
    tree.preheader = kept(tree.preheader, abi, &entryUse)
    let entryPlaces = DeadCode.compact(&tree.entryExits, entryUse)
    DeadCode.relink(&tree.entry, entryPlaces)
    DeadCode.relink(&tree.preheader, entryPlaces)
    let joinKept = tree.traces.map { $0.parameters.map { isLive[Int($0.result.index)] } }
    for index in tree.traces.indices {
      tree.traces[index].parameters = DeadCode.filter(tree.traces[index].parameters, joinKept[index])
      if case .join(let target, let values) = tree.traces[index].end {
        tree.traces[index].end = .join(target, DeadCode.filter(values, joinKept[target]))
      }
      sweep(trace: index, outerKept, loopKept, abi)
    }
  }

  private mutating func sweep(trace index: Int, _ outerKept: [Bool], _ loopKept: [Bool], _ abi: RuntimeABI) {
    var trace = tree.traces[index]
    var use = Array(repeating: false, count: trace.exits.count)
    trace.body = kept(trace.body, abi, &use)
    if case .exit(let number) = trace.end { use[number] = true }
    let places = DeadCode.compact(&trace.exits, use)
    DeadCode.relink(&trace.body, places)
    switch trace.end {
    case .exit(let number): trace.end = .exit(Int(places[number]))
    case .loop(let values): trace.end = .loop(DeadCode.filter(values, loopKept))
    case .outerLoop(let values): trace.end = .outerLoop(DeadCode.filter(values, outerKept))
    case .join: break
    }
    tree.traces[index] = trace
  }

  private func kept(_ body: [Instruction], _ abi: RuntimeABI, _ use: inout [Bool]) -> [Instruction] {
    var result: [Instruction] = []
    result.reserveCapacity(body.count)
    for item in body {
      let isUsed = item.result != .none && isLive[Int(item.result.index)]
      guard isUsed || DeadCode.isNeeded(item, abi) else { continue }
      if item.exit >= 0 { use[Int(item.exit)] = true }
      result.append(item)
    }
    return result
  }

  private static func filter<Element>(_ list: [Element], _ isKept: [Bool]) -> [Element] {
    zip(list, isKept).filter(\.1).map(\.0)
  }

  /// Drops unused exits; returns the new index of each old one.
  private static func compact(_ exits: inout [Exit], _ use: [Bool]) -> [Int32] {
    var places = Array(repeating: Int32(-1), count: exits.count)
    var kept: [Exit] = []
    for (index, exit) in exits.enumerated() where use[index] {
      places[index] = Int32(truncatingIfNeeded: kept.count)
      kept.append(exit)
    }
    exits = kept
    return places
  }

  private static func relink(_ body: inout [Instruction], _ places: [Int32]) {
    for index in body.indices where body[index].exit >= 0 { body[index].exit = places[Int(body[index].exit)] }
  }
}
