// Declares the instructions of the matcher of regular expressions.

/// What an instruction of a regular expression does.
enum RegexOperation: UInt8 {
  /// Takes the character `a`.
  case literal
  /// Takes the characters whose folded form is `a`; table `b` says which below 256.
  case literalFolded
  case any, anyInLine
  /// Takes the characters of set `a`; table `b` says which below 256.
  case set
  /// Tries `a`, then `b`; tables `c` and `d` say how these may begin.
  case split
  case jump
  /// Notes the position as mark `a`.
  case save
  case at
  case backreference, backreferenceFolded
  /// Runs the body that follows up to its `accept`; `b` characters back if that is not -1; negated if `c`; goes to `a`.
  case look
  /// Runs the body that follows without a way back into it; goes to `a`.
  case atomic
  /// Goes to `b` unless group `a` has matched.
  case unlessGroup
  /// Starts counter `a`.
  case loopStart
  /// Ends a turn of the loop with counter `a` and body `d`: at least `b`, at most `c` turns.
  case loopNext, loopNextLazy
  /// Repeats the instruction that follows, which takes one character, `b` to `c` times; table `a` says how the rest may
  /// begin, and `d` is 1 if it never begins with a character that is repeated.
  case repeatOne, repeatOneLazy, repeatOnePossessive
  case accept
}

/// One instruction. Tables are numbers of 256 truth values each; -1 stands for "any character, or none at all".
struct RegexInstruction {
  var operation: RegexOperation
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
  var d: Int32 = 0
}

/// How a match, or what is left of it, may begin.
struct RegexBeginning: Equatable {
  /// Whether each character below 256 may be the first: a bit each.
  var low = SIMD4<UInt64>(repeating: 0)
  /// Whether a character from 256 on may be the first.
  var high = false

  static let everything = RegexBeginning(low: SIMD4(repeating: ~0), high: true)

  /// One character.
  static func character(_ code: UInt32) -> RegexBeginning {
    var result = RegexBeginning()
    if code < 256 { result.insert(code) } else { result.high = true }
    return result
  }

  mutating func insert(_ code: UInt32) { low[Int(code >> 6)] |= 1 << UInt64(code & 63) }
  mutating func remove(_ code: UInt32) { low[Int(code >> 6)] &= ~(1 << UInt64(code & 63)) }
  func contains(_ code: UInt32) -> Bool { low[Int(code >> 6)] >> UInt64(code & 63) & 1 != 0 }

  mutating func add(_ other: RegexBeginning) {
    low |= other.low
    high = high || other.high
  }

  func isDisjoint(with other: RegexBeginning) -> Bool { !(high && other.high) && low & other.low == SIMD4(repeating: 0) }
}
