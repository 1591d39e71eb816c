// Records steps of built-in iterators: lists, tuples, strings, bytes, enumerate, zip, reversed.

import TraceIR

extension Recorder {
  /// A step that was checked and not yet made.
  ///
  /// All checks of a step come before its first effect: an exit executes the whole step again.
  private struct Step {
    /// The iterators that the step advances, each with the address of its object.
    var advanced: [(pointer: ValueID, object: Value)] = []
    /// Makes the effects and gives the item.
    let commit: () -> ValueID
  }

  /// The next item of a built-in iterator; nil when it has none or is of another kind, with nothing but checks recorded.
  func inlineNext(_ register: Int, _ iterator: Value) -> ValueID? {
    guard let step = prepare(read(register), iterator) else { return nil }
    if let count = itemCount(iterator) { noteTrips(count) }
    for (i, first) in step.advanced.enumerated() {
      for second in step.advanced[(i + 1)...] where first.object.heapType == second.object.heapType {
        if first.object == second.object { return nil }
        emitGuard(.guardFalse, [emit(.sameWord, [emit(.ref, [first.pointer]), emit(.ref, [second.pointer])])])
      }
    }
    return step.commit()
  }

  /// How many items a built-in iterator has, those included that it gave already.
  private func itemCount(_ iterator: Value) -> Int? {
    let object = iterator.object(IteratorObject.self)
    let source = object.pointee.source
    switch iterator.heapType {
    case vm.types.listIterator, vm.types.listReverseIterator: return source.isKind(.list) ? vm.listCount(source) : nil
    case vm.types.tupleIterator: return source.isKind(.tuple) ? vm.tupleCount(source) : nil
    case vm.types.bytesIterator: return source.isExactly(vm.types.bytes) ? vm.bytesView(source).count : nil
    case vm.types.keyIterator, vm.types.valueIterator, vm.types.itemIterator: return source.isNil ? nil : object.pointee.limit
    // How far it has come is not known, but most begin at 0.
    case vm.types.rangeIterator: return max(object.pointee.limit, abs(object.pointee.index))
    case vm.types.enumerate: return source.isReference && source.isKind(.iterator) ? itemCount(source) : nil
    default: return nil
    }
  }

  private func prepare(_ id: ValueID, _ iterator: Value) -> Step? {
    guard iterator.isReference else { return nil }
    switch iterator.heapType {
    case vm.types.listIterator, vm.types.tupleIterator: return sequenceStep(id, iterator, isReverse: false)
    case vm.types.rangeIterator: return rangeStep(id, iterator)
    case vm.types.stringIterator: return characterStep(id, iterator)
    case vm.types.listReverseIterator: return sequenceStep(id, iterator, isReverse: true)
    case vm.types.bytesIterator: return bytesStep(id, iterator)
    case vm.types.keyIterator, vm.types.valueIterator, vm.types.itemIterator: return dictStep(id, iterator)
    case vm.types.enumerate: return enumerateStep(id, iterator)
    case vm.types.zip: return zipStep(id, iterator)
    default: return nil
    }
  }

  private func sequenceStep(_ id: ValueID, _ iterator: Value, isReverse: Bool) -> Step? {
    let object = iterator.object(IteratorObject.self)
    let shape = object.pointee.shape
    guard shape == IteratorShape.list || shape == IteratorShape.tuple || shape == IteratorShape.listReverse else { return nil }
    let source = object.pointee.source
    let now = object.pointee.index
    let isList = shape != IteratorShape.tuple
    guard !source.isNil, now >= 0, now < (isList ? vm.listCount(source) : vm.tupleCount(source)) else { return nil }
    guard source.isKind(isList ? .list : .tuple) else { return nil }
    let pointer = guardClass(id, iterator)
    guard let (sequence, count, _) = sequence(loadField(pointer, .iteratorSource), source, by: nil) else { return nil }
    let index = loadField(pointer, .iteratorIndex)
    emitGuard(.guardTrue, [emit(.ltInt, [index, count])], kind: .controlFlow)
    // Only an iterator that goes backwards ever has a negative index.
    if isReverse { emitGuard(.guardTrue, [emit(.geInt, [index, constInt(0)])], kind: .controlFlow) }
    return Step(advanced: [(pointer, iterator)]) { [self] in
      let item = emit(.loadItem, [items(sequence, source), index])
      store(pointer, .iteratorIndex, emit(.addInt, [index, constInt(isReverse ? -1 : 1)]))
      return item
    }
  }

  private func bytesStep(_ id: ValueID, _ iterator: Value) -> Step? {
    let object = iterator.object(IteratorObject.self)
    let (source, now) = (object.pointee.source, object.pointee.index)
    guard object.pointee.shape == IteratorShape.bytes, source.isExactly(vm.types.bytes), now >= 0, now < vm.bytesView(source).count else { return nil }
    let pointer = guardClass(id, iterator)
    guard let items = rawItems(loadField(pointer, .iteratorSource), source) else { return nil }
    let index = loadField(pointer, .iteratorIndex)
    emitGuard(.guardTrue, [emit(.ltInt, [index, items.count])], kind: .controlFlow)
    return Step(advanced: [(pointer, iterator)]) { [self] in
      let item = emit(.loadByte, [items.base, index])
      store(pointer, .iteratorIndex, emit(.addInt, [index, constInt(1)]))
      return item
    }
  }

  /// The next character of a string.
  private func characterStep(_ id: ValueID, _ iterator: Value) -> Step? {
    let object = iterator.object(IteratorObject.self)
    let (source, now) = (object.pointee.source, object.pointee.index)
    guard source.isKind(.str), now >= 0, now < object.pointee.limit else { return nil }
    let pointer = guardClass(id, iterator)
    let held = loadField(pointer, .iteratorSource)
    // An iterator at its end holds nothing.
    _ = guardClass(held, source)
    let index = loadField(pointer, .iteratorIndex)
    emitGuard(.guardTrue, [emit(.ltInt, [index, loadField(pointer, .iteratorLimit)])], kind: .controlFlow)
    let from = self.source(of: held, source, at: index)
    return Step(advanced: [(pointer, iterator)]) { [self] in
      let item = callHelper(.rt_str_item, [held, index])
      characters[item] = from
      store(pointer, .iteratorIndex, emit(.addInt, [index, constInt(1)]))
      return item
    }
  }

  /// The next key, value or pair of a dict. Deleted entries are left to the interpreter.
  private func dictStep(_ id: ValueID, _ iterator: Value) -> Step? {
    let object = iterator.object(IteratorObject.self)
    let (source, shape, now) = (object.pointee.source, object.pointee.shape, object.pointee.index)
    guard shape == IteratorShape.dictKeys || shape == IteratorShape.dictValues || shape == IteratorShape.dictItems, source.isKind(.dict) else { return nil }
    let dict = source.object(DictObject.self)
    guard dict.pointee.count == object.pointee.limit, !dict.pointee.hasCells, object.pointee.state.smallInt > 0, now < dict.pointee.entryCount,
      let entry = dict.pointee.entries?[now], !entry.key.isNil
    else { return nil }
    let pointer = guardClass(id, iterator)
    let table = guardClass(loadField(pointer, .iteratorSource), source)
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(table, .dictHasCells), constInt(0)])])
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(table, .dictCount), loadField(pointer, .iteratorLimit)])])
    let index = loadField(pointer, .iteratorIndex)
    emitGuard(.guardTrue, [emit(.ltInt, [index, loadField(table, .dictEntryCount)])], kind: .controlFlow)
    // An entry has three words: the hash, the key and the value.
    let (entries, position) = (loadField(table, .dictEntries), emit(.addInt, [index, emit(.addInt, [index, index])]))
    let key = emit(.loadItem, [entries, emit(.addInt, [position, constInt(1)])])
    emitGuard(.guardNotNil, [key], kind: .controlFlow)
    // More keys than there were at first: some were replaced.
    let left = asInt(loadField(pointer, .iteratorState), object.pointee.state)
    emitGuard(.guardTrue, [emit(.gtInt, [left, constInt(0)])])
    return Step(advanced: [(pointer, iterator)]) { [self] in
      store(pointer, .iteratorState, emit(.boxInt, [emit(.subInt, [left, constInt(1)])]))
      store(pointer, .iteratorIndex, emit(.addInt, [index, constInt(1)]))
      if shape == IteratorShape.dictKeys { return key }
      let value = emit(.loadItem, [entries, emit(.addInt, [position, constInt(2)])])
      return shape == IteratorShape.dictValues ? value : emit(.ref, [emit(.newTuple, [key, value])])
    }
  }

  private func rangeStep(_ id: ValueID, _ iterator: Value) -> Step? {
    let object = iterator.object(IteratorObject.self)
    guard object.pointee.shape == IteratorShape.range, object.pointee.limit > 0 else { return nil }
    let pointer = guardClass(id, iterator)
    let left = loadField(pointer, .iteratorLimit)
    emitGuard(.guardTrue, [emit(.gtInt, [left, constInt(0)])], kind: .controlFlow)
    guard let offset = MemoryLayout<IteratorObject>.offset(of: \.state) else { return nil }
    guardConstant(emit(.loadSlot, [pointer], immediate: offset), object.pointee.state)
    let step = object.pointee.state.smallInt
    let index = loadField(pointer, .iteratorIndex)
    return Step(advanced: [(pointer, iterator)]) { [self] in
      store(pointer, .iteratorLimit, emit(.subInt, [left, constInt(1)]))
      store(pointer, .iteratorIndex, emit(.addInt, [index, constInt(step)]))
      return index
    }
  }

  private func enumerateStep(_ id: ValueID, _ iterator: Value) -> Step? {
    let object = iterator.object(IteratorObject.self)
    guard object.pointee.state2.isNil, object.pointee.index < Int.max, object.pointee.source.isReference else { return nil }
    let pointer = guardClass(id, iterator)
    guard let inner = prepare(loadField(pointer, .iteratorSource), object.pointee.source) else { return nil }
    // A count beyond 64 bits is held elsewhere, and the index stays at its end then.
    let number = loadField(pointer, .iteratorIndex)
    let following = emitGuard(.addOvf, [number, constInt(1)], kind: .arithmetic)
    return Step(advanced: inner.advanced + [(pointer, iterator)]) { [self] in
      let item = inner.commit()
      store(pointer, .iteratorIndex, following)
      return emit(.ref, [emit(.newTuple, [emit(.boxInt, [number]), asWord(item)])])
    }
  }

  private func zipStep(_ id: ValueID, _ iterator: Value) -> Step? {
    let object = iterator.object(IteratorObject.self)
    let sources = object.pointee.source
    guard object.pointee.limit == 0, sources.isExactly(vm.types.tuple), 1...8 ~= vm.tupleCount(sources) else { return nil }
    let count = vm.tupleCount(sources)
    let pointer = guardClass(id, iterator)
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(pointer, .iteratorLimit), constInt(0)])])
    guard let (tuple, length, _) = sequence(loadField(pointer, .iteratorSource), sources, by: nil) else { return nil }
    emitGuard(.guardTrue, [emit(.eqInt, [length, constInt(count)])])
    let base = items(tuple, sources)
    var steps: [Step] = []
    for i in 0..<count {
      guard let step = prepare(emit(.loadItem, [base, constInt(i)]), vm.tupleBase(sources)[i]) else { return nil }
      steps.append(step)
    }
    return Step(advanced: steps.flatMap(\.advanced) + [(pointer, iterator)]) { [self] in
      let values = steps.map { asWord($0.commit()) }
      return emit(.ref, [emit(.newTuple, values)])
    }
  }

  // MARK: Ends

  /// Guards that a built-in iterator is at its end, where it lets go of what it went through; false, with nothing but checks recorded, if it
  /// has an item or is of another kind.
  func inlineEnd(_ id: ValueID, _ iterator: Value) -> Bool {
    guard iterator.isReference else { return false }
    let object = iterator.object(IteratorObject.self)
    switch iterator.heapType {
    case vm.types.listIterator, vm.types.tupleIterator: return sequenceEnd(id, iterator)
    case vm.types.listReverseIterator:
      guard object.pointee.index < 0, object.pointee.source.isKind(.list) else { return false }
      let pointer = guardClass(id, iterator)
      emitGuard(.guardFalse, [emit(.geInt, [loadField(pointer, .iteratorIndex), constInt(0)])], kind: .controlFlow)
      store(pointer, .iteratorSource, constWord(.nil))
      return true
    case vm.types.rangeIterator:
      guard object.pointee.shape == IteratorShape.range, object.pointee.limit == 0 else { return false }
      let pointer = guardClass(id, iterator)
      emitGuard(.guardFalse, [emit(.gtInt, [loadField(pointer, .iteratorLimit), constInt(0)])], kind: .controlFlow)
      return true
    case vm.types.stringIterator:
      guard object.pointee.source.isKind(.str), object.pointee.index >= object.pointee.limit else { return false }
      let pointer = guardClass(id, iterator)
      let (index, limit) = (loadField(pointer, .iteratorIndex), loadField(pointer, .iteratorLimit))
      emitGuard(.guardFalse, [emit(.ltInt, [index, limit])], kind: .controlFlow)
      return true
    case vm.types.enumerate:
      let source = object.pointee.source
      return inlineEnd(loadField(guardClass(id, iterator), .iteratorSource), source)
    default: return false
    }
  }

  private func sequenceEnd(_ id: ValueID, _ iterator: Value) -> Bool {
    let object = iterator.object(IteratorObject.self)
    let (source, shape) = (object.pointee.source, object.pointee.shape)
    guard shape == IteratorShape.list || shape == IteratorShape.tuple, source.isKind(shape == IteratorShape.list ? .list : .tuple),
      object.pointee.index >= (shape == IteratorShape.list ? vm.listCount(source) : vm.tupleCount(source))
    else { return false }
    let pointer = guardClass(id, iterator)
    guard let (_, count, _) = sequence(loadField(pointer, .iteratorSource), source, by: nil) else { return false }
    emitGuard(.guardFalse, [emit(.ltInt, [loadField(pointer, .iteratorIndex), count])], kind: .controlFlow)
    if shape == IteratorShape.list { store(pointer, .iteratorSource, constWord(.nil)) }
    return true
  }

  private func store(_ pointer: ValueID, _ field: FieldID, _ value: ValueID) {
    emit(.storeField, [pointer, value], immediate: Int(field.rawValue))
  }
}
