// Makes small objects of built-in classes in traces: like instances, they are never made unless something must see them.

import TraceIR

extension Recorder {
  /// A bound method of a function.
  func makeBoundMethod(_ function: Value, _ receiver: ValueID) -> ValueID {
    let object = emit(.newObject, immediate: constant(.type(vm.types.boundMethod)))
    setField(object, .methodFunction, asWord(constValue(function)))
    setField(object, .methodSelf, asWord(receiver))
    let bound = emit(.ref, [object])
    boundMethods[bound] = (function, receiver)
    return bound
  }

  /// A dict that nothing was put into yet.
  func makeEmptyDict() -> ValueID { emit(.ref, [emit(.newObject, immediate: constant(.type(vm.types.dict)))]) }

  /// An instance of a class of the program, without attributes.
  func makeInstance(_ type: TypeRef) -> ValueID {
    let template = constant(.type(type))
    if let layout = type.pointee.rootLayout {
      record.tree.instances[template] = InstanceShape(
        firstSlot: type.pointee.slotOffset, slotCount: type.pointee.inlineSlots, layout: constant(.layout(layout)))
    }
    return emit(.ref, [emit(.newObject, immediate: template)])
  }

  /// `object.__new__(cls)`.
  func newInstance(_ cls: Argument) -> Bool {
    guard cls.value.isKind(.type) else { return false }
    let type = cls.value.object(TypeObject.self)
    guard type.pointee.kind == .instance, type.pointee.isUser, type.pointee.rootLayout != nil, !type.pointee.isAbstract, !type.pointee.hasFinalizer
    else { return false }
    guardConstant(cls.id, cls.value)
    assume(type)
    write(word.operandA, makeInstance(type))
    return true
  }

  /// `tuple.__new__(cls, items)` with the items in a tuple.
  func newTuple(_ cls: Argument, _ items: Argument) -> Bool {
    guard cls.value.isKind(.type), items.value.isExactly(vm.types.tuple) else { return false }
    let (type, count) = (cls.value.object(TypeObject.self), vm.tupleCount(items.value))
    guard type.pointee.kind == .tuple, type.pointee.isUser, !type.pointee.isAbstract, !type.pointee.hasFinalizer, count > 0, count <= 16 else { return false }
    guardConstant(cls.id, cls.value)
    assume(type)
    let pointer = guardClass(items.id, items.value)
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(pointer, .tupleCount), constInt(count)])])
    let first = self.items(pointer, items.value)
    let object = emit(.newTuple, (0..<count).map { emit(.loadItem, [first, constInt($0)]) })
    let address = emit(.unref, [emit(.constRef, immediate: constant(.type(type)))])
    emit(.storeField, [object, address], immediate: Int(FieldID.objectClass.rawValue))
    write(word.operandA, emit(.ref, [object]))
    return true
  }

  /// A field of a named tuple: a property of a tuple's class that gets the item at a position.
  func loadNamedField(_ object: Value, _ id: ValueID, _ name: Value) -> Bool {
    guard object.isKind(.tuple), object.heapType.pointee.isUser, !object.heapType.pointee.customGet else { return false }
    guard let position = vm.fieldPosition(vm.typeLookup(object.heapType, name)), position < vm.tupleCount(object),
      let (pointer, count, _) = sequence(id, object, by: .__getitem__)
    else { return false }
    emitGuard(.guardTrue, [emit(.gtInt, [count, constInt(position)])])
    write(word.operandA, emit(.loadItem, [items(pointer, object), constInt(position)]))
    return true
  }

  private func setField(_ object: ValueID, _ field: FieldID, _ word: ValueID) {
    emit(.storeSlot, [object, word], immediate: Recorder.abi.fields[Int(field.rawValue)].offset)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The position of the item that a property gets, if its getter is `operator.itemgetter` of one small position.
  func fieldPosition(_ attribute: Value) -> Int? {
    guard attribute.isExactly(types.property) else { return nil }
    let getter = attribute.object(RecordObject.self).pointee.field0
    guard getter.isReference, getter.isKind(.native), !getter.heapType.pointee.isUser, swiftString(getter.heapType.pointee.name) == "itemgetter" else { return nil }
    let keys = getter.object(NativeObject.self).pointee.value0
    guard tupleCount(keys) == 1, tupleBase(keys)[0].isSmallInt, tupleBase(keys)[0].smallInt >= 0 else { return nil }
    return tupleBase(keys)[0].smallInt
  }

  /// What a trace makes of a class: an instance without attributes, or a small object whose fields are empty.
  func makeObject(_ type: TypeRef) -> UnsafeMutableRawPointer {
    if type == types.boundMethod {
      let method = allocate(BoundMethodObject.self, type)
      (method.pointee.function, method.pointee.receiver) = (.none, .none)
      return UnsafeMutableRawPointer(method)
    }
    if type == types.dict { return makeDict().address }
    if type == types.traceback {
      let entry = allocate(TracebackObject.self, type)
      (entry.pointee.next, entry.pointee.code) = (.none, .none)
      return UnsafeMutableRawPointer(entry)
    }
    if type.pointee.kind == .exception { return makeBareException(type, pointee.emptyTuple).address }
    return makeInstance(type)
  }
}
