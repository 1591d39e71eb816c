// Tests the analysis of live registers on compiled functions and on hand-made code.
import Testing

@testable import Frontend

@Suite struct CompileLivenessTests {
  /// The names of the live locals before the first instruction of a kind.
  private func live(_ text: String, before opcode: Opcode) throws -> [String] {
    let unit = try compileFunction(text)
    let liveness = Liveness(unit)
    var position = 0
    while position < unit.words.count {
      let found = try #require(Opcode(rawValue: UInt16(truncatingIfNeeded: unit.words[position])))
      if found == opcode {
        return liveness.liveRegisters(at: position).filter { $0 < unit.localNames.count }.map { unit.localNames[$0] }
      }
      position += found.info.length
    }
    return ["missing"]
  }

  @Test func localsAreLiveOnlyWhereTheyAreReadLater() throws {
    let text = """
      def f(a, b, c):
        x = a + b
        return x * c
      """
    #expect(try live(text, before: .add) == ["a", "b", "c"])
    #expect(try live(text, before: .multiply) == ["c", "x"])
    #expect(try live(text, before: .returnValue) == [])
  }

  @Test func loopCarriedLocalsAreLiveAtTheHeader() throws {
    let text = """
      def f(n, dead):
        i = 0
        while i < n:
          t = i * 2
          i = t - i
        return i
      """
    #expect(try live(text, before: .jumpLess) == ["n", "i"])
    #expect(try live(text, before: .jumpBack) == ["n", "i"])
  }

  @Test func exhaustedLoopKeepsItsTarget() throws {
    let text = """
      def f(xs, x):
        for x in xs:
          pass
        return x
      """
    #expect(try live(text, before: .forNext) == ["x"])
    let unused = """
      def f(xs, x):
        for x in xs:
          pass
        return xs
      """
    #expect(try live(unused, before: .forNext) == ["xs"])
  }

  @Test func handlersKeepWhatTheyRead() throws {
    let text = """
      def f(a, b, g):
        try:
          a = g + b
        except ValueError:
          return a
        return 1
      """
    #expect(try live(text, before: .add) == ["a", "b", "g"])
    let overwritten = """
      def f(a, b, g):
        a = g + b
        return a
      """
    #expect(try live(overwritten, before: .add) == ["b", "g"])
  }

  @Test func handlersNameWhatTheyReadAtACall() throws {
    let unit = try compileFunction("def f(a, g):\n  try:\n    a = g()\n  except ValueError as e:\n    return a\n  return 1\n")
    let liveness = Liveness(unit)
    // enter; move r5, g; call a, r5, 0: behind the call `a` is dead, but the handler returns it.
    #expect(unit.line(.call, at: 3) == "3: call a, r5, 0")
    #expect(liveness.isLive(0, at: 3))
    #expect(!liveness.isLive(0, at: 5))
    #expect(liveness.handlerBits(at: 3)[0] == 0b1)
    #expect(liveness.handlerBits(at: 5)[0] == 0)
  }

  @Test func functionsThatLookAtTheirFrameKeepAllLocals() throws {
    let text = """
      def f(a, b):
        x = a + b
        locals()
      """
    #expect(try live(text, before: .add) == ["a", "b", "x", CodeUnit.keptLocals])
  }

  @Test func calleesAndArgumentsAreLiveUntilTheCall() throws {
    let unit = try compileFunction("def f(g, a):\n  return g(a)")
    let liveness = Liveness(unit)
    // enter; move r2, g; move r9, a; call r2, r2, 1; returnValue r2
    #expect(liveness.liveRegisters(at: 2) == [0, 1])
    #expect(liveness.liveRegisters(at: 3) == [1, 2])
    #expect(liveness.liveRegisters(at: 4) == [2, 9])
    #expect(liveness.liveRegisters(at: 6) == [2])
    #expect(liveness.liveRegisters(at: 5) == [])
    #expect(!liveness.isLive(9, at: 6))
    #expect(liveness.isLive(9, at: 4))
  }

  @Test func wideFramesUseSeveralWords() {
    let words: [UInt64] = [
      UInt64(op: .move, 0, 130), UInt64(op: .add, 70, 0, 199), UInt64(op: .returnValue, 70),
    ]
    let liveness = Liveness(words: words, registerCount: 200, handlers: [])
    #expect(liveness.liveRegisters(at: 0) == [130, 199])
    #expect(liveness.liveRegisters(at: 1) == [0, 199])
    #expect(liveness.liveRegisters(at: 2) == [70])
  }

  @Test func rolesMatchTheVerifiersViewOfGoodCode() throws {
    let unit = try compile("def f(a, b):\n  return [x + b for x in a]\nf([1], 2)\n")
    #expect(CompileVerifier.problems(in: unit) == [])
  }

  @Test func verifierFindsReadsOfEmptyRegisters() {
    let unit = CodeUnit()
    unit.registerCount = 2
    unit.words = [UInt64(op: .add, 0, 0, 1), UInt64(op: .returnValue, 0)]
    #expect(CompileVerifier.problems(in: unit).count == 2)
    unit.words = [UInt64(op: .jumpBack), UInt64(UInt32(bitPattern: 2)), UInt64(op: .loadNone, 0), UInt64(op: .returnValue, 0)]
    #expect(CompileVerifier.problems(in: unit).count == 1)
  }
}
