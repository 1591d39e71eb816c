// Decides whether two addresses or positions can be the same.

extension ForwardPass {
  /// Whether two addresses may be of the same object.
  func mayAlias(_ a: ValueID, _ b: ValueID) -> Bool {
    if a == b { return true }
    let (left, right) = (values[a], values[b])
    let (leftBirth, rightBirth) = (birth(left), birth(right))
    switch (leftBirth, rightBirth) {
    case (.some, .some): return false
    // A value that existed before an object was allocated is not its address.
    case (let birth?, nil): if b.index < birth { return false }
    case (nil, let birth?): if a.index < birth { return false }
    case (nil, nil): break
    }
    let (leftClass, rightClass) = (facts[a].classConstant, facts[b].classConstant)
    if leftClass >= 0, rightClass >= 0, leftClass != rightClass { return false }
    return !isDistinctConstants(left, right)
  }

  /// The layout that an object is known to have now, or -1.
  func layout(_ address: ValueID) -> Int32 { heap.find(.layout, base: address.index, key: 0) ?? -1 }

  /// Whether two addresses may be of the same object; `layout` is that of the second.
  func mayAlias(_ a: ValueID, _ b: ValueID, layout: Int32) -> Bool {
    guard mayAlias(a, b) else { return false }
    if layout < 0 || a == b { return true }
    let other = self.layout(a)
    return other < 0 || other == layout
  }

  /// When an object allocated by the tree was allocated, in value numbers.
  private func birth(_ definition: ValueTable.Definition) -> Int32? {
    switch definition.op {
    case .newObject, .newTuple, .newList: definition.c >= 0 ? definition.c : nil
    default: nil
    }
  }

  private func isDistinctConstants(_ a: ValueTable.Definition, _ b: ValueTable.Definition) -> Bool {
    guard a.a >= 0, b.a >= 0, a.op == .guardClass || a.op == .unref, b.op == .guardClass || b.op == .unref else {
      return false
    }
    let (left, right) = (values[ValueID(Int(a.a))], values[ValueID(Int(b.a))])
    return left.op == .constRef && right.op == .constRef && left.immediate != right.immediate
  }

  /// Whether two item arrays may be the same memory.
  func mayShareItems(_ a: ValueID, _ b: ValueID) -> Bool {
    if a == b { return true }
    let (left, right) = (values[a], values[b])
    let isListA = isListItems(left)
    let isListB = isListItems(right)
    if isListA != isListB { return !(isInlineStorage(a) || isInlineStorage(b)) }
    guard isListA, isListB else { return mayAlias(a, b) }
    return mayAlias(ValueID(Int(left.a)), ValueID(Int(right.a)))
  }

  private func isListItems(_ definition: ValueTable.Definition) -> Bool {
    definition.op == .loadField && definition.immediate == Int64(FieldID.listItems.rawValue) && definition.a >= 0
  }

  /// Whether two positions may be equal.
  func mayBeSameItem(_ a: ValueID, _ b: ValueID) -> Bool {
    if a == b { return true }
    let (left, right) = (range(a), range(b))
    if left.high < right.low || right.high < left.low { return false }
    let (first, second) = (offsetFromBase(a), offsetFromBase(b))
    return first.base != second.base || first.offset == second.offset
  }

  /// A position as a base plus a constant; sums that wrap are different positions too.
  private func offsetFromBase(_ id: ValueID) -> (base: ValueID, offset: Int64) {
    let definition = values[id]
    guard definition.op == .addInt || definition.op == .addOvf, definition.b >= 0,
      let offset = constantInt(ValueID(Int(definition.b)))
    else { return (id, 0) }
    return (ValueID(Int(definition.a)), offset)
  }
}
