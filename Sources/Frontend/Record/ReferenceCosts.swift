// Gives each bytecode the trace slots that CPython's bytecodes for the same work take.

/// Slot costs of the reference: one of our register instructions stands for several of CPython's stack instructions.
public enum ReferenceCosts {
  /// One of the reference's bytecodes.
  public struct Bytecode: Sendable, Equatable {
    public var slots: Int
    public var place: PlaceKind

    public init(_ slots: Int, _ place: PlaceKind = .plain) {
      self.slots = slots
      self.place = place
    }
  }

  /// The backward jump with which the reference's root traces begin.
  static let backwardJump = 6
  /// What the reference has at the start of every function.
  static let resume = 5
  private static let load = Bytecode(5)
  private static let store = Bytecode(6)
  private static let loadTwo = Bytecode(6)
  private static let binary = Bytecode(10, .specializable)
  private static let branch = Bytecode(5, .specializable)
  private static let truth = Bytecode(8, .specializable)

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
    case .nop, .jump, .enter, .enterCompiled, .end, .unbound, .checkBound: return []
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
    case .negate, .positive, .invert: return reads(b) + [Bytecode(6)] + write(a)
    case .not: return reads(b) + (isTruth ? [] : [truth]) + [Bytecode(6)] + write(a)
    case .isSame, .isNotSame: return reads(b, c) + [Bytecode(6)] + write(a)
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual: return reads(a, b) + [binary, branch]
    case .jumpSame: return reads(a, b) + [Bytecode(6), branch]
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
    case .loadAttribute: return reads(b) + [Bytecode(9, .specializable)] + write(a)
    case .loadMethod: return reads(b) + [Bytecode(9, .specializable)]
    case .storeAttribute: return reads(b) + reads(a) + [Bytecode(9, .specializable)]
    case .loadItem: return reads(b) + reads(c) + [Bytecode(11, .specializable)] + write(a)
    case .storeItem: return reads(b) + reads(a) + reads(c) + [Bytecode(11, .specializable)]
    case .forNext: return [Bytecode(9, .specializable)] + write(b)
    case .getIterator: return reads(b) + [Bytecode(6)]
    case .call, .callMethod, .callKeywords: return [Bytecode(19, .specializable)] + write(a)
    case .returnValue: return reads(a) + [Bytecode(10)]
    case .unpack: return reads(b) + [Bytecode(8, .specializable)]
    case .loadCell: return [Bytecode(6)] + write(a)
    case .storeCell: return reads(b) + [Bytecode(6)]
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
