// Declares how values flow into joined traces, and what is known about them there.

/// How a value flows into a joined trace.
enum JoinFlow {
  /// All ways bring the same value, which was there before they parted.
  case same
  /// All ways bring an unboxed number of one type, or an object of one shape that was never made, whose fields flow on their own.
  case typed
  case word

  /// Gives up what turned out not to hold.
  mutating func widen() { self = self == .same ? .typed : .word }
}

/// What flows into a joined trace: a frame slot, or a field of the virtual object in it.
struct JoinKey: Hashable {
  var slot: Int
  /// The index of the field, -1 for the slot itself.
  var field = -1
}

/// What a virtual object must look like to flow into a joined trace as one.
struct JoinShape: Equatable {
  var kind: VirtualState.Kind
  var template: Int64
  var offsets: [Int64]
  var classConstant: Int64
  var layoutConstant: Int64
  /// Another slot that holds the same object.
  var twin: Int?
}

/// What is known about a word at a place.
struct JoinKnowledge: Equatable {
  var isNotNil: Bool
  var isReference: Bool
  /// The constants that are the object's class and layout, or -1.
  var classConstant: Int32
  var layoutConstant: Int32

  /// What holds on both of two ways.
  func both(_ other: JoinKnowledge) -> JoinKnowledge {
    JoinKnowledge(
      isNotNil: isNotNil && other.isNotNil, isReference: isReference && other.isReference,
      classConstant: classConstant == other.classConstant ? classConstant : -1,
      layoutConstant: layoutConstant == other.layoutConstant ? layoutConstant : -1)
  }
}

/// What is taken to be known about a value at the head of a loop, because all ways into the loop have it; the ways that go round are
/// checked when they are walked.
enum JoinClaim: Hashable {
  case layout, reference, notNegative
}

/// What is known about a joined trace before it is walked.
struct JoinState {
  /// One trace that joins, with a value for each key.
  struct Arrival {
    var trace: Int
    var values: [JoinKey: ValueID] = [:]
    var shapes: [Int: JoinShape] = [:]
    var known: [JoinKey: JoinKnowledge] = [:]
    var ranges: [JoinKey: IntRange] = [:]
  }
  /// How much of the body of each trace on the way to the join was there when the ways parted.
  var limits: [Int: Int32] = [:]
  var arrivals: [Arrival] = []
  var parameters: [Parameter] = []
  /// The key of each parameter, once the trace is walked.
  var keys: [JoinKey]?
  /// What the head of a loop took to be known.
  var claimed: [JoinKey: JoinKnowledge] = [:]
  var claimedNotNegative: Set<JoinKey> = []
}

/// What the ways to a join may have written since they parted, apart from objects that they allocated.
struct JoinWrites {
  private(set) var regions: Regions = .nothing
  private(set) var slots: Set<Int64> = []
  private(set) var fields: Set<Int64> = []
  private(set) var items: Set<HeapCache.Kind> = []
  private(set) var globals: Set<Int64> = []

  init(_ index: RecordedIndex, join trace: Int, _ abi: RuntimeABI) {
    guard let place = index.order.entries[trace] else {
      regions = .world
      return
    }
    var seen: Set<Int> = []
    var waiting = index.order.predecessors[trace]
    while let number = waiting.popLast() {
      guard seen.insert(number).inserted else { continue }
      if number == place.trace { continue }
      if let parent = index.parents[number] { waiting.append(parent.trace) }
      waiting += index.order.predecessors[number]
    }
    /// Whether an object is none that was there when the ways parted.
    func isNew(_ object: ValueID) -> Bool {
      guard let made = index.allocation(of: object) else { return false }
      return Int(made.trace) == place.trace ? Int(made.position) >= place.position : seen.contains(Int(made.trace))
    }
    for number in seen {
      let body = index.tree.traces[number].body
      for item in body[(number == place.trace ? min(place.position, body.count) : 0)...] {
        if item.op == .storeSlot || item.op == .storeField, isNew(item.operands[0]) { continue }
        add(item, abi)
      }
    }
  }

  private mutating func add(_ item: Instruction, _ abi: RuntimeABI) {
    switch item.op {
    case .call: regions.formUnion(abi.helpers[Int(item.immediate)].writes)
    case .storeSlot: slots.insert(item.immediate)
    case .storeField: fields.insert(item.immediate)
    case .storeItem: items.insert(.word)
    case .storeItemInt: items.insert(.int)
    case .storeItemFloat: items.insert(.float)
    case .storeByte: items.insert(.byte)
    case .storeGlobal: globals.insert(item.immediate)
    default: break
    }
  }
}

extension HeapCache {
  /// Forgets what the ways to a join may have changed.
  mutating func drop(_ writes: JoinWrites, fields table: [FieldInfo]) {
    drop(regions: writes.regions, fields: table)
    replace(.slot, survivors(.slot) { writes.slots.contains($0.key) })
    replace(.field, survivors(.field) { writes.fields.contains($0.key) })
    replace(.global, survivors(.global) { writes.globals.contains($0.key) })
    for kind in [Kind.word, .int, .float, .byte] where writes.items.contains(kind) { replace(kind, survivors(kind) { _ in true }) }
    if writes.fields.contains(Int64(FieldID.objectLayout.rawValue)) { replace(.layout, []) }
  }
}
