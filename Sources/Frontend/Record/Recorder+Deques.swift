// Records what is put at the ends of deques and taken from them, as stores and loads in their rings.

import TraceIR

extension Recorder {
  /// A method of a deque that needs no other ring; false with nothing recorded for anything else.
  func dequeMethod(_ role: NativeRole, _ callee: Value, _ arguments: [Argument]) -> Bool {
    let deque = arguments[0]
    guard Value(vm.typeOf(deque.value)) == callee.object(BuiltinObject.self).pointee.owner else { return false }
    let object = deque.value.object(NativeObject.self)
    let (ring, limit, count) = (object.pointee.value0, object.pointee.value1, object.pointee.integer1)
    guard ring.isExactly(vm.types.list) else { return false }
    switch (role, arguments.count) {
    case (.dequeAppend, 2), (.dequeAppendLeft, 2):
      guard !limit.isReference, !limit.isSmallInt, count < vm.listCount(ring) else { return false }
      let place = ringPlace(deque, ring)
      guardConstant(loadField(place.deque, .dequeLimit), limit)
      emitGuard(.guardTrue, [emit(.ltInt, [place.count, place.capacity])], kind: .arithmetic)
      put(asWord(arguments[1].id), place, atEnd: role == .dequeAppend)
      write(word.operandA, constWord(.none))
      return true
    case (.dequePop, 1), (.dequePopLeft, 1):
      guard count > 0 else { return false }
      let place = ringPlace(deque, ring)
      emitGuard(.guardTrue, [emit(.gtInt, [place.count, constInt(0)])], kind: .arithmetic)
      write(word.operandA, take(place, atEnd: role == .dequePop))
      return true
    default: return false
    }
  }

  /// The parts of a deque: a ring whose size is a power of two, with items from `start` on.
  private struct Ring {
    let deque, items, capacity, start, count: ValueID
  }

  private func ringPlace(_ deque: Argument, _ ring: Value) -> Ring {
    let pointer = guardClass(deque.id, deque.value)
    let list = guardClass(loadField(pointer, .dequeRing), ring)
    return Ring(
      deque: pointer, items: loadField(list, .listItems), capacity: loadField(list, .listCount), start: loadField(pointer, .dequeStart),
      count: loadField(pointer, .dequeCount))
  }

  private func position(_ ring: Ring, _ offset: ValueID) -> ValueID {
    emit(.andInt, [emit(.addInt, [ring.start, offset]), emit(.subInt, [ring.capacity, constInt(1)])])
  }

  private func put(_ item: ValueID, _ ring: Ring, atEnd: Bool) {
    let place = position(ring, atEnd ? ring.count : constInt(-1))
    emit(.storeItem, [ring.items, place, item])
    if !atEnd { emit(.storeField, [ring.deque, place], immediate: Int(FieldID.dequeStart.rawValue)) }
    emit(.storeField, [ring.deque, emit(.addInt, [ring.count, constInt(1)])], immediate: Int(FieldID.dequeCount.rawValue))
  }

  private func take(_ ring: Ring, atEnd: Bool) -> ValueID {
    let rest = emit(.subInt, [ring.count, constInt(1)])
    let place = atEnd ? position(ring, rest) : ring.start
    let item = emit(.loadItem, [ring.items, place])
    emit(.storeItem, [ring.items, place, constWord(.none)])
    if !atEnd { emit(.storeField, [ring.deque, position(ring, constInt(1))], immediate: Int(FieldID.dequeStart.rawValue)) }
    emit(.storeField, [ring.deque, rest], immediate: Int(FieldID.dequeCount.rawValue))
    return item
  }

  /// The field that holds the number of an object's items, where its length and truth are no matter of the program.
  func countField(_ type: TypeRef) -> FieldID? {
    switch type.pointee.kind {
    case .list: return .listCount
    case .tuple: return .tupleCount
    case .str: return .strLength
    case .dict: return .dictCount
    case .set, .frozenSet: return .setCount
    case .native: return vm.runtime.isDeque(Value(type)) ? .dequeCount : nil
    default: return nil
    }
  }
}
