// Translates calls of runtime helpers: pure ones are merged, others change what is known about memory.

extension ForwardPass {
  mutating func call(_ item: Instruction) -> ValueID {
    let helper = abi.helpers[Int(item.immediate)]
    var operands: [ValueID] = []
    for number in item.operands.indices { operands.append(real(argument(number))) }
    if helper.isPure, operands.count <= 3 {
      return emitKnown(.call, operands, immediate: item.immediate, type: helper.result)
    }
    let result = emit(.call, operands, immediate: item.immediate, type: helper.result)
    heap.drop(regions: helper.isPure ? .nothing : helper.writes, fields: abi.fields)
    if helper.mayRaise || helper.writes == .everything { isPolled = false }
    return result
  }
}
