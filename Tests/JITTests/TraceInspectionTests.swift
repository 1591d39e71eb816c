// Checks what emit-ir shows and how it refuses damaged dumps.
import Frontend
import Testing
import TraceIR

@testable import JIT

@Suite struct TraceInspectionTests {
  private func dump() -> [UInt8] {
    let frame = FrameDescription(offset: 0, code: 0, function: -1, pc: 0, flags: 0)
    let exit = Exit(kind: .end, snapshot: Snapshot(frames: [frame], slots: []), number: 0)
    let tree = TraceTree(
      name: "work:1", traces: [Trace(anchor: .root, exits: [exit], end: .exit(0))], constants: ["code f"], frameExtent: 8)
    let entries = [TraceDump.Entry(recorded: tree), TraceDump.Entry(recorded: tree)]
    return TraceText(abi: Runtime.makeABI()).bytes(of: TraceDump(trees: entries))
  }

  @Test(arguments: [TraceInspection.Stage.recorded, .optimized])
  func stagesWithoutLLVMAreShown(_ stage: TraceInspection.Stage) throws {
    let inspection = try TraceInspection(dump())
    #expect(inspection.count == 2)
    #expect(try inspection.text(stage: stage).contains("work:1"))
    #expect(try inspection.text(tree: 1, stage: stage).contains("work:1"))
  }

  @Test func aMissingTreeIsNamed() throws {
    let inspection = try TraceInspection(dump())
    #expect(throws: TraceInspection.Failure.self) { try inspection.text(tree: 2, stage: .recorded) }
    #expect(throws: TraceInspection.Failure.self) { try inspection.text(tree: -1, stage: .recorded) }
  }

  @Test func damageHasAPlace() {
    let dump = dump()
    for text in [Array("not a dump".utf8), Array(dump.prefix(dump.count / 2)), []] {
      do {
        _ = try TraceInspection(text)
        Issue.record("read \(text.count) bytes")
      } catch {
        #expect(error.place != nil && !error.message.isEmpty)
      }
    }
  }
}
