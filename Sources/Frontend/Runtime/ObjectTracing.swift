// Marks what each kind of object refers to.

extension UnsafeMutablePointer where Pointee == Marker {
  /// Marks what an object refers to.
  func trace(_ address: UInt) {
    let raw = UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped
    let header = raw.assumingMemoryBound(to: ObjectHeader.self)
    let type = header.pointee.type
    pointee.mark(type)
    let kind = type.pointee.kind
    if type.pointee.hasLayout {
      traceSlots(raw, header)
    } else if type.pointee.isUser, let dict = header.pointee.layout {
      pointee.mark(object: UInt(bitPattern: dict))
    }
    switch kind {
    case .instance, .int, .float, .complex, .bool, .bytes, .none, .notImplemented, .ellipsis, .rawArray: break
    case .str:
      if raw.assumingMemoryBound(to: StrObject.self).pointee.isShared {
        let words = (raw + MemoryLayout<StrObject>.stride).assumingMemoryBound(to: UInt.self)
        pointee.mark(object: words[1])
      }
    case .byteArray: markInterior(raw.assumingMemoryBound(to: ByteArrayObject.self).pointee.bytes)
    case .list: markInterior(raw.assumingMemoryBound(to: ListObject.self).pointee.items, traceCount: raw.assumingMemoryBound(to: ListObject.self).pointee.count)
    case .tuple: mark(words: raw + MemoryLayout<TupleObject>.size, count: raw.assumingMemoryBound(to: TupleObject.self).pointee.count)
    case .dict: traceDict(raw.assumingMemoryBound(to: DictObject.self))
    case .set, .frozenSet: traceSet(raw.assumingMemoryBound(to: SetObject.self))
    case .range: mark(words: raw + 16, count: 4)
    case .slice: mark(words: raw + 16, count: 3)
    case .type: traceType(raw.assumingMemoryBound(to: TypeObject.self))
    case .function:
      pointee.mark(raw.assumingMemoryBound(to: FunctionObject.self).pointee.code)
      mark(words: raw + 24, count: 10)
    case .builtin:
      let builtin = raw.assumingMemoryBound(to: BuiltinObject.self)
      pointee.mark(builtin.pointee.name)
      pointee.mark(builtin.pointee.receiver)
      pointee.mark(builtin.pointee.owner)
      pointee.mark(builtin.pointee.module)
    case .boundMethod: mark(words: raw + 16, count: 2)
    case .property, .staticMethod, .classMethod, .superObject, .descriptor, .dictView, .mappingProxy, .genericAlias, .memoryView, .frame:
      mark(words: raw + 16, count: 5)
    case .weakReference:
      pointee.mark(raw.assumingMemoryBound(to: RecordObject.self).pointee.field1)
    case .module: mark(words: raw + 16, count: 2)
    case .cell: mark(words: raw + 16, count: 1)
    case .exception: mark(words: raw + 16, count: 7)
    case .traceback: mark(words: raw + 16, count: 2)
    case .iterator:
      let iterator = raw.assumingMemoryBound(to: IteratorObject.self)
      pointee.mark(iterator.pointee.source)
      pointee.mark(iterator.pointee.state)
      pointee.mark(iterator.pointee.state2)
    case .generator: traceGenerator(raw.assumingMemoryBound(to: GeneratorObject.self))
    case .file, .native:
      mark(words: raw + 16, count: 4)
      markInterior(raw.assumingMemoryBound(to: NativeObject.self).pointee.buffer)
    case .array: break
    case .globalCell:
      let cell = raw.assumingMemoryBound(to: GlobalCell.self)
      pointee.mark(cell.pointee.value)
      pointee.mark(cell.pointee.name)
      pointee.mark(cell.pointee.fallback)
    case .code: traceCode(raw.assumingMemoryBound(to: CodeObject.self))
    }
  }

  private func mark(words: UnsafeMutableRawPointer, count: Int) {
    let values = words.assumingMemoryBound(to: Value.self)
    for i in 0..<count { pointee.mark(values[i]) }
  }

  /// Marks the array object whose data starts at an address, and the first `traceCount` values in it.
  private func markInterior(_ data: UnsafeMutableRawPointer?, traceCount: Int = 0) {
    guard let data else { return }
    pointee.mark(object: UInt(bitPattern: data) - UInt(MemoryLayout<ArrayObject>.size))
    mark(words: data, count: traceCount)
  }

  private func traceSlots(_ raw: UnsafeMutableRawPointer, _ header: UnsafeMutablePointer<ObjectHeader>) {
    guard let layout = header.pointee.layout else { return }
    let inline = layout.pointee.inlineSlots
    let count = layout.pointee.isDictMode ? 1 : layout.pointee.count
    mark(words: raw + layout.pointee.slotOffset, count: min(inline, count))
    let overflow = (raw + layout.pointee.slotOffset - 8).assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee
    if let overflow { markInterior(overflow, traceCount: max(0, count - inline)) }
  }

  private func traceDict(_ dict: UnsafeMutablePointer<DictObject>) {
    pointee.mark(dict.pointee.extra)
    guard let entries = dict.pointee.entries else { return }
    markInterior(entries)
    for i in 0..<dict.pointee.entryCount where !entries[i].key.isNil {
      pointee.mark(entries[i].key)
      pointee.mark(entries[i].value)
    }
  }

  private func traceSet(_ set: UnsafeMutablePointer<SetObject>) {
    guard let table = set.pointee.table else { return }
    if table != SetObject.firstTable(set) { markInterior(table) }
    var place = 0
    while place <= set.pointee.mask {
      var (members, next) = set.pointee.stretch(from: place)
      while members != 0 {
        pointee.mark(table[place + members.trailingZeroBitCount].key)
        members &= members &- 1
      }
      place = next
    }
  }

  private func traceType(_ type: UnsafeMutablePointer<TypeObject>) {
    pointee.mark(type.pointee.name)
    pointee.mark(type.pointee.qualifiedName)
    pointee.mark(type.pointee.module)
    pointee.mark(type.pointee.bases)
    pointee.mark(type.pointee.mro)
    pointee.mark(type.pointee.dict)
    pointee.mark(type.pointee.subclasses)
  }

  private func traceGenerator(_ generator: UnsafeMutablePointer<GeneratorObject>) {
    pointee.mark(generator.pointee.code)
    pointee.mark(generator.pointee.function)
    pointee.mark(generator.pointee.names)
    pointee.mark(generator.pointee.delegate)
    pointee.mark(generator.pointee.handled)
    pointee.mark(generator.pointee.outer)
    pointee.mark(generator.pointee.link)
    pointee.mark(generator.pointee.step)
    pointee.markConservatively(
      from: UInt(bitPattern: generator + 1), to: UInt(bitPattern: generator + 1) + UInt(generator.pointee.registerCount * 8))
  }

  private func traceCode(_ code: UnsafeMutablePointer<CodeObject>) {
    for i in 0..<code.pointee.constantCount { pointee.mark(code.pointee.constants[i]) }
    for i in 0..<code.pointee.nameCount { pointee.mark(code.pointee.names[i]) }
    pointee.mark(code.pointee.name)
    pointee.mark(code.pointee.documentation)
    pointee.mark(code.pointee.qualifiedName)
    pointee.mark(code.pointee.globals)
    pointee.mark(code.pointee.module)
  }
}
