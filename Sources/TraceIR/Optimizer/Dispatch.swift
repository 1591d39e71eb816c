// Sends each recorded uop to the rule that translates it.

extension ForwardPass {
  mutating func step(_ item: Instruction) throws(CompileRefusal) {
    site = item
    if Int(item.origin) >= recorded.traces[current].origins.count { site.origin = -1 }
    let result = translate(item)
    guard item.result != .none else { return }
    guard result != .none else { throw CompileRefusal(reason: "noResult", detail: "\(item.op)") }
    map[Int(item.result.index)] = result
  }

  private mutating func translate(_ item: Instruction) -> ValueID {
    switch item.op {
    case .constInt, .constFloat, .constBool, .constWord, .constRef, .constPtr: return constant(item.op, item.immediate)
    case .slot: return slotWord(Int(item.immediate))
    case .guardInt, .guardFloat, .guardBool: return unbox(item)
    case .guardReference: return guardReference(item)
    case .guardClass: return guardClass(item)
    case .guardIsWord: return guardIsWord(item)
    case .guardIsRef: return guardIsRef(item)
    case .guardNotNil: return guardNotNil(item)
    case .guardLayout: return guardLayout(item)
    case .guardTrue: return guardCondition(item, true)
    case .guardFalse: return guardCondition(item, false)
    case .poll: return poll(item)
    case .boxInt, .boxFloat, .boxBool: return box(item.op, argument(0))
    case .ref: return ref(argument(0))
    case .unref: return unref(argument(0))
    case .address: return address(item)
    case .addOvf, .addInt, .subOvf, .subInt: return sum(item)
    case .mulOvf, .negOvf, .andInt, .orInt, .xorInt, .notInt, .shlOvf, .shrInt, .floorDivInt, .floorModInt,
      .intToFloat, .boolToInt, .trueDivInt:
      return integer(item)
    case .eqInt, .neInt, .ltInt, .leInt, .gtInt, .geInt: return compareInts(item.op, argument(0), argument(1))
    case .floatToInt, .addFloat, .subFloat, .mulFloat, .divFloat, .negFloat, .absFloat, .sqrtFloat: return float(item)
    case .eqFloat, .neFloat, .ltFloat, .leFloat, .gtFloat, .geFloat:
      return compareFloats(item.op, argument(0), argument(1))
    case .notBool: return negated(argument(0))
    case .sameWord: return sameWord(argument(0), argument(1))
    case .loadField: return loadField(item)
    case .storeField: return storeField(item)
    case .loadSlot: return loadSlot(item)
    case .storeSlot: return storeSlot(item)
    case .loadItem: return loadItem(item, .word)
    case .loadItemInt: return loadItem(item, .int)
    case .loadItemFloat: return loadItem(item, .float)
    case .loadByte: return loadItem(item, .byte)
    case .storeItem: return storeItem(item, .word)
    case .storeItemInt: return storeItem(item, .int)
    case .storeItemFloat: return storeItem(item, .float)
    case .storeByte: return storeItem(item, .byte)
    case .loadGlobal: return loadGlobal(item)
    case .storeGlobal: return storeGlobal(item)
    case .loadStack: return emit(.loadStack, [], immediate: item.immediate)
    case .storeStack: return emit(.storeStack, [real(argument(0))], immediate: item.immediate)
    case .frameAddress: return emitMerged(.frameAddress, [], immediate: item.immediate)
    case .newObject: return newObject(item)
    case .newTuple: return newSequence(item, .tuple)
    case .newList: return newSequence(item, .list)
    case .merge: return .none
    case .call: return call(item)
    }
  }

  private mutating func poll(_ item: Instruction) -> ValueID {
    // Only calls take long enough, or run enough, for a second look.
    if isPolled, isEnabled(.guards), recorded.traces[current].exits[Int(item.exit)].sideTrace < 0 { return .none }
    emit(.poll, [], exit: item.exit)
    isPolled = true
    return .none
  }

  /// Records a fact that a guard established: for good if the guard was emitted before the loop.
  mutating func know(_ id: ValueID, always: Bool, _ change: (inout Fact) -> Void) {
    guard always else { return facts.learn(id, change) }
    var fact = facts[id]
    change(&fact)
    facts.define(id, fact)
  }

  /// Emits a guard without result and tells whether it was emitted before the loop.
  mutating func emitGuard(_ op: Uop, _ operands: [ValueID], _ item: Instruction, immediate: Int64 = 0) -> Bool {
    emit(op, operands, immediate: immediate, exit: item.exit)
    return emittedLevel < Level.body
  }
}
