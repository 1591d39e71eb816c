// Buffers bytes for a file descriptor.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A write buffer in front of a file descriptor.
public struct OutputBuffer {
  public let descriptor: Int32
  var bytes: [UInt8] = []
  /// Whether every line is written at once (terminals).
  public var isLineBuffered = false
  /// The errno of a failed write, or 0.
  public var failure: Int32 = 0

  /// What is asked to write; nil for the system.
  public var world: OuterWorld?

  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// Adds bytes, writing when the buffer is full.
  public mutating func write(_ new: some Collection<UInt8>) {
    bytes.append(contentsOf: new)
    if bytes.count >= 1 << 16 || (isLineBuffered && new.contains(10)) { flush() }
  }

  /// Adds one byte.
  @inline(__always)
  public mutating func write(byte: UInt8) {
    bytes.append(byte)
    if bytes.count >= 1 << 16 || (isLineBuffered && byte == 10) { flush() }
  }

  /// Writes everything; on failure the bytes are dropped and `failure` is set.
  public mutating func flush() {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { write($0[done...]) }
      if written < 0 {
        if errno == EINTR { continue }
        failure = errno
        break
      }
      done += written
    }
    bytes.removeAll(keepingCapacity: true)
  }

  private func write(_ rest: Slice<UnsafeRawBufferPointer>) -> Int {
    let memory = UnsafeRawBufferPointer(rebasing: rest)
    return world?.write(descriptor, memory) ?? Glibc.write(descriptor, memory.baseAddress, memory.count)
  }
}
