// Tests the positions of instructions and the frames of comprehensions that are compiled in place.
import Testing

@testable import Frontend

@Suite struct CompilePositionTests {
  /// The place of the first instruction of a kind, as `line:column-endLine:endColumn`.
  private func place(_ text: String, of opcode: Opcode) throws -> String {
    let unit = try compileFunction(text)
    let entry = try entry(unit, try start(unit, of: opcode))
    return "\(entry.line):\(entry.column)-\(entry.endLine):\(entry.endColumn)"
  }

  private func start(_ unit: CodeUnit, of opcode: Opcode) throws -> Int {
    var position = 0
    while position < unit.words.count {
      let found = try #require(Opcode(rawValue: UInt16(truncatingIfNeeded: unit.words[position])))
      if found == opcode { return position }
      position += found.info.length
    }
    throw MissingFunction()
  }

  private func entry(_ unit: CodeUnit, _ position: Int) throws -> PositionEntry {
    try #require(unit.positions.last { $0.pc <= position })
  }

  @Test func operatorsCoverBothOperands() throws {
    #expect(try place("def f(a, b, c):\n  return a + b * c", of: .multiply) == "2:13-2:18")
    #expect(try place("def f(a, b, c):\n  return a + b * c", of: .add) == "2:9-2:18")
  }

  @Test func attributesOnLaterLinesBeginAtTheirName() throws {
    #expect(try place("def f(a):\n  return (a\n    .b)", of: .loadAttribute) == "3:5-3:6")
    #expect(try place("def f(a):\n  return a.b", of: .loadAttribute) == "2:9-2:12")
  }

  @Test func conditionsShowTheirStatement() throws {
    #expect(try place("def f(a):\n  if a: pass\n  b", of: .jumpIf) == "2:2-2:12")
    #expect(try place("def f(a):\n  if a < 1: b", of: .jumpLessImmediate) == "2:5-2:10")
  }

  @Test func failedAssertionsShowTheComparison() throws {
    #expect(try place("def f(a):\n  assert a == 1, a", of: .raise) == "2:9-2:15")
    #expect(try place("def f(a):\n  assert a", of: .raise) == "2:2-2:10")
  }

  @Test func comprehensionsShowFramesOfTheirOwn() throws {
    let unit = try compileFunction("def f(xs):\n  return [[y / 0 for y in x] for x in xs]")
    let division = try start(unit, of: .trueDivide)
    let frames = unit.frames(at: division, position: try entry(unit, division))
    #expect(frames.map { $0.name } == ["f", "<listcomp>", "<listcomp>"])
    #expect(frames.map { $0.position.column } == [9, 10, 11])
    let iteration = try start(unit, of: .getIterator)
    #expect(unit.frames(at: iteration, position: try entry(unit, iteration)).map { $0.name } == ["f"])
  }
}
