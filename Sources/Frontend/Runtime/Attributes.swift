// Looks attributes up: classes' method resolution, descriptors, instance attributes.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The class of any value.
  @inline(__always)
  public func typeOf(_ value: Value) -> TypeRef {
    if value.isReference { return value.heapType }
    if value.isSmallInt { return pointee.types.int }
    if value.isSmallFloat { return pointee.types.float }
    if value.isBool { return pointee.types.bool }
    return pointee.types.noneType
  }

  func newTypeVersion() -> UInt64 {
    defer { pointee.nextTypeVersion += 1 }
    return pointee.nextTypeVersion
  }

  /// What a class's method resolution order gives for an interned name, or nil.
  @inline(__always)
  public func typeLookup(_ type: TypeRef, _ name: Value) -> Value {
    let index = Int(truncatingIfNeeded: (type.pointee.version &* 31 &+ name.raw >> 4) & 4095)
    let entry = pointee.lookupCache + index
    if entry.pointee.version == type.pointee.version, entry.pointee.name == name.raw { return entry.pointee.value }
    return typeLookupSlow(type, name, entry)
  }

  @inline(never)
  private func typeLookupSlow(_ type: TypeRef, _ name: Value, _ entry: UnsafeMutablePointer<LookupEntry>) -> Value {
    let order = type.pointee.mro
    let base = tupleBase(order)
    var result = Value.nil
    for i in 0..<tupleCount(order) {
      let dict = base[i].object(TypeObject.self).pointee.dict
      result = dictGet(dict, name)
      if result.isNil { continue }
      if variable(dict.object(DictObject.self), name) != nil { return result }
      break
    }
    entry.pointee = LookupEntry(version: type.pointee.version, name: name.raw, value: result)
    return result
  }

  /// The cell of an attribute found in a class or its bases whose value varies while the class stays the same.
  func variableAttribute(_ type: TypeRef, _ name: Value) -> UnsafeMutablePointer<GlobalCell>? {
    guard pointee.hasVariableAttributes else { return nil }
    let order = type.pointee.mro
    for i in 0..<tupleCount(order) {
      let dict = tupleBase(order)[i].object(TypeObject.self).pointee.dict
      if !dictGet(dict, name).isNil { return variable(dict.object(DictObject.self), name) }
    }
    return nil
  }

  private func variable(_ dict: UnsafeMutablePointer<DictObject>, _ name: Value) -> UnsafeMutablePointer<GlobalCell>? {
    guard dict.pointee.hasCells, name.isExactly(pointee.types.str) else { return nil }
    let position = dictFind(dict, string: name, hash: stringHash(name))
    guard position >= 0 else { return nil }
    let cell = dict.pointee.entries.unsafelyUnwrapped[position].value.object(GlobalCell.self)
    return cell.pointee.writes >= variableWrites ? cell : nil
  }

  /// Assignments from which on the value of a class's attribute is said to vary.
  var variableWrites: UInt32 { 3 }

  /// Must follow every change of a class's namespace or bases: new versions for it and its subclasses.
  public func typeChanged(_ type: TypeRef) {
    type.pointee.version = newTypeVersion()
    if type.pointee.isWatched {
      type.pointee.isWatched = false
      runtime.invalidate?(UnsafeMutableRawPointer(type))
    }
    guard !type.pointee.subclasses.isNil else { return }
    for i in 0..<listCount(type.pointee.subclasses) {
      typeChanged(listItem(type.pointee.subclasses, i).object(TypeObject.self))
    }
  }

  /// Whether `type` is `base` or derives from it.
  @inline(__always)
  public func isSubtype(_ type: TypeRef, _ base: TypeRef) -> Bool {
    if type == base { return true }
    let order = type.pointee.mro
    let items = tupleBase(order)
    for i in 0..<tupleCount(order) where items[i] == Value(base) { return true }
    return false
  }

  /// The special method of a value's class, or nil. Instance attributes do not count.
  @inline(__always)
  public func special(_ value: Value, _ name: Name) -> Value { typeLookup(typeOf(value), pointee.nameTable[name.rawValue]) }

  /// Calls a special method with arguments; nil without exception when the class has none.
  public func callSpecial(_ value: Value, _ name: Name, _ argument: Value = .nil, _ second: Value = .nil) -> Value {
    let method = special(value, name)
    return method.isNil ? .nil : callMethod(method, value, argument, second)
  }

  /// Calls what a class lookup gave, bound to a receiver, with the arguments that are not nil.
  @inline(__always)
  public func callMethodFunction(_ method: Value, _ receiver: Value, _ argument: Value = .nil, _ second: Value = .nil) -> Value {
    callMethod(method, receiver, argument, second)
  }

  /// Applies the descriptor protocol to a class attribute: what `instance.name` gives. `instance` is nil for access on the class.
  public func bind(_ attribute: Value, _ instance: Value, _ owner: TypeRef) -> Value {
    guard attribute.isReference else { return attribute }
    switch attribute.heapType.pointee.kind {
    case .function, .builtin:
      if attribute.heapType.pointee.kind == .builtin, attribute.object(BuiltinObject.self).pointee.owner.isNil { return attribute }
      return instance.isNil ? attribute : makeBoundMethod(attribute, instance)
    case .staticMethod where attribute.heapType == pointee.types.staticMethod:
      return attribute.object(RecordObject.self).pointee.field0
    case .classMethod where attribute.heapType == pointee.types.classMethod:
      return bindClassMethod(attribute.object(RecordObject.self).pointee.field0, owner)
    case .property where attribute.heapType == pointee.types.property:
      if instance.isNil { return attribute }
      let getter = attribute.object(RecordObject.self).pointee.field0
      if getter.isNone || getter.isNil { return raisePropertyError(attribute, instance, "getter") }
      return call(getter, instance)
    case .descriptor:
      return bindNativeDescriptor(attribute, instance, owner)
    default:
      let getter = typeLookup(attribute.heapType, name(.__get__))
      if getter.isNil { return attribute }
      return callMethodFunction(getter, attribute, instance.isNil ? .none : instance, Value(owner))
    }
  }

  /// What a staticmethod or a classmethod, or an instance of a subclass of these, gives for a class.
  func bindWrapper(_ wrapper: Value, _ owner: TypeRef) -> Value {
    let function = wrapper.object(RecordObject.self).pointee.field0
    if function.isNil { return raise("RuntimeError", "uninitialized \(typeName(typeOf(wrapper))) object") }
    return wrapper.isKind(.staticMethod) ? function : bindClassMethod(function, owner)
  }

  private func bindClassMethod(_ function: Value, _ owner: TypeRef) -> Value {
    guard function.isReference else { return makeBoundMethod(function, Value(owner)) }
    switch function.heapType.pointee.kind {
    case .function, .builtin: return makeBoundMethod(function, Value(owner))
    default:
      let getter = typeLookup(function.heapType, name(.__get__))
      if getter.isNil { return makeBoundMethod(function, Value(owner)) }
      return callMethodFunction(getter, function, Value(owner), Value(owner))
    }
  }

  /// Native attributes such as `__dict__`: field 0 is the getter, field 1 the setter (natives) or nil, field 2 the name,
  /// field 3 the deleter or nil, field 4 the owner class.
  private func bindNativeDescriptor(_ descriptor: Value, _ instance: Value, _ owner: TypeRef) -> Value {
    if instance.isNil { return descriptor }
    if descriptor.heapType == pointee.types.memberDescriptor {
      return raiseNoAttribute(instance, descriptor.object(RecordObject.self).pointee.field2)
    }
    return call(descriptor.object(RecordObject.self).pointee.field0, instance)
  }

  func raisePropertyError(_ property: Value, _ instance: Value, _ what: String) -> Value {
    let record = property.object(RecordObject.self)
    if instance.isKind(.tuple), record.pointee.field0.isReference, swiftString(record.pointee.field0.heapType.pointee.name) == "itemgetter" {
      return raise("AttributeError", "can't \(what == "setter" ? "set" : "delete") attribute")
    }
    let name = record.pointee.field4.isKind(.str) ? "'\(swiftString(record.pointee.field4))' " : ""
    return raise("AttributeError", "property \(name)of '\(swiftString(typeOf(instance).pointee.qualifiedName))' object has no \(what)")
  }

  /// Whether a class attribute takes precedence over instance attributes.
  @inline(__always)
  public func isDataDescriptor(_ attribute: Value) -> Bool {
    guard attribute.isReference else { return false }
    let type = attribute.heapType
    switch type.pointee.kind {
    case .property: return true
    case .descriptor: return type != pointee.types.memberDescriptor
    case .instance, .native:
      return !typeLookup(type, name(.__set__)).isNil || !typeLookup(type, name(.__delete__)).isNil
    default: return false
    }
  }

  /// Whether a data descriptor has a `__get__`; without one an instance's own attribute goes first.
  private func hasGetter(_ attribute: Value) -> Bool {
    let type = attribute.heapType
    guard type.pointee.kind == .instance else { return true }
    return !typeLookup(type, name(.__get__)).isNil
  }

  /// `value.name`: nil with an exception pending when there is no such attribute.
  public func getAttribute(_ value: Value, _ name: Value) -> Value {
    let type = typeOf(value)
    if type.pointee.customGet { return customGetAttribute(value, name, type) }
    let result = genericGetAttribute(value, name, type)
    if result.isNil && pointee.exception.isNil { return raiseNoAttribute(value, name) }
    return result
  }

  /// The value of an attribute, nil without exception when it is missing, nil with one when looking it up failed otherwise.
  public func findAttribute(_ value: Value, _ name: Value) -> Value {
    let type = typeOf(value)
    if !type.pointee.customGet { return genericGetAttribute(value, name, type) }
    let result = customGetAttribute(value, name, type)
    if result.isNil, isPending("AttributeError") { pointee.exception = .nil }
    return result
  }

  private func customGetAttribute(_ value: Value, _ name: Value, _ type: TypeRef) -> Value {
    let getter = typeLookup(type, self.name(.__getattribute__))
    var result: Value
    if getter != runtime.defaultGetAttribute {
      result = callMethodFunction(getter, value, name)
    } else {
      result = genericGetAttribute(value, name, type)
      if result.isNil && pointee.exception.isNil { result = raiseNoAttribute(value, name) }
    }
    if !result.isNil || !isPending("AttributeError") { return result }
    let fallback = typeLookup(type, self.name(.__getattr__))
    if fallback.isNil { return .nil }
    pointee.exception = .nil
    return callMethodFunction(fallback, value, name)
  }

  /// Attribute lookup without `__getattribute__` and `__getattr__`: nil without exception when there is none.
  public func genericGetAttribute(_ value: Value, _ name: Value, _ type: TypeRef) -> Value {
    if type.pointee.kind == .type { return typeGetAttribute(value.object(TypeObject.self), name) }
    let attribute = typeLookup(type, name)
    if !attribute.isNil, isDataDescriptor(attribute), hasGetter(attribute) { return bind(attribute, value, type) }
    if value.isReference {
      let own = instanceAttribute(value, name)
      if !own.isNil { return own }
    }
    if !attribute.isNil { return bind(attribute, value, type) }
    if type.pointee.kind == .module { return moduleGetAttribute(value, name) }
    return .nil
  }

  private func moduleGetAttribute(_ module: Value, _ name: Value) -> Value {
    let hook = dictGet(module.object(ModuleObject.self).pointee.dict, self.name(.__getattr__))
    if hook.isNil { return .nil }
    return call(hook, name)
  }

  /// Attribute lookup on a class.
  private func typeGetAttribute(_ type: TypeRef, _ name: Value) -> Value {
    let meta = typeLookup(type.pointee.header.type, name)
    if !meta.isNil, isDataDescriptor(meta), hasGetter(meta) { return bind(meta, Value(type), type.pointee.header.type) }
    let own = typeLookup(type, name)
    if !own.isNil { return bind(own, .nil, type) }
    if !meta.isNil { return bind(meta, Value(type), type.pointee.header.type) }
    return .nil
  }

  /// `value.name = newValue`; false with an exception pending on failure.
  public func setAttribute(_ value: Value, _ name: Value, _ newValue: Value) -> Bool {
    let type = typeOf(value)
    if type.pointee.customSet {
      let setter = typeLookup(type, self.name(.__setattr__))
      if setter != runtime.defaultSetAttribute { return !callMethodFunction(setter, value, name, newValue).isNil }
    }
    return genericSetAttribute(value, name, newValue, type)
  }

  /// Attribute assignment without `__setattr__`.
  public func genericSetAttribute(_ value: Value, _ name: Value, _ newValue: Value, _ type: TypeRef) -> Bool {
    let attribute = typeLookup(type, name)
    if !attribute.isNil, isDataDescriptor(attribute) { return setThroughDescriptor(attribute, value, newValue) }
    guard value.isReference else { return raiseCannotSet(value, name, attribute) }
    if type.pointee.kind == .type { return setTypeAttribute(value.object(TypeObject.self), name, newValue) }
    if type.pointee.hasSlotsOnly, !attribute.isExactly(pointee.types.memberDescriptor) { return raiseCannotSet(value, name, attribute) }
    if setInstanceAttribute(value, name, newValue) { return true }
    return raiseCannotSet(value, name, attribute)
  }

  private func setThroughDescriptor(_ attribute: Value, _ value: Value, _ newValue: Value) -> Bool {
    let record = attribute.object(RecordObject.self)
    if attribute.heapType == pointee.types.property {
      let setter = record.pointee.field1
      if setter.isNone || setter.isNil {
        _ = raisePropertyError(attribute, value, "setter")
        return false
      }
      return !call(setter, value, newValue).isNil
    }
    if attribute.heapType == pointee.types.descriptor {
      if record.pointee.field1.isNil {
        _ = raise("AttributeError", "attribute '\(swiftString(record.pointee.field2))' of '\(typeName(typeOf(value)))' objects is not writable")
        return false
      }
      return !call(record.pointee.field1, value, newValue).isNil
    }
    let setter = typeLookup(attribute.heapType, name(.__set__))
    if setter.isNil {
      _ = raise("AttributeError", "__set__")
      return false
    }
    return !callMethodFunction(setter, attribute, value, newValue).isNil
  }

  private func raiseCannotSet(_ value: Value, _ name: Value, _ attribute: Value) -> Bool {
    let text = swiftString(name)
    let type = typeName(typeOf(value))
    if attribute.isNil {
      _ = raise("AttributeError", "'\(type)' object has no attribute '\(text)'")
    } else {
      _ = raise("AttributeError", "'\(type)' object attribute '\(text)' is read-only")
    }
    return false
  }

  /// `del value.name`; false with an exception pending on failure.
  public func deleteAttribute(_ value: Value, _ name: Value) -> Bool {
    let type = typeOf(value)
    if type.pointee.customSet {
      let deleter = typeLookup(type, self.name(.__delattr__))
      if deleter != runtime.defaultDeleteAttribute { return !callMethodFunction(deleter, value, name).isNil }
    }
    return genericDeleteAttribute(value, name, type)
  }

  /// Attribute deletion without `__delattr__`.
  public func genericDeleteAttribute(_ value: Value, _ name: Value, _ type: TypeRef) -> Bool {
    let attribute = typeLookup(type, name)
    if !attribute.isNil, isDataDescriptor(attribute) { return deleteThroughDescriptor(attribute, value) }
    if value.isReference {
      if type.pointee.kind == .type { return deleteTypeAttribute(value.object(TypeObject.self), name) }
      if !instanceAttribute(value, name).isNil {
        if type.pointee.hasLayout {
          let dict = makeDictMode(value)
          _ = dictDelete(slotMembers(of: dict, holding: name) ?? dict, name)
        } else if let dict = attributeDict(value) {
          _ = dictDelete(dict, name)
        }
        return true
      }
    }
    if attribute.isExactly(pointee.types.memberDescriptor) { return fail("AttributeError", swiftString(name)) }
    if !attribute.isNil, value.isReference, type.pointee.hasSlotsOnly || !type.pointee.hasLayout && attributeDict(value) == nil { return raiseCannotSet(value, name, attribute) }
    if value.isKind(.module) { return fail("AttributeError", "'module' object has no attribute '\(swiftString(name))'") }
    _ = raiseNoAttribute(value, name)
    return false
  }

  private func deleteThroughDescriptor(_ attribute: Value, _ value: Value) -> Bool {
    if attribute.heapType == pointee.types.property {
      let deleter = attribute.object(RecordObject.self).pointee.field2
      if deleter.isNone || deleter.isNil {
        _ = raisePropertyError(attribute, value, "deleter")
        return false
      }
      return !call(deleter, value).isNil
    }
    if attribute.heapType == pointee.types.descriptor {
      let record = attribute.object(RecordObject.self)
      if !record.pointee.field3.isNil { return !call(record.pointee.field3, value).isNil }
      let shown = swiftString(record.pointee.field2)
      if value.isKind(.type) {
        let isUser = value.object(TypeObject.self).pointee.isUser
        let verb = isUser ? "delete" : "set"
        return fail("TypeError", "cannot \(verb) '\(shown)' attribute of immutable type '\(typeName(value.object(TypeObject.self)))'")
      }
      let outcome = record.pointee.field1.isNil ? "is not writable" : "cannot be deleted"
      _ = raise("AttributeError", "attribute '\(shown)' of '\(typeName(typeOf(value)))' objects \(outcome)")
      return false
    }
    let deleter = typeLookup(attribute.heapType, name(.__delete__))
    if deleter.isNil {
      _ = raise("AttributeError", "__delete__")
      return false
    }
    return !callMethodFunction(deleter, attribute, value).isNil
  }

  /// Raises AttributeError for a missing attribute, in CPython's words.
  public func raiseNoAttribute(_ value: Value, _ name: Value) -> Value {
    let type = typeOf(value)
    if type.pointee.kind == .instance, name.isKind(.str), isShownAlone(type) {
      var message = TextBuilder(capacity: 64)
      message.append("'")
      message.append(self, type.pointee.name)
      message.append("' object has no attribute '")
      message.append(self, name)
      message.append("'")
      return raiseAttributeError(text: message.make(self), value, name)
    }
    let text = swiftString(name)
    if value.isKind(.type) {
      return raiseAttributeError("type object '\(typeName(value.object(TypeObject.self)))' has no attribute '\(text)'", value, name)
    }
    if value.isKind(.module) {
      let own = dictGet(value.object(ModuleObject.self).pointee.dict, self.name(.__name__))
      let shown = own.isKind(.str) ? "module '\(swiftString(own))'" : "module"
      return raiseAttributeError("\(shown) has no attribute '\(text)'", value, name)
    }
    return raiseAttributeError("'\(typeName(typeOf(value)))' object has no attribute '\(text)'", value, name)
  }
}
