// Holds trace trees as text, for the tests of the lowering.

enum SampleTrees {
  /// `for i in range(n): if i % 7 != 3: t += i else: t -= 1000`, with the second path as a side trace.
  static let sum = """
    jitc-trace 1
    tree "sum" {
      constants {
        $0 "code f"
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
        body {
          poll !exit 0
          %8: i1 = ltInt %6, %5
          guardTrue %8 !exit 1
          %9: i64 = constInt 7
          %10: i64 = floorModInt %6, %9 !exit 2
          %11: i64 = constInt 3
          %12: i1 = neInt %10, %11
          guardTrue %12 !exit 3
          %13: i64 = addOvf %7, %6 !exit 4
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
      }
    }
    """

  /// `for i in range(n): t += 1`.
  static let counting = """
    jitc-trace 1
    tree "counting" {
      constants { $0 "code f" }
      entry {
        %0: word = slot +0
        %1: i64 = guardInt %0 !exit 0
        %2: word = slot +1
        %3: i64 = guardInt %2 !exit 1
        %4: i64 = constInt 0
        %5: i64 = constInt 1
      }
      loop {
        %6: i64 slot +2 = %4
        %7: i64 slot +1 = %3
      }
      entryExits {
        !0 number -1 type frames [+0 $0 pc 1]
        !1 number -2 type frames [+0 $0 pc 1]
      }
      trace 0 root {
        body {
          poll !exit 0
          %8: i1 = ltInt %6, %1
          guardTrue %8 !exit 1
          %9: i64 = addOvf %7, %5 !exit 2
          %10: i64 = addInt %6, %5
        }
        exits {
          !0 number 0 poll frames [+0 $0 pc 1] slots [+1 %7, +2 %6]
          !1 number 1 controlFlow frames [+0 $0 pc 9] slots [+1 %7]
          !2 number 2 arithmetic frames [+0 $0 pc 3] slots [+1 %7, +2 %6]
        }
        end loop %10, %9
      }
    }
    """

  /// for i in range(n): for j in range(3): t += i. The inner loop is the header; leaving it goes to the preheader.
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

  /// Reads and writes each kind of memory; every value goes into the last exit. Constants: 0 a class, 1 an object
  /// of it, 2 the address of a cell, 3 a layout.
  static let memory = """
    jitc-trace 1
    tree "memory" {
      constants {
        $0 "class C"
        $1 "object"
        $2 "global"
        $3 "layout"
      }
      entry {
        %0: word = slot +0
        %1: ptr = guardClass $0 %0 !exit 0
        guardLayout $3 %1 !exit 1
        %2: word = constRef $1
        guardIsRef $1 %0 !exit 2
      }
      entryExits {
        !0 number -1 type frames [+0 $0 pc 1]
        !1 number -2 type frames [+0 $0 pc 1]
        !2 number -3 type frames [+0 $0 pc 1]
      }
      trace 0 root {
        body {
          %3: word = loadSlot +16 %1
          %4: word = constWord 0x5
          storeSlot +24 %1, %4
          %5: word = loadSlot +24 %1
          %6: word = loadGlobal $2
          %7: word = slot +1
          %8: ptr = unref %7
          %9: i64 = constInt 1
          %10: word = loadItem %8, %9
          storeItem %8, %9, %4
          %11: word = loadItem %8, %9
          %12: i64 = constInt 2
          %13: i64 = loadItemInt %8, %12
          %14: i64 = addInt %13, %9
          storeItemInt %8, %12, %14
          %15: i64 = loadItemInt %8, %12
          %16: i64 = constInt 3
          %17: f64 = loadItemFloat %8, %16
          %18: f64 = addFloat %17, %17
          storeItemFloat %8, %16, %18
          %19: f64 = loadItemFloat %8, %16
          %20: i64 = constInt 32
          %21: i64 = loadByte %8, %20
          %22: i1 = loadField methodFunction %1
          storeStack +3 %6
          storeField listItems %1, %8
          %23: ptr = loadField listItems %1
          %24: word = ref %23
          %26: ptr = address +8 %8
          %27: i64 = constInt 0
          %28: word = loadItem %26, %27
          %29: word = loadStack +3
          %30: ptr = constPtr $3
          storeField objectLayout %1, %30
          %31: ptr = loadField objectLayout %1
          %32: ptr = guardReference %0 !exit 1
          %33: word = ref %32
          %25: i1 = sameWord %24, %7
        }
        exits {
          !0 number 7 end frames [+0 $0 pc 1] slots [+0 %3, +1 %5, +2 %6, +3 %10, +4 %11, +5 %13, +6 %15, +7 %17, +8 %19, +9 %21, +10 %22, +11 %24, +12 %25, +13 %2, +14 %28, +15 %29, +16 %31, +17 %33]
          !1 number 8 type frames [+0 $0 pc 1]
        }
        end exit 0
      }
    }
    """

  /// Calls helpers of several types, allocates, and works on frames.
  static let calls = """
    jitc-trace 1
    tree "calls" {
      constants {
        $0 "template"
      }
      trace 0 root {
        body {
          %0: word = slot +0
          %1: word = call rt_count %0
          guardNotNil %1 !exit 0
          %2: f64 = constFloat 3.0
          %3: f64 = constFloat 2.0
          %4: f64 = call pow %2, %3
          %5: i64 = constInt 5
          %6: i1 = call rt_is_odd %5
          %7: ptr = newObject $0
          %8: ptr = newTuple %0, %1, %0
          %9: ptr = newList %1
          %10: i64 = loadField listCount %8
          %11: i64 = loadField listCount %9
          %12: ptr = newList
          %13: i64 = loadField listCount %12
          %16: word = loadStack +8
          %17: word = frameAddress +8
          %18: i1 = sameWord %16, %17
          guardFalse %18 !exit 1
          %14: ptr = newObject $0
          %15: i64 = loadField listCount %8
        }
        exits {
          !0 number 0 exception frames [+0 $0 pc 1] slots [+0 %0]
          !1 number 1 type frames [+0 $0 pc 1] slots [+0 %4]
          !2 number 2 end frames [+0 $0 pc 1] slots [+0 %4, +1 %6, +2 %7, +3 %10, +4 %11, +5 %13, +6 %15, +7 %14]
        }
        end exit 2
      }
    }
    """

  /// Sums the words of an array, boxing the sum at each step, with an address that is live across the slow path.
  static let boxing = """
    jitc-trace 1
    tree "boxing" {
      constants { $0 "code f" }
      entry {
        %0: word = slot +0
        %1: ptr = unref %0
        %2: i64 = constInt 0
        %3: word = constWord 0x0
        %4: i64 = constInt 1
        %5: i64 = constInt 4
      }
      loop {
        %6: i64 slot +1 = %2
        %7: word slot +2 = %3
      }
      trace 0 root {
        body {
          %8: i1 = ltInt %6, %5
          guardTrue %8 !exit 0
          %9: word = loadItem %1, %6
          %10: i64 = guardInt %9 !exit 1
          %11: i64 = guardInt %7 !exit 2
          %12: i64 = addOvf %10, %11 !exit 3
          %13: word = boxInt %12
          %14: i64 = addInt %6, %4
        }
        exits {
          !0 number 0 controlFlow frames [+0 $0 pc 1] slots [+1 %6, +2 %7]
          !1 number 1 type frames [+0 $0 pc 1] slots [+1 %6, +2 %7]
          !2 number 2 type frames [+0 $0 pc 1] slots [+1 %6, +2 %7]
          !3 number 3 arithmetic frames [+0 $0 pc 1] slots [+1 %6, +2 %7]
        }
        end loop %14, %13
      }
    }
    """
}
