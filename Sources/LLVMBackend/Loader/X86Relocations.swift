// Applies the relocations of x86-64 objects.

extension RelocationPatch {
  /// `jmp *0(%rip)`, followed by the address.
  private static let jump: [UInt8] = [0xff, 0x25, 0, 0, 0, 0]

  /// Applies a relocation by its number in the x86-64 ABI.
  mutating func applyX86(_ type: UInt32) throws(ObjectDefect) {
    switch type {
    case 0:  // NONE
      return
    case 1:  // 64
      try write(value)
    case 2:  // PC32
      try writeSigned(distance(to: target), as: Int32.self)
    case 4:  // PLT32
      let callee = isExternal ? makeStub(Self.jump) : target
      try writeSigned(distance(to: callee), as: Int32.self)
    case 9, 41, 42:  // GOTPCREL, GOTPCRELX, REX_GOTPCRELX
      try writeSigned(distance(to: makeSlot()), as: Int32.self)
    case 10:  // 32
      guard let narrow = UInt32(exactly: value) else { throw .relocationOutOfRange }
      try write(narrow)
    case 11:  // 32S
      try writeSigned(Int64(bitPattern: value), as: Int32.self)
    case 24:  // PC64
      try write(distance(to: target))
    default:
      throw .unsupportedRelocation
    }
  }
}
