// Tests that the verifier accepts good trees and names each kind of planted fault.
import Testing
import TraceIR

@Suite struct VerifierTests {
  let abi = TestABI.make()
  let text = TraceText(abi: TestABI.make())

  private func kinds(_ tree: TraceTree, _ form: TraceForm = .optimized) -> Set<TraceProblem.Kind> {
    Set(TraceVerifier.problems(in: tree, abi: abi, form: form).map(\.kind))
  }

  @Test func goodTrees() throws {
    #expect(TraceVerifier.problems(in: try text.tree(Samples.sum), abi: abi, form: .optimized) == [])
    #expect(TraceVerifier.problems(in: try text.tree(Samples.recorded), abi: abi, form: .recorded) == [])
    #expect(TraceVerifier.problems(in: try text.tree(Samples.nest), abi: abi, form: .optimized) == [])
  }

  /// A fault to plant in the sample `sum`, and what the verifier must call it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let kind: TraceProblem.Kind
    let name: String
    let plant: @Sendable (inout TraceTree) -> Void
    init(_ kind: TraceProblem.Kind, _ name: String, _ plant: @escaping @Sendable (inout TraceTree) -> Void) {
      self.kind = kind
      self.name = name
      self.plant = plant
    }
    var testDescription: String { name }
  }

  static let faults: [Fault] = [
    Fault(.operandCount, "operand missing") { $0.traces[0].body[8].operands.removeLast() },
    Fault(.operandType, "word added") { $0.traces[0].body[8].operands[0] = ValueID(0) },
    Fault(.operandType, "call with a float for a word") {
      $0.traces[0].body.insert(Instruction(.constFloat, result: ValueID(20)), at: 0)
      $0.traces[0].body.insert(Instruction(.call, [ValueID(20)], immediate: 2), at: 1)
      $0.valueCount = 21
    },
    Fault(.operandCount, "call without operands") { $0.entry.append(Instruction(.call, immediate: 2)) },
    Fault(.operandType, "field store of an int") {
      $0.entry.append(Instruction(.storeField, [ValueID(1), ValueID(1)], immediate: Int64(FieldID.cellValue.rawValue)))
    },
    Fault(.operandType, "tuple of an int") {
      $0.entry.append(Instruction(.newTuple, result: ValueID(20), [ValueID(1)]))
      $0.valueCount = 21
    },
    Fault(.valueRange, "value count too small") { $0.valueCount = 10 },
    Fault(.valueRange, "operand none") { $0.traces[0].body[8].operands[0] = .none },
    Fault(.undefinedValue, "definition removed") { $0.traces[0].body.remove(at: 3) },
    Fault(.notDominating, "use before definition") { $0.traces[0].body.swapAt(3, 4) },
    Fault(.notDominating, "root uses a value of its side trace") { $0.traces[0].end = .loop([ValueID(15), ValueID(17)]) },
    Fault(.notDominating, "side trace uses what its exit's guard comes before") {
      $0.traces[1].body[1].operands[0] = ValueID(13)
    },
    Fault(.notDominating, "snapshot uses a later value") {
      $0.traces[0].exits[1].snapshot.slots[0].value = .value(ValueID(13))
    },
    Fault(.notDominating, "snapshot uses its guard's own result") {
      $0.traces[0].exits[4].snapshot.slots[0].value = .value(ValueID(13))
    },
    Fault(.notDominating, "virtual object holds a later value") {
      $0.traces[0].exits[1].snapshot.virtuals = [VirtualObject(kind: .tuple, offsets: [0], values: [.value(ValueID(13))])]
    },
    Fault(.notDominating, "entry uses a parameter") { $0.entry[1].operands[0] = ValueID(6) },
    Fault(.redefinition, "value defined twice") { $0.traces[1].body[0].result = ValueID(6) },
    Fault(.result, "result missing") { $0.traces[0].body[8].result = .none },
    Fault(.result, "guard with a result") { $0.traces[0].body[2].result = ValueID(19) },
    Fault(.exitIndex, "guard without exit") { $0.traces[0].body[8].exit = -1 },
    Fault(.exitIndex, "exit out of range") { $0.traces[0].body[8].exit = 5 },
    Fault(.exitIndex, "pure uop with an exit") { $0.traces[0].body[3].exit = 0 },
    Fault(.exitIndex, "end at a missing exit") { $0.traces[1].end = .exit(9) },
    Fault(.sharedExit, "exit with side trace taken twice") { $0.traces[0].body[2].exit = 3 },
    Fault(.exitNumber, "number used twice") { $0.traces[0].exits[0].number = 4 },
    Fault(.exitNumber, "negative number in a trace") { $0.traces[0].exits[0].number = -7 },
    Fault(.exitNumber, "entry exit not negative") { $0.entryExits[0].number = 50 },
    Fault(.immediate, "constant out of range") {
      $0.entry.append(Instruction(.constRef, result: ValueID(20), immediate: 2))
      $0.valueCount = 21
    },
    Fault(.immediate, "helper out of range") { $0.entry.append(Instruction(.call, immediate: 99)) },
    Fault(.immediate, "truth constant 2") {
      $0.entry.append(Instruction(.constBool, result: ValueID(20), immediate: 2))
      $0.valueCount = 21
    },
    Fault(.immediate, "immediate where none belongs") { $0.traces[0].body[8].immediate = 1 },
    Fault(.origin, "origin out of range") { $0.traces[0].body[1].origin = 1 },
    Fault(.frame, "frame of a missing constant") { $0.traces[0].exits[0].snapshot.frames[0].code = 2 },
    Fault(.frame, "frame with a negative position") { $0.traces[0].exits[0].snapshot.frames[0].pc = -1 },
    Fault(.frame, "frame of a missing function") { $0.traces[0].exits[0].snapshot.frames[0].function = 7 },
    Fault(.snapshot, "negative number of frames below") { $0.traces[0].exits[0].snapshot.below = -1 },
    Fault(.snapshot, "no frames") { $0.traces[0].exits[0].snapshot.frames = [] },
    Fault(.snapshot, "slot listed twice") { $0.traces[0].exits[0].snapshot.slots[1].offset = 0 },
    Fault(.virtual, "virtual missing") { $0.traces[0].exits[0].snapshot.slots[0].value = .virtual(0) },
    Fault(.virtual, "virtual without values") {
      $0.traces[0].exits[0].snapshot.virtuals = [VirtualObject(kind: .list, offsets: [0], values: [])]
    },
    Fault(.virtual, "template missing") {
      $0.traces[0].exits[0].snapshot.virtuals = [VirtualObject(kind: .instance(template: 9), offsets: [], values: [])]
    },
    Fault(.parameterCount, "latch gives too few") { $0.traces[0].end = .loop([ValueID(15)]) },
    Fault(.parameterCount, "too few initial values") { $0.loopInitial.removeLast() },
    Fault(.parameterCount, "outer jump without parameters") { $0.traces[1].end = .outerLoop([ValueID(19)]) },
    Fault(.parameterType, "latch gives a truth value") { $0.traces[0].end = .loop([ValueID(15), ValueID(12)]) },
    Fault(.parameterType, "initial word for an int") { $0.loopInitial[0] = ValueID(0) },
    Fault(.sideTraceLink, "exit does not lead to the side trace") { $0.traces[0].exits[3].sideTrace = -1 },
    Fault(.sideTraceLink, "anchor names another exit") { $0.traces[1].anchor = .side(exit: 2) },
    Fault(.sideTraceLink, "no such side trace") { $0.traces[0].exits[3].sideTrace = 2 },
    Fault(.sideTraceLink, "entry exit with a side trace") { $0.entryExits[0].sideTrace = 1 },
    Fault(.traceOrder, "side trace first") { $0.traces.swapAt(0, 1) },
    Fault(.traceOrder, "two roots") { $0.traces[1].anchor = .root },
    Fault(.traceOrder, "no traces") { $0.traces = [] },
    Fault(.end, "ends in a guard's kind of exit") {
      $0.traces[1].exits.append(Exit(kind: .type, snapshot: $0.traces[1].exits[0].snapshot, number: 9))
      $0.traces[1].end = .exit(1)
    },
  ]

  @Test(arguments: faults) func plantedFault(_ fault: Fault) throws {
    var tree = try text.tree(Samples.sum)
    fault.plant(&tree)
    #expect(kinds(tree).contains(fault.kind), "\(TraceVerifier.problems(in: tree, abi: abi, form: .optimized))")
  }

  static let recordedFaults: [Fault] = [
    Fault(.form, "closing missing") { $0.traces[0].closing = nil },
    Fault(.form, "parameters") { $0.loop = [Parameter(result: ValueID(11), type: .word, slot: 0)] },
    Fault(.form, "entry") { $0.entry = [Instruction(.constInt, result: ValueID(10))] },
    Fault(.end, "outer loop") { $0.traces[0].end = .outerLoop([]) },
    Fault(.undefinedValue, "closing uses a missing value") { $0.traces[0].closing?.slots[0].value = .value(ValueID(11)) },
    Fault(.repeatedSlot, "slot read twice") {
      $0.traces[0].body.append(Instruction(.slot, result: ValueID(10), immediate: 0))
    },
  ]

  @Test(arguments: recordedFaults) func plantedFaultInRecordedTree(_ fault: Fault) throws {
    var tree = try text.tree(Samples.recorded)
    fault.plant(&tree)
    #expect(kinds(tree, .recorded).contains(fault.kind))
  }

  @Test func everyKindIsTested() {
    let tested = Set((VerifierTests.faults + VerifierTests.recordedFaults).map(\.kind))
    #expect(tested == Set(TraceProblem.Kind.allCases))
  }

  @Test func placesAreExact() throws {
    var tree = try text.tree(Samples.sum)
    tree.traces[1].body[1].operands[0] = ValueID(13)
    let problems = TraceVerifier.problems(in: tree, abi: abi, form: .optimized)
    #expect(problems.map(\.place) == [.trace(1, instruction: 1)])
    #expect(problems[0].description == "trace 1 instruction 1: notDominating: %13 is not always computed before")
  }

  @Test func randomTreesNeverCrash() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("VerifierTests.randomTreesNeverCrash seed \(seed)")
    var found = 0
    for index in 0..<200 {
      var maker = RandomTree(seed: seed &+ UInt64(index), size: 30)
      let tree = maker.tree()
      for form in [TraceForm.recorded, .optimized] where !TraceVerifier.problems(in: tree, abi: abi, form: form).isEmpty {
        found += 1
      }
    }
    #expect(found > 350, "seed \(seed)")
  }
}
