// Finds the index of a name given as bytes, without making a string.

/// An immutable hash table from byte names to their positions in a list.
struct NameTable: Sendable {
  private let names: [[UInt8]]
  private let cells: [Int32]
  private let mask: Int

  /// Indexes `names`; of equal names the first is found.
  init(_ names: [String]) {
    let bytes = names.map { Array($0.utf8) }
    var size = 16
    while size < bytes.count * 2 { size *= 2 }
    var cells = [Int32](repeating: -1, count: size)
    for (index, name) in bytes.enumerated() {
      let hash = name.withUnsafeBufferPointer { NameTable.hash($0) }
      var cell = hash & (size - 1)
      var isNew = true
      while cells[cell] >= 0 {
        if bytes[Int(cells[cell])] == name {
          isNew = false
          break
        }
        cell = (cell + 1) & (size - 1)
      }
      if isNew { cells[cell] = Int32(truncatingIfNeeded: index) }
    }
    self.names = bytes
    self.cells = cells
    self.mask = size - 1
  }

  /// The position of a name, or `nil`.
  func find(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    var cell = NameTable.hash(name) & mask
    while cells[cell] >= 0 {
      let index = Int(cells[cell])
      if names[index].elementsEqual(name) { return index }
      cell = (cell + 1) & mask
    }
    return nil
  }

  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash)
  }
}
