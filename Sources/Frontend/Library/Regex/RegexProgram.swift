// Translates the tree of a regular expression to instructions for the matcher.

/// What an instruction of a regular expression does.
enum RegexOperation: UInt8 {
  case literal, literalFolded, any, anyInLine, set
  /// Tries `a`, then `b`.
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
  /// Repeats the instruction that follows, which takes one character, `b` to `c` times.
  case repeatOne, repeatOneLazy, repeatOnePossessive
  case accept
}

struct RegexInstruction {
  var operation: RegexOperation
  var a = 0
  var b = 0
  var c = 0
  var d = 0
}

/// A regular expression ready to be matched.
final class RegexProgram {
  var instructions: [RegexInstruction] = []
  var sets: [RegexSet] = []
  var fold: RegexFold
  let groupCount: Int
  var counterCount = 0
  /// A character or set with which every match starts.
  private(set) var first = RegexNode.empty
  /// Whether a match can only start at the start of the text.
  private(set) var isAnchored = false

  init(_ node: RegexNode, groupCount: Int, isASCII: Bool) {
    self.groupCount = groupCount
    fold = RegexFold(isASCII: isASCII)
    add(node)
    emit(.accept)
    first = node.firstCharacter
    if case .at(.start) = node.firstItem { isAnchored = true }
  }

  @discardableResult
  private func emit(_ operation: RegexOperation, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0) -> Int {
    instructions.append(RegexInstruction(operation: operation, a: a, b: b, c: c, d: d))
    return instructions.count - 1
  }

  private var here: Int { instructions.count }

  private func add(_ node: RegexNode) {
    switch node {
    case .empty: break
    case .literal(let code, let ignoresCase):
      if ignoresCase { emit(.literalFolded, Int(fold(code))) } else { emit(.literal, Int(code)) }
    case .any(let withLineFeed): emit(withLineFeed ? .any : .anyInLine)
    case .set(let set):
      emit(.set, sets.count)
      sets.append(set)
    case .sequence(let items): for item in items { add(item) }
    case .alternation(let items): addAlternatives(items)
    case .group(let number, let inner):
      emit(.save, number * 2)
      add(inner)
      emit(.save, number * 2 + 1)
    case .repetition(let inner, let least, let most, let greed): addRepetition(inner, least, most, greed)
    case .at(let place): emit(.at, place.rawValue)
    case .backreference(let number, let ignoresCase): emit(ignoresCase ? .backreferenceFolded : .backreference, number)
    case .look(let inner, let isBehind, let isNegated):
      let start = emit(.look, 0, isBehind ? inner.width([:]).least : -1, isNegated ? 1 : 0)
      addBody(inner, start)
    case .conditional(let number, let yes, let no):
      let start = emit(.unlessGroup, number)
      add(yes)
      let end = emit(.jump)
      instructions[start].b = here
      add(no)
      instructions[end].a = here
    case .atomic(let inner): addBody(inner, emit(.atomic))
    }
  }

  private func addBody(_ inner: RegexNode, _ start: Int) {
    add(inner)
    emit(.accept)
    instructions[start].a = here
  }

  private func addAlternatives(_ items: [RegexNode]) {
    var ends: [Int] = []
    for item in items.dropLast() {
      let split = emit(.split, here + 1)
      add(item)
      ends.append(emit(.jump))
      instructions[split].b = here
    }
    if let last = items.last { add(last) }
    for end in ends { instructions[end].a = here }
  }

  private func addRepetition(_ inner: RegexNode, _ least: Int, _ most: Int, _ greed: RegexGreed) {
    if inner.takesOne {
      emit(greed == .greedy ? .repeatOne : greed == .lazy ? .repeatOneLazy : .repeatOnePossessive, 0, least, most)
      return add(inner)
    }
    if greed == .possessive { return add(.atomic(.repetition(inner, least: least, most: most, .greedy))) }
    if least == 0, most == 1 {
      let split = emit(.split)
      let body = here
      add(inner)
      instructions[split].a = greed == .greedy ? body : here
      instructions[split].b = greed == .greedy ? here : body
      return
    }
    if most == 0 { return }
    let counter = counterCount
    counterCount += 1
    emit(.loopStart, counter)
    let enter = emit(.jump)
    let body = here
    add(inner)
    instructions[enter].a = here
    emit(greed == .greedy ? .loopNext : .loopNextLazy, counter, least, most, body)
  }
}

extension RegexNode {
  /// Whether this takes exactly one character and does nothing else.
  fileprivate var takesOne: Bool {
    switch self {
    case .literal, .any, .set: return true
    case .sequence(let items): return items.count == 1 && items[0].takesOne
    default: return false
    }
  }

  /// What a match starts with.
  fileprivate var firstItem: RegexNode {
    switch self {
    case .sequence(let items): return items.first?.firstItem ?? .empty
    case .group(_, let inner), .atomic(let inner): return inner.firstItem
    default: return self
    }
  }

  /// The literal or set that every match starts with; `empty` if there is none.
  fileprivate var firstCharacter: RegexNode {
    switch firstItem {
    case .literal(let code, ignoresCase: false): return .literal(code, ignoresCase: false)
    case .set(let set): return .set(set)
    case .repetition(let inner, let least, _, _) where least > 0: return inner.firstCharacter
    default: return .empty
    }
  }
}
