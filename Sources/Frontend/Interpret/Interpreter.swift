// Executes bytecode: one loop over raw pointers, fast paths inline, everything else in slow-path functions.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// Runs the frame at `start` until it returns to native code.
  ///
  /// Invariants: `r` is register 0 of the frame in `frame`; `pc` points at word 0 of the instruction being executed and
  /// is stored in `VMState.pc` before anything that may raise, collect or look at frames. While `mode` is non-zero the
  /// recorder sees each instruction before it is executed.
  func interpret(_ start: UnsafeMutablePointer<Value>, _ entry: UnsafeMutablePointer<UInt64>) -> Value {
    var r = start
    var pc = entry
    var mode: UInt16 = 0
    loop: while true {
      let w = pc.pointee
      var op = UInt16(truncatingIfNeeded: w) | mode
      if op >= recordingBit {
        pointee.pc = pc
        mode = recordInstruction(pc, r)
        op &= recordingBit &- 1
      }
      failure: do {
        switch unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self) {
        case .nop:
          pc += 1
          continue loop
        case .move:
          r[w.operandA] = r[w.operandB]
          pc += 1
          continue loop
        case .loadConst:
          r[w.operandA] = r.code.pointee.constants[w.operandB]
          pc += 1
          continue loop
        case .loadInt:
          r[w.operandA] = Value(smallInt: w.signedB)
          pc += 1
          continue loop
        case .loadNone:
          r[w.operandA] = .none
          pc += 1
          continue loop
        case .loadTrue:
          r[w.operandA] = .true
          pc += 1
          continue loop
        case .loadFalse:
          r[w.operandA] = .false
          pc += 1
          continue loop
        case .unbound:
          if w.operandC != 0, r[w.operandA].isNil {
            pointee.pc = pc
            raiseUnboundLocal(r, w.operandA)
            break failure
          }
          r[w.operandA] = .nil
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
              r[w.operandA] = value
              pc += 2
              continue loop
            }
          }
          pointee.pc = pc
          let value = loadGlobalSlow(pc, r)
          if value.isNil { break failure }
          r[w.operandA] = value
          pc += 2
          continue loop
        case .storeGlobal:
          pointee.pc = pc
          // The cell of a deleted variable is empty and has no place in the namespace.
          if let cell = UnsafeMutablePointer<GlobalCell>(bitPattern: UInt(pc[1])), !cell.pointee.value.isNil {
            storeGlobal(cell, r[w.operandA])
          } else {
            storeGlobalSlow(pc, r, r[w.operandA])
          }
          pc += 2
          continue loop
        case .checkBound:
          if r[w.operandA].isNil {
            pointee.pc = pc
            raiseUnboundCell(r, w.operandB)
            break failure
          }
          pc += 1
          continue loop
        case .loadCell:
          let value = r[w.operandB].object(CellObject.self).pointee.value
          if value.isNil {
            pointee.pc = pc
            raiseUnboundCell(r, w.operandC)
            break failure
          }
          r[w.operandA] = value
          pc += 1
          continue loop
        case .storeCell:
          r[w.operandA].object(CellObject.self).pointee.value = r[w.operandB]
          pc += 1
          continue loop
        case .makeCell:
          pointee.pc = pc
          r[w.operandA] = makeCell(r[w.operandA])
          pc += 1
          continue loop
        case .loadClosure:
          r[w.operandA] = tupleBase(r.function.object(FunctionObject.self).pointee.closure)[w.operandB]
          pc += 1
          continue loop

        // MARK: Arithmetic
        case .add, .addInPlace:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0 {
            let (sum, overflow) = Int64(bitPattern: a.raw).addingReportingOverflow(Int64(bitPattern: b.raw))
            if !overflow {
              r[w.operandA] = Value(bits: UInt64(bitPattern: sum))
              pc += 1
              continue loop
            }
          } else if a.raw & 6 == 6, b.raw & 6 == 6 {
            let result = Value.immediate(a.smallFloat + b.smallFloat)
            if !result.isNil {
              r[w.operandA] = result
              pc += 1
              continue loop
            }
          }
          pointee.pc = pc
          let result = op == Opcode.add.rawValue ? addSlow(a, b) : inPlace(.add, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .subtract, .subtractInPlace:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0 {
            let (difference, overflow) = Int64(bitPattern: a.raw).subtractingReportingOverflow(Int64(bitPattern: b.raw))
            if !overflow {
              r[w.operandA] = Value(bits: UInt64(bitPattern: difference))
              pc += 1
              continue loop
            }
          } else if a.raw & 6 == 6, b.raw & 6 == 6 {
            let result = Value.immediate(a.smallFloat - b.smallFloat)
            if !result.isNil {
              r[w.operandA] = result
              pc += 1
              continue loop
            }
          }
          pointee.pc = pc
          let result = op == Opcode.subtract.rawValue ? subtractSlow(a, b) : inPlace(.subtract, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .multiply, .multiplyInPlace:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0 {
            let (product, overflow) = (Int64(bitPattern: a.raw) &>> 2).multipliedReportingOverflow(by: Int64(bitPattern: b.raw))
            if !overflow {
              r[w.operandA] = Value(bits: UInt64(bitPattern: product))
              pc += 1
              continue loop
            }
          } else if a.raw & 6 == 6, b.raw & 6 == 6 {
            let result = Value.immediate(a.smallFloat * b.smallFloat)
            if !result.isNil {
              r[w.operandA] = result
              pc += 1
              continue loop
            }
          }
          pointee.pc = pc
          let result = op == Opcode.multiply.rawValue ? multiplySlow(a, b) : inPlace(.multiply, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .trueDivide:
          let a = r[w.operandB]
          let b = r[w.operandC]
          pointee.pc = pc
          if a.raw & 6 == 6, b.raw & 6 == 6 {
            r[w.operandA] = makeFloat(a.smallFloat / b.smallFloat)
            pc += 1
            continue loop
          }
          let result = trueDivideSlow(a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .floorDivide:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0, b.smallInt > 0 {
            let x = a.smallInt
            let y = b.smallInt
            var quotient = x / y
            if x % y < 0 { quotient -= 1 }
            r[w.operandA] = Value(smallInt: quotient)
            pc += 1
            continue loop
          }
          pointee.pc = pc
          let result = binary(.floorDivide, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .modulo:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0, b.smallInt > 0 {
            var remainder = a.smallInt % b.smallInt
            if remainder < 0 { remainder += b.smallInt }
            r[w.operandA] = Value(smallInt: remainder)
            pc += 1
            continue loop
          }
          pointee.pc = pc
          let result = binary(.modulo, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .bitAnd:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0 {
            r[w.operandA] = Value(bits: a.raw & b.raw)
            pc += 1
            continue loop
          }
          pointee.pc = pc
          let result = binary(.bitAnd, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .bitOr:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0 {
            r[w.operandA] = Value(bits: a.raw | b.raw)
            pc += 1
            continue loop
          }
          pointee.pc = pc
          let result = binary(.bitOr, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .bitXor:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0 {
            r[w.operandA] = Value(bits: a.raw ^ b.raw)
            pc += 1
            continue loop
          }
          pointee.pc = pc
          let result = binary(.bitXor, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .leftShift:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0, b.smallInt >= 0, b.smallInt < 60 {
            let shifted = Int64(bitPattern: a.raw) &<< Int64(b.smallInt)
            if shifted &>> Int64(b.smallInt) == Int64(bitPattern: a.raw) {
              r[w.operandA] = Value(bits: UInt64(bitPattern: shifted))
              pc += 1
              continue loop
            }
          }
          pointee.pc = pc
          let result = binary(.leftShift, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .rightShift:
          let a = r[w.operandB]
          let b = r[w.operandC]
          if (a.raw | b.raw) & 3 == 0, b.smallInt >= 0 {
            r[w.operandA] = Value(smallInt: a.smallInt &>> Swift.min(b.smallInt, 63))
            pc += 1
            continue loop
          }
          pointee.pc = pc
          let result = binary(.rightShift, a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .power:
          let a = r[w.operandB]
          let b = r[w.operandC]
          pointee.pc = pc
          let result = powerFast(a, b)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .matrixMultiply:
          pointee.pc = pc
          let result = binary(.matrixMultiply, r[w.operandB], r[w.operandC])
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .addImmediate, .addImmediateInPlace:
          let a = r[w.operandB]
          if a.isSmallInt {
            let (sum, overflow) = Int64(bitPattern: a.raw).addingReportingOverflow(Int64(w.signedC) &<< 2)
            if !overflow {
              r[w.operandA] = Value(bits: UInt64(bitPattern: sum))
              pc += 1
              continue loop
            }
          }
          pointee.pc = pc
          let isInPlace = UInt16(truncatingIfNeeded: w) == Opcode.addImmediateInPlace.rawValue
          let result = isInPlace ? inPlace(.add, a, Value(smallInt: w.signedC)) : addSlow(a, Value(smallInt: w.signedC))
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .subtractImmediate, .subtractImmediateInPlace:
          let a = r[w.operandB]
          if a.isSmallInt {
            let (difference, overflow) = Int64(bitPattern: a.raw).subtractingReportingOverflow(Int64(w.signedC) &<< 2)
            if !overflow {
              r[w.operandA] = Value(bits: UInt64(bitPattern: difference))
              pc += 1
              continue loop
            }
          }
          pointee.pc = pc
          let isInPlace = UInt16(truncatingIfNeeded: w) == Opcode.subtractImmediateInPlace.rawValue
          let result = isInPlace ? inPlace(.subtract, a, Value(smallInt: w.signedC)) : subtractSlow(a, Value(smallInt: w.signedC))
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .binaryInPlace:
          pointee.pc = pc
          let plain = unsafeBitCast(UInt8(truncatingIfNeeded: pc[1]), to: Opcode.self)
          let result = inPlace(plain, r[w.operandB], r[w.operandC])
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 2
          continue loop
        case .negate:
          let a = r[w.operandB]
          if a.isSmallInt, a.raw != 0, a.raw != 1 << 63 {
            r[w.operandA] = Value(bits: 0 &- a.raw)
            pc += 1
            continue loop
          }
          pointee.pc = pc
          let result = a.raw & 6 == 6 ? makeFloat(-a.smallFloat) : unary(.negate, a)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .positive, .invert:
          pointee.pc = pc
          let result = unary(unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self), r[w.operandB])
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .not:
          let a = r[w.operandB]
          if a.isBool {
            r[w.operandA] = Value(bits: a.raw ^ 0x10)
            pc += 1
            continue loop
          }
          pointee.pc = pc
          let truth = truth(a)
          if truth < 0 { break failure }
          r[w.operandA] = Value(truth == 0)
          pc += 1
          continue loop

        // MARK: Comparison
        case .less:
          pointee.pc = pc
          let result = comparison(r[w.operandB], r[w.operandC], 0, { $0 < $1 }, { $0 < $1 })
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .lessEqual:
          pointee.pc = pc
          let result = comparison(r[w.operandB], r[w.operandC], 1, { $0 <= $1 }, { $0 <= $1 })
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .greater:
          pointee.pc = pc
          let result = comparison(r[w.operandB], r[w.operandC], 2, { $0 > $1 }, { $0 > $1 })
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .greaterEqual:
          pointee.pc = pc
          let result = comparison(r[w.operandB], r[w.operandC], 3, { $0 >= $1 }, { $0 >= $1 })
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .equal:
          pointee.pc = pc
          let result = comparison(r[w.operandB], r[w.operandC], 4, { $0 == $1 }, { $0 == $1 })
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .notEqual:
          pointee.pc = pc
          let result = comparison(r[w.operandB], r[w.operandC], 5, { $0 != $1 }, { $0 != $1 })
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 1
          continue loop
        case .isSame:
          r[w.operandA] = Value(same(r[w.operandB], r[w.operandC]))
          pc += 1
          continue loop
        case .isNotSame:
          r[w.operandA] = Value(!same(r[w.operandB], r[w.operandC]))
          pc += 1
          continue loop
        case .contains, .notContains:
          pointee.pc = pc
          let outcome = contains(r[w.operandC], r[w.operandB])
          if outcome < 0 { break failure }
          r[w.operandA] = Value((outcome > 0) == (op == Opcode.contains.rawValue))
          pc += 1
          continue loop

        // MARK: Jumps
        case .jump:
          pc += Int(Int32(truncatingIfNeeded: pc[1]))
          continue loop
        case .jumpBack:
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
          if counter == 0 { mode = loopIsHot(pc, header, r) }
          pc = header
          continue loop
        case .jumpBackCompiled:
          pointee.pc = pc
          if pointee.poll != 0 {
            guard handlePoll() else { break failure }
          }
          if mode != 0 {
            pc += Int(Int32(truncatingIfNeeded: pc[1]))
            continue loop
          }
          mode = runExecutor(Int(pc[1] &>> 32), pc + Int(Int32(truncatingIfNeeded: pc[1])), r)
          r = pointee.frame
          pc = pointee.pc
          if !pointee.exception.isNil { break failure }
          continue loop
        case .jumpIf:
          let a = r[w.operandA]
          var truth = a.isBool ? Int((a.raw &>> 4) & 1) : 2
          if truth == 2 {
            pointee.pc = pc
            truth = truthFast(a)
            if truth < 0 { break failure }
          }
          let taken = truth == w.operandB
          recordBranch(pc, w, taken)
          pc += taken ? Int(Int32(truncatingIfNeeded: pc[1])) : 2
          continue loop
        case .jumpIfNone:
          let taken = r[w.operandA].isNone == (w.operandB != 0)
          recordBranch(pc, w, taken)
          pc += taken ? Int(Int32(truncatingIfNeeded: pc[1])) : 2
          continue loop
        case .jumpSame:
          let taken = same(r[w.operandA], r[w.operandB]) == ((pc[1] &>> 32) & 1 != 0)
          recordBranch(pc, w, taken)
          pc += taken ? Int(Int32(truncatingIfNeeded: pc[1])) : 2
          continue loop
        case .jumpLess:
          let delta = fusedCompare(pc, w, r[w.operandA], r[w.operandB], 0, { $0 < $1 }, { $0 < $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpLessEqual:
          let delta = fusedCompare(pc, w, r[w.operandA], r[w.operandB], 1, { $0 <= $1 }, { $0 <= $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpGreater:
          let delta = fusedCompare(pc, w, r[w.operandA], r[w.operandB], 2, { $0 > $1 }, { $0 > $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpGreaterEqual:
          let delta = fusedCompare(pc, w, r[w.operandA], r[w.operandB], 3, { $0 >= $1 }, { $0 >= $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpEqual:
          let delta = fusedCompare(pc, w, r[w.operandA], r[w.operandB], 4, { $0 == $1 }, { $0 == $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpNotEqual:
          let delta = fusedCompare(pc, w, r[w.operandA], r[w.operandB], 5, { $0 != $1 }, { $0 != $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpLessImmediate:
          let delta = fusedCompare(pc, w, r[w.operandA], Value(smallInt: w.signedB), 0, { $0 < $1 }, { $0 < $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpLessEqualImmediate:
          let delta = fusedCompare(pc, w, r[w.operandA], Value(smallInt: w.signedB), 1, { $0 <= $1 }, { $0 <= $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpGreaterImmediate:
          let delta = fusedCompare(pc, w, r[w.operandA], Value(smallInt: w.signedB), 2, { $0 > $1 }, { $0 > $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpGreaterEqualImmediate:
          let delta = fusedCompare(pc, w, r[w.operandA], Value(smallInt: w.signedB), 3, { $0 >= $1 }, { $0 >= $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpEqualImmediate:
          let delta = fusedCompare(pc, w, r[w.operandA], Value(smallInt: w.signedB), 4, { $0 == $1 }, { $0 == $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop
        case .jumpNotEqualImmediate:
          let delta = fusedCompare(pc, w, r[w.operandA], Value(smallInt: w.signedB), 5, { $0 != $1 }, { $0 != $1 })
          if delta == 0 { break failure }
          pc += delta
          continue loop

        // MARK: Attributes and subscripts
        case .loadAttribute:
          let object = r[w.operandB]
          if object.isReference {
            let header = object.object(ObjectHeader.self)
            if UInt64(UInt(bitPattern: header.pointee.layout)) == pc[1] {
              let offset = Int64(bitPattern: pc[2])
              if offset >= 0 {
                let value = (UnsafeMutableRawPointer(header) + Int(offset)).load(as: Value.self)
                if !value.isNil {
                  r[w.operandA] = value
                  pc += 4
                  continue loop
                }
              } else if header.pointee.type.pointee.version == pc[2] & versionMask, pc[2] & boundFlag == 0 {
                r[w.operandA] = Value(bits: pc[3])
                pc += 4
                continue loop
              }
            }
          }
          pointee.pc = pc
          let value = loadAttributeSlow(pc, r, object)
          if value.isNil { break failure }
          r[w.operandA] = value
          pc += 4
          continue loop
        case .storeAttribute:
          let object = r[w.operandA]
          if object.isReference {
            let header = object.object(ObjectHeader.self)
            if UInt64(UInt(bitPattern: header.pointee.layout)) == pc[1], header.pointee.type.pointee.version == pc[3] {
              (UnsafeMutableRawPointer(header) + Int(pc[2] & 0xFFFF)).storeBytes(of: r[w.operandB], as: Value.self)
              let next = pc[2] &>> 16
              if next != 0 { header.pointee.layout = LayoutRef(bitPattern: UInt(next)) }
              pc += 4
              continue loop
            }
          }
          pointee.pc = pc
          if !storeAttributeSlow(pc, r, object, r[w.operandB]) { break failure }
          pc += 4
          continue loop
        case .loadMethod:
          let object = r[w.operandB]
          if object.isReference {
            let header = object.object(ObjectHeader.self)
            if UInt64(UInt(bitPattern: header.pointee.layout)) == pc[1] {
              let key = pc[2]
              if Int64(bitPattern: key) >= 0 {
                let value = (UnsafeMutableRawPointer(header) + Int(key)).load(as: Value.self)
                if !value.isNil {
                  r[w.operandA] = value
                  r[w.operandA &+ 6] = .nil
                  pc += 4
                  continue loop
                }
              } else if header.pointee.type.pointee.version == key & versionMask {
                r[w.operandA] = Value(bits: pc[3])
                r[w.operandA &+ 6] = key & boundFlag != 0 ? object : .nil
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
          let container = r[w.operandB]
          let key = r[w.operandC]
          if container.isReference, key.isSmallInt {
            let header = container.object(ObjectHeader.self)
            if header.pointee.type == pointee.types.list {
              let list = container.object(ListObject.self)
              var index = key.smallInt
              if index < 0 { index += list.pointee.count }
              if UInt(bitPattern: index) < UInt(bitPattern: list.pointee.count) {
                r[w.operandA] = list.pointee.items.unsafelyUnwrapped[index]
                pc += 1
                continue loop
              }
            } else if header.pointee.type == pointee.types.tuple {
              let count = container.object(TupleObject.self).pointee.count
              var index = key.smallInt
              if index < 0 { index += count }
              if UInt(bitPattern: index) < UInt(bitPattern: count) {
                r[w.operandA] = tupleBase(container)[index]
                pc += 1
                continue loop
              }
            }
          }
          pointee.pc = pc
          let value = getItem(container, key)
          if value.isNil { break failure }
          r[w.operandA] = value
          pc += 1
          continue loop
        case .storeItem:
          let container = r[w.operandA]
          let key = r[w.operandB]
          if container.isReference, key.isSmallInt, container.heapType == pointee.types.list {
            let list = container.object(ListObject.self)
            var index = key.smallInt
            if index < 0 { index += list.pointee.count }
            if UInt(bitPattern: index) < UInt(bitPattern: list.pointee.count) {
              list.pointee.items.unsafelyUnwrapped[index] = r[w.operandC]
              pc += 1
              continue loop
            }
          }
          pointee.pc = pc
          if !setItem(container, key, r[w.operandC]) { break failure }
          pc += 1
          continue loop

        // MARK: Displays
        case .makeTuple:
          pointee.pc = pc
          r[w.operandA] = makeTuple(r + w.operandB, count: w.operandC)
          pc += 1
          continue loop
        case .makeList:
          pointee.pc = pc
          r[w.operandA] = makeList(r + w.operandB, count: w.operandC)
          pc += 1
          continue loop
        case .listAppend:
          pointee.pc = pc
          listAppend(r[w.operandA], r[w.operandB])
          pc += 1
          continue loop
        case .unpack:
          let source = r[w.operandB]
          let count = w.operandC
          if source.isReference {
            if source.heapType == pointee.types.tuple, tupleCount(source) == count {
              (r + w.operandA).update(from: tupleBase(source), count: count)
              pc += 1
              continue loop
            }
            if source.heapType == pointee.types.list, listCount(source) == count, count > 0 {
              (r + w.operandA).update(from: source.object(ListObject.self).pointee.items.unsafelyUnwrapped, count: count)
              pc += 1
              continue loop
            }
          }
          pointee.pc = pc
          if !unpackSlow(r + w.operandA, source, count) { break failure }
          pc += 1
          continue loop

        // MARK: Iteration
        case .getIterator:
          pointee.pc = pc
          if !prepareLoop(r + w.operandA, r[w.operandB]) { break failure }
          pc += 1
          continue loop
        case .forNext:
          let state = r + w.operandA
          let marker = state[0]
          if marker.raw == LoopMarker.unitRange {
            let current = state[1]
            if Int64(bitPattern: current.raw) < Int64(bitPattern: state[2].raw) {
              state[1] = Value(bits: current.raw &+ 4)
              r[w.operandB] = current
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
              r[w.operandB] = list.pointee.items.unsafelyUnwrapped[index]
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
              r[w.operandB] = tupleBase(state[1])[index]
              pc += 2
            } else {
              pc += Int(Int32(truncatingIfNeeded: pc[1]))
            }
            continue loop
          }
          pointee.pc = pc
          // The recorder sees a step of a generator as one call.
          if mode == 0, marker.isReference, marker.heapType == pointee.types.generator {
            let generator = marker.object(GeneratorObject.self)
            if generator.pointee.status < 2 {
              guard let base = pushGenerator(generator, .none, callerBase: r, callerPC: pc, flags: .generator) else { break failure }
              r = base
              pc = base.code.pointee.words + generator.pointee.pc
              continue loop
            }
          }
          let item = loopNext(state)
          if item.isNil {
            if !pointee.exception.isNil { break failure }
            pc += Int(Int32(truncatingIfNeeded: pc[1]))
            continue loop
          }
          r[w.operandB] = item
          pc += 2
          continue loop

        // MARK: Calls
        case .call, .callMethod:
          var base = r + (w.operandB &+ 7)
          var count = w.operandC
          var callee = r[w.operandB]
          if op == Opcode.callMethod.rawValue, !base[-1].isNil {
            base -= 1
            count &+= 1
          }
          pointee.pc = pc
          if callee.isReference {
            var kind = callee.heapType.pointee.kind
            if kind == .boundMethod {
              let method = callee.object(BoundMethodObject.self)
              if base == r + (w.operandB &+ 7), method.pointee.function.isReference {
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
              }
              guard pushFrame(base, callee, code, bound: count, flags: [], aux: .nil, callerBase: r, callerPC: pc) else { break failure }
              r = base
              pc = code.pointee.words
              continue loop
            }
            if kind == .builtin {
              let result = callBuiltin(callee.object(BuiltinObject.self), base, count: count, keywordNames: .nil)
              if result.isNil { break failure }
              r[w.operandA] = result
              pc += 2
              continue loop
            }
            if kind == .type {
              let type = callee.object(TypeObject.self)
              if let initializer = plainInitializer(type, pc), base == r + (w.operandB &+ 7) {
                let instance = Value(makeInstance(type))
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
          }
          let result = call(callee, base, count: count, keywordNames: .nil)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 2
          continue loop
        case .callKeywords:
          pointee.pc = pc
          var base = r + (w.operandB &+ 7)
          let names = r.code.pointee.constants[Int(pc[1])]
          var count = w.operandC &- tupleCount(names)
          if !base[-1].isNil {
            base -= 1
            count &+= 1
          }
          let callee = r[w.operandB]
          if callee.isKind(.function) {
            let function = callee.object(FunctionObject.self)
            guard bindArguments(function, base, count: count, keywordNames: names) else { break failure }
            let code = function.pointee.code
            guard
              pushFrame(base, callee, code, bound: code.pointee.argumentRegisters, flags: [], aux: .nil, callerBase: r, callerPC: pc)
            else { break failure }
            r = base
            pc = code.pointee.words
            continue loop
          }
          let result = call(callee, base, count: count, keywordNames: names)
          if result.isNil { break failure }
          r[w.operandA] = result
          pc += 2
          continue loop
        case .returnValue:
          let value = r[w.operandA]
          let flags = r.flags
          let caller = r.callerBase
          if flags.isEmpty {
            pc = r.callerPC
            popFrame(to: caller)
            r = caller
            let call = pc.pointee
            r[call.operandA] = value
            pc += UInt16(truncatingIfNeeded: call) == Opcode.callSpread.rawValue ? 1 : 2
            continue loop
          }
          pointee.pc = pc
          if flags.contains(.initializer), !value.isNone {
            raise("TypeError", "__init__() should return None, not '\(typeName(typeOf(value)))'")
            break failure
          }
          let result = flags.contains(.initializer) ? r.aux : value
          if flags.contains(.generator) { finishGenerator(r, value) }
          if flags.contains(.entry) {
            if mode != 0 { abortRecording() }
            pointee.depth -= 1
            return flags.contains(.generator) ? generatorReturned(value) : result
          }
          pc = r.callerPC
          popFrame(to: caller)
          r = caller
          if flags.contains(.generator) {
            pc += Int(Int32(truncatingIfNeeded: pc[1]))
            continue loop
          }
          let call = pc.pointee
          r[call.operandA] = result
          pc += UInt16(truncatingIfNeeded: call) == Opcode.callSpread.rawValue ? 1 : 2
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
          let call = pc.pointee
          r[call.operandA] = generator
          pc += UInt16(truncatingIfNeeded: call) == Opcode.callSpread.rawValue ? 1 : 2
          continue loop
        case .yieldValue:
          pointee.pc = pc
          let value = r[w.operandB]
          let flags = r.flags
          suspendGenerator(r, pc + 1, pending: w.operandA)
          if flags.contains(.entry) {
            if mode != 0 { abortRecording() }
            pointee.depth -= 1
            return value
          }
          let caller = r.callerBase
          pc = r.callerPC
          popFrame(to: caller)
          r = caller
          r[pc.pointee.operandB] = value
          pc += 2
          continue loop
        case .yieldFrom:
          pointee.pc = pc
          let value = delegate(r, pc)
          if value.isNil {
            if !pointee.exception.isNil { break failure }
            pc += Int(Int32(truncatingIfNeeded: pc[1]))
            continue loop
          }
          let flags = r.flags
          suspendGenerator(r, pc, pending: w.operandA)
          if flags.contains(.entry) {
            if mode != 0 { abortRecording() }
            pointee.depth -= 1
            return value
          }
          let caller = r.callerBase
          pc = r.callerPC
          popFrame(to: caller)
          r = caller
          r[pc.pointee.operandB] = value
          pc += 2
          continue loop
        default:
          pointee.pc = pc
          let length = executeRare(unsafeBitCast(UInt8(truncatingIfNeeded: op), to: Opcode.self), w, pc, r)
          if length == 0 { break failure }
          pc += length
          continue loop
        }
      }
      // An exception is pending in frame `r` at `pointee.pc`.
      if mode != 0 {
        abortRecording()
        mode = 0
      }
      guard let target = unwind() else { return .nil }
      r = pointee.frame
      pc = target
    }
  }
}

/// Set in the dispatched opcode while the recorder is on.
let recordingBit: UInt16 = 256
