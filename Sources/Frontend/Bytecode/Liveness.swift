// Computes which registers are live before each instruction of a code unit.

/// The live registers of one code unit, computed once by a backward pass over its instructions.
///
/// A register is live where its value may still be read, on the normal path or by an exception handler that covers
/// the instruction. In functions that may look at their own frame (`locals()` and the like) all locals are live.
public struct Liveness: Sendable {
  /// Words of a set of registers.
  private let width: Int
  /// The number of the instruction that starts at a word, or -1.
  private let instructionAt: [Int32]
  /// Sets by instruction number, `width` words each.
  private var sets: [UInt64]
  private let registerCount: Int
  private let handlers: [HandlerRange]

  /// Analyzes a code unit.
  public init(_ unit: CodeUnit) {
    self.init(
      words: unit.words, registerCount: unit.registerCount, handlers: unit.handlers,
      visibleLocals: unit.looksAtFrame ? unit.localNames.count : 0)
  }

  /// Analyzes code.
  ///
  /// - Parameters:
  ///   - words: the code; a caching interpreter may have changed operands of jumps and words behind the first.
  ///   - visibleLocals: how many registers from 0 on are live throughout.
  public init(words: [UInt64], registerCount: Int, handlers: [HandlerRange], visibleLocals: Int = 0) {
    self.registerCount = registerCount
    self.handlers = handlers
    width = max((registerCount + 63) / 64, 1)
    var starts: [Int] = []
    var numbers = [Int32](repeating: -1, count: words.count + 1)
    var position = 0
    while position < words.count {
      guard let opcode = Opcode(rawValue: UInt16(truncatingIfNeeded: words[position])) else { break }
      numbers[position] = Int32(starts.count)
      starts.append(position)
      position += opcode.info.length
    }
    instructionAt = numbers
    sets = [UInt64](repeating: 0, count: starts.count * width)
    solve(words, starts, handlers, visibleLocals)
  }

  /// Whether `register` is live before the instruction at word `position`.
  public func isLive(_ register: Int, at position: Int) -> Bool {
    guard let number = number(position), register < registerCount else { return false }
    return sets[number * width + register / 64] >> UInt64(register % 64) & 1 == 1
  }

  /// The live registers before the instruction at word `position`, as a bit set.
  func bits(at position: Int) -> [UInt64] {
    guard let number = number(position) else { return [] }
    return Array(sets[number * width..<(number + 1) * width])
  }

  /// The live registers before the instruction at word `position`, in ascending order.
  public func liveRegisters(at position: Int) -> [Int] {
    guard let number = number(position) else { return [] }
    var result: [Int] = []
    for word in 0..<width {
      var bits = sets[number * width + word]
      while bits != 0 {
        result.append(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    return result
  }

  /// What the handler that covers the instruction at word `position` may read, the exception excluded.
  public func handlerBits(at position: Int) -> [UInt64] {
    var result = [UInt64](repeating: 0, count: width)
    guard let handler = handlers.first(where: { $0.start <= position && position < $0.end }),
      let target = number(handler.target)
    else { return result }
    for word in 0..<width { result[word] = sets[target * width + word] }
    result[handler.register / 64] &= ~(1 << UInt64(handler.register % 64))
    return result
  }

  private func number(_ position: Int) -> Int? {
    guard instructionAt.indices.contains(position), instructionAt[position] >= 0 else { return nil }
    return Int(instructionAt[position])
  }

  /// Repeats the backward pass until nothing changes; without loops that is once.
  private mutating func solve(_ words: [UInt64], _ starts: [Int], _ handlers: [HandlerRange], _ visible: Int) {
    var covering = [Int32](repeating: -1, count: starts.count)
    for (index, range) in handlers.enumerated().reversed() {
      for position in range.start..<max(range.end, range.start) {
        if let number = number(position) { covering[number] = Int32(index) }
      }
    }
    var everywhere = [UInt64](repeating: 0, count: width)
    for register in 0..<min(visible, registerCount) { everywhere[register / 64] |= 1 << UInt64(register % 64) }
    var visitor = LiveSet(width: width)
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for number in starts.indices.reversed() {
        let position = starts[number]
        guard let opcode = Opcode(rawValue: UInt16(truncatingIfNeeded: words[position])) else { continue }
        let extra = opcode.info.length > 1 && position + 1 < words.count ? words[position + 1] : 0
        visitor.load(everywhere)
        if !opcode.endsFlow, number + 1 < starts.count { add(number + 1, to: &visitor) }
        if opcode == .forNext { visitor.remove(words[position].operandB) }
        if opcode.info.hasTarget, let target = self.number(position + Int(Int32(truncatingIfNeeded: extra))) {
          add(target, to: &visitor)
        }
        opcode.visitRegisters(word0: words[position], word1: extra, &visitor)
        if covering[number] >= 0 { addHandler(handlers[Int(covering[number])], to: &visitor) }
        visitor.finish()
        if visitor.store(into: &sets, at: number * width) { hasChanged = true }
      }
    }
  }

  private func add(_ number: Int, to visitor: inout LiveSet) {
    for word in 0..<width { visitor.after[word] |= sets[number * width + word] }
  }

  /// What a handler reads is live before every instruction that it covers, even before one that writes it.
  private func addHandler(_ handler: HandlerRange, to visitor: inout LiveSet) {
    guard let target = number(handler.target) else { return }
    for word in 0..<width {
      var bits = sets[target * width + word]
      if handler.register / 64 == word { bits &= ~(1 << UInt64(handler.register % 64)) }
      visitor.reads[word] |= bits
    }
  }
}

/// The sets while one instruction is being looked at.
private struct LiveSet: RegisterVisitor {
  /// Live behind the instruction.
  var after: [UInt64]
  /// Read by the instruction or by its handler.
  var reads: [UInt64]
  private var always: [UInt64]

  init(width: Int) {
    after = [UInt64](repeating: 0, count: width)
    reads = after
    always = after
  }

  mutating func load(_ everywhere: [UInt64]) {
    for word in after.indices {
      after[word] = 0
      reads[word] = 0
      always[word] = everywhere[word]
    }
  }

  mutating func read(_ register: Int, count: Int) {
    for number in register..<(register + count) where number / 64 < reads.count {
      reads[number / 64] |= 1 << UInt64(number % 64)
    }
  }

  mutating func write(_ register: Int, count: Int) {
    for number in register..<(register + count) { remove(number) }
  }

  mutating func writeOnFallThrough(_ register: Int) {}

  mutating func remove(_ register: Int) {
    if register / 64 < after.count { after[register / 64] &= ~(1 << UInt64(register % 64)) }
  }

  mutating func finish() {
    for word in after.indices { after[word] |= reads[word] | always[word] }
  }

  func store(into sets: inout [UInt64], at start: Int) -> Bool {
    var hasChanged = false
    for word in after.indices where sets[start + word] != after[word] {
      sets[start + word] = after[word]
      hasChanged = true
    }
    return hasChanged
  }
}

extension CodeUnit {
  /// Whether the code calls, by its usual name, a function that may read the locals of the calling frame.
  var looksAtFrame: Bool { names.contains { CodeUnit.readsFrames($0) } }

  /// Whether a function usually has a name that may read the locals of the frame that calls it.
  static func readsFrames(_ name: String) -> Bool {
    switch name {
    case "locals", "vars", "dir", "eval", "exec", "_getframe", "currentframe": return true
    default: return false
    }
  }

  /// The local of a function that keeps the dict with its locals.
  static let keptLocals = ".locals"
}
