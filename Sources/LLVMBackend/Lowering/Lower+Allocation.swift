// Lowers allocations: small objects are cut from the runs of free cells in the state block, others come from helpers.
import CLLVM
import TraceIR

extension TreeLowering {
  func newObject(_ i: Instruction) throws(BackendError) -> IRValue {
    let template = try constant(i)
    let result: IRValue
    if let shape = tree.instances[Int(i.immediate)], isInlined(shape.size) {
      result = try allocate(shape.size) { cell throws(BackendError) in
        try fill(cell, shape, template, slotsStoredBeforeUse(of: i.result))
      } slowly: { () throws(BackendError) in
        try callSlowPath(.make, RequiredHelper.newObject, template)
      }
    } else {
      result = try callHelper(named: RequiredHelper.newObject, [template])
    }
    try keepReferences()
    return result
  }

  func newTuple(_ i: Instruction) throws(BackendError) -> IRValue {
    let count = try field(.tupleCount)
    let size = count.offset + 8 + 8 * i.operands.count
    guard isInlined(size), !i.operands.isEmpty, abi.state.tupleClassOffset != 0 else {
      return try newSequence(i, RequiredHelper.newTuple)
    }
    let result = try allocate(size) { cell throws(BackendError) in
      let type = load(.ptr, builder.address(state, plus: abi.state.tupleClassOffset), .frozen)
      let place = try field(.objectClass)
      _ = store(type, builder.address(cell, plus: place.offset), MemoryPart.of(place))
      _ = store(types.int(i.operands.count), builder.address(cell, plus: count.offset), MemoryPart.of(count))
      for (index, id) in i.operands.enumerated() {
        _ = store(try stored(id), builder.address(cell, plus: count.offset + 8 + 8 * index), .words)
      }
    } slowly: { () throws(BackendError) in
      try handOver(i)
      return try callSlowPath(.makeSequence, RequiredHelper.newTuple, types.int(i.operands.count))
    }
    try keepReferences()
    return result
  }

  /// Makes a tuple or list of words handed over in the exit buffer.
  func newSequence(_ i: Instruction, _ helper: String) throws(BackendError) -> IRValue {
    try handOver(i)
    let result = try callHelper(named: helper, [exitCell(0), types.int(i.operands.count)])
    try keepReferences()
    return result
  }

  private func handOver(_ i: Instruction) throws(BackendError) {
    guard i.operands.count <= abi.state.exitBufferCount else {
      throw .unsupported("a sequence of \(i.operands.count) values")
    }
    for (index, id) in i.operands.enumerated() {
      scopes.mark(builder.store(try stored(id), to: exitCell(index)), .state)
    }
  }

  // MARK: Cells

  private func isInlined(_ size: Int) -> Bool { abi.state.allocatorsOffset != 0 && size <= abi.state.largestInlineObject }

  /// Takes the next free cell of a size class; its memory is zero. When the run is used up, the runtime makes the object.
  private func allocate(
    _ size: Int, _ fill: (IRValue) throws(BackendError) -> Void, slowly: () throws(BackendError) -> IRValue
  ) throws(BackendError) -> IRValue {
    let granules = (size + 15) / 16
    let allocator = builder.address(state, plus: abi.state.allocatorsOffset + 16 * (granules - 1))
    let cell = loadCursor(allocator)
    let end = builder.address(cell, plus: 16 * granules)
    let (fast, slow, done) = (makeBlock("cell"), makeBlock("slow"), makeBlock(""))
    builder.branch(builder.compare(LLVMIntULE, end, loadCursor(builder.address(allocator, plus: 8))), fast, slow, weights: (2000, 1))
    builder.position(atEndOf: fast)
    let advance = builder.store(end, to: allocator)
    LLVMSetVolatile(advance.ref, 1)
    try fill(cell)
    let fastEnd = builder.block
    builder.branch(done)
    builder.position(atEndOf: slow)
    let made = try slowly()
    let slowEnd = builder.block
    builder.branch(done)
    builder.position(atEndOf: done)
    let result = builder.phi(types.ptr)
    builder.addIncoming(result, cell, from: fastEnd)
    builder.addIncoming(result, made, from: slowEnd)
    return result
  }

  /// Whatever may collect changes the runs, also where LLVM is told that it touches nothing: hence volatile.
  private func loadCursor(_ place: IRValue) -> IRValue {
    let result = builder.load(types.ptr, place)
    LLVMSetVolatile(result.ref, 1)
    return result
  }

  private func fill(
    _ cell: IRValue, _ shape: InstanceShape, _ template: IRValue, _ stored: Set<Int64>
  ) throws(BackendError) {
    let (type, layout) = (try field(.objectClass), try field(.objectLayout))
    let tag = type.type == .word ? 0 : abi.encoding.pointerTag
    _ = store(builder.binary(.sub, template, word(tag)), builder.address(cell, plus: type.offset), MemoryPart.of(type))
    let root = try constant(Instruction(.constPtr, immediate: Int64(shape.layout)))
    _ = store(root, builder.address(cell, plus: layout.offset), MemoryPart.of(layout))
    for slot in 0..<shape.slotCount {
      let offset = shape.firstSlot + 8 * slot
      if stored.contains(Int64(offset)) { continue }
      _ = store(word(abi.encoding.nilWord), builder.address(cell, plus: offset), .slots)
    }
  }

  /// The slots of a fresh object that are written before anything can read them. The zero in them until then is an int
  /// to the collector.
  private func slotsStoredBeforeUse(of object: ValueID) -> Set<Int64> {
    var result: Set<Int64> = []
    for item in followingInstructions {
      if item.op == .storeSlot, item.operands.first == object {
        result.insert(item.immediate)
      } else if item.op.info.hasExit || item.op.info.kind == .call || item.op == .loadSlot {
        break
      }
    }
    return result
  }
}
