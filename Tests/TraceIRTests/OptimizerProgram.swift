// Declares the little language of the optimizer's random tests, and makes random programs in it.
import TraceIR

/// One instruction on frame slots.
enum TestOp {
  case constant(Int, UInt64)
  case move(Int, Int)
  /// An arithmetic uop on ints or floats.
  case arithmetic(Uop, Int, Int, Int)
  /// Stores whether one number is less than another (`ltInt`), or another integer comparison.
  case compare(Uop, Int, Int, Int)
  /// Jumps unless the slot is True.
  case unless(Int, Int)
  case unlessNone(Int, Int)
  case same(Int, Int, Int)
  case jump(Int)
  case newPoint(Int)
  case get(Int, Int, Int)
  case set(Int, Int, Int)
  case tuple(Int, Int, Int)
  case tupleItem(Int, Int, Int)
  case list(Int, Int, Int)
  case item(Int, Int, Int)
  case setItem(Int, Int, Int)
  case append(Int, Int)
  case poke(Int)
  case mix(Int, Int, Int)
  case halt
}

struct TestProgram {
  var code: [TestOp] = []
  /// Where the inner loop begins and ends.
  var header = 0
  var loopEnd = 0
}

/// SplitMix64.
struct ProgramRandom: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}

extension TestProgram {
  static let outerCounter = 0
  static let outerStop = 1
  static let counter = 2
  static let stop = 3
  static let one = 4
  static let flag = 5
  /// Variables of the random statements.
  static let variables = Array(6..<13)

  static func word(_ value: Int64) -> UInt64 { ScalarSemantics.encodeInt(value, OptimizerMachine.encoding) ?? 0 }
  static func float(_ value: Double) -> UInt64 { ScalarSemantics.encodeFloat(value, OptimizerMachine.encoding) ?? 0 }

  /// Two nested counting loops around random statements.
  init(seed: UInt64) {
    var random = ProgramRandom(seed)
    code = [
      .constant(Self.outerCounter, Self.word(0)), .constant(Self.outerStop, Self.word(Int64(3 + random.below(6)))),
      .constant(Self.one, Self.word(1)),
    ]
    for variable in Self.variables { appendInitial(variable, &random) }
    let outer = code.count
    code.append(.compare(.ltInt, Self.flag, Self.outerCounter, Self.outerStop))
    let outerTest = code.count
    code.append(.halt)
    for _ in 0..<random.below(4) { appendStatement(&random, depth: 0) }
    code += [.constant(Self.counter, Self.word(0)), .constant(Self.stop, Self.word(Int64(10 + random.below(30))))]
    header = code.count
    code.append(.compare(.ltInt, Self.flag, Self.counter, Self.stop))
    let innerTest = code.count
    code.append(.halt)
    for _ in 0..<(2 + random.below(10)) { appendStatement(&random, depth: 0) }
    code.append(.arithmetic(.addOvf, Self.counter, Self.counter, Self.one))
    code.append(.jump(header))
    loopEnd = code.count
    code[innerTest] = .unless(Self.flag, code.count)
    for _ in 0..<random.below(3) { appendStatement(&random, depth: 0) }
    code.append(.arithmetic(.addOvf, Self.outerCounter, Self.outerCounter, Self.one))
    code.append(.jump(outer))
    code[outerTest] = .unless(Self.flag, code.count)
    code.append(.halt)
  }

  private mutating func appendInitial(_ variable: Int, _ random: inout ProgramRandom) {
    switch random.below(8) {
    case 0, 1, 2: code.append(.constant(variable, Self.word(Int64(random.below(9)) - 3)))
    case 3: code.append(.constant(variable, Self.float(Double(random.below(9)) * 0.75 - 2)))
    case 4: code.append(.constant(variable, OptimizerMachine.encoding.noneWord))
    case 5:
      code.append(.newPoint(variable))
      for offset in [16, 24, 32] { code.append(.set(variable, offset, random.pick([Self.one, Self.outerCounter]))) }
    case 6: code.append(.list(variable, Self.one, Self.outerStop))
    default: code.append(.constant(variable, Self.word(Int64.max >> 2)))
    }
  }

  private mutating func appendStatement(_ random: inout ProgramRandom, depth: Int) {
    func variable() -> Int { random.pick(Self.variables) }
    func operand() -> Int { random.pick(Self.variables + [Self.counter, Self.one, Self.outerCounter]) }
    switch random.below(depth < 2 ? 22 : 18) {
    case 0: code.append(.constant(variable(), random.pick([Self.word(0), Self.word(1), Self.word(3), Self.float(-0.0), Self.float(1.5), OptimizerMachine.encoding.noneWord])))
    case 1: code.append(.move(variable(), operand()))
    case 2...6:
      let op: Uop = random.pick([
        .addOvf, .addOvf, .addOvf, .subOvf, .mulOvf, .andInt, .orInt, .xorInt, .shlOvf, .shrInt, .floorDivInt, .floorModInt,
        .floorModInt,
      ])
      code.append(.arithmetic(op, variable(), operand(), operand()))
    case 7: code.append(.compare(random.pick([.ltInt, .leInt, .eqInt, .neInt, .gtInt, .geInt]), variable(), operand(), operand()))
    case 8: code.append(.same(variable(), operand(), operand()))
    case 9: code.append(.newPoint(variable()))
    case 10, 11: code.append(.get(variable(), variable(), random.pick([16, 24, 32])))
    case 12, 13: code.append(.set(variable(), random.pick([16, 24, 32]), operand()))
    case 14: code.append(.tuple(variable(), operand(), operand()))
    case 15: code.append(.tupleItem(variable(), variable(), random.below(2)))
    case 16: code.append(random.pick([.list(variable(), operand(), operand()), .append(variable(), operand()), .poke(variable()), .mix(variable(), operand(), operand())]))
    case 17: code.append(random.pick([.item(variable(), variable(), operand()), .setItem(variable(), operand(), operand())]))
    default:
      let test = code.count
      if random.below(4) == 0 {
        code.append(.halt)
        for _ in 0..<(1 + random.below(3)) { appendStatement(&random, depth: depth + 1) }
        code[test] = .unlessNone(variable(), code.count)
      } else {
        code.append(.compare(random.pick([.ltInt, .eqInt, .leInt]), Self.flag, operand(), operand()))
        code.append(.halt)
        for _ in 0..<(1 + random.below(3)) { appendStatement(&random, depth: depth + 1) }
        code[test + 1] = .unless(Self.flag, code.count)
      }
    }
  }
}
