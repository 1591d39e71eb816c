// Compares random programs run by the interpreter with the same programs run as optimized trees.
import Testing
import TraceIR

@Suite("Optimizer, random programs")
struct OptimizerRandomTests {
  private static let subsets: [OptimizerPasses] = [
    .all, .none, .all.subtracting(.hoisting), .all.subtracting(.typedHeader), .all.subtracting(.unboxing),
    .all.subtracting(.guards), .all.subtracting(.folding), .all.subtracting(.ranges), .all.subtracting(.merging),
    .all.subtracting(.memory), .all.subtracting(.virtuals), .all.subtracting(.overflowGroups), .all.subtracting(.deadCode),
    [.hoisting, .merging], [.virtuals], [.typedHeader, .unboxing, .guards],
  ]

  @Test("every set of passes keeps the meaning", arguments: 0..<16)
  func passes(_ subset: Int) {
    var entries = 0
    for seed in 0..<12 {
      entries += check(UInt64(seed * 16 + subset), Self.subsets[subset])
    }
    #expect(entries > 100)
  }

  /// Runs one program both ways; returns how often compiled code was entered.
  private func check(_ seed: UInt64, _ passes: OptimizerPasses) -> Int {
    let program = TestProgram(seed: seed)
    var plain = TestEngine(program, options: OptimizerOptions())
    let expected = plain.run(isCompiling: false)
    var engine = TestEngine(program, options: OptimizerOptions(passes: passes, verify: true))
    let result = engine.run(isCompiling: true)
    #expect(engine.problems.isEmpty, "seed \(seed)")
    #expect(plain.problems.isEmpty, "seed \(seed)")
    #expect(result == expected, "seed \(seed)")
    return engine.entries
  }
}
