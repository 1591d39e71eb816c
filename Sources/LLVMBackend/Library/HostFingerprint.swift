// Identifies the processor without LLVM, so that cached code can be checked before libLLVM is loaded.
import CLLVM

/// The identity of a processor's instruction set.
public enum HostFingerprint {
  /// Words that differ between processors for which different code may be generated.
  public static let words: [UInt64] = {
    var words = [UInt64](repeating: 0, count: Int(CLLVM_HOST_CPU_WORDS))
    cllvm_host_cpu_words(&words)
    return words
  }()

  /// The architecture this process runs on, by LLVM's name.
  public static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "aarch64"
    #else
      "unknown"
    #endif
  }
}
