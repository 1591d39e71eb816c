// Gives instructions debug locations that name the uop they come from.
import CLLVM

/// The debug information of one function: a line table in which lines are numbers of uops.
final class UopMarks {
  private let builder: IRBuilder
  private let debug: LLVMDIBuilderRef
  private let scope: LLVMMetadataRef
  private var current: CUnsignedInt = 0

  init(_ module: IRModule, _ function: IRFunction, _ builder: IRBuilder) {
    self.builder = builder
    debug = LLVMCreateDIBuilder(module.ref)
    let file = LLVMDIBuilderCreateFile(debug, "uops", 4, "", 0)
    let unit = LLVMDIBuilderCreateCompileUnit(
      debug, LLVMDWARFSourceLanguageC, file, "jitc", 4, 1, "", 0, 0, "", 0, LLVMDWARFEmissionLineTablesOnly, 0, 0, 0, "", 0, "", 0)
    let type = LLVMDIBuilderCreateSubroutineType(debug, file, nil, 0, LLVMDIFlagZero)
    scope = LLVMDIBuilderCreateFunction(debug, unit, "trace", 5, "trace", 5, file, 0, type, 0, 1, 0, LLVMDIFlagZero, 1)
    LLVMSetSubprogram(function.ref, scope)
    let key = "Debug Info Version"
    LLVMAddModuleFlag(
      module.ref, LLVMModuleFlagBehaviorWarning, key, key.utf8.count, LLVMValueAsMetadata(module.types.int32(3).ref))
    resume()
  }

  deinit {
    LLVMDisposeDIBuilder(debug)
  }

  /// What is built from now on comes from this uop; 0 means from none.
  func mark(_ uop: Int) {
    current = CUnsignedInt(clamping: uop)
    resume()
  }

  /// What is built from now on belongs to another function.
  func pause() { LLVMSetCurrentDebugLocation2(builder.ref, nil) }

  func resume() {
    LLVMSetCurrentDebugLocation2(builder.ref, LLVMDIBuilderCreateDebugLocation(builder.module.context.ref, current, 0, scope, nil))
  }

  /// To be called when the module is complete.
  func finish() { LLVMDIBuilderFinalize(debug) }
}
