// Records comparisons of tuples item by item, where the first items that differ are numbers or strings.

import TraceIR

extension Recorder {
  private static let equal = 4
  private static let longestTuple = 8

  /// How two items of tuples stand to each other, as far as a trace can tell.
  private enum Pair {
    case numbers, strings, floats, same
  }

  /// The truth (i1) of a relation of two tuples and its outcome now, or nil when a helper has to compare them.
  func tupleRelation(_ relation: Int, _ left: Argument, _ right: Argument) -> (ValueID, Bool)? {
    guard isPlainTuple(left.value, relation), isPlainTuple(right.value, relation), left.value.heapType == right.value.heapType else { return nil }
    let count = vm.tupleCount(left.value)
    guard count == vm.tupleCount(right.value), count > 0, count <= Recorder.longestTuple, let pairs = pairs(left.value, right.value) else { return nil }
    guard let firsts = guardedItems(left, count), let seconds = guardedItems(right, count) else { return nil }
    for (index, pair) in pairs.enumerated() {
      let a = (firsts[index], vm.tupleBase(left.value)[index])
      let b = (seconds[index], vm.tupleBase(right.value)[index])
      if index + 1 == count, pair == .numbers || pair == .strings { return simple(relation, pair, a, b) }
      if let outcome = difference(relation, pair, a, b) { return outcome }
    }
    let outcome = relation == Recorder.equal || relation == 1 || relation == 3
    return (emit(.constBool, immediate: outcome ? 1 : 0), outcome)
  }

  private func isPlainTuple(_ value: Value, _ relation: Int) -> Bool {
    guard value.isKind(.tuple) else { return false }
    let op = unsafeBitCast(UInt8(truncatingIfNeeded: Int(Opcode.less.rawValue) + relation), to: Opcode.self)
    return !value.heapType.pointee.isUser || inherits(vm.comparisonMethod(op), value.heapType, .tuple)
  }

  /// What kinds of items are compared up to the first ones that differ; nil if some are none of these.
  private func pairs(_ left: Value, _ right: Value) -> [Pair]? {
    var pairs: [Pair] = []
    for index in 0..<vm.tupleCount(left) {
      let (a, b) = (vm.tupleBase(left)[index], vm.tupleBase(right)[index])
      if let x = int64(a), let y = int64(b) {
        pairs.append(.numbers)
        if x != y { return pairs }
      } else if isFloat(a), isFloat(b), let x = double(a), let y = double(b) {
        guard !x.isNaN, !y.isNaN else { return nil }
        pairs.append(.floats)
        if x != y { return pairs }
      } else if a.isExactly(vm.types.str), b.isExactly(vm.types.str) {
        pairs.append(.strings)
        if !vm.stringsEqual(a, b) { return pairs }
      } else if a == b {
        pairs.append(.same)
      } else {
        return nil
      }
    }
    return pairs
  }

  private func guardedItems(_ tuple: Argument, _ count: Int) -> [ValueID]? {
    guard let (pointer, length, _) = sequence(tuple.id, tuple.value, by: nil) else { return nil }
    emitGuard(.guardTrue, [emit(.eqInt, [length, constInt(count)])])
    let first = items(pointer, tuple.value)
    return (0..<count).map { emit(.loadItem, [first, constInt($0)]) }
  }

  private func simple(_ relation: Int, _ pair: Pair, _ a: Argument, _ b: Argument) -> (ValueID, Bool)? {
    if pair == .strings { return relationOfStrings(relation, a, b) }
    guard let x = int64(a.value), let y = int64(b.value) else { return nil }
    let id = emit(Recorder.integerRelations[relation], [asInt(a.id, a.value), asInt(b.id, b.value)])
    return (id, orderedOutcome(relation, x, y) != 0)
  }

  /// Guards that two items are equal, as they are now, or that they differ: then they decide.
  private func difference(_ relation: Int, _ pair: Pair, _ a: Argument, _ b: Argument) -> (ValueID, Bool)? {
    switch pair {
    case .same:
      emitGuard(.guardTrue, [emit(.sameWord, [asWord(a.id), asWord(b.id)])], kind: .branch)
      return nil
    case .floats:
      guard let x = double(a.value), let y = double(b.value) else { return nil }
      // Not a number is equal to itself in tuples: it leaves.
      let relationNow: Uop = x == y ? .eqFloat : x < y ? .ltFloat : .gtFloat
      emitGuard(.guardTrue, [emit(relationNow, [asFloat(a.id, a.value), asFloat(b.id, b.value)])], kind: .branch)
      if x == y { return nil }
      let outcome = relation == Recorder.equal ? false : relation > Recorder.equal ? true : relation < 2 ? x < y : x > y
      return (emit(.constBool, immediate: outcome ? 1 : 0), outcome)
    case .numbers, .strings:
      guard let (same, isSame) = simple(Recorder.equal, pair, a, b) else { return nil }
      emitGuard(isSame ? .guardTrue : .guardFalse, [same], kind: .branch)
      if isSame { return nil }
      if relation >= Recorder.equal { return (emit(.constBool, immediate: relation == Recorder.equal ? 0 : 1), relation != Recorder.equal) }
      return simple(relation, pair, a, b)
    }
  }
}
