// Defines memoryview over bytes, bytearrays and arrays: where its items are, and how they are read and written.

extension UnsafeMutablePointer where Pointee == VMState {
  /// A view of `count` bytes from `start` of an object; `format` is a str such as "B" or "I". A shape, a tuple of the lengths of the
  /// dimensions, is that of a contiguous view of another number of dimensions than one.
  func makeMemoryView(
    _ source: Value, _ start: Int, _ count: Int, _ format: Value, step: Int = 1, shape: Value = .nil, isReadOnly: Bool = false
  ) -> Value {
    let isPlain = shape.isNil && !isReadOnly
    let layout = isPlain ? makeInt(step) : makeTuple([makeInt(step), shape.isNil ? .none : shape, Value(isReadOnly)])
    return makeRecord(pointee.types.memoryView, source, makeInt(start), makeInt(count), format, layout)
  }

  /// The number of items between an item of a view and the next.
  func viewStep(_ view: Value) -> Int {
    let layout = record(view).pointee.field4
    return layout.isSmallInt ? layout.smallInt : tupleBase(layout)[0].smallInt
  }

  /// The lengths of the dimensions of a view that has not just one; nil for others.
  func viewShape(_ view: Value) -> Value {
    let layout = record(view).pointee.field4
    return layout.isSmallInt || tupleBase(layout)[1].isNone ? .nil : tupleBase(layout)[1]
  }

  func isReadOnlyView(_ view: Value) -> Bool {
    let layout = record(view).pointee.field4
    return record(view).pointee.field0.isKind(.bytes) || !layout.isSmallInt && tupleBase(layout)[2].isTrue
  }

  private func record(_ view: Value) -> UnsafeMutablePointer<RecordObject> { view.object(RecordObject.self) }

  /// The format letter of a view.
  func viewFormat(_ view: Value) -> UInt8 {
    let format = record(view).pointee.field3
    return UInt8(codePoint(format, stringCount(format) - 1))
  }

  func itemSize(_ format: UInt8) -> Int {
    switch format {
    case 98, 66, 99, 63: return 1
    case 104, 72, 101: return 2
    case 105, 73, 102: return 4
    default: return 8
    }
  }

  /// The bytes a contiguous view covers; a view with a step other than 1 is copied first.
  func memoryViewBytes(_ view: Value) -> UnsafeMutableBufferPointer<UInt8> {
    guard view.isKind(.memoryView), !record(view).pointee.field0.isNil else { return UnsafeMutableBufferPointer(start: nil, count: 0) }
    if viewStep(view) != 1 { return bytesView(contiguousCopy(view)) }
    let base = bytesView(record(view).pointee.field0)
    let start = record(view).pointee.field1.smallInt
    let count = Swift.min(record(view).pointee.field2.smallInt, Swift.max(0, base.count - start))
    return UnsafeMutableBufferPointer(rebasing: base[Swift.min(start, base.count)..<(Swift.min(start, base.count) + count)])
  }

  private func contiguousCopy(_ view: Value) -> Value {
    let size = itemSize(viewFormat(view))
    let count = (memoryViewLength(view) ?? 0)
    let base = bytesView(record(view).pointee.field0)
    var bytes: [UInt8] = []
    for i in 0..<count {
      let at = record(view).pointee.field1.smallInt + i * viewStep(view) * size
      bytes += base[at..<(at + size)]
    }
    return makeBytes(bytes)
  }

  /// The number of items, or of the parts along the first dimension.
  func memoryViewLength(_ view: Value) -> Int? {
    if record(view).pointee.field0.isNil {
      valueError("operation forbidden on released memoryview object")
      return nil
    }
    let shape = viewShape(view)
    guard shape.isNil else {
      if tupleCount(shape) > 0 { return tupleBase(shape)[0].smallInt }
      typeError("0-dim memory has no length")
      return nil
    }
    return record(view).pointee.field2.smallInt / itemSize(viewFormat(view))
  }

  func itemAddress(_ view: Value, _ index: Int) -> UnsafeMutableRawPointer? {
    let size = itemSize(viewFormat(view))
    guard !record(view).pointee.field0.isNil else { return nil }
    let at = record(view).pointee.field1.smallInt + index * viewStep(view) * size
    let base = bytesView(record(view).pointee.field0)
    guard at >= 0, at + size <= base.count, let start = base.baseAddress else { return nil }
    return UnsafeMutableRawPointer(start + at)
  }

  /// Item `index`, which is in range.
  func memoryViewItem(_ view: Value, _ index: Int) -> Value {
    guard let at = itemAddress(view, index) else {
      return memoryViewLength(view) == nil ? .nil : raise("IndexError", "index out of bounds on dimension 1")
    }
    if !viewShape(view).isNil { return raise("NotImplementedError", "multi-dimensional sub-views are not implemented") }
    return loadItem(at, viewFormat(view))
  }

  func loadItem(_ at: UnsafeMutableRawPointer, _ format: UInt8) -> Value {
    switch format {
    case 98: return makeInt(Int(at.loadUnaligned(as: Int8.self)))
    case 99: return makeBytes([at.loadUnaligned(as: UInt8.self)])
    case 63: return Value(at.loadUnaligned(as: UInt8.self) != 0)
    case 104: return makeInt(Int(at.loadUnaligned(as: Int16.self)))
    case 72: return makeInt(Int(at.loadUnaligned(as: UInt16.self)))
    case 105: return makeInt(Int(at.loadUnaligned(as: Int32.self)))
    case 73: return makeInt(Int(at.loadUnaligned(as: UInt32.self)))
    case 108, 113, 110: return makeInt(at.loadUnaligned(as: Int.self))
    case 76, 81, 78, 80: return makeInt(unsigned: at.loadUnaligned(as: UInt.self))
    case 102: return makeFloat(Double(at.loadUnaligned(as: Float.self)))
    case 100: return makeFloat(at.loadUnaligned(as: Double.self))
    default: return Value(smallInt: Int(at.loadUnaligned(as: UInt8.self)))
    }
  }

  /// `view[key]`.
  func memoryViewGetItem(_ view: Value, _ key: Value) -> Value {
    if !viewShape(view).isNil || key.isKind(.tuple) || key == pointee.ellipsis { return shapedItem(view, key) }
    guard let count = memoryViewLength(view) else { return .nil }
    if key.isExactly(pointee.types.slice) {
      guard let bounds = resolveSlice(key, length: count) else { return .nil }
      let size = itemSize(viewFormat(view))
      let step = viewStep(view)
      return makeMemoryView(
        record(view).pointee.field0, record(view).pointee.field1.smallInt + bounds.start * step * size, bounds.count * size,
        record(view).pointee.field3, step: bounds.count > 1 ? step * bounds.step : 1, isReadOnly: isReadOnlyView(view))
    }
    guard isInt(key) || !special(key, .__index__).isNil else { return typeError("memoryview: invalid slice key") }
    guard var index = subscriptIndex(key, "memoryview") else { return .nil }
    if index < 0 { index += count }
    if index < 0 || index >= count { return raise("IndexError", "index out of bounds on dimension 1") }
    return memoryViewItem(view, index)
  }

  /// `view[key] = value`.
  func memoryViewSetItem(_ view: Value, _ key: Value, _ value: Value) -> Bool {
    if record(view).pointee.field0.isNil { return memoryViewLength(view) != nil }
    guard !isReadOnlyView(view) else { return fail("TypeError", "cannot modify read-only memory") }
    if !viewShape(view).isNil || key.isKind(.tuple) { return setShapedItem(view, key, value) }
    guard let count = memoryViewLength(view) else { return false }
    if key.isExactly(pointee.types.slice) {
      guard requireBytes(value), let bounds = resolveSlice(key, length: count) else { return false }
      let target = memoryViewGetItem(view, key)
      let size = itemSize(viewFormat(view))
      let bytes = Array(bytesView(value))
      guard itemFormat(value) == viewFormat(view) else {
        return fail("ValueError", "memoryview assignment: lvalue and rvalue have different structures")
      }
      guard bytes.count == bounds.count * size else {
        return fail("ValueError", "memoryview assignment: lvalue and rvalue have different structures")
      }
      for i in 0..<bounds.count {
        guard let at = itemAddress(target, i) else { return false }
        for k in 0..<size { at.storeBytes(of: bytes[i * size + k], toByteOffset: k, as: UInt8.self) }
      }
      return true
    }
    guard isInt(key) || !special(key, .__index__).isNil else { return fail("TypeError", "memoryview: invalid slice key") }
    guard var index = subscriptIndex(key, "memoryview") else { return false }
    if index < 0 { index += count }
    guard index >= 0, index < count, let at = itemAddress(view, index) else { return fail("IndexError", "index out of bounds on dimension 1") }
    return storeItem(at, viewFormat(view), value)
  }

  func storeItem(_ at: UnsafeMutableRawPointer, _ format: UInt8, _ value: Value) -> Bool {
    let letter = String(UnicodeScalar(format))
    if format == 99 {
      guard value.isKind(.bytes) else { return fail("TypeError", "memoryview: invalid type for format 'c'") }
      guard bytesView(value).count == 1 else { return fail("ValueError", "memoryview: invalid value for format 'c'") }
      at.storeBytes(of: bytesView(value)[0], as: UInt8.self)
      return true
    }
    if format == 63 {
      let outcome = truth(value)
      if outcome >= 0 { at.storeBytes(of: UInt8(outcome), as: UInt8.self) }
      return outcome >= 0
    }
    if format == 100 || format == 102 {
      guard let number = realNumber(value) else {
        return clearPending("TypeError") ? fail("TypeError", "memoryview: invalid type for format '\(letter)'") : false
      }
      if format == 100 { at.storeBytes(of: number, as: Double.self) } else { at.storeBytes(of: Float(number), as: Float.self) }
      return true
    }
    guard isInt(value) || !special(value, .__index__).isNil else {
      return fail("TypeError", "memoryview: invalid type for format '\(letter)'")
    }
    let whole = indexValue(value)
    if whole.isNil { return false }
    let size = itemSize(format)
    if size == 8, format < 97, sign(ofInt: whole) >= 0, bitLength(whole) == 64 {
      let word = withLimbs(whole) { limbs, _, _ in UInt64(limbs[0]) }
      at.storeBytes(of: word, as: UInt64.self)
      return true
    }
    guard let number = intWord(whole) else { return fail("ValueError", "memoryview: invalid value for format '\(letter)'") }
    let isSigned = format >= 97
    let low = isSigned ? -(1 << (size * 8 - 1)) : 0
    let high = size == 8 ? Int.max : isSigned ? 1 << (size * 8 - 1) - 1 : 1 << (size * 8) - 1
    guard number >= low, number <= high else { return fail("ValueError", "memoryview: invalid value for format '\(letter)'") }
    for k in 0..<size { at.storeBytes(of: UInt8(truncatingIfNeeded: number >> (8 * k)), toByteOffset: k, as: UInt8.self) }
    return true
  }

  /// Whether a view and another bytes-like object have equal items.
  func memoryViewsEqual(_ a: Value, _ b: Value) -> Int {
    func isPlain(_ value: Value) -> Bool { itemFormat(value) == 66 && (!value.isKind(.memoryView) || viewShape(value).isNil) }
    for view in [a, b] where view.isKind(.memoryView) && record(view).pointee.field0.isNil { return a == b ? 1 : 0 }
    if isPlain(a), isPlain(b) { return compareBytes(a, b) == 0 ? 1 : 0 }
    let x = viewList(a)
    let y = x.isNil ? .nil : viewList(b)
    return y.isNil ? -1 : sequencesEqual(x, y)
  }

  /// The format of the items of a bytes-like object.
  private func itemFormat(_ value: Value) -> UInt8 {
    if value.isKind(.memoryView) { return viewFormat(value) }
    return isArray(value) ? UInt8(truncatingIfNeeded: codePoint(value.object(NativeObject.self).pointee.value0, 0)) : 66
  }

  /// `view.cast(format, shape)`.
  func castMemoryView(_ view: Value, _ format: Value, _ shape: Value) -> Value {
    if record(view).pointee.field0.isNil { return memoryViewLength(view) == nil ? .nil : .none }
    guard format.isKind(.str) else { return typeError("cast() argument 'format' must be str, not \(typeName(of: format))") }
    let count = stringCount(format)
    let letter = count > 0 ? codePoint(format, count - 1) : 0
    guard count == 1 || count == 2 && codePoint(format, 0) == 64, "bBchHiIlLqQnNfd?P".utf8.contains(UInt8(truncatingIfNeeded: letter)) else {
      return valueError("memoryview: destination format must be a native single character format prefixed with an optional '@'")
    }
    let bytes = record(view).pointee.field2
    if !shape.isNil, !shape.isKind(.list), !shape.isKind(.tuple) { return typeError("shape must be a list or a tuple") }
    if viewStep(view) != 1 { return typeError("memoryview: casts are restricted to C-contiguous views") }
    if !shape.isNil, !viewShape(view).isNil { return typeError("memoryview: cast must be 1D -> ND or ND -> 1D") }
    if ![66, 98, 99].contains(viewFormat(view)), ![66, 98, 99].contains(letter) {
      return typeError("memoryview: cannot cast between two non-byte formats")
    }
    if bytes.smallInt % itemSize(UInt8(letter)) != 0 { return typeError("memoryview: length is not a multiple of itemsize") }
    var shaped = Value.nil
    if !shape.isNil {
      guard let lengths = viewLengths(shape, bytes.smallInt, itemSize(UInt8(letter))) else { return .nil }
      if lengths.count != 1 { shaped = makeTuple(lengths.map { makeInt($0) }) }
    }
    return makeMemoryView(
      record(view).pointee.field0, record(view).pointee.field1.smallInt, bytes.smallInt, format, shape: shaped, isReadOnly: isReadOnlyView(view))
  }
}
