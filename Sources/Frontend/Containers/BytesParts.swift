// Splits, strips, joins and replaces in bytes and bytearrays.

extension Runtime {
  func installBytesParts(_ type: TypeRef) {
    for (name, backward) in [("split", false), ("rsplit", true)] {
      define(type, name, "sep=, maxsplit=") { vm, args in
        var limit = Int.max
        if !args[2].isNil {
          guard let given = vm.sizeArgument(args[2]) else { return .nil }
          if given >= 0 { limit = given }
        }
        let usesSpace = args[1].isNil || args[1].isNone
        guard usesSpace || vm.requireBytes(args[1]) else { return .nil }
        if !usesSpace, vm.bytesView(args[1]).count == 0 { return vm.valueError("empty separator") }
        return vm.splitBytes(args[0], usesSpace ? .nil : args[1], limit, backward: backward)
      }
    }
    define(type, "splitlines", "keepends=") { vm, args in
      guard let keeps = args[1].isNil ? 0 : vm.index(args[1]) else { return .nil }
      return vm.splitByteLines(args[0], keeps != 0)
    }
    for (name, backward) in [("partition", false), ("rpartition", true)] {
      define(type, name, 1, 1) { vm, args in vm.partitionBytes(args[0], args[1], backward: backward) }
    }
    for (name, left, right) in [("strip", true, true), ("lstrip", true, false), ("rstrip", false, true)] {
      define(type, name, 0, 1) { vm, args in
        let set = args.optional(1)
        guard set.isNil || set.isNone || vm.requireBytes(set) else { return .nil }
        return vm.stripBytes(args[0], set, left: left, right: right)
      }
    }
    define(type, "replace", 2, 3) { vm, args in
      guard vm.requireBytes(args[1]), vm.requireBytes(args[2]) else { return .nil }
      var limit = Int.max
      if args.count > 3 {
        guard let given = vm.sizeArgument(args[3]) else { return .nil }
        if given >= 0 { limit = given }
      }
      return vm.replaceBytes(args[0], args[1], args[2], limit)
    }
    define(type, "join", 1, 1) { vm, args in vm.joinBytes(args[0], args[1]) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether a byte is ASCII white space.
  @inline(__always) func isByteSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

  /// Splits at white space (`separator` nil) or at a separator.
  func splitBytes(_ bytes: Value, _ separator: Value, _ limit: Int, backward: Bool) -> Value {
    let list = makeList(capacity: 0)
    func add(_ start: Int, _ stop: Int) { listAppend(list, subBytes(bytes, start, stop - start)) }
    let view = bytesView(bytes)
    if separator.isNil {
      if backward { splitByteWordsBackward(view, limit, add) } else { splitByteWords(view, limit, add) }
    } else if backward {
      let pattern = UnsafeBufferPointer(bytesView(separator))
      var stop = view.count
      var left = limit
      while left > 0 {
        let position = findBackward(view, pattern, 0, stop)
        if position < 0 { break }
        add(position + pattern.count, stop)
        stop = position
        left -= 1
      }
      add(0, stop)
    } else {
      let pattern = bytesView(separator)
      var start = 0
      var left = limit
      while left > 0 {
        let position = findBytes(view, pattern, start, view.count)
        if position < 0 { break }
        add(start, position)
        start = position + pattern.count
        left -= 1
      }
      add(start, view.count)
    }
    if backward {
      var items = sequenceItems(list)
      items.reverse()
    }
    return list
  }

  private func splitByteWords(_ view: UnsafeMutableBufferPointer<UInt8>, _ limit: Int, _ add: (Int, Int) -> Void) {
    var i = 0
    var left = limit
    while true {
      while i < view.count, isByteSpace(view[i]) { i += 1 }
      if i == view.count { return }
      if left == 0 { return add(i, view.count) }
      let start = i
      while i < view.count, !isByteSpace(view[i]) { i += 1 }
      add(start, i)
      left -= 1
    }
  }

  private func splitByteWordsBackward(_ view: UnsafeMutableBufferPointer<UInt8>, _ limit: Int, _ add: (Int, Int) -> Void) {
    var i = view.count
    var left = limit
    while true {
      while i > 0, isByteSpace(view[i - 1]) { i -= 1 }
      if i == 0 { return }
      if left == 0 { return add(0, i) }
      let stop = i
      while i > 0, !isByteSpace(view[i - 1]) { i -= 1 }
      add(i, stop)
      left -= 1
    }
  }

  func splitByteLines(_ bytes: Value, _ keepsEnds: Bool) -> Value {
    let list = makeList(capacity: 0)
    let view = bytesView(bytes)
    var start = 0
    while start < view.count {
      var stop = start
      while stop < view.count, view[stop] != 10, view[stop] != 13 { stop += 1 }
      var next = stop
      if stop < view.count {
        next = stop + 1
        if view[stop] == 13, next < view.count, view[next] == 10 { next += 1 }
      }
      listAppend(list, subBytes(bytes, start, (keepsEnds ? next : stop) - start))
      start = next
    }
    return list
  }

  func partitionBytes(_ bytes: Value, _ separator: Value, backward: Bool) -> Value {
    guard requireBytes(separator) else { return .nil }
    let view = bytesView(bytes)
    let pattern = bytesView(separator)
    if pattern.count == 0 { return valueError("empty separator") }
    let position = backward ? findBackward(view, UnsafeBufferPointer(pattern), 0, view.count) : findBytes(view, pattern, 0, view.count)
    if position < 0 {
      let whole = bytes.isKind(.bytes) ? bytes : subBytes(bytes, 0, view.count)
      let first = makeBytes(like: bytes, [UInt8]())
      let second = makeBytes(like: bytes, [UInt8]())
      return makeTuple(backward ? [first, second, whole] : [whole, first, second])
    }
    let head = subBytes(bytes, 0, position)
    let tail = subBytes(bytes, position + pattern.count, view.count - position - pattern.count)
    let middle = makeBytes(like: bytes, UnsafeBufferPointer(pattern))
    return makeTuple([head, middle, tail])
  }

  func stripBytes(_ bytes: Value, _ set: Value, left: Bool, right: Bool) -> Value {
    let usesSpace = set.isNil || set.isNone
    let view = bytesView(bytes)
    let stripped = usesSpace ? UnsafeMutableBufferPointer(start: nil, count: 0) : bytesView(set)
    func isStripped(_ byte: UInt8) -> Bool { usesSpace ? isByteSpace(byte) : stripped.contains(byte) }
    var start = 0
    var stop = view.count
    if left { while start < stop, isStripped(view[start]) { start += 1 } }
    if right { while stop > start, isStripped(view[stop - 1]) { stop -= 1 } }
    return subBytes(bytes, start, stop - start)
  }

  func replaceBytes(_ bytes: Value, _ old: Value, _ new: Value, _ limit: Int) -> Value {
    let view = bytesView(bytes)
    let pattern = bytesView(old)
    let replacement = bytesView(new)
    var result: [UInt8] = []
    var left = limit
    if pattern.count == 0 {
      for i in 0...view.count {
        if left > 0 {
          result += replacement
          left -= 1
        }
        if i < view.count { result.append(view[i]) }
      }
      return makeBytes(like: bytes, result)
    }
    result.reserveCapacity(view.count)
    var start = 0
    while left > 0 {
      let position = findBytes(view, pattern, start, view.count)
      if position < 0 { break }
      result += view[start..<position]
      result += replacement
      start = position + pattern.count
      left -= 1
    }
    if start == 0, bytes.isExactly(pointee.types.bytes) { return bytes }
    result += view[start...]
    return makeBytes(like: bytes, result)
  }

  /// `separator.join(iterable)`.
  func joinBytes(_ separator: Value, _ iterable: Value) -> Value {
    var sequence = iterable
    if !iterable.isExactly(pointee.types.list), !iterable.isExactly(pointee.types.tuple) {
      sequence = listFromIterable(iterable, askingLength: false)
      if sequence.isNil {
        if isPending("TypeError"), !iterable.isReference || !hasIterator(iterable) {
          pointee.exception = .nil
          return typeError("can only join an iterable")
        }
        return .nil
      }
      // Nothing else keeps the list alive.
      return withRoots([sequence]) { joinBytes(separator, sequence) }
    }
    let items = sequenceItems(sequence)
    if items.count == 1, items[0].isExactly(pointee.types.bytes), separator.isKind(.bytes) { return items[0] }
    let gap = bytesView(separator)
    var total = gap.count * Swift.max(0, items.count - 1)
    for i in 0..<items.count {
      guard isBytesLike(items[i]) else {
        return typeError("sequence item \(i): expected a bytes-like object, \(typeName(of: items[i])) found")
      }
      total += bytesView(items[i]).count
    }
    guard reserve(bytes: total) else { return .nil }
    let result = separator.isKind(.byteArray) ? makeByteArray(count: total) : makeBytesUninitialized(total)
    guard var target = bytesView(result).baseAddress else { return result }
    for i in 0..<items.count {
      if i > 0, let base = gap.baseAddress {
        target.update(from: base, count: gap.count)
        target += gap.count
      }
      let part = bytesView(items[i])
      if let base = part.baseAddress { target.update(from: base, count: part.count) }
      target += part.count
    }
    return result
  }
}
