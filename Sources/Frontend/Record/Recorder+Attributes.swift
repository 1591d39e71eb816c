// Records names, attributes and subscripts.

import TraceIR

extension Recorder {
  var codeNames: UnsafeMutablePointer<Value> { frame.code.pointee.names }

  // MARK: Names

  func loadGlobal() -> Bool {
    let name = codeNames[word.operandB]
    guard let cell = vm.globalCell(frame.code.pointee.globals, name) else { return false }
    let owner = cell.pointee.value.isNil ? cell.pointee.fallback ?? cell : cell
    let value = owner.pointee.value
    if value.isNil { return false }
    if owner != cell { assume(cell) }
    write(word.operandA, global(owner, value))
    return true
  }

  /// The value of a variable: a constant while it is assumed not to change, else a load.
  private func global(_ cell: UnsafeMutablePointer<GlobalCell>, _ value: Value) -> ValueID {
    if cell.pointee.isConstant {
      assume(cell)
      return constValue(value)
    }
    let loaded = emit(.loadGlobal, immediate: constant(.global(cell)))
    emitGuard(.guardNotNil, [loaded])
    return loaded
  }

  func storeGlobal() -> Bool {
    let name = codeNames[word.operandB]
    guard let cell = vm.globalCell(frame.code.pointee.globals, name), !cell.pointee.value.isNil else { return false }
    if record.depends(on: UInt(bitPattern: cell)) || cell.pointee.isConstant {
      cell.pointee.writes = max(cell.pointee.writes, 2)
      failure = "variable is not constant"
      return false
    }
    emitGuard(.guardNotNil, [emit(.loadGlobal, immediate: constant(.global(cell)))])
    emit(.storeGlobal, [wordOperand(word.operandA)], immediate: constant(.global(cell)))
    return true
  }

  func loadCell() -> Bool {
    let cell = concrete(word.operandB)
    guard cell.isKind(.cell), !cell.object(CellObject.self).pointee.value.isNil else { return false }
    let pointer = guardClass(read(word.operandB), cell)
    let value = loadField(pointer, .cellValue)
    emitGuard(.guardNotNil, [value])
    write(word.operandA, value)
    return true
  }

  func storeCell() -> Bool {
    let cell = concrete(word.operandA)
    guard cell.isKind(.cell) else { return false }
    let pointer = guardClass(read(word.operandA), cell)
    emit(.storeField, [pointer, wordOperand(word.operandB)], immediate: Int(FieldID.cellValue.rawValue))
    return true
  }

  func loadClosure() -> Bool {
    if frame.function >= 0, case .value(let function) = record.constants[frame.function] {
      write(word.operandA, constValue(vm.tupleBase(function.object(FunctionObject.self).pointee.closure)[word.operandB]))
      return true
    }
    let closure = r.function.object(FunctionObject.self).pointee.closure
    let pointer = guardClass(readSlot(frame.offset - 3), r.function)
    guard let (tuple, _, _) = sequence(loadField(pointer, .functionClosure), closure, by: nil) else { return false }
    write(word.operandA, emit(.loadItem, [items(tuple, closure), constInt(word.operandB)]))
    return true
  }

  // MARK: Attributes

  /// Where an attribute was found.
  private enum Found {
    case slot(layout: LayoutRef, offset: Int)
    /// A class attribute that no instance attribute hides.
    case inClass(Value)
    /// A value found through an object that is itself constant.
    case constant(Value)
    case variable(UnsafeMutablePointer<GlobalCell>)
    /// A class attribute whose value varies, that no instance attribute hides.
    case inClassVariable(UnsafeMutablePointer<GlobalCell>)
    /// The same, found through the class, which is itself constant.
    case classVariable(UnsafeMutablePointer<GlobalCell>)
  }

  private func find(_ object: Value, _ name: Value, isCalled: Bool = false) -> Found? {
    guard object.isReference else {
      let attribute = vm.typeLookup(vm.typeOf(object), name)
      return isMethod(attribute) ? .inClass(attribute) : nil
    }
    let type = object.heapType
    if type.pointee.customGet { return nil }
    if type == vm.types.module { return findInModule(object, name) }
    // Of two classes with the same metaclass, one may have an attribute that hides the metaclass's.
    if type.pointee.kind == .type { return type == vm.types.type ? findInClass(object.object(TypeObject.self), name, isCalled: isCalled) : nil }
    let attribute = vm.typeLookup(type, name)
    if !attribute.isNil, vm.isDataDescriptor(attribute) { return nil }
    if type.pointee.hasLayout {
      guard let layout = object.object(ObjectHeader.self).pointee.layout, !layout.pointee.isDictMode else { return nil }
      let position = layout.pointee.position(of: name)
      if position >= 0 {
        guard position < layout.pointee.inlineSlots else { return nil }
        let offset = layout.pointee.slotOffset + position * 8
        return (object.address + offset).assumingMemoryBound(to: Value.self).pointee.isNil ? nil : .slot(layout: layout, offset: offset)
      }
    } else if object.object(ObjectHeader.self).pointee.layout != nil || type.pointee.kind == .function {
      return nil
    }
    if let cell = vm.variableAttribute(type, name) { return .inClassVariable(cell) }
    return attribute.isNil ? nil : .inClass(attribute)
  }

  private func findInModule(_ module: Value, _ name: Value) -> Found? {
    let dict = module.object(ModuleObject.self).pointee.dict.object(DictObject.self)
    let position = vm.dictFind(dict, string: name, hash: vm.stringHash(name))
    guard position >= 0, dict.pointee.hasCells, vm.typeLookup(vm.types.module, name).isNil, let entries = dict.pointee.entries else { return nil }
    return .variable(entries[position].value.object(GlobalCell.self))
  }

  private func findInClass(_ type: TypeRef, _ name: Value, isCalled: Bool) -> Found? {
    let value = vm.typeLookup(type, name)
    guard !value.isNil, vm.typeLookup(type.pointee.header.type, name).isNil else { return nil }
    if let cell = vm.variableAttribute(type, name) { return .classVariable(cell) }
    let bound = vm.bind(value, .nil, type)
    let kind = vm.typeOf(value).pointee.kind
    // The object that a class method is bound in is a new one each time; nobody sees that who only calls it.
    guard bound == value || kind == .staticMethod || (isCalled && kind == .classMethod && bound.isKind(.boundMethod)) else { return nil }
    return .constant(bound)
  }

  private func isMethod(_ attribute: Value) -> Bool {
    guard attribute.isReference else { return false }
    let kind = attribute.heapType.pointee.kind
    return kind == .function || (kind == .builtin && !attribute.object(BuiltinObject.self).pointee.owner.isNil)
  }

  /// Whether an attribute is a class method made of a function.
  private func isBoundToClass(_ attribute: Value) -> Bool {
    attribute.isKind(.classMethod) && vm.bind(attribute, .nil, vm.types.object).isKind(.boundMethod)
  }

  /// Whether a class attribute is what instances see.
  private func isPlain(_ attribute: Value) -> Bool {
    guard attribute.isReference else { return true }
    switch attribute.heapType.pointee.kind {
    case .int, .float, .str, .bytes, .list, .tuple, .dict, .set, .frozenSet, .bool, .range, .type, .instance:
      return vm.typeLookup(attribute.heapType, vm.name(.__get__)).isNil
    default: return false
    }
  }

  /// Guards that an object's class, and its having no attributes beyond these, stay as they are.
  private func guardShape(_ id: ValueID, _ object: Value) {
    let type = object.heapType
    let pointer = guardClass(id, object)
    assume(type)
    if type.pointee.hasLayout, let layout = object.object(ObjectHeader.self).pointee.layout { guardLayout(pointer, layout) }
  }

  /// Guards the type of an object that is no reference.
  private func guardImmediate(_ id: ValueID, _ value: Value) {
    if isFloat(value) { _ = asFloat(id, value) } else if isIntLike(value) { _ = asInt(id, value) } else { guardConstant(id, value) }
  }

  func loadAttribute() -> Bool {
    if inlineSpecial() { return true }
    let object = concrete(word.operandB)
    // Its line and locals are those of the frame now.
    if object.isExactly(vm.types.frame) { return false }
    let name = codeNames[word.operandC]
    let id = read(word.operandB)
    if loadNamedField(object, id, name) || loadArguments(object, id, name) || loadClass(object, id, name) { return true }
    switch find(object, name) {
    case .slot(let layout, let offset): write(word.operandA, loadSlot(id, layout, offset))
    case .inClass(let attribute):
      if object.isReference, attribute.isKind(.function) { return bindMethod(attribute, id, object) }
      if isMethod(attribute) || !isPlain(attribute) { return genericLoad(id, name) }
      guardShape(id, object)
      write(word.operandA, constValue(attribute))
    case .constant(let value):
      guardConstant(id, object)
      assume(object.object(TypeObject.self))
      write(word.operandA, constValue(value))
    case .variable(let cell):
      guardConstant(id, object)
      write(word.operandA, global(cell, cell.pointee.value))
    case .inClassVariable(let cell):
      guardShape(id, object)
      write(word.operandA, global(cell, cell.pointee.value))
    case .classVariable(let cell):
      guardConstant(id, object)
      assume(object.object(TypeObject.self))
      write(word.operandA, global(cell, cell.pointee.value))
    case nil: return genericLoad(id, name)
    }
    return true
  }

  /// `object.__class__`.
  private func loadClass(_ object: Value, _ id: ValueID, _ name: Value) -> Bool {
    let type = vm.typeOf(object)
    guard name == vm.name(.__class__), type.pointee.kind != .type, !type.pointee.customGet,
      vm.typeLookup(type, name) == vm.typeLookup(vm.types.object, name)
    else { return false }
    if type.pointee.isUser { assume(type) }
    return classOf((id, object))
  }

  /// `object.__setattr__(instance, name, value)`.
  func setAttribute(_ object: Argument, _ name: Argument, _ value: Argument) -> Bool {
    guard object.value.isReference, object.value.isKind(.instance), name.value.isExactly(vm.types.str) else { return false }
    let key = vm.runtime.intern(name.value)
    guard let layout = plainLayout(object.value, key, ignoringHooks: true), canStore(key, layout) else { return false }
    guardConstant(name.id, name.value)
    store(value.id, object, key, layout)
    write(word.operandA, constWord(.none))
    return true
  }

  /// Makes a bound method of a function in an object's class.
  private func bindMethod(_ function: Value, _ id: ValueID, _ object: Value) -> Bool {
    guardShape(id, object)
    write(word.operandA, makeBoundMethod(function, id))
    return true
  }

  private func loadSlot(_ id: ValueID, _ layout: LayoutRef, _ offset: Int) -> ValueID {
    let pointer = emitGuard(.guardReference, [asWord(id)])
    guardLayout(pointer, layout)
    return emit(.loadSlot, [pointer], immediate: offset)
  }

  private func genericLoad(_ id: ValueID, _ name: Value) -> Bool {
    write(word.operandA, callHelper(.rt_get_attribute, [asWord(id), constValue(name)]))
    return true
  }

  func loadMethod() -> Bool {
    let object = concrete(word.operandB)
    let name = codeNames[word.operandC]
    let id = read(word.operandB)
    let target = word.operandA
    if let known = supers[id], object.isExactly(vm.types.superType) {
      let method = vm.superLookup(known.start, after: known.cls, name)
      if isMethod(method) {
        // The interpreter has a bound method there; for a call the two parts do as well.
        let function = constValue(method)
        splitMethods[function] = known.receiver
        write(target, function)
        write(target + 6, known.receiver)
        return true
      }
    }
    switch find(object, name, isCalled: true) {
    case .slot(let layout, let offset):
      write(target, loadSlot(id, layout, offset))
      write(target + 6, constWord(.nil))
    case .inClass(let attribute):
      guard isMethod(attribute) || isPlain(attribute) || vm.typeOf(attribute).pointee.kind == .staticMethod || isBoundToClass(attribute)
      else { return genericMethod(id, name) }
      if object.isReference { guardShape(id, object) } else { guardImmediate(id, object) }
      let isBound = isMethod(attribute)
      let value = isBound || isPlain(attribute) ? attribute : vm.bind(attribute, object, vm.typeOf(object))
      write(target, constValue(value))
      write(target + 6, isBound ? id : constWord(.nil))
    case .constant(let value):
      guardConstant(id, object)
      assume(object.object(TypeObject.self))
      write(target, constValue(value))
      write(target + 6, constWord(.nil))
    case .variable(let cell):
      guardConstant(id, object)
      write(target, global(cell, cell.pointee.value))
      write(target + 6, constWord(.nil))
    case .inClassVariable, .classVariable, nil: return genericMethod(id, name)
    }
    return true
  }

  private func genericMethod(_ id: ValueID, _ name: Value) -> Bool {
    write(word.operandA, callHelper(.rt_get_attribute, [asWord(id), constValue(name)]))
    write(word.operandA + 6, constWord(.nil))
    return true
  }

  /// `super().name`: the class in the cell and the receiver's class decide, both guarded.
  func loadSuper(isMethod wantsMethod: Bool) -> Bool {
    let name = codeNames[word.operandC]
    let register = Int(frame.code.pointee.words[pc + 1])
    let receiver = concrete(register)
    let cell = concrete(word.operandB)
    guard cell.isKind(.cell), receiver.isReference, !receiver.isKind(.cell) else { return false }
    let cls = cell.object(CellObject.self).pointee.value
    guard cls.isKind(.type) else { return false }
    if receiver.isKind(.type) { return wantsMethod && loadSuper(ofClass: receiver, register, cell, name) }
    guard vm.isSubtype(receiver.heapType, cls.object(TypeObject.self)) else { return false }
    let attribute = vm.superLookup(receiver.heapType, after: cls.object(TypeObject.self), name)
    guard self.isMethod(attribute), wantsMethod else { return false }
    let pointer = guardClass(read(word.operandB), cell)
    guardConstant(loadField(pointer, .cellValue), cls)
    _ = guardClass(read(register), receiver)
    assume(receiver.heapType)
    write(word.operandA, constValue(attribute))
    write(word.operandA + 6, read(register))
    return true
  }

  /// `super().name` in `__new__` or a class method: the receiver is a class.
  private func loadSuper(ofClass receiver: Value, _ register: Int, _ cell: Value, _ name: Value) -> Bool {
    let (owner, cls) = (receiver.object(TypeObject.self), cell.object(CellObject.self).pointee.value)
    guard vm.isSubtype(owner, cls.object(TypeObject.self)) else { return false }
    let attribute = vm.superLookup(owner, after: cls.object(TypeObject.self), name)
    // Native functions are plain values, which may vary without the class's becoming another one.
    let isFixed = attribute.isKind(.builtin) && vm.isSpecialName(name)
    guard isMethod(attribute) || isFixed || vm.typeOf(attribute) == vm.types.staticMethod || isBoundToClass(attribute) else { return false }
    let pointer = guardClass(read(word.operandB), cell)
    guardConstant(loadField(pointer, .cellValue), cls)
    guardConstant(read(register), receiver)
    assume(owner)
    write(word.operandA, constValue(vm.bind(attribute, .nil, owner)))
    write(word.operandA + 6, constWord(.nil))
    return true
  }

  func storeAttribute() -> Bool {
    if inlineSpecial() { return true }
    let object = concrete(word.operandA)
    let name = codeNames[word.operandC]
    let id = read(word.operandA)
    if storeClassVariable(object, id, name) { return true }
    guard object.isReference, let layout = plainLayout(object, name), canStore(name, layout) else { return genericStore(id, name) }
    store(read(word.operandB), (id, object), name, layout)
    return true
  }

  /// Whether an attribute is, or goes, among the slots of an object of a layout.
  private func canStore(_ name: Value, _ layout: LayoutRef) -> Bool {
    let position = layout.pointee.position(of: name)
    if position >= 0 { return position < layout.pointee.inlineSlots }
    let added = layout.pointee.names.count
    return added < layout.pointee.inlineSlots && added < 100
  }

  private func store(_ value: ValueID, _ object: Argument, _ name: Value, _ layout: LayoutRef) {
    let position = layout.pointee.position(of: name)
    if position >= 0 {
      let pointer = emitGuard(.guardReference, [asWord(object.id)])
      guardLayout(pointer, layout)
      emit(.storeSlot, [pointer, asWord(value)], immediate: layout.pointee.slotOffset + position * 8)
      return
    }
    let added = layout.pointee.names.count
    let pointer = guardClass(object.id, object.value)
    assume(object.value.heapType)
    guardLayout(pointer, layout)
    emit(.storeSlot, [pointer, asWord(value)], immediate: layout.pointee.slotOffset + added * 8)
    let next = emit(.constPtr, immediate: constant(.layout(vm.layout(layout, adding: name))))
    emit(.storeField, [pointer, next], immediate: Int(FieldID.objectLayout.rawValue))
  }

  /// Assigns a class's attribute whose value varies, if its new value is of a kind that makes no other class of it.
  private func storeClassVariable(_ object: Value, _ id: ValueID, _ name: Value) -> Bool {
    let value = concrete(word.operandB)
    guard object.isReference, object.heapType == vm.types.type, vm.typeLookup(vm.types.type, name).isNil else { return false }
    let type = object.object(TypeObject.self)
    guard let cell = vm.variableAttribute(type, name), !vm.dictGet(type.pointee.dict, name).isNil, vm.isPlainValue(value) else { return false }
    let isImmediate = isNumber(value) || value.isNone
    guard isImmediate || value.isReference && !value.heapType.pointee.isUser else { return false }
    guardConstant(id, object)
    assume(type)
    if isImmediate { guardImmediate(read(word.operandB), value) } else { _ = guardClass(read(word.operandB), value) }
    emit(.storeGlobal, [wordOperand(word.operandB)], immediate: constant(.global(cell)))
    return true
  }

  /// The layout of an object whose attribute of a name is stored in its slots, without descriptors or hooks.
  private func plainLayout(_ object: Value, _ name: Value, ignoringHooks: Bool = false) -> LayoutRef? {
    let type = object.heapType
    guard type.pointee.hasLayout, ignoringHooks || !type.pointee.customSet, type.pointee.kind != .type else { return nil }
    guard let layout = object.object(ObjectHeader.self).pointee.layout, !layout.pointee.isDictMode else { return nil }
    let attribute = vm.typeLookup(type, name)
    return attribute.isNil || !vm.isDataDescriptor(attribute) ? layout : nil
  }

  private func genericStore(_ id: ValueID, _ name: Value) -> Bool {
    callHelper(.rt_set_attribute, [asWord(id), constValue(name), wordOperand(word.operandB)])
    return true
  }

  // MARK: Subscripts

  func loadItem() -> Bool {
    let container = concrete(word.operandB)
    let key = concrete(word.operandC)
    if let index = int64(key), !key.isBool, let (pointer, count, length) = sequence(read(word.operandB), container, by: .__getitem__) {
      guard let position = checkedIndex(intOperand(word.operandC), index, count, length) else { return false }
      write(word.operandA, emit(.loadItem, [items(pointer, container), position]))
      return true
    }
    if let index = int64(key), !key.isBool, rangeItem(container, index) || loadRawItem(container, index) || characterItem(container, index) { return true }
    if loadSlice(container, key) || dictItem(container, key) || inlineSpecial() { return true }
    write(word.operandA, callHelper(.rt_get_item, [wordOperand(word.operandB), wordOperand(word.operandC)]))
    return true
  }

  func storeItem() -> Bool {
    let container = concrete(word.operandA)
    let key = concrete(word.operandB)
    if !key.isKind(.slice) { makePendingSlice() }
    if container.isKind(.list), let index = int64(key), !key.isBool,
      let (pointer, count, length) = sequence(read(word.operandA), container, by: .__setitem__)
    {
      guard let position = checkedIndex(intOperand(word.operandB), index, count, length) else { return false }
      emit(.storeItem, [items(pointer, container), position, wordOperand(word.operandC)])
      return true
    }
    if storeSlice(container, key) || storeRawItem(container, key) || inlineSpecial() { return true }
    makePendingSlice()
    if storeDictItem(container, key) { return true }
    callHelper(.rt_set_item, [wordOperand(word.operandA), wordOperand(word.operandB), wordOperand(word.operandC)])
    return true
  }

  /// The guarded address, length and present length of a list or tuple.
  ///
  /// - Parameter method: the special method that instances of the program's classes must have from the built-in one; nil where none
  ///   would be asked.
  func sequence(_ id: ValueID, _ value: Value, by method: Name?) -> (pointer: ValueID, count: ValueID, length: Int)? {
    guard value.isKind(.list) || value.isKind(.tuple) else { return nil }
    let type = value.heapType
    if type.pointee.isUser, let method, !inherits(method, type, type.pointee.kind) { return nil }
    let pointer = guardClass(id, value)
    if value.isKind(.list) { return (pointer, loadField(pointer, .listCount), vm.listCount(value)) }
    return (pointer, loadField(pointer, .tupleCount), vm.tupleCount(value))
  }

  /// The address of the first item.
  func items(_ pointer: ValueID, _ value: Value) -> ValueID {
    value.isKind(.list)
      ? loadField(pointer, .listItems) : emit(.address, [pointer], immediate: MemoryLayout<TupleObject>.size)
  }

  /// An index made non-negative and guarded against the length; nil when it is out of range now.
  func checkedIndex(_ index: ValueID, _ now: Int, _ count: ValueID, _ length: Int) -> ValueID? {
    guard now < length, now >= -length else { return nil }
    if now >= 0 {
      emitGuard(.guardTrue, [emit(.geInt, [index, constInt(0)])], kind: .arithmetic)
      emitGuard(.guardTrue, [emit(.ltInt, [index, count])], kind: .arithmetic)
      return index
    }
    emitGuard(.guardTrue, [emit(.ltInt, [index, constInt(0)])], kind: .arithmetic)
    let position = emit(.addInt, [index, count])
    emitGuard(.guardTrue, [emit(.geInt, [position, constInt(0)])], kind: .arithmetic)
    return position
  }

  func unpack() -> Bool {
    let source = concrete(word.operandB)
    let count = word.operandC
    let id = read(word.operandB)
    let values: [ValueID]
    if let known = unpacked[id], known.items.count == count, isUnchanged(known, source) {
      values = known.items
    } else {
      guard let (pointer, length, now) = sequence(id, source, by: .__iter__), now == count else { return false }
      emitGuard(.guardTrue, [emit(.eqInt, [length, constInt(count)])])
      let base = items(pointer, source)
      values = (0..<count).map { emit(.loadItem, [base, constInt($0)]) }
      unpacked[id] = UnpackedSequence(items: values, end: body.count)
    }
    for i in 0..<count { write(word.operandA + i, values[i]) }
    return true
  }

  /// Whether what was read of a sequence is still so: nothing was stored or called since, or it is a tuple.
  private func isUnchanged(_ known: UnpackedSequence, _ source: Value) -> Bool {
    source.isExactly(vm.types.tuple) || body[known.end...].allSatisfy { $0.op.info.kind != .store && $0.op.info.kind != .call }
  }
}

/// A sequence that the trace unpacked.
struct UnpackedSequence {
  let items: [ValueID]
  /// How many uops the trace had then.
  let end: Int
}

/// A `super` object that the trace made: the class it begins behind, the receiver and its class, which the trace has checked.
struct RecordedSuper {
  let cls, start: TypeRef
  let receiver: ValueID
}
