// Keeps the mark bits of the heap and the objects whose contents are still to be marked.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The state of marking. It is always used through a pointer, so that no access is checked for exclusivity.
struct Marker {
  static let wordsPerBlock = Heap.blockSize / Heap.granule / 64

  let base: UInt
  /// One bit for each granule; those of cells' first granules are used.
  private(set) var marks: UnsafeMutablePointer<UInt64>
  /// The marks of the collection before, while one is running.
  private var oldMarks: UnsafeMutablePointer<UInt64>
  let blocks: UnsafeMutablePointer<BlockInfo>
  /// The first address behind the blocks in use.
  var end: UInt
  private var pending: UnsafeMutablePointer<UInt>
  private var count = 0
  private var capacity = 4096

  init(base: UInt, marks: UnsafeMutablePointer<UInt64>, oldMarks: UnsafeMutablePointer<UInt64>, blocks: UnsafeMutablePointer<BlockInfo>) {
    self.base = base
    self.marks = marks
    self.oldMarks = oldMarks
    self.blocks = blocks
    end = base
    pending = .allocate(capacity: capacity)
  }

  @inline(__always)
  func isMarked(_ address: UInt) -> Bool { isSet(address, marks) }

  @inline(__always)
  private func isSet(_ address: UInt, _ marks: UnsafeMutablePointer<UInt64>) -> Bool {
    let granule = Int((address &- base) &>> 4)
    return marks[granule &>> 6] & (1 &<< UInt64(granule & 63)) != 0
  }

  /// Makes the marks those of the collection before; the new ones are still to be cleared.
  mutating func keepMarks() { swap(&marks, &oldMarks) }

  /// Whether a cell of small size held an object when the collection began.
  @inline(__always)
  func heldObject(_ address: UInt, _ block: Int, _ cell: Int) -> Bool {
    cell < Int(blocks[block].cursor) ? holdsObject(address) : isSet(address, oldMarks)
  }

  /// Whether a cell of small size holds an object while no collection is running.
  func holdsObject(_ address: UInt, _ block: Int, _ cell: Int) -> Bool {
    cell < Int(blocks[block].cursor) ? holdsObject(address) : isMarked(address)
  }

  /// Marks the object that starts at `address`; its contents are marked later.
  @inline(__always)
  mutating func mark(object address: UInt) {
    let granule = Int((address &- base) &>> 4)
    let bit: UInt64 = 1 &<< UInt64(granule & 63)
    let word = marks[granule &>> 6]
    if word & bit == 0 {
      marks[granule &>> 6] = word | bit
      push(address)
    }
  }

  @inline(__always)
  mutating func mark(_ value: Value) {
    if value.isReference { mark(object: UInt(value.raw &- 1)) }
  }

  @inline(__always)
  mutating func mark<T>(_ pointer: UnsafeMutablePointer<T>?) {
    if let pointer { mark(object: UInt(bitPattern: pointer)) }
  }

  @inline(__always)
  private mutating func push(_ address: UInt) {
    if count == capacity { grow() }
    pending[count] = address
    count &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt>.allocate(capacity: capacity * 2)
    larger.update(from: pending, count: count)
    pending.deallocate()
    pending = larger
    capacity *= 2
  }

  /// A marked object whose contents are not marked yet, or nil.
  @inline(__always)
  mutating func pop() -> UInt? {
    if count == 0 { return nil }
    count &-= 1
    return pending[count]
  }

  func clear(_ block: Int) { memset(marks + block * Marker.wordsPerBlock, 0, Marker.wordsPerBlock * 8) }

  /// How many cells of a block are marked.
  func markedCount(_ block: Int) -> Int {
    let words = marks + block * Marker.wordsPerBlock
    var total = 0
    for i in 0..<Marker.wordsPerBlock { total += words[i].nonzeroBitCount }
    return total
  }

  /// The offset in a block of the first marked cell from `offset` on, or the block's size.
  func nextMarked(_ block: Int, fromByte offset: Int) -> Int {
    let words = marks + block * Marker.wordsPerBlock
    let granule = offset >> 4
    var index = granule >> 6
    var word = words[index] & (UInt64.max << UInt64(granule & 63))
    while word == 0 {
      index += 1
      if index == Marker.wordsPerBlock { return Heap.blockSize }
      word = words[index]
    }
    return (index << 6 + word.trailingZeroBitCount) << 4
  }

  /// Marks the object that a word of a stack may point to or into, whatever the word is.
  @inline(__always)
  mutating func markConservatively(_ word: UInt) {
    if word >= base, word < end, let start = objectStart(containing: word & ~7) { mark(object: start) }
  }

  /// The start of the live cell that an address in the heap's range lies in, if it lies in one.
  @inline(never)
  func objectStart(containing address: UInt) -> UInt? {
    var block = Int((address - base) >> UInt(Heap.blockShift))
    if blocks[block].span < 0 { block += Int(blocks[block].span) }
    let size = blocks[block].cellSize
    guard size > 0 else { return nil }
    let start = base + UInt(block) << UInt(Heap.blockShift)
    if size > Heap.largestCell { return holdsObject(start) ? start : nil }
    let cell = Int(address - start) / size
    guard (cell + 1) * size <= Heap.blockSize else { return nil }
    let object = start + UInt(cell * size)
    return heldObject(object, block, cell) ? object : nil
  }

  private func holdsObject(_ address: UInt) -> Bool { UnsafePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee != 0 }

  /// Marks every word in a range of a stack conservatively.
  mutating func markConservatively(from low: UInt, to high: UInt) {
    var address = (low + 7) & ~7
    while address + 8 <= high {
      markConservatively(UnsafePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee)
      address += 8
    }
  }
}
