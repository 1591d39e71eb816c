// Holds a loaded function and gives its memory back when it is dropped.

/// Machine code that can be called.
public final class LoadedCode: Sendable {
  /// The address of the entry function.
  public let entry: UInt
  /// The addresses of the instructions; a return address outside this range is not in this code.
  public let addressRange: Range<UInt>
  private let storage: any Sendable & AnyObject

  init(entry: UInt, addressRange: Range<UInt>, storage: any Sendable & AnyObject) {
    self.entry = entry
    self.addressRange = addressRange
    self.storage = storage
  }
}
