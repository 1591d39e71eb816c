// Records for loops.

import TraceIR

extension Recorder {
  func getIterator() -> Bool {
    let iterable = concrete(word.operandB)
    let id = read(word.operandB)
    let target = word.operandA
    guard iterable.isReference else { return false }
    preparedLoops.insert(frame.offset + target)
    let type = iterable.heapType
    if vm.isPlainSequence(type) {
      _ = guardClass(id, iterable)
      if type.pointee.isUser { assume(type) }
      let marker = type.pointee.kind == .tuple ? LoopMarker.tuple : LoopMarker.list
      setState(target, constWord(Value(bits: marker)), asWord(id), constInt(0), constWord(.nil))
    } else if type == vm.types.range {
      return rangeIterator(target, id, iterable)
    } else if type == vm.types.generator {
      _ = guardClass(id, iterable)
      setState(target, asWord(id), constWord(.nil), constWord(.nil), constWord(.nil))
    } else if type.pointee.kind == .iterator, !type.pointee.isUser {
      _ = guardClass(id, iterable)
      setState(target, asWord(id), constWord(.nil), constWord(.nil), constWord(.nil))
    } else {
      let iterator = newIterator(id, iterable)
      setState(target, iterator, constWord(.nil), constWord(.nil), constWord(.nil))
    }
    return true
  }

  private func setState(_ target: Int, _ a: ValueID, _ b: ValueID, _ c: ValueID, _ d: ValueID) {
    for (i, value) in [a, b, c, d].enumerated() { write(target + i, value) }
  }

  private func rangeIterator(_ target: Int, _ id: ValueID, _ iterable: Value) -> Bool {
    let range = iterable.object(RangeObject.self)
    guard range.pointee.start.isSmallInt, range.pointee.stop.isSmallInt, range.pointee.step.isSmallInt else { return false }
    let limit = 1 << 60
    for bound in [range.pointee.start, range.pointee.stop, range.pointee.step] where abs(bound.smallInt) >= limit { return false }
    let parts: (ValueID, ValueID, ValueID)
    if let known = ranges[id] {
      parts = known
    } else {
      let pointer = guardClass(id, iterable)
      parts = (
        asInt(loadField(pointer, .rangeStart), range.pointee.start), asInt(loadField(pointer, .rangeStop), range.pointee.stop),
        asInt(loadField(pointer, .rangeStep), range.pointee.step)
      )
    }
    let step = range.pointee.step.smallInt
    // A step that the loop is not entered with alone is a variable one; only 1 has a form of its own.
    let isVariable = exitNumber != nil && instructionCount <= 1 && step != 1
    emitGuard(.guardTrue, [emit(isVariable ? .neInt : .eqInt, [parts.2, constInt(isVariable ? 1 : step)])])
    for bound in [parts.0, parts.1] {
      emitGuard(.guardTrue, [emit(.ltInt, [bound, constInt(limit)])], kind: .arithmetic)
      emitGuard(.guardTrue, [emit(.gtInt, [bound, constInt(-limit)])], kind: .arithmetic)
    }
    let marker = step == 1 ? LoopMarker.unitRange : LoopMarker.range
    setState(target, constWord(Value(bits: marker)), parts.0, parts.1, parts.2)
    return true
  }

  /// The iterator of a value; a generator that is delegated to is one itself.
  func makeIterator() -> Bool {
    let source = concrete(word.operandB)
    let isOwn = word.operandC == 1 && source.isKind(.generator) && source.heapType != vm.types.asyncGenerator
    if isOwn || source.isExactly(vm.types.generator) {
      _ = guardClass(read(word.operandB), source)
      write(word.operandA, read(word.operandB))
    } else {
      let iterator = newIterator(read(word.operandB), source)
      write(word.operandA, iterator)
    }
    return true
  }

  private func newIterator(_ id: ValueID, _ value: Value) -> ValueID {
    generatorOfIteration(id, value) ?? plainIterator(id, value) ?? callHelper(.rt_get_iterator, [asWord(id)])
  }

  /// `iter(x)` of a collection of a built-in class, which runs no code of the program; nil for other values.
  private func plainIterator(_ id: ValueID, _ value: Value) -> ValueID? {
    guard value.isReference, !value.heapType.pointee.isUser else { return nil }
    switch value.heapType.pointee.kind {
    case .list, .tuple, .str, .range, .dict, .dictView, .set, .frozenSet, .bytes, .byteArray:
      _ = guardClass(id, value)
      return callHelper(.rt_iterate, [asWord(id), constInt(0)])
    default: return nil
    }
  }

  /// `reversed(x)` of a list or range.
  func reversedIterator(_ callee: ValueID, _ source: Argument) -> Bool {
    guard source.value.isExactly(vm.types.list) || source.value.isExactly(vm.types.range) else { return false }
    guardConstant(callee, Value(vm.types.reversed))
    _ = guardClass(source.id, source.value)
    write(word.operandA, callHelper(.rt_iterate, [asWord(source.id), constInt(1)]))
    return true
  }

  /// The generator that the `__iter__` of a value's class makes; nil when it does anything else.
  private func generatorOfIteration(_ id: ValueID, _ value: Value) -> ValueID? {
    guard value.isReference, value.heapType.pointee.isUser else { return nil }
    let method = vm.typeLookup(value.heapType, vm.name(.__iter__))
    guard method.isKind(.function) else { return nil }
    let code = method.object(FunctionObject.self).pointee.code
    guard vm.makesGenerator(code, count: 1), CodeFlags(rawValue: code.pointee.flags).isDisjoint(with: [.coroutine, .asyncGenerator]) else { return nil }
    _ = guardClass(id, value)
    assume(value.heapType)
    return makeSuspended(method, nil, [id])
  }

  func forNext() -> Bool {
    let state = word.operandA
    let marker = concrete(state)
    let target = pc + Int(Int32(truncatingIfNeeded: frame.code.pointee.words[pc + 1]))
    switch marker.raw {
    case LoopMarker.unitRange, LoopMarker.range: return rangeNext(state, marker, target)
    case LoopMarker.list, LoopMarker.tuple: return sequenceNext(state, marker, target)
    default: return iteratorNext(state, marker, target)
    }
  }

  private func rangeNext(_ state: Int, _ marker: Value, _ target: Int) -> Bool {
    guardConstant(read(state), marker)
    let current = intOperand(state + 1)
    let stop = intOperand(state + 2)
    let isUnit = marker.raw == LoopMarker.unitRange
    let step = isUnit ? 1 : concrete(state + 3).smallInt
    let stepID = isUnit ? constInt(1) : intOperand(state + 3)
    if !isUnit { emitGuard(.guardTrue, [emit(step > 0 ? .gtInt : .ltInt, [stepID, constInt(0)])]) }
    let now = concrete(state + 1).smallInt
    let end = concrete(state + 2).smallInt
    let goesOn = step > 0 ? now < end : now > end
    // Most ranges begin at 0; how far this one has come and how far it has to go both say something.
    noteTrips(max((end - now) / step, abs(now / step)))
    let condition = emit(step > 0 ? .ltInt : .gtInt, [current, stop])
    if !goesOn {
      emitGuard(.guardFalse, [condition], kind: .controlFlow)
      return true
    }
    emitGuard(.guardTrue, [condition], kind: .controlFlow, target: target)
    write(state + 1, emit(.addInt, [current, stepID]))
    write(word.operandB, current)
    return true
  }

  private func sequenceNext(_ state: Int, _ marker: Value, _ target: Int) -> Bool {
    guardConstant(read(state), marker)
    let source = concrete(state + 1)
    guard let (pointer, count, length) = sequence(read(state + 1), source, by: nil) else { return false }
    let index = intOperand(state + 2)
    let condition = emit(.ltInt, [index, count])
    noteTrips(length)
    guard concrete(state + 2).smallInt < length else {
      emitGuard(.guardFalse, [condition], kind: .controlFlow)
      if marker.raw == LoopMarker.list { write(state + 2, constInt(Value.maxInt)) }
      return true
    }
    emitGuard(.guardTrue, [condition], kind: .controlFlow)
    let item = emit(.loadItem, [items(pointer, source), index])
    write(state + 2, emit(.addInt, [index, constInt(1)]))
    write(word.operandB, item)
    return true
  }

  /// Any other iterator: `rt_next` gives the item, `LoopMarker.end`, or nil with an exception. Which of the first two is
  /// known when the next instruction is observed.
  private func iteratorNext(_ state: Int, _ marker: Value, _ target: Int) -> Bool {
    guard marker.isReference else { return false }
    if enterGenerator(read(state), marker) || enterEnumerated(state, marker) { return true }
    if let item = inlineNext(state, marker) {
      write(word.operandB, item)
      return true
    }
    if inlineEnd(read(state), marker) { return true }
    if vm.resumable(marker) != nil { asksGenerator = true }
    // The same loop may run over a list or range another time, whose state is no iterator.
    let iterator = asWord(read(state))
    emitGuard(.guardReference, [iterator])
    let item = callHelper(.rt_next, [iterator])
    vm.pointee.isCallOpaque = true
    asked = AskedIterator(item: item, register: word.operandB, target: target, next: next)
    return true
  }

  /// Guards what the iterator that was just asked gave: an item, or the end.
  func noteAnswer(of iterator: AskedIterator) {
    let isEnd = emit(.sameWord, [iterator.item, constWord(Value(bits: LoopMarker.end))])
    if pc == iterator.target {
      let offset = frame.offset + iterator.register
      let known = slots[offset]
      write(iterator.register, iterator.item)
      let exit = makeExit(.controlFlow, pc: iterator.next)
      slots[offset] = known
      snapshotCache = nil
      emit(.guardTrue, [isEnd], exit: exit)
    } else {
      emitGuard(.guardFalse, [isEnd], kind: .controlFlow, target: iterator.target)
      write(iterator.register, iterator.item)
    }
  }
}
