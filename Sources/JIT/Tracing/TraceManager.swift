// Decides what is recorded, compiled, installed and entered.
import Frontend
import TraceIR

/// The engine's side of tracing: implements what the interpreter asks for.
final class TraceManager: TraceEngine {
  let vm: VM
  let tunables: FitnessTunables
  let statistics: Statistics
  let queue: CompileQueue
  /// Made when something is hot for the first time: short programs never need it.
  lazy var abi = Runtime.makeABI()
  /// Takes results from the queue, counted.
  let takeFinished: () -> [CompileResult]
  let logLevel: Int
  /// Whether code is installed at logical times.
  var isDeterministic = false {
    didSet { if isDeterministic { hot.pointee.isObserved = true } }
  }
  /// Results whose time has not come, by executor.
  var held: [Int: CompileResult] = [:]
  let exitThreshold: Int32
  var executors: [Executor] = []
  var recorder: Recorder?
  /// The executor that the recorder's side trace belongs to.
  var recordingExecutor: Executor?
  /// Failed attempts by place, for the backoff.
  var attempts: [Place: Int] = [:]
  /// Which executor runs when, to find those that deserve all effort.
  var sampling = ExecutorSampling()
  /// What may be compiled now.
  var budget: CompileBudget
  /// The loops and functions that were hot before anything was recorded.
  var hotPlaces: Set<Place> = []
  /// Functions that do not call themselves and were called often, and loops that go round a few times only, by place.
  var leftOver: [Place: LeftOver] = [:]
  /// How often a hot loop was in its last iteration, by place.
  var lastIterations: [Place: Int] = [:]
  /// Recordings that were put off because they took an unlikely branch, by place.
  var putOffs: [Place: Int] = [:]
  /// What entering and leaving executors touches.
  let hot: UnsafeMutablePointer<HotState>

  /// State behind a pointer, so that its use costs no exclusivity check.
  struct HotState {
    /// Changes whenever an executor is installed or killed; what exits know of executors is then looked up again.
    var epoch = 1
    var records = ExecutorRecords()
    /// The executor whose entry was sampled last, until that is noted, and when it was entered and left; -1 for none.
    var sampled = -1
    var entered: UInt64 = 0
    var left: UInt64 = 0
    /// Whether it is looked at whether executors pay, which depends on time.
    var samplesEntries = false
    /// Whether entries and exits are counted, or code is installed at logical times.
    var isObserved = false
  }

  /// The trees of earlier runs; nil without a cache.
  var warmStart: WarmStart?
  /// Counts what runs where; nil unless that was asked for.
  var profiler: ProfileCollector?
  /// Receives what is logged.
  var log: (String) -> Void = { Console.write($0) }
  /// Whether it is looked at what came behind traces whose fitness was used up.
  var looksAhead = false
  var search: LoopHeadSearch?
  var searchTree: RecordedTree?
  /// A loop inside a tree that was just closed, while the interpreter goes round to its end.
  var pursuit: Pursuit?
  /// How many loops in a row were followed to their ends before the recording under way.
  var pursued = 0
  /// How often assumptions of trees at a place turned out wrong.
  private var invalidations: [Place: Int] = [:]
  /// Iterations for which a loop is left alone after its tree was refused.
  static let refusedWait = 1 << 20
  /// After so many recordings that left a loop, the way on belongs to the trace.
  static let shortLoopAttempts = 8
  /// After so many recordings that left a loop, it is taken to go round a few times only.
  static let shortLoopSigns = 2
  /// A loop's count is used up so many times sooner than a function's.
  static let loopRounds = 8
  /// A tree is left alone when so many windows of samples say that it does not pay.
  static let mostLostWindows = 8
  /// A hot loop that is so often in its last iteration when it is looked at has one iteration a call.
  static let mostLastIterations = 16
  /// How many callers of a function are asked for loops around it.
  static let callersAround = 8
  /// Uops of a tree that is about to be recorded, as far as anybody knows.
  static let usualTree = 150
  static let largestTree = 4000
  /// An exit must be taken `exit-threshold` times more for each so many uops that its tree has.
  static let patienceUnit = 800
  /// Side traces one after another, each for one more case of the same assumption: a place with more is left to the interpreter.
  static let longestChain = 10
  /// The reference's chains of side traces: the last of so many is found from everywhere.
  static let chainLength = 4

  struct Place: Hashable {
    let code: UInt
    let header: Int
  }

  /// A function or loop that the interpreter goes on executing.
  struct LeftOver {
    /// How often its count was used up while no loop around it changed.
    var rounds = 0
    /// How often one of these loops was about to grow.
    var waits = 0
    /// The uops in the trees of the loops that were around it the last time.
    var uops = 0
  }

  /// The trees of the loops around a place, or of those inside it.
  private struct TreesAround {
    var uops = 0
    /// Whether a version of one is being compiled, or the first has to wait for that.
    var areCompiled = false
    /// Whether exits of one wait for their traces.
    var areGrowing = false
  }

  init(
    vm: VM, tunables: FitnessTunables, statistics: Statistics, queue: CompileQueue, logLevel: Int,
    takeFinished: @escaping () -> [CompileResult]
  ) {
    self.vm = vm
    self.tunables = tunables
    self.statistics = statistics
    self.queue = queue
    self.logLevel = logLevel
    self.takeFinished = takeFinished
    hot = .allocate(capacity: 1)
    hot.initialize(to: HotState())
    hot.pointee.samplesEntries = queue.hasQuickCompiler
    budget = CompileBudget(tunables, isLimited: queue.hasQuickCompiler)
    exitThreshold = Int32(min(tunables.exitThreshold, tunables.loopThreshold))
  }

  /// Lets recording begin at once, however short the program may be.
  func recordsAtOnce() { budget.endWarmUp() }

  /// Lets recording, compiling and entering go on without regard to what they cost.
  func compilesFreely() {
    budget.isLimited = false
    hot.pointee.samplesEntries = false
  }

  // MARK: Hot loops

  func loopIsHot(
    _ vm: VM, jump: UnsafeMutablePointer<UInt64>, header: UnsafeMutablePointer<UInt64>, base: UnsafeMutablePointer<Value>
  ) -> Bool {
    let code = vm.codeObject(base)
    let position = header - code.pointee.words
    if let executor = vm.info(code).attachments[position] as? Executor {
      if isDeterministic, executor.state == .waiting { installDue(executor) }
      if executor.state == .waiting, !executor.isCompiling, mayCompile(executor) { compile(executor) }
      if executor.state == .installed { resume(executor) } else { setCounter(jump, vm.loopThreshold(of: jump)) }
      return false
    }
    let place = Place(code: UInt(bitPattern: code), header: position)
    switch warmStart?.install(at: place, code) ?? .none {
    case .none: break
    case .installed(let executor):
      install(executor)
      return false
    case .wait(let count):
      setCounter(jump, count)
      return false
    }
    setCounter(jump, vm.loopThreshold(of: jump))
    if budget.isWarmingUp {
      hotPlaces.insert(place)
      budget.warm(by: hotPlaces.count)
    }
    guard recorder == nil, search == nil, pursuit == nil, budget.allows(TraceManager.usualTree, .quick) else { return false }
    let isFunction = isEntry(jump)
    if isFunction, !mayRecordEntry(base, place) { return false }
    if !isFunction, vm.isLastIteration(base, header) {
      setCounter(jump, 1)
      lastIterations[place, default: 0] += 1
      if lastIterations[place, default: 0] == TraceManager.mostLastIterations { heatLoopAround(base) }
      return false
    }
    if !isFunction, isLeftToNest(base, place) ?? isLeftToLoopsAround(base, place) { return false }
    if !isFunction, isLeftToInnerLoops(code, place) { return false }
    let tree = RecordedTree(
      name: "\(vm.swiftString(code.pointee.qualifiedName)):\(vm.lineNumber(code, position))", code: code, header: position,
      latchEnd: isFunction ? code.pointee.wordCount : latchEnd(code, position))
    attempts[place, default: 0] += 1
    recordingExecutor = nil
    let recorder = Recorder(vm: vm, tree: tree, tunables: tunables, base: base)
    recorder.toleratesTypeChanges = attempts[place, default: 0] > 4
    recorder.leavesShortLoopsToCallers = tunables.innerTrips > 0 && attempts[place, default: 0] < 4
    recorder.mayLeaveLoop = attempts[place, default: 0] > TraceManager.shortLoopAttempts
    recorder.putsOffUnlikely = putOffs[place, default: 0] < tunables.unlikelyRetries
    self.recorder = recorder
    return true
  }

  /// Makes the loop nearest to a frame's call hot: a loop in the frame is, but has no iterations to record.
  private func heatLoopAround(_ base: UnsafeMutablePointer<Value>) {
    var isFound = false
    vm.forEachCaller(of: base, atMost: TraceManager.callersAround) { code, position in
      if !isFound, let jump = code.jump(around: position) {
        isFound = true
        if vm.info(code).attachments[jump + Int(Int32(truncatingIfNeeded: code.pointee.words[jump + 1]))] == nil { setCounter(code.pointee.words + jump, 1) }
      }
    }
  }

  /// Whether a function is recorded from its entry. One that does not call itself belongs to the loops that call it, unless the
  /// interpreter goes on calling it while their trees do not grow.
  private func mayRecordEntry(_ base: UnsafeMutablePointer<Value>, _ place: Place) -> Bool {
    switch tunables.functionEntries {
    case FunctionEntries.none: return false
    case FunctionEntries.all: return true
    default: break
    }
    return vm.isRecursive(base) || isLeftOver(place, treesAround(base), rounds: tunables.leftOverRounds)
  }

  /// Whether a loop that goes round a few times only is left to the loops that call its function: their trees may still grow into it.
  private func isLeftToLoopsAround(_ base: UnsafeMutablePointer<Value>, _ place: Place) -> Bool {
    guard tunables.growthRounds > 0, attempts[place, default: 0] >= TraceManager.shortLoopSigns else { return false }
    let around = treesAround(base)
    return around.uops > 0 && !isLeftOver(place, around, scale: TraceManager.loopRounds, rounds: TraceManager.loopRounds * tunables.leftOverRounds)
  }

  /// Whether a loop is left to the tree of a loop around it in the same function: if that was hot first, the inner one does not go
  /// round often enough to have a tree of its own. nil if there is no such tree.
  private func isLeftToNest(_ base: UnsafeMutablePointer<Value>, _ place: Place) -> Bool? {
    guard tunables.nestRounds > 0 else { return nil }
    var around = TreesAround()
    add(vm.codeObject(base), place.header, to: &around)
    return around.uops > 0 ? !isLeftOver(place, around, rounds: tunables.nestRounds) : nil
  }

  /// Whether a loop waits for the trees of loops inside it: their exits are hot, and the way on from there may lead round it.
  private func isLeftToInnerLoops(_ code: UnsafeMutablePointer<CodeObject>, _ place: Place) -> Bool {
    guard tunables.nestRounds > 0, leftOver[place, default: LeftOver()].waits < tunables.nestRounds else { return false }
    let end = latchEnd(code, place.header)
    var inside = TreesAround()
    for case let executor as Executor in vm.info(code).attachments.values where !executor.recorded.isFunction {
      if executor.recorded.header > place.header, executor.recorded.header < end { add(executor, to: &inside) }
    }
    guard inside.areGrowing || inside.areCompiled else { return false }
    leftOver[place, default: LeftOver()].waits += 1
    return true
  }

  /// Whether the interpreter goes on executing what is at a place though the trees around do not grow any more.
  private func isLeftOver(_ place: Place, _ around: TreesAround, scale: Int = 1, rounds: Int) -> Bool {
    var history = leftOver[place] ?? LeftOver()
    if around.uops == history.uops, !around.areCompiled {
      if around.areGrowing, history.waits < scale * tunables.growthRounds { history.waits += 1 } else { history.rounds += 1 }
    }
    history.uops = around.uops
    leftOver[place] = history
    return history.rounds > rounds
  }

  /// The trees of the loops that a frame's callers are in.
  private func treesAround(_ base: UnsafeMutablePointer<Value>) -> TreesAround {
    var around = TreesAround()
    vm.forEachCaller(of: base, atMost: TraceManager.callersAround) { code, position in
      add(code, position, to: &around)
    }
    return around
  }

  /// Adds the trees of the loops of a function that are around one of its instructions.
  private func add(_ code: UnsafeMutablePointer<CodeObject>, _ position: Int, to around: inout TreesAround) {
    for case let executor as Executor in vm.info(code).attachments.values where executor.recorded.covers(position) {
      add(executor, to: &around)
    }
  }

  private func add(_ executor: Executor, to trees: inout TreesAround) {
    trees.uops += executor.recorded.tree.size
    if executor.isCompiling || executor.state == .waiting, tunables.growthRounds > 0 { trees.areCompiled = true }
    if !executor.growth.isEmpty, executor.recorded.tree.goesRound, !isFull(executor) { trees.areGrowing = true }
  }

  /// One past the last backward jump to a header.
  private func latchEnd(_ code: UnsafeMutablePointer<CodeObject>, _ header: Int) -> Int {
    var end = header
    forEachJump(code, to: header) { end = max(end, $0 - code.pointee.words + 2) }
    return end
  }

  /// Calls `body` with the instructions that lead to a header: backward jumps, or the entry of a function.
  func forEachJump(_ code: UnsafeMutablePointer<CodeObject>, to header: Int, _ body: (UnsafeMutablePointer<UInt64>) -> Void) {
    var i = 0
    let words = code.pointee.words
    if let entry = code.entry, entry + Opcode.enter.info.length == words + header { return body(entry) }
    while i < code.pointee.wordCount {
      guard let op = Opcode(rawValue: UInt16(truncatingIfNeeded: words[i])) else { return }
      if op.uncompiled == .jumpBack, i + Int(Int32(truncatingIfNeeded: words[i + 1])) == header { body(words + i) }
      i += op.info.length
    }
  }

  func setCounter(_ jump: UnsafeMutablePointer<UInt64>, _ count: Int) {
    jump.pointee = UInt64(op: isEntry(jump) ? .enter : .jumpBack) | UInt64(UInt32(truncatingIfNeeded: count)) << 16
  }

  private func patch(_ jump: UnsafeMutablePointer<UInt64>, _ executor: Executor) {
    jump[1] = jump[1] & 0xFFFF_FFFF | UInt64(executor.number) << 32
    let isRestricted = executor.recorded.drainsGenerator
    jump.pointee = UInt64(op: isEntry(jump) ? .enterCompiled : .jumpBackCompiled) | (isRestricted ? 1 << 16 : 0)
  }

  /// Whether an instruction that leads to a header begins a function.
  private func isEntry(_ jump: UnsafeMutablePointer<UInt64>) -> Bool {
    jump.opcodeByte == Opcode.enter.byte || jump.opcodeByte == Opcode.enterCompiled.byte
  }

  func makeExecutor(_ tree: RecordedTree) -> Executor {
    let executor = Executor(number: executors.count, recorded: tree, depth: tunables.maximumDepth, isCounted: profiler != nil)
    executor.isInvocable = !hot.pointee.isObserved
    executor.mayBePassage = tunables.linksToLoopsOnly != 0
    return executor
  }

  private func add(_ executor: Executor) {
    executors.append(executor)
    hot.pointee.records.append(executor.record)
  }

  /// Takes over an executor of an earlier run.
  private func install(_ executor: Executor) {
    add(executor)
    vm.info(executor.recorded.code).attachments[executor.recorded.header] = executor
    for number in executor.recorded.tree.traces.indices { count(number, executor.recorded) }
    executor.recorded.watch()
    statistics.executors += 1
    hot.pointee.epoch += 1
    forEachJump(executor.recorded.code, to: executor.recorded.header) { patch($0, executor) }
    startSampling(executor)
  }

  // MARK: Recording

  func record(_ vm: VM, _ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) -> Bool {
    guard let recorder else { return pursuit == nil ? lookAhead(pc, base) : pursue(pc, base) }
    switch recorder.observe(pc, base) {
    case .goesOn: return true
    case .finished:
      self.recorder = nil
      finishRecording(recorder)
      if pursuit != nil { return true }
      if looksAhead, let search = recorder.searchAhead() {
        self.search = search
        searchTree = recorder.tree
        return lookAhead(pc, base)
      }
    case .aborted(let reason):
      giveUp(reason)
    }
    return false
  }

  func catches(_ vm: VM) -> Bool { recorder?.catchException() ?? false }

  func abortRecording(_ vm: VM) {
    finishSearch()
    endPursuit()
    if let recorder, case .finished = recorder.endBeforeException() {
      self.recorder = nil
      return finishRecording(recorder)
    }
    giveUp("exception or return")
  }

  private func giveUp(_ reason: String) {
    guard let recorder else { return }
    statistics.abort(reason)
    if isVerbose { logAbandoned(recorder, reason) }
    backOff(recorder, reason)
    self.recorder = nil
    pursued = 0
    if let executor = recordingExecutor, let exit = recorder.exitNumber { growthFailed(executor, exit) }
    recordingExecutor = nil
  }

  /// Makes a place that failed wait longer before the next attempt; after many attempts very long, but never for good.
  private func backOff(_ recorder: Recorder, _ reason: String) {
    if let executor = recordingExecutor, let exit = recorder.exitNumber {
      // Where nothing can be recorded today, there is little hope for tomorrow: each attempt waits for four times as many exits.
      let failures = executor.failures[exit, default: 0]
      executor.failures[exit] = failures + 1
      executor.plan(exit)?.pointee.count = -Int32(truncatingIfNeeded: min(Int(exitThreshold) << min(6 + 2 * failures, 30), 1 << 30))
      return
    }
    let tree = recorder.tree
    if reason == Recorder.unlikely {
      // The next iteration may go the usual way; this was no attempt.
      let place = Place(code: UInt(bitPattern: tree.code), header: tree.header)
      putOffs[place, default: 0] += 1
      attempts[place, default: 1] -= 1
      forEachJump(tree.code, to: tree.header) { setCounter($0, 1) }
      return
    }
    if reason == Recorder.fewItems { heatLoopAround(recorder.currentBase) }
    let count = attempts[Place(code: UInt(bitPattern: tree.code), header: tree.header)] ?? 1
    let soon = (reason == "left the loop" || reason == "types changed") && count < 20
    let wait = soon ? 1 : min(max(tunables.loopThreshold, 16) << min(count, 10), 1 << 24)
    forEachJump(tree.code, to: tree.header) { setCounter($0, wait) }
  }

  private func finishRecording(_ recorder: Recorder) {
    let tree = recorder.tree
    statistics.recorded += 1
    // The first part of a trace that was cut in two has no end of its own.
    let added = tree.tree.traces.indices.suffix(recorder.addedTraces)
    for number in added { count(number, tree, hasEnd: number == added.last) }
    if let executor = recordingExecutor {
      recordingExecutor = nil
      guard let exit = recorder.exitNumber else { return }
      beginPursuit(executor, recorder)
      return treeGrew(executor, exit)
    }
    let executor = makeExecutor(tree)
    add(executor)
    vm.info(tree.code).attachments[tree.header] = executor
    beginPursuit(executor, recorder)
    if pursuit == nil, mayCompile(executor) { compile(executor) }
  }

  private func count(_ number: Int, _ tree: RecordedTree, hasEnd: Bool = true) {
    let trace = tree.tree.traces[number]
    statistics.uops += trace.body.count
    statistics.guards += trace.body.count { $0.op.info.hasExit }
    statistics.calls += trace.body.count { $0.op == .call }
    if isVerbose { logTrace(number, tree) }
    guard hasEnd else { return }
    if trace.isLoop || tree.tree.isInnerLoop(number) { statistics.loops += 1 } else { statistics.exits += 1 }
    statistics.ends[String(trace.endReason.prefix { !$0.isNumber }), default: 0] += 1
  }

  // MARK: Compiling and installing

  func compile(_ executor: Executor) {
    if executor.isCompiling {
      executor.needsCompilation = true
      return
    }
    executor.isCompiling = true
    executor.needsCompilation = false
    let tree = executor.recorded.tree
    executor.submittedTraces = tree.traces.count
    budget.promise(executor.number, tree.size, effort(for: executor))
    let options = OptimizerOptions(dontHoist: executor.dontHoist)
    queue.submit(
      CompileJob(identifier: executor.number, recorded: tree, abi: abi, optimizer: options, effort: effort(for: executor)))
    if isDeterministic { setDue(executor) }
    installFinished()
  }

  /// Installs what the compiler has finished. Called at safe points.
  func installFinished() {
    if isDeterministic { return }
    for result in takeFinished() { install(result) }
    takeSample()
  }

  /// Installs one result.
  func install(_ result: CompileResult) {
    let executor = executors[result.identifier]
    executor.isCompiling = false
    budget.account(result, uops: executor.recorded.tree.size(ofTraces: executor.submittedTraces))
    guard executor.state != .dead else { return }
    switch result.outcome {
    case .failure(let refusal):
      if executor.state == .waiting {
        executor.refusal = refusal.reason
        kill(executor, wait: TraceManager.refusedWait)
      }
      // The version that there is stays; it would be refused again.
      executor.growth = TreeGrowth()
      executor.record.pointee.waitingLimit = Int.max
    case .success(let code):
      guard let tree = result.optimized, executor.recorded.isValid else { return discard(executor) }
      let isFirst = executor.state == .waiting
      executor.install(code, optimized: tree, abi: abi)
      executor.effort = result.effort
      executor.recorded.watch()
      hot.pointee.epoch += 1
      if isFirst { statistics.executors += 1 }
      forEachJump(executor.recorded.code, to: executor.recorded.header) { patch($0, executor) }
      versionInstalled(executor)
    }
  }

  /// Takes an executor out of the code; its place is looked at again after `wait` more iterations.
  fileprivate func kill(_ executor: Executor, wait: Int) {
    executor.kill()
    hot.pointee.epoch += 1
    vm.info(executor.recorded.code).attachments[executor.recorded.header] = nil
    forEachJump(executor.recorded.code, to: executor.recorded.header) { setCounter($0, wait) }
  }

  /// Takes an executor out of the code whose assumptions do not hold. What changes time and again is better left to the interpreter.
  private func discard(_ executor: Executor) {
    let place = Place(code: UInt(bitPattern: executor.recorded.code), header: executor.recorded.header)
    invalidations[place, default: 0] += 1
    kill(executor, wait: min(tunables.loopThreshold << min(invalidations[place, default: 1] - 1, 12), 1 << 24))
    statistics.abort("invalidated")
  }

  /// Something that compiled code assumed has changed; nil: anything may have.
  func invalidate(_ address: UnsafeMutableRawPointer?) {
    let subject = address.map { UInt(bitPattern: $0) }
    func isConcerned(_ tree: RecordedTree) -> Bool { subject.map { tree.depends(on: $0) } ?? true }
    for executor in executors where executor.state != .dead && isConcerned(executor.recorded) { discard(executor) }
    if let recorder, isConcerned(recorder.tree) { giveUp("assumption changed") }
    vm.pointee.poll = 1
  }

  func mark(_ heap: Heap) {
    for executor in executors { executor.recorded.mark(heap) }
    recorder?.tree.mark(heap)
  }
}

extension TraceManager {
  /// Lets the interpreter run the loop of a tree that did not pay: each time twice as long as the time before.
  func suspend(_ executor: Executor) {
    guard executor.state == .installed, executor.record.pointee.isInstalled else { return }
    executor.record.pointee.isInstalled = false
    hot.pointee.epoch += 1
    let wait = min(max(tunables.loopThreshold, 16) << min(executor.suspensions, 12), 1 << 22)
    executor.suspensions += 1
    executor.lostWindows = 0
    statistics.suspensions += 1
    forEachJump(executor.recorded.code, to: executor.recorded.header) { setCounter($0, wait) }
  }

  /// Enters a tree again.
  private func resume(_ executor: Executor) {
    if !executor.record.pointee.isInstalled {
      executor.record.pointee.isInstalled = true
      hot.pointee.epoch += 1
    }
    forEachJump(executor.recorded.code, to: executor.recorded.header) { patch($0, executor) }
  }

  /// Gives a tree's place up; it will be recorded again later.
  func retire(_ executor: Executor) { kill(executor, wait: tunables.loopThreshold) }
}
