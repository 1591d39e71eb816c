// Rebuilds interpreter frames from the values that compiled code left in the exit buffer.

import TraceIR

/// What to do when an exit of a compiled tree is taken: a snapshot made ready to apply.
///
/// Source of the idea: snapshots as in LuaJIT ("sparse snapshots").
///
/// Plans, their stores and frames lie in raw memory that is never freed: an exit is taken millions of times, and code of an
/// earlier version of its tree may still be running.
public struct DeoptPlan {
  /// How a slot or a field is made from what is in the exit buffer.
  fileprivate enum Form: UInt8, CaseIterable {
    case word, address, int, float, truth, dead, object
  }
  /// Where a value comes from: a cell of the exit buffer or the index of an object, and where it goes.
  fileprivate struct Move {
    var offset: Int32
    var source: Int32
  }
  fileprivate struct Frame {
    var offset: Int
    var code: UnsafeMutablePointer<CodeObject>
    var function: Value
    var pc: Int
    var flags: FrameFlags
  }
  fileprivate enum ObjectKind: UInt8 {
    case instance, tuple, list
  }
  /// An object to be made; its fields are `fields[first..<first + count]`.
  fileprivate struct Object {
    var kind: ObjectKind
    var type: TypeRef?
    var first: Int
    var count: Int
  }
  fileprivate struct Field {
    var move: Move
    var form: Form
  }
  /// The stores to frame slots, those of one form together.
  fileprivate let moves: UnsafeMutablePointer<Move>
  /// Where the stores of each form end, in the order of the forms.
  fileprivate let wordEnd, addressEnd, intEnd, floatEnd, truthEnd, deadEnd, moveCount: Int
  fileprivate let frames: UnsafeMutablePointer<Frame>
  fileprivate let frameCount: Int
  /// Levels of recursion that its frames but the first count as, without those that the trace returned from.
  fileprivate let levels: Int
  fileprivate let resumesGenerators: Bool
  /// The exception being handled, where the trace kept it to itself.
  fileprivate let handled: Field?
  /// Whether one of its frames handles an exception at its place.
  public let hasHandler: Bool
  /// Words from the base that its frames and stores use.
  fileprivate let extent: Int
  fileprivate let objects: UnsafeMutablePointer<Object>
  fileprivate let objectCount: Int
  fileprivate let fields: UnsafeMutablePointer<Field>
  public let kind: ExitKind
  public let number: Int
  /// For an exit of kind `returned`: the register that is returned, and the cell with its value.
  fileprivate let returned: (register: Int, form: ReturnedForm, cell: Int)

  /// How the value that a function returns is found.
  fileprivate enum ReturnedForm: UInt8 {
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
    var cells: [ValueID: Int] = [:]
    for (i, id) in live.enumerated() { cells[id] = i }
    func source(_ value: SnapshotValue) -> (form: Form, place: Int) {
      switch value {
      case .dead: return (.dead, 0)
      case .virtual(let index): return (.object, index)
      case .value(let id):
        let cell = cells[id] ?? 0
        switch type(id) {
        case .i64: return (.int, cell)
        case .f64: return (.float, cell)
        case .i1: return (.truth, cell)
        case .ptr: return (.address, cell)
        case .word, .none: return (.word, cell)
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
    let all = exit.snapshot.slots.map { (offset: $0.offset, source: source($0.value)) }
    let stores = all.filter { $0.offset != Recorder.handledSlot }
    handled = all.first { $0.offset == Recorder.handledSlot }.map { Field(move: Move(offset: 0, source: Int32(truncatingIfNeeded: $0.source.place)), form: $0.source.form) }
    hasHandler = exit.kind == .exception && frames.contains { $0.code.handles(at: $0.pc) }
    var moves: [Move] = []
    var ends: [Int] = []
    for form in Form.allCases {
      for store in stores where store.source.form == form {
        moves.append(Move(offset: Int32(truncatingIfNeeded: store.offset), source: Int32(truncatingIfNeeded: store.source.place)))
      }
      ends.append(moves.count)
    }
    self.moves = DeoptPlan.raw(moves)
    (wordEnd, addressEnd, intEnd, floatEnd, truthEnd, deadEnd, moveCount) = (ends[0], ends[1], ends[2], ends[3], ends[4], ends[5], ends[6])
    let register = exit.kind == .returned ? frames.last.map { $0.code.pointee.words[$0.pc].operandA } ?? 0 : 0
    switch stores.first(where: { $0.offset == register })?.source {
    case _ where !exit.snapshot.virtuals.isEmpty || handled != nil: returned = (register, .other, 0)
    case nil: returned = (register, .memory, 0)
    case .some((.word, let cell)): returned = (register, .word, cell)
    case .some((.int, let cell)): returned = (register, .int, cell)
    case .some((.float, let cell)): returned = (register, .float, cell)
    default: returned = (register, .other, 0)
    }
    self.frames = DeoptPlan.raw(frames)
    frameCount = frames.count
    extent = max(frames.map { $0.offset + $0.code.pointee.registerCount }.max() ?? 0, (stores.map(\.offset).max() ?? 0) + 1)
    resumesGenerators = frames.dropFirst().contains { $0.flags.contains(.generator) }
    levels = frames.dropFirst().reduce(-exit.snapshot.below) { $0 + ($1.flags.contains(.twofold) ? 2 : 1) }
    var objects: [Object] = []
    var fields: [Field] = []
    for object in exit.snapshot.virtuals {
      objects.append(DeoptPlan.describe(object, first: fields.count, tree))
      for (offset, value) in zip(object.offsets, object.values) {
        let (form, place) = source(value)
        fields.append(Field(move: Move(offset: Int32(truncatingIfNeeded: offset), source: Int32(truncatingIfNeeded: place)), form: form))
      }
    }
    self.objects = DeoptPlan.raw(objects)
    objectCount = objects.count
    self.fields = DeoptPlan.raw(fields)
  }

  private static func raw<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let result = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    result.initialize(from: elements, count: elements.count)
    return result
  }

  private static func describe(_ object: VirtualObject, first: Int, _ tree: RecordedTree) -> Object {
    var result = Object(kind: .tuple, type: nil, first: first, count: object.offsets.count)
    switch object.kind {
    case .instance(let template), .record(let template):
      if case .instance = object.kind { result.kind = .instance }
      // Constants with equal words share an entry: the class may have come in as a plain value.
      let word = Value(bits: tree.constants[template].word)
      if word.isKind(.type) { result.type = word.object(TypeObject.self) }
    case .tuple: break
    case .list: result.kind = .list
    }
    return result
  }
}

extension UnsafeMutablePointer where Pointee == DeoptPlan {
  /// Writes frames and slots; afterwards the state's frame and pc are where the interpreter goes on.
  public func apply(_ vm: VM, base: UnsafeMutablePointer<Value>) {
    let buffer = vm.pointee.exitBuffer
    // Making objects may collect garbage, which values in the buffer are not as long as they have no other place.
    vm.pointee.exitCells = pointee.liveCount
    vm.pointee.top = Swift.max(vm.pointee.top, base + pointee.extent)
    if pointee.resumesGenerators { clearGenerators(base) }
    if pointee.objectCount == 0 { move(vm, base, buffer) } else { materialize(vm, base, buffer) }
    if pointee.handled != nil, pointee.objectCount == 0 { setHandled(vm, vm.pointee.top, buffer) }
    vm.pointee.exitCells = 0
    let count = pointee.frameCount
    guard count > 0 else { return }
    let last = pointee.frames + (count - 1)
    if count > 1 { writeHeaders(vm, base) }
    vm.pointee.depth += pointee.levels
    if pointee.resumesGenerators { countHiddenFrames(vm, base) }
    let frame = base + last.pointee.offset
    let code = last.pointee.code
    vm.pointee.frame = frame
    vm.pointee.top = frame + code.pointee.registerCount
    vm.pointee.pc = code.pointee.words + last.pointee.pc
  }

  /// What the function returns whose tree left by this exit of kind `returned`; nothing but this need be done.
  @inline(__always)
  func returnedValue(_ vm: VM, _ base: UnsafeMutablePointer<Value>) -> Value {
    let returned = pointee.returned
    let cell = vm.pointee.exitBuffer[returned.cell]
    switch returned.form {
    case .memory: return base[returned.register]
    case .word: return Value(bits: cell)
    case .int: return vm.makeInt(Int(Int64(bitPattern: cell)))
    case .float: return vm.makeFloat(Double(bitPattern: cell))
    case .other:
      apply(vm, base: base)
      return base[returned.register]
    }
  }

  /// Writes the slots that hold no object to be made.
  @inline(__always)
  private func move(_ vm: VM, _ base: UnsafeMutablePointer<Value>, _ buffer: UnsafeMutablePointer<UInt64>) {
    let moves = pointee.moves
    var next = 0
    while next < pointee.wordEnd {
      base[Int(moves[next].offset)] = Value(bits: buffer[Int(moves[next].source)])
      next += 1
    }
    while next < pointee.addressEnd {
      base[Int(moves[next].offset)] = Value(bits: buffer[Int(moves[next].source)] &+ 1)
      next += 1
    }
    while next < pointee.intEnd {
      base[Int(moves[next].offset)] = vm.makeInt(Int(Int64(bitPattern: buffer[Int(moves[next].source)])))
      next += 1
    }
    while next < pointee.floatEnd {
      base[Int(moves[next].offset)] = vm.makeFloat(Double(bitPattern: buffer[Int(moves[next].source)]))
      next += 1
    }
    while next < pointee.truthEnd {
      base[Int(moves[next].offset)] = Value(buffer[Int(moves[next].source)] & 1 != 0)
      next += 1
    }
    while next < pointee.deadEnd {
      base[Int(moves[next].offset)] = .nil
      next += 1
    }
  }

  private func writeHeaders(_ vm: VM, _ base: UnsafeMutablePointer<Value>) {
    for i in 1..<pointee.frameCount {
      let description = pointee.frames + i
      let caller = pointee.frames + (i - 1)
      let frame = base + description.pointee.offset
      let flags = description.pointee.flags
      frame.callerBase = base + caller.pointee.offset
      frame.callerPC = caller.pointee.code.pointee.words + caller.pointee.pc
      if !description.pointee.function.isNil { frame.function = description.pointee.function }
      frame.code = description.pointee.code
      frame.flags = flags
      if flags.contains(.generator) {
        // As when the interpreter resumes it.
        frame.aux.object(GeneratorObject.self).pointee.status = 2
        // Who takes the items is up to the frame that was entered.
        if !flags.contains(.collects), !frame.callerBase.flags.contains(.sinks) { frame.flags = FrameFlags(rawValue: frame.flags.rawValue & ~FrameFlags.sinks.rawValue) }
        frame.aux.object(GeneratorObject.self).pointee.handled = vm.pointee.handled
      } else if !flags.contains(.initializer) {
        frame.aux = .nil
      }
    }
  }

  /// Counts the generators that wait for the one in a frame without frames of their own.
  private func countHiddenFrames(_ vm: VM, _ base: UnsafeMutablePointer<Value>) {
    for i in 1..<pointee.frameCount where pointee.frames[i].flags.contains(.directly) {
      vm.pointee.depth += (base + pointee.frames[i].offset).aux.object(GeneratorObject.self).pointee.levels
    }
  }

  /// Empties the registers of generators that the trace resumed: all of them are saved when they yield.
  private func clearGenerators(_ base: UnsafeMutablePointer<Value>) {
    for i in 1..<pointee.frameCount where pointee.frames[i].flags.contains(.generator) {
      (base + pointee.frames[i].offset).update(repeating: .nil, count: pointee.frames[i].code.pointee.registerCount)
    }
  }

  /// Makes the virtual objects above all frames, where the collector finds them, fills them, then writes the slots.
  @inline(never)
  private func materialize(_ vm: VM, _ base: UnsafeMutablePointer<Value>, _ buffer: UnsafeMutablePointer<UInt64>) {
    let count = pointee.objectCount
    let made = vm.pointee.top
    vm.pointee.top = made + count
    for i in 0..<count { made[i] = .nil }
    for i in 0..<count { made[i] = make(pointee.objects + i, vm) }
    for i in 0..<count { fill(pointee.objects + i, made, i, buffer, vm) }
    move(vm, base, buffer)
    for i in pointee.deadEnd..<pointee.moveCount { base[Int(pointee.moves[i].offset)] = made[Int(pointee.moves[i].source)] }
    if pointee.handled != nil { setHandled(vm, made, buffer) }
    vm.pointee.top = made
  }

  @inline(never)
  private func setHandled(_ vm: VM, _ made: UnsafeMutablePointer<Value>, _ buffer: UnsafeMutablePointer<UInt64>) {
    guard var field = pointee.handled else { return }
    vm.pointee.handled = resolve(&field, made, buffer, vm)
  }

  @inline(__always)
  private func make(_ object: UnsafeMutablePointer<DeoptPlan.Object>, _ vm: VM) -> Value {
    switch object.pointee.kind {
    case .instance: return object.pointee.type.map { Value(vm.makeObject($0)) } ?? .none
    case .tuple:
      let tuple = vm.makeTupleUninitialized(object.pointee.count)
      if let type = object.pointee.type { tuple.object(ObjectHeader.self).pointee.type = type }
      return tuple
    case .list:
      let list = vm.makeList(capacity: object.pointee.count)
      for _ in 0..<object.pointee.count { vm.listAppend(list, .none) }
      return list
    }
  }

  private func fill(
    _ object: UnsafeMutablePointer<DeoptPlan.Object>, _ made: UnsafeMutablePointer<Value>, _ index: Int, _ buffer: UnsafeMutablePointer<UInt64>,
    _ vm: VM
  ) {
    let target = made[index]
    let fields = pointee.fields + object.pointee.first
    for i in 0..<object.pointee.count {
      let field = fields + i
      let offset = Int(field.pointee.move.offset)
      if object.pointee.kind == .instance, field.pointee.form == .address, offset == 8 {
        (target.address + 8).storeBytes(of: buffer[Int(field.pointee.move.source)], as: UInt64.self)
        continue
      }
      let value = resolve(field, made, buffer, vm)
      switch object.pointee.kind {
      case .instance: (target.address + offset).assumingMemoryBound(to: Value.self).pointee = value
      case .tuple: vm.tupleBase(target)[offset] = value
      case .list: vm.listSetItem(target, offset, value)
      }
    }
    // The class may have got other layouts since the trace made the object.
    if object.pointee.kind == .instance, let type = object.pointee.type { vm.adaptLayout(target, type) }
  }

  @inline(__always)
  private func resolve(
    _ field: UnsafeMutablePointer<DeoptPlan.Field>, _ made: UnsafeMutablePointer<Value>, _ buffer: UnsafeMutablePointer<UInt64>, _ vm: VM
  ) -> Value {
    let source = Int(field.pointee.move.source)
    switch field.pointee.form {
    case .word: return Value(bits: buffer[source])
    case .address: return Value(bits: buffer[source] &+ 1)
    case .int: return vm.makeInt(Int(Int64(bitPattern: buffer[source])))
    case .float: return vm.makeFloat(Double(bitPattern: buffer[source]))
    case .truth: return Value(buffer[source] & 1 != 0)
    case .dead: return .nil
    case .object: return made[source]
    }
  }
}
