// Rebuilds interpreter frames from the values that compiled code left in the exit buffer.

import TraceIR

/// What to do when an exit of a compiled tree is taken: a snapshot made ready to apply.
///
/// Source of the idea: snapshots as in LuaJIT ("sparse snapshots").
///
/// Plans, their stores and frames lie in raw memory that is never freed: an exit is taken millions of times, and code of an
/// earlier version of its tree may still be running.
public struct DeoptPlan {
  private enum Source {
    case word(Int), int(Int), float(Int), truth(Int), address(Int)
    case dead
    case object(Int)
  }
  private struct Store {
    var offset: Int
    var source: Source
  }
  private struct Frame {
    var offset: Int
    var code: UnsafeMutablePointer<CodeObject>
    var function: Value
    var pc: Int
    var flags: FrameFlags
  }
  private struct Object {
    var kind: VirtualObject.Kind
    var type: TypeRef?
    var offsets: [Int]
    var sources: [Source]
  }
  private let stores: UnsafeMutablePointer<Store>
  private let storeCount: Int
  private let frames: UnsafeMutablePointer<Frame>
  private let frameCount: Int
  /// Levels of recursion that its frames but the first count as.
  private let levels: Int
  /// See `Snapshot.below`.
  private let below: Int
  private let resumesGenerators: Bool
  /// Words from the base that its frames and stores use.
  private let extent: Int
  private let objects: UnsafeMutablePointer<Object>
  private let objectCount: Int
  public let kind: ExitKind
  public let number: Int
  /// For an exit of kind `returned`: the register that is returned, and the cell with its value.
  private let returned: (register: Int, form: ReturnedForm, cell: Int)

  /// How the value that a function returns is found.
  private enum ReturnedForm: UInt8 {
    case memory, word, int, float, other
  }
  /// How many cells of the exit buffer hold live values.
  public let liveCount: Int
  /// The number of the executor that begins where this exit goes on, once known; else -1.
  public var linkedExecutor = -1
  /// When `linkedExecutor` was looked up.
  public var linkEpoch = 0
  /// How often the exit was taken without finding an executor.
  public var count: Int32 = 0
  /// Whether a side trace was recorded or given up: the exit is not counted any more.
  public var isSettled = false
  /// Whether it is hot and its side trace is in no code yet.
  public var isWaiting = false

  /// Makes the plan of an exit. `type` tells the machine type of a value.
  public init(_ exit: Exit, tree: RecordedTree, type: (ValueID) -> IRType) {
    kind = exit.kind
    number = exit.number
    let live = exit.snapshot.liveValues
    liveCount = live.count
    below = exit.snapshot.below
    var cells: [ValueID: Int] = [:]
    for (i, id) in live.enumerated() { cells[id] = i }
    func source(_ value: SnapshotValue) -> Source {
      switch value {
      case .dead: return .dead
      case .virtual(let index): return .object(index)
      case .value(let id):
        let cell = cells[id] ?? 0
        switch type(id) {
        case .i64: return .int(cell)
        case .f64: return .float(cell)
        case .i1: return .truth(cell)
        case .ptr: return .address(cell)
        case .word, .none: return .word(cell)
        }
      }
    }
    var frames: [Frame] = []
    for description in exit.snapshot.frames {
      guard case .code(let code) = tree.constants[description.code] else { continue }
      var function = Value.nil
      if description.function >= 0, case .value(let value) = tree.constants[description.function] { function = value }
      frames.append(
        Frame(
          offset: description.offset, code: code, function: function, pc: description.pc, flags: FrameFlags(rawValue: description.flags)))
    }
    let stores = exit.snapshot.slots.map { Store(offset: $0.offset, source: source($0.value)) }
    self.stores = .allocate(capacity: max(stores.count, 1))
    self.stores.initialize(from: stores, count: stores.count)
    storeCount = stores.count
    let register = exit.kind == .returned ? frames.last.map { $0.code.pointee.words[$0.pc].operandA } ?? 0 : 0
    switch stores.first(where: { $0.offset == register })?.source {
    case _ where !exit.snapshot.virtuals.isEmpty: returned = (register, .other, 0)
    case nil: returned = (register, .memory, 0)
    case .word(let cell): returned = (register, .word, cell)
    case .int(let cell): returned = (register, .int, cell)
    case .float(let cell): returned = (register, .float, cell)
    default: returned = (register, .other, 0)
    }
    self.frames = .allocate(capacity: max(frames.count, 1))
    self.frames.initialize(from: frames, count: frames.count)
    frameCount = frames.count
    extent = max(frames.map { $0.offset + $0.code.pointee.registerCount }.max() ?? 0, (stores.map(\.offset).max() ?? 0) + 1)
    resumesGenerators = frames.dropFirst().contains { $0.flags.contains(.generator) }
    levels = frames.dropFirst().reduce(0) { $0 + ($1.flags.contains(.twofold) ? 2 : 1) }
    let objects = exit.snapshot.virtuals.map { object in
      var cls: TypeRef?
      if case .instance(let template) = object.kind {
        // Constants with equal words share an entry: the class may have come in as a plain value.
        let word = Value(bits: tree.constants[template].word)
        if word.isKind(.type) { cls = word.object(TypeObject.self) }
      }
      return Object(kind: object.kind, type: cls, offsets: object.offsets, sources: object.values.map(source))
    }
    self.objects = .allocate(capacity: max(objects.count, 1))
    self.objects.initialize(from: objects, count: objects.count)
    objectCount = objects.count
  }

  /// Writes frames and slots; afterwards the state's frame and pc are where the interpreter goes on.
  public func apply(_ vm: VM, base: UnsafeMutablePointer<Value>) {
    let buffer = vm.pointee.exitBuffer
    // Making objects may collect garbage, which values in the buffer are not as long as they have no other place.
    vm.pointee.exitCells = liveCount
    defer { vm.pointee.exitCells = 0 }
    if resumesGenerators { clearGenerators(base) }
    if objectCount == 0 {
      for i in 0..<storeCount { base[stores[i].offset] = value(stores[i].source, buffer, vm) }
    } else {
      materialize(vm, base, buffer)
    }
    guard frameCount > 0 else { return }
    let last = frames[frameCount - 1]
    if frameCount > 1 { writeHeaders(vm, base) }
    vm.pointee.depth += levels - below
    if resumesGenerators { countHiddenFrames(vm, base) }
    let frame = base + last.offset
    vm.pointee.frame = frame
    vm.pointee.top = frame + last.code.pointee.registerCount
    vm.pointee.pc = last.code.pointee.words + last.pc
  }

  /// What the function returns whose tree left by this exit of kind `returned`; nothing but this need be done.
  @inline(__always)
  static func returnedValue(_ plan: UnsafeMutablePointer<DeoptPlan>, _ vm: VM, _ base: UnsafeMutablePointer<Value>) -> Value {
    let returned = plan.pointee.returned
    let cell = vm.pointee.exitBuffer[returned.cell]
    switch returned.form {
    case .memory: return base[returned.register]
    case .word: return Value(bits: cell)
    case .int: return vm.makeInt(Int(Int64(bitPattern: cell)))
    case .float: return vm.makeFloat(Double(bitPattern: cell))
    case .other:
      plan.pointee.apply(vm, base: base)
      return base[returned.register]
    }
  }

  @inline(__always)
  private func value(_ source: Source, _ buffer: UnsafeMutablePointer<UInt64>, _ vm: VM) -> Value {
    switch source {
    case .word(let cell): return Value(bits: buffer[cell])
    case .int(let cell): return vm.makeInt(Int(Int64(bitPattern: buffer[cell])))
    case .float(let cell): return vm.makeFloat(Double(bitPattern: buffer[cell]))
    case .truth(let cell): return Value(buffer[cell] & 1 != 0)
    case .address(let cell): return Value(bits: buffer[cell] &+ 1)
    case .dead, .object: return .nil
    }
  }

  private func writeHeaders(_ vm: VM, _ base: UnsafeMutablePointer<Value>) {
    for i in 1..<frameCount {
      let frame = base + frames[i].offset
      let caller = frames[i - 1]
      frame.callerBase = base + caller.offset
      frame.callerPC = caller.code.pointee.words + caller.pc
      if !frames[i].function.isNil { frame.function = frames[i].function }
      frame.code = frames[i].code
      frame.flags = frames[i].flags
      if frames[i].flags.contains(.generator) {
        // As when the interpreter resumes it.
        frame.aux.object(GeneratorObject.self).pointee.status = 2
        // Who takes the items is up to the frame that was entered.
        if !frame.callerBase.flags.contains(.sinks) { frame.flags = FrameFlags(rawValue: frame.flags.rawValue & ~FrameFlags.sinks.rawValue) }
        frame.aux.object(GeneratorObject.self).pointee.handled = vm.pointee.handled
      } else if !frames[i].flags.contains(.initializer) {
        frame.aux = .nil
      }
    }
  }

  /// Counts the generators that wait for the one in a frame without frames of their own.
  private func countHiddenFrames(_ vm: VM, _ base: UnsafeMutablePointer<Value>) {
    for i in 1..<frameCount where frames[i].flags.contains(.directly) {
      vm.pointee.depth += (base + frames[i].offset).aux.object(GeneratorObject.self).pointee.levels
    }
  }

  /// Empties the registers of generators that the trace resumed: all of them are saved when they yield.
  private func clearGenerators(_ base: UnsafeMutablePointer<Value>) {
    for i in 1..<frameCount where frames[i].flags.contains(.generator) {
      (base + frames[i].offset).update(repeating: .nil, count: frames[i].code.pointee.registerCount)
    }
  }

  /// Makes the virtual objects above all frames, where the collector finds them, fills them, then writes the slots.
  private func materialize(_ vm: VM, _ base: UnsafeMutablePointer<Value>, _ buffer: UnsafeMutablePointer<UInt64>) {
    let made = Swift.max(vm.pointee.top, base + extent)
    let top = vm.pointee.top
    vm.pointee.top = made + objectCount
    defer { vm.pointee.top = top }
    made.update(repeating: .nil, count: objectCount)
    for (i, object) in UnsafeBufferPointer(start: objects, count: objectCount).enumerated() {
      switch object.kind {
      case .instance: made[i] = object.type.map { Value(vm.makeInstance($0)) } ?? .none
      case .tuple: made[i] = vm.makeTupleUninitialized(object.sources.count)
      case .list:
        made[i] = vm.makeList(capacity: object.sources.count)
        for _ in object.sources { vm.listAppend(made[i], .none) }
      }
    }
    func resolve(_ source: Source) -> Value {
      if case .object(let index) = source { return made[index] }
      return value(source, buffer, vm)
    }
    for (i, object) in UnsafeBufferPointer(start: objects, count: objectCount).enumerated() {
      let target = made[i]
      for (offset, source) in zip(object.offsets, object.sources) {
        fill(target, object.kind, offset, source, buffer, resolve, vm)
      }
    }
    for i in 0..<storeCount { base[stores[i].offset] = resolve(stores[i].source) }
  }

  private func fill(
    _ target: Value, _ kind: VirtualObject.Kind, _ offset: Int, _ source: Source, _ buffer: UnsafeMutablePointer<UInt64>,
    _ resolve: (Source) -> Value, _ vm: VM
  ) {
    switch kind {
    case .instance:
      if case .address(let cell) = source, offset == 8 {
        (target.address + 8).storeBytes(of: buffer[cell], as: UInt64.self)
      } else {
        (target.address + offset).storeBytes(of: resolve(source), as: Value.self)
      }
    case .tuple: vm.tupleBase(target)[offset] = resolve(source)
    case .list: vm.listSetItem(target, offset, resolve(source))
    }
  }
}
