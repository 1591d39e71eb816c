// Removes unreachable instructions and the checks of locals that are certainly bound.

/// A forward pass over a draft: which of the checked registers certainly hold a value at each instruction.
struct BoundAnalysis {
  private var draft: DraftCode
  private let parameterCount: Int
  /// Number of the bit that stands for a register, or -1 for registers without a check.
  private var bits: [Int] = []
  private var width = 0
  /// States at the labels, `width` words each; valid where `isReached`.
  private var states: [UInt64] = []
  private var isReached: [Bool] = []
  private var hasChanged = false
  /// The labels in order of their places.
  private let sortedLabels: [Label]

  init(_ draft: DraftCode, parameterCount: Int, registerCount: Int) {
    self.draft = draft
    self.parameterCount = parameterCount
    sortedLabels = draft.labels.indices.filter { draft.labels[$0] >= 0 }.sorted { draft.labels[$0] < draft.labels[$1] }
    bits = [Int](repeating: -1, count: registerCount)
    var count = 0
    for instruction in draft.instructions where instruction.op == .checkBound && bits[instruction.a] < 0 {
      bits[instruction.a] = count
      count += 1
    }
    width = (count + 63) / 64
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
    for register in 0..<min(parameterCount, bits.count) { set(register, in: &state) }
    var isLive = true
    var nextLabel = 0
    for index in draft.instructions.indices {
      while nextLabel < sortedLabels.count, draft.labels[sortedLabels[nextLabel]] == index {
        enter(sortedLabels[nextLabel], &state, &isLive)
        nextLabel += 1
      }
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

  /// Joins what flows in at a label with what falls into it.
  private mutating func enter(_ label: Label, _ state: inout [UInt64], _ isLive: inout Bool) {
    if isLive {
      merge(state, into: label)
    } else if !isReached[label] {
      return
    }
    for word in 0..<width { state[word] = states[label * width + word] }
    isLive = true
  }

  private mutating func step(_ instruction: DraftInstruction, _ state: inout [UInt64]) {
    if instruction.op == .unbound {
      if bits[instruction.a] >= 0 { state[bits[instruction.a] / 64] &= ~(1 << UInt64(bits[instruction.a] % 64)) }
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
      for register in collector.first { set(register, in: &state) }
      for register in collector.second { set(register, in: &state) }
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
    let bit = bits[register]
    return bit >= 0 && state[bit / 64] >> UInt64(bit % 64) & 1 == 1
  }

  private func set(_ register: Int, in state: inout [UInt64]) {
    let bit = bits[register]
    if bit >= 0 { state[bit / 64] |= 1 << UInt64(bit % 64) }
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

/// Gathers the registers that an instruction writes: at most two stretches.
private struct WriteCollector: RegisterVisitor {
  var first = 0..<0
  var second = 0..<0

  mutating func read(_ register: Int, count: Int) {}

  mutating func write(_ register: Int, count: Int) {
    if first.isEmpty { first = register..<(register + count) } else { second = register..<(register + count) }
  }

  mutating func writeOnFallThrough(_ register: Int) { write(register, count: 1) }
}
