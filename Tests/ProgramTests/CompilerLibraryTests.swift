// Checks which library compiles: the small one beside the binary, and the whole libLLVM where that one is of no use.
import Foundation
import Testing

@Suite struct CompilerLibraryTests {
  private static let source = """
    def work(n):
        total = 0
        for i in range(n):
            total += i & 3
        return total

    print(work(20000))
    maps = open("/proc/self/maps").read()
    print([name for name in ("libjitc-llvm.so", "libLLVM") if name in maps])

    """
  private static var ownLibrary: String {
    URL(fileURLWithPath: binaryPath).deletingLastPathComponent().appendingPathComponent("libjitc-llvm.so").path
  }

  private func run(_ binary: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("library-\(UUID().uuidString).toy")
    try Self.source.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try runLimited([binary, "run", "--compile", "sync", file.path])
    #expect(result.status == 0 && result.stderr.isEmpty, "\(result.stderr)")
    return result.stdout
  }

  /// Where the library could have been linked, continuous integration does not do without it.
  private static var isExpected: Bool {
    let isLinked = FileManager.default.fileExists(atPath: ownLibrary)
    return isLinked || ProcessInfo.processInfo.environment["CI"] != nil && FileManager.default.fileExists(atPath: "/usr/lib/llvm-19/lib/libLLVMCore.a")
  }

  @Test(.enabled(if: isExpected))
  func compilesWithTheLibraryBesideTheBinary() throws {
    #expect(try run(binaryPath) == "30000\n['libjitc-llvm.so']\n")
  }

  @Test func compilesWithLibLLVMWhereThatLibraryIsDamaged() throws {
    let folder = URL(fileURLWithPath: binaryPath).resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("library-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let binary = folder.appendingPathComponent("jitc").path
    // A link: a copy could still be open for writing in a child that another test has just forked.
    try FileManager.default.linkItem(at: URL(fileURLWithPath: binaryPath).resolvingSymlinksInPath(), to: URL(fileURLWithPath: binary))
    try Data("no library".utf8).write(to: folder.appendingPathComponent("libjitc-llvm.so"))
    #expect(try run(binary) == "30000\n['libLLVM']\n")
  }
}
