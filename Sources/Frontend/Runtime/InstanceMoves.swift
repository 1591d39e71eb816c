// Moves instances to layouts that no code knows, when their class begins to look attributes up in another way.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Gives classes, and all of their instances, layouts of their own: code that knows where the shared ones have an attribute must not
  /// find it there any longer.
  func moveInstances(of classes: [TypeRef]) {
    var moves: [UInt: LayoutMoves] = [:]
    var sizes: Set<Int> = []
    for type in classes {
      guard type.pointee.hasLayout, type.pointee.rootLayout != nil else { continue }
      let root = makeOwnedLayout(type)
      type.pointee.rootLayout = root
      moves[UInt(bitPattern: type)] = LayoutMoves(root: root)
      sizes.insert(heap.cellSize(for: type.pointee.slotOffset + type.pointee.inlineSlots * 8))
    }
    guard !moves.isEmpty else { return }
    heap.forEachCell(ofSizes: sizes) { address in
      guard let header = UnsafeMutablePointer<ObjectHeader>(bitPattern: address) else { return }
      let type = UnsafePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee
      guard moves[type] != nil, let layout = header.pointee.layout, !layout.pointee.isDictMode else { return }
      header.pointee.layout = moves[type]?.move(layout, self)
    }
  }

  /// Has instances found anew where a class gets a data descriptor for an attribute that instances may have themselves.
  func hideAttribute(_ name: Value, in type: TypeRef) {
    var classes: [TypeRef] = []
    func add(_ type: TypeRef) {
      if let root = type.pointee.rootLayout, type.pointee.hasLayout, mayHold(root, name) { classes.append(type) }
      guard !type.pointee.subclasses.isNil else { return }
      for i in 0..<listCount(type.pointee.subclasses) { add(listItem(type.pointee.subclasses, i).object(TypeObject.self)) }
    }
    add(type)
    if !classes.isEmpty { moveInstances(of: classes) }
  }

  /// Makes known that instances of a class, which may be attributes of other classes, became descriptors of another kind.
  func refreshHolders(of descriptor: TypeRef, _ type: TypeRef) {
    let dict = type.pointee.dict.object(DictObject.self)
    for i in 0..<dict.pointee.entryCount where type.pointee.isUser {
      let key = dict.pointee.entries.unsafelyUnwrapped[i].key
      let value = key.isNil ? Value.nil : dictValue(dict, i)
      guard value.isReference, isSubtype(value.heapType, descriptor) else { continue }
      typeChanged(type)
      if isDataDescriptor(value) { hideAttribute(key, in: type) }
    }
    guard !type.pointee.subclasses.isNil else { return }
    for derived in listItems(type.pointee.subclasses) { refreshHolders(of: descriptor, derived.object(TypeObject.self)) }
  }

  /// Whether a layout, or one that came out of it, has an attribute of a name.
  private func mayHold(_ layout: LayoutRef, _ name: Value) -> Bool {
    layout.pointee.transitions[name.raw] != nil || layout.pointee.transitions.values.contains { mayHold($0, name) }
  }
}

/// The layouts of one class before and after its instances were moved.
private struct LayoutMoves {
  let root: LayoutRef
  private var moved: [LayoutRef: LayoutRef] = [:]

  init(root: LayoutRef) { self.root = root }

  mutating func move(_ layout: LayoutRef, _ vm: UnsafeMutablePointer<VMState>) -> LayoutRef {
    if let known = moved[layout] { return known }
    var target = root
    for name in layout.pointee.names { target = vm.layout(target, adding: Value(bits: name)) }
    moved[layout] = target
    return target
  }
}

extension Heap {
  /// The size of the cells that objects of a size live in.
  func cellSize(for size: Int) -> Int {
    size > Heap.largestCell ? size : classes[Int(classOfGranules[(size + 15) >> 4])].cellSize
  }

  /// Calls `body` with the address of each cell of some sizes that holds an object, dead ones included.
  func forEachCell(ofSizes sizes: Set<Int>, _ body: (UInt) -> Void) {
    var block = 0
    while block < state.pointee.blockCount {
      let size = blocks[block].cellSize
      if size > 0, size <= Heap.largestCell, sizes.contains(size) {
        let start = address(ofBlock: block)
        for cell in 0..<(Heap.blockSize / size) {
          let object = start + UInt(cell * size)
          if marker.pointee.holdsObject(object, block, cell) { body(object) }
        }
      }
      block += Swift.max(Int(blocks[block].span), 1)
    }
  }
}
