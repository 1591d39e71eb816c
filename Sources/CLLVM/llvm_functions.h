// Lists every LLVM-C function that jitc calls; calling one that is not here is a link error.
#ifndef LLVM_FUNCTIONS_H
#define LLVM_FUNCTIONS_H

#define CLLVM_FUNCTIONS(X) \
  CLLVM_GENERAL(X) CLLVM_TARGETS(X) CLLVM_MACHINE(X) CLLVM_PASSES(X) CLLVM_TYPES(X) \
  CLLVM_VALUES(X) CLLVM_DEBUG(X) CLLVM_FUNCTION(X) CLLVM_BUILDER(X) CLLVM_ORC(X)

#define CLLVM_GENERAL(X) \
  X(LLVMGetVersion) X(LLVMParseCommandLineOptions) X(LLVMDisposeMessage) X(LLVMContextCreate) X(LLVMContextDispose) \
  X(LLVMContextSetDiagnosticHandler) X(LLVMGetDiagInfoDescription) X(LLVMGetDiagInfoSeverity) \
  X(LLVMModuleCreateWithNameInContext) X(LLVMDisposeModule) X(LLVMSetTarget) \
  X(LLVMSetModuleDataLayout) X(LLVMPrintModuleToString) X(LLVMVerifyModule) X(LLVMGetErrorMessage) \
  X(LLVMDisposeErrorMessage) X(LLVMConsumeError) X(LLVMGetBufferStart) X(LLVMGetBufferSize) \
  X(LLVMDisposeMemoryBuffer) X(LLVMCreateMemoryBufferWithMemoryRangeCopy)

#define CLLVM_TARGETS(X) \
  X(LLVMInitializeX86TargetInfo) X(LLVMInitializeX86Target) X(LLVMInitializeX86TargetMC) \
  X(LLVMInitializeX86AsmPrinter) X(LLVMInitializeX86AsmParser) X(LLVMInitializeAArch64TargetInfo) \
  X(LLVMInitializeAArch64Target) X(LLVMInitializeAArch64TargetMC) X(LLVMInitializeAArch64AsmPrinter) \
  X(LLVMInitializeAArch64AsmParser)

#define CLLVM_MACHINE(X) \
  X(LLVMGetDefaultTargetTriple) X(LLVMGetHostCPUName) X(LLVMGetHostCPUFeatures) \
  X(LLVMGetTargetFromTriple) X(LLVMCreateTargetMachine) X(LLVMDisposeTargetMachine) \
  X(LLVMCreateTargetDataLayout) X(LLVMDisposeTargetData) X(LLVMTargetMachineEmitToMemoryBuffer) \
  X(LLVMSetTargetMachineFastISel)

#define CLLVM_PASSES(X) \
  X(LLVMRunPasses) X(LLVMCreatePassBuilderOptions) X(LLVMDisposePassBuilderOptions)

#define CLLVM_TYPES(X) \
  X(LLVMInt1TypeInContext) X(LLVMInt8TypeInContext) X(LLVMInt16TypeInContext) \
  X(LLVMInt32TypeInContext) X(LLVMInt64TypeInContext) X(LLVMDoubleTypeInContext) \
  X(LLVMVoidTypeInContext) X(LLVMPointerTypeInContext) X(LLVMFunctionType) \
  X(LLVMStructTypeInContext) X(LLVMTypeOf)

#define CLLVM_VALUES(X) \
  X(LLVMConstInt) X(LLVMConstReal) X(LLVMConstNull) X(LLVMGetUndef) X(LLVMGetPoison) \
  X(LLVMSetValueName2) X(LLVMReplaceAllUsesWith) X(LLVMMDStringInContext2) X(LLVMMDNodeInContext2) \
  X(LLVMMetadataAsValue) X(LLVMValueAsMetadata) X(LLVMSetMetadata) X(LLVMGetMDKindIDInContext) \
  X(LLVMSetVolatile) X(LLVMSetOrdering) X(LLVMSetAlignment)

#define CLLVM_DEBUG(X) \
  X(LLVMCreateDIBuilder) X(LLVMDisposeDIBuilder) X(LLVMDIBuilderFinalize) X(LLVMDIBuilderCreateFile) \
  X(LLVMDIBuilderCreateCompileUnit) X(LLVMDIBuilderCreateSubroutineType) X(LLVMDIBuilderCreateFunction) \
  X(LLVMSetSubprogram) X(LLVMDIBuilderCreateDebugLocation) X(LLVMSetCurrentDebugLocation2) X(LLVMAddModuleFlag)

#define CLLVM_FUNCTION(X) \
  X(LLVMAddFunction) X(LLVMGetNamedFunction) X(LLVMGetParam) X(LLVMSetFunctionCallConv) \
  X(LLVMSetInstructionCallConv) X(LLVMSetLinkage) X(LLVMSetTailCallKind) \
  X(LLVMGetEnumAttributeKindForName) X(LLVMCreateEnumAttribute) X(LLVMCreateStringAttribute) \
  X(LLVMAddAttributeAtIndex) X(LLVMAddCallSiteAttribute) X(LLVMGetInlineAsm) X(LLVMLookupIntrinsicID) \
  X(LLVMGetIntrinsicDeclaration) X(LLVMIntrinsicGetType)

#define CLLVM_BUILDER(X) \
  X(LLVMCreateBuilderInContext) X(LLVMDisposeBuilder) X(LLVMAppendBasicBlockInContext) \
  X(LLVMPositionBuilderAtEnd) X(LLVMPositionBuilderBefore) X(LLVMGetInsertBlock) \
  X(LLVMGetBasicBlockTerminator) X(LLVMGetEntryBasicBlock) X(LLVMGetFirstInstruction) X(LLVMMoveBasicBlockAfter) \
  X(LLVMGetLastBasicBlock) X(LLVMDeleteBasicBlock) X(LLVMBuildAdd) X(LLVMBuildSub) X(LLVMBuildMul) \
  X(LLVMBuildSDiv) X(LLVMBuildSRem) X(LLVMBuildUDiv) X(LLVMBuildURem) X(LLVMBuildAnd) X(LLVMBuildOr) \
  X(LLVMBuildXor) X(LLVMBuildShl) X(LLVMBuildLShr) X(LLVMBuildAShr) X(LLVMBuildNeg) X(LLVMBuildNot) \
  X(LLVMBuildFAdd) X(LLVMBuildFSub) X(LLVMBuildFMul) X(LLVMBuildFDiv) X(LLVMBuildFRem) \
  X(LLVMBuildFNeg) X(LLVMBuildICmp) X(LLVMBuildFCmp) X(LLVMBuildSelect) X(LLVMBuildPhi) \
  X(LLVMAddIncoming) X(LLVMBuildZExt) X(LLVMBuildSExt) X(LLVMBuildTrunc) X(LLVMBuildSIToFP) \
  X(LLVMBuildFPToSI) X(LLVMBuildUIToFP) X(LLVMBuildBitCast) X(LLVMBuildIntToPtr) X(LLVMBuildPtrToInt) \
  X(LLVMBuildGEP2) X(LLVMBuildLoad2) X(LLVMBuildStore) X(LLVMBuildExtractValue) \
  X(LLVMBuildInsertValue) X(LLVMBuildCall2) X(LLVMBuildBr) X(LLVMBuildCondBr) X(LLVMBuildSwitch) \
  X(LLVMAddCase) X(LLVMBuildRet) X(LLVMBuildRetVoid) X(LLVMBuildUnreachable) X(LLVMBuildAlloca) \
  X(LLVMBuildFence)

#define CLLVM_ORC(X) \
  X(LLVMOrcCreateLLJIT) X(LLVMOrcDisposeLLJIT) X(LLVMOrcLLJITGetExecutionSession) \
  X(LLVMOrcExecutionSessionSetErrorReporter) X(LLVMOrcExecutionSessionCreateBareJITDylib) \
  X(LLVMOrcExecutionSessionLookup) X(LLVMOrcLLJITMangleAndIntern) X(LLVMOrcAbsoluteSymbols) \
  X(LLVMOrcJITDylibDefine) X(LLVMOrcJITDylibClear) X(LLVMOrcDisposeMaterializationUnit) \
  X(LLVMOrcLLJITAddObjectFile)

#endif
