// Derives the name of a cache file from everything its content depends on.
import LLVMBackend
import TraceIR

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The identity of a cache file's content.
public struct CacheKey: Sendable, Hashable {
  /// 32 bytes.
  let digest: [UInt8]

  /// The key as 64 hexadecimal digits: the file's name.
  public var text: String { hexadecimal(digest) }

  init(digest: [UInt8]) { self.digest = digest }

  /// The key of a module's traces.
  ///
  /// - Parameters:
  ///   - source: the module's text.
  ///   - module: the module's name, since equal texts may run under several names.
  public init(source: [UInt8], module: String, options: EngineOptions, abi: RuntimeABI, environment: CacheEnvironment = .current) {
    var hash = SHA256()
    func add(_ name: String, _ value: some Collection<UInt8>) {
      hash.update(Array("\(name) \(value.count)\n".utf8))
      hash.update(value)
    }
    add("format", "\(CacheFile.version)".utf8)
    add("build", environment.build.utf8)
    add("machine", environment.machine.utf8)
    add("abi", "\(abi.fingerprint)".utf8)
    add("uops", uopTableText.utf8)
    add("mode", "\(options.jit.rawValue) \(options.tunables.frontend.rawValue)\(options.collectsMetrics ? " counting" : "")".utf8)
    add("tunables", options.tunables.text.utf8)
    add("module", module.utf8)
    add("source", source)
    digest = hash.finish()
  }
}

/// What of the machine and of this program the content of cache files depends on.
public struct CacheEnvironment: Sendable, Hashable {
  /// Tells builds of this program apart.
  public var build: String
  /// Architecture, processor and LLVM.
  public var machine: String

  public init(build: String, machine: String) {
    self.build = build
    self.machine = machine
  }

  /// This process's.
  public static var current: CacheEnvironment {
    let processor = HostFingerprint.words.map { String($0, radix: 16) }.joined(separator: ".")
    return CacheEnvironment(
      build: stamp(of: "/proc/self/exe"),
      machine: "\(HostFingerprint.architecture) \(processor) \(LLVMLibrary.fileStamp)")
  }
}

/// Size and time of change of a file; an empty string if there is none.
private func stamp(of path: String) -> String {
  var status = stat()
  guard stat(path, &status) == 0 else { return "" }
  return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
}

/// The uop table as text: a change of any uop changes the keys.
private let uopTableText = Uop.allCases.map { "\($0.rawValue) \($0.info.name) \($0.info.kind)" }.joined(separator: "\n")

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
