// Lowers guards on tagged words, boxing and unboxing, by the numbers of the value encoding.
import CLLVM
import TraceIR

extension TreeLowering {
  func word(_ bits: UInt64) -> IRValue { types.constant(types.i64, bits) }

  func guardInt(_ i: Instruction) throws(BackendError) -> IRValue {
    let value = try operand(i, 0)
    let code = abi.encoding
    let isImmediate = hasTag(value, code.intMask, code.intTag)
    let fast = builder.binary(.ashr, value, word(code.intShift))
    return try unlessFast(isImmediate, fast) { () throws(BackendError) in
      try unbox(value, RequiredHelper.unboxInt, types.i64, i)
    }
  }

  func guardFloat(_ i: Instruction) throws(BackendError) -> IRValue {
    let value = try operand(i, 0)
    return try unlessFast(isCommonFloat(value), decodedFloat(value)) { () throws(BackendError) in
      // Zeros decode alike, but are too rare to be asked about first.
      try unlessFast(isZero(value), decodedFloat(value)) { () throws(BackendError) in
        try unbox(value, RequiredHelper.unboxFloat, types.f64, i)
      }
    }
  }

  private func decodedFloat(_ value: IRValue) -> IRValue {
    let bits = rotate(builder.binary(.sub, value, word(abi.encoding.floatBias)), right: true)
    return builder.convert(.bitcast, bits, to: types.f64)
  }

  func guardBool(_ i: Instruction) throws(BackendError) -> IRValue {
    let value = try operand(i, 0)
    let code = abi.encoding
    try guardThat(hasTag(value, ~(code.trueWord ^ code.falseWord), code.falseWord & code.trueWord), i)
    return builder.compare(LLVMIntEQ, value, word(code.trueWord))
  }

  func guardReference(_ i: Instruction) throws(BackendError) -> IRValue {
    let value = try operand(i, 0)
    let code = abi.encoding
    try guardThat(hasTag(value, code.pointerMask, code.pointerTag), i)
    return address(inWord: value)
  }

  func guardClass(_ i: Instruction) throws(BackendError) -> IRValue {
    let object = try guardReference(i)
    let field = try self.field(.objectClass)
    let place = builder.address(object, plus: field.offset)
    let found = load(.i64, place, MemoryPart.of(field))
    let wanted = try constant(i)
    let address = field.type == .word ? wanted : builder.binary(.sub, wanted, word(abi.encoding.pointerTag))
    try guardThat(builder.compare(LLVMIntEQ, found, address), i)
    return object
  }

  func guardLayout(_ i: Instruction) throws(BackendError) -> IRValue? {
    let field = try self.field(.objectLayout)
    let place = builder.address(try operand(i, 0), plus: field.offset)
    let found = load(.i64, place, MemoryPart.of(field))
    try guardThat(builder.compare(LLVMIntEQ, found, constant(i)), i)
    return nil
  }

  func boxInt(_ i: Instruction) throws(BackendError) -> IRValue {
    let value = try operand(i, 0)
    let shift = word(abi.encoding.intShift)
    let shifted = builder.binary(.shl, value, shift)
    let fits = builder.compare(LLVMIntEQ, builder.binary(.ashr, shifted, shift), value)
    let tag = abi.encoding.intTag
    let tagged = tag == 0 ? shifted : builder.binary(.or, shifted, word(tag))
    return try unlessFast(fits, tagged) { () throws(BackendError) in
      try box(value, RequiredHelper.boxInt)
    }
  }

  func boxFloat(_ i: Instruction) throws(BackendError) -> IRValue {
    let value = try operand(i, 0)
    let rotated = rotate(builder.convert(.bitcast, value, to: types.i64), right: false)
    let fast = builder.binary(.add, rotated, word(abi.encoding.floatBias))
    return try unlessFast(isCommonFloat(fast), fast) { () throws(BackendError) in
      try unlessFast(isZero(fast), fast) { () throws(BackendError) in try box(value, RequiredHelper.boxFloat) }
    }
  }

  func boxBool(_ i: Instruction) throws(BackendError) -> IRValue {
    let code = abi.encoding
    return builder.select(try operand(i, 0), word(code.trueWord), word(code.falseWord))
  }

  func ref(_ i: Instruction) throws(BackendError) -> IRValue {
    let bits = builder.convert(.ptrtoint, try operand(i, 0), to: types.i64)
    return builder.binary(.add, bits, word(abi.encoding.pointerTag))
  }

  /// The address in a word known to be a reference.
  func address(inWord value: IRValue) -> IRValue {
    let bits = builder.binary(.sub, value, word(abi.encoding.pointerTag))
    return builder.convert(.inttoptr, bits, to: types.ptr)
  }

  private func hasTag(_ value: IRValue, _ mask: UInt64, _ tag: UInt64) -> IRValue {
    builder.compare(LLVMIntEQ, builder.binary(.and, value, word(mask)), word(tag))
  }

  /// Whether a word is, or would be, the immediate form of a double other than zero.
  private func isCommonFloat(_ value: IRValue) -> IRValue { hasTag(value, abi.encoding.floatMask, abi.encoding.floatTag) }

  private func isZero(_ value: IRValue) -> IRValue { hasTag(value, ~abi.encoding.zeroSign, abi.encoding.zeroTag) }

  private func rotate(_ value: IRValue, right isRight: Bool) -> IRValue {
    guard isPlain else { return builder.intrinsic(isRight ? "llvm.fshr" : "llvm.fshl", [value, value, word(abi.encoding.floatRotate)]) }
    let (near, far) = (word(abi.encoding.floatRotate), word(64 - abi.encoding.floatRotate))
    return builder.binary(.or, builder.binary(.lshr, value, isRight ? near : far), builder.binary(.shl, value, isRight ? far : near))
  }

  /// Asks the runtime for the content of a boxed number; leaves if the word is none.
  private func unbox(
    _ value: IRValue, _ helper: String, _ type: LLType, _ i: Instruction
  ) throws(BackendError) -> IRValue {
    // A word of another immediate kind is told apart without a call: loops over mixed numbers come by here often.
    try guardThat(hasTag(value, abi.encoding.pointerMask, abi.encoding.pointerTag), i)
    let pair = try callSlowPath(.unbox(type), helper, value)
    try guardThat(builder.compare(LLVMIntNE, builder.extract(pair, 0), types.int(0)), i)
    return builder.extract(pair, 1)
  }

  private func box(_ value: IRValue, _ helper: String) throws(BackendError) -> IRValue {
    let result = try callSlowPath(.box, helper, value)
    try keepReferences()
    return result
  }
}
