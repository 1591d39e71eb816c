// Makes classes and changes their attributes.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Executes a class statement: body function, name, bases, keywords (dict or nil).
  public func buildClass(_ body: Value, _ name: Value, _ bases: Value, _ keywords: Value) -> Value { raise("SystemError", "class") }

  /// `type.name = value`: false with an exception pending on failure.
  public func setTypeAttribute(_ type: TypeRef, _ name: Value, _ value: Value) -> Bool { false }

  /// `del type.name`.
  public func deleteTypeAttribute(_ type: TypeRef, _ name: Value) -> Bool { false }

  /// Calls a class: makes an instance. The interpreter handles plain classes itself.
  public func instantiate(_ type: TypeRef, _ arguments: Arguments) -> Value { raise("SystemError", "instantiate") }
}
