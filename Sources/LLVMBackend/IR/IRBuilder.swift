// Appends instructions: the insertion point, calls and aggregates.
import CLLVM

/// An LLVM instruction builder.
final class IRBuilder {
  let ref: LLVMBuilderRef
  let module: IRModule

  var types: LLTypes { module.types }

  init(_ module: IRModule) {
    self.module = module
    ref = LLVMCreateBuilderInContext(module.context.ref)
  }

  deinit {
    LLVMDisposeBuilder(ref)
  }

  /// The block that receives instructions.
  var block: IRBlock { IRBlock(ref: LLVMGetInsertBlock(ref)) }

  func position(atEndOf block: IRBlock) {
    LLVMPositionBuilderAtEnd(ref, block.ref)
  }

  func call(_ function: IRFunction, _ arguments: [IRValue], _ name: String = "") -> IRValue {
    call(function.value, type: function.type, arguments, name)
  }

  func call(
    _ callee: IRValue, type: LLType, _ arguments: [IRValue], _ name: String = ""
  ) -> IRValue {
    var refs = arguments.map { Optional($0.ref) }
    let call = LLVMBuildCall2(ref, type.ref, callee.ref, &refs, CUnsignedInt(refs.count), name)
    return IRValue(ref: call!)
  }

  func extract(_ aggregate: IRValue, _ index: Int, _ name: String = "") -> IRValue {
    IRValue(ref: LLVMBuildExtractValue(ref, aggregate.ref, CUnsignedInt(index), name))
  }

  func insert(_ value: IRValue, into aggregate: IRValue, _ index: Int) -> IRValue {
    IRValue(ref: LLVMBuildInsertValue(ref, aggregate.ref, value.ref, CUnsignedInt(index), ""))
  }

  /// A place on the stack, made at the beginning of a function.
  func stackCell(_ type: LLType, in function: IRFunction) -> IRValue {
    let interrupted = block
    if let entry = LLVMGetEntryBasicBlock(function.ref) {
      if let first = LLVMGetFirstInstruction(entry) { LLVMPositionBuilderBefore(ref, first) } else { LLVMPositionBuilderAtEnd(ref, entry) }
    }
    let cell = IRValue(ref: LLVMBuildAlloca(ref, type.ref, ""))
    position(atEndOf: interrupted)
    return cell
  }

  /// A store that is done though nothing reads what is stored.
  func storeVolatile(_ value: IRValue, to address: IRValue) {
    LLVMSetVolatile(store(value, to: address).ref, 1)
  }

  /// Keeps `value` in existence up to this point, which is how a reference stays visible to a stack scan.
  func keepAlive(_ value: IRValue) {
    let type = types.function([value.type], returns: types.void)
    let constraint = "r"
    let use = LLVMGetInlineAsm(
      type.ref, "", 0, constraint, constraint.utf8.count, 1, 0, LLVMInlineAsmDialectATT, 0)
    guard let use else { return }
    let call = call(IRValue(ref: use), type: type, [value])
    module.add(module.enumAttribute("nounwind"), toCall: call)
    module.add(module.enumAttribute("memory", MemoryEffects.invisible.bits), toCall: call)
  }
}
