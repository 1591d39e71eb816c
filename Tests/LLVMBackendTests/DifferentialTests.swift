// Tests that compiled code and the evaluator do the same with random trees.
import Testing
import TraceIR

@testable import LLVMBackend

@Suite struct DifferentialTests {
  private let abi = FakeRuntime.abi

  private static let integers: [Int64] = [0, 1, -1, 5, 63, 1 << 40, 1 << 61, -(1 << 62), .max, .min]
  private static let doubles: [Double] = [0, -0.0, 1.5, -3, 1e10, 1e200, 0x1p300, .infinity, .nan]

  private func int(_ value: Int64) -> UInt64 {
    ScalarSemantics.encodeInt(value, abi.encoding)
      ?? FakeObject.make(FakeObject.intClass, UInt64(bitPattern: value))
  }

  private func float(_ value: Double) -> UInt64 {
    ScalarSemantics.encodeFloat(value, abi.encoding)
      ?? FakeObject.make(FakeObject.floatClass, value.bitPattern)
  }

  private func slots(_ random: inout Randomness) -> [UInt64] {
    RandomTree.slotTypes.map { type in
      let integer = int(Self.integers.randomElement(using: &random) ?? 0)
      let double = float(Self.doubles.randomElement(using: &random) ?? 0)
      switch type {
      case .i64: return integer
      case .f64: return double
      default: return [integer, double, abi.encoding.trueWord, abi.encoding.noneWord].randomElement(using: &random) ?? 0
      }
    }
  }

  /// The type of each value of a tree.
  private func types(_ tree: TraceTree) -> [ValueID: IRType] {
    var types: [ValueID: IRType] = [:]
    for parameter in tree.loop { types[parameter.result] = parameter.type }
    for instruction in tree.entry + tree.traces.flatMap(\.body) {
      types[instruction.result] = instruction.op.info.result
    }
    return types
  }

  /// Equal as Toy values: boxes by content, NaNs whatever their sign.
  private func isEqual(_ a: UInt64, _ b: UInt64, _ type: IRType) -> Bool {
    if a == b { return true }
    switch type {
    case .f64: return Double(bitPattern: a).isNaN && Double(bitPattern: b).isNaN
    case .word:
      guard a & 7 == 1, b & 7 == 1, let x = FakeObject.at(a)?.pointee, let y = FakeObject.at(b)?.pointee,
        x.classWord == y.classWord
      else { return false }
      return isEqual(x.payload, y.payload, x.classWord == FakeObject.floatClass ? .f64 : .i64)
    default: return false
    }
  }

  private static let options: [BackendOptions] = [BackendOptions.thorough, BackendOptions(level: .standard, selectsFast: false), .instant].map {
    var options = $0
    options.linker = .own
    return options
  }

  @Test(arguments: 0..<40)
  func randomTreesRunAlike(_ seed: Int) throws {
    let tree = RandomTree.make(seed: UInt64(seed))
    let problems = TraceVerifier.problems(in: tree, abi: abi, form: .optimized)
    try #require(problems.isEmpty, "\(problems)")
    let evaluated = try EvaluatorCompiler().compile(tree, abi: abi)
    let options = Self.options[seed % Self.options.count]
    let compiled = try LLVMTraceCompiler(options: options).compile(tree, abi: abi)
    let types = types(tree)
    let exits = Dictionary(
      uniqueKeysWithValues: (tree.entryExits + tree.traces.flatMap(\.exits)).map { ($0.number, $0) })
    var random = Randomness(state: UInt64(1000 + seed))
    for _ in 0..<60 {
      let slots = slots(&random)
      let wanted = FakeRuntime(slots: slots).run(evaluated)
      let found = FakeRuntime(slots: slots).run(compiled)
      #expect(found.exit == wanted.exit, "seed \(seed)")
      guard let exit = exits[wanted.exit], found.exit == wanted.exit else { continue }
      for (index, id) in exit.snapshot.liveValues.enumerated() {
        #expect(
          isEqual(found.buffer[index], wanted.buffer[index], types[id] ?? .none),
          "seed \(seed) exit \(exit.number) %\(id.index)")
      }
    }
  }

  @Test func randomTreesReachManyExits() throws {
    var seen: Set<Int> = []
    for seed in 0..<40 {
      let evaluated = try EvaluatorCompiler().compile(RandomTree.make(seed: UInt64(seed)), abi: abi)
      var random = Randomness(state: UInt64(1000 + seed))
      for _ in 0..<20 { seen.insert(seed * 1000 + FakeRuntime(slots: slots(&random)).run(evaluated).exit) }
    }
    #expect(seen.count > 120, "the trees above test too little")
  }
}
