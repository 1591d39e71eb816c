// Compares, concatenates, repeats and combines built-in containers for the operators.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Which kinds can be equal to each other: 0 for kinds that are no containers.
  @inline(__always)
  private func family(_ value: Value) -> Int {
    guard value.isReference else { return 0 }
    switch value.heapType.pointee.kind {
    case .str: return 1
    case .list: return 2
    case .tuple: return 3
    case .dict: return 4
    case .set, .frozenSet: return 5
    case .bytes, .byteArray, .memoryView: return 6
    case .range: return 7
    case .dictView: return 8
    case .slice: return 9
    default: return 0
    }
  }

  /// Whether two containers are equal: 1, 0, -1 with an exception pending, or -2 when their kinds do not compare.
  public func containerEqual(_ a: Value, _ b: Value) -> Int {
    let kind = family(a)
    guard kind != 0 else { return -2 }
    if kind != family(b) {
      if kind == 8, isSetLike(a), isAnySet(b) { return viewsEqual(a, b) }
      if kind == 5, isSetLike(b) { return viewsEqual(b, a) }
      if a.isKind(.memoryView), isBytesLike(b) { return memoryViewsEqual(a, b) }
      return -2
    }
    switch kind {
    case 1: return stringsEqual(a, b) ? 1 : 0
    case 5: return setsEqual(a, b)
    case 6: return bytesEqual(a, b)
    case 7: return rangesEqual(a, b) ? 1 : 0
    case 2, 3: return sequencesEqual(a, b)
    case 4: return dictsEqual(a, b)
    case 8: return isSetLike(a) && isSetLike(b) ? viewsEqual(a, b) : -2
    default: return slicesEqual(a, b)
    }
  }

  private func slicesEqual(_ a: Value, _ b: Value) -> Int { a == b ? 1 : sequencesEqual(sliceTuple(a), sliceTuple(b)) }

  private func sliceTuple(_ slice: Value) -> Value {
    let object = slice.object(SliceObject.self)
    return makeTuple([object.pointee.start, object.pointee.stop, object.pointee.step])
  }

  /// `a op b` for a comparison opcode: NotImplemented when the kinds do not compare, nil with an exception pending on failure.
  public func containerCompare(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if op == .equal || op == .notEqual {
      let outcome = containerEqual(a, b)
      if outcome == -2 { return pointee.notImplemented }
      return outcome < 0 ? .nil : Value((outcome > 0) == (op == .equal))
    }
    let kind = family(a)
    guard kind != 0 else { return pointee.notImplemented }
    if kind != family(b) {
      if (kind == 8 && isSetLike(a) && isAnySet(b)) || (kind == 5 && isSetLike(b)) { return compareViews(op, a, b) }
      return pointee.notImplemented
    }
    switch kind {
    case 1: return Value(compareCounts(op, compareStrings(a, b), 0))
    case 2, 3: return compareSequences(op, a, b)
    case 5:
      let outcome = compareSets(op, a, b)
      return outcome < 0 ? .nil : Value(outcome > 0)
    case 6:
      if a.isKind(.memoryView) || b.isKind(.memoryView) { return pointee.notImplemented }
      return Value(compareCounts(op, compareBytes(a, b), 0))
    case 8: return isSetLike(a) && isSetLike(b) ? compareViews(op, a, b) : pointee.notImplemented
    case 9: return compareSequences(op, sliceTuple(a), sliceTuple(b))
    default: return pointee.notImplemented
    }
  }

  /// `a op b` for an arithmetic opcode: NotImplemented when no built-in container defines it for these kinds.
  public func containerBinary(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    switch op {
    case .add: return concatenate(a, b)
    case .multiply: return repeatOperands(a, b)
    case .bitAnd, .bitOr, .bitXor, .subtract: return setOperator(op, a, b)
    case .modulo: return family(a) == 1 || family(a) == 6 && !a.isKind(.memoryView) ? formatPercent(a, b) : pointee.notImplemented
    default: return pointee.notImplemented
    }
  }

  /// `a + b`, with the words of the left operand's class when the right one does not fit.
  private func concatenate(_ a: Value, _ b: Value) -> Value {
    let kind = family(a)
    switch kind {
    case 1:
      if b.isKind(.str) { return concatenateStrings(a, b) }
    case 2:
      if b.isKind(.list) { return concatenateLists(a, b) }
    case 3:
      if b.isKind(.tuple) { return concatenateTuples(a, b) }
    case 6:
      if a.isKind(.memoryView) { return pointee.notImplemented }
      if isBytesLike(b) { return concatenateBytes(a, b) }
    default: break
    }
    return pointee.notImplemented
  }

  /// Raises TypeError for `a + b` that no class defines, if `a` is a sequence; nil without exception otherwise.
  public func raiseConcatenation(_ a: Value, _ b: Value) -> Value {
    let right = typeName(of: b)
    switch family(a) {
    case 1: return typeError("can only concatenate str (not \"\(right)\") to str")
    case 2: return typeError("can only concatenate list (not \"\(right)\") to list")
    case 3: return typeError("can only concatenate tuple (not \"\(right)\") to tuple")
    case 6 where !a.isKind(.memoryView): return typeError("can't concat \(right) to \(typeName(of: a))")
    default: return .nil
    }
  }

  /// `a + b` of lists.
  func concatenateLists(_ a: Value, _ b: Value) -> Value {
    let (first, second) = (listCount(a), listCount(b))
    guard reserve(bytes: (first + second) * 8) else { return .nil }
    let result = allocate(ListObject.self, pointee.types.list)
    guard first + second > 0 else { return Value(result) }
    let memory = allocateArray(first + second)
    result.pointee.items = memory
    result.pointee.capacity = first + second
    if first > 0, let items = a.object(ListObject.self).pointee.items { copyWords(memory, items, first) }
    if second > 0, let items = b.object(ListObject.self).pointee.items { copyWords(memory + first, items, second) }
    result.pointee.count = first + second
    return Value(result)
  }

  /// Appends the items of a list or tuple, whatever its class overrides.
  func appendItems(_ list: Value, _ other: Value) {
    let count = sequenceItems(other).count
    guard count > 0 else { return }
    let object = list.object(ListObject.self)
    growList(object, to: object.pointee.count + count)
    (object.pointee.items.unsafelyUnwrapped + object.pointee.count).update(from: sequenceItems(other).baseAddress.unsafelyUnwrapped, count: count)
    object.pointee.count += count
  }

  private func concatenateTuples(_ a: Value, _ b: Value) -> Value {
    let first = tupleCount(a)
    let second = tupleCount(b)
    if second == 0, a.isExactly(pointee.types.tuple) { return a }
    if first == 0, b.isExactly(pointee.types.tuple) { return b }
    let result = makeTupleUninitialized(first + second)
    copyWords(tupleBase(result), tupleBase(a), first)
    copyWords(tupleBase(result) + first, tupleBase(b), second)
    return result
  }

  // MARK: Repetition

  private func repeatOperands(_ a: Value, _ b: Value) -> Value {
    if isRepeatable(a) { return isRepeatCount(b) ? repeatSequence(a, b) : pointee.notImplemented }
    if isRepeatable(b) { return isRepeatCount(a) ? repeatSequence(b, a) : pointee.notImplemented }
    return pointee.notImplemented
  }

  /// Raises TypeError for `a * b` that no class defines, if one is a sequence; nil without exception otherwise.
  public func raiseRepetition(_ a: Value, _ b: Value) -> Value {
    if isRepeatable(a) { return typeError("can't multiply sequence by non-int of type '\(typeName(of: b))'") }
    if isRepeatable(b) { return typeError("can't multiply sequence by non-int of type '\(typeName(of: a))'") }
    return .nil
  }

  private func isRepeatable(_ value: Value) -> Bool {
    let kind = family(value)
    return kind == 1 || kind == 2 || kind == 3 || (kind == 6 && !value.isKind(.memoryView))
  }

  private func isRepeatCount(_ value: Value) -> Bool { isInt(value) || !special(value, .__index__).isNil }

  /// The int of a repetition, or nil with an exception pending.
  private func repeatCount(_ value: Value) -> Int? {
    if value.isSmallInt { return value.smallInt }
    guard let count = sizeArgument(value) else {
      if isPending("OverflowError") {
        pointee.exception = .nil
        raise("OverflowError", "cannot fit '\(typeName(of: value))' into an index-sized integer")
      }
      return nil
    }
    return count
  }

  /// `sequence * count`.
  func repeatSequence(_ sequence: Value, _ count: Value) -> Value {
    guard let times = repeatCount(count) else { return .nil }
    switch family(sequence) {
    case 1: return repeatString(sequence, times)
    case 6: return repeatBytes(sequence, times)
    default: break
    }
    let isTuple = sequence.isKind(.tuple)
    let items = sequenceItems(sequence)
    if isTuple, times == 1 || items.count == 0, sequence.isExactly(pointee.types.tuple) { return sequence }
    if times <= 0 || items.count == 0 { return isTuple ? pointee.emptyTuple : makeList(capacity: 0) }
    let (total, overflow) = items.count.multipliedReportingOverflow(by: times)
    if overflow || total > 1 << 40 { return raise("MemoryError") }
    guard reserve(bytes: total * 8) else { return .nil }
    let result = isTuple ? makeTupleUninitialized(total) : makeList(capacity: total)
    let target = isTuple ? tupleBase(result) : result.object(ListObject.self).pointee.items.unsafelyUnwrapped
    fillRepeated(target, sequenceItems(sequence).baseAddress.unsafelyUnwrapped, items.count, total)
    if !isTuple { result.object(ListObject.self).pointee.count = total }
    return result
  }

  /// Fills memory with copies of a pattern, doubling what is there.
  func fillRepeated<T>(_ target: UnsafeMutablePointer<T>, _ pattern: UnsafeMutablePointer<T>, _ count: Int, _ total: Int) {
    if count == 1 { return target.update(repeating: pattern[0], count: total) }
    target.update(from: pattern, count: count)
    var done = count
    while done < total {
      let step = Swift.min(done, total - done)
      (target + done).update(from: target, count: step)
      done += step
    }
  }

  // MARK: Sets and dicts

  private func setOperator(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if isAnySet(a), isAnySet(b) { return combineSets(op, a, b) }
    let x = family(a)
    let y = family(b)
    if x == 8 && isSetLike(a) || y == 8 && isSetLike(b) { return viewOperator(op, a, b) }
    if x == 4, y == 4, op == .bitOr {
      let copy = makeDict()
      guard dictUpdate(copy, a) else { return .nil }
      return pointee.exception.isNil && dictUpdate(copy, b) ? copy : .nil
    }
    return pointee.notImplemented
  }

  private func combineSets(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    switch op {
    case .bitAnd: return setIntersection(a, b)
    case .bitXor: return setSymmetricDifference(a, b)
    case .subtract: return setDifference(a, b)
    default:
      let copy = setCopy(a)
      return a == b || setUpdate(copy, b) ? copy : .nil
    }
  }

  /// `a op= b` for containers that change in place: NotImplemented when they do not.
  public func containerInPlace(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    guard a.isReference else { return pointee.notImplemented }
    switch a.heapType.pointee.kind {
    case .list:
      if op == .add { return listExtend(a, b) ? a : .nil }
      return op == .multiply ? repeatListInPlace(a, b) : pointee.notImplemented
    case .set: return setInPlace(op, a, b)
    case .dict where op == .bitOr: return dictUpdate(a, b) ? a : .nil
    case .byteArray: return byteArrayInPlace(op, a, b)
    default: return pointee.notImplemented
    }
  }

  private func setInPlace(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    guard isAnySet(b) else { return pointee.notImplemented }
    switch op {
    case .bitOr: return setUpdate(a, b) ? a : .nil
    case .subtract: return setSubtract(a, b) ? a : .nil
    case .bitXor: return setToggle(a, b) ? a : .nil
    case .bitAnd:
      let result = setIntersection(a, b)
      if result.isNil { return .nil }
      setAssign(a, result)
      return a
    default: return pointee.notImplemented
    }
  }

  private func repeatListInPlace(_ list: Value, _ count: Value) -> Value {
    if !isRepeatCount(count) { return pointee.notImplemented }
    let result = repeatSequence(list, count)
    if result.isNil { return .nil }
    let target = list.object(ListObject.self)
    let source = result.object(ListObject.self)
    target.pointee.items = source.pointee.items
    target.pointee.capacity = source.pointee.capacity
    target.pointee.count = source.pointee.count
    return list
  }
}
