// Names the variables and attributes that flow into the headers of loops and into joins beside frame slots.

/// A place in memory that a loop reads and writes, and whose content flows round it: loads need not wait for the stores of the iteration
/// before. The stores stay, so that nothing else has to know of it.
///
/// Each has a number that stands for a frame slot, below the numbers of frame slots.
enum CarriedCell {
  /// The variable that a constant names.
  case variable(Int64)
  /// An attribute by its place in `RecordedIndex.attributes`.
  case attribute(Int)

  private static let base = RuntimeABI.readableBelowStack * 2
  /// How many of either kind a tree carries.
  static let most = 16

  /// What a slot's number stands for; nil for a frame slot.
  init?(slot: Int) {
    if slot > -CarriedCell.base { return nil }
    self = slot > -2 * CarriedCell.base ? .variable(Int64(-CarriedCell.base - slot)) : .attribute(-2 * CarriedCell.base - slot)
  }

  var slot: Int {
    switch self {
    case .variable(let constant): -CarriedCell.base - Int(constant)
    case .attribute(let index): -2 * CarriedCell.base - index
    }
  }

  /// What stands for the check of an object whose attributes are carried, by the object's number.
  static func slot(ofHolder number: Int) -> Int { -3 * base - number }

  static func isCarried(_ slot: Int) -> Bool { slot <= -base }
}

/// An object that is the same in all iterations, by the way to it.
indirect enum CarriedHolder: Hashable {
  /// The object in a frame slot at the header.
  case slot(Int)
  /// The object that a constant is.
  case constant(Int64)
  /// The object in an attribute slot, some bytes into another one.
  case attribute(of: CarriedHolder, offset: Int64)

  var parent: CarriedHolder? { if case .attribute(let parent, _) = self { parent } else { nil } }
}

/// An attribute slot that a tree writes.
struct CarriedAttribute {
  let holder: CarriedHolder
  let offset: Int64
}

/// The objects that a tree finds in the same way in all iterations, and the attributes of them that it writes.
struct CarriedAttributes {
  /// The check of an object's layout: the constant, and what `OptimizedExit.origin` tells about it.
  struct Check {
    let layout: Int64
    let origin: Int
  }
  private(set) var list: [CarriedAttribute] = []
  private(set) var checks: [CarriedHolder: Check] = [:]
  /// Objects that have several layouts.
  private var varying: Set<CarriedHolder> = []

  init() {}

  init(_ index: RecordedIndex) {
    for trace in index.tree.traces {
      for item in trace.body where item.op == .guardLayout {
        guard let holder = index.holder(of: item.operands[0]) else { continue }
        if trace.exits[Int(item.exit)].sideTrace >= 0 { varying.insert(holder) }
        let origin = OptimizedExit.slotOrigin(CarriedCell.slot(ofHolder: checks.count))
        if checks[holder] == nil { checks[holder] = Check(layout: item.immediate, origin: origin) }
      }
    }
    for trace in index.tree.traces {
      for item in trace.body where item.op == .storeSlot && list.count < CarriedCell.most {
        guard let holder = index.holder(of: item.operands[0]), isChecked(holder), find(holder, item.immediate) == nil else { continue }
        list.append(CarriedAttribute(holder: holder, offset: item.immediate))
      }
    }
  }

  private func isChecked(_ holder: CarriedHolder) -> Bool {
    checks[holder] != nil && !varying.contains(holder) && holder.parent.map(isChecked) ?? true
  }

  func find(_ holder: CarriedHolder, _ offset: Int64) -> Int? { list.firstIndex { $0.holder == holder && $0.offset == offset } }

  /// Whether an object is found in the same way in all iterations: on the way to it nothing changes, and no check of it is to stay in the loop.
  func isSteady(_ holder: CarriedHolder, changed: Set<Int>, _ writes: WriteSummary, _ options: OptimizerOptions) -> Bool {
    if let check = checks[holder], options.dontHoist.contains(check.origin) { return false }
    switch holder {
    case .slot(let slot): return !changed.contains(slot)
    case .constant: return true
    case .attribute(let parent, let offset): return !writes.writesSlot(offset) && isSteady(parent, changed: changed, writes, options)
    }
  }
}

extension RecordedIndex {
  /// The way to the object at an address that a check of its word gave.
  func holder(of pointer: ValueID) -> CarriedHolder? {
    guard definition(pointer).op == .guardReference else { return nil }
    switch source(of: pointer) {
    case .header(let slot): return .slot(slot)
    case .value(let id):
      let item = definition(id)
      if item.op == .constRef { return .constant(item.immediate) }
      guard item.op == .loadSlot, let parent = holder(of: item.operands[0]), parent.parent == nil else { return nil }
      return .attribute(of: parent, offset: item.immediate)
    case .other: return nil
    }
  }

  /// What stands for the slot of the variable or attribute that a recorded value was loaded from.
  func carriedSlot(loadedBy id: ValueID) -> Int? {
    let item = definition(id)
    if item.op == .loadGlobal { return CarriedCell.variable(item.immediate).slot }
    guard item.op == .loadSlot, let holder = holder(of: item.operands[0]),
      let index = attributes.find(holder, item.immediate)
    else { return nil }
    return CarriedCell.attribute(index).slot
  }
}

extension ForwardPass {
  /// What a variable or attribute holds, if that is known.
  private func knownContent(of cell: CarriedCell) -> ValueID? {
    switch cell {
    case .variable(let constant): return heap.find(.global, base: ValueID.none.index, key: constant).map { ValueID(Int($0)) }
    case .attribute(let index):
      guard let object = attributeObjects[index] else { return nil }
      return heap.find(.slot, base: object.index, key: self.index.attributes.list[index].offset).map { ValueID(Int($0)) }
    }
  }

  /// What a variable or attribute holds, read where it is not known; nil for an attribute that is not carried.
  mutating func content(of cell: CarriedCell) -> ValueID? {
    if let known = knownContent(of: cell) { return known }
    switch cell {
    case .variable(let constant): return emit(.loadGlobal, [], immediate: constant)
    // The object keeps its slots, whatever its layout is by now.
    case .attribute(let index):
      return attributeObjects[index].map { emit(.loadSlot, [$0], immediate: self.index.attributes.list[index].offset) }
    }
  }

  /// Notes what a variable or attribute holds.
  mutating func noteContent(of cell: CarriedCell, _ word: ValueID) {
    switch cell {
    case .variable(let constant): heap.note(.global, base: ValueID.none.index, key: constant, value: word.index)
    case .attribute(let index):
      guard let object = attributeObjects[index] else { return }
      heap.note(.slot, base: object.index, key: self.index.attributes.list[index].offset, value: word.index)
    }
  }

  /// What a variable or attribute holds when the tree is entered; leaves if the variable is unbound or the object is another one.
  mutating func entryContent(of cell: CarriedCell, _ item: HeaderSlot) -> ValueID {
    switch cell {
    case .variable(let constant):
      let id = enter(.loadGlobal, [], .word, immediate: constant)
      if item.type == .word { enter(.guardNotNil, [id], .none, exit: Int(entryExit(origin: item.slotOrigin, kind: .type, level: Level.entry))) }
      return id
    case .attribute(let number):
      let attribute = index.attributes.list[number]
      guard let object = entryObject(attribute.holder) else {
        conflicts.insert(item.slot)
        return constant(.constWord, Int64(bitPattern: abi.encoding.nilWord))
      }
      attributeObjects[number] = object
      return enter(.loadSlot, [object], .word, immediate: attribute.offset)
    }
  }

  /// The address of an object that has the layout which the tree expects, when the tree is entered.
  private mutating func entryObject(_ holder: CarriedHolder) -> ValueID? {
    if let known = entryObjects[holder] { return known }
    guard let check = index.attributes.checks[holder] else { return nil }
    let word: ValueID
    switch holder {
    case .slot(let slot): word = headerWord(slot)
    case .constant(let number): word = constant(.constRef, number)
    case .attribute(let parent, let offset):
      guard let object = entryObject(parent) else { return nil }
      word = enter(.loadSlot, [object], .word, immediate: offset)
      heap.note(.slot, base: object.index, key: offset, value: word.index)
    }
    let exit = Int(entryExit(origin: check.origin, kind: .type, level: Level.entry))
    let object = entryAddress(word, exit)
    enter(.guardLayout, [object], .none, immediate: check.layout, exit: exit)
    if !outerWrites.writesLayouts { heap.note(.layout, base: object.index, key: 0, value: Int32(truncatingIfNeeded: check.layout)) }
    entryObjects[holder] = object
    return object
  }

  private mutating func entryAddress(_ word: ValueID, _ exit: Int) -> ValueID {
    let fact = facts[word]
    if fact.kind == .reference, fact.twin >= 0 { return canonical(ValueID(Int(fact.twin))) }
    let isKnown = fact.kind == .reference
    let object = enter(isKnown ? .unref : .guardReference, [word], .ptr, exit: isKnown ? -1 : exit)
    know(word, always: true) {
      $0.kind = .reference
      $0.twin = object.index
      $0.isNotNil = true
    }
    return object
  }

  /// Appends a uop to the entry.
  @discardableResult
  private mutating func enter(_ op: Uop, _ operands: [ValueID], _ type: IRType, immediate: Int64 = 0, exit: Int = -1) -> ValueID {
    var result = ValueID.none
    if type != .none {
      var definition = ValueTable.Definition(op: op, form: .real, type: type, level: Level.entry, a: operands.first?.index ?? -1)
      definition.immediate = immediate
      result = values.add(definition)
    }
    entry.append(Instruction(op, result: result, operands, immediate: immediate, exit: exit))
    return result
  }
}
