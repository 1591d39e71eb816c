// Lowers floating-point uops that have a guard.
import CLLVM
import TraceIR

extension TreeLowering {
  func divFloat(_ i: Instruction) throws(BackendError) -> IRValue {
    let (left, right) = (try operand(i, 0), try operand(i, 1))
    // A NaN is not zero and divides.
    try guardThat(builder.compare(LLVMRealUNE, right, types.double(0)), i)
    return builder.binary(.fdiv, left, right)
  }

  func sqrtFloat(_ i: Instruction) throws(BackendError) -> IRValue {
    let value = try operand(i, 0)
    try guardThat(builder.compare(LLVMRealOGE, value, types.double(0)), i)
    return builder.intrinsic("llvm.sqrt", [value])
  }

  func floatToInt(_ i: Instruction) throws(BackendError) -> IRValue {
    let value = try operand(i, 0)
    let limit = Double(1 << 62 as Int)
    let isAbove = builder.compare(LLVMRealOGE, value, types.double(-limit))
    let isBelow = builder.compare(LLVMRealOLT, value, types.double(limit))
    // The conversion comes after the branch: out of range it would be undefined.
    try guardThat(builder.binary(.and, isAbove, isBelow), i)
    return builder.convert(.fptosi, value, to: types.i64)
  }
}
