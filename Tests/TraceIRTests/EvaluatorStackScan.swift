// Looks for a word on the native stack as a conservative collector does.

enum StackScan {
  /// The byte of the state block where the run's caller leaves an address of its own frame.
  static let topOffset = 16

  /// Notes where the stack of the caller begins.
  static func mark(_ state: UnsafeMutableRawPointer) {
    withUnsafePointer(to: state) { here in
      state.storeBytes(of: UInt(bitPattern: here), toByteOffset: topOffset, as: UInt.self)
    }
  }

  /// The words that tests look for: there are 64 of them.
  static func magic(_ index: Int) -> UInt64 { 0x5EED_CAFE_0123_4000 + 8 * UInt64(index) }

  /// How many of the magic words stand on the stack between this function's frame and the mark.
  static func count(_ state: UnsafeMutableRawPointer) -> Int64 {
    let top = state.load(fromByteOffset: topOffset, as: UInt.self)
    return withUnsafePointer(to: state) { here in
      var found: UInt64 = 0
      var address = UInt(bitPattern: UnsafeRawPointer(here)) & ~7
      while address < top, let cell = UnsafeRawPointer(bitPattern: address) {
        let index = (cell.load(as: UInt64.self) &- magic(0)) / 8
        if index < 64 { found |= 1 << index }
        address += 8
      }
      return Int64(found.nonzeroBitCount)
    }
  }
}
