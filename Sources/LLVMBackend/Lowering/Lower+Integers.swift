// Lowers integer arithmetic so that nothing undefined in LLVM can be reached.
import CLLVM
import TraceIR

extension TreeLowering {
  /// Arithmetic that leaves on overflow.
  func checked(_ operation: String, _ i: Instruction) throws(BackendError) -> IRValue {
    let (result, overflow) = builder.withOverflow(operation, try operand(i, 0), try operand(i, 1))
    try guardThat(overflow, is: false, i)
    return result
  }

  func negOvf(_ i: Instruction) throws(BackendError) -> IRValue {
    let (result, overflow) = builder.withOverflow("ssub", types.int(0), try operand(i, 0))
    try guardThat(overflow, is: false, i)
    return result
  }

  func shlOvf(_ i: Instruction) throws(BackendError) -> IRValue {
    let (value, count) = (try operand(i, 0), try operand(i, 1))
    // The count is masked first: a shift by 64 or more is undefined even if its result is not used.
    let masked = builder.binary(.and, count, types.int(63))
    let result = builder.binary(.shl, value, masked)
    let back = builder.binary(.ashr, result, masked)
    let isInRange = builder.compare(LLVMIntULE, count, types.int(62))
    let isExact = builder.compare(LLVMIntEQ, back, value)
    try guardThat(builder.binary(.and, isInRange, isExact), i)
    return result
  }

  func shrInt(_ i: Instruction) throws(BackendError) -> IRValue {
    let (value, count) = (try operand(i, 0), try operand(i, 1))
    try guardThat(builder.compare(LLVMIntSGE, count, types.int(0)), i)
    let isSmall = builder.compare(LLVMIntULT, count, types.int(63))
    return builder.binary(.ashr, value, builder.select(isSmall, count, types.int(63)))
  }

  func floorDivInt(_ i: Instruction) throws(BackendError) -> IRValue {
    let (left, right) = (try operand(i, 0), try operand(i, 1))
    if let shift = powerOfTwo(i) { return builder.binary(.ashr, left, types.int(shift)) }
    try guardDivisor(right, i)
    let quotient = builder.binary(.sdiv, left, right)
    let mustAdjust = signsDiffer(builder.binary(.srem, left, right), right)
    return builder.binary(.sub, quotient, builder.convert(.zext, mustAdjust, to: types.i64))
  }

  func floorModInt(_ i: Instruction) throws(BackendError) -> IRValue {
    let (left, right) = (try operand(i, 0), try operand(i, 1))
    if let shift = powerOfTwo(i) { return builder.binary(.and, left, types.int((1 << shift) - 1)) }
    try guardDivisor(right, i)
    let remainder = builder.binary(.srem, left, right)
    let adjustment = builder.select(signsDiffer(remainder, right), right, types.int(0))
    return builder.binary(.add, remainder, adjustment)
  }

  func trueDivInt(_ i: Instruction) throws(BackendError) -> IRValue {
    let (left, right) = (try operand(i, 0), try operand(i, 1))
    let isExact = builder.binary(.and, isExactDouble(left), isExactDouble(right))
    let isNonZero = builder.compare(LLVMIntNE, right, types.int(0))
    try guardThat(builder.binary(.and, isExact, isNonZero), i)
    return builder.binary(
      .fdiv, builder.convert(.sitofp, left, to: types.f64),
      builder.convert(.sitofp, right, to: types.f64))
  }

  /// The exponent if the second operand is a constant power of two.
  private func powerOfTwo(_ i: Instruction) -> Int? {
    guard i.operands.count == 2, let divisor = knownIntegers[i.operands[1]], divisor > 0,
      divisor & (divisor - 1) == 0
    else { return nil }
    return divisor.trailingZeroBitCount
  }

  /// Leaves for the divisors 0 and -1.
  private func guardDivisor(_ divisor: IRValue, _ i: Instruction) throws(BackendError) {
    let shifted = builder.binary(.add, divisor, types.int(1))
    try guardThat(builder.compare(LLVMIntUGT, shifted, types.int(1)), i)
  }

  /// Whether a remainder is not zero and its sign is not the divisor's, so that flooring matters.
  private func signsDiffer(_ remainder: IRValue, _ divisor: IRValue) -> IRValue {
    let isNonZero = builder.compare(LLVMIntNE, remainder, types.int(0))
    let mixed = builder.binary(.xor, remainder, divisor)
    return builder.binary(.and, isNonZero, builder.compare(LLVMIntSLT, mixed, types.int(0)))
  }

  /// Whether an integer's magnitude is at most 2^53.
  private func isExactDouble(_ value: IRValue) -> IRValue {
    let limit = 1 << 53
    let shifted = builder.binary(.add, value, types.int(limit))
    return builder.compare(LLVMIntULE, shifted, types.int(2 * limit))
  }
}
