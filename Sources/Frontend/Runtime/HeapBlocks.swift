// Takes blocks of the heap into use and gives them back.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Heap {
  /// Spans of more blocks than this return their memory to the system when they are freed.
  private static let keptSpan = 32

  /// Whether `bytes` more can be allocated within the limit, after a collection if need be.
  func hasRoom(for bytes: Int) -> Bool {
    if bytes > (blockCapacity - state.pointee.blockCount + state.pointee.freeCount) << Heap.blockShift { return false }
    if bytes <= state.pointee.limit - state.pointee.committed { return true }
    if state.pointee.collectionDisabled == 0 { collect?() }
    return bytes <= state.pointee.limit - state.pointee.committed
  }

  /// Whether more is in use than the limit allows, even after a collection.
  func staysExhausted() -> Bool {
    state.pointee.isExhausted = false
    if state.pointee.collectionDisabled == 0 { collect?() }
    return state.pointee.committed > state.pointee.limit - Heap.blockSize
  }

  /// Finds `count` adjacent free blocks; `isZero` tells for each whether its memory is zero.
  func takeBlocks(_ count: Int) -> Int {
    if state.pointee.committed > state.pointee.limit - count << Heap.blockShift {
      state.pointee.isExhausted = true
      attention?.pointee = 1
    }
    state.pointee.committed += count << Heap.blockShift
    if let first = takeFreeSpan(count) { return first }
    let first = state.pointee.blockCount
    precondition(first + count <= blockCapacity, "address space of the heap is used up")
    state.pointee.blockCount += count
    for i in first..<(first + count) { blocks[i] = BlockInfo(cellSize: 0, span: 1, next: -1, cursor: 0, isZero: true) }
    return first
  }

  /// The first span of `count` free blocks.
  private func takeFreeSpan(_ count: Int) -> Int? {
    guard state.pointee.freeCount >= count, count < state.pointee.missingSpan else { return nil }
    var run = 0
    var block = state.pointee.firstFree
    var isFirst = true
    while block < state.pointee.blockCount {
      if isFree(block) {
        if isFirst { state.pointee.firstFree = block }
        isFirst = false
        run += 1
        if run == count { return claim(block - count + 1, count) }
      } else {
        run = 0
      }
      block += 1
    }
    state.pointee.missingSpan = count
    return nil
  }

  @inline(__always)
  private func isFree(_ block: Int) -> Bool { blocks[block].span == 0 }

  private func claim(_ first: Int, _ count: Int) -> Int {
    for i in first..<(first + count) { blocks[i].span = 1 }
    state.pointee.freeCount -= count
    if state.pointee.firstFree == first { state.pointee.firstFree = first + count }
    return first
  }

  func release(block first: Int) {
    let count = Swift.max(Int(blocks[first].span), 1)
    let isReturned = count > Heap.keptSpan
    if isReturned {
      madvise(UnsafeMutableRawPointer(bitPattern: address(ofBlock: first)), count << Heap.blockShift, MADV_DONTNEED)
    }
    for i in first..<(first + count) {
      blocks[i] = .free
      blocks[i].isZero = isReturned
    }
    state.pointee.freeCount += count
    state.pointee.firstFree = Swift.min(state.pointee.firstFree, first)
    state.pointee.missingSpan = Int.max
    state.pointee.committed -= count << Heap.blockShift
  }
}
