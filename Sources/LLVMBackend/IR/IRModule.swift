// Owns one LLVM module and the functions declared in it.
import CLLVM

/// An LLVM module, made for one target.
final class IRModule {
  let context: IRContext
  let types: LLTypes
  let ref: LLVMModuleRef

  init(name: String, context: IRContext, machine: TargetMachine) {
    self.context = context
    types = LLTypes(context)
    ref = LLVMModuleCreateWithNameInContext(name, context.ref)
    machine.prepare(ref)
  }

  deinit {
    LLVMDisposeModule(ref)
  }

  /// The module as LLVM assembly text.
  var text: String { takeMessage(LLVMPrintModuleToString(ref)) }

  /// Declares or finds the function `name`, which must always be asked for with the same type.
  func function(_ name: String, _ type: LLType) -> IRFunction {
    let existing = LLVMGetNamedFunction(ref, name)
    return IRFunction(ref: existing ?? LLVMAddFunction(ref, name, type.ref), type: type)
  }

  /// Finds LLVM's intrinsic `name`, overloaded on `overloads`.
  func intrinsic(_ name: String, _ overloads: [LLType]) -> IRFunction {
    let id = name.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.withMemoryRebound(to: CChar.self) { LLVMLookupIntrinsicID($0.baseAddress, $0.count) }
    }
    var refs = overloads.map { Optional($0.ref) }
    let type = LLVMIntrinsicGetType(context.ref, id ?? 0, &refs, refs.count)
    let declaration = LLVMGetIntrinsicDeclaration(ref, id ?? 0, &refs, refs.count)
    return IRFunction(ref: declaration!, type: LLType(ref: type!))
  }

  func appendBlock(_ name: String, to function: IRFunction) -> IRBlock {
    IRBlock(ref: LLVMAppendBasicBlockInContext(context.ref, function.ref, name))
  }

  /// Checks the module's form.
  ///
  /// - Throws: `invalidModule` with the verifier's words.
  func verify() throws(BackendError) {
    var message: UnsafeMutablePointer<CChar>?
    let broken = LLVMVerifyModule(ref, LLVMReturnStatusAction, &message)
    let text = takeMessage(message)
    if broken != 0 { throw .invalidModule(text) }
  }
}
