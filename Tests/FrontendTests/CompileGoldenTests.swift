// Compares the code of small functions with listings checked by hand.
import Testing

@testable import Frontend

@Suite struct CompileGoldenTests {
  private func listing(_ text: String) throws -> String {
    var unit = try compileFunction(text)
    while let inner = unit.children.first, unit.flags.contains(.classBody) { unit = inner }
    return unit.disassemble()
  }

  @Test func swapsInALoop() throws {
    #expect(
      try listing(
        """
        def f(n):
          a, b = 0, 1
          while a < n:
            a, b = b, a + b
          return a
        """)
        == """
        f (4 registers)
        0: loadInt a, 0
        1: loadInt b, 1
        2: jumpLess a, n false -> 9
        4: add r3, a, b
        5: move a, b
        6: move b, r3
        7: jumpBack -> 2
        9: returnValue a

        """)
  }

  @Test func chainsComparisonsAsJumps() throws {
    #expect(
      try listing(
        """
        def f(x, n):
          if 0 <= x < n and x is not None:
            return x
          return -1
        """)
        == """
        f (3 registers)
        0: loadInt r2, 0
        1: jumpLessEqual r2, x false -> 8
        3: jumpLess x, n false -> 8
        5: jumpIfNone x, true -> 8
        7: returnValue x
        8: loadInt r2, -1
        9: returnValue r2

        """)
  }

  @Test func iteratesAndLeavesLoops() throws {
    #expect(
      try listing(
        """
        def f(items):
          total = 0
          for i, item in enumerate(items):
            if item.skip:
              continue
            total += item.weight(i, 2) * 3
            if total > 100: break
          else:
            total = 1
          return total
        """)
        == """
        f (17 registers)
        0: enter
        2: loadInt total, 0
        3: loadGlobal r4, enumerate
        5: move r11, items
        6: call r4, r4, 1
        8: getIterator r4, r4
        9: forNext r4, r8 -> 33
        11: unpack i, r8, 2
        12: loadAttribute r8, item, skip
        16: jumpIf r8, true -> 31
        18: loadMethod r8, item, weight
        22: move r15, i
        23: loadInt r16, 2
        24: callMethod r8, r8, 2
        26: loadInt r9, 3
        27: multiply r8, r8, r9
        28: addInPlace total, total, r8
        29: jumpGreaterImmediate total, 100 true -> 34
        31: jumpBack -> 9
        33: loadInt total, 1
        34: returnValue total

        """)
  }

  @Test func runsFinallyOnEveryWayOut() throws {
    #expect(
      try listing(
        """
        def f(g):
          try:
            return g()
          except OSError as e:
            print(e)
          finally:
            done()
        """)
        == """
        f (16 registers)
        0: enter
        2: move r6, g
        3: call r6, r6, 0
        5: loadGlobal r7, done
        7: call r7, r7, 0
        9: returnValue r6
        10: enterHandler r5, r4
        11: loadGlobal r7, OSError
        13: matchException r8, r4, r7
        14: jumpIf r8, false -> 30
        16: move e, r4
        17: loadGlobal r8, print
        19: move r15, e
        20: call r8, r8, 1
        22: unbound e
        23: jump -> 27
        25: unbound e
        26: reraise r7
        27: leaveHandler r5
        28: jump -> 33
        30: reraise r4
        31: leaveHandler r5
        32: reraise r6
        33: loadGlobal r4, done
        35: call r4, r4, 0
        37: jump -> 50
        39: enterHandler r3, r2
        40: loadGlobal r5, done
        42: call r5, r5, 0
        44: leaveHandler r3
        45: jump -> 49
        47: leaveHandler r3
        48: reraise r4
        49: reraise r2
        50: loadNone r2
        51: returnValue r2
        handler 2..<5 -> 10 r4
        handler 10..<11 -> 39 r2
        handler 11..<17 -> 31 r6
        handler 17..<22 -> 25 r7
        handler 22..<27 -> 31 r6
        handler 27..<30 -> 39 r2
        handler 30..<31 -> 31 r6
        handler 31..<33 -> 39 r2
        handler 40..<44 -> 47 r4

        """)
  }

  @Test func entersAndExitsContexts() throws {
    #expect(
      try listing(
        """
        def f(path):
          with path as g:
            return g.read()
        """)
        == """
        f (13 registers)
        0: enter
        2: enterWith r2, path
        3: move g, r3
        4: loadMethod r6, g, read
        8: callMethod r6, r6, 0
        10: exitWith r2
        11: returnValue r6
        12: enterHandler r5, r4
        13: exitWithException r6, r2, r4
        14: leaveHandler r5
        15: jump -> 19
        17: leaveHandler r5
        18: reraise r8
        19: jumpIf r6, true -> 22
        21: reraise r4
        22: loadNone r2
        23: returnValue r2
        handler 3..<10 -> 12 r4
        handler 13..<14 -> 17 r8

        """)
  }

  @Test func keepsCapturedVariablesInCells() throws {
    #expect(
      try listing(
        """
        def f():
          n = 0
          def step(k=1):
            nonlocal n
            n += k
          return step
        """)
        == """
        f (7 registers)
        0: makeCell n
        1: loadInt r2, 0
        2: storeCell n, r2
        3: loadConst r2, (1,)
        4: move r6, n
        5: makeTuple r5, r6, 1
        6: makeFunction step, <step>, r2, 9
        8: returnValue step

        """)
  }

  @Test func delegatesAndYields() throws {
    #expect(
      try listing(
        """
        def f(xs):
          yield from xs
          x = yield
          return x
        """)
        == """
        f (4 registers)
        0: makeGenerator
        1: makeIterator r3, xs, delegate
        2: loadNone r2
        3: yieldFrom r2, r3 -> 5
        5: loadNone r2
        6: yieldValue x, r2
        7: returnValue x

        """)
  }

  @Test func awaits() throws {
    #expect(
      try listing(
        """
        async def f(x):
          return await x.g(1, k=2)
        """)
        == """
        f (11 registers)
        0: makeGenerator
        1: enter
        3: loadMethod r2, x, g
        7: loadInt r9, 1
        8: loadInt r10, 2
        9: callKeywords r2, r2, 2, ('k',)
        11: getAwaitable r2, r2
        12: loadNone r1
        13: yieldFrom r1, r2 -> 15
        15: returnValue r1

        """)
  }

  @Test func inlinesComprehensions() throws {
    #expect(
      try listing(
        """
        def f(xs, g):
          return [g(lambda: x) for x in xs if x]
        """)
        == """
        f (21 registers)
        0: enter
        2: getIterator r3, xs
        3: unbound r7
        4: makeCell r7
        5: makeList r2, r8, 0
        6: forNext r3, r8 -> 22
        8: storeCell r7, r8
        9: loadCell r8, r7
        10: jumpIf r8, false -> 20
        12: move r8, g
        13: move r20, r7
        14: makeTuple r19, r20, 1
        15: makeFunction r15, <<lambda>>, r16, 8
        17: call r8, r8, 1
        19: listAppend r2, r8
        20: jumpBack -> 6
        22: returnValue r2

        """)
  }

  @Test func checksWhatMayBeUnbound() throws {
    #expect(
      try listing(
        """
        def f(c):
          if c:
            v = 1
          return v
        """)
        == """
        f (3 registers)
        0: jumpIf c, false -> 3
        2: loadInt v, 1
        3: checkBound v, v
        4: returnValue v

        """)
  }

  @Test func spreadsArguments() throws {
    #expect(
      try listing(
        """
        def f(g, *a, **k):
          return g(1, *a, z=3, **k)
        """)
        == """
        f (14 registers)
        0: move r3, g
        1: loadInt r11, 1
        2: makeList r10, r11, 1
        3: listExtend r10, a
        4: loadConst r12, 'z'
        5: loadInt r13, 3
        6: makeDict r11, r12, 1
        7: dictMerge r11, k, r3
        8: callSpread r3, r3
        9: returnValue r3

        """)
  }

  @Test func copiesBeforeAssignmentExpressions() throws {
    #expect(
      try listing(
        """
        def f(a):
          return a + (a := 5) + a
        """)
        == """
        f (3 registers)
        0: move r1, a
        1: loadInt r2, 5
        2: move a, r2
        3: add r1, r1, r2
        4: add r1, r1, a
        5: returnValue r1

        """)
  }

  @Test func foldsConstants() throws {
    #expect(
      try listing(
        """
        def f():
          return 2 ** 31, -1, 1 / 4, "-" * 3, 1 << 64
        """)
        == """
        f (1 registers)
        0: loadConst r0, (2147483648, -1, 0.25, '---', 18446744073709551616@10)
        1: returnValue r0

        """)
  }

  @Test func unpacksStraightIntoLocals() throws {
    #expect(
      try listing(
        """
        def f(t):
          a, b = t
          c, *d = t
          return a, b, c, d
        """)
        == """
        f (10 registers)
        0: unpack a, t, 2
        1: unpackRest r5, t, 1, 0
        3: move c, r5
        4: move d, r6
        5: move r6, a
        6: move r7, b
        7: move r8, c
        8: move r9, d
        9: makeTuple r5, r6, 4
        10: returnValue r5

        """)
  }

  @Test func callsSuperDirectly() throws {
    #expect(
      try listing(
        """
        class A:
          def f(self, x):
            super().f(x)
            return super().y
        """)
        == """
        A.f (11 registers)
        0: enter
        2: loadClosure __class__, __class__
        3: loadSuperMethod r3, __class__, f, self
        5: move r10, x
        6: callMethod r3, r3, 1
        8: loadSuperAttribute r3, __class__, y, self
        10: returnValue r3

        """)
  }

  @Test func emptyLoopsDoNotJumpToThemselves() throws {
    #expect(
      try listing(
        """
        def f(x):
          while True:
            if 0: x
        """)
        == """
        f (2 registers)
        0: nop
        1: jumpBack -> 0

        """)
  }

  @Test func nestedLoopsHaveHeadersOfTheirOwn() throws {
    #expect(
      try listing(
        """
        def f(x):
          while True:
            while x:
              x = x.y
        """)
        == """
        f (2 registers)
        0: nop
        1: jumpIf x, false -> 9
        3: loadAttribute x, x, y
        7: jumpBack -> 1
        9: jumpBack -> 0

        """)
  }
}
