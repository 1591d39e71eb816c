// Answers which registers of a frame are still needed at a position.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The registers of a frame that are read at or after a position before they are written.
  ///
  /// - Parameter inCall: the position is a call in progress; what counts is live after it, its result excluded.
  func liveRegisters(_ code: UnsafeMutablePointer<CodeObject>, before position: Int, inCall: Bool) -> LiveRegisters {
    let info = info(code)
    let liveness = liveness(of: info)
    guard inCall else { return LiveRegisters(bits: liveness.bits(at: position)) }
    let word = info.unit.words[position]
    let op = Opcode(rawValue: UInt16(truncatingIfNeeded: word))
    let isWith = op == .enterWith || op == .exitWith
    // A loop that waits for a generator goes on behind it or at its end. Behind a special method the operands are looked at again.
    if let op, !isWith, op == .forNext || op == .yieldFrom || op.mayCallSpecial { return LiveRegisters(bits: liveness.bits(at: position)) }
    let length = op?.info.length ?? 2
    var bits = liveness.bits(at: position + length)
    // What is to be called at the end of a `with` block is there before the method that begins it is called.
    let target = word.operandA + (isWith ? 1 : 0)
    if op != .exitWith, target >> 6 < bits.count { bits[target >> 6] &= ~(1 << UInt64(target & 63)) }
    // When the call raises, the result is not written and the handler goes on with the old values.
    for (number, bitsOfHandler) in liveness.handlerBits(at: position).enumerated() where number < bits.count {
      bits[number] |= bitsOfHandler
    }
    return LiveRegisters(bits: bits)
  }

  private func liveness(of info: CodeInfo) -> Liveness {
    if let known = info.liveness { return known }
    let liveness = Liveness(info.unit)
    info.liveness = liveness
    return liveness
  }

  /// The registers that a generator which is suspended at a position needs to go on there, or to handle what is thrown into it.
  func registersKept(_ code: UnsafeMutablePointer<CodeObject>, at position: Int) -> LiveRegisters {
    let info = info(code)
    let liveness = liveness(of: info)
    var bits = liveness.bits(at: position)
    if position > 0, UInt16(truncatingIfNeeded: info.unit.words[position - 1]) == Opcode.yieldValue.rawValue {
      for (number, handler) in liveness.handlerBits(at: position - 1).enumerated() where number < bits.count { bits[number] |= handler }
    }
    return LiveRegisters(bits: bits)
  }

  /// How many registers generators of the code keep while they are suspended: the locals, and temporaries up to the last that is
  /// needed. In most code there are many more, because calls have their frames among them.
  @inline(never)
  func countKeptRegisters(_ code: UnsafeMutablePointer<CodeObject>) {
    let words = info(code).unit.words
    var (count, position) = (code.pointee.localCount, 0)
    while position < words.count, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: words[position])) {
      let next = position + op.info.length
      if op == .yieldValue || op == .yieldFrom {
        let kept = registersKept(code, at: op == .yieldFrom ? position : next)
        if let last = (0..<code.pointee.registerCount).last(where: kept.contains) { count = max(count, last + 1) }
      }
      position = next
    }
    code.pointee.keptRegisters = count
  }

  /// Empties the temporary registers of the running frame, and of those that called it, that nothing reads any more, so that a
  /// collection does not take what they hold for live.
  ///
  /// Nothing is done unless the interpreter called the native with these arguments directly: compiled code and other natives hold
  /// values that liveness does not tell of.
  ///
  /// - Returns: whether everything that is live is in frames or in the engine's state.
  @discardableResult
  func forgetDeadRegisters(_ arguments: Arguments) -> Bool {
    let frame = pointee.frame
    guard frame > pointee.stackBase + 16, !pointee.runsCompiled else { return false }
    // In the code that runs, instructions are replaced by special forms of them.
    let position = pointee.pc - frame.code.pointee.words
    let words = info(frame.code).unit.words
    guard words.indices.contains(position) else { return false }
    let op = Opcode(rawValue: UInt16(truncatingIfNeeded: words[position]))
    guard op == .call || op == .callMethod || op == .callKeywords else { return false }
    let first = frame + words[position].operandB + Opcode.frameHeader + 1
    let copied = frame + frame.code.pointee.registerCount
    guard arguments.base == first || arguments.base == first - 1 || arguments.base == copied else { return false }
    runtime.nativeRootsEnd = pointee.loopFrame
    return forgetDeadRegisters(frame, pointee.pc, keeping: arguments.base)
  }

  /// Does the same for a frame that is at `pc`; one register may be kept.
  func forgetDeadRegisters(_ base: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>, keeping kept: UnsafeMutablePointer<Value>? = nil) -> Bool {
    if pointee.runsCompiled { return false }
    // Above its registers are remains of frames that have returned.
    let end = base + base.code.pointee.registerCount
    for offset in 0..<8 where end + offset >= pointee.top { end[offset] = .nil }
    var (frame, pc, limit) = (base, pc, end)
    while true {
      forgetDeadRegisters(frame, pc, limit, kept)
      let isEntry = frame.flags.contains(.entry)
      limit = frame - Opcode.frameHeader - 1
      if frame.callerBase <= pointee.stackBase + 16 { return true }
      // What natives and compiled code called began with an entry; what they hold is not known.
      if isEntry { return false }
      pc = frame.callerPC
      frame = frame.callerBase
    }
  }

  private func forgetDeadRegisters(
    _ frame: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>, _ limit: UnsafeMutablePointer<Value>, _ kept: UnsafeMutablePointer<Value>?
  ) {
    let code = frame.code
    let position = pc - code.pointee.words
    let (before, after) = (liveRegisters(code, before: position, inCall: false), liveRegisters(code, before: position, inCall: true))
    let loops = info(code).loops.filter { $0.body.contains(position) }
    var register = code.pointee.localCount
    let end = min(code.pointee.registerCount, limit - frame)
    while register < end {
      if !before.contains(register), !after.contains(register), frame + register != kept, !loops.contains(where: { $0.registers.contains(register) }) {
        frame[register] = .nil
      }
      register += 1
    }
  }
}
