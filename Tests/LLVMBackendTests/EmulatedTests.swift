// Tests code for AArch64 by running it in an emulator, where one is installed.
import Foundation
import Testing
import TraceIR

@testable import LLVMBackend

@Suite struct EmulatedTests {
  private static let compiler = "/usr/bin/aarch64-linux-gnu-gcc"
  private static let emulator = "/usr/bin/qemu-aarch64"
  private static var isInstalled: Bool {
    [compiler, emulator].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Calls the tree with three immediate ints in its slots; prints the exit and two cells of the exit buffer.
  /// The boxes of this runtime are {number} at 16-byte addresses.
  private static let driver = """
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    long trace(void *state, void *base, void *constants);
    static long state[67], base[32], table[32];
    long rt_box_int(void *s, long n) { long *b = aligned_alloc(16, 16); b[0] = n; return (long)b + 1; }
    long rt_box_float(void *s, double d) { long n; memcpy(&n, &d, 8); return rt_box_int(s, n); }
    long rt_unbox_int(void *s, long w) {
      if ((w & 7) != 1) return 0;
      state[1] = *(long *)(w - 1);
      return 1;
    }
    long rt_unbox_float(void *s, long w) { return rt_unbox_int(s, w); }
    int main(int argc, char **argv) {
      for (int i = 1; i < argc; i++) {
        long n = atol(argv[i]);
        base[i - 1] = (n << 2) >> 2 == n ? n << 2 : rt_box_int(state, n);
      }
      long exit = trace(state, base, table);
      printf("%ld %ld %ld\\n", exit, state[3], state[4]);
    }
    """

  private func run(_ tree: String, _ arguments: [String], level: CodegenLevel) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("jitc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let object = try LLVMTraceCompiler.object(
      of: TraceText(abi: FakeRuntime.abi).tree(tree), abi: FakeRuntime.abi,
      options: BackendOptions(level: level),
      target: TargetDescription(triple: "aarch64-unknown-linux-gnu"))
    let path = { folder.appendingPathComponent($0).path }
    try Data(object).write(to: URL(fileURLWithPath: path("trace.o")))
    try Self.driver.write(toFile: path("driver.c"), atomically: true, encoding: .utf8)
    _ = try output(
      Self.compiler, ["-static", "-O1", "-o", path("program"), path("driver.c"), path("trace.o")])
    return try output(Self.emulator, [path("program")] + arguments)
  }

  private func output(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test(.enabled(if: EmulatedTests.isInstalled), arguments: [CodegenLevel.none, .standard])
  func runsALoopWithASideTrace(_ level: CodegenLevel) throws {
    var total = 0
    for i in 0..<1000 { total += i % 7 != 3 ? i : -1000 }
    #expect(try run(SampleTrees.sum, ["0", "0", "1000"], level: level) == "1 1000 \(total)\n")
    let limit = Int.max
    #expect(
      try run(SampleTrees.sum, ["4", "\(limit - 5)", "1000"], level: level) == "4 5 \(limit - 1)\n")
  }

  @Test(.enabled(if: EmulatedTests.isInstalled)) func runsANestOfLoops() throws {
    #expect(try run(SampleTrees.nest, ["100"], level: .standard) == "2 44550 100\n")
  }
}
