// Copies runs of values.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Copies `count` values between memory that does not overlap: short runs without a call.
@inline(__always)
func copyWords(_ target: UnsafeMutablePointer<Value>, _ source: UnsafeMutablePointer<Value>, _ count: Int) {
  if count > 12 {
    memcpy(target, source, count &* 8)
    return
  }
  var i = 0
  while i < count {
    target[i] = source[i]
    i &+= 1
  }
}
