// Collects garbage: marks from the roots, precisely in objects and conservatively in stacks.

import CRuntime

extension Runtime {
  /// Runs a full collection.
  public func collectGarbage() {
    heap.collectionDisabled += 1
    heap.beginMarking()
    markRoots()
    let context = Unmanaged.passUnretained(self).toOpaque()
    crt_with_spilled_registers(
      { context, low in
        let runtime = Unmanaged<Runtime>.fromOpaque(context!).takeUnretainedValue()
        let top = runtime.vm.pointee.nativeStackTop
        if top != 0 { runtime.heap.markConservatively(from: UInt(bitPattern: low), to: top) }
      }, context)
    drain()
    handleWeakReferences()
    heap.sweep()
    heap.collectionDisabled -= 1
  }

  private func markRoots() {
    for value in permanentRoots { heap.mark(value) }
    for value in handles { heap.mark(value) }
    for value in pendingFinalizers { heap.mark(value) }
    for (_, cell) in forwardCells { heap.mark(cell) }
    for (_, type) in exceptionTypes { heap.mark(type) }
    for i in 0...internedMask where !internedTable[i].isNil { heap.mark(internedTable[i]) }
    for info in codeInfos { if let code = info.code { heap.mark(code) } }
    heap.mark(vm.pointee.exception)
    heap.mark(vm.pointee.handled)
    heap.mark(modules)
    heap.mark(builtins)
    for i in 0..<Runtime.exitBufferCount { heap.markConservatively(UInt(truncatingIfNeeded: vm.pointee.exitBuffer[i])) }
    heap.markConservatively(from: UInt(bitPattern: vm.pointee.stackBase), to: UInt(bitPattern: stackTop))
    for marker in rootMarkers { marker(heap) }
  }

  /// The end of the part of the frame stack that is in use.
  private var stackTop: UnsafeMutablePointer<Value> {
    let frame = vm.pointee.frame
    var top = vm.pointee.top
    if frame > vm.pointee.stackBase + 16 {
      let code = UnsafePointer<CodeObject>(bitPattern: UInt(frame[-4].raw))
      if let code { top = max(top, frame + code.pointee.registerCount + 8) }
    }
    return top
  }

  private func drain() {
    heap.drain { [heap] address in self.trace(address, heap) }
  }

  private func handleWeakReferences() {
    var resurrected: [UInt] = []
    finalizable = finalizable.filter { address in
      if heap.isMarked(address) { return true }
      resurrected.append(address)
      return false
    }
    for address in resurrected {
      pendingFinalizers.append(Value(UnsafeMutableRawPointer(bitPattern: address)!))
      heap.mark(object: address)
    }
    weakReferences = weakReferences.filter { address in
      guard heap.isMarked(address) else { return false }
      let reference = UnsafeMutablePointer<RecordObject>(bitPattern: address)!
      let target = reference.pointee.field0
      guard target.isReference, !heap.isMarked(UInt(target.raw &- 1)) || resurrected.contains(UInt(target.raw &- 1)) else { return true }
      reference.pointee.field0 = .nil
      if !reference.pointee.field1.isNil, !reference.pointee.field1.isNone {
        pendingFinalizers.append(Value(reference))
      }
      return false
    }
    if !pendingFinalizers.isEmpty { vm.pointee.poll = 1 }
    drain()
  }

  /// Marks what an object refers to.
  private func trace(_ address: UInt, _ heap: Heap) {
    let raw = UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped
    let header = raw.assumingMemoryBound(to: ObjectHeader.self)
    let type = header.pointee.type
    heap.mark(type)
    let kind = type.pointee.kind
    if type.pointee.hasLayout {
      traceSlots(raw, header, heap)
    } else if type.pointee.isUser, let dict = header.pointee.layout {
      heap.mark(object: UInt(bitPattern: dict))
    }
    switch kind {
    case .instance, .int, .float, .complex, .bool, .str, .bytes, .none, .notImplemented, .ellipsis, .rawArray: break
    case .byteArray: markInterior(raw.assumingMemoryBound(to: ByteArrayObject.self).pointee.bytes)
    case .list: markInterior(raw.assumingMemoryBound(to: ListObject.self).pointee.items, traceCount: raw.assumingMemoryBound(to: ListObject.self).pointee.count)
    case .tuple: mark(words: raw + MemoryLayout<TupleObject>.size, count: raw.assumingMemoryBound(to: TupleObject.self).pointee.count)
    case .dict: traceDict(raw.assumingMemoryBound(to: DictObject.self))
    case .set, .frozenSet: traceSet(raw.assumingMemoryBound(to: SetObject.self))
    case .range: mark(words: raw + 16, count: 4)
    case .slice: mark(words: raw + 16, count: 3)
    case .type: traceType(raw.assumingMemoryBound(to: TypeObject.self))
    case .function:
      heap.mark(raw.assumingMemoryBound(to: FunctionObject.self).pointee.code)
      mark(words: raw + 24, count: 10)
    case .builtin:
      let builtin = raw.assumingMemoryBound(to: BuiltinObject.self)
      for value in [builtin.pointee.name, builtin.pointee.receiver, builtin.pointee.owner, builtin.pointee.module] { heap.mark(value) }
    case .boundMethod: mark(words: raw + 16, count: 2)
    case .property, .staticMethod, .classMethod, .superObject, .descriptor, .dictView, .mappingProxy, .genericAlias, .memoryView, .frame:
      mark(words: raw + 16, count: 5)
    case .weakReference:
      heap.mark(raw.assumingMemoryBound(to: RecordObject.self).pointee.field1)
    case .module: mark(words: raw + 16, count: 2)
    case .cell: mark(words: raw + 16, count: 1)
    case .exception: mark(words: raw + 16, count: 7)
    case .traceback: mark(words: raw + 16, count: 2)
    case .iterator:
      let iterator = raw.assumingMemoryBound(to: IteratorObject.self)
      heap.mark(iterator.pointee.source)
      heap.mark(iterator.pointee.state)
      heap.mark(iterator.pointee.state2)
    case .generator: traceGenerator(raw.assumingMemoryBound(to: GeneratorObject.self))
    case .file, .native:
      mark(words: raw + 16, count: 4)
      markInterior(raw.assumingMemoryBound(to: NativeObject.self).pointee.buffer)
    case .array: break
    case .globalCell:
      let cell = raw.assumingMemoryBound(to: GlobalCell.self)
      heap.mark(cell.pointee.value)
      heap.mark(cell.pointee.name)
      heap.mark(cell.pointee.fallback)
    case .code: traceCode(raw.assumingMemoryBound(to: CodeObject.self))
    }
  }

  private func mark(words: UnsafeMutableRawPointer, count: Int) {
    let values = words.assumingMemoryBound(to: Value.self)
    for i in 0..<count { heap.mark(values[i]) }
  }

  /// Marks the array object whose data starts at an address, and the first `traceCount` values in it.
  private func markInterior(_ data: UnsafeMutableRawPointer?, traceCount: Int = 0) {
    guard let data else { return }
    heap.mark(object: UInt(bitPattern: data) - UInt(MemoryLayout<ArrayObject>.size))
    mark(words: data, count: traceCount)
  }

  private func traceSlots(_ raw: UnsafeMutableRawPointer, _ header: UnsafeMutablePointer<ObjectHeader>, _ heap: Heap) {
    guard let layout = header.pointee.layout else { return }
    let inline = layout.pointee.inlineSlots
    let count = layout.pointee.isDictMode ? 1 : layout.pointee.names.count
    mark(words: raw + layout.pointee.slotOffset, count: min(inline, count))
    let overflow = (raw + layout.pointee.slotOffset - 8).load(as: UnsafeMutableRawPointer?.self)
    if let overflow { markInterior(overflow, traceCount: max(0, count - inline)) }
  }

  private func traceDict(_ dict: UnsafeMutablePointer<DictObject>) {
    heap.mark(dict.pointee.extra)
    markInterior(dict.pointee.indices)
    guard let entries = dict.pointee.entries else { return }
    markInterior(entries)
    for i in 0..<dict.pointee.entryCount where !entries[i].key.isNil {
      heap.mark(entries[i].key)
      heap.mark(entries[i].value)
    }
  }

  private func traceSet(_ set: UnsafeMutablePointer<SetObject>) {
    guard let table = set.pointee.table else { return }
    markInterior(table)
    for i in 0...set.pointee.mask { heap.mark(table[i].key) }
  }

  private func traceType(_ type: UnsafeMutablePointer<TypeObject>) {
    for value in [
      type.pointee.name, type.pointee.qualifiedName, type.pointee.module, type.pointee.bases, type.pointee.mro,
      type.pointee.dict, type.pointee.subclasses,
    ] { heap.mark(value) }
  }

  private func traceGenerator(_ generator: UnsafeMutablePointer<GeneratorObject>) {
    heap.mark(generator.pointee.code)
    for value in [
      generator.pointee.function, generator.pointee.name, generator.pointee.qualifiedName, generator.pointee.delegate,
      generator.pointee.handled, generator.pointee.aux,
    ] { heap.mark(value) }
    heap.markConservatively(
      from: UInt(bitPattern: generator + 1), to: UInt(bitPattern: generator + 1) + UInt(generator.pointee.registerCount * 8))
  }

  private func traceCode(_ code: UnsafeMutablePointer<CodeObject>) {
    for i in 0..<code.pointee.constantCount { heap.mark(code.pointee.constants[i]) }
    for i in 0..<code.pointee.nameCount { heap.mark(code.pointee.names[i]) }
    for value in [code.pointee.name, code.pointee.qualifiedName, code.pointee.globals, code.pointee.module] { heap.mark(value) }
  }
}
