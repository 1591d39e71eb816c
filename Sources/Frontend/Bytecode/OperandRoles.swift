// Declares for every bytecode which registers it reads and writes.

/// Receives the registers of one instruction.
public protocol RegisterVisitor {
  /// The instruction reads register `register` (of `count` consecutive ones).
  mutating func read(_ register: Int, count: Int)
  /// The instruction always writes the registers when it completes.
  mutating func write(_ register: Int, count: Int)
  /// The instruction writes the register only when it falls through, not when it jumps.
  mutating func writeOnFallThrough(_ register: Int)
}

extension Opcode {
  /// Tells `visitor` which registers an instruction with these first two words reads and writes.
  ///
  /// Reads are reported before writes. The block above `r[b]` that a callee may overwrite is not listed: nothing in
  /// it is live after the call.
  public func visitRegisters<Visitor: RegisterVisitor>(
    word0: UInt64, word1: UInt64, _ visitor: inout Visitor
  ) {
    let a = word0.operandA
    let b = word0.operandB
    let c = word0.operandC
    switch self {
    case .nop, .enter, .jump, .jumpBack, .makeGenerator, .setupAnnotations, .end, .deleteGlobal, .deleteName: break
    case .loadConst, .loadInt, .loadNone, .loadTrue, .loadFalse, .loadGlobal, .loadClosure, .loadAssertionError:
      visitor.write(a, count: 1)
    case .loadName:
      if c != 0 { visitor.read(c - 1, count: 1) }
      visitor.write(a, count: 1)
    case .unbound:
      if c == 1 { visitor.read(a, count: 1) }
      visitor.write(a, count: 1)
    case .makeCell:
      visitor.read(a, count: 1)
      visitor.write(a, count: 1)
    case .storeGlobal, .storeName, .checkBound, .deleteCell, .returnValue, .reraise, .leaveHandler,
      .deleteAttribute, .importStar, .printExpression, .jumpIf, .jumpIfNone, .jumpLessImmediate,
      .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate, .jumpEqualImmediate,
      .jumpNotEqualImmediate:
      visitor.read(a, count: 1)
    case .move, .loadCell, .loadClassCell, .addImmediate, .subtractImmediate, .addImmediateInPlace,
      .subtractImmediateInPlace, .negate, .positive, .invert, .not, .loadAttribute, .listToTuple, .makeIterator,
      .getAsyncIterator, .asyncNext, .yieldValue, .getAwaitable, .enterHandler, .importFrom, .matchSequence,
      .matchMapping, .matchClass, .loadLength:
      visitMoving(a: a, b: b, c: c, &visitor)
    case .add, .subtract, .multiply, .trueDivide, .floorDivide, .modulo, .power, .matrixMultiply, .leftShift,
      .rightShift, .bitAnd, .bitOr, .bitXor, .addInPlace, .subtractInPlace, .multiplyInPlace, .binaryInPlace,
      .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual, .isSame, .isNotSame, .contains, .notContains,
      .loadItem, .matchException, .reraiseGroup, .matchKeys, .mappingRest, .exitWithException:
      visitor.read(b, count: 1)
      visitor.read(c, count: 1)
      visitor.write(a, count: 1)
    case .storeCell, .storeAttribute, .deleteItem, .listAppend, .listExtend, .setAdd, .setUpdate, .dictUpdate,
      .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual, .jumpSame:
      visitor.read(a, count: 1)
      visitor.read(b, count: 1)
    case .storeItem, .dictSet, .dictMerge:
      visitor.read(a, count: 1)
      visitor.read(b, count: 1)
      visitor.read(c, count: 1)
    default:
      visitIrregular(a: a, b: b, c: c, word1: word1, &visitor)
    }
  }

  /// `a = op b`, where `c` may be a second register.
  private func visitMoving<Visitor: RegisterVisitor>(a: Int, b: Int, c: Int, _ visitor: inout Visitor) {
    visitor.read(b, count: 1)
    if self == .matchClass { visitor.read(c, count: 1) }
    visitor.write(a, count: 1)
  }

  private func visitIrregular<Visitor: RegisterVisitor>(
    a: Int, b: Int, c: Int, word1: UInt64, _ visitor: inout Visitor
  ) {
    switch self {
    case .makeSlice: visitor.read(b, count: 3)
    case .makeTuple, .makeList, .makeSet, .joinStrings: visitor.read(b, count: c)
    case .makeDict: visitor.read(b, count: 2 * c)
    case .formatValue:
      visitor.read(b, count: 1)
      if c & 0x1000 != 0 { visitor.read(c & 0xFFF, count: 1) }
    case .buildClass: visitor.read(b, count: 4)
    case .makeFunction:
      for bit in 0..<4 where word1 & (1 << UInt64(bit)) != 0 { visitor.read(c + bit, count: 1) }
    case .importName: visitor.read(c, count: 1)
    case .loadSuperMethod, .loadSuperAttribute:
      visitor.read(b, count: 1)
      visitor.read(Int(word1 & 0xFFFF), count: 1)
    case .loadMethod: visitor.read(b, count: 1)
    case .unpack, .unpackRest, .getIterator, .enterWith, .enterAsyncWith, .exitWith: visitor.read(b, count: 1)
    case .matchGroup:
      visitor.read(b, count: 1)
      visitor.read(c, count: 1)
    case .exitAsyncWith:
      visitor.read(b, count: 1)
      if c != 0 { visitor.read(c - 1, count: 1) }
    case .raise:
      if c != 2 { visitor.read(a, count: 1) }
      if c == 1 { visitor.read(b, count: 1) }
      return
    case .yieldFrom:
      visitor.read(a, count: 1)
      visitor.read(b, count: 1)
    case .forNext:
      visitor.read(a, count: 4)
      visitor.writeOnFallThrough(b)
      return
    case .call, .callMethod, .callKeywords, .callSpread: visitCall(b: b, c: c, &visitor)
    default: break
    }
    visitResults(a: a, c: c, word1: word1, &visitor)
  }

  private func visitCall<Visitor: RegisterVisitor>(b: Int, c: Int, _ visitor: inout Visitor) {
    visitor.read(b, count: 1)
    if self == .callMethod || self == .callKeywords { visitor.read(b + Opcode.frameHeader, count: 1) }
    visitor.read(b + Opcode.frameHeader + 1, count: self == .callSpread ? 2 : c)
  }

  private func visitResults<Visitor: RegisterVisitor>(
    a: Int, c: Int, word1: UInt64, _ visitor: inout Visitor
  ) {
    switch self {
    case .exitWith: break
    case .loadMethod, .loadSuperMethod:
      visitor.write(a, count: 1)
      visitor.write(a + Opcode.frameHeader, count: 1)
    case .unpack: visitor.write(a, count: c)
    case .unpackRest: visitor.write(a, count: c + 1 + Int(word1 & 0xFFFF))
    case .getIterator: visitor.write(a, count: 4)
    case .enterWith, .enterAsyncWith, .matchGroup: visitor.write(a, count: 2)
    default: visitor.write(a, count: 1)
    }
  }

  /// Whether control never goes on to the next instruction.
  public var endsFlow: Bool {
    switch self {
    case .jump, .jumpBack, .returnValue, .raise, .reraise, .yieldFrom: true
    default: false
    }
  }
}
