// Stubs.
extension UnsafeMutablePointer where Pointee == VMState {
  func memoryViewGetItem(_ v: Value, _ k: Value) -> Value { .nil }
  func memoryViewLength(_ v: Value) -> Int? { nil }
  func memoryViewBytes(_ v: Value) -> UnsafeMutableBufferPointer<UInt8> { UnsafeMutableBufferPointer(start: nil, count: 0) }
  func memoryViewsEqual(_ a: Value, _ b: Value) -> Int { -2 }
  func byteArraySetItem(_ a: Value, _ k: Value, _ v: Value) -> Bool { false }
  func byteArrayInPlace(_ op: Opcode, _ a: Value, _ b: Value) -> Value { pointee.notImplemented }
}
extension Runtime {
  func installStrings() {}
  func installBytes() {}
  func installMemoryView() {}
}
