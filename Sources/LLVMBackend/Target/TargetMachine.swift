// Owns one LLVM target machine and turns modules into object bytes or assembly text with it.
import CLLVM

/// A code generator for one target. It belongs to one thread at a time.
final class TargetMachine {
  let description: TargetDescription
  let ref: LLVMTargetMachineRef

  /// Makes a generator of position-independent code.
  ///
  /// - Throws: `unknownTarget` if LLVM does not know the triple.
  init(
    _ library: LLVMLibrary, _ description: TargetDescription, level: CodegenLevel,
    selectsFast: Bool = false
  ) throws(BackendError) {
    var target: LLVMTargetRef?
    var message: UnsafeMutablePointer<CChar>?
    guard LLVMGetTargetFromTriple(description.triple, &target, &message) == 0 else {
      throw .unknownTarget(takeMessage(message))
    }
    let machine = LLVMCreateTargetMachine(
      target, description.triple, description.cpu, description.features, level.value,
      LLVMRelocPIC, LLVMCodeModelDefault)
    guard let machine else { throw .unknownTarget(description.triple) }
    self.description = description
    ref = machine
    if selectsFast { LLVMSetTargetMachineFastISel(machine, 1) }
  }

  deinit {
    LLVMDisposeTargetMachine(ref)
  }

  /// Tells a new module the triple and the data layout.
  func prepare(_ module: LLVMModuleRef) {
    let layout = LLVMCreateTargetDataLayout(ref)
    LLVMSetModuleDataLayout(module, layout)
    LLVMDisposeTargetData(layout)
    LLVMSetTarget(module, description.triple)
  }

  /// Generates an object file. The module cannot be used for anything else afterwards.
  ///
  /// - Throws: `codegen` with LLVM's words.
  func emitObject(_ module: IRModule) throws(BackendError) -> [UInt8] {
    try emit(module, LLVMObjectFile)
  }

  /// Generates assembly text. The module cannot be used for anything else afterwards.
  ///
  /// - Throws: `codegen` with LLVM's words.
  func emitAssembly(_ module: IRModule) throws(BackendError) -> String {
    String(decoding: try emit(module, LLVMAssemblyFile), as: UTF8.self)
  }

  private func emit(
    _ module: IRModule, _ kind: LLVMCodeGenFileType
  ) throws(BackendError) -> [UInt8] {
    var message: UnsafeMutablePointer<CChar>?
    var buffer: LLVMMemoryBufferRef?
    let failed = LLVMTargetMachineEmitToMemoryBuffer(ref, module.ref, kind, &message, &buffer)
    defer { if let buffer { LLVMDisposeMemoryBuffer(buffer) } }
    // LLVM reports success even after an error such as a lack of registers.
    let errors = module.context.takeErrors()
    guard failed == 0, let buffer else { throw .codegen(takeMessage(message)) }
    guard errors.isEmpty else { throw .codegen(errors.joined(separator: "; ")) }
    return [UInt8](
      UnsafeRawBufferPointer(start: LLVMGetBufferStart(buffer), count: LLVMGetBufferSize(buffer)))
  }
}
