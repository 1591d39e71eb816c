// Keeps what inline caches of attributes held, for sites that see many classes.

/// What the words 1...3 of an attribute instruction are for one class, layout and name.
struct AttributeEntry {
  /// The class's version, 0 when the entry is empty.
  var version: UInt64 = 0
  var layout: UInt64 = 0
  /// The name's word, with the kind of access in its tag.
  var name: UInt64 = 0
  var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

  static let count = 1024
}

/// The place in the cache of attributes for one class, layout, name and kind of access.
struct AttributePlace {
  let entry: UnsafeMutablePointer<AttributeEntry>
  let version: UInt64
  let layout: UInt64
  let name: UInt64

  /// Whether the cache knows the attribute.
  @inline(__always) var isFilled: Bool {
    entry.pointee.version == version && entry.pointee.layout == layout && entry.pointee.name == name
  }

  /// Makes an instruction's inline cache what the entry says.
  @inline(__always)
  func copy(to pc: UnsafeMutablePointer<UInt64>) {
    pc[1] = entry.pointee.words.0
    pc[2] = entry.pointee.words.1
    pc[3] = entry.pointee.words.2
  }

  func fill(from pc: UnsafeMutablePointer<UInt64>) {
    entry.pointee = AttributeEntry(version: version, layout: layout, name: name, words: (pc[1], pc[2], pc[3]))
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  @inline(__always)
  func sharedCache(_ type: TypeRef, _ layout: LayoutRef?, _ name: Value, _ access: Opcode) -> AttributePlace {
    let version = type.pointee.version
    let address = UInt64(UInt(bitPattern: layout))
    let key = name.raw &+ (access == .loadMethod ? 1 : access == .storeAttribute ? 2 : 0)
    let mixed = version &* 31 &+ address &>> 5 &+ key &* 5 &+ key &>> 6
    let index = Int(mixed & UInt64(AttributeEntry.count - 1))
    return AttributePlace(entry: pointee.attributeCache + index, version: version, layout: address, name: key)
  }
}
