// Shifts integers of any size and combines their bits in two's complement.

import CGMP

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a << b`.
  func intShiftLeft(_ a: Value, _ b: Value) -> Value {
    if sign(ofInt: b) < 0 { return raise("ValueError", "negative shift count") }
    if sign(ofInt: a) == 0 { return Value(smallInt: 0) }
    guard let shift = intWord(b), shift < 1 << 40 else {
      // CPython counts digits of 30 bits: more than it could index are too many, else memory ends first.
      let mostDigits = (Int.max - 24) / 4
      let fits = (intWord(intShiftRight(b, Value(smallInt: 4))) ?? Int.max) < mostDigits / 16 * 30
      return fits ? raise("MemoryError") : raise("OverflowError", "too many digits in integer")
    }
    guard reserve(bytes: (shift / 64 + limbCount(a) + 1) * 8) else { return .nil }
    return shiftLeft(a, by: shift)
  }

  /// `a << shift`; the caller has made sure that there is memory.
  func shiftLeft(_ a: Value, by shift: Int) -> Value {
    let whole = shift >> 6
    let part = UInt32(shift & 63)
    let result = makeLimbs(limbCount(a) + whole + 1)
    return withLimbs(a) { x, count, isNegative in
      if count == 0 { return Value(smallInt: 0) }
      let target = limbs(result)
      target.update(repeating: 0, count: whole)
      if part == 0 {
        (target + whole).update(from: x, count: count)
        target[whole + count] = 0
      } else {
        target[whole + count] = __gmpn_lshift(target + whole, x, count, part)
      }
      return finish(result, whole + count + 1, isNegative)
    }
  }

  /// `a >> b`.
  func intShiftRight(_ a: Value, _ b: Value) -> Value {
    if sign(ofInt: b) < 0 { return raise("ValueError", "negative shift count") }
    let shift = intWord(b) ?? Int.max
    let count = limbCount(a)
    let whole = shift >> 6
    if whole >= count { return Value(smallInt: sign(ofInt: a) < 0 ? -1 : 0) }
    guard reserve(bytes: count * 8) else { return .nil }
    let part = UInt32(shift & 63)
    let result = makeLimbs(count - whole + 1)
    return withLimbs(a) { x, count, isNegative in
      let target = limbs(result)
      var lost: UInt = 0
      if isNegative { for i in 0..<whole { lost |= x[i] } }
      if part == 0 {
        target.update(from: x + whole, count: count - whole)
      } else {
        lost |= __gmpn_rshift(target, x + whole, count - whole, part)
      }
      target[count - whole] = 0
      if isNegative && lost != 0 { addOne(target) }
      return finish(result, count - whole + 1, isNegative)
    }
  }

  /// Adds 1 to a magnitude with room for the carry.
  private func addOne(_ limbs: UnsafeMutablePointer<UInt>) {
    var i = 0
    repeat {
      limbs[i] &+= 1
      i += 1
    } while limbs[i - 1] == 0
  }

  /// `a & b`, `a | b` or `a ^ b`.
  func intBitwise(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    if let x = intWord(a), let y = intWord(b) { return makeInt(op == .bitAnd ? x & y : op == .bitOr ? x | y : x ^ y) }
    let count = Swift.max(limbCount(a), limbCount(b)) + 1
    guard reserve(bytes: count * 8) else { return .nil }
    let result = makeLimbs(count)
    return withLimbs(a) { x, xCount, xNegative in
      withLimbs(b) { y, yCount, yNegative in
        let isNegative = combine(op, xNegative ? 1 : 0, yNegative ? 1 : 0) != 0
        let target = limbs(result)
        var first = TwosComplement(x, xCount, xNegative)
        var second = TwosComplement(y, yCount, yNegative)
        var carry: UInt = 1
        for i in 0..<count {
          let word = combine(op, first.limb(i), second.limb(i))
          if isNegative {
            target[i] = ~word &+ carry
            if target[i] != 0 { carry = 0 }
          } else {
            target[i] = word
          }
        }
        return finish(result, count, isNegative)
      }
    }
  }

  @inline(__always)
  private func combine(_ op: Opcode, _ x: UInt, _ y: UInt) -> UInt {
    op == .bitAnd ? x & y : op == .bitOr ? x | y : x ^ y
  }
}

/// Reads a sign and magnitude as the limbs of a two's complement number, in order.
private struct TwosComplement {
  private let limbs: LimbPointer
  private let count: Int
  private let isNegative: Bool
  private var carry: UInt = 1

  init(_ limbs: LimbPointer, _ count: Int, _ isNegative: Bool) {
    self.limbs = limbs
    self.count = count
    self.isNegative = isNegative
  }

  /// Limb `index`; indices must be asked for in order from 0.
  @inline(__always)
  mutating func limb(_ index: Int) -> UInt {
    let magnitude = index < count ? limbs[index] : 0
    guard isNegative else { return magnitude }
    let word = ~magnitude &+ carry
    if word != 0 || carry == 0 { carry = 0 }
    return word
  }
}
