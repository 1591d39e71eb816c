// Unwinds frames to the handler of a pending exception.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Finds the handler of the pending exception in the running frame or its callers, up to the frame that entered the
  /// interpreter's loop; frames without a handler are left and noted in the traceback.
  ///
  /// - Parameter isPrepared: whether the exception has its context already.
  /// - Returns: where to go on in the frame that is then current, or nil with the exception still pending.
  @inline(never)
  func unwind(isPrepared: Bool = false) -> UnsafeMutablePointer<UInt64>? {
    if !isPrepared { prepareException() }
    while true {
      let r = pointee.frame
      let code = r.code
      let position = pointee.pc - code.pointee.words
      addTraceback(code, position)
      if let handler = findHandler(code, position) {
        r[handler.register] = pointee.exception
        pointee.exception = .nil
        pointee.top = r + code.pointee.registerCount
        return code.pointee.words + handler.target
      }
      let flags = r.flags
      if flags.contains(.generator) {
        generatorFailed(r)
        if flags.contains(.directly) {
          pointee.pc = r.aux.heapType == pointee.types.asyncGenerator ? restoreForwarder(r) : restoreDelegator(r)
          continue
        }
      }
      if flags.contains(.entry) {
        pointee.depth -= 1
        return nil
      }
      if flags.contains(.twofold) { pointee.depth -= 1 }
      pointee.pc = r.callerPC
      popFrame(to: r.callerBase)
    }
  }

  /// The innermost handler for exceptions of the instruction at a position.
  func findHandler(_ code: UnsafeMutablePointer<CodeObject>, _ position: Int) -> HandlerRange? {
    for i in 0..<code.pointee.handlerCount {
      let handler = code.pointee.handlers[i]
      if handler.start <= position && position < handler.end { return handler }
    }
    return nil
  }
}

extension UnsafeMutablePointer where Pointee == CodeObject {
  /// Whether there is a handler for exceptions of the instruction at a position.
  func handles(at position: Int) -> Bool {
    (0..<pointee.handlerCount).contains { pointee.handlers[$0].start <= position && position < pointee.handlers[$0].end }
  }
}
