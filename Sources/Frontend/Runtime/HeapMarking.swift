// Starts collections and frees what they did not mark.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Heap {
  @inline(__always) func isMarked(_ address: UInt) -> Bool { marker.pointee.isMarked(address) }
  func mark(object address: UInt) { marker.pointee.mark(object: address) }
  func mark(_ value: Value) { marker.pointee.mark(value) }
  func mark<T>(_ pointer: UnsafeMutablePointer<T>?) { marker.pointee.mark(pointer) }

  /// Starts a collection: all objects are unmarked.
  func beginMarking() {
    let count = state.pointee.blockCount
    for i in 0..<classCount { allocators[i] = Allocator(cursor: 0, limit: 0) }
    marker.pointee.keepMarks()
    memset(marker.pointee.marks, 0, count * Marker.wordsPerBlock * 8)
    marker.pointee.end = address(ofBlock: count)
  }

  /// Frees every unmarked object; cells of partly live blocks are found again by allocation.
  func sweep() {
    for i in 0..<classCount {
      classes[i].first = -1
      classes[i].last = -1
    }
    var live = 0
    var block = 0
    let count = state.pointee.blockCount
    while block < count {
      let span = Swift.max(Int(blocks[block].span), 1)
      let size = blocks[block].cellSize
      if size > Heap.largestCell {
        live += sweepLarge(block, span)
      } else if size > 0 {
        live += sweepSmall(block, size)
      }
      block += span
    }
    for i in 0..<classCount { classes[i].current = classes[i].first }
    state.pointee.liveBytes = live
    state.pointee.allocatedSinceCollection = 0
    state.pointee.threshold = Swift.max(Heap.smallestThreshold, live * 3 / 4)
    state.pointee.collections += 1
  }

  private func sweepSmall(_ block: Int, _ size: Int) -> Int {
    if state.pointee.isCountingFreed { countFreed(block, size) }
    if state.pointee.collectEvery > 0 { spoilFreed(block, size) }
    let alive = marker.pointee.markedCount(block)
    if alive == 0 {
      release(block: block)
      return 0
    }
    blocks[block].cursor = 0
    blocks[block].isZero = false
    append(block, to: classes + Int(classOfGranules[(size + 15) >> 4]))
    return alive * size
  }

  /// Calls `body` with the address of each small object that the last marking did not reach.
  func forEachDead(_ body: (UInt) -> Void) {
    var block = 0
    while block < state.pointee.blockCount {
      let size = blocks[block].cellSize
      if size > 0, size <= Heap.largestCell {
        let start = address(ofBlock: block)
        for cell in 0..<(Heap.blockSize / size) {
          let object = start + UInt(cell * size)
          if !isMarked(object), marker.pointee.heldObject(object, block, cell) { body(object) }
        }
      }
      block += Swift.max(Int(blocks[block].span), 1)
    }
  }

  private func countFreed(_ block: Int, _ size: Int) {
    let start = address(ofBlock: block)
    for cell in 0..<(Heap.blockSize / size) {
      let object = start + UInt(cell * size)
      if !isMarked(object), marker.pointee.heldObject(object, block, cell) { state.pointee.freedCells += 1 }
    }
  }

  /// Fills the memory of dead objects with what is no address, so that using one of them ends the program.
  private func spoilFreed(_ block: Int, _ size: Int) {
    let start = address(ofBlock: block)
    for cell in 0..<(Heap.blockSize / size) where !isMarked(start + UInt(cell * size)) {
      memset(UnsafeMutableRawPointer(bitPattern: start + UInt(cell * size)).unsafelyUnwrapped, 0xA5, size)
    }
    blocks[block].isZero = false
  }

  private func sweepLarge(_ block: Int, _ span: Int) -> Int {
    if isMarked(address(ofBlock: block)) { return span << Heap.blockShift }
    if state.pointee.collectEvery > 0 {
      memset(UnsafeMutableRawPointer(bitPattern: address(ofBlock: block)).unsafelyUnwrapped, 0xA5, span << Heap.blockShift)
    }
    release(block: block)
    return 0
  }
}
