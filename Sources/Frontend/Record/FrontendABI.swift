// Tells the other modules where things are in memory and which helpers there are.

import TraceIR

/// The helpers that the recorder calls by name.
enum HelperName: String, CaseIterable {
  case rt_box_int, rt_box_float, rt_unbox_int, rt_unbox_float
  case rt_new_object, rt_new_tuple, rt_new_list, rt_make_range, rt_make_cell, rt_make_slice, rt_make_super, rt_make_keywords, rt_make_instance
  case rt_binary, rt_in_place, rt_unary, rt_compare, rt_truth, rt_contains, rt_power, rt_sin, rt_cos
  case rt_str_item, rt_str_compare, rt_str_differ, rt_ord, rt_chr, rt_code_at
  case rt_list_slice, rt_slice, rt_list_assign, rt_list_copy, rt_list_pop, rt_list_insert
  case rt_get_item, rt_set_item, rt_list_append, rt_get_attribute, rt_set_attribute
  case rt_get_iterator, rt_iterate, rt_make_function, rt_make_generator, rt_async_step, rt_take_item, rt_identity, rt_type_of, rt_dict_get, rt_collect_key, rt_collected, rt_list_to_tuple, rt_new_set, rt_next, rt_call_0, rt_call_1, rt_call_2, rt_call_3, rt_call_4, rt_call_5
  case rt_call_many, rt_call_spread
  case rt_invoke_0, rt_invoke_1, rt_invoke_2, rt_invoke_3, rt_invoke_4, rt_invoke_5, rt_invoke_6, rt_invoke_7, rt_invoke_8, rt_await
  case rt_plain_1, rt_plain_2, rt_plain_3, rt_plain_4, rt_change_1, rt_change_2, rt_change_3, rt_change_4
  case rt_concatenate, rt_plain_binary, rt_join_texts, rt_format
  case rt_dict_item, rt_dict_store, rt_dict_delete, rt_display_dict, rt_set_add, rt_set_take, rt_has_item
  case rt_execute
  case rt_handled, rt_set_handled, rt_raise, rt_unwind, rt_take_exception

  /// The index in the ABI's helper table.
  var index: Int { HelperName.indices[self] ?? 0 }
  private static let indices = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

extension Runtime {
  /// The numbers that the backend and the evaluator need.
  public static func makeABI() -> RuntimeABI {
    let fields = FieldID.allCases.map(field)
    let helpers = HelperName.allCases.map(helper)
    var state = StateLayout()
    state.pollOffset = MemoryLayout<VMState>.offset(of: \.poll) ?? 0
    state.exitBufferOffset = exitBufferOffset
    state.exitBufferCount = exitBufferCount
    state.scratchOffset = MemoryLayout<VMState>.offset(of: \.scratch) ?? 0
    state.allocatorsOffset = allocatorsOffset
    state.largestInlineObject = Heap.smallCell
    state.tupleClassOffset =
      (MemoryLayout<VMState>.offset(of: \.types) ?? 0) + (MemoryLayout<KnownTypes>.offset(of: \.tuple) ?? 0)
    return RuntimeABI(fields: fields, helpers: helpers, state: state, fingerprint: fingerprint(fields, helpers))
  }

  private static func fingerprint(_ fields: [FieldInfo], _ helpers: [HelperInfo]) -> UInt64 {
    var text = "1 "
    for field in fields { text += "\(field.name) \(field.offset) \(field.type) " }
    for helper in helpers { text += "\(helper.name) \(helper.parameters) \(helper.result) " }
    for uop in Uop.allCases { text += uop.info.name + " " }
    for op in Opcode.allCases { text += "\(op) \(op.info.length) " }
    return text.withContiguousStorage { UInt64(bitPattern: Int64(sipHash13($0))) }
  }

  private static func field(_ id: FieldID) -> FieldInfo {
    func row(_ offset: Int?, _ type: IRType, _ region: Regions, immutable: Bool = false) -> FieldInfo {
      FieldInfo(name: "\(id)", offset: offset ?? 0, type: type, region: region, isImmutable: immutable)
    }
    switch id {
    case .objectClass: return row(0, .ptr, .slots)
    case .objectLayout: return row(8, .ptr, .slots)
    case .listCount: return row(MemoryLayout<ListObject>.offset(of: \.count), .i64, .listShape)
    case .listItems: return row(MemoryLayout<ListObject>.offset(of: \.items), .ptr, .listShape)
    case .listCapacity: return row(MemoryLayout<ListObject>.offset(of: \.capacity), .i64, .listShape)
    case .listKind: return row(MemoryLayout<ListObject>.offset(of: \.storage), .i64, .listShape)
    case .tupleCount: return row(MemoryLayout<TupleObject>.offset(of: \.count), .i64, .nothing, immutable: true)
    case .dictCount: return row(MemoryLayout<DictObject>.offset(of: \.count), .i64, .tables)
    case .dictEntries: return row(MemoryLayout<DictObject>.offset(of: \.entries), .ptr, .tables)
    case .dictEntryCount: return row(MemoryLayout<DictObject>.offset(of: \.entryCount), .i64, .tables)
    // The rest of the word is zero.
    case .dictHasCells: return row(MemoryLayout<DictObject>.offset(of: \.hasCells), .i64, .tables)
    case .setCount: return row(MemoryLayout<SetObject>.offset(of: \.count), .i64, .tables)
    case .dequeRing: return row(MemoryLayout<NativeObject>.offset(of: \.value0), .word, .tables)
    case .dequeLimit: return row(MemoryLayout<NativeObject>.offset(of: \.value1), .word, .tables)
    case .dequeStart: return row(MemoryLayout<NativeObject>.offset(of: \.integer0), .i64, .tables)
    case .dequeCount: return row(MemoryLayout<NativeObject>.offset(of: \.integer1), .i64, .tables)
    case .strLength: return row(MemoryLayout<StrObject>.offset(of: \.count), .i64, .nothing, immutable: true)
    // Of what is read there, whether the string is interned may change.
    case .strForm: return row(MemoryLayout<StrObject>.offset(of: \.width), .i64, .nothing, immutable: true)
    case .bytesCount: return row(MemoryLayout<BytesObject>.offset(of: \.count), .i64, .nothing, immutable: true)
    case .byteArrayCount: return row(MemoryLayout<ByteArrayObject>.offset(of: \.count), .i64, .listShape)
    case .byteArrayBytes: return row(MemoryLayout<ByteArrayObject>.offset(of: \.bytes), .ptr, .listShape)
    case .arrayCount: return row(MemoryLayout<NativeObject>.offset(of: \.integer0), .i64, .listShape)
    case .arrayBuffer: return row(MemoryLayout<NativeObject>.offset(of: \.buffer), .ptr, .listShape)
    case .cellValue: return row(MemoryLayout<CellObject>.offset(of: \.value), .word, .cells)
    case .methodFunction: return row(MemoryLayout<BoundMethodObject>.offset(of: \.function), .word, .nothing, immutable: true)
    case .methodSelf: return row(MemoryLayout<BoundMethodObject>.offset(of: \.receiver), .word, .nothing, immutable: true)
    case .rangeStart: return row(MemoryLayout<RangeObject>.offset(of: \.start), .word, .nothing, immutable: true)
    case .rangeStop: return row(MemoryLayout<RangeObject>.offset(of: \.stop), .word, .nothing, immutable: true)
    case .rangeStep: return row(MemoryLayout<RangeObject>.offset(of: \.step), .word, .nothing, immutable: true)
    case .iteratorSource: return row(MemoryLayout<IteratorObject>.offset(of: \.source), .word, .iterators)
    case .iteratorIndex: return row(MemoryLayout<IteratorObject>.offset(of: \.index), .i64, .iterators)
    case .iteratorLimit: return row(MemoryLayout<IteratorObject>.offset(of: \.limit), .i64, .iterators)
    case .iteratorState: return row(MemoryLayout<IteratorObject>.offset(of: \.state), .word, .iterators)
    case .functionCode: return row(MemoryLayout<FunctionObject>.offset(of: \.code), .ptr, .slots)
    case .functionClosure: return row(MemoryLayout<FunctionObject>.offset(of: \.closure), .word, .nothing, immutable: true)
    case .generatorCode: return row(MemoryLayout<GeneratorObject>.offset(of: \.code), .ptr, .nothing, immutable: true)
    case .generatorFunction: return row(MemoryLayout<GeneratorObject>.offset(of: \.function), .word, .nothing, immutable: true)
    case .generatorPosition: return row(MemoryLayout<GeneratorObject>.offset(of: \.pc), .i64, .iterators)
    case .generatorStatus: return row(MemoryLayout<GeneratorObject>.offset(of: \.status), .i64, .iterators)
    case .stepState: return row(MemoryLayout<NativeObject>.offset(of: \.integer0), .i64, .iterators)
    case .generatorLevels: return row(MemoryLayout<GeneratorObject>.offset(of: \.levels), .i64, .iterators)
    }
  }

  private static func helper(_ name: HelperName) -> HelperInfo {
    func address<T>(_ function: T) -> UInt { unsafeBitCast(function, to: UInt.self) }
    func any(_ parameters: [IRType], _ address: UInt, _ result: IRType = .word) -> HelperInfo {
      HelperInfo(name: name.rawValue, parameters: parameters, result: result, address: address)
    }
    func quiet(_ parameters: [IRType], _ address: UInt, _ result: IRType, collects: Bool = true, state: Bool = true, pure: Bool = false, reads: Regions = .nothing, writes: Regions = .nothing) -> HelperInfo {
      HelperInfo(
        name: name.rawValue, parameters: parameters, result: result, reads: reads, writes: writes, mayRaise: false,
        mayCollect: collects, needsState: state, isPure: pure, address: address)
    }
    func onLists(_ parameters: [IRType], _ address: UInt, writes: Regions = [.items, .listShape]) -> HelperInfo {
      HelperInfo(
        name: name.rawValue, parameters: parameters, result: .word, reads: [.items, .listShape], writes: writes, address: address)
    }
    func plain(_ parameters: [IRType], _ address: UInt, writes: Regions = .nothing) -> HelperInfo {
      HelperInfo(name: name.rawValue, parameters: parameters, result: .word, writes: writes, address: address)
    }
    func onKeys(_ parameters: [IRType], _ address: UInt, writes: Regions = .nothing) -> HelperInfo {
      quiet(parameters, address, .word, reads: .everything, writes: writes)
    }
    let containers: Regions = [.items, .listShape, .tables, .iterators]
    switch name {
    case .rt_box_int: return quiet([.i64], address(Helpers.boxInt), .word, pure: true)
    case .rt_box_float: return quiet([.f64], address(Helpers.boxFloat), .word, pure: true)
    case .rt_unbox_int: return quiet([.word], address(Helpers.unboxInt), .i64, collects: false)
    case .rt_unbox_float: return quiet([.word], address(Helpers.unboxFloat), .i64, collects: false)
    case .rt_new_object: return quiet([.word], address(Helpers.newObject), .ptr)
    case .rt_new_tuple: return quiet([.ptr, .i64], address(Helpers.newTuple), .ptr)
    case .rt_new_list: return quiet([.ptr, .i64], address(Helpers.newList), .ptr)
    case .rt_make_range: return quiet([.i64, .i64, .i64], address(Helpers.makeRange), .word, pure: true)
    case .rt_make_cell: return quiet([.word], address(Helpers.makeCell), .word)
    case .rt_make_slice: return quiet([.word, .word, .word], address(Helpers.makeSlice), .word, pure: true)
    case .rt_make_super: return quiet([.word, .word, .word], address(Helpers.makeSuper), .word, pure: true)
    case .rt_make_keywords: return quiet([.word, .word], address(Helpers.makeKeywords), .word)
    case .rt_make_instance: return quiet([.word], address(Helpers.makeInstance), .word)
    case .rt_binary: return any([.i64, .word, .word], address(Helpers.binary))
    case .rt_in_place: return any([.i64, .word, .word], address(Helpers.inPlace))
    case .rt_unary: return any([.i64, .word], address(Helpers.unary))
    case .rt_compare: return any([.i64, .word, .word], address(Helpers.compare))
    case .rt_truth: return any([.word], address(Helpers.truth))
    case .rt_contains: return any([.word, .word], address(Helpers.contains))
    case .rt_power: return quiet([.f64, .f64], address(Helpers.power), .f64, collects: false, state: false, pure: true)
    case .rt_sin: return quiet([.f64], address(Helpers.sine), .f64, collects: false, state: false, pure: true)
    case .rt_cos: return quiet([.f64], address(Helpers.cosine), .f64, collects: false, state: false, pure: true)
    // Not pure: what is made anew each time is not the same object.
    case .rt_str_item: return quiet([.word, .i64], address(Helpers.stringItem), .word)
    case .rt_str_compare: return quiet([.word, .word], address(Helpers.stringOrder), .i64, collects: false, pure: true)
    case .rt_str_differ: return quiet([.word, .word], address(Helpers.stringsDiffer), .i64, collects: false, pure: true)
    case .rt_ord: return quiet([.word], address(Helpers.codeOfCharacter), .i64, collects: false, pure: true)
    case .rt_code_at: return quiet([.word, .i64], address(Helpers.codeAt), .i64, collects: false, pure: true)
    case .rt_chr: return quiet([.i64], address(Helpers.characterOfCode), .word)
    case .rt_list_slice: return onLists([.word, .i64, .i64, .i64], address(Helpers.listSlice), writes: .nothing)
    case .rt_slice: return onLists([.word, .i64, .i64, .i64], address(Helpers.slice), writes: .nothing)
    case .rt_list_assign: return onLists([.word, .i64, .i64, .word], address(Helpers.listAssign))
    case .rt_list_copy: return onLists([.word, .i64, .i64, .word, .i64, .i64, .i64], address(Helpers.listCopy))
    case .rt_list_pop: return onLists([.word, .i64], address(Helpers.listPop))
    case .rt_list_insert: return onLists([.word, .i64, .word], address(Helpers.listInsert))
    case .rt_get_item: return any([.word, .word], address(Helpers.getItem))
    case .rt_set_item: return any([.word, .word, .word], address(Helpers.setItem))
    case .rt_list_append: return quiet([.word, .word], address(Helpers.listAppend), .word, writes: [.items, .listShape])
    case .rt_get_attribute: return any([.word, .word], address(Helpers.getAttribute))
    case .rt_set_attribute: return any([.word, .word, .word], address(Helpers.setAttribute))
    case .rt_get_iterator: return any([.word], address(Helpers.getIterator))
    case .rt_iterate: return quiet([.word, .i64], address(Helpers.iterate), .word, reads: .everything)
    case .rt_make_function: return quiet([.word, .word, .word, .word], address(Helpers.makeFunction), .word)
    case .rt_make_generator: return quiet([.word, .i64], address(Helpers.makeGenerator), .word)
    case .rt_async_step: return quiet([.word], address(Helpers.asyncStep), .word)
    case .rt_take_item: return quiet([.word], address(Helpers.takeItem), .word, writes: [.items, .listShape, .tables])
    case .rt_identity: return quiet([.word], address(Helpers.identity), .word, pure: true)
    case .rt_type_of: return quiet([.word], address(Helpers.typeOf), .word, collects: false, reads: .everything)
    case .rt_dict_get: return any([.word, .word, .word], address(Helpers.dictGet))
    case .rt_collect_key: return quiet([.word, .word], address(Helpers.collectKey), .word, writes: .tables)
    case .rt_collected: return any([.word, .i64], address(Helpers.collected))
    case .rt_list_to_tuple: return quiet([.word], address(Helpers.listToTuple), .word, reads: [.items, .listShape])
    case .rt_new_set: return quiet([.i64], address(Helpers.newSet), .word)
    case .rt_next: return any([.word], address(Helpers.next))
    case .rt_call_0: return any([.word], address(Helpers.call0))
    case .rt_call_1: return any([.word, .word], address(Helpers.call1))
    case .rt_call_2: return any([.word, .word, .word], address(Helpers.call2))
    case .rt_call_3: return any([.word, .word, .word, .word], address(Helpers.call3))
    case .rt_call_4: return any([.word, .word, .word, .word, .word], address(Helpers.call4))
    case .rt_call_5: return any([.word, .word, .word, .word, .word, .word], address(Helpers.call5))
    case .rt_call_spread: return any([.word, .word, .word], address(Helpers.callSpread))
    case .rt_call_many: return any([.word, .word, .word], address(Helpers.callMany))
    case .rt_invoke_0: return any([.word, .i64], address(Helpers.invoke0))
    case .rt_invoke_1: return any([.word, .i64, .word], address(Helpers.invoke1))
    case .rt_invoke_2: return any([.word, .i64, .word, .word], address(Helpers.invoke2))
    case .rt_invoke_3: return any([.word, .i64, .word, .word, .word], address(Helpers.invoke3))
    case .rt_invoke_4: return any([.word, .i64, .word, .word, .word, .word], address(Helpers.invoke4))
    case .rt_invoke_5: return any([.word, .i64, .word, .word, .word, .word, .word], address(Helpers.invoke5))
    case .rt_invoke_6: return any([.word, .i64, .word, .word, .word, .word, .word, .word], address(Helpers.invoke6))
    case .rt_invoke_7: return any([.word, .i64, .word, .word, .word, .word, .word, .word, .word], address(Helpers.invoke7))
    case .rt_invoke_8: return any([.word, .i64, .word, .word, .word, .word, .word, .word, .word, .word], address(Helpers.invoke8))
    case .rt_await: return any([.word, .i64], address(Helpers.await))
    case .rt_plain_1: return plain([.word, .word], address(Helpers.plain1))
    case .rt_plain_2: return plain([.word, .word, .word], address(Helpers.plain2))
    case .rt_plain_3: return plain([.word, .word, .word, .word], address(Helpers.plain3))
    case .rt_plain_4: return plain([.word, .word, .word, .word, .word], address(Helpers.plain4))
    case .rt_change_1: return plain([.word, .word], address(Helpers.plain1), writes: containers)
    case .rt_change_2: return plain([.word, .word, .word], address(Helpers.plain2), writes: containers)
    case .rt_change_3: return plain([.word, .word, .word, .word], address(Helpers.plain3), writes: containers)
    case .rt_change_4: return plain([.word, .word, .word, .word, .word], address(Helpers.plain4), writes: containers)
    case .rt_concatenate: return plain([.word, .word], address(Helpers.concatenate))
    case .rt_plain_binary: return plain([.i64, .word, .word], address(Helpers.plainBinary))
    case .rt_join_texts: return plain([.word], address(Helpers.joinTexts))
    case .rt_format: return plain([.word, .word, .i64], address(Helpers.format))
    case .rt_dict_item: return onKeys([.word, .word, .word], address(Helpers.dictItem))
    case .rt_dict_store: return onKeys([.word, .word, .word], address(Helpers.dictStoreItem), writes: .tables)
    case .rt_dict_delete: return onKeys([.word, .word], address(Helpers.dictDeleteItem), writes: .tables)
    case .rt_display_dict: return onKeys([.word], address(Helpers.displayDict))
    case .rt_set_add: return onKeys([.word, .word], address(Helpers.setAddItem), writes: .tables)
    case .rt_set_take: return onKeys([.word, .word], address(Helpers.setTakeItem), writes: .tables)
    case .rt_has_item: return onKeys([.word, .word], address(Helpers.hasItem))
    case .rt_execute: return any([.i64, .word, .word, .word], address(Helpers.execute))
    case .rt_handled: return quiet([], address(Helpers.handled), .word, collects: false, writes: .world)
    case .rt_set_handled: return quiet([.word], address(Helpers.setHandled), .word, collects: false, writes: .world)
    case .rt_raise: return quiet([.word, .i64], address(Helpers.raise), .word, writes: [.slots, .world])
    case .rt_unwind: return quiet([.word, .i64], address(Helpers.unwind), .word, writes: [.slots, .world])
    case .rt_take_exception: return quiet([], address(Helpers.takeException), .word, collects: false, writes: .world)
    }
  }
}

extension String {
  /// Calls `body` with the UTF-8 bytes.
  fileprivate func withContiguousStorage<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    let bytes = Array(utf8)
    return bytes.withUnsafeBytes(body)
  }
}
