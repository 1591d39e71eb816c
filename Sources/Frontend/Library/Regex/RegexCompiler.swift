// Translates the tree of a regular expression to instructions for the matcher.

/// Makes the instructions of one regular expression and the tables that say beforehand what cannot match.
struct RegexCompiler {
  private(set) var instructions: [RegexInstruction] = []
  private(set) var beginnings: [RegexBeginning] = []
  private(set) var sets: [RegexSet] = []
  private(set) var counterCount = 0
  private let fold: RegexFold
  /// The instructions from this one on have their tables.
  private var firstTabled = Int.max

  init(_ node: RegexNode, _ fold: RegexFold) {
    self.fold = fold
    add(node)
    emit(.accept)
    for pc in instructions.indices.reversed() { addTables(pc) }
  }

  @discardableResult
  private mutating func emit(_ operation: RegexOperation, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0) -> Int {
    instructions.append(
      RegexInstruction(operation: operation, a: Int32(clamping: a), b: Int32(clamping: b), c: Int32(clamping: c), d: Int32(clamping: d)))
    return instructions.count - 1
  }

  private var here: Int { instructions.count }

  private mutating func add(_ node: RegexNode) {
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
      instructions[start].b = Int32(here)
      add(no)
      instructions[end].a = Int32(here)
    case .atomic(let inner): addBody(inner, emit(.atomic))
    }
  }

  private mutating func addBody(_ inner: RegexNode, _ start: Int) {
    add(inner)
    emit(.accept)
    instructions[start].a = Int32(here)
  }

  private mutating func addAlternatives(_ items: [RegexNode]) {
    var ends: [Int] = []
    for item in items.dropLast() {
      let split = emit(.split, here + 1)
      add(item)
      ends.append(emit(.jump))
      instructions[split].b = Int32(here)
    }
    if let last = items.last { add(last) }
    for end in ends { instructions[end].a = Int32(here) }
  }

  private mutating func addRepetition(_ inner: RegexNode, _ least: Int, _ most: Int, _ greed: RegexGreed) {
    if inner.takesOne {
      emit(greed == .greedy ? .repeatOne : greed == .lazy ? .repeatOneLazy : .repeatOnePossessive, 0, least, most)
      return add(inner)
    }
    if greed == .possessive { return add(.atomic(.repetition(inner, least: least, most: most, .greedy))) }
    if least == 0, most == 1 { return addOptional(inner, greed) }
    if most == 0 { return }
    if most < 9, inner.width([:]).least > 0, inner.isSmall { return addUnrolled(inner, least, most, greed) }
    if most == regexUnlimited, least < 2, inner.width([:]).least > 0 { return addEndless(inner, least, greed) }
    let counter = counterCount
    counterCount += 1
    emit(.loopStart, counter)
    let enter = emit(.jump)
    let body = here
    add(inner)
    instructions[enter].a = Int32(here)
    emit(greed == .greedy ? .loopNext : .loopNextLazy, counter, least, most, body)
  }

  private mutating func addOptional(_ inner: RegexNode, _ greed: RegexGreed) {
    let split = emit(.split)
    add(inner)
    direct(split, body: split + 1, exit: here, greed)
  }

  /// A loop whose turns take something each and need not be counted.
  private mutating func addEndless(_ inner: RegexNode, _ least: Int, _ greed: RegexGreed) {
    let enter = least == 0 ? emit(.jump) : -1
    let body = here
    add(inner)
    if enter >= 0 { instructions[enter].a = Int32(here) }
    let split = emit(.split)
    direct(split, body: body, exit: here, greed)
  }

  /// A few turns of a short body that each take something, one after the other.
  private mutating func addUnrolled(_ inner: RegexNode, _ least: Int, _ most: Int, _ greed: RegexGreed) {
    for _ in 0..<least { add(inner) }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(emit(.split))
      add(inner)
    }
    for split in splits { direct(split, body: split + 1, exit: here, greed) }
  }

  private mutating func direct(_ split: Int, body: Int, exit: Int, _ greed: RegexGreed) {
    instructions[split].a = Int32(greed == .greedy ? body : exit)
    instructions[split].b = Int32(greed == .greedy ? exit : body)
  }

  // MARK: Tables

  private mutating func addTables(_ pc: Int) {
    defer { firstTabled = pc }
    let now = instructions[pc]
    switch now.operation {
    case .literalFolded, .set: instructions[pc].b = table(taken(by: now))
    case .split:
      instructions[pc].c = table(beginning(at: Int(now.a)))
      instructions[pc].d = table(beginning(at: Int(now.b)))
    case .repeatOne, .repeatOneLazy, .repeatOnePossessive:
      let rest = beginning(at: pc + 2)
      instructions[pc].a = table(rest)
      if let rest, taken(by: instructions[pc + 1]).isDisjoint(with: rest) { instructions[pc].d = 1 }
    default: break
    }
  }

  private mutating func table(_ beginning: RegexBeginning?) -> Int32 {
    guard let beginning else { return -1 }
    if let known = beginnings.firstIndex(of: beginning) { return Int32(known) }
    beginnings.append(beginning)
    return Int32(beginnings.count - 1)
  }

  /// Where a match may start.
  func start() -> RegexProgram.Start {
    var prefix: [UInt32] = []
    var pc = 0
    while instructions[pc].operation == .literal || instructions[pc].operation == .save {
      if instructions[pc].operation == .literal { prefix.append(UInt32(bitPattern: instructions[pc].a)) }
      pc += 1
    }
    if !prefix.isEmpty {
      let kept = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: prefix.count)
      _ = kept.initialize(from: prefix)
      return .prefix(kept)
    }
    guard let first = beginning(at: 0), first != .everything else { return .anywhere }
    var branches: [RegexPairs.Branch] = []
    var seen: [Int] = []
    if instructions.count < 5000 { collectBranches(0, &seen, &branches) } else { branches = [(first, nil)] }
    return .pair(RegexPairs(first, branches))
  }

  /// Gathers what a match may begin with and what may follow that.
  private func collectBranches(_ pc: Int, _ seen: inout [Int], _ result: inout [RegexPairs.Branch]) {
    if seen.contains(pc) { return }
    seen.append(pc)
    let now = instructions[pc]
    switch now.operation {
    case .literal, .literalFolded, .any, .anyInLine, .set: result.append((taken(by: now), beginning(at: pc + 1)))
    case .split, .unlessGroup:
      collectBranches(now.operation == .split ? Int(now.a) : pc + 1, &seen, &result)
      collectBranches(Int(now.b), &seen, &result)
    case .jump, .look: collectBranches(Int(now.a), &seen, &result)
    case .save, .at, .loopStart, .atomic: collectBranches(pc + 1, &seen, &result)
    case .loopNext, .loopNextLazy:
      collectBranches(Int(now.d), &seen, &result)
      collectBranches(pc + 1, &seen, &result)
    case .repeatOne, .repeatOneLazy, .repeatOnePossessive:
      let again = taken(by: instructions[pc + 1])
      var next = beginning(at: pc + 2)
      if now.c > 1 { next?.add(again) }
      result.append((again, now.b > 1 ? again : next))
      if now.b == 0 { collectBranches(pc + 2, &seen, &result) }
    case .backreference, .backreferenceFolded, .accept: break
    }
  }

  /// The characters that an instruction for one character takes.
  private func taken(by instruction: RegexInstruction) -> RegexBeginning {
    switch instruction.operation {
    case .literal: return .character(UInt32(bitPattern: instruction.a))
    case .literalFolded: return folded(UInt32(bitPattern: instruction.a))
    case .set: return sets[Int(instruction.a)].members
    case .anyInLine:
      var taken = RegexBeginning.everything
      taken.remove(10)
      return taken
    default: return .everything
    }
  }

  /// The characters with a folded form.
  private func folded(_ form: UInt32) -> RegexBeginning {
    var taken = RegexBeginning.character(form)
    taken.high = !fold.isASCII || form > 255
    if form >= 97, form <= 122 { taken.insert(form - 32) }
    if form > 127, !fold.isASCII { for code in UInt32(128)..<256 where fold(code) == form { taken.insert(code) } }
    return taken
  }

  /// The characters with which a match of everything from an instruction on may begin; nil if it may be empty.
  private func beginning(at pc: Int) -> RegexBeginning? {
    var result = RegexBeginning()
    var seen: [Int] = []
    return collect(pc, &seen, &result) ? result : nil
  }

  private func collect(_ pc: Int, _ seen: inout [Int], _ result: inout RegexBeginning) -> Bool {
    if seen.contains(pc) { return true }
    seen.append(pc)
    let now = instructions[pc]
    switch now.operation {
    case .literal, .literalFolded, .any, .anyInLine, .set: result.add(taken(by: now))
    case .split where pc >= firstTabled:
      guard now.c >= 0, now.d >= 0 else { return false }
      result.add(beginnings[Int(now.c)])
      result.add(beginnings[Int(now.d)])
    case .split: return collect(Int(now.a), &seen, &result) && collect(Int(now.b), &seen, &result)
    case .jump, .look: return collect(Int(now.a), &seen, &result)
    case .save, .at, .loopStart, .atomic: return collect(pc + 1, &seen, &result)
    case .unlessGroup: return collect(pc + 1, &seen, &result) && collect(Int(now.b), &seen, &result)
    case .loopNext, .loopNextLazy: return collect(Int(now.d), &seen, &result) && collect(pc + 1, &seen, &result)
    case .repeatOne, .repeatOneLazy, .repeatOnePossessive:
      result.add(taken(by: instructions[pc + 1]))
      return now.b > 0 || collect(pc + 2, &seen, &result)
    case .backreference, .backreferenceFolded, .accept: return false
    }
    return true
  }
}

extension RegexNode {
  /// Whether a match can only start at the start of the text.
  var isAnchored: Bool {
    if case .at(.start) = firstItem { return true }
    return false
  }

  /// Whether this takes exactly one character and does nothing else.
  fileprivate var takesOne: Bool {
    switch self {
    case .literal, .any, .set: return true
    case .sequence(let items): return items.count == 1 && items[0].takesOne
    default: return false
    }
  }

  /// Whether copies of this cost less than counting turns.
  fileprivate var isSmall: Bool {
    switch self {
    case .literal, .any, .set: return true
    case .sequence(let items): return items.count < 6 && items.allSatisfy { $0.isSmall }
    case .repetition(let inner, _, _, _): return inner.takesOne
    case .group(_, let inner): return inner.isSmall
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
}
