// Collects instructions with symbolic targets before they are laid out as words.
import Syntax

/// A place in the draft that jumps and handlers refer to.
typealias Label = Int

/// An instruction whose target is still a label.
struct DraftInstruction {
  var op: Opcode
  var a = 0
  var b = 0
  var c = 0
  /// Word 1 without the target: an index, a count or the polarity in bit 32.
  var extra: UInt64 = 0
  var target: Label = -1
  /// The exception handler that covers it, or -1.
  var handler = -1
  var range: SourceRange
  /// Ties the checks of a comprehension's variables to the instruction that unbinds them first; -1 for none.
  var group = -1
  var isRemoved = false

  /// Whether it is a conditional jump that can be taken on the opposite outcome.
  var isInvertible: Bool { op == .jumpIf || op == .jumpIfNone || op.hasPolarity }

  mutating func invert() {
    if op.hasPolarity { extra ^= 1 << 32 } else { b ^= 1 }
  }
}

/// Where exceptions of the covered instructions go.
struct DraftHandler {
  var label: Label
  /// Receives the exception.
  var register: Int
}

/// The instructions of a comprehension compiled in place.
struct DraftInlined {
  var start: Int
  var end: Int
  var name: String
  var range: SourceRange
}

/// The instructions, labels and handlers of one code unit.
struct DraftCode {
  var instructions: [DraftInstruction] = []
  /// Index of the instruction that a label stands before, or -1 while it is not placed.
  var labels: [Int] = []
  var handlers: [DraftHandler] = []
  /// Comprehensions compiled in place, in order of their beginning.
  var inlined: [DraftInlined] = []

  mutating func makeLabel() -> Label {
    labels.append(-1)
    return labels.count - 1
  }

  mutating func place(_ label: Label) { labels[label] = instructions.count }

  /// Removes the instructions that count how often the code is entered, where that is of no use.
  ///
  /// - Parameters:
  ///   - inAll: whether the calls of all functions are counted.
  ///   - isForNatives: whether natives are likely to call the code, which no loop then has in its trace.
  ///   - looksAtFrame: whether the code looks at frames, of which traces hide some from the functions they call.
  mutating func removeEntries(inAll: Bool, isForNatives: Bool, looksAtFrame: Bool) {
    guard instructions.first?.op == .enter else { return }
    let isGenerator = instructions.contains { $0.op == .makeGenerator }
    // A coroutine is entered behind the instruction that makes it.
    let isCoroutine = instructions.count > 2 && instructions[1].op == .makeGenerator && instructions[2].op == .enter
    let counts = !looksAtFrame && (inAll ? !isGenerator : (!isGenerator || isCoroutine) && (mayRecur || isForNatives && isWorthEntering))
    let kept = counts ? (isCoroutine ? 2 : 0) : -1
    for i in instructions.indices where instructions[i].op == .enter && i != kept { instructions[i].isRemoved = true }
  }

  /// Whether the code has no loop and enough instructions to make up for entering a trace.
  private var isWorthEntering: Bool { instructions.count > 8 && !instructions.contains { $0.op == .jumpBack } }

  /// Whether the code may call itself.
  private var mayRecur: Bool {
    instructions.contains { $0.op == .call || $0.op == .callMethod || $0.op == .callKeywords }
  }
}
