// Tests what the optimizer makes of traces that others join.
import Testing
import TraceIR

@Suite("Optimizer, joins")
struct OptimizerJoinTests {
  /// `while True: if a < 9: b = LEFT else: b = RIGHT`, then `a += b`: the sum is in a trace that both ways join.
  private static func tree(left: String, right: String, shared: String) -> String {
    """
    jitc-trace 1
    tree "join" {
      values 60
      extent 8
      constants { $0 "code f" $1 "class tuple" }
      trace 0 root {
        body {
          %0: word = slot +0
          %1: i64 = guardInt %0 !exit 0
          %2: i64 = constInt 9
          %3: i1 = ltInt %1, %2
          guardTrue %3 !exit 1
          \(left)
        }
        exits {
          !0 number 0 type frames [+0 $0 pc 10]
          !1 number 1 branch -> trace 1 frames [+0 $0 pc 14]
        }
        end join 2
        closing frames [+0 $0 pc 16] slots [+1 %9]
      }
      trace 1 at exit 1 {
        body {
          \(right)
        }
        end join 2
        closing frames [+0 $0 pc 16] slots [+1 %29]
      }
      trace 2 join {
        body {
          %30: word = slot +0
          %31: word = slot +1
          merge 0 !exit 0
          %32: i64 = guardInt %30 !exit 1
          \(shared)
          %35: i64 = addOvf %32, %34 !exit 3
        }
        exits {
          !0 number 2 end frames [+0 $0 pc 16] slots [+1 %31]
          !1 number 3 type frames [+0 $0 pc 16] slots [+1 %31]
          !2 number 4 type frames [+0 $0 pc 16] slots [+1 %31]
          !3 number 5 arithmetic frames [+0 $0 pc 16] slots [+1 %31]
        }
        end loop
        closing frames [+0 $0 pc 10] slots [+0 %35, +1 %31]
      }
    }
    """
  }

  private func recorded(left: String, right: String, shared: String) throws -> TraceTree {
    try TraceText(abi: OptimizerMachine.abi).tree(Self.tree(left: left, right: right, shared: shared))
  }

  private func optimized(left: String, right: String, shared: String) throws -> TraceTree {
    let tree = try recorded(left: left, right: right, shared: shared)
    #expect(TraceVerifier.problems(in: tree, abi: OptimizerMachine.abi, form: .recorded).isEmpty)
    return try optimize(tree, abi: OptimizerMachine.abi, options: OptimizerOptions(verify: true))
  }

  private static let unboxing = "%34: i64 = guardInt %31 !exit 2"

  @Test("numbers flow in unboxed and are not checked again")
  func numbers() throws {
    let tree = try optimized(
      left: "%8: i64 = constInt 1\n%9: i64 = addOvf %1, %8 !exit 0", right: "%28: i64 = constInt 7\n%29: word = boxInt %28", shared: Self.unboxing)
    let join = tree.traces[2]
    #expect(join.anchor == .join)
    #expect(join.parameters.map(\.type) == [.i64])
    #expect(join.body.first?.op == .addOvf)
    #expect(!join.body.contains { $0.op == .guardInt })
    #expect(tree.traces.prefix(2).allSatisfy { if case .join(2, let values) = $0.end { values.count == 1 } else { false } })
  }

  @Test("words of different kinds flow in boxed and are checked")
  func mixed() throws {
    let tree = try optimized(left: "%9: i64 = constInt 1", right: "%29: f64 = constFloat 0.5", shared: Self.unboxing)
    #expect(tree.traces[2].parameters.map(\.type) == [.word])
    #expect(tree.traces[2].body.map(\.op) == [.guardInt, .addOvf])
  }

  @Test("what is the same on both ways needs no parameter")
  func same() throws {
    let tree = try optimized(left: "%9: word = slot +3", right: "%29: word = slot +3", shared: Self.unboxing)
    #expect(tree.traces[2].parameters.isEmpty)
  }

  @Test("an object that both ways make for themselves is made on none")
  func virtual() throws {
    let shared = """
      %33: ptr = guardClass $1 %31 !exit 2
      %36: i64 = loadField tupleCount %33
      %34: i64 = addInt %36, %32
      """
    let tree = try optimized(
      left: "%5: word = constWord 0x5\n%7: ptr = newTuple %0, %5\n%9: word = ref %7",
      right: "%20: word = slot +0\n%21: word = slot +3\n%27: ptr = newTuple %20, %21\n%29: word = ref %27", shared: shared)
    #expect(!tree.traces[0].body.contains { $0.op == .newTuple })
    #expect(!tree.traces[1].body.contains { $0.op == .newTuple })
    #expect(!tree.traces[2].body.contains { $0.op == .guardClass })
  }

  @Test("recorded and optimized trees with joins survive printing")
  func text() throws {
    let text = TraceText(abi: OptimizerMachine.abi)
    let recorded = try recorded(left: "%9: i64 = constInt 1", right: "%29: f64 = constFloat 0.5", shared: Self.unboxing)
    let optimized = try optimize(recorded, abi: OptimizerMachine.abi)
    for tree in [recorded, optimized] { #expect(try text.tree(text.bytes(of: tree)) == tree) }
  }

  @Test("a circle of traces that is entered at two places is refused")
  func circle() throws {
    var tree = try recorded(left: "%9: i64 = constInt 1", right: "%29: f64 = constFloat 0.5", shared: Self.unboxing)
    var other = tree.traces[2]
    tree.traces[1].end = .join(3, [])
    tree.traces[2].end = .join(3, [])
    other.end = .join(2, [])
    for index in other.exits.indices { other.exits[index].number += 10 }
    tree.traces.append(other)
    #expect(!TraceVerifier.problems(in: tree, abi: OptimizerMachine.abi, form: .recorded).isEmpty)
    #expect(throws: CompileRefusal.self) { try optimize(tree, abi: OptimizerMachine.abi) }
  }
}
