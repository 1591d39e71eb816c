// Executes bytecode: one loop over raw pointers, fast paths inline, everything else in slow-path functions.

import CRuntime

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// Runs the frame at `start` until it returns to native code.
  @inline(__always)
  func interpret(_ start: UnsafeMutablePointer<Value>, _ entry: UnsafeMutablePointer<UInt64>) -> Value {
    let outerLoop = pointee.loopFrame
    defer { pointee.loopFrame = outerLoop }
    if pointee.recording == 0 { return runFrames(start, entry, plainMask) }
    // A recording belongs to the frames above the native code that calls this.
    let outer = pointee.recording
    pointee.recording = VMState.counting
    defer { pointee.recording = outer }
    return runFrames(start, entry, 0)
  }

  /// Goes on where compiled code left, until the frame that it was entered in returns to native code.
  func interpret(afterExit isRecording: Bool) -> Value {
    let outerLoop = pointee.loopFrame
    defer { pointee.loopFrame = outerLoop }
    if pointee.exception.isNil { return runFrames(pointee.frame, pointee.pc, isRecording ? 0 : plainMask) }
    let goesOn = isRecording && catchesWhileRecording()
    if isRecording, !goesOn { abortRecording() }
    guard let target = unwind() else { return .nil }
    return runFrames(pointee.frame, target, goesOn ? 0 : plainMask)
  }

  /// The loop behind `interpret`.
  ///
  /// Invariants: `r` is register 0 of the frame in `frame`; `pc` points at word 0 of the instruction being executed and
  /// is stored in `VMState.pc` before anything that may raise, collect or look at frames. While `mask` is zero the
  /// recorder sees each instruction before it is executed.
  private func runFrames(_ start: UnsafeMutablePointer<Value>, _ entry: UnsafeMutablePointer<UInt64>, _ firstMask: Int) -> Value {
    var r = start
    var pc = entry
    pointee.loopFrame = UInt(bitPattern: crt_stack_pointer())
    // All ones, or zero while recording or counting: every instruction is then dispatched as `nop`, which calls the engine.
    var mask = firstMask
    loop: while true {
      var op = Int(pc.opcodeByte) & mask
      failure: do {
        dispatch: while true {
          switch unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self) {
          case .nop:
            if mask == 0 {
              pointee.pc = pc
              mask = recordInstruction(pc, r)
              op = Int(pc.opcodeByte)
              if op != 0 { continue dispatch }
            }
            pc += 1
            continue loop
          case .move:
            r[pc.operandA] = r[pc.operandB]
            pc += 1
            continue loop
          case .loadConst:
            r[pc.operandA] = r.code.pointee.constants[pc.operandB]
            pc += 1
            continue loop
          case .loadInt:
            r[pc.operandA] = Value(smallInt: pc.signedB)
            pc += 1
            continue loop
          case .loadNone:
            r[pc.operandA] = .none
            pc += 1
            continue loop
          case .loadTrue:
            r[pc.operandA] = .true
            pc += 1
            continue loop
          case .loadFalse:
            r[pc.operandA] = .false
            pc += 1
            continue loop
          case .unbound:
            if pc.operandC != 0, r[pc.operandA].isNil {
              pointee.pc = pc
              raiseUnboundLocal(r, pc.operandA)
              break failure
            }
            r[pc.operandA] = .nil
            pc += 1
            continue loop

          // MARK: Names
          case .loadGlobal:
            let address = pc[1]
            if address != 0 {
              let cell = UnsafeMutablePointer<GlobalCell>(bitPattern: UInt(address)).unsafelyUnwrapped
              var value = cell.pointee.value
              if value.isNil, let fallback = cell.pointee.fallback { value = fallback.pointee.value }
              if !value.isNil {
                r[pc.operandA] = value
                pc += 2
                continue loop
              }
            }
            pointee.pc = pc
            let value = loadGlobalSlow(pc, r)
            if value.isNil { break failure }
            r[pc.operandA] = value
            pc += 2
            continue loop
          case .storeGlobal:
            pointee.pc = pc
            // The cell of a deleted variable is empty and has no place in the namespace.
            if let cell = UnsafeMutablePointer<GlobalCell>(bitPattern: UInt(pc[1])), !cell.pointee.value.isNil {
              storeGlobal(cell, r[pc.operandA])
            } else {
              storeGlobalSlow(pc, r, r[pc.operandA])
            }
            pc += 2
            continue loop
          case .checkBound:
            if r[pc.operandA].isNil {
              pointee.pc = pc
              raiseUnboundCell(r, pc.operandB)
              break failure
            }
            pc += 1
            continue loop
          case .loadCell:
            let value = r[pc.operandB].object(CellObject.self).pointee.value
            if value.isNil {
              pointee.pc = pc
              raiseUnboundCell(r, pc.operandC)
              break failure
            }
            r[pc.operandA] = value
            pc += 1
            continue loop
          case .storeCell:
            r[pc.operandA].object(CellObject.self).pointee.value = r[pc.operandB]
            pc += 1
            continue loop
          case .makeCell:
            pointee.pc = pc
            r[pc.operandA] = makeCell(r[pc.operandA])
            pc += 1
            continue loop
          case .loadClosure:
            r[pc.operandA] = tupleBase(r.function.object(FunctionObject.self).pointee.closure)[pc.operandB]
            pc += 1
            continue loop

          // MARK: Arithmetic
          case .add, .addInPlace:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0 {
              let (sum, overflow) = Int64(bitPattern: a.raw).addingReportingOverflow(Int64(bitPattern: b.raw))
              if !overflow {
                r[pc.operandA] = Value(bits: UInt64(bitPattern: sum))
                pc += 1
                continue loop
              }
            } else if a.raw & 6 == 6, b.raw & 6 == 6 {
              let result = Value.immediate(a.smallFloat + b.smallFloat)
              if !result.isNil {
                r[pc.operandA] = result
                pc += 1
                continue loop
              }
            }
            pointee.pc = pc
            if isUserInstance(a) || isUserInstance(b), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let result = addSlow(a, b, isInPlace: pc.opcodeByte != Opcode.add.byte)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .subtract, .subtractInPlace:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0 {
              let (difference, overflow) = Int64(bitPattern: a.raw).subtractingReportingOverflow(Int64(bitPattern: b.raw))
              if !overflow {
                r[pc.operandA] = Value(bits: UInt64(bitPattern: difference))
                pc += 1
                continue loop
              }
            } else if a.raw & 6 == 6, b.raw & 6 == 6 {
              let result = Value.immediate(a.smallFloat - b.smallFloat)
              if !result.isNil {
                r[pc.operandA] = result
                pc += 1
                continue loop
              }
            }
            pointee.pc = pc
            if isUserInstance(a) || isUserInstance(b), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let result = subtractSlow(a, b, isInPlace: pc.opcodeByte != Opcode.subtract.byte)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .multiply, .multiplyInPlace:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0 {
              let (product, overflow) = (Int64(bitPattern: a.raw) &>> 2).multipliedReportingOverflow(by: Int64(bitPattern: b.raw))
              if !overflow {
                r[pc.operandA] = Value(bits: UInt64(bitPattern: product))
                pc += 1
                continue loop
              }
            } else if a.raw & 6 == 6, b.raw & 6 == 6 {
              let result = Value.immediate(a.smallFloat * b.smallFloat)
              if !result.isNil {
                r[pc.operandA] = result
                pc += 1
                continue loop
              }
            }
            pointee.pc = pc
            if isUserInstance(a) || isUserInstance(b), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let result = multiplySlow(a, b, isInPlace: pc.opcodeByte != Opcode.multiply.byte)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .trueDivide:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            pointee.pc = pc
            if a.raw & 6 == 6, b.raw & 6 == 6 {
              r[pc.operandA] = makeFloat(a.smallFloat / b.smallFloat)
              pc += 1
              continue loop
            }
            if isUserInstance(a) || isUserInstance(b), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let result = trueDivideSlow(a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .floorDivide:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0, b.smallInt > 0 {
              let x = a.smallInt
              let y = b.smallInt
              var quotient = x / y
              if x % y < 0 { quotient -= 1 }
              r[pc.operandA] = Value(smallInt: quotient)
              pc += 1
              continue loop
            }
            pointee.pc = pc
            if isUserInstance(a) || isUserInstance(b), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let result = binary(.floorDivide, a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .modulo:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0, b.smallInt > 0 {
              var remainder = a.smallInt % b.smallInt
              if remainder < 0 { remainder += b.smallInt }
              r[pc.operandA] = Value(smallInt: remainder)
              pc += 1
              continue loop
            }
            pointee.pc = pc
            if isUserInstance(a) || isUserInstance(b), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let result = binary(.modulo, a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .bitAnd:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0 {
              r[pc.operandA] = Value(bits: a.raw & b.raw)
              pc += 1
              continue loop
            }
            pointee.pc = pc
            let result = binary(.bitAnd, a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .bitOr:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0 {
              r[pc.operandA] = Value(bits: a.raw | b.raw)
              pc += 1
              continue loop
            }
            pointee.pc = pc
            let result = binary(.bitOr, a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .bitXor:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0 {
              r[pc.operandA] = Value(bits: a.raw ^ b.raw)
              pc += 1
              continue loop
            }
            pointee.pc = pc
            let result = binary(.bitXor, a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .leftShift:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0, b.smallInt >= 0, b.smallInt < 60 {
              let shifted = Int64(bitPattern: a.raw) &<< Int64(b.smallInt)
              if shifted &>> Int64(b.smallInt) == Int64(bitPattern: a.raw) {
                r[pc.operandA] = Value(bits: UInt64(bitPattern: shifted))
                pc += 1
                continue loop
              }
            }
            pointee.pc = pc
            let result = binary(.leftShift, a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .rightShift:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            if (a.raw | b.raw) & 3 == 0, b.smallInt >= 0 {
              r[pc.operandA] = Value(smallInt: a.smallInt &>> Swift.min(b.smallInt, 63))
              pc += 1
              continue loop
            }
            pointee.pc = pc
            let result = binary(.rightShift, a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .power:
            let a = r[pc.operandB]
            let b = r[pc.operandC]
            pointee.pc = pc
            let result = powerFast(a, b)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .matrixMultiply:
            pointee.pc = pc
            let result = binary(.matrixMultiply, r[pc.operandB], r[pc.operandC])
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .addImmediate, .addImmediateInPlace:
            let a = r[pc.operandB]
            if a.isSmallInt {
              let (sum, overflow) = Int64(bitPattern: a.raw).addingReportingOverflow(Int64(pc.signedC) &<< 2)
              if !overflow {
                r[pc.operandA] = Value(bits: UInt64(bitPattern: sum))
                pc += 1
                continue loop
              }
            }
            pointee.pc = pc
            if isUserInstance(a), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let isInPlace = pc.opcodeByte == Opcode.addImmediateInPlace.byte
            let result = addSlow(a, Value(smallInt: pc.signedC), isInPlace: isInPlace)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .subtractImmediate, .subtractImmediateInPlace:
            let a = r[pc.operandB]
            if a.isSmallInt {
              let (difference, overflow) = Int64(bitPattern: a.raw).subtractingReportingOverflow(Int64(pc.signedC) &<< 2)
              if !overflow {
                r[pc.operandA] = Value(bits: UInt64(bitPattern: difference))
                pc += 1
                continue loop
              }
            }
            pointee.pc = pc
            if isUserInstance(a), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let isInPlace = pc.opcodeByte == Opcode.subtractImmediateInPlace.byte
            let result = subtractSlow(a, Value(smallInt: pc.signedC), isInPlace: isInPlace)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .binaryInPlace:
            pointee.pc = pc
            let plain = unsafeBitCast(UInt8(truncatingIfNeeded: pc[1]), to: Opcode.self)
            let result = inPlace(plain, r[pc.operandB], r[pc.operandC])
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 2
            continue loop
          case .negate:
            let a = r[pc.operandB]
            if a.isSmallInt, a.raw != 0, a.raw != 1 << 63 {
              r[pc.operandA] = Value(bits: 0 &- a.raw)
              pc += 1
              continue loop
            }
            pointee.pc = pc
            let result = a.raw & 6 == 6 ? makeFloat(-a.smallFloat) : unary(.negate, a)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .positive, .invert:
            pointee.pc = pc
            let result = unary(unsafeBitCast(pc.opcodeByte, to: Opcode.self), r[pc.operandB])
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .not:
            let a = r[pc.operandB]
            if a.isBool {
              r[pc.operandA] = Value(bits: a.raw ^ 0x10)
              pc += 1
              continue loop
            }
            pointee.pc = pc
            let truth = truth(a)
            if truth < 0 { break failure }
            r[pc.operandA] = Value(truth == 0)
            pc += 1
            continue loop

          // MARK: Comparison
          case .less:
            pointee.pc = pc
            let result = comparison(r[pc.operandB], r[pc.operandC], 0, { $0 < $1 }, { $0 < $1 })
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .lessEqual:
            pointee.pc = pc
            let result = comparison(r[pc.operandB], r[pc.operandC], 1, { $0 <= $1 }, { $0 <= $1 })
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .greater:
            pointee.pc = pc
            let result = comparison(r[pc.operandB], r[pc.operandC], 2, { $0 > $1 }, { $0 > $1 })
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .greaterEqual:
            pointee.pc = pc
            let result = comparison(r[pc.operandB], r[pc.operandC], 3, { $0 >= $1 }, { $0 >= $1 })
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .equal:
            pointee.pc = pc
            let result = comparison(r[pc.operandB], r[pc.operandC], 4, { $0 == $1 }, { $0 == $1 })
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .notEqual:
            pointee.pc = pc
            let result = comparison(r[pc.operandB], r[pc.operandC], 5, { $0 != $1 }, { $0 != $1 })
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 1
            continue loop
          case .isSame:
            r[pc.operandA] = Value(same(r[pc.operandB], r[pc.operandC]))
            pc += 1
            continue loop
          case .isNotSame:
            r[pc.operandA] = Value(!same(r[pc.operandB], r[pc.operandC]))
            pc += 1
            continue loop
          case .contains, .notContains:
            pointee.pc = pc
            if isUserInstance(r[pc.operandC]), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let outcome = contains(r[pc.operandC], r[pc.operandB])
            if outcome < 0 { break failure }
            r[pc.operandA] = Value((outcome > 0) == (pc.opcodeByte == Opcode.contains.byte))
            pc += 1
            continue loop

          // MARK: Jumps
          case .jump:
            pc += Int(Int32(truncatingIfNeeded: pc[1]))
            continue loop
          case .jumpBack, .enter:
            let w = pc.pointee
            let counter = UInt32(truncatingIfNeeded: w &>> 16)
            let header = pc + Int(Int32(truncatingIfNeeded: pc[1]))
            if counter != 0, pointee.poll == 0 {
              pc.pointee = w &- 0x10000
              pc = header
              continue loop
            }
            pointee.pc = pc
            if pointee.poll != 0 {
              guard handlePoll() else { break failure }
            }
            if counter == 0 { mask &= loopIsHot(pc, header, r) }
            pc = header
            continue loop
          case .jumpBackCompiled, .enterCompiled:
            pointee.pc = pc
            if pointee.poll != 0 {
              guard handlePoll() else { break failure }
            }
            if mask == 0, pointee.recording != VMState.counting {
              pc += Int(Int32(truncatingIfNeeded: pc[1]))
              continue loop
            }
            if pc.operandA != 0, !r.flags.contains(.sinks) {
              // It is for generators that are drained.
              pc += Int(Int32(truncatingIfNeeded: pc[1]))
              continue loop
            }
            mask = runExecutor(Int(pc[1] &>> 32), pc + Int(Int32(truncatingIfNeeded: pc[1])), r)
            r = pointee.frame
            pc = pointee.pc
            if !pointee.exception.isNil { break failure }
            continue loop
          case .jumpIf:
            let a = r[pc.operandA]
            var truth = a.isBool ? Int((a.raw &>> 4) & 1) : 2
            if truth == 2 {
              pointee.pc = pc
              truth = truthFast(a)
              if truth < 0 { break failure }
            }
            let taken = truth == pc.operandB
            recordBranch(pc, taken)
            pc += taken ? Int(Int32(truncatingIfNeeded: pc[1])) : 2
            continue loop
          case .jumpIfNone:
            let taken = r[pc.operandA].isNone == (pc.operandB != 0)
            recordBranch(pc, taken)
            pc += taken ? Int(Int32(truncatingIfNeeded: pc[1])) : 2
            continue loop
          case .jumpSame:
            let taken = same(r[pc.operandA], r[pc.operandB]) == ((pc[1] &>> 32) & 1 != 0)
            recordBranch(pc, taken)
            pc += taken ? Int(Int32(truncatingIfNeeded: pc[1])) : 2
            continue loop
          case .jumpLess:
            let delta = fusedCompare(pc, r[pc.operandA], r[pc.operandB], 0, { $0 < $1 }, { $0 < $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpLessEqual:
            let delta = fusedCompare(pc, r[pc.operandA], r[pc.operandB], 1, { $0 <= $1 }, { $0 <= $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpGreater:
            let delta = fusedCompare(pc, r[pc.operandA], r[pc.operandB], 2, { $0 > $1 }, { $0 > $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpGreaterEqual:
            let delta = fusedCompare(pc, r[pc.operandA], r[pc.operandB], 3, { $0 >= $1 }, { $0 >= $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpEqual:
            let delta = fusedCompare(pc, r[pc.operandA], r[pc.operandB], 4, { $0 == $1 }, { $0 == $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpNotEqual:
            let delta = fusedCompare(pc, r[pc.operandA], r[pc.operandB], 5, { $0 != $1 }, { $0 != $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpLessImmediate:
            let delta = fusedCompare(pc, r[pc.operandA], Value(smallInt: pc.signedB), 0, { $0 < $1 }, { $0 < $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpLessEqualImmediate:
            let delta = fusedCompare(pc, r[pc.operandA], Value(smallInt: pc.signedB), 1, { $0 <= $1 }, { $0 <= $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpGreaterImmediate:
            let delta = fusedCompare(pc, r[pc.operandA], Value(smallInt: pc.signedB), 2, { $0 > $1 }, { $0 > $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpGreaterEqualImmediate:
            let delta = fusedCompare(pc, r[pc.operandA], Value(smallInt: pc.signedB), 3, { $0 >= $1 }, { $0 >= $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpEqualImmediate:
            let delta = fusedCompare(pc, r[pc.operandA], Value(smallInt: pc.signedB), 4, { $0 == $1 }, { $0 == $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop
          case .jumpNotEqualImmediate:
            let delta = fusedCompare(pc, r[pc.operandA], Value(smallInt: pc.signedB), 5, { $0 != $1 }, { $0 != $1 })
            if delta == 0 { break failure }
            pc += delta
            continue loop

          // MARK: Attributes and subscripts
          case .loadAttribute:
            let object = r[pc.operandB]
            if object.isReference {
              let header = object.object(ObjectHeader.self)
              if UInt64(UInt(bitPattern: header.pointee.layout)) == pc[1] {
                let offset = Int64(bitPattern: pc[2])
                if offset >= 0 {
                  let value = (UnsafeMutableRawPointer(header) + Int(offset)).assumingMemoryBound(to: Value.self).pointee
                  if !value.isNil {
                    r[pc.operandA] = value
                    pc += 4
                    continue loop
                  }
                } else if header.pointee.type.pointee.version == pc[2] & versionMask, pc[2] & boundFlag == 0 {
                  r[pc.operandA] = Value(bits: pc[3])
                  pc += 4
                  continue loop
                }
              }
            }
            pointee.pc = pc
            if isUserInstance(object), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let value = loadAttributeSlow(pc, r, object)
            if value.isNil { break failure }
            r[pc.operandA] = value
            pc += 4
            continue loop
          case .storeAttribute:
            let object = r[pc.operandA]
            if object.isReference {
              let header = object.object(ObjectHeader.self)
              if UInt64(UInt(bitPattern: header.pointee.layout)) == pc[1], header.pointee.type.pointee.version == pc[3] {
                (UnsafeMutableRawPointer(header) + Int(pc[2] & 0xFFFF)).assumingMemoryBound(to: Value.self).pointee = r[pc.operandB]
                let next = pc[2] &>> 16
                if next != 0 { header.pointee.layout = LayoutRef(bitPattern: UInt(next)) }
                pc += 4
                continue loop
              }
            }
            pointee.pc = pc
            if isUserInstance(object), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            if !storeAttributeSlow(pc, r, object, r[pc.operandB]) { break failure }
            pc += 4
            continue loop
          case .loadMethod:
            let object = r[pc.operandB]
            if object.isReference {
              let header = object.object(ObjectHeader.self)
              if UInt64(UInt(bitPattern: header.pointee.layout)) == pc[1] {
                let key = pc[2]
                if Int64(bitPattern: key) >= 0 {
                  let value = (UnsafeMutableRawPointer(header) + Int(key)).assumingMemoryBound(to: Value.self).pointee
                  if !value.isNil {
                    r[pc.operandA] = value
                    r[pc.operandA &+ 6] = .nil
                    pc += 4
                    continue loop
                  }
                } else if header.pointee.type.pointee.version == key & versionMask {
                  r[pc.operandA] = Value(bits: pc[3])
                  r[pc.operandA &+ 6] = key & boundFlag != 0 ? object : .nil
                  pc += 4
                  continue loop
                }
              }
            }
            pointee.pc = pc
            if !loadMethodSlow(pc, r, object) { break failure }
            pc += 4
            continue loop
          case .loadItem:
            let container = r[pc.operandB]
            let key = r[pc.operandC]
            if container.isReference, key.isSmallInt {
              let header = container.object(ObjectHeader.self)
              if header.pointee.type == pointee.types.list {
                let list = container.object(ListObject.self)
                var index = key.smallInt
                if index < 0 { index += list.pointee.count }
                if UInt(bitPattern: index) < UInt(bitPattern: list.pointee.count) {
                  r[pc.operandA] = list.pointee.items.unsafelyUnwrapped[index]
                  pc += 1
                  continue loop
                }
              } else if header.pointee.type == pointee.types.tuple {
                let count = container.object(TupleObject.self).pointee.count
                var index = key.smallInt
                if index < 0 { index += count }
                if UInt(bitPattern: index) < UInt(bitPattern: count) {
                  r[pc.operandA] = tupleBase(container)[index]
                  pc += 1
                  continue loop
                }
              }
            }
            pointee.pc = pc
            if isUserInstance(container), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            let value = getItem(container, key)
            if value.isNil { break failure }
            r[pc.operandA] = value
            pc += 1
            continue loop
          case .storeItem:
            let container = r[pc.operandA]
            let key = r[pc.operandB]
            if container.isReference, key.isSmallInt, container.heapType == pointee.types.list {
              let list = container.object(ListObject.self)
              var index = key.smallInt
              if index < 0 { index += list.pointee.count }
              if UInt(bitPattern: index) < UInt(bitPattern: list.pointee.count) {
                list.pointee.items.unsafelyUnwrapped[index] = r[pc.operandC]
                pc += 1
                continue loop
              }
            }
            pointee.pc = pc
            if isUserInstance(container), let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            if !setItem(container, key, r[pc.operandC]) { break failure }
            pc += 1
            continue loop

          // MARK: Displays
          case .makeTuple:
            pointee.pc = pc
            r[pc.operandA] = makeTuple(r + pc.operandB, count: pc.operandC)
            pc += 1
            continue loop
          case .makeList:
            pointee.pc = pc
            r[pc.operandA] = makeList(r + pc.operandB, count: pc.operandC)
            pc += 1
            continue loop
          case .listAppend:
            pointee.pc = pc
            listAppend(r[pc.operandA], r[pc.operandB])
            pc += 1
            continue loop
          case .unpack:
            let source = r[pc.operandB]
            let count = pc.operandC
            if source.isReference {
              if source.heapType == pointee.types.tuple, tupleCount(source) == count {
                copyWords(r + pc.operandA, tupleBase(source), count)
                pc += 1
                continue loop
              }
              if source.heapType == pointee.types.list, listCount(source) == count, count > 0 {
                copyWords(r + pc.operandA, source.object(ListObject.self).pointee.items.unsafelyUnwrapped, count)
                pc += 1
                continue loop
              }
            }
            pointee.pc = pc
            if !unpackSlow(r + pc.operandA, source, count) { break failure }
            pc += 1
            continue loop

          // MARK: Iteration
          case .getIterator:
            pointee.pc = pc
            if !prepareLoop(r + pc.operandA, r[pc.operandB]) { break failure }
            pc += 1
            continue loop
          case .forNext:
            let state = r + pc.operandA
            let marker = state[0]
            if marker.raw == LoopMarker.unitRange {
              let current = state[1]
              if Int64(bitPattern: current.raw) < Int64(bitPattern: state[2].raw) {
                state[1] = Value(bits: current.raw &+ 4)
                r[pc.operandB] = current
                pc += 2
              } else {
                pc += Int(Int32(truncatingIfNeeded: pc[1]))
              }
              continue loop
            }
            if marker.raw == LoopMarker.list {
              let list = state[1].object(ListObject.self)
              let index = state[2].smallInt
              if index < list.pointee.count {
                state[2] = Value(smallInt: index &+ 1)
                r[pc.operandB] = list.pointee.items.unsafelyUnwrapped[index]
                pc += 2
              } else {
                state[2] = Value(smallInt: Value.maxInt)
                pc += Int(Int32(truncatingIfNeeded: pc[1]))
              }
              continue loop
            }
            if marker.raw == LoopMarker.tuple {
              let index = state[2].smallInt
              if index < tupleCount(state[1]) {
                state[2] = Value(smallInt: index &+ 1)
                r[pc.operandB] = tupleBase(state[1])[index]
                pc += 2
              } else {
                pc += Int(Int32(truncatingIfNeeded: pc[1]))
              }
              continue loop
            }
            pointee.pc = pc
            if marker.isReference, marker.heapType == pointee.types.generator, mask != 0 || !takesCallAsOne() {
              let generator = marker.object(GeneratorObject.self)
              if generator.pointee.status < 2, !isBetween(generator) {
                guard let base = pushResumed(generator, .none, callerBase: r, callerPC: pc, flags: .generator) else { break failure }
                r = base
                pc = base.code.pointee.words + base.aux.object(GeneratorObject.self).pointee.pc
                continue loop
              }
            }
            if mask == 0, let generator = followedByRecorder(marker) {
              guard let base = pushGenerator(generator, .none, callerBase: r, callerPC: pc, flags: .generator) else { break failure }
              r = base
              pc = base.code.pointee.words + generator.pointee.pc
              continue loop
            }
            let unpacking = pc + 2
            if mask != 0, unpacking.opcodeByte == Opcode.unpack.byte, unpacking.operandB == pc.operandB, unpacking.operandC == 2,
              pc.operandB >= r.code.pointee.localCount
            {
              switch loopPair(marker, r + unpacking.operandA) {
              case .taken:
                pc += 3
                continue loop
              case .ended:
                pc += Int(Int32(truncatingIfNeeded: pc[1]))
                continue loop
              case .failed: break failure
              case .notPairs: break
              }
            }
            let item = loopNext(state)
            if item.isNil {
              if !pointee.exception.isNil { break failure }
              pc += Int(Int32(truncatingIfNeeded: pc[1]))
              continue loop
            }
            r[pc.operandB] = item
            pc += 2
            continue loop

          // MARK: Calls
          case .call, .callMethod:
            var base = r + (pc.operandB &+ 7)
            var count = pc.operandC
            var callee = r[pc.operandB]
            if pc.opcodeByte == Opcode.callMethod.byte, !base[-1].isNil {
              base -= 1
              count &+= 1
            }
            pointee.pc = pc
            if callee.isReference, mask != 0 || !takesCallAsOne() {
              var kind = callee.heapType.pointee.kind
              if kind == .boundMethod {
                let method = callee.object(BoundMethodObject.self)
                if base == r + (pc.operandB &+ 7), method.pointee.function.isReference {
                  base -= 1
                  base[0] = method.pointee.receiver
                  count &+= 1
                  callee = method.pointee.function
                  kind = callee.heapType.pointee.kind
                }
              }
              if kind == .function {
                let function = callee.object(FunctionObject.self)
                let code = function.pointee.code
                if !code.pointee.isSimple || count != code.pointee.parameterCount {
                  guard bindArguments(function, base, count: count, keywordNames: .nil) else { break failure }
                  count = code.pointee.argumentRegisters
                } else if mask != 0, makesGenerator(code, count: count) {
                  r[pc.operandA] = makeGenerator(callee, arguments: base)
                  pc += 2
                  continue loop
                }
                guard pushFrame(base, callee, code, bound: count, flags: .none, aux: .nil, callerBase: r, callerPC: pc) else { break failure }
                r = base
                pc = code.pointee.words
                continue loop
              }
              if kind == .builtin {
                let builtin = callee.object(BuiltinObject.self)
                if builtin.pointee.native == pointee.appendNative, count == 2, builtin.pointee.receiver.isNil,
                  base[0].isExactly(pointee.types.list)
                {
                  listAppend(base[0], base[1])
                  r[pc.operandA] = .none
                  pc += 2
                  continue loop
                }
                if count > 0, base[0].isReference, let resumed = resumedByCall(builtin, base, count: count) {
                  let value = count > 1 ? base[1] : Value.none
                  guard let frame = pushResumed(resumed, value, callerBase: r, callerPC: pc, flags: .generator) else { break failure }
                  r = frame
                  pc = r.code.pointee.words + r.aux.object(GeneratorObject.self).pointee.pc
                  continue loop
                }
                if mayCollect(base, count: count) {
                  if let frame = pushCollected(callee, base, count: count, pc, r) {
                    r = frame
                    pc = r.code.pointee.words + r.aux.object(GeneratorObject.self).pointee.pc
                    continue loop
                  }
                  if !pointee.exception.isNil { break failure }
                }
                let result = callBuiltin(callee.object(BuiltinObject.self), base, count: count, keywordNames: .nil)
                if result.isNil { break failure }
                r[pc.operandA] = result
                pc += 2
                continue loop
              }
              if kind == .type {
                let type = callee.object(TypeObject.self)
                if count == 1, mayCollect(base, count: 1) {
                  if let frame = pushCollected(callee, base, count: 1, pc, r) {
                    r = frame
                    pc = r.code.pointee.words + r.aux.object(GeneratorObject.self).pointee.pc
                    continue loop
                  }
                  if !pointee.exception.isNil { break failure }
                }
                if let initializer = plainInitializer(type, pc), base == r + (pc.operandB &+ 7) {
                  let instance = type.pointee.kind == .exception ? makeBareException(type, makeTuple(base, count: count)) : Value(makeInstance(type))
                  base -= 1
                  base[0] = instance
                  count &+= 1
                  let function = initializer.object(FunctionObject.self)
                  let code = function.pointee.code
                  if !code.pointee.isSimple || count != code.pointee.parameterCount {
                    guard bindArguments(function, base, count: count, keywordNames: .nil) else { break failure }
                    count = code.pointee.argumentRegisters
                  }
                  guard
                    pushFrame(base, initializer, code, bound: count, flags: .initializer, aux: instance, callerBase: r, callerPC: pc)
                  else { break failure }
                  r = base
                  pc = code.pointee.words
                  continue loop
                }
              }
              if kind == .type, base == r + (pc.operandB &+ 7), let frame = pushMaker(callee.object(TypeObject.self), base, count: count, pc, r) {
                r = frame
                pc = r.code.pointee.words
                continue loop
              }
              if !pointee.exception.isNil { break failure }
              if kind == .instance, base == r + (pc.operandB &+ 7), let frame = pushInstanceCall(callee, base, count: count, pc, r) {
                r = frame
                pc = r.code.pointee.words
                continue loop
              }
            }
            let result = call(callee, base, count: count, keywordNames: .nil)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 2
            continue loop
          case .callKeywords:
            pointee.pc = pc
            var base = r + (pc.operandB &+ 7)
            let names = r.code.pointee.constants[Int(pc[1])]
            var count = pc.operandC &- tupleCount(names)
            if !base[-1].isNil {
              base -= 1
              count &+= 1
            }
            let callee = r[pc.operandB]
            if callee.isKind(.function), mask != 0 || !takesCallAsOne() {
              let function = callee.object(FunctionObject.self)
              guard bindArguments(function, base, count: count, keywordNames: names) else { break failure }
              let code = function.pointee.code
              guard
                pushFrame(base, callee, code, bound: code.pointee.argumentRegisters, flags: .none, aux: .nil, callerBase: r, callerPC: pc)
              else { break failure }
              r = base
              pc = code.pointee.words
              continue loop
            }
            let result = call(callee, base, count: count, keywordNames: names)
            if result.isNil { break failure }
            r[pc.operandA] = result
            pc += 2
            continue loop
          case .callSpread:
            pointee.pc = pc
            if mask != 0 || !takesCallAsOne(), let base = pushSpread(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            if !pointee.exception.isNil || executeRare(.callSpread, pc.pointee, pc, r) == 0 { break failure }
            pc += 1
            continue loop
          case .returnValue:
            let value = r[pc.operandA]
            let flags = r.flags
            let caller = r.callerBase
            if flags.isEmpty {
              pc = r.callerPC
              popFrame(to: caller)
              r = caller
              r[pc.operandA] = value
              pc += pc.opcodeByte == Opcode.callSpread.byte ? 1 : 2
              continue loop
            }
            pointee.pc = pc
            if flags.contains(.initializer), !value.isNone {
              raise("TypeError", "__init__() should return None, not '\(typeName(typeOf(value)))'")
              break failure
            }
            let result = flags.contains(.initializer) ? r.aux : value
            if flags.contains(.generator) {
              finishGenerator(r, value)
              if flags.contains(.directly) {
                if r.aux.heapType == pointee.types.asyncGenerator {
                  pc = restoreForwarder(r)
                  pc = endOfAsyncLoop(r.code, pc).unsafelyUnwrapped
                  continue loop
                }
                pc = restoreDelegator(r)
                r[pc.operandA] = value
                pc += Int(Int32(truncatingIfNeeded: pc[1]))
                continue loop
              }
            }
            if flags.contains(.entry) {
              if mask == 0 { abortRecording() }
              pointee.depth -= 1
              return flags.contains(.generator) ? generatorReturned(value) : result
            }
            if flags.contains(.collects) {
              pc = r.callerPC
              let collected = finishCollecting(r)
              r = caller
              if collected.isNil { break failure }
              r[pc.operandA] = collected
              pc += 2
              continue loop
            }
            pc = r.callerPC
            popFrame(to: caller)
            r = caller
            if flags.contains(.special) {
              let delta = finishSpecial(pc, r, value, flags)
              if delta == 0 { break failure }
              pc += delta
              continue loop
            }
            if flags.contains(.generator) {
              if pc.opcodeByte == Opcode.yieldFrom.byte, !isAsyncStep(r[pc.operandB]) {
                endDelegation(r, pc, value)
              } else if pc.opcodeByte != Opcode.forNext.byte {
                pointee.pc = pc
                if let end = endAsyncLoop(r, pc) {
                  pc = end
                  continue loop
                }
                guard endResumption(r, pc, value) else { break failure }
              }
              pc += Int(Int32(truncatingIfNeeded: pc[1]))
              continue loop
            }
            r[pc.operandA] = result
            pc += pc.opcodeByte == Opcode.callSpread.byte ? 1 : 2
            continue loop
          case .makeGenerator:
            pointee.pc = pc
            let generator = makeGenerator(r, pc)
            let flags = r.flags
            if flags.contains(.entry) {
              pointee.depth -= 1
              return generator
            }
            let caller = r.callerBase
            pc = r.callerPC
            popFrame(to: caller)
            r = caller
            r[pc.operandA] = generator
            pc += pc.opcodeByte == Opcode.callSpread.byte ? 1 : 2
            continue loop
          case .yieldValue:
            pointee.pc = pc
            let value = r[pc.operandB]
            if r.flags.contains(.sinks), take(value) {
              r[pc.operandA] = .none
              pc += 1
              continue loop
            }
            suspendGenerator(r, pc + 1)
            if yieldsResult(r) {
              if r.flags.contains(.directly) { suspendForwarders(r, value) }
              if r.flags.contains(.entry) {
                if mask == 0 { abortRecording() }
                pointee.depth -= 1
                return value
              }
              let caller = r.callerBase
              pc = r.callerPC
              popFrame(to: caller)
              r = caller
              endAsyncStep(r, pc, value)
              pc += Int(Int32(truncatingIfNeeded: pc[1]))
              continue loop
            }
            if r.flags.rawValue != FrameFlags.generator.rawValue || r.callerPC.opcodeByte == Opcode.yieldFrom.byte { r = suspendDelegators(r) }
            if r.flags.contains(.entry) {
              if mask == 0 { abortRecording() }
              pointee.depth -= 1
              return value
            }
            if !giveItem(value, &r, &pc) { break failure }
            continue loop
          case .yieldFrom:
            pointee.pc = pc
            let isFollowed = mask != 0 || !takesCallAsOne()
            if isFollowed, let inner = resumable(r[pc.operandB]) {
              let sent = r[pc.operandA]
              if givesFrame(r, inner), mask != 0 || !nestsDelegate() {
                giveFrame(r, pc, inner, sent.isNil ? .none : sent)
                pc = inner.pointee.code.pointee.words + inner.pointee.pc
                continue loop
              }
              r.aux.object(GeneratorObject.self).pointee.delegate = r[pc.operandB]
              guard let base = pushGenerator(inner, sent.isNil ? .none : sent, callerBase: r, callerPC: pc, flags: .delegated(by: r.flags))
              else { break failure }
              r = base
              pc = base.code.pointee.words + inner.pointee.pc
              continue loop
            }
            if isFollowed, let inner = resumableStep(r[pc.operandB]) {
              if forwards(r, pc, inner) {
                giveFrame(r, forwardingAt: pc, inner)
                pc = inner.pointee.code.pointee.words + inner.pointee.pc
                continue loop
              }
              let sent = startAsyncStep(r, pc)
              guard let base = pushResumed(inner, sent, callerBase: r, callerPC: pc, flags: .generator) else { break failure }
              r = base
              pc = base.code.pointee.words + base.aux.object(GeneratorObject.self).pointee.pc
              continue loop
            }
            let value = delegate(r, pc)
            if value.isNil {
              if !pointee.exception.isNil { break failure }
              pc += Int(Int32(truncatingIfNeeded: pc[1]))
              continue loop
            }
            if r.flags.contains(.sinks), take(value) {
              r[pc.operandA] = .none
              continue loop
            }
            suspendGenerator(r, pc)
            r = suspendDelegators(r)
            if r.flags.contains(.entry) {
              if mask == 0 { abortRecording() }
              pointee.depth -= 1
              return value
            }
            if !giveItem(value, &r, &pc) { break failure }
            continue loop
          case .makeSlice:
            pointee.pc = pc
            if mask != 0, pc.isKeyOfNext {
              let length = sliceDirectly(pc, r)
              if length < 0 { break failure }
              if length > 0 {
                pc += length
                continue loop
              }
            }
            r[pc.operandA] = makeSlice(r[pc.operandB], r[pc.operandB + 1], r[pc.operandB + 2])
            pc += 1
            continue loop
          case .enterWith, .exitWith:
            pointee.pc = pc
            if let base = pushSpecial(pc, r) {
              r = base
              pc = base.code.pointee.words
              continue loop
            }
            if executeRare(unsafeBitCast(pc.opcodeByte, to: Opcode.self), pc.pointee, pc, r) == 0 { break failure }
            pc += 1
            continue loop
          case .deleteGlobal, .loadName, .storeName, .deleteName, .deleteCell, .loadClassCell, .deleteAttribute, .loadSuperMethod,
            .loadSuperAttribute, .deleteItem, .makeSet, .makeDict, .listExtend, .setAdd, .setUpdate, .dictSet, .dictMerge,
            .dictUpdate, .listToTuple, .formatValue, .joinStrings, .unpackRest, .makeIterator, .getAsyncIterator, .asyncNext,
            .makeFunction, .buildClass, .makeTypeAlias, .getAwaitable, .raise, .reraise, .enterHandler,
            .leaveHandler, .matchException, .loadAssertionError, .matchGroup, .reraiseGroup,
            .exitWithException, .enterAsyncWith, .exitAsyncWith, .importName, .importFrom, .importStar, .matchSequence,
            .matchMapping, .matchKeys, .matchClass, .loadLength, .mappingRest, .printExpression, .setupAnnotations, .end:
            pointee.pc = pc
            let length = executeRare(unsafeBitCast(pc.opcodeByte, to: Opcode.self), pc.pointee, pc, r)
            if length == 0 { break failure }
            pc += length
            continue loop
          }
        }
      }
      if pointee.exception.isNil {
        // A comparison pushed the frame of a method.
        r = pointee.frame
        pc = r.code.pointee.words
        continue loop
      }
      // An exception is pending in frame `r` at `pointee.pc`.
      if mask == 0, !catchesWhileRecording() {
        abortRecording()
        mask = pointee.recording == 0 ? plainMask : 0
      }
      guard let target = unwind() else { return .nil }
      r = pointee.frame
      pc = target
    }
  }
}

/// What opcodes are masked with before dispatch while the recorder is off.
let plainMask = 0xFF
