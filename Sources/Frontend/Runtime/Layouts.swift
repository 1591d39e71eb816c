// Makes attribute layouts and moves instances between them.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The layout of an instance without attributes.
  func rootLayout(slotOffset: Int, inlineSlots: Int) -> LayoutRef {
    let key = slotOffset << 20 | inlineSlots
    if let layout = runtime.layoutRoots[key] { return layout }
    let layout = makeLayout(slotOffset: slotOffset, inlineSlots: inlineSlots, names: [], isDictMode: false)
    runtime.layoutRoots[key] = layout
    return layout
  }

  /// Gives a class a layout of its own where attributes are not simply found and set: code that knows an object by its layout alone
  /// must not meet it.
  func separateLayout(_ type: TypeRef) {
    guard let shared = type.pointee.rootLayout, !shared.pointee.isOwned else { return }
    type.pointee.rootLayout = makeOwnedLayout(type)
  }

  /// A layout without attributes that no instance has yet.
  func makeOwnedLayout(_ type: TypeRef) -> LayoutRef {
    let layout = makeLayout(
      slotOffset: type.pointee.slotOffset, inlineSlots: type.pointee.inlineSlots, names: [], isDictMode: false, isOwned: true)
    layout.pointee.root = layout
    return layout
  }

  /// Gives an object that became an instance of another class a layout that instances of that class may have.
  func adaptLayout(_ value: Value, _ type: TypeRef) {
    let header = value.object(ObjectHeader.self)
    guard let layout = header.pointee.layout, let root = type.pointee.rootLayout, !layout.pointee.isDictMode,
      layout.pointee.root != root.pointee.root
    else { return }
    let (slotOffset, inlineSlots) = (layout.pointee.slotOffset, layout.pointee.inlineSlots)
    guard !root.pointee.isOwned || root.pointee.slotOffset == slotOffset && root.pointee.inlineSlots == inlineSlots else {
      makeDictMode(value)
      return
    }
    var adapted = root.pointee.isOwned ? root : rootLayout(slotOffset: slotOffset, inlineSlots: inlineSlots)
    for name in layout.pointee.names { adapted = self.layout(adapted, adding: Value(bits: name)) }
    header.pointee.layout = adapted
  }

  /// Moves the attributes of an object that its class has data descriptors for out of the sight of code that knows its layout.
  func hideAttributes(_ object: Value) {
    guard object.heapType.pointee.hasLayout, let layout = object.object(ObjectHeader.self).pointee.layout, !layout.pointee.isOwned else { return }
    for name in layout.pointee.names where isDataDescriptor(typeLookup(object.heapType, Value(bits: name))) {
      makeDictMode(object)
      return
    }
  }

  private func makeLayout(slotOffset: Int, inlineSlots: Int, names: [UInt64], isDictMode: Bool, isOwned: Bool = false) -> LayoutRef {
    var positions: [UInt64: Int] = [:]
    if names.count > 8 { for (i, name) in names.enumerated() { positions[name] = i } }
    let layout = LayoutRef.allocate(capacity: 1)
    runtime.layoutCount += 1
    layout.initialize(
      to: Layout(
        slotOffset: slotOffset, inlineSlots: inlineSlots, names: names, count: names.count, positions: positions, transitions: [:],
        isDictMode: isDictMode, isOwned: isOwned, number: runtime.layoutCount, root: nil))
    return layout
  }

  /// The layout after an attribute was added.
  func layout(_ layout: LayoutRef, adding name: Value) -> LayoutRef {
    if let next = layout.pointee.transitions[name.raw] { return next }
    let next = makeLayout(
      slotOffset: layout.pointee.slotOffset, inlineSlots: layout.pointee.inlineSlots,
      names: layout.pointee.names + [name.raw], isDictMode: false, isOwned: layout.pointee.isOwned)
    next.pointee.root = layout.pointee.root
    layout.pointee.transitions[name.raw] = next
    return next
  }

  /// Where attribute number `position` of an object lives.
  @inline(__always)
  func slotAddress(_ object: UnsafeMutableRawPointer, _ layout: LayoutRef, _ position: Int) -> UnsafeMutablePointer<Value> {
    let inline = layout.pointee.inlineSlots
    if position < inline {
      return (object + layout.pointee.slotOffset + position * 8).assumingMemoryBound(to: Value.self)
    }
    let overflow = (object + layout.pointee.slotOffset - 8).assumingMemoryBound(to: UnsafeMutablePointer<Value>.self).pointee
    return overflow + (position - inline)
  }

  /// A fresh instance of a class whose kind is `instance` (or another kind with fixed size), attributes unset.
  @inline(__always)
  public func makeInstance(_ type: TypeRef) -> UnsafeMutableRawPointer {
    let memory = allocateCell(type.pointee.slotOffset + type.pointee.inlineSlots * 8)
    memory.assumingMemoryBound(to: ObjectHeader.self).pointee = ObjectHeader(type: type, layout: type.pointee.rootLayout)
    let slots = (memory + type.pointee.slotOffset).assumingMemoryBound(to: Value.self)
    for i in 0..<type.pointee.inlineSlots { slots[i] = .nil }
    if type.pointee.hasFinalizer { runtime.finalizable.append(UInt(bitPattern: memory)) }
    return memory
  }

  /// The value of an attribute kept in the object itself, or nil.
  func instanceAttribute(_ object: Value, _ name: Value) -> Value {
    let type = object.heapType
    if !type.pointee.hasLayout {
      guard let dict = attributeDict(object) else { return .nil }
      return dictGet(dict, name)
    }
    guard let layout = object.object(ObjectHeader.self).pointee.layout else { return .nil }
    if layout.pointee.isDictMode {
      let dict = slotAddress(object.address, layout, 0).pointee
      return dictGet(slotMembers(of: dict, holding: name) ?? dict, name)
    }
    let position = layout.pointee.position(of: name)
    return position < 0 ? .nil : slotAddress(object.address, layout, position).pointee
  }

  /// Sets an attribute in the object itself; returns false when objects of its class have none.
  func setInstanceAttribute(_ object: Value, _ name: Value, _ value: Value) -> Bool {
    let type = object.heapType
    if !type.pointee.hasLayout {
      guard let dict = attributeDict(object, make: true) else { return false }
      dictSet(dict, name, value)
      return true
    }
    guard let layout = object.object(ObjectHeader.self).pointee.layout else { return false }
    if layout.pointee.isDictMode {
      setInDictMode(slotAddress(object.address, layout, 0).pointee, type, name, value)
      return true
    }
    let position = layout.pointee.position(of: name)
    if position >= 0 {
      slotAddress(object.address, layout, position).pointee = value
      return true
    }
    addAttribute(object, layout, name, value)
    return true
  }

  private func addAttribute(_ object: Value, _ layout: LayoutRef, _ name: Value, _ value: Value) {
    let position = layout.pointee.names.count
    let inline = layout.pointee.inlineSlots
    if position >= 100 || isDataDescriptor(typeLookup(object.heapType, name)) {
      makeDictMode(object)
      _ = setInstanceAttribute(object, name, value)
      return
    }
    if position >= inline { growOverflow(object.address, layout, position - inline) }
    slotAddress(object.address, layout, position).pointee = value
    object.object(ObjectHeader.self).pointee.layout = self.layout(layout, adding: name)
  }

  /// Makes room for overflow slot number `index`; capacities are 4, 8, 16...
  private func growOverflow(_ object: UnsafeMutableRawPointer, _ layout: LayoutRef, _ index: Int) {
    guard index == 0 || index >= 4 && index & (index - 1) == 0 else { return }
    let larger = allocateArray(index == 0 ? 4 : index * 2)
    let word = object + layout.pointee.slotOffset - 8
    if index > 0 { larger.update(from: word.assumingMemoryBound(to: UnsafeMutablePointer<Value>.self).pointee, count: index) }
    word.assumingMemoryBound(to: UnsafeMutablePointer<Value>.self).pointee = larger
  }

  /// Moves an instance's attributes into a dict, which it keeps from then on, and returns the dict.
  @discardableResult
  func makeDictMode(_ object: Value) -> Value {
    guard let layout = object.object(ObjectHeader.self).pointee.layout else { return .nil }
    if layout.pointee.isDictMode { return slotAddress(object.address, layout, 0).pointee }
    let dict = makeDict()
    for (i, name) in layout.pointee.names.enumerated() {
      let value = slotAddress(object.address, layout, i).pointee
      if !value.isNil { setInDictMode(dict, object.heapType, Value(bits: name), value) }
    }
    if layout.pointee.inlineSlots == 0 { growOverflow(object.address, layout, 0) }
    let mode = dictModeLayout(layout)
    slotAddress(object.address, mode, 0).pointee = dict
    object.object(ObjectHeader.self).pointee.layout = mode
    return dict
  }

  private func dictModeLayout(_ layout: LayoutRef) -> LayoutRef {
    let key = -(layout.pointee.slotOffset << 20 | layout.pointee.inlineSlots) - 1
    if let mode = runtime.layoutRoots[key] { return mode }
    let mode = makeLayout(
      slotOffset: layout.pointee.slotOffset, inlineSlots: layout.pointee.inlineSlots, names: [], isDictMode: true)
    runtime.layoutRoots[key] = mode
    return mode
  }

  /// Replaces all attributes of an instance by those in a dict, which it keeps.
  func setAttributeDict(_ object: Value, _ dict: Value) {
    if object.heapType.pointee.hasLayout {
      makeDictMode(object)
      guard let layout = object.object(ObjectHeader.self).pointee.layout else { return }
      let slot = slotAddress(object.address, layout, 0)
      let members = slot.pointee.object(DictObject.self).pointee.extra
      if members.isKind(.dict), dict.object(DictObject.self).pointee.extra.isNil { dict.object(DictObject.self).pointee.extra = members }
      slot.pointee = dict
    } else {
      object.object(ObjectHeader.self).pointee.layout = UnsafeMutableRawPointer(dict.address).assumingMemoryBound(to: Layout.self)
    }
  }

  /// The attribute dict of an object whose class has no layout: functions, modules, classes, and instances of
  /// subclasses of types with data of variable length (their layout word is the dict's address).
  func attributeDict(_ object: Value, make: Bool = false) -> Value? {
    let type = object.heapType
    switch type.pointee.kind {
    case .function:
      let function = object.object(FunctionObject.self)
      if function.pointee.attributes.isNil {
        guard make else { return nil }
        function.pointee.attributes = makeDict()
      }
      return function.pointee.attributes
    case .module: return object.object(ModuleObject.self).pointee.dict
    case .type: return object.object(TypeObject.self).pointee.dict
    default:
      guard type.pointee.isUser else {
        guard type == pointee.types.staticMethod || type == pointee.types.classMethod else { return nil }
        let record = object.object(RecordObject.self)
        if record.pointee.field1.isKind(.dict) { return record.pointee.field1 }
        guard make else { return nil }
        record.pointee.field1 = makeDict()
        return record.pointee.field1
      }
      let header = object.object(ObjectHeader.self)
      if let dict = header.pointee.layout { return Value(UnsafeMutableRawPointer(dict)) }
      guard make else { return nil }
      let dict = makeDict()
      header.pointee.layout = UnsafeMutableRawPointer(dict.address).assumingMemoryBound(to: Layout.self)
      return dict
    }
  }
}

/// An instance whose attributes are in a dict keeps those that `__slots__` names in a second one, which the first holds: its
/// `__dict__` does not have them.
extension UnsafeMutablePointer where Pointee == VMState {
  /// The second dict if it has a name.
  func slotMembers(of dict: Value, holding name: Value) -> Value? {
    let members = dict.object(DictObject.self).pointee.extra
    return members.isKind(.dict) && !dictGet(members, name).isNil ? members : nil
  }

  fileprivate func setInDictMode(_ dict: Value, _ type: TypeRef, _ name: Value, _ value: Value) {
    guard !runtime.slottedTypes.isEmpty, typeLookup(type, name).isExactly(types.memberDescriptor) else {
      dictSet(dict, name, value)
      return
    }
    let object = dict.object(DictObject.self)
    if object.pointee.extra.isNil { object.pointee.extra = makeDict() }
    dictSet(object.pointee.extra.isKind(.dict) ? object.pointee.extra : dict, name, value)
  }
}
