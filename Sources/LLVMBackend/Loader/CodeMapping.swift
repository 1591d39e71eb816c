// Maps machine code into memory, first writable, then executable, never both.
import CLLVM

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Pages that hold machine code; they are unmapped when the value is dropped.
final class CodeMapping: Sendable {
  let address: UInt
  let size: Int

  /// Reserves writable pages for `size` bytes.
  ///
  /// - Throws: `outOfMemory`.
  init(size: Int) throws(BackendError) {
    let pages = mmap(
      nil, max(size, 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let pages, pages != MAP_FAILED else { throw .outOfMemory }
    address = UInt(bitPattern: pages)
    self.size = max(size, 1)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(bitPattern: address), size)
  }

  /// Copies `code` into the pages and makes them executable. To be called once.
  ///
  /// - Throws: `outOfMemory` if the system refuses.
  func publish(_ code: [UInt8]) throws(BackendError) {
    guard let pages = UnsafeMutableRawPointer(bitPattern: address), code.count <= size else {
      throw .outOfMemory
    }
    code.withUnsafeBytes { pages.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(pages), byteCount: $0.count) }
    guard mprotect(pages, size, PROT_READ | PROT_EXEC) == 0 else { throw .outOfMemory }
    cllvm_flush_instruction_cache(pages, size)
  }
}
