// Declares what goes to the compile thread and what comes back.
import TraceIR

/// How much time a compilation may take.
public enum CompileEffort: String, Sendable, CaseIterable {
  /// For code at once, while a tree still grows, or while nobody knows whether it is worth more.
  case quick
  /// For code that runs long.
  case thorough
}

/// A recorded tree to be optimized and compiled.
public struct CompileJob: Sendable {
  /// Chosen by whoever submits the job, and returned with its result.
  public var identifier: Int
  public var recorded: TraceTree
  public var abi: RuntimeABI
  public var optimizer: OptimizerOptions
  public var effort: CompileEffort

  public init(
    identifier: Int, recorded: TraceTree, abi: RuntimeABI, optimizer: OptimizerOptions = OptimizerOptions(),
    effort: CompileEffort = .thorough
  ) {
    self.identifier = identifier
    self.recorded = recorded
    self.abi = abi
    self.optimizer = optimizer
    self.effort = effort
  }
}

/// What became of a job.
public struct CompileResult: Sendable {
  public var identifier: Int
  public var effort: CompileEffort = .thorough
  /// The optimized tree, if there was one, even if its compilation was refused.
  public var optimized: TraceTree?
  public var outcome: Result<any CompiledTree, CompileRefusal>
  /// CPU time the job took.
  public var nanoseconds: Int
}

extension CompileJob {
  /// Optimizes and compiles the tree.
  func run(_ compiler: any TraceCompiler) -> CompileResult {
    let start = threadNanoseconds()
    var optimized: TraceTree?
    let outcome: Result<any CompiledTree, CompileRefusal>
    do throws(CompileRefusal) {
      let tree = try optimize(recorded, abi: abi, options: optimizer)
      optimized = tree
      outcome = .success(try compiler.compile(tree, abi: abi))
    } catch {
      outcome = .failure(error)
    }
    return CompileResult(
      identifier: identifier, effort: effort, optimized: optimized, outcome: outcome, nanoseconds: threadNanoseconds() - start)
  }
}
