// Holds the cold state of one engine and makes its classes, modules and code objects.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import CRuntime
import TraceIR

/// What the runtime keeps of a code unit besides the heap object.
public final class CodeInfo {
  public let unit: CodeUnit
  /// Position of the code in its module: module name, then the index in each enclosing unit's children.
  public let path: [Int]
  public let moduleName: String
  /// The text it was compiled from, for code that `compile` made.
  var source: CompiledSource?
  public var children: [Value] = []
  /// The heap object, which stays alive as long as the engine; nil while it is being made.
  public var code: UnsafeMutablePointer<CodeObject>?
  /// Set by the engine: executors by word position of their loop header.
  public var attachments: [Int: AnyObject] = [:]
  var liveness: Liveness?
  /// The `for` loops. They hold their iterators until they are left, though what leaves a loop does not read them.
  private(set) lazy var loops = findLoops()
  /// Where branches join, where loops go on that are left, and the heads of all loops with the positions behind their last jumps back; see
  /// `MergePoints`.
  private(set) lazy var mergePoints = MergePoints.find(unit.words)
  private(set) lazy var loopExits = MergePoints.findLoopExits(unit.words)
  private(set) lazy var loopEnds = MergePoints.findLoopEnds(unit.words)

  init(unit: CodeUnit, path: [Int], moduleName: String) {
    self.unit = unit
    self.path = path
    self.moduleName = moduleName
  }
}

/// A `for` loop.
struct LoopExtent {
  /// Word positions from the instruction that takes an item to the loop's end.
  let body: Range<Int>
  let registers: Range<Int>
}

extension CodeInfo {
  fileprivate func findLoops() -> [LoopExtent] {
    var loops: [LoopExtent] = []
    var position = 0
    while position < unit.words.count, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: unit.words[position])) {
      if op == .forNext {
        let (state, distance) = (unit.words[position].operandA, Int(Int32(truncatingIfNeeded: unit.words[position + 1])))
        if distance > 0 { loops.append(LoopExtent(body: position..<position + distance, registers: state..<state + 4)) }
      }
      position += op.info.length
    }
    return loops
  }
}

/// The cold state of one engine.
public final class Runtime {
  public let vm: VM
  public let heap: Heap
  /// Interned strings: an open hash table.
  var internedTable: UnsafeMutablePointer<Value>
  var internedMask: Int
  var internedCount = 0
  public var codeInfos: [CodeInfo] = []
  var nativeCount = 0
  var nativeCapacity = 4096
  /// Modules by name: the dict behind sys.modules.
  public var modules: Value = .nil
  public var builtins: Value = .nil
  /// Cells of names that modules looked up among the builtins: by (namespace dict address, name).
  var forwardCells: [ForwardKey: UnsafeMutablePointer<GlobalCell>] = [:]
  /// Values that are roots as long as the engine lives.
  public var permanentRoots: [Value] = []
  /// The function of `copyreg` that takes objects to pieces, once it was needed.
  var reduction = Value.nil
  /// Values that natives hold in Swift collections for the time of a call.
  public var handles: [Value] = []
  public var rootMarkers: [(Heap) -> Void] = []
  /// Objects whose class defines `__del__`, and weak references: looked at after marking.
  var finalizable: [UInt] = []
  var weakReferences: [UInt] = []
  /// The weak reference of the class itself and without callback that each object has, by the object's word.
  var plainReferences: [UInt: UInt] = [:]
  /// Generators of functions with exception handlers: they are closed when nothing refers to them any more.
  var closable: [UInt] = []
  var pendingFinalizers = FinalizerQueue()
  /// In the next collection, the native stack holds no roots below this frame of an interpreter loop: what that and the native that it
  /// called hold is in registers of frames, or dead. 0 when nothing is known.
  var nativeRootsEnd: UInt = 0
  /// Whether finalizers are running that a release made due, or those at the end of the program.
  var isFinalizing = false
  /// Whether one of them is running, so that the others wait.
  var isRunningFinalizers = false
  /// Bytes that collections may still look at for finalizers to run at once.
  var releaseBudget = 1 << 29
  /// Whether the program itself made weak references, and whether some call a function in the end.
  var hasWatchedReferences = false
  var hasWatchedCallbacks = false
  /// Recording and compiled code; nil when the program is only interpreted.
  public var tracing: (any TraceEngine)?
  /// The engine's work at safe points.
  public var safePoint: (() -> Void)?
  /// Called when a code object was made, before it runs.
  public var codeBound: ((UnsafeMutablePointer<CodeObject>) -> Void)?
  /// Called when a watched class, global or function changes; with nil when anything may have changed.
  public var invalidate: ((UnsafeMutableRawPointer?) -> Void)?
  var layoutRoots: [Int: LayoutRef] = [:]
  var layoutCount = 0
  public var searchPath: [String] = []
  /// The threads of the program; empty until it starts one.
  var strands: [Int: Strand] = [:]
  var strandCount = 0
  var runningStrand = 0
  /// What `time.sleep` calls as soon as there are threads, and what lets the others run.
  var sleepHook: Value = .nil
  var turnHook: Value = .nil
  public var arguments: [String] = []
  /// The objects that `sys.stdout`, `sys.stderr` and `sys.stdin` are at the start.
  var standardOutput: Value = .nil
  var standardError: Value = .nil
  var standardInput: Value = .nil
  /// File objects that were opened by name: their files are closed when nothing refers to them any more.
  var openedFiles: [UInt] = []
  /// State of open files, by number.
  var files: [FileState?] = []
  var binaryFileType: TypeRef?
  var coroutineWrapperType: TypeRef?
  /// Parsed formats of the module struct.
  var binaryLayouts: [[UInt8]: BinaryLayout] = [:]
  /// What `atexit.register` was given: a list, or nil.
  var exitFunctions: Value = .nil
  /// Containers of native modules whose repr is being made.
  var reprInProgress: Set<UInt64> = []
  /// Classes that native modules made, by full name.
  var structSequences: [String: TypeRef] = [:]
  /// What `gc.isenabled()` says.
  var isCollectorEnabled = true
  /// Names of modules whose code is running for the first time.
  var initializing: Set<String> = []
  /// Whether long arithmetic allocates through guarded functions.
  var isMemoryGuarded = false
  /// Compiled regular expressions, to whose numbers Pattern objects refer.
  var regexPrograms: [RegexProgram] = []
  /// What is outside of the program.
  public let world = OuterWorld()
  public var output = OutputBuffer(descriptor: 1)
  public var errorOutput = OutputBuffer(descriptor: 2)
  /// Makes a built-in module on first import, by name.
  public var moduleFactories: [String: (Runtime) -> Value] = [:]
  /// `object.__getattribute__`, `__setattr__` and `__delattr__`: what classes without their own have.
  var defaultGetAttribute: Value = .nil
  var defaultSetAttribute: Value = .nil
  var defaultDeleteAttribute: Value = .nil
  /// Other methods of `object` and `type` that stand for "not overridden".
  var defaultNew: Value = .nil
  var defaultInit: Value = .nil
  var defaultRepr: Value = .nil
  var defaultStr: Value = .nil
  var defaultFormat: Value = .nil
  var defaultInitSubclass: Value = .nil
  var defaultTypeCall: Value = .nil
  var defaultOrder: Value = .nil
  /// The functions behind import and class statements, unless a program replaces them in `builtins`.
  var defaultImport: Value = .nil
  var defaultBuildClass: Value = .nil
  /// `sys.displayhook`, unless a program replaces it.
  var defaultDisplayHook: Value = .nil
  /// Attributes that the methods of the class statement being executed assign, until the class is made.
  var classAttributeHint: [String] = []
  /// Attributes known for each class's instances, by address of the class.
  var classAttributes: [UInt: Set<String>] = [:]
  /// Classes with names in their `__slots__`.
  var slottedTypes: Set<UInt> = []
  /// The special attributes that exception classes have, by address of the class.
  var exceptionFamilies: [UInt: ExceptionFamily] = [:]
  var lastExceptionFamily: (type: TypeRef, family: ExceptionFamily)?
  public var exceptionTypes: [String: TypeRef] = [:]
  /// Natives the recorder knows, by table index.
  var nativeRoles: [Int: NativeRole] = [:]
  lazy var plainMethods = PlainMethods()
  /// The class array.array once it exists: its instances are bytes-like.
  var arrayType: TypeRef?
  /// Containers whose repr is being made.
  var reprStack: [UInt64] = []
  /// The class of `int | str`.
  var unionType: TypeRef?
  /// What iterators of shapes from `IteratorShape.custom` on do.
  var iteratorBodies: [(VM, UnsafeMutablePointer<IteratorObject>) -> Value] = []
  /// Most decimal digits that ints are converted with, 0 for no limit.
  public var maximumIntDigits = 4300

  struct ForwardKey: Hashable {
    let dict: UInt64
    let name: UInt64
  }

  /// Sizes in words of the region for interpreter frames: the first one that there is address space for is taken.
  private static let stackSizes = [1 << 29, 1 << 27, 1 << 25, 1 << 23]

  /// Makes an engine's runtime, or nil if address space cannot be had.
  public init?() {
    let stateBytes = (MemoryLayout<VMState>.stride + 63) & ~63
    let allocatorBytes = Heap.mostClasses * MemoryLayout<Allocator>.stride
    let block = UnsafeMutableRawPointer.allocate(byteCount: stateBytes + allocatorBytes + Runtime.exitBufferCount * 8, alignment: 64)
    memset(block, 0, stateBytes + allocatorBytes + Runtime.exitBufferCount * 8)
    vm = block.assumingMemoryBound(to: VMState.self)
    let allocators = (block + stateBytes).assumingMemoryBound(to: Allocator.self)
    guard let heap = Heap(allocators: allocators) else { return nil }
    self.heap = heap
    guard let (stack, stackWords) = Runtime.reserveStack() else { return nil }
    internedMask = 8191
    internedTable = .allocate(capacity: 8192)
    internedTable.initialize(repeating: .nil, count: 8192)
    let stackBase = stack.assumingMemoryBound(to: Value.self) + RuntimeABI.readableBelowStack
    vm.pointee.stackBase = stackBase
    vm.pointee.stackLimit = stackBase + stackWords - 4096
    vm.pointee.frameLimit = UnsafeMutableRawPointer(vm.pointee.stackLimit)
    vm.pointee.frame = stackBase + 16
    vm.pointee.top = stackBase + 64
    vm.pointee.exception = .nil
    vm.pointee.handled = .none
    vm.pointee.recursionLimit = 1000
    vm.pointee.allocators = allocators
    vm.pointee.exitBuffer = (block + stateBytes + allocatorBytes).assumingMemoryBound(to: UInt64.self)
    vm.pointee.nextTypeVersion = 1
    vm.pointee.lookupCache = .allocate(capacity: 4096)
    vm.pointee.lookupCache.initialize(repeating: LookupEntry(version: 0, name: 0, value: .nil), count: 4096)
    vm.pointee.attributeCache = .allocate(capacity: AttributeEntry.count)
    vm.pointee.attributeCache.initialize(repeating: AttributeEntry(), count: AttributeEntry.count)
    vm.pointee.natives = .allocate(capacity: nativeCapacity)
    vm.pointee.nestsDelegate = false
    vm.pointee.loopThreshold = 1039
    vm.pointee.shortLoop = 0
    vm.pointee.entryThreshold = 2053
    vm.pointee.runtimeReference = Unmanaged.passUnretained(self)
    heap.attention = UnsafeMutableRawPointer(vm).assumingMemoryBound(to: Int32.self) + (MemoryLayout<VMState>.offset(of: \.poll) ?? 0) / 4
    heap.collect = { [unowned self] in self.collectGarbage() }
    heap.collectionDisabled += 1
    bootstrap()
    installLibrary()
    vm.pointee.appendNative = vm.typeLookup(vm.pointee.types.list, intern("append")).object(BuiltinObject.self).pointee.native
    func number(_ function: Value) -> Int { function.object(BuiltinObject.self).pointee.native }
    let generator = vm.pointee.types.generator
    vm.pointee.resumingNatives = (
      number(vm.dictGet(builtins.object(ModuleObject.self).pointee.dict, intern("next"))), number(vm.typeLookup(generator, intern("send"))),
      number(vm.typeLookup(generator, intern("__next__"))), number(vm.typeLookup(vm.pointee.types.coroutine, intern("send")))
    )
    func builtin(_ name: String) -> Int { number(vm.dictGet(builtins.object(ModuleObject.self).pointee.dict, intern(name))) }
    vm.pointee.collectingNatives = CollectingNatives(
      sum: builtin("sum"), least: builtin("min"), greatest: builtin("max"), any: builtin("any"), all: builtin("all"), sorted: builtin("sorted"),
      join: number(vm.typeLookup(vm.pointee.types.str, intern("join"))))
    heap.collectionDisabled -= 1
  }

  private static func reserveStack() -> (memory: UnsafeMutableRawPointer, words: Int)? {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    for words in stackSizes {
      let memory = mmap(nil, (RuntimeABI.readableBelowStack + words) * 8, PROT_READ | PROT_WRITE, flags, -1, 0)
      if let memory, memory != MAP_FAILED { return (memory, words) }
    }
    return nil
  }

  public static let exitBufferCount = 8192

  /// Byte offsets of what compiled code reaches from the state pointer.
  public static var exitBufferOffset: Int {
    allocatorsOffset + Heap.mostClasses * MemoryLayout<Allocator>.stride
  }
  public static var allocatorsOffset: Int { (MemoryLayout<VMState>.stride + 63) & ~63 }

  /// Adds a native function to the table and returns its index.
  func addNative(_ signature: Signature?, _ body: @escaping NativeBody) -> Int {
    if nativeCount == nativeCapacity {
      let larger = UnsafeMutablePointer<NativeEntry>.allocate(capacity: nativeCapacity * 2)
      larger.moveInitialize(from: vm.pointee.natives, count: nativeCount)
      vm.pointee.natives.deallocate()
      vm.pointee.natives = larger
      nativeCapacity *= 2
    }
    (vm.pointee.natives + nativeCount).initialize(to: NativeEntry(body: body, signature: signature))
    nativeCount += 1
    return nativeCount - 1
  }
}
