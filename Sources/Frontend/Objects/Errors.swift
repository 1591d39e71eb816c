// Raises exceptions.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Makes an exception of a built-in class pending; returns nil so that callers can return the result.
  @discardableResult
  public func raise(_ type: String, _ message: String? = nil) -> Value {
    .nil
  }

  /// Makes an exception object (or class) pending.
  @discardableResult
  public func raise(_ exception: Value) -> Value {
    pointee.exception = exception
    return .nil
  }

  /// Raises AttributeError with its `name` and `obj` attributes.
  public func raiseAttributeError(_ message: String, _ object: Value, _ name: Value) -> Value { raise("AttributeError", message) }

  /// Whether the pending exception is of a built-in class or a subclass of it.
  public func isPending(_ type: String) -> Bool { false }
}
