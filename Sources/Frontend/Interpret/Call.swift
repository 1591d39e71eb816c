// Calls any callable from native code.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls with positional arguments: nil with an exception pending on failure.
  public func call(_ callee: Value, _ arguments: [Value], keywords: [(Value, Value)] = []) -> Value { raise("SystemError", "call") }

  public func call(_ callee: Value, _ arguments: Value...) -> Value { call(callee, arguments) }
}
