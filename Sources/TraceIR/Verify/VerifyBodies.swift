// Checks instructions: operands, immediates, exits and origins.

extension TraceVerifier {
  mutating func check(body: [Instruction], exits: [Exit], region: Int) {
    var owned = Array(repeating: false, count: exits.count)
    var slots: Set<Int64> = []
    let originCount = (region < 2 ? tree.traces.first : tree.traces[region - 2])?.origins.count ?? 0
    for (position, item) in body.enumerated() {
      let point = Point(region: region, position: position)
      checkOperands(item, point)
      checkImmediate(item, point)
      checkExit(item, exits, &owned, point)
      if item.origin < -1 || Int(item.origin) >= originCount {
        report(.origin, place(region, position), "there is no origin @\(item.origin)")
      }
      if form == .recorded, item.op == .slot, !slots.insert(item.immediate).inserted {
        report(.repeatedSlot, place(region, position), "slot \(item.immediate) is read twice")
      }
    }
    for (index, exit) in exits.enumerated() { checkShape(exit.snapshot, exitPlace(region, index)) }
    if region >= 2 { checkEndExit(tree.traces[region - 2], owned, region) }
  }

  private func exitPlace(_ region: Int, _ index: Int) -> TraceProblem.Place {
    .exit(trace: region < 2 ? nil : region - 2, exit: index)
  }

  private mutating func checkOperands(_ item: Instruction, _ point: Point) {
    let types = item.operands.map { use($0, at: point) }
    guard let expected = operandTypes(item) else {
      for type in types { checkOperand(item, type, .word, point) }
      return
    }
    guard expected.count == types.count else {
      return report(.operandCount, place(point.region, point.position), "\(item.op) has \(types.count) operands, not \(expected.count)")
    }
    for (type, wanted) in zip(types, expected) { checkOperand(item, type, wanted, point) }
  }

  private mutating func checkOperand(_ item: Instruction, _ type: IRType?, _ wanted: IRType, _ point: Point) {
    if let type, type != wanted {
      report(.operandType, place(point.region, point.position), "\(item.op) takes \(wanted.name), not \(type.name)")
    }
  }

  /// The operand types of an instruction; `nil` for any number of words.
  private func operandTypes(_ item: Instruction) -> [IRType]? {
    switch item.op {
    case .storeField:
      abi.fields.indices.contains(Int(item.immediate)) ? [.ptr, abi.fields[Int(item.immediate)].type] : nil
    case .call: abi.helpers.indices.contains(Int(item.immediate)) ? abi.helpers[Int(item.immediate)].parameters : nil
    default: item.op.info.operands
    }
  }

  private mutating func checkImmediate(_ item: Instruction, _ point: Point) {
    let number = item.immediate
    func inRange(_ count: Int) -> Bool { number >= 0 && number < count }
    let isGood =
      switch item.op.info.immediate {
      case .none: number == 0
      case .literal: item.op != .constBool || number == 0 || number == 1
      case .constant: inRange(tree.constants.count)
      case .frameSlot: Int32(exactly: number) != nil
      case .field: inRange(abi.fields.count)
      case .byteOffset: number >= 0 && number < 1 << 31
      case .helper: inRange(abi.helpers.count)
      }
    if !isGood { report(.immediate, place(point.region, point.position), "\(item.op) cannot have the immediate \(number)") }
  }

  private mutating func checkExit(_ item: Instruction, _ exits: [Exit], _ owned: inout [Bool], _ point: Point) {
    let index = Int(item.exit)
    guard item.op.info.hasExit else {
      if index != -1 { report(.exitIndex, place(point.region, point.position), "\(item.op) has no exit") }
      return
    }
    guard exits.indices.contains(index) else {
      return report(.exitIndex, place(point.region, point.position), "there is no exit !\(index)")
    }
    if owned[index], exits[index].sideTrace != -1 {
      report(.sharedExit, exitPlace(point.region, index), "the exit has a side trace and several uops")
    }
    owned[index] = true
    checkValues(exits[index].snapshot, at: point)
  }

  private mutating func checkEndExit(_ trace: Trace, _ owned: [Bool], _ region: Int) {
    guard case .exit(let index) = trace.end else { return }
    guard trace.exits.indices.contains(index) else {
      return report(.exitIndex, .end(trace: region - 2), "there is no exit !\(index)")
    }
    if owned[index] { report(.sharedExit, exitPlace(region, index), "the exit at the end belongs to a uop too") }
    let kind = trace.exits[index].kind
    if kind != .end, kind != .link, kind != .returned { report(.end, exitPlace(region, index), "a trace cannot end in an exit of kind \(kind)") }
    checkValues(trace.exits[index].snapshot, at: Point(region: region, position: trace.body.count))
  }
}
