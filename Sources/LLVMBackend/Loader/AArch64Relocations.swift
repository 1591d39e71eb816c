// Applies the relocations of AArch64 objects.

extension RelocationPatch {
  /// `ldr x16, .+8; br x16`, followed by the address.
  private static let jump: [UInt8] = [0x50, 0, 0, 0x58, 0, 0x02, 0x1f, 0xd6]

  /// Applies a relocation by its number in the AArch64 ABI.
  mutating func applyAArch64(_ type: UInt32) throws(ObjectDefect) {
    switch type {
    case 0, 256:  // NONE
      return
    case 257:  // ABS64
      try write(value)
    case 260:  // PREL64
      try write(distance(to: target))
    case 261:  // PREL32
      try writeSigned(distance(to: target), as: Int32.self)
    case 275:  // ADR_PREL_PG_HI21
      try patchPage(value)
    case 311:  // ADR_GOT_PAGE
      try patchPage(makeSlot() &+ UInt64(bitPattern: addend))
    case 277, 278:  // ADD_ABS_LO12_NC, LDST8_ABS_LO12_NC
      try patchPageOffset(value, scale: 0)
    case 284, 285, 286:  // LDST16, LDST32 and LDST64_ABS_LO12_NC
      try patchPageOffset(value, scale: type - 283)
    case 299:  // LDST128_ABS_LO12_NC
      try patchPageOffset(value, scale: 4)
    case 312:  // LD64_GOT_LO12_NC
      try patchPageOffset(makeSlot() &+ UInt64(bitPattern: addend), scale: 3)
    case 282, 283:  // JUMP26, CALL26
      let callee = isExternal ? makeStub(Self.jump) : target
      try patchBranch(distance(to: callee))
    default:
      throw .unsupportedRelocation
    }
  }

  private mutating func patchBranch(_ distance: Int64) throws(ObjectDefect) {
    guard distance & 3 == 0, distance >= -(1 << 27), distance < 1 << 27 else {
      throw .relocationOutOfRange
    }
    let field = UInt32(truncatingIfNeeded: distance >> 2) & 0x3ff_ffff
    try write(read(UInt32.self) & ~0x3ff_ffff | field)
  }

  private mutating func patchPage(_ address: UInt64) throws(ObjectDefect) {
    let pages = Int64(bitPattern: (address & ~0xfff) &- (placeAddress & ~0xfff)) >> 12
    guard pages >= -(1 << 20), pages < 1 << 20 else { throw .relocationOutOfRange }
    let bits = UInt32(truncatingIfNeeded: pages)
    let field = (bits & 3) << 29 | (bits >> 2 & 0x7ffff) << 5
    try write(read(UInt32.self) & ~0x60ff_ffe0 | field)
  }

  private mutating func patchPageOffset(_ address: UInt64, scale: UInt32) throws(ObjectDefect) {
    let offset = UInt32(truncatingIfNeeded: address & 0xfff)
    guard offset & ((1 << scale) - 1) == 0 else { throw .relocationOutOfRange }
    try write(read(UInt32.self) & ~(0xfff << 10) | (offset >> scale) << 10)
  }
}
