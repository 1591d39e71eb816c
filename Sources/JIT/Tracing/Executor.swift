// Holds a tree that runs: its code, its constants and what to do at its exits.
import Frontend
import TraceIR

/// A trace tree in the hands of the interpreter.
///
/// Invariant: `plans`, `addedPlans`, `constants` and `entry` belong to the same version of the tree.
final class Executor: AttachedExecutor {
  enum State {
    /// Recorded, its first version is being compiled.
    case waiting
    case installed
    /// An assumption failed or its compilation was refused; never entered again.
    case dead
  }

  let number: Int
  let recorded: RecordedTree
  var state = State.waiting
  var optimized: TraceTree?
  var compiled: (any CompiledTree)?
  /// Why its first version was not compiled.
  var refusal: String?
  /// Address of the native code, or 0.
  private(set) var entryAddress: UInt = 0
  /// What the cache holds for the place, if it has this tree or an earlier version of it.
  var cached: CachedTree?
  /// Earlier versions: their code may still be running below.
  var retired: [any CompiledTree] = []
  /// The constant table that code reads; grows with the recorded tree's.
  private(set) var constants: UnsafeMutablePointer<UInt64>
  private var constantCount = 0
  private var constantCapacity = 64
  /// Plans by exit number.
  private(set) var plans: [DeoptPlan?] = []
  /// Plans of exits that the optimizer added, by number.
  private(set) var addedPlans: [Int: DeoptPlan] = [:]
  /// How often each of those exits was taken since the code was installed.
  var addedExitCounts: [Int: Int] = [:]
  /// Guards that the optimizer must leave in the loop, because they failed too often before it.
  var dontHoist: Set<Int> = []
  /// How often each exit was taken.
  var exitCounts: [Int32] = []
  /// Exits that were recorded or given up: they are not looked at again.
  var isExitSettled: [Bool] = []
  var entryFailures = 0
  var entries = 0
  /// Whether a new version is being compiled.
  var isCompiling = false
  /// Whether traces were added since the version being compiled.
  var needsCompilation = false
  /// Words above the entry frame's base that the running code may use.
  var extent = 0

  var closesLoop: Bool { recorded.tree.traces.contains { $0.closing != nil } }

  init(number: Int, recorded: RecordedTree) {
    self.number = number
    self.recorded = recorded
    constants = .allocate(capacity: constantCapacity)
  }

  /// Makes a compiled version current.
  func install(_ code: any CompiledTree, optimized tree: TraceTree, abi: RuntimeABI) {
    if let compiled { retired.append(compiled) }
    compiled = code
    entryAddress = code.entryAddress ?? 0
    optimized = tree
    fillConstants()
    let types = tree.valueTypes(abi: abi)
    func type(_ id: ValueID) -> IRType { types[Int(id.index)] }
    plans = Array(repeating: nil, count: recorded.tree.exitCount)
    addedPlans = [:]
    addedExitCounts = [:]
    (entries, entryFailures) = (0, 0)
    for exit in tree.traces.flatMap(\.exits) + tree.entryExits {
      let plan = DeoptPlan(exit, tree: recorded, type: type)
      if plans.indices.contains(exit.number) { plans[exit.number] = plan } else { addedPlans[exit.number] = plan }
    }
    while exitCounts.count < plans.count {
      exitCounts.append(0)
      isExitSettled.append(false)
    }
    extent = max(tree.frameExtent, recorded.code.pointee.registerCount) + 16
    state = .installed
  }

  private func fillConstants() {
    let all = recorded.constants
    if all.count > constantCapacity {
      constantCapacity = all.count * 2
      // The old table stays: code of an earlier version may be running.
      constants = .allocate(capacity: constantCapacity)
    }
    for (i, constant) in all.enumerated() { constants[i] = constant.word }
    constantCount = all.count
  }

  func plan(_ exit: Int) -> DeoptPlan? {
    plans.indices.contains(exit) ? plans[exit] : addedPlans[exit]
  }
}

extension TraceTree {
  /// The machine type of each value, by number.
  func valueTypes(abi: RuntimeABI) -> [IRType] {
    var types = [IRType](repeating: .word, count: valueCount)
    func set(_ id: ValueID, _ type: IRType) {
      if id.index >= 0, Int(id.index) < types.count { types[Int(id.index)] = type }
    }
    for parameter in outer + loop { set(parameter.result, parameter.type) }
    for body in [entry, preheader] + traces.map(\.body) {
      for item in body where item.result != .none {
        switch item.op {
        case .loadField: set(item.result, abi.fields[Int(item.immediate)].type)
        case .call: set(item.result, abi.helpers[Int(item.immediate)].result)
        default: set(item.result, item.op.info.result)
        }
      }
    }
    return types
  }
}
