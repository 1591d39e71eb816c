// Shows built-in containers as text.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `repr` of a built-in container by its kind: nil with an exception pending on failure.
  public func containerRepr(_ value: Value) -> Value {
    switch value.heapType.pointee.kind {
    case .str: return stringRepr(value)
    case .bytes, .byteArray: return bytesRepr(value)
    case .range: return rangeRepr(value)
    default: break
    }
    var text = TextBuilder()
    guard isReprAllowed(value) else {
      if value.isKind(.set) || value.isKind(.frozenSet) { text.append(self, value.heapType.pointee.name) }
      text.append(recursionMark(value))
      return text.make(self)
    }
    runtime.reprStack.append(value.raw)
    defer { runtime.reprStack.removeLast() }
    return appendRepr(value, &text) ? text.make(self) : .nil
  }

  /// Whether a container is not being shown already.
  private func isReprAllowed(_ value: Value) -> Bool { !runtime.reprStack.contains(value.raw) }

  private func recursionMark(_ value: Value) -> StaticString {
    switch value.heapType.pointee.kind {
    case .list: return "[...]"
    case .dict: return "{...}"
    case .tuple, .set, .frozenSet: return "(...)"
    default: return "..."
    }
  }

  private func appendRepr(_ value: Value, _ text: inout TextBuilder) -> Bool {
    switch value.heapType.pointee.kind {
    case .list: return appendSequence(value, &text, "[", "]")
    case .tuple:
      if !appendSequence(value, &text, "(", tupleCount(value) == 1 ? ",)" : ")") { return false }
      return true
    case .dict: return appendDict(value, &text)
    case .set, .frozenSet: return appendSet(value, &text)
    case .dictView: return appendView(value, &text)
    case .slice:
      let slice = value.object(SliceObject.self)
      text.append("slice")
      return appendSequence(makeTuple([slice.pointee.start, slice.pointee.stop, slice.pointee.step]), &text, "(", ")")
    case .mappingProxy:
      text.append("mappingproxy(")
      guard appendItem(value.object(RecordObject.self).pointee.field0, &text) else { return false }
      text.append(")")
      return true
    default: return appendItem(value, &text)
    }
  }

  /// Appends `repr(item)`.
  @inline(__always)
  private func appendItem(_ item: Value, _ text: inout TextBuilder) -> Bool {
    if item.isSmallInt {
      text.append(decimal: item.smallInt)
      return true
    }
    let shown = item.isExactly(pointee.types.str) ? stringRepr(item) : repr(item)
    if shown.isNil { return false }
    text.append(self, shown)
    return true
  }

  private func appendSequence(_ sequence: Value, _ text: inout TextBuilder, _ open: StaticString, _ close: StaticString) -> Bool {
    text.append(open)
    var i = 0
    while i < sequenceItems(sequence).count {
      if i > 0 { text.append(", ") }
      if !appendItem(sequenceItems(sequence)[i], &text) { return false }
      i += 1
    }
    text.append(close)
    return true
  }

  private func appendDict(_ dict: Value, _ text: inout TextBuilder) -> Bool {
    let object = dict.object(DictObject.self)
    text.append("{")
    var isFirst = true
    var i = 0
    while i < object.pointee.entryCount {
      let key = object.pointee.entries.unsafelyUnwrapped[i].key
      if !key.isNil {
        let value = dictValue(object, i)
        if !isFirst { text.append(", ") }
        isFirst = false
        guard appendItem(key, &text) else { return false }
        text.append(": ")
        guard appendItem(value, &text) else { return false }
      }
      i += 1
    }
    text.append("}")
    return true
  }

  private func appendSet(_ set: Value, _ text: inout TextBuilder) -> Bool {
    let isPlain = set.isExactly(pointee.types.set)
    let members = makeList(capacity: 0)
    _ = forEachMember(set.object(SetObject.self)) { key, _ in
      listAppend(members, key)
      return true
    }
    let isEmpty = listCount(members) == 0
    if !isPlain || isEmpty {
      text.append(self, set.heapType.pointee.name)
      text.append("(")
    }
    if !isEmpty, !appendSequence(members, &text, "{", "}") { return false }
    if !isPlain || isEmpty { text.append(")") }
    return true
  }

  private func appendView(_ view: Value, _ text: inout TextBuilder) -> Bool {
    text.append(self, view.heapType.pointee.name)
    text.append("(")
    let items = listFromIterable(view)
    guard !items.isNil, appendSequence(items, &text, "[", "]") else { return false }
    text.append(")")
    return true
  }

  private func rangeRepr(_ range: Value) -> Value {
    let object = range.object(RangeObject.self)
    var text = TextBuilder()
    text.append("range(")
    guard appendItem(object.pointee.start, &text) else { return .nil }
    text.append(", ")
    guard appendItem(object.pointee.stop, &text) else { return .nil }
    if object.pointee.step != Value(smallInt: 1) {
      text.append(", ")
      guard appendItem(object.pointee.step, &text) else { return .nil }
    }
    text.append(")")
    return text.make(self)
  }
}
