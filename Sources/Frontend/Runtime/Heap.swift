// Allocates heap objects: size classes in aligned blocks, bump allocation through runs of free cells.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the heap knows of one block of memory.
struct BlockInfo {
  /// Bytes of each cell; 0 for a block that is not in use; for a large object's first block its size in bytes.
  var cellSize: Int
  /// Blocks in this span: 1 for small cells; for the tail blocks of a large object the negated distance to its first.
  var span: Int
  /// Whether dead cells of the block may still look alive: swept before it is allocated from.
  var needsSweep: Bool
  /// Where the search for the next free run starts, in cells.
  var cursor: Int
}

/// The cursor and limit of a size class's current run of free cells.
@frozen
public struct Allocator {
  public var cursor: UInt
  public var limit: UInt
}

/// The garbage-collected heap: non-moving, mark and sweep, conservative in stacks and precise in objects.
///
/// Invariant: the first word of a cell is non-zero if and only if it holds an object; free cells are zero in word 0.
public final class Heap {
  static let blockShift = 15
  static let blockSize = 1 << blockShift
  static let granule = 16
  /// Cells above this size get blocks of their own.
  static let largestCell = 8192
  static let reservedBytes = 1 << 36

  let base: UInt
  let blockCapacity: Int
  let reserved: Int
  let blocks: UnsafeMutablePointer<BlockInfo>
  /// One bit for each granule.
  let marks: UnsafeMutablePointer<UInt64>
  var blockCount = 0
  var freeBlocks: [Int] = []
  /// Blocks of each size class.
  var classBlocks: [[Int]]
  var classCursor: [Int]
  let allocators: UnsafeMutablePointer<Allocator>
  let classSizes: [Int]
  /// Size class for each number of granules up to `largestCell`.
  let classOfGranules: UnsafeMutablePointer<UInt8>

  /// Bytes handed to runs and large objects since the last collection.
  var allocatedSinceCollection = 0
  /// Bytes that survived the last collection.
  var liveBytes = 0
  /// Objects that collections freed while `isCountingFreed` was set.
  var freedCells = 0
  var isCountingFreed = false
  /// Bytes allocated in the process's life, counted by runs.
  public var totalAllocated = 0
  public var collections = 0
  /// Bytes in blocks in use.
  var committed = 0
  public var limit = Int.max
  /// Set when the limit was passed; the next safe point raises MemoryError.
  public var isExhausted = false
  /// The word that makes the interpreter visit its next safe point.
  var attention: UnsafeMutablePointer<Int32>?
  /// Set while allocation must not collect.
  var collectionDisabled = 0
  /// Whether automatic collection is on (gc.disable turns it off for cyclic garbage; memory bounds still hold).
  var threshold = 24 << 20
  var markStack: [UInt] = []
  /// Called to mark roots and afterwards to handle weak references; set by the VM.
  var collect: (() -> Void)?

  init?(allocators: UnsafeMutablePointer<Allocator>) {
    var reserve = Heap.reservedBytes
    var memory = UnsafeMutableRawPointer(bitPattern: 0)
    while reserve >= 1 << 30 {
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
      let result = mmap(nil, reserve, PROT_READ | PROT_WRITE, flags, -1, 0)
      if result != MAP_FAILED {
        memory = result
        break
      }
      reserve >>= 1
    }
    guard let start = memory else { return nil }
    base = (UInt(bitPattern: start) + UInt(Heap.blockSize - 1)) & ~UInt(Heap.blockSize - 1)
    blockCapacity = (reserve >> Heap.blockShift) - 1
    reserved = blockCapacity << Heap.blockShift
    let infoBytes = blockCapacity * MemoryLayout<BlockInfo>.stride
    let markBytes = blockCapacity * (Heap.blockSize / Heap.granule / 8)
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let info = mmap(nil, infoBytes, PROT_READ | PROT_WRITE, flags, -1, 0), info != MAP_FAILED,
      let markBits = mmap(nil, markBytes, PROT_READ | PROT_WRITE, flags, -1, 0), markBits != MAP_FAILED
    else { return nil }
    blocks = info.assumingMemoryBound(to: BlockInfo.self)
    marks = markBits.assumingMemoryBound(to: UInt64.self)
    self.allocators = allocators
    var sizes: [Int] = (1...32).map { $0 * 16 }
    var size = 512
    while size < Heap.largestCell {
      for quarter in 1...4 { sizes.append((size + size / 4 * quarter) & ~15) }
      size *= 2
    }
    classSizes = sizes
    classBlocks = Array(repeating: [], count: sizes.count)
    classCursor = Array(repeating: 0, count: sizes.count)
    classOfGranules = .allocate(capacity: Heap.largestCell / 16 + 1)
    var next = 0
    for granules in 0...(Heap.largestCell / 16) {
      while sizes[next] < granules * 16 { next += 1 }
      classOfGranules[granules] = UInt8(next)
    }
    for i in 0..<sizes.count { allocators[i] = Allocator(cursor: 0, limit: 0) }
  }

  /// Zeroed memory of at least `size` bytes whose first word the caller must set before the next allocation.
  ///
  /// The heap limit is soft for one object: passing it sets `isExhausted`, and MemoryError is raised at the next
  /// safe point. Requests of unbounded size must be announced by `VM.reserve(bytes:)` first.
  @inline(__always)
  func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    if size <= Heap.largestCell {
      let index = Int(classOfGranules[(size + 15) >> 4])
      let allocator = allocators + index
      let cursor = allocator.pointee.cursor
      let cell = UInt(classSizes[index])
      if cursor + cell <= allocator.pointee.limit {
        allocator.pointee.cursor = cursor + cell
        return UnsafeMutableRawPointer(bitPattern: cursor).unsafelyUnwrapped
      }
    }
    return allocateSlow(size)
  }

  @inline(never)
  func allocateSlow(_ size: Int) -> UnsafeMutableRawPointer {
    if allocatedSinceCollection > threshold || isNearLimit, collectionDisabled == 0 { collect?() }
    if size > Heap.largestCell { return allocateLarge(size) }
    let index = Int(classOfGranules[(size + 15) >> 4])
    nextRun(index)
    let cursor = allocators[index].cursor
    allocators[index].cursor = cursor + UInt(classSizes[index])
    return UnsafeMutableRawPointer(bitPattern: cursor).unsafelyUnwrapped
  }

  /// Whether the limit is close and enough was allocated since the last collection for another to help.
  private var isNearLimit: Bool {
    limit != Int.max && committed > limit - limit / 8 && allocatedSinceCollection > limit / 16
  }

  /// Makes a run of free cells current for a size class.
  private func nextRun(_ index: Int) {
    while classCursor[index] < classBlocks[index].count {
      let block = classBlocks[index][classCursor[index]]
      if let run = findRun(block) {
        memset(UnsafeMutableRawPointer(bitPattern: run.cursor)!, 0, handOut(run, index))
        return
      }
      classCursor[index] += 1
    }
    let block = takeBlocks(1)
    blocks[block] = BlockInfo(cellSize: classSizes[index], span: 1, needsSweep: false, cursor: 0)
    clearMarks(block)
    classBlocks[index].append(block)
    classCursor[index] = classBlocks[index].count - 1
    // The memory of a new block is zero: pages that no object reaches stay untouched.
    if let run = findRun(block) { _ = handOut(run, index) }
  }

  /// Makes a run current and returns its length in bytes.
  private func handOut(_ run: Allocator, _ index: Int) -> Int {
    allocators[index] = run
    let bytes = Int(run.limit - run.cursor)
    allocatedSinceCollection += bytes
    totalAllocated += bytes
    return bytes
  }

  /// The next run of unmarked cells in a block that was not handed out since the last collection.
  private func findRun(_ block: Int) -> Allocator? {
    let size = blocks[block].cellSize
    let count = Heap.blockSize / size
    let start = address(ofBlock: block)
    var cell = blocks[block].cursor
    while cell < count, isMarked(start + UInt(cell * size)) { cell += 1 }
    guard cell < count else {
      blocks[block].cursor = count
      return nil
    }
    var end = cell
    while end < count, !isMarked(start + UInt(end * size)) { end += 1 }
    blocks[block].cursor = end
    return Allocator(cursor: start + UInt(cell * size), limit: start + UInt(end * size))
  }

  private func allocateLarge(_ size: Int) -> UnsafeMutableRawPointer {
    let count = (size + Heap.blockSize - 1) >> Heap.blockShift
    let first = takeBlocks(count)
    blocks[first] = BlockInfo(cellSize: size, span: count, needsSweep: false, cursor: 0)
    for i in 1..<count {
      blocks[first + i] = BlockInfo(cellSize: 0, span: -i, needsSweep: false, cursor: 0)
    }
    clearMarks(first)
    allocatedSinceCollection += count << Heap.blockShift
    totalAllocated += size
    return UnsafeMutableRawPointer(bitPattern: address(ofBlock: first)).unsafelyUnwrapped
  }

  /// Whether `bytes` more can be allocated within the limit, after a collection if need be.
  func hasRoom(for bytes: Int) -> Bool {
    if bytes > reserved - blockCount << Heap.blockShift + freeBlocks.count << Heap.blockShift { return false }
    if bytes <= limit - committed { return true }
    if collectionDisabled == 0 { collect?() }
    return bytes <= limit - committed
  }

  /// Whether more is in use than the limit allows, even after a collection.
  func staysExhausted() -> Bool {
    isExhausted = false
    if collectionDisabled == 0 { collect?() }
    return committed > limit - Heap.blockSize
  }

  /// Finds `count` adjacent free blocks, zeroed.
  private func takeBlocks(_ count: Int) -> Int {
    if committed > limit - count << Heap.blockShift {
      isExhausted = true
      attention?.pointee = 1
    }
    if count == 1, let block = freeBlocks.popLast() {
      committed += Heap.blockSize
      memset(UnsafeMutableRawPointer(bitPattern: address(ofBlock: block))!, 0, Heap.blockSize)
      return block
    }
    if count > 1, let first = takeFreeSpan(count) { return first }
    precondition(blockCount + count <= blockCapacity, "address space of the heap is used up")
    let first = blockCount
    blockCount += count
    committed += count << Heap.blockShift
    return first
  }

  private func takeFreeSpan(_ count: Int) -> Int? {
    guard freeBlocks.count >= count else { return nil }
    freeBlocks.sort(by: >)
    var run = 1
    for i in stride(from: freeBlocks.count - 2, through: 0, by: -1) {
      run = freeBlocks[i] == freeBlocks[i + 1] + 1 ? run + 1 : 1
      guard run == count else { continue }
      let first = freeBlocks[i] - count + 1
      freeBlocks.removeSubrange(i..<(i + count))
      committed += count << Heap.blockShift
      memset(UnsafeMutableRawPointer(bitPattern: address(ofBlock: first))!, 0, count << Heap.blockShift)
      return first
    }
    return nil
  }

  func release(block first: Int) {
    let count = max(blocks[first].span, 1)
    for i in 0..<count {
      blocks[first + i] = BlockInfo(cellSize: 0, span: 0, needsSweep: false, cursor: 0)
      freeBlocks.append(first + i)
    }
    committed -= count << Heap.blockShift
    if count > 4 {
      madvise(UnsafeMutableRawPointer(bitPattern: address(ofBlock: first)), count << Heap.blockShift, MADV_DONTNEED)
    }
  }

  @inline(__always) func address(ofBlock block: Int) -> UInt { base + UInt(block) << UInt(Heap.blockShift) }
}
