// Makes random trees, well-formed for the text format but without regard to meaning.
import TraceIR

/// A small reproducible generator (splitmix64).
struct TestRandom: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// Builds trees in which every field takes ordinary and odd values.
struct RandomTree {
  var random: TestRandom
  let size: Int

  init(seed: UInt64, size: Int) {
    random = TestRandom(seed: seed)
    self.size = size
  }

  mutating func tree() -> TraceTree {
    var tree = TraceTree(name: text(), valueCount: random.below(5000), frameExtent: random.below(100))
    tree.constants = list(6) { $0.text() }
    for constant in tree.constants.indices where random.chance(30) {
      tree.instances[constant] = InstanceShape(firstSlot: small(), slotCount: small(), layout: random.below(6))
    }
    tree.entry = list(size / 4) { $0.instruction() }
    tree.preheader = list(size / 4) { $0.instruction() }
    tree.entryExits = list(size / 8) { $0.exit() }
    tree.outer = list(3) { $0.parameter() }
    tree.outerInitial = list(3) { $0.value() }
    tree.loop = list(5) { $0.parameter() }
    tree.loopInitial = list(5) { $0.value() }
    tree.traces = list(4) { $0.trace() }
    return tree
  }

  mutating func list<T>(_ bound: Int, _ make: (inout RandomTree) -> T) -> [T] {
    let count = random.below(bound + 1)
    return (0..<count).map { _ in make(&self) }
  }

  mutating func text() -> String {
    let pieces = ["f", "class Tâsk", "\"", "\\", "\n", "\u{1}", " ; ", "{x, y}", "日本", "\u{7F}", "<lambda>", "\r\n", "}"]
    return (0..<random.below(4)).map { _ in pieces[random.below(pieces.count)] }.joined()
  }

  mutating func value() -> ValueID { random.chance(3) ? .none : ValueID(random.below(4000)) }

  mutating func number() -> Int64 {
    let special: [Int64] = [0, 1, -1, .min, .max, 1 << 62, 0x7FF8_0000_0000_0001, 0x7FF0_0000_0000_0000, 2, 5, 13, 29]
    if random.chance(40) { return special[random.below(special.count)] }
    if random.chance(30) { return Int64(bitPattern: (0.1 * Double(random.below(1000))).bitPattern) }
    return Int64(bitPattern: random.next()) >> Int64(random.below(63))
  }

  mutating func small() -> Int { random.chance(10) ? -random.below(20) : random.below(1000) }

  mutating func instruction() -> Instruction {
    let op = Uop.allCases[random.below(Uop.allCases.count)]
    let immediate: Int64 =
      switch op.info.immediate {
      case .literal: number()
      case .none: random.chance(5) ? number() : 0
      default: Int64(small() % 40)
      }
    return Instruction(
      op, result: random.chance(50) ? value() : .none, list(4) { $0.value() }, immediate: immediate,
      exit: random.chance(50) ? small() : -1, origin: random.chance(50) ? random.below(4) : -1)
  }

  mutating func frame() -> FrameDescription {
    FrameDescription(
      offset: small(), code: small(), function: random.chance(30) ? -1 : small(), pc: small(),
      flags: random.chance(50) ? 0 : Int(number()))
  }

  mutating func snapshotValue() -> SnapshotValue {
    switch random.below(4) {
    case 0: .dead
    case 1: .virtual(small())
    default: .value(value())
    }
  }

  mutating func virtual() -> VirtualObject {
    let kinds: [VirtualObject.Kind] = [.instance(template: small()), .tuple, .record(template: small()), .list]
    return VirtualObject(
      kind: kinds[random.below(3)], offsets: list(3) { $0.small() }, values: list(3) { $0.snapshotValue() })
  }

  mutating func snapshot() -> Snapshot {
    Snapshot(
      frames: list(3) { $0.frame() },
      slots: list(8) { Snapshot.Slot(offset: $0.small(), value: $0.snapshotValue()) },
      virtuals: list(2) { $0.virtual() })
  }

  mutating func exit() -> Exit {
    let kind = ExitKind.allCases[random.below(ExitKind.allCases.count)]
    return Exit(kind: kind, snapshot: snapshot(), number: small(), sideTrace: random.chance(70) ? -1 : small())
  }

  mutating func parameter() -> Parameter {
    Parameter(result: value(), type: IRType.allCases[random.below(IRType.allCases.count)], slot: small())
  }

  mutating func trace() -> Trace {
    let ends: [TraceEnd] = [.loop(list(4) { $0.value() }), .outerLoop(list(4) { $0.value() }), .exit(small())]
    return Trace(
      anchor: random.chance(50) ? .root : .side(exit: small()), body: list(size) { $0.instruction() },
      exits: list(size / 2) { $0.exit() },
      origins: list(4) { Origin(code: $0.text(), pc: $0.small(), line: $0.small(), depth: $0.small(), bytecode: $0.text()) },
      end: ends[random.below(3)], closing: random.chance(50) ? snapshot() : nil, endReason: text(),
      leavesLoop: random.chance(30))
  }
}
