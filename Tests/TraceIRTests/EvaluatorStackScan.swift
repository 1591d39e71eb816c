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

  /// How often `word` stands on the stack between this function's frame and the mark.
  static func count(of word: UInt64, _ state: UnsafeMutableRawPointer) -> Int64 {
    let top = state.load(fromByteOffset: topOffset, as: UInt.self)
    return withUnsafePointer(to: state) { here in
      var found: Int64 = 0
      var address = UInt(bitPattern: UnsafeRawPointer(here)) & ~7
      while address < top, let cell = UnsafeRawPointer(bitPattern: address) {
        if cell.load(as: UInt64.self) == word { found += 1 }
        address += 8
      }
      return found
    }
  }
}
