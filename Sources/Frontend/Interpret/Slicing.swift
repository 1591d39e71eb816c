// Subscripts with slices without making slice objects.

extension UnsafeMutablePointer where Pointee == UInt64 {
  /// Whether the instruction here, a makeSlice, is followed by the instruction that uses the slice as its key.
  @inline(__always) var isKeyOfNext: Bool {
    let next = self + 1
    switch next.opcodeByte {
    case Opcode.loadItem.byte: return next.operandC == operandA
    case Opcode.storeItem.byte, Opcode.deleteItem.byte: return next.operandB == operandA
    default: return false
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Executes a makeSlice and the subscript after it at once, if the container and the bounds are plain ones.
  ///
  /// - Returns: the words of the two instructions, 0 if nothing was done, -1 with an exception pending.
  @inline(never)
  func sliceDirectly(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> Int {
    let next = pc + 1
    let isLoad = next.opcodeByte == Opcode.loadItem.byte
    let container = r[isLoad ? next.operandB : next.operandA]
    let parts = r + pc.operandB
    guard container.isReference, let bounds = plainBounds(container, parts[0], parts[1], parts[2]) else { return 0 }
    pointee.pc = next
    if isLoad {
      let result = sliceOf(container, bounds)
      r[next.operandA] = result
      return result.isNil ? -1 : 2
    }
    guard container.heapType == pointee.types.list else {
      pointee.pc = pc
      return 0
    }
    if next.opcodeByte == Opcode.deleteItem.byte {
      listDelete(container, bounds)
      return 2
    }
    return listAssign(container, bounds, r[next.operandC]) ? 2 : -1
  }

  /// What the parts of a slice select in a built-in sequence, if they are small ints or None.
  @inline(__always)
  private func plainBounds(_ container: Value, _ givenStart: Value, _ givenStop: Value, _ givenStep: Value) -> SliceBounds? {
    let type = container.heapType
    let length: Int
    if type == pointee.types.list {
      length = listCount(container)
    } else if type == pointee.types.str {
      length = stringCount(container)
    } else if type == pointee.types.tuple {
      length = tupleCount(container)
    } else if type == pointee.types.range, container.object(RangeObject.self).pointee.length.isSmallInt {
      length = container.object(RangeObject.self).pointee.length.smallInt
    } else {
      return nil
    }
    var step = 1
    if !givenStep.isNone {
      guard givenStep.isSmallInt, givenStep.raw != 0 else { return nil }
      step = givenStep.smallInt
    }
    guard givenStart.isNone || givenStart.isSmallInt, givenStop.isNone || givenStop.isSmallInt else { return nil }
    let start = givenStart.isNone ? (step < 0 ? Int.max : 0) : givenStart.smallInt
    let stop = givenStop.isNone ? (step < 0 ? Int.min : Int.max) : givenStop.smallInt
    return clampSlice(start, stop, step, length)
  }

  @inline(__always)
  private func sliceOf(_ container: Value, _ bounds: SliceBounds) -> Value {
    if container.heapType == pointee.types.list { return listSlice(container, bounds) }
    if container.heapType == pointee.types.tuple { return tupleSlice(container, bounds) }
    if container.heapType == pointee.types.range { return rangeSlice(container, bounds) }
    return stringSlice(container, bounds)
  }

  /// `container[start:stop:step]` of a tuple, string or range; bounds are as given, or the ends that the step implies.
  func slice(_ container: Value, _ start: Int, _ stop: Int, _ step: Int) -> Value {
    func part(_ bound: Int) -> Value { bound == Int.max || bound == Int.min ? .none : makeInt(bound) }
    guard let bounds = plainBounds(container, part(start), part(stop), makeInt(step)) else {
      return getItem(container, makeSlice(part(start), part(stop), makeInt(step)))
    }
    return sliceOf(container, bounds)
  }
}
