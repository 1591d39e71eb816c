// Turns subscript keys into positions: indices, slices and their error words.

/// The positions that a slice selects in a sequence of a certain length.
public struct SliceBounds {
  public var start: Int
  public var stop: Int
  public var step: Int
  /// How many items are selected.
  public var count: Int
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Raises an exception and returns false.
  func fail(_ type: String, _ message: String) -> Bool {
    raise(type, message)
    return false
  }

  /// Raises TypeError and returns nil.
  @discardableResult
  func typeError(_ message: String) -> Value { raise("TypeError", message) }

  /// Raises ValueError and returns nil.
  @discardableResult
  func valueError(_ message: String) -> Value { raise("ValueError", message) }

  /// The name of a value's class, for messages.
  func typeName(of value: Value) -> String { typeName(typeOf(value)) }

  /// The name of a value's class as messages about arguments show it.
  func argumentTypeName(_ value: Value) -> String { value.isNone ? "None" : typeName(of: value) }

  /// Raises a built-in exception class with one argument of any type (KeyError of a key); returns nil.
  @inline(never)
  @discardableResult
  func raise(_ type: String, argument: Value) -> Value {
    guard let cls = runtime.exceptionTypes[type] else { return raise(type, "") }
    let arguments = makeTupleUninitialized(1)
    tupleBase(arguments)[0] = argument
    return raise(makeException(cls, arguments))
  }

  /// The position that a subscript key means, or nil with an exception pending.
  @inline(__always)
  func subscriptIndex(_ key: Value, _ what: StaticString) -> Int? {
    key.isSmallInt ? key.smallInt : slowSubscriptIndex(key, "\(what)")
  }

  @inline(never)
  private func slowSubscriptIndex(_ key: Value, _ what: String) -> Int? {
    var number = key
    if !isInt(key) {
      let method = special(key, .__index__)
      if method.isNil {
        raise("TypeError", what == "string" ? "string indices must be integers, not '\(typeName(of: key))'" : "\(what) indices must be integers or slices, not \(typeName(of: key))")
        return nil
      }
      number = callMethod(method, key)
      if number.isNil { return nil }
      if !isInt(number) {
        raise("TypeError", "__index__ returned non-int (type \(typeName(of: number)))")
        return nil
      }
    }
    if let word = intWord(number) { return word }
    raise("IndexError", "cannot fit '\(typeName(of: key))' into an index-sized integer")
    return nil
  }

  /// An argument that counts or positions: nil with an exception pending when it is no int or does not fit 64 bits.
  func sizeArgument(_ value: Value) -> Int? {
    if value.isSmallInt { return value.smallInt }
    var number = value
    if !isInt(value) {
      let method = special(value, .__index__)
      if method.isNil {
        raise("TypeError", "'\(typeName(of: value))' object cannot be interpreted as an integer")
        return nil
      }
      number = callMethod(method, value)
      if number.isNil { return nil }
    }
    if let word = intWord(number) { return word }
    if !isInt(number) {
      raise("TypeError", "__index__ returned non-int (type \(typeName(of: number)))")
      return nil
    }
    raise("OverflowError", "Python int too large to convert to C ssize_t")
    return nil
  }

  /// A bound of a slice or of `find`, `index`...: clamped to 64 bits; nil with an exception pending.
  func sliceIndex(_ value: Value) -> Int? {
    if value.isSmallInt { return value.smallInt }
    var number = value
    if !isInt(value) {
      let method = special(value, .__index__)
      if method.isNil {
        raise("TypeError", "slice indices must be integers or None or have an __index__ method")
        return nil
      }
      number = callMethod(method, value)
      if number.isNil { return nil }
    }
    if let word = intWord(number) { return word }
    guard isInt(number) else {
      raise("TypeError", "__index__ returned non-int (type \(typeName(of: number)))")
      return nil
    }
    return number.object(IntObject.self).pointee.signedCount < 0 ? Int.min : Int.max
  }

  /// What a slice selects from `length` items, or nil with an exception pending.
  func resolveSlice(_ slice: Value, length: @autoclosure () -> Int) -> SliceBounds? {
    let object = slice.object(SliceObject.self)
    var step = 1
    if !object.pointee.step.isNone {
      guard let given = sliceIndex(object.pointee.step) else { return nil }
      if given == 0 {
        raise("ValueError", "slice step cannot be zero")
        return nil
      }
      step = Swift.max(given, -Int.max)
    }
    var start = step < 0 ? Int.max : 0
    if !object.pointee.start.isNone {
      guard let given = sliceIndex(object.pointee.start) else { return nil }
      start = given
    }
    var stop = step < 0 ? Int.min : Int.max
    if !object.pointee.stop.isNone {
      guard let given = sliceIndex(object.pointee.stop) else { return nil }
      stop = given
    }
    return clampSlice(start, stop, step, length())
  }

  /// Clamps slice bounds to a sequence's length.
  func clampSlice(_ givenStart: Int, _ givenStop: Int, _ step: Int, _ length: Int) -> SliceBounds {
    var start = givenStart
    var stop = givenStop
    let low = step < 0 ? -1 : 0
    let high = step < 0 ? length - 1 : length
    start = start < 0 ? (start &+ length < 0 ? low : start &+ length) : Swift.min(start, high)
    stop = stop < 0 ? (stop &+ length < 0 ? low : stop &+ length) : Swift.min(stop, high)
    var count = 0
    if step < 0 {
      if stop < start { count = (start - stop - 1) / -step + 1 }
    } else if start < stop {
      count = (stop - start - 1) / step + 1
    }
    return SliceBounds(start: start, stop: stop, step: step, count: count)
  }

  /// Bounds given as optional arguments (nil or None when omitted) for `find`, `index`, `count`..., clamped to `0...length`.
  func searchBounds(_ start: Value, _ stop: Value, _ length: Int, takesNone: Bool = true) -> (Int, Int)? {
    if !takesNone {
      for bound in [start, stop] where !bound.isNil && !isInt(bound) && special(bound, .__index__).isNil {
        raise("TypeError", "slice indices must be integers or have an __index__ method")
        return nil
      }
    }
    var low = 0
    var high = length
    if !start.isNil, !start.isNone {
      guard let given = sliceIndex(start) else { return nil }
      low = given < 0 ? Swift.max(0, given &+ length) : given
    }
    if !stop.isNil, !stop.isNone {
      guard let given = sliceIndex(stop) else { return nil }
      high = given < 0 ? Swift.max(0, given &+ length) : Swift.min(given, length)
    }
    return (low, high)
  }
}
