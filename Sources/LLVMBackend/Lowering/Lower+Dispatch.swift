// Chooses the lowering of each uop.
import CLLVM
import TraceIR

extension TreeLowering {
  /// Lowers one uop and returns its result, nil if it has none.
  func lower(_ i: Instruction) throws(BackendError) -> IRValue? {
    switch i.op {
    case .constInt:
      knownIntegers[i.result] = i.immediate
      return types.constant(types.i64, UInt64(bitPattern: i.immediate))
    case .constFloat:
      // By its bits, so that every NaN stays what it is.
      let bits = types.constant(types.i64, UInt64(bitPattern: i.immediate))
      return builder.convert(.bitcast, bits, to: types.f64)
    case .constBool: return types.bool(i.immediate != 0)
    case .constWord: return types.constant(types.i64, UInt64(bitPattern: i.immediate))
    case .constRef: return try constant(i)
    case .constPtr: return try builder.convert(.inttoptr, constant(i), to: types.ptr)
    case .slot: return try load(.word, slotAddress(i), .stack)

    case .guardInt: return try guardInt(i)
    case .guardFloat: return try guardFloat(i)
    case .guardBool: return try guardBool(i)
    case .guardReference: return try guardReference(i)
    case .guardClass: return try guardClass(i)
    case .guardIsWord:
      let literal = types.constant(types.i64, UInt64(bitPattern: i.immediate))
      return try guardOnly(i, builder.compare(LLVMIntEQ, operand(i, 0), literal))
    case .guardIsRef: return try guardOnly(i, builder.compare(LLVMIntEQ, operand(i, 0), constant(i)))
    case .guardNotNil:
      return try guardOnly(i, builder.compare(LLVMIntNE, operand(i, 0), word(abi.encoding.nilWord)))
    case .guardLayout: return try guardLayout(i)
    case .guardTrue: return try guardOnly(i, operand(i, 0))
    case .guardFalse:
      try guardThat(operand(i, 0), is: false, i)
      return nil
    case .poll: return try poll(i)
    case .merge: return nil

    case .boxInt: return try boxInt(i)
    case .boxFloat: return try boxFloat(i)
    case .boxBool: return try boxBool(i)
    case .ref: return try ref(i)
    case .unref: return try address(inWord: operand(i, 0))
    case .address: return try builder.address(operand(i, 0), plus: offset(i))
    case .intToFloat: return try builder.convert(.sitofp, operand(i, 0), to: types.f64)
    case .boolToInt: return try builder.convert(.zext, operand(i, 0), to: types.i64)
    case .floatToInt: return try floatToInt(i)

    case .addOvf: return try checked("sadd", i)
    case .subOvf: return try checked("ssub", i)
    case .mulOvf: return try checked("smul", i)
    case .negOvf: return try negOvf(i)
    case .addInt: return try binary(.add, i)
    case .subInt: return try binary(.sub, i)
    case .andInt: return try binary(.and, i)
    case .orInt: return try binary(.or, i)
    case .xorInt: return try binary(.xor, i)
    case .notInt: return try builder.not(operand(i, 0))
    case .shlOvf: return try shlOvf(i)
    case .shrInt: return try shrInt(i)
    case .floorDivInt: return try floorDivInt(i)
    case .floorModInt: return try floorModInt(i)
    case .trueDivInt: return try trueDivInt(i)
    case .eqInt: return try compare(LLVMIntEQ, i)
    case .neInt: return try compare(LLVMIntNE, i)
    case .ltInt: return try compare(LLVMIntSLT, i)
    case .leInt: return try compare(LLVMIntSLE, i)
    case .gtInt: return try compare(LLVMIntSGT, i)
    case .geInt: return try compare(LLVMIntSGE, i)

    case .addFloat: return try binary(.fadd, i)
    case .subFloat: return try binary(.fsub, i)
    case .mulFloat: return try binary(.fmul, i)
    case .divFloat: return try divFloat(i)
    case .negFloat: return try builder.negateFloat(operand(i, 0))
    case .absFloat: return try builder.intrinsic("llvm.fabs", [operand(i, 0)])
    case .sqrtFloat: return try sqrtFloat(i)
    case .eqFloat: return try compare(LLVMRealOEQ, i)
    case .neFloat: return try compare(LLVMRealUNE, i)
    case .ltFloat: return try compare(LLVMRealOLT, i)
    case .leFloat: return try compare(LLVMRealOLE, i)
    case .gtFloat: return try compare(LLVMRealOGT, i)
    case .geFloat: return try compare(LLVMRealOGE, i)

    case .notBool: return try builder.not(operand(i, 0))
    case .sameWord: return try compare(LLVMIntEQ, i)

    case .loadField: return try loadField(i)
    case .storeField: return try storeField(i)
    case .loadSlot: return try load(.word, builder.address(operand(i, 0), plus: offset(i)), .slots)
    case .storeSlot:
      return try store(operand(i, 1), builder.address(operand(i, 0), plus: offset(i)), .slots)
    case .loadItem: return try load(.word, itemAddress(i), .words)
    case .storeItem: return try store(operand(i, 2), itemAddress(i), .words)
    case .loadItemInt: return try load(.i64, itemAddress(i), .integers)
    case .storeItemInt: return try store(operand(i, 2), itemAddress(i), .integers)
    case .loadItemFloat: return try load(.f64, itemAddress(i), .doubles)
    case .storeItemFloat: return try store(operand(i, 2), itemAddress(i), .doubles)
    case .loadByte: return try loadByte(i)
    case .storeByte: return try storeByte(i)
    case .loadGlobal: return try loadGlobal(i)
    case .storeGlobal: return try storeGlobal(i)
    case .loadStack: return try load(.word, slotAddress(i), .stack)
    case .storeStack: return try store(operand(i, 0), slotAddress(i), .stack)
    case .frameAddress: return builder.convert(.ptrtoint, try slotAddress(i), to: types.i64)

    case .newObject: return try newObject(i)
    case .newTuple: return try newTuple(i)
    case .newList: return try newSequence(i, RequiredHelper.newList)
    case .call: return try call(i)
    }
  }

  private func guardOnly(_ i: Instruction, _ condition: IRValue) throws(BackendError) -> IRValue? {
    try guardThat(condition, i)
    return nil
  }

  private func binary(_ operation: BinaryOperation, _ i: Instruction) throws(BackendError) -> IRValue {
    builder.binary(operation, try operand(i, 0), try operand(i, 1))
  }

  private func compare(_ predicate: LLVMIntPredicate, _ i: Instruction) throws(BackendError) -> IRValue {
    builder.compare(predicate, try operand(i, 0), try operand(i, 1))
  }

  private func compare(_ predicate: LLVMRealPredicate, _ i: Instruction) throws(BackendError) -> IRValue {
    builder.compare(predicate, try operand(i, 0), try operand(i, 1))
  }
}
