// Holds hand-written trace texts that several tests use.

enum Samples {
  /// `for i in range(n): t += i`, optimized, with one side trace.
  static let sum = """
    jitc-trace 1
    tree "sum" {
      values 20
      extent 4
      constants {
        $0 "code f"
        $1 "class Task"
      }
      entry {
        %0: word = slot +0
        %1: i64 = guardInt %0 !exit 0
        %2: word = slot +1
        %3: i64 = guardInt %2 !exit 1
        %4: word = slot +2
        %5: i64 = guardInt %4 !exit 2
      }
      loop {
        %6: i64 slot +0 = %1
        %7: i64 slot +1 = %3
      }
      entryExits {
        !0 number -1 type frames [+0 $0 pc 10]
        !1 number -2 type frames [+0 $0 pc 10]
        !2 number -3 type frames [+0 $0 pc 10]
      }
      trace 0 root {
        origins {
          @0 "f" pc 18 line 12 depth 0 "FOR_ITER"
        }
        body {
          poll !exit 0
          %8: i1 = ltInt %6, %5 @0
          guardTrue %8 !exit 1 @0
          %9: i64 = constInt 7
          %10: i64 = floorModInt %6, %9 !exit 2
          %11: i64 = constInt 3
          %12: i1 = neInt %10, %11
          guardTrue %12 !exit 3
          %13: i64 = addOvf %7, %6 !exit 4 @0
          %14: i64 = constInt 1
          %15: i64 = addInt %6, %14
        }
        exits {
          !0 number 0 poll frames [+0 $0 pc 10] slots [+0 %6, +1 %7]
          !1 number 1 controlFlow frames [+0 $0 pc 30] slots [+0 %6, +1 %7, +3 dead]
          !2 number 2 arithmetic frames [+0 $0 pc 14] slots [+0 %6, +1 %7]
          !3 number 3 branch -> trace 1 frames [+0 $0 pc 16] slots [+0 %6, +1 %7]
          !4 number 4 arithmetic frames [+0 $0 pc 18] slots [+0 %6, +1 %7]
        }
        end loop %15, %13
        reason "closed the loop"
      }
      trace 1 at exit 3 {
        body {
          %16: i64 = constInt 1000
          %17: i64 = subOvf %7, %16 !exit 0
          %18: i64 = constInt 1
          %19: i64 = addInt %6, %18
        }
        exits {
          !0 number 5 arithmetic frames [+0 $0 pc 22] slots [+0 %6, +1 %7]
        }
        end loop %19, %17
        reason "closed the loop"
      }
    }
    """

  /// A recorded trace with inlined frames, a virtual object that holds itself, odd literals and every section.
  static let recorded = """
    jitc-trace 1
    tree "f:\\"loop\\"" {
      values 12
      extent 30
      constants {
        $0 "code f"
        $1 "class P"
        $2 "layout {x, y}"
      }
      trace 0 root {
        origins {
          @0 "f" pc 4 line 2 depth 0 "LOAD_FAST"
        }
        body {
          %0: word = slot +0  @0  ; the loop variable
          %1: ptr = guardClass $1 %0 !exit 0 @0
          guardLayout $2 %1 !exit 1
          %2: word = loadSlot +16 %1
          %3: f64 = constFloat 0x7ff8000000000001
          %4: f64 = constFloat -0.0
          %5: word = call rt_add %0, %2
          guardNotNil %5 !exit 2
          %6: i64 = loadField listCount %1
          storeField listCount %1, %6
          %10: word = frameAddress -12
          guardIsWord 0x5 %0 !exit 3
          %7: i1 = constBool true
          %8: i1 = call helper#3
          %9: ptr = newTuple %0, %2
        }
        exits {
          !0 number 0 type frames [+0 $0 pc 4]
          !1 number 1 type frames [+0 $0 pc 4, +8 $0 function $1 pc 0 flags 3] slots [+0 %0, +8 virtual 0, +9 dead]
             virtuals [instance $1 {+16 %0, +24 virtual 0}, tuple {}, list {+0 dead}]
          !2 number 2 exception below 1 frames [-12 $0 pc 6]
          !3 number 3 type frames [+0 $0 pc 6]
        }
        end loop
        closing frames [+0 $0 pc 2] slots [+0 %5]
        reason "closed"
        leavesLoop
      }
    }
    """

  /// Two nested loops that count: for i in range(n): for j in range(3): t += i. The inner loop is the header.
  static let nest = """
    jitc-trace 1
    tree "nest" {
      constants { $0 "code f" }
      entry {
        %0: word = slot +0
        %1: i64 = guardInt %0 !exit 0
        %2: i64 = constInt 0
        %3: i64 = constInt 3
        %4: i64 = constInt 1
      }
      outer {
        %5: i64 slot +1 = %2
        %6: i64 slot +3 = %2
      }
      preheader {
        %7: i64 = mulOvf %5, %3 !exit 1
      }
      loop {
        %8: i64 slot +2 = %2
        %9: i64 slot +3 = %6
      }
      entryExits {
        !0 number -1 type frames [+0 $0 pc 1]
        !1 number -2 arithmetic frames [+0 $0 pc 1] slots [+1 %5, +3 %6]
      }
      trace 0 root {
        body {
          %10: i1 = ltInt %8, %3
          guardTrue %10 !exit 0
          %11: i64 = addOvf %9, %7 !exit 1
          %12: i64 = addInt %8, %4
        }
        exits {
          !0 number 0 controlFlow -> trace 1 frames [+0 $0 pc 8] slots [+1 %5, +2 dead, +3 %9]
          !1 number 1 arithmetic frames [+0 $0 pc 5] slots [+1 %5, +2 %8, +3 %9]
        }
        end loop %12, %11
      }
      trace 1 at exit 0 {
        body {
          %13: i64 = addInt %5, %4
          %14: i1 = ltInt %13, %1
          guardTrue %14 !exit 0
        }
        exits {
          !0 number 2 controlFlow frames [+0 $0 pc 20] slots [+3 %9, +1 %13]
        }
        end outerLoop %13, %9
        leavesLoop
      }
    }
    """
}
