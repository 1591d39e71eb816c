// Lowers calls of runtime helpers, with what LLVM may assume about each.
import CLLVM
import TraceIR

extension TreeLowering {
  func call(_ i: Instruction) throws(BackendError) -> IRValue? {
    guard let index = Int(exactly: i.immediate), abi.helpers.indices.contains(index) else {
      throw .unsupported("helper \(i.immediate)")
    }
    let helper = abi.helpers[index]
    var arguments: [IRValue] = []
    for id in i.operands { arguments.append(try value(id)) }
    let result = helper.name == RequiredHelper.listAppend ? try append(helper, arguments) : try callHelper(helper, arguments)
    if helper.mayCollect { try keepReferences() }
    switch helper.result {
    case .none: return nil
    case .i1: return builder.compare(LLVMIntNE, result, types.int(0))
    case .i64, .f64, .word, .ptr: return result
    }
  }

  /// Appends to a list in place while it has room.
  private func append(_ helper: HelperInfo, _ arguments: [IRValue]) throws(BackendError) -> IRValue {
    guard arguments.count == 2 else { throw .unsupported("\(helper.name) with \(arguments.count) operands") }
    let fields = (count: try field(.listCount), items: try field(.listItems), capacity: try field(.listCapacity))
    let list = builder.convert(.inttoptr, builder.binary(.sub, convert(arguments[0], to: types.i64), word(abi.encoding.pointerTag)), to: types.ptr)
    let countPlace = builder.address(list, plus: fields.count.offset)
    let count = load(.i64, countPlace, MemoryPart.of(fields.count))
    let capacity = load(.i64, builder.address(list, plus: fields.capacity.offset), MemoryPart.of(fields.capacity))
    let (fast, slow, done) = (makeBlock("append"), makeBlock("grow"), makeBlock(""))
    builder.branch(builder.compare(LLVMIntSLT, count, capacity), fast, slow, weights: (100, 1))
    builder.position(atEndOf: fast)
    let items = load(.ptr, builder.address(list, plus: fields.items.offset), MemoryPart.of(fields.items))
    let place = builder.address(items, plus: builder.binary(.shl, count, types.int(3)))
    _ = store(convert(arguments[1], to: types.i64), place, .words)
    _ = store(builder.binary(.add, count, types.int(1)), countPlace, MemoryPart.of(fields.count))
    builder.branch(done)
    builder.position(atEndOf: slow)
    _ = try callHelper(helper, arguments)
    builder.branch(done)
    builder.position(atEndOf: done)
    return word(abi.encoding.noneWord)
  }

  /// Calls a helper that the backend knows by name.
  func callHelper(
    named name: String, _ arguments: [IRValue], state: IRValue? = nil
  ) throws(BackendError) -> IRValue {
    guard let index = helperIndices[name] else { throw .undefinedHelper(name) }
    return try callHelper(abi.helpers[index], arguments, state: state)
  }

  private func callHelper(
    _ helper: HelperInfo, _ arguments: [IRValue], state: IRValue? = nil
  ) throws(BackendError) -> IRValue {
    guard arguments.count == helper.parameters.count else {
      throw .unsupported("\(helper.name) with \(arguments.count) operands")
    }
    let parameters = (helper.needsState ? [types.ptr] : []) + helper.parameters.map(passedType)
    let result = helper.result == .none ? types.void : passedType(helper.result)
    let callee = module.function(helper.name, types.function(parameters, returns: result))
    var passed = helper.needsState ? [state ?? self.state] : []
    for (argument, type) in zip(arguments, parameters.suffix(arguments.count)) {
      passed.append(convert(argument, to: type))
    }
    let call = builder.call(callee, passed)
    describe(call, helper)
    return call
  }

  /// Adapts a value to the type a helper declares: addresses and words may stand for each other.
  private func convert(_ value: IRValue, to type: LLType) -> IRValue {
    switch (value.type, type) {
    case (types.i1, types.i64): builder.convert(.zext, value, to: type)
    case (types.ptr, types.i64): builder.convert(.ptrtoint, value, to: type)
    case (types.i64, types.ptr): builder.convert(.inttoptr, value, to: type)
    default: value
    }
  }

  private func passedType(_ type: IRType) -> LLType {
    switch type {
    case .f64: types.f64
    case .ptr: types.ptr
    case .none, .i1, .i64, .word: types.i64
    }
  }

  private func describe(_ call: IRValue, _ helper: HelperInfo) {
    module.add(module.enumAttribute("nounwind"), toCall: call)
    // Helpers are not library functions, whatever their name: LLVM must not replace them.
    module.add(module.enumAttribute("nobuiltin"), toCall: call)
    if helper.isPure {
      module.add(module.enumAttribute("willreturn"), toCall: call)
      module.add(module.enumAttribute("memory", pureEffects(helper).bits), toCall: call)
    } else {
      scopes.mark(call: call, touching: helper.reads.union(helper.writes))
    }
  }

  /// A pure helper that receives an object reads it, and so must stay behind what made the object.
  private func pureEffects(_ helper: HelperInfo) -> MemoryEffects {
    helper.parameters.contains { $0 == .word || $0 == .ptr } ? .reading : .none
  }
}
