// Stands in for text functions of numbers and containers until they exist.

extension UnsafeMutablePointer where Pointee == VMState {
  func numberRepr(_ value: Value) -> Value {
    if value.isSmallInt { return makeString(String(value.smallInt)) }
    if value.isSmallFloat { return makeString("\(value.smallFloat)") }
    return makeString("?")
  }
  func formatNumber(_ value: Value, _ spec: Value) -> Value { numberRepr(value) }
  func formatString(_ value: Value, _ spec: Value) -> Value { value }
  func containerRepr(_ value: Value) -> Value {
    if value.isKind(.str) { return makeString("'" + swiftString(value) + "'") }
    return makeString("?")
  }
}

extension Runtime {
  func installNumbers() {}
  func installContainers() {}
}
