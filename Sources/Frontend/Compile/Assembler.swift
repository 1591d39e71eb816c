// Lays out a draft as words: threads jumps, resolves labels, writes handler and position tables.
import Syntax

/// Turns a draft into the words and tables of a code unit.
struct Assembler {
  private var draft: DraftCode
  private let context: CompilationContext
  /// Word position of each instruction, and the end.
  private var offsets: [Int] = []

  init(_ draft: DraftCode, context: CompilationContext) {
    self.draft = draft
    self.context = context
  }

  /// Fills in `words`, `handlers` and `positions` of `unit`.
  mutating func assemble(into unit: CodeUnit) throws(SyntaxDiagnostic) {
    threadJumps()
    invertJumpsOverJumps()
    dropUnreachable()
    dropJumpsToNext()
    fillEmptyLoops()
    layOut()
    unit.words.reserveCapacity(offsets.last ?? 0)
    for index in draft.instructions.indices where !draft.instructions[index].isRemoved {
      try encode(index, into: unit)
    }
    unit.handlers = handlerRanges()
    unit.positions = positionEntries()
    unit.inlinedRanges = draft.inlined.map { inlined in
      InlinedRange(
        start: offsets[inlined.start], end: offsets[inlined.end], name: inlined.name,
        position: PositionEntry(pc: offsets[inlined.start], inlined.range))
    }
  }

  /// The first instruction at or behind an index that is left.
  private func kept(_ index: Int) -> Int {
    var index = index
    while index < draft.instructions.count, draft.instructions[index].isRemoved { index += 1 }
    return index
  }

  /// Lets jumps to jumps go to the last target.
  private mutating func threadJumps() {
    for index in draft.instructions.indices.reversed() {
      let instruction = draft.instructions[index]
      guard !instruction.isRemoved, instruction.target >= 0, instruction.op != .jumpBack else { continue }
      let next = kept(draft.labels[instruction.target])
      if next < draft.instructions.count, draft.instructions[next].op == .jump, next != index {
        draft.instructions[index].target = draft.instructions[next].target
      }
    }
  }

  /// Which instructions a jump or a handler leads to.
  private func targets() -> [Bool] {
    var isTarget = [Bool](repeating: false, count: draft.instructions.count + 1)
    for instruction in draft.instructions where !instruction.isRemoved && instruction.target >= 0 {
      isTarget[kept(draft.labels[instruction.target])] = true
    }
    for handler in draft.handlers { isTarget[kept(draft.labels[handler.label])] = true }
    return isTarget
  }

  /// Drops what threading has left without a way in.
  private mutating func dropUnreachable() {
    let isTarget = targets()
    var isReached = true
    for index in draft.instructions.indices where !draft.instructions[index].isRemoved {
      if isTarget[index] { isReached = true }
      if !isReached { draft.instructions[index].isRemoved = true }
      if draft.instructions[index].op.endsFlow { isReached = false }
    }
  }

  /// Turns a conditional jump over a jump into the inverse conditional jump.
  private mutating func invertJumpsOverJumps() {
    let isTarget = targets()
    for index in draft.instructions.indices {
      let instruction = draft.instructions[index]
      guard !instruction.isRemoved, instruction.isInvertible else { continue }
      let jump = kept(index + 1)
      guard jump < draft.instructions.count, draft.instructions[jump].op == .jump, !isTarget[jump],
        kept(draft.labels[instruction.target]) == kept(jump + 1)
      else { continue }
      draft.instructions[index].invert()
      draft.instructions[index].target = draft.instructions[jump].target
      draft.instructions[jump].isRemoved = true
    }
  }

  private mutating func dropJumpsToNext() {
    for index in draft.instructions.indices.reversed() {
      let instruction = draft.instructions[index]
      guard !instruction.isRemoved, instruction.op == .jump else { continue }
      if kept(index + 1) == kept(draft.labels[instruction.target]) { draft.instructions[index].isRemoved = true }
    }
  }

  /// Keeps one instruction, as a nop, in a loop of which nothing else is left.
  private mutating func fillEmptyLoops() {
    for index in draft.instructions.indices {
      let instruction = draft.instructions[index]
      guard !instruction.isRemoved, instruction.op == .jumpBack else { continue }
      let header = draft.labels[instruction.target]
      if header < index, kept(header) == index {
        draft.instructions[header] = DraftInstruction(op: .nop, range: instruction.range)
      }
    }
  }

  private mutating func layOut() {
    var offset = 0
    offsets.reserveCapacity(draft.instructions.count + 1)
    for instruction in draft.instructions {
      offsets.append(offset)
      if !instruction.isRemoved { offset += instruction.op.info.length }
    }
    offsets.append(offset)
  }

  private func encode(_ index: Int, into unit: CodeUnit) throws(SyntaxDiagnostic) {
    let instruction = draft.instructions[index]
    let legal = -0x8000...0xFFFF
    guard legal.contains(instruction.a), legal.contains(instruction.b), legal.contains(instruction.c) else {
      throw SyntaxDiagnostic(
        kind: .memoryError, message: "code block too large", filename: context.filename,
        line: Int(instruction.range.line), column: 0)
    }
    unit.words.append(UInt64(op: instruction.op, instruction.a, instruction.b, instruction.c))
    let length = instruction.op.info.length
    guard length > 1 else { return }
    var extra = instruction.extra
    if instruction.target >= 0 {
      let distance = offsets[draft.labels[instruction.target]] - offsets[index]
      extra |= UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: distance)))
    }
    unit.words.append(extra)
    for _ in 2..<max(length, 2) { unit.words.append(0) }
  }

  /// One range for each run of instructions with the same innermost handler.
  private func handlerRanges() -> [HandlerRange] {
    var ranges: [HandlerRange] = []
    var current = -1
    for (index, instruction) in draft.instructions.enumerated() where !instruction.isRemoved {
      if instruction.handler == current { continue }
      if current >= 0, let last = ranges.indices.last { ranges[last].end = offsets[index] }
      current = instruction.handler
      if current >= 0 {
        let handler = draft.handlers[current]
        ranges.append(
          HandlerRange(
            start: offsets[index], end: offsets[index], target: offsets[draft.labels[handler.label]],
            register: handler.register))
      }
    }
    if current >= 0, let last = ranges.indices.last { ranges[last].end = offsets[draft.instructions.count] }
    return ranges
  }

  private func positionEntries() -> [PositionEntry] {
    var entries: [PositionEntry] = []
    var last: SourceRange?
    for (index, instruction) in draft.instructions.enumerated() where !instruction.isRemoved {
      let range = instruction.range
      if range == last { continue }
      last = range
      entries.append(PositionEntry(pc: offsets[index], range))
    }
    return entries
  }
}

extension PositionEntry {
  fileprivate init(pc: Int, _ range: SourceRange) {
    self.init(
      pc: Int32(truncatingIfNeeded: pc), line: Int32(truncatingIfNeeded: range.line),
      column: Int32(truncatingIfNeeded: range.column), endLine: Int32(truncatingIfNeeded: range.endLine),
      endColumn: Int32(truncatingIfNeeded: range.endColumn))
  }
}
