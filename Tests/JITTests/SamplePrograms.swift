// Makes programs and keys for the cache tests.
@testable import JIT

enum Sample {
  static func key(_ number: UInt8 = 1) -> CacheKey { CacheKey(digest: [UInt8](repeating: number, count: 32)) }

  /// A program with some of everything; `seed` tells programs apart.
  static func program(_ seed: Int = 0) -> CachedProgram {
    let trees = (0..<3).map { number in
      CachedTree(
        name: "work:\(number)", anchorPath: "__main__ \(number) \(seed)", headerPC: 12 + number,
        recorded: Array("jitc-trace 1\ntree \"\(seed)\" {}\n".utf8), optimized: number == 1 ? [] : Array("x".utf8),
        constants: ["class Task", "global \(seed)"], object: (0..<40).map { UInt8(truncatingIfNeeded: $0 * seed) },
        notes: ["exits": "\(number)", "": "empty key"])
    }
    return CachedProgram(trees: trees, notes: ["seed": "\(seed)"])
  }
}
