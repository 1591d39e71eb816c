// Runs the instructions of regular expressions, with a stack of ways back.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RegexMachine {
  /// Runs from an instruction to `accept`; returns the position reached, or -1 with the marks as they were.
  mutating func run<Unit: RegexUnit>(
    _ text: UnsafePointer<Unit>, _ first: Int, _ start: Int, wholly: Bool = false, isOuter: Bool = false
  ) -> Int {
    let floor = wayCount
    var pc = first
    var at = start
    while true {
      let now = code + pc
      var holds = true
      switch now.pointee.operation {
      case .literal:
        holds = at < end && text[at].code == UInt32(bitPattern: now.pointee.a)
        at += 1
        pc += 1
      case .set:
        holds = at < end && isMember(now, text[at])
        at += 1
        pc += 1
      case .literalFolded, .any, .anyInLine:
        holds = at < end && takes(now, text[at])
        at += 1
        pc += 1
      case .accept:
        if !isOuter { return at }
        holds = at != forbiddenEnd && (!wholly || at == end)
        if holds { return at }
      case .split:
        let isSecond = mayBegin(now.pointee.d, text, at)
        if mayBegin(now.pointee.c, text, at) {
          if isSecond { push(WayBack(kind: .choice, place: now.pointee.b, x: at, y: 0)) }
          pc = Int(now.pointee.a)
        } else {
          holds = isSecond
          pc = Int(now.pointee.b)
        }
      case .jump: pc = Int(now.pointee.a)
      case .save:
        setMark(now.pointee.a, at)
        if now.pointee.a & 1 == 1 { setMark(Int32(marks.count - 1), Int(now.pointee.a >> 1)) }
        pc += 1
      case .at:
        holds = isAt(text, Int(now.pointee.a), at)
        pc += 1
      case .backreference, .backreferenceFolded:
        at = again(text, Int(now.pointee.a), at, isFolded: now.pointee.operation == .backreferenceFolded)
        holds = at >= 0
        pc += 1
      case .look:
        holds = look(text, pc, now, at)
        pc = Int(now.pointee.a)
      case .atomic:
        at = runAside(text, pc + 1, at)
        holds = at >= 0
        pc = Int(now.pointee.a)
      case .unlessGroup: pc = marks[Int(now.pointee.a) * 2 + 1] >= 0 ? pc + 1 : Int(now.pointee.b)
      case .loopStart:
        setCounter(now.pointee.a * 2, -1)
        setCounter(now.pointee.a * 2 + 1, -1)
        pc += 1
      case .loopNext, .loopNextLazy: pc = nextTurn(pc, now, at)
      case .repeatOne:
        at = repeatMany(text, pc, now, at)
        holds = at >= 0
        pc += 2
      case .repeatOneLazy:
        at = repeatFew(text, pc, now, at)
        holds = at >= 0
        pc += 2
      case .repeatOnePossessive:
        let reached = reach(now + 1, text, at, limit(at, now.pointee.c))
        holds = reached - at >= Int(now.pointee.b)
        at = reached
        pc += 2
      }
      if !holds, !goBack(to: floor, text, &pc, &at) { return -1 }
    }
  }

  // MARK: Characters

  /// Whether what has a table may begin at a position.
  @inline(__always)
  private func mayBegin<Unit: RegexUnit>(_ table: Int32, _ text: UnsafePointer<Unit>, _ at: Int) -> Bool {
    table < 0 || at < end && text[at].isIn(tables + Int(table) << 8)
  }

  @inline(__always)
  private func isMember<Unit: RegexUnit>(_ instruction: UnsafePointer<RegexInstruction>, _ unit: Unit) -> Bool {
    if unit.code < 256 { return tables[Int(instruction.pointee.b) << 8 | Int(unit.code)] }
    return program.isMember(Int(instruction.pointee.a), unit.code)
  }

  @inline(__always)
  private func takes<Unit: RegexUnit>(_ instruction: UnsafePointer<RegexInstruction>, _ unit: Unit) -> Bool {
    switch instruction.pointee.operation {
    case .literal: return unit.code == UInt32(bitPattern: instruction.pointee.a)
    case .literalFolded:
      if unit.code < 256 { return tables[Int(instruction.pointee.b) << 8 | Int(unit.code)] }
      return program.fold(unit.code) == UInt32(bitPattern: instruction.pointee.a)
    case .any: return true
    case .anyInLine: return unit != 10
    default: return isMember(instruction, unit)
    }
  }

  // MARK: Repetition

  /// Where `most` characters from a position on end at the latest.
  @inline(__always)
  private func limit(_ at: Int, _ most: Int32) -> Int { most == Int32.max || Int(most) > end - at ? end : at + Int(most) }

  /// The end of the characters from a position on that an instruction takes.
  private func reach<Unit: RegexUnit>(_ body: UnsafePointer<RegexInstruction>, _ text: UnsafePointer<Unit>, _ start: Int, _ limit: Int) -> Int {
    var at = start
    switch body.pointee.operation {
    case .any: return limit
    case .anyInLine where Unit.self == UInt8.self:
      guard limit > at, let found = memchr(text + at, 10, limit - at) else { return limit }
      return UnsafeRawPointer(found) - UnsafeRawPointer(text)
    case .set where Unit.self == UInt8.self:
      let table = tables + Int(body.pointee.b) << 8
      while at < limit, text[at].isIn(table) { at += 1 }
    default: while at < limit, takes(body, text[at]) { at += 1 }
    }
    return at
  }

  /// Repeats greedily an instruction that takes one character; returns where it got, or -1.
  @inline(__always)
  private mutating func repeatMany<Unit: RegexUnit>(
    _ text: UnsafePointer<Unit>, _ pc: Int, _ loop: UnsafePointer<RegexInstruction>, _ start: Int
  ) -> Int {
    let reached = reach(loop + 1, text, start, limit(start, loop.pointee.c))
    let least = start + Int(loop.pointee.b)
    if reached < least { return -1 }
    if loop.pointee.d == 1 { return mayBegin(loop.pointee.a, text, reached) ? reached : -1 }
    let at = last(loop.pointee.a, text, least, reached)
    if at > least { push(WayBack(kind: .fewer, place: Int32(pc), x: least, y: at)) }
    return at
  }

  /// The last position from `least` to `most` where what has a table may begin, or -1.
  @inline(__always)
  private func last<Unit: RegexUnit>(_ table: Int32, _ text: UnsafePointer<Unit>, _ least: Int, _ most: Int) -> Int {
    if table < 0 { return most }
    let members = tables + Int(table) << 8
    var at = most
    if at == end { at -= 1 }
    while at >= least, !text[at].isIn(members) { at -= 1 }
    return at >= least ? at : -1
  }

  @inline(__always)
  private mutating func repeatFew<Unit: RegexUnit>(
    _ text: UnsafePointer<Unit>, _ pc: Int, _ loop: UnsafePointer<RegexInstruction>, _ start: Int
  ) -> Int {
    let (least, most) = (loop.pointee.b, loop.pointee.c)
    let at = reach(loop + 1, text, start, limit(start, least))
    if at - start < Int(least) { return -1 }
    let more = most == Int32.max ? Int.max : Int(most - least)
    if more == 0 { return at }
    return extend(text, pc, loop, at, more)
  }

  /// Lets a lazy repetition go on until the rest may begin; returns where, or -1. `more` characters may be added.
  @inline(__always)
  private mutating func extend<Unit: RegexUnit>(
    _ text: UnsafePointer<Unit>, _ pc: Int, _ loop: UnsafePointer<RegexInstruction>, _ start: Int, _ more: Int
  ) -> Int {
    var at = start
    var more = more
    while !mayBegin(loop.pointee.a, text, at) {
      guard more > 0, at < end, takes(loop + 1, text[at]) else { return -1 }
      at += 1
      more -= 1
    }
    if more > 0 { push(WayBack(kind: .more, place: Int32(pc), x: at, y: more)) }
    return at
  }

  /// Ends a turn of a loop; returns the next instruction.
  private mutating func nextTurn(_ pc: Int, _ loop: UnsafePointer<RegexInstruction>, _ at: Int) -> Int {
    let counter = Int(loop.pointee.a) * 2
    let turns = counters[counter] + 1
    setCounter(Int32(counter), turns)
    if turns < Int(loop.pointee.b) {
      setCounter(Int32(counter + 1), at)
      return Int(loop.pointee.d)
    }
    guard loop.pointee.c == Int32.max || turns < Int(loop.pointee.c), counters[counter + 1] != at else { return pc + 1 }
    if loop.pointee.operation == .loopNext {
      push(WayBack(kind: .choice, place: Int32(pc + 1), x: at, y: 0))
      setCounter(Int32(counter + 1), at)
      return Int(loop.pointee.d)
    }
    setCounter(Int32(counter + 1), at)
    push(WayBack(kind: .choice, place: loop.pointee.d, x: at, y: 0))
    return pc + 1
  }

  // MARK: Ways back

  @inline(__always)
  private mutating func setMark(_ number: Int32, _ value: Int) {
    push(WayBack(kind: .mark, place: number, x: marks[Int(number)], y: 0))
    marks[Int(number)] = value
  }

  @inline(__always)
  private mutating func setCounter(_ number: Int32, _ value: Int) {
    push(WayBack(kind: .counter, place: number, x: counters[Int(number)], y: 0))
    counters[Int(number)] = value
  }

  /// Undoes until there is another way, and takes it; false when there is none above `floor`.
  @inline(__always)
  private mutating func goBack<Unit: RegexUnit>(to floor: Int, _ text: UnsafePointer<Unit>, _ pc: inout Int, _ at: inout Int) -> Bool {
    steps &+= 1
    if steps & 0xFFFF == 0, isInterrupted { wasStopped = true }
    while wayCount > floor {
      wayCount -= 1
      let way = ways[wayCount]
      switch way.kind {
      case .mark: marks[Int(way.place)] = way.x
      case .counter: counters[Int(way.place)] = way.x
      case _ where wasStopped: continue
      case .choice:
        pc = Int(way.place)
        at = way.x
        return true
      case .fewer:
        at = last(code[Int(way.place)].a, text, way.x, way.y - 1)
        if at < 0 { continue }
        if at > way.x { push(WayBack(kind: .fewer, place: way.place, x: way.x, y: at)) }
        pc = Int(way.place) + 2
        return true
      case .more:
        let loop = code + Int(way.place)
        guard way.x < end, takes(loop + 1, text[way.x]) else { continue }
        at = extend(text, Int(way.place), loop, way.x + 1, way.y - 1)
        if at < 0 { continue }
        pc = Int(way.place) + 2
        return true
      }
    }
    return false
  }

  /// Undoes what has been done since there were `floor` ways back, and forgets these.
  private mutating func undo(to floor: Int) {
    while wayCount > floor {
      wayCount -= 1
      let way = ways[wayCount]
      if way.kind == .mark { marks[Int(way.place)] = way.x }
      if way.kind == .counter { counters[Int(way.place)] = way.x }
    }
  }

  // MARK: Assertions

  /// Runs a body on its own; its captures stay, the ways back into it do not.
  private mutating func runAside<Unit: RegexUnit>(_ text: UnsafePointer<Unit>, _ pc: Int, _ at: Int) -> Int {
    let floor = wayCount
    let reached = run(text, pc, at)
    guard reached >= 0 else { return -1 }
    var kept = floor
    for i in floor..<wayCount where ways[i].kind == .mark || ways[i].kind == .counter {
      ways[kept] = ways[i]
      kept += 1
    }
    wayCount = kept
    return reached
  }

  private mutating func look<Unit: RegexUnit>(
    _ text: UnsafePointer<Unit>, _ pc: Int, _ instruction: UnsafePointer<RegexInstruction>, _ at: Int
  ) -> Bool {
    let start = instruction.pointee.b < 0 ? at : at - Int(instruction.pointee.b)
    guard instruction.pointee.c == 1 else { return start >= 0 && runAside(text, pc + 1, start) >= 0 }
    guard start >= 0 else { return true }
    let floor = wayCount
    let found = run(text, pc + 1, start) >= 0
    undo(to: floor)
    return !found
  }

  /// Takes what a group has matched once more; returns where it got, or -1.
  private func again<Unit: RegexUnit>(_ text: UnsafePointer<Unit>, _ group: Int, _ at: Int, isFolded: Bool) -> Int {
    let (start, stop) = (marks[group * 2], marks[group * 2 + 1])
    guard start >= 0, stop >= start, stop - start <= end - at else { return -1 }
    for i in 0..<(stop - start) {
      let (a, b) = (text[start + i].code, text[at + i].code)
      if a != b, !isFolded || program.fold(a) != program.fold(b) { return -1 }
    }
    return at + stop - start
  }

  private func isAt<Unit: RegexUnit>(_ text: UnsafePointer<Unit>, _ place: Int, _ at: Int) -> Bool {
    switch RegexPlace(rawValue: place) ?? .start {
    case .start: return at == 0
    case .lineStart: return at == 0 || text[at - 1] == 10
    case .end: return at == end || at == end - 1 && text[at] == 10
    case .lineEnd: return at == end || text[at] == 10
    case .absoluteEnd: return at == end
    case .boundary: return isBoundary(text, at, false)
    case .noBoundary: return end > 0 && !isBoundary(text, at, false)
    case .asciiBoundary: return isBoundary(text, at, true)
    case .asciiNoBoundary: return end > 0 && !isBoundary(text, at, true)
    }
  }

  private func isBoundary<Unit: RegexUnit>(_ text: UnsafePointer<Unit>, _ at: Int, _ isASCII: Bool) -> Bool {
    let before = at > 0 && RegexCategory.isWord(text[at - 1].code, isASCII: isASCII)
    let after = at < end && RegexCategory.isWord(text[at].code, isASCII: isASCII)
    return before != after
  }
}
