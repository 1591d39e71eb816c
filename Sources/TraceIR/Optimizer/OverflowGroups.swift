// Gives several checked sums with the same base and constants of one sign a single overflow check.

/// In `t += 1; ...; t += 1` the forward pass has made the sums `t + 1`, `t + 2`, ... If the farthest does not overflow,
/// none does: so the first one's check is made for the farthest sum, and the others need none. The trace may then leave
/// earlier than it had to, at the first sum's exit, where the interpreter goes on without harm.
struct OverflowGroups {
  private struct Group {
    var first: Int
    var farthest: Int64
    /// The position and the result of the first sum with the farthest constant.
    var position: Int
    var result: ValueID
    var count: Int
  }

  private struct Key: Hashable {
    var base: ValueID
    var isNegative: Bool
  }

  private var constants: [Int64?]
  private var valueCount: Int
  private var newConstants: [Int64: ValueID] = [:]
  private var entryAdditions: [Instruction] = []

  /// The tree with one check for each group.
  static func apply(to tree: TraceTree) -> TraceTree {
    var tree = tree
    var pass = OverflowGroups(tree)
    for index in tree.traces.indices { tree.traces[index].body = pass.merged(tree.traces[index]) }
    tree.entry = pass.entryAdditions + tree.entry
    tree.valueCount = pass.valueCount
    return tree
  }

  private init(_ tree: TraceTree) {
    constants = Array(repeating: nil, count: tree.valueCount)
    valueCount = tree.valueCount
    for item in tree.entry where item.op == .constInt {
      constants[Int(item.result.index)] = item.immediate
      newConstants[item.immediate] = item.result
    }
  }

  private mutating func merged(_ trace: Trace) -> [Instruction] {
    let groups = findGroups(trace)
    guard !groups.isEmpty else { return trace.body }
    var result: [Instruction] = []
    result.reserveCapacity(trace.body.count + groups.count)
    for (position, item) in trace.body.enumerated() {
      guard let key = key(item, trace), let group = groups[key], position >= group.first else {
        result.append(item)
        continue
      }
      if position == group.first {
        var check = item
        check.result = group.result
        check.operands[1] = constantValue(group.farthest)
        result.append(check)
      }
      if position != group.position {
        var sum = item
        sum.op = .addInt
        sum.exit = -1
        result.append(sum)
      }
    }
    return result
  }

  private func findGroups(_ trace: Trace) -> [Key: Group] {
    var groups: [Key: Group] = [:]
    for (position, item) in trace.body.enumerated() {
      guard let key = key(item, trace), let addend = constant(item) else { continue }
      if var group = groups[key] {
        if key.isNegative ? addend < group.farthest : addend > group.farthest {
          group.farthest = addend
          group.position = position
          group.result = item.result
        }
        group.count += 1
        groups[key] = group
      } else {
        groups[key] = Group(first: position, farthest: addend, position: position, result: item.result, count: 1)
      }
    }
    return groups.filter { $0.value.count > 1 }
  }

  private func constant(_ item: Instruction) -> Int64? { constants[Int(item.operands[1].index)] }

  /// The group of a checked sum with a constant.
  private func key(_ item: Instruction, _ trace: Trace) -> Key? {
    guard item.op == .addOvf, let addend = constant(item), trace.exits[Int(item.exit)].sideTrace < 0 else { return nil }
    return Key(base: item.operands[0], isNegative: addend < 0)
  }

  private mutating func newValue() -> ValueID {
    constants.append(nil)
    valueCount += 1
    return ValueID(valueCount - 1)
  }

  private mutating func constantValue(_ value: Int64) -> ValueID {
    if let known = newConstants[value] { return known }
    let id = newValue()
    constants[Int(id.index)] = value
    newConstants[value] = id
    entryAdditions.append(Instruction(.constInt, result: id, immediate: value))
    return id
  }
}
