// Reads and writes frame slots of a trace being recorded and takes snapshots.

import TraceIR

extension Recorder {
  // MARK: Slots

  /// The value in a register of the current frame.
  func read(_ register: Int) -> ValueID { readSlot(frame.offset + register) }

  func readSlot(_ offset: Int) -> ValueID {
    if let value = slots[offset] { return value }
    let value = emit(.slot, immediate: offset)
    slots[offset] = value
    slotDefinitions[offset] = value
    return value
  }

  func write(_ register: Int, _ value: ValueID) {
    slots[frame.offset + register] = value
    snapshotCache = nil
  }

  /// The value the interpreter has in a register.
  func concrete(_ register: Int) -> Value { r[register] }

  // MARK: Typed operands

  func wordOperand(_ register: Int) -> ValueID { asWord(read(register)) }

  func asWord(_ id: ValueID) -> ValueID {
    switch type(id) {
    case .i64: return emit(.boxInt, [id])
    case .f64: return emit(.boxFloat, [id])
    case .i1: return emit(.boxBool, [id])
    case .ptr: return emit(.ref, [id])
    case .word, .none: return id
    }
  }

  /// An int or bool, unboxed; the interpreter's value must be one.
  func intOperand(_ register: Int) -> ValueID { asInt(read(register), concrete(register)) }

  func asInt(_ id: ValueID, _ value: Value) -> ValueID {
    switch type(id) {
    case .i64: return id
    case .i1: return emit(.boolToInt, [id])
    default:
      if value.isBool { return emit(.boolToInt, [emitGuard(.guardBool, [asWord(id)])]) }
      return emitGuard(.guardInt, [asWord(id)])
    }
  }

  /// A number as a double; the interpreter's value must be a float, int or bool.
  func floatOperand(_ register: Int) -> ValueID { asFloat(read(register), concrete(register)) }

  func asFloat(_ id: ValueID, _ value: Value) -> ValueID {
    switch type(id) {
    case .f64: return id
    case .i64, .i1: return emit(.intToFloat, [asInt(id, value)])
    default:
      if isFloat(value) { return emitGuard(.guardFloat, [asWord(id)]) }
      return emit(.intToFloat, [asInt(id, value)])
    }
  }

  func constInt(_ value: Int) -> ValueID { emit(.constInt, immediate: value) }
  func constFloat(_ value: Double) -> ValueID { emit(.constFloat, immediate: Int(bitPattern: UInt(value.bitPattern))) }
  func constWord(_ value: Value) -> ValueID { emit(.constWord, immediate: Int(bitPattern: UInt(value.raw))) }

  /// A constant of any kind.
  func constValue(_ value: Value) -> ValueID {
    if value.isSmallInt { return constInt(value.smallInt) }
    if value.isSmallFloat { return emit(.constFloat, immediate: Int(bitPattern: UInt(value.smallFloat.bitPattern))) }
    if value.isBool { return emit(.constBool, immediate: value.isTrue ? 1 : 0) }
    if !value.isReference { return constWord(value) }
    // Tuples and lists take what is not a number for equal to itself.
    if isFloat(value), !value.object(FloatObject.self).pointee.value.isNaN {
      return emit(.constFloat, immediate: Int(bitPattern: UInt(value.object(FloatObject.self).pointee.value.bitPattern)))
    }
    return emit(.constRef, immediate: constant(.value(value)))
  }

  // MARK: Kinds of interpreter values

  func isFloat(_ value: Value) -> Bool { value.isSmallFloat || value.isExactly(vm.types.float) }

  /// Whether a value is an int of at most 64 bits.
  func isInt(_ value: Value) -> Bool {
    if value.isSmallInt { return true }
    return value.isExactly(vm.types.int) && int64(value) != nil
  }

  func isIntLike(_ value: Value) -> Bool { value.isBool || isInt(value) }

  func isNumber(_ value: Value) -> Bool { isFloat(value) || isIntLike(value) }

  /// The integer behind an int or bool.
  func int64(_ value: Value) -> Int? {
    if value.isSmallInt { return value.smallInt }
    if value.isBool { return value.isTrue ? 1 : 0 }
    guard value.isExactly(vm.types.int) else { return nil }
    return Helpers.unboxInt(UnsafeMutableRawPointer(vm), value.raw) == 1 ? Int(Int64(bitPattern: vm.pointee.scratch)) : nil
  }

  func double(_ value: Value) -> Double? {
    if let d = isFloat(value) ? vm.quickDouble(value) : nil { return d }
    return int64(value).map { Double($0) }
  }

  // MARK: Guards on objects

  /// Why nothing is recorded that looks at the class of such objects.
  private static let movingObjects = "objects change their class"

  /// The address of an object whose class must be what it is now.
  func guardClass(_ id: ValueID, _ value: Value) -> ValueID {
    if value.heapType.pointee.losesObjects { failure = Recorder.movingObjects }
    return emitGuard(.guardClass, [asWord(id)], immediate: constant(.type(value.heapType)))
  }

  func guardConstant(_ id: ValueID, _ value: Value) {
    if value.isReference {
      emitGuard(.guardIsRef, [asWord(id)], immediate: constant(.value(value)))
    } else {
      emitGuard(.guardIsWord, [asWord(id)], immediate: Int(bitPattern: UInt(value.raw)))
    }
  }

  func guardLayout(_ pointer: ValueID, _ layout: LayoutRef) {
    emitGuard(.guardLayout, [pointer], immediate: constant(.layout(layout)))
  }

  func loadField(_ pointer: ValueID, _ field: FieldID) -> ValueID {
    emit(.loadField, [pointer], type: Recorder.abi.fields[Int(field.rawValue)].type, immediate: Int(field.rawValue))
  }

  static let abi = Runtime.makeABI()

  // MARK: Calls of helpers

  /// Calls a helper; a raising one is followed by a guard that leaves with the exception pending.
  @discardableResult
  func callHelper(_ name: HelperName, _ operands: [ValueID]) -> ValueID {
    let helper = Recorder.abi.helpers[name.index]
    if helper.mayRaise { storeHandled() }
    let result = emit(.call, operands, type: helper.result, immediate: name.index)
    if helper.mayRaise {
      emitGuard(.guardNotNil, [result], kind: .exception)
      // Only what can run for long, or run other code, gives the runtime a reason to want attention.
      needsPoll = needsPoll || helper.writes.contains(.world)
    }
    return result
  }

  // MARK: Snapshots

  /// What the interpreter's frames hold if it takes over at a position of the innermost frame.
  func snapshot(pc position: Int) -> Snapshot {
    if let cached = snapshotCache, cached.pc == position { return cached.snapshot }
    var descriptions: [FrameDescription] = []
    for (i, frame) in frames.enumerated() {
      let resume = i + 1 < frames.count ? frames[i + 1].callPC : position
      descriptions.append(
        FrameDescription(offset: frame.offset, code: frame.codeConstant, function: frame.function, pc: resume, flags: frame.flags.rawValue))
    }
    let snapshot = Snapshot(frames: descriptions, below: returned.reduce(0) { $0 + $1.levels }, slots: liveSlots(position))
    snapshotCache = (position, snapshot)
    return snapshot
  }

  private func liveSlots(_ position: Int) -> [Snapshot.Slot] {
    var result: [Snapshot.Slot] = []
    let live = frames.indices.map { i -> LiveRegisters in
      let isInnermost = i + 1 == frames.count
      return vm.liveRegisters(frames[i].code, before: isInnermost ? position : frames[i + 1].callPC, inCall: !isInnermost)
    }
    for offset in slots.keys.sorted() {
      guard let value = slots[offset] else { continue }
      guard let index = frames.lastIndex(where: { $0.offset - Opcode.frameHeader <= offset }) else {
        if isChanged(offset, value) { result.append(Snapshot.Slot(offset: offset, value: .value(value))) }
        continue
      }
      let register = offset - frames[index].offset
      if register >= 0, !live[index].contains(register) {
        if index == 0, isChanged(offset, value) { result.append(Snapshot.Slot(offset: offset, value: .dead)) }
        continue
      }
      if index > 0 || isChanged(offset, value) { result.append(Snapshot.Slot(offset: offset, value: .value(value))) }
    }
    return result
  }

  /// Whether memory does not hold the slot's value when the tree is entered.
  private func isChanged(_ offset: Int, _ value: ValueID) -> Bool {
    if inherited.contains(offset) { return true }
    let index = Int(value.index) - firstValue
    guard index >= 0, let definition = slotDefinitions[offset] else { return true }
    return definition != value
  }
}

/// The registers of a frame that are read before they are written.
struct LiveRegisters {
  var bits: [UInt64]
  /// Whether everything counts as live.
  var isEverything = false
  func contains(_ register: Int) -> Bool {
    isEverything || (register >> 6 < bits.count && bits[register >> 6] >> UInt64(register & 63) & 1 != 0)
  }
}
