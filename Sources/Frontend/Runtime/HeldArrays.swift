// Finds the Swift arrays of values that native functions hold, and marks what is in them.

import CRuntime

/// Looks for arrays of values among the words of the native stack.
///
/// A Swift array lies in memory of the C library, where the collector sees no roots. Whoever holds one keeps a pointer to its storage on the
/// stack or in a register, and the storage begins with its class: so a word of the stack that points to one of the known classes of
/// storage is such a pointer. An array that is still being filled is found as well.
struct HeldArrays {
  /// A class of array storage.
  private struct Storage {
    /// The first word of every storage of the class.
    let identity: UInt
    let stride: Int
    /// Whether the elements are arrays.
    let isNested: Bool

    init<Element>(_: Element.Type, isNested: Bool = false) {
      var sample: [Element] = []
      sample.reserveCapacity(1)
      identity = withExtendedLifetime(sample) { UnsafePointer<UInt>(bitPattern: unsafeBitCast(sample, to: UInt.self))?.pointee ?? 0 }
      stride = MemoryLayout<Element>.stride
      self.isNested = isNested
    }
  }

  /// Bytes between an array's storage and its first element.
  private static let headerSize: UInt = 32
  private static let pageShift: UInt = 12
  private static let pageSlots = 256

  private let classes: [Storage]
  /// Ranges of addresses where no storage is that has to be looked for: the heap, the frame stack, the native stack.
  private let excluded: (heap: Range<UInt>, frames: Range<UInt>, stack: Range<UInt>)
  /// Pages that can be read, by their low bits; 0 for none. What can be read changes between collections.
  private var readablePages = [UInt](repeating: 0, count: pageSlots)
  private var unreadablePages = [UInt](repeating: 0, count: pageSlots)
  private var seen: Set<UInt> = []

  init(excludingHeap heap: Range<UInt>, frames: Range<UInt>, stack: Range<UInt>) {
    excluded = (heap, frames, stack)
    classes = [
      Storage(Value.self), Storage((Value, Value).self), Storage([Value].self, isNested: true), Storage(ArraySlice<Value>.self, isNested: true),
    ]
  }

  /// Marks what the arrays hold that the words in a range of the native stack point to.
  mutating func mark(from low: UInt, to high: UInt, _ marker: UnsafeMutablePointer<Marker>) {
    var address = (low + 7) & ~7
    while address + 8 <= high {
      let word = HeldArrays.load(address)
      consider(word, marker)
      // A pointer to the first element may be all that a loop over the array keeps in a register.
      if word & 15 == 0, word > HeldArrays.headerSize { consider(word - HeldArrays.headerSize, marker) }
      address += 8
    }
  }

  private mutating func consider(_ word: UInt, _ marker: UnsafeMutablePointer<Marker>) {
    guard word & 15 == 0, word > 1 << 16, word < 1 << 47, !isExcluded(word), isReadable(word) else { return }
    let identity = HeldArrays.load(word)
    guard let storage = classes.first(where: { $0.identity == identity }), seen.insert(word).inserted else { return }
    let capacity = Int(HeldArrays.load(word + 24) >> 1)
    guard capacity >= 0, capacity < 1 << 40 else { return }
    let first = word + HeldArrays.headerSize
    let end = first + UInt(capacity * storage.stride)
    guard isReadable(end - 1) else { return }
    marker.pointee.markConservatively(from: first, to: end)
    if storage.isNested { mark(from: first, to: end, marker) }
  }

  @inline(__always)
  private func isExcluded(_ word: UInt) -> Bool {
    excluded.heap.contains(word) || excluded.frames.contains(word) || excluded.stack.contains(word)
  }

  private mutating func isReadable(_ address: UInt) -> Bool {
    let page = address >> HeldArrays.pageShift
    let slot = Int(page % UInt(HeldArrays.pageSlots))
    if readablePages[slot] == page { return true }
    if unreadablePages[slot] == page { return false }
    let answer = crt_is_readable(UnsafeRawPointer(bitPattern: page << HeldArrays.pageShift)) != 0
    if answer { readablePages[slot] = page } else { unreadablePages[slot] = page }
    return answer
  }

  @inline(__always)
  private static func load(_ address: UInt) -> UInt { UnsafePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee }
}
