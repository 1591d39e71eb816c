// Declares the memory of heap objects as plain structs.

/// The first two words of every heap object.
@frozen
public struct ObjectHeader {
  public var type: TypeRef
  /// The attribute layout of objects whose class gives them attributes, else `nil`.
  public var layout: LayoutRef?
}

/// An integer of 64 bits or less that has no immediate form, or a big integer of sign and 64-bit limbs.
///
/// Invariant: normalised; `count` limbs, the top one non-zero; a value that fits an immediate is never stored here
/// (except in instances of int subclasses, where any value may be).
@frozen
public struct IntObject {
  public var header: ObjectHeader
  /// Number of limbs, negative for negative numbers, 0 for zero. Limbs follow (least significant first).
  public var signedCount: Int
}

@frozen
public struct FloatObject {
  public var header: ObjectHeader
  public var value: Double
}

@frozen
public struct ComplexObject {
  public var header: ObjectHeader
  public var real: Double
  public var imaginary: Double
}

/// An immutable string of code points, stored with 1, 2 or 4 bytes each: the least width that fits.
///
/// Data follows; if `isShared` is set it is the address of the data in a buffer that longer strings with the same
/// beginning or end may share, and that buffer's (`SharedText`).
@frozen
public struct StrObject {
  public var header: ObjectHeader
  /// Length in code points.
  public var count: Int
  /// The hash, or 0 when not computed yet.
  public var hash: Int
  /// Bytes for each code point: 1, 2 or 4.
  public var width: UInt8
  /// Whether all code points are below 128.
  public var isASCII: Bool
  public var isInterned: Bool
  public var isShared: Bool
}

/// An immutable byte string. Data follows.
@frozen
public struct BytesObject {
  public var header: ObjectHeader
  public var count: Int
  public var hash: Int
}

@frozen
public struct ByteArrayObject {
  public var header: ObjectHeader
  public var count: Int
  public var bytes: UnsafeMutablePointer<UInt8>?
  public var capacity: Int
}

/// A mutable sequence. `items` points behind the header of an `array` object (or is nil when capacity is 0).
@frozen
public struct ListObject {
  public var header: ObjectHeader
  public var count: Int
  public var items: UnsafeMutablePointer<Value>?
  public var capacity: Int
  /// Storage kind: 0 words. Other kinds are reserved for unboxed storage.
  public var storage: Int
}

/// Items follow.
@frozen
public struct TupleObject {
  public var header: ObjectHeader
  public var count: Int
}

/// Memory owned by another object. `array` holds values, `rawArray` bytes. Data follows.
@frozen
public struct ArrayObject {
  public var header: ObjectHeader
  /// Capacity in values or bytes.
  public var count: Int
  public var padding: Int
}

/// An insertion-ordered hash table: entries in order, and an index table of 32-bit entry numbers.
@frozen
public struct DictObject {
  public var header: ObjectHeader
  /// Live entries.
  public var count: Int
  /// `DictEntry` records behind the header of an `array`-like object of kind rawArray traced by the dict.
  public var entries: UnsafeMutablePointer<DictEntry>?
  /// Entries in use, deleted ones included.
  public var entryCount: Int
  public var entryCapacity: Int
  /// Entry numbers, in the same memory behind the entries; -1 empty, -2 deleted.
  public var indices: UnsafeMutablePointer<Int32>?
  /// Size of the index table minus one; a power of two minus one.
  public var mask: Int
  /// Changes when a key is added or removed.
  public var version: UInt64
  /// Whether values are `GlobalCell`s: a module's namespace.
  public var hasCells: Bool
  /// Extra state of dict subclasses implemented natively (the default factory of a defaultdict).
  public var extra: Value
}

/// One entry of a dict; `key` is nil when deleted.
@frozen
public struct DictEntry {
  public var hash: Int
  public var key: Value
  public var value: Value
}

/// A variable of a module. Compiled and interpreted code hold its address.
@frozen
public struct GlobalCell {
  public var header: ObjectHeader
  /// The value, or nil when unbound.
  public var value: Value
  /// The cell of the builtin with the same name, asked when the value is nil.
  public var fallback: UnsafeMutablePointer<GlobalCell>?
  public var name: Value
  /// How often it was assigned, saturating.
  public var writes: UInt32
  /// Whether compiled code assumed the value constant.
  public var isWatched: Bool

  /// Whether it was assigned so seldom that code assumes its value to be constant. Code writes others without a look at `isWatched`.
  public var isConstant: Bool { writes <= 1 }

  /// Whether code may be installed that assumes its value. Code never binds a variable that is unbound.
  public var mayBeAssumed: Bool { isConstant || value.isNil }
}

/// A hash table with open addressing that iterates in CPython's order.
@frozen
public struct SetObject {
  public var header: ObjectHeader
  /// Live members.
  public var count: Int
  /// Members and deleted marks.
  public var fill: Int
  public var mask: Int
  public var table: UnsafeMutablePointer<SetEntry>?
  /// Hash of a frozenset, or -1.
  public var hash: Int
  /// Where `pop` searches next.
  public var finger: Int
  public var version: UInt64
  /// Which entries of a table of at most 64 are members, a bit each; without meaning for larger tables.
  public var members: UInt64
}

/// An entry of a set's table. Zeroed memory is an empty entry; a deleted one has hash -1.
@frozen
public struct SetEntry {
  /// The key's word with the bits of the nil word turned.
  private var word: UInt64
  public var hash: Int

  @inline(__always)
  public init(key: Value, hash: Int) {
    word = key.raw ^ Value.nil.raw
    self.hash = hash
  }

  /// What a deleted entry holds.
  static let deleted = SetEntry(key: Value(bits: Value.nil.raw ^ 0x40), hash: -1)

  /// The key: nil when the entry is empty, and no value of a program when it was deleted.
  @inline(__always) public var key: Value { Value(bits: word ^ Value.nil.raw) }
  @inline(__always) var isEmpty: Bool { word == 0 }
  /// Whether the entry holds a member.
  @inline(__always) var isLive: Bool { word & ~0x40 != 0 }
}

@frozen
public struct RangeObject {
  public var header: ObjectHeader
  public var start: Value
  public var stop: Value
  public var step: Value
  public var length: Value
}

@frozen
public struct SliceObject {
  public var header: ObjectHeader
  public var start: Value
  public var stop: Value
  public var step: Value
}

/// A Toy function.
@frozen
public struct FunctionObject {
  public var header: ObjectHeader
  public var code: UnsafeMutablePointer<CodeObject>
  public var closure: Value
  public var defaults: Value
  public var keywordDefaults: Value
  public var name: Value
  public var qualifiedName: Value
  public var documentation: Value
  public var annotations: Value
  public var module: Value
  /// The attribute dict, or nil until one is needed.
  public var attributes: Value
  public var globals: Value
}

/// A function implemented natively.
@frozen
public struct BuiltinObject {
  public var header: ObjectHeader
  /// An index into the table of natives.
  public var native: Int
  public var name: Value
  /// The receiver that goes before the arguments, or nil.
  public var receiver: Value
  /// The class whose method this is, or nil.
  public var owner: Value
  public var module: Value
  public var minimum: Int32
  /// Most positional arguments; -1 for any number.
  public var maximum: Int32
  /// Whether keyword arguments are handed over.
  public var takesKeywords: Bool
  /// Whether the first argument must be an instance of `owner`.
  public var checksReceiver: Bool
  /// Whether this is `__new__`, whose first argument is a class.
  public var isConstructor: Bool
  /// Whether this is the function of a class method, whose first argument is the class.
  public var isClassMethod: Bool
}

@frozen
public struct BoundMethodObject {
  public var header: ObjectHeader
  public var function: Value
  public var receiver: Value
}

/// property, staticmethod, classmethod, super, cells, weak references and other small objects made of values.
@frozen
public struct RecordObject {
  public var header: ObjectHeader
  public var field0: Value
  public var field1: Value
  public var field2: Value
  public var field3: Value
  public var field4: Value
}

@frozen
public struct CellObject {
  public var header: ObjectHeader
  public var value: Value
}

@frozen
public struct ModuleObject {
  public var header: ObjectHeader
  public var dict: Value
  public var name: Value
}

/// An exception. `arguments` is always a tuple.
@frozen
public struct ExceptionObject {
  public var header: ObjectHeader
  public var arguments: Value
  /// None or a traceback; nil for the group that except* clauses make, until it leaves the frame.
  public var traceback: Value
  public var context: Value
  public var cause: Value
  /// Kind-specific: StopIteration.value, SystemExit.code, ImportError.name, OSError errno...
  public var extra: Value
  public var extra2: Value
  public var notes: Value
  public var suppressContext: Bool

  /// The traceback as programs see it.
  var shownTraceback: Value { traceback.isNil ? .none : traceback }
}

@frozen
public struct TracebackObject {
  public var header: ObjectHeader
  public var next: Value
  public var code: Value
  /// The position of the instruction as a small int's word: compiled code stores it as a field like others.
  private var position: Int

  public var pc: Int {
    get { position >> 2 }
    set { position = newValue << 2 }
  }
  static var positionOffset: Int { MemoryLayout<TracebackObject>.offset(of: \.position) ?? 0 }
}

/// A built-in iterator: what it walks over, where it is, and state that depends on `shape`.
@frozen
public struct IteratorObject {
  public var header: ObjectHeader
  public var source: Value
  public var index: Int
  public var limit: Int
  public var state: Value
  public var state2: Value
  public var shape: Int
}

/// A suspended frame: generator, coroutine or async generator. Its registers follow.
@frozen
public struct GeneratorObject {
  public var header: ObjectHeader
  public var code: UnsafeMutablePointer<CodeObject>
  public var function: Value
  /// Position of the next instruction, in words; the register of the pending yield is found there.
  public var pc: Int
  /// 0 created, 1 suspended, 2 running, 3 finished, 4 suspended with an item in `step` that it is still to give.
  public var status: Int
  /// A tuple of its name and its qualified name; nil if they are those of the code.
  var names: Value
  /// What the generator awaits or delegates to, or None.
  public var delegate: Value
  /// The exception that was being handled when it was suspended.
  public var handled: Value
  /// The generator that delegates to it, when it was last suspended; see `pushResumed`.
  public var outer: Value
  /// From the outermost of generators that delegate to each other to the innermost, and back; nil if that is not known.
  public var link: Value
  /// For the innermost: how many delegate to it, and when that was found.
  public var levels: Int
  /// For async generators: the awaitable step that the last loop made, which the next one uses again. For generators whose items are
  /// collected in their frames: what was collected so far. For others what they are still to give. Else nil.
  public var step: Value

  /// How many of the words behind it are registers of the suspended frame.
  var registerCount: Int { status == 3 ? 0 : code.pointee.keptRegisters }
}

/// A native object whose state is a few values and integers (files, random generators, arrays).
@frozen
public struct NativeObject {
  public var header: ObjectHeader
  public var value0: Value
  public var value1: Value
  public var value2: Value
  public var value3: Value
  public var integer0: Int
  public var integer1: Int
  /// A rawArray's data, or nil.
  public var buffer: UnsafeMutableRawPointer?
}

/// Code bound to its module: what functions share.
@frozen
public struct CodeObject {
  public var header: ObjectHeader
  public var words: UnsafeMutablePointer<UInt64>
  public var wordCount: Int
  public var constants: UnsafeMutablePointer<Value>
  public var constantCount: Int
  /// Interned names.
  public var names: UnsafeMutablePointer<Value>
  public var nameCount: Int
  public var registerCount: Int
  public var localCount: Int
  /// How many registers a suspended generator keeps; -1 while there was none.
  var keptRegisters: Int
  /// Positional parameters.
  public var parameterCount: Int
  /// All parameters' registers: positional, keyword-only, * and **.
  public var argumentRegisters: Int
  public var flags: UInt32
  /// Whether a call with exactly `parameterCount` positional arguments needs no more than copying them.
  public var isSimple: Bool
  /// Whether the program holds the dict of a function's keyword defaults, and may change it.
  var showsKeywordDefaults: Bool
  /// Whether a call does no more than making a generator or coroutine of the arguments.
  var suspendsAtOnce: Bool
  /// Index into the engine's table of `CodeInfo`.
  public var info: Int
  public var name: Value
  public var qualifiedName: Value
  public var globals: Value
  /// The namespace of builtins cells resolve to.
  public var module: Value
  /// What compiled code that calls the function enters, or nil.
  public var entryExecutor: UnsafeMutablePointer<ExecutorRecord>?
  public var positionalOnlyCount: Int
  public var keywordOnlyCount: Int
  /// The interned names of the parameters but for * and **.
  var parameterNames: UnsafeMutablePointer<Value>
  /// The docstring, or None.
  var documentation: Value
  var handlers: UnsafeMutablePointer<HandlerRange>
  var handlerCount: Int
}
