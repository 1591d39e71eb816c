// Records lengths, items and slices of ranges with step 1 as arithmetic on their bounds.

import TraceIR

extension Recorder {
  /// The first number of a range with step 1 and one past its last, and how many there are; nil for any other value.
  private func unitRange(_ id: ValueID, _ value: Value) -> (start: ValueID, count: ValueID, length: Int)? {
    guard value.isExactly(vm.types.range) else { return nil }
    let range = value.object(RangeObject.self)
    guard range.pointee.start.isSmallInt, range.pointee.stop.isSmallInt, range.pointee.step == Value(smallInt: 1) else { return nil }
    let parts: (ValueID, ValueID, ValueID)
    if let known = ranges[id] {
      parts = known
    } else {
      let pointer = guardClass(id, value)
      parts = (
        asInt(loadField(pointer, .rangeStart), range.pointee.start), asInt(loadField(pointer, .rangeStop), range.pointee.stop),
        asInt(loadField(pointer, .rangeStep), range.pointee.step)
      )
    }
    emitGuard(.guardTrue, [emit(.eqInt, [parts.2, constInt(1)])])
    let span = emitGuard(.subOvf, [parts.1, parts.0], kind: .arithmetic)
    let now = range.pointee.stop.smallInt - range.pointee.start.smallInt
    emitGuard(now < 0 ? .guardFalse : .guardTrue, [emit(.geInt, [span, constInt(0)])], kind: .arithmetic)
    return (parts.0, now < 0 ? constInt(0) : span, max(now, 0))
  }

  /// `len(range)`.
  func rangeLength(_ argument: Argument) -> Bool {
    guard let (_, count, _) = unitRange(argument.id, argument.value) else { return false }
    write(word.operandA, count)
    return true
  }

  /// `range[index]`, where there is such a number.
  func rangeItem(_ range: Value, _ index: Int) -> Bool {
    guard let (start, count, length) = unitRange(read(word.operandB), range), -length <= index, index < length,
      let position = checkedIndex(intOperand(word.operandC), index, count, length)
    else { return false }
    // Both are less than what one past the last number is.
    write(word.operandA, emit(.addInt, [start, position]))
    return true
  }

  /// `range[start:stop]`, where both are between 0 and the length or left out.
  func rangeSlice(_ range: Value, _ slice: RecordedSlice) -> Bool {
    guard slice.parts[2] == nil, range.isExactly(vm.types.range), let length = vm.rangeLength(range) else { return false }
    let bounds = slice.parts[..<2].map { part in part.map { int64($0.value) ?? -1 } }
    guard bounds.allSatisfy({ $0.map { 0...length ~= $0 } ?? true }), let (start, count, _) = unitRange(read(word.operandB), range) else { return false }
    var ends = [start, emit(.addInt, [start, count])]
    for (i, part) in slice.parts[..<2].enumerated() {
      guard let part else { continue }
      let bound = asInt(part.id, part.value)
      emitGuard(.guardTrue, [emit(.geInt, [bound, constInt(0)])], kind: .arithmetic)
      emitGuard(.guardTrue, [emit(.leInt, [bound, count])], kind: .arithmetic)
      ends[i] = emit(.addInt, [start, bound])
    }
    let part = callHelper(.rt_make_range, ends + [constInt(1)])
    ranges[part] = (ends[0], ends[1], constInt(1))
    rollback = nil
    write(word.operandA, part)
    return true
  }
}
