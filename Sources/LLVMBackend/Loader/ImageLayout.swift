// Decides where an object's sections, its address table and its call stubs lie in memory.

/// The places of everything in a linked image, relative to its start.
struct ImageLayout {
  /// No trace is near this size; it bounds what a damaged object can ask for.
  static let maximumSize = 1 << 24
  static let stubSize = 16
  static let slotSize = 8

  /// The offset of each section, nil for those that are not loaded.
  let sections: [Int?]
  /// The offset of the table with one 8-byte address per symbol that needs one.
  let table: Int
  /// The offset of the call stubs, one per symbol that needs one.
  let stubs: Int
  let size: Int
  private let slots: [Int: Int]

  /// Lays out `object`.
  ///
  /// - Throws: `unsupportedSection` for anything but read-only data and code of moderate size.
  init(_ object: ELFObject) throws(ObjectDefect) {
    var end = 0
    var places: [Int?] = []
    for section in object.sections {
      guard section.isAllocated else {
        places.append(nil)
        continue
      }
      try Self.check(section)
      end = Self.align(end, max(section.alignment, 1))
      places.append(end)
      end += section.contents.count
      guard end <= Self.maximumSize else { throw .unsupportedSection }
    }
    let referenced = Set(object.relocations.map(\.symbol)).sorted()
    slots = Dictionary(uniqueKeysWithValues: zip(referenced, 0...))
    sections = places
    table = Self.align(end, Self.stubSize)
    stubs = Self.align(table + referenced.count * Self.slotSize, Self.stubSize)
    size = stubs + referenced.count * Self.stubSize
  }

  /// The offset of the table entry that holds the address of `symbol`.
  func slot(of symbol: Int) -> Int { table + (slots[symbol] ?? 0) * Self.slotSize }

  /// The offset of the stub that jumps to `symbol`.
  func stub(of symbol: Int) -> Int { stubs + (slots[symbol] ?? 0) * Self.stubSize }

  private static func check(_ section: ELFSection) throws(ObjectDefect) {
    let writable: UInt64 = 1
    let threadLocal: UInt64 = 0x400
    let isEmpty = section.contents.isEmpty
    guard isEmpty || section.flags & (writable | threadLocal) == 0, section.type != 8,
      section.alignment <= 4096, section.alignment & (section.alignment - 1) == 0
    else { throw .unsupportedSection }
  }

  private static func align(_ offset: Int, _ alignment: Int) -> Int {
    (offset + alignment - 1) & ~(alignment - 1)
  }
}
