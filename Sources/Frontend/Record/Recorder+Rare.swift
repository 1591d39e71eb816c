// Records instructions on displays, sets, dicts and formatted strings: one helper executes them on words.

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
    case .listExtend, .setAdd, .setUpdate, .dictUpdate, .deleteItem: execute(op, [a, b].map { wordOperand($0) })
    case .dictSet: execute(op, [a, b, c].map { wordOperand($0) })
    case .listToTuple: write(a, execute(op, [wordOperand(b)]))
    case .makeSet: write(a, execute(op, [tuple(b, c)]))
    case .makeDict: write(a, execute(op, [tuple(b, 2 * c)]))
    case .joinStrings: write(a, execute(op, [tuple(b, c)]))
    case .formatValue:
      let specification = c & 0x1000 == 0 ? constWord(.nil) : wordOperand(c & 0xFFF)
      write(a, execute(op, [wordOperand(b), specification, asWord(constInt(c))]))
    default: return false
    }
    return true
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

  /// A tuple of a list's items.
  func listToTuple(_ value: Value) -> Value {
    let list = value.object(ListObject.self)
    guard let items = list.pointee.items, list.pointee.count > 0 else { return pointee.emptyTuple }
    return makeTuple(items, count: list.pointee.count)
  }
}
