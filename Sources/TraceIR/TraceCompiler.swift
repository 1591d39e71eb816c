// Declares the contract between the engine and whatever turns a trace tree into something that runs.

/// A tree made ready to run: compiled code, or an evaluator's prepared form.
public protocol CompiledTree: AnyObject, Sendable {
  /// Runs the tree until it leaves.
  ///
  /// - Parameters:
  ///   - state: the engine's state block (`StateLayout`).
  ///   - base: the address of slot 0 of the frame in which the tree is entered.
  ///   - constants: the tree's constant table, one word (or raw address) for each entry.
  /// - Returns: the number of the exit taken; the live values of its snapshot are in the exit buffer,
  ///   in the order of `Snapshot.liveValues`.
  func run(state: UnsafeMutableRawPointer, base: UnsafeMutableRawPointer, constants: UnsafeRawPointer) -> Int

  /// The address of native code with the C signature of `run`, or `nil` if there is none.
  var entryAddress: UInt? { get }
  /// The range of native code, for the stack scan that decides when it may be freed.
  var codeRange: Range<UInt> { get }
  /// The relocatable object that another process can load, if there is one.
  var objectBytes: [UInt8] { get }
}

/// Why a tree was not compiled.
public struct CompileRefusal: Error, Sendable {
  /// A short fixed name, counted in the statistics.
  public let reason: String
  public let detail: String
  public init(reason: String, detail: String = "") {
    self.reason = reason
    self.detail = detail
  }
}

/// Turns an optimized tree into something that runs. Called on the compile thread.
public protocol TraceCompiler: AnyObject, Sendable {
  func compile(_ tree: TraceTree, abi: RuntimeABI) throws(CompileRefusal) -> any CompiledTree
  /// Loads what an earlier `compile` of an equal tree produced, without compiling.
  func load(object: [UInt8], tree: TraceTree, abi: RuntimeABI) throws(CompileRefusal) -> any CompiledTree
  /// Gives back memory that is needed while compiling only: nothing was compiled for a while.
  func rest()
}

extension TraceCompiler {
  public func rest() {}
}

extension Snapshot {
  /// The SSA values that must be stored in the exit buffer, each once, in order of first mention.
  public var liveValues: [ValueID] {
    var seen: Set<ValueID> = []
    var order: [ValueID] = []
    func visit(_ value: SnapshotValue) {
      if case .value(let id) = value, seen.insert(id).inserted { order.append(id) }
    }
    for slot in slots { visit(slot.value) }
    for object in virtuals { object.values.forEach(visit) }
    return order
  }
}
