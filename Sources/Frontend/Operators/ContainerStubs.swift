// Stands in for the operators of containers until their module has them.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a op b` where one is a built-in container: NotImplemented when the types do not fit.
  func containerBinary(_ op: Opcode, _ a: Value, _ b: Value) -> Value { pointee.notImplemented }
  /// `a op= b` changing `a`: NotImplemented when the types do not fit.
  func containerInPlace(_ op: Opcode, _ a: Value, _ b: Value) -> Value { pointee.notImplemented }
  /// `a op b` for a comparison opcode: NotImplemented when the types do not fit.
  func containerCompare(_ op: Opcode, _ a: Value, _ b: Value) -> Value { pointee.notImplemented }
  /// The hash of a tuple, or nil with an exception pending.
  func tupleHash(_ tuple: Value) -> Int? { 0 }
  /// The hash of a frozenset, or nil with an exception pending.
  func frozenSetHash(_ set: Value) -> Int? { 0 }
  /// The hash of a bytes object.
  func bytesHash(_ bytes: Value) -> Int { 0 }
}
