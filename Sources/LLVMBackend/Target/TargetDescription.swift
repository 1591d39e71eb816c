// Describes the processor for which code is generated.
import CLLVM

/// How much work LLVM's code generator does; the raw values are the digits of `-O`.
public enum CodegenLevel: Int, Sendable, CaseIterable {
  case none = 0
  case less, standard, aggressive

  var value: LLVMCodeGenOptLevel {
    switch self {
    case .none: LLVMCodeGenLevelNone
    case .less: LLVMCodeGenLevelLess
    case .standard: LLVMCodeGenLevelDefault
    case .aggressive: LLVMCodeGenLevelAggressive
    }
  }
}

/// A target triple with the processor and its features.
public struct TargetDescription: Hashable, Sendable {
  /// Such as `x86_64-pc-linux-gnu`.
  public let triple: String
  /// LLVM's name of the processor, or an empty string for the least one.
  public let cpu: String
  /// LLVM's feature list, such as `+avx2,-sse4a`.
  public let features: String

  public init(triple: String, cpu: String = "", features: String = "") {
    self.triple = triple
    self.cpu = cpu
    self.features = features
  }

  /// The processor this process runs on.
  public static func host(_ library: LLVMLibrary) -> TargetDescription {
    TargetDescription(
      triple: takeMessage(LLVMGetDefaultTargetTriple()),
      cpu: takeMessage(LLVMGetHostCPUName()),
      features: takeMessage(LLVMGetHostCPUFeatures()))
  }
}
