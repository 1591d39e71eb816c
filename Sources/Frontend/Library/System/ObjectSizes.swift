// Says how large CPython's objects are.

extension UnsafeMutablePointer where Pointee == VMState {
  /// What CPython's `sys.getsizeof` says, roughly for objects whose size there follows from their past.
  func sizeOf(_ value: Value) -> Int {
    switch typeOf(value).pointee.kind {
    case .int, .bool: return 24 + 4 * Swift.max(1, (bitLength(value) + 29) / 30)
    case .float: return 24
    case .complex: return 32
    case .str:
      let width = stringWidth(value)
      let ascii = value.object(StrObject.self).pointee.isASCII
      return (ascii ? 49 : width == 1 ? 73 : width == 2 ? 74 : 76) + stringCount(value) * width
    case .bytes: return 33 + value.object(BytesObject.self).pointee.count
    case .byteArray:
      let count = value.object(ByteArrayObject.self).pointee.count
      return 56 + (count == 0 ? 0 : count + 1)
    case .list: return 56 + 8 * listCapacity(value.object(ListObject.self))
    case .tuple: return 40 + 8 * tupleCount(value)
    case .dict: return dictSize(value)
    case .set, .frozenSet:
      let mask = value.object(SetObject.self).pointee.mask
      return 216 + (mask > 7 ? (mask + 1) * 16 : 0)
    case .none, .ellipsis: return 16
    case .range: return 48
    case .iterator: return iteratorSize(value)
    case .memoryView: return 184
    case .property: return 80
    case .dictView: return 40
    case .module: return 72
    case .superObject: return 56
    case .file: return 208
    case .slice: return 56
    case .function: return 152
    case .builtin: return 72
    case .boundMethod: return value.heapType == types.boundMethod ? 64 : 72
    case .generator: return 200
    case .exception: return 88
    case .type: return value.object(TypeObject.self).pointee.isUser ? 1688 : 424
    case .instance: return instanceSize(value)
    default: return 64
    }
  }

  private func iteratorSize(_ value: Value) -> Int {
    let type = value.heapType
    if [types.enumerate, types.keyIterator, types.valueIterator, types.itemIterator].contains(type) { return 72 }
    return type == types.zip || type == types.setIterator ? 64 : 48
  }

  private func instanceSize(_ value: Value) -> Int {
    let type = value.heapType
    if type == types.object { return 16 }
    guard type.pointee.hasSlotsOnly else { return 56 }
    var slots = 0
    for ancestor in tupleItems(type.pointee.mro) where ancestor.object(TypeObject.self).pointee.isUser {
      let dict = ancestor.object(TypeObject.self).pointee.dict.object(DictObject.self)
      for i in 0..<dict.pointee.entryCount {
        let entry = dict.pointee.entries.unsafelyUnwrapped[i]
        if !entry.key.isNil, dictValue(dict, i).isExactly(types.memberDescriptor) { slots += 1 }
      }
    }
    return 32 + 8 * slots
  }

  /// For how many items CPython would have room: lists that grew have more of it than those that were made whole.
  private func listCapacity(_ list: UnsafeMutablePointer<ListObject>) -> Int {
    let count = list.pointee.count
    // Lists made whole of more than two items have room for an even number, most of them.
    guard list.pointee.capacity > count, count > 0 else { return count > 2 ? (list.pointee.capacity + 1) & ~1 : list.pointee.capacity }
    var room = 0
    while room < count { room = (room + 1 + (room + 1) >> 3 + 6) & ~3 }
    return room
  }

  private func dictSize(_ value: Value) -> Int {
    let count = dictCount(value)
    if count == 0 { return 64 }
    var slots = 8
    while count > slots * 2 / 3 {
      let wanted = slots * 2 / 3 * 3
      while slots < wanted { slots *= 2 }
    }
    let hasNames = listItems(listFromIterable(value)).allSatisfy { $0.isKind(.str) }
    let indexWidth = slots < 256 ? 1 : slots < 1 << 16 ? 2 : 4
    return 64 + 32 + slots * indexWidth + slots * 2 / 3 * (hasNames ? 16 : 24)
  }
}
