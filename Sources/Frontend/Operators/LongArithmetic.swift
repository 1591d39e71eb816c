// Runs long computations of the multiple-precision library so that Ctrl-C can end them.

import CGMP
import CRuntime

/// A computation over limbs. It holds nothing that would have to be released when it is abandoned.
struct LongWork {
  enum Operation { case multiply, square, divide, toText, fromText, power, modularPower, factorial }

  var operation: Operation
  var target: UnsafeMutablePointer<UInt>?
  var x: UnsafePointer<UInt>?
  /// Limbs of the first operand; of powers, how many limbs are worked on in all.
  var xCount = 0
  var y: UnsafePointer<UInt>?
  var yCount = 0
  var text: UnsafeMutablePointer<UInt8>?
  /// Where a division leaves its remainder.
  var remainder: UnsafeMutablePointer<UInt>?
  var result: UnsafeMutablePointer<__mpz_struct>?
  var base: UnsafePointer<__mpz_struct>?
  var exponent: UnsafePointer<__mpz_struct>?
  var modulus: UnsafePointer<__mpz_struct>?
  /// A plain exponent or radix, and afterwards the length of a text or of what was read from it.
  var number: UInt = 0
}

/// Computations over fewer limbs are too quick to be worth interrupting.
private let leastLongLimbs = 20_000

extension UnsafeMutablePointer where Pointee == VMState {
  /// Does some work; false with KeyboardInterrupt pending if the user ended it, which loses what the library had allocated.
  func run(_ work: inout LongWork) -> Bool {
    if work.xCount + work.yCount < leastLongLimbs {
      doLongWork(&work)
      return true
    }
    guardMemory()
    let wasEnded = withUnsafeMutablePointer(to: &work) { context in
      crt_run_interruptibly({ doLongWork($0.unsafelyUnwrapped.assumingMemoryBound(to: LongWork.self)) }, context) != 0
    }
    return !(wasEnded && raiseInterrupt())
  }

  /// Makes the library allocate through functions that are never left by a signal.
  private func guardMemory() {
    if runtime.isMemoryGuarded { return }
    runtime.isMemoryGuarded = true
    __gmp_set_memory_functions(crt_guarded_allocate, crt_guarded_reallocate, crt_guarded_free)
  }
}

private func doLongWork(_ work: UnsafeMutablePointer<LongWork>) {
  let w = work.pointee
  switch w.operation {
  case .multiply: _ = __gmpn_mul(w.target, w.x, w.xCount, w.y, w.yCount)
  case .square: __gmpn_sqr(w.target, w.x, w.xCount)
  case .divide: __gmpn_tdiv_qr(w.target, w.remainder, 0, w.x, w.xCount, w.y, w.yCount)
  case .toText: work.pointee.number = UInt(__gmpn_get_str(w.text, Int32(truncatingIfNeeded: w.number), w.target, w.xCount))
  case .fromText:
    work.pointee.number = UInt(__gmpn_set_str(w.target, w.text, w.yCount, Int32(truncatingIfNeeded: w.number)))
  case .factorial: __gmpz_fac_ui(w.result, w.number)
  case .power: __gmpz_pow_ui(w.result, w.base, w.number)
  case .modularPower: __gmpz_powm(w.result, w.base, w.exponent, w.modulus)
  }
}
