// Bounds the recursion of native code, as CPython's recursion check does.

import CRuntime

extension UnsafeMutablePointer where Pointee == VMState {
  /// Counts one more level of native recursion; each success is paired with one `leaveRecursion`.
  ///
  /// - Returns: false with RecursionError pending when the level is one too many.
  @inline(__always)
  func enterRecursion(_ place: StaticString) -> Bool {
    pointee.depth += 1
    if pointee.depth <= pointee.recursionLimit, nativeStackIsDeepEnough() { return true }
    return refuseRecursion(place)
  }

  @inline(__always)
  func leaveRecursion() { pointee.depth -= 1 }

  @inline(never)
  private func refuseRecursion(_ place: StaticString) -> Bool {
    pointee.depth -= 1
    raise("RecursionError", "maximum recursion depth exceeded\(place)")
    return false
  }

  /// Whether the native stack has room for another round of native code.
  @inline(__always)
  func nativeStackIsDeepEnough() -> Bool { UInt(bitPattern: crt_stack_pointer()) > pointee.nativeStackLimit }
}
