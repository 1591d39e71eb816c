// Marks reachable objects and sweeps the rest.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Heap {
  private static let wordsPerBlock = blockSize / granule / 64

  @inline(__always)
  private func markPosition(_ address: UInt) -> (word: Int, bit: UInt64) {
    let granuleIndex = Int((address - base) >> 4)
    return (granuleIndex >> 6, 1 << UInt64(granuleIndex & 63))
  }

  @inline(__always) func isMarked(_ address: UInt) -> Bool {
    let (word, bit) = markPosition(address)
    return marks[word] & bit != 0
  }

  func clearMarks(_ block: Int) {
    memset(marks + block * Heap.wordsPerBlock, 0, Heap.wordsPerBlock * 8)
  }

  /// Starts a collection: all objects are unmarked.
  func beginMarking() {
    for i in 0..<allocatorCount { allocators[i] = Allocator(cursor: 0, limit: 0) }
    memset(marks, 0, blockCount * Heap.wordsPerBlock * 8)
  }

  var allocatorCount: Int { classSizes.count }

  /// Marks the object that starts at `address`; its contents are marked by `drain`.
  @inline(__always)
  func mark(object address: UInt) {
    let (word, bit) = markPosition(address)
    if marks[word] & bit == 0 {
      marks[word] |= bit
      markStack.append(address)
    }
  }

  @inline(__always)
  func mark(_ value: Value) {
    if value.isReference { mark(object: UInt(value.raw &- 1)) }
  }

  @inline(__always)
  func mark<T>(_ pointer: UnsafeMutablePointer<T>?) {
    if let pointer { mark(object: UInt(bitPattern: pointer)) }
  }

  /// Marks the object that a word of a stack may point to or into, whatever the word is.
  func markConservatively(_ word: UInt) {
    guard let start = objectStart(containing: word & ~7) else { return }
    mark(object: start)
  }

  /// The start of the live cell that an address lies in, if it lies in one.
  func objectStart(containing address: UInt) -> UInt? {
    guard address >= base else { return nil }
    var block = Int((address - base) >> UInt(Heap.blockShift))
    guard block < blockCount else { return nil }
    if blocks[block].span < 0 { block += blocks[block].span }
    let size = blocks[block].cellSize
    guard size > 0 else { return nil }
    let start = self.address(ofBlock: block)
    if blocks[block].span > 1 || size > Heap.largestCell {
      return UnsafePointer<UInt>(bitPattern: start)!.pointee != 0 ? start : nil
    }
    let offset = Int(address - start)
    let cell = offset / size
    guard (cell + 1) * size <= Heap.blockSize else { return nil }
    let object = start + UInt(cell * size)
    return UnsafePointer<UInt>(bitPattern: object)!.pointee != 0 ? object : nil
  }

  /// Marks every word in a range of a stack conservatively.
  func markConservatively(from low: UInt, to high: UInt) {
    var address = (low + 7) & ~7
    while address + 8 <= high {
      let word = UnsafePointer<UInt>(bitPattern: address)!.pointee
      if word >= base { markConservatively(word) }
      address += 8
    }
  }

  /// Traces until no marked object has unmarked contents.
  func drain(_ trace: (UInt) -> Void) {
    while let address = markStack.popLast() { trace(address) }
  }

  /// Frees every unmarked object; cells of partly live blocks are found again by allocation.
  func sweep() {
    var live = 0
    for index in 0..<classSizes.count {
      let size = classSizes[index]
      classBlocks[index] = classBlocks[index].filter { block in
        let alive = sweepBlock(block, size)
        live += alive * size
        if alive == 0 { release(block: block) }
        return alive > 0
      }
      classCursor[index] = 0
    }
    live += sweepLarge()
    liveBytes = live
    allocatedSinceCollection = 0
    threshold = max(24 << 20, live * 3 / 4)
    collections += 1
  }

  private func sweepBlock(_ block: Int, _ size: Int) -> Int {
    blocks[block].cursor = 0
    let start = address(ofBlock: block)
    var alive = 0
    var offset = 0
    while offset + size <= Heap.blockSize {
      if isMarked(start + UInt(offset)) {
        alive += 1
      } else {
        let cell = UnsafeMutablePointer<UInt>(bitPattern: start + UInt(offset))!
        if isCountingFreed, cell.pointee != 0 { freedCells += 1 }
        cell.pointee = 0
      }
      offset += size
    }
    return alive
  }

  private func sweepLarge() -> Int {
    var live = 0
    var block = 0
    while block < blockCount {
      let span = max(blocks[block].span, 1)
      if blocks[block].cellSize > Heap.largestCell {
        if isMarked(address(ofBlock: block)) {
          live += span << Heap.blockShift
        } else {
          release(block: block)
        }
      }
      block += span
    }
    return live
  }
}
