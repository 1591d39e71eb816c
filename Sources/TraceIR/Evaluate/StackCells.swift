// Lends zeroed cells on the native stack, where a conservative collector looks for references.

/// Calls `body` with at least `count` zeroed cells on the native stack; `count` is at most `EvaluatorBuilder.maximumCells`.
///
/// `withUnsafeTemporaryAllocation` goes to the heap above one kilobyte, hence arrays of fixed sizes in local variables.
func withStackCells<R>(_ count: Int, _ body: (UnsafeMutablePointer<UInt64>) -> R) -> R {
  if count <= 128 { return withCells(InlineArray<128, UInt64>.self, body) }
  if count <= 1024 { return withCells(InlineArray<1024, UInt64>.self, body) }
  if count <= 8192 { return withCells(InlineArray<8192, UInt64>.self, body) }
  return withCells(InlineArray<131_072, UInt64>.self, body)
}

// Not inlined: only the size that is needed may take its room on the stack.
@inline(never)
private func withCells<let size: Int, R>(
  _ type: InlineArray<size, UInt64>.Type, _ body: (UnsafeMutablePointer<UInt64>) -> R
) -> R {
  var cells = InlineArray<size, UInt64>(repeating: 0)
  return withUnsafeMutablePointer(to: &cells) { body(UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt64.self)) }
}
