// Makes random well-formed trees of scalar uops, with a loop and side traces.
import TraceIR

/// A small reproducible source of random numbers.
struct Randomness: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Builds a tree whose loop runs `iterations` times unless a guard leaves first.
struct RandomTree {
  static let slotTypes: [IRType] = [.i64, .i64, .i64, .f64, .f64, .word]
  private static let iterations: Int64 = 5
  private static let operations: [Uop] = Uop.allCases.filter { operation in
    guard let operands = operation.info.operands, !operands.isEmpty, operation.info.result != .none
    else { return false }
    let types = operands + [operation.info.result]
    return types.allSatisfy { [.i1, .i64, .f64, .word].contains($0) }
  }

  private var random: Randomness
  private var tree = TraceTree(name: "random", constants: ["code"])
  private var exitCount = 0
  private let frame = FrameDescription(offset: 0, code: 0, function: -1, pc: 0, flags: 0)
  /// The values that may be used, by type.
  private typealias Scope = [IRType: [ValueID]]

  static func make(seed: UInt64) -> TraceTree {
    var builder = RandomTree(random: Randomness(state: seed))
    builder.build()
    return builder.tree
  }

  private init(random: Randomness) { self.random = random }

  private mutating func newValue() -> ValueID {
    defer { tree.valueCount += 1 }
    return ValueID(tree.valueCount)
  }

  private mutating func build() {
    var scope: Scope = [:]
    var initial: [ValueID] = []
    for (slot, type) in Self.slotTypes.enumerated() {
      let value = enter(slot, type)
      initial.append(value)
      scope[type, default: []].append(value)
    }
    let (zero, one, limit) = (newValue(), newValue(), newValue())
    for (value, number) in [(zero, 0), (one, 1), (limit, Self.iterations)] {
      tree.entry.append(Instruction(.constInt, result: value, immediate: number))
    }
    for (slot, type) in Self.slotTypes.enumerated() {
      let parameter = Parameter(result: newValue(), type: type, slot: slot)
      tree.loop.append(parameter)
      scope[type, default: []].append(parameter.result)
    }
    let counter = newValue()
    tree.loop.append(Parameter(result: counter, type: .i64, slot: 20))
    tree.loopInitial = initial + [zero]
    scope[.i1] = [newValue()]
    tree.entry.append(Instruction(.constBool, result: scope[.i1]![0], immediate: 1))
    var root = Trace(anchor: .root, end: .loop([]))
    let (isInside, next) = (newValue(), newValue())
    root.body = [
      Instruction(.ltInt, result: isInside, [counter, limit]),
      Instruction(.guardTrue, [isInside], exit: addExit(.controlFlow, scope, to: &root)),
      Instruction(.addInt, result: next, [counter, one]),
    ]
    tree.traces = [root]
    fill(0, count: 18, scope, next)
  }

  /// Loads and unboxes a slot in the entry.
  private mutating func enter(_ slot: Int, _ type: IRType) -> ValueID {
    let word = newValue()
    tree.entry.append(Instruction(.slot, result: word, immediate: Int64(slot)))
    guard type != .word else { return word }
    let value = newValue()
    let exit = Exit(kind: .type, snapshot: Snapshot(frames: [frame], slots: []), number: -1 - tree.entryExits.count)
    tree.entry.append(
      Instruction(type == .i64 ? .guardInt : .guardFloat, result: value, [word], exit: tree.entryExits.count))
    tree.entryExits.append(exit)
    return value
  }

  /// Adds random uops to trace `index` and ends it; grows side traces from some of its exits.
  private mutating func fill(_ index: Int, count: Int, _ outer: Scope, _ next: ValueID) {
    var scope = outer
    var grown: [(exit: Int, scope: Scope)] = []
    var trace = tree.traces[index]
    for _ in 0..<count {
      let operation = Self.operations.randomElement(using: &random) ?? .addInt
      let operands = (operation.info.operands ?? []).map { pick($0, scope, &trace) }
      let result = newValue()
      var exit = -1
      if operation.info.hasExit {
        exit = addExit(.arithmetic, scope, to: &trace)
        if index < 3, Int.random(in: 0..<3, using: &random) == 0 { grown.append((exit, scope)) }
      }
      trace.body.append(Instruction(operation, result: result, operands, exit: exit))
      scope[operation.info.result, default: []].append(result)
    }
    if index == 0 || Bool.random(using: &random) {
      trace.end = .loop(Self.slotTypes.map { pick($0, scope, &trace) } + [next])
    } else {
      trace.end = .exit(addExit(.end, scope, to: &trace))
    }
    tree.traces[index] = trace
    for (exit, scope) in grown {
      let side = tree.traces.count
      tree.traces[index].exits[exit].sideTrace = side
      tree.traces.append(Trace(anchor: .side(exit: trace.exits[exit].number), end: .loop([])))
      fill(side, count: 6, scope, next)
    }
  }

  /// Some value of a type, by preference a late one; sometimes a constant.
  private mutating func pick(_ type: IRType, _ scope: Scope, _ trace: inout Trace) -> ValueID {
    let known = scope[type] ?? []
    if type == .i64, Int.random(in: 0..<4, using: &random) == 0 {
      let number: [Int64] = [0, 1, -1, 2, 3, 7, 8, 60, 64, 1000, 1 << 62, .max, .min]
      let value = newValue()
      trace.body.append(
        Instruction(.constInt, result: value, immediate: number.randomElement(using: &random) ?? 0))
      return value
    }
    return known.suffix(6).randomElement(using: &random) ?? known.randomElement(using: &random) ?? .none
  }

  private mutating func addExit(_ kind: ExitKind, _ scope: Scope, to trace: inout Trace) -> Int {
    let types: [IRType] = [.i1, .i64, .f64, .word]
    let live = types.flatMap { scope[$0] ?? [] }.filter { _ in Bool.random(using: &random) }.suffix(40)
    let slots = live.enumerated().map { Snapshot.Slot(offset: $0.offset, value: .value($0.element)) }
    trace.exits.append(Exit(kind: kind, snapshot: Snapshot(frames: [frame], slots: slots), number: exitCount))
    exitCount += 1
    return trace.exits.count - 1
  }
}
