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
  private var favourite = 0
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
  static let zero = 6
  /// Variables of the random statements: most of the time each holds what its group says.
  static let numbers = [7, 8, 9]
  static let points = [10, 11, 12]
  static let list = 13
  static let pair = 14
  static let other = 15
  static let variables = Array(7..<16)
  static let slotCount = 16

  static func word(_ value: Int64) -> UInt64 { ScalarSemantics.encodeInt(value, OptimizerMachine.encoding) ?? 0 }
  static func float(_ value: Double) -> UInt64 { ScalarSemantics.encodeFloat(value, OptimizerMachine.encoding) ?? 0 }

  /// Two nested counting loops around random statements.
  init(seed: UInt64) {
    var random = ProgramRandom(seed)
    favourite = random.below(3)
    code = [
      .constant(Self.outerCounter, Self.word(0)), .constant(Self.outerStop, Self.word(Int64(3 + random.below(6)))),
      .constant(Self.one, Self.word(1)), .constant(Self.zero, Self.word(0)),
    ]
    appendInitial(&random)
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
    for _ in 0..<(2 + random.below(12)) { appendStatement(&random, depth: 0) }
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

  private mutating func appendInitial(_ random: inout ProgramRandom) {
    for variable in Self.numbers {
      switch random.below(6) {
      case 0: code.append(.constant(variable, Self.float(Double(random.below(9)) * 0.75 - 2)))
      case 1:
        // Almost as large as a machine integer can be.
        code += [.constant(variable, Self.word(Int64.max >> 2)), .constant(Self.flag, Self.word(4)), .arithmetic(.mulOvf, variable, variable, Self.flag)]
      default: code.append(.constant(variable, Self.word(Int64(random.below(9)) - 3)))
      }
    }
    for variable in Self.points {
      code.append(.newPoint(variable))
      for offset in [16, 24] { code.append(.set(variable, offset, random.pick([Self.one, Self.zero, Self.outerStop]))) }
      code.append(.set(variable, 32, random.pick(Self.points)))
    }
    if random.below(2) == 0 { code.append(.move(Self.points[0], Self.points[1])) }
    code += [.list(Self.list, Self.one, Self.points[0]), .tuple(Self.pair, Self.one, Self.points[1])]
    for _ in 0..<3 { code.append(.append(Self.list, random.pick(Self.numbers))) }
    code.append(.constant(Self.other, OptimizerMachine.encoding.noneWord))
  }

  /// A variable of a group, or now and then any other.
  private func pick(_ group: [Int], _ random: inout ProgramRandom) -> Int {
    random.below(24) == 0 ? random.pick(Self.variables) : random.pick(group)
  }

  private func number(_ random: inout ProgramRandom) -> Int {
    random.pick(Self.numbers + Self.numbers + [Self.counter, Self.one, Self.outerCounter, Self.zero])
  }

  private mutating func appendStatement(_ random: inout ProgramRandom, depth: Int) {
    // Half of the statements are of the program's favourite kind.
    if favourite > 0, random.below(2) == 0 {
      return favourite == 1 ? appendAttributeStatement(&random) : appendListStatement(&random)
    }
    switch random.below(depth < 2 ? 24 : 18) {
    case 0...4: appendNumberStatement(&random)
    case 5...9: appendAttributeStatement(&random)
    case 10...12: appendListStatement(&random)
    case 13: code.append(.tuple(Self.pair, number(&random), pick(Self.points, &random)))
    case 14: code.append(.tupleItem(pick(Self.numbers, &random), Self.pair, 0))
    case 15: code.append(.tupleItem(pick(Self.points, &random), Self.pair, 1))
    case 16: code.append(random.pick([.move(Self.other, random.pick(Self.variables)), .same(Self.other, random.pick(Self.points), random.pick(Self.points))]))
    case 17: code.append(random.pick([.poke(random.pick(Self.points)), .poke(Self.list), .mix(Self.numbers[2], Self.numbers[1], Self.numbers[2])]))
    default: appendBranch(&random, depth: depth)
    }
  }

  private mutating func appendNumberStatement(_ random: inout ProgramRandom) {
    let target = pick(Self.numbers, &random)
    switch random.below(8) {
    case 0: code.append(.constant(target, random.pick([Self.word(0), Self.word(1), Self.word(3), Self.float(-0.0), Self.float(1.5)])))
    case 1: code.append(.move(target, number(&random)))
    case 2: code.append(.compare(random.pick([.ltInt, .leInt, .eqInt, .neInt, .gtInt, .geInt]), Self.other, number(&random), number(&random)))
    default:
      let op: Uop = random.pick([
        .addOvf, .addOvf, .addOvf, .addOvf, .subOvf, .subOvf, .mulOvf, .andInt, .andInt, .orInt, .xorInt, .shlOvf, .shrInt,
        .floorDivInt, .floorModInt, .floorModInt,
      ])
      code.append(.arithmetic(op, target, random.below(2) == 0 ? target : number(&random), number(&random)))
    }
  }

  private mutating func appendAttributeStatement(_ random: inout ProgramRandom) {
    let point = pick(Self.points, &random)
    switch random.below(12) {
    case 0: code.append(.newPoint(point))
    case 1: code += [.newPoint(point), .set(point, 16, number(&random)), .set(point, 24, number(&random)), .set(point, 32, random.pick(Self.points))]
    case 2: code.append(.move(point, pick(Self.points, &random)))
    case 3: code.append(.get(pick(Self.points, &random), point, 32))
    case 4: code.append(.set(point, 32, pick(Self.points, &random)))
    case 5, 6, 7: code.append(.set(point, random.pick([16, 16, 24]), random.pick([Self.counter, number(&random)])))
    default:
      // What was read goes into a sum, so that nothing hides it.
      let target = pick(Self.numbers, &random)
      code += [.get(Self.other, point, random.pick([16, 16, 24])), .arithmetic(.addOvf, target, target, Self.other)]
    }
  }

  private mutating func appendListStatement(_ random: inout ProgramRandom) {
    let index = random.pick([Self.zero, Self.one, Self.outerCounter, Self.counter, Self.numbers[0]])
    switch random.below(7) {
    case 0: code.append(.list(Self.list, number(&random), pick(Self.points, &random)))
    case 1: code.append(.append(Self.list, random.pick(Self.variables)))
    case 2, 3: code.append(.setItem(Self.list, index, random.pick(Self.numbers + Self.points)))
    default:
      let target = pick(Self.numbers, &random)
      code += [.item(Self.other, Self.list, index), .arithmetic(.addOvf, target, target, Self.other)]
    }
  }

  private mutating func appendBranch(_ random: inout ProgramRandom, depth: Int) {
    let test = code.count
    if random.below(5) == 0 {
      code.append(.halt)
      for _ in 0..<(1 + random.below(3)) { appendStatement(&random, depth: depth + 1) }
      code[test] = .unlessNone(random.pick(Self.variables), code.count)
      return
    }
    let left = random.below(2) == 0 ? Self.counter : number(&random)
    code.append(.compare(random.pick([.ltInt, .eqInt, .leInt, .gtInt]), Self.flag, left, number(&random)))
    code.append(.halt)
    for _ in 0..<(1 + random.below(3)) { appendStatement(&random, depth: depth + 1) }
    code[test + 1] = .unless(Self.flag, code.count)
  }
}
