// Matches regular expressions by backtracking over a stack of its own.

/// The characters that are searched: a string's code points or bytes.
struct RegexText {
  let base: UnsafeRawPointer
  let width: Int

  @inline(__always)
  subscript(index: Int) -> UInt32 {
    switch width {
    case 1: return UInt32(base.load(fromByteOffset: index, as: UInt8.self))
    case 2: return UInt32(base.load(fromByteOffset: index &* 2, as: UInt16.self))
    default: return base.load(fromByteOffset: index &* 4, as: UInt32.self)
    }
  }
}

/// One way back: what to undo or where to go on.
private struct WayBack {
  enum Kind { case choice, mark, counter, fewer, more }
  var kind: Kind
  /// An instruction, or the number of a mark or counter.
  var place: Int
  var x: Int
  var y: Int
}

/// Matches one program against one text.
struct RegexMachine {
  private let instructions: [RegexInstruction]
  private let sets: [RegexSet]
  private let fold: RegexFold
  private let first: RegexNode
  private let isAnchored: Bool
  let text: RegexText
  let end: Int
  /// Start and end of each group, -1 where it did not match; then the number of the group that closed last.
  var marks: [Int]
  /// Turn and last position of each loop.
  private var counters: [Int]
  private var ways: [WayBack] = []
  /// Where an empty match is not wanted; -1 for nowhere.
  private var forbiddenEnd = -1
  private var steps = 0
  /// Asked now and then whether to give up.
  let isInterrupted: () -> Bool
  private(set) var wasStopped = false

  init(_ program: RegexProgram, _ text: RegexText, end: Int, isInterrupted: @escaping () -> Bool) {
    instructions = program.instructions
    sets = program.sets
    fold = program.fold
    first = program.first
    isAnchored = program.isAnchored
    self.text = text
    self.end = end
    self.isInterrupted = isInterrupted
    marks = Array(repeating: -1, count: program.groupCount * 2 + 3)
    counters = Array(repeating: 0, count: program.counterCount * 2)
  }

  /// Matches at a position; `wholly` up to the end. Returns whether it did; the marks say what.
  mutating func match(at start: Int, wholly: Bool = false, butNotEmpty: Bool = false) -> Bool {
    ways.removeAll(keepingCapacity: true)
    for i in 0..<marks.count { marks[i] = -1 }
    forbiddenEnd = butNotEmpty ? start : -1
    let stop = run(0, start, wholly: wholly, isOuter: true)
    guard stop >= 0 else { return false }
    marks[0] = start
    marks[1] = stop
    return true
  }

  /// Finds the first match at or after a position.
  mutating func search(from start: Int, butNotEmpty: Bool = false) -> Bool {
    var at = start
    while at <= end {
      guard let candidate = candidate(from: at) else { return false }
      if match(at: candidate, butNotEmpty: butNotEmpty && candidate == start) { return true }
      if wasStopped || isAnchored { return false }
      at = candidate + 1
    }
    return false
  }

  /// The next position where a match may start.
  private func candidate(from start: Int) -> Int? {
    var at = start
    switch self.first {
    case .literal(let code, _):
      while at < end, text[at] != code { at += 1 }
      return at < end ? at : nil
    case .set(let set):
      while at < end, !set.contains(text[at]) { at += 1 }
      return at < end ? at : nil
    default: return at
    }
  }

  // MARK: Running

  /// Runs from an instruction to `accept`; returns the position reached, or -1.
  private mutating func run(_ first: Int, _ start: Int, wholly: Bool = false, isOuter: Bool = false) -> Int {
    let floor = ways.count
    return instructions.withUnsafeBufferPointer { code in
      var pc = first
      var at = start
      while true {
        let now = code[pc]
        var holds = true
        switch now.operation {
        case .accept:
          if !isOuter { return at }
          holds = at != forbiddenEnd && (!wholly || at == end)
          if holds { return at }
        case .literal, .literalFolded, .any, .anyInLine, .set:
          holds = at < end && takes(now, text[at])
          at += 1
          pc += 1
        case .split:
          ways.append(WayBack(kind: .choice, place: now.b, x: at, y: 0))
          pc = now.a
        case .jump: pc = now.a
        case .save:
          setMark(now.a, at)
          if now.a & 1 == 1 { setMark(marks.count - 1, now.a >> 1) }
          pc += 1
        case .at:
          holds = isAt(now.a, at)
          pc += 1
        case .backreference, .backreferenceFolded:
          let reached = again(now.a, at, isFolded: now.operation == .backreferenceFolded)
          holds = reached >= 0
          at = reached
          pc += 1
        case .look:
          holds = look(pc, now, at)
          pc = now.a
        case .atomic:
          let reached = runAside(pc + 1, at)
          holds = reached >= 0
          at = reached
          pc = now.a
        case .unlessGroup: pc = marks[now.a * 2 + 1] >= 0 ? pc + 1 : now.b
        case .loopStart:
          setCounter(now.a * 2, -1)
          setCounter(now.a * 2 + 1, -1)
          pc += 1
        case .loopNext, .loopNextLazy: (pc, holds) = nextTurn(pc, now, at)
        case .repeatOne, .repeatOneLazy, .repeatOnePossessive:
          let reached = repeatOne(pc, now, code[pc + 1], at)
          holds = reached >= 0
          at = reached
          pc += 2
        }
        if !holds {
          guard let way = goBack(to: floor, code) else { return -1 }
          (pc, at) = way
        }
      }
    }
  }

  @inline(__always)
  private func takes(_ instruction: RegexInstruction, _ character: UInt32) -> Bool {
    switch instruction.operation {
    case .literal: return character == UInt32(truncatingIfNeeded: instruction.a)
    case .literalFolded: return fold(character) == UInt32(truncatingIfNeeded: instruction.a)
    case .any: return true
    case .anyInLine: return character != 10
    default: return sets[instruction.a].contains(character)
    }
  }

  @inline(__always)
  private mutating func setMark(_ number: Int, _ value: Int) {
    ways.append(WayBack(kind: .mark, place: number, x: marks[number], y: 0))
    marks[number] = value
  }

  @inline(__always)
  private mutating func setCounter(_ number: Int, _ value: Int) {
    ways.append(WayBack(kind: .counter, place: number, x: counters[number], y: 0))
    counters[number] = value
  }

  /// Undoes until there is another way; nil when there is none above `floor`.
  private mutating func goBack(to floor: Int, _ code: UnsafeBufferPointer<RegexInstruction>) -> (Int, Int)? {
    steps &+= 1
    if steps & 0xFFFF == 0, isInterrupted() { wasStopped = true }
    while ways.count > floor {
      let way = ways.removeLast()
      switch way.kind {
      case .mark: marks[way.place] = way.x
      case .counter: counters[way.place] = way.x
      case _ where wasStopped: continue
      case .choice: return (way.place, way.x)
      case .fewer:
        var at = way.y - 1
        let next = code[way.place + 2]
        if next.operation == .literal {
          while at >= way.x, at >= end || text[at] != UInt32(truncatingIfNeeded: next.a) { at -= 1 }
          if at < way.x { continue }
        }
        if at > way.x { ways.append(WayBack(kind: .fewer, place: way.place, x: way.x, y: at)) }
        return (way.place + 2, at)
      case .more:
        guard way.x < end, takes(code[way.place + 1], text[way.x]) else { continue }
        if way.y > 1 { ways.append(WayBack(kind: .more, place: way.place, x: way.x + 1, y: way.y - 1)) }
        return (way.place + 2, way.x + 1)
      }
    }
    return nil
  }

  /// Repeats an instruction that takes one character; returns where it got, or -1.
  private mutating func repeatOne(_ pc: Int, _ loop: RegexInstruction, _ body: RegexInstruction, _ start: Int) -> Int {
    let isLazy = loop.operation == .repeatOneLazy
    let wanted = isLazy ? loop.b : loop.c
    let limit = wanted < end - start ? start + wanted : end
    var at = start
    if body.operation == .set {
      let set = sets[body.a]
      while at < limit, set.contains(text[at]) { at += 1 }
    } else {
      while at < limit, takes(body, text[at]) { at += 1 }
    }
    if at - start < loop.b { return -1 }
    if isLazy {
      if loop.c > loop.b { ways.append(WayBack(kind: .more, place: pc, x: at, y: loop.c - loop.b)) }
    } else if loop.operation == .repeatOne, at > start + loop.b {
      ways.append(WayBack(kind: .fewer, place: pc, x: start + loop.b, y: at))
    }
    return at
  }

  /// Ends a turn of a loop: the next instruction, and whether to go on at all.
  private mutating func nextTurn(_ pc: Int, _ loop: RegexInstruction, _ at: Int) -> (Int, Bool) {
    let counter = loop.a * 2
    let turns = counters[counter] + 1
    setCounter(counter, turns)
    if turns < loop.b {
      setCounter(counter + 1, at)
      return (loop.d, true)
    }
    guard turns < loop.c, counters[counter + 1] != at else { return (pc + 1, true) }
    if loop.operation == .loopNext {
      ways.append(WayBack(kind: .choice, place: pc + 1, x: at, y: 0))
      setCounter(counter + 1, at)
      return (loop.d, true)
    }
    setCounter(counter + 1, at)
    ways.append(WayBack(kind: .choice, place: loop.d, x: at, y: 0))
    return (pc + 1, true)
  }

  // MARK: Assertions

  /// Runs a body on its own; its captures stay, the ways back into it do not.
  private mutating func runAside(_ pc: Int, _ at: Int) -> Int {
    let floor = ways.count
    let reached = run(pc, at)
    guard reached >= 0 else { return -1 }
    var kept = floor
    for i in floor..<ways.count where ways[i].kind == .mark || ways[i].kind == .counter {
      ways[kept] = ways[i]
      kept += 1
    }
    ways.removeLast(ways.count - kept)
    return reached
  }

  private mutating func look(_ pc: Int, _ instruction: RegexInstruction, _ at: Int) -> Bool {
    let start = instruction.b < 0 ? at : at - instruction.b
    guard instruction.c == 1 else { return start >= 0 && runAside(pc + 1, start) >= 0 }
    guard start >= 0 else { return true }
    let floor = ways.count
    let found = run(pc + 1, start) >= 0
    while ways.count > floor {
      let way = ways.removeLast()
      if way.kind == .mark { marks[way.place] = way.x }
      if way.kind == .counter { counters[way.place] = way.x }
    }
    return !found
  }

  /// Takes what a group has matched once more; returns where it got, or -1.
  private func again(_ group: Int, _ at: Int, isFolded: Bool) -> Int {
    let (start, stop) = (marks[group * 2], marks[group * 2 + 1])
    guard start >= 0, stop >= start, stop - start <= end - at else { return -1 }
    for i in 0..<(stop - start) {
      let (a, b) = (text[start + i], text[at + i])
      if a != b, !isFolded || fold(a) != fold(b) { return -1 }
    }
    return at + stop - start
  }

  private func isAt(_ place: Int, _ at: Int) -> Bool {
    switch RegexPlace(rawValue: place) ?? .start {
    case .start: return at == 0
    case .lineStart: return at == 0 || text[at - 1] == 10
    case .end: return at == end || at == end - 1 && text[at] == 10
    case .lineEnd: return at == end || text[at] == 10
    case .absoluteEnd: return at == end
    case .boundary: return isBoundary(at, false)
    case .noBoundary: return end > 0 && !isBoundary(at, false)
    case .asciiBoundary: return isBoundary(at, true)
    case .asciiNoBoundary: return end > 0 && !isBoundary(at, true)
    }
  }

  private func isBoundary(_ at: Int, _ isASCII: Bool) -> Bool {
    let before = at > 0 && RegexCategory.isWord(text[at - 1], isASCII: isASCII)
    let after = at < end && RegexCategory.isWord(text[at], isASCII: isASCII)
    return before != after
  }
}
