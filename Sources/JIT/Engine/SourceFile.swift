// Reads source files.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be read.
public struct SourceFileError: Error, Sendable {
  /// The system's words.
  public let reason: String

  init(_ code: Int32) { reason = String(cString: strerror(code)) }
}

/// A program as it was started.
struct StartedProgram: Sendable, Equatable {
  /// What `sys.argv` begins with.
  var name: String
  /// For `__file__` and tracebacks.
  var file: String
  /// Where modules are looked for.
  var folder: String
  var arguments: [String]
  var source: [UInt8]
}

/// The content of a file.
///
/// - Throws: the system's reason, also for a directory.
public func readSource(_ path: String) throws(SourceFileError) -> [UInt8] {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw SourceFileError(errno) }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw SourceFileError(errno) }
  if status.st_mode & S_IFMT == S_IFDIR { throw SourceFileError(EISDIR) }
  var bytes: [UInt8] = []
  // Pipes have no size: read until the end, whatever the size says.
  var chunk = [UInt8](repeating: 0, count: min(max(Int(status.st_size) + 1, 1 << 12), 1 << 20))
  while true {
    let got = read(file, &chunk, chunk.count)
    if got < 0, errno == EINTR { continue }
    if got < 0 { throw SourceFileError(errno) }
    if got == 0 { return bytes }
    bytes.append(contentsOf: chunk[..<got])
  }
}

/// The folder in which a file is, as an absolute path where the system can tell.
func directory(of path: String) -> String {
  let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  guard let resolved = realpath(folder, nil) else { return folder }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// A path made absolute as Python makes that of the main program: nothing in it is resolved.
func absolute(_ path: String) -> String {
  guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
  defer { free(folder) }
  return String(cString: folder) + "/" + path
}
