// Gives each bytecode the trace slots that CPython's bytecodes for the same work take.

/// Slot costs of the reference: one of our register instructions stands for several of CPython's stack instructions.
public enum ReferenceCosts {
  /// One of the reference's bytecodes.
  public struct Bytecode: Sendable, Equatable {
    public var slots: Int
    public var place: PlaceKind
    /// The uops that the reference's optimizer leaves of it, about.
    public var uops: Int

    public init(_ slots: Int, _ place: PlaceKind = .plain, uops: Int = 2) {
      self.slots = slots
      self.place = place
      self.uops = uops
    }
  }

  /// The backward jump with which the reference's root traces begin.
  static let backwardJump = 6
  /// What the reference has at the start of every function.
  static let resume = 5
  /// The uops that every trace of the reference has besides those of its bytecodes: its start and its end.
  public static let traceFrame = 6
  private static let load = Bytecode(5, uops: 1)
  static let store = Bytecode(6)
  static let call = Bytecode(19, .specializable, uops: 10)
  private static let other = Bytecode(6, uops: 3)
  private static let loadTwo = Bytecode(6)
  private static let binary = Bytecode(10, .specializable, uops: 3)
  private static let branch = Bytecode(5, .specializable, uops: 1)
  static let truth = Bytecode(8, .specializable, uops: 2)
  private static let attribute = Bytecode(9, .specializable, uops: 3)
  private static let item = Bytecode(11, .specializable, uops: 5)

  /// The reference's bytecodes for an instruction. Registers below `localCount` are variables, the others its stack.
  ///
  /// - Parameter isTruth: whether a `jumpIf` tests a bool, which the reference need not convert.
  public static func work(_ op: Opcode, _ w: UInt64, localCount: Int, isTruth: Bool = true) -> [Bytecode] {
    func isLocal(_ register: Int) -> Bool { register < localCount }
    /// Loads of variables; the reference has one bytecode for two in a row.
    func reads(_ registers: Int...) -> [Bytecode] {
      let count = registers.count(where: isLocal)
      return [Bytecode](repeating: loadTwo, count: count / 2) + [Bytecode](repeating: load, count: count % 2)
    }
    func write(_ register: Int) -> [Bytecode] { isLocal(register) ? [store] : [] }
    let a = w.operandA
    let b = w.operandB
    let c = w.operandC
    switch op {
    case .nop, .jump, .end, .unbound, .checkBound: return []
    case .enter, .enterCompiled: return [Bytecode(resume, uops: 1)]
    case .move: return reads(b) + write(a)
    case .loadConst, .loadInt, .loadNone, .loadTrue, .loadFalse: return [load] + write(a)
    case .loadGlobal: return [Bytecode(8, .specializable)] + write(a)
    case .storeGlobal: return reads(a) + [Bytecode(8)]
    case .add, .subtract, .multiply, .trueDivide, .floorDivide, .modulo, .power, .matrixMultiply, .leftShift, .rightShift, .bitAnd,
      .bitOr, .bitXor, .addInPlace, .subtractInPlace, .multiplyInPlace, .binaryInPlace, .less, .lessEqual, .greater, .greaterEqual,
      .equal, .notEqual, .contains, .notContains:
      return reads(b, c) + [binary] + write(a)
    case .addImmediate, .subtractImmediate, .addImmediateInPlace, .subtractImmediateInPlace:
      return reads(b) + [load, binary] + write(a)
    case .negate, .positive, .invert: return reads(b) + [other] + write(a)
    case .not: return reads(b) + (isTruth ? [] : [truth]) + [other] + write(a)
    case .isSame, .isNotSame: return reads(b, c) + [other] + write(a)
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual: return reads(a, b) + [binary, branch]
    case .jumpSame: return reads(a, b) + [other, branch]
    case .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate,
      .jumpNotEqualImmediate:
      return reads(a) + [load, binary, branch]
    case .jumpIf: return reads(a) + (isTruth ? [] : [truth]) + [branch]
    case .jumpIfNone: return reads(a) + [branch]
    case .jumpBack, .jumpBackCompiled: return [Bytecode(backwardJump, .backwardEdge)]
    default: return objectWork(op, a, b, c, reads: { reads($0) }, write: write)
    }
  }

  /// The rest of `work`: attributes, items, iteration, calls.
  private static func objectWork(
    _ op: Opcode, _ a: Int, _ b: Int, _ c: Int, reads: (Int) -> [Bytecode], write: (Int) -> [Bytecode]
  ) -> [Bytecode] {
    switch op {
    case .loadAttribute: return reads(b) + [attribute] + write(a)
    case .loadMethod: return reads(b) + [attribute]
    case .storeAttribute: return reads(b) + reads(a) + [attribute]
    case .loadItem: return reads(b) + reads(c) + [item] + write(a)
    case .storeItem: return reads(b) + reads(a) + reads(c) + [item]
    case .forNext: return [Bytecode(9, .specializable, uops: 4)] + write(b)
    case .getIterator: return reads(b) + [other]
    case .call, .callMethod, .callKeywords: return [call] + write(a)
    case .returnValue: return reads(a) + [Bytecode(10, uops: 3)]
    case .unpack: return reads(b) + [Bytecode(8, .specializable, uops: 4)]
    case .loadCell: return [other] + write(a)
    case .storeCell: return reads(b) + [other]
    default: return [Bytecode(8)]
    }
  }

  /// What an instruction is as a place to end, apart from executors and merge points.
  ///
  /// - Parameter hasReferenceCosts: whether the reference's bytecodes decide; else the instruction itself does.
  public static func place(_ op: Opcode, _ work: [Bytecode], hasReferenceCosts: Bool) -> PlaceKind {
    if op == .jumpBack || op == .jumpBackCompiled { return .backwardEdge }
    if hasReferenceCosts { return work.first?.place ?? .plain }
    return work.contains { $0.place == .specializable } ? .specializable : .plain
  }
}

extension FitnessStep {
  /// The uops that the reference's optimizer leaves of it, about.
  public var referenceUops: Int { work.reduce(storesResult ? ReferenceCosts.store.uops : 0) { $0 + $1.uops } }
  /// The slots that the reference charges for it.
  public var referenceSlots: Int { work.reduce(storesResult ? ReferenceCosts.store.slots : 0) { $0 + $1.slots } }

  /// Takes the storing of a call's result off the call, whose frame returns first.
  ///
  /// - Returns: whether there was any.
  mutating func deferStore() -> Bool {
    guard work.count > 1, work.last == ReferenceCosts.store else { return false }
    work.removeLast()
    return true
  }
}
