// Orders objects that die together as reference counts would let them go.

extension Runtime {
  /// Objects with finalizers that a collection found dead, given in the order in which they were made: those that a dead list or tuple
  /// holds go from its last item to its first.
  ///
  /// To be called between marking and sweeping.
  func releaseOrder(_ dead: [UInt]) -> [UInt] {
    if dead.count < 2 { return dead }
    var position = Dictionary(uniqueKeysWithValues: dead.enumerated().map { ($1, $0) })
    var rank = dead.indices.map { (group: $0, place: 0) }
    heap.forEachDead { [vm] address in
      let header = UnsafeMutablePointer<ObjectHeader>(bitPattern: address).unsafelyUnwrapped
      guard header.pointee.type.pointee.kind == .list || header.pointee.type.pointee.kind == .tuple else { return }
      let items = vm.sequenceItems(Value(header))
      let held = items.enumerated().compactMap { item in
        item.element.isReference ? position.removeValue(forKey: UInt(item.element.raw &- 1)).map { (number: $0, place: item.offset) } : nil
      }
      guard held.count > 1, let first = held.map(\.number).min() else {
        for item in held { position[dead[item.number]] = item.number }
        return
      }
      for item in held { rank[item.number] = (first, -item.place) }
    }
    return dead.indices.sorted { rank[$0] < rank[$1] }.map { dead[$0] }
  }

  /// The objects with finalizers and suspended generators that are left when the program ends, in the order in which its variables let them go:
  /// first the variables' own values, then the items of containers, then the others.
  func exitOrder(_ left: [UInt]) -> [UInt] {
    if left.count < 2 { return left }
    var waiting = Set(left)
    var order: [UInt] = []
    func release(_ value: Value) {
      guard value.isReference, let address = waiting.remove(UInt(value.raw &- 1)) else { return }
      order.append(address)
    }
    func held(_ dict: Value) -> [Value] {
      let object = dict.object(DictObject.self)
      guard let entries = object.pointee.entries else { return [] }
      return (0..<object.pointee.entryCount).filter { !entries[$0].key.isNil }.map { vm.dictValue(object, $0) }
    }
    let main = vm.dictGet(modules, intern("__main__"))
    if main.isKind(.module) {
      let values = held(main.object(ModuleObject.self).pointee.dict)
      values.forEach(release)
      for value in values {
        if value.isExactly(vm.types.list) || value.isExactly(vm.types.tuple) { vm.sequenceItems(value).reversed().forEach(release) }
        if value.isExactly(vm.types.dict) { held(value).forEach(release) }
      }
    }
    return order + left.filter(waiting.contains)
  }
}
