// Keeps what is known about values on the current path, with a trail to go back to an earlier place.

/// What kind of value a word is known to hold.
enum WordKind: UInt8 {
  case unknown, int, float, bool, reference
}

/// What is known about one value.
struct Fact: Equatable {
  /// The constant it equals, or -1.
  var constant: Int32 = -1
  /// For a word the unboxed value or the address in it, or -1.
  var twin: Int32 = -1
  /// The constant that is the object's class, or -1.
  var classConstant: Int32 = -1
  var kind: WordKind = .unknown
  var isNotNil = false
  /// An integer sum that is known not to have overflowed.
  var isExact = false
  /// Bounds of an `i64`.
  var range: IntRange = .all
}

/// A set of value numbers; -1 is never in it.
struct ValueSet {
  private var flags: [Bool] = []

  func contains(_ index: Int32) -> Bool { index >= 0 && Int(index) < flags.count && flags[Int(index)] }

  mutating func insert(_ index: Int32) {
    guard index >= 0 else { return }
    while flags.count <= Int(index) { flags.append(false) }
    flags[Int(index)] = true
  }
}

struct FactTable {
  private var facts: [Fact] = []
  private var trail: [(id: Int32, old: Fact)] = []

  subscript(_ id: ValueID) -> Fact {
    let index = Int(id.index)
    return index < facts.count ? facts[index] : Fact()
  }

  /// What holds wherever the value is available.
  mutating func define(_ id: ValueID, _ fact: Fact) {
    let index = Int(id.index)
    while facts.count <= index { facts.append(Fact()) }
    facts[index] = fact
  }

  /// What holds from here on, on this path.
  mutating func learn(_ id: ValueID, _ change: (inout Fact) -> Void) {
    var fact = self[id]
    let old = fact
    change(&fact)
    guard fact != old else { return }
    trail.append((id.index, old))
    define(id, fact)
  }

  /// The current place, for `restore`.
  var mark: Int { trail.count }

  /// Forgets what was learned since a place.
  mutating func restore(_ mark: Int) {
    while trail.count > mark {
      let last = trail.removeLast()
      facts[Int(last.id)] = last.old
    }
  }
}
