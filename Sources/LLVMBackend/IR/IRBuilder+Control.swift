// Appends branches, returns and phis.
import CLLVM

extension IRBuilder {
  func branch(_ target: IRBlock) {
    LLVMBuildBr(ref, target.ref)
  }

  @discardableResult
  func branch(_ condition: IRValue, _ then: IRBlock, _ otherwise: IRBlock) -> IRValue {
    IRValue(ref: LLVMBuildCondBr(ref, condition.ref, then.ref, otherwise.ref))
  }

  /// Branches with the relative frequencies `weights` of (then, otherwise).
  func branch(
    _ condition: IRValue, _ then: IRBlock, _ otherwise: IRBlock, weights: (Int32, Int32)
  ) {
    let instruction = branch(condition, then, otherwise)
    let node = module.node([
      module.string("branch_weights"), module.integer32(weights.0), module.integer32(weights.1),
    ])
    module.setMetadata(instruction, module.metadataKind("prof"), node)
  }

  func multiway(_ value: IRValue, otherwise: IRBlock, cases: [(IRValue, IRBlock)]) {
    let instruction = LLVMBuildSwitch(ref, value.ref, otherwise.ref, CUnsignedInt(cases.count))
    for (constant, block) in cases { LLVMAddCase(instruction, constant.ref, block.ref) }
  }

  func returnValue(_ value: IRValue) {
    LLVMBuildRet(ref, value.ref)
  }

  func returnVoid() {
    LLVMBuildRetVoid(ref)
  }

  func unreachable() {
    LLVMBuildUnreachable(ref)
  }

  func phi(_ type: LLType, _ name: String = "") -> IRValue {
    IRValue(ref: LLVMBuildPhi(ref, type.ref, name))
  }

  func addIncoming(_ phi: IRValue, _ value: IRValue, from block: IRBlock) {
    var values: [LLVMValueRef?] = [value.ref]
    var blocks: [LLVMBasicBlockRef?] = [block.ref]
    LLVMAddIncoming(phi.ref, &values, &blocks, 1)
  }
}
