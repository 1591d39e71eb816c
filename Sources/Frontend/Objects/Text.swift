// Converts values to text.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `str(value)`, nil with an exception pending on failure.
  public func str(_ value: Value) -> Value { raise("SystemError", "str") }

  /// `repr(value)`, nil with an exception pending on failure.
  public func repr(_ value: Value) -> Value { raise("SystemError", "repr") }

  /// `format(value, spec)`; `spec` is a str or nil.
  public func format(_ value: Value, _ spec: Value) -> Value { raise("SystemError", "format") }
}
