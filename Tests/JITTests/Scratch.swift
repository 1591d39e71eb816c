// Makes folders for tests and removes them.
@testable import JIT

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A new folder that is removed when the value goes away.
final class Scratch: Sendable {
  let path: String

  init() {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/jitc-tests-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? parent
  }

  deinit { remove(path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file in the folder.
  func write(_ name: String, _ bytes: [UInt8]) {
    guard let stream = fopen(file(name), "w") else { return }
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
  }

  /// The content of a file in the folder; empty if there is none.
  func read(_ name: String) -> [UInt8] { (try? readSource(file(name))) ?? [] }

  /// The names in a subfolder.
  func names(in folder: String) -> [String] {
    guard let stream = opendir(file(folder)) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

/// Removes a file, or a folder and all in it.
private func remove(_ path: String) {
  if unlink(path) == 0 { return }
  if let stream = opendir(path) {
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { remove(path + "/" + name) }
    }
    closedir(stream)
  }
  rmdir(path)
}
