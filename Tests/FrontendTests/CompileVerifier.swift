// Checks compiled code for broken targets and for registers that are read before they hold something.
@testable import Frontend

/// Finds faults of one code unit by a forward pass over its instructions.
struct CompileVerifier {
  private let unit: CodeUnit
  private var problems: [String] = []
  /// Registers that hold a value or nil, and those that certainly hold a value, at each instruction start.
  private var states: [Int: State] = [:]
  private var worklist: [Int] = []

  struct State: Equatable {
    var written: Set<Int>
    var values: Set<Int>
    mutating func meet(_ other: State) {
      written.formIntersection(other.written)
      values.formIntersection(other.values)
    }
  }

  init(_ unit: CodeUnit) { self.unit = unit }

  /// The faults of a unit and all its children.
  static func problems(in unit: CodeUnit) -> [String] {
    var verifier = CompileVerifier(unit)
    return verifier.run() + unit.children.flatMap { problems(in: $0) }
  }

  private mutating func run() -> [String] {
    let variadic = (unit.flags.contains(.variadic) ? 1 : 0) + (unit.flags.contains(.keywordVariadic) ? 1 : 0)
    let parameters = Set(0..<(unit.parameterCount + unit.keywordOnlyCount + variadic))
    merge(State(written: Set(unit.localNames.indices), values: parameters), into: 0)
    while let position = worklist.popLast() { step(position) }
    var position = 0
    var starts: Set<Int> = []
    while position < unit.words.count {
      starts.insert(position)
      position += Opcode(rawValue: UInt16(truncatingIfNeeded: unit.words[position]))?.info.length ?? 1
    }
    for position in states.keys where !starts.contains(position) { fault(position, "is no instruction start") }
    for range in unit.handlers where !starts.contains(range.target) || range.start >= range.end {
      fault(range.start, "has a broken handler range")
    }
    return problems
  }

  private mutating func fault(_ position: Int, _ text: String) {
    let opcode = Opcode(rawValue: UInt16(truncatingIfNeeded: unit.words[position]))
    let line = unit.positions.last { $0.pc <= position }?.line ?? 0
    problems.append("\(unit.qualifiedName):\(line) \(position) \(opcode.map { "\($0)" } ?? "?"): \(text)")
  }

  private mutating func merge(_ state: State, into position: Int) {
    guard unit.words.indices.contains(position) else { return problems.append("\(unit.qualifiedName): leaves the code") }
    if var old = states[position] {
      let before = old
      old.meet(state)
      if old == before { return }
      states[position] = old
    } else {
      states[position] = state
    }
    worklist.append(position)
  }

  private mutating func step(_ position: Int) {
    guard var state = states[position] else { return }
    let word = unit.words[position]
    guard let opcode = Opcode(rawValue: UInt16(truncatingIfNeeded: word)), opcode != .end else {
      return fault(position, "is reached")
    }
    let extra = opcode.info.length > 1 ? unit.words[position + 1] : 0
    var roles = Roles()
    opcode.visitRegisters(word0: word, word1: extra, &roles)
    for register in roles.reads + roles.writes where register >= unit.registerCount {
      fault(position, "uses r\(register) of \(unit.registerCount)")
    }
    let mayBeNil = nilOperands(opcode, word)
    for register in roles.reads {
      let isFine = mayBeNil.contains(register) ? state.written.contains(register) : state.values.contains(register)
      if !isFine, opcode != .checkBound { fault(position, "reads r\(register), which may be empty") }
    }
    let isCall = [.call, .callMethod, .callKeywords, .callSpread].contains(opcode)
    if isCall {
      state.values = state.values.filter { $0 < word.operandB }
      state.written = state.written.filter { $0 < word.operandB }
    }
    for range in unit.handlers where range.start <= position && position < range.end {
      var entry = state
      entry.values.insert(range.register)
      entry.written.insert(range.register)
      merge(entry, into: range.target)
      break
    }
    let before = state
    if opcode == .unbound { state.values.remove(word.operandA) }
    if opcode == .checkBound { state.values.insert(word.operandA) }
    state.written.formUnion(roles.writes)
    if opcode != .unbound { state.values.formUnion(roles.writes) }
    if opcode == .loadMethod || opcode == .loadSuperMethod { state.values.remove(word.operandA + Opcode.frameHeader) }
    if opcode.info.hasTarget {
      let distance = Int(Int32(truncatingIfNeeded: extra))
      if (opcode == .jumpBack) != (distance < 0) { fault(position, "jumps in the wrong direction") }
      merge(opcode == .forNext ? before : state, into: position + distance)
    }
    if !opcode.endsFlow { merge(state, into: position + opcode.info.length) }
  }

  private func nilOperands(_ opcode: Opcode, _ word: UInt64) -> Set<Int> {
    switch opcode {
    case .makeCell, .unbound: [word.operandA]
    case .callMethod, .callKeywords: [word.operandB + Opcode.frameHeader]
    case .callSpread: [word.operandB + Opcode.frameHeader + 2]
    case .buildClass: [word.operandB + 3]
    default: []
    }
  }
}

/// Collects the registers of one instruction.
struct Roles: RegisterVisitor {
  var reads: [Int] = []
  var writes: [Int] = []
  mutating func read(_ register: Int, count: Int) { reads += register..<(register + count) }
  mutating func write(_ register: Int, count: Int) { writes += register..<(register + count) }
  mutating func writeOnFallThrough(_ register: Int) { writes.append(register) }
}
