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
  var span: Int32
  /// The next block of the same size class, or -1.
  var next: Int32
  /// Where the search for the next free run starts, in cells: cells from here on were not handed out since the last
  /// collection, and live exactly if they are marked.
  var cursor: Int32
  /// Whether all of the block's memory is zero.
  var isZero: Bool

  static var free: BlockInfo { BlockInfo(cellSize: 0, span: 0, next: -1, cursor: 0, isZero: false) }
}

/// The cursor and limit of a size class's current run of free cells.
@frozen
public struct Allocator {
  public var cursor: UInt
  public var limit: UInt
}

/// The blocks of one size class.
struct SizeClass {
  var cellSize: Int
  var first: Int32
  var last: Int32
  /// The block that the next run is searched in, or -1.
  var current: Int32
}

/// The heap's counters and cursors. They live outside the class: fields of classes are checked for exclusive access.
struct HeapState {
  /// Blocks that were ever in use.
  var blockCount = 0
  /// Blocks below `blockCount` that are free.
  var freeCount = 0
  /// No block below this one is free.
  var firstFree = 0
  /// There are no `missingSpan` adjacent free blocks.
  var missingSpan = Int.max
  /// Bytes handed to runs and large objects since the last collection.
  var allocatedSinceCollection = 0
  /// Bytes that survived the last collection.
  var liveBytes = 0
  var freedCells = 0
  var isCountingFreed = false
  /// Allocations between collections that are made to find faults, or 0; freed memory is filled with nonsense then.
  var collectEvery = 0
  var untilCollection = 0
  var totalAllocated = 0
  var collections = 0
  /// Bytes in blocks in use.
  var committed = 0
  /// Beyond it MemoryError is raised; what is reserved beyond it serves until the next safe point.
  var limit: Int
  var isExhausted = false
  var collectionDisabled = 0
  var threshold = Heap.smallestThreshold
}

/// The garbage-collected heap: non-moving, mark and sweep, conservative in stacks and precise in objects.
///
/// Invariant: in cells that were handed out since the last collection the first word is non-zero if and only if they
/// hold an object; other cells hold an object if and only if they are marked.
public final class Heap {
  static let blockShift = 15
  static let blockSize = 1 << blockShift
  static let granule = 16
  /// Cells up to this size have a class for each multiple of the granule.
  static let smallCell = 1024
  /// Cells above this size get blocks of their own.
  static let largestCell = 16384
  /// Room for the allocators of all size classes.
  static let mostClasses = 96
  /// Bytes at the beginning that are in small pages, so that small programs take no more memory than they need.
  static let smallPages = 4 << 20
  static let reservedBytes = 1 << 36
  /// Bytes allocated between collections at least.
  static let smallestThreshold = 8 << 20

  let base: UInt
  let blockCapacity: Int
  let blocks: UnsafeMutablePointer<BlockInfo>
  let state: UnsafeMutablePointer<HeapState>
  let marker: UnsafeMutablePointer<Marker>
  let allocators: UnsafeMutablePointer<Allocator>
  let classes: UnsafeMutablePointer<SizeClass>
  let classCount: Int
  /// Size class for each number of granules up to `largestCell`.
  let classOfGranules: UnsafeMutablePointer<UInt8>
  /// The word that makes the interpreter visit its next safe point.
  var attention: UnsafeMutablePointer<Int32>?
  /// Runs a collection; set by the runtime.
  var collect: (() -> Void)?

  init?(allocators: UnsafeMutablePointer<Allocator>) {
    guard let (start, reserve) = Heap.reserveAddresses() else { return nil }
    base = (UInt(bitPattern: start) + UInt(Heap.blockSize - 1)) & ~UInt(Heap.blockSize - 1)
    blockCapacity = (reserve >> Heap.blockShift) - 1
    let markBytes = blockCapacity * (Heap.blockSize / Heap.granule / 8)
    guard let info = Heap.map(blockCapacity * MemoryLayout<BlockInfo>.stride), let marks = Heap.map(markBytes), let oldMarks = Heap.map(markBytes)
    else { return nil }
    blocks = info.assumingMemoryBound(to: BlockInfo.self)
    state = .allocate(capacity: 1)
    state.initialize(to: HeapState(limit: reserve - reserve / 8))
    marker = .allocate(capacity: 1)
    marker.initialize(to: Marker(base: base, marks: marks.assumingMemoryBound(to: UInt64.self), oldMarks: oldMarks.assumingMemoryBound(to: UInt64.self), blocks: blocks))
    self.allocators = allocators
    Heap.preferLargePages(from: base, blockCapacity << Heap.blockShift)
    let sizes = Heap.cellSizes()
    classCount = sizes.count
    classes = .allocate(capacity: sizes.count)
    classOfGranules = .allocate(capacity: Heap.largestCell / 16 + 1)
    var next = 0
    for granules in 0...(Heap.largestCell / 16) {
      while sizes[next] < granules * 16 { next += 1 }
      classOfGranules[granules] = UInt8(next)
    }
    for i in 0..<sizes.count {
      allocators[i] = Allocator(cursor: 0, limit: 0)
      classes[i] = SizeClass(cellSize: sizes[i], first: -1, last: -1, current: -1)
    }
  }

  private static func reserveAddresses() -> (UnsafeMutableRawPointer, Int)? {
    var reserve = reservedBytes
    while reserve >= 1 << 28 {
      if let memory = map(reserve) {
        if reserve == reservedBytes { return (memory, reserve) }
        // Address space is limited: the stacks need a share of it, too.
        munmap(memory, reserve)
        return map(reserve / 4).map { ($0, reserve / 4) }
      }
      reserve >>= 1
    }
    return nil
  }

  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
    let result = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    return result == MAP_FAILED ? nil : result
  }

  /// Lets memory beyond the first few megabytes be in large pages: many objects in small ones are slow to walk and to mark.
  private static func preferLargePages(from base: UInt, _ bytes: Int) {
    #if os(Linux)
      let large: UInt = 2 << 20
      let (first, end) = ((base + UInt(smallPages) + large - 1) & ~(large - 1), base + UInt(bytes))
      if first < end { madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE) }
    #endif
  }

  private static func cellSizes() -> [Int] {
    var sizes = (1...(smallCell / granule)).map { $0 * granule }
    var size = smallCell
    while size < largestCell {
      for quarter in 1...4 { sizes.append((size + size / 4 * quarter) & ~15) }
      size *= 2
    }
    return sizes
  }

  /// Zeroed memory of at least `size` bytes, where the fast path of `VM.allocateCell` found no room.
  ///
  /// The heap limit is soft for one object: passing it sets `isExhausted`, and MemoryError is raised at the next
  /// safe point. Requests of unbounded size must be announced by `VM.reserve(bytes:)` first.
  @inline(never)
  func allocateSlow(_ size: Int) -> UnsafeMutableRawPointer {
    if size > Heap.largestCell {
      collectIfDue()
      return allocateLarge(size)
    }
    let index = Int(classOfGranules[(size + 15) >> 4])
    let cell = UInt(classes[index].cellSize)
    if allocators[index].cursor + cell > allocators[index].limit {
      collectIfDue()
      nextRun(index)
    }
    let cursor = allocators[index].cursor
    allocators[index].cursor = cursor + cell
    return UnsafeMutableRawPointer(bitPattern: cursor).unsafelyUnwrapped
  }

  private func collectIfDue() {
    if state.pointee.collectEvery > 0 { return collectOften() }
    if state.pointee.allocatedSinceCollection > state.pointee.threshold || isNearLimit, state.pointee.collectionDisabled == 0 {
      collect?()
    }
  }

  /// Collects at every allocation, or every few: all of them come here, because each run is one cell.
  private func collectOften() {
    state.pointee.untilCollection -= 1
    guard state.pointee.untilCollection <= 0, state.pointee.collectionDisabled == 0 else { return }
    state.pointee.untilCollection = state.pointee.collectEvery
    collect?()
  }

  /// Whether the limit is close and enough was allocated since the last collection for another to help.
  private var isNearLimit: Bool {
    let limit = state.pointee.limit
    return state.pointee.committed > limit - limit / 8 && state.pointee.allocatedSinceCollection > limit / 16
  }

  /// Makes a run of free cells current for a size class.
  private func nextRun(_ index: Int) {
    let sizeClass = classes + index
    while sizeClass.pointee.current >= 0 {
      let block = Int(sizeClass.pointee.current)
      if let run = findRun(block) { return handOut(run, block, index) }
      sizeClass.pointee.current = blocks[block].next
    }
    let block = takeBlocks(1)
    blocks[block].cellSize = sizeClass.pointee.cellSize
    append(block, to: sizeClass)
    sizeClass.pointee.current = Int32(block)
    marker.pointee.clear(block)
    if let run = findRun(block) { handOut(run, block, index) }
  }

  func append(_ block: Int, to sizeClass: UnsafeMutablePointer<SizeClass>) {
    blocks[block].next = -1
    if sizeClass.pointee.last < 0 {
      sizeClass.pointee.first = Int32(block)
    } else {
      blocks[Int(sizeClass.pointee.last)].next = Int32(block)
    }
    sizeClass.pointee.last = Int32(block)
  }

  /// Makes a run current.
  private func handOut(_ run: Allocator, _ block: Int, _ index: Int) {
    let bytes = Int(run.limit - run.cursor)
    // Pages of a new block that no object reaches stay untouched.
    if !blocks[block].isZero { memset(UnsafeMutableRawPointer(bitPattern: run.cursor).unsafelyUnwrapped, 0, bytes) }
    allocators[index] = run
    state.pointee.allocatedSinceCollection += bytes
    state.pointee.totalAllocated += bytes
  }

  /// The next run of unmarked cells in a block that was not handed out since the last collection.
  private func findRun(_ block: Int) -> Allocator? {
    let size = blocks[block].cellSize
    let count = Heap.blockSize / size
    let start = address(ofBlock: block)
    var cell = Int(blocks[block].cursor)
    while cell < count, isMarked(start + UInt(cell * size)) { cell += 1 }
    guard cell < count else {
      blocks[block].cursor = Int32(count)
      return nil
    }
    let free = state.pointee.collectEvery > 0 ? cell + 1 : marker.pointee.nextMarked(block, fromByte: cell * size) / size
    let end = Swift.min(free, count)
    blocks[block].cursor = Int32(end)
    return Allocator(cursor: start + UInt(cell * size), limit: start + UInt(end * size))
  }

  private func allocateLarge(_ size: Int) -> UnsafeMutableRawPointer {
    let count = (size + Heap.blockSize - 1) >> Heap.blockShift
    let first = takeBlocks(count)
    for i in 0..<count {
      if !blocks[first + i].isZero {
        let rest = Swift.min(size - i << Heap.blockShift, Heap.blockSize)
        memset(UnsafeMutableRawPointer(bitPattern: address(ofBlock: first + i)).unsafelyUnwrapped, 0, rest)
      }
      blocks[first + i] = BlockInfo(cellSize: 0, span: Int32(-i), next: -1, cursor: 0, isZero: false)
    }
    blocks[first].cellSize = size
    blocks[first].span = Int32(count)
    marker.pointee.clear(first)
    state.pointee.allocatedSinceCollection += count << Heap.blockShift
    state.pointee.totalAllocated += size
    return UnsafeMutableRawPointer(bitPattern: address(ofBlock: first)).unsafelyUnwrapped
  }

  @inline(__always) func address(ofBlock block: Int) -> UInt { base + UInt(block) << UInt(Heap.blockShift) }
}

extension Heap {
  /// Bytes allocated in the process's life, counted by runs.
  public var totalAllocated: Int { state.pointee.totalAllocated }
  public var collections: Int { state.pointee.collections }
  /// Most bytes that may be in use.
  public var limit: Int {
    get { state.pointee.limit }
    set { state.pointee.limit = newValue }
  }
  /// Collect at every so many allocations, which finds values that nothing keeps alive; 0 for when it is due.
  public var collectEvery: Int {
    get { state.pointee.collectEvery }
    set {
      state.pointee.collectEvery = newValue
      for i in 0..<classCount { allocators[i] = Allocator(cursor: 0, limit: 0) }
    }
  }
  /// Set when the limit was passed; the next safe point raises MemoryError.
  public var isExhausted: Bool { state.pointee.isExhausted }
  /// Positive while allocation must not collect.
  var collectionDisabled: Int {
    get { state.pointee.collectionDisabled }
    set { state.pointee.collectionDisabled = newValue }
  }
}
