// Changes attributes of classes.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `type.name = value`: false with an exception pending on failure.
  public func setTypeAttribute(_ type: TypeRef, _ name: Value, _ value: Value) -> Bool {
    guard type.pointee.isUser else {
      raise("TypeError", "cannot set '\(swiftString(name))' attribute of immutable type '\(typeName(type))'")
      return false
    }
    let name = runtime.intern(name)
    if storeVariable(type, name, value) { return true }
    dictSet(type.pointee.dict, name, value)
    typeChanged(type)
    if isSpecialName(name) { refreshFlags(type) }
    if isDataDescriptor(value) { hideAttribute(name, in: type) }
    if [self.name(.__get__), self.name(.__set__), self.name(.__delete__)].contains(name) { refreshHolders(of: type, types.object) }
    return true
  }

  /// Assigns an attribute that is known to vary without making the class another one; what depends on the class holds on.
  ///
  /// Attributes of a class whose values are replaced time and again (counters, say) move to cells: code then reads the cell.
  ///
  /// - Returns: false when the assignment is to be made in the usual way.
  private func storeVariable(_ type: TypeRef, _ name: Value, _ value: Value) -> Bool {
    let dict = type.pointee.dict.object(DictObject.self)
    let position = dictFind(dict, string: name, hash: stringHash(name))
    guard position >= 0, !isSpecialName(name) else { return false }
    guard isPlainValue(value), isPlainValue(dictValue(dict, position)) else {
      // A method is looked up as one again.
      if dict.pointee.hasCells { dict.pointee.entries.unsafelyUnwrapped[position].value.object(GlobalCell.self).pointee.writes = 0 }
      return false
    }
    guard dict.pointee.hasCells else {
      type.pointee.replacements += 1
      if type.pointee.replacements >= variableWrites {
        makeNamespace(type.pointee.dict)
        pointee.hasVariableAttributes = true
      }
      return false
    }
    let cell = dict.pointee.entries.unsafelyUnwrapped[position].value.object(GlobalCell.self)
    guard cell.pointee.writes >= variableWrites else { return false }
    storeGlobal(cell, value)
    return true
  }

  /// `del type.name`.
  public func deleteTypeAttribute(_ type: TypeRef, _ name: Value) -> Bool {
    guard type.pointee.isUser else {
      raise("TypeError", "cannot set '\(swiftString(name))' attribute of immutable type '\(typeName(type))'")
      return false
    }
    guard dictDelete(type.pointee.dict, name) > 0 else {
      _ = raiseNoAttribute(Value(type), name)
      return false
    }
    typeChanged(type)
    if isSpecialName(name) { refreshFlags(type) }
    return true
  }

  /// Whether a name begins with two underscores, as those do that mean something to the language.
  func isSpecialName(_ name: Value) -> Bool {
    stringCount(name) > 4 && codePoint(name, 0) == 95 && codePoint(name, 1) == 95
  }

  /// `instance.__class__ = type`: false with an exception pending on failure.
  func assignClass(_ value: Value, _ newType: Value) -> Bool {
    guard newType.isKind(.type) else {
      raise("TypeError", "__class__ must be set to a class, not '\(typeName(typeOf(newType)))' object")
      return false
    }
    let old = typeOf(value)
    let new = newType.object(TypeObject.self)
    guard value.isReference, old.pointee.isUser, new.pointee.isUser else {
      raise("TypeError", "__class__ assignment only supported for mutable types or ModuleType subclasses")
      return false
    }
    guard old.pointee.kind == new.pointee.kind, old.pointee.hasSlotsOnly == new.pointee.hasSlotsOnly, sameMembers(old, new) else {
      raise("TypeError", "__class__ assignment: '\(typeName(new))' object layout differs from '\(typeName(old))'")
      return false
    }
    if new != old { noteMove(old, new) }
    value.object(ObjectHeader.self).pointee.type = new
    adaptLayout(value, new)
    hideAttributes(value)
    if new.pointee.hasFinalizer, !old.pointee.hasFinalizer { runtime.finalizable.append(UInt(bitPattern: value.address)) }
    return true
  }

  /// An object goes from one class to another: what was compiled, or is being recorded, may know it as one of the first.
  private func noteMove(_ old: TypeRef, _ new: TypeRef) {
    guard !old.pointee.losesObjects || !new.pointee.losesObjects else { return }
    old.pointee.losesObjects = true
    new.pointee.losesObjects = true
    runtime.invalidate?(nil)
  }

  private func sameMembers(_ a: TypeRef, _ b: TypeRef) -> Bool {
    func members(_ type: TypeRef) -> Set<String> {
      var result: Set<String> = []
      for ancestor in tupleItems(type.pointee.mro) where runtime.slottedTypes.contains(UInt(bitPattern: ancestor.address)) {
        let dict = ancestor.object(TypeObject.self).pointee.dict.object(DictObject.self)
        for i in 0..<dict.pointee.entryCount {
          let entry = dict.pointee.entries.unsafelyUnwrapped[i]
          if !entry.key.isNil, dictValue(dict, i).isExactly(types.memberDescriptor) { result.insert(swiftString(entry.key)) }
        }
      }
      return result
    }
    return members(a) == members(b)
  }
}
