// Decides a new class's base, order of bases and instance layout.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The base whose native layout instances inherit, or nil with TypeError pending.
  func bestBase(_ bases: Value) -> TypeRef? {
    var winner: TypeRef?
    var winnerSolid: TypeRef?
    for i in 0..<tupleCount(bases) {
      let item = tupleBase(bases)[i]
      guard item.isKind(.type) else {
        raise("TypeError", "bases must be types")
        return nil
      }
      let base = item.object(TypeObject.self)
      guard base.pointee.isBaseType else {
        raise("TypeError", "type '\(typeName(base))' is not an acceptable base type")
        return nil
      }
      let solid = solidBase(base)
      guard let current = winnerSolid else {
        winner = base
        winnerSolid = solid
        continue
      }
      if isSubtype(current, solid) { continue }
      guard isSubtype(solid, current) else {
        raise("TypeError", "multiple bases have instance lay-out conflict")
        return nil
      }
      winner = base
      winnerSolid = solid
    }
    return winner ?? types.object
  }

  /// The class in a base's chain that fixed the memory of its instances.
  func solidBase(_ type: TypeRef) -> TypeRef {
    var current = type
    while let base = current.pointee.base {
      if current.pointee.isUser ? runtime.slottedTypes.contains(UInt(bitPattern: current)) : base.pointee.kind != current.pointee.kind {
        return current
      }
      current = base
    }
    return current
  }

  /// The C3 linearisation for a class with the given bases, without the class itself; nil with TypeError pending.
  func linearize(_ bases: Value) -> [Value]? {
    let direct = tupleItems(bases)
    if direct.count == 1 { return tupleItems(direct[0].object(TypeObject.self).pointee.mro) }
    for (i, base) in direct.enumerated() where direct[..<i].contains(base) {
      raise("TypeError", "duplicate base class \(typeName(base.object(TypeObject.self)))")
      return nil
    }
    var sequences = direct.map { tupleItems($0.object(TypeObject.self).pointee.mro)[...] } + [direct[...]]
    var result: [Value] = []
    while true {
      sequences.removeAll { $0.isEmpty }
      if sequences.isEmpty { return result }
      let heads = sequences.compactMap(\.first)
      guard let next = heads.first(where: { head in !sequences.contains { $0.dropFirst().contains(head) } }) else {
        return raiseInconsistent(sequences)
      }
      result.append(next)
      for i in sequences.indices where sequences[i].first == next { sequences[i] = sequences[i].dropFirst() }
    }
  }

  private func raiseInconsistent(_ sequences: [ArraySlice<Value>]) -> [Value]? {
    var names: [Value] = []
    for sequence in sequences {
      if let head = sequence.first, !names.contains(head) { names.append(head) }
    }
    let list = names.map { typeName($0.object(TypeObject.self)) }.joined(separator: ", ")
    raise("TypeError", "Cannot create a consistent method resolution\norder (MRO) for bases \(list)")
    return nil
  }

  /// Whether instances of subclasses of a kind can have attribute slots.
  func hasAttributeSlots(_ kind: Kind) -> Bool {
    switch kind {
    case .instance, .float, .complex, .list, .dict, .set, .frozenSet, .byteArray, .exception, .module, .property, .staticMethod,
      .classMethod, .superObject, .weakReference, .native, .file:
      return true
    default: return false
    }
  }

  /// Derives the flags that summarise a class's special methods, for it and its subclasses.
  ///
  /// - Parameter isNew: whether the class has no instances yet.
  func refreshFlags(_ type: TypeRef, isNew: Bool = false) {
    func differs(_ name: Name, _ standard: Value) -> Bool {
      let found = typeLookup(type, self.name(name))
      return found != standard && !found.isNil
    }
    let (customGet, customSet) = (type.pointee.customGet, type.pointee.customSet)
    type.pointee.hasFinalizer = !typeLookup(type, name(.__del__)).isNil
    type.pointee.customGet =
      differs(.__getattribute__, runtime.defaultGetAttribute) || !typeLookup(type, name(.__getattr__)).isNil
    type.pointee.customSet =
      differs(.__setattr__, runtime.defaultSetAttribute) || differs(.__delattr__, runtime.defaultDeleteAttribute)
    if isNew {
      if type.pointee.customGet || type.pointee.customSet { separateLayout(type) }
    } else if type.pointee.customGet && !customGet || type.pointee.customSet && !customSet {
      moveInstances(of: [type])
    }
    type.pointee.customEquality = !isNative(.__eq__, type) || !isNative(.__hash__, type)
    type.pointee.hashesNatively = hashesNatively(type)
    let abstract = dictGet(type.pointee.dict, name(.__abstractmethods__))
    type.pointee.isAbstract = !abstract.isNil && truth(abstract) > 0
    guard !type.pointee.subclasses.isNil else { return }
    for i in 0..<listCount(type.pointee.subclasses) { refreshFlags(listItem(type.pointee.subclasses, i).object(TypeObject.self)) }
  }

  private func hashesNatively(_ type: TypeRef) -> Bool {
    switch type.pointee.kind {
    case .tuple, .str, .int, .float, .bytes, .frozenSet: return isNative(typeLookup(type, name(.__hash__)), for: type.pointee.kind)
    default: return false
    }
  }

  private func isNative(_ name: Name, _ type: TypeRef) -> Bool {
    let method = typeLookup(type, self.name(name))
    return method.isNil || method.isKind(.builtin)
  }
}
