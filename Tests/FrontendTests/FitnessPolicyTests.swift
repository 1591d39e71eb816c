// Compares every charge and every stop of the policy with tables worked out by hand.
import Testing

@testable import Frontend

@Suite struct FitnessPolicyTests {
  @Test func constantsOfTheReference() {
    let constants = FitnessTunables(.cpython315)
    let found = [
      constants.initialFitness, constants.closeLoopQuality, constants.backwardEdgeQuality, constants.executorQuality,
      constants.defaultQuality, constants.specializableQuality, constants.balancedBranchCost, constants.frameCost,
      constants.underflowCost, constants.loopThreshold, constants.entryThreshold, constants.exitThreshold,
    ]
    #expect(found == [2500, 2476, 1178, 312, 62, 31, 136, 167, 41, 4001, 8191, 4001])
  }

  @Test func constantsOfTheReferencesDebugBuild() {
    let constants = FitnessTunables(.cpython315, initialFitness: 1000)
    let found = [
      constants.closeLoopQuality, constants.backwardEdgeQuality, constants.executorQuality, constants.defaultQuality,
      constants.specializableQuality, constants.balancedBranchCost, constants.frameCost, constants.underflowCost,
    ]
    #expect(found == [976, 428, 125, 25, 12, 54, 67, 16])
  }

  /// The way recorded is bit 0; the others of the 16 bits count when they differ from it.
  @Test(arguments: [
    (UInt16(0b1111_1111_1111_1111), 0), (0, 0), (0b1111_1111_1111_0111, 17), (0b0000_0100_0000_0000, 17),
    (0b1111_1111_0011_1111, 34), (0b0000_0000_0011_1110, 85), (0b1111_1110_0000_0001, 136), (0b0101_0101_0101_0101, 136),
    (0b0000_0000_0000_0001, 136), (0b1111_1111_1111_1110, 136),
  ])
  func branchesAreChargedByTheirHistory(_ history: UInt16, _ cost: Int) {
    var policy = FitnessPolicy(tunables: FitnessTunables(.cpython315))
    policy.begin(.plain, [])
    #expect(policy.charge(branchHistory: history) == cost)
    #expect(policy.ledger.branches == cost)
    #expect(policy.steps.last?.history == history)
    #expect(policy.fitness == 2494 - cost)
  }

  @Test func framesAreGivenBackAndReturnsBelowCost() {
    var policy = FitnessPolicy(tunables: FitnessTunables(.cpython315))
    policy.pushFrame()
    #expect((policy.fitness, policy.depth) == (2494 - 167, 1))
    policy.popFrame()
    #expect((policy.fitness, policy.depth) == (2494, 0))
    policy.popFrame()
    #expect((policy.fitness, policy.depth) == (2494 - 41, 0))
    #expect(policy.ledger == FitnessLedger(slots: 6, branches: 0, frames: 0, underflow: 41))
  }

  /// With 2494 left, the fifteenth frame is the last that can be paid for.
  @Test func fifteenFramesExhaustTheBudget() {
    var policy = FitnessPolicy(tunables: FitnessTunables(.cpython315))
    for _ in 0..<14 { policy.pushFrame(isResumed: true) }
    #expect(policy.stop(at: .plain, before: [ReferenceCosts.Bytecode(5)]) == nil)
    policy.pushFrame(isResumed: true)
    #expect(policy.stop(at: .plain, before: [ReferenceCosts.Bytecode(5)])?.fitness == 2494 - 15 * 172)
  }

  @Test(arguments: [
    (PlaceKind.ownStart, 2476), (.backwardEdge, 1178), (.executor, 312), (.plain, 62), (.specializable, 31),
  ])
  func aTraceEndsWhenTheFitnessIsBelowTheQuality(_ place: PlaceKind, _ quality: Int) {
    var policy = FitnessPolicy(tunables: FitnessTunables(.cpython315))
    policy.begin(.plain, [ReferenceCosts.Bytecode(2494 - quality)])
    #expect(policy.fitness == quality)
    #expect(policy.stop(at: place, before: [ReferenceCosts.Bytecode(1, place)]) == nil)
    policy.begin(.plain, [ReferenceCosts.Bytecode(1)])
    #expect(
      policy.stop(at: place, before: [ReferenceCosts.Bytecode(1, place)])
        == FitnessStop(fitness: quality - 1, quality: quality, place: place))
  }

  /// `t += 1` is LOAD_FAST 5, LOAD_SMALL_INT 5, BINARY_OP 10, STORE_FAST 6; `if t < 0: break` before it adds 25.
  @Test func statementsCostWhatTheyCostInTheReference() {
    let add = ReferenceCosts.work(.addImmediateInPlace, UInt64(op: .addImmediateInPlace, 1, 1, 1), localCount: 3)
    #expect(add.map(\.slots) == [5, 5, 10, 6])
    #expect(add.map(\.place) == [.plain, .plain, .specializable, .plain])
    let test = ReferenceCosts.work(.jumpLessImmediate, UInt64(op: .jumpLessImmediate, 1, 0), localCount: 3)
    #expect(test.map(\.slots) == [5, 5, 10, 5])
    #expect((add + test).reduce(0) { $0 + $1.slots } == 51)
  }

  /// How many repetitions of a statement fit behind a `for` over a range: the reference's figures are 93 and 47.
  @Test(arguments: [([Opcode.addImmediateInPlace], 93), ([.jumpLessImmediate, .addImmediateInPlace], 47)])
  func longLoopsStopWhereTheReferenceStops(_ statement: [Opcode], _ repetitions: Int) {
    var policy = FitnessPolicy(tunables: FitnessTunables(.cpython315))
    policy.begin(.specializable, ReferenceCosts.work(.forNext, UInt64(op: .forNext, 4, 2), localCount: 3))
    var done = 0
    while done < 100 {
      for op in statement {
        let work = ReferenceCosts.work(op, UInt64(op: op, 1, 1, 1), localCount: 3)
        if policy.stop(at: .plain, before: work) != nil {
          #expect(done == repetitions)
          return
        }
        policy.begin(.plain, work)
      }
      done += 1
    }
    Issue.record("the trace did not end")
  }

  /// `t = plus(t, 1)` behind a `for` over a range, where `plus` has an executor. A repetition is LOAD_GLOBAL 8, LOAD_FAST 5,
  /// LOAD_SMALL_INT 5, CALL 19, RESUME 5, LOAD_FAST_LOAD_FAST 6, BINARY_OP 10, RETURN_VALUE 10 and STORE_FAST 6, together 74; up to
  /// the function's first instruction 37 and the frame's 167. The jump back 6, FOR_ITER 9 and STORE_FAST 6 come before.
  /// 2479 - 26 * 74 - 204 = 351 goes on; 2479 - 27 * 74 - 204 = 277 is below 312: the 28th call is the last.
  @Test func callsStopWhereTheReferenceStops() {
    var policy = FitnessPolicy(tunables: FitnessTunables(.cpython315))
    func work(_ op: Opcode, _ a: Int = 4, _ b: Int = 5, _ c: Int = 5) -> [ReferenceCosts.Bytecode] {
      ReferenceCosts.work(op, UInt64(op: op, a, b, c), localCount: 2)
    }
    policy.begin(.specializable, work(.forNext, 4, 1))
    var fitness: [Int] = []
    for _ in 1...100 {
      policy.begin(.specializable, work(.loadGlobal))
      policy.begin(.plain, work(.move, 6, 0))
      policy.begin(.plain, work(.loadInt))
      policy.begin(.specializable, work(.call, 0))
      policy.pushFrame()
      fitness.append(policy.fitness)
      if policy.stop(at: .executor, before: work(.enter)) != nil { break }
      policy.begin(.executor, work(.enter))
      policy.begin(.plain, work(.add, 3, 0, 1))
      policy.begin(.plain, work(.returnValue, 3))
      policy.popFrame(storesResult: true)
    }
    #expect(fitness.count == 28)
    #expect(Array(fitness.suffix(2)) == [351, 277])
    #expect(fitness.first == 2479 - 204)
  }

  /// Traces of functions begin behind RESUME, which costs 5; those of loops behind the jump back, which costs 6.
  @Test func tracesBeginBehindTheFirstInstruction() {
    let constants = FitnessTunables(.cpython315)
    #expect(FitnessPolicy(tunables: constants, start: .function).fitness == 2495)
    #expect(FitnessPolicy(tunables: constants, start: .root).fitness == 2494)
    #expect(FitnessPolicy(tunables: constants, start: .side(isFlow: true)).fitness == 2500)
    #expect(FitnessPolicy(tunables: FitnessTunables(.best), start: .function).fitness == 2500)
  }

  @Test func halvesOfTheBudgetCanBeChargedDifferently() {
    var constants = FitnessTunables(.cpython315, initialFitness: 1000)
    (constants.earlyCharge, constants.lateCharge, constants.referenceCosts) = (0, 300, 0)
    var policy = FitnessPolicy(tunables: constants)
    policy.begin(.plain, [])
    policy.finish(uops: 400)
    #expect(policy.fitness == 1000)
    policy.charge(branchHistory: 0b0101_0101_0101_0101)
    for _ in 0..<9 { policy.charge(branchHistory: 0b0101_0101_0101_0101) }
    #expect(policy.fitness == 1000 - 10 * 54)
    policy.finish(uops: 10)
    #expect(policy.fitness == 1000 - 10 * 54 - 30)
  }

  @Test func sideTracesCanBeginWithLess() {
    var constants = FitnessTunables(.best)
    (constants.sideFitness, constants.failureFitness) = (50, 20)
    #expect(FitnessPolicy(tunables: constants, start: .side(isFlow: true)).fitness == constants.initialFitness / 2)
    #expect(FitnessPolicy(tunables: constants, start: .side(isFlow: false)).fitness == constants.initialFitness / 5)
  }

  @Test func branchesCanMultiply() {
    var constants = FitnessTunables(.best, initialFitness: 1600)
    constants.branchesMultiply = 1
    var policy = FitnessPolicy(tunables: constants)
    #expect(policy.charge(branchHistory: 0b0101_0101_0101_0101) == 800)
    #expect(policy.charge(branchHistory: 0b1111_0000_1111_1111) == 200)
    #expect(policy.charge(branchHistory: 0xFFFF) == 0)
  }

  @Test func anInstructionThatFailsIsTakenBack() {
    var policy = FitnessPolicy(tunables: FitnessTunables(.cpython315))
    policy.begin(.plain, [ReferenceCosts.Bytecode(19)])
    let (fitness, ledger) = (policy.fitness, policy.ledger)
    policy.begin(.specializable, [ReferenceCosts.Bytecode(10)])
    policy.charge(branchHistory: 1)
    policy.pushFrame()
    policy.undo()
    #expect((policy.fitness, policy.ledger, policy.depth, policy.steps.count) == (fitness, ledger, 0, 1))
  }

  @Test func theLedgerAccountsForEverything() {
    var policy = FitnessPolicy(tunables: FitnessTunables(.cpython315))
    policy.begin(.specializable, [ReferenceCosts.Bytecode(15)])
    policy.charge(branchHistory: 0b11)
    policy.pushFrame()
    policy.popFrame()
    policy.popFrame()
    let journal = policy.journal(reason: "closed its loop", stop: nil)
    #expect(journal.finalFitness == policy.fitness)
    #expect(journal.steps.map(\.fitnessAfter).last == policy.fitness)
  }

  /// A loop ends at any loop it meets, and when its buffer is full.
  @Test func adhocCountsTheBufferAlone() {
    var policy = FitnessPolicy(tunables: FitnessTunables(.adhoc))
    policy.pushFrame()
    policy.charge(branchHistory: 0b0101_0101_0101_0101)
    #expect(policy.fitness == 2494)
    #expect(policy.ends(at: .backwardEdge))
    #expect(!policy.ends(at: .executor))
    #expect(!policy.ends(at: .plain))
    policy.begin(.plain, [ReferenceCosts.Bytecode(2485)])
    #expect(policy.ends(at: .plain))
  }

  /// `if a: b = 1`, then what follows: reached by the jump and by falling out of the branch.
  @Test func branchesJoinBehindAnIf() throws {
    let unit = try compileFunction("def f(a, b):\n    if a:\n        b = 1\n    return b\n")
    let merges = MergePoints.find(unit.words)
    #expect(merges.count == 1)
    let lines = unit.disassemble().split(separator: "\n")
    #expect(merges.allSatisfy { place in lines.contains { $0.hasPrefix("\(place): returnValue") } })
  }
}
