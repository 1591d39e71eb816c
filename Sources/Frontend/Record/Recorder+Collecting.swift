// Records calls of built-in functions that want all items of a generator: it runs in a frame of the trace, and what it yields is
// collected there.

import TraceIR

extension Recorder {
  /// Goes on in the frame of a generator that is the argument of a call which collects its items; false with nothing recorded if it is not.
  ///
  /// - Parameter id: the class that is called; nil for a native function that was checked.
  func collect(_ callee: Value, _ id: ValueID?, _ arguments: [Argument]) -> Bool {
    guard policy.tunables.innerTrips > 0, arguments.count < 3 else { return false }
    guard let call = vm.collection(callee, arguments[0].value, arguments.count > 1 ? arguments[1].value : .nil, count: arguments.count),
      mayFollow(call.generator)
    else { return false }
    if let id { guardConstant(id, callee) }
    let source = arguments[call.index]
    let start = arguments.count > 1 ? arguments[1 - call.index] : nil
    return enterGenerator(
      source.id, source.value, mayBeInnermost: false,
      collecting: (.collecting(call.collector), { self.emptyCollection(call.collector, start) }))
  }

  /// What items are collected in at first; see `UnsafeMutablePointer.pushCollected`.
  private func emptyCollection(_ collector: Collector, _ start: Argument?) -> ValueID {
    switch collector {
    case .list, .tuple, .sorted: return emit(.ref, [emit(.newList, [])])
    case .join: return emit(.ref, [emit(.newList, start.map { [asWord($0.id)] } ?? [])])
    case .set, .frozenSet: return callHelper(.rt_new_set, [constInt(collector == .set ? 0 : 1)])
    case .sum: return start.map { asWord(isFloat($0.value) ? asFloat($0.id, $0.value) : asInt($0.id, $0.value)) } ?? asWord(constInt(0))
    case .least, .greatest, .any, .all: return constWord(.nil)
    }
  }

  /// Collects what the generator in the innermost frame yields; it goes on unless that ends the call.
  func collectItem() -> Bool {
    let collector = frame.flags.collector
    // The frame that the tree is entered in may be resumed in another way this time.
    guard r.flags.rawValue == frame.flags.rawValue else { return false }
    let (item, held) = (concrete(word.operandB), vm.collectedGenerator(r).pointee.step)
    if collector == .any || collector == .all { return collectTruth(collector) }
    guard vm.canCollect(collector, held, item) else { return false }
    checkFlags()
    let root = collectedGenerator()
    let heldWord = heldWord(of: root, \.step)
    switch collector {
    case .list, .tuple, .sorted, .join: callHelper(.rt_list_append, [heldWord, wordOperand(word.operandB)])
    case .set, .frozenSet:
      let taken = callHelper(.rt_collect_key, [heldWord, wordOperand(word.operandB)])
      // What was not taken had no effect: the interpreter yields it.
      emitGuard(.guardTrue, [emit(.sameWord, [taken, constWord(.true)])])
    case .sum: setWord(root, \.step, asWord(sum(heldWord, held, read(word.operandB), item)))
    case .least, .greatest: collectExtremum(root, heldWord, held, item, isLess: collector == .least)
    case .any, .all: return false
    }
    write(word.operandA, constWord(.none))
    return true
  }

  /// The sum of what was collected and an item, which are immediate numbers.
  private func sum(_ heldWord: ValueID, _ held: Value, _ id: ValueID, _ item: Value) -> ValueID {
    if held.isSmallInt, item.isSmallInt { return emitGuard(.addOvf, [asInt(heldWord, held), asInt(id, item)], kind: .arithmetic) }
    return emit(.addFloat, [asFloat(heldWord, held), asFloat(id, item)])
  }

  private func collectExtremum(_ root: ValueID, _ heldWord: ValueID, _ held: Value, _ item: Value, isLess: Bool) {
    let id = read(word.operandB)
    let number = item.isSmallInt ? asInt(id, item) : asFloat(id, item)
    guard !held.isNil else {
      guardConstant(heldWord, .nil)
      setWord(root, \.step, asWord(number))
      return
    }
    let best = held.isSmallInt ? asInt(heldWord, held) : asFloat(heldWord, held)
    let condition = emit(item.isSmallInt ? .ltInt : .ltFloat, isLess ? [number, best] : [best, number])
    let isBetter = isLess ? vm.isPreferred(item, held) : vm.isPreferred(held, item)
    emitGuard(isBetter ? .guardTrue : .guardFalse, [condition], kind: .branch)
    if isBetter { setWord(root, \.step, asWord(number)) }
  }

  /// Ends a call of `any` or `all` at an item that decides it; for others the generator goes on.
  private func collectTruth(_ collector: Collector) -> Bool {
    let truth = vm.plainTruth(concrete(word.operandB))
    let isDecided = truth == (collector == .any ? 1 : 0)
    guard truth >= 0, !isDecided || depth > 0, let (condition, outcome) = truthCondition(word.operandB), outcome == (truth == 1) else { return false }
    checkFlags()
    if let condition { emitGuard(outcome ? .guardTrue : .guardFalse, [condition], kind: .branch) }
    guard isDecided else {
      write(word.operandA, constWord(.none))
      return true
    }
    suspend(at: next, without: word.operandA)
    let call = leaveFrame()
    write(call.operandA, emit(.constBool, immediate: collector == .any ? 1 : 0))
    return true
  }

  /// Ends a call that collected all items of the generator in the innermost frame, which returns.
  func finishCollecting() -> Bool {
    let collector = frame.flags.collector
    guard r.flags.rawValue == frame.flags.rawValue else { return false }
    let pointer = generatorObject()
    let held = heldWord(of: pointer, \.step)
    if collector == .least || collector == .greatest {
      if r.aux.object(GeneratorObject.self).pointee.step.isNil { return false }
      emitGuard(.guardNotNil, [held])
    }
    guard depth > 0 || enterCaller() else { return false }
    setGenerator(pointer, .generatorStatus, 3)
    setWord(pointer, \.step, constWord(.nil))
    let position = pc
    pc = frame.callPC
    let call = leaveFrame()
    let value = collected(held, collector)
    // Should the recording end before this instruction after all, it ends there.
    pc = position
    write(call.operandA, value)
    return true
  }

  /// The value of a call that collected all items; what fails fails at the call.
  private func collected(_ held: ValueID, _ collector: Collector) -> ValueID {
    switch collector {
    case .list, .set, .frozenSet, .sum, .least, .greatest: return held
    case .tuple: return callHelper(.rt_list_to_tuple, [held])
    case .sorted, .join: return callHelper(.rt_collected, [held, constInt(collector.rawValue)])
    case .any: return emit(.constBool, immediate: 0)
    case .all: return emit(.constBool, immediate: 1)
    }
  }

  /// The address of the generator whose items the innermost frame collects.
  private func collectedGenerator() -> ValueID {
    let pointer = generatorObject()
    return frame.flags.contains(.directly) ? emit(.unref, [heldWord(of: pointer, \.link)]) : pointer
  }

  /// Guards that a frame which the trace did not push collects items for the same function as now: the same generator may also be
  /// resumed by a loop.
  private func checkFlags() {
    guard depth == 0 else { return }
    emitGuard(.guardTrue, [emit(.sameWord, [readSlot(frame.offset - 5), emit(.constWord, immediate: frame.flags.rawValue)])])
  }

  /// Forgets what is not in frame slots of the generators in frames of the trace: where their objects say they are, and at which addresses.
  func forgetGenerators() {
    for i in frames.indices where frames[i].object != nil || frames[i].resumedAt != nil {
      frames[i].object = nil
      if frames[i].resumedAt != nil { frames[i].resumedAt = -1 }
    }
  }
}
