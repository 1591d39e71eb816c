// Declares traces, their exits and snapshots, and the trees they form.

/// One uop of a trace.
public struct Instruction: Sendable, Equatable {
  public var op: Uop
  /// The value it defines, or `.none`.
  public var result: ValueID
  public var operands: [ValueID]
  /// See `UopInfo.immediate`.
  public var immediate: Int64
  /// The index in `Trace.exits` of the exit it owns, or -1.
  public var exit: Int32
  /// The index in `Trace.origins` of the bytecode it came from, or -1.
  public var origin: Int32

  public init(_ op: Uop, result: ValueID = .none, _ operands: [ValueID] = [], immediate: Int64 = 0, exit: Int = -1, origin: Int = -1) {
    self.op = op
    self.result = result
    self.operands = operands
    self.immediate = immediate
    self.exit = Int32(truncatingIfNeeded: exit)
    self.origin = Int32(truncatingIfNeeded: origin)
  }
}

/// What a frame slot holds when an exit is taken.
public enum SnapshotValue: Sendable, Hashable {
  /// An SSA value; ints, floats and truth values are boxed by the deoptimizer.
  case value(ValueID)
  /// An object that was never made: an index into `Snapshot.virtuals`.
  case virtual(Int)
  /// Nothing that is still needed.
  case dead
}

/// An object that exists only in snapshots and is built when an exit is taken.
public struct VirtualObject: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// An instance: the constant describes class and layout; fields are (byte offset, value).
    case instance(template: Int)
    case tuple
    /// A tuple whose class is the constant.
    case record(template: Int)
    case list
  }
  public var kind: Kind
  /// For an instance the byte offset of each field; for sequences the position.
  public var offsets: [Int]
  public var values: [SnapshotValue]

  public init(kind: Kind, offsets: [Int], values: [SnapshotValue]) {
    self.kind = kind
    self.offsets = offsets
    self.values = values
  }
}

/// One interpreter frame of a snapshot.
public struct FrameDescription: Sendable, Hashable {
  /// The frame's first slot, in words from the base of the frame in which the tree is entered. Negative below it.
  public var offset: Int
  /// The constant that is the frame's code object.
  public var code: Int
  /// The constant that is the frame's function, or -1 if the slot value `functionSlot` says it.
  public var function: Int
  /// The bytecode position at which the frame goes on: for the innermost frame the next instruction to execute,
  /// for the others the call instruction in progress.
  public var pc: Int
  /// Frontend flags of the frame (for example: returns its instance).
  public var flags: Int

  public init(offset: Int, code: Int, function: Int, pc: Int, flags: Int) {
    self.offset = offset
    self.code = code
    self.function = function
    self.pc = pc
    self.flags = flags
  }
}

/// What the interpreter's frames hold at an exit. Slots not listed are as they were in memory.
public struct Snapshot: Sendable, Equatable {
  public struct Slot: Sendable, Hashable {
    /// In words from the base of the frame in which the tree is entered.
    public var offset: Int
    public var value: SnapshotValue
    public init(offset: Int, value: SnapshotValue) {
      self.offset = offset
      self.value = value
    }
  }
  /// Outermost first. The first frame's header is in memory already; headers of the others are written by the deoptimizer.
  public var frames: [FrameDescription]
  /// How many levels of recursion lie between the first of `frames` and the frame in which the tree is entered: those of the frames
  /// that the trace returned from below its own. 0 when the first frame is the one entered.
  public var below: Int
  public var slots: [Slot]
  public var virtuals: [VirtualObject]

  public init(frames: [FrameDescription], below: Int = 0, slots: [Slot], virtuals: [VirtualObject] = []) {
    self.frames = frames
    self.below = below
    self.slots = slots
    self.virtuals = virtuals
  }
}

/// Why control may leave a trace at an exit.
public enum ExitKind: UInt8, Sendable, CaseIterable {
  /// A type, class, layout or identity guard.
  case type
  /// An ordinary conditional branch went the other way.
  case branch
  /// The exhaustion test of a `for`, or a plain truth test: control flow, not a failed assumption.
  case controlFlow
  /// Overflow, zero divisor, index out of range: the slow path in the interpreter decides.
  case arithmetic
  /// A helper raised: the exception is pending, the interpreter unwinds at the snapshot's pc.
  case exception
  /// The runtime asked for attention.
  case poll
  /// The trace ends here by choice of the policy.
  case end
  /// The trace ends here because another executor begins here.
  case link
  /// The function whose entry the tree begins at returns; the snapshot is that of its return instruction.
  case returned
}

/// A way out of a trace.
public struct Exit: Sendable, Equatable {
  public var kind: ExitKind
  public var snapshot: Snapshot
  /// The number by which the runtime knows it, unique in the tree: the value compiled code returns.
  /// Exits of traces count from 0 in order of recording and survive optimization; those of the entry are negative.
  public var number: Int
  /// The index in `TraceTree.traces` of the side trace that continues here, or -1.
  public var sideTrace: Int

  public init(kind: ExitKind, snapshot: Snapshot, number: Int, sideTrace: Int = -1) {
    self.kind = kind
    self.snapshot = snapshot
    self.number = number
    self.sideTrace = sideTrace
  }
}

/// Where a uop came from: for printing, logs and pictures.
public struct Origin: Sendable, Hashable {
  /// Display name of the code object.
  public var code: String
  public var pc: Int
  public var line: Int
  /// Inlining depth; 0 is the frame in which the trace began, negative below it.
  public var depth: Int
  /// Spelling of the bytecode.
  public var bytecode: String
  public init(code: String, pc: Int, line: Int, depth: Int, bytecode: String) {
    self.code = code
    self.pc = pc
    self.line = line
    self.depth = depth
    self.bytecode = bytecode
  }
}

/// How a trace ends.
public enum TraceEnd: Sendable, Equatable {
  /// Jumps to the tree's loop header: one value for each of `TraceTree.headerSlots`, in order.
  case loop([ValueID])
  /// Jumps to the tree's preheader (the hoisted part runs again): one value for each of `TraceTree.outerSlots`, in order.
  case outerLoop([ValueID])
  /// Jumps to the trace with this index, which begins at a join: one value for each of its `parameters`, in order.
  case join(Int, [ValueID])
  /// Leaves by the exit with this index in `exits` (kind `end`, `link` or `returned`).
  case exit(Int)

  /// Whether the trace comes back to the tree's header.
  public var isBackward: Bool {
    switch self {
    case .loop, .outerLoop: true
    case .join, .exit: false
    }
  }
}

/// A block parameter: an SSA value merged from several predecessors.
public struct Parameter: Sendable, Equatable {
  public var result: ValueID
  public var type: IRType
  /// The frame slot it carries.
  public var slot: Int
  public init(result: ValueID, type: IRType, slot: Int) {
    self.result = result
    self.type = type
    self.slot = slot
  }
}

/// A straight line of uops: a root trace, a side trace, or what several of them share.
public struct Trace: Sendable, Equatable {
  /// Where the trace begins: place and, for a side trace, the exit number in the tree it continues.
  public enum Anchor: Sendable, Equatable {
    case root
    case side(exit: Int)
    /// Where other traces join: those that end in `TraceEnd.join`.
    case join
  }
  public var anchor: Anchor
  /// The index of the trace in the recorded tree, if it is another than its own; else -1.
  public var number = -1
  /// Optimized form only: the values that the traces which join here bring.
  public var parameters: [Parameter] = []
  public var body: [Instruction]
  public var exits: [Exit]
  public var origins: [Origin]
  public var end: TraceEnd
  /// Recorded form only: the frame slots at a jump to the tree's header or to a join, pc included; `nil` when the trace ends in an exit.
  public var closing: Snapshot?
  /// Why recording stopped there, in words of the trace log.
  public var endReason: String
  /// Whether the trace left the loop region of the tree's header before it came back to it.
  public var leavesLoop: Bool

  public init(anchor: Anchor, body: [Instruction] = [], exits: [Exit] = [], origins: [Origin] = [], end: TraceEnd, closing: Snapshot? = nil, endReason: String = "", leavesLoop: Bool = false) {
    self.anchor = anchor
    self.body = body
    self.exits = exits
    self.origins = origins
    self.end = end
    self.closing = closing
    self.endReason = endReason
    self.leavesLoop = leavesLoop
  }
}

/// What compiled code must know to make an instance without help.
public struct InstanceShape: Sendable, Hashable {
  /// The byte offset of the first attribute slot.
  public var firstSlot: Int
  public var slotCount: Int
  /// The constant that is the layout of a fresh instance.
  public var layout: Int

  public init(firstSlot: Int, slotCount: Int, layout: Int) {
    self.firstSlot = firstSlot
    self.slotCount = slotCount
    self.layout = layout
  }

  public var size: Int { firstSlot + 8 * slotCount }
}

/// A root trace with the side traces grown from its exits; the unit of compilation.
///
/// A *recorded* tree has no entry, preheader or parameters: each trace reads what it needs by `slot`
/// and, if it jumps to the header, ends with `.loop([])` and a `closing` snapshot, or with `.join` if it goes on in a trace
/// that begins at a join. `optimize` turns it into an *optimized* tree, in which control flows
/// `entry -> preheader(outer parameters) -> header(loop parameters) -> traces[0].body -> ...`:
///
/// - `entry` loads, checks and unboxes the live-in slots; its exits resume at the tree's start;
/// - `preheader` begins with `outer` parameters and holds what was hoisted out of the loop;
/// - the header begins with `loop` parameters; `traces[0].body` follows;
/// - a side trace is entered from the exit it is attached to and sees all values that dominate that exit;
/// - a trace that begins at a join has parameters, and sees all values that dominate every jump to it;
/// - a join that leads back to itself is the head of a loop inside the tree, which is entered there only;
/// - `TraceEnd.outerLoop` jumps to the preheader, `TraceEnd.loop` to the header.
public struct TraceTree: Sendable, Equatable {
  public var name: String
  /// Root first. In the optimized form a trace comes after all that lead to it.
  public var traces: [Trace]
  /// Display text for each entry of the constant table: `class Task`, `code f`, `layout {x, y}`, `function f`.
  public var constants: [String]
  /// For constants that are classes the shape of their instances, where `newObject` may rely on it.
  public var instances: [Int: InstanceShape] = [:]
  /// Uops before the preheader; exits index `entryExits`.
  public var entry: [Instruction]
  /// Uops of the preheader; exits index `entryExits`.
  public var preheader: [Instruction]
  public var entryExits: [Exit]
  public var outer: [Parameter]
  /// Values that flow from `entry` into `outer`, in order.
  public var outerInitial: [ValueID]
  public var loop: [Parameter]
  /// Values that flow from the preheader into `loop`, in order.
  public var loopInitial: [ValueID]
  /// One more than the largest value number used.
  public var valueCount: Int
  /// Words above the entry base that inlined frames may use.
  public var frameExtent: Int

  public init(name: String, traces: [Trace] = [], constants: [String] = [], valueCount: Int = 0, frameExtent: Int = 0) {
    self.name = name
    self.traces = traces
    self.constants = constants
    self.entry = []
    self.preheader = []
    self.entryExits = []
    self.outer = []
    self.outerInitial = []
    self.loop = []
    self.loopInitial = []
    self.valueCount = valueCount
    self.frameExtent = frameExtent
  }

  /// The number of exits over all traces and the entry; exit numbers are below it.
  public var exitCount: Int {
    traces.reduce(entryExits.count) { $0 + $1.exits.count }
  }
}
