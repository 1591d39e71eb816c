// Tests that printed trees and dumps parse back to themselves.
import Testing
import TraceIR

@Suite struct TextRoundTripTests {
  let text = TraceText(abi: TestABI.make())

  @Test(arguments: [Samples.sum, Samples.recorded])
  func samplesRoundTrip(_ sample: String) throws {
    let tree = try text.tree(sample)
    let printed = text.print(tree)
    #expect(try text.tree(printed) == tree)
    #expect(text.print(try text.tree(printed)) == printed)
  }

  @Test func everyFieldOfTheSampleIsRead() throws {
    let tree = try text.tree(Samples.recorded)
    #expect(tree.name == "f:\"loop\"")
    #expect(tree.constants == ["code f", "class P", "layout {x, y}"])
    #expect(tree.traces[0].exits[2].snapshot.below == 1)
    #expect((tree.valueCount, tree.frameExtent) == (12, 30))
    let trace = tree.traces[0]
    #expect(trace.body[1] == Instruction(.guardClass, result: ValueID(1), [ValueID(0)], immediate: 1, exit: 0, origin: 0))
    #expect(trace.body[5].immediate == Int64(bitPattern: (-0.0).bitPattern))
    #expect(trace.body[8].immediate == Int64(FieldID.listCount.rawValue))
    #expect(trace.body[14] == Instruction(.newTuple, result: ValueID(9), [ValueID(0), ValueID(2)]))
    #expect(trace.exits[1].snapshot.virtuals.count == 3)
    #expect(trace.exits[1].snapshot.virtuals[0].values == [.value(ValueID(0)), .virtual(0)])
    #expect(trace.closing?.slots == [Snapshot.Slot(offset: 0, value: .value(ValueID(5)))])
    #expect(trace.leavesLoop)
    #expect(trace.end == .loop([]))
    let sum = try text.tree(Samples.sum)
    #expect(sum.traces[1].anchor == .side(exit: 3))
    #expect(sum.traces[0].exits[3].sideTrace == 1)
    #expect(sum.loopInitial == [ValueID(1), ValueID(3)])
  }

  @Test func readableForm() throws {
    let printed = text.print(try text.tree(Samples.sum))
    #expect(printed.contains("%13: i64 = addOvf %7, %6 !exit 4 @0"))
    #expect(printed.contains("; line 12 f+18"))
  }

  @Test func commentsAreOptional() throws {
    let tree = try text.tree(Samples.recorded)
    let plain = TraceText(abi: TestABI.make(), comments: false)
    #expect(!plain.print(tree).contains(";"))
    #expect(try plain.tree(plain.bytes(of: tree)) == tree)
  }

  @Test func missingValueCountIsComputed() throws {
    let tree = try text.tree("jitc-trace 1\ntree \"t\" { trace 0 root { body { %7: i64 = constInt 3 } end exit 0 } }")
    #expect(tree.valueCount == 8)
  }

  @Test func randomTrees() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("TextRoundTripTests.randomTrees seed \(seed)")
    for index in 0..<300 {
      var maker = RandomTree(seed: seed &+ UInt64(index), size: index / 4)
      let tree = maker.tree()
      let bytes = text.bytes(of: tree)
      let back = try text.tree(bytes)
      #expect(back == tree, "seed \(seed) + \(index)")
      if back != tree { return }
    }
  }

  @Test func dumps() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("TextRoundTripTests.dumps seed \(seed)")
    var maker = RandomTree(seed: seed, size: 6)
    let notes = [("program", "a b.py"), ("tree", "x"), ("odd key", " padded "), ("empty", ""), ("quoted", "\"a\nb"), ("k.1_", "日")]
    let dump = TraceDump(
      metadata: notes.map { TraceDump.Note(key: $0.0, value: $0.1) },
      trees: [
        .init(recorded: maker.tree()), .init(optimized: maker.tree()), .init(),
        .init(recorded: maker.tree(), optimized: maker.tree()), .init(optimized: maker.tree()),
      ])
    #expect(try text.dump(text.bytes(of: dump)) == dump, "seed \(seed)")
    #expect(dump["program"] == "a b.py")
  }
}
