// Records items of bytes, bytearrays and arrays, which lie unboxed in memory.

import TraceIR

/// The numbers in a bytes object, bytearray or array.
struct RawItems {
  /// The address of the first item.
  let base: ValueID
  let count: ValueID
  /// How many there are now.
  let length: Int
  let form: Form

  enum Form {
    case bytes, integers, doubles
  }
}

extension Recorder {
  /// Where the items of an object are, behind checks of its class; nil for items of other forms.
  func rawItems(_ id: ValueID, _ value: Value) -> RawItems? {
    if value.isExactly(vm.types.bytes) {
      let pointer = guardClass(id, value)
      let base = emit(.address, [pointer], immediate: MemoryLayout<BytesObject>.size)
      return RawItems(base: base, count: loadField(pointer, .bytesCount), length: vm.bytesView(value).count, form: .bytes)
    }
    if value.isExactly(vm.types.byteArray) {
      let pointer = guardClass(id, value)
      let base = loadField(pointer, .byteArrayBytes)
      return RawItems(base: base, count: loadField(pointer, .byteArrayCount), length: vm.bytesView(value).count, form: .bytes)
    }
    guard value.isReference, value.heapType == vm.pointee.arrayClass, let form = form(ofArray: value) else { return nil }
    let object = value.object(NativeObject.self)
    let pointer = guardClass(id, value)
    guardConstant(emit(.loadSlot, [pointer], immediate: MemoryLayout<NativeObject>.offset(of: \.value0) ?? 0), object.pointee.value0)
    return RawItems(base: loadField(pointer, .arrayBuffer), count: loadField(pointer, .arrayCount), length: object.pointee.integer0, form: form)
  }

  private func form(ofArray value: Value) -> RawItems.Form? {
    let code = value.object(NativeObject.self).pointee.value0
    guard code.isKind(.str), vm.stringCount(code) == 1 else { return nil }
    switch UInt8(truncatingIfNeeded: vm.codePoint(code, 0)) {
    case UInt8(ascii: "B"): return .bytes
    case UInt8(ascii: "l"), UInt8(ascii: "q"): return .integers
    case UInt8(ascii: "d"): return .doubles
    default: return nil
    }
  }

  /// Reads an item; false with nothing but checks recorded for objects of other classes.
  func loadRawItem(_ container: Value, _ index: Int) -> Bool {
    guard container.isReference, let items = rawItems(read(word.operandB), container),
      let position = checkedIndex(intOperand(word.operandC), index, items.count, items.length)
    else { return false }
    let op: Uop = items.form == .bytes ? .loadByte : items.form == .integers ? .loadItemInt : .loadItemFloat
    write(word.operandA, emit(op, [items.base, position]))
    return true
  }

  /// Writes an item; false with nothing but checks recorded for objects of other classes, and for values that do not fit.
  func storeRawItem(_ container: Value, _ key: Value) -> Bool {
    guard let index = int64(key), !key.isBool, container.isReference, !container.isExactly(vm.types.bytes) else { return false }
    let value = concrete(word.operandC)
    guard let items = rawItems(read(word.operandA), container), fits(value, items.form),
      let position = checkedIndex(intOperand(word.operandB), index, items.count, items.length)
    else { return false }
    let id = read(word.operandC)
    switch items.form {
    case .bytes:
      let number = asInt(id, value)
      emitGuard(.guardTrue, [emit(.geInt, [number, constInt(0)])], kind: .arithmetic)
      emitGuard(.guardTrue, [emit(.ltInt, [number, constInt(256)])], kind: .arithmetic)
      emit(.storeByte, [items.base, position, number])
    case .integers: emit(.storeItemInt, [items.base, position, asInt(id, value)])
    case .doubles: emit(.storeItemFloat, [items.base, position, asFloat(id, value)])
    }
    return true
  }

  private func fits(_ value: Value, _ form: RawItems.Form) -> Bool {
    switch form {
    case .bytes: return isInt(value) && int64(value).map { 0..<256 ~= $0 } ?? false
    case .integers: return isInt(value)
    case .doubles: return isFloat(value)
    }
  }
}
