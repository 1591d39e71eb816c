// Declares the state of objects that may never be made.

/// An object that the trace allocated and that nothing outside can see yet.
struct VirtualState {
  enum Kind: Equatable {
    case instance, tuple, list
  }
  var kind: Kind
  /// The constant that describes an instance, or that is the class of a tuple; -1 for a plain tuple.
  var template: Int64
  /// The virtual's own value number, which also tells when it was allocated.
  var id: ValueID
  /// Byte offsets of an instance's stored slots; positions for sequences.
  var offsets: [Int64]
  /// What they hold, as words.
  var values: [ValueID]
  /// The class and layout that the trace observed, or -1.
  var classConstant: Int64 = -1
  var layoutConstant: Int64 = -1
  /// The address once the object was made, or `.none`.
  var made = ValueID.none
  /// The word for that address.
  var madeWord = ValueID.none
  var origin: Int32

  func value(at offset: Int64) -> ValueID? {
    offsets.firstIndex(of: offset).map { values[$0] }
  }

  mutating func set(_ value: ValueID, at offset: Int64) {
    if let index = offsets.firstIndex(of: offset) {
      values[index] = value
    } else {
      offsets.append(offset)
      values.append(value)
    }
  }
}
