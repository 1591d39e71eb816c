// Resolves names, attributes and methods off the fast path and fills the inline caches.

extension UnsafeMutablePointer where Pointee == VMState {
  // MARK: Names

  @inline(never)
  func loadGlobalSlow(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> Value {
    let code = r.code
    let name = code.pointee.names[pc.pointee.operandB]
    guard let cell = globalCell(code.pointee.globals, name) else { return raiseNameError(name) }
    let value = cell.pointee.value.isNil ? cell.pointee.fallback?.pointee.value ?? .nil : cell.pointee.value
    if value.isNil { return raiseNameError(name) }
    pc[1] = UInt64(UInt(bitPattern: cell))
    return value
  }

  public func raiseNameError(_ name: Value) -> Value {
    raise("NameError", "name '\(swiftString(name))' is not defined")
    if pointee.exception.isKind(.exception) { pointee.exception.object(ExceptionObject.self).pointee.extra = name }
    return .nil
  }

  @inline(never)
  func storeGlobalSlow(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>, _ value: Value) {
    let code = r.code
    let name = code.pointee.names[pc.pointee.operandB]
    dictSet(code.pointee.globals, name, value)
    if code.pointee.globals.object(DictObject.self).pointee.hasCells, let cell = globalCell(code.pointee.globals, name) {
      pc[1] = UInt64(UInt(bitPattern: cell))
    }
  }

  func deleteGlobal(_ code: UnsafeMutablePointer<CodeObject>, _ name: Value) -> Bool {
    if dictGet(code.pointee.globals, name).isNil || dictDelete(code.pointee.globals, name) <= 0 {
      _ = raiseNameError(name)
      return false
    }
    return true
  }

  func raiseUnboundLocal(_ r: UnsafeMutablePointer<Value>, _ register: Int) {
    let names = info(r.code).unit.localNames
    let name = register < names.count ? names[register] : "?"
    raise("UnboundLocalError", "cannot access local variable '\(name)' where it is not associated with a value")
  }

  func raiseUnboundCell(_ r: UnsafeMutablePointer<Value>, _ index: Int) {
    let unit = info(r.code).unit
    let name = unit.names[index]
    if unit.freeNames.contains(name) {
      raiseNameError(
        "NameError", "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope", runtime.intern(name))
    } else {
      raise("UnboundLocalError", "cannot access local variable '\(name)' where it is not associated with a value")
    }
  }

  /// The namespace that names of a class body or exec'd code are bound in.
  func namespace(_ r: UnsafeMutablePointer<Value>) -> Value {
    r.flags.contains(.namespace) && r.aux.isReference ? r.aux : r.code.pointee.globals
  }

  func loadName(_ r: UnsafeMutablePointer<Value>, _ w: UInt64) -> Value {
    let code = r.code
    let name = code.pointee.names[w.operandB]
    let space = namespace(r)
    let own = namespaceItem(space, name)
    if !own.isNil || !pointee.exception.isNil { return own }
    if w.operandC != 0 {
      let value = r[w.operandC - 1].object(CellObject.self).pointee.value
      if !value.isNil { return value }
      raiseUnboundCell(r, w.operandB)
      return .nil
    }
    let value = globalValue(code.pointee.globals, name)
    return value.isNil ? raiseNameError(name) : value
  }

  /// What a namespace has under a name: nil without exception when it has nothing.
  func namespaceItem(_ space: Value, _ name: Value) -> Value {
    if space.isExactly(pointee.types.dict) { return dictGet(space, name) }
    let value = getItem(space, name)
    if value.isNil, isPending("KeyError") { pointee.exception = .nil }
    return value
  }

  func storeName(_ r: UnsafeMutablePointer<Value>, _ name: Value, _ value: Value) -> Bool {
    let space = namespace(r)
    if space.isExactly(pointee.types.dict) {
      dictSet(space, name, value)
      return true
    }
    return setItem(space, name, value)
  }

  func deleteName(_ r: UnsafeMutablePointer<Value>, _ name: Value) -> Bool {
    let space = namespace(r)
    if space.isExactly(pointee.types.dict) ? dictDelete(space, name) > 0 : deleteItem(space, name) { return true }
    if pointee.exception.isNil || clearPending("KeyError") { _ = raiseNameError(name) }
    return false
  }

  // MARK: Attributes

  @inline(never)
  func loadAttributeSlow(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>, _ object: Value) -> Value {
    let name = r.code.pointee.names[pc.pointee.operandC]
    if object.isReference {
      if object.raw == pc[1] {
        if let value = loadCachedOwner(pc, object) { return value }
      }
      if cacheAttribute(pc, object, name, forMethod: false), pc[2] & boundFlag == 0 {
        if Int64(bitPattern: pc[2]) >= 0 {
          let value = (object.address + Int(pc[2])).assumingMemoryBound(to: Value.self).pointee
          if !value.isNil { return value }
        } else {
          return Value(bits: pc[3])
        }
      } else {
        cacheOwner(pc, object, name)
      }
    }
    return getAttribute(object, name)
  }

  /// A module's variable or a class's attribute through a cache keyed by the object itself.
  @inline(__always)
  private func loadCachedOwner(_ pc: UnsafeMutablePointer<UInt64>, _ object: Value) -> Value? {
    if pc[2] == 0 {
      let value = UnsafeMutablePointer<GlobalCell>(bitPattern: UInt(pc[3])).unsafelyUnwrapped.pointee.value
      return value.isNil ? nil : value
    }
    guard object.object(TypeObject.self).pointee.version == pc[2] else { return nil }
    let value = Value(bits: pc[3])
    return value.isKind(.globalCell) ? value.object(GlobalCell.self).pointee.value : value
  }

  private func cacheOwner(_ pc: UnsafeMutablePointer<UInt64>, _ object: Value, _ name: Value) {
    let type = object.heapType
    if type == pointee.types.module {
      let dict = object.object(ModuleObject.self).pointee.dict.object(DictObject.self)
      let position = dictFind(dict, string: name, hash: stringHash(name))
      guard position >= 0, dict.pointee.hasCells, typeLookup(type, name).isNil else { return }
      pc[1] = object.raw
      pc[2] = 0
      pc[3] = UInt64(UInt(bitPattern: dict.pointee.entries.unsafelyUnwrapped[position].value.address))
    } else if type == pointee.types.type {
      let cls = object.object(TypeObject.self)
      let value = typeLookup(cls, name)
      guard !value.isNil, typeLookup(type, name).isNil else { return }
      if value.isReference, value.heapType.pointee.kind != .function, !isPlainValue(value) { return }
      pc[1] = object.raw
      pc[2] = cls.pointee.version
      pc[3] = (variableAttribute(cls, name).map { Value($0) } ?? value).raw
    }
  }

  /// Whether a class attribute is what instances see, without any binding.
  func isPlainValue(_ value: Value) -> Bool {
    guard value.isReference else { return true }
    let type = value.heapType
    switch type.pointee.kind {
    case .function, .property, .staticMethod, .classMethod, .descriptor: return false
    case .builtin: return value.object(BuiltinObject.self).pointee.owner.isNil
    case .int, .float, .str, .bytes, .list, .tuple, .dict, .set, .frozenSet, .bool, .none, .range, .type: return typeLookup(type, name(.__get__)).isNil
    default: return typeLookup(type, name(.__get__)).isNil && typeLookup(type, name(.__set__)).isNil
    }
  }

  /// Fills words 1...3 for an attribute in the object's layout or, without one of that name there, in its class.
  private func cacheAttribute(_ pc: UnsafeMutablePointer<UInt64>, _ object: Value, _ name: Value, forMethod: Bool) -> Bool {
    let header = object.object(ObjectHeader.self)
    let shared = sharedCache(header.pointee.type, header.pointee.layout, name, forMethod ? .loadMethod : .loadAttribute)
    if shared.isFilled {
      shared.copy(to: pc)
      return true
    }
    guard findAttribute(pc, object, name, forMethod: forMethod) else { return false }
    shared.fill(from: pc)
    return true
  }

  private func findAttribute(_ pc: UnsafeMutablePointer<UInt64>, _ object: Value, _ name: Value, forMethod: Bool) -> Bool {
    let type = object.heapType
    guard !type.pointee.customGet, type.pointee.kind != .type, type.pointee.kind != .module else { return false }
    let header = object.object(ObjectHeader.self)
    let attribute = typeLookup(type, name)
    if !type.pointee.hasLayout {
      guard !attribute.isNil, header.pointee.layout == nil, type.pointee.kind != .function, variableAttribute(type, name) == nil else { return false }
      return cacheClassAttribute(pc, 0, type, attribute, forMethod: forMethod)
    }
    guard let layout = header.pointee.layout, !layout.pointee.isDictMode else { return false }
    if !attribute.isNil, isDataDescriptor(attribute) { return false }
    let key = UInt64(UInt(bitPattern: layout))
    let position = layout.pointee.position(of: name)
    if position >= 0 {
      guard position < layout.pointee.inlineSlots, attribute.isNil || !isDataDescriptor(attribute) else { return false }
      guard layoutIsSafe(type) else { return false }
      pc[1] = key
      pc[2] = UInt64(layout.pointee.slotOffset + position * 8)
      pc[3] = 0
      return true
    }
    return !attribute.isNil && variableAttribute(type, name) == nil && cacheClassAttribute(pc, key, type, attribute, forMethod: forMethod)
  }

  /// Slot caches are keyed by layout alone; classes with custom look-up must therefore not share layouts with others.
  private func layoutIsSafe(_ type: TypeRef) -> Bool { !type.pointee.customGet }

  private func cacheClassAttribute(
    _ pc: UnsafeMutablePointer<UInt64>, _ key: UInt64, _ type: TypeRef, _ attribute: Value, forMethod: Bool
  ) -> Bool {
    var flags = classFlag
    let kind = attribute.isReference ? attribute.heapType.pointee.kind : .int
    if kind == .function || (kind == .builtin && !attribute.object(BuiltinObject.self).pointee.owner.isNil) {
      flags |= boundFlag
    } else if !isPlainValue(attribute) {
      return false
    }
    if flags & boundFlag != 0 && !forMethod { return false }
    pc[1] = key
    pc[2] = flags | type.pointee.version
    pc[3] = attribute.raw
    return true
  }

  @inline(never)
  func loadMethodSlow(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>, _ object: Value) -> Bool {
    let w = pc.pointee
    let name = r.code.pointee.names[w.operandC]
    if object.isReference {
      if object.raw == pc[1], let value = loadCachedOwner(pc, object) {
        r[w.operandA] = value
        r[w.operandA + 6] = .nil
        return true
      }
      if cacheAttribute(pc, object, name, forMethod: true) {
        let isSlot = Int64(bitPattern: pc[2]) >= 0
        let value = isSlot ? (object.address + Int(pc[2])).assumingMemoryBound(to: Value.self).pointee : Value(bits: pc[3])
        if !value.isNil {
          r[w.operandA] = value
          r[w.operandA + 6] = !isSlot && pc[2] & boundFlag != 0 ? object : .nil
          return true
        }
      } else {
        cacheOwner(pc, object, name)
      }
    }
    return loadMethodGeneric(r + w.operandA, object, name)
  }

  /// Looks a method up without making a bound method when the class has it as a function.
  private func loadMethodGeneric(_ target: UnsafeMutablePointer<Value>, _ object: Value, _ name: Value) -> Bool {
    let type = typeOf(object)
    if !type.pointee.customGet, type.pointee.kind != .type, type.pointee.kind != .module {
      let attribute = typeLookup(type, name)
      let kind = attribute.isReference ? attribute.heapType.pointee.kind : .int
      if kind == .function || (kind == .builtin && !attribute.object(BuiltinObject.self).pointee.owner.isNil) {
        if !object.isReference || instanceAttribute(object, name).isNil {
          target[0] = attribute
          target[6] = object
          return true
        }
      }
    }
    let value = getAttribute(object, name)
    target[0] = value
    target[6] = .nil
    return !value.isNil
  }

  @inline(never)
  func storeAttributeSlow(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>, _ object: Value, _ value: Value) -> Bool {
    let name = r.code.pointee.names[pc.pointee.operandC]
    if object.isReference {
      let header = object.object(ObjectHeader.self)
      let shared = sharedCache(header.pointee.type, header.pointee.layout, name, .storeAttribute)
      if shared.isFilled {
        shared.copy(to: pc)
        storeCached(pc, object, value)
        return true
      }
    }
    let type = typeOf(object)
    let before = object.isReference && type.pointee.hasLayout ? object.object(ObjectHeader.self).pointee.layout : nil
    guard setAttribute(object, name, value) else { return false }
    guard let before, !type.pointee.customSet, !before.pointee.isDictMode else { return true }
    let attribute = typeLookup(type, name)
    if !attribute.isNil, isDataDescriptor(attribute) { return true }
    guard let after = object.object(ObjectHeader.self).pointee.layout, !after.pointee.isDictMode else { return true }
    let position = after.pointee.position(of: name)
    guard position >= 0, position < after.pointee.inlineSlots, type.pointee.slotOffset + position * 8 < 0x10000 else { return true }
    pc[1] = UInt64(UInt(bitPattern: before))
    pc[2] = UInt64(after.pointee.slotOffset + position * 8) | (after == before ? 0 : UInt64(UInt(bitPattern: after)) << 16)
    pc[3] = type.pointee.version
    sharedCache(type, before, name, .storeAttribute).fill(from: pc)
    return true
  }

  /// Sets an attribute as the words 2 and 3 of a storeAttribute say.
  @inline(__always)
  private func storeCached(_ pc: UnsafeMutablePointer<UInt64>, _ object: Value, _ value: Value) {
    (object.address + Int(pc[2] & 0xFFFF)).assumingMemoryBound(to: Value.self).pointee = value
    let next = pc[2] &>> 16
    if next != 0 { object.object(ObjectHeader.self).pointee.layout = LayoutRef(bitPattern: UInt(next)) }
  }

  // MARK: Construction

  /// The `__init__` function of a class whose instances are plain and made by `object.__new__`; word 1 of the call caches the class's version.
  @inline(__always)
  func plainInitializer(_ type: TypeRef, _ pc: UnsafeMutablePointer<UInt64>) -> Value? {
    if pc[1] == type.pointee.version { return typeLookup(type, name(.__init__)) }
    return plainInitializerSlow(type, pc)
  }

  @inline(never)
  private func plainInitializerSlow(_ type: TypeRef, _ pc: UnsafeMutablePointer<UInt64>) -> Value? {
    guard isPlainlyConstructed(type) else { return nil }
    // A metaclass may change without its classes.
    if type.pointee.header.type == pointee.types.type { pc[1] = type.pointee.version }
    return typeLookup(type, name(.__init__))
  }

  /// Whether calling a class means what `type.__call__` does.
  private func isCalledPlainly(_ type: TypeRef) -> Bool {
    let metaclass = type.pointee.header.type
    return metaclass == pointee.types.type || typeLookup(metaclass, name(.__call__)) == runtime.defaultTypeCall
  }

  /// The Toy `__new__` of a class whose instances need nothing else.
  ///
  /// What such a method makes may be an instance of a derived class with an `__init__`: classes with derived classes have none.
  func plainMaker(_ type: TypeRef) -> Value? {
    guard type.pointee.isUser, type.pointee.header.type == pointee.types.type, listCount(type.pointee.subclasses) == 0 else { return nil }
    let maker = typeLookup(type, name(.__new__))
    guard maker.isExactly(pointee.types.staticMethod), typeLookup(type, name(.__init__)) == runtime.defaultInit else { return nil }
    let function = maker.object(RecordObject.self).pointee.field0
    guard function.isKind(.function) else { return nil }
    let code = function.object(FunctionObject.self).pointee.code
    // Whether there is an `__init__` is not looked up again when the method is done.
    return isPlain(code) && !CodeFlags(rawValue: code.pointee.flags).contains(.changesInit) ? function : nil
  }

  /// Whether calling a class of the program without arguments runs no code: it gives an instance with unset slots, or an empty list.
  func isMadeEmpty(_ type: TypeRef) -> Bool {
    guard type.pointee.isUser, type.pointee.rootLayout != nil, !type.pointee.isAbstract, !type.pointee.hasFinalizer, isCalledPlainly(type),
      type.pointee.kind == .instance || type.pointee.kind == .list
    else { return false }
    let base = type.pointee.kind == .list ? pointee.types.list : pointee.types.object
    return [name(.__new__), name(.__init__)].allSatisfy { typeLookup(type, $0) == typeLookup(base, $0) }
  }

  /// Whether calling a class means making an instance with unset slots and running a Toy `__init__`.
  func isPlainlyConstructed(_ type: TypeRef) -> Bool {
    guard type.pointee.isUser, type.pointee.rootLayout != nil, !type.pointee.isAbstract, isCalledPlainly(type),
      typeLookup(type, name(.__init__)).isKind(.function)
    else { return false }
    if type.pointee.kind == .exception { return keepsArguments(type, .__new__) }
    return type.pointee.kind == .instance && typeLookup(type, name(.__new__)) == typeLookup(pointee.types.object, name(.__new__))
  }
}
