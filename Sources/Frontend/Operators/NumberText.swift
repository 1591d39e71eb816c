// Turns numbers into text and text into numbers, for every part of the runtime.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `format(number, spec)` for a built-in number; `spec` is a str.
  public func formatNumber(_ value: Value, _ spec: Value) -> Value { raise("SystemError", "formatNumber") }

  /// `format(text, spec)` for a str; `spec` is a str.
  public func formatString(_ value: Value, _ spec: Value) -> Value { raise("SystemError", "formatString") }

  /// `template.format(*args, **keywords)`: the arguments start after the template; keyword values follow them.
  public func formatMethod(_ template: Value, _ args: Arguments) -> Value { raise("SystemError", "formatMethod") }

  /// `template.format_map(mapping)`.
  public func formatMapMethod(_ template: Value, _ mapping: Value) -> Value { raise("SystemError", "formatMapMethod") }

  /// `template % argument` for a str, bytes or bytearray template.
  public func formatPercent(_ template: Value, _ argument: Value) -> Value { raise("SystemError", "formatPercent") }
}

extension Runtime {
  func makeMathModule() -> Value { makeModule("math") }
  func makeComplexMathModule() -> Value { makeModule("cmath") }
}
