// Declares the form of instruction streams: what is written when the next instruction is not the predicted one.

/// The layout of a stream file: a line with the version, the packed length and count, then compressed events.
///
/// An instruction is predicted to be followed by what followed it last time. Only where that is wrong, or the types it works on
/// are not those of last time, or a code object is met for the first time, there is an event; before it stands how many
/// instructions were as predicted.
enum StreamEvent: Int {
  /// The next instruction: code object, position, whether its frame is the same (0), above (1) or below (2).
  case next
  /// The kinds of the operands of the instruction that follows.
  case kinds
  /// A code object: what is needed to select traces in it.
  case code
  /// The end of the stream.
  case end

  static let header = "jitc-stream 1\n"
}

/// A code object as streams know it.
struct StreamedCode: Equatable {
  var name: String
  var qualifiedName: String
  var localCount: Int
  /// The instructions as they were before they ran: no counters, no histories, no caches.
  var words: [UInt64]
  /// The line of each word that begins an instruction; 0 for the others.
  var lines: [Int]
}

/// One executed instruction.
struct StreamedInstruction: Equatable {
  var code: Int
  var position: Int
  /// How its frame stands to that of the instruction before it: 0 the same, 1 above it, -1 below it.
  var frameChange: Int
  /// What it works on, four bits for each of its operands.
  var kinds: UInt16
}

/// Appends numbers of variable length.
struct StreamBytes {
  var bytes: [UInt8] = []

  mutating func number(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func text(_ value: String) {
    number(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }
}
