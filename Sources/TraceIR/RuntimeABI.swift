// Declares what the frontend tells the other modules about values, objects and helpers in memory.

/// The fields of runtime objects that uops name. Offsets come from `RuntimeABI`.
public enum FieldID: UInt8, Sendable, CaseIterable {
  /// The class word at the start of every heap object.
  case objectClass
  /// The layout word of an object that has attributes.
  case objectLayout
  case listCount, listItems, listKind
  case tupleCount
  case dictCount, dictEntries, dictEntryCount, dictHasCells, setCount
  case strLength, strForm
  case cellValue
  case methodFunction, methodSelf
  case rangeStart, rangeStop, rangeStep
  case iteratorSource, iteratorIndex, iteratorLimit, iteratorState
  case functionCode, functionClosure
  case generatorCode, generatorFunction, generatorPosition, generatorStatus, generatorLevels, stepState
  case listCapacity, bytesCount, byteArrayCount, byteArrayBytes, arrayCount, arrayBuffer
  case dequeRing, dequeLimit, dequeStart, dequeCount
}

/// Where a field is and what it holds.
public struct FieldInfo: Sendable {
  public let name: String
  /// The byte offset from the start of the object.
  public let offset: Int
  public let type: IRType
  public let region: Regions
  /// Whether the field never changes after the object was made.
  public let isImmutable: Bool

  public init(name: String, offset: Int, type: IRType, region: Regions, isImmutable: Bool) {
    self.name = name
    self.offset = offset
    self.type = type
    self.region = region
    self.isImmutable = isImmutable
  }
}

/// A runtime function that compiled code and the evaluator may call, with the C convention.
///
/// Words, addresses and integers are passed as 64-bit integers, doubles as doubles, truth values as 0/1 in 64 bits.
/// A helper with `needsState` receives the state pointer before its operands.
public struct HelperInfo: Sendable {
  public let name: String
  public let parameters: [IRType]
  public let result: IRType
  public let reads: Regions
  public let writes: Regions
  /// Returns the nil word with an exception pending when it fails; the recorder adds `guardNotNil`.
  public let mayRaise: Bool
  /// May start a collection.
  public let mayCollect: Bool
  public let needsState: Bool
  /// Has neither effects nor failure, and equal operands give equal results. Calls may move in front of the guards on their operands: it
  /// takes any.
  public let isPure: Bool
  public let address: UInt

  public init(
    name: String, parameters: [IRType], result: IRType, reads: Regions = .everything, writes: Regions = .everything,
    mayRaise: Bool = true, mayCollect: Bool = true, needsState: Bool = true, isPure: Bool = false, address: UInt
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.reads = reads
    self.writes = writes
    self.mayRaise = mayRaise
    self.mayCollect = mayCollect
    self.needsState = needsState
    self.isPure = isPure
    self.address = address
  }
}

/// How Toy values are encoded in words.
///
/// - an int `i` of at most 62 bits is `i << intShift` (low bits `intTag` under `intMask`);
/// - a double is `rotateLeft(bits, floatRotate) + floatBias` if that has `floatTag` under `floatMask`,
///   or equals `zeroTag` under `~zeroSign` (the two zeros); any other double is a heap object;
/// - a reference is `address + pointerTag`.
public struct ValueEncoding: Sendable {
  public var intShift: UInt64 = 2
  public var intMask: UInt64 = 3
  public var intTag: UInt64 = 0
  public var floatRotate: UInt64 = 4
  public var floatBias: UInt64 = 3
  public var floatMask: UInt64 = 6
  public var floatTag: UInt64 = 6
  public var zeroSign: UInt64 = 8
  public var zeroTag: UInt64 = 3
  public var pointerMask: UInt64 = 7
  public var pointerTag: UInt64 = 1
  public var nilWord: UInt64 = 0x02
  public var noneWord: UInt64 = 0x05
  public var falseWord: UInt64 = 0x0D
  /// `falseWord | trueBit`.
  public var trueWord: UInt64 = 0x1D
  public init() {}
}

/// Byte offsets inside the per-engine state block whose address compiled code receives.
public struct StateLayout: Sendable {
  /// A 32-bit word, non-zero when the runtime wants attention.
  public var pollOffset = 0
  /// The exit buffer: one 8-byte cell for each live value of the exit taken.
  public var exitBufferOffset = 0
  /// How many cells the exit buffer has.
  public var exitBufferCount = 0
  /// One scratch cell through which helpers return a second result.
  public var scratchOffset = 0
  /// An array of {cursor, limit} pairs, one for each 16-byte size class up to `largestInlineObject`: the runs of zeroed
  /// free cells from which code allocates; 0 if there is none.
  public var allocatorsOffset = 0
  public var largestInlineObject = 0
  /// The cell that holds the address of the class of tuples.
  public var tupleClassOffset = 0
  public init() {}
}

/// All numbers that the backend and the evaluator need about the runtime.
public struct RuntimeABI: Sendable {
  public var encoding = ValueEncoding()
  /// Indexed by `FieldID.rawValue`.
  public var fields: [FieldInfo]
  public var helpers: [HelperInfo]
  public var state = StateLayout()
  /// How many words before the first frame can be read, though they mean nothing.
  ///
  /// A tree reads the slots of its callers' frames when it is entered, also those that only some of its traces need, after
  /// a check that the frame is there. Where a tree is entered in an early frame they lie before the stack.
  public static let readableBelowStack = 1 << 14
  /// Names the state of the tables above; part of every cache key.
  public var fingerprint: UInt64

  public init(fields: [FieldInfo], helpers: [HelperInfo], state: StateLayout, fingerprint: UInt64) {
    self.fields = fields
    self.helpers = helpers
    self.state = state
    self.fingerprint = fingerprint
  }

  /// The index of the helper with a name, if there is one.
  public func helperIndex(named name: String) -> Int? { helpers.firstIndex { $0.name == name } }
}

/// Helpers that the backend itself needs; the ABI must hold them under these names.
public enum RequiredHelper {
  /// `(i64) -> word`: boxes any 64-bit integer. May collect.
  public static let boxInt = "rt_box_int"
  /// `(f64) -> word`: boxes a double that has no immediate form. May collect.
  public static let boxFloat = "rt_box_float"
  /// `(word) -> i64`: 1 and the value in the scratch cell if the word is a boxed 64-bit int, else 0. No state access beyond scratch.
  public static let unboxInt = "rt_unbox_int"
  /// `(word) -> i64`: 1 and the double's bits in the scratch cell if the word is a boxed float, else 0.
  public static let unboxFloat = "rt_unbox_float"
  /// `(word templateConstant) -> ptr`: a new instance. May collect.
  public static let newObject = "rt_new_object"
  /// `(ptr words, i64 count) -> ptr`: a new tuple, or a new list, from words in the exit buffer. May collect.
  public static let newTuple = "rt_new_tuple"
  public static let newList = "rt_new_list"
  /// `(word list, word item) -> word`: appends. Code does so itself while the list has room.
  public static let listAppend = "rt_list_append"
}
