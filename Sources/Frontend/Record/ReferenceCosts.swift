// Gives each bytecode the trace slots that CPython's bytecodes for the same work take.

/// Slot costs of the reference: one of our register instructions stands for several of CPython's stack instructions.
enum ReferenceCosts {
  private static let load = 5
  private static let store = 6

  /// The slots of an instruction of a code object. Registers below `localCount` are variables, the others CPython's stack.
  static func slots(_ op: Opcode, _ w: UInt64, localCount: Int) -> Int {
    func read(_ register: Int) -> Int { register < localCount ? load : 0 }
    func write(_ register: Int) -> Int { register < localCount ? store : 0 }
    let a = w.operandA
    let b = w.operandB
    let c = w.operandC
    switch op {
    case .nop, .jump, .end: return 0
    case .move: return read(b) + write(a)
    case .loadConst, .loadInt, .loadNone, .loadTrue, .loadFalse: return load + write(a)
    case .loadGlobal: return 8 + write(a)
    case .storeGlobal: return 8
    case .add, .subtract, .multiply, .trueDivide, .floorDivide, .modulo, .power, .matrixMultiply, .leftShift, .rightShift, .bitAnd,
      .bitOr, .bitXor, .addInPlace, .subtractInPlace, .multiplyInPlace, .binaryInPlace:
      return 10 + read(b) + read(c) + write(a)
    case .addImmediate, .subtractImmediate: return 10 + read(b) + load + write(a)
    case .negate, .positive, .invert, .not: return 6 + read(b) + write(a)
    case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual, .isSame, .isNotSame, .contains, .notContains:
      return 10 + read(b) + read(c) + write(a)
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual, .jumpSame:
      return 15 + read(a) + read(b)
    case .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate,
      .jumpNotEqualImmediate:
      return 15 + read(a) + load
    case .jumpIf: return 5 + read(a)
    case .jumpIfNone: return 5 + read(a)
    case .jumpBack, .jumpBackCompiled: return 6
    case .loadAttribute, .loadMethod: return 9 + read(b) + (op == .loadAttribute ? write(a) : 0)
    case .storeAttribute: return 9 + read(a) + read(b)
    case .loadItem: return 11 + read(b) + read(c) + write(a)
    case .storeItem: return 11 + read(a) + read(b) + read(c)
    case .forNext: return 9 + write(b)
    case .getIterator: return 6 + read(b)
    case .call, .callMethod, .callKeywords: return 19 + write(a)
    case .returnValue: return 10 + read(a)
    case .unpack: return 8 + read(b)
    case .loadCell: return 6 + write(a)
    case .storeCell: return 6 + read(b)
    default: return 8
    }
  }

  /// Whether the reference's instruction for this work has an inline cache.
  static func isSpecializable(_ op: Opcode) -> Bool {
    switch op {
    case .loadGlobal, .add, .subtract, .multiply, .trueDivide, .floorDivide, .modulo, .power, .leftShift, .rightShift, .bitAnd, .bitOr,
      .bitXor, .addInPlace, .subtractInPlace, .multiplyInPlace, .binaryInPlace, .addImmediate, .subtractImmediate, .less, .lessEqual,
      .greater, .greaterEqual, .equal, .notEqual, .contains, .notContains, .loadAttribute, .storeAttribute, .loadMethod, .loadItem,
      .storeItem, .forNext, .call, .callMethod, .callKeywords, .unpack, .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual,
      .jumpEqual, .jumpNotEqual, .jumpIf, .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate,
      .jumpGreaterEqualImmediate, .jumpEqualImmediate, .jumpNotEqualImmediate:
      return true
    default: return false
    }
  }
}
