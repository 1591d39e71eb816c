// Removes unreachable instructions and the checks of locals that are certainly bound.

/// A forward pass over a draft: which of the checked registers certainly hold a value at each instruction.
struct BoundAnalysis {
  private var draft: DraftCode
  private let parameterCount: Int
  /// Number of the bit that stands for a register, for the registers with a check.
  private var bits: [Int: Int] = [:]
  private var width = 0
  /// States at the labels, `width` words each; valid where `isReached`.
  private var states: [UInt64] = []
  private var isReached: [Bool] = []
  private var hasChanged = false
  private let labelsAt: [[Label]]

  init(_ draft: DraftCode, parameterCount: Int) {
    self.draft = draft
    self.parameterCount = parameterCount
    labelsAt = draft.labelsByPosition()
    for instruction in draft.instructions where instruction.op == .checkBound && bits[instruction.a] == nil {
      bits[instruction.a] = bits.count
    }
    width = (bits.count + 63) / 64
    states = [UInt64](repeating: ~0, count: draft.labels.count * width)
    isReached = [Bool](repeating: false, count: draft.labels.count)
  }

  /// Returns the draft with what is not needed marked as removed.
  mutating func run() -> DraftCode {
    repeat {
      hasChanged = false
      pass(marking: false)
    } while hasChanged
    pass(marking: true)
    dropUnusedUnbinding()
    return draft
  }

  private mutating func pass(marking: Bool) {
    var state = [UInt64](repeating: 0, count: width)
    for (register, bit) in bits where register < parameterCount { state[bit / 64] |= 1 << UInt64(bit % 64) }
    var isLive = true
    for index in draft.instructions.indices {
      for label in labelsAt[index] where isLive || isReached[label] {
        if isLive { merge(state, into: label) }
        state = Array(states[label * width..<(label + 1) * width])
        isLive = true
      }
      // All labels of one place share the weakest state.
      if labelsAt[index].count > 1, isLive { for label in labelsAt[index] { merge(state, into: label) } }
      guard isLive else {
        if marking { draft.instructions[index].isRemoved = true }
        continue
      }
      let instruction = draft.instructions[index]
      if instruction.handler >= 0 { merge(state, into: draft.handlers[instruction.handler].label) }
      if marking, instruction.op == .checkBound, isBound(instruction.a, in: state) {
        draft.instructions[index].isRemoved = true
      }
      step(instruction, &state)
      if instruction.op.endsFlow { isLive = false }
    }
  }

  private mutating func step(_ instruction: DraftInstruction, _ state: inout [UInt64]) {
    if instruction.op == .unbound {
      if let bit = bits[instruction.a] { state[bit / 64] &= ~(1 << UInt64(bit % 64)) }
      return
    }
    if instruction.target >= 0, instruction.op == .forNext { merge(state, into: instruction.target) }
    if instruction.op == .checkBound {
      set(instruction.a, in: &state)
    } else if width > 0, instruction.op != .makeCell {
      var collector = WriteCollector()
      instruction.op.visitRegisters(
        word0: UInt64(op: instruction.op, instruction.a, instruction.b, instruction.c),
        word1: instruction.extra, &collector)
      for (register, count) in collector.writes {
        for offset in 0..<count { set(register + offset, in: &state) }
      }
    }
    if instruction.target >= 0, instruction.op != .forNext { merge(state, into: instruction.target) }
  }

  private mutating func merge(_ state: [UInt64], into label: Label) {
    if !isReached[label] {
      isReached[label] = true
      hasChanged = true
    }
    for word in 0..<width {
      let merged = states[label * width + word] & state[word]
      if merged != states[label * width + word] {
        states[label * width + word] = merged
        hasChanged = true
      }
    }
  }

  private func isBound(_ register: Int, in state: [UInt64]) -> Bool {
    guard let bit = bits[register] else { return false }
    return state[bit / 64] >> UInt64(bit % 64) & 1 == 1
  }

  private func set(_ register: Int, in state: inout [UInt64]) {
    if let bit = bits[register] { state[bit / 64] |= 1 << UInt64(bit % 64) }
  }

  /// A comprehension unbinds its variables first only if a check of theirs is left.
  private mutating func dropUnusedUnbinding() {
    var needed: Set<Int> = []
    for instruction in draft.instructions
    where instruction.op == .checkBound && !instruction.isRemoved && instruction.group >= 0 {
      needed.insert(instruction.group)
    }
    for index in draft.instructions.indices {
      let instruction = draft.instructions[index]
      if instruction.op == .unbound, instruction.group >= 0, !needed.contains(instruction.group) {
        draft.instructions[index].isRemoved = true
      }
    }
  }
}

/// Gathers the registers that an instruction writes.
private struct WriteCollector: RegisterVisitor {
  var writes: [(Int, Int)] = []
  mutating func read(_ register: Int, count: Int) {}
  mutating func write(_ register: Int, count: Int) { writes.append((register, count)) }
  mutating func writeOnFallThrough(_ register: Int) { writes.append((register, 1)) }
}
