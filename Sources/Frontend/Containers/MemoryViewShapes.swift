// Gives memoryviews several dimensions: their shapes, and the items that tuples of indices name.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether a view still holds its object; false with ValueError pending after `release`.
  func isHeld(_ view: Value) -> Bool {
    if !view.object(RecordObject.self).pointee.field0.isNil { return true }
    return fail("ValueError", "operation forbidden on released memoryview object")
  }

  /// The lengths of the dimensions of a view that was not released.
  func viewLengths(_ view: Value) -> [Int] {
    let shape = viewShape(view)
    return shape.isNil ? [memoryViewLength(view) ?? 0] : tupleItems(shape).map(\.smallInt)
  }

  /// The lengths that the argument `shape` of `cast` asks for, or nil with an exception pending.
  func viewLengths(_ shape: Value, _ bytes: Int, _ itemSize: Int) -> [Int]? {
    var lengths: [Int] = []
    var product = itemSize
    for part in sequenceItems(shape) {
      guard isInt(part) else {
        typeError("memoryview.cast(): elements of shape must be integers")
        return nil
      }
      guard let length = intWord(part), length > 0 else {
        valueError("memoryview.cast(): elements of shape must be integers > 0")
        return nil
      }
      lengths.append(length)
      let (size, isTooLarge) = product.multipliedReportingOverflow(by: length)
      product = isTooLarge ? -1 : size
      if isTooLarge { break }
    }
    if product == bytes { return lengths }
    typeError("memoryview: product(shape) * itemsize != buffer size")
    return nil
  }

  /// Whether the order of the items is the same by columns, as it is when at most one dimension has more than one item.
  func isColumnMajor(_ view: Value) -> Bool { viewLengths(view).filter { $0 > 1 }.count <= 1 }

  /// The number of the item that a tuple of indices names, or nil with an exception pending.
  private func shapedPlace(_ view: Value, _ key: Value) -> Int? {
    let lengths = viewLengths(view)
    let keys = tupleItems(key)
    for part in keys where !isInt(part) && special(part, .__index__).isNil {
      if keys.allSatisfy({ $0.isExactly(pointee.types.slice) }) {
        raise("NotImplementedError", "multi-dimensional slicing is not implemented")
      } else {
        typeError("memoryview: invalid slice key")
      }
      return nil
    }
    guard keys.count == lengths.count else {
      if keys.count < lengths.count {
        raise("NotImplementedError", "sub-views are not implemented")
      } else {
        typeError("cannot index \(lengths.count)-dimension view with \(keys.count)-element tuple")
      }
      return nil
    }
    var place = 0
    for (i, part) in keys.enumerated() {
      guard var index = index(part) else { return nil }
      if index < 0 { index += lengths[i] }
      guard index >= 0, index < lengths[i] else {
        raise("IndexError", "index out of bounds on dimension \(i + 1)")
        return nil
      }
      place = place * lengths[i] + index
    }
    return place
  }

  /// `view[key]` for a view of another number of dimensions than one, or a key of another kind than an int or a slice.
  func shapedItem(_ view: Value, _ key: Value) -> Value {
    guard isHeld(view) else { return .nil }
    if key.isKind(.tuple) {
      guard let place = shapedPlace(view, key) else { return .nil }
      guard let at = itemAddress(view, place) else { return raise("IndexError", "index out of bounds on dimension 1") }
      return loadItem(at, viewFormat(view))
    }
    if key == pointee.ellipsis { return view }
    let lengths = viewLengths(view)
    if lengths.isEmpty { return typeError("invalid indexing of 0-dim memory") }
    guard key.isExactly(pointee.types.slice) else {
      guard isInt(key) || !special(key, .__index__).isNil else { return typeError("memoryview: invalid slice key") }
      return raise("NotImplementedError", "multi-dimensional sub-views are not implemented")
    }
    guard let bounds = resolveSlice(key, length: lengths[0]) else { return .nil }
    if bounds.step != 1 { return raise("NotImplementedError", "multi-dimensional slicing is not implemented") }
    let row = lengths.dropFirst().reduce(itemSize(viewFormat(view)), *)
    let record = view.object(RecordObject.self)
    return makeMemoryView(
      record.pointee.field0, record.pointee.field1.smallInt + bounds.start * row, bounds.count * row, record.pointee.field3,
      shape: makeTuple([makeInt(bounds.count)] + lengths.dropFirst().map { makeInt($0) }), isReadOnly: isReadOnlyView(view))
  }

  /// `view[key] = value` for such views and keys; false with an exception pending.
  func setShapedItem(_ view: Value, _ key: Value, _ value: Value) -> Bool {
    guard isHeld(view) else { return false }
    guard key.isKind(.tuple) else {
      if viewLengths(view).isEmpty { return fail("TypeError", "invalid indexing of 0-dim memory") }
      let isSlice = key.isExactly(pointee.types.slice)
      return fail("NotImplementedError", isSlice ? "memoryview slice assignments are currently restricted to ndim = 1" : "sub-views are not implemented")
    }
    guard let place = shapedPlace(view, key), let at = itemAddress(view, place) else { return false }
    return storeItem(at, viewFormat(view), value)
  }

  /// The items of a bytes-like object as a list, of lists where it has several dimensions.
  func viewList(_ value: Value) -> Value {
    guard value.isKind(.memoryView), !viewShape(value).isNil else { return listFromIterable(value) }
    let format = viewFormat(value)
    func part(_ lengths: ArraySlice<Int>, _ place: Int) -> Value {
      guard let length = lengths.first else { return itemAddress(value, place).map { loadItem($0, format) } ?? .nil }
      let list = makeList([])
      let size = lengths.dropFirst().reduce(1, *)
      for i in 0..<length { listAppend(list, part(lengths.dropFirst(), place + i * size)) }
      return list
    }
    return part(viewLengths(value)[...], 0)
  }
}
