// Keeps the definition of every optimized value and finds equal ones.

/// Where an optimized value is computed.
enum Level {
  static let entry: UInt8 = 0
  static let preheader: UInt8 = 1
  static let body: UInt8 = 2
}

struct ValueTable {
  enum Form: UInt8 {
    /// Computed by an emitted uop, or a parameter.
    case real
    /// A pure uop that is emitted only where its value is needed.
    case lazy
    /// An object that may never be made; `a` is its index in the list of virtual objects.
    case virtual
  }

  struct Definition {
    var op: Uop
    var form: Form
    var type: IRType
    var level: UInt8 = Level.body
    /// The trace it belongs to, for values of level `body`, and the position in its body.
    var trace: Int32 = 0
    var position: Int32 = -1
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
    var immediate: Int64 = 0
    /// The previous value in the same hash chain.
    var next: Int32 = -1

    var isConstant: Bool { op.rawValue <= Uop.constPtr.rawValue }

    func isSame(_ other: Definition) -> Bool {
      op == other.op && form == other.form && a == other.a && b == other.b && c == other.c && immediate == other.immediate
    }

    var hash: Int {
      var bits = UInt64(op.rawValue) | UInt64(form.rawValue) << 8
      bits = (bits ^ UInt64(UInt32(bitPattern: a))) &* 0x9E37_79B9_7F4A_7C15
      bits = (bits ^ UInt64(UInt32(bitPattern: b)) ^ (bits >> 29)) &* 0x9E37_79B9_7F4A_7C15
      bits = (bits ^ UInt64(UInt32(bitPattern: c)) ^ UInt64(bitPattern: immediate) ^ (bits >> 31)) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: bits >> 50)
    }
  }

  private(set) var definitions: [Definition] = []
  private var heads: [Int32] = Array(repeating: -1, count: 1 << 14)
  /// For each trace the end of the part of its body that dominates the current place.
  var limits: [Int32]

  init(traces: Int) { limits = Array(repeating: 0, count: traces) }

  var count: Int { definitions.count }

  subscript(_ id: ValueID) -> Definition { definitions[Int(id.index)] }

  /// Adds a value that is never merged with another.
  mutating func add(_ definition: Definition) -> ValueID {
    definitions.append(definition)
    return ValueID(definitions.count - 1)
  }

  /// Adds a value that `find` can find.
  mutating func addFindable(_ definition: Definition) -> ValueID {
    var definition = definition
    let bucket = definition.hash & (heads.count - 1)
    definition.next = heads[bucket]
    heads[bucket] = Int32(truncatingIfNeeded: definitions.count)
    return add(definition)
  }

  /// A value with the same definition that is available at the current place.
  func find(_ definition: Definition) -> ValueID? {
    var candidate = heads[definition.hash & (heads.count - 1)]
    while candidate >= 0 {
      let other = definitions[Int(candidate)]
      if other.isSame(definition), isAvailable(other) { return ValueID(Int(candidate)) }
      candidate = other.next
    }
    return nil
  }

  private func isAvailable(_ definition: Definition) -> Bool {
    definition.form != .real || definition.level < Level.body || definition.position < limits[Int(definition.trace)]
  }

  /// Notes when an allocated object came to be: other values with smaller numbers are not its address.
  mutating func setBirth(_ id: ValueID, _ birth: ValueID) { definitions[Int(id.index)].c = birth.index }
}
