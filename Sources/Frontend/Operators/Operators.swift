// Dispatches arithmetic, comparison, hashing and truth over all types.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `a op b` for an arithmetic opcode (`add` ... `bitXor`): nil with an exception pending on failure.
  public func binary(_ op: Opcode, _ a: Value, _ b: Value) -> Value { raise("SystemError", "binary") }

  /// `a op= b`: in-place methods first.
  public func inPlace(_ op: Opcode, _ a: Value, _ b: Value) -> Value { binary(op, a, b) }

  /// `op a` for `negate`, `positive`, `invert`.
  public func unary(_ op: Opcode, _ a: Value) -> Value { raise("SystemError", "unary") }

  /// `a op b` for a comparison opcode (`less` ... `notEqual`): any value, nil with an exception pending on failure.
  public func compare(_ op: Opcode, _ a: Value, _ b: Value) -> Value { raise("SystemError", "compare") }

  /// 1 if `a == b` or they are the same object, 0 if not, -1 with an exception pending.
  public func equal(_ a: Value, _ b: Value) -> Int { a == b ? 1 : 0 }

  /// The truth of a value: 1, 0, or -1 with an exception pending.
  public func truth(_ value: Value) -> Int { value == .false || value == .none ? 0 : 1 }

  /// The hash of a value, or nil with an exception pending.
  public func hash(_ value: Value) -> Int? { Int(truncatingIfNeeded: value.raw) }

  /// The integer of an int or an object with `__index__`, clamped to 64 bits; nil with an exception pending.
  public func index(_ value: Value) -> Int? { value.isSmallInt ? value.smallInt : nil }
}
