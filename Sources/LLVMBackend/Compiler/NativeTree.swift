// Makes loaded code callable as a compiled tree.
import TraceIR

/// A tree as native code.
final class NativeTree: CompiledTree {
  private typealias Entry = @convention(c) (
    UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeRawPointer
  ) -> Int

  let objectBytes: [UInt8]
  private let code: LoadedCode
  private let entry: Entry

  init(_ code: LoadedCode, objectBytes: [UInt8]) {
    self.code = code
    self.objectBytes = objectBytes
    entry = unsafeBitCast(code.entry, to: Entry.self)
  }

  var entryAddress: UInt? { code.entry }
  var codeRange: Range<UInt> { code.addressRange }

  func run(
    state: UnsafeMutableRawPointer, base: UnsafeMutableRawPointer, constants: UnsafeRawPointer
  ) -> Int {
    entry(state, base, constants)
  }
}
