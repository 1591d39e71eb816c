// Records a trace from a stream: the recorder's decisions without its uops.
import Frontend
import TraceIR

/// A recording during a replay.
struct ReplayRecording {
  enum Step {
    case goesOn
    case finished
    case aborted(String)
  }

  /// The tree that gets the trace: its number, its code object and its header.
  let tree: Int
  let code: Int
  let header: Int
  private let latchEnd: Int
  /// The exit it grows from; nil for a root.
  let exit: Int?
  private let entryLevel: Int
  private var policy: FitnessPolicy
  private var places: [ReplayPlace] = []
  private var origins: [Origin] = []
  private var isLoop = false
  private var journal: TraceJournal?
  /// The instruction whose outcome is not known yet.
  private var pending: (op: Opcode, uops: Int)?
  /// Whether the last instruction may have changed the frame.
  private var mayChangeFrame = true
  private var failure: String?
  private var putsOffUnlikely = false

  init(root code: Int, header: Int, level: Int, _ replay: StreamReplay) {
    (tree, self.code, self.header, exit, entryLevel) = (replay.trees.count, code, header, nil, level)
    latchEnd = replay.codes[code].latchEnd(header)
    policy = FitnessPolicy(tunables: replay.tunables)
    putsOffUnlikely = (replay.codes[code].putOffs[header] ?? 0) < replay.tunables.unlikelyRetries
  }

  init(side tree: Int, exit: Int, level: Int, entryLevel: Int, _ replay: StreamReplay) {
    let owner = replay.trees[tree]
    (self.tree, code, header, latchEnd, self.exit, self.entryLevel) = (tree, owner.code, owner.header, owner.latchEnd, exit, entryLevel)
    policy = FitnessPolicy(tunables: replay.tunables, start: .side(isFlow: true))
  }

  /// Completes the last instruction, now that it is known what came after it.
  mutating func settle(op: Opcode, history: UInt16, taken: Bool, frameChange: Int) {
    guard let last = pending else { return }
    pending = nil
    if op.recordsHistory {
      let now = history << 1 | (taken ? 1 : 0)
      policy.charge(branchHistory: now)
      if putsOffUnlikely, FitnessPolicy.isUnlikely(now) { failure = Recorder.unlikely }
    }
    switch (frameChange, op) {
    case (1, .call), (1, .callMethod), (1, .callKeywords): policy.pushFrame()
    case (-1, .returnValue): policy.popFrame()
    case (0, _): break
    default: failure = "frame changed"
    }
    policy.finish(uops: last.uops)
  }

  /// Sees the next instruction before it is executed.
  mutating func observe(_ instruction: StreamedInstruction, level: Int, _ replay: StreamReplay) -> Step {
    if let failure { return .aborted(failure) }
    let depth = level - entryLevel
    guard abs(depth) < replay.tunables.maximumDepth else { return .aborted("frame changed") }
    let place = ReplayPlace(code: instruction.code, position: instruction.position, depth: depth, kinds: instruction.kinds)
    let isHome = depth == 0 && place.code == code
    if isHome, place.position == header, !places.isEmpty, uops > replay.tunables.minimumLoop { return close() }
    if isHome, exit == nil, place.position < header || place.position >= latchEnd { return .aborted("left the loop") }
    let home = replay.codes[place.code]
    let op = home.op(place.position)
    let work = ReferenceCosts.work(
      op, home.code.words[place.position], localCount: home.code.localCount,
      isTruth: op != .jumpIf && op != .not || instruction.kinds & 15 == StreamKind.truth)
    let kind = ReferenceCosts.place(op, work, hasReferenceCosts: replay.tunables.referenceCosts != 0)
    let isLatch = isHome && op == .jumpBack && home.target(place.position) == header
    if !places.isEmpty, !isLatch {
      if home.executors[place.position] != nil, !(isHome && place.position == header) { return end("link to executor", nil) }
      if let stop = policy.stop(at: kind, before: work) { return end(stop.description, stop) }
    }
    guard op.isRecordable else { return end("unsupported instruction \(op)", nil) }
    policy.begin(kind, work, instruction: kind, isChecked: !isLatch)
    places.append(place)
    origins.append(
      Origin(code: home.code.name, pc: place.position, line: home.code.lines[place.position], depth: depth, bytecode: "\(op)"))
    pending = (op, work.count * 2)
    return .goesOn
  }

  /// About how many uops were recorded.
  private var uops: Int { policy.steps.reduce(0) { $0 + $1.uops } }

  private mutating func close() -> Step {
    isLoop = true
    journal = policy.journal(reason: "closed its loop", stop: nil)
    return .finished
  }

  private mutating func end(_ reason: String, _ stop: FitnessStop?) -> Step {
    guard places.count > 1 else { return .aborted("no progress") }
    journal = policy.journal(reason: reason, stop: stop)
    return .finished
  }

  /// Adds what was recorded to its tree, which is made for a root.
  func addTrace(to replay: StreamReplay) {
    guard let journal else { return }
    if exit == nil {
      let home = replay.codes[code].code
      let name = "\(home.qualifiedName):\(home.lines[header])"
      replay.trees.append(
        ReplayTree(number: tree, name: name, code: code, header: header, latchEnd: latchEnd, tree: TraceTree(name: name)))
    }
    replay.trees[tree].add(places, origins: origins, from: exit, isLoop: isLoop, journal: journal)
    replay.logLast(of: replay.trees[tree])
  }
}

extension Opcode {
  /// Whether the recorder knows the instruction at all.
  var isRecordable: Bool {
    switch self {
    case .nop, .jump, .move, .loadConst, .loadInt, .loadNone, .loadTrue, .loadFalse, .unbound, .loadGlobal, .storeGlobal, .checkBound,
      .loadCell, .storeCell, .makeCell, .loadClosure, .add, .subtract, .multiply, .trueDivide, .floorDivide, .modulo, .power,
      .matrixMultiply, .leftShift, .rightShift, .bitAnd, .bitOr, .bitXor, .addInPlace, .subtractInPlace, .multiplyInPlace,
      .binaryInPlace, .addImmediate, .subtractImmediate, .addImmediateInPlace, .subtractImmediateInPlace, .negate, .positive, .invert,
      .not, .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual, .isSame, .isNotSame, .contains, .notContains, .jumpBack,
      .jumpBackCompiled, .loadAttribute, .storeAttribute, .loadMethod, .loadSuperMethod, .loadItem, .storeItem, .makeSlice, .makeTuple,
      .makeList, .listAppend, .unpack, .getIterator, .forNext, .call, .callMethod, .callKeywords, .returnValue:
      return true
    default: return recordsHistory
    }
  }
}
