// Declares classes and attribute layouts.

/// A class. Lives in the heap; never moves.
@frozen
public struct TypeObject {
  public var header: ObjectHeader
  public var kind: Kind
  /// Whether instances have a layout word that manages attribute slots.
  public var hasLayout: Bool
  /// Whether the class was made by a class statement or `type(...)`.
  public var isUser: Bool
  public var isBaseType: Bool
  /// Whether instances define `__del__`.
  public var hasFinalizer: Bool
  /// Whether `__getattribute__`, `__getattr__`, `__setattr__` or `__delattr__` are overridden by the program.
  public var customGet: Bool
  public var customSet: Bool
  /// Whether the class is an exception class, tuple, ... by inheritance is told by `kind`.
  public var isAbstract: Bool
  public var hasSlotsOnly: Bool
  /// Whether the class defines __eq__ or __hash__ in Toy code (dicts take the fast identity path otherwise).
  public var customEquality: Bool
  /// Whether instances are hashed by their kind, as tuple and the like do it.
  public var hashesNatively: Bool
  /// Changes whenever the class or one of its bases changes; unique over all classes; never 0.
  public var version: UInt64
  public var name: Value
  public var qualifiedName: Value
  public var module: Value
  public var bases: Value
  /// The method resolution order, a tuple that starts with the class.
  public var mro: Value
  public var dict: Value
  public var base: TypeRef?
  /// Where attribute slots start in instances, in bytes.
  public var slotOffset: Int
  /// How many attribute slots instances have inline.
  public var inlineSlots: Int
  /// The layout of a fresh instance.
  public var rootLayout: LayoutRef?
  /// How often a value in the class's namespace was replaced by another, until the namespace has cells.
  var replacements: UInt32
  /// Weak list of direct subclasses: a Toy list.
  public var subclasses: Value
  /// Whether compiled code assumed something about this class.
  public var isWatched: Bool
  /// Whether an object of this class was once made one of another class, or the other way round: traces take the class of an object
  /// that they have checked to stay what it is.
  var losesObjects: Bool
}

/// Which attributes an instance has, and where: shared by all instances that got the same attributes in the same order.
///
/// Layouts form a tree from a root for each (slot offset, inline slot count), whatever the class, and are never freed.
/// Attribute number `i` lives inline at `slotOffset + 8 * i` while `i < inlineSlots`, else in the overflow array
/// whose address is in the word before `slotOffset`.
public struct Layout {
  public let slotOffset: Int
  public let inlineSlots: Int
  /// Attribute names in order of creation, as the bits of interned strings.
  public let names: [UInt64]
  /// How many names there are.
  public let count: Int
  /// Position of each name; only for layouts with more than 8 names.
  public let positions: [UInt64: Int]
  public var transitions: [UInt64: LayoutRef]
  /// In dict mode the first inline slot holds the dict with all attributes and `names` is empty.
  public let isDictMode: Bool
  /// Whether instances of classes that look attributes up or set them in their own ways have the layout, and no others.
  public let isOwned: Bool
  public let number: Int
  /// The layout without attributes that an owned layout came from.
  public var root: LayoutRef?

  /// The position of an attribute, or -1.
  public func position(of name: Value) -> Int {
    if names.count > 8 { return positions[name.raw] ?? -1 }
    for i in 0..<names.count where names[i] == name.raw { return i }
    return -1
  }
}
