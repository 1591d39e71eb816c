// Tests what a code unit tells about itself: modes, names, flags, parameters, constants and class attributes.
import Syntax
import Testing

@testable import Frontend

@Suite struct CompileUnitTests {
  private func opcodes(_ unit: CodeUnit) -> [Opcode] {
    var result: [Opcode] = []
    var position = 0
    while position < unit.words.count, let opcode = Opcode(rawValue: UInt16(truncatingIfNeeded: unit.words[position])) {
      result.append(opcode)
      position += opcode.info.length
    }
    return result
  }

  @Test func evalModeReturnsTheExpression() throws {
    #expect(opcodes(try compile("x", mode: .eval)) == [.loadGlobal, .returnValue])
  }

  @Test func interactiveModeShowsExpressions() throws {
    #expect(opcodes(try compile("x\n", mode: .single)).contains(.printExpression))
    #expect(!opcodes(try compile("x\n")).contains(.printExpression))
  }

  @Test func namespaceModeKeepsGlobalsOfNestedScopes() throws {
    let source = Array("x = 1\ny = [x for _ in x]\ndef f(): return x\n".utf8)
    let tree = try parse(source, filename: "test.py")
    let unit = try compileModule(tree, filename: "test.py", source: source, usesNamespace: true)
    #expect(unit.flags.contains(.usesNamespace))
    // The comprehension's own `x` is a global, as in a nested function; its iterable belongs to the module.
    #expect(opcodes(unit).filter { $0 == .loadName || $0 == .loadGlobal } == [.loadName, .loadGlobal])
    #expect(opcodes(unit.children[0]) == [.loadGlobal, .returnValue])
  }

  @Test func parametersAreCountedByKind() throws {
    let unit = try compileFunction("def f(a, /, b, *c, d, **e):\n  x = 1\n  def g(): return a, x\n")
    #expect(unit.positionalOnlyCount == 1)
    #expect(unit.parameterCount == 2)
    #expect(unit.keywordOnlyCount == 1)
    #expect(unit.flags == [.variadic, .keywordVariadic])
    #expect(unit.localNames == ["a", "b", "d", "c", "e", "x", "g"])
    #expect(unit.cellNames == ["a", "x"])
    #expect(unit.children[0].freeNames == ["a", "x"])
    #expect(unit.children[0].flags == [.nested])
  }

  @Test(arguments: [
    ("def f(): yield", CodeFlags.generator), ("async def f(): pass", .coroutine),
    ("async def f(): yield", .asyncGenerator),
  ])
  func generatorsAreFlagged(_ text: String, _ flag: CodeFlags) throws {
    let unit = try compileFunction(text)
    #expect(unit.flags == flag)
    #expect(opcodes(unit).first == .makeGenerator)
  }

  @Test func qualifiedNamesFollowScopes() throws {
    let text = """
      class A:
        class B:
          def m(self):
            return [lambda: (y for y in x) for x in self]
      """
    let lambda = try compileFunction(text).children[0].children[0].children[0]
    #expect(lambda.qualifiedName == "A.B.m.<locals>.<listcomp>.<locals>.<lambda>")
    #expect(lambda.children[0].qualifiedName == "A.B.m.<locals>.<listcomp>.<locals>.<lambda>.<locals>.<genexpr>")
  }

  @Test func instanceAttributesAreCollectedInOrder() throws {
    let text = """
      class A:
        def __init__(this, x):
          this.b = this.a = x
          this.__p = 1
          x.z = 2
          for this.c in x: pass
        def other(self):
          self.d += 1
          self.b = 2
        def outer(self):
          def inner(self): self.no = 1
      """
    #expect(try compileFunction(text).instanceAttributes == ["b", "a", "_A__p", "c", "d"])
  }

  @Test func documentationIsKept() throws {
    #expect(try compileFunction("def f():\n  'doc'\n  return 1").documentation == Array("doc".utf8))
    #expect(try compileFunction("def f():\n  f'doc'").documentation == nil)
    let unit = try compile("'module'\n")
    #expect(unit.documentation == Array("module".utf8))
    #expect(unit.names == ["__doc__"])
  }

  @Test(arguments: [
    ("2 ** 100", "1267650600228229401496703205376@10"), ("-7 // 2", "-4"), ("-7 % 3", "2"), ("1 / 8", "0.125"),
    ("'ab' * 2 + 'c'", "'ababc'"), ("(1, 2) * 2", "(1, 2, 1, 2)"), ("~5", "-6"), ("1 << 10 | 3", "1027"),
    ("2.0 ** 0.5", "1.4142135623730951"), ("not 0", "True"), ("-0.0", "-0.0"),
  ])
  func constantExpressionsAreFolded(_ text: String, _ value: String) throws {
    let unit = try compile("f(\(text), [])", mode: .eval)
    let folded = unit.constants.map { $0.text(children: []) }
    let loads = opcodes(unit)
    let arithmetic: Set<Opcode> = [.power, .floorDivide, .modulo, .trueDivide, .multiply, .add, .invert, .bitOr, .not]
    #expect(arithmetic.isDisjoint(with: loads))
    #expect(folded.contains(value) || value == "True" && loads.contains(.loadTrue) || unit.words.contains { Int($0.signedB) == Int(value) })
  }

  @Test(arguments: ["1 // 0", "1 / 0", "1 << 500", "'a' * 5000", "2 ** -1.5 ** 2.5j"])
  func whatFailsOrGrowsIsLeftToTheRuntime(_ text: String) throws {
    let loads = opcodes(try compile(text, mode: .eval))
    #expect(loads.contains { [.floorDivide, .trueDivide, .leftShift, .multiply, .power].contains($0) })
  }

  @Test func postponedAnnotationsBecomeText() throws {
    let text = "from __future__ import annotations\nx: a + (b, 'c')[0:1] = 1\n"
    #expect(try compile(text).constants.contains(.string(Array("a + (b, 'c')[0:1]".utf8))))
  }

  @Test func nestingBeyondTheLimitIsARecursionError() {
    let text = "x = " + (0..<5000).map { _ in "a" }.joined(separator: " + ")
    #expect(compileError(text) == "0:0-0 maximum recursion depth exceeded during compilation")
    let fine = "x = " + (0..<2500).map { _ in "a" }.joined(separator: " + ")
    #expect(compileError(fine) == nil)
  }
}
