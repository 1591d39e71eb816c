// Keeps allocated objects virtual while nothing outside can see them, and makes them when something must.

extension ForwardPass {
  // MARK: Allocation

  mutating func newObject(_ item: Instruction) -> ValueID {
    guard isEnabled(.virtuals) else { return allocate(.newObject, [], immediate: item.immediate) }
    return addVirtual(.instance, template: item.immediate)
  }

  mutating func newSequence(_ item: Instruction, _ kind: VirtualState.Kind) -> ValueID {
    guard isEnabled(.virtuals) else {
      var operands: [ValueID] = []
      for number in item.operands.indices { operands.append(real(argument(number))) }
      return allocate(item.op, operands)
    }
    let id = addVirtual(kind, template: -1)
    let virtual = virtuals.count - 1
    for number in item.operands.indices { virtuals[virtual].set(argument(number), at: Int64(number)) }
    return id
  }

  mutating func addVirtual(_ kind: VirtualState.Kind, template: Int64) -> ValueID {
    let op: Uop = kind == .instance ? .newObject : kind == .tuple ? .newTuple : .newList
    var definition = ValueTable.Definition(op: op, form: .virtual, type: .ptr)
    definition.a = Int32(truncatingIfNeeded: virtuals.count)
    let id = values.add(definition)
    virtuals.append(
      VirtualState(kind: kind, template: template, id: id, offsets: [], values: [], origin: site.origin))
    return id
  }

  /// Emits an allocation; `birth` is the value number that tells when the object came to be.
  private mutating func allocate(_ op: Uop, _ operands: [ValueID], immediate: Int64 = 0, birth: ValueID? = nil) -> ValueID {
    let id = emit(op, operands, immediate: immediate)
    values.setBirth(id, birth ?? id)
    return id
  }

  /// Gives a virtual instance another layout; the layout is one of its fields then.
  mutating func setVirtualLayout(_ virtual: Int, _ field: Int64, _ layout: ValueID) -> Bool {
    guard field == Int64(FieldID.objectLayout.rawValue), virtuals[virtual].kind == .instance, values[layout].op == .constPtr
    else { return false }
    virtuals[virtual].layoutConstant = values[layout].immediate
    virtuals[virtual].set(layout, at: layoutOffset)
    return true
  }

  /// Gives a virtual tuple a class derived from tuple.
  mutating func setVirtualClass(_ virtual: Int, _ field: Int64, _ cls: ValueID) -> Bool {
    let address = values[cls]
    guard field == Int64(FieldID.objectClass.rawValue), virtuals[virtual].kind == .tuple, address.op == .unref, address.a >= 0 else { return false }
    let word = values[canonical(ValueID(Int(address.a)))]
    guard word.op == .constRef else { return false }
    virtuals[virtual].template = word.immediate
    virtuals[virtual].classConstant = word.immediate
    return true
  }

  private var layoutOffset: Int64 { Int64(abi.fields[Int(FieldID.objectLayout.rawValue)].offset) }

  // MARK: Reads of virtual objects

  /// A field of a virtual object; `nil` if the object must be made to answer.
  mutating func virtualField(_ virtual: Int, _ field: Int64) -> ValueID? {
    let state = virtuals[virtual]
    switch (FieldID(rawValue: UInt8(truncatingIfNeeded: field)), state.kind) {
    case (.tupleCount, .tuple), (.listCount, .list): return constant(.constInt, Int64(state.values.count))
    // A dict that something was put into was made before that.
    case (.dictCount, .instance): return constant(.constInt, 0)
    case (.objectClass, _) where state.classConstant >= 0: return unref(constant(.constRef, state.classConstant))
    case (.methodFunction, .instance), (.methodSelf, .instance): return virtualSlot(virtual, Int64(abi.fields[Int(field)].offset))
    default: return nil
    }
  }

  /// The word in an attribute slot of a virtual instance, or in the inline storage of a virtual tuple.
  mutating func virtualSlot(_ virtual: Int, _ offset: Int64) -> ValueID? {
    let state = virtuals[virtual]
    switch state.kind {
    case .instance:
      guard let value = state.value(at: offset) else {
        return constant(.constWord, Int64(bitPattern: abi.encoding.nilWord))
      }
      return canonical(value)
    case .tuple: return tupleItem(state, byteOffset: offset)
    case .list: return nil
    }
  }

  /// An item of a virtual tuple that is read by a constant position in its memory.
  mutating func virtualItem(_ address: ValueID, _ position: ValueID) -> ValueID? {
    guard let word = constantInt(position), word >= 0, word < 1 << 32 else { return nil }
    let definition = values[address]
    let isInside = definition.form == .lazy && definition.op == .address
    let object = isInside ? inner(definition) : address
    guard let virtual = virtualIndex(object), virtuals[virtual].kind == .tuple else { return nil }
    return tupleItem(virtuals[virtual], byteOffset: word * 8 + (isInside ? definition.immediate : 0))
  }

  /// Items of a tuple follow its count.
  private func tupleItem(_ state: VirtualState, byteOffset: Int64) -> ValueID? {
    let first = Int64(abi.fields[Int(FieldID.tupleCount.rawValue)].offset) + 8
    guard byteOffset >= first, (byteOffset - first) % 8 == 0 else { return nil }
    let index = Int((byteOffset - first) / 8)
    return index < state.values.count ? canonical(state.values[index]) : nil
  }

  // MARK: Escape

  /// Makes a virtual object and everything it refers to; returns its address.
  mutating func make(_ virtual: Int) -> ValueID {
    var reachable: [Int] = []
    collect(virtual, &reachable)
    reachable.sort()
    // Instances first, empty: they may refer to each other and to sequences; sequences refer to older objects only.
    for number in reachable where virtuals[number].kind == .instance { finishMaking(number, []) }
    for number in reachable where virtuals[number].kind != .instance {
      var operands: [ValueID] = []
      for value in virtuals[number].values { operands.append(real(value)) }
      finishMaking(number, operands)
    }
    for number in reachable where virtuals[number].kind == .instance { storeSlots(number) }
    return virtuals[virtual].made
  }

  private func collect(_ virtual: Int, _ reachable: inout [Int]) {
    guard virtuals[virtual].made == .none, !reachable.contains(virtual) else { return }
    reachable.append(virtual)
    for value in virtuals[virtual].values {
      if let inner = virtualIndex(word: canonical(value)) { collect(inner, &reachable) }
    }
  }

  private mutating func finishMaking(_ number: Int, _ operands: [ValueID]) {
    let state = virtuals[number]
    guard state.made == .none else { return }
    let immediate = state.kind == .instance ? state.template : 0
    let address = allocate(values[state.id].op, operands, immediate: immediate, birth: state.id)
    if state.kind == .tuple, state.template >= 0 {
      emit(.storeField, [address, real(unref(constant(.constRef, state.template)))], immediate: Int64(FieldID.objectClass.rawValue))
    }
    virtuals[number].made = address
    virtuals[number].madeWord = lazy(.ref, address, Fact(twin: address.index, kind: .reference, isNotNil: true))
    facts.learn(address) { $0.classConstant = Int32(truncatingIfNeeded: state.classConstant) }
    if state.layoutConstant >= 0 {
      heap.note(.layout, base: address.index, key: 0, value: Int32(truncatingIfNeeded: state.layoutConstant))
    }
  }

  private mutating func storeSlots(_ number: Int) {
    let state = virtuals[number]
    for (offset, value) in zip(state.offsets, state.values) {
      if offset == layoutOffset {
        emit(.storeField, [state.made, real(value)], immediate: Int64(FieldID.objectLayout.rawValue))
        continue
      }
      emit(.storeSlot, [state.made, real(value)], immediate: offset)
      heap.note(.slot, base: state.made.index, key: offset, value: canonical(value).index)
    }
  }
}
