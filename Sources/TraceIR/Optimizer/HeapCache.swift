// Remembers what is in memory: the results of loads and the values of stores, until something may change them.

struct HeapCache {
  enum Kind: UInt8 {
    case slot, field, layout, word, int, float, byte, global
  }

  /// One known memory cell: a base address (or -1), what is read there (offset, field, index value, constant), its content.
  struct Entry {
    var kind: Kind
    /// The content can never change.
    var isImmutable: Bool
    var base: Int32
    var key: Int64
    var value: Int32
  }

  /// How many cells of each group are remembered; the oldest are forgotten first.
  static let capacity = 96

  private var slots: [Entry] = []
  private var fields: [Entry] = []
  private var layouts: [Entry] = []
  private var items: [Entry] = []
  private var globals: [Entry] = []

  private func entries(_ kind: Kind) -> [Entry] {
    switch kind {
    case .slot: slots
    case .field: fields
    case .layout: layouts
    case .word, .int, .float, .byte: items
    case .global: globals
    }
  }

  /// What a cell holds, if that is known.
  func find(_ kind: Kind, base: Int32, key: Int64) -> Int32? {
    for entry in entries(kind).reversed() where entry.kind == kind && entry.base == base && entry.key == key {
      return entry.value
    }
    return nil
  }

  /// Notes what a cell holds. The caller has dropped what a store may have changed.
  mutating func note(_ kind: Kind, base: Int32, key: Int64, value: Int32, isImmutable: Bool = false) {
    let entry = Entry(kind: kind, isImmutable: isImmutable, base: base, key: key, value: value)
    switch kind {
    case .slot: HeapCache.append(entry, &slots)
    case .field: HeapCache.append(entry, &fields)
    case .layout: HeapCache.append(entry, &layouts)
    case .word, .int, .float, .byte: HeapCache.append(entry, &items)
    case .global: HeapCache.append(entry, &globals)
    }
  }

  private static func append(_ entry: Entry, _ list: inout [Entry]) {
    if let index = list.firstIndex(where: { $0.kind == entry.kind && $0.base == entry.base && $0.key == entry.key }) {
      list[index].value = entry.value
      return
    }
    if list.count >= capacity { list.removeFirst(capacity / 4) }
    list.append(entry)
  }

  /// All cells of a kind's group but those of the kind that a store may have changed.
  func survivors(_ kind: Kind, without mayChange: (Entry) -> Bool) -> [Entry] {
    entries(kind).filter { $0.kind != kind || $0.isImmutable || !mayChange($0) }
  }

  /// Replaces the cells of a kind's group.
  mutating func replace(_ kind: Kind, _ survivors: [Entry]) {
    switch kind {
    case .slot: slots = survivors
    case .field: fields = survivors
    case .layout: layouts = survivors
    case .word, .int, .float, .byte: items = survivors
    case .global: globals = survivors
    }
  }

  /// Forgets what a call may have changed.
  mutating func drop(regions: Regions, fields table: [FieldInfo]) {
    if regions.isEmpty { return }
    if regions.contains(.slots) {
      slots.removeAll { !$0.isImmutable }
      layouts = []
    }
    if regions.contains(.items) { items.removeAll { !$0.isImmutable } }
    if regions.contains(.globals) { globals.removeAll() }
    fields.removeAll { entry in
      if entry.isImmutable { return false }
      let index = Int(entry.key)
      return !table.indices.contains(index) || !regions.isDisjoint(with: table[index].region)
    }
  }
}
