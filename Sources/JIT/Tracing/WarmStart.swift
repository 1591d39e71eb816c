// Installs the trees of earlier runs instead of recording them again, and keeps those of this run.
import Frontend
import TraceIR

/// The connection between the trees of a run and the cache.
final class WarmStart {
  private unowned let manager: TraceManager
  private let cache: TraceCache
  private let key: CacheKey
  /// What the cache had.
  private let loaded: CachedProgram?
  /// Trees whose code objects were not made yet, by `CachedTree.anchorPath`.
  private var waiting: [String: [CachedTree]] = [:]
  /// Trees whose loops did not run yet, or whose constants were not found yet.
  private var pending: [TraceManager.Place: Pending] = [:]

  /// Places at which an earlier run's tree was refused: nothing is recorded there.
  private var refused: [CachedTree] = []

  private struct Pending {
    var tree: CachedTree
    var attempts = 0
  }

  /// A tree is given up after so many attempts, of which each waits twice as long as the one before.
  private static let mostAttempts = 12
  private static let assumptionMark = "assume "
  private static let refusalMark = "refused"

  init(manager: TraceManager, cache: TraceCache, key: CacheKey) {
    self.manager = manager
    self.cache = cache
    self.key = key
    loaded = cache.load(key)
    for tree in loaded?.trees ?? [] { waiting[tree.anchorPath, default: []].append(tree) }
  }

  /// Whether there is anything to install.
  var hasTrees: Bool { !waiting.isEmpty }

  /// A code object was made: the loops in it that have trees are looked at when they first jump back.
  func codeBound(_ code: UnsafeMutablePointer<CodeObject>) {
    guard let trees = waiting.removeValue(forKey: anchor(of: code)) else { return }
    for tree in trees {
      if tree.notes[WarmStart.refusalMark] != nil {
        refused.append(tree)
        manager.forEachJump(code, to: tree.headerPC) { manager.setCounter($0, TraceManager.refusedWait) }
        continue
      }
      pending[TraceManager.Place(code: UInt(bitPattern: code), header: tree.headerPC)] = Pending(tree: tree)
      manager.forEachJump(code, to: tree.headerPC) { manager.setCounter($0, 1) }
    }
  }

  /// What became of the tree for a loop.
  enum Outcome {
    case none
    case installed(Executor)
    /// Some of its constants are not there yet: look again after so many iterations.
    case wait(Int)
  }

  /// Installs the tree for a loop, if there is one.
  func install(at place: TraceManager.Place, _ code: UnsafeMutablePointer<CodeObject>) -> Outcome {
    guard var entry = pending[place] else { return .none }
    do throws(CompileRefusal) {
      if let executor = try executor(entry.tree, place, code) {
        pending[place] = nil
        cache.countInstalled()
        return .installed(executor)
      }
    } catch {
      manager.statistics.abort("cached tree: \(error.reason)")
      entry.attempts = WarmStart.mostAttempts
    }
    entry.attempts += 1
    guard entry.attempts < WarmStart.mostAttempts else {
      pending[place] = nil
      cache.count(.tree)
      return .none
    }
    pending[place] = entry
    return .wait(1 << entry.attempts)
  }

  /// Makes the executor of a tree; nil while a constant or an assumption is not as it was.
  private func executor(
    _ stored: CachedTree, _ place: TraceManager.Place, _ code: UnsafeMutablePointer<CodeObject>
  ) throws(CompileRefusal) -> Executor? {
    let record = RecordedTree(name: stored.name, code: code, header: place.header, latchEnd: Int(stored.notes["latchEnd"] ?? "") ?? place.header)
    let assumptions = (0..<stored.notes.count).compactMap { stored.notes[WarmStart.assumptionMark + "\($0)"] }
    let recorded = try parse(stored.recorded, .recorded)
    guard record.restore(recorded, constants: stored.constants, assumptions: assumptions, manager.vm), !record.checksMovingObjects else { return nil }
    let optimized = try parse(stored.optimized, .optimized)
    let compiled = try manager.queue.load(object: stored.object, tree: optimized, abi: manager.abi)
    let executor = manager.makeExecutor(record)
    executor.dontHoist = Set((stored.notes["dontHoist"] ?? "").split(separator: " ").compactMap { Int($0) })
    executor.install(compiled, optimized: optimized, abi: manager.abi)
    executor.submittedTraces = recorded.traces.count
    executor.isHot = true
    executor.cached = stored
    // Earlier runs had their chance with these exits: only one that is much hotter now is worth a side trace.
    executor.delayExits(by: manager.exitThreshold * 7)
    for trace in recorded.traces {
      if case .side(let exit) = trace.anchor { executor.settle(exit: exit) }
    }
    return executor
  }

  private func parse(_ text: [UInt8], _ form: TraceForm) throws(CompileRefusal) -> TraceTree {
    let tree: TraceTree
    do throws(TraceTextError) {
      tree = try TraceText(abi: manager.abi).tree(text)
    } catch {
      throw CompileRefusal(reason: "text", detail: error.description)
    }
    if let problem = TraceVerifier.problems(in: tree, abi: manager.abi, form: form).first {
      throw CompileRefusal(reason: "verifier", detail: problem.description)
    }
    return tree
  }

  /// Keeps the run's trees, those of earlier runs that this one did not reach included.
  func store() {
    let locations = ValueLocations(manager.vm)
    var trees = manager.executors.compactMap { stored($0, locations) }
    trees += pending.values.map(\.tree) + waiting.values.joined() + refused
    trees.sort { ($0.anchorPath, $0.headerPC) < ($1.anchorPath, $1.headerPC) }
    let program = CachedProgram(trees: trees)
    guard program != loaded, !trees.isEmpty || loaded != nil else { return }
    cache.store(key, program)
  }

  private func stored(_ executor: Executor, _ locations: ValueLocations) -> CachedTree? {
    if let refusal = executor.refusal {
      return CachedTree(
        name: executor.recorded.tree.name, anchorPath: anchor(of: executor.recorded.code), headerPC: executor.recorded.header,
        notes: [WarmStart.refusalMark: refusal])
    }
    guard executor.state == .installed, executor.recorded.isValid, let optimized = executor.optimized, let compiled = executor.compiled,
      !compiled.objectBytes.isEmpty
    else { return nil }
    // Traces that are not in the code yet would be unknown to its exits.
    guard optimized.traces.count == executor.recorded.tree.traces.count else { return executor.cached }
    if let cached = executor.cached, cached.object == compiled.objectBytes { return cached }
    let form: (constants: [String], assumptions: [String])
    do throws(CompileRefusal) {
      form = try executor.recorded.storedForm(locations, manager.vm)
    } catch {
      manager.statistics.abort(error.reason)
      if manager.isVerbose { Console.write("[\(optimized.name) is not kept: \(error.detail)]\n") }
      return executor.cached
    }
    let text = TraceText(abi: manager.abi, comments: false)
    var notes = ["latchEnd": "\(executor.recorded.latchEnd)", "dontHoist": executor.dontHoist.sorted().map { "\($0)" }.joined(separator: " ")]
    for (index, assumption) in form.assumptions.enumerated() { notes[WarmStart.assumptionMark + "\(index)"] = assumption }
    return CachedTree(
      name: optimized.name, anchorPath: anchor(of: executor.recorded.code), headerPC: executor.recorded.header,
      recorded: text.bytes(of: executor.recorded.tree), optimized: text.bytes(of: optimized), constants: form.constants,
      object: compiled.objectBytes, notes: notes)
  }

  private func anchor(of code: UnsafeMutablePointer<CodeObject>) -> String {
    let info = manager.vm.info(code)
    return "\(info.moduleName) \(info.pathText)"
  }
}
