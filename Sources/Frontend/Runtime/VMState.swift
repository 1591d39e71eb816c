// Declares the state that the interpreter, compiled code and native functions share.

/// Classes the runtime refers to by name.
public struct KnownTypes {
  public var object, type, int, bool, float, complex, str, bytes, byteArray, memoryView: TypeRef
  public var list, tuple, dict, set, frozenSet, range, slice, noneType, notImplementedType, ellipsisType: TypeRef
  public var function, builtin, boundMethod, property, staticMethod, classMethod, superType, descriptor: TypeRef
  public var module, code, cell, generator, coroutine, asyncGenerator, traceback, frame: TypeRef
  public var iterator, dictKeys, dictValues, dictItems, mappingProxy, genericAlias, weakReference, file: TypeRef
  public var array, rawArray, globalCell, baseException: TypeRef
  /// What `__slots__` makes: a descriptor that instance attributes of the same name take precedence over.
  public var memberDescriptor: TypeRef
  public var listIterator, tupleIterator, stringIterator, bytesIterator, byteArrayIterator, rangeIterator, longRangeIterator: TypeRef
  public var keyIterator, valueIterator, itemIterator, setIterator, callableIterator: TypeRef
  /// What native functions are shown as, as methods of a class and bound to an instance; all have the kinds `builtin` and `boundMethod`.
  public var methodDescriptor, wrapperDescriptor, boundBuiltin, methodWrapper: TypeRef
  public var enumerate, zip, map, filter, reversed, listReverseIterator, keyReverseIterator, valueReverseIterator, itemReverseIterator: TypeRef
}

/// Hot state of one engine. Lives at a fixed address; compiled code knows the offsets of some fields.
///
/// Only one thread runs Toy code of an engine; `poll` alone is written from elsewhere.
public struct VMState {
  /// Non-zero when something waits for a safe point: a signal, a requested collection, an invalidation, code to install.
  public var poll: Int32
  /// Set by the signal handler together with `poll`.
  public var interrupt: Int32
  /// A second result of helpers.
  public var scratch: UInt64
  /// The pending exception, or nil.
  public var exception: Value
  /// The exception being handled (sys.exc_info), or None.
  public var handled: Value
  public var stackBase: UnsafeMutablePointer<Value>
  public var stackLimit: UnsafeMutablePointer<Value>
  /// Above this address no frame may end: `stackLimit`, or nil so that the next call notices an interrupt.
  public var frameLimit: UnsafeMutableRawPointer?
  // What calls save and restore is kept apart: two neighbours would be loaded as one vector, which has to wait for both of the stores of
  // words just before.
  /// Register 0 of the running frame.
  public var frame: UnsafeMutablePointer<Value>
  public var recursionLimit: Int
  /// The first stack word above all running frames: where a native pushes arguments.
  public var top: UnsafeMutablePointer<Value>
  /// Frames on the stack.
  public var depth: Int
  /// The instruction being executed by the running frame, for tracebacks.
  public var pc: UnsafeMutablePointer<UInt64>
  /// The lowest native stack address at which nested runs of the interpreter are still allowed.
  public var nativeStackLimit: UInt
  /// The native stack address above which no frames of the engine are.
  public var nativeStackTop: UInt
  /// The frame address of the innermost interpreter loop.
  var loopFrame: UInt
  public var allocators: UnsafeMutablePointer<Allocator>
  public var exitBuffer: UnsafeMutablePointer<UInt64>
  /// How many cells of the exit buffer hold values that are still needed.
  var exitCells: Int
  public var types: KnownTypes
  public var nameTable: UnsafeMutablePointer<Value>
  /// One-character strings of code points 0...255.
  public var characters: UnsafeMutablePointer<Value>
  public var emptyString: Value
  public var emptyTuple: Value
  public var notImplemented: Value
  public var ellipsis: Value
  public var natives: UnsafeMutablePointer<NativeEntry>
  public var nextTypeVersion: UInt64
  public var lookupCache: UnsafeMutablePointer<LookupEntry>
  /// 0 unless bytecodes are counted; then `counting`, plus `countedRecording` while the running frames are recorded.
  public var recording: Int
  /// Whether some class's attributes are in cells because their values vary.
  var hasVariableAttributes: Bool
  /// Backward jumps left until a loop is looked at; start value of fresh counters.
  public var loopThreshold: Int
  /// Words of a loop up to which it takes `loopThreshold` jumps; longer ones take fewer. 0: all take as many.
  public var shortLoop: Int
  /// Calls left until a function that may call itself is looked at; start value of fresh counters.
  public var entryThreshold: Int
  /// Whether calls of all functions are counted, not only of those that may call themselves.
  public var entersAllFunctions: Bool
  /// Set by the recorder: the call or step that the interpreter is about to make is one instruction to it.
  var isCallOpaque: Bool
  public var runtimeReference: Unmanaged<Runtime>
  public var bytecodesRetired: UInt64
  var attributeCache: UnsafeMutablePointer<AttributeEntry>
  /// The number of the native `list.append`.
  var appendNative: Int
  /// Set by the recorder: what the current instruction delegates to gets a frame of its own.
  var nestsDelegate: Bool
  /// The numbers of the native `next` and of the methods `send` and `__next__` of generators, and `send` of coroutines.
  var resumingNatives: (next: Int, send: Int, step: Int, sendToCoroutine: Int)
  /// The natives that may gather the items of a generator in a frame.
  var collectingNatives: CollectingNatives
  /// The class of awaitable steps of async generators.
  var asyncStepClass: TypeRef?
  /// Where the items of the generator that native code drains go.
  var sink: UnsafeMutablePointer<ItemSink>?
  /// The class array.array once it exists.
  var arrayClass: TypeRef?
  /// Set, together with `poll`, when the running thread of several has had its turn.
  var isTurnOver: Int32
  /// Whether the interpreter that runs last has entered compiled code and not left it.
  var runsCompiled: Bool

  /// Every interpreted instruction is shown to the engine, to be counted.
  public static let counting = 1
  static let countedRecording = 2
}

/// One slot of the method cache: what a class's lookup of a name gave.
public struct LookupEntry {
  public var version: UInt64
  public var name: UInt64
  public var value: Value
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The cold part of the engine.
  public var runtime: Runtime { pointee.runtimeReference._withUnsafeGuaranteedRef { $0 } }
  /// The interned string of a well-known name.
  @inlinable public func name(_ name: Name) -> Value { pointee.nameTable[name.rawValue] }
  /// The well-known classes.
  public var types: KnownTypes { @inline(__always) get { pointee.types } }
}
