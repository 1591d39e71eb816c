// Searches texts for matches of regular expressions.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The characters that are searched: a string's code points or bytes.
struct RegexText {
  let base: UnsafeRawPointer
  let width: Int
}

/// Matches one program against one text.
struct RegexMachine {
  /// What a machine needs beside its program and text.
  struct Memory {
    let marks: UnsafeMutableBufferPointer<Int>
    let counters: UnsafeMutablePointer<Int>
    let ways: UnsafeMutablePointer<WayBack>
    let capacity: Int

    func deallocate() {
      marks.deallocate()
      counters.deallocate()
      ways.deallocate()
    }
  }

  /// One way back: what to undo or where to go on.
  struct WayBack {
    enum Kind: Int32 { case choice, mark, counter, fewer, more }
    var kind: Kind
    /// An instruction, or the number of a mark or counter.
    var place: Int32
    var x: Int
    var y: Int
  }

  /// Kept alive by the engine, as all programs are.
  unowned(unsafe) let program: RegexProgram
  let code: UnsafePointer<RegexInstruction>
  let tables: UnsafePointer<Bool>
  private let start: RegexProgram.Start
  private let text: RegexText
  let end: Int
  /// Start and end of each group, -1 where it did not match; then the number of the group that closed last.
  let marks: UnsafeMutableBufferPointer<Int>
  /// Turn and last position of each loop.
  let counters: UnsafeMutablePointer<Int>
  private(set) var ways: UnsafeMutablePointer<WayBack>
  private(set) var capacity: Int
  /// How many ways back there are.
  var wayCount = 0
  /// Where an empty match is not wanted; -1 for nowhere.
  var forbiddenEnd = -1
  var steps = 0
  var wasStopped = false
  private let vm: VM

  init(_ program: RegexProgram, _ text: RegexText, end: Int, _ vm: VM) {
    self.program = program
    code = UnsafePointer(program.code.baseAddress.unsafelyUnwrapped)
    tables = UnsafePointer(program.tables)
    start = program.start
    self.text = text
    self.end = end
    self.vm = vm
    let memory = program.spare.pointee ?? Memory(
      marks: .allocate(capacity: program.groupCount * 2 + 3), counters: .allocate(capacity: program.counterCount * 2 + 1),
      ways: .allocate(capacity: 64), capacity: 64)
    program.spare.pointee = nil
    marks = memory.marks
    counters = memory.counters
    ways = memory.ways
    capacity = memory.capacity
  }

  /// Gives the memory back. The machine must not be used any more.
  func release() {
    let memory = Memory(marks: marks, counters: counters, ways: ways, capacity: capacity)
    if program.spare.pointee == nil, capacity < 1 << 16 { program.spare.pointee = memory } else { memory.deallocate() }
  }

  /// Whether to give up; asked now and then.
  var isInterrupted: Bool { vm.pointee.interrupt != 0 }

  @inline(__always)
  mutating func push(_ way: WayBack) {
    if wayCount == capacity { grow() }
    (ways + wayCount).initialize(to: way)
    wayCount += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<WayBack>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: ways, count: wayCount)
    ways.deallocate()
    ways = larger
    capacity *= 2
  }

  private mutating func reset() {
    wayCount = 0
    marks.update(repeating: -1)
    for i in 0..<program.counterCount * 2 { counters[i] = 0 }
  }

  // MARK: Starting

  /// Matches at a position; `wholly` up to the end. Returns whether it did; the marks say what.
  mutating func match(at start: Int, wholly: Bool = false, butNotEmpty: Bool = false) -> Bool {
    reset()
    switch text.width {
    case 1: return matches(text.base.assumingMemoryBound(to: UInt8.self), start, wholly, butNotEmpty)
    case 2: return matches(text.base.assumingMemoryBound(to: UInt16.self), start, wholly, butNotEmpty)
    default: return matches(text.base.assumingMemoryBound(to: UInt32.self), start, wholly, butNotEmpty)
    }
  }

  /// Finds the first match at or after a position.
  mutating func search(from start: Int, butNotEmpty: Bool = false) -> Bool {
    reset()
    switch text.width {
    case 1: return finds(text.base.assumingMemoryBound(to: UInt8.self), start, butNotEmpty)
    case 2: return finds(text.base.assumingMemoryBound(to: UInt16.self), start, butNotEmpty)
    default: return finds(text.base.assumingMemoryBound(to: UInt32.self), start, butNotEmpty)
    }
  }

  /// As `match`, with clean marks and no ways back. A failure leaves both as they were.
  @inline(__always)
  private mutating func matches<Unit: RegexUnit>(_ text: UnsafePointer<Unit>, _ start: Int, _ wholly: Bool, _ butNotEmpty: Bool) -> Bool {
    forbiddenEnd = butNotEmpty ? start : -1
    let stop = run(text, 0, start, wholly: wholly, isOuter: true)
    guard stop >= 0 else { return false }
    marks[0] = start
    marks[1] = stop
    return true
  }

  private mutating func finds<Unit: RegexUnit>(_ text: UnsafePointer<Unit>, _ start: Int, _ butNotEmpty: Bool) -> Bool {
    var at = start
    while at <= end {
      let candidate = candidate(text, at)
      if candidate < 0 { return false }
      if matches(text, candidate, false, butNotEmpty && candidate == start) { return true }
      if wasStopped || program.isAnchored { return false }
      at = candidate + 1
    }
    return false
  }

  /// The next position where a match may start, or -1.
  @inline(__always)
  private func candidate<Unit: RegexUnit>(_ text: UnsafePointer<Unit>, _ start: Int) -> Int {
    switch self.start {
    case .anywhere: return start
    case .pair(let pairs): return pairs.find(text, start, end)
    case .prefix(let prefix): return find(prefix, text, start)
    }
  }

  /// The next position of some characters, or -1.
  private func find<Unit: RegexUnit>(_ prefix: UnsafeMutableBufferPointer<UInt32>, _ text: UnsafePointer<Unit>, _ start: Int) -> Int {
    let first = prefix[0]
    let last = end - prefix.count
    var at = start
    while at <= last {
      if Unit.self == UInt8.self {
        guard first < 256, let found = memchr(text + at, Int32(first), last - at + 1) else { return -1 }
        at = UnsafeRawPointer(found) - UnsafeRawPointer(text)
      }
      if text[at].code == first {
        var i = 1
        while i < prefix.count, text[at + i].code == prefix[i] { i += 1 }
        if i == prefix.count { return at }
      }
      at += 1
    }
    return -1
  }
}

/// A character as it stands in memory.
protocol RegexUnit: FixedWidthInteger, UnsignedInteger {}
extension UInt8: RegexUnit {}
extension UInt16: RegexUnit {}
extension UInt32: RegexUnit {}

extension RegexUnit {
  @inline(__always) var code: UInt32 { UInt32(truncatingIfNeeded: self) }

  /// Whether a table has the character; it may have any that are not below 256.
  @inline(__always)
  func isIn(_ table: UnsafePointer<Bool>) -> Bool { code < 256 ? table[Int(code)] : true }
}
