// Identifies the installed libLLVM without loading it, so that cached code can be checked at start.
import CLLVM

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension LLVMLibrary {
  /// A text that differs between installed libraries: place, size and time of change; `none` without a library.
  public static var fileStamp: String {
    let own = cllvm_own_library().map { [String(cString: $0)] } ?? []
    let places = own + [
      "/usr/lib/\(HostFingerprint.architecture)-linux-gnu/libLLVM.so.19.1", "/usr/lib/llvm-19/lib/libLLVM.so.19.1",
      "/usr/lib/llvm-19/lib/libLLVM.so.1", "/usr/lib64/libLLVM.so.19.1", "/usr/lib/libLLVM.so.19.1",
      "/opt/homebrew/opt/llvm@19/lib/libLLVM.dylib",
    ]
    for place in places {
      var status = stat()
      guard stat(place, &status) == 0 else { continue }
      #if canImport(Glibc)
        return "\(place) \(status.st_size) \(status.st_mtim.tv_sec)"
      #else
        return "\(place) \(status.st_size) \(status.st_mtimespec.tv_sec)"
      #endif
    }
    return "none"
  }
}
