// Translates loads and stores: loads of known cells are served from the heap cache, stores drop what they may change.

extension ForwardPass {
  // MARK: The heap cache

  /// What a memory cell is known to hold.
  private func cell(_ kind: HeapCache.Kind, _ base: ValueID, _ key: Int64) -> ValueID? {
    guard isEnabled(.memory), let known = heap.find(kind, base: base.index, key: key) else { return nil }
    return canonical(ValueID(Int(known)))
  }

  /// Notes what a memory cell holds; what was read before the loop holds at every exit of the root trace so far, too.
  mutating func noteCell(
    _ kind: HeapCache.Kind, base: ValueID, key: Int64, value: Int32, isImmutable: Bool = false, always: Bool = false
  ) {
    heap.note(kind, base: base.index, key: key, value: value, isImmutable: isImmutable)
    guard always else { return }
    for index in resumePoints.indices {
      resumePoints[index].heap.note(kind, base: base.index, key: key, value: value, isImmutable: isImmutable)
    }
  }

  private mutating func load(
    _ item: Instruction, _ kind: HeapCache.Kind, _ operands: [ValueID], key: Int64, type: IRType, isImmutable: Bool = false
  ) -> ValueID {
    let base = operands.first ?? .none
    if let known = cell(kind, base, key) { return known }
    let result = emit(item.op, operands, immediate: item.immediate, type: type)
    let always = values[result].level < Level.body
    noteCell(kind, base: base, key: key, value: result.index, isImmutable: isImmutable, always: always)
    return result
  }

  // MARK: Fields

  mutating func loadField(_ item: Instruction) -> ValueID {
    let address = argument(0)
    if let virtual = virtualIndex(address), let known = virtualField(virtual, item.immediate) { return known }
    if item.immediate == Int64(FieldID.objectClass.rawValue), isEnabled(.guards), facts[address].classConstant >= 0 {
      return unref(constant(.constRef, Int64(facts[address].classConstant)))
    }
    let info = abi.fields[Int(item.immediate)]
    let result = load(
      item, .field, [real(address)], key: item.immediate, type: info.type, isImmutable: info.isImmutable)
    switch FieldID(rawValue: UInt8(truncatingIfNeeded: item.immediate)) {
    case .listCount, .tupleCount, .strLength, .bytesCount, .byteArrayCount, .arrayCount: if isEnabled(.ranges) { facts.learn(result) { $0.range = $0.range.intersection(.length) } }
    default: break
    }
    return result
  }

  mutating func storeField(_ item: Instruction) -> ValueID {
    let object = argument(0)
    let stored = argument(1)
    if let virtual = virtualIndex(object) {
      if setVirtualLayout(virtual, item.immediate, stored) || setVirtualClass(virtual, item.immediate, stored) { return .none }
    }
    let address = real(object)
    let value = real(stored)
    let info = abi.fields[Int(item.immediate)]
    if cell(.field, address, item.immediate) == stored { return .none }
    emit(.storeField, [address, value], immediate: item.immediate)
    heap.replace(.field, heap.survivors(.field) { $0.key == item.immediate && mayAlias(ValueID(Int($0.base)), address) })
    if item.immediate == Int64(FieldID.objectLayout.rawValue) {
      heap.replace(.layout, heap.survivors(.layout) { mayAlias(ValueID(Int($0.base)), address) })
      if values[value].op == .constPtr {
        let layout = Int32(truncatingIfNeeded: values[value].immediate)
        heap.note(.layout, base: address.index, key: 0, value: layout)
      }
    }
    noteCell(.field, base: address, key: item.immediate, value: stored.index, isImmutable: info.isImmutable)
    return .none
  }

  // MARK: Attribute slots

  mutating func loadSlot(_ item: Instruction) -> ValueID {
    let address = argument(0)
    if let virtual = virtualIndex(address), let known = virtualSlot(virtual, item.immediate) { return known }
    return load(item, .slot, [real(address)], key: item.immediate, type: .word)
  }

  mutating func storeSlot(_ item: Instruction) -> ValueID {
    let address = argument(0)
    let stored = argument(1)
    if let virtual = virtualIndex(address), virtuals[virtual].kind == .instance {
      virtuals[virtual].set(stored, at: item.immediate)
      return .none
    }
    let base = real(address)
    if cell(.slot, base, item.immediate) == stored { return .none }
    emit(.storeSlot, [base, real(stored)], immediate: item.immediate)
    let layout = layout(base)
    heap.replace(
      .slot, heap.survivors(.slot) { $0.key == item.immediate && mayAlias(ValueID(Int($0.base)), base, layout: layout) })
    noteCell(.slot, base: base, key: item.immediate, value: canonical(stored).index)
    return .none
  }

  // MARK: Items

  mutating func loadItem(_ item: Instruction, _ kind: HeapCache.Kind) -> ValueID {
    let (array, position) = (argument(0), argument(1))
    if kind == .word, let known = virtualItem(array, position) { return known }
    let operands = [real(array), real(position)]
    let isFixed = isInlineStorage(operands[0])
    let result = load(
      item, kind, operands, key: Int64(operands[1].index), type: item.op.info.result, isImmutable: isFixed)
    if kind == .byte, isEnabled(.ranges) { facts.learn(result) { $0.range = $0.range.intersection(.byte) } }
    return result
  }

  mutating func storeItem(_ item: Instruction, _ kind: HeapCache.Kind) -> ValueID {
    let stored = argument(2)
    let operands = [real(argument(0)), real(argument(1)), real(stored)]
    let key = Int64(operands[1].index)
    if cell(kind, operands[0], key) == canonical(stored) { return .none }
    emit(item.op, operands)
    let survivors = heap.survivors(kind) {
      mayBeSameItem(ValueID(Int($0.key)), operands[1]) && mayShareItems(ValueID(Int($0.base)), operands[0])
    }
    heap.replace(kind, survivors)
    noteCell(kind, base: operands[0], key: key, value: canonical(stored).index)
    return .none
  }

  // MARK: Variables

  mutating func loadGlobal(_ item: Instruction) -> ValueID {
    load(item, .global, [], key: item.immediate, type: .word)
  }

  mutating func storeGlobal(_ item: Instruction) -> ValueID {
    let stored = argument(0)
    if cell(.global, .none, item.immediate) == canonical(stored) { return .none }
    emit(.storeGlobal, [real(stored)], immediate: item.immediate)
    // Constants are entered once: no other names the same cell.
    noteCell(.global, base: .none, key: item.immediate, value: canonical(stored).index)
    return .none
  }
}
