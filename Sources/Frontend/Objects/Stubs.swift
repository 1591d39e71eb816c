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

extension UnsafeMutablePointer where Pointee == VMState {
  func call(_ callee: Value, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value) -> Value { raise("SystemError", "call") }
  func runNamespace(_ function: Value, _ namespace: Value) -> Value { raise("SystemError", "runNamespace") }
  func resumeGenerator(_ generator: Value, _ value: Value, _ mode: Int) -> Value { raise("SystemError", "resumeGenerator") }
}

extension Runtime {
  func installNumbers() {}
  func installContainers() {}
}
