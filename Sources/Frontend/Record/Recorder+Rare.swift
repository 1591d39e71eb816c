// Records instructions that helpers execute on words: displays, sets, dicts, formatted strings, patterns, `with`, awaitables.

import TraceIR

@inline(__always) private func machine(_ state: StatePointer) -> VM { state.assumingMemoryBound(to: VMState.self) }
@inline(__always) private func value(_ word: UInt64) -> Value { Value(bits: word) }

extension Recorder {
  /// Records an instruction that the runtime executes; false ends the trace before it.
  func rare(_ op: Opcode) -> Bool {
    let a = word.operandA
    let b = word.operandB
    let c = word.operandC
    switch op {
    case .listExtend where extendMade(a, b): return true
    case .setAdd where concrete(a).isExactly(vm.types.set) && addItem(.setAdd, (read(a), concrete(a)), (read(b), concrete(b))): return true
    case .deleteItem where deleteDictItem(): return true
    case .dictSet where concrete(a).isExactly(vm.types.dict) && putItem((read(a), concrete(a)), concrete(b), [a, b, c]): return true
    case .makeDict where c > 0 && displayDict(b, c): return true
    case .listExtend, .setAdd, .setUpdate, .dictUpdate, .deleteItem: execute(op, [a, b].map { wordOperand($0) })
    case .dictMerge where mergeKeywords(a, b): return true
    case .dictMerge where concrete(b).isExactly(vm.types.dict) && concrete(b).object(DictObject.self).pointee.count == 0:
      let source = guardClass(read(b), concrete(b))
      emitGuard(.guardTrue, [emit(.eqInt, [loadField(source, .dictCount), constInt(0)])])
    case .dictSet, .dictMerge: execute(op, [a, b, c].map { wordOperand($0) })
    case .deleteAttribute:
      guard !vm.runtime.watchesReleases else { return false }
      execute(op, [wordOperand(a), asWord(constValue(frame.code.pointee.names[c]))])
    case .getAsyncIterator: write(a, generatorOfAsyncIteration(read(b), concrete(b)) ?? execute(op, [wordOperand(b)]))
    case .asyncNext: if !asyncNext() { write(a, execute(op, [wordOperand(b)])) }
    case .getAwaitable: write(a, execute(op, [wordOperand(b)]))
    case .matchSequence: matchSequence()
    case .matchMapping: write(a, execute(op, [wordOperand(b)]))
    case .raise: return raise()
    case .reraise: return raiseAgain()
    case .enterHandler: return enterHandler()
    case .leaveHandler: return leaveHandler()
    case .matchException where matchException(): return true
    case .matchKeys, .mappingRest, .matchException: write(a, execute(op, [b, c].map { wordOperand($0) }))
    case .matchClass:
      let names = frame.code.pointee.constants[Int(frame.code.pointee.words[pc + 1])]
      write(a, execute(op, [wordOperand(b), wordOperand(c), asWord(constValue(names))]))
    case .loadLength: if !length((read(b), concrete(b))) { write(a, execute(op, [wordOperand(b)])) }
    case .unpackRest:
      let after = Int(frame.code.pointee.words[pc + 1])
      unpackResult(execute(op, [wordOperand(b), asWord(constInt(c)), asWord(constInt(after))]), count: c + 1 + after)
    case .enterWith where inlineSpecial(), .exitWith where inlineSpecial(): return true
    case .enterWith: unpackResult(execute(op, [wordOperand(b)]), count: 2)
    case .exitWith: callHelper(.rt_call_3, [wordOperand(b)] + (0..<3).map { _ in constWord(.none) })
    case .listToTuple: write(a, execute(op, [wordOperand(b)]))
    case .makeSet: write(a, execute(op, [tuple(b, c)]))
    case .makeDict where c == 0: write(a, makeKeywords([], []))
    case .makeDict: write(a, execute(op, [tuple(b, 2 * c)]))
    case .joinStrings: write(a, callHelper(.rt_join_texts, [tuple(b, c)]))
    case .formatValue:
      if let text = plainFormat(c & 0x1000 == 0 ? nil : c & 0xFFF, conversion: c) {
        write(a, text)
        return true
      }
      let specification = c & 0x1000 == 0 ? constWord(.nil) : wordOperand(c & 0xFFF)
      write(a, execute(op, [wordOperand(b), specification, asWord(constInt(c))]))
    default: return false
    }
    return true
  }

  /// Whether a value is a sequence to a pattern: of most it is known by the class.
  private func matchSequence() {
    let value = concrete(word.operandB)
    guard value.isExactly(vm.types.list) || value.isExactly(vm.types.tuple) else {
      return write(word.operandA, execute(.matchSequence, [wordOperand(word.operandB)]))
    }
    _ = guardClass(read(word.operandB), value)
    write(word.operandA, emit(.constBool, immediate: 1))
  }

  /// Writes the items of a tuple that a helper made into registers.
  private func unpackResult(_ tuple: ValueID, count: Int) {
    let base = emit(.address, [emit(.unref, [tuple])], immediate: MemoryLayout<TupleObject>.size)
    for i in 0..<count { write(word.operandA + i, emit(.loadItem, [base, constInt(i)])) }
  }

  /// A tuple of registers, for a helper only.
  private func tuple(_ first: Int, _ count: Int) -> ValueID {
    if count == 0 { return asWord(constValue(vm.pointee.emptyTuple)) }
    return emit(.ref, [emit(.newTuple, (0..<count).map { wordOperand(first + $0) })])
  }

  @discardableResult
  private func execute(_ op: Opcode, _ operands: [ValueID]) -> ValueID {
    var words = operands
    while words.count < 3 { words.append(constWord(.none)) }
    return callHelper(.rt_execute, [constInt(Int(op.rawValue))] + words)
  }
}

extension Helpers {
  /// Executes an instruction on words: nil with an exception pending on failure.
  static let execute: @convention(c) (StatePointer, Int, UInt64, UInt64, UInt64) -> UInt64 = { state, op, a, b, c in
    let op = unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self)
    return machine(state).execute(op, value(a), value(b), value(c)).raw
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func execute(_ op: Opcode, _ a: Value, _ b: Value, _ c: Value) -> Value {
    func done(_ ok: Bool) -> Value { ok ? .none : .nil }
    switch op {
    case .listExtend: return done(extendDisplay(a, b))
    case .setAdd: return done(setAdd(a, b))
    case .setUpdate: return done(setUpdate(a, b))
    case .dictUpdate: return done(updateDisplay(a, b))
    case .deleteItem: return done(deleteItem(a, b))
    case .dictSet: return done(dictAssign(a, b, c))
    case .dictMerge: return done(mergeKeywords(a, b, c))
    case .deleteAttribute: return done(deleteAttribute(a, b))
    case .getAwaitable: return getAwaitable(a)
    case .getAsyncIterator: return getAsyncIterator(a)
    case .asyncNext: return a.isExactly(pointee.types.asyncGenerator) ? nextAsyncStep(a) : asyncNext(a)
    case .matchSequence: return Value(isPatternSequence(a))
    case .matchMapping: return Value(isPatternMapping(a))
    case .matchKeys: return matchKeys(a, b)
    case .matchClass: return matchClass(a, b, c)
    case .matchException: return matchException(a, b)
    case .mappingRest: return mappingRest(a, b)
    case .loadLength: return length(a).map { makeInt($0) } ?? .nil
    case .unpackRest: return tuple(count: b.smallInt + 1 + c.smallInt) { unpackRest($0, a, before: b.smallInt, after: c.smallInt) }
    case .enterWith: return tuple(count: 2) { enterWith($0, a, .__enter__, .__exit__, "context manager") }
    case .listToTuple: return listToTuple(a)
    case .joinStrings: return joinStrings(tupleBase(a), count: tupleCount(a))
    case .formatValue: return formatValue(a, conversion: c.smallInt, b)
    case .makeSet:
      let result = makeSet()
      for i in 0..<tupleCount(a) where !setAdd(result, tupleBase(a)[i]) { return .nil }
      return result
    default:
      let result = makeDict()
      for i in stride(from: 0, to: tupleCount(a), by: 2) where !dictAssign(result, tupleBase(a)[i], tupleBase(a)[i + 1]) { return .nil }
      return result
    }
  }

  /// A tuple of what `body` writes to memory above all frames, unless it fails.
  private func tuple(count: Int, _ body: (UnsafeMutablePointer<Value>) -> Bool) -> Value {
    let block = pointee.top
    guard block + count + 80 < pointee.stackLimit else { return raise("RecursionError", "maximum recursion depth exceeded") }
    block.update(repeating: .nil, count: count)
    pointee.top = block + count
    defer { pointee.top = block }
    return body(block) ? makeTuple(block, count: count) : .nil
  }

  /// A tuple of a list's items.
  func listToTuple(_ value: Value) -> Value {
    let list = value.object(ListObject.self)
    guard let items = list.pointee.items, list.pointee.count > 0 else { return pointee.emptyTuple }
    return makeTuple(items, count: list.pointee.count)
  }
}
