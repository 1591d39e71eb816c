// Holds what a replay knows about one code object: counters, histories, executors.
import Frontend

/// A code object while a stream is replayed.
struct ReplayCode {
  let code: StreamedCode
  /// Backward jumps left, by position of the jump.
  var counters: [Int: Int] = [:]
  /// Outcomes of branches, by position.
  var histories: [Int: UInt16] = [:]
  /// Executors by the position of their loop's header.
  var executors: [Int: Int] = [:]
  /// Failed recordings, by header.
  var attempts: [Int: Int] = [:]
  /// Recordings put off because of an unlikely branch, by header.
  var putOffs: [Int: Int] = [:]

  func op(_ position: Int) -> Opcode {
    Opcode(rawValue: UInt16(truncatingIfNeeded: code.words[position])) ?? .end
  }

  /// Where a jump goes; nil for instructions that do not jump.
  func target(_ position: Int) -> Int? {
    guard op(position).info.hasTarget, position + 1 < code.words.count else { return nil }
    return position + Int(Int32(truncatingIfNeeded: code.words[position + 1]))
  }

  /// One past the last backward jump to a header.
  func latchEnd(_ header: Int) -> Int {
    var end = header
    var position = 0
    while position < code.words.count {
      if op(position) == .jumpBack, target(position) == header { end = max(end, position + 2) }
      position += op(position).info.length
    }
    return end
  }

  /// Lets a loop run for `count` more iterations before it is looked at.
  mutating func setCounters(header: Int, _ count: Int) {
    var position = 0
    while position < code.words.count {
      if op(position) == .jumpBack, target(position) == header { counters[position] = count }
      position += op(position).info.length
    }
  }
}
