// Tests what the optimizer makes of loops: typed parameters, hoisting, nests, side traces, and what the caller may forbid.
import Testing
import TraceIR

@Suite("Optimizer, loops")
struct OptimizerLoopTests {
  /// `for i in range(n): t += 1` as the recorder sees it: loop state in slots 2 (marker), 3 and 4, `t` in 0, `i` in 1.
  private static let count = """
    jitc-trace 1
    tree "count" {
      values 40
      extent 8
      constants { $0 "code f" }
      trace 0 root {
        body {
          poll !exit 0
          %0: word = slot +2
          guardIsWord 0x45 %0 !exit 1
          %1: word = slot +3
          %2: i64 = guardInt %1 !exit 2
          %3: word = slot +4
          %4: i64 = guardInt %3 !exit 3
          %5: i1 = ltInt %2, %4
          guardTrue %5 !exit 4
          %6: i64 = constInt 1
          %7: i64 = addInt %2, %6
          %10: word = slot +0
          %11: i64 = guardInt %10 !exit 5
          %12: i64 = constInt 1
          %13: i64 = addOvf %11, %12 !exit 6
        }
        exits {
          !0 number 0 poll frames [+0 $0 pc 10]
          !1 number 1 type frames [+0 $0 pc 10]
          !2 number 2 type frames [+0 $0 pc 10]
          !3 number 3 type frames [+0 $0 pc 10]
          !4 number 4 controlFlow frames [+0 $0 pc 30] slots [+2 dead, +3 dead, +4 dead]
          !5 number 5 type frames [+0 $0 pc 12] slots [+3 %7, +1 %2]
          !6 number 6 arithmetic frames [+0 $0 pc 12] slots [+3 %7, +1 %2]
        }
        end loop
        closing frames [+0 $0 pc 10] slots [+0 %13, +3 %7]
      }
    }
    """

  private func optimized(_ text: String, _ options: OptimizerOptions = OptimizerOptions(verify: true)) throws -> TraceTree {
    try optimize(TraceText(abi: OptimizerMachine.abi).tree(text), abi: OptimizerMachine.abi, options: options)
  }

  @Test("a counting loop is a poll, a comparison, a sum and a checked sum")
  func counting() throws {
    let tree = try optimized(Self.count)
    #expect(tree.traces[0].body.map(\.op) == [.poll, .ltInt, .guardTrue, .addInt, .addOvf])
    #expect(tree.loop.map(\.type) == [.i64, .i64])
    #expect(tree.loop.map(\.slot) == [0, 3])
    #expect(tree.outer.isEmpty)
    #expect(tree.preheader.map(\.op) == [.guardIsWord, .guardInt])
    #expect(tree.entryExits.allSatisfy { $0.snapshot.frames[0].pc == 10 && $0.snapshot.slots.isEmpty })
    let trace = tree.traces[0]
    #expect(trace.end == .loop([trace.body[4].result, trace.body[3].result]))
  }

  @Test("an exit lists every slot that the loop carries")
  func snapshots() throws {
    let tree = try optimized(Self.count)
    let carried = tree.loop.map { Snapshot.Slot(offset: $0.slot, value: .value($0.result)) }
    #expect(tree.traces[0].exits[0].snapshot.slots == carried)
    let end = tree.traces[0].exits[1]
    #expect(end.kind == .controlFlow)
    #expect(Set(end.snapshot.slots.map(\.offset)) == [0, 2, 3, 4])
    #expect(end.snapshot.slots.contains(carried[0]))
    #expect(end.snapshot.slots.contains(Snapshot.Slot(offset: 3, value: .dead)))
  }

  @Test("a guard that may not be hoisted stays, and so does a slot's type")
  func forbidden() throws {
    let tree = try optimized(Self.count)
    for exit in tree.entryExits {
      let origin = try #require(OptimizedExit.origin(of: exit.number))
      let other = try optimized(Self.count, OptimizerOptions(dontHoist: [origin], verify: true))
      #expect(!other.entryExits.contains { $0.number == exit.number })
      #expect(other.traces[0].exits.contains { $0.number == origin })
    }
    #expect(OptimizedExit.origin(of: 3) == nil)
  }

  @Test("without passes the tree is executable, and as recorded")
  func naive() throws {
    let tree = try optimized(Self.count, OptimizerOptions(passes: .none, verify: true))
    #expect(tree.loop.allSatisfy { $0.type == .word })
    #expect(tree.traces[0].body.filter { $0.op.info.hasExit }.count == 7)
    #expect(tree.preheader.isEmpty)
  }

  /// A list loop with a side trace at the type guard, its increments of different types.
  private static func sumLoop(_ side: String) -> String {
    """
    jitc-trace 1
    tree "sum" {
      values 60
      extent 8
      constants { $0 "code f" $1 "class list" }
      trace 0 root {
        body {
          %1: word = slot +3
          %2: ptr = guardClass $1 %1 !exit 0
          %3: word = slot +4
          %4: i64 = guardInt %3 !exit 1
          %5: i64 = loadField listCount %2
          %6: i1 = ltInt %4, %5
          guardTrue %6 !exit 2
          %7: ptr = loadField listItems %2
          %8: word = loadItem %7, %4
          %9: i64 = constInt 1
          %10: i64 = addInt %4, %9
          %11: word = slot +0
          %12: f64 = guardFloat %11 !exit 3
          %13: f64 = guardFloat %8 !exit 4
          %14: f64 = addFloat %12, %13
        }
        exits {
          !0 number 0 type frames [+0 $0 pc 10]
          !1 number 1 type frames [+0 $0 pc 10]
          !2 number 2 controlFlow frames [+0 $0 pc 30]
          !3 number 3 type frames [+0 $0 pc 12] slots [+4 %10, +1 %8]
          !4 number 4 type -> trace 1 frames [+0 $0 pc 12] slots [+4 %10, +1 %8]
        }
        end loop
        closing frames [+0 $0 pc 10] slots [+0 %14, +4 %10]
      }
      trace 1 at exit 4 {
        body {
          %20: word = slot +4
          %21: word = slot +1
          %22: word = slot +0
          %23: i64 = guardInt %21 !exit 0
          \(side)
        }
        exits {
          !0 number 5 type frames [+0 $0 pc 12] slots [+4 %20, +1 %21]
          !1 number 6 type frames [+0 $0 pc 12] slots [+4 %20, +1 %21]
        }
        end loop
        closing frames [+0 $0 pc 10] slots [+0 %30, +4 %20]
      }
    }
    """
  }

  @Test("a side trace starts with what its exit knows")
  func sideTrace() throws {
    let tree = try optimized(Self.sumLoop("%24: f64 = guardFloat %22 !exit 1 \n %25: f64 = intToFloat %23 \n %30: f64 = addFloat %24, %25"))
    #expect(tree.loop.map(\.type) == [.f64, .i64])
    #expect(tree.preheader.map(\.op) == [.guardClass, .loadField, .loadField])
    #expect(tree.traces[0].body.map(\.op) == [.ltInt, .guardTrue, .loadItem, .addInt, .guardFloat, .addFloat])
    #expect(tree.traces[1].body.map(\.op) == [.guardInt, .intToFloat, .addFloat])
  }

  @Test("a jump that brings another type makes the slot a word")
  func widening() throws {
    let tree = try optimized(Self.sumLoop("%30: i64 = addInt %23, %23"))
    #expect(tree.loop.map(\.type) == [.word, .i64])
    #expect(tree.traces[0].body.map(\.op).suffix(2) == [.addFloat, .boxFloat])
    #expect(tree.traces[1].body.map(\.op) == [.guardInt, .addInt, .boxInt])
  }

  @Test("a word whose type is unknown is checked at the jump")
  func latchGuard() throws {
    let tree = try optimized(Self.sumLoop("%30: word = call t_poke %22"))
    #expect(tree.loop.map(\.type) == [.f64, .i64])
    #expect(tree.traces[1].body.map(\.op) == [.guardInt, .boxFloat, .call, .guardFloat])
    let exit = try #require(tree.traces[1].exits.last)
    #expect(OptimizedExit.origin(of: exit.number) == 3)
    #expect(exit.snapshot.frames[0].pc == 10)
    #expect(Set(exit.snapshot.slots.map(\.offset)) == [0, 4])
  }

  @Test("a call in any path of the loop keeps list loads in it")
  func clobbering() throws {
    let tree = try optimized(Self.sumLoop("%24: f64 = guardFloat %22 !exit 1 \n %31: word = call t_poke %21 \n %30: f64 = addFloat %24, %24"))
    #expect(tree.preheader.map(\.op) == [.guardClass])
    #expect(tree.traces[0].body.map(\.op).filter { $0 == .loadField }.count == 2)
  }

  /// The inner of two counting loops, with the way round the outer one as a side trace.
  private static let nest = """
    jitc-trace 1
    tree "nest" {
      values 40
      extent 8
      constants { $0 "code f" }
      trace 0 root {
        body {
          %0: word = slot +2
          %1: i64 = guardInt %0 !exit 0
          %2: word = slot +3
          %3: i64 = guardInt %2 !exit 1
          %4: i1 = ltInt %1, %3
          guardTrue %4 !exit 2
          %5: i64 = constInt 1
          %6: i64 = addInt %1, %5
          %7: word = slot +0
          %8: i64 = guardInt %7 !exit 3
          %9: word = slot +1
          %10: i64 = guardInt %9 !exit 4
          %11: i64 = addOvf %8, %10 !exit 5
        }
        exits {
          !0 number 0 type frames [+0 $0 pc 10]
          !1 number 1 type frames [+0 $0 pc 10]
          !2 number 2 controlFlow -> trace 1 frames [+0 $0 pc 20]
          !3 number 3 type frames [+0 $0 pc 12] slots [+2 %6]
          !4 number 4 type frames [+0 $0 pc 12] slots [+2 %6]
          !5 number 5 arithmetic frames [+0 $0 pc 12] slots [+2 %6]
        }
        end loop
        closing frames [+0 $0 pc 10] slots [+0 %11, +2 %6]
      }
      trace 1 at exit 2 {
        body {
          %20: word = slot +1
          %21: i64 = guardInt %20 !exit 0
          %22: i64 = constInt 1
          %23: i64 = addOvf %21, %22 !exit 1
          %24: i64 = constInt 0
          %25: i64 = constInt 50
          %26: i1 = ltInt %23, %25
          guardTrue %26 !exit 2
        }
        exits {
          !0 number 6 type frames [+0 $0 pc 21]
          !1 number 7 arithmetic frames [+0 $0 pc 21]
          !2 number 8 controlFlow frames [+0 $0 pc 40] slots [+1 %23]
        }
        end loop
        closing frames [+0 $0 pc 10] slots [+1 %23, +2 %24]
        leavesLoop
      }
    }
    """

  @Test("a nest has outer parameters, and jumps to the preheader")
  func nested() throws {
    let tree = try optimized(Self.nest)
    #expect(tree.outer.map(\.slot) == [0, 1, 2])
    #expect(tree.outer.allSatisfy { $0.type == .i64 })
    #expect(tree.loop.map(\.slot) == [0, 2])
    #expect(tree.loopInitial == [tree.outer[0].result, tree.outer[2].result])
    #expect(tree.traces[0].body.map(\.op) == [.ltInt, .guardTrue, .addInt, .addOvf])
    // The counter and the limit of the outer loop are known to be ints; it starts below 50 in all rounds but the first.
    #expect(tree.traces[1].body.map(\.op) == [.addOvf, .ltInt, .guardTrue])
    guard case .outerLoop(let values) = tree.traces[1].end else {
      Issue.record("the side trace does not jump to the preheader")
      return
    }
    #expect(values.count == 3)
    #expect(values[0] == tree.loop[0].result)
    #expect(tree.traces[1].exits.allSatisfy { $0.snapshot.slots.contains(Snapshot.Slot(offset: 0, value: .value(tree.loop[0].result))) })
  }

  @Test("a loop that every trace leaves and comes back to has no outer parameters")
  func onlyOuterJumps() throws {
    let tree = try optimized(Self.count.replacing("closing frames [+0 $0 pc 10] slots [+0 %13, +3 %7]", with: "closing frames [+0 $0 pc 10] slots [+0 %13, +3 %7] \n leavesLoop"))
    #expect(tree.outer.isEmpty)
    #expect(tree.traces[0].body.map(\.op) == [.poll, .ltInt, .guardTrue, .addInt, .addOvf])
  }

  @Test("a branch on what does not change stays in the loop, where it can grow a side trace")
  func invariantBranch() throws {
    let guarded = Self.count.replacing("%12: i64", with: "%20: word = slot +5 \n %21: i1 = guardBool %20 !exit 7 \n guardTrue %21 !exit 8 \n %12: i64")
      .replacing("!6 number 6", with: "!7 number 7 type frames [+0 $0 pc 11] \n !8 number 8 branch frames [+0 $0 pc 11] \n !6 number 6")
    let ordered = guarded.replacing("!7 number 7 type frames [+0 $0 pc 11] \n !8 number 8 branch frames [+0 $0 pc 11] \n !6 number 6 arithmetic frames [+0 $0 pc 12] slots [+3 %7, +1 %2]", with: "!6 number 6 arithmetic frames [+0 $0 pc 12] slots [+3 %7, +1 %2] \n !7 number 7 type frames [+0 $0 pc 11] \n !8 number 8 branch frames [+0 $0 pc 11]")
    let tree = try optimized(ordered)
    #expect(tree.preheader.map(\.op) == [.guardIsWord, .guardInt, .guardBool])
    #expect(tree.traces[0].body.map(\.op) == [.poll, .ltInt, .guardTrue, .addInt, .guardTrue, .addOvf])
  }

  /// Reads item 1 of a list that does not change, in a loop that counts to the list's first item.
  private static let item = """
    jitc-trace 1
    tree "item" {
      values 40
      extent 8
      constants { $0 "code f" $1 "class list" }
      trace 0 root {
        body {
          %0: word = slot +1
          %1: ptr = guardClass $1 %0 !exit 0
          %2: i64 = loadField listCount %1
          %3: i64 = constInt 1
          %4: i1 = ltInt %3, %2
          guardTrue %4 !exit 1
          %5: ptr = loadField listItems %1
          %6: word = loadItem %5, %3
          %7: word = slot +0
          %8: i64 = guardInt %7 !exit 2
          %9: i64 = guardInt %6 !exit 3
          %10: i64 = addOvf %8, %9 !exit 4
        }
        exits {
          !0 number 0 type frames [+0 $0 pc 10]
          !1 number 1 arithmetic frames [+0 $0 pc 10]
          !2 number 2 type frames [+0 $0 pc 10]
          !3 number 3 type frames [+0 $0 pc 10]
          !4 number 4 arithmetic frames [+0 $0 pc 10]
        }
        end loop
        closing frames [+0 $0 pc 10] slots [+0 %10]
      }
    }
    """

  @Test("an item is read before the loop only after the check of its position", arguments: [nil, 0, 1, 3])
  func hoistedItem(_ forbidden: Int?) throws {
    let tree = try optimized(Self.item, OptimizerOptions(dontHoist: Set([forbidden].compactMap { $0 }), verify: true))
    let inLoop = tree.traces[0].body.map(\.op)
    switch forbidden {
    case nil: #expect(inLoop == [.addOvf])
    case 0: #expect(inLoop == [.guardClass, .loadField, .ltInt, .guardTrue, .loadField, .loadItem, .guardInt, .addOvf])
    case 1: #expect(inLoop == [.guardTrue, .loadItem, .guardInt, .addOvf])
    default: #expect(inLoop == [.guardInt, .addOvf])
    }
  }

  @Test("an index that only counts up is checked for being negative once")
  func lowerBound() throws {
    let body = "%31: i64 = constInt 0 \n %32: i1 = geInt %4, %31 \n guardTrue %32 !exit 1 \n %5: i64"
    let exit = "!1 number 1 type frames [+0 $0 pc 10]"
    let text = Self.sumLoop("%24: f64 = guardFloat %22 !exit 1 \n %25: f64 = intToFloat %23 \n %30: f64 = addFloat %24, %25")
      .replacing("%5: i64", with: body.replacing("!exit 1", with: "!exit 5"))
      .replacing("!4 number 4", with: "!5 number 9 arithmetic frames [+0 $0 pc 10]\n !4 number 4")
    #expect(text.contains(exit))
    let ordered = text.replacing("!5 number 9 arithmetic frames [+0 $0 pc 10]\n !4 number 4 type -> trace 1 frames [+0 $0 pc 12] slots [+4 %10, +1 %8]", with: "!4 number 4 type -> trace 1 frames [+0 $0 pc 12] slots [+4 %10, +1 %8]\n !5 number 9 arithmetic frames [+0 $0 pc 10]")
    let tree = try optimized(ordered)
    #expect(tree.entry.map(\.op).suffix(4).contains(.guardFalse))
    #expect(tree.traces[0].body.map(\.op) == [.ltInt, .guardTrue, .loadItem, .addInt, .guardFloat, .addFloat])
    let other = try optimized(ordered, OptimizerOptions(dontHoist: [9], verify: true))
    #expect(other.traces[0].body.map(\.op).prefix(4) == [.ltInt, .guardFalse, .ltInt, .guardTrue])
  }

  @Test("a tree that reads far below the frame of its entry is refused by name")
  func tooLow() throws {
    func text(_ slot: Int) -> String {
      """
      jitc-trace 1
      tree "low" {
        constants { $0 "code f" }
        trace 0 root {
          body {
            %0: word = slot \(slot)
            guardNotNil %0 !exit 0
          }
          exits {
            !0 number 0 type frames [+0 $0 pc 1]
            !1 number 1 end frames [+0 $0 pc 1] slots [+1 %0]
          }
          end exit 1
        }
      }
      """
    }
    _ = try optimized(text(-RuntimeABI.readableBelowStack))
    let refusal = #expect(throws: CompileRefusal.self) { try optimized(text(-RuntimeABI.readableBelowStack - 1)) }
    #expect(refusal?.reason == "slotTooLow")
  }

  @Test("a tree that reads a dead slot is refused by name")
  func refusal() throws {
    let text = Self.count.replacing("!4 number 4 controlFlow", with: "!4 number 4 controlFlow -> trace 1")
      .replacing("closing frames [+0 $0 pc 10] slots [+0 %13, +3 %7]\n  }", with: """
        closing frames [+0 $0 pc 10] slots [+0 %13, +3 %7] }
          trace 1 at exit 4 {
            body { %20: word = slot +3 }
            exits { !0 number 7 end frames [+0 $0 pc 31] slots [+1 %20] }
            end exit 0
          }
        """)
    let refusal = #expect(throws: CompileRefusal.self) { try optimized(text) }
    #expect(refusal?.reason == "deadSlotRead")
  }
}
