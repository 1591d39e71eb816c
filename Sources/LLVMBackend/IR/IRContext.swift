// Owns one LLVM context and collects the errors that LLVM reports in it.
import CLLVM

/// An LLVM context. A context and all that is made in it belong to one thread at a time.
final class IRContext {
  let ref: LLVMContextRef
  private let log = DiagnosticLog()

  init(_ library: LLVMLibrary) {
    ref = LLVMContextCreate()
    // Without a handler an error of the code generator ends the process.
    LLVMContextSetDiagnosticHandler(
      ref,
      { info, context in
        guard let info, let context else { return }
        Unmanaged<DiagnosticLog>.fromOpaque(context).takeUnretainedValue().record(info)
      }, Unmanaged.passUnretained(log).toOpaque())
  }

  deinit {
    LLVMContextDispose(ref)
  }

  /// The errors reported since the last call.
  func takeErrors() -> [String] {
    defer { log.errors.removeAll() }
    return log.errors
  }
}

/// The errors that LLVM has reported in one context; warnings and remarks are dropped.
private final class DiagnosticLog {
  var errors: [String] = []

  func record(_ info: LLVMDiagnosticInfoRef) {
    guard LLVMGetDiagInfoSeverity(info) == LLVMDSError else { return }
    errors.append(takeMessage(LLVMGetDiagInfoDescription(info)))
  }
}
