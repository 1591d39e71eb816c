// Computes classes' method resolution orders, and changes the bases of classes.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The order of a class by its bases: what `type.mro` gives. Nil with TypeError pending when there is none.
  func standardOrder(_ type: TypeRef) -> [Value]? { linearize(type.pointee.bases).map { [Value(type)] + $0 } }

  /// Sets a class's order by its bases, or by its metaclass's `mro`; false with an exception pending on failure.
  func setOrder(_ type: TypeRef) -> Bool {
    let before = type.pointee.mro
    let method = typeLookup(type.pointee.header.type, runtime.intern("mro"))
    if method.isNil || method == runtime.defaultOrder {
      guard let order = standardOrder(type) else { return false }
      type.pointee.mro = withRoots(order) { makeTuple(order) }
      return true
    }
    let result = callMethodFunction(method, Value(type))
    if result.isNil { return false }
    let list = listFromIterable(result)
    guard !list.isNil, isOrder(list, type) else { return false }
    // The method may have changed the class's bases, and with them its order.
    if type.pointee.mro == before { type.pointee.mro = makeTuple(listItems(list)) }
    return true
  }

  /// Whether a list has only classes whose instances are laid out as those of `type`.
  private func isOrder(_ list: Value, _ type: TypeRef) -> Bool {
    let solid = solidBase(type)
    for item in listItems(list) {
      guard item.isKind(.type) else { return fail("TypeError", "mro() returned a non-class ('\(typeName(typeOf(item)))')") }
      let base = item.object(TypeObject.self)
      guard isSubtype(solid, solidBase(base)) else {
        return fail("TypeError", "mro() returned base with unsuitable layout ('\(typeName(base))')")
      }
    }
    return true
  }

  /// Sets the orders of a class and of all that derive from it, noting what they were.
  private func setOrders(_ type: TypeRef, _ changed: inout [(TypeRef, Value)]) -> Bool {
    runtime.handles.append(type.pointee.mro)
    changed.append((type, type.pointee.mro))
    guard setOrder(type) else { return false }
    for item in listItems(type.pointee.subclasses) where !setOrders(item.object(TypeObject.self), &changed) { return false }
    return true
  }

  /// `type.__bases__ = bases`; false with an exception pending on failure, with everything as it was.
  func setBases(_ type: TypeRef, _ bases: Value) -> Bool {
    guard let base = checkedBases(type, bases) else { return false }
    let (oldBases, oldBase) = (type.pointee.bases, type.pointee.base)
    let handles = runtime.handles.count
    runtime.handles += [oldBases, bases]
    defer { runtime.handles.removeLast(runtime.handles.count - handles) }
    (type.pointee.bases, type.pointee.base) = (bases, base)
    var changed: [(TypeRef, Value)] = []
    let succeeded = setOrders(type, &changed)
    if !succeeded {
      for (each, order) in changed { each.pointee.mro = order }
      if type.pointee.bases == bases { (type.pointee.bases, type.pointee.base) = (oldBases, oldBase) }
    } else if type.pointee.bases == bases {
      for old in tupleItems(oldBases) {
        let list = old.object(TypeObject.self).pointee.subclasses
        old.object(TypeObject.self).pointee.subclasses = makeList(listItems(list).filter { $0 != Value(type) })
      }
      for new in tupleItems(bases) { addDerived(type, to: new.object(TypeObject.self)) }
    }
    typeChanged(type)
    refreshFlags(type)
    if succeeded { for ancestor in tupleItems(type.pointee.mro).dropFirst() { hideDescriptors(of: ancestor.object(TypeObject.self), in: type) } }
    // Which class derives from which is not watched.
    runtime.invalidate?(nil)
    return succeeded
  }

  /// Has instances of a class found anew where the class got data descriptors from an ancestor for attributes that they have themselves.
  private func hideDescriptors(of ancestor: TypeRef, in type: TypeRef) {
    guard ancestor.pointee.isUser else { return }
    let dict = ancestor.pointee.dict.object(DictObject.self)
    for i in 0..<dict.pointee.entryCount {
      let key = dict.pointee.entries.unsafelyUnwrapped[i].key
      if !key.isNil, isDataDescriptor(dictValue(dict, i)) { hideAttribute(key, in: type) }
    }
  }

  /// The base that fixes the layout, if a class can have these bases from now on; nil with TypeError pending.
  private func checkedBases(_ type: TypeRef, _ bases: Value) -> TypeRef? {
    let name = typeName(type)
    func refuse(_ message: String) -> TypeRef? {
      raise("TypeError", message)
      return nil
    }
    guard type.pointee.isUser else { return refuse("cannot set '__bases__' attribute of immutable type '\(name)'") }
    guard bases.isKind(.tuple) else { return refuse("can only assign tuple to \(name).__bases__, not \(typeName(typeOf(bases)))") }
    guard tupleCount(bases) > 0 else { return refuse("can only assign non-empty tuple to \(name).__bases__, not ()") }
    for item in tupleItems(bases) {
      guard item.isKind(.type) else { return refuse("\(name).__bases__ must be tuple of classes, not '\(typeName(typeOf(item)))'") }
      if derives(item.object(TypeObject.self), from: type) { return refuse("a __bases__ item causes an inheritance cycle") }
    }
    guard let base = bestBase(bases), let old = type.pointee.base else { return nil }
    if base != old, isFreedPlainly(base) || isFreedPlainly(old) {
      return refuse("__bases__ assignment: '\(typeName(base))' deallocator differs from '\(typeName(old))'")
    }
    guard base.pointee.kind == old.pointee.kind, solidBase(base) == solidBase(old), base.pointee.hasSlotsOnly == old.pointee.hasSlotsOnly
    else { return refuse("__bases__ assignment: '\(typeName(base))' object layout differs from '\(typeName(old))'") }
    return base
  }

  /// Whether CPython's collector of cycles does not know the instances of a native class, which are then freed in another way.
  private func isFreedPlainly(_ type: TypeRef) -> Bool {
    guard !type.pointee.isUser else { return false }
    switch type.pointee.kind {
    case .int, .float, .complex, .str, .bytes, .byteArray, .bool: return true
    default: return type == types.object
    }
  }

  /// Whether a class derives from another by its order, or by its first bases, which are set before the order is.
  private func derives(_ type: TypeRef, from other: TypeRef) -> Bool {
    if isSubtype(type, other) { return true }
    var base: TypeRef? = type
    while let current = base, current != other { base = current.pointee.base }
    return base != nil
  }
}
