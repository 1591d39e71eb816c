// Records where exceptions pass through frames.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Gives the pending exception its context, the handled exception, before it unwinds, if raising it did not.
  public func prepareException() {
    let exception = pointee.exception
    guard exception.isKind(.exception), pointee.handled.isKind(.exception) else { return }
    let object = exception.object(ExceptionObject.self)
    if object.pointee.traceback.isNone, object.pointee.context.isNone { setContext(exception, pointee.handled) }
  }

  /// Adds a frame to the pending exception's traceback: `position` is the word position of the instruction.
  public func addTraceback(_ code: UnsafeMutablePointer<CodeObject>, _ position: Int) {
    guard pointee.exception.isKind(.exception), position >= 0, position < code.pointee.wordCount else { return }
    let exception = pointee.exception.object(ExceptionObject.self)
    let word = code.pointee.words[position]
    let op = UInt16(truncatingIfNeeded: word)
    let raisesAgain = op == Opcode.reraise.rawValue || (op == Opcode.raise.rawValue && word.operandC == 2)
    if raisesAgain, !exception.pointee.traceback.isNone { return }
    let entry = allocate(TracebackObject.self, types.traceback)
    entry.pointee.next = exception.pointee.traceback.isNil ? .none : exception.pointee.traceback
    entry.pointee.code = Value(code)
    entry.pointee.pc = position
    exception.pointee.traceback = Value(entry)
  }

  /// The source position of the instruction at a word position of a code object.
  public func sourcePosition(_ code: UnsafeMutablePointer<CodeObject>, _ pc: Int) -> PositionEntry {
    let unit = runtime.codeInfos[code.pointee.info].unit
    var low = 0
    var high = unit.positions.count
    while low < high {
      let middle = (low + high) / 2
      if Int(unit.positions[middle].pc) <= pc { low = middle + 1 } else { high = middle }
    }
    if low > 0 { return unit.positions[low - 1] }
    return PositionEntry(pc: 0, line: Int32(unit.firstLine), column: -1, endLine: Int32(unit.firstLine), endColumn: -1)
  }

  /// The source line of the instruction at a word position of a code object.
  public func lineNumber(_ code: UnsafeMutablePointer<CodeObject>, _ pc: Int) -> Int { Int(sourcePosition(code, pc).line) }
}
