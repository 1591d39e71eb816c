// Converts numbers, truth values and addresses to tagged words and back, as the runtime ABI says.

extension ScalarSemantics {
  /// The immediate word of an integer; `nil` when it must be boxed.
  @inlinable
  public static func encodeInt(_ value: Int64, _ encoding: ValueEncoding) -> UInt64? {
    let shift = Int64(truncatingIfNeeded: encoding.intShift)
    let shifted = value &<< shift
    return shifted &>> shift == value ? UInt64(bitPattern: shifted) | encoding.intTag : nil
  }

  /// The integer in an immediate word; `nil` for any other word.
  @inlinable
  public static func decodeInt(_ word: UInt64, _ encoding: ValueEncoding) -> Int64? {
    guard word & encoding.intMask == encoding.intTag else { return nil }
    return Int64(bitPattern: word) &>> Int64(truncatingIfNeeded: encoding.intShift)
  }

  /// The immediate word of a double; `nil` when it must be a heap object.
  @inlinable
  public static func encodeFloat(_ value: Double, _ encoding: ValueEncoding) -> UInt64? {
    let word = rotateLeft(value.bitPattern, encoding.floatRotate) &+ encoding.floatBias
    return isFloat(word, encoding) ? word : nil
  }

  /// The double in an immediate word; `nil` for any other word.
  @inlinable
  public static func decodeFloat(_ word: UInt64, _ encoding: ValueEncoding) -> Double? {
    guard isFloat(word, encoding) else { return nil }
    return Double(bitPattern: rotateLeft(word &- encoding.floatBias, 64 &- encoding.floatRotate))
  }

  /// Whether a word is an immediate double.
  @inlinable
  public static func isFloat(_ word: UInt64, _ encoding: ValueEncoding) -> Bool {
    word & encoding.floatMask == encoding.floatTag || word & ~encoding.zeroSign == encoding.zeroTag
  }

  /// Whether a word is a reference to a heap object.
  @inlinable
  public static func isReference(_ word: UInt64, _ encoding: ValueEncoding) -> Bool {
    word & encoding.pointerMask == encoding.pointerTag
  }

  @inlinable
  static func rotateLeft(_ bits: UInt64, _ count: UInt64) -> UInt64 {
    (bits &<< (count & 63)) | (bits &>> ((64 &- count) & 63))
  }
}
