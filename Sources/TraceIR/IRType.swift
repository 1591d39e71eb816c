// Names the machine types a trace value can have.

/// The machine type of a trace value.
public enum IRType: UInt8, Sendable, CaseIterable {
  /// No value: the uop is executed for its effect or its guard.
  case none
  /// A truth value.
  case i1
  /// An unboxed 64-bit signed integer.
  case i64
  /// An unboxed IEEE double.
  case f64
  /// A tagged runtime word: any Toy value, or the nil word.
  case word
  /// The untagged address of a runtime object or array.
  case ptr

  /// The spelling used in textual traces.
  public var name: String {
    switch self {
    case .none: "none"
    case .i1: "i1"
    case .i64: "i64"
    case .f64: "f64"
    case .word: "word"
    case .ptr: "ptr"
    }
  }
}

/// The number of an SSA value; unique within a trace tree.
public struct ValueID: Hashable, Sendable, Comparable {
  /// The index, or -1 for "no value".
  public var index: Int32

  /// Makes the value with the given index.
  @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

  /// Stands for the absence of a value.
  public static let none = ValueID(-1)

  /// Orders values by number, which is also definition order within one trace.
  public static func < (a: ValueID, b: ValueID) -> Bool { a.index < b.index }
}

/// A set of memory regions that a uop reads or writes; the regions do not overlap.
public struct Regions: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Attribute slots of instances, their layout word included.
  public static let slots = Regions(rawValue: 1 << 0)
  /// Elements of lists.
  public static let items = Regions(rawValue: 1 << 1)
  /// Length, storage pointer and storage kind of lists.
  public static let listShape = Regions(rawValue: 1 << 2)
  /// Dictionary and set contents.
  public static let tables = Regions(rawValue: 1 << 3)
  /// Module-level variables.
  public static let globals = Regions(rawValue: 1 << 4)
  /// Cells of closures.
  public static let cells = Regions(rawValue: 1 << 5)
  /// State of iterator, generator and file objects.
  public static let iterators = Regions(rawValue: 1 << 6)
  /// Frame slots in memory.
  public static let stack = Regions(rawValue: 1 << 7)
  /// Anything outside the program: output, clocks.
  public static let world = Regions(rawValue: 1 << 8)

  /// No region.
  public static let nothing: Regions = []
  /// Everything that arbitrary Toy code can touch.
  public static let everything = Regions(rawValue: 0x1FF)
}
