// Names the kinds of values that streams tell apart.

/// Kinds of values in four bits.
public enum StreamKind {
  public static let truth: UInt16 = 3
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The kind of a value: 1 int, 2 float, 3 bool, 4 None, 5 nothing, then some classes, 15 any other.
  public func streamKind(_ value: Value) -> UInt8 {
    if value.isSmallInt { return 1 }
    if value.isSmallFloat { return 2 }
    if value.isBool { return UInt8(StreamKind.truth) }
    if value.isNone { return 4 }
    guard value.isReference else { return 5 }
    switch value.heapType.pointee.kind {
    case .int: return 1
    case .float: return 2
    case .list: return 6
    case .tuple: return 7
    case .str: return 8
    case .dict: return 9
    case .function, .builtin, .boundMethod: return 10
    case .type: return 11
    case .instance: return 12
    case .generator, .iterator: return 13
    default: return 15
    }
  }
}
