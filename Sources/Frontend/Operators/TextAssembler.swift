// Collects code points into a str of the least width.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text under construction outside the heap: 1, 2 or 4 bytes for each code point, whatever the widest needs.
struct TextAssembler: ~Copyable {
  private var memory: UnsafeMutableRawPointer
  private var capacity: Int
  private var width = 1
  /// A bound for all code points, exact in what width they need and whether they are ASCII.
  private var bound: UInt32 = 0
  private(set) var count = 0
  /// Whether memory ran out; then nothing more is added and `finish` raises MemoryError.
  private(set) var isFull = false

  init(capacity: Int = 48) {
    self.capacity = Swift.max(capacity, 16)
    memory = .allocate(byteCount: self.capacity, alignment: 8)
  }

  deinit { memory.deallocate() }

  /// Makes room for `extra` more code points below or equal to `largest`.
  @inline(__always)
  private mutating func prepare(_ extra: Int, _ largest: UInt32) {
    bound |= largest
    if count + extra > capacity || (largest > 0xFF && width < (largest > 0xFFFF ? 4 : 2)) { grow(extra, largest) }
  }

  private mutating func grow(_ extra: Int, _ largest: UInt32) {
    let needed = count + extra
    let newCapacity = needed > capacity ? Swift.max(needed, capacity &* 2) : capacity
    let newWidth = Swift.max(width, largest > 0xFFFF ? 4 : largest > 0xFF ? 2 : 1)
    let (bytes, overflow) = newCapacity.multipliedReportingOverflow(by: newWidth)
    guard !overflow, let larger = malloc(bytes) else {
      isFull = true
      return
    }
    if newWidth == width {
      memcpy(larger, memory, count * width)
    } else {
      for i in 0..<count { TextAssembler.store(code(i), larger, i, newWidth) }
    }
    free(memory)
    memory = larger
    capacity = newCapacity
    width = newWidth
  }

  @inline(__always)
  private static func store(_ code: UInt32, _ memory: UnsafeMutableRawPointer, _ index: Int, _ width: Int) {
    switch width {
    case 1: memory.assumingMemoryBound(to: UInt8.self)[index] = UInt8(truncatingIfNeeded: code)
    case 2: memory.assumingMemoryBound(to: UInt16.self)[index] = UInt16(truncatingIfNeeded: code)
    default: memory.assumingMemoryBound(to: UInt32.self)[index] = code
    }
  }

  /// Code point number `index`.
  func code(_ index: Int) -> UInt32 {
    switch width {
    case 1: return UInt32(memory.assumingMemoryBound(to: UInt8.self)[index])
    case 2: return UInt32(memory.assumingMemoryBound(to: UInt16.self)[index])
    default: return memory.assumingMemoryBound(to: UInt32.self)[index]
    }
  }

  @inline(__always)
  mutating func append(_ code: UInt32) {
    prepare(1, code)
    if isFull { return }
    TextAssembler.store(code, memory, count, width)
    count += 1
  }

  @inline(__always)
  mutating func append(ascii byte: UInt8) { append(UInt32(byte)) }

  mutating func append(ascii bytes: UnsafeBufferPointer<UInt8>) {
    prepare(bytes.count, 0x7F)
    if isFull { return }
    if width == 1, let base = bytes.baseAddress {
      memcpy(memory + count, base, bytes.count)
    } else {
      for (i, byte) in bytes.enumerated() { TextAssembler.store(UInt32(byte), memory, count + i, width) }
    }
    count += bytes.count
  }

  mutating func append(ascii bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { append(ascii: $0) } }
  mutating func append(ascii bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append(ascii: $0) } }

  mutating func append(_ text: StaticString) {
    append(ascii: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(repeating code: UInt32, _ times: Int) {
    guard times > 0 else { return }
    prepare(times, code)
    if isFull { return }
    if width == 1 {
      memset(memory + count, Int32(code), times)
    } else {
      for i in 0..<times { TextAssembler.store(code, memory, count + i, width) }
    }
    count += times
  }

  /// Adds code points `from..<to` of a str.
  mutating func append(_ string: Value, from: Int = 0, to: Int, in vm: VM) {
    guard to > from else { return }
    let object = string.object(StrObject.self)
    let sourceWidth = Int(object.pointee.width)
    let source = UnsafeRawPointer(vm.stringBytes(string))
    var largest: UInt32 = 0x7F
    if !object.pointee.isASCII {
      largest = 0
      for i in from..<to { largest |= vm.codePoint(string, i) }
    }
    prepare(to - from, largest)
    if isFull { return }
    if sourceWidth == width {
      memcpy(memory + count * width, source + from * width, (to - from) * width)
    } else {
      for i in from..<to { TextAssembler.store(vm.codePoint(string, i), memory, count + i - from, width) }
    }
    count += to - from
  }

  mutating func append(_ string: Value, in vm: VM) { append(string, to: vm.stringCount(string), in: vm) }

  /// The str of everything added; nil with MemoryError pending when there is not enough memory.
  func finish(_ vm: VM) -> Value {
    if isFull { return vm.raise("MemoryError") }
    if count == 0 { return vm.pointee.emptyString }
    if count == 1, bound < 256 { return vm.pointee.characters[Int(code(0))] }
    guard vm.reserve(bytes: count * width) else { return .nil }
    let string = vm.makeStringUninitialized(count: count, width: width, isASCII: bound < 128)
    memcpy(vm.stringBytes(string), memory, count * width)
    return string
  }

  /// The collected code points as bytes; for text known to be below 256.
  func bytes() -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: code($0)) } }
}
