// Gathers the counts of executors into a profile.
import Frontend
import TraceIR

extension TraceManager {
  /// An instruction is about to be interpreted; called only when bytecodes are counted.
  func count(_ vm: VM, _ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) {
    profiler?.interpret(vm, pc, base)
  }

  /// Begins to count: every interpreted bytecode, every trace begun, every exit.
  func startCounting() {
    let profiler = ProfileCollector()
    profiler.compiled = { [unowned self] in trees.reduce(0) { $0 + $1.executed } }
    self.profiler = profiler
    vm.pointee.recording = VMState.counting
    hot.pointee.isObserved = true
  }

  /// An executor was left.
  @inline(never)
  func countExit(_ number: Int, _ exit: Int) {
    guard let profiler else { return }
    executors[number].taken[exit, default: 0] += 1
    profiler.leave()
  }

  /// An exit led to another executor.
  @inline(never)
  func countLink(_ number: Int, _ next: Int) {
    if profiler != nil { executors[number].links[next, default: 0] += 1 }
  }

  private var trees: [ExecutionProfile.Tree] {
    executors.compactMap { executor in
      // The optimized form may be older than the recorded one: traces that are not in the code have not begun.
      let begun = executor.begun
      guard executor.compiled != nil else { return nil }
      var tree = ExecutionProfile.Tree(
        number: executor.number, recorded: executor.recorded.tree, journals: executor.recorded.journals, begun: begun,
        taken: executor.taken, links: executor.links, entries: executor.record.pointee.entries,
        codeBytes: executor.compiled?.codeRange.count ?? 0, isInstalled: executor.state == .installed)
      tree.optimized = executor.optimized
      return tree
    }
  }

  /// What ran where, up to now.
  var profile: ExecutionProfile {
    profiler?.sample()
    var profile = ExecutionProfile()
    profile.trees = trees
    profile.budget = tunables.initialFitness
    profile.interpreted = profiler?.interpreted ?? 0
    profile.samples = profiler?.samples ?? []
    profile.places = profiler?.places.ranked ?? []
    return profile
  }
}
