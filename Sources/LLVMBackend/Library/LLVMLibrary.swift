// Loads libLLVM on first use and registers its two targets.
import CLLVM

/// Proof that libLLVM is loaded. Everything that calls LLVM is reached through a value of this type.
public struct LLVMLibrary: Sendable {
  /// The library, loaded when first asked for, which takes 6 to 16 ms: ask on the compile thread.
  public static let shared: Result<LLVMLibrary, BackendError> = load(path: nil)

  /// The version of the loaded library, such as `19.1.7`.
  public let version: String

  /// Loads the library at `path`, or from the usual places if `path` is nil.
  static func load(path: String?) -> Result<LLVMLibrary, BackendError> {
    var message = [CChar](repeating: 0, count: 512)
    let status = cllvm_load(path, &message, message.count)
    guard status == CInt(CLLVM_LOADED) else {
      let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return .failure(.libraryUnavailable(String(decoding: text, as: UTF8.self)))
    }
    registerTargets()
    setOptions()
    // Its constructors have touched most of its pages.
    cllvm_rest()
    return .success(LLVMLibrary(version: readVersion()))
  }

  private static func registerTargets() {
    LLVMInitializeX86TargetInfo()
    LLVMInitializeX86Target()
    LLVMInitializeX86TargetMC()
    LLVMInitializeX86AsmPrinter()
    LLVMInitializeX86AsmParser()
    LLVMInitializeAArch64TargetInfo()
    LLVMInitializeAArch64Target()
    LLVMInitializeAArch64TargetMC()
    LLVMInitializeAArch64AsmPrinter()
    LLVMInitializeAArch64AsmParser()
  }

  /// Turns off three passes of the code generator that have no other switch.
  private static func setOptions() {
    // Loop strength reduction: with a hundred exits in a loop it takes a fifth of the compile time, and it
    // may leave only a pointer before or behind an object, which a stack scan would not see.
    // Scheduling after register allocation: processors that reorder instructions gain nothing by it.
    // Merging of equal block ends: its time grows with the square of the number of exits.
    let options: [StaticString] = ["jitc", "-disable-lsr", "-disable-post-ra", "-enable-tail-merge=false"]
    var arguments = options.map { option in
      UnsafeRawPointer(option.utf8Start).assumingMemoryBound(to: CChar.self) as UnsafePointer<CChar>?
    }
    LLVMParseCommandLineOptions(CInt(arguments.count), &arguments, nil)
  }

  private static func readVersion() -> String {
    var (major, minor, patch) = (CUnsignedInt(0), CUnsignedInt(0), CUnsignedInt(0))
    LLVMGetVersion(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}

/// Takes over a C string that LLVM allocated.
func takeMessage(_ message: UnsafeMutablePointer<CChar>?) -> String {
  guard let message else { return "" }
  defer { LLVMDisposeMessage(message) }
  return String(cString: message)
}

/// Takes over an LLVM error and returns its text, or nil if there was none.
func takeError(_ error: LLVMErrorRef?) -> String? {
  guard let error, let message = LLVMGetErrorMessage(error) else { return nil }
  defer { LLVMDisposeErrorMessage(message) }
  return String(cString: message)
}
