// Appends integer and floating-point arithmetic, comparisons and conversions.
import CLLVM

/// A two-operand instruction.
enum BinaryOperation {
  case add, sub, mul, sdiv, srem, and, or, xor, shl, lshr, ashr
  case fadd, fsub, fmul, fdiv, frem
}

/// A conversion between machine types.
enum Conversion {
  case zext, sext, trunc, sitofp, fptosi, bitcast, inttoptr, ptrtoint
}

extension IRBuilder {
  func binary(
    _ operation: BinaryOperation, _ left: IRValue, _ right: IRValue, _ name: String = ""
  ) -> IRValue {
    let (l, r) = (left.ref, right.ref)
    let result =
      switch operation {
      case .add: LLVMBuildAdd(ref, l, r, name)
      case .sub: LLVMBuildSub(ref, l, r, name)
      case .mul: LLVMBuildMul(ref, l, r, name)
      case .sdiv: LLVMBuildSDiv(ref, l, r, name)
      case .srem: LLVMBuildSRem(ref, l, r, name)
      case .and: LLVMBuildAnd(ref, l, r, name)
      case .or: LLVMBuildOr(ref, l, r, name)
      case .xor: LLVMBuildXor(ref, l, r, name)
      case .shl: LLVMBuildShl(ref, l, r, name)
      case .lshr: LLVMBuildLShr(ref, l, r, name)
      case .ashr: LLVMBuildAShr(ref, l, r, name)
      case .fadd: LLVMBuildFAdd(ref, l, r, name)
      case .fsub: LLVMBuildFSub(ref, l, r, name)
      case .fmul: LLVMBuildFMul(ref, l, r, name)
      case .fdiv: LLVMBuildFDiv(ref, l, r, name)
      case .frem: LLVMBuildFRem(ref, l, r, name)
      }
    return IRValue(ref: result!)
  }

  func convert(
    _ conversion: Conversion, _ value: IRValue, to type: LLType, _ name: String = ""
  ) -> IRValue {
    let (v, t) = (value.ref, type.ref)
    let result =
      switch conversion {
      case .zext: LLVMBuildZExt(ref, v, t, name)
      case .sext: LLVMBuildSExt(ref, v, t, name)
      case .trunc: LLVMBuildTrunc(ref, v, t, name)
      case .sitofp: LLVMBuildSIToFP(ref, v, t, name)
      case .fptosi: LLVMBuildFPToSI(ref, v, t, name)
      case .bitcast: LLVMBuildBitCast(ref, v, t, name)
      case .inttoptr: LLVMBuildIntToPtr(ref, v, t, name)
      case .ptrtoint: LLVMBuildPtrToInt(ref, v, t, name)
      }
    return IRValue(ref: result!)
  }

  func compare(
    _ predicate: LLVMIntPredicate, _ left: IRValue, _ right: IRValue, _ name: String = ""
  ) -> IRValue {
    IRValue(ref: LLVMBuildICmp(ref, predicate, left.ref, right.ref, name))
  }

  func compare(
    _ predicate: LLVMRealPredicate, _ left: IRValue, _ right: IRValue, _ name: String = ""
  ) -> IRValue {
    IRValue(ref: LLVMBuildFCmp(ref, predicate, left.ref, right.ref, name))
  }

  func select(
    _ condition: IRValue, _ then: IRValue, _ otherwise: IRValue, _ name: String = ""
  ) -> IRValue {
    IRValue(ref: LLVMBuildSelect(ref, condition.ref, then.ref, otherwise.ref, name))
  }

  func negate(_ value: IRValue) -> IRValue { IRValue(ref: LLVMBuildNeg(ref, value.ref, "")) }
  func negateFloat(_ value: IRValue) -> IRValue { IRValue(ref: LLVMBuildFNeg(ref, value.ref, "")) }
  func not(_ value: IRValue) -> IRValue { IRValue(ref: LLVMBuildNot(ref, value.ref, "")) }

  /// Calls an intrinsic that is overloaded on the type of its first operand.
  func intrinsic(_ name: String, _ arguments: [IRValue], _ result: String = "") -> IRValue {
    call(module.intrinsic(name, arguments.first.map { [$0.type] } ?? []), arguments, result)
  }

  /// Signed 64-bit arithmetic; `operation` is `sadd`, `ssub` or `smul`.
  func withOverflow(
    _ operation: String, _ left: IRValue, _ right: IRValue
  ) -> (result: IRValue, overflow: IRValue) {
    let pair = intrinsic("llvm.\(operation).with.overflow", [left, right])
    return (extract(pair, 0), extract(pair, 1))
  }
}
