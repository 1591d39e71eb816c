// Holds one relocation in flight, with range-checked access to the bytes it may change.

/// One relocation: where it is, what it refers to, and the image it changes.
struct RelocationPatch {
  /// The offset of the place to patch, and the end of its section.
  let place: Int
  let end: Int
  /// The address at which the image will be executed.
  let base: UInt64
  /// The address of the symbol.
  let target: UInt64
  let addend: Int64
  /// The offsets of the symbol's address table entry and call stub.
  let slot: Int
  let stub: Int
  /// Whether the symbol is defined outside the object, and so may be out of a branch's reach.
  let isExternal: Bool
  var image: [UInt8]

  var placeAddress: UInt64 { base &+ UInt64(place) }

  /// The symbol's address plus the addend.
  var value: UInt64 { target &+ UInt64(bitPattern: addend) }

  /// The distance from the place to `address` plus the addend.
  func distance(to address: UInt64) -> Int64 {
    Int64(bitPattern: address &+ UInt64(bitPattern: addend) &- placeAddress)
  }

  func read<T: FixedWidthInteger>(_: T.Type) throws(ObjectDefect) -> T {
    guard place <= end - MemoryLayout<T>.size else { throw .relocationOutOfRange }
    return image.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: T.self)) }
  }

  mutating func write<T: FixedWidthInteger>(_ value: T) throws(ObjectDefect) {
    guard place <= end - MemoryLayout<T>.size else { throw .relocationOutOfRange }
    store(value, at: place)
  }

  /// Writes a signed value that must fit in `T`.
  mutating func writeSigned<T: FixedWidthInteger & SignedInteger>(
    _ value: Int64, as _: T.Type
  ) throws(ObjectDefect) {
    guard let narrow = T(exactly: value) else { throw .relocationOutOfRange }
    try write(narrow)
  }

  /// Fills the symbol's entry in the address table, and returns the entry's address.
  mutating func makeSlot() -> UInt64 {
    store(target, at: slot)
    return base &+ UInt64(slot)
  }

  /// Fills the symbol's call stub, `code` followed by the symbol's address, and returns its address.
  mutating func makeStub(_ code: [UInt8]) -> UInt64 {
    for (index, byte) in code.enumerated() { image[stub + index] = byte }
    store(target, at: stub + code.count)
    return base &+ UInt64(stub)
  }

  private mutating func store<T: FixedWidthInteger>(_ value: T, at offset: Int) {
    image.withUnsafeMutableBytes {
      $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: T.self)
    }
  }
}
