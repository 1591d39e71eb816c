// Tests what the optimizer makes of loops inside a tree: joins that lead back to themselves.
import Testing
import TraceIR

@Suite("Optimizer, loops inside trees")
struct OptimizerNestTests {
  /// `while a < 9: s = k = 0; while k < a: s += a; STEP`, then `a += 1`: the inner loop is trace 1.
  private func optimized(first: String = "%4: i64 = constInt 0", step: String = "addOvf %15, %18 !exit 5", check: String = "", held: String = "%1", next: String = "%40") throws -> TraceTree {
    let text = """
      jitc-trace 1
      tree "nest" {
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
            %5: word = slot +4
            %6: ptr = guardClass $1 %5 !exit 2
            \(first)
          }
          exits {
            !0 number 0 type frames [+0 $0 pc 10]
            !1 number 1 branch frames [+0 $0 pc 30]
            !2 number 11 type frames [+0 $0 pc 10]
          }
          end join 1
          closing frames [+0 $0 pc 16] slots [+1 %4, +2 %4, +3 \(held)]
        }
        trace 1 join {
          body {
            %10: word = slot +0
            %11: word = slot +1
            %12: word = slot +2
            %40: word = slot +3
            merge 0 !exit 0
            %13: i64 = guardInt %10 !exit 1
            %14: i64 = guardInt %11 !exit 2
            %15: i64 = guardInt %12 !exit 3
            \(check)
            %16: i1 = ltInt %15, %13
            guardTrue %16 !exit 4
            %17: i64 = addOvf %14, %13 !exit 5
            %18: i64 = constInt 1
            %19: i64 = \(step)
            poll !exit 6
          }
          exits {
            !0 number 2 end frames [+0 $0 pc 16] slots [+1 %11, +2 %12, +3 %40]
            !1 number 3 type frames [+0 $0 pc 16] slots [+1 %11, +2 %12, +3 %40]
            !2 number 4 type frames [+0 $0 pc 16] slots [+1 %11, +2 %12, +3 %40]
            !3 number 5 type frames [+0 $0 pc 16] slots [+1 %11, +2 %12, +3 %40]
            !4 number 6 controlFlow -> trace 2 frames [+0 $0 pc 20] slots [+1 %11, +2 %12, +3 %40]
            !5 number 7 arithmetic frames [+0 $0 pc 18] slots [+1 %11, +2 %12, +3 %40]
            !6 number 8 poll frames [+0 $0 pc 16] slots [+1 %17, +2 %19, +3 \(next)]
          }
          end join 1
          closing frames [+0 $0 pc 16] slots [+1 %17, +2 %19, +3 \(next)]
        }
        trace 2 at exit 6 {
          body {
            %30: word = slot +0
            %31: i64 = guardInt %30 !exit 0
            %32: i64 = constInt 1
            %33: i64 = addOvf %31, %32 !exit 1
          }
          exits {
            !0 number 9 type frames [+0 $0 pc 20]
            !1 number 10 arithmetic frames [+0 $0 pc 20]
          }
          end loop
          closing frames [+0 $0 pc 10] slots [+0 %33, +1 dead, +2 dead, +3 dead]
        }
      }
      """
    let tree = try TraceText(abi: OptimizerMachine.abi).tree(text)
    #expect(TraceVerifier.problems(in: tree, abi: OptimizerMachine.abi, form: .recorded).isEmpty)
    return try optimize(tree, abi: OptimizerMachine.abi, options: OptimizerOptions(verify: true))
  }

  @Test("numbers go round unboxed and are not checked again")
  func numbers() throws {
    let inner = try optimized().traces[1]
    #expect(inner.parameters.map(\.type) == [.i64, .i64])
    #expect(!inner.body.contains { $0.op == .guardInt })
    if case .join(1, let values) = inner.end { #expect(values.count == 2) } else { Issue.record("it does not go round") }
  }

  @Test("what begins equal has parameters of its own")
  func equalBeginnings() throws {
    let tree = try optimized()
    guard case .join(1, let first) = tree.traces[0].end, case .join(1, let next) = tree.traces[1].end else {
      Issue.record("the loop is gone")
      return
    }
    #expect(first[0] == first[1] && next[0] != next[1])
  }

  private static let notNegative = "%20: i64 = constInt 0\n%21: i1 = ltInt %15, %20\nguardFalse %21 !exit 5"

  @Test("what counts up from zero is never negative", arguments: [("addOvf %15, %18 !exit 5", 1), ("subOvf %15, %18 !exit 5", 2)])
  func ranges(_ step: String, _ comparisons: Int) throws {
    let inner = try optimized(step: step, check: Self.notNegative).traces[1]
    #expect(inner.body.count { $0.op == .ltInt } == comparisons)
  }

  /// Reads the first item of the tuple in slot +3.
  private static let reading = "%41: ptr = guardClass $1 %40 !exit 3\n%42: word = loadSlot +24 %41"

  @Test("an object of one class in every iteration is checked before the loop", arguments: [("%40", false), ("%44", true)])
  func classes(_ next: String, _ isChecked: Bool) throws {
    // Another word goes round in the second case.
    let inner = try optimized(check: Self.reading + "\n%44: word = slot +5", held: "%5", next: next).traces[1]
    #expect(inner.body.contains { $0.op == .guardClass } == isChecked)
  }

  @Test("an object that is made anew in each iteration is made in none")
  func virtuals() throws {
    let making = "%41: ptr = guardClass $1 %40 !exit 3\n%42: i64 = loadField tupleCount %41\n%43: ptr = newTuple %10, %12\n%44: word = ref %43"
    let first = "%7: ptr = newTuple %0, %5\n%8: word = ref %7\n%4: i64 = constInt 0"
    let tree = try optimized(first: first, check: making, held: "%8", next: "%44")
    #expect(!tree.traces[0].body.contains { $0.op == .newTuple } && !tree.traces[1].body.contains { $0.op == .newTuple })
    #expect(!tree.traces[1].body.contains { $0.op == .guardClass })
  }

  @Test("an optimized nest survives printing")
  func text() throws {
    let text = TraceText(abi: OptimizerMachine.abi)
    let tree = try optimized()
    #expect(try text.tree(text.bytes(of: tree)) == tree)
  }
}
