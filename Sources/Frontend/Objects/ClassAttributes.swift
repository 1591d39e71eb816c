// Changes attributes of classes.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `type.name = value`: false with an exception pending on failure.
  public func setTypeAttribute(_ type: TypeRef, _ name: Value, _ value: Value) -> Bool {
    guard type.pointee.isUser else {
      raise("TypeError", "cannot set '\(swiftString(name))' attribute of immutable type '\(typeName(type))'")
      return false
    }
    dictSet(type.pointee.dict, runtime.intern(name), value)
    typeChanged(type)
    if isSpecialName(name) { refreshFlags(type) }
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

  private func isSpecialName(_ name: Value) -> Bool {
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
    value.object(ObjectHeader.self).pointee.type = new
    if new.pointee.hasFinalizer, !old.pointee.hasFinalizer { runtime.finalizable.append(UInt(bitPattern: value.address)) }
    return true
  }

  private func sameMembers(_ a: TypeRef, _ b: TypeRef) -> Bool {
    func members(_ type: TypeRef) -> Set<String> {
      var result: Set<String> = []
      for ancestor in tupleItems(type.pointee.mro) where runtime.slottedTypes.contains(UInt(bitPattern: ancestor.address)) {
        let dict = ancestor.object(TypeObject.self).pointee.dict.object(DictObject.self)
        for i in 0..<dict.pointee.entryCount {
          let entry = dict.pointee.entries.unsafelyUnwrapped[i]
          if !entry.key.isNil, entry.value.isExactly(types.memberDescriptor) { result.insert(swiftString(entry.key)) }
        }
      }
      return result
    }
    return members(a) == members(b)
  }
}
