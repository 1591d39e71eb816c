// Compares metrics of hand-made profiles with figures worked out by hand.
import Frontend
import Testing
import TraceIR

@testable import JIT

@Suite struct QualityMetricsTests {
  /// A trace of bytecodes at the given positions, one guard each; exit `i` belongs to bytecode `i` and repeats it.
  private func trace(_ positions: [Int], from exit: Int? = nil, firstExit: Int = 0, isLoop: Bool = true) -> Trace {
    var trace = Trace(anchor: exit.map { .side(exit: $0) } ?? .root, end: .loop([]), endReason: "closed its loop")
    for (index, pc) in positions.enumerated() {
      trace.origins.append(Origin(code: "f", pc: pc, line: pc, depth: 0, bytecode: "add"))
      let frame = FrameDescription(offset: 0, code: 0, function: -1, pc: pc, flags: 0)
      trace.exits.append(Exit(kind: .type, snapshot: Snapshot(frames: [frame], slots: []), number: firstExit + index))
      trace.body.append(Instruction(.guardTrue, [ValueID(0)], exit: index, origin: index))
    }
    if !isLoop {
      trace.exits.append(Exit(kind: .end, snapshot: Snapshot(frames: [], slots: []), number: firstExit + positions.count))
      trace.end = .exit(positions.count)
    }
    return trace
  }

  private func profile(_ traces: [Trace], begun: [Int], taken: [Int: Int] = [:], interpreted: Int = 0) -> ExecutionProfile {
    var tree = TraceTree(name: "f:1", traces: traces, constants: ["code f"])
    for (index, trace) in traces.enumerated() {
      guard case .side(let number) = trace.anchor else { continue }
      for other in tree.traces.indices {
        if let exit = tree.traces[other].exits.firstIndex(where: { $0.number == number }) { tree.traces[other].exits[exit].sideTrace = index }
      }
    }
    var profile = ExecutionProfile()
    profile.trees = [ExecutionProfile.Tree(number: 0, recorded: tree, begun: begun, taken: taken)]
    profile.interpreted = interpreted
    return profile
  }

  /// 100 iterations of four bytecodes, ten of which leave at the third, before they have done it.
  @Test func bytecodesAreCountedUpToTheExit() {
    let profile = profile([trace([1, 2, 3, 4])], begun: [100], taken: [2: 10], interpreted: 20)
    let flow = profile.trees[0].flows[0]
    #expect(flow.uops == [100, 100, 100, 90])
    #expect(flow.bytecodes == [100, 100, 90, 90])
    #expect(flow.completed == 90)
    let metrics = QualityMetrics(profile)
    #expect(metrics.compiled == 380)
    #expect(metrics.executed == 400)
    #expect(metrics.coverage == 0.95)
    #expect(metrics.transitions == 25)
    // 90 complete ones and ten that ran three of four uops.
    #expect(abs((metrics.completion ?? 0) - (90 + 10 * 0.75) / 100) < 1e-12)
  }

  /// A trace that was cut keeps guards that belong to the first bytecode of the part that was cut off.
  @Test func guardsBehindTheLastBytecodeBelongToNone() {
    var cut = trace([1, 2, 3])
    cut.origins.removeLast()
    let flow = profile([cut], begun: [100], taken: [1: 10, 2: 20]).trees[0].flows[0]
    #expect(flow.uops == [100, 100, 90])
    #expect(flow.bytecodes == [100, 90])
    #expect(flow.completed == 70)
  }

  /// 1000 iterations, 600 of which go on in a side trace from the second bytecode; five leave the side trace.
  @Test func sideTracesTakeOverFromTheirExit() {
    let profile = profile([trace([1, 2, 3]), trace([5, 6], from: 1, firstExit: 3)], begun: [1000, 600], taken: [4: 5])
    let flows = profile.trees[0].flows
    #expect(flows[0].uops == [1000, 1000, 400])
    #expect(flows[0].completed == 400)
    #expect(flows[1].uops == [600, 600])
    #expect(flows[1].completed == 595)
    let metrics = QualityMetrics(profile)
    #expect(metrics.shortLived == 0)
    // Five paths of four uops that ran all of them: two in the root, two in the side trace.
    #expect(abs((metrics.completion ?? 0) - 1) < 1e-12)
    #expect(metrics.executors == 1)
    #expect(metrics.traces == 2)
  }

  @Test func placesRecordedTwiceAreDuplicates() {
    let metrics = QualityMetrics(profile([trace([1, 2, 3, 4]), trace([3, 4], from: 1, firstExit: 4)], begun: [10, 5]))
    #expect(metrics.duplication == 1.5)
    #expect(metrics.adjustedDuplication == 1.5)
    #expect(metrics.shortLived == 1)
  }

  @Test func aPlaceWithOtherTypesIsNoDuplicate() {
    var one = trace([1, 2])
    var other = trace([2], from: 0, firstExit: 2)
    one.body.append(Instruction(.addInt, result: ValueID(1), [ValueID(0), ValueID(0)], origin: 1))
    other.body.append(Instruction(.addFloat, result: ValueID(2), [ValueID(0), ValueID(0)], origin: 0))
    let metrics = QualityMetrics(profile([one, other], begun: [10, 5]))
    #expect(metrics.duplication == 1.5)
    #expect(metrics.adjustedDuplication == 1)
  }

  /// Of four uops the last runs in 5 of 1000 iterations.
  @Test func uopsThatRarelyRunAreCold() {
    let metrics = QualityMetrics(profile([trace([1, 2, 3, 4])], begun: [1000], taken: [2: 995]))
    #expect(metrics.coldShare == 0.25)
  }

  @Test func exitsAndLoopsAreToldApart() {
    let metrics = QualityMetrics(profile([trace([1]), trace([2], from: 0, firstExit: 1, isLoop: false)], begun: [1, 1]))
    #expect(metrics.loops == 1)
    #expect(metrics.exits == 1)
    #expect(metrics.links == 1)
    // A side trace that comes back to the header closes no loop of its own: it links to it.
    let joined = QualityMetrics(profile([trace([1]), trace([2], from: 0, firstExit: 1)], begun: [1, 1]))
    #expect(joined.loops == 1)
    #expect(joined.exits == 1)
    #expect(joined.links == 2)
  }

  /// Windows of 100 bytecodes with 0, 50 and 95 in compiled code; the final coverage is 0.9.
  @Test func warmUpEndsWithTheFirstGoodWindow() {
    var profile = profile([trace([1, 2])], begun: [450], interpreted: 100)
    profile.samples = [
      .init(nanoseconds: 10, interpreted: 100, compiled: 0), .init(nanoseconds: 20, interpreted: 150, compiled: 50),
      .init(nanoseconds: 30, interpreted: 155, compiled: 145),
    ]
    let metrics = QualityMetrics(profile)
    #expect(metrics.coverage == 0.9)
    #expect(metrics.warmUp?.bytecodes == 205)
    #expect(metrics.warmUp?.nanoseconds == 30)
  }

  @Test func nothingIsMeasuredWithoutTraces() {
    let metrics = QualityMetrics(ExecutionProfile())
    #expect(metrics.coldShare == nil && metrics.duplication == nil && metrics.completion == nil && metrics.warmUp == nil)
    #expect(metrics.coverage == 0)
    #expect(metrics.json.contains("\"cold_share\": null"))
  }

  @Test(arguments: [
    ([1.0, 2, 3, 4], [10.0, 20, 30, 40], 1.0), ([1, 2, 3, 4], [4, 3, 2, 1], -1), ([1, 2, 3], [1, 3, 2], 0.5), ([1, 1, 2, 2], [5, 5, 9, 9], 1),
  ] as [([Double], [Double], Double)])
  func ranksCorrelate(_ one: [Double], _ other: [Double], _ expected: Double) throws {
    #expect(abs(try #require(rankCorrelation(one, other)) - expected) < 1e-12)
  }

  @Test func constantsDoNotCorrelate() {
    #expect(rankCorrelation([1, 2, 3], [5, 5, 5]) == nil)
    #expect(rankCorrelation([1, 2], [1, 2]) == nil)
  }

  @Test(arguments: [(0, 3, "0.000"), (-0.5, 1, "-0.5"), (12.3456, 0, "12"), (.nan, 2, "0")] as [(Double, Int, String)])
  func numbersHaveFixedDecimals(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(fixed(value, decimals) == text)
  }
}
